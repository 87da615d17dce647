"""Where the columns of a row lie. Rules name columns; only this file and what compiles know their places."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from govsim.engines.tiles import FLAGS, LINE, NUMBER, Tiles, cells_of

VALUE = "value"  # the one column of an array that has no names
KINDS = {"f": "f8", "i": "i8", "u": "u8", "b": "?"}
TILED_KINDS = {"f": "f8", "i": "i8"}  # in a tile each takes eight bytes
BITS = {f"b{bit}": bit for bit in range(FLAGS)}  # kinds of flags that share eight bytes


@dataclass(frozen=True)
class Layout:
    """The columns of a row: name, kind and bytes from the row's beginning.

    Kinds are f8, i8 and u8 of eight bytes, ? of one byte, and b0, b1, ..., the bits of eight bytes.

    Attributes:
        fields: the columns.
        tiled: whether rows lie in tiles, eight side by side.
    """

    fields: tuple[tuple[str, str, int], ...]
    tiled: bool = False

    @classmethod
    def of(cls, dtype: np.dtype) -> Layout:
        """The layout of a record; a plain number is a record of one column, `value`."""
        if dtype.fields is None:
            return cls(((VALUE, KINDS[dtype.kind], 0),))
        return cls(tuple((name, KINDS[made[0].kind], int(made[1])) for name, made in dtype.fields.items()))

    @classmethod
    def of_tiles(cls, dtype: np.dtype) -> Layout:
        """The layout of rows of a record that lie in tiles."""
        cells, _ = cells_of(dtype)
        fields = (
            (name, TILED_KINDS[dtype[name].kind] if bit == NUMBER else f"b{bit}", LINE * at)
            for name, (at, bit) in cells.items()
        )
        return cls(tuple(fields), tiled=True)

    def of_names(self, names: Iterable[str]) -> Layout:
        """Those of some names: code that names no other column stays good when another is added behind."""
        wanted = set(names)
        return Layout(tuple(field for field in self.fields if field[0] in wanted), self.tiled)

    def called(self, column: str, name: str) -> Layout:
        """The column under another name, and whether a row lives."""
        kind, place = self.places[column]
        return Layout((("alive", *self.places["alive"]), (name, kind, place)), self.tiled)

    @cached_property
    def places(self) -> dict[str, tuple[str, int]]:
        """Kind and place of each column."""
        return {name: (kind, place) for name, kind, place in self.fields}

    @cached_property
    def digest(self) -> str:
        """A hash of it."""
        return hashlib.sha256(repr((self.fields, self.tiled)).encode()).hexdigest()[:16]


ENTRY_BYTES = 24  # of an entry in a context: three whole numbers


def entry_of(array: np.ndarray | Tiles) -> tuple[int, int, int]:
    """By what a kernel knows rows: their address, how many there are, and bytes from one row or tile to the next."""
    if isinstance(array, Tiles):
        return array.entry
    return array.ctypes.data, len(array), array.strides[0]
