"""Frequencies of accidents by deaths are counts over run-years with exact intervals; each is counted once."""

import numpy as np
import pandas as pd
import pytest

from govsim.figures.fn_curve import frequencies, garwood


def weekly(rows):
    return pd.DataFrame(rows, columns=["seed", "week", "deaths_true", "deaths_in_larger_true"])


def test_an_interval_of_a_count_is_that_of_a_poisson_mean():
    low, high = garwood(np.array([0.0, 1.0, 10.0]))
    assert low == pytest.approx([0.0, 0.02532, 4.7954], abs=1e-3)
    assert high == pytest.approx([3.6889, 5.5716, 18.3904], abs=1e-3)


def test_accidents_are_counted_by_their_deaths_in_the_window_of_all_runs():
    rows = [(seed, week, 0, 0) for seed in (0, 1) for week in range(104)]
    rows += [(0, 60, 4, 4), (1, 70, 12, 12), (1, 80, 2, 0), (0, 10, 30, 30)]  # the last is before the window
    found = frequencies(weekly(rows), 52, 104)
    assert (found.years, found.larger) == (2.0, 2)
    assert found.sizes.tolist() == [1.0, 4.0, 12.0]
    assert found.yearly.tolist() == [2.0, 1.0, 0.5]  # two small ones at most, and both of the larger
    assert (found.low <= found.yearly).all() and (found.yearly <= found.high).all()
    assert (np.diff(found.yearly) <= 0).all()


def test_regions_of_one_run_are_one_county_more():
    two = weekly([(0, 60, 3, 3), (0, 60, 5, 5)])
    assert frequencies(two, 52, 104).yearly.tolist() == [2.0, 2.0, 1.0]


def test_a_window_without_weeks_has_no_frequencies():
    assert frequencies(weekly([(0, 1, 1, 0)]), 52, 104).years == 0.0
