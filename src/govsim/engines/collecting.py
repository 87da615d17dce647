"""Python's collection of garbage while code is compiled."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MADE = 50_000  # objects between two collections; at Python's 700 they take a sixth of the time that compiling takes


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for garbage seldom: a compiler makes millions of objects and drops them kernel by kernel.

    How often it is looked for is as before afterwards; who has it never looked for keeps it so.
    """
    before = gc.get_threshold()
    if 0 < before[0] < MADE:
        gc.set_threshold(MADE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
