"""Running scenarios under seeds, and the tidy tables that come back."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from govsim.language import OUTCOMES, Outcome
from govsim.scenario import Population, Scenario
from govsim.study.checks import one_of
from govsim.study.declarations import industries, load_declarations, load_plugins
from govsim.study.design import seed_list
from govsim.study.errors import InputError, RunError, one_line
from govsim.study.resolve import ENGINES, REGIONS


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
    """

    scenarios: Mapping[str, Scenario]
    seeds: tuple[int, ...]
    runs: pd.DataFrame
    weekly: pd.DataFrame
    enterprises: pd.DataFrame | None = None
    failures: tuple[str, ...] = ()
    varied: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def simulate(
    scenario: Scenario | Sequence[Scenario],
    seeds: int | Iterable[int] = 20,
    engine: str = "core",
    *,
    yearly: bool = False,
    threads: int | None = None,
    on_done: Callable[[], None] | None = None,
    varied: Mapping[str, Mapping[str, Any]] | None = None,
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
    finished = run_many(jobs, yearly=yearly, threads=threads, on_done=None if on_done is None else lambda *_: on_done())
    return _tables(by_name, chosen, finished, yearly, varied or {})


def engine_named(name: str) -> Callable[..., Any]:
    """The engine's `run_many`, imported when it is needed."""
    one_of("engine", name, "engine", ENGINES)
    return importlib.import_module(f"govsim.engines.{name}").run_many


def check_population(scenario: Scenario) -> tuple[str, ...]:
    """Build the population once before any run, so that an impossible one is refused in one line.

    Returns:
        What reading a register changed and assumed, one sentence each.
    """
    path = scenario.population.path
    stamp = None if path is None or not Path(path).is_file() else Path(path).stat().st_mtime_ns
    count, notes = _population_facts(scenario.population, stamp)
    for adoption in scenario.adoptions:
        beyond = [one for one in adoption.scope.enterprises if one >= count]
        if beyond:
            key = f"instrument.{adoption.instrument}.scope.enterprises"
            raise InputError(f"{key}: there is no enterprise {beyond[0]}; they are 0 to {count - 1}.")
    return notes


@functools.lru_cache(maxsize=8)
def _population_facts(population: Population, stamp: int | None) -> tuple[int, tuple[str, ...]]:
    """Number of enterprises, and what reading a register changed; read again when the file has changed."""
    try:
        if population.kind == "register":
            from govsim.populations.register import read_register

            structure, notes = read_register(population.path or "", population.inspectors, population.seed)
            return len(structure.headcount), notes.messages
        from govsim.populations.structure import structure_of

        return len(structure_of(population).headcount), ()
    except (ValueError, OSError) as error:
        raise InputError(one_line(error)) from error


def weekly_outcomes() -> list[Outcome]:
    """Outcomes counted every week, in the order of the engines' columns."""
    return [outcome for outcome in OUTCOMES.values() if not outcome.is_ratio]


def window_values(weekly: np.ndarray, window: tuple[int, int]) -> dict[str, float]:
    """Every outcome of one run over the window: flows add up, stocks are averaged, ratios divide sums."""
    inside = weekly[window[0] : window[1]]
    sums = {outcome.name: float(inside[:, place].sum()) for place, outcome in enumerate(weekly_outcomes())}
    values = {}
    for outcome in OUTCOMES.values():
        if outcome.is_ratio:
            below = sums[outcome.by]
            values[outcome.name] = outcome.scale * sums[outcome.over] / below if below else float("nan")
        elif outcome.kind == "stock":
            values[outcome.name] = sums[outcome.name] / max(1, len(inside))
        else:
            values[outcome.name] = sums[outcome.name]
    return values


def _tables(
    scenarios: Mapping[str, Scenario],
    seeds: tuple[int, ...],
    finished: Sequence[Any],
    yearly: bool,
    varied: Mapping[str, Mapping[str, Any]],
) -> Results:
    failures = tuple(
        f"{one.scenario.name}, seed {one.seed}: {one_line(ValueError(one.error))}" for one in finished if one.error
    )
    whole = [one for one in finished if not one.error]
    if not whole:
        raise RunError(f"Every run failed; the first: {failures[0] if failures else 'no result came back'}")
    runs = pd.DataFrame([_run_row(one, varied) for one in finished])
    return Results(
        scenarios, seeds, runs, _weekly_table(whole, varied),
        _enterprise_table(whole) if yearly else None, failures, varied,
    )  # fmt: skip


def _run_row(one: Any, varied: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    name = one.scenario.name
    row = {"scenario": name, "seed": one.seed, **varied.get(name, {})}
    if one.error:
        return row | {outcome: float("nan") for outcome in OUTCOMES}
    return row | window_values(one.weekly, one.scenario.window)


def _weekly_table(whole: Sequence[Any], varied: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    weeks = np.array([len(one.weekly) for one in whole])
    head = {
        "scenario": np.repeat(np.array([one.scenario.name for one in whole], dtype=object), weeks),
        "seed": np.repeat(np.array([one.seed for one in whole], dtype=np.int64), weeks),
        "week": np.concatenate([np.arange(count, dtype=np.int64) for count in weeks]),
        "region": np.repeat(np.array(REGIONS, dtype=object), weeks.sum()),
    }
    for key in next(iter(varied.values()), {}):
        head[key] = np.repeat(np.array([varied[one.scenario.name][key] for one in whole]), weeks)
    values = np.concatenate([one.weekly for one in whole])
    names = [outcome.name for outcome in weekly_outcomes()]
    body = pd.DataFrame(values, columns=names, copy=False)
    return pd.concat([pd.DataFrame(head), body], axis=1)


def _enterprise_table(whole: Sequence[Any]) -> pd.DataFrame:
    """A row for each enterprise and year in which it existed."""
    names = np.array(list(industries()), dtype=object)
    parts = []
    for one in whole:
        years = one.yearly
        kept = years["weeks"] > 0
        rows = years[kept]
        part = pd.DataFrame({"scenario": one.scenario.name, "seed": one.seed, "year": np.nonzero(kept)[0]})
        for column in rows.dtype.names:
            part[column] = names[rows[column]] if column == "industry" else rows[column]
        parts.append(part)
    return pd.concat(parts, ignore_index=True)
