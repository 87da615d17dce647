"""The figures of a comparison, or of one scenario, from the tables that its runs left."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from govsim.figures import COMPARISON, draw_comparison, draw_population
from govsim.figures.fn_curve import DEATHS, LARGER
from govsim.figures.surroundings import Shown as Figure
from govsim.figures.surroundings import kept_open
from govsim.figures.weekly_paths import PANELS
from govsim.locale import LANGUAGES
from govsim.model import part_title, parts_of
from govsim.study.ask.swept import said_of, swept_of
from govsim.study.ask.titles import Titles, titles_of
from govsim.study.runs.groups import group_titles, grouping_title
from govsim.study.runs.shown import Drawn, Shown
from govsim.study.speak.dates import calendar_shown

PATHS = (name for panel in PANELS for name in (panel.over, panel.by))
WEEKLY = ("scenario", "seed", "week", *dict.fromkeys([*PATHS, DEATHS, LARGER]))


def draw_results(
    shown: Shown,
    folder: Path,
    lang: str = "en",
    titles: Titles | None = None,
    names: Iterable[str] = tuple(COMPARISON),
    processes: int = 1,
) -> Drawn:
    """Draw the figures of a comparison, or of one scenario, into a folder; notes say which could not be drawn.

    Args:
        shown: the tables.
        folder: where to.
        lang: "en" or "zh".
        titles: of scenarios, by name and language; where none are given, of their files and what they adopt.
        names: of the figures to draw.
        processes: how many may draw at a time: copies of this one, where it is a command's own.
    """
    facts = figure_facts(shown, titles or titles_of(shown.model, shown.scenarios.values()))
    weekly = shown.weekly_of(WEEKLY)
    drawn = draw_comparison(shown.runs, weekly, shown.effects, facts, folder, lang, names, processes, shown.meanwhile)
    alone = len(shown.scenarios) == 1
    unasked = ["fn_curve", *(("effects_forest", "deaths_and_cost") if alone else ())]  # such accidents are rare
    unasked += ["enterprises"] if shown.enterprises is None else []
    unasked += ["effects_by"] if shown.groups is None else []
    unasked += [] if shown.varied else ["dose_response"]
    return list(drawn), [note for note in getattr(drawn, "notes", []) if not note.startswith(tuple(unasked))]


def figure_names(shown: Shown) -> list[str]:
    """The figures that there may be, the one that says most first."""
    asked = {"effects_by": shown.groups is not None, "dose_response": bool(shown.varied)}
    names = [name for name in COMPARISON if asked.get(name, True)]
    if len(shown.scenarios) == 1:
        return [name for name in names if name not in ("effects_forest", "deaths_and_cost")]
    return ["effects_forest", *(name for name in names if name != "effects_forest")]


def open_figure(shown: Shown, name: str, lang: str = "en") -> tuple[Figure | None, list[str]]:
    """One of the figures, not written; or none, and why it cannot be drawn.

    Args:
        shown: the tables.
        name: of the figure; of one that takes several pages the first comes.
        lang: "en" or "zh".
    """
    with kept_open() as found:
        _, notes = draw_results(shown, Path(), lang, names=[name])
    return next(iter(found.values()), None), notes


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
        "populations": shown.populations,
        "calendar": calendar_shown(),
        "enterprises": shown.enterprises,
        "groups": shown.groups,
        "swept": _swept(shown),
        "parts": {lang: [part_title(model, name, lang) for name in parts_of(model)] for lang in LANGUAGES},
        "groupings": {} if shown.groups is None else _groupings(shown),
    }


def _swept(shown: Shown) -> list[dict[str, Any]]:
    """The settings that were varied, with titles, units and values in words."""
    settings = swept_of(shown.model, shown.varied, shown.scenarios)
    return [
        {
            "title": one.title, "unit": one.unit, "values": one.values, "known": one.known,
            "said": {name: {lang: one.said(name, lang) for lang in LANGUAGES} for name in one.values},
            "line": {
                name: {lang: said_of(one, name, lang, one.title[lang]) for lang in LANGUAGES} for name in one.values
            },
        }
        for one in settings
    ]  # fmt: skip


def _groupings(shown: Shown) -> dict[str, Any]:
    """Titles of the groupings that were asked for, and of their groups."""
    assert shown.groups is not None
    asked = dict.fromkeys(str(by).partition(":")[0] for by in shown.groups["by"].unique())
    present = tuple(dict.fromkeys(shown.groups.loc[shown.groups["by"] == "region", "group"]))
    return {
        by: {
            "title": {lang: grouping_title(shown.model, by, lang) for lang in LANGUAGES},
            "groups": {
                name: {lang: group_titles(shown.model, by, lang, present)[name] for lang in LANGUAGES}
                for name in group_titles(shown.model, by, "en", present)
            },
        }
        for by in asked
    }


__all__ = ["draw_population", "draw_results", "figure_facts", "figure_names", "open_figure"]
