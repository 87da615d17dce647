"""Boxes in which something happens often: the patient rule induction method, written for columns of every kind.

Friedman, J. H. & Fisher, N. I. (1999). Bump hunting in high-dimensional data. Statistics and Computing 9, 123-143:
peeling, pasting and covering. Kwakkel, J. H. & Jaxa-Rozen, M. (2016). Improving scenario discovery for handling
heterogeneous uncertainties and multinomial classified outcomes. Environmental Modelling & Software 79, 311-321: a peel
is judged by what it gains for each point that it takes, or names and whole numbers, which come off in large pieces,
always win. Bryant, B. P. & Lempert, R. J. (2010). Thinking inside the box. Technological Forecasting and Social Change
77, 34-49: coverage and density of a box, and of each restriction the chance that luck alone does as much (quasi-p).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from govsim.study.analysis.discovery.columns import HIGH, LOW, NAMES, Box, Table, end_between

SURE = 0.05  # chance of luck from which on a restriction is dropped, as in Bryant and Lempert


@dataclass(frozen=True)
class Search:
    """How boxes are searched for.

    Attributes:
        peel: share of the points of a box that a peel takes off a scale.
        least: share of all points that a box must hold.
        density: share of its points at which it must happen; None to balance it with coverage.
    """

    peel: float = 0.05
    least: float = 0.05
    density: float | None = None

    def worth(self, inside: Any, ones: Any, all_ones: int) -> np.ndarray:
        """What boxes are worth: the harmonic mean of coverage and density, or coverage where density is asked for.

        Args:
            inside: points of each box, one or several.
            ones: those of them at which it happens.
            all_ones: those of all points.
        """
        inside, ones = np.asarray(inside, float), np.asarray(ones, float)
        if self.density is None:
            return 2.0 * ones / np.maximum(inside + all_ones, 1.0)
        short = ones / np.maximum(inside, 1.0) / self.density - 1.0  # below zero, the nearer the better
        return np.where(short >= -1e-9, ones / max(all_ones, 1), short)


@dataclass(frozen=True)
class Step:
    """A box on the way from all points to few."""

    box: Box
    inside: int
    ones: int


@dataclass(frozen=True)
class Found:
    """A box that was searched for.

    Attributes:
        box: as it was chosen, with what luck does as well lifted.
        steps: the way there, from all points on.
        chosen: which of them was taken, from 0.
        worth: of the box, which may lie beside the way.
    """

    box: Box
    steps: Sequence[Step]
    chosen: int
    worth: float


def find_box(table: Table, hits: np.ndarray, search: Search) -> Found:
    """The best box of some points.

    Ends are moved from the best step of the peeling and from all points: where it happens in two places that lie apart,
    peeling may have gone between them, and no single move leads out of there.

    Args:
        table: the points.
        hits: at which of them it happens.
        search: how.
    """
    steps = peeled(table, hits, search)
    inside, ones = (np.array([getattr(one, name) for one in steps]) for name in ("inside", "ones"))
    worth = search.worth(inside, ones, int(hits.sum()))
    chosen = int(worth.argmax())
    boxes = [moved(table, hits, steps[at].box, search) for at in {0: None, chosen: None}]
    best = max(boxes, key=lambda box: _worth(table, hits, box, search))
    best = pruned(table, hits, best, search)
    return Found(best, steps, chosen, _worth(table, hits, best, search))


def _worth(table: Table, hits: np.ndarray, box: Box, search: Search) -> float:
    members = table.members(box)
    return float(search.worth(members.sum(), (members & hits).sum(), int(hits.sum())))


def _least(table: Table, search: Search) -> int:
    return max(2, int(np.ceil(search.least * len(table))))


def peeled(table: Table, hits: np.ndarray, search: Search) -> list[Step]:
    """Boxes from all points on, each without the piece whose loss raises density most for each point that goes."""
    box, inside = table.whole, np.ones(len(table), bool)
    least = _least(table, search)
    made = [Step(box, len(table), int(hits.sum()))]
    while 0 < made[-1].ones < made[-1].inside:
        best = _best_peel(table, hits, inside, least, search.peel)
        if best is None:
            break
        box = _taken(table, box, inside, best)
        inside = inside & table.members(box)
        made.append(Step(box, int(inside.sum()), int((inside & hits).sum())))
    return made


def _best_peel(
    table: Table, hits: np.ndarray, inside: np.ndarray, least: int, share: float
) -> tuple[str, int, float] | None:
    """Side, column or name, and the last value that goes; None where no piece may go."""
    count, ones = int(inside.sum()), int((inside & hits).sum())
    kept, kept_ones, gone = [], [], []
    if len(table.scales):
        for side in (LOW, HIGH):
            left, left_ones, last = _scale_peels(table, hits, inside, share, side)
            kept.append(left)
            kept_ones.append(left_ones)
            gone += [(side, int(at), float(value)) for at, value in zip(table.scales, last, strict=True)]
    if table.levels:
        kept.append(count - table.is_level[:, inside].sum(axis=1))
        kept_ones.append(ones - table.is_level[:, inside & hits].sum(axis=1))
        gone += [(NAMES, number, 0.0) for number in range(len(table.levels))]
    left, left_ones = np.concatenate(kept), np.concatenate(kept_ones)
    may = (left >= least) & (left < count)
    if not may.any():
        return None
    gain = (left_ones / np.maximum(left, 1) - ones / count) / np.maximum(count - left, 1)
    return gone[int(np.where(may, gain, -np.inf).argmax())]


def _scale_peels(
    table: Table, hits: np.ndarray, inside: np.ndarray, share: float, side: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each column on a scale: what is left, at how many of it it happens, and the last value that goes."""
    order, (first, last) = table.order, table.ends
    rows, count = np.arange(len(order)), int(inside.sum())
    piece = max(1, int(share * count))
    there, ones = inside[order].cumsum(axis=1), (inside & hits)[order].cumsum(axis=1)
    if side == LOW:
        at = last[rows, (there < piece).sum(axis=1)]  # all that share the value of the last go with it
        left, left_ones = count - there[rows, at], ones[:, -1] - ones[rows, at]
    else:
        at = first[rows, (there < count - piece + 1).sum(axis=1)]
        before = np.maximum(at - 1, 0)
        left, left_ones = np.where(at, there[rows, before], 0), np.where(at, ones[rows, before], 0)
    return left, left_ones, table.x[order[rows, at], table.scales]


def _taken(table: Table, box: Box, inside: np.ndarray, best: tuple[str, int, float]) -> Box:
    """The box without a piece."""
    side, at, value = best
    if side == NAMES:
        return Box(box.low, box.high, box.out | {table.levels[at]})
    return box.cut(at, side, _end(table, at, side, inside, value))


def _end(table: Table, at: int, side: str, inside: np.ndarray, gone: float) -> float:
    values = table.x[inside, at]
    kept = values[values > gone].min() if side == LOW else values[values < gone].max()
    return end_between(table.columns[at], gone, float(kept))


def moved(table: Table, hits: np.ndarray, box: Box, search: Search, may_add: bool = True) -> Box:
    """The box with one end after the other moved, out or in, to where it is worth most, until no move helps.

    Pieces of a small box hold a few points, whose luck may stop a peel too early or let it go on too long; with all
    other ends as they are, the best place of one end is found over all points.

    Args:
        table: the points.
        hits: at which of them it happens.
        box: to begin with.
        search: what boxes are worth.
        may_add: whether ends may come where the box has none.
    """
    all_ones, least = int(hits.sum()), _least(table, search)
    worth = _worth(table, hits, box, search)
    while True:
        inside = table.members(box)
        tried = [_best_cut(table, hits, inside, box, search, all_ones, least)] if may_add else []
        tried += [_best_end(table, hits, box, one, search, all_ones, least) for one in box.restrictions]
        tried += _other_names(table, hits, inside, box, search, all_ones, least, may_add)
        best = max(tried, key=lambda one: one[0], default=(-np.inf, box))
        if best[0] <= worth + 1e-12:
            return box
        worth, box = best


def _best_cut(
    table: Table, hits: np.ndarray, inside: np.ndarray, box: Box, search: Search, all_ones: int, least: int
) -> tuple[float, Box]:
    """The best box with an end where there is none yet."""
    best = (-np.inf, box)
    if not len(table.scales):
        return best
    order, (first, last) = table.order, table.ends
    there, ones = inside[order].cumsum(axis=1), (inside & hits)[order].cumsum(axis=1)
    count, count_ones, place = there[:, -1:], ones[:, -1:], np.arange(len(table))
    for side, ends in ((LOW, box.low), (HIGH, box.high)):
        if side == LOW:  # what lies up to a place goes
            left, left_ones, may = count - there, count_ones - ones, last == place
        else:  # what lies from a place on goes
            mine = inside[order]
            left, left_ones, may = there - mine, ones - (inside & hits)[order], first == place
        may = may & (left >= least) & (left < count) & ~np.isfinite(ends[table.scales])[:, None]
        worth = np.where(may, search.worth(left, left_ones, all_ones), -np.inf)
        row, at = np.unravel_index(int(worth.argmax()), worth.shape)
        if worth[row, at] > best[0]:
            column = int(table.scales[row])
            gone = float(table.x[order[row, at], column])
            best = (float(worth[row, at]), box.cut(column, side, _end(table, column, side, inside, gone)))
    return best


def _best_end(
    table: Table, hits: np.ndarray, box: Box, restriction: tuple[int, str], search: Search, all_ones: int, least: int
) -> tuple[float, Box]:
    """The best box with one of its ends elsewhere, or lifted; of names, with all of them back."""
    at, side = restriction
    lifted = box.without(at, side)
    free = np.flatnonzero(table.members(lifted))
    if side == NAMES:
        return float(search.worth(len(free), hits[free].sum(), all_ones)), lifted
    values = table.x[free, at] if side == HIGH else -table.x[free, at]
    order = np.argsort(values, kind="stable")
    values, mine = values[order], hits[free[order]]
    worth = search.worth(np.arange(1, len(free) + 1), mine.cumsum(), all_ones)
    may = np.append(np.diff(values) > 0.0, True) & (np.arange(1, len(free) + 1) >= least)
    best = int(np.where(may, worth, -np.inf).argmax())
    if best == len(free) - 1:
        return float(worth[best]), lifted
    sign = 1.0 if side == HIGH else -1.0
    end = end_between(table.columns[at], sign * float(values[best + 1]), sign * float(values[best]))
    return float(worth[best]), box.cut(at, side, end)


def _other_names(
    table: Table, hits: np.ndarray, inside: np.ndarray, box: Box, search: Search, all_ones: int, least: int,
    may_add: bool,
) -> list[tuple[float, Box]]:  # fmt: skip
    """Boxes with one name less, or with one back."""
    made, restricted = [], {at for at, _ in box.out}
    for one, has in zip(table.levels, table.is_level, strict=True):
        if not may_add and one[0] not in restricted:
            continue
        other = Box(box.low, box.high, box.out ^ {one})
        members = table.members(other) if one in box.out else inside & ~has
        count = int(members.sum())
        if least <= count != int(inside.sum()):
            made.append((float(search.worth(count, (members & hits).sum(), all_ones)), other))
    return made


def pruned(table: Table, hits: np.ndarray, box: Box, search: Search) -> Box:
    """The box without restrictions that luck does as well, the least sure of them lifted first.

    Where one is lifted, the ends of the others are moved again: what it did may be theirs to do.
    """
    while True:
        chances = quasi_p(table, hits, box)
        worst = max(chances, key=lambda one: chances[one], default=None)
        if worst is None or chances[worst] <= SURE:
            return box
        box = moved(table, hits, box.without(*worst), search, may_add=False)


def quasi_p(table: Table, hits: np.ndarray, box: Box) -> dict[tuple[int, str], float]:
    """Of each restriction: the chance that as many hits come into the box by luck from the box without it."""
    from scipy.special import bdtrc

    inside = table.members(box)
    count, ones = int(inside.sum()), int((inside & hits).sum())
    made = {}
    for one in box.restrictions:
        wide = table.members(box.without(*one))
        share = (wide & hits).sum() / max(wide.sum(), 1)
        made[one] = 1.0 if ones == 0 else float(bdtrc(ones - 1, count, share)) if share < 1.0 else 1.0
    return made
