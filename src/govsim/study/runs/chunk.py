"""Runs that follow each other, as another process is handed them: what it gives back are the tables of a part.

A chunk holds all that it needs but files of a user's own: its scenarios, its seeds, and what the results hang on. A
process with other versions, another source, or without a file, says so instead of playing.
"""

from __future__ import annotations

import platform
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from govsim import __version__
from govsim.scenario import Population, Scenario
from govsim.study.runs.groups import TABLES
from govsim.study.runs.plan import Plan
from govsim.study.runs.provenance import versions
from govsim.study.runs.shards import parquet_bytes
from govsim.study.runs.simulate import Job, Player, ready
from govsim.study.runs.source import source_hash
from govsim.study.runs.tables import TABLE_OF, RegisterIds, run_row, runs_table
from govsim.study.speak.errors import InputError, why
from govsim.study.speak.words import speaking, tell

_PREPARING = threading.Lock()  # a process may be handed several at once: models and populations are read by one of them


@dataclass(frozen=True)
class Chunk:
    """Runs that follow each other.

    Attributes:
        first: number of the first job in the plan.
        jobs: the runs.
        tables: names of the tables that they leave.
        yearly: names of scenarios whose yearly values are kept.
        plan: as far as the tables hang on it.
        registers: populations of the whole plan that are read from registers.
        engine: by which they are played.
        lang: of messages.
        stamp: versions and source that must be the same where they are played.
    """

    first: int
    jobs: tuple[Job, ...]
    tables: tuple[str, ...]
    yearly: tuple[str, ...]
    plan: Plan
    registers: tuple[Population, ...]
    engine: str
    lang: str
    stamp: Mapping[str, str]

    @property
    def block(self) -> range:
        """The numbers of its jobs in the plan."""
        return range(self.first, self.first + len(self.jobs))


@dataclass(frozen=True)
class Came:
    """What came of a chunk.

    Attributes:
        tables: each as the bytes of a Parquet file.
        failed: of each run, whether it failed.
        refused: why this process cannot play it, though another may.
        mistaken: why none can.
        worker: which process refused.
    """

    tables: Mapping[str, bytes] = field(default_factory=dict)
    failed: tuple[bool, ...] = ()
    refused: str = ""
    mistaken: str = ""
    worker: str = ""


class Cutter:
    """Makes the chunks of a plan.

    Args:
        plan: what is run.
        engine: by which.
        lang: of messages.
    """

    def __init__(self, plan: Plan, engine: str, lang: str) -> None:
        self.plan, self.engine, self.lang = plan, engine, lang
        several = list(plan.scenarios.values())
        self.parts = tuple(dict.fromkeys(name for one in several for name in one.parts))
        self.plugins = tuple(dict.fromkeys(file for one in several for file in one.plugins))
        self.registers = tuple(dict.fromkeys(one.population for one in several if one.population.kind == "register"))
        self.alike = all(one.parts == self.parts and one.plugins == self.plugins for one in several)

    def chunk(self, block: range) -> Chunk:
        """The jobs of a block."""
        made: dict[int, Scenario] = {}  # one of each: what runs share goes by the same object
        jobs = tuple((self._whole(one, made), seed) for one, seed in (self.plan.jobs[at] for at in block))
        names = dict.fromkeys(one.name for one, _ in jobs)
        whole = self.plan.by  # groups hang on all scenarios
        needed = self.plan.scenarios if whole else names
        scenarios = {name: self._whole(self.plan.scenarios[name], made) for name in needed}
        plan = replace(self.plan, scenarios=scenarios, varied=self.plan.varied if whole else {}, bases={}, design="")
        yearly = tuple(name for name in names if self.plan.keeps_years(name))
        tables = self.plan.tables_of(jobs[0][0].name)
        stamp = stamp_of(self.plan, [one for one, _ in jobs])
        return Chunk(block[0], jobs, tables, yearly, plan, self.registers, self.engine, self.lang, stamp)

    def _whole(self, one: Scenario, made: dict[int, Scenario]) -> Scenario:
        """A scenario that asks for the model of all of them."""
        if self.alike:
            return one
        if id(one) not in made:
            made[id(one)] = replace(one, parts=self.parts, plugins=self.plugins)
        return made[id(one)]


def versions_here() -> dict[str, str]:
    """What must be alike where runs shall have the same bits, beside the source: versions and the kind of machine."""
    here = {"govsim": __version__, "python": platform.python_version(), "machine": platform.machine()}
    return here | versions()


def stamp_of(plan: Plan, scenarios: Sequence[Scenario]) -> dict[str, str]:
    """The same, and the source that counts."""
    return versions_here() | {"source": source_hash(plan.model, scenarios)}


def refusal(chunk: Chunk) -> str:
    """Why this process cannot play a chunk; "" where it can."""
    with speaking(chunk.lang), _PREPARING:
        try:
            ready(list(chunk.plan.scenarios.values()), chunk.engine)
            here = stamp_of(chunk.plan, [one for one, _ in chunk.jobs])
        except InputError as error:
            return " ".join(str(error).split())
        except OSError as error:
            return f"{error.filename or ''}: {why(error)}"
        for name, there in chunk.stamp.items():
            if here.get(name) != there:
                about = {"name": name, "here": here.get(name) or "-", "there": there}
                return str(tell("error.worker_source" if name == "source" else "error.worker_version", **about))
    return ""


def played(chunk: Chunk) -> Came:
    """Play a chunk in this process."""
    refused = refusal(chunk)
    if refused:
        return Came(refused=refused)
    with speaking(chunk.lang):
        plan = chunk.plan
        yearly = [plan.scenarios[name] for name in chunk.yearly]
        registers = RegisterIds(Scenario("registers", population) for population in chunk.registers)
        try:
            play = Player(plan.model, chunk.engine, 1, yearly, plan.divisions)
            results = play(chunk.jobs)
        except InputError as error:
            return Came(mistaken=str(error))
        if changed := registers.changed():
            return Came(mistaken=str(tell("error.register_changed", file=changed)))
        return Came(
            packed(part_tables(plan, chunk.tables, results, registers)), tuple(bool(one.error) for one in results)
        )


def part_tables(
    plan: Plan, names: Sequence[str], results: Sequence[Any], registers: RegisterIds
) -> dict[str, pd.DataFrame]:
    """The tables of a part: of runs, and further ones of those that came to their end.

    Args:
        plan: what is run.
        names: of the tables, that of runs first.
        results: of its jobs, in their order.
        registers: ids of all populations of the plan.
    """
    whole, model = [one for one in results if not one.error], plan.model
    rows = runs_table(model, [run_row(model, one) for one in results], {}, errors=True)
    tables = {"runs": plan.with_counties(rows)}
    for name in names[1:] if whole else ():
        if name in plan.group_parts:
            made = TABLES[name.rpartition("_")[0]](model, whole, plan.varied)
        else:
            made = TABLE_OF[name](model, whole, registers)
        tables[name] = plan.with_counties(made)
    return tables


def packed(tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Tables as the bytes of Parquet files."""
    return {name: parquet_bytes(table) for name, table in tables.items()}
