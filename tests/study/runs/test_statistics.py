"""Paired differences agree with scipy, and few seeds give no interval."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from govsim.study.ask.design import grid, label, seed_list, short_names
from govsim.study.runs.statistics import estimate, paired_effects, ratio, share, summary
from govsim.study.runs.student import QUANTILES, student
from govsim.study.speak.errors import nearest

numbers = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=30)


def runs_of(before, after):
    rows = [("a", seed, value) for seed, value in enumerate(before)]
    rows += [("b", seed, value) for seed, value in enumerate(after)]
    return pd.DataFrame(rows, columns=["scenario", "seed", "x"])


@given(st.integers(2, 40), st.integers(0, 1000))
def test_paired_differences_agree_with_scipy(count, seed):
    generator = np.random.default_rng(seed)
    before = generator.normal(10.0, 2.0, count)
    after = before + generator.normal(-1.0, 0.5, count)
    row = paired_effects(runs_of(before, after).sample(frac=1.0, random_state=seed), "a", ["x"]).iloc[0]
    expected = stats.ttest_rel(after, before).confidence_interval(0.95)
    assert row["difference"] == pytest.approx(np.mean(after - before))
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((expected.low, expected.high))
    assert row["relative"] == pytest.approx(np.mean(after - before) / np.mean(before))
    assert row["runs"] == count


@given(numbers)
def test_the_interval_of_a_mean_agrees_with_scipy(values):
    found = estimate(np.array(values))
    mean, low, high = found.mean, found.low, found.high
    assert mean == pytest.approx(np.mean(values))
    if np.std(values) > 1e-6:
        expected = stats.ttest_1samp(values, 0.0).confidence_interval(0.95)
        assert (low, high) == pytest.approx((expected.low, expected.high))


def test_one_seed_has_no_interval():
    row = paired_effects(runs_of([2.0], [3.0]), "a", ["x"]).iloc[0]
    assert row["difference"] == 1.0 and np.isnan(row["ci_low"]) and row["runs"] == 1


def test_seeds_that_failed_are_left_out_of_both():
    runs = runs_of([1.0, np.nan, 3.0], [2.0, 5.0, np.nan])
    row = paired_effects(runs, "a", ["x"]).iloc[0]
    assert (row["runs"], row["difference"]) == (1, 1.0)


def test_a_relative_change_from_nothing_is_no_number():
    assert np.isnan(paired_effects(runs_of([0.0, 0.0], [1.0, 1.0]), "a", ["x"]).iloc[0]["relative"])


def test_summary_has_a_row_for_each_scenario_and_outcome():
    table = summary(runs_of([1.0, 3.0], [2.0, 2.0]), ["x"])
    assert list(table["mean"]) == [2.0, 2.0] and list(table["runs"]) == [2, 2]


def test_seeds():
    assert seed_list(3) == (0, 1, 2)
    assert seed_list([7, 9]) == (7, 9)
    assert seed_list(range(5, 7)) == (5, 6)


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(), min_size=1, max_size=4), min_size=1))
def test_a_grid_has_every_combination(varied):
    points = grid(varied)
    assert len(points) == np.prod([len(values) for values in varied.values()])
    assert points[0] == {key: values[0] for key, values in varied.items()}


def test_labels_are_short_unless_two_keys_end_alike():
    assert label("s", {"a.b": 1, "c.d": 0.5}, short_names(["a.b", "c.d"])) == "s: b=1, d=0.5"
    assert short_names(["a.b", "c.b"]) == {"a.b": "a.b", "c.b": "c.b"}


def test_the_nearest_name():
    assert nearest("credit_penaltys", ["credit_penalties", "credit_repair"]) == "credit_penalties"
    assert nearest("zzz", ["credit_penalties"]) is None
    assert nearest("penalties", ["entries", "credit_penalties"]) == "credit_penalties"
    assert nearest("insuranc", ["insurance", "liability_insurance"]) == "insurance"


@pytest.mark.parametrize("freedom", [1, 2, 3, 9, 19, 49, 199, 99_999])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.99])
def test_the_reach_of_an_interval_is_that_of_students_t(freedom, confidence):
    assert student(freedom, confidence) == pytest.approx(stats.t.ppf(0.5 + confidence / 2, freedom), rel=1e-9)


def test_quantiles_that_are_kept_are_those_that_are_computed():
    """The oldest scipy that is allowed differs from them, and from later ones, in the eleventh digit."""
    computed = special.stdtrit(np.arange(1, len(QUANTILES) + 2), 0.975)
    assert pytest.approx(computed[:-1].tolist(), rel=1e-10) == QUANTILES
    assert student(len(QUANTILES) + 1) == computed[-1] < QUANTILES[-1]  # the first that is not kept


@given(st.integers(12, 40), st.integers(0, 1000))
def test_a_relative_change_has_the_interval_of_a_ratio(count, seed):
    """Luck that both arms share scales with the level: the ratio is known far better than the difference."""
    generator = np.random.default_rng(seed)
    before = generator.uniform(5.0, 15.0, count)
    after = before * generator.normal(0.9, 0.01, count)
    row = paired_effects(runs_of(before, after), "a", ["x"]).iloc[0]
    assert row["relative_low"] <= row["relative"] <= row["relative_high"]
    spread = generator.choice(count, (400, count))
    again = (after[spread].sum(1) / before[spread].sum(1) - 1.0).std(ddof=1)
    reach = (row["relative_high"] - row["relative_low"]) / 2.0
    assert reach == pytest.approx(stats.t.ppf(0.975, count - 1) * again, rel=0.5), "near the bootstrap's"


def test_equal_arms_have_a_relative_change_of_nothing_for_certain():
    row = paired_effects(runs_of([1.0, 3.0, 0.1], [1.0, 3.0, 0.1]), "a", ["x"]).iloc[0]
    assert (row["relative"], row["relative_low"], row["relative_high"]) == (0.0, 0.0, 0.0)


@given(st.lists(st.floats(1.0, 1e3), min_size=3, max_size=30), st.floats(0.01, 0.99))
def test_a_multiple_that_is_the_same_each_time_is_known_for_certain(before, part):
    """However rounding falls."""
    before = np.array(before) + 1e4  # far from nothing
    found, low, high = ratio(part * before, before)
    assert (low, high) == pytest.approx((found, found), rel=1e-5) and found == pytest.approx(part)


def test_against_a_reference_that_may_be_nothing_a_relative_change_has_no_interval():
    row = paired_effects(runs_of([1.0, -1.0, 0.1], [2.0, 1.0, 0.5]), "a", ["x"]).iloc[0]
    assert np.isnan(row["relative_low"]) and np.isnan(row["relative_high"]) and np.isfinite(row["ci_low"])


def test_a_share_has_the_interval_of_wilson():
    found = share(8, 10)
    assert (found.mean, found.low, found.high) == pytest.approx((0.8, 0.4902, 0.9433), abs=1e-3)
    none = share(0, 40)
    assert none.mean == none.low == 0.0 and 0.08 < none.high < 0.1 and share(40, 40).high == 1.0
    assert np.isnan(share(0, 0).mean)
