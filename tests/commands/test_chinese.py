"""With lang=zh every command answers in Chinese: no English but names, keys, files and what was typed."""

import math
import re
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
import yaml
from tests.chinese import english_in
from tests.command_line import fake_run_many

from govsim.claims.baseline import main as baseline
from govsim.claims.baseline.targets import targets
from govsim.claims.findings.folder import read_table
from govsim.commands.common.listing import Known, lists, names_to_show
from govsim.commands.common.record import commands
from govsim.locale import foreign, text
from govsim.locale.long import FOLDER, phrases_in
from govsim.locale.message import speaking
from govsim.study.analysis.export import FORMATS
from govsim.study.ask.files import config_folder
from govsim.study.speak.terminal import estimate, figure


def said(done):
    return done.out + done.err


def hold(done, *given):
    """What was said has no English in it."""
    found = english_in(said(done), given)
    if found or not said(done).strip():
        pytest.fail("\n".join(found[:20]) or "nothing was said", pytrace=False)


@pytest.mark.parametrize("name", commands())
def test_help(cli, name):
    hold(cli(name, "--help", "lang=zh"))


def test_help_of_all(cli):
    hold(cli("--help", "lang=zh"))


def test_every_key_of_the_settings_is_explained_as_their_file_does():
    content = (config_folder() / "config.yaml").read_text(encoding="utf-8").partition("\nhydra:")[0]
    keys = yaml.safe_load(content)
    for line in content.splitlines():
        key, colon, rest = line.partition(":")
        if key in keys and key != "defaults" and "# " in rest:
            assert text(f"key.{key}", "en") == rest.partition("# ")[2]


@pytest.mark.parametrize("name", lists())
def test_lists(cli, name):
    hold(cli("list", name, "lang=zh"))


@pytest.mark.parametrize("kind", lists())
def test_everything_that_is_shown(cli, kind, made_once):
    for name in lists()[kind].names(Known()):
        hold(cli("show", name, "lang=zh"))
    assert kind == "parts" or names_to_show(Known())


def test_published_findings(cli, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")  # ids are names: whole, not folded
    ids = [row["id"] for row in read_table()[0]]
    hold(cli("findings", "--all", "lang=zh"), *ids)
    hold(cli("findings", ids[0], "lang=zh"), *ids)


def test_numbers_are_counted_as_chinese_readers_do():
    in_chinese = {
        14_650_000.0: "1465万", 350_000.0: "35万", 99_999.0: "99,999", 123_456.0: "12.35万", 99_994_000.0: "9999万",
        99_996_000.0: "1亿", 123_456_789.0: "1.235亿", -1e9: "-10亿", 2.5e12: "25,000亿", 5.0: "5", 0.0: "0",
    }  # fmt: skip
    with speaking("zh"):
        assert {value: figure(value) for value in in_chinese} == in_chinese
    with speaking("en"):
        assert figure(14_650_000.0) == "14.65M"


def test_a_number_and_its_interval_have_one_unit_and_as_many_decimals():
    cases = {
        ("zh", 92_237.0, -170_000.0, 354_500.0): "9.22万 [-17.00万, 35.45万]",
        ("zh", 88_106.0, 69_012.0, 107_200.0): "8.81万 [6.90万, 10.72万]",
        ("zh", 770_400.0, 770_000.0, 770_900.0): "77.04万 [77.00万, 77.09万]",
        ("zh", 770_000.0, 760_000.0, 780_000.0): "77万 [76万, 78万]",
        ("zh", 9_804_000.0, 9_594_000.0, 10_010_000.0): "980万 [959万, 1001万]",
        ("zh", 3.0, math.nan, math.nan): "3 [无区间]",
        ("en", 1_784_000.0, 950_000.0, 2_100_000.0): "1.784M [0.950M, 2.100M]",
        ("en", -0.001, -20.0, 20.5): "0.0 [-20.0, 20.5]",
        ("en", 66_363.0, 63_999.0, 68_726.0): "66,363 [63,999, 68,726]",
        ("en", 3.0, math.nan, math.nan): "3 [no interval]",
    }
    for (lang, *numbers), said in cases.items():
        with speaking(lang):
            assert estimate(*numbers) == said


FOREIGN = [
    ("line 1:8 no viable alternative at input '[1'", None),
    ("no viable alternative at input '[1'", "'[1'"),
    ("mismatched input '<EOF>' expecting {',', ']'}", "结束"),
    ('while parsing a flow sequence in "/a/b.yaml", line 4, column 7 did not find it', "/a/b.yaml"),
    ('mapping values are not allowed here in "<unicode string>", line 3, column 1: x', "第 3 行第 1 列"),
    ("No module named 'nowhere'", "'nowhere'"),
    ("float division by zero", "除数为零"),
]


@pytest.mark.parametrize("english, zh", FOREIGN)
def test_what_python_and_hydra_say_is_said_in_chinese_where_it_is_known(english, zh):
    assert foreign(english, "en") == english
    if zh is None:
        assert foreign(english, "zh") == english
    else:
        assert zh in foreign(english, "zh") and not english_in(foreign(english, "zh"), ["nowhere", "a", "b.yaml"])


def test_every_pattern_of_foreign_words_fills_its_places():
    for pattern, words in phrases_in(FOLDER, "zh", "foreign").items():
        places = {int(one) for one in re.findall(r"\{(\d)\}", words)}
        assert max(places, default=-1) < re.compile(pattern).groups


STRENGTH = "instrument.credit_penalties.loan_spread=0,0.02"
RUNS = [
    ["run", "scenario=credit", "seeds=2", "weeks=60"],
    ["run", "seeds=10", "weeks=200", "instrument=[hazard_hotline]"],
    ["compare", "scenarios=[baseline,credit,combined]", "seeds=3", "weeks=60"],
    ["compare", "scenarios=[baseline,credit]", "seeds=3", "by=[industry,size]"],
    ["sweep", "scenario=credit", STRENGTH, "seeds=3", "weeks=60,100"],
    ["run", "--multirun", "scenario=credit,fines", "seeds=3", "weeks=60"],
    ["run", "scenario=credit", "seeds=3", "calendar=2026"],
    ["compare", "scenarios=[baseline,strict=credit+administrative_fines]", "seeds=3", "weeks=60"],
    ["population", "describe"],
    ["population", "describe", "population=small"],
    ["population", "template", "list.csv"],
]


@pytest.mark.parametrize("words", RUNS, ids=[" ".join(words)[:60] for words in RUNS])
def test_what_commands_print(cli, engine, words):
    done = cli(*words, "lang=zh")
    assert done.status == 0, done.err
    hold(done, *re.findall(r"results/\S+", said(done)))


@pytest.fixture
def kept(cli, engine):
    cli("compare", "scenarios=[baseline,credit]", "seeds=3", "weeks=60", "out=kept", "tables=yearly")
    return "kept"


@pytest.mark.parametrize("words", [["results", "."], ["results", "show", "kept"], ["reproduce", "kept"],
                                   ["results", "delete", "kept", "--yes"]], ids=" ".join)  # fmt: skip
def test_what_is_said_of_results(cli, kept, words):
    hold(cli(*words, "lang=zh"), "kept")


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_exported(cli, kept, kind):
    hold(cli("results", "export", kept, f"format={kind}", "to=ex", "lang=zh"), "ex")
    for file in Path("ex").glob("codebook*.csv"):
        book = pd.read_csv(file)
        book = book[[name for name in book if name.endswith("_zh")]]
        said = "\n".join("  ".join(map(str, row)) for row in book.fillna("").itertuples(index=False))
        assert not english_in(said), english_in(said)[:20]


def test_a_run_that_fails_says_so(cli, engine):
    engine.run_many = partial(fake_run_many, failing=(1,))
    done = cli("run", "seeds=3", "weeks=60", "lang=zh")
    assert done.status == 1
    hold(done, "ZeroDivisionError: no workers", "ZeroDivisionError", "workers", "no")


@pytest.mark.slow
def test_what_explain_tells(cli):
    county = ("scenario=combined", "population=small", "weeks=60", "lang=zh")
    for one in ("enterprise=1", "worker=100", "regulator=0", "leader=0", "public=0", "insurer=0", "agent=industry.2"):
        hold(cli("explain", one, "week=20", *county))
        hold(cli("story", one, *county, "jump=2"))


def test_scenarios_may_have_chinese_names(cli, engine, tmp_path):
    (tmp_path / "own" / "scenario").mkdir(parents=True)
    for name, policy in (("基准", "[]"), ("强化监管", "[credit_scoring]")):
        defaults, title = f"defaults: [/policy: {policy}, _self_]", f"title: {{zh: {name}情景}}"
        lines = ["# @package _global_", defaults, f"name: {name}", title]
        (tmp_path / "own" / "scenario" / f"{name}.yaml").write_text("\n".join(lines), encoding="utf-8")
    own = ["--config-dir", "own", "lang=zh"]
    done = cli("compare", "scenarios=[基准,强化监管]", "seeds=10", "weeks=60", "out=比较结果", *own)
    assert done.status == 0 and "与“基准情景”的差异" in done.out and "强化监管" in done.out
    hold(done)
    assert "强化监管情景" in cli("list", "scenarios", *own).out
    assert "credit_scoring" in cli("show", "强化监管", *own).out
    assert "强化监管" in cli("results", "show", "比较结果", "lang=zh").out
    assert cli("results", "export", "比较结果", "to=导出", "lang=zh").status == 0
    effects = pd.read_csv(next(path for path in (tmp_path / "导出").iterdir() if "effects" in path.name))
    assert "强化监管" in effects.to_csv()
    assert "是否应为 强化监管" in cli("run", "scenario=强化监督", *own).err
    assert cli("run", "scenario=强化监管", "seeds=10", "weeks=60", "name=我的", *own).out.startswith("强化监管情景")


def test_what_the_baseline_is_held_against(cli, monkeypatch):
    made = [
        {"quantity": one.quantity, "industry": one.industry, "unit": one.unit, "simulated": 1.0, "low": 0.5,
         "high": 2.0, "published_low": one.low, "published_high": one.high, "source": one.source, "inside": True,
         "fitted": False}
        for one in targets()
    ]  # fmt: skip
    notes = [f"{quantity}: {note}" for quantity, note in baseline.NOTES.items()]
    monkeypatch.setattr(baseline, "report", lambda *_, **__: baseline.Report(made, notes))
    hold(cli("baseline", "lang=zh"))


@pytest.mark.parametrize("name", lists())
def test_lists_of_a_model_with_a_part_of_its_own(cli, name):
    example = Path(__file__).parents[2] / "examples" / "my_union.py"
    found = re.findall(r"\b(\w+)=|\"(\w+)\"|def (\w+)", example.read_text(encoding="utf-8"))
    hold(cli("list", name, f"plugins=[{example}]", "lang=zh"), "half", *(one for places in found for one in places))
