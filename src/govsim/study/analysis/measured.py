"""What numbers are measured in: units, with the period that sums are over."""

from __future__ import annotations

from collections.abc import Iterable

from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.speak.words import counted, tell, unit_in_full
from govsim.year import WEEKS_A_YEAR


def measured(model: Model, outcome: str, weeks: int | None) -> str:
    """The unit of an outcome, with the period that a sum is over, or that it is a weekly mean."""
    one = model.outcomes[outcome]
    said = unit_in_full(model, one.unit)
    if one.kind == "ratio":
        return said
    if one.kind == "stock":
        return tell("unit.weekly_mean", unit=said)
    return tell("unit.over", unit=said, period=period(weeks)) if weeks else said


def period(weeks: int) -> str:
    """So many weeks, in years where they are whole ones."""
    years, rest = divmod(weeks, WEEKS_A_YEAR)
    return counted("weeks_long", weeks) if rest else counted("years_long", years)


def window_of(scenarios: Iterable[Scenario]) -> int | None:
    """The weeks over which scenarios sum; None where they differ."""
    lengths = {one.window[1] - one.window[0] for one in scenarios}
    return lengths.pop() if len(lengths) == 1 else None
