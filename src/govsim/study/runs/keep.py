"""From a plan to a finished folder of results, over as many attempts as it takes.

Runs are kept in parts as they finish (see `shards`). When none is missing, the tables are put together from the parts
in the order of the jobs, whatever the order in which they came, and appear in the folder with `provenance.json` last:
it names every table with its hash, so that a folder is finished, or goes on from its parts.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from govsim.errors import Interrupted, NoTaskError, ShareDone
from govsim.scenario import Scenario
from govsim.study.ask.cluster import DASK, SLURM, TASK, Cluster
from govsim.study.runs.chunk import Came, Chunk, Cutter, packed, part_tables, versions_here
from govsim.study.runs.finish import Finished, finish, finished
from govsim.study.runs.groups import beyond_notes
from govsim.study.runs.lock import locked
from govsim.study.runs.places import (
    PARTS,
    PLAN,
    PROVENANCE,
    check_owner,
    check_room,
    check_writable,
    first_missing,
    read_json,
    remove_empty,
)
from govsim.study.runs.plan import Plan
from govsim.study.runs.provenance import as_json
from govsim.study.runs.shards import Part, Shards, write_whole
from govsim.study.runs.shown import Draw
from govsim.study.runs.simulate import Job, Player, chunk, ready, size_of
from govsim.study.runs.tables import RegisterIds
from govsim.study.speak.errors import InputError, RunError, why
from govsim.study.speak.terminal import KEPT, progress, say
from govsim.study.speak.words import counted, tell

PART_WORK = 60e6  # worker-weeks of a part: some seconds of the compiled engine; what a kill may cost
MESA_WORK = 60  # how much slower the open engine is
PART_RUNS, PART_BYTES = 1000, 2**26  # most runs of a part, and most bytes of its weekly values


@dataclass(frozen=True)
class How:
    """How a plan is carried out; none of it changes a number."""

    engine: str = "core"
    threads: int | None = None
    lang: str = "en"
    words: tuple[str, ...] = ()
    started: float = 0.0
    draw: Draw | None = None  # draws the figures; none are drawn without
    calendar: int | None = None  # the year that begins with week 0, in figures
    cluster: Cluster = field(default_factory=Cluster)


def keep(plan: Plan, folder: Path, how: How) -> Finished:
    """Carry out a plan in a folder, from where the last attempt ended.

    Raises:
        InputError: when the folder cannot be used; nothing is written.
        RunError: when the disk is full or every run failed; what is finished is kept.
        Interrupted: when the user stops it; what is finished is kept.
        ShareDone: when this process is a task of an array and its share is kept.
    """
    check_owner(folder, plan.id)
    _ = plan.divisions  # what cannot be divided is refused before anything is written
    try:
        found, _ = finished(plan, folder, how)
    except KeyboardInterrupt as error:
        raise Interrupted(tell("note.interrupted") + tell("note.as_it_was", folder=folder)) from error
    if found is not None:
        say(tell("note.there", folder=folder))
    else:
        check_writable(folder)
        ready(list(plan.scenarios.values()), how.engine)
        whole = plan.with_groups_of(read_json(folder / PROVENANCE) or {})
        work = _Work(whole, folder, how)
        found = replace(work.share() if how.cluster.kind == SLURM else work.attempt(), by=plan.by)
    KEPT.append(folder)
    beyond = beyond_notes(plan.model, found.groups) if found.groups is not None else []
    return replace(found, notes=[*found.notes, *beyond])


class _Work:
    """One attempt at a plan."""

    def __init__(self, plan: Plan, folder: Path, how: How) -> None:
        self.plan, self.folder, self.how = plan, folder, how
        self.shards = Shards(folder / PARTS)
        self.parts: list[Part] = []
        self.highest = first_missing(folder)
        self.registers = RegisterIds(plan.scenarios.values())

    @property
    def kept(self) -> int:
        """Runs that are on disk."""
        return sum(part.runs for part in self.parts)

    def attempt(self) -> Finished:
        """Hold the folder, do what is missing, and put the tables together."""
        parts = self.folder / PARTS
        with self._told(), locked(parts, self._say_waiting):
            try:
                found, why = finished(self.plan, self.folder, self.how)  # another process may have just finished
                if found is None:
                    found = self._go_on(why)
                else:
                    say(tell("note.there", folder=self.folder))
                shutil.rmtree(parts, ignore_errors=True)
                return found
            except BaseException:
                if not self.parts:
                    shutil.rmtree(parts, ignore_errors=True)
                    remove_empty(self.folder, self.highest)
                raise

    def share(self) -> Finished:
        """Play the share of this task of an array beside the others, and put no tables together.

        Raises:
            ShareDone: all of the share is kept.
            NoTaskError: this process is no task.
        """
        blocks, cluster = list(self._blocks(range(len(self.plan.jobs)))), self.how.cluster
        task = cluster.task
        if task is None:
            error = NoTaskError(tell("error.no_task", key=TASK))
            error.folder, error.runs, error.parts = self.folder, len(self.plan.jobs), len(blocks)
            raise error
        mine = [at for block in blocks[task :: cluster.workers] for at in block]
        with self._told(), locked(self.shards.folder, self._say_waiting, shared=True):
            self._begin(versions_here())
            there = self.shards.there()
            missing = [at for at in mine if at not in there]
            check_room(self.folder, self._room_for(missing))
            self._run(missing)
        about = {"runs": f"{len(mine):,}", "task": task, "last": (cluster.workers or 1) - 1, "folder": self.folder}
        raise ShareDone(tell("note.share", **about))

    def _begin(self, versions: Mapping[str, str] | None = None) -> None:
        """Say what the parts are of; those of other versions do not mix with ours.

        Raises:
            InputError: others have begun with other versions.
        """
        begun = read_json(self.shards.folder / PLAN) or {}
        for name, there in (begun.get("versions") or {}).items():
            here = versions_here().get(name)
            if here != there:
                about = {"folder": self.folder, "name": name, "here": here or "-", "there": there}
                raise InputError(tell("error.other_versions", **about))
        if versions is None or not begun:
            about = {"id": self.plan.id, "command": self.plan.called(self.how.words), "runs": len(self.plan.jobs)}
            write_whole(self.shards.folder / PLAN, as_json(about | ({"versions": versions} if versions else {})))

    def _say_waiting(self, holder: str) -> None:
        say(tell("note.waiting", folder=self.folder, holder=holder))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what is kept when an attempt ends early."""
        try:
            yield
        except KeyboardInterrupt as error:
            raise Interrupted(tell("note.interrupted") + self._what_is_kept()) from error
        except OSError as error:
            raise RunError(
                tell("error.not_written", folder=self.folder, reason=why(error)) + self._what_is_kept()
            ) from error

    def _what_is_kept(self) -> str:
        if not self.parts:
            return tell("note.nothing_kept")
        return tell("note.kept", done=f"{self.kept:,}", total=f"{len(self.plan.jobs):,}", folder=self.folder)

    def _go_on(self, why: str) -> Finished:
        needed = {at: self.plan.tables_of(one.name) for at, (one, _) in enumerate(self.plan.jobs)}
        self.parts, damaged = self.shards.read(needed)
        there = {at for part in self.parts for at in part.jobs}
        missing = [at for at in range(len(self.plan.jobs)) if at not in there]
        for note in (why, counted("note.damaged", damaged) if damaged else ""):
            if note:
                say(note)
        if self.parts:
            say(tell("note.resumed", done=f"{self.kept:,}", total=f"{len(self.plan.jobs):,}", folder=self.folder))
        check_room(self.folder, self._room_for(missing))
        self._begin()
        if self.how.cluster.kind == DASK:
            self._run_on_workers(missing)
        else:
            self._run(missing)
        try:
            return finish(self.plan, self.folder, self.how, sorted(self.parts, key=lambda part: part.first))
        except RunError:  # no run came to its end: there is nothing to keep
            self.parts = []
            raise

    def _room_for(self, missing: Sequence[int]) -> int:
        """Bytes on disk for parts and finished tables; a packed number takes two bytes or three."""
        jobs = self.plan.jobs
        if self.plan.bases:
            return len(jobs) * len(self.plan.model.outcomes) * 8
        player = self._player
        parts = sum(player.bytes_of(jobs[at][0]) for at in missing)
        return (parts + sum(player.bytes_of(one) for one, _ in jobs)) // 3

    @cached_property
    def _player(self) -> Player:
        scenarios = list(self.plan.scenarios.values())
        yearly = [one for one in scenarios if self.plan.keeps_years(one.name)]
        return Player(self.plan.model, self.how.engine, self.how.threads, yearly, self.plan.divisions)

    def _run(self, missing: Sequence[int]) -> None:
        """Run what is missing; each part is written as soon as its last run has come."""
        jobs, player = self.plan.jobs, self._player
        with progress(self.kept + len(missing), self.kept) as on_done:
            for blocks in _handfuls(self._blocks(missing), jobs, player):
                buffer = _Buffer(blocks, jobs, self._write, on_done)
                try:
                    player([jobs[at] for block in blocks for at in block], buffer.take)
                except KeyboardInterrupt:
                    buffer.keep_what_came()
                    raise

    def _run_on_workers(self, missing: Sequence[int]) -> None:
        """Have what is missing played by workers; each part is written as it comes."""
        from govsim.study.runs.dask_workers import play_on_workers

        how, threads = self.how, 1 if self.how.cluster.address else self.how.threads or 1
        cutter = Cutter(self.plan, how.engine, how.lang)
        with progress(len(self.plan.jobs), self.kept) as on_done:

            def take(chunk: Chunk, came: Came) -> None:
                self._keep(chunk.block, came.tables)
                for failed in came.failed:
                    on_done(failed)

            play_on_workers(map(cutter.chunk, self._blocks(missing)), how.cluster, threads, take)

    def _blocks(self, missing: Sequence[int]) -> Iterator[range]:
        """Jobs that follow each other, of about the same work."""
        jobs = self.plan.jobs
        start, work, size = 0, 0.0, 0
        for place, at in enumerate(missing):
            scenario = jobs[at][0]
            apart = place > start and (
                at != missing[place - 1] + 1
                or work >= PART_WORK
                or size >= PART_BYTES
                or place - start >= PART_RUNS
                or self.plan.tables_of(scenario.name) != self.plan.tables_of(jobs[at - 1][0].name)
            )
            if apart:
                yield range(missing[start], missing[place - 1] + 1)
                start, work, size = place, 0.0, 0
            work += self._work(scenario)
            size += self._player.bytes_of(scenario)
        if missing:
            yield range(missing[start], missing[-1] + 1)

    def _work(self, scenario: Scenario) -> float:
        slower = MESA_WORK if self.how.engine == "mesa" else 1
        return slower * scenario.weeks * size_of(scenario.population)[1]

    def _write(self, block: range, results: Sequence[Any]) -> None:
        names = self.plan.tables_of(self.plan.jobs[block[0]][0].name)
        self._keep(block, packed(part_tables(self.plan, names, results, self.registers)))

    def _keep(self, block: range, tables: Mapping[str, bytes]) -> None:
        if changed := self.registers.changed():
            raise RunError(tell("error.register_changed", file=changed))
        self.parts.append(self.shards.write(block[0], len(block), tables, self.how.engine))


class _Buffer:
    """Results that wait for the others of their part."""

    def __init__(
        self,
        blocks: Sequence[range],
        jobs: Sequence[Job],
        write: Callable[[range, Sequence[Any]], None],
        on_done: Callable[..., None] | None,
    ) -> None:
        self.write, self.on_done = write, on_done
        self.home = {_key(jobs[at]): (block, at) for block in blocks for at in block}
        self.waiting: dict[range, dict[int, Any]] = {block: {} for block in blocks}

    def take(self, result: Any) -> None:
        """Keep one result; write its part when it is the last."""
        block, at = self.home[_key((result.scenario, result.seed))]
        self.waiting[block][at] = result
        if len(self.waiting[block]) == len(block):
            done = self.waiting[block]
            self.write(block, [done[at] for at in block])
            del self.waiting[block]  # an interruption on the way leaves it to be kept in the end
        if self.on_done is not None:
            self.on_done(bool(result.error))

    def keep_what_came(self) -> None:
        """Write the results of parts that were not completed, those that follow each other as one."""
        for came in self.waiting.values():
            places = sorted(came)
            ends = [at for at in places if at + 1 not in came]
            for first, last in zip((at for at in places if at - 1 not in came), ends, strict=True):
                block = range(first, last + 1)
                self.write(block, [came[at] for at in block])
        self.waiting.clear()


def _key(job: Job) -> tuple[str, int]:
    return job[0].name, job[1]


def _handfuls(blocks: Iterator[range], jobs: Sequence[Job], player: Player) -> Iterator[list[range]]:
    """Parts that fit into memory together; an engine holds its results until the last."""
    waiting: list[range] = []
    size, most = 0, chunk()
    for block in blocks:
        mine = sum(player.bytes_of(jobs[at][0]) for at in block)
        if waiting and size + mine > most:
            yield waiting
            waiting, size = [], 0
        waiting.append(block)
        size += mine
    if waiting:
        yield waiting


__all__ = ["Finished", "How", "Interrupted", "Plan", "keep"]
