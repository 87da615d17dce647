"""Thirty years without drift or a state that nobody leaves."""

import pytest

from govsim.claims.effects.time import BOUNDED, BOUNDED_WORKER, LONG_OUTCOMES, drift, thirty_years

pytestmark = pytest.mark.slow
STEADY = {"mean_violation": 6.0, "mean_effort": 6.0, "mean_safety_capital": 6.0, "mean_attitude": 6.0,
          "mean_skill": 4.0, "hazards_per_enterprise": 8.0, "enterprises": 2.0, "workers": 8.0}  # fmt: skip


@pytest.fixture(scope="module")
def long():
    return thirty_years(range(6))


@pytest.mark.parametrize("name", ["baseline", "combined"])
def test_five_year_means_stay(long, name):
    means, _ = long
    assert set(means[name]) == set(LONG_OUTCOMES)
    for outcome, most in STEADY.items():
        for period, found in enumerate(drift(means[name][outcome])):
            assert abs(found.mean) < most, f"{name}, {outcome}, period {period + 3}: {found}"


@pytest.mark.parametrize("name", ["baseline", "combined"])
def test_nobody_is_stuck_at_an_end(long, name):
    _, ends = long
    for column in set(BOUNDED | BOUNDED_WORKER) - {"vigilance"}:  # alertness is zero where nothing happened for years
        assert ends[name][column] < 0.05, f"{name}, {column}"


@pytest.mark.parametrize("name", ["baseline", "combined"])
def test_injuries_neither_vanish_nor_run_away(long, name):
    means, _ = long
    injuries = means[name]["injuries_expected"].mean(0)
    assert injuries.min() > 0.6 * injuries[1] and injuries.max() < 1.4 * injuries[1]
