"""Jobs shared out among copies of this process, each done by whichever is free.

A copy (fork) has the libraries and the tables at hand: a new process would import for longer than it draws. A copy of
a process with several threads may wait for ever for what another thread held, so copies are made only of a command's
own process, where no other thread runs; and only on Linux, as elsewhere the system keeps more in a process than Python
knows of.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import BinaryIO, TypeVar

from govsim.study.speak.process import is_ours

Result = TypeVar("Result")
LONGEST = 300  # seconds that a copy may live: one that hangs is ended, and what it had is done in this process


def may_copy() -> bool:
    """Whether this process may be copied."""
    return sys.platform == "linux" and is_ours() and threading.active_count() == 1


def shared_out(
    jobs: Sequence[Callable[[], Result]], processes: int = 1, first: Callable[[], object] | None = None
) -> list[Result]:
    """Do some jobs, each once, and give back their results in their order.

    Args:
        jobs: at most 255; their results must be such that they can be pickled.
        processes: how many may work at a time, this one among them.
        first: what this process does before its share of the jobs.

    Raises:
        Exception: what a job raises; one that failed in a copy, or whose copy was ended, is done again here.
    """
    done: dict[int, Result] = {}
    tickets, giver = os.pipe()
    os.write(giver, bytes(range(len(jobs))))
    os.close(giver)
    copies: list[tuple[int, BinaryIO]] = []
    try:
        for _ in range(min(processes, len(jobs)) - 1 if may_copy() else 0):
            with suppress(OSError):  # no room for a further process
                copies.append(_copy(jobs, tickets))
        if first is not None:
            first()
        while ticket := os.read(tickets, 1):
            done[ticket[0]] = jobs[ticket[0]]()
        for _, results in copies:
            with suppress(EOFError, pickle.UnpicklingError):
                while True:
                    done.update([pickle.load(results)])
    finally:
        os.close(tickets)
        for process, results in copies:
            results.close()
            os.kill(process, signal.SIGKILL)  # where all went well it has ended
            os.waitpid(process, 0)
    return [done[at] if at in done else job() for at, job in enumerate(jobs)]


def _copy(jobs: Sequence[Callable[[], object]], tickets: int) -> tuple[int, BinaryIO]:
    """A copy of this process that does jobs while there are tickets; and where it tells their results."""
    reader, writer = os.pipe()
    parent = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that libraries keep asleep
        process = os.fork()
    if process:
        os.close(writer)
        return process, os.fdopen(reader, "rb")
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(LONGEST)
        with os.fdopen(writer, "wb") as results:
            while os.getppid() == parent and (ticket := os.read(tickets, 1)):
                with suppress(Exception):
                    pickle.dump((ticket[0], jobs[ticket[0]]()), results)
                    results.flush()
    finally:
        os._exit(0)
