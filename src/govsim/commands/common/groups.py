"""The tables that commands print of groups of enterprises: a line a group, below the table of the whole county."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from govsim.commands.common.tables import change, label, measured
from govsim.language import COUNTY, Model
from govsim.study.runs.groups import SIZE, group_effects, group_means, group_titles, grouping_title
from govsim.study.speak.terminal import estimate, figure, print_rows, tell_out
from govsim.study.speak.words import spoken, tell

SHOWN = ("injuries_true", "deaths_expected", "cost_resource", "profit")
Cell = Callable[[Mapping[str, Any]], str]


def group_rows(groups: pd.DataFrame, reference: str | None) -> list[dict[str, Any]]:
    """Effects in each group, or its means where there is no reference, as rows."""
    table = group_means(groups) if reference is None else group_effects(groups, reference)
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def print_groups(
    model: Model,
    rows: list[dict[str, Any]],
    reference: str | None,
    labels: Mapping[str, str] | None = None,
    weeks: int | None = None,
) -> None:
    """Print a table for each grouping and scenario: outcomes of each group, or changes of them over so many weeks."""
    known = [name for name in SHOWN if name in model.outcomes]
    right = [label(model, SIZE), *(_head(model, name, weeks) for name in known)]
    for title, lines in group_tables(model, rows, reference, labels, weeks):
        tell_out("\n" + title)
        print_rows(lines, right=right)
    if rows:
        tell_out(tell("groups.countys"))
        if reference is not None:
            tell_out(tell("groups.figure"))


def _head(model: Model, outcome: str, weeks: int | None) -> str:
    return f"{label(model, outcome)}\n{measured(model, outcome, weeks)}"


def group_tables(
    model: Model,
    rows: list[dict[str, Any]],
    reference: str | None,
    labels: Mapping[str, str] | None = None,
    weeks: int | None = None,
) -> list[tuple[str, list[dict[str, str]]]]:
    """The title and the lines of a table for each grouping and scenario; see `print_groups`."""
    heads = {label(model, name): _head(model, name, weeks) for name in SHOWN if name in model.outcomes}
    made = []
    for by, scenario in dict.fromkeys((row["by"], row["scenario"]) for row in rows):
        mine = [row for row in rows if (row["by"], row["scenario"]) == (by, scenario)]
        about = {
            "by": grouping_title(model, by, spoken(), scenario),
            "scenario": (labels or {}).get(scenario, scenario),
        }
        title = tell("groups.levels", **about) if reference is None else tell("groups.changes", **about)
        lines = _lines(model, mine, by, _mean if reference is None else change)
        made.append((str(title), [{heads.get(key, key): text for key, text in line.items()} for line in lines]))
    return made


def _lines(model: Model, rows: list[dict[str, Any]], by: str, cell: Cell) -> list[dict[str, str]]:
    lines, head = [], grouping_title(model, by.partition(":")[0], spoken())  # a long one stands above
    known = [name for name in SHOWN if name in model.outcomes]
    for group, title in group_titles(model, by, spoken(), dict.fromkeys(row["group"] for row in rows)).items():
        mine = {row["outcome"]: row for row in rows if row["group"] == group}
        if not mine or group == COUNTY and not any(_moves(mine[name]) for name in known if name in mine):
            continue
        line = {head: title, label(model, SIZE): _count(mine.get(SIZE, {}))}
        lines.append(line | {label(model, name): cell(mine[name]) if name in mine else "" for name in known})
    return lines


def _count(row: Mapping[str, Any]) -> str:
    """How many there are, to a tenth: enterprises come and go."""
    return figure(round(float(row.get("baseline", row.get("mean", math.nan))), 1)) if row else ""


def _mean(row: Mapping[str, Any]) -> str:
    return estimate(row["mean"], row["ci_low"], row["ci_high"])


def _moves(row: Mapping[str, Any]) -> bool:
    return bool(row.get("baseline") or row.get("value") or row.get("mean"))
