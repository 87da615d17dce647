"""What the shipped scenarios gave when it was last said that results change: the same numbers, to the bit.

`golden.csv` holds a hash of the values of `runs` and of `weekly` for two seeds of every shipped scenario, over the
columns that `golden_columns.csv` names: an outcome that is added later changes none of them. A change that is meant to
change results writes both anew (`python -m tests.equivalence.test_golden`) and says so in CHANGELOG.md.
"""

import csv
import hashlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import govsim
from govsim.study.ask.files import scenario_files
from tests.packages import PACKAGES

SEEDS = (1, 7)
FILE = Path(__file__).with_name("golden.csv")
COLUMNS = Path(__file__).with_name("golden_columns.csv")
SHIPPED = sorted(set(scenario_files()) - PACKAGES)


def digest_of(table, columns):
    """A hash of names and values of some columns; their order is none of it."""
    made = hashlib.sha256()
    for name in sorted(columns):
        values = table[name].to_numpy()
        number = np.issubdtype(values.dtype, np.number) or values.dtype == bool
        made.update(name.encode() + b"\0")
        made.update(values.astype("<f8").tobytes() if number else "\0".join(map(str, values)).encode())
    return made.hexdigest()[:16]


@cache
def parts_of(name):
    """The parts that a scenario has beyond the core."""
    return "+".join(govsim.load_scenario(name).parts)


def tables():
    """The tables of the scenarios; those with the same parts in one call, so that one compiled week serves them."""
    by_parts = {}
    for scenario in map(govsim.load_scenario, SHIPPED):
        by_parts.setdefault(parts_of(scenario.name), []).append(scenario)
    found = [govsim.simulate(some, seeds=SEEDS) for some in by_parts.values()]
    return {
        (name, kind): table[table["scenario"] == name]
        for one in found
        for kind, table in (("runs", one.runs), ("weekly", one.weekly))
        for name in table["scenario"].unique()
    }


def columns():
    """The columns of each table that are hashed, by the parts of its scenario."""
    named = {}
    with COLUMNS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            named.setdefault((row["parts"], row["table"]), []).append(row["column"])
    return named


def golden():
    with FILE.open(encoding="utf-8") as lines:
        return {(row["scenario"], row["table"]): row["hash"] for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def now():
    return tables()


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("table", ["runs", "weekly"])
def test_a_shipped_scenario_gives_what_it_gave(now, name, table):
    assert digest_of(now[name, table], columns()[parts_of(name), table]) == golden()[name, table]


if __name__ == "__main__":
    made = tables()
    with FILE.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["scenario", "table", "hash"])
        rows.writerows([*key, digest_of(table, table.columns)] for key, table in sorted(made.items()))
    with COLUMNS.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["parts", "table", "column"])
        named = {(parts_of(name), kind, column) for (name, kind), table in made.items() for column in table.columns}
        rows.writerows(sorted(named))
