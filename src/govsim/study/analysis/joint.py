"""Effects under luck and assumptions together: assumed numbers drawn jointly, each draw under seeds of its own.

A number that is assumed is known to lie within its declared bounds and no better. Draws of all of them, a Latin
hypercube, are played with all scenarios; an effect of a draw holds its numbers and the luck of its seeds. The interval
is that of the draws in order, with no shape assumed: a further draw, of numbers and luck, lies between the r-th lowest
and the r-th highest of n with a chance of (n + 1 - 2r) / (n + 1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.analysis.comparable import with_parts_of_all
from govsim.study.analysis.designs.design import Design, designed, is_table, read_design
from govsim.study.analysis.designs.points import Points, called, points_over
from govsim.study.analysis.sensitivity.inputs import ASSUMED, assumed_factors
from govsim.study.analysis.sentences import Wider
from govsim.study.analysis.verdict import COST, DEATHS, INJURIES, can_be_told
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.design import LARGEST_SEED
from govsim.study.ask.ranges import SHAPES
from govsim.study.ask.resolve import Built
from govsim.study.runs.simulate import refuse_if_any_failed, simulate_built
from govsim.study.speak.errors import InputError, wrong_kind
from govsim.study.speak.words import tell

PER_DEATH = "cost_per_death_averted"
USUAL, LEAST, MOST = 24, 5, 10_000  # draws
FEWEST_SEEDS = 2  # of a draw
OUTSIDE = 0.025  # of the draws that lie below the interval, as many as above it
COLUMNS = (
    "scenario",
    "outcome",
    "draws",
    "median",
    "low",
    "high",
    "relative",
    "relative_low",
    "relative_high",
    "same_sign",
)


@dataclass(frozen=True)
class Joint:
    """Joint draws that can be played.

    Attributes:
        points: the scenarios of each draw.
        seeds: of all draws, spread over them: the n-th goes to draw n modulo their number.
        draws: how many.
        reference: with which scenarios are compared.
    """

    points: Points
    seeds: tuple[int, ...]
    draws: int
    reference: str

    @property
    def chance(self) -> float:
        """The chance that a further draw lies in an interval."""
        return chance_of(self.draws)


def rank(draws: int) -> int:
    """Which of the ordered draws ends an interval, from either side."""
    return max(1, int(OUTSIDE * (draws + 1)))


def chance_of(draws: int) -> float:
    """The chance that a further draw lies between those of that rank."""
    return (draws + 1 - 2 * rank(draws)) / (draws + 1)


def joint_given(given: object, scenarios: Sequence[Scenario], key: str = "parameters") -> Design:
    """The draws that are asked for: `assumed:24`, `assumed:24:triangular`, or a table of draws.

    Raises:
        InputError: it is none of these.
    """
    if is_table(given):
        return read_design(str(given))
    found = re.fullmatch(rf"{ASSUMED}(?::(\d+))?(?::(\w+))?", str(given))
    if found is None or (found[2] or SHAPES[0]) not in ("uniform", "triangular"):
        raise wrong_kind(key, given, tell("wanted.joint", low=LEAST, high=MOST))
    draws = int(found[1] or USUAL)
    if not LEAST <= draws <= MOST:
        raise wrong_kind(key, given, tell("wanted.joint", low=LEAST, high=MOST))
    factors = assumed_factors(model_of_all(with_parts_of_all(scenarios)), scenarios, found[2] or SHAPES[0])
    return designed(f"lhs:{draws}", factors)


def joint_of(given: object, scenarios: Sequence[Scenario], seeds: Sequence[int], reference: str,
             built: Sequence[Built] | None = None) -> Joint:  # fmt: skip
    """The draws of a comparison, ready to be played.

    Args:
        given: what `joint_given` reads.
        scenarios: that are compared.
        seeds: of the comparison; draws take others, as many in all, or two each.
        reference: with which scenarios are compared.
        built: the scenarios with what was decided for the user, where that is known.

    Raises:
        InputError: the draws cannot be.
    """
    design = joint_given(given, scenarios)
    draws = len(design.points)
    each = max(FEWEST_SEEDS, -(-len(seeds) // draws))
    first = max(seeds) + 1
    if first + draws * each > LARGEST_SEED:
        raise InputError(tell("error.joint_seeds", most=LARGEST_SEED))
    points = points_over(design, built or scenarios)
    return Joint(points, tuple(range(first, first + draws * each)), draws, reference)


def joint_effects(joint: Joint, runs: pd.DataFrame, model: Model) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """What draws do to each effect.

    Returns:
        A row a scenario and outcome: the median of the draws and the ends of the interval, in the outcome's unit and in
        per cent of the draw's own reference; how many draws have the sign of the median. And by scenario the effects of
        all draws on true injuries, per cent. A row `cost_per_death_averted` has an interval where all draws avert some;
        its `same_sign` counts draws that avert deaths and cost more.

    Raises:
        RunError: a run failed: an interval without it would be too narrow.
    """
    refuse_if_any_failed(runs)
    outcomes = list(model.outcomes)
    means = runs.groupby("scenario", sort=False)[outcomes].mean()
    numbers = range(1, joint.draws + 1)
    base = means.loc[[called(joint.reference, at) for at in numbers]].to_numpy(float)
    rows, drawn = [], {}
    for name in joint.points.arms:
        if name == joint.reference:
            continue
        gaps = means.loc[[called(name, at) for at in numbers]].to_numpy(float) - base
        shares = 100.0 * np.divide(gaps, base, out=np.full(gaps.shape, np.nan), where=base > 0.0)
        for at, outcome in enumerate(outcomes):
            gap, share = gaps[:, at], shares[:, at]
            same = int((np.sign(gap) == np.sign(np.median(gap))).sum())
            rows.append((name, outcome, joint.draws, *_middle(gap), *_middle(share), same))
        drawn[name] = shares[:, outcomes.index(INJURIES)] if INJURIES in outcomes else np.array([])
        if can_be_told(model):
            averted, spent = -gaps[:, outcomes.index(DEATHS)], gaps[:, outcomes.index(COST)]
            price = np.divide(spent, averted, out=np.full(len(spent), np.nan), where=averted > 0.0)
            rows.append((name, PER_DEATH, joint.draws, *_middle(price), *3 * (float("nan"),), int((price > 0.0).sum())))
    return pd.DataFrame(rows, columns=list(COLUMNS)), drawn


def wider_of(effects: pd.DataFrame) -> dict[str, Wider]:
    """The intervals for luck and assumptions together that sentences speak of, by scenario."""
    made = {}
    for name, rows in effects.groupby("scenario", sort=False):
        by = rows.set_index("outcome")
        if INJURIES in by.index and DEATHS in by.index:
            ends = {one: (float(by.loc[one, "low"]), float(by.loc[one, "high"])) for one in (DEATHS, COST, PER_DEATH)}
            injuries = (float(by.loc[INJURIES, "relative_low"]), float(by.loc[INJURIES, "relative_high"]))
            made[str(name)] = Wider(injuries, int(by.loc[INJURIES, "draws"]), *ends.values())
    return made


def _middle(values: np.ndarray) -> tuple[float, float, float]:
    """The median and the ends of the interval; nan where a draw has no value."""
    if not np.isfinite(values).all():
        return float("nan"), float("nan"), float("nan")
    ordered, at = np.sort(values), rank(len(values))
    return float(np.median(values)), float(ordered[at - 1]), float(ordered[-at])


def played(
    joint: Joint, engine: str = "core", threads: int | None = None, on_done: Callable[[], None] | None = None
) -> pd.DataFrame:
    """A row a run of all draws, each under its own seeds."""
    found = simulate_built(joint.points.scenarios, joint.seeds, engine, threads=threads, on_done=on_done,
                           varied=joint.points.varied, weekly=False, spread=joint.draws)  # fmt: skip
    return found.runs
