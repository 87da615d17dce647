"""What the runs of a case left, and what can be measured of it: levels, changes and differences, paired by seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from govsim.cases.common.case import Trial
from govsim.study.analysis.arms import Sums
from govsim.study.analysis.budget import Fit
from govsim.study.runs.statistics import Estimate, change, estimate, ratio
from govsim.year import WEEKS_A_YEAR

Weeks = tuple[int, int]
SHARE = "share"  # unit of an estimate in per cent that is no change


@dataclass(frozen=True)
class Found:
    """The weekly tables of the counties of a case, or of another trial: of each a row a run and week.

    Attributes:
        case: whose runs they are.
        weekly: by county.
        enterprises: rows of enterprises and years by county, where the case keeps them.
        window: the weeks that outcomes sum over where nothing else is asked for.
        groups: outcomes of groups over the window by county, a row a run, group and outcome.
        group_weeks: the same week by week, a column an outcome.
        kept: what several numbers are made of, made once.
        arms: what each county's arms came to week by week, made where it is first asked for.
        fits: by county with a budget, the factor of each arm and what it costs.
    """

    case: Trial
    weekly: Mapping[str, pd.DataFrame]
    enterprises: Mapping[str, pd.DataFrame]
    window: Weeks
    groups: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    group_weeks: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    kept: dict[str, pd.DataFrame] = field(default_factory=dict)
    arms: dict[str, Sums] = field(default_factory=dict)
    fits: Mapping[str, tuple[Fit, ...]] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A table that several numbers are made of, made when it is first asked for."""
        if name not in self.kept:
            self.kept[name] = make()
        return self.kept[name]

    def sums(self, arm: str, outcome: str, weeks: Weeks | None = None, county: str = "", group: str = "") -> np.ndarray:
        """An outcome summed over some weeks: a value a seed, in the order of the seeds."""
        first, after = weeks or self.window
        if group:
            return self._of_group(arm, outcome, (first, after), county, group)
        place = county or self.case.counties[0].name
        if place not in self.arms:
            self.arms[place] = Sums.of_weeks(self.weekly[place])
        return self.arms[place].total(arm, outcome, slice(first, after))

    def a_year(
        self, arm: str, outcome: str, weeks: Weeks | None = None, county: str = "", group: str = "", unit: str = ""
    ) -> Estimate:
        """An outcome a year."""
        first, after = weeks or self.window
        return estimate(self.sums(arm, outcome, weeks, county, group) * WEEKS_A_YEAR / (after - first), unit)

    def share(
        self, arm: str, over: str, by: str, weeks: Weeks | None = None, county: str = "", group: str = ""
    ) -> Estimate:
        """One outcome in per cent of another."""
        return self.per(arm, over, by, 100.0, SHARE, weeks, county, group)

    def per(
        self, arm: str, over: str, by: str, times: float = 1.0, unit: str = "", weeks: Weeks | None = None,
        county: str = "", group: str = "",
    ) -> Estimate:  # fmt: skip
        """One outcome divided by another, times so much."""
        above, below = (self.sums(arm, one, weeks, county, group) for one in (over, by))
        mean, low, high = (times * value for value in ratio(above, below))
        return Estimate(mean, low, high, unit)

    def change(
        self, arm: str, outcome: str, weeks: Weeks | None = None, county: str = "", against: str = "",
        by: str = "", group: str = "",
    ) -> Estimate:  # fmt: skip
        """The change in per cent of an outcome, or its ratio to another, against the county's first arm or another."""
        now, then = (
            self.sums(one, outcome, weeks, county, group) / (self.sums(one, by, weeks, county, group) if by else 1.0)
            for one in (arm, against or self._first(county))
        )
        return change(now, then)

    def more(
        self, arm: str, outcome: str, weeks: Weeks | None = None, county: str = "", against: str = "", unit: str = "",
        group: str = "",
    ) -> Estimate:  # fmt: skip
        """How much more of an outcome there is over some weeks than in the county's first arm, or another."""
        return estimate(self._more(arm, outcome, weeks, county, against, group), unit)

    def paid(self, arm: str, weeks: Weeks, county: str = "", against: str = "") -> Estimate:
        """What all parties pay a year beyond the county's first arm, or another, in million CNY."""
        a_year = WEEKS_A_YEAR / (weeks[1] - weeks[0]) / 1e6
        return estimate(a_year * self._more(arm, "cost_resource", weeks, county, against, ""), "")

    def averted_for(
        self, arm: str, outcome: str, money: float, weeks: Weeks | None = None, county: str = "", against: str = "",
        unit: str = "", group: str = "", cost: str = "cost_resource",
    ) -> Estimate:  # fmt: skip
        """How much less of an outcome there is for so much more of a cost; no ends where the cost may be nothing."""
        less = -self._more(arm, outcome, weeks, county, against, group)
        mean, low, high = ratio(less, self._more(arm, cost, weeks, county, against, "") / money)
        return Estimate(mean, low, high, unit)

    def _more(self, arm: str, outcome: str, weeks: Weeks | None, county: str, against: str, group: str) -> np.ndarray:
        other = self.sums(against or self._first(county), outcome, weeks, county, group)
        return self.sums(arm, outcome, weeks, county, group) - other

    def growth(self, arm: str, outcome: str, early: Weeks, late: Weeks, county: str = "") -> Estimate:
        """The change of an outcome in per cent from some weeks to others, within an arm."""
        then, now = (self.sums(arm, outcome, weeks, county) / float(weeks[1] - weeks[0]) for weeks in (early, late))
        return change(now, then)

    def years(self, arm: str, outcome: str, county: str = "", **how: Any) -> pd.DataFrame:
        """An outcome year by year, by the middle of each: mean and interval over seeds.

        Args:
            arm: whose.
            outcome: summed over each year.
            county: the first where none is named.
            **how: `by` and `times` for its ratio to another, `group` of enterprises, `is_change` against the first arm.
        """
        table = self.weekly[county or self.case.counties[0].name]
        last = int(table[table["scenario"] == arm]["week"].max()) + 1
        made = []
        for first in range(0, last - WEEKS_A_YEAR + 1, WEEKS_A_YEAR):
            found = self._in_weeks(arm, outcome, (first, first + WEEKS_A_YEAR), county, **how)
            made.append((first / WEEKS_A_YEAR + 0.5, found.mean, found.low, found.high, arm))
        return pd.DataFrame(made, columns=["year", "mean", "low", "high", "series"])

    def _in_weeks(
        self, arm: str, outcome: str, weeks: Weeks, county: str, by: str = "", times: float = 1.0, group: str = "",
        is_change: bool = False,
    ) -> Estimate:  # fmt: skip
        if is_change:
            return self.change(arm, outcome, weeks, county, by=by, group=group)
        if by:
            return self.per(arm, outcome, by, times, "", weeks, county, group)
        return self.a_year(arm, outcome, weeks, county, group)

    def _of_group(self, arm: str, outcome: str, weeks: Weeks, county: str, group: str) -> np.ndarray:
        """Over the window, or any weeks where they are kept; of several groupings `scope:NAME/inside` names which."""
        name = county or self.case.counties[0].name
        table = self.groups[name] if weeks == self.window else self.group_weeks[name]
        by, _, group = group.rpartition("/")
        rows = table[(table["scenario"] == arm) & (table["group"] == group) & ((table["by"] == by) | (by == ""))]
        if "week" in rows:
            rows = rows[(rows["week"] >= weeks[0]) & (rows["week"] < weeks[1])].rename(columns={outcome: "value"})
        else:
            rows = rows[rows["outcome"] == outcome]
        if rows.empty:
            raise KeyError(f"{self.case.name}: no {outcome} of {group} in {arm}")
        rows = rows[rows["by"] == rows["by"].iloc[0]]  # arms of a county with scopes reach the same enterprises
        return rows.groupby("seed")["value"].sum().sort_index().to_numpy(float)

    def _first(self, county: str) -> str:
        chosen = next((one for one in self.case.counties if one.name == county), self.case.counties[0])
        return chosen.arms[0].name


def measured(found: Found) -> dict[str, Estimate]:
    """Every number of a case or another trial."""
    return {name: one.measure(found) for name, one in found.case.numbers.items()}
