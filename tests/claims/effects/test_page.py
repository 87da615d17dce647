"""The page's words and arithmetic, without runs."""

import numpy as np
import pytest

from govsim.claims.effects import page
from govsim.claims.effects.cases import INSTRUMENT_CASES, PAIRS, all_bands, all_cases, band_cases
from govsim.claims.effects.claims import Claim, Measure, lowers, raises
from govsim.claims.effects.page import text_of
from govsim.model import model_of
from govsim.study.analysis.arms import Sums, yearly_sums
from govsim.study.runs.statistics import Estimate, estimate


def test_every_instrument_has_a_case_of_its_own_or_with_what_it_needs():
    adopted = {one.instrument for case in all_cases(INSTRUMENT_CASES).values() for one in case.scenario.adoptions}
    own = set(model_of().instruments)
    assert {"double_random", "credit_repair", "administrative_fines", "grassroots_inspectors"} <= adopted <= own


def test_cases_of_pairs_exist_and_share_their_base():
    cases = all_cases()
    for pair in PAIRS:
        assert {pair.base, pair.first, pair.second, pair.both} <= set(cases)


def test_bands_reach_both_ends_and_change_their_number():
    for band in all_bands():
        assert band.low < band.default < band.high or band.low <= band.default <= band.high, band
        for (end, _), scenario in band_cases(band).items():
            owner, name = band.number.split(".")
            value = band.low if end == "low" else band.high
            if owner == "parameter":
                assert name in model_of().parameters and scenario.parameters[name] == value


def test_estimates_leave_out_seeds_without_a_value():
    found = estimate(np.array([1.0, 2.0, np.nan, 3.0]))
    assert found.mean == 2.0 and found.low < 2.0 < found.high
    assert Estimate(-1.0, -2.0, -0.5).is_below and Estimate(1.0, 0.5, 2.0).is_above
    assert Estimate(0.1, -0.2, 0.4).within(1.0) and not Estimate(0.1, -0.2, 1.4).within(1.0)


def test_a_claim_holds_when_every_deciding_measure_does():
    down, up = Estimate(-2.0, -3.0, -1.0), Estimate(2.0, 1.0, 3.0)
    assert Claim("a", "a", (lowers("x", down), raises("y", up), Measure("z", up))).holds
    assert not Claim("a", "a", (lowers("x", down), lowers("y", up))).holds
    assert not Claim("a", "a", (Measure("z", up),)).holds


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Estimate(-8.04, -9.1, -7.0), "−8.0 % [−9.1, −7.0]"),
        (Estimate(0.05, 0.02, 0.08), "+0.05 % [+0.02, +0.08]"),
        (Estimate(231.4, 220.0, 240.0), "+231 % [+220, +240]"),
        (Estimate(0.757, 0.74, 0.77, "area"), "0.76 [0.74, 0.77]"),
        (Estimate(float("nan"), float("nan"), float("nan")), "none"),
    ],
)
def test_numbers_in_words(found, text):
    assert text_of(found) == text


def test_sums_divide_ratios_of_sums_and_average_stocks():
    sums = Sums.yearly(model_of(), (0, 1), {})
    weekly = np.zeros((104, len(sums.places)))
    weekly[:, sums.places["workers"]] = 100.0
    weekly[:52, sums.places["injuries_true"]] = 1.0
    sums.arms["one"] = np.array([yearly_sums(weekly), 2.0 * yearly_sums(weekly)])
    both = slice(0, 2)
    assert sums.value("one", "workers", both).tolist() == [100.0, 200.0]
    assert sums.value("one", "injuries_true", both).tolist() == [26.0, 52.0], "a year"
    assert sums.value("one", "injury_rate_true", both) == pytest.approx([26.0, 26.0])
    assert sums.value("one", "injury_rate_true", slice(0, 1)) == pytest.approx([52.0, 52.0])


def test_the_page_says_where_the_lines_lie_before_an_accident():
    weeks = np.arange(-3, 3)
    rows = np.stack([weeks, np.where(weeks < 0, -2.5, 9.0), np.full(6, -5.0), np.full(6, 1.0)], axis=1)
    said = page._before({"true injuries, %": rows, "alertness, points": rows * [1, -1, 1, 1]})
    assert said == "true injuries −2.5 % [−5.0, +1.0], alertness +2.5 points [−5.0, +1.0]"
