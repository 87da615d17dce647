"""How sure a box is: would luck give one as good, and does it come again in halves of the points?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.study.analysis.discovery.columns import NAMES, Table
from govsim.study.analysis.discovery.prim import Found, Search, find_box

SHUFFLES = 39  # so that two as good as the box are one in twenty
HALVES = 40  # assumed: a share of them is known to within 8 of a hundred
MIDDLE = (2.5, 97.5)  # per cent
COLUMNS = ("column", "side", "again", "end_low", "end_high")


@dataclass(frozen=True)
class Sure:
    """What says how sure a box is.

    Attributes:
        chance: share of shuffled outcomes, its own counted, that give a box as good.
        again: a row a restriction of the box or of a half's: in which share of the halves it comes, and between which
            ends 95 % of them lie.
        density, coverage: of boxes found in one half, at the points of the other: mean and 95 % of the halves.
    """

    chance: float
    again: pd.DataFrame
    density: tuple[float, float, float]
    coverage: tuple[float, float, float]


def how_sure(table: Table, hits: np.ndarray, search: Search, found: Found, seed: int) -> Sure:
    """Search shuffled outcomes and halves of the points as all points were searched.

    Args:
        table: the points.
        hits: at which of them it happens.
        search: how the box was searched for.
        found: the box.
        seed: of what is drawn.
    """
    luck = np.random.default_rng(seed)
    as_good = sum(find_box(table, luck.permutation(hits), search).worth >= found.worth - 1e-12 for _ in range(SHUFFLES))
    seen: dict[tuple[int, str], list[float]] = {one: [] for one in found.box.restrictions}
    shares = []
    for _ in range(HALVES):
        order = luck.permutation(len(table))
        mine, other = order[: len(order) // 2], order[len(order) // 2 :]
        half, rest = Table(table.columns, table.picked[mine]), Table(table.columns, table.picked[other])
        box = find_box(half, hits[mine], search).box
        for at, side in box.restrictions:
            end = np.nan if side == NAMES else (box.low if side == "low" else box.high)[at]
            seen.setdefault((at, side), []).append(float(end))
        inside = rest.members(box)
        ones, whole = (inside & hits[other]).sum(), hits[other].sum()
        shares.append((ones / inside.sum() if inside.any() else np.nan, ones / whole if whole else np.nan))
    return Sure((as_good + 1) / (SHUFFLES + 1), _again(seen), *map(spread_of, np.array(shares).T))


def _again(seen: dict[tuple[int, str], list[float]]) -> pd.DataFrame:
    rows = []
    for (at, side), ends in seen.items():
        is_known = len(ends) > 1 and side != NAMES
        low, high = np.percentile(ends, MIDDLE) if is_known else (np.nan, np.nan)
        rows.append((at, side, len(ends) / HALVES, float(low), float(high)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def spread_of(values: np.ndarray) -> tuple[float, float, float]:
    """The mean of those values that are known, and between which ends 95 % of them lie."""
    known = values[np.isfinite(values)]
    if not len(known):
        return (float("nan"),) * 3
    low, high = np.percentile(known, MIDDLE)
    return float(known.mean()), float(low), float(high)
