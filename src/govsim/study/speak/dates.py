"""Dates of a calendar, for people, and the weeks in which the model counts.

One rule leads from one to the other: a year has 52 weeks, of which 13 are a quarter. Week 0 is the first week of the
calendar's first year; a month begins with the week that is nearest to its twelfth of the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from govsim.study.speak.words import tell
from govsim.year import WEEKS_A_YEAR

WEEKS_A_QUARTER = WEEKS_A_YEAR // 4
MONTHS_A_YEAR = 12
FIRST_YEAR, LAST_YEAR = 1900, 2200  # with which a calendar may begin
_DATE = re.compile(r"(\d{4})(?:-(?:Q(\d)|W(\d{1,2})|(\d{1,2})))?", re.ASCII | re.IGNORECASE)


_CALENDAR: ContextVar[int | None] = ContextVar("calendar", default=None)


def calendar_shown() -> int | None:
    """The year that begins with week 0 in what is said now; None where weeks have no dates."""
    return _CALENDAR.get()


@contextmanager
def dated(calendar: int | None) -> Iterator[None]:
    """Say the dates of weeks inside; None says none."""
    before = _CALENDAR.set(calendar)
    try:
        yield
    finally:
        _CALENDAR.reset(before)


def said_week(week: int) -> str:
    """A week for a sentence, with its date where weeks have dates: 156, or 156 (2029)."""
    calendar = calendar_shown()
    return str(week) if calendar is None else f"{week} ({date_of(week, calendar)})"


def said_end(week: int) -> str:
    """The week after the last of a window, with the quarter that ends there: 520 (2035-Q4)."""
    calendar = calendar_shown()
    return str(week) if calendar is None else f"{week} ({quarter_of(max(week - 1, 0), calendar)})"


def said_dates(first: int, end: int) -> str:
    """The dates of the weeks from the first up to the end, in brackets; nothing where weeks have none."""
    calendar = calendar_shown()
    if calendar is None:
        return ""
    begins, ends = ends_of(first, end, calendar)
    return tell("said.date", date=begins) if begins == ends else tell("said.dates", first=begins, last=ends)


def weeks_of(date: str, calendar: int) -> tuple[int, int] | None:
    """The weeks of a date: 2028, 2028-Q1, 2028-03 for March, 2028-W05; None for what is no date.

    Args:
        date: as it was written.
        calendar: the year that begins with week 0.

    Returns:
        The first week, below zero before the calendar's first year, and the one after the last.
    """
    found = _DATE.fullmatch(date.strip())
    if not found:
        return None
    year, quarter, week, month = (int(part) if part else None for part in found.groups())
    if year is None or not (_within(quarter, 4) and _within(week, WEEKS_A_YEAR) and _within(month, MONTHS_A_YEAR)):
        return None
    first, end = 0, WEEKS_A_YEAR
    if quarter:
        first, end = WEEKS_A_QUARTER * (quarter - 1), WEEKS_A_QUARTER * quarter
    elif month:
        first, end = first_week_of_month(month), first_week_of_month(month + 1)
    elif week:
        first, end = week - 1, week
    begins = WEEKS_A_YEAR * (year - calendar)
    return begins + first, begins + end


def _within(part: int | None, most: int) -> bool:
    return part is None or 1 <= part <= most


def first_week_of_month(month: int) -> int:
    """The week of the year, from 0, with which a month begins, January being 1; 13 is that of the next year."""
    return (2 * WEEKS_A_YEAR * (month - 1) + MONTHS_A_YEAR) // (2 * MONTHS_A_YEAR)


def is_written_as_date(value: object) -> bool:
    """Whether a text is written as a date, of a calendar that may not be known."""
    return isinstance(value, str) and _DATE.fullmatch(value.strip()) is not None


def quarter_of(week: int, calendar: int) -> str:
    """The quarter in which a week lies, as 2028-Q1."""
    years, place = divmod(week, WEEKS_A_YEAR)
    return f"{calendar + years}-Q{place // WEEKS_A_QUARTER + 1}"


def date_of(week: int, calendar: int) -> str:
    """The shortest date that begins with a week: 2028, 2028-Q2 or 2028-W05."""
    years, place = divmod(week, WEEKS_A_YEAR)
    if not place:
        return str(calendar + years)
    return quarter_of(week, calendar) if not place % WEEKS_A_QUARTER else f"{calendar + years}-W{place + 1:02d}"


def ends_of(first: int, end: int, calendar: int) -> tuple[str, str]:
    """The dates that weeks from the first up to the end, not among them, begin and end with: 2031 and 2035."""
    if first % WEEKS_A_YEAR or end % WEEKS_A_YEAR or end <= first:
        return quarter_of(first, calendar), quarter_of(max(end - 1, first), calendar)
    return date_of(first, calendar), date_of(end - WEEKS_A_YEAR, calendar)
