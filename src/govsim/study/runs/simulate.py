"""Running scenarios under seeds, and the tidy tables that come back."""

from __future__ import annotations

import functools
import importlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from govsim.engines.room import memory
from govsim.language import DeclarationError, Model
from govsim.scenario import Population, Scenario
from govsim.study.ask.arguments import called_back, threads_given
from govsim.study.ask.checks import check_scenario_name, one_of, yes_or_no
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.design import seed_list
from govsim.study.ask.enterprises import readable_structure
from govsim.study.ask.resolve import ENGINES
from govsim.study.ask.scopes import check_scopes
from govsim.study.runs.counties import check_counties, jobs_of, with_counties
from govsim.study.runs.groups import beyond_notes, checked_by, divisions_of, group_table
from govsim.study.runs.tables import (
    RegisterIds,
    Varied,
    enterprise_table,
    founder_table,
    run_row,
    runs_table,
    weekly_table,
)
from govsim.study.speak.errors import InputError, RunError
from govsim.study.speak.words import counted, spoken, tell
from govsim.year import WEEKS_A_YEAR

if TYPE_CHECKING:
    from govsim.engines.groups import Division

CHUNK, CHUNK_SHARE = 2**28, 1 / 16  # most bytes of values at a time, and most of memory; assumed: never noticed
WEEKLY_SHARE = 0.2  # of memory that weekly values may take: writing and drawing copy them; assumed
Job = tuple[Scenario, int]


@dataclass(frozen=True)
class Results:
    """What runs left.

    Attributes:
        scenarios: what was run, by the name in the tables.
        seeds: under which seeds.
        runs: a row a run: scenario, seed, varied settings, every outcome over the window; where a run failed, its
            outcomes are missing and a last column holds its error.
        weekly: a row a run and week: scenario, seed, week, region, every weekly outcome.
        enterprises: a row a run, year and enterprise; only when asked for.
        founders: a row a run and enterprise of one scenario, for the figure of enterprises.
        failures: one line for each run that did not come to its end.
        varied: settings that were varied, by scenario name.
        notes: what was left out, one sentence each.
        groups: a row a run, group and outcome; only where `by` was given.
        populations: counties that the seeds were spread over; where several, tables say which in `population_seed`.
        model: what they were run on.
    """

    model: Model
    scenarios: Mapping[str, Scenario]
    seeds: tuple[int, ...]
    runs: pd.DataFrame
    weekly: pd.DataFrame
    enterprises: pd.DataFrame | None = None
    founders: pd.DataFrame | None = None
    failures: tuple[str, ...] = ()
    varied: Varied = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    groups: pd.DataFrame | None = None
    populations: int = 1


def simulate_built(
    scenarios: Sequence[Scenario],
    seeds: int | Iterable[int],
    engine: str = "core",
    *,
    yearly: bool = False,
    threads: int | None = None,
    on_done: Callable[[], None] | None = None,
    varied: Varied | None = None,
    county_of: str | None = None,
    by: str | Sequence[str] = (),
    reference: str | None = None,
    populations: int = 1,
    weekly: bool = True,
    spread: int = 0,
) -> Results:
    """Run checked scenarios with names of their own.

    Beside what `simulate` takes: `varied`, settings that were varied, by scenario name, which become columns of the
    tables; `weekly`, whether weeks are kept; `county_of`, the name of the scenario whose enterprises shall be kept for
    a figure; `spread`, points over which the seeds are spread; and `reference`, that of the scenario that others are
    compared with, whose runs `by="scope"` divides by theirs.
    """
    chosen, threads, yearly = seed_list(seeds), threads_given(threads), yes_or_no("yearly", yearly)
    called_back("on_done", on_done)
    model, by_name = ready(scenarios, engine)
    populations = check_counties(populations, scenarios, chosen, varied)
    jobs = jobs_of(scenarios, chosen, populations, spread)
    report = None if on_done is None else lambda *_: on_done()
    keep_years = scenarios if yearly else [one for one in scenarios if one.name == county_of]
    divisions = divisions_of(model, checked_by(model, by), by_name, reference)
    play = Player(model, engine, threads, keep_years, divisions)
    play_all = functools.partial(play, on_result=report)
    counties = functools.partial(with_counties, scenarios=by_name, seeds=chosen, populations=populations)
    found = _collect(model, by_name, chosen, jobs, play_all, yearly, varied or {}, county_of, bool(divisions), counties,
                     weekly)  # fmt: skip
    return replace(found, populations=populations)


def ready(scenarios: Sequence[Scenario], engine: str) -> tuple[Model, dict[str, Scenario]]:
    """Load and check all that the scenarios need, before any of them runs.

    Returns:
        The model, and the scenarios by name.
    """
    if not scenarios:
        raise InputError(tell("error.no_scenario"))
    refuse_alike([one.name for one in scenarios])
    for one in scenarios:
        check_scenario_name(one.name)
    engine_named(engine)
    model = model_of_all(scenarios)
    for one in scenarios:
        check_scopes(model, one.adoptions, one.population)
        check_population(one)
    return model, {one.name: one for one in scenarios}


def refuse_alike(names: Sequence[str]) -> None:
    """Refuse scenarios of one name: their rows could not be told apart."""
    alike = sorted(name for name, times in Counter(names).items() if times > 1)
    if alike:
        raise InputError(tell("error.names_alike", name=alike[0]))


class Player:
    """Plays jobs on an engine; yearly values are kept of some scenarios only."""

    def __init__(
        self, model: Model, engine: str, threads: int | None, yearly: Iterable[Scenario],
        divisions: Mapping[str, Division] | None = None,
    ) -> None:  # fmt: skip
        self.run_many = engine_named(engine)
        self.further = {"divisions": divisions} if divisions else {}
        self.model, self.threads = model, threads
        self.yearly = {one.name for one in yearly}

    def __call__(self, jobs: Sequence[Job], on_result: Callable[[Any], None] | None = None) -> list[Any]:
        """Play the jobs; the results in their order, each also given to `on_result` as it comes."""
        finished: dict[int, Any] = {}
        for yearly in (True, False):
            places = [at for at, (scenario, _) in enumerate(jobs) if (scenario.name in self.yearly) == yearly]
            if places:
                mine = [jobs[at] for at in places]
                try:
                    results = self.run_many(
                        self.model, mine, yearly=yearly, threads=self.threads, on_done=on_result, **self.further
                    )
                except DeclarationError as error:  # of a plugin, which only a run calls
                    raise InputError(tell("error.plugin_rule", reason=error.in_language(spoken()))) from error
                finished |= zip(places, results, strict=False)
        return [finished[at] for at in sorted(finished)]

    def bytes_of(self, scenario: Scenario) -> int:
        """What one run's values take in memory."""
        years = yearly_bytes(self.model, scenario) if scenario.name in self.yearly else 0
        return weekly_bytes(self.model, scenario) + years + self._group_bytes(scenario)

    def _group_bytes(self, scenario: Scenario) -> int:
        division = self.further.get("divisions", {}).get(scenario.name)
        if division is None:
            return 0
        return division.blocks(scenario.weeks) * len(division.rows) * len(self.model.weekly_outcomes) * 8


def weekly_bytes(model: Model, scenario: Scenario) -> int:
    """What one run's weekly values take."""
    return scenario.weeks * len(model.weekly_outcomes) * 8


def yearly_bytes(model: Model, scenario: Scenario) -> int:
    """What one run's values by enterprise and year take."""
    from govsim.engines.records import YEAR_LAYERS, year_type

    layers = -(-scenario.weeks // WEEKS_A_YEAR) * YEAR_LAYERS
    return layers * size_of(scenario.population)[0] * year_type(model).itemsize


@functools.lru_cache(maxsize=64)
def size_of(population: Population) -> tuple[int, int]:
    """Enterprises and workers."""
    from govsim.populations.structure import structure_of

    headcount = structure_of(population).headcount
    return len(headcount), int(headcount.sum())


def _collect(
    model: Model,
    scenarios: Mapping[str, Scenario],
    seeds: tuple[int, ...],
    jobs: Sequence[Job],
    play: Callable[..., Any],
    yearly: bool,
    varied: Varied,
    county_of: str | None,
    divided: bool,
    counties: Callable[[pd.DataFrame], pd.DataFrame],
    weeks_wanted: bool,
) -> Results:
    """Run the jobs, in chunks that fit into memory, and keep of each chunk its rows."""
    size = sum(weekly_bytes(model, one) for one, _ in jobs)
    keeps_weeks = weeks_wanted and fits_memory(size)
    registers = RegisterIds(scenarios.values())
    rows: list[dict[str, Any]] = []
    weekly: list[pd.DataFrame] = []
    enterprises: list[pd.DataFrame] = []
    founders: list[pd.DataFrame] = []
    groups: list[pd.DataFrame] = []
    for chunk in _chunks(jobs, size):
        finished = play(chunk)
        rows += [run_row(model, one) for one in finished]
        whole = [one for one in finished if not one.error]
        mine = [one for one in whole if one.scenario.name == county_of]
        if divided and whole:
            groups.append(counties(group_table(model, whole, varied)))
        if keeps_weeks and whole:
            weekly.append(counties(weekly_table(model, whole, varied)))
        if yearly and whole:
            enterprises.append(counties(enterprise_table(whole, registers)))
        elif mine:
            founders.append(counties(founder_table(mine, registers)))
    failures = tuple(failure(row) for row in rows if row["error"])
    refuse_if_all_failed(rows, failures)
    divided_by = pd.concat(groups, ignore_index=True) if groups else None
    left_out = () if keeps_weeks or not weeks_wanted else (tell("note.weekly_left_out", runs=f"{len(jobs):,}"),)
    return Results(
        model, scenarios, seeds, counties(runs_table(model, rows, varied)),
        pd.concat(weekly, ignore_index=True) if keeps_weeks else counties(weekly_table(model, [], varied)),
        pd.concat(enterprises, ignore_index=True) if yearly else None,
        pd.concat(founders, ignore_index=True) if founders else None,
        failures, varied,
        (*left_out, *(beyond_notes(model, divided_by) if divided_by is not None else ())),
        divided_by,
    )  # fmt: skip


def _chunks(jobs: Sequence[Job], size: int) -> Iterable[Sequence[Job]]:
    """All jobs at once when they are small; else parts of a size that is never noticed."""
    most = chunk()
    step = len(jobs) if size <= most else max(1, len(jobs) * most // size)
    return (jobs[start : start + step] for start in range(0, len(jobs), step))


def failure(row: Mapping[str, Any]) -> str:
    """A failed run in one line."""
    return tell("error.run", scenario=row["scenario"], seed=row["seed"], error=_reason(str(row["error"])))


def _reason(error: str) -> str:
    """What a run failed of, in the language spoken, where the engines have words of their own for it."""
    found = re.fullmatch(r"\w+: (?P<said>.+) in week (?P<week>-?\d+): rule (?P<rule>\w+), (?P<place>.+)", error)
    if found is None:
        return error
    said: str = found["said"]
    number = re.fullmatch(r"(?P<cell>[\w.]+) is (?P<value>-?inf|nan)", said)
    moved = re.fullmatch(r"(?P<instrument>\w+) makes (?P<cell>[\w.]+) (?P<value>-?inf|nan)", said)
    if number:
        said = tell("error.run_not_finite", **number.groupdict())
    elif moved:
        said = tell("error.run_effect_not_finite", **moved.groupdict())
    elif said == "division by zero":
        said = tell("error.run_division")
    return tell("error.run_where", **(found.groupdict() | {"said": said}))


def refuse_if_all_failed(rows: Sequence[Any], failures: Sequence[str]) -> None:
    """There is no result when no run came to its end."""
    if len(failures) == len(rows):
        raise RunError(tell("error.all_failed", first=failures[0] if failures else "-"))


def refuse_if_any_failed(runs: pd.DataFrame) -> None:
    """Refuse a table of runs of which an answer would be another without those that failed.

    Raises:
        RunError: naming how many failed, and the first.
    """
    failed = runs[runs["error"].notna()] if "error" in runs else runs.iloc[:0]
    if len(failed):
        first = failure(failed.iloc[0].to_dict())
        raise RunError(tell("error.runs_failed", runs=counted("runs", len(failed)), first=first))


def chunk() -> int:
    """Bytes of values that are held at a time."""
    return min(CHUNK, int(memory() * CHUNK_SHARE))


def fits_memory(size: int) -> bool:
    """Whether weekly values of this size may be held at once."""
    return size <= memory() * WEEKLY_SHARE


def engine_named(name: str) -> Callable[..., Any]:
    """The engine's `run_many`, imported when it is needed."""
    one_of("engine", name, "engine", ENGINES)
    return importlib.import_module(f"govsim.engines.{name}").run_many


def check_population(scenario: Scenario, lang: str = "en") -> tuple[str, ...]:
    """Build the population once before any run, so that an impossible one is refused before.

    Returns:
        What reading a register repaired and filled in, one sentence each.
    """
    from govsim.populations.structure import notes_of

    count = len(readable_structure(scenario.population, lang))
    notes = notes_of(scenario.population)
    for adoption in scenario.adoptions:
        beyond = [one for one in adoption.scope.enterprises if one >= count]
        if beyond:
            key = f"instrument.{adoption.instrument}.scope.enterprises"
            raise InputError(tell("error.no_enterprise", key=key, enterprise=beyond[0], most=count - 1))
    if notes is None:
        return ()
    sentences = notes.sentences(lang)
    said, filled = sentences[: len(sentences) - len(notes.filled)], len(notes.filled)
    return (*said, tell("note.filled", count=filled)) if filled else said
