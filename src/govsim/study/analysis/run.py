"""Scenarios run under seeds, from Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from govsim.scenario import Scenario
from govsim.study.analysis.shown import Results
from govsim.study.ask.arguments import checked, settings_folder
from govsim.study.ask.given import scenarios_given
from govsim.study.runs.plan import usual_reference
from govsim.study.runs.simulate import simulate_built


@checked
def simulate(
    scenario: str | Scenario | Sequence[str | Scenario],
    seeds: int | Iterable[int] = 20,
    engine: str = "core",
    *,
    overrides: Sequence[str] = (),
    yearly: bool = False,
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
    by: str | Sequence[str] = (),
    populations: int = 1,
) -> Results:
    """Run one scenario, or several with names of their own, under each seed.

    Args:
        scenario: its name, or what `load_scenario` gives.
        seeds: a number of seeds (50 means 0 to 49) or those meant.
        engine: "core" (compiled) or "mesa" (open); the same values to the bit.
        overrides: what is set in scenarios given by name, as `key=value`.
        yearly: also keep a row for each enterprise and year.
        threads: processors used; all when not given.
        config_dir: a folder with scenario files of your own.
        on_done: called after each run, for a progress bar.
        by: "industry", "size", "scope" or several: outcomes are kept for each group of enterprises too.
        populations: counties drawn from `population.seed` and the seeds after it, over which the seeds are spread:
            intervals then hold which county as well as which weeks.

    Raises:
        InputError: for an argument that cannot be; it names it.
        RunError: when every run failed.
    """
    scenarios = scenarios_given(scenario, overrides, settings_folder(config_dir))
    county = usual_reference([one.name for one in scenarios]) if scenarios else None
    found = simulate_built(
        scenarios, seeds, engine,
        yearly=yearly, threads=threads, on_done=on_done, county_of=county, by=by,
        reference=county if len(scenarios) > 1 else None, populations=populations,
    )  # fmt: skip
    return Results.of(found)
