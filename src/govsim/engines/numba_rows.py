"""Rows, tables and members as numba types of our own: a row is a pointer, and a column a place behind it.

A kernel is given one number, the address of its context: three numbers a table (address, rows, bytes from one row to
the next). So all kernels have one signature, whatever they touch, and none counts references to arrays.
"""

from __future__ import annotations

import operator
from typing import Any

from numba import types
from numba.extending import (
    intrinsic,
    lower_builtin,
    lower_getattr_generic,
    lower_setattr_generic,
    overload,
    register_jitable,
    register_model,
    typeof_impl,
)

from govsim.engines import lazy_order
from govsim.engines.layout import BITS, ENTRY_BYTES, VALUE, Layout
from govsim.engines.numba_inside import (
    AttributeTemplate,
    OpaqueModel,
    StructModel,
    behind,
    call_at,
    entry,
    infer_getattr,
    kept_on_the_stack,
    struct_of,
    walk_by,
)
from govsim.engines.tiles import CELL, LANES

KIND_TYPES = {"f8": types.float64, "i8": types.int64, "u8": types.uint64, "?": types.boolean}
KIND_TYPES |= dict.fromkeys(BITS, types.boolean)
I8 = types.int64


class LayoutType(types.Dummy):
    """The numba type of a layout, which exists only while compiling."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        super().__init__(f"layout_{layout.digest}")


class Row(types.Type):
    """One row: a pointer."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        super().__init__(f"row_{layout.digest}")


class Table(types.Type):
    """Rows of one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        super().__init__(f"table_{layout.digest}")


INDEX = Table(Layout(((VALUE, "i8", 0),)))
HEAP = Table(lazy_order.LAYOUT)


class _Iterator(types.SimpleIteratorType):
    def __init__(self, over: Any) -> None:
        self.over = over
        super().__init__(f"iterator_{over.name}", Row(over.layout))


class _Iterable(types.IterableType):
    """Some rows of a table, walked by `for`."""

    @property
    def iterator_type(self) -> _Iterator:
        """The type of its iterator."""
        return self.walk(self)  # type: ignore[attr-defined]


class MembersIterator(_Iterator):
    """A walk over members in the order of rows."""


class Members(_Iterable):
    """The living rows among some rows of a table."""

    walk = MembersIterator

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        super().__init__(f"members_{layout.digest}")


class OrderedIterator(_Iterator):
    """A walk over members in the order of a key."""


class Ordered(_Iterable):
    """Members in the order of a key, sorted as far as they are walked.

    Args:
        layout: of the members.
        key: the column that is their key, where whoever walks first enters it; nothing where all has been entered.
    """

    walk = OrderedIterator

    def __init__(self, layout: Layout, key: str = "") -> None:
        self.layout, self.key_column = layout, key
        super().__init__(f"ordered_{layout.digest}_{key}")


register_model(LayoutType)(OpaqueModel)
register_model(Row)(OpaqueModel)


@register_model(Table)
class _TableModel(StructModel):
    def __init__(self, manager: Any, made: Any) -> None:
        super().__init__(manager, made, [("first", types.voidptr), ("rows", I8), ("stride", I8)])


@register_model(Members)
class _MembersModel(StructModel):
    def __init__(self, manager: Any, made: Any) -> None:
        fields = [("table", Table(made.layout)), ("index", INDEX), ("low", I8), ("high", I8)]
        super().__init__(manager, made, fields)


@register_model(Ordered)
class _OrderedModel(StructModel):
    def __init__(self, manager: Any, made: Any) -> None:
        fields = [("table", Table(made.layout)), ("index", INDEX), ("heap", HEAP), ("low", I8), ("high", I8)]
        super().__init__(manager, made, fields)


@register_model(MembersIterator)
@register_model(OrderedIterator)
class _IteratorModel(StructModel):
    def __init__(self, manager: Any, made: Any) -> None:
        super().__init__(manager, made, [("over", made.over), ("at", types.EphemeralPointer(I8))])


@typeof_impl.register(Layout)
def _typeof_layout(layout: Layout, _: Any) -> LayoutType:
    return LayoutType(layout)


# --- A row's columns ----------------------------------------------------------------------------------------------


@infer_getattr
class _RowColumns(AttributeTemplate):
    key = Row

    def generic_resolve(self, row: Any, name: str) -> Any:  # type: ignore[override]
        found = row.layout.places.get(name)
        return KIND_TYPES[found[0]] if found else None


def _cell(context: Any, builder: Any, row: Any, pointer: Any, name: str) -> tuple[str, Any]:
    """The kind of a column and the address of its cell; a flag of a tile is a bit of a whole number there."""
    kind, place = row.layout.places[name]
    kept = context.get_data_type(I8 if kind in BITS else KIND_TYPES[kind])
    return kind, behind(builder, pointer, place, kept.as_pointer())


@lower_getattr_generic(Row)
def _read(context: Any, builder: Any, row: Any, value: Any, name: str) -> Any:
    kind, cell = _cell(context, builder, row, value, name)
    if kind in BITS:
        held = builder.load(cell)
        return builder.icmp_unsigned("!=", builder.and_(held, held.type(1 << BITS[kind])), held.type(0))
    return context.unpack_value(builder, KIND_TYPES[kind], cell)


@lower_setattr_generic(Row)
def _write(context: Any, builder: Any, signature: Any, arguments: Any, name: str) -> None:
    kind, cell = _cell(context, builder, signature.args[0], arguments[0], name)
    if kind in BITS:
        held, bit = builder.load(cell), BITS[kind]
        others = builder.and_(held, held.type(~(1 << bit)))
        builder.store(builder.or_(others, builder.shl(builder.zext(arguments[1], held.type), held.type(bit))), cell)
    else:
        context.pack_value(builder, KIND_TYPES[kind], arguments[1], cell)


# --- Tables -------------------------------------------------------------------------------------------------------


@intrinsic
def table_at(typing_context: Any, address: Any, place: Any, layout: Any) -> Any:
    """The table that stands in a context at a place."""
    made = Table(layout.layout)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        number = context.get_value_type(I8)
        begin = builder.add(arguments[0], builder.mul(arguments[1], number(ENTRY_BYTES)))
        cells = builder.inttoptr(begin, number.as_pointer())
        first, rows, stride = (builder.load(entry(builder, cells, k)) for k in range(3))
        table = struct_of(made, context, builder)
        table.first, table.rows, table.stride = (
            builder.inttoptr(first, context.get_value_type(types.voidptr)),
            rows,
            stride,
        )
        return table._getvalue()

    return made(I8, I8, layout), generate


@intrinsic
def row_at(typing_context: Any, table: Any, at: Any) -> Any:
    """The row of a table at a place, which nobody checks."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value = struct_of(table, context, builder, arguments[0])
        at, lanes = arguments[1], arguments[1].type(LANES)
        if not table.layout.tiled:
            return behind(builder, value.first, builder.mul(at, value.stride))
        tile, lane = builder.udiv(at, lanes), builder.urem(at, lanes)
        offset = builder.add(builder.mul(tile, value.stride), builder.mul(lane, at.type(CELL)))
        return behind(builder, value.first, offset)

    return Row(table.layout)(table, I8), generate


@intrinsic
def rows_in(typing_context: Any, table: Any) -> Any:
    """How many rows a table has."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return struct_of(table, context, builder, arguments[0]).rows

    return I8(table), generate


@overload(len)
def _rows(table: Any) -> Any:
    def counted(table: Any) -> int:
        return rows_in(table)  # type: ignore[call-arg]

    return counted if isinstance(table, Table) else None


@overload(operator.getitem)
def _item(table: Any, at: Any) -> Any:
    def by_place(table: Any, at: Any) -> Any:
        return row_at(table, at)  # type: ignore[call-arg]

    return by_place if isinstance(table, Table) else None


_is_before = register_jitable(lazy_order.is_before)
for _function in (
    lazy_order._sink, lazy_order._make_heap, lazy_order._bring_first, lazy_order.enter, lazy_order.begin,
    lazy_order.forget, lazy_order.row_in_order,
):  # fmt: skip
    register_jitable(_function)
row_in_order = lazy_order.row_in_order

# --- Members ------------------------------------------------------------------------------------------------------


@intrinsic
def members_of(typing_context: Any, table: Any, index: Any, low: Any, high: Any) -> Any:
    """The living rows `table[index[low:high]]`."""
    return _made_of(Members(table.layout), (table, INDEX, I8, I8), ("table", "index", "low", "high"))


@intrinsic
def ordered_of(typing_context: Any, table: Any, index: Any, heap: Any, high: Any) -> Any:
    """The rows `table[index[row]]` of the entries of a heap, in its order."""
    return _made_of(Ordered(table.layout), (table, INDEX, HEAP, I8), ("table", "index", "heap", "high"))


@intrinsic(prefer_literal=True)
def ordered_by(typing_context: Any, table: Any, index: Any, heap: Any, low: Any, high: Any, column: Any) -> Any:
    """The living rows `table[index[low:high]]` by a column of theirs, entered into a heap when somebody walks."""
    made = Ordered(table.layout, column.literal_value)
    return _made_of(made, (table, INDEX, HEAP, I8, I8, column), ("table", "index", "heap", "low", "high"))


def _made_of(made: Any, given: tuple[Any, ...], names: tuple[str, ...]) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value = struct_of(made, context, builder)
        for name, argument in zip(names, arguments, strict=False):
            setattr(value, name, argument)
        return value._getvalue()

    return made(*given), generate


def _start(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    kind = signature.args[0]
    over = struct_of(kind, context, builder, arguments[0])
    walk = struct_of(signature.return_type, context, builder)
    if isinstance(kind, Ordered) and kind.key_column:
        keyed = Table(kind.layout.called(kind.key_column, "key"))
        found = [over.heap, over.table, over.index, over.low, over.high]
        over.high = context.compile_internal(builder, lazy_order.entered, I8(HEAP, keyed, INDEX, I8, I8), found)
    walk.over = over._getvalue()
    walk.at = kept_on_the_stack(builder, over.low if isinstance(kind, Members) else over.high.type(0))
    return walk._getvalue()


lower_builtin("getiter", Members)(_start)
lower_builtin("getiter", Ordered)(_start)


def _next_living(table: Any, index: Any, at: int, high: int) -> int:
    while at < high and not table[index[at].value].alive:
        at += 1
    return at


def _member(table: Any, index: Any, at: int) -> Any:
    return table[index[at].value]


def _ordered_member(table: Any, index: Any, heap: Any, at: int, high: int) -> Any:
    return table[index[row_in_order(heap, at, high)].value]


def _advance(context: Any, builder: Any, signature: Any, arguments: Any, result: Any) -> None:
    over = signature.args[0].over
    row, table = Row(over.layout), Table(over.layout)
    walk = struct_of(signature.args[0], context, builder, arguments[0])
    some = struct_of(over, context, builder, walk.over)
    at = builder.load(walk.at)
    if isinstance(over, Members):
        found = [some.table, some.index, at, some.high]
        at = context.compile_internal(builder, _next_living, I8(table, INDEX, I8, I8), found)
    valid = builder.icmp_signed("<", at, some.high)
    result.set_valid(valid)
    with builder.if_then(valid):
        if isinstance(over, Members):
            here = context.compile_internal(builder, _member, row(table, INDEX, I8), [some.table, some.index, at])
        else:
            found = [some.table, some.index, some.heap, at, some.high]
            here = context.compile_internal(builder, _ordered_member, row(table, INDEX, HEAP, I8, I8), found)
        result.yield_(here)
        builder.store(builder.add(at, at.type(1)), walk.at)


lower_builtin("iternext", MembersIterator)(walk_by(_advance))
lower_builtin("iternext", OrderedIterator)(walk_by(_advance))


# --- Calling by address -------------------------------------------------------------------------------------------

KERNEL = types.void(I8)  # the signature of every kernel: what it touches is in its context


@intrinsic
def call_kernel(typing_context: Any, address: Any, argument: Any) -> Any:
    """Call the kernel at an address; an error in it is an error here."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        call_at(context, builder, *arguments)
        return context.get_dummy_value()

    return types.none(I8, I8), generate
