"""Several drawn counties for each scenario: which seed is played in which.

The n-th seed is played in county n modulo their number, whatever the scenario: pairs by seed are pairs by county and
seed, and no seed, whose shocks all its counties would share, is played in two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from govsim.scenario import Scenario
from govsim.study.ask.checks import whole
from govsim.study.ask.design import LARGEST_SEED, MOST_SEEDS
from govsim.study.runs.statistics import COUNTY_SEED
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import counted, tell

FEWEST_COUNTIES = 5  # fewer leave Student's t over 2.8 standard errors; assumed: then an interval says little


def populations_given(given: Any) -> int:
    """How many counties are drawn, as the key of that name.

    Raises:
        InputError: for what is no such number.
    """
    return whole("populations", given.item() if hasattr(given, "item") else given, 1, MOST_SEEDS)


def check_counties(
    populations: Any,
    scenarios: Iterable[Scenario],
    seeds: Sequence[int],
    varied: Mapping[str, Mapping[str, Any]] | None = None,
) -> int:
    """How many counties are drawn for each scenario, refused where they cannot be.

    Raises:
        InputError: at a register, fewer seeds than counties, or counties that are varied otherwise too.
    """
    count = populations_given(populations)
    if count == 1:
        return 1
    if any("population.seed" in point for point in (varied or {}).values()):
        raise InputError(tell("error.counties_swept"))
    for one in scenarios:
        if one.population.kind == "register":
            raise InputError(tell("error.counties_register", populations=count, name=one.name))
        if one.population.seed + count - 1 > LARGEST_SEED:
            values = {"seed": one.population.seed, "most": LARGEST_SEED}
            raise InputError(tell("error.counties_last", populations=count, **values))
    if len(seeds) < count:
        raise InputError(tell("error.counties_seeds", populations=count))
    return count


def counties_of(scenario: Scenario, populations: int) -> list[Scenario]:
    """The scenario in each of its counties: that of `population.seed`, and of the seeds after it."""
    if populations == 1:
        return [scenario]
    first = scenario.population
    return [replace(scenario, population=replace(first, seed=first.seed + at)) for at in range(populations)]


def jobs_of(
    scenarios: Iterable[Scenario], seeds: Sequence[int], populations: int, spread: int = 0
) -> list[tuple[Scenario, int]]:
    """Every run, in the order of the tables.

    Args:
        scenarios: what is run.
        seeds: under which seeds.
        populations: in how many drawn counties each.
        spread: points over which the seeds are spread: the n-th goes to the scenarios of point n modulo their number,
            which end in it, as in "credit: 3"; 0 gives all seeds to all.
    """
    if spread:
        return [
            (one, seed)
            for one in scenarios
            for at, seed in enumerate(seeds)
            if at % spread == int(one.name.rpartition(": ")[2]) - 1
        ]
    counties = [counties_of(one, populations) for one in scenarios]
    return [(several[at % populations], seed) for several in counties for at, seed in enumerate(seeds)]


def with_counties(
    table: pd.DataFrame, scenarios: Mapping[str, Scenario], seeds: Sequence[int], populations: int
) -> pd.DataFrame:
    """A table of runs with a column for the seed of the county beside that of the run; as it is for one county."""
    if populations == 1 or "seed" not in table:
        return table
    first = {name: one.population.seed for name, one in scenarios.items()}
    place = {seed: at % populations for at, seed in enumerate(seeds)}
    drawn = table["scenario"].map(first).astype("int64") + table["seed"].map(place).astype("int64")
    at = list(table.columns).index("seed") + 1
    return pd.concat([table.iloc[:, :at], drawn.rename(COUNTY_SEED), table.iloc[:, at:]], axis=1)


def seeds_said(said: str, seeds: int, populations: int) -> str:
    """So many seeds, as said, and in how many counties."""
    if populations == 1:
        return said
    fewest, rest = divmod(seeds, populations)
    each = tell("table.each", fewest=fewest, most=fewest + 1) if rest else fewest
    return tell("table.counties", seeds=said, counties=counted("counties", populations), each=each)


def few_counties(populations: int) -> str:
    """A warning where counties are so few that an interval over them says little; "" where not."""
    if not 1 < populations < FEWEST_COUNTIES:
        return ""
    return tell("warning.few_counties", counties=counted("counties", populations), fewest=FEWEST_COUNTIES)
