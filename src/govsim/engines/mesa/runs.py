"""Many runs with the Mesa engine: the same results as the compiled engine, slowly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from govsim.engines.core import WEEKS_A_YEAR, YEAR_LAYERS, RunResult, check_finite, failed_run, yearly_type
from govsim.engines.mesa.model import GovernanceModel
from govsim.outcomes import YEARLY, YEARLY_LAST

if TYPE_CHECKING:
    from govsim.scenario import Scenario


def run_many(
    jobs: Sequence[tuple[Scenario, int]],
    yearly: bool = False,
    threads: int | None = None,
    on_done: Callable[[RunResult], None] | None = None,
    together: Iterable[Scenario] = (),
) -> list[RunResult]:
    """Play runs one after the other; see `govsim.engines.core.run_many`. Python's lock makes threads useless here."""
    results = []
    for scenario, seed in jobs:
        try:
            results.append(_run_one(scenario, seed, yearly))
        except (ArithmeticError, ValueError, MemoryError) as error:  # as in the compiled engine: the others go on
            results.append(failed_run(scenario, seed, error))
        if on_done:
            on_done(results[-1])
    return results


def _run_one(scenario: Scenario, seed: int, yearly: bool) -> RunResult:
    model = GovernanceModel(scenario, seed)
    years = -(-scenario.weeks // WEEKS_A_YEAR) if yearly else 0
    record = np.zeros((years, YEAR_LAYERS, len(model.tables["enterprise"])), yearly_type())
    weekly = []
    for week in range(scenario.weeks):
        model.step()
        weekly.append(list(model.outcomes.values()))
        if yearly:
            _count_year(record[week // WEEKS_A_YEAR], model)
    outcomes = np.array(weekly, dtype=float)
    check_finite(outcomes)
    return RunResult(scenario, seed, outcomes, record if yearly else None)


def _count_year(record: np.ndarray, model: GovernanceModel) -> None:
    for i, enterprise in enumerate(model.tables["enterprise"]):
        for layer in range(YEAR_LAYERS):
            seen = record[layer, i]
            if seen["id"] in (0, enterprise.id) or layer == YEAR_LAYERS - 1:
                break
        seen["id"], seen["generation"], seen["industry"] = (
            enterprise.id,
            enterprise.generation,
            enterprise.industry,
        )  # type: ignore[attr-defined]
        for name in YEARLY:
            seen[name] += getattr(enterprise, name)
        if enterprise.alive:
            seen["weeks"] += 1
            for name in YEARLY_LAST:
                seen[name] = getattr(enterprise, name)
