"""Planners steer other instruments: the same bits in both engines, and nothing more than a dial that is there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.engines import core
from govsim.engines.arithmetic import COMBINE, steered
from govsim.engines.kernels import name_of
from govsim.engines.pieces import pieces_of
from govsim.engines.steering import Judge
from govsim.engines.week import week_of
from govsim.model import model_of
from govsim.scenario import Population, Scenario
from tests.equivalence.conftest import MODEL, adopt, scenario
from tests.equivalence.test_engines import assert_equal

PLANNERS = '''
"""Planners that look at an enterprise, at an agency and at the county, and go beyond their bounds."""
from govsim.language import Instrument, column, setting

by_size = Instrument("by_size", zh="按规模", remembers=dict(
    visits=column(0, unit="visits", zh="检查", meaning="visits so far", source="computed")),
    settings=dict(push=setting(3.0, low=-5.0, high=5.0, neutral=1.0, unit="1", zh="倍数", source="assumed: a test")))


@by_size.remember
def count_visits(enterprise, own, p, now):
    if float(enterprise.findings) > 0.0:
        own.visits += 1


@by_size.steer
def push_small(enterprise, industry, own, p, now):
    return p.push if enterprise.headcount < 40 and own.visits > 0 and industry.injury_base > 0.0 else 0.6


by_agency = Instrument("by_agency", zh="按监管", settings=dict(
    push=setting(1.7, low=-5.0, high=5.0, neutral=1.0, unit="1", zh="倍数", source="assumed: a test")))


@by_agency.steer
def push_agency(regulator, leader, p, now):
    return p.push if now.week % 3 == 0 and leader.alive else 1.0


@by_agency.steer
def push_everybody(region, p, now):
    return 0.9
'''


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """A model with three planners, and its file."""
    file = tmp_path_factory.mktemp("planners") / "planners.py"
    file.write_text(PLANNERS, encoding="utf-8")
    return model_of(plugins=[file]), str(file)


UNDER = ("grassroots_inspectors", "administrative_fines", "liability_insurance", "credit_scoring", "hazard_hotline")


def test_planners_on_every_level_give_the_same_bits_in_both_engines(planned):
    model, file = planned
    made = scenario(*UNDER, "by_size", "by_agency", "phased_plan", model=model, weeks=60)
    assert_equal(Scenario(**{**vars(made), "plugins": (file,)}), 5, model)


def test_a_planner_judges_each_table_once_and_steers_all_on_it_by_one_kernel(planned):
    model, _ = planned
    week = week_of(model, [*model.instruments])
    judged = [doing for stage in week.stages for doing in stage.steps if isinstance(doing, Judge)]
    assert len({(one.planner.name, one.table) for one in judged}) == len(judged)
    steers = [stage for stage in week.stages if stage.kind == "steer"]
    assert len(steers) > len(model.instruments) > len(judged)
    assert len({name_of(model, one) for one in steers}) <= 4  # first or later planner, of rows that come and go or not
    assert all(piece.vectors for one in steers for piece in pieces_of(model, one))


def county(*adoptions, weeks=60):
    return Scenario("plan", Population(enterprises=20), weeks, 8, (8, weeks), adoptions, settle=2)


def weekly(*scenarios, model=MODEL):
    results = core.run_many(model, [(one, 7) for one in scenarios])
    assert [one.error for one in results] == [None] * len(scenarios)
    return [one.weekly for one in results]


def plan(**changes):
    settings = {name: float(about.default) for name, about in MODEL.instruments["phased_plan"].settings.items()}
    steers = changes.pop("steers", ())
    made = adopt("phased_plan", phase_in=1)
    return type(made)("phased_plan", {**settings, "upkeep_days": 0.0, **changes}, 8, 1, steers=steers)


def test_a_planner_that_steers_nothing_adopted_changes_not_a_bit():
    fines = adopt("administrative_fines")
    plain, alone, other = weekly(
        county(fines), county(fines, plan(steers=("grassroots_inspectors",))), county(fines, plan(first_share=1.0,
        second_share=1.0, third_share=1.0))
    )  # fmt: skip
    assert plain.tobytes() == alone.tobytes() == other.tobytes()


def test_an_instrument_held_at_nothing_is_one_that_was_not_adopted():
    inspectors = adopt("grassroots_inspectors", phase_in=1)
    held = plan(first_share=0.0, second_after=520.0, third_after=520.0, full_after=520.0)
    without, with_it = weekly(county(), county(inspectors, held))
    assert without.tobytes() == with_it.tobytes()


def test_stages_begin_when_they_are_due_and_only_under_the_plan():
    inspectors, fines = adopt("grassroots_inspectors", phase_in=1), adopt("administrative_fines", phase_in=1)
    staged = plan(first_share=0.0, second_after=10.0, second_share=1.0, third_after=20.0, third_share=1.0,
                  full_after=30.0, steers=("grassroots_inspectors",))  # fmt: skip
    with_fines, both = weekly(county(fines), county(inspectors, fines, staged))
    assert with_fines[:18].tobytes() == both[:18].tobytes()
    posts = [one.name for one in MODEL.weekly_outcomes].index("inspectors")
    assert np.all(both[18:, posts] > with_fines[18:, posts])


@pytest.mark.parametrize(
    ("combine", "twice"), [("add", 3.0), ("product", 1.5), ("any", 0.5), ("max", 1.5), ("min", 0.5)]
)
def test_beyond_full_strength_only_what_adds_up_grows(combine, twice):
    value = {"add": 1.5, "product": 1.5, "any": 0.5, "max": 1.5, "min": 0.5}[combine]
    start = {"add": 0.0, "any": 0.0}.get(combine, 1.0)
    assert COMBINE[combine](start, 2.0, value, start) == pytest.approx(twice)


@given(st.floats(0, 1), st.floats(-10, 10))
def test_a_planner_leaves_between_nothing_and_twice(share, multiple):
    assert 0.0 <= steered(share, multiple) <= 2.0
    assert steered(0.0, multiple) == 1.0 == steered(share, 1.0)
