"""What every declaration is held to: names that Python knows, numbers within bounds."""

from __future__ import annotations

import keyword
import math
from typing import Any

from govsim.language.book import enter
from govsim.language.messages import DeclarationError, Message, message, place_of_call

Number = float | int | bool
MOST = 2.0**63  # what no whole number of a column reaches
CALLED = {
    "channel": "language.the_channel",
    "grouping": "language.the_grouping",
    "outcome": "language.the_outcome",
    "parameter": "language.the_parameter",
}


def enter_named(kind: str, name: str, value: Any) -> None:
    """Keep a declaration under a name that Python knows."""
    check_name(CALLED[kind], name)
    enter(kind, name, value)


def check_name(what: str, name: object) -> None:
    """Names become names of Python: in rules, in the compiled code and on the command line, whose keys are ASCII."""
    if not isinstance(name, str) or not name.isascii() or not name.isidentifier() or keyword.iskeyword(name):
        raise DeclarationError("language.bad_name", place_of_call(), what=message(what, name=f"{name}"))


def check_tuple(what: str, given: object) -> None:
    """Refuse a text where several are meant: it would be taken letter by letter."""
    if not isinstance(given, tuple | list) or not all(isinstance(one, str) for one in given):
        raise DeclarationError("language.wants_tuple", place_of_call(), what=what, given=repr(given))


def check_callable(key: str, given: object) -> None:
    """Refuse what is no function of a population."""
    if not callable(given):
        raise DeclarationError("language.wants_function", place_of_call(), name=key, given=repr(given))


def is_number(value: object, bounded: bool = True) -> bool:
    """Whether this is a number of Python; a bounded one is not endless, and fits a column if it is whole."""
    if isinstance(value, float):
        return math.isfinite(value) if bounded else not math.isnan(value)
    return isinstance(value, int) and abs(value) < MOST


def check_number(what: Message, default: object, low: Any, high: Any, *, bounded: bool = False) -> None:
    """Refuse a default that is no plain number, bounds that are none, and a default outside them."""
    about = {"what": what, "low": low, "high": high}
    if not is_number(default):
        raise DeclarationError("language.default_no_number", place_of_call(), what=what, value=repr(default))
    if not (is_number(low, bounded) and is_number(high, bounded) and low <= high):
        raise DeclarationError("language.bounds", place_of_call(), **about)
    if not low <= default <= high:  # type: ignore[operator]
        raise DeclarationError("language.default_outside", place_of_call(), value=default, **about)
