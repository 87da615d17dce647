"""One value at a time: is it of the right kind, and within its bounds?"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govsim.study.speak.dates import FIRST_YEAR, LAST_YEAR, date_of, is_written_as_date, weeks_of
from govsim.study.speak.errors import InputError, Mistakes, out_of_bounds, short, unknown, wrong_kind
from govsim.study.speak.words import tell
from govsim.year import MOST_WEEKS, WEEKS_A_YEAR

_MISSING = "na n/a nan -nan +nan null none nil nat <na> #n/a #na #null! -1.#ind 1.#ind -1.#qnan 1.#qnan . -"
_READ_AS_ANOTHER = frozenset(
    f"{_MISSING} inf -inf +inf infinity -infinity true false".split(" ")
)  # what common readers of CSV take for a missing value, a flag or no finite number


def check_scenario_name(name: str) -> None:
    """Refuse a name that comes back from a table as a missing value, a flag or another number, such as NA or 007.

    Raises:
        InputError: it does.
    """
    if name.strip().casefold() in _READ_AS_ANOTHER or _is_other_number(name.strip()):
        raise InputError(tell("error.name_misread", name=name))


def _is_other_number(name: str) -> bool:
    try:
        value = float(name)
    except ValueError:
        return False
    return name not in (repr(value), str(int(value)))


def number(key: str, value: Any, low: float, high: float, unit: str = "") -> float:
    """A finite number within its bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise wrong_kind(key, value, tell("wanted.number", low=short(low), high=short(high)), unit)
    if not low <= value <= high:
        raise out_of_bounds(key, value, low, high, unit)
    return float(value)


def whole(key: str, value: Any, low: int, high: int, unit: str = "") -> int:
    """A whole number within its bounds; 4.0 passes, 4.5 does not."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or value % 1 != 0:
        raise wrong_kind(key, value, tell("wanted.whole", low=low, high=high), unit)
    if not low <= value <= high:
        raise out_of_bounds(key, value, low, high, unit)
    return int(value)


def week(key: str, value: Any, low: int, high: int, weeks: int, calendar: int | None, as_end: bool = False) -> int:
    """A week: its number, or the date that begins with it; as an end, the date that ends before it.

    Args:
        key: of the setting.
        value: a number of weeks, or a date. A number that the run has as a week is one; another may be a year.
        low: the first week allowed.
        high: the last.
        weeks: of the run.
        calendar: the year that begins with week 0; without one there are no dates.
        as_end: the week is the one after the last.

    Raises:
        InputError: it is neither, lies out of bounds, or is a date and there is no calendar.
    """
    is_year = _is_whole(value) and value > weeks and FIRST_YEAR <= value <= LAST_YEAR + MOST_WEEKS // WEEKS_A_YEAR
    is_date = is_year or is_written_as_date(value)
    if calendar is None and is_date:
        raise InputError(tell("error.no_calendar", key=key, value=value))
    if calendar is None:
        return whole(key, value, low, high, "weeks")
    among = weeks_of(str(int(value) if is_year else value), calendar) if is_date else None
    at = among[as_end] if among else value if _is_whole(value) else None
    if at is None:
        raise wrong_kind(key, value, tell("wanted.week", low=low, high=min(high, MOST_WEEKS)))
    if not low <= at <= high:
        last = min(high, MOST_WEEKS)
        ends = {"first": date_of(low, calendar), "last": date_of(last, calendar)}
        raise InputError(
            tell(
                "error.end_bounds" if among and as_end else "error.week_bounds",
                key=key,
                value=value,
                week=at,
                date=date_of(at, calendar),
                low=low,
                high=last,
                **ends,
            )
        )
    return int(at)


def weeks_between(key: str, value: Any, weeks: int, calendar: int | None) -> tuple[int, int]:
    """Two weeks, the first and the one after the last, as numbers; or two dates, both among what is meant."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise wrong_kind(key, value, tell("wanted.pair"), "weeks")
    first = week(f"{key}[0]", value[0], 0, weeks, weeks, calendar)
    return first, week(f"{key}[1]", value[1], 0, weeks, weeks, calendar, as_end=True)


def undated(value: Any) -> Any:
    """A week or two, or nothing where one is written as a date: whether it is one hangs on a calendar."""
    several = value if isinstance(value, list | tuple) else [value]
    dated = any(is_written_as_date(one) or _is_whole(one) and one >= FIRST_YEAR for one in several)
    return None if dated else value


def calendar_year(value: Any) -> int | None:
    """The year that begins with week 0; None where weeks have no dates."""
    return None if value is None else whole("calendar", value, FIRST_YEAR, LAST_YEAR, "year")


def _is_whole(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value and value % 1 == 0


def yes_or_no(key: str, value: Any) -> bool:
    """A boolean, or 0 or 1."""
    if isinstance(value, bool) or (isinstance(value, int | float) and value in (0, 1)):
        return bool(value)
    raise wrong_kind(key, value, tell("wanted.yes_or_no"))


def one_of(key: str, value: Any, kind: str, names: Iterable[str]) -> str:
    """A known name."""
    known = list(names)
    if value not in known:
        raise unknown(kind, value if isinstance(value, str) else short(value), known, key)
    return str(value)


def mapping(key: str, value: Any, what: str) -> Mapping[str, Any]:
    """A mapping from names to values; nothing at all is an empty one."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise wrong_kind(key, value, what)
    return value


def listed(key: str, value: Any, what: str) -> Sequence[Any]:
    """A list; one single value is a list of one."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        raise wrong_kind(key, dict(value), what)
    return list(value) if isinstance(value, list | tuple) else [value]


def named_in(key: str, value: Any, kind: str, known: Iterable[str]) -> tuple[str, ...]:
    """Names of a list, of which all are known."""
    mistakes, several = Mistakes(), list(known)
    found = [mistakes.of(one_of, key, one, kind, several) for one in listed(key, value, tell("wanted.list"))]
    mistakes.refuse()
    return tuple(found)


def names(key: str, value: Any, what: str) -> list[str]:
    """A list of names; a number may be one, a list or a mapping may not."""
    found = listed(key, value, what)
    for place, one in enumerate(found):
        if isinstance(one, bool) or not isinstance(one, str | int | float | os.PathLike):
            raise wrong_kind(f"{key}[{place}]", one, what)
    return [str(one) for one in found]


def is_list(given: Any) -> bool:
    """Whether something holds values one after the other, as a list, an array or a column of a table does."""
    whole_or_named = isinstance(given, str | bytes | Mapping)
    return not whole_or_named and isinstance(given, Iterable) and getattr(given, "ndim", 1) == 1


def pair(key: str, value: Any, low: int, high: int, unit: str) -> tuple[int, int]:
    """Two whole numbers, first and last."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise wrong_kind(key, value, tell("wanted.pair"), unit)
    first = whole(f"{key}[0]", value[0], low, high, unit)
    return first, whole(f"{key}[1]", value[1], low, high, unit)
