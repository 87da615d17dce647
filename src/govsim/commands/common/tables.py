"""The tables that commands print: means of a run, changes of a comparison."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from govsim.language import Model
from govsim.locale import unit
from govsim.study.speak.terminal import bare_percent, figure, percent, span
from govsim.study.speak.words import spoken

HEADLINES = ("injuries_true", "injuries_recorded", "deaths_expected", "violations", "cost_total")


def headlines(model: Model) -> list[str]:
    """The outcomes that a first look needs."""
    return [name for name in HEADLINES if name in model.outcomes]


def label(model: Model, outcome: str) -> str:
    """The outcome's name, or its Chinese label."""
    return model.outcomes[outcome].zh if spoken() == "zh" and model.outcomes[outcome].zh else outcome


def run_lines(model: Model, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """A line an outcome."""
    return [
        {
            "outcome": label(model, row["outcome"]),
            "mean": figure(row["mean"]),
            "95% interval": span(row["ci_low"], row["ci_high"]),
            "unit": unit(model.outcomes[row["outcome"]].unit, spoken()),
        }
        for row in rows
    ]


def effect_lines(model: Model, rows: Sequence[Mapping[str, Any]], reference: str) -> list[dict[str, str]]:
    """A line a scenario, a column a headline: the reference's mean, then changes in per cent."""
    chosen = headlines(model)
    first = {row["outcome"]: figure(row["baseline"]) for row in reversed(rows)}
    lines = [{"scenario": reference} | {label(model, one): first.get(one, "-") for one in chosen}]
    for name in dict.fromkeys(row["scenario"] for row in rows):
        mine = {row["outcome"]: row for row in rows if row["scenario"] == name}
        lines.append({"scenario": name} | {label(model, one): _change(mine[one]) for one in chosen})
    return lines


def _change(row: Mapping[str, Any]) -> str:
    base = row["baseline"]
    if not math.isfinite(row["difference"]):
        return "-"
    if not base:
        return f"{figure(row['difference'])} {span(row['ci_low'], row['ci_high'])}"
    return f"{percent(row['relative'])} {span(row['ci_low'] / base, row['ci_high'] / base, bare_percent)}"
