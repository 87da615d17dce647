"""Who is told that kernels have to be compiled before anything runs: it takes longer than the runs that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_TELL: ContextVar[Callable[[int], None] | None] = ContextVar("compiling", default=None)


@contextmanager
def told_of_compiling(tell: Callable[[int], None]) -> Iterator[None]:
    """Have a function called with the number of kernels, each time before some are compiled inside."""
    before = _TELL.set(tell)
    try:
        yield
    finally:
        _TELL.reset(before)


def compiling(kernels: int) -> None:
    """Tell whoever wants to know."""
    tell = _TELL.get()
    if tell is not None:
        tell(kernels)
