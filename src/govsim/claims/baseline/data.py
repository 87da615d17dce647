"""What the baseline's runs leave: sums over the window for each seed, and every enterprise year within it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from govsim.language import Model
from govsim.study.ask.declarations import industries
from govsim.study.runs.statistics import Estimate
from govsim.year import WEEKS_A_YEAR

RESAMPLES = 2000  # of the bootstrap; the ends of a 95 % interval then wander by about a fiftieth of its width
RESAMPLING_SEED = 20240101  # any number: it makes the printed intervals the same every time


@dataclass(frozen=True)
class Pooled:
    """Runs of one scenario under several seeds.

    Attributes:
        sums: of every weekly outcome over the window, one value a seed.
        years: enterprise years within the window, with `seed` (its place in `sums`), `slot` and `year`.
        weeks: length of the window.
    """

    sums: dict[str, np.ndarray]
    years: np.ndarray
    weeks: int

    @property
    def seeds(self) -> int:
        """How many runs there are."""
        return len(next(iter(self.sums.values())))

    def of(self, industry: str) -> np.ndarray:
        """The enterprise years of one industry."""
        return self.years[self.years["industry"] == list(industries()).index(industry)]

    def by_seed(self, rows: np.ndarray, column: str) -> np.ndarray:
        """A column of enterprise years summed for each seed."""
        return np.bincount(rows["seed"], weights=rows[column].astype(float), minlength=self.seeds)


def pool(model: Model, results: Iterable[Any], window: tuple[int, int]) -> Pooled:
    """Sum the weeks of each run's window and keep its enterprise years. Failed runs are left out."""
    names = [outcome.name for outcome in model.weekly_outcomes]
    sums, years = [], []
    for place, result in enumerate(one for one in results if not one.error):
        sums.append(result.weekly[window[0] : window[1]].sum(axis=0))
        years.append(enterprise_years(result.yearly, window, place))
    table = np.array(sums).reshape(-1, len(names))
    return Pooled({name: table[:, n] for n, name in enumerate(names)}, np.concatenate(years), window[1] - window[0])


def enterprise_years(yearly: np.ndarray, window: tuple[int, int], seed: int) -> np.ndarray:
    """The years that lie whole within the window, one row for each enterprise that existed in it."""
    first, last = -(-window[0] // WEEKS_A_YEAR), window[1] // WEEKS_A_YEAR
    kept = yearly["weeks"][first:last] > 0
    year, _, slot = np.nonzero(kept)
    place = np.dtype([("seed", "i8"), ("slot", "i8"), ("year", "i8")])
    made = np.zeros(len(year), np.dtype(place.descr + _fields(yearly)))
    made["seed"], made["slot"], made["year"] = seed, slot, year + first
    for name, _ in _fields(yearly):
        made[name] = yearly[name][first:last][kept]
    return made


def _fields(yearly: np.ndarray) -> list[tuple[str, str]]:
    kinds: Mapping[str, Any] = yearly.dtype.fields or {}
    return [(name, kinds[name][0].str) for name in kinds]


def resampled(units: int) -> np.ndarray:
    """How often each unit is drawn in each resample: the same draws for every row of the table."""
    generator = np.random.Generator(np.random.PCG64(RESAMPLING_SEED))
    return generator.multinomial(units, np.full(units, 1.0 / units), size=RESAMPLES).astype(float)


def ratio_of_sums(over: np.ndarray, by: np.ndarray, scale: float = 1.0) -> Estimate:
    """Scale x sum of one over sum of the other, its interval by resampling the units (seeds or enterprises)."""
    return combination([(over, by)], [scale])


def combination(pairs: Sequence[tuple[np.ndarray, np.ndarray]], weights: Sequence[float]) -> Estimate:
    """A weighted sum of ratios of sums, all resampled together."""
    value = sum(weight * _divide(over.sum(), by.sum()) for weight, (over, by) in zip(weights, pairs, strict=True))
    units = len(pairs[0][0])
    if units < 2:
        return Estimate(float(value), float("nan"), float("nan"))
    drawn = resampled(units)
    made = sum(weight * _divide(drawn @ over, drawn @ by) for weight, (over, by) in zip(weights, pairs, strict=True))
    made = np.asarray(made)
    made = made[np.isfinite(made)]
    low, high = np.quantile(made, [0.025, 0.975]) if len(made) else (float("nan"),) * 2
    return Estimate(float(value), float(low), float(high))


def _divide(over: Any, by: Any) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.asarray(by) > 0, np.asarray(over) / np.asarray(by), np.nan)


def binomial_share(count: float, total: float, scale: float) -> Estimate:
    """A share of independent events with its exact interval."""
    from scipy.special import betaincinv

    if total <= 0:
        return Estimate(*(float("nan"),) * 3)
    low = float(betaincinv(count, total - count + 1, 0.025)) if count > 0 else 0.0
    high = float(betaincinv(count + 1, total - count, 0.975)) if count < total else 1.0
    return Estimate(scale * count / total, scale * low, scale * high)
