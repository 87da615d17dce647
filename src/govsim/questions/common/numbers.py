"""Numbers that many questions want: what each of several arms changes in each of several outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from govsim.cases.common.case import Number, Words
from govsim.cases.common.found import Found, Weeks
from govsim.study.runs.statistics import Estimate


def within(title: str) -> str:
    """A title within a sentence."""
    return title[:1].lower() + title[1:]


def of(what: Words, arm: Words) -> Words:
    """What is measured, of which arm."""
    return f"{what[0]}: {within(arm[0])}", f"{what[1]}：{arm[1]}"


def _change(found: Found, arm: str, outcome: str, weeks: Weeks | None, how: Mapping[str, Any]) -> Estimate:
    return found.change(arm, outcome, weeks, **how)


def change_of(title: Words, arm: str, outcome: str, weeks: Weeks | None = None, **how: Any) -> Number:
    """The change of an outcome in an arm, in per cent, against the county's first arm or another.

    Args:
        title: what is measured.
        arm: in which.
        outcome: that changes.
        weeks: summed over; the window where none are given.
        **how: as `Found.change` takes it.
    """
    return Number(title, partial(_change, arm=arm, outcome=outcome, weeks=weeks, how=how))


def changes(
    arms: Mapping[str, Words], what: Mapping[str, tuple[str, Words]], weeks: Weeks | None = None, by: str = "",
    against: str = "", county: str = "",
) -> dict[str, Number]:  # fmt: skip
    """The change of each outcome in each arm, in per cent, by `what_arm`.

    Args:
        arms: with what they are called.
        what: by the first half of a number's name, an outcome and its words.
        weeks: summed over; the window where none are given.
        by: an outcome that each is divided by.
        against: the arm that they are compared with; the county's first where none is named.
        county: the first where none is named.
    """
    return {
        f"{name}_{arm}": change_of(of(words, title), arm, outcome, weeks, by=by, against=against, county=county)
        for name, (outcome, words) in what.items()
        for arm, title in arms.items()
    }


def titled(numbers: Mapping[str, Number], names: Iterable[str]) -> dict[str, Words]:
    """Some numbers with their titles, as rows of a figure."""
    chosen = {name: numbers[name].title for name in names}
    return {name: (english[:1].upper() + english[1:], chinese) for name, (english, chinese) in chosen.items()}
