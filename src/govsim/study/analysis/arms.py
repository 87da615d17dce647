"""Running many cases under shared seeds, and keeping of each run no more than its yearly sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from govsim.engines.core import run_one, weekly_names
from govsim.engines.room import processors
from govsim.language import Model
from govsim.model import model_for, model_of
from govsim.scenario import Scenario
from govsim.study.runs.statistics import Estimate, change, estimate
from govsim.study.speak.errors import RunError
from govsim.year import WEEKS_A_YEAR

Progress = Callable[[], None] | None
WINDOW = slice(5, 10)  # years 6 to 10: policies have been in force for two to seven years


class Sums:
    """Yearly sums of the weekly outcomes of each case: an array by seed, year and outcome."""

    def __init__(self, seeds: Sequence[int]) -> None:
        self.seeds = tuple(seeds)
        self.cases: dict[str, np.ndarray] = {}
        self.outcomes = model_of().outcomes
        self.places = {name: place for place, name in enumerate(weekly_names(model_of()))}

    def first(self, count: int) -> Sums:
        """The same cases under the first seeds only."""
        fewer = Sums(self.seeds[:count])
        fewer.cases = {name: values[:count] for name, values in self.cases.items()}
        return fewer

    def value(self, case: str, outcome: str, years: slice = WINDOW) -> np.ndarray:
        """An outcome by seed over some years: flows a year, stocks as means, ratios of sums."""
        sums = self.cases[case][:, years]
        declared = self.outcomes[outcome]
        if declared.is_ratio:
            over, by = (sums[:, :, self.places[name]].sum(1) for name in (declared.over, declared.by))
            return np.divide(declared.scale * over, by, out=np.full(len(over), np.nan), where=by != 0)
        total = sums[:, :, self.places[outcome]].mean(1)
        return total / WEEKS_A_YEAR if declared.kind == "stock" else total

    def change(self, case: str, against: str, outcome: str, years: slice = WINDOW) -> Estimate:
        """The paired difference in per cent of the reference's mean."""
        before, after = self.value(against, outcome, years), self.value(case, outcome, years)
        return change(after, before)

    def difference(self, case: str, against: str, outcome: str, years: slice = WINDOW, unit: str = "") -> Estimate:
        """The paired difference in the outcome's own unit."""
        found = self.value(case, outcome, years) - self.value(against, outcome, years)
        return estimate(found, unit or self.outcomes[outcome].unit)

    def interaction(self, base: str, first: str, second: str, both: str, outcome: str) -> Estimate:
        """What both together do beyond the sum of each alone, in per cent of the base."""
        start, one, two, together = (self.value(name, outcome) for name in (base, first, second, both))
        return estimate(100.0 * (together - one - two + start) / _mean(start))


def _mean(values: np.ndarray) -> float:
    found = float(np.nanmean(values))
    return found if found else float("nan")


def yearly_sums(weekly: np.ndarray) -> np.ndarray:
    """Sums over whole years."""
    years = len(weekly) // WEEKS_A_YEAR
    return weekly[: years * WEEKS_A_YEAR].reshape(years, WEEKS_A_YEAR, -1).sum(1)


def in_threads(
    jobs: Sequence[tuple[Scenario, int]],
    work: Callable[[Model, Scenario, int], np.ndarray],
    threads: int | None = None,
    on_done: Progress = None,
) -> list[np.ndarray]:
    """Do something with each (scenario, seed), in order.

    Args:
        jobs: what to run.
        work: gets the model, a scenario and a seed.
        threads: processors used; all when not given.
        on_done: called after each job.
    """
    model = model_for([scenario for scenario, _ in jobs])

    def one(job: tuple[Scenario, int]) -> np.ndarray:
        found = work(model, *job)
        if on_done is not None:
            on_done()
        return found

    with ThreadPoolExecutor(threads or processors()) as pool:
        return list(pool.map(one, jobs))


def sums_of_run(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
    """One run's yearly sums."""
    result = run_one(model, scenario, seed)
    if result.error:
        raise RunError(f"{scenario.name}, seed {seed}: {result.error}")
    return yearly_sums(result.weekly)


def run_cases(
    scenarios: Mapping[str, Scenario],
    seeds: Sequence[int],
    threads: int | None = None,
    on_done: Progress = None,
) -> Sums:
    """Run each case under each seed."""
    sums = Sums(seeds)
    jobs = [(scenario, seed) for scenario in scenarios.values() for seed in seeds]
    found = in_threads(jobs, sums_of_run, threads, on_done)
    for place, name in enumerate(scenarios):
        sums.cases[name] = np.array(found[place * len(seeds) : (place + 1) * len(seeds)])
    return sums
