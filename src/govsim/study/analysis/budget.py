"""Packages at equal resource cost: one factor on the strength of all instruments of a package, found on paired means.

A package costs what it adds to the resource cost of the reference over the window, in CNY, under the same seeds. Labour
that machines spare is not set against that: a budget is what is laid out, and what is spared comes back elsewhere. The
cost hangs on luck, so that it is sought twice: on few seeds, which finds the neighbourhood, and on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from govsim.language import Model
from govsim.model import model_for
from govsim.scenario import MOST_STRENGTH, Scenario
from govsim.study.ask.checks import number
from govsim.study.ask.warnings import adds_up
from govsim.study.runs.simulate import simulate_built
from govsim.study.runs.statistics import Estimate, estimate
from govsim.study.speak.errors import InputError, RunError
from govsim.study.speak.terminal import figure
from govsim.study.speak.words import counted, tell

COST = "cost_resource"
SPARED, LOST_BETWEEN = "labour_spared", "time_between_posts"  # entries of resource cost that nobody lays out
MOST_BUDGET = 1e12  # CNY
TOLERANCE = 0.01  # of the budget, within which costs agree
FEW = 6  # seeds on which the neighbourhood is sought
MOST_ROUNDS = 12  # of one search: past them it is luck that jumps over the budget
INTERPOLATED = 6  # rounds in which the next factor is where a line between two costs meets the budget, then the middle
NEAREST = 0.1  # share of a bracket by which a factor keeps off its ends
BEYOND = 1.02  # times the factor in proportion
MOST_GROWTH = 2.0  # of a factor in one round
Costs = Mapping[str, np.ndarray]  # by scenario, what each seed costs beyond the reference
Played = Callable[[Sequence[Scenario]], Costs]


@dataclass(frozen=True)
class Fit:
    """The factor of one package, and what is to be known of it.

    Attributes:
        scenario: the package's name.
        kind: fits; off, the nearest that luck allows; falls, not monotone; beyond, out of reach; nothing, to scale.
        factor: on the strength of its instruments; of one out of reach that at which it costs most.
        cost: beyond that of the reference over the window, CNY, on the paired mean.
        tried: factors and costs on the last seeds, in the order of factors.
        ends: factors between which costs jump over the budget, or fall.
        fall: by how much the cost falls between them, CNY.
        idle: instruments that are beyond their full strength and only cost more by it.
    """

    scenario: str
    kind: str
    factor: float
    cost: Estimate
    tried: tuple[tuple[float, float], ...] = ()
    ends: tuple[float, float] = (0.0, 0.0)
    fall: float = 0.0
    idle: int = 0

    @property
    def is_in(self) -> bool:
        """Whether the package takes part in the comparison."""
        return self.kind != "beyond"


class Search:
    """What is known of one package: costs by factor, between nothing and the most that its strengths allow."""

    def __init__(self, package: Scenario, model: Model, budget: float, around: float = 0.0) -> None:
        self.package, self.budget = package, budget
        self.most = most_factor(package, model)
        self.costs: dict[float, np.ndarray] = {0.0: np.zeros(1)}
        self.waiting = [around] if around else [min(1.0, self.most), self.most]
        self.model, self.rounds = model, 0

    def scaled(self, factor: float) -> Scenario:
        """The package with all strengths multiplied."""
        return scaled(self.package, factor, self.model)

    def add(self, factor: float, costs: np.ndarray) -> None:
        """Note what a factor costs, a value a seed."""
        self.costs[factor] = costs

    def mean(self, factor: float) -> float:
        """The cost at a factor."""
        return float(np.mean(self.costs[factor]))

    @property
    def best(self) -> float:
        """The factor whose cost is nearest to the budget."""
        return min(self.costs, key=lambda one: (abs(self.mean(one) - self.budget), one))

    @property
    def agrees(self) -> bool:
        """Whether a cost is as near as is asked."""
        return abs(self.mean(self.best) - self.budget) <= TOLERANCE * self.budget

    def bracket(self) -> tuple[float, float] | None:
        """The lowest two neighbouring factors between which costs pass the budget."""
        known = sorted(self.costs)
        pairs = zip(known, known[1:], strict=False)
        return next((two for two in pairs if self.mean(two[0]) < self.budget <= self.mean(two[1])), None)

    def next(self) -> list[float]:
        """Factors to try next; none where the search is over."""
        if self.waiting:
            asked, self.waiting = self.waiting, []
            return asked
        self.rounds += 1
        two = self.bracket()
        if self.agrees or self.rounds > MOST_ROUNDS:
            return []
        if two is None:
            return self._further(max(self.costs))
        low, high = two
        share = (self.budget - self.mean(low)) / (self.mean(high) - self.mean(low))
        held = 0.5 if self.rounds > INTERPOLATED else share if self.rounds == 1 else _within(share)
        return [low + held * (high - low)]

    def _further(self, factor: float) -> list[float]:
        """A factor beyond the highest that was tried: a little past where the budget would be met in proportion."""
        if factor >= self.most:
            return []
        mean = self.mean(factor)
        growth = BEYOND * self.budget / mean if mean > 0.0 else MOST_GROWTH
        return [min(self.most, factor * min(max(growth, BEYOND), MOST_GROWTH))]

    def falls(self) -> tuple[float, float, float] | None:
        """Two neighbouring factors of which the higher costs less, beyond luck; and by how much."""
        known = [one for one in sorted(self.costs) if one > 0.0]
        for low, high in zip(known, known[1:], strict=False):
            less = self.costs[low] - self.costs[high]
            found = estimate(less, "CNY")
            if found.mean > TOLERANCE * self.budget and (found.is_above or len(less) == 1):
                return low, high, found.mean
        return None

    def fit(self) -> Fit:
        """What the search has found."""
        tried = tuple((one, self.mean(one)) for one in sorted(self.costs))
        two, falls = self.bracket(), self.falls()
        if two is None and not self.agrees:
            most = max((one for one in self.costs if one > 0.0), key=self.mean)
            return Fit(self.package.name, "beyond", most, estimate(self.costs[most], "CNY"), tried)
        found = Fit(self.package.name, "fits", self.best, estimate(self.costs[self.best], "CNY"), tried)
        beyond = [one.instrument for one in self.scaled(self.best).adoptions if one.strength > 1.0]
        found = replace(found, idle=sum(not adds_up(self.model, name) for name in beyond))
        if falls:
            return replace(found, kind="falls", ends=falls[:2], fall=falls[2])
        if not self.agrees:
            return replace(found, kind="off", ends=two or (0.0, self.most))
        return found


def _within(share: float) -> float:
    """A place in a bracket, off its ends."""
    return min(max(share, NEAREST), 1.0 - NEAREST)


def scaled(package: Scenario, factor: float, model: Model) -> Scenario:
    """A package with the strength of every instrument multiplied; a planner stays: it is what it steers that scales."""
    adoptions = tuple(
        one if model.instruments[one.instrument].is_planner else replace(one, strength=factor * one.strength)
        for one in package.adoptions
    )
    return replace(package, adoptions=adoptions)


def most_factor(package: Scenario, model: Model) -> float:
    """The largest factor that no strength forbids; 0 where there is nothing to scale."""
    strengths = [one.strength for one in package.adoptions if not model.instruments[one.instrument].is_planner]
    return MOST_STRENGTH / max(strengths) if any(strengths) else 0.0


def budget_given(budget: object) -> float:
    """A budget in CNY over the window.

    Raises:
        InputError: it is none that can be.
    """
    return number("budget", budget, 1.0, MOST_BUDGET, "CNY")


def fit_packages(
    scenarios: Sequence[Scenario],
    reference: str,
    budget: float,
    seeds: Sequence[int],
    threads: int | None = None,
    on_search: Callable[[int], None] | None = None,
) -> list[Fit]:
    """Find the factor at which each package costs the budget.

    Args:
        scenarios: the reference and the packages, comparable, with the parts of all.
        reference: name of the one from which costs are counted; it is not scaled.
        budget: CNY over the window.
        seeds: of the comparison.
        threads: processors used; all when not given.
        on_search: called with the number of seeds on which the neighbourhood is sought.

    Raises:
        InputError: nothing can be scaled, or no package reaches the budget.
        RunError: a run failed.
    """
    model, base = model_for(list(scenarios)), next(one for one in scenarios if one.name == reference)
    packages = [one for one in scenarios if one.name != reference]
    idle = [one for one in packages if not most_factor(one, model)]
    if len(idle) == len(packages):
        names = ", ".join(one.name for one in packages)
        raise InputError(tell("error.budget_nothing", budget=figure(budget), scenarios=names))
    few = tuple(seeds[:FEW])
    if on_search is not None:
        on_search(len(few))
    searches = [Search(one, model, budget) for one in packages if one not in idle]
    search(searches, _player(base, few, threads))
    if len(few) < len(seeds):
        last = [Search(one.package, model, budget, one.fit().factor) for one in searches]
        search(last, _player(base, seeds, threads))
        searches = last
    found = {one.package.name: one.fit() for one in searches}
    if not any(one.is_in for one in found.values()):
        reached = ", ".join(
            tell("budget.reached", scenario=one.scenario, cost=figure(one.cost.mean), factor=f"{one.factor:.3g}")
            for one in found.values()
        )
        raise InputError(tell("error.budget_beyond", budget=figure(budget), reached=reached))
    none = Estimate(0.0, 0.0, 0.0, "CNY")
    return [found.get(one.name, Fit(one.name, "nothing", 1.0, none)) for one in packages]


def at_budget(scenarios: Sequence[Scenario], reference: str, fits: Sequence[Fit]) -> list[Scenario]:
    """The reference and every package that reaches the budget, at its factor."""
    model, by_name = model_for(list(scenarios)), {one.scenario: one for one in fits}
    return [
        one if one.name == reference else scaled(one, by_name[one.name].factor, model)
        for one in scenarios
        if one.name == reference or by_name[one.name].is_in
    ]


def fit_table(fits: Sequence[Fit]) -> pd.DataFrame:
    """A row a package: scenario, kind, factor, and what it costs beyond the reference with its interval, in CNY."""
    return pd.DataFrame([
        {"scenario": one.scenario, "kind": one.kind, "factor": one.factor, "cost": one.cost.mean,
         "ci_low": one.cost.low, "ci_high": one.cost.high}
        for one in fits
    ])  # fmt: skip


def search(searches: Sequence[Search], play: Played) -> None:
    """Try factors of all packages side by side until none asks for another."""
    while True:
        asked = [(one, factor) for one in searches for factor in one.next()]
        if not asked:
            return
        named = [replace(one.scaled(factor), name=f"{one.package.name} at {factor!r}") for one, factor in asked]
        costs = play(named)
        for (one, factor), scenario in zip(asked, named, strict=True):
            one.add(factor, costs[scenario.name])


def _player(base: Scenario, seeds: Sequence[int], threads: int | None) -> Played:
    """What plays trials beside the reference, which is played once."""
    known: dict[int, float] = {}

    def play(trials: Sequence[Scenario]) -> Costs:
        chosen = list(trials) if known else [base, *trials]
        runs = _runs(chosen, seeds, threads)
        if not known:
            known.update(runs.pop(base.name))
        return {name: np.array([costs[seed] - known[seed] for seed in seeds]) for name, costs in runs.items()}

    return play


def _runs(scenarios: Sequence[Scenario], seeds: Sequence[int], threads: int | None) -> dict[str, dict[int, float]]:
    """The resource cost of each scenario and seed over the window, CNY."""
    found = simulate_built(scenarios, list(seeds), threads=threads)
    if found.failures:
        raise RunError(tell("error.runs_failed", runs=counted("runs", len(found.failures)), first=found.failures[0]))
    return {
        str(name): dict(zip(rows["seed"].tolist(), laid_out(rows).tolist(), strict=True))
        for name, rows in found.runs.groupby("scenario", sort=False)
    }


def laid_out(runs: pd.DataFrame) -> pd.Series:
    """What all parties lay out, CNY a run: resource cost but for labour spared and time between posts."""
    cost = runs[COST]
    return cost + runs[SPARED] - runs[LOST_BETWEEN] if SPARED in runs else cost
