"""Means, paired differences and their Student t intervals."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

CONFIDENCE = 0.95  # two-sided; the usual level of published effect sizes
EFFECT_COLUMNS = (
    "scenario", "outcome", "baseline", "value", "difference", "ci_low", "ci_high", "relative", "runs",
)  # fmt: skip


def interval(values: np.ndarray) -> tuple[float, float, float]:
    """Mean and the ends of its interval; no interval (nan) for fewer than two values."""
    mean, half, _ = means(np.asarray(values, dtype=float)[:, None])
    return float(mean[0]), float(mean[0] - half[0]), float(mean[0] + half[0])


def means(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each column: mean, half the width of its interval, and number of values that are there.

    Args:
        values: One row a run, one column a quantity; nan where a value is missing. A column of which fewer than two
            are there has no interval (nan), one without any has no mean.
    """
    there = ~np.isnan(values)
    count = there.sum(axis=0)
    mean = _over(np.where(there, values, 0.0).sum(axis=0), count)
    squares = np.where(there, (values - mean) ** 2, 0.0).sum(axis=0)
    error = np.sqrt(_over(_over(squares, count - 1), count))
    most = {one: student(max(one - 1, 1)) for one in np.unique(count).tolist()}
    return mean, np.array([most[one] for one in count.tolist()]) * error, count


@functools.cache
def student(freedom: int, confidence: float = CONFIDENCE) -> float:
    """How many standard errors an interval reaches: the quantile of Student's t, by bisection of its distribution.

    Written out because the library that has it takes longer to import than a run takes.
    """
    tail, low, high = (1.0 - confidence) / 2, 0.0, 1.0
    while _upper_tail(high, freedom) > tail:
        high *= 2.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _upper_tail(middle, freedom) > tail else (low, middle)
    return high


def _upper_tail(t: float, freedom: int) -> float:
    """The chance that Student's t exceeds a positive value: half the regularized incomplete beta function."""
    return 0.5 * _incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function, by its continued fraction where that converges fast."""
    if x <= 0.0 or x >= 1.0:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _incomplete_beta(1.0 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1))
    total = d
    for m in range(1, 500):
        for term in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                     -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):  # fmt: skip
            d, c = 1.0 / (1.0 + term * d), 1.0 + term / c
            total *= d * c
        if abs(d * c - 1.0) < 1e-16:
            break
    return front * total


def _over(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Division that gives nan where there is nothing to divide by."""
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=np.asarray(below) > 0)


def paired_effects(runs: pd.DataFrame, reference: str, outcomes: Sequence[str]) -> pd.DataFrame:
    """The difference of every scenario from the reference, over the seeds that both finished.

    Scenarios share luck seed by seed, so the difference is taken within a seed: most of the luck cancels.
    `relative` is the mean difference over the mean of the reference; nan where that is zero.
    """
    by_scenario = {name: table.set_index("seed") for name, table in runs.groupby("scenario", sort=False)}
    base = by_scenario.pop(reference)
    parts = [_effects(name, base, other, outcomes) for name, other in by_scenario.items()]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(EFFECT_COLUMNS))


def _numbers(table: pd.DataFrame) -> np.ndarray:
    """Values row by row in memory, so that sums are taken in one order however the table was made."""
    return np.ascontiguousarray(table.to_numpy(dtype=float))


def _effects(name: object, base: pd.DataFrame, other: pd.DataFrame, outcomes: Sequence[str]) -> pd.DataFrame:
    seeds = base.index.intersection(other.index)
    before, after = (_numbers(table.loc[seeds, list(outcomes)]) for table in (base, other))
    missing = np.isnan(before) | np.isnan(after)
    before, after = np.where(missing, np.nan, before), np.where(missing, np.nan, after)
    start, value = means(before)[0], means(after)[0]
    difference, half, count = means(after - before)
    relative = np.divide(difference, start, out=np.full(len(start), np.nan), where=start != 0)
    columns = (name, list(outcomes), start, value, difference, difference - half, difference + half, relative, count)
    return pd.DataFrame(dict(zip(EFFECT_COLUMNS, columns, strict=True)))


def summary(runs: pd.DataFrame, outcomes: Iterable[str]) -> pd.DataFrame:
    """Mean and interval of each outcome of each scenario over its runs."""
    chosen, parts = list(outcomes), []
    for name, table in runs.groupby("scenario", sort=False):
        mean, half, count = means(_numbers(table[chosen]))
        columns = {"scenario": name, "outcome": chosen, "mean": mean, "ci_low": mean - half, "ci_high": mean + half}
        parts.append(pd.DataFrame({**columns, "runs": count}))
    return pd.concat(parts, ignore_index=True)
