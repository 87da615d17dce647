"""From a command to tables, and from Python the same."""

import json
import sys
from functools import partial

import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.__main__ import main
from govsim.engines.explain import explain
from govsim.model import model_for, model_of
from govsim.study.runs import simulate as simulate_module
from govsim.study.runs.tables import window_values
from govsim.study.speak.errors import InputError

MODEL = model_of()
OUTCOMES = MODEL.outcomes
FLOW = next(name for name, one in OUTCOMES.items() if one.kind == "flow")
SPREAD = "instrument.credit_penalties.loan_spread"


def only_folder(base):
    folders = [path.parent for path in base.rglob("provenance.json")]
    assert len(folders) == 1
    return folders[0]


def test_run_writes_every_table(cli, engine):
    done = cli("run", "scenario=credit", "seeds=[7,9]", "weeks=60", "tables=yearly")
    assert done.status == 0, done.err
    assert "2 seeds only" in done.err and "week 15" in done.err
    folder = only_folder(done.folder)
    assert folder.parent == done.folder / "results" / "run"
    stored = govsim.read_results(folder)
    assert list(stored.runs.columns) == ["scenario", "seed", *OUTCOMES]
    assert list(stored.runs["seed"]) == [7, 9]
    names = [one.name for one in MODEL.weekly_outcomes]
    assert list(stored.weekly.columns) == ["scenario", "seed", "week", "region", *names]
    assert len(stored.weekly) == 120
    assert set(stored.enterprises["industry"]) == {"mining"} and len(stored.enterprises) == 6
    assert stored.effects is None
    assert stored.scenario["name"] == "credit" and stored.scenario["start"] == 15
    about = stored.provenance
    assert about["command"].startswith("govsim run scenario=credit") and about["id"] == folder.name
    assert {"commit", "source", "libraries", "machine", "seconds", "started"} <= set(about)


def test_runs_are_sums_over_the_window(cli, engine):
    results = govsim.simulate(govsim.load_scenario("credit", ["weeks=60"]), seeds=[3])
    weekly = results.weekly[results.weekly["week"].between(15, 59)]
    assert results.runs.loc[0, FLOW] == pytest.approx(weekly[FLOW].sum())
    for name, one in OUTCOMES.items():
        if one.is_ratio:
            expected = one.scale * weekly[one.over].sum() / weekly[one.by].sum()
        else:
            expected = weekly[name].mean() if one.kind == "stock" else weekly[name].sum()
        assert results.runs.loc[0, name] == pytest.approx(expected)


def test_a_ratio_over_nothing_is_no_number():
    values = window_values(MODEL, np.zeros((10, len(MODEL.weekly_outcomes))), (0, 10))
    assert all(np.isnan(values[name]) == one.is_ratio for name, one in OUTCOMES.items())


def test_json_is_all_that_reaches_standard_output(cli, engine):
    done = cli("run", "scenario=credit", "seeds=10", "--json")
    rows = json.loads(done.out)
    assert {row["outcome"] for row in rows} == set(OUTCOMES)
    rows = json.loads(cli("compare", "scenarios=[baseline,credit]", "seeds=10", "--json").out)
    assert {"scenario", "outcome", "baseline", "difference", "ci_low", "ci_high", "relative", "runs"} <= set(rows[0])
    for words in (["list", "channels"], ["list", "industries"], ["show", "credit"], ["show", "mining"]):
        assert isinstance(json.loads(cli(*words, "--json").out), list)


def test_compare_pairs_with_the_baseline(cli, engine):
    done = cli("compare", "scenarios=[credit,baseline]", "seeds=10", "out=here", f"{SPREAD}=0.05")
    assert done.status == 0, done.err
    assert "Difference from baseline" in done.out and "here" in done.out
    stored = govsim.read_results(done.folder / "here")
    assert set(stored.effects["scenario"]) == {"credit"}
    assert stored.scenario["credit"]["adoptions"][1]["settings"]["loan_spread"] == 0.05
    row = stored.effects.set_index("outcome").loc[FLOW]
    wide = stored.runs.pivot(index="seed", columns="scenario", values=FLOW)
    assert row["difference"] == pytest.approx((wide["credit"] - wide["baseline"]).mean())
    assert row["relative"] == pytest.approx(row["difference"] / wide["baseline"].mean())


def test_python_and_command_line_give_the_same(cli, engine):
    cli("compare", "scenarios=[baseline,credit]", "seeds=10", "out=here", "weeks=100")
    stored = govsim.read_results(cli("--version").folder / "here")
    comparison = govsim.compare(["baseline", "credit"], seeds=10, overrides=["weeks=100"])
    pd.testing.assert_frame_equal(stored.runs, comparison.runs, check_dtype=False)
    pd.testing.assert_frame_equal(stored.weekly, comparison.weekly, check_dtype=False)
    assert comparison.reference == "baseline"
    mixed = govsim.compare(["baseline", govsim.load_scenario("credit")], seeds=3)
    assert list(mixed.effects["scenario"].unique()) == ["credit"]


def test_a_sweep_is_paired_with_its_first_value(cli, engine):
    done = cli("sweep", "scenario=credit", f"{SPREAD}=0,0.01,0.02", "weeks=100,200", "seeds=[1,2]", "out=here")
    assert done.status == 0, done.err
    stored = govsim.read_results(done.folder / "here")
    assert list(stored.runs.columns[:4]) == ["scenario", "seed", SPREAD, "weeks"]
    assert len(stored.runs) == 12
    assert stored.effects["scenario"].nunique() == 5
    assert "from loan spread 0; length of the run 100" in " ".join(done.out.split())
    assert {SPREAD, "weeks"} <= set(stored.effects.columns) & set(stored.weekly.columns)


def test_sweep_from_python(engine):
    comparison = govsim.sweep("credit", {SPREAD: np.array([0.0, 0.01])}, seeds=3)
    assert list(comparison.runs[SPREAD].unique()) == [0.0, 0.01]
    files = govsim.sweep("credit", ["scenario=credit,insurance", "weeks=range(100,201,100)"], seeds=3)
    assert set(files.runs["scenario"]) == {
        "credit: weeks=100", "credit: weeks=200", "insurance: weeks=100", "insurance: weeks=200",
    }  # fmt: skip


def test_multirun_keeps_jobs_apart(cli, engine):
    done = cli("run", "-m", "scenario=credit,insurance", "population=county,small", "seeds=10", "out=here")
    assert done.status == 0, done.err
    assert len(list((done.folder / "here").iterdir())) == 4
    assert not (done.folder / "multirun").exists()


def test_a_job_that_fails_does_not_stop_the_others(cli, engine):
    play = engine.run_many

    def run_many(model, jobs, **about):
        return play(model, jobs, failing=range(10) if jobs[0][0].name == "credit" else (), **about)

    engine.run_many = run_many
    done = cli("run", "-m", "scenario=credit,insurance", "seeds=10", "weeks=60", "out=here")
    assert done.status == 1 and "Every run failed" in done.err and "1 of the jobs failed" in done.err
    assert len(list((done.folder / "here").iterdir())) == 1 and "insurance: 10 seeds" in done.out


def test_many_notes_are_cut_short(cli, engine):
    done = cli("sweep", "scenario=credit", "weeks=range(60,90)", "seeds=10")
    assert done.status == 0 and "10 more" in done.err and done.err.count("Policy starts") == 20


def test_a_plugin_runs(cli, engine, plugin):
    done = cli("run", f"plugins=[{plugin.path}]", f"instrument=[{plugin.name}]", f"instrument.{plugin.name}.reach=1")
    assert done.status == 0, done.err
    done = cli("show", plugin.name, f"plugins=[{plugin.path}]")
    assert done.status == 0 and "buddy visits" in done.out


def test_seeds_may_be_a_range_or_numpy(engine):
    scenario = govsim.load_scenario("baseline", ["weeks=10"])
    assert govsim.simulate(scenario, seeds=range(2, 4)).seeds == (2, 3)
    assert govsim.simulate(scenario, seeds=np.array([5])).seeds == (5,)
    for wrong in ({1: 2}, 1.0, "3", [True]):
        with pytest.raises(InputError):
            govsim.simulate(scenario, seeds=wrong)


def test_many_runs_go_in_chunks_with_the_same_tables(engine, monkeypatch):
    scenarios = [govsim.load_scenario(name, ["weeks=10"]) for name in ("baseline", "credit")]
    at_once = govsim.simulate(scenarios, seeds=7)
    monkeypatch.setattr(simulate_module, "CHUNK", 3 * 10 * len(MODEL.weekly_outcomes) * 8)
    in_chunks = govsim.simulate(scenarios, seeds=7)
    pd.testing.assert_frame_equal(at_once.runs, in_chunks.runs)
    pd.testing.assert_frame_equal(at_once.weekly, in_chunks.weekly)
    monkeypatch.setattr(simulate_module, "memory", lambda: 1)
    left_out = govsim.simulate(scenarios, seeds=7)
    assert left_out.weekly.empty and list(left_out.weekly.columns) == list(at_once.weekly.columns)
    assert "do not fit" in left_out.notes[0]
    pd.testing.assert_frame_equal(at_once.runs, left_out.runs)


def test_failed_runs_are_rows_without_outcomes(cli, engine):
    engine.run_many = partial(engine.run_many, failing=[0])
    done = cli("run", "scenario=credit", "seeds=10", "out=here")
    assert done.status == 1 and "1 run failed" in done.err and "credit, seed 0: ZeroDivisionError" in done.err
    runs = govsim.read_results(done.folder / "here").runs
    assert runs[FLOW].isna().sum() == 1 and runs.columns[-1] == "error"
    assert runs.loc[0, "error"] == "ZeroDivisionError: no workers" and runs["error"].isna().sum() == 9
    again = cli("run", "scenario=credit", "seeds=10", "out=here")
    assert again.status == 1 and "1 run failed" in again.err and "Nothing was run" in again.err
    engine.run_many = partial(engine.run_many, failing=range(10))
    done = cli("run", "scenario=credit", "seeds=10", "out=there")
    assert done.status == 1 and "Every run failed" in done.err and not (done.folder / "there").exists()


def test_an_interrupted_run_leaves_nothing(cli, engine):
    def stop(*_, **__):
        raise KeyboardInterrupt

    engine.run_many = stop
    done = cli("run", "scenario=credit", "seeds=10")
    assert done.status == 130 and not list(done.folder.iterdir())


def test_cfg_shows_and_does_not_run(cli, engine):
    engine.run_many = lambda *_, **__: pytest.fail("ran")
    done = cli("run", "--cfg", "job", "scenario=credit", f"{SPREAD}=0.07")
    assert done.status == 0 and "loan_spread: 0.07" in done.out
    done = cli("compare", "--cfg", "job", "scenarios=[baseline,credit]", f"{SPREAD}=0.07")
    assert done.status == 0 and "loan_spread: 0.07" in done.out and done.out.startswith("baseline:")
    assert not list(done.folder.iterdir())


def test_chinese_labels(cli, engine):
    done = cli("run", "seeds=10", "lang=zh")
    assert OUTCOMES["injuries_true"].zh in done.out


@pytest.mark.parametrize(
    "line, expected",
    [
        ("govsim ru", "run"),
        ("govsim list para", "parameters"),
        ("govsim show credit_pen", "credit_penalties"),
        ("govsim run scenario=cred", "scenario=credit"),
        ("govsim run scenario=credit instrument.credit_penalties.loan", f"{SPREAD}="),
        ("govsim run industry.mining.wag", "industry.mining.wage="),
        ("govsim run instrument=hazard", "instrument=hazard_hotline"),
    ],
)
def test_the_tab_key_completes(cli, monkeypatch, line, expected):
    monkeypatch.setenv("COMP_LINE", line)
    assert expected in cli("-sc", "query=bash").out.split()


def test_arguments_of_the_process_come_back(cli, engine):
    before = list(sys.argv)
    cli("run", "seeds=10")
    assert sys.argv == before


def test_a_row_of_the_yearly_table_can_be_explained():
    scenario = govsim.load_scenario("credit", ["population=small", "weeks=156"])
    years = govsim.simulate(scenario, seeds=[3], yearly=True).enterprises
    wanted = ["scenario", "seed", "year", "id", "industry", "headcount", "injuries_true", "injuries_recorded"]
    wanted += ["deaths_true", "deaths_recorded", "visits", "findings", "sanctions", "score", "listed"]
    assert set(wanted) <= set(years.columns)
    later = years[(years["year"] == 2) & (years["weeks"] == 52)]
    assert set(years["id"] % 1_000_000) == set(range(20))
    for enterprise in (later["id"].min(), later["id"].max()):
        seen = explain(model_for(scenario), scenario, 3, int(enterprise), 110)
        row = later[later["id"] == enterprise].iloc[0]
        assert seen.start["headcount"] == row["headcount"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("steered (×)", "The share of the last stage", "the setting sanction_scale itself")),
        ("zh", ("统筹（×）", "已到阶段的比例", "设置 sanction_scale 本身")),
    ],
)
def test_explain_says_which_planner_held_an_instrument_back_and_what_each_says_of_itself(capsys, lang, said):
    words = ["scenario=baseline+phased_plan+administrative_fines", "population=small", "weeks=30", f"lang={lang}"]
    assert main(["explain", "enterprise=1", "week=20", "--json", *words]) == 0
    out = "".join(capsys.readouterr().out.split("\n"))
    assert "phased_plan" in out and all(one.replace(" ", "") in out.replace(" ", "") for one in said)
