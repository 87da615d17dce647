"""What outcomes do as each setting of a design grows, all others moving too: means of parts of its spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from govsim.study.analysis.designs.design import Design
from govsim.study.analysis.designs.points import called
from govsim.study.runs.statistics import estimate
from govsim.study.runs.student import student

PARTS = 3  # of the spread of a setting with many values
MOST_VALUES = 5  # of a setting whose values are shown one by one
COLUMNS = ("outcome", "key", "part", "value", "mean", "ci_low", "ci_high", "points")


@dataclass(frozen=True)
class Response:
    """What one outcome does along one setting.

    Attributes:
        key: of the setting.
        places: where each point lies along it: its value, or the number of a value that is no number.
        names: of the values, where they are shown one by one.
        parts: a row a part: where it lies, the mean of its points and the interval of that mean.
        change: of the last part from the first, in per cent of the mean of all, with its interval.
    """

    key: str
    places: np.ndarray
    names: tuple[Any, ...]
    parts: pd.DataFrame
    change: tuple[float, float, float]


def means_of(runs: pd.DataFrame, base: str, count: int, outcome: str) -> np.ndarray:
    """The mean of an outcome over the seeds of each point; nan where no run came to its end."""
    means = runs.groupby("scenario", sort=False)[outcome].mean()
    return means.reindex([called(base, at) for at in range(1, count + 1)]).to_numpy(float)


def responses(design: Design, values: np.ndarray) -> list[Response]:
    """What a value of each point does along each setting.

    Args:
        design: the points.
        values: of an outcome, by point.
    """
    return [_response(key, [point[key] for point in design.points], values) for key in design.keys]


def _response(key: str, settings: Sequence[Any], values: np.ndarray) -> Response:
    distinct = sorted(set(settings)) if all(map(_is_number, settings)) else list(dict.fromkeys(map(str, settings)))
    is_number = all(map(_is_number, settings))
    one_by_one = len(distinct) <= MOST_VALUES or not is_number
    places = np.array([float(one) if is_number else distinct.index(str(one)) for one in settings])
    if one_by_one:
        groups = np.array([distinct.index(one if is_number else str(one)) for one in settings])
    else:
        ranks = np.argsort(np.argsort(places, kind="stable"), kind="stable")
        groups = ranks * PARTS // len(places)
    rows = []
    for group in range(int(groups.max()) + 1):
        found = estimate(values[groups == group])
        rows.append((float(places[groups == group].mean()), found.mean, found.low, found.high, (groups == group).sum()))
    parts = pd.DataFrame(rows, columns=["place", "mean", "ci_low", "ci_high", "points"])
    first, last = values[groups == 0], values[groups == groups.max()]
    return Response(key, places, tuple(distinct) if one_by_one else (), parts, _change(first, last, values))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _change(first: np.ndarray, last: np.ndarray, values: np.ndarray) -> tuple[float, float, float]:
    """The difference of two means in per cent of the mean of all, after Welch."""
    nan = float("nan")
    one, other = first[np.isfinite(first)], last[np.isfinite(last)]
    mean = float(np.nanmean(values)) if np.isfinite(values).any() else nan
    if not len(one) or not len(other) or not mean:
        return nan, nan, nan
    gap = 100.0 * float(other.mean() - one.mean()) / mean
    if min(len(one), len(other)) < 2:
        return gap, nan, nan
    spreads = np.array([one.var(ddof=1) / len(one), other.var(ddof=1) / len(other)])
    if not spreads.sum():
        return gap, gap, gap
    freedom = spreads.sum() ** 2 / (spreads**2 / (np.array([len(one), len(other)]) - 1)).sum()
    half = 100.0 * student(max(1, int(freedom))) * float(np.sqrt(spreads.sum())) / abs(mean)
    return gap, gap - half, gap + half


def response_table(design: Design, runs: pd.DataFrame, base: str, outcomes: Sequence[str]) -> pd.DataFrame:
    """A row an outcome, setting and part of its spread: where it lies, the mean of its points and its interval."""
    rows = []
    for outcome in outcomes:
        for one in responses(design, means_of(runs, base, len(design.points), outcome)):
            for part, row in enumerate(one.parts.itertuples(index=False), 1):
                value = one.names[part - 1] if one.names else row.place
                rows.append((outcome, one.key, part, value, row.mean, row.ci_low, row.ci_high, row.points))
    return pd.DataFrame(rows, columns=list(COLUMNS))
