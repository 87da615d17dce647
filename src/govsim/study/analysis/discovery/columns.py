"""What a rule may speak of: the settings of a design as columns, on a scale or of a few names, and boxes over them.

A box keeps, of each setting on a scale, what lies between two ends, and of each other setting some of its values. Whole
numbers, numbers of a list, yes and no, and names are taken as they are: nothing is turned into a number that is none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from govsim.study.analysis.designs.design import Design
from govsim.study.speak.errors import short

MOST_DIGITS = 12  # of an end, as of a value that was drawn
LOW, HIGH, NAMES = "low", "high", "names"  # what may be restricted of a column


@dataclass(frozen=True)
class Column:
    """A setting and its value at each point.

    Attributes:
        key: of the setting.
        places: its values where it is on a scale, else the number of the value among its names; a point each.
        names: its values where they are no numbers on a scale.
        is_apart: whether only its own values count: whole numbers, or the numbers of a list.
    """

    key: str
    places: np.ndarray
    names: tuple[Any, ...] = ()
    is_apart: bool = False


def columns_of(design: Design) -> list[Column]:
    """The settings of a design that differ between its points."""
    listed = {one.key for one in design.factors if one.choices}
    made = [_column(key, [point[key] for point in design.points], key in listed) for key in design.keys]
    return [one for one in made if np.ptp(one.places) > 0.0]


def _column(key: str, values: Sequence[Any], is_listed: bool) -> Column:
    numbers = [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) < len(values):
        said = [one if isinstance(one, str | bool) else short(one) for one in values]
        names = tuple(dict.fromkeys(said)) if not all(isinstance(one, bool) for one in said) else (False, True)
        return Column(key, np.array([names.index(one) for one in said], float), names)
    whole = all(isinstance(one, int) or float(one).is_integer() for one in numbers)
    return Column(key, np.array(numbers, float), is_apart=is_listed or whole)


@dataclass(frozen=True)
class Box:
    """What of each column is kept.

    Attributes:
        low, high: ends of each column on a scale, both kept; infinite where nothing is cut off.
        out: of columns of names, the column and the number of each name that is left out.
    """

    low: np.ndarray
    high: np.ndarray
    out: frozenset[tuple[int, int]] = frozenset()

    @property
    def restrictions(self) -> list[tuple[int, str]]:
        """Column and side of each restriction, by column."""
        made = [(at, LOW) for at in np.flatnonzero(np.isfinite(self.low)).tolist()]
        made += [(at, HIGH) for at in np.flatnonzero(np.isfinite(self.high)).tolist()]
        made += [(at, NAMES) for at in {at for at, _ in self.out}]
        return sorted(made)

    def without(self, at: int, side: str) -> Box:
        """The box with one restriction lifted."""
        if side == NAMES:
            return replace(self, out=frozenset(one for one in self.out if one[0] != at))
        return self.cut(at, side, -math.inf if side == LOW else math.inf)

    def cut(self, at: int, side: str, end: float) -> Box:
        """The box with another end of a column on a scale."""
        ends = (self.low if side == LOW else self.high).copy()
        ends[at] = end
        return replace(self, low=ends) if side == LOW else replace(self, high=ends)


class Table:
    """Columns of some points, ready to be searched.

    Attributes:
        columns: of all points.
        picked: which of their points are in the table.
        x: a row a point, a column a column.
        scales: which columns are on a scale.
        levels: column and number of every name.
    """

    def __init__(self, columns: Sequence[Column], picked: np.ndarray | None = None) -> None:
        self.columns = columns
        whole = np.stack([one.places for one in columns], axis=1)
        self.picked = np.arange(len(whole)) if picked is None else picked
        self.x = whole[self.picked]
        self.scales = np.array([at for at, one in enumerate(columns) if not one.names], int)
        self.levels = [(at, name) for at, one in enumerate(columns) for name in range(len(one.names))]

    def __len__(self) -> int:
        return len(self.x)

    @property
    def whole(self) -> Box:
        """The box that holds everything."""
        ends = np.full(len(self.columns), math.inf)
        return Box(-ends, ends)

    @cached_property
    def is_level(self) -> np.ndarray:
        """A row a name, a column a point: whether it has it."""
        return np.array([self.x[:, at] == name for at, name in self.levels]).reshape(len(self.levels), len(self))

    @cached_property
    def order(self) -> np.ndarray:
        """A row a column on a scale: its points from the lowest up."""
        return np.argsort(self.x[:, self.scales], axis=0, kind="stable").T

    @cached_property
    def ends(self) -> tuple[np.ndarray, np.ndarray]:
        """For each place of that order, the first and the last place with the same value."""
        count = len(self)
        sorted_x = np.take_along_axis(self.x[:, self.scales].T, self.order, axis=1)
        is_new = np.ones(sorted_x.shape, bool)
        is_new[:, 1:] = np.diff(sorted_x, axis=1) > 0.0
        first = np.maximum.accumulate(np.where(is_new, np.arange(count), 0), axis=1)
        is_last = np.ones(sorted_x.shape, bool)
        is_last[:, :-1] = is_new[:, 1:]
        last = np.minimum.accumulate(np.where(is_last, np.arange(count), count)[:, ::-1], axis=1)[:, ::-1]
        return first, last

    def members(self, box: Box) -> np.ndarray:
        """Which points lie in a box."""
        inside = ((self.x >= box.low) & (self.x <= box.high)).all(axis=1)
        for at, name in box.out:
            inside &= self.x[:, at] != name
        return np.asarray(inside)


def end_between(column: Column, gone: float, kept: float) -> float:
    """The end of a box that keeps one value and not the other: the shortest number that does, or the value itself."""
    if column.is_apart:
        return kept
    for digits in range(1, MOST_DIGITS + 1):
        end = _rounded(kept, gone, digits)
        if min(gone, kept) <= end <= max(gone, kept) and end != gone:
            return end
    return kept


def _rounded(kept: float, gone: float, digits: int) -> float:
    middle = (gone + kept) / 2.0
    return float(f"{middle:.{digits}g}")
