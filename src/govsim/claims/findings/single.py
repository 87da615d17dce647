"""A single instrument at its defaults in the usual county, week by week: what it does while it is on, and after."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from govsim.claims.effects.cases import build
from govsim.claims.findings.lab import Lab, change, relative
from govsim.engines.core import run_one, weekly_names
from govsim.language import Model
from govsim.model import model_of
from govsim.scenario import Scenario
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.errors import RunError
from govsim.year import USUAL_WINDOW, WEEKS_A_YEAR

SEEDS = 24
Weeks = Callable[[np.ndarray], np.ndarray]  # which weeks of the usual window count


def every_week(week: np.ndarray) -> np.ndarray:
    """All weeks of years 6 to 10."""
    return np.ones(len(week), bool)


def of_the_year(low: int, high: int) -> Weeks:
    """Weeks of the year from low to below high."""
    return lambda week: (week % WEEKS_A_YEAR >= low) & (week % WEEKS_A_YEAR < high)


def changed(lab: Lab, name: str, outcome: str, weeks: Weeks = every_week) -> Estimate:
    """Change of a count under an instrument over some weeks of years 6 to 10, in per cent, ratio of paired sums."""
    return change(*_sums(lab, name, (outcome,), weeks))


def times(lab: Lab, name: str, outcome: str, less: str = "") -> Estimate:
    """A count under an instrument over the same without it, years 6 to 10; less another count that is part of it."""
    return relative(*_sums(lab, name, (outcome, less) if less else (outcome,), every_week))


def _sums(lab: Lab, name: str, outcomes: tuple[str, ...], weeks: Weeks) -> tuple[np.ndarray, np.ndarray]:
    names = weekly_names(model_of())
    window = np.arange(*USUAL_WINDOW)
    rows = window[weeks(window)]
    found = []
    for made in (_weekly(lab, name), _weekly(lab, "")):
        first, *less = (made[:, rows, names.index(one)].sum(1) for one in outcomes)
        found.append(first - sum(less, np.zeros(len(first))))
    return found[0], found[1]


def _weekly(lab: Lab, name: str) -> np.ndarray:
    """Weekly outcomes by seed of the instrument, or of the status quo without a name."""
    scenario = build(name or "baseline", {name: {}} if name else {})
    return lab.once(("single", name), lambda: lab.each([scenario], SEEDS, _played)[0])


def _played(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
    result = run_one(model, scenario, seed)
    if result.error:
        raise RunError(f"{scenario.name}, seed {seed}: {result.error}")
    return np.asarray(result.weekly)
