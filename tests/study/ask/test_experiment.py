"""An experiment is one file: read, merged with what it extends, and refused in lines that name file, key and name."""

import pytest

from govsim.study.ask.experiment import experiment_files, read_experiment, typed
from govsim.study.speak.errors import InputError

WHOLE = """
title: {en: A, zh: 甲}
question: Why?
settings: {seeds: 3}
analyses:
  effects:
    command: compare
    keys: {scenarios: [baseline, "x=credit+fines(a=1)"], instrument: {credit_penalties: {start: 200}}}
  hangs: {command: sensitivity, keys: {inputs: assumed, seeds: "${settings.seeds}", parameter.mu: 0.1..0.2}}
checks:
  - {text: t, analysis: effects, scenario: x, outcome: injuries_true, expect: between, low: -9, high: 1}
  - {text: t, analysis: hangs, table: indices.csv, where: {factor: 1}, value: rank, expect: below, than: 4}
figures: [hangs/tornado]
"""


@pytest.fixture
def file(tmp_path):
    def write(text, name="one"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_values_are_what_would_be_typed(file):
    one = read_experiment(file(WHOLE))
    assert one.title == {"en": "A", "zh": "甲"} and one.question == {"en": "Why?", "zh": "Why?"}
    assert one.analyses[0].keys == {
        "scenarios": "[baseline,x=credit+fines(a=1)]", "instrument.credit_penalties.start": "200"
    }  # fmt: skip
    assert one.analyses[1].keys == {"inputs": "assumed", "seeds": "3", "parameter.mu": "0.1..0.2"}
    assert one.checks[0].bounds == (-9.0, 1.0) and one.checks[1].where == {"factor": "1"}
    assert typed([{"name": "north", "share": 0.5}, None, True]) == "[{name: north,share: 0.5},null,true]"


def test_an_extension_says_only_what_differs(file):
    file(WHOLE, "base")
    one = read_experiment(file("extends: base.yaml\ntitle: B\nsettings: {seeds: 9}\n"))
    assert one.title["en"] == "B" and one.analyses[1].keys["seeds"] == "9" and len(one.checks) == 2
    with pytest.raises(InputError, match="leads back"):
        read_experiment(file(f"extends: {file('', 'loop')}\ntitle: A\n", "loop"))


@pytest.mark.parametrize(
    "before, after, names",
    [
        ("title:", "titel:", ["titel", "Did you mean title", "title is missing"]),
        ("expect: between", "expect: betwen", ["checks[0].expect", "between"]),
        ("analysis: effects", "analysis: effect", ["checks[0].analysis", "effects"]),
        ("low: -9", "low: 9", ["checks[0]", "less than"]),
        (", high: 1", "", ["checks[0].high", "missing"]),
        (", than: 4", ", than: 4, low: 1", ["checks[1].low", "expect is below"]),
        ("table: indices.csv", "outcome: a, table: indices.csv", ["checks[1].outcome", "not of both"]),
        ("scenario: x", "scenario: x, against: baseline, measure: level", ["checks[0].against", "level"]),
        ("settings: {seeds: 3}", "settings: {seeds: 3, out: x}", ["settings.out", "cannot be set"]),
        ("hangs/tornado", "hang/tornado", ["figures[0]", "hangs"]),
        ("hangs/tornado", "tornado", ["figures[0]", "effects/effects_forest"]),
        ("question: Why?", "question: {fr: Pourquoi}", ["question: there is no language 'fr'", "en, zh"]),
        ("question: Why?", "question: [1]", ["question", "one for each of en and zh"]),
        ("than: 4", "than: many", ["checks[1].than", "a number"]),
        ("  effects:\n", "  'a/b': {command: run}\n  effects:\n", ["'a/b'", "folder"]),
        ("${settings.seeds}", "${settings.seed}", ["settings.seed"]),
    ],
)
def test_a_mistake_is_a_line_with_file_key_and_nearest_name(file, before, after, names):
    assert before in WHOLE
    with pytest.raises(InputError) as refused:
        read_experiment(file(WHOLE.replace(before, after)))
    assert all(name in str(refused.value) for name in names), refused.value
    assert all("one.yaml" in line for line in str(refused.value).splitlines())


def test_what_is_no_file_is_refused(file, tmp_path):
    for name, said in (("credit_or_fine", "credit_or_fines"), ("no/such.yaml", "no file")):
        with pytest.raises(InputError, match=said):
            read_experiment(name)
    with pytest.raises(InputError, match="must hold keys"):
        read_experiment(file("- 1\n"))


def test_every_shipped_experiment_can_be_read_and_speaks_both_languages():
    for name in experiment_files():
        one = read_experiment(name)
        assert one.title["en"] != one.title["zh"] and one.question["en"] != one.question["zh"]
