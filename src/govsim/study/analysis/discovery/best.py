"""Which scenario is best where: at each point of a design the best under the same seeds, and whether it can be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.study.runs.statistics import means, share

UNKNOWN = "-"


@dataclass(frozen=True)
class Best:
    """Which scenario is best where.

    Attributes:
        names: of the scenarios.
        lowest: whether the lowest value is the best one.
        points: a row a point: the settings, best, second, margin, margin_low, margin_high (of the second less the best,
            so that more is surer), is_told.
        shares: a row a scenario: the share of points at which it is best, with its interval over points, and the share
            at which it can be told from every other one.
    """

    names: tuple[str, ...]
    lowest: bool
    points: pd.DataFrame
    shares: pd.DataFrame


def best_of(values: Mapping[str, np.ndarray], settings: pd.DataFrame, lowest: bool) -> Best:
    """The best scenario of each point.

    Args:
        values: an outcome by point and seed, for each scenario; nan where a run did not come to its end.
        settings: a row a point, in the same order, with their numbers in `point`.
        lowest: whether the lowest value is the best one.
    """
    names = tuple(values)
    stacked = np.stack([values[name] for name in names]) * (1.0 if lowest else -1.0)
    rows = [_point(stacked[:, at], names) for at in range(stacked.shape[1])]
    made = pd.DataFrame(rows, columns=["best", "second", "margin", "margin_low", "margin_high", "is_told"])
    points = pd.concat([settings.reset_index(drop=True), made], axis=1)
    points = points[points["best"] != UNKNOWN].reset_index(drop=True)
    return Best(names, lowest, points, _shares(points, names))


def _point(values: np.ndarray, names: Sequence[str]) -> tuple[str, str, float, float, float, bool]:
    """The best of one point; told where the paired interval to every other one leaves out zero."""
    values = values[:, np.isfinite(values).all(axis=0)]
    if values.shape[1] < 2:
        return UNKNOWN, UNKNOWN, np.nan, np.nan, np.nan, False
    order = np.argsort(values.mean(axis=1), kind="stable")
    best, second = int(order[0]), int(order[1])
    others = np.delete(values, best, axis=0) - values[best]
    mean, half, _ = means(others.T)
    at = second - (second > best)
    return (names[best], names[second], float(mean[at]), float(mean[at] - half[at]), float(mean[at] + half[at]),
            bool((mean - half > 0.0).all()))  # fmt: skip


def _shares(points: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    rows = []
    for name in names:
        mine = points["best"] == name
        told = mine & points["is_told"].astype(bool)
        shares = [share(int(which.sum()), len(points)) for which in (mine, told)]
        rows.append((name, int(mine.sum()), *(end for one in shares for end in (one.mean, one.low, one.high))))
    return pd.DataFrame(
        rows, columns=["scenario", "points", "share", "share_low", "share_high", "told", "told_low", "told_high"]
    )
