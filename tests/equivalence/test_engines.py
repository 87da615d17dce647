"""One rule, two engines: every outcome, every column and every memory is equal to the last bit."""

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines import mesa as mesa_engine
from govsim.engines.mesa import GovernanceModel
from govsim.scenario import Population
from tests.equivalence.conftest import MODEL, scenario
from tests.sixth import in_turns


def assert_equal(made, seed, parts=MODEL):
    run = core.Run(parts, made, seed)
    run.play_to(made.weeks)
    model = GovernanceModel(made, seed, model=parts, typed=True)
    weekly = []
    for _ in range(made.weeks):
        model.step()
        weekly.append(list(model.outcomes.values()))
    assert np.array(weekly, float).tobytes() == run.weekly.tobytes()
    for table, rows in model.arrays().items():
        compiled = run.world.tables[table]
        for column in rows.dtype.names:
            assert rows[column].tobytes() == compiled[column].tobytes(), f"{table}.{column}"
    for name, memory in run.world.memory.items():
        for i, own in enumerate(model.memory[name]):
            assert own.__dict__ == dict(zip(memory.dtype.names, memory[i].item(), strict=True)), f"memory of {name}"


def test_the_status_quo_gives_the_same_bits_in_both_engines():
    assert_equal(scenario(), seed=3)


@pytest.mark.parametrize("name", in_turns(MODEL.instruments))
def test_each_instrument_gives_the_same_bits_in_both_engines(name):
    assert_equal(scenario(name), seed=3)


@pytest.mark.parametrize("seed", [0, 2**33])
def test_all_together_give_the_same_bits_in_both_engines(everything, seed):
    assert_equal(everything, seed)


@pytest.mark.parametrize("enterprises", [54, 216, pytest.param(864, marks=pytest.mark.slow)])
def test_counties_of_any_size_give_the_same_bits_in_both_engines(enterprises):
    county = Population(enterprises=enterprises)
    assert_equal(scenario(*MODEL.instruments, weeks=3, population=county, settle=1, start=0), seed=1)


def test_the_yearly_table_is_the_same_in_both_engines(everything):
    one = core.run_many(MODEL, [(everything, 5)], yearly=True)[0]
    other = mesa_engine.run_many(MODEL, [(everything, 5)], yearly=True)[0]
    assert one.yearly.tobytes() == other.yearly.tobytes()
    assert one.weekly.tobytes() == other.weekly.tobytes()


def test_a_model_taken_up_from_a_compiled_run_goes_on_with_the_same_bits(everything):
    run = core.Run(MODEL, everything, 4)
    run.play_to(60)
    model = GovernanceModel.at(run)
    model.step()
    run.play_to(61)
    assert list(model.outcomes.values()) == run.weekly[60].tolist()
