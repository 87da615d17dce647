"""Experiments that look at single enterprises: a forced visit, the score, peers, accidents."""

import numpy as np
import pytest

from govsim.claims.effects import events as effects_events
from govsim.claims.effects import time as effects_time
from govsim.claims.effects.cases import build


@pytest.fixture(scope="module")
def visit():
    return effects_events.forced_visits(range(16))


def test_a_forced_visit_lowers_injuries_and_fades(visit):
    first, _, third, fourth = visit.visit["as usual"]["visited"]
    assert first.is_below and -6.0 < first.mean < -0.8, "two or three per cent, of all seeds"
    assert abs(third.mean) < 0.5 * abs(first.mean) and abs(fourth.mean) < 0.5 * abs(first.mean)
    assert visit.visit["punished or not"]["visited"][0].is_below, "a penalty adds to it"
    assert (
        visit.punished["never punished"] == 0.0 < visit.punished["as usual"] < visit.punished["nearly always punished"]
    )


def test_nothing_moves_before_the_visit(visit):
    for curve in visit.curve.values():
        before = curve[curve[:, 0] < 0]
        assert len(before) and not before[:, 1:].any()


def test_the_score_separates_risky_from_safe():
    found = effects_events.separation(range(4))
    assert found["next year, county"].low > 0.65, found


def test_area_under_the_curve():
    score = np.array([0.1, 0.2, 0.3, 0.4])
    assert effects_events.area(score, np.array([True, True, False, False])) == 1.0
    assert effects_events.area(score, np.array([False, False, True, True])) == 0.0
    assert effects_events.area(np.full(4, 0.5), np.array([True, False, True, False])) == 0.5


def test_those_who_disclose_nothing_learn_from_those_who_do():
    found = effects_events.peers_of_the_disclosed(range(5))
    assert found["violations of those who do not"].is_below, found


@pytest.mark.slow
def test_credit_penalties_close_the_weak():
    found, _ = effects_events.who_closes(range(30))
    assert found["yearly chance to close on the list, points"].is_above, found
    assert found["expected closures of enterprises in distress, %"].is_above, found


def test_an_accident_makes_alert_and_is_forgotten():
    found = effects_time.fading_after_accidents(range(4))
    alert = {int(week): mean for week, mean, _, _ in found["alertness, points"]}
    assert abs(alert[-1]) < 2.0 and alert[1] > 10.0
    assert alert[1] > 1.5 * alert[26] > 2.0 * alert[78]
    violations = {int(week): mean for week, mean, _, _ in found["violations, %"]}
    assert violations[2] < violations[-2] - 3.0


def test_halves_are_alike():
    one, two = effects_events.halves(build("any", {}))
    assert not set(one) & set(two) and abs(len(one) - len(two)) <= 1
