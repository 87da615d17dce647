"""How far an outcome's whole distribution moves when an input is known: for outcomes that are skewed or rare.

Pianosi, F. & Wagener, T. (2018). Distribution-based sensitivity analysis from a generic input-output sample.
Environmental Modelling & Software 108, 197-207: the distance of Kolmogorov and Smirnov between all values and those of
a slice of the input, the median over slices and the largest.
"""

from __future__ import annotations

import numpy as np

from govsim.study.analysis.sensitivity.method import FLOOR, Indices, Inputs
from govsim.study.speak.errors import InputError, wrong_kind
from govsim.study.speak.words import tell

SLICES = 8
LEAST, MOST = 8 * SLICES, 100_000
CHANCES = 100  # shuffles that say how far slices move when the input does nothing
SURE = 95.0  # per cent of them that lie below the floor


class Pawn:
    """A Latin hypercube, cut into slices along each input; an input of a few values has a slice for each."""

    name = "pawn"
    columns = ("median", "largest", FLOOR)
    usual = 512
    unit = "points"

    def check(self, inputs: Inputs, size: int) -> None:
        """Refuse too few points for slices, and groups, which have no slices."""
        if not LEAST <= size <= MOST:
            raise wrong_kind("size", size, tell("wanted.whole", low=LEAST, high=MOST))
        if len(inputs.groups) < len(inputs.factors):
            raise InputError(tell("error.sensitivity_groups", method=self.name))

    def shares(self, inputs: Inputs, size: int, seed: int) -> np.ndarray:
        """The points."""
        from scipy.stats import qmc

        return np.asarray(qmc.LatinHypercube(len(inputs.factors), rng=np.random.default_rng(seed)).random(size))

    def indices(self, inputs: Inputs, shares: np.ndarray, values: np.ndarray, size: int) -> Indices:
        """The median and the largest distance over slices, and the median of an input that does nothing."""
        order = np.argsort(values, kind="stable")
        ends = np.append(np.diff(values[order]) > 0.0, True)  # values that are alike are passed together
        counts = [one.levels or SLICES for one in inputs.factors]
        slices = [np.minimum((shares[order, at] * count + 1e-9).astype(int), count - 1)
                  for at, count in enumerate(counts)]  # fmt: skip
        luck = np.random.default_rng(len(values))
        floors = {
            count: float(np.percentile([
                np.median(_distances(luck.permutation(np.arange(size) * count // size), count, np.ones(size), ends))
                for _ in range(CHANCES)
            ], SURE))
            for count in set(counts)
        }  # fmt: skip
        floor = [floors[count] for count in counts]
        place = np.empty(size, int)
        place[order] = np.arange(size)

        def of(picks: np.ndarray) -> np.ndarray:
            times = np.bincount(place[picks], minlength=size).astype(float)
            found = [_distances(one, count, times, ends) for one, count in zip(slices, counts, strict=True)]
            return np.array([[np.median(one) for one in found], [one.max() for one in found], floor])

        return of


def _distances(slices: np.ndarray, count: int, times: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The distance of each slice's distribution from that of all.

    Args:
        slices: the slice of each value, in the order of values.
        count: of slices.
        times: how often each value counts.
        ends: whether the next value is another.
    """
    each = np.cumsum(np.where(slices == np.arange(count)[:, None], times, 0.0), axis=1)
    whole = np.cumsum(times) / times.sum()
    there = each[:, -1] > 0.0
    found = np.abs(each[there] / each[there, -1:] - whole)[:, ends].max(1)
    return found if len(found) else np.zeros(1)
