"""Outcomes: what is counted, and ratios of what is counted."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from govsim.language.book import enter
from govsim.language.limits import enter_named
from govsim.language.messages import DeclarationError, place_of_call

OTHER_COLUMNS = ("scenario", "seed", "population_seed", "week", "region", "error")  # of the tables of results


@dataclass(frozen=True)
class Outcome:
    """Something counted: a weekly sum of columns, or a ratio of two outcomes over a window."""

    name: str
    unit: str
    zh: str
    meaning: str = ""
    total: tuple[str, ...] = ()
    kind: str = "flow"
    over: str = ""
    by: str = ""
    scale: float = 1.0
    better: str = ""

    @property
    def is_ratio(self) -> bool:
        """Whether it is computed from two weekly outcomes instead of being summed itself."""
        return bool(self.over)


def outcome(
    name: str,
    *,
    total: str | Iterable[str],
    unit: str,
    zh: str,
    kind: str = "flow",
    meaning: str = "",
    better: str = "",
) -> Outcome:
    """Declare a weekly outcome: the sum of `table.column` over rows; a flow adds up over weeks, a stock is averaged."""
    totals = (total,) if isinstance(total, str) else tuple(total)
    _check_outcome(name, better)
    if not totals:
        raise DeclarationError("language.sums_nothing", place_of_call(), name=name)
    if kind not in ("flow", "stock"):
        raise DeclarationError("language.outcome_kind", place_of_call(), name=name, kind=kind)
    made = Outcome(name, unit, zh, meaning, total=totals, kind=kind, better=better)
    enter_named("outcome", name, made)
    return made


def ratio(
    name: str,
    *,
    over: str,
    by: str,
    unit: str,
    zh: str,
    scale: float = 1.0,
    meaning: str = "",
    better: str = "",
) -> Outcome:
    """Declare a ratio: scale x (sum of `over`) / (sum of `by`) over the weeks of the window."""
    _check_outcome(name, better)
    if not math.isfinite(scale):
        raise DeclarationError("language.no_scale", place_of_call(), name=name, scale=scale)
    made = Outcome(name, unit, zh, meaning, kind="ratio", over=over, by=by, scale=scale, better=better)
    enter_named("outcome", name, made)
    return made


def yearly(*, summed: Iterable[str] = (), last: Iterable[str] = ()) -> None:
    """Declare columns of the enterprise in its yearly table: summed over the year, or as they stand at its end."""
    for kind, names in (("summed", summed), ("last", last)):
        for name in names:
            enter("yearly", name, kind)


def _check_outcome(name: str, better: str) -> None:
    if name in OTHER_COLUMNS:
        raise DeclarationError("language.taken_outcome", place_of_call(), name=name, known=list(OTHER_COLUMNS))
    if better not in ("", "less", "more"):
        raise DeclarationError("language.better", place_of_call(), name=name, better=better)
