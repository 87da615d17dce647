"""A result's name hangs on what can change a number of it, and on nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NAME = """
from govsim.model import model_of
from govsim.scenario import Adoption, Population, Scenario
from govsim.study.runs.source import result_id

scenario = Scenario("fines", Population(enterprises=20), adoptions=(Adoption("administrative_fines", {}, 156),))
print(result_id(model_of(), {"fines": scenario}, (1, 2)))
"""
FUTURE = "from __future__ import annotations"
LEAVES = {
    "a docstring of a rule": ("mechanisms/climate.py", '"""What is equal for a crew', '"""What all share'),
    "a comment": ("engines/world.py", "TABLE_BITS =", "# as many as there are\nTABLE_BITS ="),
    "a docstring of an engine": ("engines/world.py", '    """The slot of an id', '    """The place of an id'),
    "what an error says": ("engines/core.py", " in week {week}", " in the week {week}"),
    "a message": ("locale/commands.csv", "There is no", "Nowhere is a"),
    "a meaning": ("channels.py", "inspectors added to the posts", "people added to the posts"),
    "a unit": ("channels.py", 'unit="persons"', 'unit="people"'),
    "an instrument that nobody adopts": (
        "instruments/government/hazard_hotline.py",
        "p.reward if",
        "2.0 * p.reward if",
    ),
    "a command": ("commands/list.py", FUTURE, FUTURE + "\nNOTHING = 3"),
    "a figure": (
        "figures/decay.py",
        "from __future__ import annotations",
        "from __future__ import annotations\nNOTHING = 3",
    ),
    "reading registers": (
        "populations/register/values.py",
        "from __future__ import annotations",
        "from __future__ import annotations\nNOTHING = 3",
    ),
}
CHANGES = {
    "a number of a rule": ("mechanisms/climate.py", "1.0 - enterprise.reporter_protection", "0.9 - enterprise.fear"),
    "a constant of a rule": ("mechanisms/tip_offs.py", "MOST = 4.0", "MOST = 5.0"),
    "arithmetic of the language": ("language/functions.py", "MEAN_CAP = 400.0", "MEAN_CAP = 300.0"),
    "a default of a parameter": ("mechanisms/climate.py", '"norm_level", 0.8', '"norm_level", 0.7'),
    "a default of a column": ("mechanisms/safety_capital.py", "commitment=share(0.5", "commitment=share(0.4"),
    "the neutral value of a channel": ("channels.py", 'unit="persons", neutral=0.0', 'unit="persons", neutral=1.0'),
    "what an outcome sums": ("outcomes/county.py", 'total="enterprise.visits"', 'total="enterprise.visited"'),
    "the order of the week": ("schedule.py", '"lead",\n        "decide_exit"', '"decide_exit",\n        "lead"'),
    "an instrument adopted": ("instruments/government/administrative_fines.py", "p.sanction_scale, 0.01",
                              "p.sanction_scale, 0.02"),
    "code of an engine": ("engines/world.py", "TABLE_BITS = 56", "TABLE_BITS = 55"),
    "what numba is taught": ("engines/numba_language.py", "(k + 1023) << 52", "(k + 1022) << 52"),
    "a sum over the window": ("study/runs/tables.py", "inside.sum(axis=0)", "inside.mean(axis=0)"),
    "an interval": ("study/runs/statistics.py", "count - 1", "count"),
    "a cell of a table of the package": ("populations/industries.csv", "mining,wage,", "mining,wage,1"),
    "who exists": ("populations/synthesis.py", "TAIL_EXPONENT = 1.059", "TAIL_EXPONENT = 1.5"),
}  # fmt: skip


def named(source):
    """The name of a result with the package in a folder."""
    own = {"PYTHONPATH": str(source.parent), "PYTHONDONTWRITEBYTECODE": "1", "GOVSIM_CACHE": str(source.parents[1])}
    environment = os.environ | own
    done = subprocess.run([sys.executable, "-c", NAME], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    for part in ("src/govsim", "configs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "src" / "govsim"


@pytest.fixture(scope="module")
def before(copy):
    return named(copy)


@pytest.fixture
def edited(copy):
    """Edit a file for one test."""
    kept = {}

    def edit(name, old, new):
        file = copy / name
        kept[file] = file.read_text(encoding="utf-8")
        assert old in kept[file], f"{name} no longer holds {old!r}"
        file.write_text(kept[file].replace(old, new, 1), encoding="utf-8")
        return copy

    yield edit
    for file, text in kept.items():
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("what", LEAVES)
def test_what_changes_no_number_leaves_the_name(edited, before, what):
    assert named(edited(*LEAVES[what])) == before


@pytest.mark.parametrize("what", CHANGES)
def test_what_may_change_a_number_takes_the_name_away(edited, before, what):
    assert named(edited(*CHANGES[what])) != before
