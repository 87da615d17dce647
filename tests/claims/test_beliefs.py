"""Beliefs held against what effort earns: entries add up to the books, twins part by the step only, ratios hold."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from govsim.claims.effects.cases import build
from govsim.engines.core import Run
from govsim.model import model_for

FOLDER = Path(__file__).resolve().parents[2] / "experiments" / "beliefs"
IN_FORCE = {
    "credit_scoring": {}, "credit_penalties": {"listing_threshold": 0.7}, "credit_incentives": {}, "credit_repair": {},
    "liability_insurance": {}, "information_disclosure": {}, "safety_commitment": {},
}  # fmt: skip
WEEKS = 30


@pytest.fixture(scope="module")
def study():
    return runpy.run_path(str(FOLDER / "beliefs.py"), run_name="beliefs")


def scenario_of(**steps):
    settings = {"start": 0, "settle": 4, "weeks": WEEKS, "enterprises": 40, "inspectors": 20}
    return build("books", {**IN_FORCE, **steps}, plugins=[str(FOLDER / "effort_step.py")], **settings)


def test_the_entries_that_are_told_apart_add_up_to_the_books(study):
    scenario = scenario_of()
    run = Run(model_for([scenario]), scenario, 1)
    rows, industry = run.world.tables["enterprise"], run.world.tables["industry"]
    settings, p = study["arm_settings"](scenario), study["as_names"](run.world.parameters[0])
    left, seen = study["QUANTITIES"].index("other"), {}
    for week in range(WEEKS):
        run.play_to(week)
        before = {name: rows[name].copy() for name in study["READ"]}
        before |= study["read_by_the_public"](run.world.tables["public"])
        there, who = rows["alive"].copy(), rows["generation"].copy()
        run.play_to(week + 1)
        stayed = there & rows["alive"] & (who == rows["generation"])
        found = study["week_of"](before | study["remembered"](run), rows, industry, settings, p)
        np.testing.assert_allclose(found[left][stayed], 0.0, atol=0.01)
        for name in study["QUANTITIES"]:
            seen[name] = seen.get(name, 0.0) + np.abs(found[study["QUANTITIES"].index(name)]).sum()
    assert all(seen[name] > 0.0 for name in ("discount", "listing", "liability premium", "enforcement", "accidents"))


def test_the_terms_of_standing_add_up_to_the_channel(study):
    scenario = scenario_of()
    run = Run(model_for([scenario]), scenario, 1)
    run.play_to(WEEKS - 1)
    listed = run.world.tables["enterprise"]["listed"].copy()  # instruments read last week's state
    run.play_to(WEEKS)
    settings, p = study["arm_settings"](scenario), study["as_names"](run.world.parameters[0])
    held = dict(
        zip(study["BELIEFS"], study["beliefs_of"](run.world.tables, settings, p, study["remembered"](run)), strict=True)
    )
    rows = run.world.tables["enterprise"]
    alive = rows["alive"] & (rows["listed"] == listed)
    three = held["stake_of_discount"] + held["stake_of_listing"] + held["stake_of_standing"]
    np.testing.assert_allclose(three[alive], rows["standing_stake"][alive])
    np.testing.assert_allclose(held["stake_of_standing"][alive], settings["credit_scoring"].standing_stake)
    np.testing.assert_allclose(held["value_of_name"][alive] > 0.0, True)


def test_a_branch_goes_on_as_the_run_would_have(study):
    scenario = scenario_of()
    model = model_for([scenario])
    one = Run(model, scenario, 3)
    one.play_to(10)
    half = {"scope": {"enterprises": [0, 1]}, "start": 10}
    same = scenario_of(effort_up={**half, "step": 0.0}, effort_down={**half, "step": 0.0})
    other = study["branch"](model, same, 3, one.world.tables, one.world.memory, 10)
    for run in (one, other):
        run.play_to(WEEKS)
    for name in ("effort", "cost_enterprise", "public_score"):
        assert np.array_equal(one.world.tables["enterprise"][name], other.world.tables["enterprise"][name])


def test_differences_are_those_of_who_was_moved_and_closing_changes_no_level(study):
    quantities, beliefs = study["QUANTITIES"], study["BELIEFS"]
    workers, done, premium = (quantities.index(name) for name in ("workers", "effort_done", "law premium"))
    up, down = np.zeros((2, len(quantities), 3))
    up[workers], down[workers] = [520, 520, 0], [520, 260, 520]  # the second closes half-way in one, the third in other
    up[done], down[done] = up[workers] * [0.6, 0.4, 0.0], down[workers] * [0.4, 0.6, 0.6]
    up[premium], down[premium] = up[workers] * [9.0, 11.0, 0.0], down[workers] * [11.0, 9.0, 9.0]
    held = np.full((len(beliefs), 3), 7.0)
    half = (np.array([0, 2]), np.array([1]))
    changes, believed = study["differences"](((up, held), (down, held)), half, np.ones(3, bool))
    assert changes[done] == pytest.approx(0.2 * (520 + 390))
    assert changes[premium] / changes[done] == pytest.approx(-10.0)
    np.testing.assert_allclose(believed / changes[done], 7.0)


def test_a_line_says_what_is_saved_a_year_and_how_it_stands_to_belief(study):
    quantities, beliefs = study["QUANTITIES"], study["BELIEFS"]
    changes, held = np.zeros((4, len(quantities))), np.zeros((4, len(beliefs)))
    changes[:, quantities.index("effort_done")] = moved = np.array([1.0, 2.0, 1.0, 2.0])
    changes[:, quantities.index("law premium")] = -moved * np.array([9.0, 11.0, 11.0, 9.0]) / 52
    held[:, beliefs.index("value_of_premium")] = 14.0 * moved
    held[:, beliefs.index("credible_premium")] = 40.0 * moved
    held[:, beliefs.index("law_share")] = 0.35 * moved
    row = study["line"]("law premium", ("baseline", "half a logit"), "all", 3, changes, held)
    assert (row["believed"], row["earned"], row["ratio"], row["verdict"]) == ("14.0", "10.0", "1.40", "holds")
    row = study["line"]("premium share", ("baseline", "half a logit"), "all", 3, changes, held)
    assert (row["believed"], row["earned"]) == ("0.3500", "0.2500")


@pytest.mark.parametrize(
    ("term", "believed", "found", "told"),
    [
        ("discount", 150.0, (100.0, 90.0, 110.0), "holds"),
        ("discount", 151.0, (100.0, 90.0, 110.0), "above"),
        ("discount", 66.0, (100.0, 90.0, 110.0), "below"),
        ("discount", 190.0, (100.0, -10.0, 200.0), "holds"),
        ("discount", 201.0, (100.0, -10.0, 200.0), "above"),
        ("discount", 1.0, (-5.0, -12.0, 2.0), "holds"),
        ("cover", -140.0, (-100.0, -110.0, -90.0), "holds"),
        ("enforcement", 300.0, (900.0, 800.0, 950.0), "exempt"),
        ("name", 60.0, (0.0, 0.0, 0.0), "unpaid"),
    ],
)
def test_verdict(study, term, believed, found, told):
    assert study["verdict"](term, believed, *found) == told


def test_a_proposal_is_what_is_earned_between_the_leap_and_the_best_placed():
    propose = runpy.run_path(str(FOLDER / "propose.py"), run_name="propose")
    near, far = "half a logit", "to .9"
    shown = [
        (near, "all", 1, 5, 1, 9), (near, "all", 3, 20, 18, 22), (near, "all", 5, 30, 27, 33),
        (far, "all", 3, 15, 14, 16), (far, "all", 5, 25, 24, 26),
        (near, "250+ workers", 3, 35, 10, 60), (near, "mining", 3, 50, 40, 60),
    ]  # fmt: skip
    names = ("step", "group", "years", "earned", "low", "high")
    rows = [{"arm": "credit", "term": "slope"} | dict(zip(names, map(str, row), strict=True)) for row in shown]
    assert propose["proposal"](rows, "credit", "slope") == (20.0, 15.0, 35.0)
    model_numbers = [propose["in_force"](number) for number in propose["NUMBERS"]]
    assert all(now > 0.0 and factor > 0.0 for now, factor in model_numbers)
