"""One input at a time from one end of its range to the other, all others as they are: quick, and blind to company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from govsim.study.analysis.designs.design import Design
from govsim.study.analysis.sensitivity.method import Inputs
from govsim.study.runs.statistics import estimate

NAME = "tornado"


def ends_of(inputs: Inputs, usual: Mapping[str, Any]) -> Design:
    """The usual point, then for each input the points with it at its low and at its high end.

    Args:
        inputs: what is varied; members of a group go to their ends together.
        usual: the value of each setting where nothing is varied.
    """
    points = [dict(usual)]
    for places in inputs.groups.values():
        members = [inputs.factors[at] for at in places]
        points += [{**usual, **{one.key: one.at(share) for one in members}} for share in (0.0, 1.0)]
    return Design(NAME, tuple(points), inputs.factors)


def swings(inputs: Inputs, design: Design, values: np.ndarray) -> pd.DataFrame:
    """What the outcome is at both ends of each input, the widest first.

    Args:
        inputs: what is varied.
        design: its points, of `ends_of`.
        values: by point and seed.

    Returns:
        A row an input: factor, low_end, high_end (what was set, as text), at_low, at_high, and swing, the difference
        of the two under the same seeds, with its interval.
    """
    rows = []
    for at, (name, places) in enumerate(inputs.groups.items()):
        low, high = values[1 + 2 * at], values[2 + 2 * at]
        swing = estimate(high - low, "")
        ends = [
            _said(design.points[1 + 2 * at + end], [inputs.factors[place].key for place in places]) for end in (0, 1)
        ]
        rows.append((name, *ends, low.mean(), high.mean(), swing.mean, swing.low, swing.high))
    table = pd.DataFrame(rows, columns=["factor", "low_end", "high_end", "at_low", "at_high", "swing", "low", "high"])
    return table.iloc[np.argsort(-table["swing"].abs().to_numpy(), kind="stable")].reset_index(drop=True)


def _said(point: Mapping[str, Any], keys: list[str]) -> str:
    """The value at an end; of a group that there are several is all there is to say."""
    if len(keys) > 1:
        return ""
    value = point[keys[0]]
    return f"{value:.4g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)
