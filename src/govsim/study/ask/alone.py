"""Values checked by themselves, where names beside them are wrong: both kinds of mistakes are said in one answer.

Only what holds whatever the names should have been is looked at: bounds of numbers, words of which there are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from govsim.language import Model
from govsim.populations.industry_codes import SCHEMES
from govsim.study.ask.checks import number, one_of, whole
from govsim.study.ask.declarations import industries
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.resolve import (
    IMPOSSIBLE,
    POPULATION_KINDS,
    POPULATION_NUMBERS,
    build_options,
    setting_value,
)
from govsim.study.speak.errors import Mistakes
from govsim.year import MOST_WEEKS

_WORDS = {"kind": ("population_kind", POPULATION_KINDS), "scheme": ("scheme", ("auto", *SCHEMES)),
          "impossible": ("choice", IMPOSSIBLE)}  # fmt: skip


def note_values(mistakes: Mistakes, model: Model | None, given: Iterable[tuple[str, Iterable[Any]]]) -> None:
    """Add what is wrong with values, each looked at alone, to the mistakes found in names.

    Args:
        mistakes: found so far.
        model: whose parameters and instruments have bounds; None where a part of it is not there.
        given: keys with the values that each was given; what is no setting is passed over.
    """
    pairs = [(key, list(values)) for key, values in given]
    how = {key: values[0] for key, values in pairs if key in (*RUN_KEYS, "calendar") and len(values) == 1}
    if how:
        with mistakes.noted():
            build_options({"by": ["industry"], **how})  # sums by group need a grouping, whose key may be the wrong one
    for key, values in pairs:
        check = _check(model, key)
        if check:
            for value in values:
                mistakes.of(check, value)


def _check(model: Model | None, key: str) -> Callable[[Any], Any] | None:
    """What holds a value of a key to its bounds; None where they hang on other keys, or there are none."""
    top, _, rest = key.partition(".")
    if key == "weeks":
        return lambda value: whole(key, value, 1, MOST_WEEKS, "weeks")
    if top == "population" and rest in POPULATION_NUMBERS:
        return lambda value: None if value is None else whole(key, value, *POPULATION_NUMBERS[rest])
    if top == "population" and rest in _WORDS:
        kind, words = _WORDS[rest]
        return lambda value: None if value is None else one_of(key, value, kind, words)
    if top == "parameter" and model and rest in model.parameters:
        known = model.parameters[rest]
        return lambda value: number(key, value, known.low, known.high, known.unit)
    name, _, last = rest.partition(".")
    if top == "industry" and last in industries().get(name, {}):
        cell = industries()[name][last]
        return lambda value: number(key, value, cell.low, cell.high, cell.unit)
    if top == "instrument" and model and name in model.instruments:
        return _of_instrument(model, key, name, last)
    return None


def _of_instrument(model: Model, key: str, name: str, last: str) -> Callable[[Any], Any] | None:
    declared = model.instruments[name].settings.get(last)
    if declared is not None:
        return lambda value: setting_value(key, value, declared)
    if last == "phase_in":
        return lambda value: None if value is None else whole(key, value, 1, MOST_WEEKS, "weeks")
    if last == "scope.share":
        return lambda value: number(key, value, 0.0, 1.0, "share of units")
    return None
