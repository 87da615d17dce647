"""Where findings are emulated: seeds, processors, and experiments that several findings share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from govsim.engines.core import Run
from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.analysis.arms import Sums, in_threads, run_arms
from govsim.study.runs.statistics import Estimate, estimate, ratio

FIRST_SEED = 3000  # the baseline is fitted on seeds 0 to 47, its report takes 1000 on, the effects 2000 on
Made = TypeVar("Made")
Watched = Callable[[Run, int], None]


class Lab:
    """What the findings are measured in.

    Attributes:
        threads: processors used; all when not given.
    """

    def __init__(self, seeds: int | None = None, threads: int | None = None) -> None:
        self._seeds, self.threads = seeds, threads
        self._made: dict[Hashable, Any] = {}

    def seeds(self, usual: int) -> range:
        """The seeds of an experiment: as many as it needs for intervals that tell, unless a number was asked for."""
        return range(FIRST_SEED, FIRST_SEED + (self._seeds or usual))

    def once(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What an experiment left; it is made at the first call."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def sums(self, cases: Mapping[str, Scenario], usual: int) -> Sums:
        """Yearly sums of every case under the same seeds."""
        return run_arms(cases, self.seeds(usual), self.threads)

    def each(
        self, cases: Sequence[Scenario], usual: int, work: Callable[[Model, Scenario, int], np.ndarray]
    ) -> np.ndarray:
        """What the work leaves of every case and seed: an array by case, seed and what was left."""
        seeds = self.seeds(usual)
        made = np.array(in_threads([(case, seed) for case in cases for seed in seeds], work, self.threads))
        return made.reshape(len(cases), len(seeds), *made.shape[1:])


def watch(
    model: Model, scenario: Scenario, seed: int, columns: Sequence[str], before: Mapping[int, Watched] | None = None
) -> np.ndarray:
    """Columns of every enterprise week by week.

    Args:
        model: what is simulated.
        scenario: the case.
        seed: of the run.
        columns: of the table of enterprises.
        before: what an experimenter does to the run before a week is played.

    Returns:
        An array by column, week and enterprise; 0 for the vacant.
    """
    run = Run(model, scenario, seed)
    rows = run.world.tables["enterprise"]
    seen = np.zeros((len(columns), scenario.weeks, len(rows)))
    for week in range(scenario.weeks):
        if before and week in before:
            before[week](run, week)
        run.play_to(week + 1)
        for place, column in enumerate(columns):
            np.multiply(rows[column], rows["alive"], out=seen[place, week])
    return seen


def change(after: np.ndarray, before: np.ndarray) -> Estimate:
    """The change of a sum in per cent, paired by seed; its interval is that of the ratio of sums (Fieller).

    Args:
        after: a value a seed.
        before: the same without what is tried.
    """
    if np.array_equal(after, before):
        return Estimate(0.0, 0.0, 0.0)
    found, low, high = ratio(np.asarray(after, float), np.asarray(before, float))
    return Estimate(100.0 * (found - 1.0), 100.0 * (low - 1.0), 100.0 * (high - 1.0))


def contrast(after: np.ndarray, before: np.ndarray, after_other: np.ndarray, before_other: np.ndarray) -> Estimate:
    """The difference of two changes in points, first less other; its interval from the jackknife over seeds."""
    sums = np.stack([np.asarray(one, float) for one in (after, before, after_other, before_other)])

    def gap(chosen: np.ndarray) -> float:
        one, two, three, four = sums[:, chosen].sum(1)
        return float(100.0 * (one / two - three / four)) if two and four else float("nan")

    everyone = np.arange(sums.shape[1])
    count, whole = len(everyone), gap(everyone)
    return estimate(np.array([count * whole - (count - 1) * gap(everyone != out) for out in everyone]), "points")


def relative(over: np.ndarray, by: np.ndarray, unit: str = "ratio") -> Estimate:
    """The ratio of two sums, paired by seed, with its interval after Fieller."""
    return Estimate(*ratio(np.asarray(over, float), np.asarray(by, float)), unit)


def mean(values: np.ndarray, unit: str = "") -> Estimate:
    """The mean over seeds with its t interval."""
    return estimate(np.asarray(values, float), unit)
