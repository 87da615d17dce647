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
    if len(values) == 0:
        return (float("nan"),) * 3
    mean = float(np.mean(values))
    if len(values) < 2:
        return mean, float("nan"), float("nan")
    error = float(np.std(values, ddof=1)) / len(values) ** 0.5
    half = float(stdtrit(len(values) - 1, 0.5 + CONFIDENCE / 2)) * error
    return mean, mean - half, mean + half


def paired_effects(runs: pd.DataFrame, reference: str, outcomes: Sequence[str]) -> pd.DataFrame:
    """The difference of every scenario from the reference, over the seeds that both finished.

    Scenarios share luck seed by seed, so the difference is taken within a seed: most of the luck cancels.
    `relative` is the mean difference over the mean of the reference; nan where that is zero.
    """
    base = runs[runs["scenario"] == reference].set_index("seed")
    rows = []
    for scenario in runs["scenario"].drop_duplicates():
        if scenario == reference:
            continue
        other = runs[runs["scenario"] == scenario].set_index("seed")
        seeds = base.index.intersection(other.index)
        for outcome in outcomes:
            before, after = (table.loc[seeds, outcome].to_numpy(float) for table in (base, other))
            whole = ~(np.isnan(before) | np.isnan(after))
            rows.append((scenario, outcome, *_effect(before[whole], after[whole])))
    return pd.DataFrame(rows, columns=list(EFFECT_COLUMNS))


def _effect(before: np.ndarray, after: np.ndarray) -> tuple[float, float, float, float, float, float, int]:
    if not len(before):
        return (*(float("nan"),) * 6, 0)
    difference, low, high = interval(after - before)
    start = float(np.mean(before))
    relative = difference / start if start else float("nan")
    return start, float(np.mean(after)), difference, low, high, relative, len(before)


def summary(runs: pd.DataFrame, outcomes: Iterable[str]) -> pd.DataFrame:
    """Mean and interval of each outcome of each scenario over its runs."""
    rows = []
    for scenario, group in runs.groupby("scenario", sort=False):
        for outcome in outcomes:
            values = group[outcome].to_numpy(float)
            values = values[~np.isnan(values)]
            rows.append((scenario, outcome, *interval(values), len(values)))
    return pd.DataFrame(rows, columns=["scenario", "outcome", "mean", "ci_low", "ci_high", "runs"])
