"""What the runs of a case left, and what can be measured of it: levels, changes and differences, paired by seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.cases.common.case import Case
from govsim.study.runs.statistics import Estimate, change, estimate, ratio
from govsim.year import WEEKS_A_YEAR

Weeks = tuple[int, int]
SHARE = "share"  # unit of an estimate in per cent that is no change


@dataclass(frozen=True)
class Found:
    """The weekly tables of a case's counties: of each a row a run and week.

    Attributes:
        case: whose runs they are.
        weekly: by county.
        enterprises: rows of enterprises and years by county, where the case keeps them.
        window: the weeks that outcomes sum over where nothing else is asked for.
    """

    case: Case
    weekly: Mapping[str, pd.DataFrame]
    enterprises: Mapping[str, pd.DataFrame]
    window: Weeks

    def sums(self, arm: str, outcome: str, weeks: Weeks | None = None, county: str = "") -> np.ndarray:
        """An outcome summed over some weeks: a value a seed, in the order of the seeds."""
        first, after = weeks or self.window
        table = self.weekly[county or self.case.counties[0].name]
        rows = table[(table["scenario"] == arm) & (table["week"] >= first) & (table["week"] < after)]
        if rows.empty:
            raise KeyError(f"{self.case.name}: no runs of {arm} in weeks {first} to {after}")
        return rows.groupby("seed")[outcome].sum().sort_index().to_numpy(float)

    def a_year(self, arm: str, outcome: str, weeks: Weeks | None = None, county: str = "") -> Estimate:
        """An outcome a year."""
        first, after = weeks or self.window
        return estimate(self.sums(arm, outcome, weeks, county) * WEEKS_A_YEAR / (after - first), "")

    def share(self, arm: str, over: str, by: str, weeks: Weeks | None = None, county: str = "") -> Estimate:
        """One outcome in per cent of another."""
        mean, low, high = ratio(self.sums(arm, over, weeks, county), self.sums(arm, by, weeks, county))
        return Estimate(100.0 * mean, 100.0 * low, 100.0 * high, SHARE)

    def change(
        self, arm: str, outcome: str, weeks: Weeks | None = None, county: str = "", against: str = ""
    ) -> Estimate:
        """The change of an outcome in per cent against the county's first arm, or another."""
        other = self.sums(against or self._first(county), outcome, weeks, county)
        return change(self.sums(arm, outcome, weeks, county), other)

    def more(
        self, arm: str, outcome: str, weeks: Weeks | None = None, county: str = "", against: str = "", unit: str = ""
    ) -> Estimate:
        """How much more of an outcome there is over some weeks than in the county's first arm, or another."""
        other = self.sums(against or self._first(county), outcome, weeks, county)
        return estimate(self.sums(arm, outcome, weeks, county) - other, unit)

    def growth(self, arm: str, outcome: str, early: Weeks, late: Weeks, county: str = "") -> Estimate:
        """The change of an outcome in per cent from some weeks to others, within an arm."""
        then, now = (self.sums(arm, outcome, weeks, county) / float(weeks[1] - weeks[0]) for weeks in (early, late))
        return change(now, then)

    def years(self, arm: str, outcome: str, county: str = "") -> pd.DataFrame:
        """An outcome year by year: mean and interval over seeds, by the middle of each year."""
        table = self.weekly[county or self.case.counties[0].name]
        rows = table[table["scenario"] == arm]
        last = int(rows["week"].max()) + 1
        made = []
        for first in range(0, last - WEEKS_A_YEAR + 1, WEEKS_A_YEAR):
            found = self.a_year(arm, outcome, (first, first + WEEKS_A_YEAR), county)
            made.append((first / WEEKS_A_YEAR + 0.5, found.mean, found.low, found.high, arm))
        return pd.DataFrame(made, columns=["year", "mean", "low", "high", "series"])

    def _first(self, county: str) -> str:
        chosen = next((one for one in self.case.counties if one.name == county), self.case.counties[0])
        return chosen.arms[0].name


def measured(found: Found) -> dict[str, Estimate]:
    """Every number of a case."""
    return {name: one.measure(found) for name, one in found.case.numbers.items()}
