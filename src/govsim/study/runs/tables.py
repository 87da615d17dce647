"""From what an engine leaves of a run to tidy tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from govsim.engines.reached import slot_of
from govsim.engines.world import public_id
from govsim.language import Model
from govsim.populations.sizes import MADE_REGION
from govsim.populations.structure import place_of, structure_of
from govsim.scenario import Population, Scenario
from govsim.study.ask.declarations import industries
from govsim.study.speak.errors import short

Varied = Mapping[str, Mapping[str, Any]]
ALL_REGIONS = "all"  # of a run with several


def window_values(model: Model, weekly: np.ndarray, window: tuple[int, int]) -> dict[str, float]:
    """Every outcome of one run over the window: flows add up, stocks are averaged, ratios divide sums."""
    inside = weekly[window[0] : window[1]]
    totals = inside.sum(axis=0).tolist()
    sums = {outcome.name: total for outcome, total in zip(model.weekly_outcomes, totals, strict=True)}
    values = {}
    for outcome in model.outcomes.values():
        if outcome.is_ratio:
            below = sums[outcome.by]
            values[outcome.name] = outcome.scale * sums[outcome.over] / below if below else float("nan")
        elif outcome.kind == "stock":
            values[outcome.name] = sums[outcome.name] / max(1, len(inside))
        else:
            values[outcome.name] = sums[outcome.name]
    return values


def run_row(model: Model, one: Any) -> dict[str, Any]:
    """The row of one run; a run that failed has no outcomes, and its error."""
    row = {"scenario": one.scenario.name, "seed": one.seed}
    if one.error:
        return row | {outcome: float("nan") for outcome in model.outcomes} | {"error": " ".join(str(one.error).split())}
    return row | window_values(model, one.weekly, one.scenario.window) | {"error": None}


def runs_table(model: Model, rows: Sequence[Mapping[str, Any]], varied: Varied, errors: bool = False) -> pd.DataFrame:
    """A row for each run; the column of errors is there only when a run failed, or when asked for."""
    table = pd.DataFrame(rows, columns=["scenario", "seed", *model.outcomes, "error"])
    table["error"] = table["error"].astype(object)
    return with_varied(model, table if errors else without_no_errors(table), varied)


def without_no_errors(table: pd.DataFrame) -> pd.DataFrame:
    """The table without its column of errors where no run failed."""
    return table.drop(columns="error") if table["error"].isna().all() else table


def weekly_table(model: Model, whole: Sequence[Any], varied: Varied) -> pd.DataFrame:
    """A row for each run and week."""
    weeks = np.array([len(one.weekly) for one in whole], dtype=np.int64)
    head = {
        "scenario": np.repeat(np.array([one.scenario.name for one in whole], dtype=object), weeks),
        "seed": np.repeat(np.array([one.seed for one in whole], dtype=np.int64), weeks),
        "week": np.concatenate([np.arange(0, dtype=np.int64), *(np.arange(count) for count in weeks)]),
        "region": np.repeat(np.array([_region(one.scenario) for one in whole], dtype=object), weeks),
    }
    names = [outcome.name for outcome in model.weekly_outcomes]
    values = np.concatenate([np.empty((0, len(names))), *(one.weekly for one in whole)])
    table = pd.concat([pd.DataFrame(head), pd.DataFrame(values, columns=names, copy=False)], axis=1)
    return with_varied(model, table, varied)


def _region(scenario: Scenario) -> str:
    """What a run's sums are of: the county, or all of several regions."""
    several = len(scenario.population.regions) > 1 or scenario.population.by_region
    return ALL_REGIONS if several else MADE_REGION


def with_varied(model: Model, table: pd.DataFrame, varied: Varied) -> pd.DataFrame:
    """The table with a column for each setting that was varied, before its outcomes."""
    if not varied:
        return table
    place = next((at for at, name in enumerate(table.columns) if name in model.outcomes), len(table.columns))
    names = list(varied)
    codes = pd.Categorical(table["scenario"], categories=names).codes
    columns = {
        key: pd.Series(of_one_kind([varied[name][key] for name in names])) for key in next(iter(varied.values()))
    }
    made = pd.DataFrame({key: values.to_numpy()[codes] for key, values in columns.items()}, index=table.index)
    return pd.concat([table.iloc[:, :place], made, table.iloc[:, place:]], axis=1)


def of_one_kind(values: Sequence[Any]) -> Sequence[Any]:
    """Values of one kind, so that every part of a table has columns of one kind: yes or no, whole, number or text.

    Where a setting was left to its default, the value is missing and the others keep their kind.
    """
    given = [value for value in values if value is not None]
    if all(isinstance(value, bool) for value in given):
        return values
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in given):
        if all(isinstance(value, int) for value in values):
            return values
        return [math.nan if value is None else float(value) for value in values]
    return [value if value is None or isinstance(value, str) else short(value) for value in values]


COLUMN_NAMES = {"credit_score": "score"}  # what the table of enterprise years calls a column of the model


def _content(path: str) -> str:
    """A hash of what stands in a register; "" where it cannot be read."""
    from govsim.populations.register import RegisterError, content_hash  # slow to import, and most plans have none

    try:
        return content_hash(path)
    except RegisterError:
        return ""


class RegisterIds:
    """The ids that registers give their enterprises, as they were when a plan began."""

    def __init__(self, scenarios: Iterable[Scenario]) -> None:
        populations = {one.population for one in scenarios if one.population.kind == "register"}
        self._ids = {one: np.array(structure_of(one).ids, dtype=object) for one in populations}
        self._content = {place: _content(place) for place in (place_of(one.path) for one in populations)}

    def changed(self) -> str:
        """A register whose file is gone or not what it was; "" when there is none."""
        return next((path for path, content in self._content.items() if _content(path) != content), "")

    def column(self, population: Population, ids: np.ndarray, generation: np.ndarray) -> dict[str, np.ndarray]:
        """The column `register_id`; not there at all where no scenario of a plan has a register.

        Enterprises of made counties, and those that take over a place later, have none.
        """
        if not self._ids:
            return {}
        found = np.full(len(ids), None, dtype=object)
        if population in self._ids:
            first = generation == 0
            found[first] = self._ids[population][slot_of(ids[first])]
        return {"register_id": found}


def enterprise_table(whole: Sequence[Any], registers: RegisterIds) -> pd.DataFrame:
    """A row for each run, year and enterprise that was in business in that year; `id` is what `explain` asks for.

    Args:
        whole: the runs.
        registers: ids of all populations that the table will hold rows of.
    """
    names = np.array(list(industries()), dtype=object)
    parts = []
    for one in whole:
        kept = one.yearly["weeks"] > 0
        rows = one.yearly[kept]
        columns = {"scenario": one.scenario.name, "seed": one.seed, "year": np.nonzero(kept)[0]}
        columns |= {"id": public_id(rows["id"], rows["generation"])}
        columns |= registers.column(one.scenario.population, rows["id"], rows["generation"])
        columns |= {"industry": names[rows["industry"]]}
        others = [name for name in rows.dtype.names if name not in ("id", "generation", "industry")]
        columns |= {COLUMN_NAMES.get(name, name): rows[name] for name in others}
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


FOUNDERS = ("worker_weeks", "injuries_expected", "injuries_true")  # sums that the figure of enterprises shows


def founder_table(whole: Sequence[Any], registers: RegisterIds) -> pd.DataFrame:
    """A row for each run and enterprise that was there in the first year: its sums over all years.

    Args:
        whole: the runs.
        registers: ids of all populations that the table will hold rows of.
    """
    names = np.array(list(industries()), dtype=object)
    parts = []
    for one in whole:
        rows = one.yearly[one.yearly["weeks"] > 0]
        ids, first, place = np.unique(rows["id"], return_index=True, return_inverse=True)
        there = np.isin(ids, one.yearly[0][one.yearly[0]["weeks"] > 0]["id"])
        columns = {
            "scenario": one.scenario.name, "seed": one.seed, "id": ids,
            **registers.column(one.scenario.population, ids, rows["generation"][first]),
            "industry": names[rows["industry"][first]], "headcount": rows["headcount"][first],
        }  # fmt: skip
        columns |= {name: np.bincount(place, weights=rows[name]) for name in FOUNDERS}
        parts.append(pd.DataFrame(columns)[there])
    return pd.concat(parts, ignore_index=True)


TABLE_OF: Mapping[str, Callable[[Model, Sequence[Any], RegisterIds], pd.DataFrame]] = {
    "weekly": lambda model, whole, _: weekly_table(model, whole, {}),
    "enterprises": lambda _, whole, registers: enterprise_table(whole, registers),
    "founders": lambda _, whole, registers: founder_table(whole, registers),
}
