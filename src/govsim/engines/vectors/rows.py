"""What a function of the model sees as a row, while it is being converted: columns that are read and written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from llvmlite import ir

from govsim.engines.layout import BITS, ENTRY_BYTES, Layout
from govsim.engines.tiles import CELL, LANES
from govsim.engines.vectors.code import BYTE, POINTER, REAL, SMALL, WHOLE, Code, Value
from govsim.engines.vectors.reasons import RowByRow

KINDS = {"f8": "f", "i8": "i", "u8": "i", "?": "b"} | dict.fromkeys(BITS, "b")


class Stored:
    """Rows in memory, as a kernel finds them in its context: where they begin, how many, and how far apart."""

    def __init__(self, code: Code, context: Any, place: int, layout: Layout) -> None:
        entry = code.entry
        begin = entry.inttoptr(entry.add(context, WHOLE(place * ENTRY_BYTES)), POINTER)
        first, self.rows, self.stride = (
            entry.load(entry.gep(begin, [WHOLE(k * CELL)], source_etype=BYTE), typ=WHOLE) for k in range(3)
        )
        self.first, self.layout = entry.inttoptr(first, POINTER), layout

    def kind(self, column: str) -> str:
        """The kind of a column."""
        return KINDS[self.layout.places[column][0]]

    def address(self, builder: ir.IRBuilder, at: Any) -> Any:
        """Where the row at a place begins."""
        if not self.layout.tiled:
            return offset(builder, self.first, builder.mul(at, self.stride))
        tile, lane = builder.udiv(at, WHOLE(LANES)), builder.urem(at, WHOLE(LANES))
        return offset(builder, self.first, builder.add(builder.mul(tile, self.stride), builder.mul(lane, WHOLE(CELL))))

    def cell(self, builder: ir.IRBuilder, row: Any, column: str) -> Any:
        """Where a column of a row stands."""
        return offset(builder, row, WHOLE(self.layout.places[column][1]))

    def load(self, code: Code, builder: ir.IRBuilder, row: Any, column: str, wide: bool = False) -> Value:
        """A column of a row, or of as many rows as a vector has lanes from this one on."""
        held, _ = self.layout.places[column]
        kind = KINDS[held]
        cell = self.cell(builder, row, column)
        if held == "?":
            return Value(builder.icmp_unsigned("!=", builder.load(cell, typ=BYTE), BYTE(0)), "b")
        kept = ir.VectorType(REAL if kind == "f" else WHOLE, code.width) if wide else REAL if kind == "f" else WHOLE
        at = builder.load(cell, typ=kept, align=code.width * CELL if wide else CELL)
        if held in BITS:
            at = builder.icmp_unsigned("!=", builder.and_(at, _number(at.type, 1 << BITS[held])), _number(at.type, 0))
        return Value(at, kind, wide)

    def store(self, code: Code, row: Any, column: str, value: Value, wide: bool = False) -> None:
        """Write a column of a row, or of as many rows as a vector has lanes."""
        held, _ = self.layout.places[column]
        made = code.widen(code.cast(value, KINDS[held])) if wide else code.cast(value, KINDS[held])
        at, cell, align = made.at, self.cell(code.b, row, column), code.width * CELL if wide else CELL
        if held == "?":
            at, align = code.b.zext(at, BYTE), 1
        elif held in BITS:
            kind, bit = ir.VectorType(WHOLE, code.width) if wide else WHOLE, 1 << BITS[held]
            others = code.b.and_(code.b.load(cell, typ=kind, align=align), _number(kind, ~bit))
            at = code.b.or_(others, code.b.select(at, _number(kind, bit), _number(kind, 0)))
        code.b.store(at, cell, align=align)


def _number(kind: ir.Type, number: int) -> ir.Constant:
    """A whole number, in every lane where there are lanes."""
    lanes = [WHOLE(number)] * kind.count if isinstance(kind, ir.VectorType) else number
    return ir.Constant(kind, lanes)


def offset(builder: ir.IRBuilder, begin: Any, by: Any) -> Any:
    """An address some bytes further on."""
    return builder.gep(begin, [by], source_etype=BYTE)


class Seen(ABC):
    """A row, or one in each lane: what a name of a function stands for.

    Attributes:
        stored: the table.
        name: of the table.
    """

    stored: Stored
    name: str

    @abstractmethod
    def read(self, column: str) -> Value:
        """The value of a column."""


class Written(Seen):
    """Rows that may be written, where their kernel lets them be.

    Attributes:
        changes: whether it does.
    """

    changes: bool

    @abstractmethod
    def write(self, column: str, value: Value, where: Value | None) -> None:
        """Write a column where something holds."""


class OneRow(Written):
    """The same row for all lanes.

    Args:
        code: what writes.
        stored: its table.
        name: of the table.
        row: its address.
        before: where to read it: nobody writes it meanwhile; nothing where it has to be read anew each time.
        changes: whether it may be written.
    """

    def __init__(
        self, code: Code, stored: Stored, name: str, row: Any, before: ir.IRBuilder | None, changes: bool = False
    ) -> None:
        self.code, self.stored, self.name = code, stored, name
        self.row, self.before, self.changes = row, before, changes
        self._known: dict[str, Value] = {}

    def read(self, column: str) -> Value:
        """The value of a column."""
        if self.before is None:
            return self.stored.load(self.code, self.code.b, self.row, column)
        if column not in self._known:
            self._known[column] = self.stored.load(self.code, self.before, self.row, column)
        return self._known[column]

    def write(self, column: str, value: Value, where: Value | None) -> None:
        """Write a column where something holds."""
        if value.wide or (where is not None and where.wide):
            raise RowByRow("rows.carried")
        if where is not None:
            value = self.code.select(where, value, self.read(column))
        self.stored.store(self.code, self.row, column, value)


class TileRows(Written):
    """The rows of a tile, or of a part of one, one in each lane: read once, written back at the end.

    Args:
        code: what writes.
        stored: their table.
        name: of the table.
        row: the address of the first.
        before: a block before all that is done with them.
        changes: whether they may be written.
    """

    def __init__(
        self, code: Code, stored: Stored, name: str, row: Any, before: ir.IRBuilder, changes: bool = True
    ) -> None:
        self.code, self.stored, self.name = code, stored, name
        self.row, self.before, self.changes = row, before, changes
        self._found: dict[str, Value] = {}
        self._rooms: dict[str, Any] = {}

    def found(self, column: str) -> Value:
        """A column as it stood before anything was done."""
        if column not in self._found:
            self._found[column] = self.stored.load(self.code, self.before, self.row, column, wide=True)
        return self._found[column]

    def read(self, column: str) -> Value:
        """The values of a column."""
        if column in self._rooms:
            return self.code.load(self._rooms[column], self.stored.kind(column), True)
        return self.found(column)

    def write(self, column: str, value: Value, where: Value | None) -> None:
        """Write a column in the lanes where something holds."""
        kind = self.stored.kind(column)
        if column not in self._rooms:
            self._rooms[column] = room = self.code.entry.alloca(self.code.type_of(kind, True), name=column)
            self.before.store(self.found(column).at, room)
        made = self.code.widen(self.code.cast(value, kind))
        if where is not None:
            made = self.code.select(where, made, self.read(column))
        self.code.store(made, self._rooms[column], True)

    def prepare(self, columns: list[str]) -> None:
        """Give columns room that are going to be written: what was read before must not miss it."""
        for column in columns:
            if column not in self._rooms:
                self.write(column, self.found(column), None)

    def write_back(self, living: Value) -> None:
        """Put what was written into memory, in the lanes that live; the others keep what they have."""
        for column in sorted(self._rooms):
            made = self.code.select(living, self.read(column), self.found(column))
            self.stored.store(self.code, self.row, column, made, wide=True)


class ScatteredRows(Seen):
    """Rows that lie anywhere, one in each lane, such as the industries of eight enterprises; they are read only."""

    def __init__(
        self, code: Code, stored: Stored, name: str, places: Callable[[], Value], before: ir.IRBuilder
    ) -> None:
        self.code, self.stored, self.name, self.before, self._places = code, stored, name, before, places
        self._known: dict[str, Value] = {}
        self._addresses: list[Any] = []

    def read(self, column: str) -> Value:
        """The values of a column, gathered lane by lane."""
        if column not in self._known:
            one = [self.stored.load(self.code, self.before, row, column) for row in self._rows()]
            self._known[column] = Value(self._gathered([value.at for value in one]), one[0].kind, True)
        return self._known[column]

    def _rows(self) -> list[Any]:
        if not self._addresses:
            places = self._places().at
            for lane in range(self.code.width):
                place = self.before.extract_element(places, SMALL(lane))
                self._addresses.append(self.stored.address(self.before, place))
        return self._addresses

    def _gathered(self, values: list[Any]) -> Any:
        made = ir.Constant(ir.VectorType(values[0].type, self.code.width), ir.Undefined)
        for lane, value in enumerate(values):
            made = self.before.insert_element(made, value, SMALL(lane))
        return made


class Bag:
    """Parameters or settings, or the clock: the same for all, read at the beginning."""

    def __init__(self, code: Code, stored: Stored) -> None:
        self.code, self.stored = code, stored
        self._known: dict[str, Value] = {}

    def read(self, column: str) -> Value:
        """The value of a column."""
        if column not in self._known:
            self._known[column] = self.stored.load(self.code, self.code.entry, self.stored.first, column)
        return self._known[column]
