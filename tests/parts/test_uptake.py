"""Uptake of monitors: by those who know of others that use them, can pay, and have none; by nobody else."""

from dataclasses import replace
from types import SimpleNamespace as Row

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.model import model_of
from govsim.parts.assets.asset_uptake import fit_what_was_taken_up, show_tools, take_up_tools
from govsim.scenario import Population, Scenario, Scope
from tests.contract.stage import adopt

MODEL = model_of(["knowledge", "assets"])
P = Row(**{name: one.default for name, one in MODEL.parameters.items()})
ALWAYS = Row(trait=lambda agent, purpose, k: 0.999999)  # a lot that begins as soon as there is any chance of note
SHARING = adopt("knowledge_sharing", model=MODEL, start=2, reach=1.0, finish=0.8, courses=1.0)
WATCHING = replace(adopt("hazard_monitoring", model=MODEL, start=2), scope=Scope(share=0.3))
SHORT = Scenario(
    "uptake", Population(enterprises=24), 60, 2, (10, 60), settle=5, parts=("assets", "knowledge"),
    parameters={"tool_take_up": 6.0, "tool_bearable": 10_000.0, "tool_proven": 1.0},
)  # fmt: skip


def a_builder(**values):
    usual = {"id": 1, "tool_weeks": 0, "tool_waiting": 1.0, "practice_spread": 0.4, "monitoring_work": 0.0,
             "watched": 0.0, "distressed": False, "size_major": 1.0, "headcount": 25, "taken_up": 0,
             "tool_watching": 0.0}  # fmt: skip
    return Row(**usual | values)


def offered(shown=0.5, price=1.0, weeks=1, **values):
    enterprise = a_builder(**values)
    for _ in range(weeks):
        take_up_tools(enterprise, Row(tools_shown=shown), Row(price_tools=price), P, ALWAYS)
    return enterprise


def test_users_convince_the_more_the_more_there_are():
    industry = Row(tools_shown=0.0)
    shown = []
    for users in (0, 1, 3, 20):
        rows = [a_builder(watched=0.9) for _ in range(users)] + [a_builder(watched=0.3)] * 5
        for one in rows:
            fit_what_was_taken_up(one, P, None)
        show_tools(industry, rows, P, None)
        shown.append(industry.tools_shown)
    assert shown[0] == 0.0 and shown[2] == pytest.approx(0.5) and sorted(shown) == shown and shown[-1] < 1.0


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({}, {"practice_spread": 0.0}),
        ({"shown": 0.0}, {}),
        ({}, {"distressed": True}),
        ({}, {"watched": 0.8}),
        ({}, {"monitoring_work": 0.05}),
    ],
)
def test_nobody_begins_without_contact_or_users_or_money_or_need(given, values):
    usual, held = offered(weeks=20), offered(weeks=20, **given, **values)
    assert usual.tool_waiting < 1.0 and usual.tool_weeks > 0
    assert held.tool_waiting == 1.0 and held.tool_weeks == 0


def test_the_chance_is_that_of_the_docstring_and_the_large_begin_first():
    began = 1.0 - offered(shown=0.25, price=0.9).tool_waiting
    price = 0.9 * P.plant_price / 25
    assert began == pytest.approx(P.tool_take_up / 52 * 0.4 * 0.25 * np.exp(-price / P.tool_bearable))
    small, large = (1.0 - offered(headcount=n, size_major=(n / 25) ** 0.4).tool_waiting for n in (10, 500))
    assert large > 3.0 * small > 0.0


def test_who_has_begun_fits_and_pays_unless_a_programme_does():
    own, helped, without = (
        a_builder(tool_weeks=weeks, watched=0.5, monitoring_work=work)
        for weeks, work in ((9, 0.0), (9, P.tool_pace), (0, 0.0))
    )
    for one in (own, helped, without):
        fit_what_was_taken_up(one, P, None)
    assert own.monitoring_work == P.tool_pace and own.tool_watching == pytest.approx(P.tool_watch_cost / 104)
    assert helped.monitoring_work == P.tool_pace and helped.tool_watching == 0.0 and helped.taken_up == 1
    assert (without.monitoring_work, without.taken_up, without.tool_watching) == (0.0, 0, 0.0)


def taken_up(adoptions, seeds=(3, 4, 5)):
    place = core.weekly_names(MODEL).index("taken_up")
    runs = core.run_many(MODEL, [(replace(SHORT, adoptions=adoptions), seed) for seed in seeds])
    return sum(one.weekly[-1, place] for one in runs)


def test_it_spreads_only_where_there_is_somebody_to_see_and_contact():
    assert taken_up((SHARING, WATCHING)) > 0.0
    assert taken_up((SHARING,)) == taken_up((WATCHING,)) == taken_up(()) == 0.0


def test_who_has_begun_stays_when_sharing_ends():
    ended = replace(SHARING, end=30)
    run = core.Run(MODEL, replace(SHORT, adoptions=(ended, WATCHING)), 3)
    run.play_to(30)
    rows = run.world.tables["enterprise"]
    begun, age = rows["tool_weeks"] > 0, rows["generation"].copy()
    assert begun.any()
    run.play_to(60)
    rows = run.world.tables["enterprise"]
    same = begun & rows["alive"] & (rows["generation"] == age)
    assert (rows["taken_up"][same] == 1).all()
    assert not (rows["tool_weeks"][~begun & rows["alive"] & (rows["generation"] == age)] > 0).any()


@pytest.mark.parametrize("name", [one for one in MODEL.parameters if one.startswith("tool_")])
def test_each_of_its_numbers_moves_something(name):
    about = MODEL.parameters[name]
    made = replace(SHORT, adoptions=(SHARING, WATCHING))
    low, high = (replace(made, parameters={**made.parameters, name: end}) for end in (about.low, about.high))
    first, second = core.run_many(MODEL, [(low, 3), (high, 3)])
    assert first.error is None and first.weekly.tobytes() != second.weekly.tobytes()


def test_both_engines_play_it_alike():
    made = replace(SHORT, adoptions=(SHARING, WATCHING), weeks=30, window=(10, 30))
    run, agents = core.Run(MODEL, made, 3), GovernanceModel(made, 3, model=MODEL, typed=True)
    run.play_to(30)
    for _ in range(30):
        agents.step()
    rows = agents.arrays()["enterprise"]
    for column in rows.dtype.names:
        assert rows[column].tobytes() == run.world.tables["enterprise"][column].tobytes(), column
    assert rows["taken_up"].sum() > 0
