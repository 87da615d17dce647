"""The table of measures: what is worked out of paired runs, what is kept, and what the page says of it."""

import csv
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.__main__ import main
from govsim.claims.measures import arms, page, pairs, shown, table
from govsim.language import Instrument
from govsim.model import model_of
from govsim.study.analysis.arms import Sums
from govsim.study.runs.statistics import Estimate

MODEL = arms.everything()


@pytest.mark.parametrize("name", sorted(MODEL.instruments))
def test_arms_differ_in_the_measure_alone(name):
    made = arms.arms_of(MODEL.instruments[name])
    without, in_force, ended = ({one.instrument: one for one in arm.adoptions} for arm in made.all.values())
    assert set(in_force) == set(ended) == {*without, name}
    assert all(in_force[other] == without[other] == ended[other] for other in without if other != name)
    assert (name in without) == (name in arms.MARKED), "where luck is to be paired, the same are picked there"
    assert in_force[name].settings == ended[name].settings
    assert ended[name].end == arms.ENDS * 52 and in_force[name].end > made.in_force.weeks
    assert made.without.parts == made.in_force.parts == made.ended.parts
    assert set(MODEL.instruments[name].needs) <= set(made.without.parts)


def found(without, in_force, ended, names=(arms.WITHOUT, arms.IN_FORCE, arms.ENDED)):
    """Yearly sums of every weekly outcome, the same for all, by arm, seed and year."""
    width, years = len(model_of().weekly_outcomes), (without, in_force, ended)
    wide = [np.repeat(np.asarray(one, float)[:, :, None], width, 2) for one in years]
    return Sums.yearly(model_of(), range(len(without)), dict(zip(names, wide, strict=True)))


def test_what_is_kept_is_the_effect_after_the_end_over_that_before():
    years, rise = np.full((4, 10), 100.0), np.array([1.0, 2.0, 3.0, 4.0])[:, None]
    ended = years + np.where(np.arange(10) < arms.ENDS, 8.0, 2.0) * rise
    kept = table.kept(found(years, years, ended), "injuries_expected")
    assert kept.mean == pytest.approx(0.25) and kept.low == pytest.approx(0.25) == kept.high


finite = st.floats(-5, 5)


@given(finite, st.floats(0, 3))
def test_a_direction_is_reached_only_where_the_interval_leaves_out_nothing(mean, half):
    own = Estimate(mean, mean - half, mean + half)
    up, down = (table.reached(direction, own) for direction in ("up", "down"))
    assert (up == table.YES) == (mean - half > 0.0) == (down == table.NO)
    assert (down == table.YES) == (mean + half < 0.0) == (up == table.NO)
    assert (up == table.UNCLEAR) == (down == table.UNCLEAR)


def a_row(name="hazard_hotline", **changes):
    one = MODEL.instruments[name]
    years = np.full((3, 10), 100.0) + np.array([0.0, 1.0, 2.0])[:, None]
    made = table.row_of(one, found(years, years * 1.1, years * 1.1))
    return {**made, **changes}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_those_that_miss_their_direction_stand_first(lang):
    rows = [a_row(), a_row("safety_points", reached=table.UNCLEAR)]
    about = {"date": "2026-01-01", "commit": "abc", "seconds": 60, "seeds": 3}
    text = page.page(MODEL, table.Kept(rows, [], about), lang)
    assert text.index("`safety_points`") < text.index("`hazard_hotline`")
    assert text.count("| [`") == 2 and ("1 of 2" in text or "2 项" in text)


def test_a_table_is_read_as_it_was_written(tmp_path, monkeypatch):
    rows = [a_row(), a_row("safety_points")]
    table.write_table(table.Kept(rows, [], {"date": "2026-01-01", "commit": "x", "seconds": 1, "seeds": 3}), tmp_path)
    monkeypatch.setattr(table, "FOLDER", tmp_path)
    made = table.read_table(MODEL)
    read = made.rows
    assert made.about["seeds"] == 3 and [row["measure"] for row in read] == ["hazard_hotline", "safety_points"]
    for one, other in zip(rows, read, strict=True):
        for name in table.NUMBERS:
            assert other[name] == pytest.approx(one[name], rel=1e-5, nan_ok=True)


def test_costs_name_those_who_bear_and_those_who_gain():
    told = {"government": (1000.0, 900.0, 1100.0), "enterprise": (-500.0, -600.0, -400.0), "insurer": (5.0, -5.0, 15.0)}
    given = {
        f"{payer}{end}": value for payer, ends in told.items() for end, value in zip(table.ENDS, ends, strict=True)
    }
    said = shown.bearers(MODEL, a_row(**given, worker=0.0, outside=0.0))
    assert said == "government 1,000; enterprise -500"


@pytest.mark.parametrize(
    ("words", "named"),
    [(["hazard_hotlin"], "hazard_hotline"), (["hazard_hotline", "seeds=3"], "--run"), (["--run", "seeds=x"], "seeds")],
)
def test_what_cannot_be_meant_is_refused_in_a_line(words, named, capsys):
    assert main(["measures", *words]) != 0
    error = capsys.readouterr().err
    assert named in error and len(error.strip().splitlines()) == 1


def test_every_measure_has_a_row_and_the_page_is_that_of_the_table():
    made = table.read_table(MODEL)
    rows = made.rows
    assert [row["measure"] for row in rows] == [one.name for one in MODEL.instruments.values() if one.shows]
    for lang, name in (("en", "measures.md"), ("zh", "measures-zh.md")):
        assert (arms_docs() / name).read_text(encoding="utf-8") == page.page(MODEL, made, lang)
    for row in rows:
        one: Instrument = MODEL.instruments[row["measure"]]
        assert (row["outcome"], row["direction"]) == (one.shows, one.direction)


def arms_docs():
    from govsim.claims.effects.cases import ROOT

    return ROOT / "docs"


def test_one_measure_is_run_and_written_where_it_was_asked_for(tmp_path, capsys):
    assert main(["measures", "hazard_hotline", "--run", "seeds=2", f"out={tmp_path}", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["measure"] == "hazard_hotline" and row["own"] > 0.0
    with (tmp_path / "table.csv").open(encoding="utf-8") as file:
        assert [one["measure"] for one in csv.DictReader(file)] == ["hazard_hotline"]


def test_what_both_do_beyond_the_sum_has_the_way_of_both():
    years = np.full((3, 10), 100.0)
    one = pairs.pair("hazard_hotline", "safety_points", "injuries_expected", pairs.MORE)
    arms_found = found(years, years - 2.0, years - 3.0, pairs.ARMS[:3])
    arms_found.arms["both"] = arms_found.arms["neither"] - 9.0
    row = pairs.pair_row(one, arms_found)
    assert [row[name] for name in table.EFFECTS_OF_PAIRS] == pytest.approx([-2.0, -3.0, -9.0, 4.0])


def test_the_measures_of_every_pair_are_on_the_menu_and_its_arms_differ_in_them_alone():
    assert pairs.there() == list(pairs.PAIRS)
    for one in pairs.PAIRS:
        names = [{adoption.instrument for adoption in arm.adoptions} for arm in one.arms().values()]
        assert names == [set(), {one.first}, {one.second}, {one.first, one.second}]
        assert len({arm.parts for arm in one.arms().values()}) == 1
