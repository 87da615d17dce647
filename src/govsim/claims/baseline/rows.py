"""How each row of the baseline is computed: one small rule a quantity, from pooled runs to a number with its interval.

Official indicators are read from the record, true ones from the truth, as the file of published ranges says. Deaths are
rare: where the model sums their chances, these take the place of counts. The share of larger accidents, which are
counted, has an exact binomial interval; all others resample seeds (or enterprises).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from govsim.claims.baseline.data import (
    Pooled,
    binomial_share,
    combination,
    ratio_of_sums,
)
from govsim.claims.baseline.targets import Target
from govsim.claims.baseline.tolls import deaths_in_larger
from govsim.study.ask.declarations import industries
from govsim.study.runs.statistics import Estimate
from govsim.year import WEEKS_A_YEAR

HUNDRED_THOUSAND_YEARS = 100_000.0 * WEEKS_A_YEAR
HUNDRED_YEARS = 100.0 * WEEKS_A_YEAR
QUARTER, HALF_YEAR = 13.0, 26.0  # weeks: reporting periods of ordinary and of major hazards
PERSISTENT_BAND = (100, 250)

# Millions of employees in China; mining and all manufacturing: economic census of 2023; construction and chemicals: as
# in the file of ranges; the split of manufacturing and the services: assumed.
NATIONAL_EMPLOYMENT = {
    "mining": 4.7,
    "chemicals": 5.5,
    "construction": 55.6,
    "metal_machinery": 45.0,
    "other_manufacturing": 54.3,
    "transport_logistics": 17.0,
    "trade_catering": 60.0,
    "new_format": 12.0,
}

Rule = Callable[[Pooled, str], Estimate]


def compute(target: Target, pooled: Pooled) -> Estimate:
    """The simulated value of one row.

    Raises:
        KeyError: when no rule is written for its quantity.
    """
    return _RULES[target.quantity](pooled, target.industry)


def known_quantities() -> frozenset[str]:
    """Quantities that a rule is written for."""
    return frozenset(_RULES)


def _of(over: str, by: str, scale: float = 1.0) -> Rule:
    """A ratio of two weekly outcomes over the window."""
    return lambda pooled, _: ratio_of_sums(pooled.sums[over], pooled.sums[by], scale)


def fatality_rate(pooled: Pooled, industry: str) -> Estimate:
    """Expected true deaths per 100,000 worker-years of one industry."""
    rows = pooled.of(industry)
    deaths, weeks = pooled.by_seed(rows, "deaths_expected"), pooled.by_seed(rows, "worker_weeks")
    return ratio_of_sums(deaths, weeks, HUNDRED_THOUSAND_YEARS)


def national_fatality_rate(pooled: Pooled, _: str) -> Estimate:
    """The industries' expected fatality rates, each with its share of national employment."""
    total = sum(NATIONAL_EMPLOYMENT.values())
    pairs, weights = [], []
    for industry in industries():
        rows = pooled.of(industry)
        pairs.append((pooled.by_seed(rows, "deaths_expected"), pooled.by_seed(rows, "worker_weeks")))
        weights.append(HUNDRED_THOUSAND_YEARS * NATIONAL_EMPLOYMENT[industry] / total)
    return combination(pairs, weights)


def reported_share_by_climate(best: bool) -> Rule:
    """Recorded over true injuries in the third of an industry's enterprise years with the best or worst climate."""

    def share(pooled: Pooled, industry: str) -> Estimate:
        rows = pooled.of(industry)
        if not len(rows):
            return Estimate(*(float("nan"),) * 3)
        low, high = np.quantile(rows["climate"], [1 / 3, 2 / 3])
        rows = rows[rows["climate"] > high] if best else rows[rows["climate"] <= low]
        recorded, true = pooled.by_seed(rows, "injuries_recorded"), pooled.by_seed(rows, "injuries_true")
        return ratio_of_sums(recorded, true, 100.0)

    return share


def reported_share_of_deaths(pooled: Pooled, _: str) -> Estimate:
    """Expected deaths that are put on record when they happen; what is hidden and comes to light later is not."""
    expected = pooled.sums["deaths_expected"]
    return ratio_of_sums(expected - pooled.sums["deaths_hidden_expected"], expected, 100.0)


def injuries_per_death(pooled: Pooled, _: str) -> Estimate:
    """Recorded injuries over the deaths expected on record."""
    deaths = pooled.sums["deaths_expected"] - pooled.sums["deaths_hidden_expected"]
    return ratio_of_sums(pooled.sums["injuries_recorded"], deaths)


def deaths_per_accident(pooled: Pooled, industry: str) -> Estimate:
    """Recorded deaths over recorded official accidents, of the county or of one industry."""
    if industry == "all":
        return ratio_of_sums(pooled.sums["deaths_recorded"], pooled.sums["accidents_recorded"])
    rows = pooled.of(industry)
    return ratio_of_sums(pooled.by_seed(rows, "deaths_recorded"), pooled.by_seed(rows, "accidents_recorded"))


def share_of_larger_accidents(pooled: Pooled, _: str) -> Estimate:
    """Recorded accidents of the larger class among recorded accidents; four or so in 500 years, hence exact."""
    larger, all_of_them = pooled.sums["accidents_larger_recorded"].sum(), pooled.sums["accidents_recorded"].sum()
    return binomial_share(float(larger), float(all_of_them), 100.0)


def share_of_deaths_in_larger(pooled: Pooled, _: str) -> Estimate:
    """Expected deaths in accidents of 3 or more among expected deaths."""
    years = pooled.years
    larger = np.bincount(years["seed"], weights=deaths_in_larger(years), minlength=pooled.seeds)
    return ratio_of_sums(larger, pooled.by_seed(years, "deaths_expected"), 100.0)


def rectified_by_the_end(found: str, still_there: str, period: float) -> Rule:
    """Hazards found in a reporting period and removed by its end.

    Known ones last a few weeks, so those still there at the end of a period are as good as all found within it: one
    minus the mean number still there over the number found in a period.
    """

    def share(pooled: Pooled, _: str) -> Estimate:
        all_found = pooled.sums[found] * period
        return ratio_of_sums(all_found - pooled.sums[still_there], all_found, 100.0)

    return share


def share_without_case(pooled: Pooled, band: str) -> Estimate:
    """Enterprises of a size band without any recorded case in a whole year; size is workers present, on average."""
    low, high = (int(end) for end in band.removeprefix("FTE ").split("-"))
    rows = pooled.years[pooled.years["weeks"] == WEEKS_A_YEAR]
    size = np.round(rows["worker_weeks"] / WEEKS_A_YEAR)
    rows = rows[(size >= low) & (size <= high)]
    without = (rows["injuries_recorded"] + rows["deaths_recorded"]) == 0
    zero = np.bincount(rows["seed"], weights=without.astype(float), minlength=pooled.seeds)
    return ratio_of_sums(zero, np.bincount(rows["seed"], minlength=pooled.seeds).astype(float))


def persistent_variance(pooled: Pooled, _: str, column: str = "injuries_recorded") -> Estimate:
    """How much enterprises of 100-249 workers differ within an industry, and stay different from year to year.

    Covariance of (count - expected) in two consecutive years over the product of what is expected, which is
    worker-weeks times the industry's rate in this band; luck, being new every year, drops out. Recorded counts, as
    in the filings behind the published figure. The interval resamples enterprises.
    """
    rows = pooled.years[pooled.years["weeks"] == WEEKS_A_YEAR]
    size = rows["worker_weeks"] / WEEKS_A_YEAR
    rows = rows[(size >= PERSISTENT_BAND[0]) & (size < PERSISTENT_BAND[1])]
    if not len(rows):
        return Estimate(*(float("nan"),) * 3)
    counts = np.bincount(rows["industry"], weights=rows[column].astype(float))
    weeks = np.bincount(rows["industry"], weights=rows["worker_weeks"].astype(float))
    expected = (counts / np.maximum(weeks, 1.0))[rows["industry"]] * rows["worker_weeks"]
    order = np.lexsort((rows["year"], rows["generation"], rows["slot"], rows["seed"]))
    rows, expected, beyond = rows[order], expected[order], (rows[column] - expected)[order]
    follows = rows["year"][1:] == rows["year"][:-1] + 1
    for name in ("seed", "slot", "generation"):
        follows &= rows[name][1:] == rows[name][:-1]
    later = np.nonzero(follows)[0] + 1
    names = np.stack([rows[key][later] for key in ("seed", "slot", "generation")], axis=1)
    enterprise = np.unique(names, axis=0, return_inverse=True)[1].ravel()
    together = np.bincount(enterprise, weights=beyond[later] * beyond[later - 1])
    return ratio_of_sums(together, np.bincount(enterprise, weights=expected[later] * expected[later - 1]))


_BY_CLIMATE = "reported share, injuries: {} climate"
_RULES: dict[str, Rule] = {
    "fatality rate": fatality_rate,
    "fatality rate, national industry mix": national_fatality_rate,
    "recordable rate, recorded": _of("injuries_recorded", "workers", HUNDRED_YEARS),
    "recordable rate, true": _of("injuries_true", "workers", HUNDRED_YEARS),
    "reported share, injuries": _of("injuries_recorded", "injuries_true", 100.0),
    _BY_CLIMATE.format("poor"): reported_share_by_climate(best=False),
    _BY_CLIMATE.format("good"): reported_share_by_climate(best=True),
    "reported share, deaths": reported_share_of_deaths,
    "recorded injuries per death": injuries_per_death,
    "lost-time share of recordables": _of("lost_time_recorded", "injuries_recorded", 100.0),
    "deaths per accident": deaths_per_accident,
    "share of larger accidents (3-9 deaths)": share_of_larger_accidents,
    "share of deaths in larger accidents": share_of_deaths_in_larger,
    "inspections per enterprise-year": _of("visits", "enterprises", float(WEEKS_A_YEAR)),
    "visits per inspector-year": _of("visits", "inspectors", float(WEEKS_A_YEAR)),
    "share of visits triggered by reports or accidents": _of("tip_visits", "visits", 100.0),
    "hazards found per inspection": _of("hazards_found", "visits"),
    "punishable violations per inspection": _of("violations_cited", "visits"),
    "major hazards per 100 inspections": _of("majors_found", "visits", 100.0),
    "rectified share, ordinary hazards": rectified_by_the_end("hazards_found", "hazards_ordered", QUARTER),
    "rectified share, major hazards": rectified_by_the_end("majors_known", "majors_open", HALF_YEAR),
    "penalties per 1,000 inspections": _of("sanctions", "visits", 1000.0),
    "mean ex-ante fine": _of("fines_ex_ante", "sanctions"),
    "share of fine money after accidents": _of("fines_accident", "fines", 100.0),
    "tip-offs per million population-year": _of("tips", "residents", 1e6 * WEEKS_A_YEAR),
    "enterprise exit rate": _of("exits", "enterprises", 100.0 * WEEKS_A_YEAR),
    "persistent variance of the true relative injury rate within an industry": persistent_variance,
    "share of establishments with no recorded case in a year": share_without_case,
}
