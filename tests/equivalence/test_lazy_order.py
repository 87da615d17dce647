"""A walk in order, sorted as far as it goes, meets the members as a stable sort by key has them."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit, types

from govsim.engines import lazy_order
from govsim.engines.layout import Layout, entry_of
from govsim.engines.lazy_order import begin, enter, row_in_order
from govsim.engines.mesa.week import _key
from govsim.engines.numba_inside import address_of
from govsim.engines.numba_rows import KERNEL, call_kernel, ordered_of, row_at, rows_in, table_at

KEYS = st.lists(st.one_of(st.integers(0, 5).map(float), st.floats(), st.just(-0.0)), max_size=60)
HEAP = np.dtype([(name, kind) for name, kind, _ in lazy_order.LAYOUT.fields])
ROWS = np.dtype([("alive", "?"), ("key", "f8"), ("place", "i8"), ("walks", "i8")], align=True)
ROW_LAYOUT, HEAP_LAYOUT, INDEX_LAYOUT = Layout.of(ROWS), lazy_order.LAYOUT, Layout.of(np.dtype("i8"))


def in_order(keys):
    """Rows by key, ties in the order of rows, what is no number last: as the Mesa engine sorts."""
    return sorted(range(len(keys)), key=lambda row: _key(keys[row]))


def heap_of(keys):
    heap = [SimpleNamespace(key=0.0, row=0) for _ in range(len(keys) + 1)]
    for row, key in enumerate(keys):
        enter(heap, row, key, row)
    begin(heap, len(keys))
    return heap


@settings(max_examples=300, deadline=None)
@given(KEYS)
def test_a_walk_to_the_end_is_a_stable_sort(keys):
    heap = heap_of(keys)
    assert [row_in_order(heap, at, len(keys)) for at in range(len(keys))] == in_order(keys)


@settings(max_examples=200, deadline=None)
@given(KEYS, st.lists(st.integers(0, 2), max_size=120))
def test_walks_side_by_side_that_end_anywhere_see_the_same_order(keys, turns):
    heap, wanted, places = heap_of(keys), in_order(keys), [0, 0, 0]
    for walker in turns:
        if places[walker] < len(keys):
            assert row_in_order(heap, places[walker], len(keys)) == wanted[places[walker]]
            places[walker] += 1


@njit(types.void(types.int64), nogil=True)
def walk_twice(context):
    """Number the rows as they are met, and end a second walk half way."""
    rows = table_at(context, 0, ROW_LAYOUT)
    heap = table_at(context, 1, HEAP_LAYOUT)
    index = table_at(context, 2, INDEX_LAYOUT)
    for i in range(rows_in(rows)):
        enter(heap, i, row_at(rows, row_at(index, i).value).key, i)
    begin(heap, rows_in(rows))
    for half in range(2):
        left = rows_in(rows) if half == 0 else rows_in(rows) // 2
        for row in ordered_of(rows, index, heap, rows_in(rows)):
            if left == 0:
                break
            row.place = rows_in(rows) - left if half == 0 else row.place
            row.walks += 1
            left -= 1


@settings(max_examples=100, deadline=None)
@given(KEYS, st.randoms(use_true_random=False))
def test_the_compiled_walk_meets_the_same_rows_wherever_they_lie(keys, shuffle):
    places = list(range(len(keys)))
    shuffle.shuffle(places)
    rows, heap, index = np.zeros(len(keys), ROWS), np.zeros(len(keys) + 1, HEAP), np.array(places, np.int64)
    rows["key"][index] = keys
    context = np.array([entry_of(rows), entry_of(heap), entry_of(index)], np.int64)
    walk_twice(entry_of(context.reshape(-1))[0])
    assert np.argsort(rows["place"]).tolist() == [places[row] for row in in_order(keys)]
    assert rows["walks"].sum() == len(keys) + len(keys) // 2


@njit(KERNEL)
def divide(context):
    """A kernel that may divide by nothing."""
    row = row_at(table_at(context, 0, ROW_LAYOUT), 0)
    row.place = 1
    row.key = 1.0 / row.key
    row.place = 2


@njit(types.void(types.int64, types.int64), nogil=True)
def call(kernel, context):
    call_kernel(kernel, context)
    row_at(table_at(context, 0, ROW_LAYOUT), 0).walks = 1


def test_an_error_in_a_kernel_called_by_address_reaches_python():
    rows = np.zeros(1, ROWS)
    context = np.array(entry_of(rows), np.int64)
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        call(address_of(divide), entry_of(context)[0])
    assert rows[["place", "walks"]].tolist() == [(1, 0)], "went on after the error"
    rows["key"] = 4.0
    call(address_of(divide), entry_of(context)[0])
    assert rows.tolist() == [(False, 0.25, 2, 1)]
