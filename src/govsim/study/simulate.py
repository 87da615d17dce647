"""Running scenarios under seeds, and the tidy tables that come back."""

from __future__ import annotations

import functools
import importlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from govsim.scenario import Scenario
from govsim.study.checks import one_of
from govsim.study.declarations import load_declarations, load_plugins
from govsim.study.design import seed_list
from govsim.study.errors import InputError, RunError, one_line
from govsim.study.resolve import ENGINES
from govsim.study.tables import Varied, enterprise_table, run_row, weekly_outcomes, weekly_table

CHUNK = 2**28  # bytes of weekly values at a time; assumed: small against any machine's memory
WEEKLY_SHARE = 0.2  # of memory that weekly values may take: writing and drawing copy them; assumed


@dataclass(frozen=True)
class Results:
    """What runs left.

    Attributes:
        scenarios: what was run, by the name in the tables.
        seeds: under which seeds.
        runs: a row a run: scenario, seed, varied settings, every outcome over the window.
        weekly: a row a run and week: scenario, seed, week, region, every weekly outcome.
        enterprises: a row a run, year and enterprise; only when asked for.
        failures: one line for each run that did not come to its end; its outcomes are missing values.
        varied: settings that were varied, by scenario name.
        notes: what was left out, one sentence each.
    """

    scenarios: Mapping[str, Scenario]
    seeds: tuple[int, ...]
    runs: pd.DataFrame
    weekly: pd.DataFrame
    enterprises: pd.DataFrame | None = None
    failures: tuple[str, ...] = ()
    varied: Varied = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def simulate(
    scenario: Scenario | Sequence[Scenario],
    seeds: int | Iterable[int] = 20,
    engine: str = "core",
    *,
    yearly: bool = False,
    threads: int | None = None,
    on_done: Callable[[], None] | None = None,
    varied: Varied | None = None,
) -> Results:
    """Run one scenario, or several with names of their own, under each seed.

    Args:
        scenario: as `load_scenario` gives it.
        seeds: a number of seeds (50 means 0 to 49) or those meant.
        engine: "core" (compiled) or "mesa" (open); the same values to the bit.
        yearly: also keep a row for each enterprise and year.
        threads: processors used; all when not given.
        on_done: called after each run, for a progress bar.
        varied: settings that were varied, by scenario name; they become columns of the tables.

    Raises:
        InputError: for seeds, an engine or a population that cannot be.
        RunError: when every run failed.
    """
    load_declarations()
    scenarios = [scenario] if isinstance(scenario, Scenario) else list(scenario)
    by_name = {one.name: one for one in scenarios}
    if not scenarios or len(by_name) < len(scenarios):
        raise InputError(
            "Scenarios that are run together need different names." if scenarios else "There is no scenario to run."
        )
    chosen = seed_list(seeds)
    run_many = engine_named(engine)
    for one in scenarios:
        load_plugins(one.plugins)
        check_population(one)
    jobs = [(one, seed) for one in scenarios for seed in chosen]
    report = None if on_done is None else lambda *_: on_done()
    play = functools.partial(run_many, yearly=yearly, threads=threads, on_done=report)
    return _collect(by_name, chosen, jobs, play, yearly, varied or {})


def _collect(
    scenarios: Mapping[str, Scenario],
    seeds: tuple[int, ...],
    jobs: Sequence[tuple[Scenario, int]],
    play: Callable[..., Any],
    yearly: bool,
    varied: Varied,
) -> Results:
    """Run the jobs, in chunks that fit into memory, and keep of each chunk its rows."""
    size = sum(one.weeks for one, _ in jobs) * len(weekly_outcomes()) * 8
    keeps_weeks = size <= memory() * WEEKLY_SHARE
    rows: list[dict[str, Any]] = []
    weekly: list[pd.DataFrame] = []
    enterprises: list[pd.DataFrame] = []
    failures: list[str] = []
    for chunk in _chunks(jobs, size):
        finished = play(chunk)
        rows += [run_row(one, varied) for one in finished]
        failures += [_failure(one) for one in finished if one.error]
        whole = [one for one in finished if not one.error]
        if keeps_weeks and whole:
            weekly.append(weekly_table(whole, varied))
        if yearly and whole:
            enterprises.append(enterprise_table(whole))
    if len(failures) == len(rows):
        raise RunError(f"Every run failed; the first: {failures[0] if failures else 'no result came back'}")
    return Results(
        scenarios, seeds, pd.DataFrame(rows),
        pd.concat(weekly, ignore_index=True) if keeps_weeks else weekly_table([], varied),
        pd.concat(enterprises, ignore_index=True) if yearly else None,
        tuple(failures), varied,
        () if keeps_weeks else (f"Weekly values of {len(jobs):,} runs do not fit into memory and were left out.",),
    )  # fmt: skip


def _chunks(jobs: Sequence[tuple[Scenario, int]], size: int) -> Iterable[Sequence[tuple[Scenario, int]]]:
    """All jobs at once when they are small; else parts of a size that is never noticed."""
    step = len(jobs) if size <= CHUNK else max(1, len(jobs) * CHUNK // size)
    return (jobs[start : start + step] for start in range(0, len(jobs), step))


def _failure(one: Any) -> str:
    return f"{one.scenario.name}, seed {one.seed}: {' '.join(str(one.error).split())}"


def memory() -> int:
    """Bytes of memory of this machine."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 8 * 2**30


def engine_named(name: str) -> Callable[..., Any]:
    """The engine's `run_many`, imported when it is needed."""
    one_of("engine", name, "engine", ENGINES)
    return importlib.import_module(f"govsim.engines.{name}").run_many


def check_population(scenario: Scenario, lang: str = "en") -> tuple[str, ...]:
    """Build the population once before any run, so that an impossible one is refused before.

    Returns:
        What reading a register repaired and filled in, one sentence each.
    """
    from govsim.populations.structure import notes_of, structure_of

    try:
        count = len(structure_of(scenario.population).headcount)
        notes = notes_of(scenario.population)
    except (ValueError, OSError) as error:
        speak = getattr(error, "in_language", None)  # a register has all its problems in one answer
        raise InputError(speak(lang) if speak else one_line(error)) from error
    for adoption in scenario.adoptions:
        beyond = [one for one in adoption.scope.enterprises if one >= count]
        if beyond:
            key = f"instrument.{adoption.instrument}.scope.enterprises"
            raise InputError(f"{key}: there is no enterprise {beyond[0]}; they are 0 to {count - 1}.")
    return () if notes is None else notes.sentences(lang)
