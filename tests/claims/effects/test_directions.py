"""The direction of each instrument, with intervals that leave out zero.

The quick ones take eight seeds; the page `docs/effects.md` takes fifty and says more. A test that fails here is a
finding: look for the reason, never bend a number.
"""

import pytest

from govsim.claims.effects.cases import BASELINE, against
from govsim.study.runs.statistics import estimate

YEARS = {364: slice(4, 7), 520: slice(5, 10)}  # from the second year of an instrument on
QUICK = [
    ("unannounced", "injuries_expected", "falls"),
    ("unannounced", "hazards_found_per_visit", "rises"),
    ("fines", "injuries_expected", "falls"),
    ("fines", "mean_effort", "rises"),
    ("credit_penalties", "mean_violation", "falls"),
    ("credit_penalties", "concealed_share_expected", "rises"),
    ("credit_penalties", "reported_share", "falls"),
    ("safety_points", "report_rate", "rises"),
    ("safety_points", "mean_violation", "falls"),
    ("safety_points", "injuries_expected", "falls"),
    ("training_drill", "injuries_expected", "falls"),
    ("insurance_rated", "mean_effort", "rises"),
    ("insurance_flat", "mean_effort", "falls"),
    ("hotline", "tips", "rises"),
    ("hotline", "tip_share_of_visits", "rises"),
    ("hotline", "concealed_share_expected", "falls"),
    ("disclosure", "mean_violation", "falls"),
    ("disclosure", "concealed_share_expected", "falls"),
    ("inspectors_0", "injuries_expected", "rises"),
    ("inspectors_24", "injuries_expected", "falls"),
]
SLOW = [
    ("risk_graded", "injuries_expected", "falls"),
    ("risk_graded", "hazards_found_per_visit", "rises"),
    ("credit_incentives", "mean_violation", "falls"),
    ("credit_repair", "listed", "falls"),
    ("insurance_rated", "injuries_expected", "falls"),
    ("insurance_flat", "injuries_expected", "rises"),
    ("hotline", "hazards_found_per_visit", "rises"),
    ("hotline", "workload", "rises"),
    ("disclosure", "injuries_expected", "falls"),
    ("grassroots", "injuries_expected", "falls"),
    ("inspectors_4", "injuries_expected", "rises"),
    ("inspectors_12", "injuries_expected", "falls"),
    ("inspectors_16", "injuries_expected", "falls"),
    ("combined", "deaths_expected", "falls"),
]


def check(sums, case, outcome, direction, size):
    base = against(case)
    found = sums(case, base, size=size).difference(case, base, outcome, YEARS[size[1]])
    assert found.is_below if direction == "falls" else found.is_above, f"{case}, {outcome}: {found}"


@pytest.mark.parametrize(("case", "outcome", "direction"), QUICK)
def test_direction(sums, case, outcome, direction):
    check(sums, case, outcome, direction, (8, 364))


@pytest.mark.slow
@pytest.mark.parametrize(("case", "outcome", "direction"), SLOW)
def test_direction_with_more_seeds(sums, case, outcome, direction):
    check(sums, case, outcome, direction, (20, 520))


def test_fines_without_inspectors_do_next_to_nothing(sums):
    found = sums("fines_0", "inspectors_0").change("fines_0", "inspectors_0", "injuries_expected", YEARS[364])
    assert found.within(1.0), found


def test_drill_beats_video(sums):
    names = ("training_drill", "training_video")
    found = sums(*names).change(*names, "injuries_expected", YEARS[364])
    assert found.is_below, found


def test_the_first_inspectors_avert_more_than_later_ones(sums):
    names = ("inspectors_0", BASELINE, "inspectors_24")
    none, eight, many = (sums(*names).value(name, "injuries_expected", YEARS[364]) for name in names)
    assert estimate((none - eight) / 8 - (eight - many) / 16).is_above


@pytest.mark.slow
def test_drill_fades_after_it_ends(sums):
    found = sums("drill_ended", BASELINE, size=(20, 520))
    by_year = [found.change("drill_ended", BASELINE, "injuries_expected", slice(y, y + 1)).mean for y in range(5, 10)]
    assert by_year[0] < by_year[1] < by_year[2] < 0.0
    assert abs(by_year[-1]) < 0.5 * abs(by_year[0])


def test_surprise_uses_the_same_number_of_visits(sums):
    size = (20, 364)  # seeds and weeks: with eight, the luck of who is visited is wider than the bound
    found = sums("unannounced", BASELINE, size=size).change("unannounced", BASELINE, "visits", YEARS[364])
    assert found.within(2.0), found
