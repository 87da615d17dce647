"""Results as a notebook shows them: a line, a short table with intervals, and a figure."""

from __future__ import annotations

import base64
import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import fields
from html import escape
from pathlib import Path
from typing import Any, Self

from govsim.language import Model, is_cost
from govsim.locale import LANGUAGES, label
from govsim.scenario import Scenario
from govsim.study.analysis.measured import measured, window_of
from govsim.study.ask.arguments import checked, folder_given
from govsim.study.ask.checks import one_of
from govsim.study.ask.headlines import HEADLINES, headlines
from govsim.study.ask.swept import Varied, point_titles, swept_of
from govsim.study.ask.titles import titles_of
from govsim.study.runs import simulate as runs
from govsim.study.runs.counties import seeds_said
from govsim.study.runs.plan import effects_of, usual_reference
from govsim.study.runs.shown import Shown
from govsim.study.runs.statistics import summary
from govsim.study.speak.cells import html_table
from govsim.study.speak.errors import InputError, RunError, why, wrong_kind
from govsim.study.speak.terminal import bare_percent, estimate, figure, percent, span
from govsim.study.speak.words import counted, spoken, tell

MOST_NAMED = 4  # scenarios in a line


class Results(runs.Results):
    """What runs left, as `simulate` gives it back."""

    @classmethod
    def of(cls, found: runs.Results) -> Self:
        """The same, to be shown."""
        return cls(**{one.name: getattr(found, one.name) for one in fields(found)})

    def __repr__(self) -> str:
        return f"<{line('shown.results', self)}>"

    def _repr_html_(self) -> str:
        return page(self, run_rows(self), shown_of(self))

    @checked
    def figure(self, folder: str | Path | None = None, lang: str | None = None, *, name: str | None = None) -> Any:
        """A figure to look at; or all of them, written into a folder.

        Args:
            folder: where to; nothing is written without it.
            lang: "en" or "zh"; the language spoken when not given.
            name: of the figure, such as "weekly_paths"; the one that says most when not given.

        Returns:
            A figure of matplotlib, which a notebook shows; or, with a folder, the files written, PNG and SVG.
        """
        return drawn(shown_of(self), folder, lang, name)


def shown_of(results: runs.Results, effects: Any = None, reference: str | None = None) -> Shown:
    """The tables that figures of results are drawn from."""
    chosen = reference or usual_reference(list(results.scenarios))
    if effects is None:
        effects = effects_of(results.model, results.runs, chosen, results.varied)
    return Shown(
        results.runs, results.weekly, effects, results.founders if results.enterprises is None else results.enterprises,
        results.scenarios, results.seeds, chosen, results.model, results.groups, results.varied, results.populations,
    )  # fmt: skip


def drawn(tables: Shown, folder: str | Path | None, lang: str | None, name: str | None) -> Any:
    """One figure open, or those of a folder written; see `Results.figure`."""
    from govsim.figures.results import draw_results, figure_names, open_figure

    said, names = one_of("lang", lang or spoken(), "language", LANGUAGES), figure_names(tables)
    chosen = names if name is None else [one_of("name", name, "figure", names)]
    place = folder_given("folder", folder)
    if place is None:
        reasons: list[str] = []
        for one in chosen:
            made, notes = open_figure(tables, one, said)
            if made is not None:
                return made
            reasons += notes
        raise InputError(reasons[0] if reasons else tell("error.no_figure"))
    if place.exists() and not place.is_dir():
        raise wrong_kind("folder", str(place), tell("wanted.folder"))
    try:
        files, notes = draw_results(tables, place, said, names=chosen)
    except OSError as error:
        raise RunError(tell("error.figures_unwritable", folder=place, reason=why(error))) from error
    for note in notes:
        warnings.warn(str(note), stacklevel=4)
    return list(files)


def line(key: str, results: runs.Results, **values: object) -> str:
    """What was run, in a line."""
    names = [name for name in results.scenarios if name != values.get("reference")]
    more = tell("shown.more", count=len(names) - MOST_NAMED) if len(names) > MOST_NAMED else ""
    about = {"names": ", ".join(names[:MOST_NAMED]) + more, "seeds": _seeds(results)}
    return str(tell(key, **about, **values))


def _seeds(results: runs.Results) -> str:
    count = len(results.seeds)
    return seeds_said(counted("seeds", count), count, results.populations)


def page(what: Any, rows: Sequence[Mapping[str, str]], tables: Shown) -> str:
    """A table and its figure, as HTML that needs no file."""
    said = escape(repr(what).strip("<>"))
    how = escape(tell("shown.changes" if len(tables.scenarios) > 1 and not tables.effects.empty else "shown.means"))
    noted = "".join(f"<p>{escape(str(note))}</p>" for note in getattr(what, "results", what).notes)
    return f"<p>{said}<br>{how}</p>{noted}{html_table(rows)}{_picture(tables)}"


def _picture(tables: Shown) -> str:
    """The main figure, or why there is none."""
    try:
        picture = base64.b64encode(drawn(tables, None, None, None).as_png()).decode()
    except Exception as error:  # a table is worth showing without its figure
        return f"<p>{escape(str(error))}</p>"
    return f'<img style="max-width: 100%" src="data:image/png;base64,{picture}">'


def _head(model: Model, outcome: str, weeks: int | None) -> str:
    called = label(model.outcomes[outcome], spoken())
    return tell("shown.head", outcome=called, unit=measured(model, outcome, weeks))


def titled(model: Model, scenarios: Mapping[str, Scenario], varied: Varied) -> dict[str, str]:
    """What scenarios are called, in the language spoken; points of a sweep by their settings."""
    points = point_titles(swept_of(model, varied, scenarios))
    return {name: one[spoken()] for name, one in titles_of(model, scenarios.values(), points).items()}


def run_rows(results: runs.Results) -> list[dict[str, str]]:
    """A row a scenario: means of the headline outcomes with their intervals."""
    chosen = headlines(results.model)
    found = summary(results.runs, chosen).to_dict("records")
    titles, weeks = titled(results.model, results.scenarios, results.varied), window_of(results.scenarios.values())
    rows = {name: {str(tell("head.scenario")): titles[name]} for name in results.scenarios}
    for one in found:
        known = math.isfinite(one["ci_low"])
        said = estimate(one["mean"], one["ci_low"], one["ci_high"]) if known else figure(one["mean"])
        rows[one["scenario"]][_head(results.model, one["outcome"], weeks)] = said
    return list(rows.values())


def effect_rows(tables: Shown) -> list[dict[str, str]]:
    """The reference's means, then a row a scenario: changes of the headline outcomes with their intervals."""
    model, titles = tables.model, titled(tables.model, tables.scenarios, tables.varied)
    weeks = window_of(tables.scenarios.values())
    rows = {name: {str(tell("head.scenario")): titles[name]} for name in [tables.reference, *tables.scenarios]}
    for one in tables.effects.to_dict("records"):
        if one["outcome"] in HEADLINES:
            head = _head(model, one["outcome"], weeks)
            rows[tables.reference][head] = figure(one["baseline"])
            rows[one["scenario"]][head] = _change(one)
    width = max(map(len, rows.values()))
    return [row for row in rows.values() if len(row) == width]


def _change(row: Mapping[str, Any]) -> str:
    base, low, high = row["baseline"], row["ci_low"], row["ci_high"]
    if not math.isfinite(row["difference"]):
        return "-"
    if not base or is_cost(str(row["outcome"])):
        return estimate(row["difference"], low, high)
    return f"{percent(row['relative'])} {span(row['relative_low'], row['relative_high'], bare_percent)}"
