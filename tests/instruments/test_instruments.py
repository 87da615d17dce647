"""The contract that every instrument inherits: declared, sourced, bounded, and alone."""

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import govsim.instruments
from govsim.engines.plan import instrument_plan
from govsim.language import facts_of, is_helper
from govsim.locale import said
from govsim.model import model_of, shipped
from govsim.report.texts import action_doc
from govsim.report.view import is_setting, view_of

FAMILIES = Path(govsim.instruments.__file__).parent
FILES = sorted(p for p in FAMILIES.glob("*/**/*.py") if p.name != "__init__.py")  # beside the families: what they share
SHARED = {f"govsim.instruments.{p.stem}" for p in FAMILIES.glob("*.py") if p.name != "__init__.py"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SOURCE = re.compile(r"\bE\d{3}\b|experiments/\w+|county-defaults|assumed: ?\w")
FOURTEEN = {
    "risk_graded_inspection", "unannounced_inspection", "double_random", "administrative_fines",
    "credit_scoring", "credit_penalties", "credit_incentives", "credit_repair",
    "safety_points", "safety_training", "liability_insurance", "hazard_hotline",
    "information_disclosure", "grassroots_inspectors",
}  # fmt: skip

MODEL = model_of(shipped())
INSTRUMENTS = MODEL.instruments
VIEW = view_of(MODEL)

every_instrument = pytest.mark.parametrize("name", sorted(INSTRUMENTS))
every_file = pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)


def functions_of(name: str) -> Iterator[Callable[..., Any]]:
    """Its rules and the helpers of its file that they call, each once."""
    made = INSTRUMENTS[name]
    first = (
        [f for _, f in (*MODEL.effects_of(name), *made.bookings)]
        + made.steering
        + ([made.update] if made.update else [])
    )
    yield from dict.fromkeys(first)
    for function in first:
        called = {
            n.func.id
            for n in ast.walk(facts_of(function).tree)
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        found = [getattr(sys.modules.get(function.__module__), one, None) for one in sorted(called)]
        yield from (one for one in found if is_helper(one) and one.__module__ == function.__module__)


def test_all_fourteen_are_on_the_menu():
    assert set(INSTRUMENTS) >= FOURTEEN


@every_instrument
def test_it_names_and_explains_itself(name):
    made = INSTRUMENTS[name]
    assert CHINESE.search(made.zh), "zh is missing"
    assert made.en and made.meaning
    assert MODEL.effects_of(name) or made.is_planner, "an instrument without effects does nothing"


@every_instrument
def test_every_setting_has_unit_source_label_and_bounds(name):
    for key, about in INSTRUMENTS[name].settings.items():
        assert about.unit, f"{key}: no unit"
        assert CHINESE.search(about.zh), f"{key}: no Chinese label"
        assert SOURCE.search(about.source), f"{key}: source must name evidence or say 'assumed: why'"
        assert about.low < about.high, f"{key}: nothing to vary"
        assert about.low <= about.default <= about.high, f"{key}: default outside its bounds"
        if about.neutral is not None:
            assert about.low <= about.neutral <= about.high, f"{key}: neutral outside its bounds"


@every_instrument
def test_it_can_be_made_to_do_nothing(name):
    assert any(about.neutral is not None for about in INSTRUMENTS[name].settings.values())


@every_instrument
def test_its_wiring_holds(name):
    """Channels exist and are of the effect's level; entries of the ledger name parties, and say in Chinese what for."""
    plan = instrument_plan(MODEL, INSTRUMENTS[name])
    assert {channel for channel, _ in plan.effects} <= set(MODEL.channels)
    for entry, _ in plan.bookings:
        assert set(entry.parties) <= set(MODEL.payers) and CHINESE.search(entry.zh)


@every_instrument
def test_it_reads_declared_state_and_never_a_channel(name):
    made = INSTRUMENTS[name]
    for function in functions_of(name):
        for row, column in facts_of(function).reads:
            where = f"{function.__name__} reads {row}.{column}"
            if row == "p":
                assert column in made.settings, where
            elif row == "own":
                assert column in made.remembers, where
            elif row in MODEL.tables:
                assert column in MODEL.columns_of(row), where
                assert column not in MODEL.channels, f"{where}, a channel"
                assert column not in MODEL.book_columns(row), f"{where}, of the ledger"


@every_instrument
def test_it_uses_every_setting(name):
    made = INSTRUMENTS[name]
    read = {column for function in functions_of(name) for row, column in facts_of(function).reads if row == "p"}
    assert read == set(made.settings)


@every_instrument
def test_effects_write_nothing_and_memory_only_its_own(name):
    made = INSTRUMENTS[name]
    for function in [*made.steering, *(function for _, function in [*made.effects, *made.bookings])]:
        assert not facts_of(function).writes
    if made.update:
        assert {row for row, _ in facts_of(made.update).writes} == {"own"}


@every_instrument
def test_each_of_its_functions_says_what_it_does(name):
    """In a sentence, and in Chinese: `explain`, `show` and the manual would else show a function's bare name."""
    for function in (one for one in functions_of(name) if not is_setting(one)):
        said_here = inspect.getdoc(function)
        assert said_here, f"{name}: {function.__name__} has no docstring"
        first = said_here.partition("\n")[0]
        assert first[0].isupper() and first.endswith("."), f"{name}: {function.__name__}: {first}"
        assert is_helper(function) or CHINESE.search(said(*action_doc(name, function), "zh", VIEW.folders) or ""), (
            f"{name}: {function.__name__} is not said in Chinese"
        )


@every_file
def test_a_file_imports_the_language_and_nothing_else(file):
    """An instrument knows no mechanism and no other instrument, only the language and what all of them share."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            pytest.fail(f"{file.name} imports {node.names[0].name}")
        if isinstance(node, ast.ImportFrom):
            assert node.module in {"govsim.language", *SHARED}


LONGER = {"evaluation_system": 215}  # three subjects, what five uses take of them, and nineteen settings


@every_file
def test_a_file_is_one_page_and_says_what_it_stands_on(file):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) < LONGER.get(file.stem, 180)
    for word in ("Expected:", "Evidence:", "Doubt"):
        assert word in text.split('"""')[1], f"{file.name}: the docstring has no '{word}'"
