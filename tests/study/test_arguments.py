"""What Python code gives is checked like what is typed: a line that names the argument, and nothing runs."""

import itertools
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.scenario import Adoption, Population, Scenario, Scope
from govsim.study.ask.files import scenario_files
from govsim.study.ask.given import held
from govsim.study.speak.words import speaking

SHORT = ["weeks=8", "population=small"]
SPREAD = "instrument.credit_penalties.loan_spread"
ONE = Scenario("one", Population(enterprises=20), 8, 2, (2, 8))
ODD_THINGS = (None, 3, 1.5, True, b"x", object(), {"a": 1}, [3], [None], {3}, np.array(2), Path("x"))
SEVERAL = [govsim.load_scenario(name, SHORT) for name in ("baseline", "credit")]


def given_as(name, function=govsim.simulate, first=ONE):
    return lambda value: function(first, **{"seeds": 1, name: value})


def compared(name):
    return given_as(name, govsim.compare, SEVERAL)


def swept(name):
    return lambda value: govsim.sweep("credit", **{"vary": {SPREAD: [0, 0.01]}, "seeds": 1, name: value})


NAMED = {"simulate": given_as, "compare": compared, "sweep": swept}
WRONG = {
    "threads": (-1, 0, True, 1.5, "2", [2], 10**9, float("nan")),
    "engine": (None, "cor", 3, ["core"], "CORE", ""),
    "on_done": (3, "print", [print]),
    "config_dir": (3, True, ["x"], b"x", "", "no/such/folder"),
    "overrides": (None, 3, {"weeks": 8}, b"weeks=8", [3], [None], "weks=8", ["weeks=x"], ["seeds=3"]),
    "seeds": (None, -1, 0, 1.5, True, "3", "1,2", [], ["1"], [True], [-1], [1, 1], [2**31], [0.5], {1: 2}, b"12",
              np.array([[1, 2]]), np.array([1.5]), np.array([True]), range(0), range(10**12), itertools.count()),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("function", NAMED)
@pytest.mark.parametrize("name", WRONG)
def test_an_argument_that_cannot_be_is_named(engine, function, name, lang, monkeypatch):
    engine.run_many = lambda *_, **__: pytest.fail("ran")
    if name == "overrides" and function != "sweep":
        call = lambda value: getattr(govsim, function)(  # noqa: E731 - one line that is used below
            ["credit", "fines"], seeds=1, overrides=value
        )
    else:
        call = NAMED[function](name)
    for value in WRONG[name]:
        with speaking(lang), pytest.raises(govsim.InputError) as caught:
            call(value)
        line = str(caught.value)
        named = {"overrides": ("overrides", "weks", "weeks", "seeds"), "config_dir": ("config_dir", "no/such")}
        assert "\n" not in line and len(line) < 400 and any(one in line for one in named.get(name, (name,))), line


@pytest.mark.parametrize(
    "seeds, meant",
    [
        (np.int64(2), (0, 1)), (np.uint8(2), (0, 1)), (np.array(2), (0, 1)), (np.array([5, 3]), (5, 3)),
        (range(2, 4), (2, 3)), ((7, 9), (7, 9)), (pd.Series([1, 2]), (1, 2)), (pd.Index([4]), (4,)),
        ((n for n in (1, 2)), (1, 2)), ([np.int32(6)], (6,)), (2, (0, 1)),
    ],
)  # fmt: skip
def test_seeds_are_whole_numbers_of_any_kind(engine, seeds, meant):
    found = govsim.simulate(ONE, seeds=seeds)
    assert found.seeds == meant and all(type(seed) is int for seed in found.seeds)


def test_a_scenario_is_a_name_or_what_was_loaded(engine):
    by_name = govsim.simulate("credit", seeds=2, overrides=SHORT)
    loaded = govsim.simulate(govsim.load_scenario("credit", SHORT), seeds=2)
    mixed = govsim.simulate(["credit", ONE], seeds=2)
    assert by_name.runs.equals(loaded.runs) and list(mixed.scenarios) == ["credit", "one"]
    assert govsim.simulate("credit", seeds=1, overrides="weeks=8").scenarios["credit"].weeks == 8


@pytest.mark.parametrize("call", [govsim.simulate, govsim.compare], ids=lambda call: call.__name__)
@pytest.mark.parametrize("value", [*ODD_THINGS, "credt", ["credit", 3], [ONE, None], [], ()],
                         ids=lambda value: repr(value).split(" at 0x")[0])  # fmt: skip
def test_what_is_no_scenario_is_refused(engine, call, value):
    engine.run_many = lambda *_, **__: pytest.fail("ran")
    with pytest.raises(govsim.InputError) as caught:
        call(value, seeds=1)
    assert "scenario" in str(caught.value) and "\n" not in str(caught.value) and len(str(caught.value)) < 300


@pytest.mark.parametrize("value", [[ONE], [ONE, ONE], ["credit", "credit"], ["credit", replace(ONE, name="credit")]])
def test_one_scenario_and_two_alike_do_not_compare(engine, value):
    with pytest.raises(govsim.InputError, match="at least two|twice|need different names"):
        govsim.compare(value, seeds=1)


@pytest.mark.parametrize("name", [*ODD_THINGS, "credt", ONE], ids=lambda one: str(one)[:20])
def test_a_sweep_starts_from_a_name(engine, name):
    with pytest.raises(govsim.InputError, match="scenario"):
        govsim.sweep(name, {"weeks": [8, 9]}, seeds=1)


@pytest.mark.parametrize(
    "vary, said",
    [
        (None, "vary"), (3, "vary"), ("weeks", "weeks"), ([3], "vary[0]"), ({3: [1, 2]}, "vary"), ({}, "at least one"),
        ({"scenario": "credit"}, "scenario"), ({SPREAD: 0.01}, SPREAD), ({SPREAD: "0,0.01"}, SPREAD),
        ({SPREAD: []}, SPREAD), ({SPREAD: {0.0, 0.1}}, SPREAD), ({SPREAD: {0.0: 1}}, SPREAD), ({SPREAD: None}, SPREAD),
        ({SPREAD: [0, object()]}, SPREAD), ({SPREAD: [0, Decimal("0.1")]}, SPREAD), ({SPREAD: [0, b"x"]}, SPREAD),
        ({SPREAD: [0, "x"]}, "loan_spread = 'x'"), ({SPREAD: [0, 0]}, "twice"), ({SPREAD: [0, float("nan")]}, "nan"),
        ({"instrument.credit_penalties.loan_spred": [0, 1]}, "loan_spread"), ({"seeds": [1, 2]}, "seeds"),
        ({SPREAD: np.zeros((2, 2))}, SPREAD), ({SPREAD: [0, {"a": 1}]}, SPREAD),
    ],
)  # fmt: skip
def test_what_a_sweep_cannot_vary_is_named(engine, vary, said):
    engine.run_many = lambda *_, **__: pytest.fail("ran")
    with pytest.raises(govsim.InputError) as caught:
        govsim.sweep("credit", vary, seeds=1)
    assert said in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("values", [[0, 0.01], (0, 0.01), np.array([0, 0.01]), pd.Series([0, 0.01]), iter([0, 0.01])])
def test_values_may_come_in_anything_that_has_an_order(engine, values):
    found = govsim.sweep("credit", {SPREAD: values}, seeds=1, overrides="weeks=60")
    assert list(found.runs[SPREAD]) == [0.0, 0.01]


CALLS = {
    "simulate": lambda **more: govsim.simulate(ONE, **more),
    "compare": lambda **more: govsim.compare(SEVERAL, **more),
    "sweep": lambda **more: govsim.sweep("credit", {}, **more),
    "load_scenario": lambda **more: govsim.load_scenario("credit", **more),
    "read_results": lambda **more: govsim.read_results("here", **more),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_name_that_no_argument_has_is_answered_with_the_nearest(engine, told, lang):
    with speaking(lang):
        for name, call in CALLS.items():
            with pytest.raises(govsim.InputError, match=rf"^{name}\(\).*"):
                call(no_such_thing=1)
        for call, named, near in (
            (CALLS["simulate"], {"sead": 3}, "seeds"), (CALLS["compare"], {"trheads": 3}, "threads"),
            (CALLS["load_scenario"], {"override": []}, "overrides"), (CALLS["simulate"], {"weeks": 8}, '"weeks='),
            (CALLS["load_scenario"], {"name": "x"}, "name"), (govsim.simulate, {}, "scenario"),
            (lambda: govsim.simulate(ONE, 1, "core", True), {}, "scenario, seeds, engine"),
        ):  # fmt: skip
            with pytest.raises(govsim.InputError) as caught:
                call(**named)
            assert near in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("folder", [None, 3, b"x", "", ["x"], "no/such"], ids=repr)
def test_a_folder_to_read_is_a_path(folder):
    with pytest.raises(govsim.InputError):
        govsim.read_results(folder)


@pytest.mark.parametrize(
    "text", ["parts=[[a]]", "parts=[{a: 1}]", "parts={a: 1}", "parts=[true]", "plugins=[[a.py]]", "plugins=[{a: b}]",
             "plugins=3", "parts=[county_lines]"],
)  # fmt: skip
def test_parts_and_plugins_are_names(text):
    with pytest.raises(govsim.InputError, match=text[:4]):
        govsim.load_scenario("credit", [text])


@pytest.mark.parametrize("name", scenario_files())
def test_what_was_loaded_passes_as_it_is(name, tmp_path):
    assert held(govsim.load_scenario(name)) == govsim.load_scenario(name)
    scope = [f"{SPREAD.rpartition('.')[0]}.scope.enterprises=[3,7]", f"{SPREAD}=0.03", "parameter.exit_base=0.03"]
    more = govsim.load_scenario("credit", [*scope, "weeks=60", "industry.mining.wage=90000"])
    assert held(more) == more
    assert held(replace(more, settle=0)).settle == 0


def test_an_id_of_a_register_is_not_taken_for_a_number(tmp_path):
    file = tmp_path / "firms.csv"
    file.write_text("id,industry,employees\n3,construction,20\n2,mining,30\n1,construction,40\n9,mining,15\n")
    scope = "instrument.credit_penalties.scope.enterprises=[3]"
    made = govsim.load_scenario("credit", ["population=register", f"population.path={file}", scope])
    assert made.adoptions[1].scope.enterprises == (2,) and held(made) == made


JUNK = (None, -1, 1.5, float("nan"), True, "ten", "", (), (1,), (5, 2), {"a": 1}, b"x", 10**12, object())
FIELDS = [(kind, one.name) for kind in (Scenario, Population, Adoption, Scope) for one in fields(kind)]


def with_field(made, kind, change):
    first, *others = made.adoptions
    return {
        Scenario: lambda: replace(made, **change),
        Population: lambda: replace(made, population=replace(made.population, **change)),
        Adoption: lambda: replace(made, adoptions=(replace(first, **change), *others)),
        Scope: lambda: replace(made, adoptions=(replace(first, scope=replace(first.scope, **change)), *others)),
    }[kind]()


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda value: getattr(value, "__name__", value))
def test_a_scenario_that_code_has_changed_runs_or_is_refused(kind, name):
    """Whatever stands in whatever field: what passes is a scenario that loading could have given."""
    for value in JUNK:
        changed = with_field(SEVERAL[1], kind, {name: value})
        try:
            passed = held(changed)
        except govsim.GovsimError as error:
            mistakes = len(value) if isinstance(value, tuple) and len(value) > 1 else 1  # each has its line
            assert isinstance(error, govsim.InputError) and str(error).count("\n") < mistakes
        else:
            assert held(passed) == passed


RUNS = {
    "simulate": lambda **named: govsim.simulate("baseline", 1, **named),
    "compare": lambda **named: govsim.compare(["baseline", "credit"], 1, **named),
    "sweep": lambda **named: govsim.sweep("baseline", {"weeks": [60, 70]}, 1, **named),
    "load_scenario": lambda **named: govsim.load_scenario("baseline", **named),
}
INSTEAD = {"out": ".to_csv(FILE)", "experiment": ".figure(FOLDER)", "figures": ".figure()", "tables": "yearly=True",
           "lang": 'lang="zh"'}  # fmt: skip


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("key", INSTEAD)
def test_a_key_of_the_command_line_is_answered_with_what_python_has(name, key):
    """As an argument and among overrides: neither sends to the other."""
    for named in ({key: "x"}, {"overrides": [f"{key}=x"]}):
        with pytest.raises(govsim.InputError) as caught:
            RUNS[name](**named)
        assert INSTEAD[key] in str(caught.value) and INSTEAD[key] in caught.value.in_language("zh")
        assert "overrides=[" not in str(caught.value)


def test_such_a_key_is_not_passed_over_among_what_a_sweep_varies():
    with pytest.raises(govsim.InputError, match="read_results"):
        govsim.sweep("baseline", ["weeks=60,70", "out=x"], 1)
    with pytest.raises(govsim.InputError, match=r"give seeds= to simulate\(\)"):
        govsim.load_scenario("baseline", ["seeds=3"])
