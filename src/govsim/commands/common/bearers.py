"""Who bears what a policy costs: the table below that of a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govsim.language import Model
from govsim.locale import unit
from govsim.study.speak.terminal import figure, fold, rows_laid_out
from govsim.study.speak.words import spoken, tell


def parties_of(model: Model) -> dict[str, str]:
    """The outcome of each party's costs, by what the party is called."""
    costs = {name: f"cost_{name}" for name in model.payers if f"cost_{name}" in model.outcomes}
    return {model.payers[name].zh if spoken() == "zh" else name: cost for name, cost in costs.items()}


def bearer_lines(
    model: Model, rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str] | None = None
) -> list[dict[str, str]]:
    """A line a scenario: how much more, or less, each party bears than in the reference.

    Args:
        model: whose parties bear it.
        rows: of the comparison, one for each scenario and outcome.
        labels: what scenarios are called.
    """
    found = {(row["scenario"], row["outcome"]): row["difference"] for row in rows}
    return [
        {"scenario": (labels or {}).get(name, name)}
        | {party: figure(found[name, cost]) for party, cost in parties_of(model).items() if (name, cost) in found}
        for name in dict.fromkeys(row["scenario"] for row in rows)
    ]


def bearer_table(
    model: Model, rows: Sequence[Mapping[str, Any]], reference: str, labels: Mapping[str, str], width: int
) -> list[str]:
    """The table with a line above it, within a width; nothing where there is nobody to bear anything."""
    lines = bearer_lines(model, rows, labels)
    if not lines:
        return []
    head = tell("table.bearers", unit=unit("CNY", spoken()), reference=labels.get(reference, reference))
    return ["", *fold(head, width), *rows_laid_out(lines, width, right=parties_of(model))]
