"""Where a run failed: the week, the rule, its file and line, in the same words whichever engine played it.

Compiled code says that something was divided by nothing, and no more. So a run that failed is played again up to the
week in which it did, and that week in the open, rule by rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.engines.core import Run
from govsim.engines.failures import FAILURES, said_of
from govsim.engines.mesa.failing import failure_in_the_open
from govsim.engines.mesa.model import GovernanceModel
from govsim.language import Model

if TYPE_CHECKING:
    from govsim.engines.world import Base, World
    from govsim.scenario import Scenario


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
    strict = isinstance(error, FloatingPointError)
    week = _week_of_failure(Run(model, scenario, seed, base=base), strict)
    if week is None:
        return said_of(error)
    if week < 0:
        return failure_in_the_open(GovernanceModel.unfounded(scenario, seed, model, base), error)
    run = Run(model, scenario, seed, base=base)
    run.play_to(week)
    return failure_in_the_open(GovernanceModel.at(run), error)


def _week_of_failure(run: Run, strict: bool) -> int | None:
    """The week in which a run fails, before week 0 where it comes to rest; None when it does not fail."""
    for week in range(run.first, run.scenario.weeks):
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
