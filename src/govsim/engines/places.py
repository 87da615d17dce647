"""Where the rows of all tables of a population lie, and what follows from it for their members."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from govsim.engines.tiles import LANES, Tiles, parent_of_tiles
from govsim.language import HOLDER, Model

Links = Mapping[tuple[str, str], tuple[np.ndarray, np.ndarray]]


class Places:
    """The places of rows: eight to a tile, one behind the other or by parents.

    Args:
        model: what the tables belong to.
        tables: as records.
        links: by members' table and parent, where each parent's members start, and their rows.

    Attributes:
        laid: the tables, laid out before anyone has arrived; the records are needed no more.
    """

    def __init__(self, model: Model, tables: Mapping[str, np.ndarray], links: Links) -> None:
        self._links, self._rows = links, {name: len(records) for name, records in tables.items()}
        self._unheld: dict[tuple[str, np.dtype], Tiles] = {}
        self.parents = {name: parent_of_tiles(model, name) for name in tables}
        self.laid = {name: self.lay(name, records) for name, records in tables.items()}

    @cached_property
    def of(self) -> dict[str, np.ndarray]:
        """The place of each row of each table."""
        return {name: self._of(name) for name in self._rows}

    @cached_property
    def members(self) -> dict[tuple[str, str], np.ndarray]:
        """By members' table and parent, the places of the members of each row of the parent, in the order of rows."""
        return {(table, parent): self.of[table][rows] for (table, parent), (_, rows) in self._links.items()}

    def lay(self, table: str, records: np.ndarray) -> Tiles:
        """Lay out one record for each row of a table; padding has its neighbours' parent."""
        parent = self.parents[table]
        if parent is None:
            return Tiles.of(records)
        first = self.first_tiles(table)
        made = Tiles.of(records, self.of[table], int(first[-1]))
        if parent in (records.dtype.names or ()):
            made.fill(parent, np.repeat(np.arange(len(first) - 1), np.diff(first)))
        return made

    def unheld(self, table: str, memory: np.dtype) -> Tiles:
        """What an instrument remembers before it has seen anyone, a record for each row; not to be written."""
        if (table, memory) not in self._unheld:
            records = np.zeros(self._rows[table], memory)
            records[HOLDER] = -1
            self._unheld[table, memory] = self.lay(table, records)
        return self._unheld[table, memory]

    def first_tiles(self, table: str) -> np.ndarray:
        """The first tile of each parent's members, and the number of tiles behind them."""
        start, _ = self._links[table, str(self.parents[table])]
        return np.concatenate([[0], np.cumsum(-(-np.diff(start) // LANES))]).astype(np.int64)

    def spread(self, table: str, values: np.ndarray) -> np.ndarray:
        """One value for each row, in the order of places; nothing on padding."""
        made = np.zeros(len(self.laid[table].cells) * LANES)
        if self.parents[table] is None:
            made[: len(values)] = values
        else:
            made[self.of[table]] = values
        return made

    def _of(self, table: str) -> np.ndarray:
        parent = self.parents[table]
        if parent is None:
            return np.arange(self._rows[table])
        start, rows = self._links[table, parent]
        made = np.empty(len(rows), np.int64)
        shift = LANES * self.first_tiles(table)[:-1] - start[:-1]
        made[rows] = np.arange(len(rows)) + np.repeat(shift, np.diff(start))
        return made
