"""Effects where they fall: outcomes of groups of enterprises, from the command line and from Python."""

import json

import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.engines.groups import divided_outcomes
from govsim.model import model_of
from govsim.populations.structure import structure_of
from govsim.study.speak.errors import InputError

MODEL = model_of()
TINY = ("population.enterprises=16", "weeks=30", "window=[10,30]", "start=6")
ONLY = "instrument.administrative_fines.scope.industries=[construction]"
WORDS = ("compare", "scenarios=[baseline,fines]", "seeds=3", "figures=false", *TINY, ONLY)


@pytest.fixture(scope="module")
def found():
    return govsim.compare(["baseline", "fines"], 3, [*TINY, ONLY], by=["industry", "size", "scope"])


def test_groups_add_up_to_the_outcome(found):
    sums = found.groups.groupby(["by", "scenario", "seed", "outcome"])["value"].sum()
    assert set(sums.index.get_level_values("by")) == {"industry", "size", "scope:fines"}
    runs = found.runs.set_index(["scenario", "seed"])
    for (by, scenario, seed, outcome), value in sums.items():
        if not MODEL.outcomes[outcome].is_ratio:
            whole = runs.loc[(scenario, seed), outcome]
            assert value == pytest.approx(whole, rel=1e-9, abs=1e-9), (by, outcome)


def test_a_ratio_is_that_of_the_groups_sums_and_none_mixes_county_and_enterprises(found):
    cells = found.groups.set_index(["by", "group", "outcome", "scenario", "seed"])["value"].sort_index()
    one = cells.loc["industry", "construction"].xs(("fines", 2), level=("scenario", "seed"))
    assert one["mean_effort"] == pytest.approx(one["effort"] / one["enterprises"])
    ours, others = divided_outcomes(MODEL)
    for group, names in found.groups.groupby("group")["outcome"].unique().items():
        for name in names:
            made = MODEL.outcomes[name]
            parts = {made.over, made.by} if made.is_ratio else {name}
            assert parts <= (others if group == "county" else ours), (group, name)


def test_scope_holds_the_same_enterprises_in_both_arms(found):
    structure = structure_of(govsim.load_scenario("baseline", list(TINY)).population)
    builders = (structure.industry == list(MODEL.groupings["industry"].groups).index(
        next(one for one in MODEL.groupings["industry"].groups if one.name == "construction")
    )).sum()  # fmt: skip
    rows = found.group_effects.query("by == 'scope:fines' and outcome == 'enterprises'").set_index("group")
    assert set(rows.index) == {"inside", "outside"}
    assert rows.loc["inside", "baseline"] == pytest.approx(builders, abs=1)
    same = found.group_effects.query("by == 'industry' and group == 'construction' and outcome == 'injuries_expected'")
    inside = found.group_effects.query("by == 'scope:fines' and group == 'inside' and outcome == 'injuries_expected'")
    assert inside["difference"].item() == same["difference"].item()


MIXED = ("instrument.credit_penalties.scope.industries=[construction]", "instrument.credit_scoring.scope.share=0.5")


def test_each_instrument_with_a_scope_of_its_own_has_groups(cli):
    words = ("compare", "scenarios=[baseline,credit]", "seeds=2", "figures=false", *TINY, *MIXED, "by=[industry,scope]")
    done = cli(*words, "out=here")
    assert done.status == 0, done.err
    kept = pd.read_parquet(done.folder / "here" / "groups.parquet")
    assert set(kept["by"]) == {"industry", "scope:credit", "scope:credit_penalties", "scope:credit_scoring"}
    cells = kept.set_index(["by", "group", "outcome", "scenario", "seed"])["value"].sort_index()
    for arm in ("baseline", "credit"):
        inside = cells["scope:credit_penalties", "inside", "injuries_expected", arm]
        assert inside.tolist() == cells["industry", "construction", "injuries_expected", arm].tolist()
        assert (cells["scope:credit_penalties", "outside", "injuries_expected", arm] > 0).all()
    chinese = cli(*words, "out=here", "lang=zh").out
    for title in ("credit_penalties", "credit_scoring"):
        assert f"scope of {MODEL.instruments[title].en}" in " ".join(done.out.split())
        assert f"“{MODEL.instruments[title].zh}”的范围" in "".join(chinese.split())
    assert cli("reproduce", "here").status == 0


def test_scopes_that_differ_between_scenarios_are_called_by_both():
    names = [f"{one}=credit+credit_penalties(scope.industries=[{one}])" for one in ("mining", "construction")]
    found = govsim.compare(["baseline", *names], 2, TINY, by="scope")
    assert set(found.groups["by"]) == {
        "scope:mining", "scope:construction", "scope:mining:credit_penalties", "scope:construction:credit_penalties",
    }  # fmt: skip


def test_effects_in_groups_are_paired_by_seed(found):
    cells = found.groups.query("by == 'size' and group == '10-19' and outcome == 'injuries_expected'")
    by_seed = cells.pivot(index="seed", columns="scenario", values="value")
    row = found.group_effects.query("by == 'size' and group == '10-19' and outcome == 'injuries_expected'").iloc[0]
    pairs = by_seed["fines"] - by_seed["baseline"]
    assert row["difference"] == pytest.approx(pairs.mean())
    half = 4.302652729911275 * pairs.std(ddof=1) / np.sqrt(3)
    assert row["ci_high"] - row["difference"] == pytest.approx(half)
    assert row["relative"] == pytest.approx(pairs.mean() / by_seed["baseline"].mean())


def test_without_by_nothing_is_kept_and_no_number_changes(found):
    plain = govsim.compare(["baseline", "fines"], 3, [*TINY, ONLY])
    assert plain.groups is None and plain.group_effects is None
    pd.testing.assert_frame_equal(plain.runs, found.runs)


def test_the_command_keeps_tables_and_prints_a_line_a_group(cli, found):
    done = cli(*WORDS, "by=[industry,scope]", "out=here")
    assert done.status == 0, done.err
    lines = done.out.splitlines()
    assert any(line.startswith("Construction") for line in lines)
    assert any(line.startswith("in scope") for line in lines) and any(line.startswith("out of scope") for line in lines)
    kept = pd.read_parquet(done.folder / "here" / "groups.parquet")
    mine = found.groups[found.groups["by"] != "size"].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, mine, check_dtype=False)
    effects = pd.read_csv(done.folder / "here" / "groups_effects.csv", keep_default_na=False, na_values=[""])
    assert list(effects.columns) == list(found.group_effects.columns)
    assert len(effects) == (found.group_effects["by"] != "size").sum()


def test_another_grouping_asked_for_later_does_not_lose_the_first(cli):
    run = ("run", "scenario=fines", "seeds=2", "figures=false", *TINY, "out=here")
    cli(*run, "by=industry")
    later = cli(*run, "by=size", "tables=groups")
    assert later.status == 0, later.err
    assert set(pd.read_parquet(later.folder / "here" / "groups.parquet")["by"]) == {"industry", "size"}
    assert "Construction" not in later.out and "10 to 19 workers" in later.out
    weeks = pd.read_parquet(later.folder / "here" / "groups_weekly.parquet")
    assert set(weeks["by"]) == {"industry", "size"} and weeks["week"].max() == 29
    again = cli(*run, "by=[size,industry]")
    assert "Nothing was run" in again.err and "Construction" in again.out
    assert cli("reproduce", "here").status == 0


def test_json_has_the_groups_behind_the_whole(cli):
    rows = json.loads(cli(*WORDS, "by=industry", "--json").out)
    groups = [row for row in rows if "by" in row]
    assert {row["group"] for row in groups} >= {"construction", "mining", "county"}
    assert len(rows) - len(groups) == len(MODEL.outcomes)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("by=sise",), "by: there is no grouping of enterprises 'sise'. Did you mean size?"),
        (("by=scope",), "by=scope: no scenario adopts an instrument"),
        (("tables=groups",), "tables=groups keeps each week of each group"),
    ],
)
def test_what_cannot_be_divided_is_refused_before_anything_is_written(cli, words, said):
    done = cli("run", "seeds=2", *TINY, "out=here", *words)
    assert done.status == 2 and said in done.err
    assert not (done.folder / "here").exists()


def test_python_refuses_what_is_no_grouping():
    with pytest.raises(InputError, match="industry"):
        govsim.simulate(govsim.load_scenario("baseline", list(TINY)), 2, by="industri")
    with pytest.raises(InputError, match="by:"):
        govsim.simulate(govsim.load_scenario("baseline", list(TINY)), 2, by=3)


def test_a_sweep_knows_its_settings_in_each_group():
    swept = govsim.sweep(
        "fines", {"instrument.administrative_fines.phase_in": [1, 9]}, 2, list(TINY), by="size"
    )  # fmt: skip
    assert set(swept.groups["instrument.administrative_fines.phase_in"]) == {1, 9}
    assert swept.group_effects["scenario"].nunique() == 1


PLUGIN = """
from govsim.language import Group, grouping

halves = grouping(
    "halves", en="half", zh="半数", of=lambda rows: rows["id"] % 2,
    groups=(Group("first", "first half", "前半"), Group("second", "second half", "后半")),
)
"""


@pytest.mark.parametrize(
    ("of", "told"),
    [('of=lambda rows: rows["id"] % 2 + 1', True), ('of=lambda rows: rows["id"] % 2 - 1', True),
     ('of=lambda rows: rows["id"] % 2 + 5', True), ('column="generation"', False)],
)  # fmt: skip
def test_enterprises_outside_all_groups_are_said(cli, of, told):
    file = cli("list").folder / "odd_halves.py"
    file.write_text(PLUGIN.replace('of=lambda rows: rows["id"] % 2', of), encoding="utf-8")
    words = ["seeds=2", *TINY, "figures=false", "plugins=[odd_halves.py]", "by=halves", "out=odd"]
    for lang, words_said in (("en", "is none of its groups, 0 to 1"), ("zh", "不属于其任何分组（0 至 1）")):
        done = cli("run", *words, f"lang={lang}")  # the second time the results are there
        assert done.status == 0 and (words_said in done.err) == told, done.err
        assert ("odd_halves.py:4" in done.err) == told and done.err.count("halves") <= 4


def test_from_python_they_are_said_too(cli):
    file = cli("list").folder / "odd_halves.py"
    file.write_text(PLUGIN.replace("% 2", "% 2 + 1"), encoding="utf-8")
    made = govsim.load_scenario("baseline", [*TINY, f"plugins=['{file}']"])
    (note,) = govsim.simulate(made, seeds=1, by="halves").notes
    assert "by=halves" in note and "'other'" in note


def test_a_grouping_that_gives_no_whole_numbers_is_refused_at_its_line(cli):
    file = cli("list").folder / "odd_halves.py"
    file.write_text(PLUGIN.replace('rows["id"] % 2', 'rows["id"] / 2'), encoding="utf-8")
    for lang, said in (("en", "must give a whole number for each enterprise"), ("zh", "应为每家企业给出一个整数")):
        done = cli("run", "seeds=2", *TINY, "plugins=[odd_halves.py]", "by=halves", f"lang={lang}")
        assert done.status == 2 and said in done.err and "odd_halves.py:" in done.err and "float64" in done.err, (
            done.err
        )
        assert "Every run failed" not in done.err and done.err.count("odd_halves") == 1, done.err


def test_a_plugin_may_declare_a_grouping(cli):
    (cli("list").folder / "halves.py").write_text(PLUGIN, encoding="utf-8")
    done = cli("run", "seeds=2", *TINY, "figures=false", "plugins=[halves.py]", "by=halves", "lang=zh")
    assert done.status == 0, done.err
    assert "前半" in done.out and "按半数" in done.out
