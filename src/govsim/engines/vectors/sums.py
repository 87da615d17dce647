"""Sums over rows in their order, so that the bits are those of a loop: a few sums side by side in a vector.

The values of four rows for four sums are turned about, like a square matrix: then each vector holds one row's values
for all four sums, and adding the vectors one after the other adds each sum's rows in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from llvmlite import ir

from govsim.engines.vectors.code import REAL, SMALL, WHOLE, Code, Value

MOST = 4  # sums side by side: turning more about costs more than it saves, even where vectors have eight lanes


class Sums:
    """Float sums that stand in rooms of one number each, added to by lanes between `open` and `close`.

    Args:
        code: writes.
        rooms: where each sum stands, by name.
    """

    def __init__(self, code: Code, rooms: Mapping[str, Any]) -> None:
        self.code, self.rooms, self.width = code, rooms, min(MOST, code.width)
        names = list(rooms)
        self._kind = ir.VectorType(REAL, self.width)
        self._groups = [names[first : first + self.width] for first in range(0, len(names), self.width)]
        self._vectors = [code.entry.alloca(self._kind) for _ in self._groups]

    def open(self) -> None:
        """Take the sums into vectors."""
        code = self.code
        for group, vector in zip(self._groups, self._vectors, strict=True):
            made = ir.Constant(self._kind, None)
            for lane, name in enumerate(group):
                made = code.b.insert_element(made, code.load(self.rooms[name], "f", False).at, SMALL(lane))
            code.b.store(made, vector)

    def close(self) -> None:
        """Put the sums back."""
        code = self.code
        for group, vector in zip(self._groups, self._vectors, strict=True):
            made = code.b.load(vector, typ=self._kind)
            for lane, name in enumerate(group):
                code.b.store(code.b.extract_element(made, SMALL(lane)), self.rooms[name])

    def add(self, values: Mapping[str, Value]) -> None:
        """Add a value a lane to each sum, lane after lane; -0.0 adds nothing."""
        code = self.code
        nothing = code.constant(-0.0, wide=True)
        for group, vector in zip(self._groups, self._vectors, strict=True):
            given = [values.get(name, nothing).at for name in group]
            given += [nothing.at] * (self.width - len(given))
            made = code.b.load(vector, typ=self._kind)
            for first in range(0, code.width, self.width):
                for one in turned(code, [self._part(whole, first) for whole in given]):
                    made = code.b.fadd(made, one)
            code.b.store(made, vector)

    def _part(self, whole: Any, first: int) -> Any:
        """Some lanes of a vector, from one on."""
        lanes = [ir.Constant(SMALL, first + lane) for lane in range(self.width)]
        return self.code.b.shuffle_vector(whole, whole, ir.Constant(ir.VectorType(SMALL, self.width), lanes))


def turned(code: Code, vectors: Sequence[Any]) -> list[Any]:
    """As many vectors as each has lanes, turned about: lane `i` of vector `j` becomes lane `j` of vector `i`."""
    made, width, half = list(vectors), len(vectors), len(vectors) // 2
    while half:
        for at in range(width):
            if not at & half:
                low, high = made[at], made[at + half]
                made[at], made[at + half] = (_mixed(code, low, high, half, side) for side in (0, half))
        half //= 2
    return made


def _mixed(code: Code, low: Any, high: Any, half: int, side: int) -> Any:
    """Blocks of `half` lanes of two vectors, by turns: those that have the side's bit unset, or set."""
    width = low.type.count
    lanes = [(lane & ~half | side) + (width if lane & half else 0) for lane in range(width)]
    return code.b.shuffle_vector(low, high, ir.Constant(ir.VectorType(SMALL, width), lanes))


def added_lanes(code: Code, value: Value) -> Value:
    """The sum of the lanes of whole numbers."""
    kind = ir.VectorType(WHOLE, code.width)
    called = code.function(f"llvm.vector.reduce.add.v{code.width}i64", WHOLE, kind)
    return Value(code.b.call(called, [value.at]), "i")
