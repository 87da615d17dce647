"""A staggered event study: what enterprises that started in different years have in common around their starts.

For each year of start and each later year the change since just before the start is compared with that of enterprises
that have not started yet, which is what somebody could do who sees no other world. Beside it stands the truth that only
a model has: the same enterprises, the same years, the same luck, without the instrument.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from govsim.study.runs.statistics import Estimate, estimate

BEFORE = 2  # years before the start that a change is counted from
FEWEST = 5  # enterprises on either side of a comparison


def starts(table: pd.DataFrame, stock: str, least: float) -> pd.Series:
    """The year in which a stock of each enterprise first reaches a level; infinity where it never does."""
    reached = table[table[stock] >= least].groupby("id")["year"].min()
    return reached.astype(float).reindex(table["id"].unique(), fill_value=np.inf)


def study(table: pd.DataFrame, arm: str, reference: str, outcome: str, stock: str, least: float) -> pd.DataFrame:
    """Both changes by seed and year since the start: logarithms of ratios, weighted by how many started in a year."""
    made = []
    for seed, rows in table[table["scenario"] == arm].groupby("seed"):
        without = table[(table["scenario"] == reference) & (table["seed"] == seed)]
        values, other = (_wide(one, outcome) for one in (rows, without))
        both = values.index.intersection(other.index)
        began = starts(rows, stock, least).reindex(both)
        made += _of_seed(int(str(seed)), values.loc[both], other.loc[both], began)
    return pd.DataFrame(made, columns=["event", "seed", "studied", "true"])


def _wide(table: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """A row for each enterprise that is there in all years, a column a year."""
    return table.pivot(index="id", columns="year", values=outcome).dropna()


def _of_seed(
    seed: int, values: pd.DataFrame, other: pd.DataFrame, began: pd.Series
) -> list[tuple[int, int, float, float]]:
    found: dict[int, list[tuple[float, float, int]]] = {}
    years = list(values.columns)
    for start in sorted(set(began[np.isfinite(began)])):
        treated = values.index[began == start]
        base = [year for year in years if start - BEFORE <= year < start]
        if len(treated) < FEWEST or len(base) < BEFORE:
            continue
        for year in years:
            waiting = values.index[began > max(year, start)]
            if len(waiting) < FEWEST:
                continue
            now, then = values.loc[treated, year].sum(), values.loc[treated, base].sum().sum()
            there, there_then = values.loc[waiting, year].sum(), values.loc[waiting, base].sum().sum()
            same = other.loc[treated, year].sum()
            if min(now, then, there, there_then, same) <= 0.0:
                continue
            studied = float(np.log(now / then) - np.log(there / there_then))
            found.setdefault(int(year - start), []).append((studied, float(np.log(now / same)), len(treated)))
    made = []
    for event, rows in sorted(found.items()):
        weights = [one[2] for one in rows]
        studied, true = (float(np.average([one[at] for one in rows], weights=weights)) for at in (0, 1))
        made.append((event, seed, studied, true))
    return made


def over(made: pd.DataFrame, column: str, first: int, last: int) -> Estimate:
    """The change in per cent, over some years since the start: the mean of each seed, then over seeds."""
    rows = made[(made["event"] >= first) & (made["event"] <= last)]
    return _percent(rows.groupby("seed")[column].mean().to_numpy(float))


def missed(made: pd.DataFrame, first: int, last: int) -> Estimate:
    """By how much the study misses the truth, in points."""
    rows = made[(made["event"] >= first) & (made["event"] <= last)].groupby("seed")[["studied", "true"]].mean()
    return estimate(100.0 * (np.exp(rows["studied"]) - np.exp(rows["true"])).to_numpy(float), "")


def drawn(made: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Both lines by year since the start."""
    rows = []
    for column in ("studied", "true"):
        for event in range(first, last + 1):
            found = _percent(made[made["event"] == event][column].to_numpy(float))
            rows.append((event, found.mean, found.low, found.high, column))
    return pd.DataFrame(rows, columns=["year", "mean", "low", "high", "series"])


def _percent(logarithms: np.ndarray) -> Estimate:
    """From logarithms of ratios to a change in per cent."""
    found = estimate(logarithms)
    mean, low, high = (100.0 * (float(np.exp(one)) - 1.0) for one in (found.mean, found.low, found.high))
    return Estimate(mean, low, high)
