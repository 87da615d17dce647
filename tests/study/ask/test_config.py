"""Settings compose, and what is asked for is what arrives."""

import io
import re
import subprocess
import sys

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import govsim
from govsim.model import model_of
from govsim.scenario import Adoption, Population, Scenario, Scope
from govsim.study.ask.config import compose_trees, load_scenario
from govsim.study.ask.files import changed_numbers, config_folder, policy_of, scenario_files
from govsim.study.ask.overrides import noted_overrides, read_overrides
from govsim.study.ask.quoting import quoted
from govsim.study.ask.resolve import build_scenario
from govsim.study.speak.errors import InputError, Mistakes

SCENARIOS = sorted(file.stem for file in (config_folder() / "scenario").glob("*.yaml"))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_composes_with_its_instruments(name):
    scenario = load_scenario(name)
    assert scenario.name == name
    assert [adoption.instrument for adoption in scenario.adoptions] == sorted(policy_of(scenario_files()[name]))
    assert scenario == load_scenario(name)
    assert (scenario.weeks, scenario.start, scenario.window) == (520, 156, (260, 520))


@pytest.mark.parametrize("kind, enterprises", [("county", 216), ("small", 20)])
def test_a_population_composes(kind, enterprises):
    scenario = load_scenario("baseline", [f"population={kind}"])
    assert scenario.population == Population("county", enterprises)


def test_a_register_needs_its_path(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("id,industry,employees\n", encoding="utf-8")
    scenario = load_scenario("baseline", ["population=register", f"population.path={path}"])
    assert scenario.population == Population("register", path=str(path))


def test_overrides_arrive_and_the_rest_keeps_its_default():
    name = next(iter(model_of().parameters))
    high = model_of().parameters[name].high
    scenario = load_scenario(
        "credit",
        [
            "weeks=300",
            "start=30",
            "instrument.credit_penalties.loan_spread=0.04",
            "instrument.credit_penalties.scope.industries=[mining]",
            "instrument.credit_penalties.end=200",
            f"parameter.{name}={high}",
            "industry.mining.injury_base=0.04",
        ],
    )
    penalties = next(one for one in scenario.adoptions if one.instrument == "credit_penalties")
    penalties_declared = model_of().instruments["credit_penalties"]
    defaults = {key: float(declared.default) for key, declared in penalties_declared.settings.items()}
    assert penalties.settings == defaults | {"loan_spread": 0.04}
    assert (penalties.start, penalties.phase_in, penalties.end) == (30, 1, 200)
    assert penalties.scope == Scope(industries=("mining",))
    assert scenario.parameters == {name: high}
    assert scenario.industry == {"mining": {"injury_base": 0.04}}
    assert (scenario.weeks, scenario.window) == (300, (260, 300))


def test_an_instrument_is_added_and_set():
    scenario = load_scenario("credit", ["instrument=[hazard_hotline]", "instrument.hazard_hotline.scope.share=0.5"])
    added = {one.instrument: one for one in scenario.adoptions}
    assert set(added) > {"hazard_hotline", "credit_penalties"}
    assert added["hazard_hotline"].scope.share == 0.5


def test_adding_what_a_scenario_has_keeps_its_settings(tmp_path):
    folder = user_scenario(tmp_path, "mine", "instrument:\n  credit_penalties: {loan_spread: 0.03}\n")
    scenario = load_scenario("mine", ["instrument=[credit_penalties]"], config_dir=folder)
    assert scenario.adoptions[0].settings["loan_spread"] == 0.03


def user_scenario(tmp_path, name, more="", policy="[credit_penalties]"):
    (tmp_path / "scenario").mkdir(exist_ok=True)
    text = f"# @package _global_\ndefaults:\n  - /policy: {policy}\n  - _self_\nname: {name}\n{more}"
    (tmp_path / "scenario" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_scenario_of_ones_own_composes(tmp_path, cli, engine):
    folder = user_scenario(tmp_path, "mine", "weeks: 400\nparameter: {}\n")
    assert load_scenario("mine", config_dir=folder).weeks == 400
    assert cli("run", "--config-dir", str(folder), "scenario=mine", "seeds=10").status == 0
    assert cli("compare", "--config-dir", str(folder), "scenarios=[baseline,mine]", "weeks=400", "seeds=10").status == 0


@pytest.mark.parametrize(
    "more, message",
    [
        ("wekks: 3\n", "wekks"),
        ("parameter: {no_such: 1}\n", "no_such"),
        ("instrument: {credit_penalties: {loan_spred: 1}}\n", "loan_spred"),
        ("instrument: {credit_penalties: {loan_spread: 7}}\n", "loan_spread = 7"),
        ("population: {enterprise: 7}\n", "enterprise"),
    ],
)
def test_a_mistake_in_a_scenario_file_is_named(tmp_path, more, message):
    with pytest.raises(InputError, match=message):
        load_scenario("mine", config_dir=user_scenario(tmp_path, "mine", more))


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "set a name"),
        ("# @package _global_\n", "no name"),
        ("name: mine\n", "@package _global_"),
        ("# @package _global_\nname: [\n", "mine"),
        ("# @package _global_\ndefaults: [/policy: [no_such]]\nname: mine\n", "instrument 'no_such'"),
    ],
)
def test_a_broken_scenario_file_is_refused_in_one_line(tmp_path, text, message):
    folder = user_scenario(tmp_path, "mine")
    (folder / "scenario" / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        load_scenario("mine", config_dir=folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "weeks, start, window",
    [(520, 156, (260, 520)), (1040, 156, (260, 520)), (400, 156, (260, 400)), (285, 156, (156, 285)),
     (182, 156, (156, 182)), (181, 45, (45, 181)), (104, 26, (26, 104)), (4, 1, (1, 4)), (1, 0, (0, 1))],
)  # fmt: skip
def test_short_runs_move_start_and_window(weeks, start, window):
    built = build_scenario(compose_trees([[f"weeks={weeks}"]])[0])
    assert (built.scenario.start, built.scenario.window) == (start, window)
    assert bool(built.notes) == ((start, window) != (156, (260, 520)))


def test_a_given_start_or_window_stays():
    assert load_scenario("baseline", ["weeks=104", "start=50"]).window == (50, 104)
    scenario = load_scenario("baseline", ["weeks=104", "window=[10,20]"])
    assert (scenario.start, scenario.window) == (26, (10, 20))


def test_a_plugin_is_composed_like_any_instrument(plugin):
    scenario = load_scenario("baseline", [f"plugins=[{plugin.path}]", f"instrument=[{plugin.name}]"])
    assert scenario.adoptions == (Adoption(plugin.name, {"reach": 0.5}, 156),)
    assert scenario.plugins == (str(plugin.path),)
    again = load_scenario(
        "baseline", [f"instrument.{plugin.name}.reach=0.25", f"plugins=[{plugin.path}]", f"instrument=[{plugin.name}]"]
    )
    assert again.adoptions[0].settings == {"reach": 0.25}


@pytest.mark.parametrize(
    "text, message",
    [
        ("x = 1\n", "declares nothing"),
        ("import no_such_library\n", "py:1 cannot be imported: ModuleNotFoundError"),
        ("x = (\n", "cannot be imported: SyntaxError"),
    ],
)
def test_a_plugin_that_cannot_be_used_is_refused(tmp_path, text, message):
    path = tmp_path / "broken_plugin_file.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_scenario("baseline", [f"plugins=[{path}]"])
    assert path.stem not in sys.modules


def test_a_running_hydra_is_left_alone():
    from hydra import compose, initialize_config_dir

    with initialize_config_dir(config_dir=str(config_folder()), version_base="1.3"):
        load_scenario("credit")
        assert compose("config").weeks == 520


def test_the_public_names_are_there():
    assert {"load_scenario", "simulate", "compare", "sweep", "GovernanceModel", "read_results"} <= set(dir(govsim))
    assert govsim.load_scenario is load_scenario
    with pytest.raises(AttributeError):
        _ = govsim.no_such_name


def test_canonical_forms_are_plain_and_sorted():
    one = load_scenario("credit")
    swapped = Scenario(**{**vars(one), "adoptions": one.adoptions[::-1]})
    assert one.digest() == swapped.digest()
    assert yaml.safe_load(yaml.safe_dump(one.canonical())) == one.canonical()
    assert one.digest() != load_scenario("credit", ["instrument.credit_penalties.loan_spread=0.03"]).digest()


@given(st.floats(0.0, 0.1))
def test_a_number_arrives_as_typed(value):
    override = read_overrides([f"instrument.credit_penalties.loan_spread={value!r}"])[0]
    assert override.value == pytest.approx(value, rel=1e-11, abs=0)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_quoted_text_arrives_as_it_was(value):
    assert read_overrides([f"out={quoted(value)}"])[0].value == value


@pytest.mark.parametrize("key", ["population.path", "out", "experiment", "name"])
@given(value=st.text("企业名单（一）é#&;~%!@+(). -_aB1", min_size=1).filter(lambda text: text == text.strip()))
def test_names_of_files_and_folders_arrive_as_typed(key, value):
    assert read_overrides([f"{key}={value}"])[0].value == value


@pytest.mark.parametrize(
    "typed, value",
    [
        ("population.map=employees=Staff (avg),industry=行业", "employees=Staff (avg),industry=行业"),
        ("population.map={employees: Staff (avg), industry: 行业}", {"employees": "Staff (avg)", "industry": "行业"}),
        ("scenarios=[baseline,加息, 我的 方案(1)]", ["baseline", "加息", "我的 方案(1)"]),
        ("population.path=企业[1].csv", "企业[1].csv"),
        ("out=1e3", "1e3"),
        ("out=true", "true"),
        ("out=null", None),
        ("weeks=1e2", 100.0),
    ],
)
def test_what_is_typed_need_not_be_in_quotes(typed, value):
    (one,), _ = noted_overrides(Mistakes(), [typed], ["scenarios"], misplaced=["scenarios"])  # they need not be there
    assert one.value == value


@pytest.mark.parametrize("typed", ["out='x", "weeks=[8", "scenarios=[甲,", 'population.map="employees=Staff'])
def test_a_quote_or_bracket_left_open_is_a_mistake(typed):
    with pytest.raises(InputError, match="is not KEY=VALUE"):
        read_overrides([typed], ["scenarios"])


def test_several_values_may_be_chinese():
    assert read_overrides(["population.path=甲.csv,乙 (1).csv"])[0].swept == ("甲.csv", "乙 (1).csv")


def test_help_and_lists_leave_heavy_libraries_alone():
    code = (
        "import sys; from govsim.__main__ import main\n"
        "for words in ('--help', 'list instruments', 'show credit_penalties', 'run --cfg job', 'run --help'):\n"
        "    assert main(words.split()) == 0\n"
        "heavy = ('pandas', 'mesa', 'numba', 'matplotlib', 'scipy', 'pyarrow')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def in_decimals(first, end, step):
    """What a range holds, counted in tenths of thousands: its beginning and never its end."""
    return [value / 10_000 for value in range(*(round(10_000 * one) for one in (first, end, step)))]


@given(
    st.integers(-50, 50), st.integers(1, 40), st.integers(1, 25), st.sampled_from([1, 10, 100, 1000, 10_000]),
    st.booleans(), st.booleans(),
)  # fmt: skip
def test_a_range_holds_its_beginning_and_never_its_end(first, steps, step, over, whole_steps, down):
    sign = -1 if down else 1
    width = sign * (steps * step - (0 if whole_steps else step // 2))
    ends = [one / over for one in (first, first + width, sign * step)]
    text = ",".join(f"{one:.10f}".rstrip("0").rstrip(".") for one in ends)
    if not width:
        return
    (given,) = read_overrides([f"instrument.credit_penalties.loan_spread=range({text})"])
    assert list(given.swept) == pytest.approx(in_decimals(*ends), abs=1e-13)
    assert [float(repr(value)) for value in given.swept] == in_decimals(*ends)


@pytest.mark.parametrize(
    "text, values",
    [
        ("range(0,0.1,0.05)", (0.0, 0.05)),
        ("range(0,0.3,0.1)", (0.0, 0.1, 0.2)),
        ("range(0.3,0,-0.1)", (0.3, 0.2, 0.1)),
        ("sort(range(0,0.3,0.1),reverse=true)", (0.2, 0.1, 0.0)),
        ("range(1,4)", (1, 2, 3)),
    ],
)
def test_ranges_count_in_decimals(text, values):
    assert read_overrides([f"instrument.credit_penalties.loan_spread={text}"])[0].swept == values


MISREAD = [
    "NA",
    "null",
    "None",
    "nan",
    "N/A",
    "#N/A",
    "<NA>",
    "true",
    "False",
    "inf",
    "007",
    "1e5",
    "1_0",
    "-0",
    "NULL",
]


@pytest.mark.parametrize("name", MISREAD)
def test_names_that_tables_give_back_as_something_else_are_refused(name, tmp_path):
    folder = tmp_path / "scenario"
    folder.mkdir()
    (folder / "mine.yaml").write_text(f"# @package _global_\nname: '{name}'\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be called"):
        load_scenario("mine", config_dir=tmp_path)
    with pytest.raises(InputError, match="cannot be called"):
        govsim.simulate(Scenario(name, Population("county", 20), 4, 0, (0, 4)), seeds=1)


@pytest.mark.parametrize("name", ["naples", "nullarbor", "2030", "1.5", "工地", "NA plus", "no", "x-1"])
def test_other_names_come_back_from_a_csv_as_they_were(name):
    build_scenario({"name": name})
    text = pd.DataFrame({"scenario": [name], "value": [1.0]}).to_csv(index=False)
    assert str(pd.read_csv(io.StringIO(text))["scenario"][0]) == name


@pytest.mark.parametrize(
    "line, said",
    [
        ("start: 0104", "line 4: YAML reads 0104 as 68"),
        ("start: 1:30", "1:30 as 90"),
        ("weeks: 0x1F", "0x1F as 31"),
        ("weeks: 0b11", "0b11 as 3"),
        ("window: [0_7, 20]", "0_7 as 7"),
        ("instrument: {credit_penalties: {scope: {enterprises: [0007]}}}", "0007 as 7"),
        ("instrument: {credit_penalties: {scope: {enterprises: [1e5]}}}", "1e5 as 100000"),
        ("instrument: {credit_penalties: {scope: {enterprises: [7, 1_000]}}}", "1_000 as 1000"),
        ("parameter: {hazard_birth: -01}", "-01 as -1"),
    ],
)
@pytest.mark.parametrize("group", ["scenario", "population"])
def test_numbers_that_yaml_changes_are_refused(line, said, group, tmp_path):
    (tmp_path / group).mkdir()
    file = tmp_path / group / "mine.yaml"
    file.write_text(f"defaults:\n- baseline\n- _self_\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(said)):
        load_scenario("baseline", config_dir=tmp_path)


def test_numbers_that_yaml_does_not_change_are_read():
    assert not list(changed_numbers("a: 0\nb: 0.5\nc: '0104'\nd: 10_000\ne: -5\nf: 089\ng: &x [1, *x]\nh: 00.5\n"))
    assert not list(
        changed_numbers("enterprises: [17, '1e5', 12-3, 2024-01-05, A_1, _]\npopulation: {enterprises: 1_000}\n")
    )
