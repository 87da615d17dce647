"""Effects where they fall: one row a group of enterprises, one column an outcome, with intervals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from govsim.figures import style
from govsim.figures.effects_forest import ENDS, judged, key, percent_span, say_at, span
from govsim.figures.numbers import as_fine, percents_together
from govsim.figures.tables import Comparison, MissingDataError
from govsim.language import COUNTY
from govsim.study.runs.statistics import COUNTY_SEED, means, paired_effects

WORKERS, ENTERPRISES, ALL, SCOPE = "workers", "enterprises", "all", "scope"
MOST_PAGES = 6  # of one grouping: a sweep of a hundred points needs no hundred figures
ROWS_A_PAGE = 24
LONGEST = 60  # characters of a scenario's name in the name of a file
GAP, NUMBERS = 0.26, 0.55  # inches between columns, and in each for the numbers, at least
BETWEEN_TICKS = 0.06  # inches, at least
REACH, SPARE = 4.0, 1.6  # times the middle end of an interval; what reaches so much further is cut, an arrow says so


@dataclass(frozen=True)
class Panel:
    """An outcome of each group.

    Attributes:
        outcome: what is summed.
        title: of the column where it stands alone: a level.
        scale: of the sum over worker-years.
        unit: of that level.
        relative: whether a change is shown in per cent of the group's own baseline, or as a difference of levels.
    """

    outcome: str
    title: str
    scale: float
    unit: str
    relative: bool


PANELS = (
    Panel("injuries_expected", "injuries_expected", 100.0, "per_100", True),
    Panel("deaths_expected", "deaths_expected", 1e5, "per_100k", True),
    Panel("cost_resource", "cost_resource", 1.0, "a_worker_year", False),
    Panel("profit", "profit", 1.0, "a_worker_year", False),
)


@dataclass(frozen=True)
class Sums:
    """Sums over the window of one scenario and grouping: by outcome, a row a seed and a column a group."""

    tables: Mapping[str, pd.DataFrame]

    @classmethod
    def of(cls, table: pd.DataFrame, scenario: str, by: str) -> Sums:
        """Those of a scenario; the group `all` adds up the others, without what is the county's."""
        mine = table[(table["scenario"] == scenario) & (table["by"] == by) & (table["group"] != COUNTY)]
        wanted = {panel.outcome for panel in PANELS} | {WORKERS, ENTERPRISES}
        made = {}
        for outcome, rows in mine[mine["outcome"].isin(wanted)].groupby("outcome"):
            wide = rows.pivot(index="seed", columns="group", values="value")
            made[str(outcome)] = wide.assign(**{ALL: wide.sum(axis=1)})
        return cls(made)

    def level(self, panel: Panel, years: float) -> pd.DataFrame:
        """The outcome for each worker-year, times the scale."""
        return panel.scale * self.tables[panel.outcome] / (self.tables[WORKERS] * years)


def draw(data: Comparison, folder: Path) -> list[Path]:
    """Draw, for each grouping that was asked for, a page for each scenario, or one of levels for a scenario alone."""
    table = data.meta.get("groups")
    if table is None or not len(table):
        raise MissingDataError("figure.no_groups")
    data.when()
    paths: list[Path] = []
    for by, about in data.meta["groupings"].items():
        for name in (data.scenarios or [data.baseline])[:MOST_PAGES]:
            asked = f"{SCOPE}:{name}" if by == SCOPE else by
            sums, base = Sums.of(table, name, asked), Sums.of(table, data.baseline, asked)
            groups = [one for one in about["groups"] if one in sums.tables.get(WORKERS, {}) and one != COUNTY]
            for at in range(0, len(groups), ROWS_A_PAGE):
                rows = [ALL, *groups[at : at + ROWS_A_PAGE]]
                stem = data.words.stem(_named(f"effects_by_{by}", name, data), at // ROWS_A_PAGE + 1)
                paths += _page(data, name, about, rows, sums, base, folder, stem)
    return paths


def _named(stem: str, scenario: str, data: Comparison) -> str:
    """A file's name; of several scenarios it says whose the figure is."""
    if len(data.scenarios) < 2:
        return stem
    known = [re.sub(r"[^\w.-]+", "_", name).strip("_.")[:LONGEST] for name in data.scenarios]
    own = known[data.scenarios.index(scenario)]
    return f"{stem}_{own}" if known.count(own) == 1 else f"{stem}_{own}_{data.scenarios.index(scenario) + 1}"


def _page(
    data: Comparison, name: str, about: Mapping[str, Any], rows: list[str], sums: Sums, base: Sums, folder: Path,
    stem: str,
) -> list[Path]:  # fmt: skip
    words, panels = data.words, [panel for panel in PANELS if panel.outcome in sums.tables]
    titles = [words.say("groups_all") if row == ALL else _called(words.lang, about["groups"][row]) for row in rows]
    sizes = [_size(data, base, row) for row in rows]
    left = max(style.room_for(titles), style.room_for(sizes)) + 0.05
    width = (style.WIDTH - left - style.MARGIN - GAP * (len(panels) - 1)) / len(panels)
    heads = [style.wrapped(words.outcome(panel.outcome), style.BODY, width) for panel in panels]
    above, below, height = 0.2 + 0.17 * max(head.count("\n") + 1 for head in heads), 0.62, len(rows) * 0.46
    said = {"by": about["title"][words.lang], "scenario": words.scenario(name), **data.when()}
    alone = data.is_alone
    page = style.Page(
        above + height + below,
        words.say("groups_levels" if alone else "groups", **said),
        words.how("groups_levels_how" if alone else "groups_how" if data.seeds > 1 else "groups_how_one", **said),
        words.say("groups_note") + ("" if alone else words.say("groups_percent") + _county(data, name)),
        [] if alone else key(data, [panel.outcome for panel in panels]),
    )
    for number, (panel, head) in enumerate(zip(panels, heads, strict=True)):
        axes = page.axes(left + number * (width + GAP), page.bottom + below, width, height)
        style.label_rows(axes, titles, shown=False)
        axes.axhline(0.5, color=style.QUIET, linewidth=0.8)
        axes.set_title(head, size=style.BODY, pad=6)
        if number == 0:
            _label(axes, titles, sizes)
        effects = _effects(data, panel, sums, base, rows)
        low, high = _limits(effects)
        for at, effect in enumerate(effects):
            _mark(data, axes, at, effect, panel, (low, high))
        texts = [_ends(data, panel, effect) for effect in effects]
        room = max([NUMBERS, *(style.text_width(text, ENDS) + 0.05 for text in texts)])
        _finish(axes, words.say(_unit(panel, alone)), low, high, (width, room))
    return page.save(folder, stem)


def _called(lang: str, entry: Mapping[str, str]) -> str:
    return entry.get(lang) or entry["en"]


def _size(data: Comparison, base: Sums, row: str) -> str:
    """How many enterprises and workers a group has at the baseline."""
    counts = {}
    for outcome in (ENTERPRISES, WORKERS):
        table = base.tables.get(outcome)
        counts[outcome] = float(table[row].mean()) if table is not None and row in table else float("nan")
    if not all(np.isfinite(list(counts.values()))):
        return ""
    whole = {name: f"{max(value, 0):,.0f}" for name, value in counts.items()}
    return data.words.say("groups_size_one" if whole[ENTERPRISES] == "1" else "groups_size", **whole)


def _label(axes: Axes, titles: list[str], sizes: list[str]) -> None:
    """The name of each group left of its row, and below it how large it is."""
    for at, (title, size) in enumerate(zip(titles, sizes, strict=True)):
        for text, raised, letters, colour in (
            (title, 6, style.BODY, style.INK), (size, -6.5, style.SMALL, style.QUIET),
        ):  # fmt: skip
            axes.annotate(text, (0, at), (-8, raised), xycoords=("axes fraction", "data"), textcoords="offset points",
                          ha="right", va="center", size=letters, color=colour)  # fmt: skip


def _effects(data: Comparison, panel: Panel, sums: Sums, base: Sums, rows: list[str]) -> np.ndarray:
    """Mean, low and high of each row; nan where nothing can be said."""
    mine = sums.level(panel, data.years).reindex(columns=rows)
    if data.is_alone:
        mean, half, _ = means(mine.to_numpy(dtype=float), data.counties(mine.index))
        return np.array([mean, mean - half, mean + half]).T
    if panel.relative:
        after, before = (one.tables[panel.outcome].reindex(columns=rows) for one in (sums, base))
    else:
        after, before = mine, base.level(panel, data.years).reindex(columns=rows)
    runs = pd.concat([before.assign(scenario="before"), after.assign(scenario="after")]).reset_index(names="seed")
    counties = data.counties(runs["seed"])
    if counties is not None:
        runs[COUNTY_SEED] = counties
    found = paired_effects(runs, "before", rows).set_index("outcome").loc[rows]
    if panel.relative:
        return 100.0 * found[["relative", "relative_low", "relative_high"]].to_numpy(dtype=float)
    return found[["difference", "ci_low", "ci_high"]].to_numpy(dtype=float)


def _limits(effects: np.ndarray) -> tuple[float, float]:
    """The ends of the axis: all values and most intervals; one of a tiny group does not press the others together."""
    ends = np.abs(effects[:, 1:][np.isfinite(effects[:, 1:])])
    values = effects[:, 0][np.isfinite(effects[:, 0])]
    most = REACH * float(np.median(ends)) if len(ends) else np.inf
    cut = max(most, 1.15 * float(np.abs(values).max(initial=0.0)))
    cut = cut if float(ends.max(initial=0.0)) > SPARE * cut else np.inf
    inside = np.clip(effects[np.isfinite(effects)], -cut, cut)
    return min(0.0, float(inside.min(initial=0.0))), max(0.0, float(inside.max(initial=0.0)))


def _ends(data: Comparison, panel: Panel, effect: np.ndarray) -> str:
    """The ends of the interval, or that there is none; nothing where it is zero and so is the value."""
    value, low, high = map(float, effect)
    if not (np.isfinite(low) and np.isfinite(high)):
        return data.words.say("no_interval") if np.isfinite(value) and data.seeds > 1 else ""
    if value == low == high == 0.0:
        return ""
    if panel.relative and not data.is_alone:
        return percent_span(data, value, low, high)
    return span(data, low, high, lambda end: style.number(end, decimals=as_fine(low, high)))


def _mark(data: Comparison, axes: Axes, at: int, effect: np.ndarray, panel: Panel, limits: tuple[float, float]) -> None:
    value, low, high = map(float, effect)
    alone = data.is_alone
    if not np.isfinite(value):
        say_at(axes, at, "–", style.QUIET)
        return
    colour, filled = (style.BASELINE, True) if alone else judged(value, low, high, data.better(panel.outcome))
    if np.isfinite(low) and np.isfinite(high):
        axes.plot([max(low, limits[0]), min(high, limits[1])], [at, at], color=colour, linewidth=2, zorder=3)
        for end, beyond, marker in ((limits[0], low < limits[0], "<"), (limits[1], high > limits[1], ">")):
            if beyond:
                axes.plot([end], [at], marker, color=colour, markersize=5, zorder=3)
    axes.plot([value], [at], "o", color=colour, markerfacecolor=colour if filled else "white", markersize=5.5, zorder=4)
    ends = _ends(data, panel, effect)
    if panel.relative and not alone:
        said = style.percent(value, decimals=percents_together(value, low, high))
    else:
        said = style.number(value, signed=not alone, decimals=as_fine(low, high) if ends else None)
    say_at(axes, at, said, style.darker(colour), 5.5 if ends else 0)
    if ends:
        say_at(axes, at, ends, style.QUIET, -5.5)


def _unit(panel: Panel, alone: bool) -> str:
    return "relative" if panel.relative and not alone else panel.unit


def _finish(axes: Axes, label: str, low: float, high: float, inches: tuple[float, float]) -> None:
    """The axis, in a column so many inches wide, of which so many are for the numbers."""
    across, (width, room) = (high - low) or 1.0, inches
    per_inch = across / (width - room - 0.2)
    axes.set_xlim(low - 0.1 * per_inch, high + (0.1 + room) * per_inch)
    axes.axvline(0, color=style.BASELINE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=1)
    axes.set_xticks(_ticks(low, high, per_inch) if high > low else [0.0])
    axes.xaxis.set_major_formatter(style.tick)
    axes.set_xlabel(label, size=style.SMALL)


def _ticks(low: float, high: float, per_inch: float) -> list[float]:
    """Ticks of the axis, as many as have room for their names."""
    edge, ticks = 0.05 * (high - low), [0.0]
    for steps in (3, 2, 1):
        made = MaxNLocator(nbins=steps).tick_values(low, high)
        ticks = [tick for tick in made if low - edge <= tick <= high + edge]
        widths = [style.text_width(style.tick(tick), style.SMALL) for tick in ticks]
        gaps = np.diff(ticks) / per_inch - (np.array(widths[:-1]) + np.array(widths[1:])) / 2
        if (gaps > BETWEEN_TICKS).all():
            break
    return ticks


def _county(data: Comparison, name: str) -> str:
    """What it costs that belongs to no enterprise."""
    table = data.meta["groups"]
    mine = table[(table["outcome"] == "cost_resource") & (table["group"] == COUNTY)]
    by_name = mine.drop_duplicates(["scenario", "seed"]).groupby("scenario")["value"].mean() / data.years
    cost = float(by_name.get(name, 0.0)) - float(by_name.get(data.baseline, 0.0))
    if not np.isfinite(cost) or abs(cost) < 1.0:
        return ""
    return data.words.say("groups_county", cost=style.number(cost))
