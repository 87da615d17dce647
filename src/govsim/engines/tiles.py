"""Where a run keeps its rows: in tiles of eight, each column of a tile side by side, so that one load takes eight rows.

A tile holds eight rows, `[cell][row]`, in cells of eight bytes: a row is an address, and each column lies a constant
distance behind it. A number has a cell of its own; flags share one, a bit each, since in a province fetching cells from
memory takes as long as all that is done with them. Rows that belong to one parent may begin a tile of their own
(`parent_of_tiles`); what is left of a tile is padding, in which nobody ever lives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from govsim.language import Model

LANES = 8  # rows of a tile
CELL = 8  # bytes of a column of one row
LINE = LANES * CELL  # bytes of a column of one tile; tiles begin at multiples of it, which is a line of any cache
NOBODY = -1  # the id of padding
FLAGS = 32  # that share a cell
NUMBER = -1  # the bit of a column that is no flag
NO_PLACES = np.zeros(0, np.int64)


@lru_cache(maxsize=1024)
def cells_of(dtype: np.dtype) -> tuple[Mapping[str, tuple[int, int]], int]:
    """Which cell of a row holds each column of a record, and at which bit; and how many cells a row has.

    A column that is added behind the others leaves them where they are.
    """
    made: dict[str, tuple[int, int]] = {}
    cells, flags = 0, 0
    shared = 0  # the cell that the last flags lie in
    for name in dtype.names or ():
        if dtype[name].kind != "b":
            made[name], cells = (cells, NUMBER), cells + 1
            continue
        if flags % FLAGS == 0:
            shared, cells = cells, cells + 1
        made[name], flags = (shared, flags % FLAGS), flags + 1
    return MappingProxyType(made), cells


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

    `rows["age"]` is a column in the order of rows, a copy that refuses to be written; `rows["age"] = values` writes
    one. `rows[0]`, `rows[mask]` and the like are copies of rows as NumPy records, which refuse it too.

    Attributes:
        dtype: the record that a row would be.
        cells: the storage, as float64, shape (tiles, cells of a row, 8).
        places: where each row lies, eight to a tile; None where row `i` lies in place `i`.
    """

    def __init__(self, dtype: np.dtype, rows: int, cells: np.ndarray, places: np.ndarray | None = None) -> None:
        self.dtype, self.cells, self.places, self._rows = dtype, cells, places, rows
        self._at = dict(cells_of(dtype)[0])

    @classmethod
    def of(cls, records: np.ndarray, places: np.ndarray | None = None, tiles: int | None = None) -> Tiles:
        """Records, laid out.

        Args:
            records: a row each.
            places: where each is to lie; one behind the other if not given.
            tiles: how many there are; as many as the rows fill if not given.
        """
        count = -(-len(records) // LANES) if tiles is None else tiles
        made = cls(records.dtype, len(records), _empty(count, cells_of(records.dtype)[1]), places)
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
        return Tiles(self.dtype, self._rows, _copy(self.cells), self.places)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over what a pickle or a deep copy holds, stored where a kernel may load whole columns."""
        self.__dict__.update(state)
        self.cells = _copy(state["cells"])

    def records(self) -> np.ndarray:
        """A copy of the rows as NumPy records."""
        made = np.zeros(self._rows, self.dtype)
        for name in self._at:
            made[name] = self[name]
        return made

    def tolist(self) -> list[tuple[Any, ...]]:
        """The rows as tuples of Python numbers."""
        return list(zip(*(self[name].tolist() for name in self._at), strict=True))

    def some(self, rows: np.ndarray) -> np.ndarray:
        """A copy of some rows as NumPy records, without touching the others."""
        places = rows if self.places is None else self.places[rows]
        cells = self.cells[places // LANES, :, places % LANES]
        made = np.zeros(len(rows), self.dtype)
        for name, (at, bit) in self._at.items():
            column = np.ascontiguousarray(cells[:, at])
            whole = column if self.dtype[name].kind == "f" else column.view(np.int64)
            made[name] = whole if bit == NUMBER else whole >> bit & 1
        return made

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return _unwritable(_unwritable(self.records())[key])
        flat, (_, bit) = self._kept(key).reshape(-1), self._at[key]
        found = flat[: self._rows].copy() if self.places is None else flat[self.places]
        return _unwritable(found if bit == NUMBER else found >> bit & 1 != 0)

    def __iter__(self) -> Iterator[np.void]:
        return iter(_unwritable(self.records()))

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(key, str):
            self._put(key, value)
        elif key is not Ellipsis:
            raise TypeError("a column is written by its name, all rows by ...")
        elif isinstance(value, Tiles):
            if not self._lies_as(value):
                raise ValueError("rows are taken over from tiles that lie alike")
            self.cells[...] = value.cells
        else:
            for name in self._at:
                self._put(name, value[name])

    def _lies_as(self, other: Tiles) -> bool:
        mine, theirs = (NO_PLACES if one.places is None else one.places for one in (self, other))
        alike = (self.dtype, self._rows, self.cells.shape) == (other.dtype, other._rows, other.cells.shape)
        return alike and np.array_equal(mine, theirs)

    def put(self, name: str, rows: Any, values: Any) -> None:
        """Write some rows of a column."""
        column = self[name].copy()
        column[rows] = values
        self._put(name, column)

    def hold_below(self, name: str, most: int) -> None:
        """Lower what is above some number in a column, padding too."""
        kept = self._kept(name)
        np.minimum(kept, most, out=kept)

    def fill(self, name: str, values: np.ndarray) -> None:
        """Write a column, one value for each tile, its padding too."""
        self._kept(name)[...] = values[:, None]

    def _kept(self, name: str) -> np.ndarray:
        """The cells of a column, other flags in them too, a view of shape (tiles, 8)."""
        cells = self.cells[:, self._at[name][0], :]
        return cells if self.dtype[name].kind == "f" else cells.view(np.int64)

    def _put(self, name: str, value: Any) -> None:
        given = np.broadcast_to(np.asarray(value).astype(self.dtype[name]), (self._rows,))
        kept, (_, bit) = self._kept(name), self._at[name]
        places = np.arange(self._rows) if self.places is None else self.places
        tiles, lanes = places // LANES, places % LANES
        if bit != NUMBER:
            given = kept[tiles, lanes] & ~(1 << bit) | given.astype(np.int64) << bit
        kept[tiles, lanes] = given


def _unwritable(found: Any) -> Any:
    """A copy that refuses to be written: what is written into it would be lost."""
    if isinstance(found, np.ndarray):
        found.flags.writeable = False
    return found


def _empty(tiles: int, cells: int) -> np.ndarray:
    """Room for tiles, nothing but zeros, that begins at a multiple of a line."""
    return _from_a_line(np.zeros, tiles, cells)


def _copy(cells: np.ndarray) -> np.ndarray:
    """The same cells where a kernel may load whole columns."""
    made = _from_a_line(np.empty, *cells.shape[:2])
    made[...] = cells
    return made


def _from_a_line(room: Callable[[int], np.ndarray], tiles: int, cells: int) -> np.ndarray:
    count = tiles * cells * LANES
    raw = room(count + LANES)
    skip = -(raw.ctypes.data // CELL) % LANES
    return raw[skip : skip + count].reshape(tiles, cells, LANES)
