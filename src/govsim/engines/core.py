"""The compiled engine: many runs on threads, each a week-by-week pass of compiled rules over records."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.engines.compose import kernels_of
from govsim.engines.kernels import load
from govsim.engines.plan import Plan, columns_of, make_plan
from govsim.engines.world import CLOCK, Base, World, base_of, kind_of, lay_out
from govsim.language import INSTRUMENTS, OUTCOMES, run_key, week_key
from govsim.outcomes import YEARLY, YEARLY_LAST
from govsim.schedule import WEEK

if TYPE_CHECKING:
    from govsim.populations.synthesis import Structure
    from govsim.scenario import Population, Scenario

YEAR_LAYERS = 3
WEEKS_A_YEAR = 52


@dataclass(frozen=True)
class RunResult:
    """What one run leaves: the weekly outcomes, a table of enterprise years if asked for, or its error."""

    scenario: Scenario
    seed: int
    weekly: np.ndarray
    yearly: np.ndarray | None = None
    error: str | None = None


def weekly_names() -> list[str]:
    """Outcomes that are counted every week, in the order of the columns of `RunResult.weekly`."""
    return [o.name for o in OUTCOMES.values() if not o.is_ratio]


def base_for(population: Population) -> Base:
    """The slots of a population, built once; those of a register whose content changes are built anew."""
    from govsim.populations.structure import structure_of

    return _base(structure_of(population))


@lru_cache(maxsize=8)
def _base(structure: Structure) -> Base:
    return base_of(structure)


@lru_cache(maxsize=32)
def plan_for(instruments: tuple[str, ...]) -> Plan:
    """The plan of the week with these instruments."""
    return make_plan(WEEK, [INSTRUMENTS[name] for name in instruments])


@lru_cache(maxsize=32)
def program_for(instruments: tuple[str, ...]) -> tuple[Callable[..., None], list[str]]:
    """The compiled week with these instruments, and the names of its arrays."""
    return load(kernels_of(plan_for(instruments), (YEARLY, YEARLY_LAST)))


def instruments_of(scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """Every instrument that any of the scenarios adopts, in name order: they are compiled together."""
    return tuple(sorted({a.instrument for s in scenarios for a in s.adoptions}))


def yearly_type() -> np.dtype:
    """One enterprise year."""
    declared = columns_of("enterprise")
    fields = [("id", "i8"), ("generation", "i8"), ("industry", "i8"), ("weeks", "i8")]
    return np.dtype(fields + [(name, kind_of(declared[name].default)) for name in YEARLY + YEARLY_LAST], align=True)


class Run:
    """One run in progress: its world, its clock, and the weeks played so far."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        instruments: tuple[str, ...],
        base: Base | None = None,
        yearly: bool = False,
    ):
        self.scenario, self.seed, self.instruments = scenario, seed, instruments
        self.world: World = lay_out(base or base_for(scenario.population), scenario, plan_for(instruments))
        self.clock = np.zeros(1, CLOCK)
        self.weekly = np.zeros((scenario.weeks, len(weekly_names())))
        years = -(-scenario.weeks // WEEKS_A_YEAR) if yearly else 0
        self.yearly = np.zeros((years, YEAR_LAYERS, len(self.world.tables["enterprise"])), yearly_type())
        self.keys = np.array([week_key(seed, week) for week in range(-1, scenario.weeks)], np.uint64)
        self.week = -1

    def array(self, name: str) -> Any:
        """The array that a kernel's argument names."""
        world = self.world
        kind, _, rest = name.partition("_")
        if name in ("out", "yearly", "p_table", "now_table"):
            return {
                "out": self.weekly,
                "yearly": self.yearly,
                "p_table": world.parameters,
                "now_table": self.clock,
            }[name]
        if name.endswith("_table"):
            return world.tables[name.removesuffix("_table")]
        if name.endswith(("_start", "_rows")):
            link, _, part = name.rpartition("_")
            return world.links[link][0 if part == "start" else 1]
        if kind == "scope":
            instrument, _, table = rest.rpartition("_")
            return world.scope[instrument, table]
        return {"settings": world.settings, "memory": world.memory, "timing": world.timing}[kind][rest]

    def play_to(self, last: int) -> None:
        """Play the weeks up to, not including, `last`; the population arrives before week 0."""
        play, arguments = program_for(self.instruments)
        play(
            self.week,
            last,
            self.keys,
            np.uint64(run_key(self.seed)),
            *(self.array(name) for name in arguments),
        )
        self.week = last


def run_one(
    scenario: Scenario,
    seed: int,
    instruments: tuple[str, ...],
    yearly: bool = False,
    base: Base | None = None,
) -> RunResult:
    """Play one run to its end. A failure becomes a result with its error; the others go on."""
    try:
        run = Run(scenario, seed, instruments, base, yearly)
        run.play_to(scenario.weeks)
        check_finite(run.weekly)
    except (ArithmeticError, ValueError, MemoryError) as error:
        return failed_run(scenario, seed, error)
    return RunResult(scenario, seed, run.weekly, run.yearly if yearly else None)


def check_finite(weekly: np.ndarray) -> None:
    """Refuse outcomes that are no numbers: a rule divided by nothing, or made a number too large.

    Raises:
        ArithmeticError: naming the first such outcome and its week.
    """
    bad = np.argwhere(~np.isfinite(weekly))
    if len(bad):
        week, column = bad[0]
        raise ArithmeticError(f"{weekly_names()[column]} is {weekly[week, column]} in week {week}")


def failed_run(scenario: Scenario, seed: int, error: Exception) -> RunResult:
    """The result of a run that did not come to its end; a division by zero in the same words from both engines."""
    said = "division by zero" if isinstance(error, ZeroDivisionError) else str(error)
    return RunResult(scenario, seed, np.zeros((0, len(weekly_names()))), None, f"{type(error).__name__}: {said}")


def available_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_many(
    jobs: Sequence[tuple[Scenario, int]],
    yearly: bool = False,
    threads: int | None = None,
    on_done: Callable[[RunResult], None] | None = None,
    base: Base | None = None,
    together: Iterable[Scenario] = (),
) -> list[RunResult]:
    """Play runs on threads; the same bits whatever their number.

    Args:
        jobs: (scenario, seed) pairs.
        yearly: also keep the table of enterprise years.
        threads: number of threads; the cores of this machine if not given.
        on_done: called in this thread with each finished run, in the order in which they finish.
        base: slots to use in place of the scenarios' own population (for tests).
        together: scenarios of other calls whose instruments are compiled with these: one compiled week serves all.

    Returns:
        The results in the order of the jobs.
    """
    instruments = instruments_of([*together, *{id(s): s for s, _ in jobs}.values()])
    for scenario in {id(s): s for s, _ in jobs}.values():
        base or base_for(scenario.population)
    program_for(instruments)
    workers = threads or available_cores()
    results: list[RunResult | None] = [None] * len(jobs)
    with ThreadPoolExecutor(workers) as pool:
        waiting: dict[Future[RunResult], int] = {}
        queue = iter(enumerate(jobs))
        try:
            while True:
                while len(waiting) < 2 * workers and (item := next(queue, None)) is not None:
                    place, (scenario, seed) = item
                    waiting[pool.submit(run_one, scenario, seed, instruments, yearly, base)] = place
                if not waiting:
                    break
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    place = waiting.pop(future)
                    results[place] = future.result()
                    if on_done:
                        on_done(future.result())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return [r for r in results if r is not None]
