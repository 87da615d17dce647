"""Planners steer other instruments: the same bits in both engines, and nothing more than a dial that is there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.engines import core
from govsim.engines.arithmetic import COMBINE, steered
from govsim.engines.explain import explain
from govsim.engines.kernels import name_of
from govsim.engines.pieces import pieces_of
from govsim.engines.plan import wiring_of
from govsim.engines.steering import Judge
from govsim.engines.week import week_of
from govsim.language import DeclarationError
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


def told(*adoptions, week=20):
    """A week of an enterprise: by planner and instrument the multiple, by instrument and channel what it adds."""
    made = explain(MODEL, county(*adoptions), 7, 3, week)
    steered = {(one.by, one.name): one.after for one in made.events if one.kind == "steer"}
    added = {(one.by, one.name): one.after - one.before for one in made.events if one.kind == "channel"}
    return steered, added, made.events


def test_explain_tells_who_steered_what_and_by_how_much():
    fines, hotline = (adopt(name, phase_in=1) for name in ("administrative_fines", "hazard_hotline"))
    none, free, _ = told(fines, hotline)
    steered, held, events = told(fines, hotline, plan(first_share=0.25, steers=("administrative_fines",)))
    assert none == {} and steered == {("phased_plan", "administrative_fines"): pytest.approx(0.25)}
    fine, tip = ("administrative_fines", "sanction_scale"), ("hazard_hotline", "tip_access")
    assert held[fine] == pytest.approx(0.25 * free[fine]) and held[tip] == free[tip]
    (one,) = (one for one in events if one.kind == "steer")
    assert one.function in MODEL.instruments["phased_plan"].steering and one.before == 1.0


@pytest.mark.parametrize("when", ["before it begins", "at full strength"])
def test_explain_tells_of_no_steering_that_changes_nothing(when):
    fines = adopt("administrative_fines", phase_in=1)
    share = {"before it begins": 0.25, "at full strength": 1.0}[when]
    steered, _, _ = told(fines, plan(first_share=share), week=5 if share < 1.0 else 20)
    assert steered == {}


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


LINKED = '''
"""A planner by links, on two levels, that counts what is under it."""
from govsim.language import Instrument, column, setting

by_link = Instrument("by_link", zh="按环节", remembers_on="region", remembers=dict(
    share=column(0.0, unit="share", zh="占比", meaning="of what is under it", source="computed")),
    settings=dict(push=setting(1.5, low=0.0, high=2.0, neutral=1.0, unit="1", zh="倍数", source="assumed: a test")))


@by_link.remember
def count(region, own, under, p, now):
    own.share = under.detect / (under.identify + under.control + under.detect + under.respond + under.behave)


@by_link.steer
def push_region(region, own, link, under, p, now):
    return p.push * own.share if link == 3 else 1.0 if link == 0 else 0.5 * under.detect


@by_link.steer
def push_enterprises(enterprise, link, p, now):
    return 1.0 + 0.1 * float(link)
'''


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    file = tmp_path_factory.mktemp("planners") / "links.py"
    file.write_text(LINKED, encoding="utf-8")
    return model_of(plugins=[file]), str(file)


def test_a_planner_that_asks_for_links_gives_the_same_bits_in_both_engines(linked):
    model, file = linked
    made = scenario(*UNDER, "safety_training", "safety_points", "by_link", model=model, weeks=40)
    made = Scenario(**{**vars(made), "plugins": (file,)})
    assert_equal(made, 5, model)
    counted = core.Run(model, made, 5).world.under["by_link"][0]
    assert dict(zip(counted.dtype.names, counted.item(), strict=True)) == {
        "identify": 1.0, "control": 0.0, "detect": 2.0, "respond": 0.0, "behave": 1.0,
    }  # fmt: skip


def test_only_a_planner_knows_of_links(tmp_path):
    file = tmp_path / "asks.py"
    file.write_text(LINKED.replace("@by_link.steer\ndef push_enterprises", '@by_link.effect("report_reward")\n'
                    "def push_enterprises"), encoding="utf-8")  # fmt: skip
    with pytest.raises(DeclarationError, match="link"):
        wiring_of(model_of(plugins=[file])).instrument("by_link")
