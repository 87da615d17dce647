from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.populations.industry_values import (
    industry_column,
    industry_labels,
    industry_names,
    industry_table,
)
from govsim.populations.synthesis import (
    LARGEST,
    SMALLEST,
    PopulationError,
    build_county,
    lower_cut,
    pareto_mean,
    pareto_quantile,
    share_out,
)

COUNTS = [26, 48, 26, 30, 34, 19, 22, 11]


def test_the_default_county_has_the_published_mix_of_industries():
    county = build_county()
    assert np.bincount(county.industry).tolist() == COUNTS
    assert county.inspectors == 8
    assert county.ids is None


def test_the_default_county_has_about_8530_workers_whatever_the_seed():
    totals = np.array([build_county(seed=seed).headcount.sum() for seed in range(60)])
    assert np.all(np.abs(totals / 8530 - 1) < 0.06)
    assert abs(totals.mean() / 8530 - 1) < 0.015


def test_every_county_has_a_tail_of_large_enterprises_and_many_small_ones():
    for seed in range(20):
        headcount = build_county(seed=seed).headcount
        assert headcount.max() > 300
        assert np.median(headcount) < 25
        assert headcount.min() >= SMALLEST
        assert headcount.max() <= LARGEST


def test_the_mean_headcount_of_each_industry_comes_out_in_a_large_county():
    county = build_county(enterprises=40_000, seed=3)
    for code, mean in enumerate(industry_column("mean_headcount").values()):
        assert county.headcount[county.industry == code].mean() == pytest.approx(mean, rel=0.01)


def test_the_upper_tail_falls_with_the_published_exponent():
    cut = lower_cut(40.0)
    low, high = pareto_quantile(np.array([0.5, 0.9]), cut)
    above = 1.0 - (cut / LARGEST) ** 1.059
    assert np.log((1 - 0.5 * above) / (1 - 0.9 * above)) / np.log(high / low) == pytest.approx(1.059)


def test_one_seed_makes_one_county_and_another_seed_another():
    first, again, other = build_county(seed=5), build_county(seed=5), build_county(seed=6)
    assert first.headcount.tobytes() == again.headcount.tobytes()
    assert first.industry.tobytes() == again.industry.tobytes()
    assert first.insurer.tobytes() == again.insurer.tobytes()
    assert first.headcount.tobytes() != other.headcount.tobytes()


def test_ids_mix_the_industries_and_three_insurers_share_the_county():
    county = build_county(seed=2)
    assert np.any(np.diff(county.industry) < 0)
    assert sorted(set(county.insurer.tolist())) == [0, 1, 2]


def test_the_structure_cannot_be_changed_by_a_run():
    county = build_county()
    with pytest.raises(ValueError, match="read-only"):
        county.headcount[0] = 1


@pytest.mark.parametrize(("enterprises", "inspectors"), [(1, 1), (13, 1), (27, 1), (41, 2), (216, 8), (2160, 80)])
def test_inspectors_keep_the_ratio_of_the_default_county(enterprises: int, inspectors: int):
    assert build_county(enterprises=enterprises).inspectors == inspectors


def test_a_county_may_have_no_inspectors_when_asked():
    assert build_county(inspectors=0).inspectors == 0


@settings(max_examples=40, deadline=None)
@given(enterprises=st.integers(1, 3000), seed=st.integers(0, 2**40))
def test_any_county_is_whole_and_in_bounds(enterprises: int, seed: int):
    county = build_county(enterprises=enterprises, seed=seed)
    assert len(county) == enterprises == len(county.industry) == len(county.insurer)
    assert county.headcount.dtype == county.industry.dtype == county.insurer.dtype == np.int64
    assert county.headcount.min() >= SMALLEST
    assert county.headcount.max() <= LARGEST
    assert set(county.industry.tolist()) <= set(range(8))


@given(
    weights=st.lists(st.floats(0.01, 100), min_size=1, max_size=12),
    total=st.integers(0, 100_000),
)
def test_shares_add_up_and_are_within_one_of_exact(weights: list[float], total: int):
    shares = share_out(np.array(weights), total)
    exact = np.array(weights) * total / sum(weights)
    assert shares.sum() == total
    assert np.all(np.abs(shares - exact) < 1 + 1e-6 * total)


@given(mean=st.floats(6.1, 900))
def test_the_lower_cut_gives_the_mean_asked_for(mean: float):
    assert pareto_mean(lower_cut(mean)) == pytest.approx(mean, rel=1e-9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"enterprises": 0},
            "population.enterprises = 0: expected a whole number from 1 to 200,000 enterprises",
        ),
        ({"enterprises": 200_001}, "population.enterprises = 200001: expected a whole number"),
        ({"enterprises": 21.5}, "population.enterprises = 21.5: expected a whole number"),
        ({"enterprises": float("nan")}, "population.enterprises = nan: expected a whole number"),
        ({"enterprises": True}, "population.enterprises = True: expected a whole number"),
        ({"enterprises": "many"}, "population.enterprises = 'many': expected a whole number"),
        (
            {"inspectors": -1},
            "population.inspectors = -1: expected a whole number from 0 to 100,000 inspectors",
        ),
        ({"seed": -1}, "population.seed = -1"),
        (
            {"industry": {"minng": {"mean_headcount": 3.0}}},
            "industry.minng: expected one of mining, chemicals",
        ),
        (
            {"industry": {"mining": {"mean_headcount": 5000.0}}},
            "industry.mining.mean_headcount = 5000: expected 6.0 to 999 workers",
        ),
        (
            {"industry": {"mining": {"enterprises": -1.0}}},
            "industry.*.enterprises: expected numbers of 0 or more",
        ),
    ],
)
def test_an_impossible_county_is_refused_in_one_line(arguments: dict[str, object], message: str):
    with pytest.raises(PopulationError) as refusal:
        build_county(**arguments)
    assert str(refusal.value).startswith(message)
    assert "\n" not in str(refusal.value)


def test_own_values_of_an_industry_change_the_county():
    county = build_county(
        industry={"mining": {"enterprises": 0.0}, "construction": {"mean_headcount": 200.0, "wage": 1.0}}
    )
    assert 0 not in county.industry
    assert county.headcount[county.industry == 2].mean() > 120


def test_every_value_of_an_industry_has_bounds_a_unit_a_label_and_a_source():
    for row in industry_table():
        assert row.low <= row.value <= row.high, row
        assert row.unit, row
        assert row.zh, row
        assert row.source.startswith(("E", "assumed", "calibrated", "training rule")), row
    assert len(industry_names()) == 8 == len(industry_labels())
    assert len(industry_table()) == 8 * 14
    assert sum(industry_column("enterprises").values()) == 216
