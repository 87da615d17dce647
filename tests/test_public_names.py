"""What the package offers by name, and the tree of what can go wrong."""

import inspect
import pickle
import re
from pathlib import Path

import pytest

import govsim
from govsim.errors import GovsimError, InputError, Interrupted
from govsim.locale.message import message, speaking
from govsim.study.speak.errors import unknown
from govsim.study.speak.words import tell

SOURCE = Path(__file__).parents[1] / "src" / "govsim"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = {
    "DeclarationError", "GovernanceModel", "GovsimError", "InputError", "Interrupted", "NoEnterpriseError",
    "PopulationError", "RegisterError", "RunError", "__version__", "calibrate", "compare", "discover",
    "load_scenario", "read_results", "search", "sensitivity", "simulate", "structured", "sweep", "trial",
}  # fmt: skip


def test_the_public_names_are_these_and_all_are_there():
    assert set(govsim.__all__) == NAMES == set(dir(govsim))
    assert all(getattr(govsim, name) is not None for name in NAMES)
    with pytest.raises(AttributeError):
        _ = govsim.no_such_name


def test_whatever_goes_wrong_on_purpose_stands_in_one_tree():
    named = [getattr(govsim, name) for name in NAMES if name.endswith("Error") or name == "Interrupted"]
    assert all(issubclass(one, GovsimError) for one in named)
    found = re.findall(
        r"^class ([A-Z]\w*Error)\(([^)]*)\)", "\n".join(f.read_text() for f in SOURCE.rglob("*.py")), re.M
    )
    roots = {"GovsimError", "InputError", "PopulationError"}
    caught = {"NotFiniteError", "NotPrintedError", "GovsimError"}  # the first two never reach a user
    assert [name for name, bases in found if name not in caught and not roots & set(bases.split(", "))] == []


def test_an_interruption_is_not_swallowed_as_an_error():
    assert issubclass(Interrupted, KeyboardInterrupt) and not issubclass(Interrupted, Exception)
    assert all(issubclass(one, Exception) for one in (InputError, govsim.RunError, govsim.RegisterError))


def test_each_message_is_there_in_both_languages_whatever_was_spoken():
    for lang in ("en", "zh"):
        with speaking(lang):
            errors = [
                unknown("key", "weekz", ["weeks"]),
                InputError(tell("error.scenario_name") + tell("note.nothing_kept")),
                govsim.PopulationError(message("population.whole", key="a", value="b", low="1", high="2", unit="")),
            ]
        for error in errors:
            assert str(error) == error.in_language(lang)
            assert CHINESE.search(error.in_language("zh")) and not CHINESE.search(error.in_language("en"))
            again = pickle.loads(pickle.dumps(error))
            assert (str(again), again.in_language("zh")) == (str(error), error.in_language("zh"))


def test_errors_of_the_api_are_those_of_the_tree():
    with pytest.raises(govsim.InputError) as caught:
        govsim.load_scenario("credt")
    assert "credit" in str(caught.value) and CHINESE.search(caught.value.in_language("zh"))
    assert inspect.getmodule(govsim.InputError).__name__ == "govsim.errors"
