"""A calibration from targets to draws: waves of points, emulators, a sampler, and a check by runs of the draws.

The first wave is a Latin hypercube over the priors. A further one are draws from what the wave before left possible,
so that emulators know best where it counts. The last draws are played themselves: whether targets lie inside what they
give, and what moved, is read from runs and draws, never from emulators alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.language import Model
from govsim.study.analysis.calibration.emulator import emulated, logs
from govsim.study.analysis.calibration.numbers import FINEST, Numbers
from govsim.study.analysis.calibration.posterior import Drawn, Known, picked, sampled
from govsim.study.analysis.calibration.targets import STAND_INS, Asked, Target
from govsim.study.analysis.designs.design import Design
from govsim.study.analysis.designs.layouts import laid_out
from govsim.study.analysis.designs.points import called
from govsim.study.runs.simulate import refuse_if_any_failed
from govsim.study.speak.errors import RunError
from govsim.study.speak.words import tell
from govsim.year import WEEKS_A_YEAR

PER_NUMBER = 10  # points of the first wave for each number; Loeppky, Sacks and Welch (2009)
LATER = 0.5  # of the first wave's points, in each further one; assumed: they lie closer together
USUAL_WAVES, USUAL_DRAWS = 2, 64
FEWEST_POINTS, MOST_POINTS = 20, 5000
MOST_WAVES, FEWEST_DRAWS, MOST_DRAWS = 5, 24, 1000
MOVED = 0.2  # of a prior's variance that is gone, from which on data are said to have moved a number; assumed
BOUND = 0.05  # of a prior: a median so near an end says that the end decides it; assumed
RIDGE = 0.5  # correlation, from which on two numbers are said to be told only together; assumed
POOR = 0.6  # share of variance that an emulator tells, below which it is said that it tells little; assumed
OUTSIDE = 1.96  # standard deviations of a normal number that hold 95 %

Play = Callable[[np.ndarray, str], np.ndarray]  # shares and the wave's name to values by target, point and seed


@dataclass(frozen=True)
class Settings:
    """How thoroughly it is done.

    Attributes:
        size: points of the first wave; None for ten a number.
        waves: how many.
        draws: kept, and played in the end.
        seed: of layouts and the sampler.
    """

    size: int | None = None
    waves: int = USUAL_WAVES
    draws: int = USUAL_DRAWS
    seed: int = 1

    def points(self, numbers: int) -> int:
        """Of the first wave."""
        return self.size or max(FEWEST_POINTS, PER_NUMBER * numbers)

    def later(self, numbers: int) -> int:
        """Of each further wave."""
        return max(FEWEST_POINTS // 2, round(LATER * self.points(numbers)))

    def runs(self, numbers: int, seeds: int) -> int:
        """Of all waves and of the check."""
        return seeds * (self.points(numbers) + (self.waves - 1) * self.later(numbers) + self.draws)


@dataclass(frozen=True)
class Calibrated:
    """What a calibration found.

    Attributes:
        asked: targets, and the discrepancy that is allowed.
        numbers: that were moved.
        shares: the draws, as shares of the priors.
        drawn: what the sampler drew, of which these are some.
        told: of each target, the share of variance that its emulator predicts.
        prior, posterior: of each target what points of the first wave and the draws give: by target and point, a year's
            for a flow, the mean over seeds.
        lucks: of each target the variance of the logarithm by the luck of the record's years.
        seeds: of each point.
        runs: in all.
    """

    asked: Asked
    numbers: Numbers
    shares: np.ndarray
    drawn: Drawn
    told: np.ndarray
    prior: np.ndarray
    posterior: np.ndarray
    lucks: np.ndarray
    seeds: int
    runs: int

    @property
    def design(self) -> Design:
        """The draws as a table of settings, as `parameters=FILE` reads it."""
        return self.numbers.design(self.shares, "calibrated")

    @property
    def draws(self) -> pd.DataFrame:
        """The draws: a row each, a column a number; levels as multiples."""
        return pd.DataFrame(self.numbers.values(self.shares), columns=self.numbers.names)

    @property
    def central(self) -> int:
        """The draw nearest to the middle of all, by the draws' own spread; so that what is told together stays so."""
        middle, all_of_them = np.median(self.shares, axis=0), self.drawn.shares
        inverse = np.linalg.pinv(np.cov(all_of_them.T) + 1e-6 * np.eye(all_of_them.shape[1]))
        gaps = self.shares - middle
        return int(np.argmin(np.einsum("ij,jk,ik->i", gaps, inverse, gaps)))

    @property
    def parameters(self) -> pd.DataFrame:
        """A row a number: prior, what is left, how much of the prior's variance is gone, and whether data moved it."""
        values, rows = self.numbers.values(self.drawn.shares), []
        for at, one in enumerate(self.numbers.factors):
            shares = self.drawn.shares[:, at]
            gone, median = 1.0 - 12.0 * float(shares.var()), float(np.median(shares))
            shifted = abs(float(shares.mean()) - 0.5) * np.sqrt(12.0)
            low, middle, high = np.quantile(values[:, at], [0.025, 0.5, 0.975]).tolist()
            moved = gone >= MOVED or shifted >= 1.0
            bound = "low" if median < BOUND else "high" if median > 1.0 - BOUND else ""
            rows.append({"number": one.key, "prior_low": one.low, "prior_high": one.high, "shape": one.shape,
                         "usual": self.numbers.usual[one.key], "median": middle, "low": low, "high": high,
                         "gone": gone, "moved": moved, "bound": bound, "unit": one.unit})  # fmt: skip
        return pd.DataFrame(rows)

    @property
    def targets(self) -> pd.DataFrame:
        """A row a target: what was recorded, what the draws give with the luck of the record's years, whether it fits.

        `apart` is the distance in standard deviations of all that is not known; a range is fitted where more of what
        the draws give lies inside than outside.
        """
        rows = []
        for at, one in enumerate(self.asked.targets):
            made = predicted(one, self.posterior[at], self.lucks[at], self.asked.discrepancy)
            before = np.quantile(self.prior[at], [0.025, 0.5, 0.975]).tolist()
            seen, low, high = one.seen
            rows.append({
                "outcome": one.outcome, "kind": one.kind, "recorded": float("nan") if one.kind == "range" else seen,
                "recorded_low": low, "recorded_high": high, "prior_low": before[0], "prior": before[1],
                "prior_high": before[2], "low": made.low, "median": made.median, "high": made.high,
                "apart": made.apart, "inside": made.is_inside, "told": float(self.told[at]), "note": one.note,
            })  # fmt: skip
        return pd.DataFrame(rows)

    @property
    def ridges(self) -> pd.DataFrame:
        """Pairs of numbers that data tell only together: rank correlation of the draws, the strongest first."""
        ranks = self.drawn.shares.argsort(0).argsort(0)
        found, names, rows = np.atleast_2d(np.corrcoef(ranks.T)), self.numbers.names, []
        for one in range(len(names)):
            for other in range(one + 1, len(names)):
                if abs(found[one, other]) >= RIDGE:
                    rows.append({"first": names[one], "second": names[other], "correlation": found[one, other]})
        table = pd.DataFrame(rows, columns=["first", "second", "correlation"])
        return table.reindex(table["correlation"].abs().sort_values(ascending=False).index).reset_index(drop=True)


@dataclass(frozen=True)
class Predicted:
    """What the draws give for a record, with luck and discrepancy; a year's for a flow."""

    low: float
    median: float
    high: float
    apart: float
    is_inside: bool


def predicted(target: Target, values: np.ndarray, luck: float, discrepancy: float) -> Predicted:
    """A record as the draws would have it: each with many lots of luck, the same every time."""
    from scipy.stats import norm

    generator = np.random.default_rng(1)
    spread = np.sqrt(luck + discrepancy**2)
    lots = np.log(np.maximum(values, 1e-300))[:, None] + spread * generator.standard_normal((len(values), 400))
    made = np.exp(lots)
    if target.kind == "count":
        made = generator.poisson(np.minimum(made * target.years, 1e12)) / target.years
    low, median, high = np.quantile(made, [0.025, 0.5, 0.975]).tolist()
    if target.kind == "range":
        share = float(((made >= target.low) & (made <= target.high)).mean())
        away = float(norm.isf(max(share, 1e-4))) if share < 0.5 else 0.0
        return Predicted(low, median, high, away if median > target.low else -away, share >= 0.5)
    if target.kind == "count":
        below, same = (
            float((made < target.count / target.years).mean()),
            float((made == target.count / target.years).mean()),
        )
        middle = min(max(below + same / 2, 1e-4), 1.0 - 1e-4)
        return Predicted(low, median, high, float(-norm.ppf(middle)), low <= target.count / target.years <= high)
    side = np.log(target.high) - np.log(target.value) if median > target.value else np.log(target.value / target.low)
    whole = np.sqrt(float(lots.var()) + (float(side) / 1.96) ** 2)
    apart = float((np.log(median) - np.log(target.value)) / whole)
    return Predicted(low, median, high, apart, abs(apart) <= OUTSIDE)


def calibrated(
    asked: Asked, numbers: Numbers, how: Settings, play: Play, span: float,
    kept: Callable[[np.ndarray, str], np.ndarray] | None = None,
) -> Calibrated:  # fmt: skip
    """Draws of the numbers that the targets leave possible.

    Args:
        asked: the targets.
        numbers: that are moved.
        how: how thoroughly.
        play: what gives the outcomes of the targets at points.
        span: years over which runs are summed.
        kept: keeps the shares of later points, and gives those that an earlier attempt has kept.
    """
    count, same = len(numbers.factors), kept or (lambda shares, _: shares)
    shares = np.round(laid_out(f"lhs:{how.points(count)}", numbers.factors, how.seed), FINEST)
    values = play(shares, "wave_1")
    first, seeds = values.mean(2), values.shape[2]
    known, drawn = _learned(asked, shares, values, how.seed, span)
    for wave in range(2, how.waves + 1):
        more = same(np.round(picked(drawn.shares, how.later(count), how.seed + wave), FINEST), f"wave_{wave}")
        given = play(more, f"wave_{wave}")
        shares, values = np.concatenate([shares, more]), np.concatenate([values, given], axis=1)
        known, drawn = _learned(asked, shares, values, how.seed + wave, span)
    last = same(np.round(picked(drawn.shares, how.draws, how.seed), FINEST), "draws")
    checked = play(last, "draws")
    lucks = np.array([luck_of(one, checked[at], span) for at, one in enumerate(asked.targets)])
    told = np.array([one.emulator.told for one in known])
    total = seeds * (len(shares) + len(last))
    return Calibrated(asked, numbers, last, drawn, told, first, checked.mean(2), lucks, seeds, total)


def _learned(asked: Asked, shares: np.ndarray, values: np.ndarray, seed: int, span: float) -> tuple[list[Known], Drawn]:
    """Emulators of all points so far, and draws."""
    known = []
    for target, mine in zip(asked.targets, values, strict=True):
        means, noise, _ = logs(mine)
        known.append(Known(target, emulated(shares, means, noise), luck_of(target, mine, span), asked.discrepancy))
    return known, sampled(known, shares.shape[1], seed)


def luck_of(target: Target, values: np.ndarray, span: float) -> float:
    """Variance of the logarithm of a record by the luck of its own years: that of runs, for as many years.

    Of a count only what is beyond Poisson is left, where runs count cases too and not their chances.

    Args:
        target: with the years of its record; none where luck is no part of it.
        values: by point and seed, a year's for a flow.
        span: years over which runs are summed.
    """
    if not target.years:
        return 0.0
    relative = float(np.median(logs(values)[2])) * span / target.years
    if target.kind == "count" and target.outcome not in STAND_INS:
        rates = np.maximum(np.median(values.mean(1)), 1e-9)
        relative -= 1.0 / (float(rates) * target.years)
    return max(relative, 0.0)


def values_of(
    model: Model, runs: pd.DataFrame, base: str, points: int, targets: Sequence[Target], weeks: int
) -> np.ndarray:
    """The outcomes of targets by target, point and seed; flows a year's.

    Raises:
        RunError: a run failed, or an outcome has no value somewhere, which is no zero.
    """
    refuse_if_any_failed(runs)
    order, table = [called(base, at) for at in range(1, points + 1)], runs.set_index(["scenario", "seed"])

    def of(name: str) -> np.ndarray:
        values = table[name].unstack().loc[order].to_numpy(float)
        if missing := int((~np.isfinite(values)).any(1).sum()):
            raise RunError(tell("error.calibrate_missing", outcome=name, count=missing))
        return values

    made = []
    for target in targets:
        about, parts = model.outcomes[target.outcome], STAND_INS.get(target.outcome, {target.outcome: 1.0})
        if about.is_ratio:
            over, by = (_total(model, of, str(name), weeks) for name in (about.over, about.by))
            made.append(about.scale * _ratio(over, by))
            continue
        total = sum((weight * of(name) for name, weight in parts.items()), np.zeros(()))
        made.append(total / (weeks / WEEKS_A_YEAR) if about.kind == "flow" else total)
    return np.array(made)


def _total(model: Model, of: Callable[[str], np.ndarray], name: str, weeks: int) -> np.ndarray:
    """A weekly outcome summed over the window: runs hold the mean week of what is no flow."""
    return of(name) * (weeks if model.outcomes[name].kind == "stock" else 1.0)


def _ratio(over: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Values whose mean over seeds is the ratio of sums, and whose spread is that of the ratio.

    The mean of single ratios would lie elsewhere where what is above is rare, as fines after accidents are.
    """
    below = np.maximum(by.mean(1, keepdims=True), 1e-300)
    found = over.mean(1, keepdims=True) / below
    return np.asarray(found + (over - found * by) / below)


def digest(asked: Asked, numbers: Numbers, how: Settings) -> str:
    """A hash of all that decides which points later waves have."""
    about = [[(one.outcome, one.count, one.years, one.value, one.low, one.high) for one in asked.targets],
             asked.discrepancy, [(one.key, one.said) for one in numbers.factors], how]  # fmt: skip
    return hashlib.sha256(repr(about).encode()).hexdigest()[:8]
