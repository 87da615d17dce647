"""Fronts: which candidates no other beats, how much of the space they dominate, and a few that stand for all."""

from __future__ import annotations

import numpy as np

from govsim.study.speak.extras import extra

BEYOND = 1.1  # times the spread of the front, where volume is measured from, so that its ends count; the usual choice


def unbeaten(values: np.ndarray) -> np.ndarray:
    """Which rows no other row beats: is as small in every column and smaller in one.

    Args:
        values: a row a candidate, a column an objective.

    Returns:
        True for each row of the front; of rows that are alike all are on it.
    """
    if not len(values):
        return np.zeros(0, bool)
    less = (values[:, None, :] <= values[None, :, :]).all(2) & (values[:, None, :] < values[None, :, :]).any(2)
    return np.asarray(~less.any(0))


def beaten_by(values: np.ndarray, others: np.ndarray) -> np.ndarray:
    """For each row the number of the first other row that beats it; -1 where none does."""
    found = np.full(len(values), -1)
    for at, one in enumerate(values):
        beats = (others <= one).all(1) & (others < one).any(1)
        if beats.any():
            found[at] = int(np.flatnonzero(beats)[0])
    return found


class Volume:
    """The share of a box that a set of candidates dominates (hypervolume; Zitzler & Thiele 1999, IEEE TEVC 3, 257-271).

    Args:
        front: values of the best front known, whose ends the box is measured by.
    """

    def __init__(self, front: np.ndarray) -> None:
        self.low = front.min(0)
        spread = front.max(0) - self.low
        self.spread = np.where(spread > 0.0, spread, 1.0)

    def of(self, values: np.ndarray) -> float:
        """Between 0 and 1; candidates outside the box count for nothing."""
        scaled = (values - self.low) / self.spread
        inside = scaled[(scaled < BEYOND).all(1)]
        if not len(inside):
            return 0.0
        box = np.full(values.shape[1], BEYOND)
        measured = extra("pymoo.indicators.hv").HV(ref_point=box)(inside[unbeaten(inside)])
        return float(measured) / BEYOND ** values.shape[1]


def spread_out(values: np.ndarray, most: int) -> list[int]:
    """At most so many rows that stand for all: the best in each column, then always the one farthest from those chosen.

    Returns:
        Their numbers, in order.
    """
    if len(values) <= most:
        return list(range(len(values)))
    spread = values.max(0) - values.min(0)
    scaled = (values - values.min(0)) / np.where(spread > 0.0, spread, 1.0)
    chosen = list(dict.fromkeys(int(at) for at in scaled.argmin(0)))[:most]
    while len(chosen) < most:
        near = np.linalg.norm(scaled[:, None, :] - scaled[chosen][None, :, :], axis=2).min(1)
        chosen.append(int(near.argmax()))
    return sorted(chosen)
