"""How many seeds a comparison needs: as many as make the interval of every effect as narrow as is asked.

The variance of the paired differences of a first lot of seeds says how many (as in Stein, C. (1945). A two-sample test
for a linear hypothesis whose power is independent of the variance. Annals of Mathematical Statistics 16, 243-258). This
is decided once, and by seeds that are not compared afterwards: to stop when the interval happens to be narrow, or to
count the first lot in, makes intervals of 95 % hold the truth in 91 %.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from govsim.scenario import Scenario
from govsim.study.analysis.verdict import INJURIES
from govsim.study.ask.checks import number
from govsim.study.runs.simulate import simulate_built
from govsim.study.runs.student import student
from govsim.study.speak.errors import InputError, RunError
from govsim.study.speak.words import counted, tell

AUTO = "auto"
FIRST = 20  # seeds of the first lot; fewer know the variance badly, and would ask for many more than are needed
FIRST_SEED = 2_000_000_000  # of the first lot: no comparison has come so far
RESERVE = 1.385  # times the variance of the first lot, which the true one stays below in four of five: 19 / 13.716, the
#                  20 % quantile of chi-square with 19 degrees of freedom
ROUNDS = 3  # in which the number of seeds and the quantile of so many agree
MOST = 1000  # seeds that are taken without asking; assumed
USUAL_PRECISION = 0.02  # of the reference's mean
LEAST_PRECISION, MOST_PRECISION = 1e-4, 1.0


@dataclass(frozen=True)
class Needed:
    """How many seeds are taken.

    Attributes:
        seeds: that are taken.
        wanted: that the precision asks for; more than `seeds` where it asks for too many.
        precision: half the width of the interval, share of the reference's mean.
        scenario: whose effect asks for most.
    """

    seeds: int
    wanted: int
    precision: float
    scenario: str

    @property
    def is_reached(self) -> bool:
        """Whether as many are taken as are wanted."""
        return self.wanted <= self.seeds


def precision_given(seeds: object, precision: object, populations: int = 1) -> float | None:
    """The precision that is asked for; None where seeds are given.

    Raises:
        InputError: a precision beside a number of seeds, several counties, or one out of bounds.
    """
    if not isinstance(seeds, str) or seeds != AUTO:
        if precision is not None:
            raise InputError(tell("error.precision_seeds"))
        return None
    if populations > 1:
        raise InputError(tell("error.auto_populations"))
    wanted = USUAL_PRECISION if precision is None else precision
    return number("precision", wanted, LEAST_PRECISION, MOST_PRECISION, "share of the mean")


def seeds_wanted(gaps: np.ndarray, base: np.ndarray, precision: float) -> int:
    """How many seeds make the interval of a paired difference as narrow as is asked.

    Args:
        gaps: paired differences of the first lot.
        base: values of the reference.
        precision: half the width, share of the reference's mean.
    """
    width = precision * abs(float(base.mean()))
    if not width:
        return MOST + 1
    spread, count = RESERVE * float(gaps.var(ddof=1)), len(gaps)
    for _ in range(ROUNDS):
        count = max(FIRST, math.ceil(spread * (student(count - 1) / width) ** 2))
    return count


def seeds_needed(
    scenarios: Sequence[Scenario],
    reference: str,
    precision: float,
    engine: str = "core",
    threads: int | None = None,
    on_done: Callable[[], None] | None = None,
) -> Needed:
    """How many seeds comparable scenarios need for their effects on true injuries.

    Raises:
        RunError: a run of the first lot failed.
    """
    found = simulate_built(
        scenarios, range(FIRST_SEED, FIRST_SEED + FIRST), engine, threads=threads, on_done=on_done, weekly=False
    )
    if found.failures:
        runs = counted("runs", len(found.failures))
        raise RunError(tell("error.runs_failed", runs=runs, first=found.failures[0]))
    table = found.runs.pivot(index="seed", columns="scenario", values=INJURIES)
    base = table[reference].to_numpy(float)
    wanted = {
        str(name): seeds_wanted(table[name].to_numpy(float) - base, base, precision)
        for name in table
        if name != reference
    }
    scenario = max(wanted, key=lambda name: wanted[name])
    return Needed(min(wanted[scenario], MOST), wanted[scenario], precision, scenario)
