"""The figures of a comparison, or of one scenario, from the tables that its runs left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from govsim.figures import draw_comparison, draw_population
from govsim.study.ask.titles import Titles, titles_of
from govsim.study.runs.shown import Drawn, Shown


def draw_results(shown: Shown, folder: Path, lang: str = "en", titles: Titles | None = None) -> Drawn:
    """Draw the figures of a comparison, or of one scenario, into a folder; notes say which could not be drawn.

    Args:
        shown: the tables.
        folder: where to.
        lang: "en" or "zh".
        titles: of scenarios, by name and language; where none are given, of their files and what they adopt.
    """
    facts = figure_facts(shown, titles or titles_of(shown.model, shown.scenarios.values()))
    drawn = draw_comparison(shown.runs, shown.weekly, shown.effects, facts, folder, lang)
    alone = len(shown.scenarios) == 1
    unasked = [*(("effects_forest", "deaths_and_cost") if alone else ())]
    unasked += ["enterprises"] if shown.enterprises is None else []
    return list(drawn), [note for note in getattr(drawn, "notes", []) if not note.startswith(tuple(unasked))]


def figure_facts(shown: Shown, titles: Titles) -> dict[str, Any]:
    """What figures need to know besides the tables: labels, units, weeks."""
    first, model = shown.scenarios[shown.reference], shown.model
    return {
        "baseline": shown.reference,
        "titles": {name: titles.get(name, {"en": name, "zh": name}) for name in shown.scenarios},
        "outcomes": {
            one.name: {"unit": one.unit, "zh": one.zh, "kind": one.kind, "better": one.better, "meaning": one.meaning}
            for one in model.outcomes.values()
        },
        "payers": {name: {"en": one.en, "zh": one.zh} for name, one in sorted(model.payers.items())},
        "starts": {name: sorted({act.start for act in one.adoptions}) for name, one in shown.scenarios.items()},
        "window": first.window,
        "windows": sorted({one.window for one in shown.scenarios.values()}),
        "weeks": max(one.weeks for one in shown.scenarios.values()),
        "seeds": len(shown.seeds),
        "enterprises": shown.enterprises,
    }


__all__ = ["draw_population", "draw_results", "figure_facts"]
