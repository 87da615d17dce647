"""What the shipped scenarios gave when it was last said that results change: the same numbers, to the bit.

`golden.csv` holds a hash of the values of `runs` and of `weekly` for two seeds of every shipped scenario. A change that
is meant to change results writes it anew (`python -m tests.equivalence.test_golden`) and says so in CHANGELOG.md.
"""

import csv
import hashlib
from pathlib import Path

import numpy as np
import pytest

import govsim

SEEDS = (1, 7)
FILE = Path(__file__).with_name("golden.csv")
SHIPPED = sorted(file.stem for file in (Path(__file__).parents[2] / "configs" / "scenario").glob("*.yaml"))


def digest_of(table):
    """A hash of names and values; the order of columns is none of it."""
    made = hashlib.sha256()
    for name in sorted(table.columns):
        values = table[name].to_numpy()
        number = np.issubdtype(values.dtype, np.number) or values.dtype == bool
        made.update(name.encode() + b"\0")
        made.update(values.astype("<f8").tobytes() if number else "\0".join(map(str, values)).encode())
    return made.hexdigest()[:16]


def measured():
    """Hashes by scenario and table; scenarios of the same parts in one call, which one compiled week serves."""
    several = {}
    for name in SHIPPED:
        one = govsim.load_scenario(name)
        several.setdefault(one.parts, []).append(one)
    tables = [govsim.simulate(scenarios, seeds=SEEDS) for scenarios in several.values()]
    return {
        (one.name, kind): digest_of(table[table["scenario"] == one.name])
        for found, scenarios in zip(tables, several.values(), strict=True)
        for kind, table in (("runs", found.runs), ("weekly", found.weekly))
        for one in scenarios
    }


def golden():
    with FILE.open(encoding="utf-8") as lines:
        return {(row["scenario"], row["table"]): row["hash"] for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def now():
    return measured()


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("table", ["runs", "weekly"])
def test_a_shipped_scenario_gives_what_it_gave(now, name, table):
    assert now[name, table] == golden()[name, table]


if __name__ == "__main__":
    with FILE.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["scenario", "table", "hash"])
        rows.writerows([*key, value] for key, value in sorted(measured().items()))
