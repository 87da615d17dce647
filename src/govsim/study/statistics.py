"""Means, paired differences and their Student t intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy.special import stdtrit

CONFIDENCE = 0.95  # two-sided; the usual level of published effect sizes
EFFECT_COLUMNS = (
    "scenario", "outcome", "baseline", "value", "difference", "ci_low", "ci_high", "relative", "runs",
)  # fmt: skip


def interval(values: np.ndarray) -> tuple[float, float, float]:
    """Mean and the ends of its interval; no interval (nan) for fewer than two values."""
    mean, half, _ = _means(np.asarray(values, dtype=float)[:, None])
    return float(mean[0]), float(mean[0] - half[0]), float(mean[0] + half[0])


def _means(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each column: mean, half the width of its interval, and number of values that are there."""
    there = ~np.isnan(values)
    count = there.sum(axis=0)
    mean = _over(np.where(there, values, 0.0).sum(axis=0), count)
    squares = np.where(there, (values - mean) ** 2, 0.0).sum(axis=0)
    error = np.sqrt(_over(_over(squares, count - 1), count))
    return mean, stdtrit(np.maximum(count - 1, 1), 0.5 + CONFIDENCE / 2) * error, count


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
    start, value = _means(before)[0], _means(after)[0]
    difference, half, count = _means(after - before)
    relative = np.divide(difference, start, out=np.full(len(start), np.nan), where=start != 0)
    columns = (name, list(outcomes), start, value, difference, difference - half, difference + half, relative, count)
    return pd.DataFrame(dict(zip(EFFECT_COLUMNS, columns, strict=True)))


def summary(runs: pd.DataFrame, outcomes: Iterable[str]) -> pd.DataFrame:
    """Mean and interval of each outcome of each scenario over its runs."""
    chosen, parts = list(outcomes), []
    for name, table in runs.groupby("scenario", sort=False):
        mean, half, count = _means(_numbers(table[chosen]))
        columns = {"scenario": name, "outcome": chosen, "mean": mean, "ci_low": mean - half, "ci_high": mean + half}
        parts.append(pd.DataFrame({**columns, "runs": count}))
    return pd.concat(parts, ignore_index=True)
