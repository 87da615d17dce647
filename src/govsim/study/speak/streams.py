"""Standard streams that are closed, full, or have lost their reader: what cannot be said loses no result."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from typing import Any

from govsim.study.speak.errors import why


class Forgiving(io.TextIOWrapper):
    """Standard error that never fails: a remark that nobody can read is no reason to lose what is being run."""

    def write(self, text: str) -> int:
        """Write what can be written."""
        with contextlib.suppress(OSError, ValueError):
            return super().write(text)
        return len(text)

    def flush(self) -> None:
        """Send what can be sent."""
        with contextlib.suppress(OSError, ValueError):
            super().flush()


class NotPrintedError(Exception):
    """Standard output cannot be written; the message says why."""


class Answering(io.TextIOWrapper):
    """Standard output that tells its own failures from those of other files."""

    def write(self, text: str) -> int:
        """Write, or say why not."""
        with _told_apart():
            return super().write(text)

    def flush(self) -> None:
        """Send, or say why not."""
        with _told_apart():
            super().flush()


@contextlib.contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno == errno.ECONNRESET:
            raise BrokenPipeError(*error.args) from error
        raise NotPrintedError(why(error)) from error


def open_what_is_closed() -> bool:
    """Put the null device where a standard stream is closed, so that no file of ours gets its number.

    Returns:
        Whether standard output was closed.
    """
    closed = []
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            closed.append(number)
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as the process lives
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    return 1 in closed


def ready_for_anything() -> bool:
    """Make this process's streams such that nothing that happens to them costs a result.

    Returns:
        Whether standard output was closed.
    """
    closed = open_what_is_closed()
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    sys.stdout = _again(sys.stdout, Answering)
    sys.stderr = _again(sys.stderr, Forgiving)
    return closed


def _again(old: Any, kind: type[io.TextIOWrapper]) -> Any:
    """The same stream as one of another kind."""
    if not isinstance(old, io.TextIOWrapper):
        return old
    how = {"encoding": old.encoding, "errors": "replace", "line_buffering": old.line_buffering}
    return kind(old.detach(), **how)  # type: ignore[arg-type]


def flushed() -> None:
    """Send what waits for standard output.

    Raises:
        NotPrintedError, BrokenPipeError: it cannot be written.
    """
    if sys.stdout is not None:
        sys.stdout.flush()


def throw_away_the_rest() -> None:
    """Let what still waits for standard output go nowhere, without a complaint at the end of the process."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stdout.flush()
