"""The week as rows, for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govsim.engines.books import Book
from govsim.engines.steering import Judge, Steer
from govsim.engines.week import Act, Arrive, Bound, Count, CountYear, Doing, Play, Reset, Stage, week_of
from govsim.language import Model, facts_of


@dataclass(frozen=True)
class Line:
    """One line of the week on a page.

    Attributes:
        phase: a phase of the schedule, or founding (before week 0), reset, instruments, bounds, ledger, outcomes or
            years.
        step: what is done: reset, blank, judge, steer, act, bound, play, play_vacant, arrive, book, count or
            count_year.
        what: the rule or the instrument; nothing where the step has no name of its own.
        table: on whose rows.
        meaning: the rule in its own words.
    """

    phase: str
    step: str
    what: str
    table: str
    meaning: str = ""


def lines_of(model: Model, instruments: Iterable[str] = ()) -> list[Line]:
    """The week as rows, in order; instruments that are not named have one row that stands for all."""
    instruments = tuple(instruments)
    week = week_of(model, instruments)
    lines: list[Line] = []
    for stage in (week.founding, *week.stages):
        if stage.name == "bounds" and not instruments:
            lines.append(Line("instruments", "act", "", ""))
        for doing in stage.steps:
            line = _line(stage, doing)
            if line not in lines:
                lines.append(line)
    return lines


def _line(stage: Stage, doing: Doing) -> Line:
    if isinstance(doing, Play | Arrive):
        said = (facts_of(doing.step.function).tree.body and doing.step.function.__doc__) or ""
        kind = "arrive" if isinstance(doing, Arrive) else "play" if doing.step.on == "living" else "play_vacant"
        return Line(stage.name, kind, doing.step.name, doing.table, said.strip().split("\n")[0])
    if isinstance(doing, Judge):
        return Line("instruments", "judge", doing.planner.name, doing.table)
    if isinstance(doing, Steer):
        return Line("instruments", "steer", doing.planner, doing.table, doing.steered)
    if isinstance(doing, Act):
        return Line("instruments", "act", doing.instrument.name, doing.table, doing.instrument.meaning)
    kinds = {Reset: "reset", Bound: "bound", Book: "book", Count: "count", CountYear: "count_year"}
    return Line(stage.name, kinds[type(doing)], "", doing.table)
