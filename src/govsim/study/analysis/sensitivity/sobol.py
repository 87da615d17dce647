"""Shares of an outcome's variance: by each input alone, with all its company, and by two of them together.

Saltelli, A. et al. (2010). Variance based sensitivity analysis of model output. Computer Physics Communications 181,
259-270 (design and first order); Jansen, M. J. W. (1999), same journal 117, 35-43 (total); Saltelli, A. (2002), same
journal 145, 280-297 (pairs).
"""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from govsim.study.analysis.sensitivity.method import MIDDLE, RESAMPLES, Indices, Inputs
from govsim.study.speak.errors import InputError, wrong_kind
from govsim.study.speak.words import tell

MOST = 2**17


class Sobol:
    """Two even samples, and for each input the one with this input taken from the other.

    Args:
        second: whether the shares of pairs are wanted, for which it takes nearly twice as many points.
    """

    name = "sobol"
    columns = ("total", "first")
    usual = 64
    unit = "rows"

    def __init__(self, second: bool = False) -> None:
        self.second = second
        if second:
            self.pairs = self._pairs

    def check(self, inputs: Inputs, size: int) -> None:
        """Refuse a size that is no power of two: the even sample would not be even."""
        if not 2 <= size <= MOST:
            raise wrong_kind("size", size, tell("wanted.whole", low=2, high=MOST))
        if size & (size - 1):
            raise InputError(tell("error.design_power", count=size, near=2 ** round(np.log2(size))))

    def shares(self, inputs: Inputs, size: int, seed: int) -> np.ndarray:
        """The points: of each row that of the first sample, those with one input exchanged, that of the second."""
        from scipy.stats import qmc

        count, mask = len(inputs.factors), inputs.mask()
        both = np.asarray(qmc.Sobol(2 * count, rng=np.random.default_rng(seed)).random(size))
        one, other = both[:, :count], both[:, count:]
        mixed = [np.where(group, other, one) for group in mask]
        back = [np.where(group, one, other) for group in mask] if self.second else []
        return np.stack([one, *mixed, *back, other], axis=1).reshape(-1, count)

    def indices(self, inputs: Inputs, shares: np.ndarray, values: np.ndarray, size: int) -> Indices:
        """Total and first share of each input."""
        one, mixed, _, other = self._parts(inputs, values, size)

        def of(picks: np.ndarray) -> np.ndarray:
            return _shares(one[picks], mixed[picks], other[picks])

        return of

    def _parts(
        self, inputs: Inputs, values: np.ndarray, size: int
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Values at the first sample, at those with one input exchanged, at their opposites, and at the second."""
        rows, count = (values - values.mean()).reshape(size, -1), len(inputs.groups)
        return rows[:, 0], rows[:, 1 : count + 1], rows[:, count + 1 : -1], rows[:, -1]

    def _pairs(self, inputs: Inputs, values: np.ndarray, size: int, luck: np.random.Generator) -> pd.DataFrame:
        """The share of each two inputs together, beyond what each does alone."""
        parts, names = self._parts(inputs, values, size), list(inputs.groups)
        each = _together(*parts)
        again = np.array([_together(*(part[picks] for part in parts))
                          for picks in luck.integers(0, size, (RESAMPLES, size))])  # fmt: skip
        low, high = np.percentile(again, MIDDLE, axis=0) + each - again.mean(0)
        rows = [
            (names[i], names[j], each[i, j], low[i, j], high[i, j])
            for i, j in itertools.combinations(range(len(names)), 2)
        ]
        made = pd.DataFrame(rows, columns=["first", "second", "index", "low", "high"])
        return made.sort_values("index", ascending=False, kind="stable", ignore_index=True)


def _shares(one: np.ndarray, mixed: np.ndarray, other: np.ndarray) -> np.ndarray:
    spread = np.concatenate([one, other]).var()
    if not spread:
        return np.zeros((2, mixed.shape[1]))
    total = ((one[:, None] - mixed) ** 2).mean(0) / 2.0 / spread
    first = (other[:, None] * (mixed - one[:, None])).mean(0) / spread
    return np.stack([total, first])


def _together(one: np.ndarray, mixed: np.ndarray, back: np.ndarray, other: np.ndarray) -> np.ndarray:
    spread = np.concatenate([one, other]).var()
    if not spread:
        return np.zeros((mixed.shape[1], mixed.shape[1]))
    first = _shares(one, mixed, other)[1]
    both = (mixed.T @ back / len(one) - (one * other).mean()) / spread
    return np.asarray(both - first[:, None] - first[None, :])
