"""Chunks on Dask workers: those of a running scheduler, or processes of this machine.

Chunks travel to the workers and the bytes of their tables travel back, so that no disk need be shared; this process
alone writes. Few are on the way at a time: memory does not grow with the study, and who joins late gets his share.
What a worker that dies or leaves had at hand, the scheduler hands to another.
"""

from __future__ import annotations

import logging
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

from govsim.engines.room import processors
from govsim.study.ask.cluster import Cluster
from govsim.study.runs.chunk import Came, Chunk, played, refusal
from govsim.study.speak.errors import InputError, RunError, one_line
from govsim.study.speak.extras import extra
from govsim.study.speak.terminal import say
from govsim.study.speak.words import counted, tell

AHEAD = 2  # chunks for each thread of a worker: one to play, one at hand when it is done
LOOK = 5.0  # seconds after which it is looked who has joined, where nothing came meanwhile
PATIENCE = 10.0  # seconds for a scheduler to answer
MOST_DEATHS = (
    2  # of workers of this machine that a chunk may have at hand and still be tried: beyond, it is their cause
)
Take = Callable[[Chunk, Came], None]


def play_on_workers(chunks: Iterable[Chunk], cluster: Cluster, threads: int, take: Take) -> None:
    """Play chunks on the workers of a cluster, and hand over what came of each as it comes.

    Args:
        chunks: made as they are needed.
        cluster: which workers.
        threads: of each worker that is started here.
        take: given each chunk with what came of it, in this thread.

    Raises:
        InputError: nobody answers, or a worker that is there cannot play them: before any is played.
        RunError: a chunk ends its workers, or the scheduler or all that could play are gone.
    """
    distributed = extra("distributed", part="cluster")
    with _client(distributed, cluster, threads) as client:
        _Handing(distributed, client, cluster, take).hand_out(iter(chunks))


def at_worker(chunk: Chunk) -> Came:
    """Play a chunk in a worker; who refuses says where it is."""
    came = played(chunk)
    return replace(came, worker=extra("distributed", part="cluster").get_worker().address) if came.refused else came


@contextmanager
def _client(distributed: Any, cluster: Cluster, threads: int) -> Iterator[Any]:
    """A connection to a scheduler; where no address is given, to one that is started with its workers and ended."""
    quiet = logging.getLogger("distributed")
    before = quiet.level
    quiet.setLevel(logging.CRITICAL)  # who joins and leaves is no matter of the user's
    try:
        with ExitStack() as stack:
            if cluster.address is None:
                where = stack.enter_context(_workers_here(distributed, cluster.workers or processors(), threads))
            else:
                where = cluster.address
            try:
                client = stack.enter_context(distributed.Client(where, timeout=PATIENCE, set_as_default=False))
            except OSError as error:  # a time-out is one too
                raise InputError(tell("error.no_scheduler", address=cluster.address)) from error
            stack.enter_context(client.as_current())
            yield client
    finally:
        quiet.setLevel(before)


@contextmanager
def _workers_here(distributed: Any, count: int, threads: int) -> Iterator[Any]:
    """Workers of this machine, each a process; without a page to look at or a limit to stand still at."""
    quiet = extra("dask.config", part="cluster").set({"distributed.worker.profile.enabled": False})  # it looks for ever
    with quiet, tempfile.TemporaryDirectory(prefix="govsim-workers-") as folder:
        with _no_interruption():
            made = distributed.LocalCluster(
                n_workers=count, threads_per_worker=threads, processes=True, dashboard_address=None, memory_limit=0,
                local_directory=folder, silence_logs=logging.CRITICAL,
                scheduler_kwargs={"allowed_failures": MOST_DEATHS},
            )  # fmt: skip
        with made:
            yield made


@contextmanager
def _no_interruption() -> Iterator[None]:
    """What is started inside hears nothing of Ctrl-C: a terminal tells it to all, and this process ends the others."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Handing:
    """Hands out the chunks of one attempt."""

    def __init__(self, distributed: Any, client: Any, cluster: Cluster, take: Take) -> None:
        self.distributed, self.client, self.cluster, self.take = distributed, client, cluster, take
        self.flying: dict[Any, Chunk] = {}
        self.again: list[Chunk] = []
        self.refused: dict[str, str] = {}  # why, by the address of the worker
        self.is_waiting = False

    def hand_out(self, chunks: Iterator[Chunk]) -> None:
        """Hand out all chunks, and take what comes."""
        first = next(chunks, None)
        if first is None:
            return
        self._greet(first)
        self.again.append(first)
        while True:
            there = self._there()
            while len(self.flying) < AHEAD * max(1, sum(there.values())):
                chunk = self.again.pop() if self.again else next(chunks, None)
                if chunk is None:
                    break
                self._hand(chunk, there)
            if not self.flying:
                return
            for future in self._come():
                self._take(future, self.flying.pop(future))

    def _greet(self, chunk: Chunk) -> None:
        """Ask the workers that are there whether they can play."""
        with self._answering():
            answers = self.client.run(refusal, chunk, on_error="return")
        for worker, answer in answers.items():
            if isinstance(answer, Exception) and not isinstance(answer, OSError):  # that would be one that just left
                answer = one_line(answer)
            if isinstance(answer, str) and answer:
                raise InputError(tell("error.worker_refuses", worker=worker, reason=answer))
        place = self.cluster.address or tell("note.this_machine")
        say(tell("note.workers", workers=counted("workers", len(answers)), place=place))

    def _there(self) -> Mapping[str, int]:
        """Threads of the workers that are there and can play, by address."""
        with self._answering():
            there = {one: count for one, count in self.client.nthreads().items() if one not in self.refused}
        if not there and not self.is_waiting:
            if self.refused:
                worker, reason = next(iter(self.refused.items()))
                raise RunError(tell("error.worker_refuses", worker=worker, reason=reason))
            say(tell("note.no_workers", place=self.cluster.address or tell("note.this_machine")))
        self.is_waiting = not there
        return there

    def _hand(self, chunk: Chunk, there: Mapping[str, int]) -> None:
        only = {"workers": list(there), "allow_other_workers": False} if self.refused else {}
        with self._answering():
            self.flying[self.client.submit(at_worker, chunk, pure=False, **only)] = chunk

    def _come(self) -> list[Any]:
        """Futures that are done; none where nothing came for a while."""
        try:
            with self._answering():
                return list(self.distributed.wait([*self.flying], LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            return []

    def _take(self, future: Any, chunk: Chunk) -> None:
        with self._answering():
            came: Came = self._result(future, chunk)
        if came.mistaken:
            raise InputError(came.mistaken)
        if came.refused:  # it joined late
            if came.worker not in self.refused:
                say(tell("note.worker_refused", worker=came.worker, reason=came.refused))
            self.refused[came.worker] = came.refused
            self.again.append(chunk)
            return
        self.take(chunk, came)

    def _result(self, future: Any, chunk: Chunk) -> Came:
        try:
            return future.result()  # type: ignore[no-any-return]
        except self.distributed.KilledWorker as error:
            about = {"first": chunk.first + 1, "last": chunk.block[-1] + 1, "workers": error.allowed_failures + 1}
            raise RunError(tell("error.chunk_kills", **about)) from error
        except (OSError, CancelledError):
            raise
        except Exception as error:
            raise RunError(tell("error.chunk_failed", reason=f"{type(error).__name__}: {one_line(error)}")) from error

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Say so where the scheduler is gone: what is written on this disk is no matter of it."""
        try:
            yield
        except TimeoutError:
            raise
        except (OSError, CancelledError) as error:
            place = self.cluster.address or tell("note.this_machine")
            raise RunError(tell("error.scheduler_gone", place=place)) from error
