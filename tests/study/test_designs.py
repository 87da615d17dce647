"""Designs: points are where they were asked for, a table comes back as it was, and a point is what it says."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govsim
from govsim.study.analysis.designs.design import designed, read_design
from govsim.study.analysis.designs.points import points_again, points_of, points_over
from govsim.study.ask.config import compose_trees
from govsim.study.ask.declarations import model_of_names
from govsim.study.ask.ranges import Factor, factor_of
from govsim.study.ask.resolve import build_scenario

MODEL = model_of_names()
SPREAD, FIX = "instrument.credit_penalties.loan_spread", "parameter.fix_ordered"
SHORT = ("scenario=credit", "weeks=60", "population=small")
SCALE, WHOLE, NAMES = Factor("a", 0.5, 2.0), Factor("b", 1, 4, is_whole=True), Factor("c", choices=("x", "y", "z"))


@given(st.floats(0.0, 1.0))
def test_a_share_stands_for_a_value_within_the_range(share):
    log, peak = Factor("a", 0.01, 1.0, "log"), Factor("a", 0.0, 10.0, "triangular", 2.0)
    assert 0.5 <= SCALE.at(share) <= 2.0 and 0.01 <= log.at(share) <= 1.0 and 0.0 <= peak.at(share) <= 10.0
    assert WHOLE.at(share) in (1, 2, 3, 4) and NAMES.at(share) in "xyz"
    assert math.log(log.at(share)) == pytest.approx(math.log(0.01) * (1 - share), abs=1e-6)


def test_values_of_a_triangle_crowd_about_its_peak_and_few_values_count_alike():
    shares = (np.arange(3000) + 0.5) / 3000
    peak = [Factor("a", 0.0, 10.0, "triangular", 2.0).at(one) for one in shares]
    assert np.mean(peak) == pytest.approx(4.0, abs=0.01)  # a third of the sum of ends and peak
    for factor, count in ((WHOLE, 4), (NAMES, 3)):
        _, times = np.unique([factor.at(one) for one in shares], return_counts=True)
        assert len(times) == count and np.ptp(times) <= 1


def test_ends_that_are_not_given_are_those_declared():
    known = MODEL.parameters["fix_ordered"]
    assert factor_of(MODEL, FIX, "..") == Factor(FIX, known.low, known.high, unit=known.unit)
    assert factor_of(MODEL, FIX, "..:triangular").mode == known.default
    assert factor_of(MODEL, "population.seed", "1..9").is_whole


@pytest.mark.parametrize("text", ["0.2..9", "0.6..0.2", "-1..0.3", "0..0.5:log", "0.2..0.6:normal", "0.2..0.1..0.6"])
def test_a_range_that_cannot_be_is_one_line_with_its_key(text):
    with pytest.raises(govsim.InputError, match=r"parameter\.fix_ordered"):
        factor_of(MODEL, FIX, text)


@pytest.mark.parametrize(
    ("name", "points"),
    [("factorial:2", 12), ("factorial:3", 27), ("lhs:10", 10), ("sobol:16", 16)],
)
def test_a_layout_has_as_many_points_as_it_says(name, points):
    made = designed(name, [SCALE, WHOLE, NAMES])
    assert len(made.points) == points and made.points == designed(name, [SCALE, WHOLE, NAMES]).points


def test_a_latin_hypercube_uses_each_part_of_each_range_once():
    values = np.array([[one["a"], one["d"]] for one in designed("lhs:20", [SCALE, Factor("d", 0.0, 1.0)]).points])
    assert sorted(((values[:, 0] - 0.5) / 1.5 * 20).astype(int)) == list(range(20))
    assert sorted((values[:, 1] * 20).astype(int)) == list(range(20))


@pytest.mark.parametrize("count", [3, 5, 8])
def test_of_a_fractional_factorial_no_main_effect_is_mixed_with_pairs(count):
    factors = [Factor(str(at), -1.0, 1.0) for at in range(count)]
    signs = np.array([list(one.values()) for one in designed("fractional", factors).points])
    assert (signs.T @ signs == len(signs) * np.eye(count)).all() and len(signs) < 2 ** (count + 1)
    pairs = np.array([signs[:, i] * signs[:, j] for i in range(count) for j in range(i)])
    assert not (pairs @ signs).any()


def test_lists_are_paired_or_crossed():
    lists = [Factor("a", choices=(1, 2)), Factor("b", choices=("x", "y"))]
    assert designed("zip", lists).points == ({"a": 1, "b": "x"}, {"a": 2, "b": "y"})
    assert len(designed("grid", lists).points) == 4
    for name, factors in (("zip", [*lists, NAMES]), ("grid", [SCALE]), ("fractional", [NAMES]), ("sobol:9", [SCALE])):
        with pytest.raises(govsim.InputError):
            designed(name, factors)


def test_a_table_comes_back_as_it_was(tmp_path):
    made = designed(
        "lhs:7", [SCALE, WHOLE, NAMES, Factor("d", choices=(False, True)), Factor("e", choices=("1", "no"))]
    )
    (tmp_path / "points.csv").write_text("\ufeff" + made.text(), encoding="utf-8")
    assert read_design(str(tmp_path / "points.csv")).points == made.points


@pytest.mark.parametrize("text", ["", "a,b\n", "point,a,a\n1,1,2\n", "point,a\n1,\n", "point,a\n1,2,3\n", "point\n1\n"])
def test_a_table_that_is_none_is_one_line_with_its_file(tmp_path, text):
    (tmp_path / "points.csv").write_text(text, encoding="utf-8")
    with pytest.raises(govsim.InputError, match=r"points\.csv"):
        read_design(str(tmp_path / "points.csv"))


def test_a_point_is_the_scenario_that_its_settings_compose():
    keys = {FIX: 0.41, SPREAD: 0.03, "instrument.credit_penalties.strength": 0.5, "instrument.credit_scoring.start": 12,
            "population.seed": 4, "instrument.credit_penalties.scope.share": 0.5}  # fmt: skip
    for some in ([FIX, SPREAD], [*keys]):
        factors = [Factor(key, choices=(keys[key],)) for key in some]
        (made,) = points_of(designed("grid", factors), SHORT).scenarios
        texts = [*SHORT, *(f"{key}={keys[key]}" for key in some)]
        composed = build_scenario(compose_trees([texts])[0]).scenario
        assert made.canonical() == {**composed.canonical(), "name": "credit: 1"}


def test_points_are_played_equally_long_and_come_again_from_their_bases():
    factors = [Factor(FIX, choices=(MODEL.parameters["fix_ordered"].default, 0.5)), Factor("weeks", choices=(60, 70))]
    made = points_of(designed("grid", factors), SHORT)
    assert {one.settle for one in made.scenarios} == {520}
    assert points_again(list(made.bases.values()), made.varied) == list(made.scenarios)
    both = points_over(
        designed("lhs:3", [Factor(SPREAD, 0.0, 0.1)]), [govsim.load_scenario(one) for one in ("baseline", "credit")]
    )
    assert [one.name for one in both.scenarios[:3]] == ["baseline: 1", "credit: 1", "baseline: 2"]
    assert points_again(list(both.bases.values()), both.varied) == list(both.scenarios)


def test_a_point_out_of_bounds_is_named_by_its_number():
    with pytest.raises(govsim.InputError, match="Point 2: .*loan_spread = 7"):
        points_of(designed("grid", [Factor(SPREAD, choices=(0.01, 7.0))]), SHORT)
    with pytest.raises(govsim.InputError, match="safety_points"):
        points_of(designed("grid", [Factor("instrument.safety_points.behaviour_reward", choices=(0.1, 0.2))]), SHORT)


def test_a_design_of_a_file_moves_scenarios_too(engine):
    found = govsim.sweep("credit", {"scenario": ["baseline", "credit"], "population.seed": [1, 2]}, 2,
                         ["weeks=60", "population=small"], design="zip")  # fmt: skip
    assert (
        found.points.arms == ["baseline: scenario=baseline", "credit: scenario=credit"] or len(found.points.arms) == 2
    )
    assert len(found.runs) == 4 and set(found.runs["population.seed"]) == {1, 2}


@pytest.mark.slow
def test_the_command_keeps_the_design_and_goes_on_from_its_table(cli, engine):
    words = ("sweep", *SHORT, "seeds=2", "instrument.credit_penalties.start=10..50", f"{SPREAD}=0.01..0.05:log")
    made = cli(*words, "design=lhs:6", "save=points.csv")
    assert made.status == 0, made.err
    (folder,) = (made.folder / "results" / "sweep").iterdir()
    assert (folder / "design.csv").read_bytes() == (made.folder / "points.csv").read_bytes()
    runs = pd.read_parquet(folder / "runs.parquet")
    assert len(runs) == 12 and {SPREAD, "instrument.credit_penalties.start"} <= set(runs)
    again = cli("sweep", *SHORT, "seeds=2", "design=points.csv", "--json")
    assert again.status == 0 and "already" in again.err and len(list(folder.parent.iterdir())) == 1
    assert cli("reproduce", str(folder)).status == 0
    shown = cli("results", "show", str(folder))
    assert shown.status == 0 and "6 points" in shown.out


def test_a_later_start_leaves_more_injuries_in_the_table_of_responses(engine):
    found = govsim.sweep("safety_points", {"instrument.safety_points.start": "10..50", FIX: "0.2..0.6"}, 3,
                         ["weeks=60", "window=[10,60]", "population=small"], design="lhs:30")  # fmt: skip
    table = found.table(["injuries_true"]).set_index(["key", "part"])
    start = table.loc["instrument.safety_points.start"]
    assert start["ci_low"].iloc[-1] > start["ci_high"].iloc[0]
    assert "30 points" in repr(found)


BAD = [
    (["parameter.fix_ordered=0.2..0.6"], "design="),
    (["design=lsh:9", "parameter.fix_ordered=0.2..0.6"], "lhs"),
    (["design=lhs:0", "parameter.fix_ordered=0.2..0.6"], "whole number"),
    (["design=lhs:4"], "at least one key"),
    (["design=none.csv"], "none.csv"),
    (["design=lhs:4", "parameter.fix_orderd=0.2..0.6"], "fix_ordered"),
    (["design=lhs:4", "parameter.fix_ordered=0.2..0.6", "by=industry"], "by has no use"),
    (["design=lhs:4", "parameter.fix_ordered=0.2..0.6", "save=points.txt"], ".csv"),
    (["dry_run=true", "weeks=60,70"], "dry_run"),
    (["design=zip:3", "weeks=60,70"], "takes no count"),
    (["design=points.csv", "weeks=60,70"], "one place"),
    (["design=fractional", "weeks=60,70,80", "start=9,10"], "two values"),
    (["design=zip", "weeks=60,70,80", "start=9,10"], "equally long"),
    (["design=lhs:4", "population.path=..", "weeks=60,70"], "both ends"),
    (["design=lhs:4", "parameter.fix_ordered=0.6..0.2"], "below the high end"),
]


@pytest.mark.parametrize(("words", "said"), BAD)
def test_a_mistake_is_one_line_and_nothing_is_written(cli, engine, words, said):
    done = cli("sweep", "scenario=credit", *words)
    assert done.status == 2 and said in done.err and "Traceback" not in done.err
    assert list(done.folder.iterdir()) == []
