"""What a method of sensitivity is, and what all of them share: intervals, ranks, and whether more points would matter.

A method lays points out as shares of each input's spread, in units that may be drawn again (a walk, a row, a point),
and works indices out from the values at its points and the units that were picked. Intervals are those of units drawn
again with replacement, moved to the estimate, since an index of a repeated sample may lie above it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from govsim.study.analysis.designs.design import Design
from govsim.study.ask.ranges import Factor
from govsim.study.speak.errors import InputError, RunError
from govsim.study.speak.words import tell

RESAMPLES = 500
MIDDLE = (2.5, 97.5)  # per cent of the samples drawn again
SHARES = (0.25, 0.5, 1.0)  # of the units, by which convergence is judged
FEWEST = 4  # units of which an interval is made
FLOOR = "floor"  # the index of an input that does nothing: it has no interval
MOST_NAMED = 5  # points without a value that are named
Indices = Callable[[np.ndarray], np.ndarray]  # from the numbers of units to a row an index, a column an input


@dataclass(frozen=True)
class Inputs:
    """What is varied: factors, and which of them move together.

    Attributes:
        factors: settings with their ranges.
        groups: by name the places of its factors; each factor alone where nobody asked.
    """

    factors: tuple[Factor, ...]
    groups: dict[str, tuple[int, ...]]

    @classmethod
    def alone(cls, factors: Sequence[Factor]) -> Inputs:
        """Each factor by itself."""
        return cls(tuple(factors), {one.key: (at,) for at, one in enumerate(factors)})

    def mask(self) -> np.ndarray:
        """A row a group, a column a factor: whether it belongs there."""
        made = np.zeros((len(self.groups), len(self.factors)), bool)
        for row, places in zip(made, self.groups.values(), strict=True):
            row[list(places)] = True
        return made


class Method(Protocol):
    """A method of sensitivity.

    Attributes:
        name: as it is asked for.
        columns: names of its indices; inputs are ranked by the first.
        usual: its size where none is given.
        unit: what is drawn again, a key of the catalogue.
    """

    name: str
    columns: tuple[str, ...]
    usual: int
    unit: str

    def shares(self, inputs: Inputs, size: int, seed: int) -> np.ndarray:
        """The points: a row a point, a column a factor; the points of a unit follow each other."""

    def indices(self, inputs: Inputs, shares: np.ndarray, values: np.ndarray, size: int) -> Indices:
        """What works the indices out from values, by point."""

    def check(self, inputs: Inputs, size: int) -> None:
        """Refuse a size or inputs that it cannot take."""


@dataclass(frozen=True)
class Sample:
    """The points of a method over some inputs."""

    method: Method
    inputs: Inputs
    size: int
    shares: np.ndarray
    design: Design


@dataclass(frozen=True)
class Found:
    """What a method found.

    Attributes:
        table: a row an input, the one that moves most first: factor, its indices each with the ends of their interval,
            and the ranks between which it lies.
        convergence: a row a part of the units and input: units, runs, factor, index, low, high.
        pairs: of methods that know them, a row two inputs: first, second, index, low, high.
    """

    table: pd.DataFrame
    convergence: pd.DataFrame
    pairs: pd.DataFrame | None = None


def sampled(method: Method, inputs: Inputs, size: int | None = None, seed: int = 1) -> Sample:
    """The points of a method.

    Raises:
        InputError: it takes no such size, or no such inputs.
    """
    chosen = method.usual if size is None else size
    if len(inputs.groups) < 2:
        raise InputError(tell("error.sensitivity_inputs"))
    method.check(inputs, chosen)
    shares = method.shares(inputs, chosen, seed)
    points = tuple(
        {one.key: one.at(share) for one, share in zip(inputs.factors, row, strict=True)} for row in shares.tolist()
    )
    return Sample(method, inputs, chosen, shares, Design(f"{method.name}:{chosen}", points, inputs.factors))


def analysed(sample: Sample, values: np.ndarray, outcome: str = "", seed: int = 1) -> Found:
    """The indices of each input, with their intervals, ranks and convergence.

    Args:
        sample: the points.
        values: at each of them.
        outcome: of what, for messages.
        seed: of the samples that are drawn again.

    Raises:
        RunError: a point has no value, or all have the same.
    """
    missing = np.flatnonzero(~np.isfinite(values)) + 1
    if len(missing):
        named = ", ".join(map(str, missing[:MOST_NAMED])) + (", ..." if len(missing) > MOST_NAMED else "")
        raise RunError(tell("error.sensitivity_missing", outcome=outcome, count=len(missing), points=named))
    if np.ptp(values) <= 1e-12 * max(1.0, float(np.abs(values).max())):
        raise RunError(tell("error.sensitivity_constant", outcome=outcome, value=f"{values[0]:.6g}"))
    method, names = sample.method, list(sample.inputs.groups)
    indices, luck = method.indices(sample.inputs, sample.shares, values, sample.size), np.random.default_rng(seed)
    each, again = _with_resamples(indices, sample.size, luck)
    low, high = _ends(each, again)
    ranks = _ranks(again[:, 0]) if len(again) else np.repeat(_ranks(each[:1]), 2, axis=0)
    table = pd.DataFrame({"factor": names})
    for at, column in enumerate(method.columns):
        table[column] = each[at]
        if column != FLOOR:
            table[f"{column}_low"], table[f"{column}_high"] = low[at], high[at]
    bottom, top = np.percentile(ranks, MIDDLE, axis=0, method="inverted_cdf")
    table["rank_low"], table["rank_high"] = bottom.astype(int), top.astype(int)
    table = table.iloc[np.argsort(-each[0], kind="stable")].reset_index(drop=True)
    pairs = getattr(method, "pairs", None)
    runs = len(sample.shares) / sample.size
    return Found(
        table, _convergence(indices, sample.size, runs, names, seed),
        pairs(sample.inputs, values, sample.size, luck) if pairs is not None else None,
    )  # fmt: skip


def _with_resamples(indices: Indices, size: int, luck: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The indices of all units, and those of units drawn again, by sample, index and input."""
    each = indices(np.arange(size))
    if size < FEWEST:
        return each, np.empty((0, *each.shape))
    return each, np.array([indices(luck.integers(0, size, size)) for _ in range(RESAMPLES)])


def _ends(each: np.ndarray, again: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ends of intervals about indices."""
    if not len(again):
        return np.full(each.shape, np.nan), np.full(each.shape, np.nan)
    low, high = np.percentile(again, MIDDLE, axis=0)
    moved = each - again.mean(0)
    return low + moved, high + moved


def _ranks(values: np.ndarray) -> np.ndarray:
    """The place of each input in each row, the largest first."""
    return np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1, kind="stable") + 1


def _convergence(indices: Indices, size: int, runs: float, names: Sequence[str], seed: int) -> pd.DataFrame:
    """The first index of each input on a part of the units, on more, and on all."""
    rows = []
    for count in dict.fromkeys(max(2, int(size * share)) for share in SHARES):
        luck = np.random.default_rng(seed)
        each, again = _with_resamples(indices, count, luck)
        low, high = _ends(each, again)
        rows += [
            (count, round(count * runs), name, each[0, at], low[0, at], high[0, at]) for at, name in enumerate(names)
        ]
    return pd.DataFrame(rows, columns=["units", "points", "factor", "index", "low", "high"])
