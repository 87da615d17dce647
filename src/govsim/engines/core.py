"""The compiled engine: many runs on threads, each a week-by-week pass of compiled rules over tiles of rows."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.engines import lazy_order
from govsim.engines.failures import FAILURES, NotFiniteError
from govsim.engines.groups import Division, group_stage
from govsim.engines.kernel_text import Need
from govsim.engines.kernels import Program, compile_all, driver, program_of
from govsim.engines.layout import entry_of
from govsim.engines.records import CLOCK, KEY, YEAR_LAYERS, moved_type, year_type
from govsim.engines.rest import Rests
from govsim.engines.room import memory, processors
from govsim.engines.tiles import Tiles
from govsim.engines.week import YEAR_TABLE, Stage, resting_week, week_of
from govsim.engines.world import Base, World, base_of, lay_out
from govsim.language import DeclarationError, Model, run_key, week_key
from govsim.year import WEEKS_A_YEAR

if TYPE_CHECKING:
    from govsim.populations.synthesis import Structure
    from govsim.scenario import Population, Scenario

HEAP = np.dtype([(name, kind) for name, kind, _ in lazy_order.LAYOUT.fields])
NOT_DIVIDED: Mapping[str, Division] = MappingProxyType({})
KeyColumns = tuple[tuple[int, str, int, int], ...] | None  # of a division; None where there is none
Divisions = Mapping[str, Division]  # by the name of a scenario
AHEAD = 8  # runs given to each thread at a time: it has work while this thread writes those that are done; assumed
WORLDS_SHARE = 0.5  # of memory that the worlds of runs in progress may take; assumed


@dataclass(frozen=True)
class RunResult:
    """What one run leaves: the weekly outcomes, further tables if asked for, or its error.

    Attributes:
        scenario, seed: of the run.
        weekly: a row a week, a column an outcome.
        yearly: a record for each year, layer and enterprise.
        error: what went wrong; nothing where it came to its end.
        division: by what the run was divided, where it was.
        groups: sums by group: those of the window, then those of each week if asked for; then rows, then outcomes.
    """

    scenario: Scenario
    seed: int
    weekly: np.ndarray
    yearly: np.ndarray | None = None
    error: str | None = None
    division: Division | None = None
    groups: np.ndarray | None = None


def weekly_names(model: Model) -> list[str]:
    """Outcomes that are counted every week, in the order of the columns of `RunResult.weekly`."""
    return [one.name for one in model.weekly_outcomes]


def base_for(model: Model, population: Population) -> Base:
    """The slots of a population, built once; those of a register whose content changes are built anew."""
    from govsim.populations.structure import structure_of

    return _base(model, structure_of(population))


@lru_cache(maxsize=8)
def _base(model: Model, structure: Structure) -> Base:
    return base_of(model, structure)


@dataclass(frozen=True)
class Programs:
    """The kernels of a run: what founds the population, the weeks in which it comes to rest, and those that count."""

    founding: Program
    resting: Program
    weekly: Program


def program_for(
    model: Model, instruments: Iterable[str], yearly: bool = True, division: Division | None = None
) -> Programs:
    """The kernels of a run with these instruments; what is not in the cache is compiled."""
    return _programs(model, tuple(sorted(set(instruments))), yearly, None if division is None else division.columns)


@lru_cache(maxsize=256)
def _programs(model: Model, instruments: tuple[str, ...], yearly: bool, columns: KeyColumns) -> Programs:
    week = week_of(model, instruments)
    stages = [stage for stage in week.stages if stage.steps and (yearly or stage.kind != "years")]
    stages += [] if columns is None else [group_stage(model, columns)]
    resting = [stage for stage in resting_week(model).stages if stage.steps]
    compile_all(model, [week.founding, *resting, *stages], processors())
    return Programs(*(program_of(model, each) for each in ([week.founding], resting, stages)))


def _stages(model: Model, scenarios: Iterable[Scenario], yearly: bool, divisions: Divisions) -> list[Stage]:
    """What the weeks of some scenarios consist of, each stage once."""
    scenarios = list(scenarios)
    weeks = [week_of(model, instruments_of([scenario])) for scenario in scenarios]
    weeks.append(resting_week(model))
    every = dict.fromkeys(stage for week in weeks for stage in (week.founding, *week.stages))
    divided = filter(None, (divisions.get(scenario.name) for scenario in scenarios))
    every |= dict.fromkeys(group_stage(model, division.columns) for division in divided)
    return [stage for stage in every if stage.steps and (yearly or stage.kind != "years")]


def instruments_of(scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """Every instrument that any of the scenarios adopts, in name order."""
    return tuple(sorted({adoption.instrument for scenario in scenarios for adoption in scenario.adoptions}))


class Run:
    """One run in progress: its world, its clock, and the weeks played so far."""

    def __init__(
        self, model: Model, scenario: Scenario, seed: int, *, base: Base | None = None, yearly: bool = False,
        division: Division | None = None,
    ) -> None:  # fmt: skip
        self.model, self.scenario, self.seed, self.keeps_years = model, scenario, seed, yearly
        self.instruments = instruments_of([scenario])
        self.base = base or base_for(model, scenario.population)
        self.world: World = lay_out(model, self.base, scenario)
        self.clock = np.zeros(1, CLOCK)
        self.clock["run_key"] = run_key(seed)
        self.weekly = np.zeros((scenario.weeks, len(model.weekly_outcomes)))
        years = -(-scenario.weeks // WEEKS_A_YEAR) if yearly else 0
        self.yearly = np.zeros((years, YEAR_LAYERS, len(self.world.tables.get(YEAR_TABLE, ()))), year_type(model))
        self.moved = np.zeros(1, moved_type(model))
        self.first = -1 - scenario.settle
        self.keys = _keys_of(seed, self.first, scenario.weeks)
        self.week = self.first
        self.division = division
        if division is not None:
            self.keys_of_groups = division.row_of_each(self.world.tables["enterprise"])
            shape = (division.blocks(scenario.weeks), len(division.rows), len(model.weekly_outcomes))
            self.groups = np.zeros(shape)

    def array(self, need: Need) -> Any:
        """The array that a kernel needs."""
        return _ARRAYS[need.kind](self, self.world, need)

    def play_to(self, last: int) -> None:
        """Play the weeks up to, not including, `last`: the population arrives, comes to rest, and from week 0 counts.

        Whoever holds a slot in week 0 is the first that counts there, however often it changed hands before.
        """
        programs = program_for(self.model, self.instruments, self.keeps_years, self.division)
        if self.week < 0:
            self._move(week_of(self.model).moved)
            self.play(min(self.first + 1, last), programs.founding)
            self.play(min(0, last), programs.resting)
            if self.week == 0:
                self.begin()
        if self.week >= 0:
            self._move(week_of(self.model, self.instruments).moved)
            self.play(last, programs.weekly)

    def take(self, tables: Mapping[str, Tiles]) -> None:
        """Take over the state in which another run with this seed stood at week 0."""
        for name, rows in tables.items():
            self.world.tables[name][...] = rows
        self.week = 0

    def begin(self) -> None:
        """Call those who are there the first of their slots."""
        for rows in self.world.tables.values():
            rows.hold_below("generation", 0)

    def _move(self, channels: Iterable[str]) -> None:
        """Say which channels can leave their bounds."""
        moved = set(channels)
        self.moved[:] = tuple(name in moved for name in self.moved.dtype.names or ())

    def play(self, last: int, program: Program) -> None:
        """Play the weeks from the one reached up to, not including, `last`, with some kernels."""
        while last > self.week:
            self.world.roll_out.at(self.week, self.world.scope)
            until = self.world.roll_out.next_after(self.week, last)
            address, _kept = self.context(program)
            driver()(address, self.week, until)
            self.week = until

    def context(self, program: Program) -> tuple[int, list[Any]]:
        """What the driver is given to play some kernels from the week reached on: an address, and what lies there."""
        arrays = [self.array(need) for need in program.needs]  # they live as long as they are addressed
        contexts = np.array([entry_of(array) for array in arrays], np.int64).reshape(-1, 3)[program.taken]
        calls = program.calls.copy()
        calls["context"] += entry_of(contexts)[0]
        keys = np.ascontiguousarray(self.keys[self.week - self.first :])
        driven = np.array([entry_of(one) for one in (self.clock, keys, calls)], np.int64).reshape(-1)
        return entry_of(driven)[0], [*arrays, contexts, calls, keys, driven]


_ARRAYS: Mapping[str, Callable[[Run, World, Need], Any]] = MappingProxyType({
    "table": lambda run, world, need: world.tables[need.table],
    "starts": lambda run, world, need: world.links[need.table, need.owner][0],
    "firsts": lambda run, world, need: world.places.first_tiles(need.table),
    "rows": lambda run, world, need: world.places.members[need.table, need.owner],
    "places": lambda run, world, need: world.places.of[need.table],
    "heap": lambda run, world, need: np.zeros(len(world.tables[need.table]) + lazy_order.BEYOND, HEAP),
    "parameters": lambda run, world, need: world.parameters,
    "clock": lambda run, world, need: run.clock,
    "settings": lambda run, world, need: world.settings[need.owner],
    "timing": lambda run, world, need: world.timing[need.owner],
    "memory": lambda run, world, need: world.memory[need.owner],
    "scope": lambda run, world, need: world.places.spread(need.table, world.scope[need.owner, need.table]),
    "reach": lambda run, world, need: world.places.spread(need.table, world.scope[need.owner, need.table]),
    "under": lambda run, world, need: world.under[need.owner],
    "aim": lambda run, world, need: world.aims[need.owner, need.table],
    "multiple": lambda run, world, need: world.places.spread(need.table, np.ones(len(world.tables[need.table]))),
    "totals": lambda run, world, need: run.weekly,
    "years": lambda run, world, need: run.yearly.reshape(-1),
    "moved": lambda run, world, need: run.moved,
    "division": lambda run, world, need: run.division.record(run.scenario.window),  # type: ignore[union-attr]
    "keys": lambda run, world, need: run.keys_of_groups,
    "grouped": lambda run, world, need: run.groups.reshape(-1, run.groups.shape[2]),
})  # fmt: skip


def _keys_of(seed: int, first: int, last: int) -> np.ndarray:
    """The keys of the weeks from the first up to, not including, the last; the language's own words, on an array."""
    return np.asarray(week_key(seed, np.arange(first, last).astype(KEY)))  # type: ignore[arg-type]


def run_one(
    model: Model, scenario: Scenario, seed: int, *, yearly: bool = False, base: Base | None = None,
    division: Division | None = None, rests: Rests | None = None,
) -> RunResult:  # fmt: skip
    """Play one run to its end. A failure becomes a result with its error; the others go on."""
    try:
        run = Run(model, scenario, seed, base=base, yearly=yearly, division=division)
        if rests:
            rests.bring(run)
        run.play_to(scenario.weeks)
        check_finite(model, run.weekly)
    except DeclarationError:  # no run of the command can come to its end
        raise
    except FAILURES as error:
        fault = importlib.import_module(f"{__package__}.fault")  # it plays runs itself: looked up when one has failed
        return failed_run(model, scenario, seed, fault.failure_of_compiled(model, scenario, seed, error, base))
    groups = None if division is None else run.groups[: None if division.weekly else 1]
    return RunResult(scenario, seed, run.weekly, run.yearly if yearly else None, None, division, groups)


def check_finite(model: Model, weekly: np.ndarray) -> None:
    """Refuse outcomes that are no numbers: a rule divided by nothing, or made a number too large.

    Raises:
        NotFiniteError: naming the first such outcome and its week.
    """
    finite = np.isfinite(weekly)
    if not finite.all():
        week, column = np.argwhere(~finite)[0]
        raise NotFiniteError(f"{weekly_names(model)[column]} is {weekly[week, column]} in week {week}")


def failed_run(model: Model, scenario: Scenario, seed: int, error: str) -> RunResult:
    """The result of a run that did not come to its end."""
    return RunResult(scenario, seed, np.zeros((0, len(model.weekly_outcomes))), None, error)


def threads_for(bases: Iterable[Base]) -> int:
    """As many threads as there are processors, if the worlds of as many runs fit into memory; at least one."""
    world = max((2 * base.nbytes for base in bases), default=0)  # a run copies its base, and keeps memories beside it
    return min(processors(), max(1, int(memory() * WORLDS_SHARE) // max(1, world)))


def run_many(
    model: Model,
    jobs: Sequence[tuple[Scenario, int]],
    yearly: bool = False,
    threads: int | None = None,
    on_done: Callable[[RunResult], None] | None = None,
    base: Base | None = None,
    divisions: Divisions = NOT_DIVIDED,
) -> list[RunResult]:
    """Play runs on threads; the same bits whatever their number.

    Args:
        model: what is simulated.
        jobs: (scenario, seed) pairs.
        yearly: also keep the table of enterprise years.
        threads: number of threads; if not given, as many as processors and memory allow.
        on_done: called in this thread with each finished run, in the order in which they finish.
        base: slots to use in place of the scenarios' own population (for tests).
        divisions: by what the runs of a scenario are divided, by its name; the others are not.

    Returns:
        The results in the order of the jobs.
    """
    scenarios = {id(s): s for s, _ in jobs}.values()
    compile_all(model, _stages(model, scenarios, yearly, divisions), min(threads or processors(), processors()))
    bases: dict[int, Base] = {}
    for scenario in scenarios:  # before the threads, so that mistakes are raised here
        bases[id(scenario)] = base or base_for(model, scenario.population)
        program_for(model, instruments_of([scenario]), yearly, divisions.get(scenario.name))
    workers = threads or threads_for(bases.values())
    rests = Rests((scenario, seed, bases[id(scenario)]) for scenario, seed in jobs)
    results: list[RunResult | None] = [None] * len(jobs)
    with ThreadPoolExecutor(workers) as pool:
        waiting: dict[Future[RunResult], int] = {}
        queue = iter(enumerate(jobs))
        try:
            while True:
                while len(waiting) < AHEAD * workers and (item := next(queue, None)) is not None:
                    place, (scenario, seed) = item
                    own, divided = bases[id(scenario)], divisions.get(scenario.name)
                    job = functools.partial(run_one, yearly=yearly, base=own, division=divided, rests=rests)
                    waiting[pool.submit(job, model, scenario, seed)] = place
                if not waiting:
                    break
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    place = waiting.pop(future)
                    results[place] = future.result()
                    if on_done:
                        on_done(future.result())
        except BaseException as error:
            pool.shutdown(cancel_futures=True)
            if isinstance(error, KeyboardInterrupt) and on_done:  # what was running has come to its end meanwhile
                for future in waiting:
                    if not future.cancelled() and future.exception() is None:
                        on_done(future.result())
            raise
    return [r for r in results if r is not None]
