"""True reasons: of what is typed in a form that is read as something else, and of several mistakes at once."""

import pytest

import govsim
from govsim.study.ask.overrides import read_overrides

NAMES = ("firms, 2024.csv", "a b.csv", "[2024] firms.csv", "x=y.csv", "{a}.csv", "-firms.csv", "O'Neil.csv", '"q".csv',
         "企业，名录.csv", "a,b,c.csv", "(1).csv", "1e3.csv")  # fmt: skip
REGISTER = "name,industry,employees\nA,coal,12\nB,chemicals,40\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_file_of_a_register_may_be_called_anything(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(REGISTER, encoding="utf-8")
    (one,) = read_overrides([f"population.path={name}"])
    assert one.value == name and not one.swept


def test_a_file_that_is_not_there_is_named_whole_and_several_that_are_remain_several(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (one,) = read_overrides(["population.path=firms, 2024.csv"])
    assert one.value == "firms, 2024.csv"
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(REGISTER, encoding="utf-8")
    (one,) = read_overrides(["population.path=a.csv,b.csv"])
    assert one.swept == ("a.csv", "b.csv")


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        (["seeds=1e1"], ["seeds=1e1 is a decimal number", "seeds=10"], ["seeds=1e1 是小数"]),
        (["scenario=2024"], ["no scenario '2024'"], ["'2024'"]),
        (["scenario=1.0"], ["'1.0'"], ["'1.0'"]),
        (["scenario=true"], ["'true'"], ["'true'"]),
    ],
)
def test_what_is_read_as_something_else_is_refused_for_its_true_reason(cli, engine, words, en, zh):
    for lang, parts in (("en", en), ("zh", zh)):
        done = cli("run", *words, f"lang={lang}")
        assert done.status == 2 and done.err.count("\n") == 1, done.err
        assert all(part in done.err for part in parts), done.err


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("name: no", "name: 'no'"),
        ("name: 1.0", "name: '1.0'"),
        ("name: 2024", "name: '2024'"),
        ("name: ok\ntitle: yes", "title: 'yes'"),
        ("name: ok\ntitle: {en: on}", "en: 'on'"),
        ("name: ok\ntitle: {zh: 3}", "zh: '3'"),
    ],
)
def test_a_name_that_yaml_takes_for_something_else_is_shown_in_the_form_that_does(cli, engine, line, shown):
    folder = cli("results").folder / "my" / "scenario"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(f"# @package _global_\n{line}\n", encoding="utf-8")
    done = cli("run", "--config-dir", "my", "scenario=mine")
    assert done.status == 2 and done.err.count("\n") == 1
    assert shown in done.err and f"line {2 + line.count(chr(10))}" in done.err


def test_a_scenario_may_be_called_after_a_year(cli, engine):
    folder = cli("results").folder / "my" / "scenario"
    folder.mkdir(parents=True)
    (folder / "2024.yaml").write_text("# @package _global_\nname: '2024'\n", encoding="utf-8")
    done = cli("compare", "--config-dir", "my", "scenarios=[baseline,2024]", "seeds=10", "weeks=60")
    assert done.status == 0, done.err


SEVERAL = [
    (["weks=10", "parameter.loan_spred=1", "instrument.nothing.start=3"], ["weks", "loan_spred", "nothing"]),
    (["weeks=10000", "threads=0", "seeds=0"], ["weeks = 10000", "threads = 0", "seeds = 0"]),
    (["start=-1", "engine=cora", "population.seed=-1", "figures=9"], ["start", "engine", "population.seed", "figures"]),
    (["parameter.loss_spread=9e9", "instrument=[hazard_hotline]", "instrument.hazard_hotline.start=-5"],
     ["parameter.loss_spread", "instrument.hazard_hotline.start"]),
    (["scenrio=credit", "weeks=-3", "seeds=0"], ["scenrio", "weeks = -3", "seeds = 0"]),
    (["scenario=creditt", "weeks=-3", "parameter.loss_spread=9e9"], ["creditt", "weeks = -3", "parameter.loss_spread"]),
    (["parts=[nothing]", "threads=0"], ["nothing", "threads = 0"]),
    (["population=smal", "population.seed=-1", "population.impossible=no"],
     ["smal", "population.seed", "population.impossible"]),
    (["instrument=[hazard_hotlin]", "industry.mining.injury_base=-1"], ["hazard_hotlin", "injury_base"]),
    (["instrument.credit_scoring.nothing=1", "instrument.hazard_hotline.phase_in=0", "calendr=2028", "start=2028-Q1"],
     ["nothing", "instrument.hazard_hotline.phase_in", "calendr"]),
    (["bye=[size]", "tables=[groups]", "engine=cora"], ["bye", "cora"]),
    (["scenarios=[a]", "weeks=0", "lang=fr"], ["scenarios", "weeks = 0"]),
    (["name=NA", "weeks=0", "population.strict=true", "population.enterprises=0"],
     ["NA", "weeks = 0", "population.strict", "population.enterprises"]),
    (["industry.mining.injury_base=-1", "industry.mining.injury_bas=2", "population.enterprises=null"],
     ["injury_base", "injury_bas'"]),
    (["scenario=creditt", "weks=10", "start=abc"], ["creditt", "weks", "start = 'abc'"]),
    (["scenario=creditt", "window=5", "settle=-1", "instrument.hazard_hotline.end=x"],
     ["creditt", "window = 5", "settle", "instrument.hazard_hotline.end"]),
    (["calendr=2028", "start=2028-Q9", "window=[2020,2030]"], ["calendr", "2028-Q9", "window[0] = 2020"]),
    (["calendar=abc", "start=2028-Q1", "window=[2029,2030]", "instrument=[hazard_hotline]",
      "instrument.hazard_hotline.start=2030"], ["calendar = 'abc'"]),
    (["start=2020-Q1", "parameter.nothing=3"], ["2020-Q1", "nothing"]),
    (["weks=10", "week=3", "engine=core,mesa"], ["weks", "week ", "engine=core,mesa"]),
    (["--foo", "weks=10"], ["--foo", "weks"]),
    (["--config-dir", "nowhere", "scenario=mine", "weks=10"], ["nowhere", "weks"]),
    (["parts=[no,nope]", "plugins=[no.py]"], ["'no'", "'nope'", "no.py"]),
    (["instrument=[hazard_hotline]", "instrument.hazard_hotline.start=abc", "instrument.hazard_hotline.end=xyz",
      "instrument.hazard_hotline.scope.share=7", "instrument.hazard_hotline.scope.industries=[minig,contruction]",
      "instrument.hazard_hotline.scope.headcount=[9,2]", "instrument.hazard_hotline.reward=-5"],
     [".start", ".end", ".share", "minig", "contruction", ".headcount", ".reward"]),
    (["scenario=credit", "scenario=fines", "weeks=0"], ["scenario=fines", "weeks = 0"]),
    (["seeds=2", "seeds=[2]", "start=3", "start=5"], ["seeds=[2]", "start=5"]),
    (["weeks=0", "by=[branch,sector]"], ["weeks = 0", "'branch'", "'sector'"]),
    (["scenario=x=credit+hazard_hotlin-nothing", "weeks=0"], ["hazard_hotlin", "nothing", "weeks = 0"]),
    (["scenario=x=baseline+hazard_hotline(rewrd=3,start=-1)"], ["rewrd", "start = -1"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "named"), SEVERAL)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_mistake_of_a_command_is_said_on_a_line_of_its_own(cli, engine, words, named, lang):
    done = cli("run", *words, f"lang={lang}")
    lines = done.err.splitlines()
    assert done.status == 2 and len(lines) == len(named), done.err
    assert all(line.startswith("govsim: ") for line in lines)
    assert all(any(name in line for line in lines) for name in named), done.err


@pytest.mark.parametrize(("words", "named"), [
    (["scenarios=[baseline,credit]", "weeks=10000", "threads=0"], ["weeks", "threads"]),
    (["scenarios=[baselin,creditt]", "weks=3"], ["baselin", "creditt", "weks"]),
    (["scenarios=[NA=baseline,null=credit]"], ["'NA'", "'null'"]),
    (["scenarios=[baseline,x=baseline+hazard_hotline(reward=-3),y=baseline+hazard_hotline(start=-1)]"],
     ["reward = -3", "start = -1"]),
])  # fmt: skip
def test_of_a_comparison_too(cli, engine, words, named):
    done = cli("compare", *words)
    lines = done.err.splitlines()
    assert done.status == 2 and len(lines) == len(named) and all(name in done.err for name in named), done.err


def test_of_a_week_to_explain_too(cli, engine):
    done = cli("explain", "enterprise=5", "week=900", "seed=-1", "parameter.loss_spread=9e9")
    assert done.status == 2 and len(done.err.splitlines()) == 2, done.err
    done = cli("explain", "enterprise=500", "week=900", "seed=-1")
    assert done.status == 2 and "week = 900" in done.err and "seed = -1" in done.err


def test_of_a_sweep_each_mistake_is_said_once(cli, engine):
    done = cli("sweep", "parameter.loss_spred=1,2", "parameter.loss_spread=0,9e9", "weeks=0", "seeds=0")
    assert done.status == 2 and len(done.err.splitlines()) == 5, done.err
    done = cli("sweep", "parameter.loss_spread=0,1", "weeks=0", "seeds=0")
    assert done.status == 2 and len(done.err.splitlines()) == 3, done.err
    done = cli("sweep", "scenario=credit,finess", "start=1,-5", "parameter.loss_spread=1,9")
    assert done.status == 2 and len(done.err.splitlines()) == 3, done.err
    done = cli("sweep", "scenario=credit", "start=1,-5,-6", "parameter.loss_spread=1,9")
    assert done.status == 2 and len(done.err.splitlines()) == 3, done.err


def test_what_hangs_on_a_misspelt_key_is_not_taken_for_a_mistake():
    """Without its calendar a date would be refused, and sums by group without the key that names the grouping."""
    with pytest.raises(govsim.InputError) as caught:
        read_overrides(["calendr=2028", "start=2028-Q1", "bye=[size]", "tables=[groups]"])
    assert str(caught.value).count("\n") == 1


def test_from_python_they_are_in_one_error():
    with pytest.raises(govsim.InputError) as caught:
        govsim.load_scenario("baseline", ["weeks=10000", "population.seed=-1"])
    assert str(caught.value).count("\n") == 1 and caught.value.in_language("zh").count("\n") == 1


def test_a_key_given_twice_and_alike_is_given_once(cli, engine):
    done = cli("run", "weeks=60", "weeks=60", "lang=zh", "lang=en", "seeds=10")
    assert done.status == 0, done.err
    with pytest.raises(govsim.InputError, match="scenario is given twice"):
        govsim.load_scenario("credit", ["scenario=fines"])


def test_a_whole_decimal_is_shown_as_one():
    with pytest.raises(govsim.InputError, match=r"seeds = 2\.0 must be"):
        govsim.simulate("credit", seeds=2.0)


def test_a_folder_of_settings_is_named_as_it_was_given():
    with pytest.raises(govsim.InputError, match="^config_dir: "):
        govsim.load_scenario("credit", config_dir="nowhere")
