"""Many runs with the Mesa engine: the same results as the compiled engine, slowly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from govsim.engines.arithmetic import year_of
from govsim.engines.core import NOT_DIVIDED, Divisions, RunResult, check_finite, failed_run
from govsim.engines.failures import FAILURES
from govsim.engines.groups import Counter, Division
from govsim.engines.mesa.failing import failure_in_the_open
from govsim.engines.mesa.model import GovernanceModel
from govsim.engines.records import YEAR_LAYERS, year_type
from govsim.engines.week import YEAR_TABLE
from govsim.language import DeclarationError, Model
from govsim.year import WEEKS_A_YEAR

if TYPE_CHECKING:
    from govsim.engines.world import Base
    from govsim.scenario import Scenario


def run_many(
    model: Model,
    jobs: Sequence[tuple[Scenario, int]],
    yearly: bool = False,
    threads: int | None = None,
    on_done: Callable[[RunResult], None] | None = None,
    base: Base | None = None,
    divisions: Divisions = NOT_DIVIDED,
) -> list[RunResult]:
    """Play runs one after the other; see `govsim.engines.core.run_many`. Python's lock makes threads useless here."""
    results = []
    for scenario, seed in jobs:
        try:
            results.append(_run_one(model, scenario, seed, yearly, base, divisions.get(scenario.name)))
        except DeclarationError:  # as in the compiled engine
            raise
        except FAILURES as error:  # as in the compiled engine: the others go on
            again = GovernanceModel.unfounded(scenario, seed, model, base)
            results.append(failed_run(model, scenario, seed, failure_in_the_open(again, error)))
        if on_done:
            on_done(results[-1])
    return results


def _run_one(
    model: Model, scenario: Scenario, seed: int, yearly: bool, base: Base | None, division: Division | None
) -> RunResult:
    county = GovernanceModel(scenario, seed, model=model, base=base)
    years = -(-scenario.weeks // WEEKS_A_YEAR) if yearly else 0
    record = np.zeros((years, YEAR_LAYERS, len(county.tables.get(YEAR_TABLE, ()))), year_type(model))
    weekly = []
    counter = None if division is None else Counter(model, division, county.tables, county.world.tables)
    for week in range(scenario.weeks):
        county.play(record[year_of(week)] if yearly else None)
        weekly.append(list(county.outcomes.values()))
        if counter is not None:
            counter.count(scenario.window[0] <= week < scenario.window[1])
    outcomes = np.array(weekly, dtype=float).reshape(scenario.weeks, len(model.weekly_outcomes))
    check_finite(model, outcomes)
    groups = None if counter is None else counter.array()
    return RunResult(scenario, seed, outcomes, record if yearly else None, None, division, groups)
