"""Where a run failed: the week, the rule, its file and line, in the same words whichever engine played it.

Compiled code says that something was divided by nothing, and no more. So a run that failed is played again up to the
week in which it did, and that week in the open, rule by rule.
"""

from __future__ import annotations

import math
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.engines.core import Run
from govsim.engines.failures import FAILURES, NotFiniteError, said_of
from govsim.engines.mesa.model import GovernanceModel
from govsim.language import Model, facts_of

if TYPE_CHECKING:
    from govsim.engines.world import Base, World
    from govsim.scenario import Scenario

PACKAGE = Path(__file__).parents[1]
BENEATH = (PACKAGE / "engines", PACKAGE / "language")  # what plays rules, and what rules are written in


def failure_of_compiled(model: Model, scenario: Scenario, seed: int, error: BaseException, base: Base | None) -> str:
    """What a compiled run failed of, and where.

    Args:
        model: what it was made of.
        scenario: what was run.
        seed: its seed.
        error: what it ended with.
        base: its slots, where they are not the scenario's own.
    """
    if isinstance(error, MemoryError):
        return said_of(error)
    strict = isinstance(error, NotFiniteError)
    week = _week_of_failure(Run(model, scenario, seed, base=base), strict)
    if week is None:
        return said_of(error)
    if week < 0:
        return failure_in_the_open(GovernanceModel.unfounded(scenario, seed, model, base), error)
    run = Run(model, scenario, seed, base=base)
    run.play_to(week)
    return failure_in_the_open(GovernanceModel.at(run), error)


def failure_in_the_open(county: GovernanceModel, error: BaseException) -> str:
    """What a county fails of, and where, if it is played on.

    Args:
        county: before the week that fails, or before any earlier one.
        error: what the run ended with; said without a place where the county does not fail.
    """
    if isinstance(error, NotFiniteError):
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


def _week_of_failure(run: Run, strict: bool) -> int | None:
    """The week in which a run fails: -1 when its population arrives; None when it does not fail."""
    for week in range(-1, run.scenario.weeks):
        try:
            run.play_to(week + 1)
        except FAILURES:
            return week
        if strict and not _all_finite(run.world):
            return week
    return None


def _all_finite(world: World) -> bool:
    arrays = [*world.tables.values(), *world.memory.values()]
    return all(
        np.isfinite(one[name]).all() for one in arrays for name in one.dtype.names or () if one.dtype[name].kind == "f"
    )


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
