"""Arms run under shared seeds, of which no more than sums over periods is kept, and what pairs of them differ in."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd

from govsim.engines.core import run_many, weekly_names
from govsim.engines.room import processors
from govsim.language import Model, Outcome
from govsim.model import model_for
from govsim.scenario import Scenario
from govsim.study.runs.statistics import Estimate, change, estimate
from govsim.study.speak.errors import RunError
from govsim.year import WEEKS_A_YEAR

Progress = Callable[[], None] | None
MOST_HELD = 160  # runs whose weeks are held at a time, a megabyte or two each
WINDOW = slice(5, 10)  # years 6 to 10: policies have been in force for two to seven years


class Sums:
    """Weekly outcomes of arms, summed over periods.

    Args:
        seeds: of the runs.
        names: of the weekly outcomes.
        outcomes: what is declared of them, and of the ratios of them.
        arms: by arm an array by seed, period and weekly outcome.
    """

    def __init__(
        self,
        seeds: Sequence[int],
        names: Sequence[str],
        outcomes: Mapping[str, Outcome],
        arms: Mapping[str, np.ndarray],
    ) -> None:
        self.seeds, self.outcomes, self.arms = tuple(seeds), outcomes, dict(arms)
        self.places = {name: place for place, name in enumerate(names)}

    @classmethod
    def yearly(cls, model: Model, seeds: Sequence[int], arms: Mapping[str, np.ndarray]) -> Sums:
        """Sums over years of all weekly outcomes of a model."""
        return cls(seeds, weekly_names(model), model.outcomes, arms)

    @classmethod
    def of_weeks(cls, table: pd.DataFrame) -> Sums:
        """Those of a table with a row a run and week and a column an outcome: each week is a period."""
        names = [name for name in table.select_dtypes("number") if name not in ("seed", "week")]
        arms = {}
        for arm, rows in table.groupby("scenario", sort=False):
            ordered = rows.sort_values(["seed", "week"])
            arms[str(arm)] = ordered[names].to_numpy(float).reshape(ordered["seed"].nunique(), -1, len(names))
        return cls(sorted(table["seed"].unique()), names, {}, arms)

    def first(self, count: int) -> Sums:
        """The same arms under the first seeds only."""
        fewer = {name: values[:count] for name, values in self.arms.items()}
        return Sums(self.seeds[:count], tuple(self.places), self.outcomes, fewer)

    def called(self, names: Mapping[str, str]) -> Sums:
        """Some of the arms under other names, by the new name."""
        arms = {new: self.arms[old] for new, old in names.items()}
        return Sums(self.seeds, tuple(self.places), self.outcomes, arms)

    def total(self, arm: str, outcome: str, periods: slice) -> np.ndarray:
        """A weekly outcome summed over some periods, by seed.

        Raises:
            KeyError: where the arm was not run in any of them.
        """
        found = self.arms[arm][:, periods, self.places[outcome]] if arm in self.arms else np.empty((0, 0))
        if not found.size:
            raise KeyError(f"no runs of {arm} in weeks {periods.start} to {periods.stop}")
        return np.asarray(found.sum(1))

    def value(self, arm: str, outcome: str, years: slice = WINDOW) -> np.ndarray:
        """An outcome by seed over some years: flows a year, stocks as means, ratios of sums."""
        declared = self.outcomes[outcome]
        if declared.is_ratio:
            over, by = (self.total(arm, str(name), years) for name in (declared.over, declared.by))
            return np.divide(declared.scale * over, by, out=np.full(len(over), np.nan), where=by != 0)
        mean = np.asarray(self.arms[arm][:, years, self.places[outcome]].mean(1))
        return mean / WEEKS_A_YEAR if declared.kind == "stock" else mean

    def gap(self, arm: str, against: str, outcome: str, years: slice = WINDOW) -> np.ndarray:
        """How much more there is of an outcome than in another arm, by seed."""
        return self.value(arm, outcome, years) - self.value(against, outcome, years)

    def change(self, arm: str, against: str, outcome: str, years: slice = WINDOW) -> Estimate:
        """The paired difference in per cent of the reference's mean."""
        return change(self.value(arm, outcome, years), self.value(against, outcome, years))

    def difference(self, arm: str, against: str, outcome: str, years: slice = WINDOW, unit: str = "") -> Estimate:
        """The paired difference in the outcome's own unit."""
        return estimate(self.gap(arm, against, outcome, years), unit or self.outcomes[outcome].unit)

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


def run_arms(
    scenarios: Mapping[str, Scenario],
    seeds: Sequence[int],
    threads: int | None = None,
    on_done: Progress = None,
) -> Sums:
    """Run each arm under each seed, on a model with the parts of all, and keep yearly sums.

    Arms that differ in nothing but policy share the years before week 0. Some seeds are played at a time, so that what
    is held of them is small.
    """
    model = model_for(list(scenarios.values()))
    found: dict[str, list[np.ndarray]] = {name: [] for name in scenarios}
    report = None if on_done is None else lambda _: on_done()
    step = max(1, MOST_HELD // max(1, len(scenarios)))
    for start in range(0, len(seeds), step):
        jobs = [(one, seed) for seed in seeds[start : start + step] for one in scenarios.values()]
        results = run_many(model, jobs, threads=threads, on_done=report)
        for name, result in zip(itertools.cycle(scenarios), results, strict=False):
            if result.error:
                raise RunError(f"{result.scenario.name}, seed {result.seed}: {result.error}")
            found[name].append(yearly_sums(result.weekly))
    return Sums.yearly(model, seeds, {name: np.array(sums) for name, sums in found.items()})
