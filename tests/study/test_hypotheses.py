"""An expectation is told from whole intervals, never from a mean; what is not there cannot be told, and why is said."""

import json

import numpy as np
import pandas as pd
import pytest

from govsim.study.analysis.hypotheses import Interval, checked_in, verdict_of
from govsim.study.ask.experiment import Expected

TEXT = {"en": "t", "zh": "t"}


@pytest.mark.parametrize(
    "expect, bounds, low, high, verdict",
    [
        ("less", (), -3, -1, "held"), ("less", (), -3, 1, "untold"), ("less", (), 1, 3, "not_held"),
        ("more", (), 1, 3, "held"), ("more", (), -1, 0, "not_held"), ("below", (4,), 1, 3, "held"),
        ("below", (4,), 3, 5, "untold"), ("above", (4,), 5, 6, "held"), ("above", (4,), 3, 4, "not_held"),
        ("between", (0, 9), 1, 3, "held"), ("between", (0, 9), -1, 3, "untold"),
        ("between", (0, 9), 10, 12, "not_held"),
        ("less", (), np.nan, np.nan, "untold"),
    ],
)  # fmt: skip
def test_a_verdict_is_that_of_the_whole_interval(expect, bounds, low, high, verdict):
    assert verdict_of(Expected(TEXT, "a", expect, bounds), Interval((low + high) / 2, low, high)) == verdict


@pytest.fixture
def folder(tmp_path):
    luck = np.random.default_rng(1).normal(100, 10, 12)
    rows = [(name, seed, luck[seed] - less + 0.1 * seed * (less > 0), None)
            for name, less in (("baseline", 0), ("credit", 20), ("fines", 5)) for seed in range(12)]  # fmt: skip
    pd.DataFrame(rows, columns=["scenario", "seed", "injuries_true", "error"]).to_parquet(tmp_path / "runs.parquet")
    (tmp_path / "provenance.json").write_text(json.dumps({"id": "x", "reference": "baseline"}))
    return tmp_path


def of(outcome="injuries_true", **about):
    return Expected(TEXT, "a", about.pop("expect", "less"), about.pop("bounds", ()), outcome=outcome,
                    scenario=about.pop("scenario", "credit"), **about)  # fmt: skip


def test_numbers_of_runs_are_paired_by_seed(folder):
    assert checked_in(of(measure="difference"), folder).found.value == pytest.approx(-20 + 0.1 * 5.5)
    assert checked_in(of(), folder).verdict == "held"
    assert checked_in(of(against="fines"), folder).verdict == "held"
    assert checked_in(of(scenario="fines", against="credit"), folder).verdict == "not_held"
    level = checked_in(of(measure="level", scenario="baseline", expect="above", bounds=(50.0,)), folder)
    assert level.verdict == "held" and level.joint is None


def test_both_intervals_must_agree_where_assumptions_were_drawn(folder):
    (folder / "draws").mkdir()
    row = {"scenario": "credit", "outcome": "injuries_true", "median": -20, "low": -30, "high": 4, "relative": -20,
           "relative_low": -30, "relative_high": 4}  # fmt: skip
    pd.DataFrame([row]).to_csv(folder / "draws" / "joint.csv", index=False)
    found = checked_in(of(), folder)
    assert found.verdict == "untold" and found.joint.high == 4 and found.found.high < 0
    assert checked_in(of(against="fines"), folder).joint is None  # draws are against the reference


def test_numbers_of_a_table_come_with_the_interval_beside_them(folder):
    table = pd.DataFrame({"factor": ["a", "b"], "rank": [1, 2], "rank_low": [1, 1], "rank_high": [1, 3]})
    table.to_csv(folder / "indices.csv", index=False)

    def told(**about):
        return checked_in(Expected(TEXT, "a", "below", (2.0,), table="indices.csv", **about), folder)

    assert told(where={"factor": "a"}, value="rank").verdict == "held"
    assert told(where={"factor": "b"}, value="rank").verdict == "untold"
    table.assign(swing=1.0, low=0.0, high=1.5, at_low=1.0).to_csv(folder / "indices.csv", index=False)
    assert told(where={"factor": "a"}, value="swing").verdict == "held"
    alone = told(where={"factor": "a"}, value="at_low")  # whose interval is not that of the swing beside it
    assert alone.verdict == "untold" and "no 95% interval" in alone.reason
    wrong = (
        ({"where": {}, "value": "rank"}, "2 such rows"), ({"where": {"factor": "a"}, "value": "ran"}, "rank"),
        ({"where": {"facto": "a"}, "value": "rank"}, "factor"),
        ({"where": {"factor": "a"}, "value": "factor"}, "no number"),
    )  # fmt: skip
    for about, why in wrong:
        assert told(**about).verdict == "untold" and why in told(**about).reason


def test_what_is_not_there_cannot_be_told_and_says_why(folder, tmp_path):
    for about, why in (({"scenario": "credits"}, "credit"), ({"outcome": "injuries"}, "injuries_true"),
                       ({"scenario": "baseline"}, "compared with")):  # fmt: skip
        found = checked_in(of(**about), folder)
        assert found.verdict == "untold" and why in found.reason
    assert "runs.parquet" in checked_in(of(), tmp_path / "nowhere").reason
