"""What some questions measure in their own way, on tables of a few rows."""

import numpy as np
import pandas as pd
import pytest

from govsim.cases.common.found import Found
from govsim.questions import q10_compliance_after_incentives as q10
from govsim.questions import q18_contradictory, q22_bystanders, q24_discredited
from govsim.questions.common.measures import by_seed
from govsim.study.runs.statistics import estimate, ratio


def test_values_by_seed_have_the_mean_of_a_ratio_and_nearly_its_interval():
    luck = np.random.default_rng(3)
    below = luck.normal(100.0, 3.0, 40)
    above = 0.3 * below + luck.normal(0.0, 1.0, 40)
    found = estimate(by_seed(above, below))
    assert found.mean == pytest.approx(above.mean() / below.mean())
    assert (found.low, found.high) == pytest.approx(ratio(above, below)[1:], rel=0.01)


def found_of(question, weekly=None, enterprises=None):
    county = question.counties[0].name
    empty = pd.DataFrame()
    return Found(question, {county: empty if weekly is None else weekly},
                 {county: empty if enterprises is None else enterprises}, (0, 520))  # fmt: skip


def life(seed, number, scores, leaves=None):
    """A firm's score at the end of each year from the third on; it may leave in the course of one of them."""
    return [
        {"scenario": "usual", "seed": seed, "id": number, "year": year, "score": score, "exits": int(year == leaves),
         "injuries_expected": 2.0 if score < 0.4 else 1.0, "worker_weeks": 10.0, "effort": 0.5}
        for year, score in enumerate(scores, start=2)
    ]  # fmt: skip


def test_discredited_firms_are_counted_once_when_they_become_so_and_followed_for_two_years():
    rows = [
        *life(0, 1, [0.7, 0.3, 0.35, 0.6, 0.3]),  # improved; low again at the end, but looked at no further
        *life(0, 2, [0.7, 0.3, 0.3, 0.3]),  # still low, and counted once
        *life(0, 3, [0.7, 0.3, 0.5], leaves=4),  # gone
        *life(0, 4, [0.3, 0.3, 0.3, 0.3]),  # low before the first year that counts
        *life(0, 5, [0.7, 0.3], leaves=3),  # closed in the year in which it would have counted
        *life(1, 6, [0.7, 0.7, 0.7, 0.7]),
    ]
    found = found_of(q24_discredited.QUESTION, enterprises=pd.DataFrame(rows))
    table = q24_discredited.followed(found, "usual")
    assert list(table.index) == [0, 1] and table.loc[1, "firms"] == 0.0, "a seed without any counts with none"
    again = 1.0  # the first firm's second time, which nobody follows to its end: it is not there two years on
    assert table.loc[0, ["firms", "improved", "low", "gone"]].tolist() == [3.0 + again, 1.0, 1.0, 1.0 + again]


def test_green_enterprises_are_held_against_the_others_by_their_weeks():
    def row(seed, colour, visits, weeks):
        return {"scenario": "usual", "seed": seed, "year": 6, "colour": colour, "visits": visits, "weeks": weeks}

    rows = [row(seed, *one) for seed in range(3) for one in ((1, 1, 52), (1, 0, 52), (2, 2, 52), (3, 1, 26))]
    found = found_of(q18_contradictory.QUESTION, enterprises=pd.DataFrame(rows))
    assert q18_contradictory.green_visits(found, "usual").mean == pytest.approx(100.0 * (1 / 104) / (3 / 78))
    rows.append(row(3, 2, 1, 26))  # a seed without a green one
    found = found_of(q18_contradictory.QUESTION, enterprises=pd.DataFrame(rows))
    assert q18_contradictory.green_visits(found, "usual").mean == pytest.approx(100.0 * (3 / 312) / (10 / 260))


def test_bystanders_are_in_proportion_to_deaths_and_to_people_near_by():
    def weeks(people):
        deaths = [0.1, 0.2, 0.3, 0.4]
        table = {"seed": [0, 0, 1, 1], "week": [0, 1, 0, 1], "deaths_in_majors_expected": deaths}
        return pd.DataFrame(table).assign(scenario="as_is", people_near=people + 1.0)

    few, many = (q22_bystanders.expected(found_of(q22_bystanders.QUESTION, weekly=weeks(n)), "as_is") for n in (5, 10))
    assert few == pytest.approx([0.02 * 5 * 0.3, 0.02 * 5 * 0.7]) and many == pytest.approx(2.0 * few)


def test_what_lasts_longer_is_the_difference_of_what_lasts_however_small_a_seed_s_effect_was(monkeypatch):
    before = {"usual": [0.02, 0.02, 0.0001], "strong": [0.03, 0.02, 0.02]}
    after = {"usual": [0.01, 0.012, 0.004], "strong": [0.01, 0.01, 0.01]}
    monkeypatch.setattr(
        q10, "effect", lambda level, weeks, found: np.array((before if weeks == q10.BEFORE else after)[level])
    )
    gap = q10.lasting("strong", None).mean - q10.lasting("usual", None).mean
    assert q10.longer("strong", None).mean == pytest.approx(gap)
