"""Members in the order of a key, sorted only as far as somebody walks: most walks end early, and many never begin.

The entries (key, row) stand in one array of `high` places: in front those that were walked, in order; behind them a
heap that stands on its head, its root in the last place. So taking the smallest frees the very place in which it has
to stand, and a second walk finds what the first has sorted. The first is looked for among all, since many a walk asks
for no other: what is left becomes a heap when a second is asked for. One more entry says in `row` how many are sorted,
and the last of the array, whether anything has been entered. Ties come in the order of rows; keys that are no numbers
come last. Plain functions, which both numba and tests run.
"""

from __future__ import annotations

from typing import Any

from govsim.engines.layout import Layout

LAYOUT = Layout((("key", "f8", 0), ("row", "i8", 8)))
BEYOND = 2  # entries beside those of the members
NOTHING = -1


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
    """Say that none of the entries before `high` is sorted yet."""
    heap[high].row = 0


def forget(heap: Any) -> None:
    """Say that nothing has been entered: whoever walks first enters all."""
    heap[len(heap) - 1].row = NOTHING


def entered(heap: Any, table: Any, index: Any, low: int, high: int) -> int:
    """How many live of the rows `table[index[low:high]]`; their keys are entered unless they have been.

    The row of an entry is its place in the index.
    """
    said = heap[len(heap) - 1]
    if said.row == NOTHING:
        count = 0
        for place in range(low, high):
            member = table[index[place].value]
            if member.alive:
                enter(heap, count, member.key, place)
                count += 1
        begin(heap, count)
        said.row = count
    return said.row


def row_in_order(heap: Any, at: int, high: int) -> int:
    """The row of the entry that comes `at`-th; walks ask for one after the other."""
    if at == heap[high].row and at == 0:
        _bring_first(heap, high)
        heap[high].row = 1
    elif at == heap[high].row:
        if at == 1:
            _make_heap(heap, high, high - 1)
        last, root = heap[at], heap[high - 1]
        key, row = last.key, last.row
        last.key, last.row = root.key, root.row
        heap[high].row = at + 1
        _sink(heap, 0, high, high - at - 1, key, row)
    return heap[at].row


def _bring_first(heap: Any, high: int) -> None:
    """Bring the smallest of all entries to the front."""
    first = 0
    for at in range(1, high):
        if is_before(heap[at].key, heap[at].row, heap[first].key, heap[first].row):
            first = at
    front, found = heap[0], heap[first]
    key, row = front.key, front.row
    front.key, front.row = found.key, found.row
    found.key, found.row = key, row


def _make_heap(heap: Any, high: int, count: int) -> None:
    """Make a heap of the last entries before `high`."""
    for step in range(count // 2):
        at = count // 2 - 1 - step
        entry = heap[high - 1 - at]
        _sink(heap, at, high, count, entry.key, entry.row)


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
