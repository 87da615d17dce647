"""How much of something it takes to reach a level: a dose between those that were tried, from what each of them did."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govsim.study.runs.statistics import Estimate


def dose_for(doses: Sequence[float], found: Sequence[Estimate], level: float, unit: str = "") -> Estimate:
    """The least dose at which a level is reached, on straight lines between doses that were tried.

    Args:
        doses: that were tried, from the least up.
        found: what each did.
        level: that is asked for; where the first dose did more, falling to it, else rising.
        unit: of the doses.

    Returns:
        The dose at which the mean reaches the level, and its ends where the ends of the intervals do; nan where even
        the largest dose does not.
    """
    sign = 1.0 if level >= found[0].mean else -1.0
    paths = ([sign * getattr(one, end) for one in found] for end in ("mean", "low", "high"))
    mean, *ends = (_crossing(doses, path, sign * level) for path in paths)
    soon, late = sorted(ends, key=lambda one: (np.isnan(one), one))
    return Estimate(mean, soon, late, unit)


def _crossing(doses: Sequence[float], path: Sequence[float], level: float) -> float:
    """Where a path that starts below a level first crosses it."""
    if path[0] >= level:
        return float(doses[0])
    for at in range(1, len(doses)):
        if path[at] >= level:
            share = (level - path[at - 1]) / (path[at] - path[at - 1])
            return float(doses[at - 1] + share * (doses[at] - doses[at - 1]))
    return float("nan")
