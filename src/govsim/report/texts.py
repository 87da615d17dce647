"""The longer texts of the declarations: what they mean, what rules say, where numbers come from; each by its name."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from govsim.language import (
    Channel,
    Column,
    Instrument,
    Outcome,
    Parameter,
    RuleDeclaration,
    Setting,
)
from govsim.locale import plain
from govsim.populations.industry_values import industry_table
from govsim.report.view import View, is_setting, stem_of

Function = Callable[..., Any]


class Text(NamedTuple):
    """One text: the kind and name by which it is looked up in another language, and the English."""

    kind: str
    name: str
    field: str
    english: str


def meaning_of(one: Parameter | Channel | Outcome | Instrument) -> Text:
    """What a declaration with a name of its own means."""
    return Text(type(one).__name__.lower(), one.name, "meaning", one.meaning)


def parameter_source(one: Parameter) -> Text:
    """Where the number of a parameter comes from."""
    return Text("parameter", one.name, "source", one.source)


def column_text(table: str, name: str, one: Column, field: str) -> Text:
    """The meaning or the source of a column of a table."""
    return Text("column", f"{table}.{name}", field, getattr(one, field))


def setting_text(instrument: str, name: str, one: Setting, field: str) -> Text:
    """The meaning or the source of a setting."""
    return Text("setting", f"{instrument}.{name}", field, getattr(one, field))


def memory_text(instrument: str, name: str, one: Column, field: str) -> Text:
    """The meaning or the source of what an instrument remembers."""
    return Text("memory", f"{instrument}.{name}", field, getattr(one, field))


def industry_source(industry: str, column: str, source: str) -> Text:
    """Where a number of an industry comes from."""
    return Text("industry", f"{industry}.{column}", "source", source)


def rule_doc(rule: RuleDeclaration) -> Text:
    """What a rule says."""
    return Text("rule", rule.name, "doc", doc_of(rule.function))


def helper_doc(function: Function) -> Text:
    """What a shared formula says."""
    return Text("helper", function.__name__, "doc", doc_of(function))


def action_doc(instrument: str, function: Function) -> Text:
    """What a function of an instrument says."""
    return Text("action", f"{instrument}.{function.__name__}", "doc", doc_of(function))


def file_doc(kind: str, module: str) -> Text:
    """What the file of a mechanism or an instrument says, by the name of the file."""
    return Text(kind, stem_of(module), "doc", inspect.getdoc(sys.modules[module]) or "")


def doc_of(function: Function) -> str:
    """A docstring, or the name in plain words."""
    return inspect.getdoc(function) or plain(function.__name__).capitalize()


def file_of(view: View, instrument: str) -> Text | None:
    """What the file of an instrument says; nothing where its module says nothing."""
    made = file_doc("instrument", view.model.module_of("instrument", instrument))
    return made if made.english else None


def texts_of(view: View) -> Iterator[Text]:
    """Every longer text of a model that is not empty, each once."""
    yield from dict.fromkeys(text for text in _all_texts(view) if text.english.strip())


def _all_texts(view: View) -> Iterator[Text]:
    model = view.model
    for table in model.tables:
        for name, column in view.columns(table).items():
            yield from (column_text(table, name, column, field) for field in ("meaning", "source"))
    for parameter in view.parameters:
        yield from (meaning_of(parameter), parameter_source(parameter))
    yield from map(meaning_of, view.channels)
    yield from map(meaning_of, view.outcomes)
    for one in view.mechanisms:
        yield file_doc("mechanism", one.module)
        yield from map(rule_doc, one.rules)
        yield from map(helper_doc, one.helpers)
    for name in model.instruments:
        yield from instrument_texts(view, name)
    for cell in industry_table():
        yield industry_source(cell.industry, cell.column, cell.source)


def instrument_texts(view: View, name: str) -> Iterator[Text]:
    """Every longer text of an instrument."""
    one = view.model.instruments[name]
    yield meaning_of(one)
    if file := file_of(view, name):
        yield file
    yield from (action_doc(name, function) for function in view.functions_of(name) if not is_setting(function))
    for key, setting in one.settings.items():
        yield from (setting_text(name, key, setting, field) for field in ("meaning", "source"))
    for key, column in one.remembers.items():
        yield from (memory_text(name, key, column, field) for field in ("meaning", "source"))
