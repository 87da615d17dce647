"""Every mistake gets one clear line, status 2, and leaves nothing behind."""

import re

import pytest
from tests.chinese import english_in, typed

from govsim.model import model_of

PARAMETERS = model_of().parameters
PARAMETER = next(iter(PARAMETERS))
CASES = [
    (["ruin"], "no command 'ruin'", "run"),
    (["run", "week_s=3"], "no key 'week_s'", "weeks"),
    (["run", "weeks=-1"], "weeks = -1", "[1, 5200] weeks"),
    (["run", "weeks=ten"], "weeks = 'ten'", "whole number"),
    (["run", "weeks=1.5"], "weeks = 1.5", "whole number"),
    (["run", "weeks=1,2"], "'weeks=1,2'", "govsim sweep"),
    (["run", "weeks"], "'weeks' is not KEY=VALUE", ""),
    (["run", "weeks=[1"], "is not KEY=VALUE", ""),
    (["run", "weeks=${no}"], "'no'", ""),
    (["run", "--bogus"], "no flag '--bogus'", ""),
    (["run", "--cfg"], "--cfg needs", "job"),
    (["run", "--config-dir", "no_such"], "no folder 'no_such'", ""),
    (["run", "scenario=credt"], "no scenario 'credt'", "credit"),
    (["run", "scenario=[credit]"], "scenario=['credit']", "compare"),
    (["run", "scenario=baseline,credit"], "scenario=baseline,credit", "compare"),
    (["run", "scenario=3"], "'3'", ""),
    (["run", "scenarios=[credit]"], "scenarios is a key of `govsim compare`", ""),
    (["run", "population=conty"], "no population 'conty'", "county"),
    (["run", "population.enterprise=3"], "'population.enterprise'", "population.enterprises"),
    (["run", "population.enterprises=0"], "population.enterprises = 0", "enterprises"),
    (["run", "population.enterprises=-5"], "population.enterprises = -5", "enterprises"),
    (["run", "population.inspectors=-1"], "population.inspectors = -1", "inspectors"),
    (["run", "population.kind=town"], "kind of population 'town'", "county"),
    (["run", "population=register"], "population.path", ""),
    (["run", "population=register", "population.path=no.csv"], "no file 'no.csv'", ""),
    (["run", "population.year=2024"], "population.year", "population=register"),
    (["run", "population=register", "population.path=/dev/null"], "/dev/null", ""),
    (["run", "population.path=no.csv"], "population=register", ""),
    (["run", "population.path=0"], "population.path", "population=register"),
    (["run", "scenario=credit", "instrument.credit_penalties.loan_spred=0"], "'loan_spred'", "loan_spread"),
    (["run", "scenario=credit", "instrument.credit_penalties.loan_spread=5"], "loan_spread = 5", "share a year"),
    (["run", "scenario=credit", "instrument.credit_penalties.loan_spread=nan"], "loan_spread = nan", "share a year"),
    (["run", "scenario=credit", "instrument.credit_penalties.loan_spread=inf"], "loan_spread = inf", "share a year"),
    (["run", "scenario=credit", "instrument.credit_penalties.loan_spread=x"], "loan_spread = 'x'", "a number"),
    (["run", "scenario=credit", "instrument.credit_penalties.loan_spread=true"], "loan_spread = true", "a number"),
    (["run", "scenario=credit", "instrument.credit_penalties.loan_spread=null"], "loan_spread = null", "a number"),
    (["run", "scenario=credit", "instrument.credit_penalties.start=600"], "start = 600", "weeks"),
    (["run", "scenario=credit", "instrument.credit_penalties.end=10"], "end = 10", "after its start"),
    (["run", "scenario=credit", "instrument.credit_penalties.phase_in=0"], "phase_in = 0", "weeks"),
    (["run", "scenario=credit", "instrument.credit_penalties.strength=3"], "strength = 3", "[0, 2]"),
    (["run", "scenario=credit", "instrument.credit_penalties.strength=-1"], "strength = -1", "multiple"),
    (["run", "instrument=[phased_plan]", "instrument.phased_plan.strength=1.5"], "strength = 1.5", "[0, 1]"),
    (["compare", "scenarios=[baseline,credit]", "budget=-5"], "budget = -5", "CNY"),
    (["compare", "scenarios=[baseline,credit]", "budget=much"], "budget = 'much'", "a number"),
    (["compare", "scenarios=[baseline,status_quo]", "budget=5e6"], "status_quo", "can be scaled"),
    (["compare", "scenarios=[baseline,credit]", "budget=5e6", "populations=2"], "budget=", "populations="),
    (["run", "budget=5e6"], "budget", "compare"),
    (["run", "scenario=credit", "instrument.credit_penalties.scope.share=2"], "share = 2", "[0, 1]"),
    (["run", "scenario=credit", "instrument.credit_penalties.scope.shar=1"], "'scope.shar'", "scope.share"),
    (["run", "scenario=credit", "instrument.credit_penalties.scope.industries=[minin]"], "'minin'", "mining"),
    (["run", "scenario=credit", "instrument.credit_penalties.scope.regions=[moon]"], "'moon'", "county"),
    (["run", "scenario=credit", "instrument.credit_penalties.scope.headcount=[9,1]"], "headcount", "smallest first"),
    (["run", "scenario=credit", "instrument.credit_penalties.scope.enterprises=[999]"], "enterprises = 999", "215"),
    (["run", "instrument.credit_penalties.loan_spread=0.02"], "credit_penalties", "instrument=[credit_penalties]"),
    (["run", "instrument=[hazard_hotlin]"], "'hazard_hotlin'", "hazard_hotline"),
    (["run", "instrument=3"], "instrument = 3", ""),
    (["run", "loan_spread=0"], "'loan_spread'", "instrument.credit_penalties.loan_spread"),
    (["run", f"parameter.{PARAMETER}x=0"], f"'{PARAMETER}x'", PARAMETER),
    (["run", f"parameter.{PARAMETER}=1e30"], f"parameter.{PARAMETER} = 1e+30", PARAMETERS[PARAMETER].unit),
    (["run", f"{PARAMETER}=1"], f"'{PARAMETER}'", f"parameter.{PARAMETER}"),
    (["run", "industry.minin.wage=1"], "'minin'", "mining"),
    (["run", "industry.mining.wag=1"], "'wag'", "wage"),
    (["run", "industry.mining.wage=-1"], "industry.mining.wage = -1", "CNY"),
    (["run", "industry.mining.mean_headcount=50"], "industry.mining.mean_headcount", "population.enterprises"),
    (["run", "start=520"], "start = 520", "[0, 519]"),
    (["run", "window=[300,200]"], "[300, 200]", "empty"),
    (["run", "window=[0,900]"], "window[1] = 900", "[0, 520]"),
    (["run", "window=5"], "window = 5", "first, last"),
    (["run", "seeds=0"], "seeds = 0", "number of seeds"),
    (["run", "seeds=-3"], "seeds = -3", ""),
    (["run", "seeds=2.5"], "seeds = 2.5", ""),
    (["run", "seeds=many"], "seeds = 'many'", ""),
    (["run", "seeds=[]"], "seeds = []", ""),
    (["run", "seeds=[1,1]"], "1 is given twice", ""),
    (["run", "seeds=[-1]"], "-1 is not a seed", ""),
    (["run", "seeds=[1.5]"], "1.5 is not a seed", ""),
    (["run", "seeds=true"], "seeds = true", ""),
    (["run", "seeds=null"], "seeds = null", ""),
    (["run", "populations=0"], "populations = 0", ""),
    (["run", "populations=2.5"], "populations = 2.5", ""),
    (["run", "populations=null"], "populations = null", ""),
    (["run", "populations=8", "seeds=4"], "populations=8", "seeds=8"),
    (["run", "populations=3", "population.seed=2147483646"], "population.seed=2147483646", ""),
    (["sweep", "scenario=baseline", "population.seed=1,2", "populations=2", "seeds=4"], "population.seed", ""),
    (["explain", "populations=2"], "populations", "explain"),
    (["run", "engine=cor"], "engine 'cor'", "core"),
    (["run", "threads=0"], "threads = 0", "threads"),
    (["run", "figures=some"], "figures = 'some'", "true or false"),
    (["run", "tables=monthly"], "'monthly'", "yearly"),
    (["run", "lang=fr"], "'fr'", "en"),
    (["run", "out="], "out = ''", "folder"),
    (["run", f"out={'x' * 300}"], "out = 'xxx", "too long"),
    (["run", "experiment=a/b"], "'a/b'", "folder name"),
    (["run", "plugins=[no.py]"], "'no.py'", ""),
    (["run", "--multirun", "weeks=100,-1"], "weeks = -1", "weeks"),
    (["compare"], "scenarios=[a,b,...]", ""),
    (["compare", "scenarios=[baseline]"], "at least two", ""),
    (["compare", "scenarios=[baseline,baseline]"], "given twice", ""),
    (["compare", "scenarios=[baseline,credt]"], "'credt'", "credit"),
    (["compare", "scenarios=[baseline,3]"], "'3'", ""),
    (["compare", "scenarios=[baseline,x=]"], "NAME=SCENARIO+INSTRUMENT(SETTING=VALUE)-INSTRUMENT", ""),
    (["compare", "scenarios=[baseline,credit=baseline+safety_points]"], "credit=baseline+safety_points", ""),
    (["compare", "scenarios=[baseline,x=baseline+safety_points+safety_points]"], "safety_points", ""),
    (["compare", "scenarios=[baseline,x=baseline-safety_points(prize=3)]"], "safety_points(SETTING=VALUE", ""),
    (["compare", "scenarios=[baseline,credit+credit_scoring]"], "credit_scoring(SETTING=VALUE)", ""),
    (["compare", "scenarios=[baseline,x=credit-safety_points]"], "credit_incentives", ""),
    (["run", "x=+policy_review"], "'x=+policy_review'", "instrument=[policy_review]"),
    (["run", "policy_review"], "'policy_review'", "scenarios=[baseline,baseline+policy_review]"),
    (
        ["run", "x=[policy_review,credit_scoring]"],
        "instrument=[policy_review,credit_scoring]",
        "x=baseline+policy_review",
    ),
    (["run", "policy=policy_review"], "'policy=policy_review'", "instrument=[policy_review]"),
    (["run", "x=+policy_reviw"], "'policy_reviw'", "policy_review"),
    (["run", "x=credit+policy_review"], "'x=credit+policy_review'", "scenario=x=credit+policy_review"),
    (["run", "baseline"], "'baseline'", "scenarios=[combined,baseline]"),
    (["run", "scenario=policy_review"], "'policy_review'", "'baseline+policy_review'"),
    (["compare", "scenarios=[baseline,x=+policy_review]"], "'x=+policy_review'", "'x=baseline+policy_review'"),
    (["compare", "scenarios=[baseline,x=-credit_repair]"], "'x=-credit_repair'", "-credit_repair'"),
    (["run", "start=2028-Q1"], "calendar=", ""),
    (["compare", "scenario=credit"], "scenarios=[a,b]", ""),
    (["compare", "scenarios=[baseline,credit]", "instrument.hazard_hotline.reward=1"], "hazard_hotline", "instrument="),
    (["compare", "scenarios=[baseline,credit]", "instrument.credit_penalties.loan_spread=5"], "= 5", "share a year"),
    (["sweep", "scenario=credit"], "at least one key", ""),
    (["sweep", "scenario=credit", "seeds=1,2"], "several values", "seeds=[1,2]"),
    (["sweep", "scenario=credit", "engine=core,mesa"], "engine", "how to run"),
    (["sweep", "scenario=credit", "instrument.credit_penalties.loan_spread=0,5"], "loan_spread = 5", "share a year"),
    (["sweep", "scenario=credit", "instrument.credit_penalties.loan_spread=0,0"], "given twice", ""),
    (["sweep", "instrument.credit_penalties.loan_spread=0,0.01"], "credit_penalties", "instrument="),
    (["sweep", "-m", "weeks=100,200"], "--multirun", ""),
    (["explain", "enterprise=1"], "enterprise=NUMBER and week=WEEK", ""),
    (["explain", "enterprise=1", "week=999"], "week = 999", "519"),
    (["explain", "enterprise=x", "week=9"], "enterprise = 'x'", ""),
    (["explain", "enterprise=1", "worker=1", "week=9"], "one at a time", ""),
    (["explain", "agent=enterprize.1", "week=9"], "'enterprize'", "enterprise"),
    (["explain", "worker=999999", "week=9", "population=small", "weeks=20"], "worker = 999999", "the nearest is"),
    (["story"], "story needs enterprise=NUMBER", ""),
    (["story", "worker=-1"], "worker = -1", ""),
    (["story", "enterprise=1", "week=9"], "week", "govsim explain"),
    (["story", "enterprise=1", "jump=0"], "jump = 0", "quarter"),
    (["story", "enterprise=1", "engine=mesa"], "engine", "story"),
    (["story", "enterprise=999", "population=small", "weeks=20"], "numbers go from 0 to", ""),
    (["story", "enterprise=5000001", "population=small", "weeks=20"], "in any week", "are 1"),
    (["list", "instrumens"], "'instrumens'", "instruments"),
    (["show", "credit_penaltys"], "'credit_penaltys'", "credit_penalties"),
    (["show", "a", "b"], "one name", ""),
]


SPREAD = "instrument.credit_penalties.loan_spread"
CASES += [
    (["run", "experiment=.."], "experiment = '..'", "folder name"),
    (["run", "plugins={a: 1}"], "plugins = ", "Python files"),
    (["run", "instrument={credit_penalties: 3}"], "instrument = ", "a name or a list"),
    (["run", "weeks.x=3"], "'weeks.x'", "one value"),
    (["run", "weeks=interval(1,2)"], "interval(1,2)", "range(first,end,step)"),
    (["run", "scenario=baseline", "window=[0,10]", "start=600"], "start = 600", "weeks"),
    (["compare", "scenarios=[baseline,credit]", f"{SPREAD}=0,0.1"], "loan_spread=0,0.1", "sweep"),
    (["run", "instrument.credit_penalties.loan_spread=0,0.1"], "loan_spread=0,0.1", "--multirun"),
    (["sweep", "weeks=range(100,500)", "start=range(0,400)"], "160,000", "100,000"),
    (["population", "describe", "population.enterprises=0"], "population.enterprises = 0", "enterprises"),
    (["population", "temple"], "'temple'", "template"),
    (["population", "template"], "one path", "enterprises.csv"),
    (["results", "shwo", "x"], "'shwo'", "show"),
    (["results", "show"], "show takes one", "id"),
    (["results", "show", "abcdef"], "no result 'abcdef'", "govsim results"),
    (["results", "export", "abcdef", "kind=csv"], "'kind'", "format"),
    (["run", "weeks=range(1,3,0)"], "range(1,3,0)", ""),
    (["run", "--config-dir", "."], "--config-dir: '.'", "scenario/NAME.yaml"),
    (["run", "--config-dir"], "--config-dir needs a folder", ""),
    (["run", "weekz=9"], "no key 'weekz'", "weeks"),
    (["run", "by=industry,size"], "'by=industry,size' names several values", "by=[industry,size]"),
    (["run", "tables=yearly,groups"], "names several values", "tables=[yearly,groups]"),
    (["compare", "scenarios=[baseline,credit]", "by=industry,size"], "names several values", "by=[industry,size]"),
    (["sweep", "parameter.loss_spread=0.9,1", "tables=yearly,groups"], "several values", "tables=[yearly,groups]"),
    (["run", "seeds=3,4"], "names several values", "seeds=[3,4]"),
    (["run", "instrument=hazard_hotline,double_random"], "instrument=[hazard_hotline,double_random]", "govsim sweep"),
    (["run", "instrument=[hazard_hotline]", "instrument.hazard_hotline.scope.industries=mining,chemicals"],
     "scope.industries=[mining,chemicals]", "govsim sweep"),
    (["run", "engine=core,mesa"], "names several values", "give one, or use --multirun"),
    (["compare", "scenarios=baseline,credit"], "names several values", "scenarios=[baseline,credit]"),
    (["compare", "scenarios=[baseline,credit]", "name=x"], "named 'x'", "different names"),
    (["sweep", "scenario=credit,fines", "name=x"], "named 'x'", "different names"),
    (["explain", "enterprise=3", "week=3", "seeds=4"], "'seeds'", "explain"),
    (["reproduce", "abcdef", "--jsn"], "no flag '--jsn'", "--json"),
    (["manual", "out=/dev/null/x"], "cannot be written", "/dev/null/x"),
    (["run", "out=\0"], "'out=\\x00' holds a character", ""),
    (["results", "show", "\ud800"], "'\\ud800' holds a character", ""),
    (["reproduce", "abcdef"], "no result 'abcdef'", "govsim results"),
]  # fmt: skip
LANGUAGES = ("en", "zh")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words, names, hint", CASES, ids=[" ".join(words)[:80] for words, _, _ in CASES])
def test_a_mistake_is_one_line_and_leaves_nothing(cli, engine, told, words, names, hint, lang):
    spoken = [] if lang == "en" else ["lang=zh"]
    done = cli(*words[:1], *spoken, *words[1:])
    assert done.status == 2
    assert [line.startswith("govsim: ") for line in done.err.strip().splitlines()].count(True) == 1
    line = done.err.strip().splitlines()[-1]
    if lang == "en":
        assert names in line and hint in line
    else:
        assert words == ["run", "lang=fr"] or CHINESE.search(line)
        assert words == ["run", "lang=fr"] or not english_in(done.err.replace("ud800", ""), typed(words))
    assert "Traceback" not in done.err and "Error executing" not in done.err
    assert done.out == ""
    assert not list(done.folder.iterdir())


def test_debug_shows_where_an_error_came_from(cli, engine):
    done = cli("run", "weeks=-1", "--debug")
    assert done.status == 2 and "Traceback" in done.err and "\ngovsim: weeks = -1" in done.err


SAID_BACK = ("mine", "wekks", "nowhere", "mine.yaml", "@package", "_global_", "defaults")
SCENARIO_FILES = [
    ("# @package _global_\nname: mine\nwekks: 3\n", "Scenario 'mine': There is no key 'wekks'"),
    ("# @package _global_\nname: mine\nweeks: x\n", "weeks = 'x'"),
    ("# @package _global_\nname: mine\nweeks: ${nowhere}\n", "nowhere"),
    ("# @package _global_\nname: [1\n", "mine.yaml"),
    ("# @package _global_\nname: mine\ninstrument: [credit_scoring]\n", "scenario/mine"),
    ("# @package _global_\ndefaults: 3\nname: mine\n", "scenario/mine"),
    ("# @package _global_\nname: [1]\n", "no name"),
    ("name: mine\n", "@package"),
    ("- a\n- b\n", "@package"),
    ("", "@package"),
    (b"\xff\xfe\x00", "cannot be read"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text, names", SCENARIO_FILES, ids=[names for _, names in SCENARIO_FILES])
def test_a_scenario_file_with_a_mistake_is_refused(cli, engine, told, tmp_path, text, names, lang):
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "mine.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    done = cli("run", "--config-dir", ".", "scenario=mine", f"lang={lang}")
    assert done.status == 2 and len(done.err.strip().splitlines()) == 1
    assert names in done.err if lang == "en" else CHINESE.search(done.err)
    assert lang == "en" or not english_in(
        done.err, ["mine", "wekks", "nowhere", "mine.yaml", "@package", "_global_", "defaults"]
    )


PLUGIN_HEAD = """from govsim.language import Instrument, setting

one = Instrument(
    "{name}", zh="一", en="one", meaning="m",
    settings=dict(reach=setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="share", source="assumed: a test", zh="一")),
)


@one.effect("{channel}")
def visit(enterprise, p, now):
    {body}
"""
PLUGINS = [
    ("writes", "forced_visit", "enterprise.headcount = 3", "an effect writes nothing"),
    ("lambda", "forced_visit", "f = lambda x: x", "a lambda"),
    ("channel", "forced_visits", "return 0.1", "no channel"),
    ("column", "forced_visit", "return enterprise.head", "no 'head'"),
    ("setting", "forced_visit", "return p.range", "no 'range'"),
    ("kind", "forced_visit", "return enterprise.headcount > 3", "returns bool"),
    ("nothing", "forced_visit", "x = 0.1", "does not return"),
    ("name", "forced_visit", "return whatever", "'whatever'"),
    ("power", "forced_visit", "return 2.0 ** p.reach", "power(x, a)"),
    ("syntax", "forced_visit", "return (", "never closed"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("what, channel, body, names", PLUGINS, ids=[one[0] for one in PLUGINS])
def test_a_faulty_instrument_is_refused_by_file_and_line(cli, engine, told, tmp_path, what, channel, body, names, lang):
    path = tmp_path / f"faulty_{what}_{lang}.py"
    path.write_text(PLUGIN_HEAD.format(name=path.stem, channel=channel, body=body), encoding="utf-8")
    done = cli("run", f"plugins=[{path.name}]", f"instrument=[{path.stem}]", f"lang={lang}")
    assert done.status == 2 and len(done.err.strip().splitlines()) == 1
    assert names in done.err if lang == "en" else CHINESE.search(done.err)
    code = re.findall(r"\w+", f"{path.stem} visit {channel} {body} helper bool power SyntaxError")
    assert lang == "en" or not english_in(done.err, [path.name, *code])
    assert re.search(rf"{path.name}:\d+", done.err)
    assert list(tmp_path.glob("*")) in ([path], [path, tmp_path / "__pycache__"])


@pytest.mark.parametrize(
    "text, names",
    [
        ("", "empty"),
        ("industry,employees\n", "row"),
        ("industry\n2011\n", "employees"),
        ("industry,employees,employees\n3322,5,6\n", "employees"),
        ("industry,employees\n3322,NaN\n", "employees"),
        ("industry,employees\n3322,-4\n", "employees"),
    ],
    ids=["empty", "header only", "missing column", "column twice", "not a number", "negative"],
)
def test_a_register_that_cannot_be_read_is_refused(cli, engine, tmp_path, text, names):
    path = tmp_path / "in.csv"
    path.write_text(text, encoding="utf-8")
    done = cli("run", "population=register", f"population.path={path}")
    assert done.status == 2
    assert "in.csv" in done.err and names in done.err and "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "option, names",
    [("scheme=nac", "'nac'"), ("impossible=yes", "population.impossible"), ("year=x", "population.year = 'x'"),
     ("strict=7", "population.strict = 7"), ("map=7", "population.map = 7"), ("map='stuff=a'", "'stuff'")],
)  # fmt: skip
def test_an_option_of_registers_that_cannot_be_is_refused(cli, engine, tmp_path, option, names):
    path = tmp_path / "in.csv"
    path.write_text("naics,employees\n3322,5\n", encoding="utf-8")
    done = cli("run", "population=register", f"population.path={path}", f"population.{option}")
    assert done.status == 2 and names in done.err and "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_refused_before_running(cli, engine, tmp_path):
    engine.run_many = lambda *_, **__: pytest.fail("ran")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for out in ("file", "file/below", "/proc/no/such"):
        done = cli("run", f"out={out}", "seeds=10")
        assert done.status == 2 and "out = " in done.err
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_nothing_at_all_shows_how(cli):
    done = cli()
    assert done.status == 2 and "govsim run" not in done.err and "Commands" in done.out


@pytest.mark.parametrize(
    "name", ["x" * 300, "x" * 250 + "/" + "y" * 250 + "/" + "z" * 250 + "/" + "w" * 4000, "/".join(["abc"] * 1018)]
)
def test_a_name_too_long_is_one_line(cli, name):
    done = cli("run", "population=small", "weeks=8", "seeds=1", f"out={name}")
    answers = [line for line in done.err.splitlines() if line.startswith("govsim:")]
    assert done.status == 2 and len(answers) == 1 and "too long" in answers[0]
