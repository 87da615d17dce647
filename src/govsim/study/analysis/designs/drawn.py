"""The figures of a design: what the headline outcomes do along each of its settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from govsim.figures import draw_responses
from govsim.language import Model
from govsim.locale import LANGUAGES
from govsim.scenario import Scenario
from govsim.study.analysis.designs.design import Design
from govsim.study.analysis.designs.points import Points
from govsim.study.analysis.designs.responses import Response, means_of, responses
from govsim.study.analysis.measured import measured, window_of
from govsim.study.ask.swept import Swept, settings_of, value_said
from govsim.study.ask.titles import titles_of
from govsim.study.speak.words import speaking

OUTCOMES = (("injuries_expected", "injuries_true"), ("cost_resource",))  # each with its substitute


def draw_design(points: Points, runs: pd.DataFrame, model: Model, folder: Path, lang: str, seeds: int) -> list[Path]:
    """Draw a page an outcome, of the first scenario of the design.

    Args:
        points: the design and its scenarios.
        runs: a row a run.
        model: what they were run on.
        folder: where to.
        lang: "en" or "zh".
        seeds: how many.
    """
    paths: list[Path] = []
    chosen = [next((one for one in names if one in runs), None) for names in OUTCOMES]
    swept = settings_of(model, points.design.points[0])
    for base in points.arms[:1]:
        for outcome in filter(None, chosen):
            values = means_of(runs, base, len(points.design.points), outcome)
            panels = panels_of(swept, points.design, values)
            meta = meta_of(model, points.bases, outcome, base, seeds)
            paths += draw_responses(values, panels, outcome, len(values), folder, meta, lang)
    return paths


def panels_of(swept: Sequence[Swept], design: Design, values: np.ndarray) -> list[dict[str, Any]]:
    """What a figure needs to know of each setting."""
    return [_panel(one, found) for one, found in zip(swept, responses(design, values), strict=True)]


def _panel(one: Swept, found: Response) -> dict[str, Any]:
    names = [{lang: value_said(name, lang) for lang in LANGUAGES} for name in found.names]
    is_number = all(isinstance(name, int | float) and not isinstance(name, bool) for name in found.names)
    return {"title": one.title, "unit": one.unit, "places": found.places, "names": names, "is_number": is_number,
            "parts": found.parts}  # fmt: skip


def meta_of(model: Model, bases: Mapping[str, Scenario], outcome: str, base: str, seeds: int) -> dict[str, Any]:
    """What words of figures need: titles of the outcome and the scenario, the unit, and how many seeds."""
    made, weeks = model.outcomes[outcome], window_of(bases.values())
    unit = {}
    for lang in LANGUAGES:
        with speaking(lang):
            unit[lang] = str(measured(model, outcome, weeks))
    return {
        "outcomes": {outcome: {"zh": made.zh}}, "measured": unit, "seeds": seeds,
        "called": titles_of(model, bases.values())[base],
    }  # fmt: skip
