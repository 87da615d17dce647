"""Instruments that go by an order: enterprises join one after another, in both engines, each at full strength."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.engines import core
from govsim.engines.roll_out import AS_LISTED, ORDERS, RollOut, joining_weeks
from govsim.scenario import Population, Scenario, Scope
from tests.equivalence.conftest import MODEL, adopt
from tests.equivalence.test_engines import assert_equal

COUNTY = Population(enterprises=20)


def arm(*adoptions):
    return Scenario("ordered", COUNTY, 60, 8, (8, 60), adoptions, settle=2)


def ordered(name, order, phase_in=20):
    return adopt(name, phase_in=phase_in, scope=Scope(order=order))


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_both_engines_go_by_the_same_order(order):
    made = arm(ordered("safety_training", order), ordered("credit_penalties", "by_lot", 13), adopt("credit_scoring"))
    assert_equal(made, 4)


def test_both_engines_go_by_the_order_in_which_a_scope_names_them():
    listed = Scope(enterprises=(7, 2, 11, 0), order=AS_LISTED)
    assert_equal(arm(adopt("safety_training", phase_in=8, scope=listed)), 4)
    slots, reached = np.arange(12), np.isin(np.arange(12), listed.enterprises)
    weeks = joining_weeks(AS_LISTED, 10, 8, reached, np.ones(12), slots, listed.enterprises)
    assert weeks[[7, 2, 11, 0]].tolist() == [10, 12, 14, 16]


def weekly(*scenarios):
    results = core.run_many(MODEL, [(one, 9) for one in scenarios])
    assert [one.error for one in results] == [None] * len(scenarios)
    return [one.weekly for one in results]


def test_after_the_last_has_joined_all_are_reached_and_before_that_as_many_as_are_due():
    column = [one.name for one in MODEL.weekly_outcomes].index("trained_workers")
    without, at_once, one_by_one = weekly(
        arm(), arm(adopt("safety_training", phase_in=1)), arm(ordered("safety_training", "large_first"))
    )
    assert one_by_one[:8].tobytes() == without[:8].tobytes()
    some, all_of_them = (made[8:40, column] - without[8:40, column] for made in (one_by_one, at_once))
    assert 0 < some[0] < all_of_them[0]
    assert abs(some[-5:].sum() / all_of_them[-5:].sum() - 1.0) < 0.3


def test_with_a_phase_in_of_one_week_the_order_says_nothing():
    first, second = weekly(
        arm(adopt("safety_training", phase_in=1)), arm(ordered("safety_training", "small_first", phase_in=1))
    )
    assert first.tobytes() == second.tobytes()


counties = st.lists(st.integers(0, 500), min_size=1, max_size=60)


@given(counties, st.sampled_from(sorted(ORDERS)), st.integers(1, 200), st.integers(0, 2**31))
def test_all_in_scope_join_evenly_within_the_phase_in(headcount, order, phase_in, luck):
    headcount, slots = np.array(headcount), np.arange(len(headcount))
    reached = np.random.default_rng(luck).random(len(headcount)) < 0.7
    weeks = joining_weeks(order, 10, phase_in, reached, headcount, slots)
    mine = weeks[reached]
    assert ((mine >= 10) & (mine < 10 + phase_in)).all()
    count = np.bincount(mine - 10, minlength=phase_in)
    assert count.max(initial=0) <= -(-int(reached.sum()) // phase_in)
    if order == "large_first":
        assert all(a >= b or x >= y for a, x in zip(headcount[reached], mine, strict=True)
                   for b, y in zip(headcount[reached], mine, strict=True) if a != b)  # fmt: skip


def test_no_week_is_passed_over_in_which_somebody_joins():
    made = RollOut(
        {("a", "enterprise"): (np.ones(3), np.array([4, 9, 4])), ("b", "enterprise"): (np.ones(1), np.array([6]))}
    )
    assert [made.next_after(week, 20) for week in (0, 4, 5, 6, 9)] == [4, 6, 6, 9, 20]
    scope = {}
    made.at(6, scope)
    assert scope["a", "enterprise"].tolist() == [1.0, 0.0, 1.0] and scope["b", "enterprise"].tolist() == [1.0]
