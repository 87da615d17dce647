"""The tables that figures read, and the few sums that they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from govsim.errors import GovsimError
from govsim.figures import style
from govsim.figures.wording import Words
from govsim.locale import text
from govsim.study.runs.statistics import COUNTY_SEED, paired_effects
from govsim.study.speak.dates import ends_of
from govsim.year import WEEKS_A_YEAR


class MissingDataError(GovsimError, LookupError):
    """A figure's columns or rows are not in the tables; the figure is left out and the reason is told.

    Args:
        key: what the catalogue calls the reason.
        values: what fills its placeholders.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(text(key, **values))
        self.key, self.values = key, values

    def in_language(self, lang: str = "en") -> str:
        """The reason, as part of a sentence."""
        return text(self.key, lang, **self.values)


@dataclass(frozen=True)
class Comparison:
    """The results of several scenarios under the same seeds."""

    runs: pd.DataFrame
    weekly: pd.DataFrame
    effects: pd.DataFrame
    meta: Mapping[str, Any]
    words: Words

    @cached_property
    def grid(self) -> WeeklyGrid:
        """The weekly table as dense arrays, made once for all panels."""
        return WeeklyGrid(self.weekly)

    @property
    def baseline(self) -> str:
        """The scenario that others are compared with."""
        return str(self.meta["baseline"])

    @property
    def scenarios(self) -> list[str]:
        """The other scenarios, in the order of their titles, then of the runs."""
        found = list(dict.fromkeys(self.runs["scenario"].astype(str))) if "scenario" in self.runs else []
        titled = [name for name in self.meta.get("titles", {}) if name in found]
        return [name for name in dict.fromkeys(titled + found) if name != self.baseline]

    @property
    def window(self) -> tuple[int, int]:
        """First week of the measured window, and the week after its last."""
        first, after = self.meta["window"]
        return int(first), int(after)

    @property
    def years(self) -> float:
        """Length of the measured window in years."""
        return (self.window[1] - self.window[0]) / WEEKS_A_YEAR

    @property
    def is_alone(self) -> bool:
        """Whether there is nothing to compare with: one scenario, shown by itself."""
        return not self.scenarios

    @property
    def has_one_window(self) -> bool:
        """Whether all scenarios are summed over the same weeks."""
        return len(self.meta.get("windows", ())) < 2

    def starts(self, names: Iterable[str]) -> dict[int, list[str]]:
        """The weeks in which instruments of these scenarios start, in order, each with whose they are."""
        known = self.meta.get("starts")
        if known is None:  # tables of no scenario that is known: one start holds for all but the baseline
            known = {name: [self.meta["start"]] for name in names if name != self.baseline and "start" in self.meta}
        found: dict[int, list[str]] = {}
        for name in names:
            for week in known.get(name, ()):
                found.setdefault(int(week), []).append(name)
        return dict(sorted(found.items()))

    @property
    def seeds(self) -> int:
        """Number of seeds behind the scenario that has most: those whose runs came to their end."""
        return self.left[1]

    @cached_property
    def left(self) -> tuple[int, int, int]:
        """Fewest and most seeds that any scenario has left, paired with the baseline's, and how many were asked for."""
        if not {"scenario", "seed"}.issubset(self.runs.columns):
            known = int(self.effects["runs"].max()) if "runs" in self.effects and len(self.effects) else 0
            asked = int(self.meta.get("seeds") or known)
            return asked, asked, asked
        whole = self.runs[self.runs["error"].isna()] if "error" in self.runs else self.runs
        ended = {str(name): set(rows) for name, rows in whole.groupby("scenario")["seed"]}
        base = ended.get(self.baseline, set())
        pairs = [len(base & ended.get(name, set())) for name in self.scenarios] or [len(base)]
        return min(pairs), max(pairs), int(self.meta.get("seeds") or self.runs["seed"].nunique())

    @cached_property
    def parties(self) -> dict[str, str]:
        """Who bears costs, each with its colour: those of the county first, then what parts add, by name."""
        added = sorted(set(self.meta.get("payers", {})) - set(style.PARTIES))
        return style.PARTIES | {name: style.FURTHER[at % len(style.FURTHER)] for at, name in enumerate(added)}

    def when(self) -> dict[str, object]:
        """Values for the sentences that name the window, the seeds and the baseline."""
        first, after = self.window
        if not self.has_one_window:
            raise MissingDataError("figure.windows")
        return {
            "first": f"{first / WEEKS_A_YEAR:.3g}",
            "last": f"{after / WEEKS_A_YEAR:.3g}",
            "window": self._window_said(),
            "seeds": self.words.seeds(*self.left),
            "baseline": self.words.scenario(self.baseline),
        }

    @property
    def calendar(self) -> int | None:
        """The year that begins with week 0; None where weeks have no dates."""
        return self.meta.get("calendar")

    def _window_said(self) -> str:
        """The measured window in years of the run, or in those of the calendar."""
        first, after = self.window
        if self.calendar is None:
            ends = {"first": f"{first / WEEKS_A_YEAR:.3g}", "last": f"{after / WEEKS_A_YEAR:.3g}"}
            return self.words.say("window_years", **ends)
        begins, closes = ends_of(first, after, self.calendar)
        in_years = "-" not in begins + closes
        return self.words.say("window_dates" if in_years else "window_quarters", first=begins, last=closes)

    def is_flow(self, outcome: str) -> bool:
        """Whether the outcome adds up over weeks."""
        kind = str(self.meta.get("outcomes", {}).get(outcome, {}).get("kind", ""))
        return kind == "flow" or (not kind and outcome.startswith(("cost_", "injuries_", "deaths_")))

    def unit(self, outcome: str) -> str:
        """The unit as declared, in English."""
        return str(self.meta.get("outcomes", {}).get(outcome, {}).get("unit", ""))

    def better(self, outcome: str) -> int:
        """1 where more is better, -1 where less is, 0 where neither."""
        return {"more": 1, "less": -1}.get(str(self.meta.get("outcomes", {}).get(outcome, {}).get("better", "")), 0)

    def effect(self, outcome: str) -> pd.DataFrame:
        """Difference from the baseline by scenario, with its interval, also in per cent of the baseline.

        Taken from the table of effects, or worked out from the runs, paired by seed.
        """
        table = self.effects
        if {"scenario", "outcome", "difference"}.issubset(table.columns):
            rows = table[(table["outcome"] == outcome) & (table["scenario"] != self.baseline)]
            if len(rows):
                kept = rows.set_index("scenario").reindex(columns=EFFECT)
                return with_percent(kept.astype(float).reindex(self.scenarios))
        if outcome not in self.runs:
            raise MissingDataError("figure.no_outcome", outcome=outcome)
        return with_percent(paired(self.runs, outcome, self.baseline, self.scenarios))

    def yearly_effect(self, outcome: str) -> pd.DataFrame:
        """The same a year for what adds up over the window."""
        effect = self.effect(outcome)
        if self.is_flow(outcome):
            columns = ["baseline", "difference", "ci_low", "ci_high"]
            effect[columns] = effect[columns] / self.years
        return effect

    def counties(self, seeds: Any) -> np.ndarray | None:
        """The county of each seed, the same for every scenario; None where one is all there is."""
        if COUNTY_SEED not in self.runs:
            return None
        first = self.runs["scenario"] == self.runs["scenario"].iloc[0]
        return self.runs[first].set_index("seed")[COUNTY_SEED].reindex(seeds).to_numpy()

    def paired_seeds(self, scenario: str, outcomes: Iterable[str]) -> pd.Series:
        """The sum of some outcomes against the baseline's, a value for each seed of both; empty without runs."""
        chosen = list(outcomes)
        nothing = pd.Series(np.zeros(0), dtype=float)
        if not {"scenario", "seed", *chosen}.issubset(self.runs.columns):
            return nothing
        by_seed = self.runs.set_index("seed").groupby("scenario")[chosen]
        sums = {str(name): rows.sum(axis=1, skipna=False) for name, rows in by_seed}
        if scenario not in sums or self.baseline not in sums:
            return nothing
        return (sums[scenario] - sums[self.baseline]).astype(float)

    def has(self, outcome: str) -> bool:
        """Whether the effects or the runs know the outcome."""
        named = self.effects["outcome"] if "outcome" in self.effects else pd.Series([], dtype=str)
        return outcome in self.runs or bool((named == outcome).any())


EFFECT = ("baseline", "difference", "ci_low", "ci_high", "relative", "relative_low", "relative_high")


def with_percent(effect: pd.DataFrame) -> pd.DataFrame:
    """The effect with its difference in per cent of the baseline, and the interval of that ratio."""
    sign = np.sign(effect["baseline"])  # of losses, more is a rise of what is lost
    ends = {"percent": "relative", "percent_low": "relative_low", "percent_high": "relative_high"}
    found = {percent: 100.0 * sign * effect[column] for percent, column in ends.items()}
    effect["percent"] = found["percent"]
    effect["percent_low"] = found["percent_low"].where(sign > 0, found["percent_high"])
    effect["percent_high"] = found["percent_high"].where(sign > 0, found["percent_low"])
    return effect


def paired(runs: pd.DataFrame, outcome: str, baseline: str, scenarios: Iterable[str]) -> pd.DataFrame:
    """Mean difference to the baseline over seeds that both have, and its 95 % interval, by scenario."""
    if baseline not in set(runs["scenario"]):
        raise MissingDataError("figure.no_baseline", baseline=baseline)
    known = paired_effects(runs, baseline, [outcome]).set_index("scenario")
    return known[list(EFFECT)].astype(float).reindex(list(scenarios))


class WeeklyGrid:
    """A weekly table as dense arrays, one an outcome: [scenario, seed, week], regions added up.

    Args:
        weekly: One row a scenario, seed, week and region, in any order.

    Attributes:
        scenarios: The place of each scenario on the first axis.
        weeks: How many weeks the table knows.
    """

    def __init__(self, weekly: pd.DataFrame) -> None:
        self._weekly, self._seeds = weekly, np.zeros(0, np.int64)
        self._cells, self._there, names = np.zeros(0, np.int64), np.zeros((0, 0, 0), bool), pd.Index([])
        if {"scenario", "seed", "week"}.issubset(weekly.columns):
            keys = [pd.factorize(weekly[name], sort=name != "scenario") for name in ("scenario", "seed", "week")]
            sizes, names = tuple(len(known) for _, known in keys), keys[0][1]
            self._seeds = np.asarray(keys[1][1])
            self._cells = np.ravel_multi_index(tuple(codes for codes, _ in keys), sizes)
            self._there = np.bincount(self._cells, minlength=int(np.prod(sizes))).reshape(sizes) > 0
        self.scenarios = {str(name): place for place, name in enumerate(names)}
        self.weeks = self._there.shape[2]
        self._sums: dict[str, np.ndarray] = {}

    def seeds(self, scenario: str) -> np.ndarray:
        """The seeds of the rows that `of` gives."""
        if scenario not in self.scenarios:
            return self._seeds[:0]
        return self._seeds[self._whole(scenario)[0]]

    def _whole(self, scenario: str) -> tuple[np.ndarray, np.ndarray]:
        """Seeds without gaps, and weeks that any seed of the scenario has."""
        there = self._there[self.scenarios[scenario]]
        weeks = there.any(axis=0)
        return there[:, weeks].all(axis=1), weeks

    def of(self, scenario: str, outcome: str) -> np.ndarray:
        """One outcome of one scenario as seeds x weeks; seeds with gaps are left out, weeks it never had too."""
        if scenario not in self.scenarios:
            return np.zeros((0, 0))
        if outcome not in self._sums:
            values = self._weekly[outcome].to_numpy(dtype=float)
            total = np.bincount(self._cells, weights=values, minlength=self._there.size)
            self._sums[outcome] = total.reshape(self._there.shape)
        whole, weeks = self._whole(scenario)
        return self._sums[outcome][self.scenarios[scenario]][whole][:, weeks]


def rolling_sum(values: np.ndarray, weeks: int) -> np.ndarray:
    """Sum over the last `weeks` columns, for each column that has so many behind it."""
    total = np.cumsum(np.hstack([np.zeros((len(values), 1)), values]), axis=1)
    return total[:, weeks:] - total[:, :-weeks]


def require(table: pd.DataFrame | None, columns: Iterable[str], name: str) -> pd.DataFrame:
    """The table, if it is there with these columns and at least one row."""
    if table is None or not len(table):
        raise MissingDataError("figure.no_table", name=name)
    absent = [column for column in columns if column not in table]
    if absent:
        raise MissingDataError("figure.no_column", name=name, columns=", ".join(absent))
    return table
