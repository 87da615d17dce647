"""What govsim leans on inside numba, piece by piece: where a release changes one, its test says which."""

import ctypes

import numpy as np
import pytest
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic, lower_builtin, lower_getattr_generic, register_model

from govsim.engines import machine
from govsim.engines import numba_inside as inside
from govsim.engines.numba_language import BARE

I8 = types.int64


class PlaceType(types.Dummy):
    pass


class Pair(types.Type):
    pass


class Steps(types.IterableType):
    """The numbers below a given one."""

    def __init__(self):
        super().__init__("steps")

    @property
    def iterator_type(self):
        return StepsIterator()


class StepsIterator(types.SimpleIteratorType):
    def __init__(self):
        super().__init__("steps_iterator", I8)


register_model(PlaceType)(inside.OpaqueModel)


@intrinsic
def a_place(typing_context):
    """Something of no size, with a column."""

    def generate(context, builder, signature, arguments):
        return context.get_dummy_value()

    return PlaceType("place")(), generate


@inside.infer_getattr
class PlaceColumns(inside.AttributeTemplate):
    key = PlaceType

    def generic_resolve(self, row, name):
        return I8 if name == "seven" else None


@lower_getattr_generic(PlaceType)
def _seven(context, builder, row, value, name):
    return context.get_constant(I8, 7)


@register_model(Pair)
class PairModel(inside.StructModel):
    def __init__(self, manager, made):
        super().__init__(manager, made, [("first", I8), ("second", I8)])


@register_model(Steps)
class StepsModel(inside.StructModel):
    def __init__(self, manager, made):
        super().__init__(manager, made, [("high", I8)])


@register_model(StepsIterator)
class StepsIteratorModel(inside.StructModel):
    def __init__(self, manager, made):
        super().__init__(manager, made, [("high", I8), ("at", types.EphemeralPointer(I8))])


@intrinsic
def difference(typing_context, a, b):
    """Through a pair: second less first."""

    def generate(context, builder, signature, arguments):
        made = inside.struct_of(Pair("pair"), context, builder)
        made.first, made.second = arguments
        read = inside.struct_of(Pair("pair"), context, builder, made._getvalue())
        return builder.sub(read.second, read.first)

    return I8(I8, I8), generate


@intrinsic
def steps(typing_context, high):
    def generate(context, builder, signature, arguments):
        made = inside.struct_of(Steps(), context, builder)
        made.high = arguments[0]
        return made._getvalue()

    return Steps()(I8), generate


@lower_builtin("getiter", Steps)
def _start(context, builder, signature, arguments):
    over = inside.struct_of(Steps(), context, builder, arguments[0])
    walk = inside.struct_of(StepsIterator(), context, builder)
    walk.high, walk.at = over.high, inside.kept_on_the_stack(builder, over.high.type(0))
    return walk._getvalue()


def _advance(context, builder, signature, arguments, result):
    walk = inside.struct_of(StepsIterator(), context, builder, arguments[0])
    at = builder.load(walk.at)
    valid = builder.icmp_signed("<", at, walk.high)
    result.set_valid(valid)
    result.yield_(at)
    builder.store(builder.add(at, at.type(1)), walk.at)


lower_builtin("iternext", StepsIterator)(inside.walk_by(_advance))


@intrinsic
def cell(typing_context, address, place):
    """The whole number at a place of an array, by the entry and by its bytes."""

    def generate(context, builder, signature, arguments):
        whole = context.get_value_type(I8)
        begin = builder.inttoptr(arguments[0], whole.as_pointer())
        byte = builder.inttoptr(arguments[0], ir.IntType(8).as_pointer())
        on = builder.mul(arguments[1], whole(8))
        far = builder.load(inside.behind(builder, byte, on, whole.as_pointer()))
        return builder.add(far, builder.load(inside.entry(builder, begin, 0)))

    return I8(I8, I8), generate


@intrinsic
def call(typing_context, address, argument):
    def generate(context, builder, signature, arguments):
        inside.call_at(context, builder, *arguments)
        return context.get_dummy_value()

    return types.none(I8, I8), generate


@njit(types.void(I8), **BARE)
def refuse_odd(number):
    if number % 2 == 1:
        raise ValueError("odd", 3)


def test_a_type_of_ours_has_columns():
    assert njit(lambda: a_place().seven)() == 7


def test_a_struct_keeps_its_fields():
    assert njit(lambda a, b: difference(a, b))(3, 10) == 7


def test_a_for_loop_walks_over_a_type_of_ours():
    @njit
    def total(high):
        found = 0
        for step in steps(high):
            found += step
        return found

    assert total(5) == 10 and total(0) == 0


def test_a_pointer_moves_by_bytes_and_by_cells():
    numbers = np.array([100, 1, 2, 3], np.int64)
    assert njit(lambda address, place: cell(address, place))(numbers.ctypes.data, 3) == 103


def test_a_function_is_called_by_its_address_and_its_error_comes_through():
    address = inside.address_of(refuse_odd)
    outer = njit(lambda address, number: call(address, number))
    outer(address, 2)
    with pytest.raises(ValueError, match="odd"):
        outer(address, 1)


@njit(types.void(I8, I8, I8), **BARE)
def write_or_fail(address, place, number):
    if number < 0:
        raise ZeroDivisionError("nothing to divide by")
    if number == 0:
        1 // number


def test_an_object_file_is_taken_in_again_and_says_what_went_wrong():
    code, symbol = inside.object_file(write_or_fail)
    assert code[:4] == b"\x7fELF" or code[:4] in (b"\xcf\xfa\xed\xfe",)
    again = machine.callable_at(machine.address_of(code, symbol))
    again(0, 0, 1)
    with pytest.raises(ZeroDivisionError, match="nothing to divide by"):
        again(0, 0, -1)


def test_the_record_of_an_error_has_a_pickle_and_its_length():
    value, error = ctypes.c_void_p(), ctypes.c_void_p()
    native = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * 3)(
        inside.address_of(write_or_fail)
    )
    assert native(ctypes.byref(value), ctypes.byref(error), 0, 0, 1) in machine.FINE
    assert native(ctypes.byref(value), ctypes.byref(error), 0, 0, -1) == machine.FAILED
    assert isinstance(machine._raised(machine.FAILED, error.value), ZeroDivisionError)
