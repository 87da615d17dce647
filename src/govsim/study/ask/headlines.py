"""The outcomes that a first look needs, on a terminal and in a notebook."""

from __future__ import annotations

from govsim.language import Model

HEADLINES = ("injuries_true", "injuries_recorded", "deaths_expected", "mean_violation", "cost_resource")


def headlines(model: Model) -> list[str]:
    """Those of them that a model has."""
    return [name for name in HEADLINES if name in model.outcomes]
