"""Teaches numba the language of rules. The only file that touches numba's internals.

Rules are compiled as they stand. What numba has to learn is a type for "the members of a row", the draws, and the
two exact primitives of the arithmetic.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit, types
from numba.core import cgutils
from numba.core.datamodel import models
from numba.core.imputils import RefType, iternext_impl
from numba.extending import intrinsic, lower_builtin, overload, register_jitable, register_model

from govsim.language import draws, functions
from govsim.language.book import REGISTRIES

INDEX = types.Array(types.int64, 1, "C")
U = np.uint64


class MembersIterator(types.SimpleIteratorType):
    """The numba type of an iteration over members."""

    def __init__(self, table: Any) -> None:
        self.table = table
        super().__init__(f"members_iterator({table})", table.dtype)


class Members(types.IterableType):
    """The numba type of the living rows among some rows of a table."""

    def __init__(self, table: Any) -> None:
        self.table = table
        super().__init__(f"members({table})")

    @property
    def iterator_type(self) -> MembersIterator:
        """The type of its iterator."""
        return MembersIterator(self.table)


@register_model(Members)
class _MembersModel(models.StructModel):
    def __init__(self, manager: Any, made: Any) -> None:
        fields = [("table", made.table), ("index", INDEX), ("low", types.int64), ("high", types.int64)]
        super().__init__(manager, made, fields)


@register_model(MembersIterator)
class _MembersIteratorModel(models.StructModel):
    def __init__(self, manager: Any, made: Any) -> None:
        fields = [("members", Members(made.table)), ("at", types.EphemeralPointer(types.int64))]
        super().__init__(manager, made, fields)


@intrinsic
def members_of(typing_context: Any, table: Any, index: Any, low: Any, high: Any) -> Any:
    """The living rows `table[index[low:high]]`."""
    made = Members(table)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value = cgutils.create_struct_proxy(made)(context, builder)
        value.table, value.index, value.low, value.high = arguments
        # The struct must own references to its arrays, else they are freed before the loop ends and the heap is lost.
        context.nrt.incref(builder, made, value._getvalue())
        return value._getvalue()

    return made(table, INDEX, types.int64, types.int64), generate


@lower_builtin("getiter", Members)
def _start(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    made = signature.return_type
    members = cgutils.create_struct_proxy(signature.args[0])(context, builder, value=arguments[0])
    iterator = cgutils.create_struct_proxy(made)(context, builder)
    iterator.members = arguments[0]
    iterator.at = cgutils.alloca_once_value(builder, members.low)
    context.nrt.incref(builder, signature.args[0], arguments[0])
    return iterator._getvalue()


def _next_living(table: Any, index: Any, at: int, high: int) -> int:
    while at < high and not table[index[at]].alive:
        at += 1
    return at


def _row_at(table: Any, index: Any, at: int) -> Any:
    return table[index[at]]


@lower_builtin("iternext", MembersIterator)
@iternext_impl(RefType.BORROWED)
def _advance(context: Any, builder: Any, signature: Any, arguments: Any, result: Any) -> None:
    made = signature.args[0]
    iterator = cgutils.create_struct_proxy(made)(context, builder, value=arguments[0])
    members = cgutils.create_struct_proxy(Members(made.table))(context, builder, value=iterator.members)
    i8 = types.int64
    found = [members.table, members.index, builder.load(iterator.at), members.high]
    at = context.compile_internal(builder, _next_living, i8(made.table, INDEX, i8, i8), found)
    valid = builder.icmp_signed("<", at, members.high)
    result.set_valid(valid)
    with builder.if_then(valid):
        here = [members.table, members.index, at]
        row = context.compile_internal(builder, _row_at, made.table.dtype(made.table, INDEX, i8), here)
        result.yield_(row)
        builder.store(builder.add(at, at.type(1)), iterator.at)


@register_jitable
def mix64(x: Any) -> Any:
    """`language.mix` on unsigned 64-bit numbers."""
    x = (x ^ (x >> U(30))) * U(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> U(27))) * U(0x94D049BB133111EB)
    return x ^ (x >> U(31))


@register_jitable
def draw64(key: Any, agent: Any, purpose: Any, k: Any) -> float:
    """`language.draw`, with ids and purposes cast: uint64 with int64 would be a float in numba."""
    x = mix64(U(key) ^ (U(agent) * U(0x9E3779B97F4A7C15)))
    x = mix64(x + U(purpose) + (U(k) << U(32)))
    return float(x >> U(11)) * 1.1102230246251565e-16


@overload(draws.uniform)
def _uniform(now: Any, agent: Any, purpose: Any, k: Any = 0) -> Any:
    def by_week(now: Any, agent: Any, purpose: Any, k: Any = 0) -> float:
        return draw64(now.key, agent.id, purpose, k)

    return by_week


@overload(draws.trait)
def _trait(now: Any, agent: Any, purpose: Any, k: Any = 0) -> Any:
    def for_life(now: Any, agent: Any, purpose: Any, k: Any = 0) -> float:
        return draw64(now.run_key, agent.id, purpose, k)

    return for_life


@intrinsic
def _double_from_bits(typing_context: Any, bits: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], context.get_value_type(types.float64))

    return types.float64(types.int64), generate


@overload(functions.power_of_two)
def _power_of_two(k: Any) -> Any:
    def by_bits(k: Any) -> float:
        return _double_from_bits((k + 1023) << 52)  # type: ignore[call-arg]

    return by_bits


@intrinsic
def _bits_of_double(typing_context: Any, x: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], context.get_value_type(types.int64))

    return types.int64(types.float64), generate


@overload(functions.exponent_of)
def _exponent_of(x: Any) -> Any:
    def by_bits(x: Any) -> int:
        return (_bits_of_double(x) >> 52) - 1022  # type: ignore[call-arg]

    return by_bits


@njit(nogil=True)
def sort_by_key(keys: Any, rows: Any, count: int) -> None:
    """Sort rows by their keys, ascending and stable: a bottom-up merge sort, which compiles faster than argsort."""
    other_keys, other_rows = np.empty(count), np.empty(count, np.int64)
    width = 1
    while width < count:
        low = 0
        while low < count:
            middle, high = min(low + width, count), min(low + 2 * width, count)
            left, right = low, middle
            for at in range(low, high):
                if left < middle and (right >= high or keys[left] <= keys[right]):
                    other_keys[at], other_rows[at] = keys[left], rows[left]
                    left += 1
                else:
                    other_keys[at], other_rows[at] = keys[right], rows[right]
                    right += 1
            low = high
        for at in range(count):
            keys[at], rows[at] = other_keys[at], other_rows[at]
        width *= 2


_KNOWN: set[Callable[..., Any]] = set()


def teach(rules: list[Callable[..., Any]]) -> None:
    """Register helpers and rules with numba as they are."""
    for function in [*REGISTRIES["helper"].values(), *rules]:
        if function not in _KNOWN:
            _KNOWN.add(function)
            register_jitable(function)


@njit(cache=False)
def _draw_signed(key: int, agent: int, purpose: int, k: int) -> float:
    return draw64(key, agent, purpose, k)


def jitted_draw(key: int) -> Callable[[int, int, int], float]:
    """`language.draw` at one key, compiled: halves the time of the Mesa engine. The key crosses as a signed number."""
    (signed,) = struct.unpack("q", struct.pack("Q", key))

    def drawn(agent: int, purpose: int, k: int = 0) -> float:
        return _draw_signed(signed, agent, purpose, k)

    return drawn
