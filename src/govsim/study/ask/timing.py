"""When policy starts and over which weeks outcomes sum, and what is said where that was decided for the user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from govsim.scenario import Adoption
from govsim.study.ask.checks import week, weeks_between
from govsim.study.speak.dates import dated, said_dates, said_end, said_week
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import tell
from govsim.year import USUAL_START, USUAL_WINDOW, WEEKS_A_YEAR

SHORTEST_EFFECT = WEEKS_A_YEAR // 2  # weeks after the start below which the usual start leaves too little to see


@dataclass(frozen=True)
class Timing:
    """Weeks of a run.

    Attributes:
        start: first week of instruments that set none of their own.
        window: the weeks [first, end) that are summed.
        start_moved: it is not the usual one, and nobody asked for it.
        window_moved: the same of the window.
    """

    start: int = 0
    window: tuple[int, int] = USUAL_WINDOW
    start_moved: bool = False
    window_moved: bool = False


def timing(weeks: int, start: Any, window: Any, calendar: int | None) -> Timing:
    """The first week of policy and the weeks summed; in short runs both move forward.

    Args:
        weeks: of the run.
        start: as it was set; None leaves it to the rule.
        window: the same.
        calendar: the year that begins with week 0.

    Raises:
        InputError: a week out of bounds, or an empty window.
    """
    if start is not None:
        first = week("start", start, 0, weeks - 1, weeks, calendar)
    else:
        first = weeks // 4 if weeks < USUAL_START + SHORTEST_EFFECT else USUAL_START
    if window is not None:
        summed = weeks_between("window", window, weeks, calendar)
        if summed[0] >= summed[1]:
            with dated(calendar):
                raise InputError(tell("error.window_empty", first=said_week(summed[0]), last=said_end(summed[1])))
    elif weeks >= USUAL_WINDOW[0] + SHORTEST_EFFECT and first < USUAL_WINDOW[0]:
        summed = (USUAL_WINDOW[0], min(USUAL_WINDOW[1], weeks))
    else:
        summed = (first, weeks)
    return Timing(first, summed, start is None and first != USUAL_START, window is None and summed != USUAL_WINDOW)


def timing_notes(
    timed: Timing, weeks: int, adoptions: Sequence[Adoption], with_own_start: Sequence[str], calendar: int | None
) -> Iterator[str]:
    """What was decided: the first weeks in force of what is adopted, and the weeks summed.

    A scenario without instruments starts nothing, and a start that no instrument goes by decides nothing.
    """
    goes_by_start = any(one.instrument not in with_own_start for one in adoptions)
    if not (timed.window_moved or timed.start_moved and goes_by_start):
        return
    with dated(calendar):
        first, last = timed.window
        about = {"first": first, "last": last, "dates": said_dates(first, last), "weeks": weeks}
        starts = sorted({one.start for one in adoptions})
        if not starts:
            yield tell("note.window", **about)
        elif len(starts) == 1:
            yield tell("note.timing", start=said_week(starts[0]), **about)
        else:
            yield tell("note.timing_several", start=said_week(starts[0]), latest=said_week(starts[-1]), **about)
