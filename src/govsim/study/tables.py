"""From what an engine leaves of a run to tidy tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from govsim.language import OUTCOMES, Outcome
from govsim.study.declarations import industries
from govsim.study.resolve import REGIONS

Varied = Mapping[str, Mapping[str, Any]]


def weekly_outcomes() -> list[Outcome]:
    """Outcomes counted every week, in the order of the engines' columns."""
    return [outcome for outcome in OUTCOMES.values() if not outcome.is_ratio]


def window_values(weekly: np.ndarray, window: tuple[int, int]) -> dict[str, float]:
    """Every outcome of one run over the window: flows add up, stocks are averaged, ratios divide sums."""
    inside = weekly[window[0] : window[1]]
    totals = inside.sum(axis=0).tolist()
    sums = {outcome.name: total for outcome, total in zip(weekly_outcomes(), totals, strict=True)}
    values = {}
    for outcome in OUTCOMES.values():
        if outcome.is_ratio:
            below = sums[outcome.by]
            values[outcome.name] = outcome.scale * sums[outcome.over] / below if below else float("nan")
        elif outcome.kind == "stock":
            values[outcome.name] = sums[outcome.name] / max(1, len(inside))
        else:
            values[outcome.name] = sums[outcome.name]
    return values


def run_row(one: Any, varied: Varied) -> dict[str, Any]:
    """The row of one run; a run that failed has no outcomes."""
    name = one.scenario.name
    row = {"scenario": name, "seed": one.seed, **varied.get(name, {})}
    if one.error:
        return row | {outcome: float("nan") for outcome in OUTCOMES}
    return row | window_values(one.weekly, one.scenario.window)


def weekly_table(whole: Sequence[Any], varied: Varied) -> pd.DataFrame:
    """A row for each run and week."""
    weeks = np.array([len(one.weekly) for one in whole], dtype=np.int64)
    head = {
        "scenario": np.repeat(np.array([one.scenario.name for one in whole], dtype=object), weeks),
        "seed": np.repeat(np.array([one.seed for one in whole], dtype=np.int64), weeks),
        "week": np.concatenate([np.arange(0, dtype=np.int64), *(np.arange(count) for count in weeks)]),
        "region": np.repeat(np.array(REGIONS, dtype=object), weeks.sum()),
    }
    for key in next(iter(varied.values()), {}):
        head[key] = np.repeat(np.array([varied[one.scenario.name][key] for one in whole]), weeks)
    names = [outcome.name for outcome in weekly_outcomes()]
    values = np.concatenate([np.empty((0, len(names))), *(one.weekly for one in whole)])
    return pd.concat([pd.DataFrame(head), pd.DataFrame(values, columns=names, copy=False)], axis=1)


def enterprise_table(whole: Sequence[Any]) -> pd.DataFrame:
    """A row for each run, year and enterprise that was in business in that year."""
    names = np.array(list(industries()), dtype=object)
    parts = []
    for one in whole:
        kept = one.yearly["weeks"] > 0
        rows = one.yearly[kept]
        columns = {"scenario": one.scenario.name, "seed": one.seed, "year": np.nonzero(kept)[0]}
        columns |= {name: names[rows[name]] if name == "industry" else rows[name] for name in rows.dtype.names}
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)
