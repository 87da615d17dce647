"""Values checked by themselves, where names beside them are wrong: both kinds of mistakes are said in one answer.

Only what holds whatever the names should have been is looked at: bounds of numbers, words of which there are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from govsim.engines.roll_out import ORDERS
from govsim.language import Model
from govsim.populations.enterprise import KINDS
from govsim.populations.industry_codes import SCHEMES
from govsim.scenario import LAST_WEEK
from govsim.study.ask.checks import calendar_year, named_in, number, one_of, undated, week, whole
from govsim.study.ask.declarations import industries, industries_of
from govsim.study.ask.keys import RUN_KEYS, TOP_KEYS
from govsim.study.ask.population import IMPOSSIBLE, POPULATION_KINDS, POPULATION_NUMBERS
from govsim.study.ask.resolve import build_options, scenario_name, setting_value, steered_names, strength_value
from govsim.study.ask.scopes import headcounts
from govsim.study.ask.timing import timing
from govsim.study.speak.errors import Mistakes, nearest
from govsim.year import MOST_SETTLE, MOST_WEEKS, USUAL_WEEKS

_WORDS = {"kind": ("population_kind", POPULATION_KINDS), "scheme": ("scheme", ("auto", *SCHEMES)),
          "impossible": ("choice", IMPOSSIBLE)}  # fmt: skip


@dataclass(frozen=True)
class When:
    """What weeks and dates are held to.

    Attributes:
        weeks: of the run; the most there may be where they are not known.
        calendar: the year that begins with week 0, also where its key is misspelt.
        may_be_dated: whether there may be a calendar that is not known: a scenario may have one.
    """

    weeks: int
    calendar: int | None
    may_be_dated: bool


def note_values(
    mistakes: Mistakes, model: Model | None, given: Iterable[tuple[str, Iterable[Any]]], may_be_others: bool = False
) -> None:
    """Add what is wrong with values, each looked at alone, to the mistakes found in names.

    Args:
        mistakes: found so far.
        model: whose parameters and instruments have bounds; None where a part of it is not there.
        given: keys with the values that each was given; what is no setting is passed over.
        may_be_others: whether there may be weeks and a calendar beside those given: a scenario's own.
    """
    pairs = [(key, list(values)) for key, values in given]
    how = {key: values[0] for key, values in pairs if key in (*RUN_KEYS, "calendar") and len(values) == 1}
    if how:
        with mistakes.noted():
            build_options({"by": ["industry"], **how})  # sums by group need a grouping, whose key may be the wrong one
    when = _when(pairs, may_be_others)
    for key, values in pairs:
        check = _check(model, key, when)
        if check:
            for value in values:
                mistakes.of(check, value)


def _when(pairs: Iterable[tuple[str, list[Any]]], may_be_others: bool) -> When:
    weeks, calendar, is_meant = MOST_WEEKS if may_be_others else USUAL_WEEKS, None, False
    for key, values in pairs:
        value = values[0] if len(values) == 1 else None
        if key == "weeks" and value is not None:
            weeks = Mistakes().of(whole, key, value, 1, MOST_WEEKS, "weeks") or MOST_WEEKS
        elif key not in TOP_KEYS and nearest(key, TOP_KEYS) == "weeks":
            weeks = MOST_WEEKS
        elif key == "calendar" or key not in TOP_KEYS and nearest(key, TOP_KEYS) == "calendar":
            is_meant, calendar = value is not None, Mistakes().of(calendar_year, value)
    return When(weeks, calendar, calendar is None and (is_meant or may_be_others))


def _check(model: Model | None, key: str, when: When) -> Callable[[Any], Any] | None:
    """What holds a value of a key to its bounds; None where they hang on other keys, or there are none."""
    top, _, rest = key.partition(".")
    if key == "weeks":
        return lambda value: whole(key, value, 1, MOST_WEEKS, "weeks")
    if key == "settle":
        return lambda value: None if value is None else whole(key, value, 0, MOST_SETTLE, "weeks")
    if key == "name":
        return scenario_name
    if key in ("start", "window"):
        return _at_time(when, lambda value: timing(when.weeks, **{"start": None, "window": None, key: value},
                                                   calendar=when.calendar))  # fmt: skip
    if top == "population" and rest in POPULATION_NUMBERS:
        return lambda value: None if value is None else whole(key, value, *POPULATION_NUMBERS[rest])
    if top == "population" and rest in _WORDS:
        kind, words = _WORDS[rest]
        return lambda value: None if value is None else one_of(key, value, kind, words)
    if top == "parameter" and model and rest in model.parameters:
        known = model.parameters[rest]
        return lambda value: number(key, value, known.low, known.high, known.unit)
    name, _, last = rest.partition(".")
    if top == "industry" and model and last in industries_of(model).get(name, {}):
        cell = industries_of(model)[name][last]
        return lambda value: number(key, value, cell.low, cell.high, cell.unit)
    if top == "instrument" and model and name in model.instruments:
        return _of_instrument(model, key, name, last, when)
    return None


def _of_instrument(model: Model, key: str, name: str, last: str, when: When) -> Callable[[Any], Any] | None:
    declared = model.instruments[name].settings.get(last)
    if declared is not None:
        return lambda value: setting_value(key, value, declared)
    of_every: dict[str, Callable[[Any], Any]] = {
        "start": _at_time(when, lambda value: week(key, value, 0, when.weeks - 1, when.weeks, when.calendar)),
        "end": _at_time(when, lambda value: week(key, value, 0, LAST_WEEK, when.weeks, when.calendar)),
        "phase_in": lambda value: None if value is None else whole(key, value, 1, MOST_WEEKS, "weeks"),
        "strength": lambda value: strength_value(model, key, value),
        "steers": lambda value: steered_names(model, key, value),
        "scope.share": lambda value: number(key, value, 0.0, 1.0, "share of units"),
        "scope.order": lambda value: one_of(key, value, "order", ORDERS) if value else "",
        "scope.headcount": lambda value: headcounts(key, value),
        "scope.industries": lambda value: named_in(key, value, "industry", industries()),
        "scope.chains": lambda value: named_in(key, value, "chain_kind", KINDS),
    }
    return of_every.get(last)


def _at_time(when: When, check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A check of weeks that passes over nothing, and over dates of a calendar that is not known."""
    return lambda value: None if value is None or when.may_be_dated and undated(value) is None else check(value)
