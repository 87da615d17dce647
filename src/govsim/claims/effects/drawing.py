"""The figures of the page of effects, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from govsim.claims.chinese import say
from govsim.claims.effects.cases import BASELINE, INSTRUMENT_CASES, title
from govsim.claims.effects.events import Events
from govsim.locale import LANGUAGES
from govsim.model import model_of

MATRIX = (
    "injuries_expected",
    "injuries_recorded",
    "deaths_expected",
    "mean_violation",
    "hazards_found_per_visit",
    "concealed_share_expected",
    "exits",
)
VISIT, ACCIDENT = "after_a_visit", "after_an_accident"
WORDS = {
    VISIT: ("A single visit works for about a year", "True injuries at the visited, change in %"),
    ACCIDENT: ("After a serious or fatal injury: alert for a year, then as before",
               "Difference from their like, in % or points"),
}  # fmt: skip


def draw(effects: pd.DataFrame, events: Events, folder: Path) -> list[Path]:
    """Draw them as PNG; the names of those in Chinese end in `_zh`.

    Args:
        effects: the table of effects of every case.
        events: the curves after a visit and after an accident.
        folder: where they go.
    """
    curves = {VISIT: {f"visit, {kind}": rows for kind, rows in events.curve.items()}, ACCIDENT: events.fading}
    drawn = []
    for lang in LANGUAGES:
        drawn += draw_matrix(effects, folder, lang)
        for name, rows in curves.items():
            drawn += draw_curves(name, rows, folder, lang)
    return drawn


def draw_matrix(effects: pd.DataFrame, folder: Path, lang: str = "en") -> list[Path]:
    """Every effect of every instrument, from the table of effects."""
    from govsim import figures

    shown = effects[effects["scenario"].isin(INSTRUMENT_CASES)].drop(columns="against")
    titles = {case: {"en": title(case), "zh": say(title(case))} for case in (BASELINE, *INSTRUMENT_CASES)}
    outcomes = {name: {"unit": one.unit, "kind": one.kind, "better": one.better, "zh": one.zh}
                for name, one in model_of().outcomes.items()}  # fmt: skip
    meta = {"baseline": BASELINE, "titles": titles, "outcomes": outcomes, "seeds": int(shown["runs"].max())}
    return _as_png(figures.draw_effects_matrix(shown, folder, meta=meta, outcomes=MATRIX, lang=lang))


def draw_curves(name: str, curves: Mapping[str, np.ndarray], folder: Path, lang: str = "en") -> list[Path]:
    """What follows an event, from rows of week, mean, low, high by series."""
    from govsim import figures

    heading, label = WORDS[name] if lang == "en" else map(say, WORDS[name])
    meta = {"titles": {series: {"en": series, "zh": say(series)} for series in curves}}
    table = pd.concat(
        [pd.DataFrame(rows, columns=["week", "mean", "low", "high"]).assign(series=series)
         for series, rows in curves.items()],
        ignore_index=True,
    )  # fmt: skip
    return _as_png(figures.draw_decay(table, folder, name=name, title=heading, label=label, meta=meta, lang=lang))


def _as_png(drawn: list[Path]) -> list[Path]:
    for path in drawn:
        if path.suffix != ".png":
            path.unlink()
    return [path for path in drawn if path.suffix == ".png"]
