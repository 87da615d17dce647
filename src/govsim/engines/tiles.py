"""Where a run keeps its rows: in tiles of eight, each column of a tile side by side, so that one load takes eight rows.

A tile holds eight rows, `[column][row]`, in cells of eight bytes: a row is an address, and each column lies a constant
distance behind it. Rows that belong to one parent may begin a tile of their own (`parent_of_tiles`); what is left of a
tile is padding, in which nobody ever lives.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from govsim.language import Model

LANES = 8  # rows of a tile
CELL = 8  # bytes of a column of one row
LINE = LANES * CELL  # bytes of a column of one tile; tiles begin at multiples of it, which is a line of any cache
NOBODY = -1  # the id of padding


@lru_cache(maxsize=1024)
def parent_of_tiles(model: Model, table: str) -> str | None:
    """The parent whose members begin tiles of their own, so that all rows of a tile have one; None without any.

    It is the one parent of a table that is nobody's parent, such as the enterprise of workers.
    """
    declared = [one for one in model.tables[table].parents if one in model.tables]
    is_parent = any(table in model.parents_of(other) for other in model.tables)
    return declared[0] if len(declared) == 1 and not is_parent else None


class Tiles:
    """The rows of a table, as arrays by column for whoever asks; stored in tiles.

    `rows["age"]` is a column in the order of rows, a copy that refuses to be written; `rows["age"] = values` writes one.
    `rows[0]`, `rows[mask]` and the like are copies of rows as NumPy records.

    Attributes:
        dtype: the record that a row would be.
        cells: the storage, as float64, shape (tiles, columns, 8).
        places: where each row lies, eight to a tile; None where row `i` lies in place `i`.
    """

    def __init__(self, dtype: np.dtype, rows: int, cells: np.ndarray, places: np.ndarray | None = None) -> None:
        self.dtype, self.cells, self.places, self._rows = dtype, cells, places, rows
        self._at = {name: at for at, name in enumerate(dtype.names or ())}

    @classmethod
    def of(cls, records: np.ndarray, places: np.ndarray | None = None, tiles: int | None = None) -> Tiles:
        """Records, laid out.

        Args:
            records: a row each.
            places: where each is to lie; one behind the other if not given.
            tiles: how many there are; as many as the rows fill if not given.
        """
        count = -(-len(records) // LANES) if tiles is None else tiles
        made = cls(records.dtype, len(records), _empty(count, len(records.dtype.names or ())), places)
        if "id" in made._at:
            made._kept("id")[...] = NOBODY
        made[...] = records
        return made

    def __len__(self) -> int:
        return self._rows

    @property
    def nbytes(self) -> int:
        """What it takes in memory."""
        return self.cells.nbytes

    @property
    def entry(self) -> tuple[int, int, int]:
        """By what a kernel knows it: address, places that may hold rows, and bytes from one tile to the next."""
        places = self._rows if self.places is None else len(self.cells) * LANES
        return self.cells.ctypes.data, places, self.cells.shape[1] * LINE

    def copy(self) -> Tiles:
        """The same rows, stored anew."""
        cells = _empty(len(self.cells), self.cells.shape[1])
        cells[...] = self.cells
        return Tiles(self.dtype, self._rows, cells, self.places)

    def records(self) -> np.ndarray:
        """A copy of the rows as NumPy records."""
        made = np.zeros(self._rows, self.dtype)
        for name in self._at:
            made[name] = self[name]
        return made

    def tolist(self) -> list[tuple[Any, ...]]:
        """The rows as tuples of Python numbers."""
        return list(zip(*(self[name].tolist() for name in self._at), strict=True))

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return self.records()[key]
        flat = self._kept(key).reshape(-1)
        found = flat[: self._rows] if self.places is None else flat[self.places]
        column = found != 0 if self.dtype[key].kind == "b" else found
        column.flags.writeable = False
        return column

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(key, str):
            self._put(key, value)
        elif key is not Ellipsis:
            raise TypeError("a column is written by its name, all rows by ...")
        elif isinstance(value, Tiles):
            self.cells[...] = value.cells
        else:
            for name in self._at:
                self._put(name, value[name])

    def put(self, name: str, rows: Any, values: Any) -> None:
        """Write some rows of a column."""
        column = self[name].copy()
        column[rows] = values
        self._put(name, column)

    def _kept(self, name: str) -> np.ndarray:
        """The cells of a column, a view of shape (tiles, 8)."""
        cells = self.cells[:, self._at[name], :]
        return cells if self.dtype[name].kind == "f" else cells.view(np.int64)

    def _put(self, name: str, value: Any) -> None:
        given = np.broadcast_to(np.asarray(value).astype(self.dtype[name]), (self._rows,))
        kept = self._kept(name)
        if self.places is not None:
            kept[self.places // LANES, self.places % LANES] = given
            return
        whole, rest = divmod(self._rows, LANES)
        kept[:whole] = given[: whole * LANES].reshape(whole, LANES)
        if rest:
            kept[whole, :rest] = given[whole * LANES :]


def _empty(tiles: int, columns: int) -> np.ndarray:
    """Room for tiles, nothing but zeros, that begins at a multiple of a line."""
    count = tiles * columns * LANES
    raw = np.zeros(count + LANES)
    skip = -(raw.ctypes.data // CELL) % LANES
    return raw[skip : skip + count].reshape(tiles, columns, LANES)


class Places:
    """Where the rows of all tables lie, and what follows from it for their members.

    Args:
        model: what the tables belong to.
        tables: as records.
        links: by members' table and parent, where each parent's members start, and their rows.
    """

    def __init__(
        self, model: Model, tables: Mapping[str, np.ndarray], links: Mapping[tuple[str, str], tuple[np.ndarray, np.ndarray]]
    ) -> None:  # fmt: skip
        self._links = links
        self._tables = tables
        self.parents = {name: parent_of_tiles(model, name) for name in tables}

    @cached_property
    def laid(self) -> dict[str, Tiles]:
        """The tables, laid out before anyone has arrived."""
        return {name: self.lay(name, records) for name, records in self._tables.items()}

    def lay(self, table: str, records: np.ndarray) -> Tiles:
        """Lay out one record for each row of a table; padding takes its parent's number from its neighbours."""
        parent = self.parents[table]
        if parent is None:
            return Tiles.of(records)
        first = self.first_tiles(table)
        made = Tiles.of(records, self.of(table), int(first[-1]))
        if parent in (records.dtype.names or ()):
            made._kept(parent)[...] = np.repeat(np.arange(len(first) - 1), np.diff(first))[:, None]
        return made

    def first_tiles(self, table: str) -> np.ndarray:
        """The first tile of each parent's members, and the number of tiles behind them."""
        start, _ = self._links[table, str(self.parents[table])]
        return np.concatenate([[0], np.cumsum(-(-np.diff(start) // LANES))]).astype(np.int64)

    def of(self, table: str) -> np.ndarray:
        """The place of each row."""
        parent = self.parents[table]
        if parent is None:
            return np.arange(len(self._tables[table]))
        start, rows = self._links[table, parent]
        made = np.empty(len(rows), np.int64)
        shift = LANES * self.first_tiles(table)[:-1] - start[:-1]
        made[rows] = np.arange(len(rows)) + np.repeat(shift, np.diff(start))
        return made

    def members(self, table: str, parent: str) -> np.ndarray:
        """The places of the members of each row of a parent, in the order of rows."""
        return self.of(table)[self._links[table, parent][1]]

    def spread(self, table: str, values: np.ndarray) -> np.ndarray:
        """One value for each row, in the order of places; nothing on padding."""
        made = np.zeros(len(self.laid[table].cells) * LANES)
        made[self.of(table)] = values
        return made
