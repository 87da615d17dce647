"""Every title, header and number of runs comes from what was run."""

import re
from dataclasses import replace

import pytest
from tests.command_line import fake_run_many
from tests.sixth import in_turns

import govsim
from govsim.figures.results import figure_facts
from govsim.model import model_of
from govsim.study.ask.config import load_scenario
from govsim.study.ask.files import policy_of, scenario_files, scenario_titles
from govsim.study.ask.titles import labels_of, titles_of, told_apart
from govsim.study.runs.shown import Shown

MODEL = model_of()
NOTHING_ADDED = re.compile("nothing added|不增加工具")


def asked(scenario, *words):
    one = load_scenario(scenario, list(words))
    return titles_of(MODEL, [one])[one.name], labels_of([one])[one.name]


@pytest.mark.parametrize("name", sorted(scenario_files()))
def test_a_scenario_run_as_its_file_says_has_the_files_title(name):
    title, label = asked(name)
    assert title == scenario_titles()[name] and label == name


@pytest.mark.parametrize("instrument", in_turns(sorted(MODEL.instruments)))
def test_a_baseline_to_which_something_was_added_is_titled_by_it(instrument):
    title, label = asked("baseline", f"instrument=[{instrument}]")
    assert title["en"].casefold() == MODEL.instruments[instrument].en.casefold()
    assert title["zh"] == MODEL.instruments[instrument].zh
    assert label == f"baseline + {instrument}" and not any(NOTHING_ADDED.search(words) for words in title.values())


def test_what_was_added_to_and_taken_from_a_policy_is_in_its_title():
    title, label = asked("credit", "instrument=[hazard_hotline]", "~instrument.credit_repair")
    assert title["en"].startswith(scenario_titles()["credit"]["en"]) and "hazard" in title["en"].casefold()
    assert "without credit repair" in title["en"] and "不含信用修复机制" in title["zh"]
    assert label == "credit + hazard_hotline - credit_repair"
    bare = [f"~instrument.{name}" for name in policy_of(scenario_files()["credit"])]
    assert asked("credit", *bare)[0] == {"en": "Nothing added", "zh": "不增加工具"}


@pytest.mark.parametrize("above", ["credit", "/scenario/credit"])
def test_a_scenario_that_builds_on_another_has_its_own_title(tmp_path, above):
    (tmp_path / "scenario").mkdir()
    text = f"# @package _global_\ndefaults:\n  - {above}\n  - _self_\nname: mine\ntitle: {{en: Mine, zh: 我的}}\n"
    (tmp_path / "scenario" / "mine.yaml").write_text(text, encoding="utf-8")
    one = load_scenario("mine", config_dir=tmp_path)
    assert len(one.adoptions) == 4
    assert titles_of(MODEL, [one], config_dir=tmp_path)["mine"] == {"en": "Mine", "zh": "我的"}
    assert labels_of([one], tmp_path) == {"mine": "mine"}


def test_many_instruments_are_counted_in_a_title():
    names = sorted(MODEL.instruments)[:5]
    title, _ = asked("baseline", f"instrument=[{','.join(names)}]")
    assert "and 2 more" in title["en"] and "另 2 项" in title["zh"]


def test_a_title_that_the_user_chose_stays():
    one = load_scenario("baseline", ["instrument=[hazard_hotline]"])
    given = {"baseline": {**scenario_titles()["baseline"], "zh": "我的标题"}}
    title = titles_of(MODEL, [one], given)["baseline"]
    assert title["zh"] == "我的标题" and not NOTHING_ADDED.search(title["en"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_and_the_figures_say_what_was_added(cli, engine, lang, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    seen = {}
    engine.figures.draw_results = lambda shown, folder, lang, titles, **how: seen.update(titles) or ([], [])
    words = ("instrument=[hazard_hotline]", "seeds=10", "weeks=60", f"lang={lang}")
    done = cli("run", "scenario=baseline", *words)
    called = "baseline + hazard_hotline" if lang == "en" else MODEL.instruments["hazard_hotline"].zh
    assert called in done.out and not NOTHING_ADDED.search(str(seen["baseline"]))
    done = cli("compare", "scenarios=[baseline,credit]", *words)
    assert called in done.out and (lang == "zh" or "credit + hazard_hotline" in done.out)
    assert not NOTHING_ADDED.search(str(seen["baseline"])) and set(seen) == {"baseline", "credit"}


@pytest.mark.parametrize("lang, said", [("en", "baseline + hazard_hotline"), ("zh", "举报平台")])
def test_the_list_of_results_says_what_was_added(cli, engine, lang, said):
    assert cli("run", "instrument=[hazard_hotline]", "weeks=60", "seeds=10").status == 0
    assert said in cli("results", f"lang={lang}").out and not NOTHING_ADDED.search(cli("results", f"lang={lang}").out)
    assert '"scenarios": "baseline"' in cli("results", "--json").out


def test_python_says_what_was_added_too(engine):
    one = load_scenario("baseline", ["instrument=[hazard_hotline]", "weeks=60"])
    found = govsim.simulate(one, seeds=2)
    shown = Shown(found.runs, found.weekly, found.runs, None, found.scenarios, found.seeds, "baseline", found.model)
    facts = figure_facts(shown, titles_of(found.model, found.scenarios.values()))
    assert not NOTHING_ADDED.search(str(facts["titles"]))


@pytest.mark.parametrize("first, later", [("core", "mesa"), ("mesa", "core")])
def test_stored_results_are_printed_under_the_engine_that_ran(cli, engine, first, later):
    words = ("run", "seeds=10", "weeks=60", "out=here")
    assert f"engine {first}" in cli(*words, f"engine={first}").out
    for out in (cli(*words, f"engine={later}").out, cli("results", "show", "here").out):
        assert f"engine {first}" in out and f"engine {later}" not in out
    assert f"引擎 {first}" in cli(*words, f"engine={later}", "lang=zh").out


def test_runs_of_two_engines_are_printed_under_both(cli, engine, monkeypatch):
    from govsim.study.runs import finish

    monkeypatch.setattr(finish, "_engines", lambda parts, usual: "core, mesa")
    assert "engine core, mesa" in cli("run", "seeds=10", "weeks=60", "out=here").out
    assert cli("reproduce", "here").status == 0


@pytest.mark.parametrize("lang, run, compared", [
    ("en", "baseline: 6 of 10 seeds", "6 of 10 seeds"),
    ("zh", "现行制度，不增加工具：10 个种子中的 6 个", "10 个种子中的 6 个"),
])  # fmt: skip
def test_tables_say_how_many_runs_are_left(cli, engine, lang, run, compared):
    engine.run_many = lambda *about, **how: fake_run_many(*about, failing=(1, 3, 5, 7), **how)
    done = cli("run", "seeds=10", "weeks=60", f"lang={lang}", "out=alone")
    assert done.status == 1 and run in done.out
    assert run in cli("results", "show", "alone", f"lang={lang}").out
    done = cli("compare", "scenarios=[baseline,credit]", "seeds=10", "weeks=60", f"lang={lang}", "out=pair")
    assert compared in done.out and ("6 seeds only" in done.err or "只有 6 个种子" in done.err)
    assert compared in cli("results", "show", "pair", f"lang={lang}").out


def _fails_apart(model, jobs, **how):
    """Seed 1 fails for all, seeds 2 and 3 for one scenario only."""
    failing = {True: (1, 2, 3), False: (1,)}
    return [fake_run_many(model, [job], failing=failing[job[0].name == "credit"], **how)[0] for job in jobs]


def test_where_scenarios_have_different_numbers_of_pairs_each_row_says_its_own(cli, engine):
    engine.run_many = _fails_apart
    done = cli("compare", "scenarios=[baseline,credit,hotline]", "seeds=10", "weeks=60")
    assert "7 to 9 of 10 seeds" in done.out
    rows = {
        line.split()[0]: line.split()[-1] for line in done.out.partition("Who bears")[0].splitlines() if line.strip()
    }
    assert (rows["scenario"], rows["credit"], rows["hotline"]) == ("pairs", "7", "9")


def test_a_sweep_over_windows_does_not_print_one_of_them(cli, engine, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    done = cli("sweep", "scenario=credit", "weeks=100,200", "seeds=10")
    assert "differ by scenario" in done.out and "of 100" not in done.out
    done = cli("sweep", "scenario=credit", "weeks=100,200", "seeds=10", "lang=zh")
    assert "窗口和周数不同" in done.out


def test_figures_are_told_when_instruments_really_start(engine):
    one = load_scenario("credit", ["instrument.credit_scoring.start=200", "weeks=300"])
    other = replace(load_scenario("baseline", ["weeks=260", "window=[200,260]"]), name="other")
    found = govsim.simulate([one, other], seeds=2)
    shown = Shown(found.runs, found.weekly, found.runs, None, found.scenarios, found.seeds, "other", found.model)
    facts = figure_facts(shown, titles_of(found.model, found.scenarios.values()))
    assert facts["starts"] == {"credit": [one.start, 200], "other": []}
    assert facts["weeks"] == 300 and len(facts["windows"]) == 2


def test_chinese_tables_call_scenarios_by_their_titles_and_tell_alike_ones_apart(cli, engine):
    words = ("scenarios=[baseline,credit]", "seeds=10", "weeks=60", "by=size", "lang=zh", "out=here")
    done = cli("compare", *words)
    assert done.status == 0, done.err
    title, plain = scenario_titles()["credit"]["zh"], scenario_titles()["baseline"]["zh"]
    for said in (done.out, cli("results", "show", "here", "lang=zh").out):
        table = said[said.index("与“") :].partition("数据表")[0]
        assert plain in table and title in table and "baseline" not in table and "credit" not in table
    assert title in cli("run", "scenario=credit", "seeds=10", "weeks=60", "lang=zh").out
    assert told_apart({"a": "积分", "b": "积分", "c": "信用"}, "zh") == {
        "a": "积分（a）",
        "b": "积分（b）",
        "c": "信用",
    }
