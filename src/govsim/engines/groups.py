"""Outcomes by groups of enterprises: one more pass over the rows, which every engine makes in the same order.

A run is divided by one key or several. Each key gives every enterprise a row of sums; a last row takes what belongs to
no enterprise, so that the rows of a key and that one add up to the outcome. Sums are kept for the window, added week by
week, and for each week where that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from govsim.engines.reached import enterprises_of
from govsim.engines.tiles import Tiles
from govsim.engines.week import Count, CountGroups, KeyColumns, Stage, week_of
from govsim.language import BEYOND, COUNTY, DeclarationError, Model

DIVISION = np.dtype([(name, "i8") for name in ("rows", "keys", "first", "last", "weekly")], align=True)


@dataclass(frozen=True, eq=False)
class Key:
    """One way in which the enterprises of a run are told apart.

    Attributes:
        by: what the tables call it.
        groups: names of the groups; a number that is none of theirs counts as `beyond`.
        of: a function of the enterprises' rows as laid out, which gives each one's group.
        column: in its place, the column of the enterprise that holds the group, read anew every week.
        where: of the declaration.
    """

    by: str
    groups: tuple[str, ...]
    of: Callable[[Any], Any] | None = None
    column: str = ""
    where: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Its rows, in order."""
        return (*self.groups, BEYOND)


@dataclass(frozen=True, eq=False)
class Division:
    """By what a run is divided, and whether each week is kept beside the window."""

    keys: tuple[Key, ...]
    weekly: bool = False

    @cached_property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Key and group of each row of sums; the last is the county's, which every key shares."""
        return (*((key.by, name) for key in self.keys for name in key.names), ("", COUNTY))

    @cached_property
    def firsts(self) -> tuple[int, ...]:
        """The first row of each key."""
        sizes = [len(key.names) for key in self.keys]
        return tuple(sum(sizes[:at]) for at in range(len(sizes)))

    @property
    def columns(self) -> tuple[tuple[int, str, int, int], ...]:
        """Keys that change from week to week: number, column, first row and number of groups."""
        return tuple(
            (at, key.column, self.firsts[at], len(key.groups)) for at, key in enumerate(self.keys) if key.column
        )

    def record(self, window: tuple[int, int]) -> np.ndarray:
        """What a kernel must know of it."""
        return np.array([(len(self.rows), len(self.keys), *window, self.weekly)], DIVISION)

    def blocks(self, weeks: int) -> int:
        """How many times its rows are kept: for the window, and for each week or the week at hand."""
        return 1 + (weeks if self.weekly else 1)

    def row_of_each(self, enterprises: Any) -> np.ndarray:
        """The row of sums of each enterprise, key after key.

        Raises:
            DeclarationError: when a key gives no whole number for each enterprise.
        """
        made = [_numbers(key, enterprises) + first for key, first in zip(self.keys, self.firsts, strict=True)]
        return np.concatenate(made).astype(np.int64) if made else np.zeros(0, np.int64)


def _numbers(key: Key, enterprises: Any) -> np.ndarray:
    if key.of is None:
        return np.full(len(enterprises), len(key.groups))
    given = np.asarray(key.of(enterprises))
    if given.shape != (len(enterprises),) or given.dtype.kind not in "iub":
        reason = f"{given.dtype}{list(given.shape)}"
        raise DeclarationError("language.grouping_numbers", key.where, name=key.by, reason=reason)
    given = given.astype(np.int64)
    return np.where((given >= 0) & (given < len(key.groups)), given, len(key.groups))


@lru_cache(maxsize=64)
def group_stage(model: Model, columns: tuple[tuple[int, str, int, int], ...]) -> Stage:
    """The pass over the rows that adds outcomes up by group, after all else of a week."""
    outcomes = next(stage for stage in week_of(model).stages if stage.kind == "outcomes")
    counts = tuple(CountGroups(one, _path(model, one.table)) for one in outcomes.steps if isinstance(one, Count))
    read = (KeyColumns(columns),) if columns else ()
    return Stage("groups", "groups", (*read, *counts))


def _path(model: Model, table: str) -> tuple[str, ...] | None:
    """The way to the enterprise, as `enterprises_of` takes it."""
    if table == "enterprise":
        return ()
    for parent in model.parents_of(table):
        above = _path(model, parent)
        if above is not None:
            return (parent, *above)
    return None


def divided_outcomes(model: Model) -> tuple[frozenset[str], frozenset[str]]:
    """Weekly outcomes of which some part belongs to enterprises, and those of which some part belongs to none."""
    ours: set[str] = set()
    others: set[str] = set()
    for one in model.weekly_outcomes:
        for cell in one.total:
            (others if _path(model, cell.partition(".")[0]) is None else ours).add(one.name)
    return frozenset(ours), frozenset(others)


class Counter:
    """The same pass in plain Python.

    Args:
        model: what is counted.
        division: by what.
        agents: by table, rows that have columns as attributes.
        tables: the same as they are laid out.
    """

    def __init__(
        self, model: Model, division: Division, agents: Mapping[str, Any], tables: Mapping[str, Tiles]
    ) -> None:
        self.division, self.agents = division, agents
        self.steps = group_stage(model, division.columns).steps
        self.names = [one.name for one in model.weekly_outcomes]
        self.window, self.weeks = self._nothing(), list[list[dict[str, float]]]()
        rows = division.row_of_each(tables["enterprise"])
        self.keys: list[list[int]] = rows.reshape(len(division.keys), -1).T.tolist()
        above = {table: enterprises_of(model, table, tables) for table in tables}
        self.owners = {table: rows.tolist() for table, rows in above.items() if rows is not None}

    def _nothing(self) -> list[dict[str, float]]:
        return [dict.fromkeys(self.names, 0.0) for _ in self.division.rows]

    def count(self, inside: bool) -> None:
        """Count a week, in the window or not."""
        sums = self._nothing()
        for step in self.steps:
            if isinstance(step, KeyColumns):
                self._read(step)
            elif isinstance(step, CountGroups):
                for i, row in enumerate(self.agents[step.table]):
                    for at in self._rows_of(step, i):
                        _add(sums[at], step.count, row)
        if inside:
            for total, week in zip(self.window, sums, strict=True):
                for name in self.names:
                    total[name] += week[name]
        if self.division.weekly:
            self.weeks.append(sums)

    def _read(self, step: KeyColumns) -> None:
        for i, row in enumerate(self.agents["enterprise"]):
            for at, column, first, groups in step.columns:
                value = getattr(row, column)
                self.keys[i][at] = first + (value if 0 <= value < groups else groups)

    def _rows_of(self, step: CountGroups, i: int) -> Iterator[int]:
        if step.path is None:
            yield len(self.division.rows) - 1
        else:
            yield from self.keys[self.owners[step.table][i]]

    def array(self) -> np.ndarray:
        """The sums as the compiled engine keeps them."""
        blocks = [self.window, *self.weeks]
        return np.array([[list(row.values()) for row in block] for block in blocks], float)


def _add(sums: dict[str, float], count: Count, row: Any) -> None:
    for name, column in count.flows:
        sums[name] += getattr(row, column)
    if row.alive:
        for name, column in count.stocks:
            sums[name] += getattr(row, column)
