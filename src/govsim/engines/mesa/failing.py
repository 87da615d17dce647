"""Where a county failed that is played in the open: the week, the rule, its file and line."""

from __future__ import annotations

import math
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.engines.failures import FAILURES, NotFiniteError, said_of
from govsim.language import facts_of

if TYPE_CHECKING:
    from govsim.engines.mesa.model import GovernanceModel

PACKAGE = Path(__file__).parents[2]
BENEATH = (PACKAGE / "engines", PACKAGE / "language")  # what plays rules, and what rules are written in


def failure_in_the_open(county: GovernanceModel, error: BaseException) -> str:
    """What a county fails of, and where, if it is played on.

    Args:
        county: before the week that fails, or before any earlier one.
        error: what the run ended with; said without a place where the county does not fail.
    """
    if isinstance(error, FloatingPointError):
        _refuse_what_is_not_finite(county)
    try:
        if not county.is_founded:
            county.found()
        for _ in range(county.clock.week + 1, county.governance.weeks):
            county.step()
    except FAILURES as found:
        return said_of(found, place_of(county, found))
    return said_of(error)


def place_of(county: GovernanceModel, error: BaseException) -> str:
    """Week, rule, file and line at which a county failed."""
    step = county.playing
    if step is None:
        return f" in week {county.clock.week}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not _is_beneath(frame.filename)]
    inside = [frame for frame in frames if frame.name == step.function.__name__]
    file, _, line = facts_of(step.function).where().rpartition(":")
    if inside:  # the line of the rule, or of what it calls in a user's own files
        file, line = frames[-1].filename, str(frames[-1].lineno)
    return f" in week {county.clock.week}: rule {step.function.__name__}, {Path(file).name}:{line}"


def _is_beneath(file: str) -> bool:
    return any(Path(file).is_relative_to(folder) for folder in BENEATH)


def _refuse_what_is_not_finite(county: GovernanceModel) -> None:
    """Have every row and memory of a county refuse such values."""

    def closed(cell: str, base: type[Any]) -> type[Any]:
        def write(self: Any, name: str, value: Any) -> None:
            if type(value) is float and not math.isfinite(value):
                raise NotFiniteError(f"{cell}.{name} is {value}")
            object.__setattr__(self, name, value)

        return type(base.__name__, (base,), {"__setattr__": write})

    everything: list[tuple[str, Sequence[Any]]] = [*county.tables.items(), *county.memory.items()]
    for cell, rows in everything:
        kinds: dict[type[Any], type[Any]] = {}
        for row in rows:
            row.__class__ = kinds.setdefault(type(row), closed(cell, type(row)))
