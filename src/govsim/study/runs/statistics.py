"""Means, paired differences and their Student t intervals.

Where several counties were drawn, runs of one county are one cluster: a number is the mean of each county first, and
its interval that over counties, so that it holds both lucks, which county and which weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.study.runs.student import CONFIDENCE, student

COUNTY_SEED = "population_seed"  # column that says which county a run is of, where several were drawn
EFFECT_COLUMNS = (
    "scenario", "outcome", "baseline", "value", "difference", "ci_low", "ci_high", "relative", "relative_low",
    "relative_high", "runs",
)  # fmt: skip


@dataclass(frozen=True)
class Estimate:
    """A quantity with the ends of its 95 % interval; the ends are nan where there is no interval."""

    mean: float
    low: float
    high: float
    unit: str = "%"

    @property
    def is_below(self) -> bool:
        """Whether the whole interval lies below zero."""
        return self.high < 0.0

    @property
    def is_above(self) -> bool:
        """Whether the whole interval lies above zero."""
        return self.low > 0.0

    def within(self, bound: float) -> bool:
        """Whether the whole interval lies within the bound on both sides of zero."""
        return -bound < self.low and self.high < bound


def estimate(values: np.ndarray, unit: str = "%") -> Estimate:
    """The mean of those values that are numbers, with its interval; no interval for fewer than two."""
    values = np.asarray(values, dtype=float)
    mean, half, _ = means(values[np.isfinite(values)][:, None])
    return Estimate(float(mean[0]), float(mean[0] - half[0]), float(mean[0] + half[0]), unit)


def change(after: np.ndarray, before: np.ndarray) -> Estimate:
    """The paired change in per cent of the mean before, with the interval of that ratio.

    Args:
        after: a value a seed.
        before: the value of the same seeds without what is studied.
    """
    found, low, high = (100.0 * value for value in ratio(after - before, before))
    return Estimate(found, low, high)


def share(count: int, total: int) -> Estimate:
    """A share with its interval after Wilson (1927), which holds for few of them too; nan of nothing.

    Args:
        count: how many.
        total: of how many.
    """
    if not total:
        return Estimate(float("nan"), float("nan"), float("nan"), "share")
    from statistics import NormalDist  # takes longer to import than a short command's statistics

    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2.0)
    value, widen = count / total, z * z / total
    middle = (value + widen / 2.0) / (1.0 + widen)
    half = z / (1.0 + widen) * float(np.sqrt(value * (1.0 - value) / total + widen / (4.0 * total)))
    low, high = middle - half if count else 0.0, middle + half if count < total else 1.0
    return Estimate(value, low, high, "share")


def means(values: np.ndarray, counties: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each column: mean, half the width of its interval, and number of values that are there.

    Args:
        values: One row a run, one column a quantity; nan where a value is missing. A column of which fewer than two
            are there has no interval (nan), one without any has no mean.
        counties: the county of each run, where several were drawn: mean and interval are then those of their means.
    """
    runs = (~np.isnan(values)).sum(axis=0)
    values = values if counties is None else county_means(values, counties)
    there = ~np.isnan(values)
    count = there.sum(axis=0)
    mean = _over(np.where(there, values, 0.0).sum(axis=0), count)
    squares = np.where(there, (values - mean) ** 2, 0.0).sum(axis=0)
    error = np.sqrt(_over(_over(squares, count - 1), count))
    most = {one: student(max(one - 1, 1)) for one in np.unique(count).tolist()}
    return mean, np.array([most[one] for one in count.tolist()]) * error, runs


def county_means(values: np.ndarray, counties: np.ndarray) -> np.ndarray:
    """The mean of each county's values, a row a county; nan in a column of which none is there."""
    known, place = np.unique(counties, return_inverse=True)
    there = ~np.isnan(values)
    sums, count = (np.zeros((len(known), values.shape[1])) for _ in range(2))
    np.add.at(sums, place, np.where(there, values, 0.0))
    np.add.at(count, place, there)
    return _over(sums, count)


def counties_in(runs: pd.DataFrame) -> np.ndarray | None:
    """The county of each row of runs; None where one is all there is."""
    return runs[COUNTY_SEED].to_numpy() if COUNTY_SEED in runs else None


def _over(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Division that gives nan where there is nothing to divide by."""
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=np.asarray(below) > 0)


def paired_effects(runs: pd.DataFrame, reference: str, outcomes: Sequence[str]) -> pd.DataFrame:
    """The difference of every scenario from the reference, over the seeds that both finished.

    Scenarios share luck seed by seed, so the difference is taken within a seed: most of the luck cancels.
    `relative` is the mean difference over the mean of the reference, nan where that is zero; its interval is that of
    the ratio, in which the luck of both counts, and nan where the reference cannot be told from zero.
    """
    by_scenario = {name: table.set_index("seed") for name, table in runs.groupby("scenario", sort=False)}
    base = by_scenario.pop(reference)
    parts = [_effects(name, base, other, outcomes) for name, other in by_scenario.items()]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(EFFECT_COLUMNS))


def ratio(over: np.ndarray, by: np.ndarray, counties: np.ndarray | None = None) -> tuple[float, float, float]:
    """The ratio of two means over the same seeds, with its interval after Fieller.

    Args:
        over: a value a seed.
        by: another; the interval is that of the ratio only where its own leaves out zero.
        counties: the county of each seed, where several were drawn; their means then take the place of seeds.

    Returns:
        The ratio and the ends of its interval: nan where there are fewer than two seeds, or where it has no ends.
    """
    there = np.isfinite(over) & np.isfinite(by)
    over, by = over[there], by[there]
    if counties is not None:
        over, by = county_means(np.stack([over, by], axis=1), counties[there]).T
    count = len(over)
    above, below = (float(values.mean()) if count else float("nan") for values in (over, by))
    found = above / below if below else float("nan")
    if count > 1 and below and not over.any():  # nothing of something is nothing, however rare that is
        return 0.0, 0.0, 0.0
    if count < 2:
        return found, float("nan"), float("nan")
    spread = np.cov(over, by) * student(count - 1) ** 2 / count
    square, cross = below**2 - float(spread[1, 1]), above * below - float(spread[0, 1])
    inside = cross**2 - square * (above**2 - float(spread[0, 0]))
    if square <= 0.0:
        return found, float("nan"), float("nan")
    # below zero by rounding alone, where one is the same multiple of the other each time
    half = max(inside, 0.0) ** 0.5
    return found, (cross - half) / square, (cross + half) / square


def _numbers(table: pd.DataFrame) -> np.ndarray:
    """Values row by row in memory, so that sums are taken in one order however the table was made."""
    return np.ascontiguousarray(table.to_numpy(dtype=float))


def _effects(name: object, base: pd.DataFrame, other: pd.DataFrame, outcomes: Sequence[str]) -> pd.DataFrame:
    seeds = base.index.intersection(other.index)
    before, after = (_numbers(table.loc[seeds, list(outcomes)]) for table in (base, other))
    missing = np.isnan(before) | np.isnan(after)
    before, after = np.where(missing, np.nan, before), np.where(missing, np.nan, after)
    counties = counties_in(base.loc[seeds])
    start, value = means(before, counties)[0], means(after, counties)[0]
    difference, half, count = means(after - before, counties)
    relative = [ratio(after[:, place] - before[:, place], before[:, place], counties) for place in range(len(start))]
    whole = (difference, difference - half, difference + half)
    columns = (name, list(outcomes), start, value, *whole, *np.array(relative).reshape(-1, 3).T, count)
    return pd.DataFrame(dict(zip(EFFECT_COLUMNS, columns, strict=True)))


def summary(runs: pd.DataFrame, outcomes: Iterable[str]) -> pd.DataFrame:
    """Mean and interval of each outcome of each scenario over its runs."""
    chosen, parts = list(outcomes), []
    for name, table in runs.groupby("scenario", sort=False):
        mean, half, count = means(_numbers(table[chosen]), counties_in(table))
        columns = {"scenario": name, "outcome": chosen, "mean": mean, "ci_low": mean - half, "ci_high": mean + half}
        parts.append(pd.DataFrame({**columns, "runs": count}))
    return pd.concat(parts, ignore_index=True)
