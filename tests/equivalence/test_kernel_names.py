"""What an edit or another set of instruments compiles: the names of kernels tell."""

import os
import subprocess
import sys

import pytest

from govsim.engines.kernels import name_of
from govsim.engines.week import week_of
from govsim.model import model_of


def names_of(model, *instruments):
    """The name of each stage's kernel."""
    week = week_of(model, instruments)
    return {(s.kind, s.name): name_of(model, s) for s in (week.founding, *week.stages) if s.steps}


RULES = """
from govsim.language import Instrument, column, columns, rule

columns("worker", luck=column(0.0, unit="1", zh="运", meaning="luck", source="computed"))


@rule(writes=("luck",), after="{after}")
def have_luck(worker, p, now):
    worker.luck = {value}


one = Instrument("one_of_two", zh="一")
two = Instrument("two_of_two", zh="二")


@one.effect("management_attention")
def act_one(enterprise, p, now):
    return {effect}


@two.effect("management_attention")
def act_two(enterprise, p, now):
    return 0.2
"""


@pytest.fixture
def of_text(tmp_path):
    """The kernels of the model with a file of rules."""

    def names(after="be_injured", value="0.5", effect="0.1"):
        file = tmp_path / "rules.py"
        file.write_text(RULES.format(after=after, value=value, effect=effect), encoding="utf-8")
        return names_of(model_of(plugins=[file]), "one_of_two", "two_of_two")

    return names


def test_an_edited_rule_compiles_its_own_kernel_and_nothing_else(of_text):
    before, after = of_text(), of_text(value="0.75")
    assert {stage for stage in before if before[stage] != after[stage]} == {("phase", "workers")}


def test_an_edited_instrument_compiles_its_own_kernel_and_nothing_else(of_text):
    before, after = of_text(), of_text(effect="0.15")
    assert {stage for stage in before if before[stage] != after[stage]} == {("instrument", "one_of_two")}


def test_an_instrument_that_is_added_leaves_every_kernel_as_it_was(of_text):
    usual, more = names_of(model_of()), of_text(after="fill_posts")
    changed = {stage for stage in usual if usual[stage] != more[stage]}
    assert changed == {("phase", "leaders"), ("founding", "founding")}, "a column of workers, and the rule on it"


def test_a_part_that_is_added_leaves_every_kernel_that_names_none_of_its_columns():
    """Its columns lie behind all of the core, channels and books among it, whatever their names."""
    usual, more = names_of(model_of()), names_of(model_of(["assets"]))
    assert {("phase", name) for name in ("agencies", "hazards", "workers", "recording", "public")} <= {
        stage for stage in usual if usual[stage] == more[stage]
    }


def test_a_set_of_instruments_never_seen_before_compiles_nothing():
    model = model_of()
    first, second, third = sorted(model.instruments)[:3]
    known = {name for one in (first, second, third) for name in names_of(model, one).values()}
    assert set(names_of(model, first, second, third).values()) <= known


ALIKE = """
from govsim.language import rule


@rule(writes=("effort",), phase="enterprises")
def note(enterprise, p, now):
    enterprise.effort = min(enterprise.effort * {factor}, 1.0)
"""
PLAY_FILES = """
import hashlib, sys
from govsim.engines import core
from govsim.model import model_of
from govsim.scenario import Population, Scenario

for file in sys.argv[1:]:
    made = Scenario("x", Population(enterprises=20), 12, 4, (4, 12))
    (result,) = core.run_many(model_of(plugins=[file]), [(made, 1)])
    print(hashlib.sha256(result.weekly.tobytes()).hexdigest())
"""


@pytest.mark.slow
def test_kernels_that_other_processes_named_alike_do_not_meet(tmp_path):
    """Each process counts its functions from one, so that two of a name may lie in the cache."""
    files = [tmp_path / f"file_{number}.py" for number in (1, 2)]
    for file, factor in zip(files, (1.01, 1.02), strict=True):
        file.write_text(ALIKE.format(factor=factor), encoding="utf-8")

    def played(*given, cache):
        environment = os.environ | {"GOVSIM_CACHE": str(tmp_path / cache)}
        words = [sys.executable, "-c", PLAY_FILES, *map(str, given)]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.split()

    apart = [played(file, cache="shared")[0] for file in files]
    assert apart[0] != apart[1]
    assert played(*files, cache="shared") == apart and played(*files[::-1], cache="shared") == apart[::-1]
