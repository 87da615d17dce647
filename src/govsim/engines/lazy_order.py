"""Members in the order of a key, sorted only as far as somebody walks: most walks end early.

The entries (key, row) stand in one array of `high` places: in front those that were walked, in order; behind them a
heap that stands on its head, its root in the last place. So taking the smallest frees the very place in which it has
to stand, and a second walk finds what the first has sorted. One more entry says in `row` how many are sorted. Ties
come in the order of rows; keys that are no numbers come last. Plain functions, which both numba and tests run.
"""

from __future__ import annotations

from typing import Any

from govsim.engines.layout import Layout

LAYOUT = Layout((("key", "f8", 0), ("row", "i8", 8)))


def is_before(key: float, row: int, other_key: float, other_row: int) -> bool:
    """Whether one entry comes before another."""
    if key < other_key:
        return True
    if key > other_key:
        return False
    if key == other_key or (key != key and other_key != other_key):
        return row < other_row
    return key == key


def enter(heap: Any, at: int, key: float, row: int) -> None:
    """Write an entry; all are written before `begin`."""
    entry = heap[at]
    entry.key = key
    entry.row = row


def begin(heap: Any, high: int) -> None:
    """Make a heap of the entries before `high`; none is sorted yet."""
    for step in range(high // 2):
        at = high // 2 - 1 - step
        entry = heap[high - 1 - at]
        _sink(heap, at, high, high, entry.key, entry.row)
    heap[high].row = 0


def row_in_order(heap: Any, at: int, high: int) -> int:
    """The row of the entry that comes `at`-th; walks ask for one after the other."""
    if at == heap[high].row:
        last, root = heap[at], heap[high - 1]
        key, row = last.key, last.row
        last.key, last.row = root.key, root.row
        heap[high].row = at + 1
        _sink(heap, 0, high, high - at - 1, key, row)
    return heap[at].row


def _sink(heap: Any, at: int, high: int, count: int, key: float, row: int) -> None:
    """Let an entry sink from place `at` of a heap of `count` until none below comes before it."""
    child = 2 * at + 1
    while child < count:
        below = heap[high - 1 - child]
        if child + 1 < count:
            other = heap[high - 2 - child]
            if is_before(other.key, other.row, below.key, below.row):
                child += 1
                below = other
        if not is_before(below.key, below.row, key, row):
            break
        here = heap[high - 1 - at]
        here.key, here.row = below.key, below.row
        at = child
        child = 2 * at + 1
    if at < count:
        here = heap[high - 1 - at]
        here.key, here.row = key, row
