"""Where the columns of a row lie. Rules name columns; only this file and what compiles know their places."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from govsim.engines.tiles import LINE, Tiles

VALUE = "value"  # the one column of an array that has no names
KINDS = {"f": "f8", "i": "i8", "u": "u8", "b": "?"}
TILED_KINDS = {"f": "f8", "i": "i8", "b": "b8"}  # in a tile each takes eight bytes


@dataclass(frozen=True)
class Layout:
    """The columns of a row: name, kind (f8, i8, u8, ? or b8, a flag of eight bytes) and bytes from the row's beginning.

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
        names = dtype.names or ()
        fields = tuple((name, TILED_KINDS[dtype[name].kind], LINE * at) for at, name in enumerate(names))
        return cls(fields, tiled=True)

    def of_names(self, names: Iterable[str]) -> Layout:
        """Those of some names: code that names no other column stays good when another is added behind."""
        wanted = set(names)
        return Layout(tuple(field for field in self.fields if field[0] in wanted), self.tiled)

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
