"""Figures of trials: what studies say against what is so, the path of an event study, and power by size and years."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator, PercentFormatter

from govsim.figures import style
from govsim.figures.tables import require
from govsim.figures.wording import Words

ROW, BELOW, RIGHT, LABELS = 0.62, 0.6, 2.1, 3.7  # inches of a row, below the axes, of numbers, and of labels
SAYS, TRUE, EVERYWHERE, PUBLISHED, WRONG = style.BLUE, style.GREEN, style.PURPLE, style.ORANGE, style.VERMILLION
HEIGHT = 3.75


def draw_estimates(table: pd.DataFrame, folder: Path, words: Words) -> list[Path]:
    """A row an assignment, book and estimator: median estimate, where 95 % of estimates lie, and the truth beside it.

    Args:
        table: row, said, beside, estimate, estimate_low, estimate_high, spread_low, spread_high, true_effect and
            everywhere_effect, in per cent.
        folder: where to.
        words: `title`, `how` and `published` (value, low, high; or None).
    """
    table = require(table, ("row", "estimate", "spread_low", "true_effect"), "table of trials")
    published = words.meta.get("published")
    key = [
        style.Mark("o", SAYS, True, words.say("trial_estimate")),
        style.Mark("D", TRUE, True, words.say("trial_true")),
        style.Mark("D", EVERYWHERE, False, words.say("trial_everywhere")),
    ]
    if table["beside"].any():
        key.append(style.Mark("o", WRONG, False, words.say("trial_wrong")))
    if published is not None:
        key.append(style.Mark("s", PUBLISHED, True, words.say("trial_published")))
    height = ROW * len(table)
    page = style.Page(height + BELOW, str(words.meta["title"]), str(words.meta["how"]), words.say("trial_note"), key)
    axes = page.axes(LABELS, page.bottom + BELOW, style.WIDTH - LABELS - style.MARGIN - RIGHT, height)
    titles = [str(one) for one in table["row"]]
    style.label_rows(axes, titles, shown=False)
    axes.axvline(0, color=style.BASELINE, linewidth=1.2, zorder=1)
    if published is not None:
        value, low, high = published
        if np.isfinite(low):
            axes.axvspan(low, high, color=PUBLISHED, alpha=0.13, linewidth=0, zorder=0.5)
        axes.axvline(value, color=PUBLISHED, linewidth=1.4, linestyle=(0, (4, 2)), zorder=1)
    for at, row in enumerate(table.itertuples(index=False)):
        colour = WRONG if row.beside else SAYS
        axes.plot([row.spread_low, row.spread_high], [at, at], color=colour, linewidth=1.2, alpha=0.7, zorder=3)
        axes.plot([row.estimate_low, row.estimate_high], [at, at], color=colour, linewidth=4.5, zorder=3, alpha=0.8)
        axes.plot([row.estimate], [at], "o", color=colour, markerfacecolor="white" if row.beside else colour, zorder=4)
        axes.plot([row.everywhere_effect], [at + 0.22], "D", color=EVERYWHERE, markerfacecolor="white", markersize=6,
                  zorder=4)  # fmt: skip
        axes.plot([row.true_effect], [at + 0.22], "D", color=TRUE, markersize=6, zorder=5)
        text = style.wrapped(titles[at], style.SMALL, LABELS - style.MARGIN - 0.2, 3)
        axes.annotate(text, (0, at), (-8, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                      ha="right", va="center", size=style.SMALL, annotation_clip=False)  # fmt: skip
        axes.annotate(str(row.said), (1, at), (8, 0),
                      xycoords=("axes fraction", "data"), textcoords="offset points", va="center", size=style.SMALL,
                      annotation_clip=False)  # fmt: skip
    axes.set_xlabel(words.say("trial_change"), size=style.SMALL)
    axes.xaxis.set_major_locator(MaxNLocator(7))
    axes.xaxis.set_major_formatter(style.tick)
    return page.save(folder, words.stem("trial_estimates"))


def draw_path(table: pd.DataFrame, folder: Path, words: Words) -> list[Path]:
    """Effects by years since adoption: median estimate with the middle 95 % of estimates, and the true effect dashed.

    Args:
        table: arm, year, estimate, spread_low, spread_high and true_effect, in per cent.
        folder: where to.
        words: `title` and `how`.
    """
    table = require(table, ("arm", "year", "estimate", "true_effect"), "table of an event study")
    arms = list(dict.fromkeys(table["arm"]))
    key = [style.Mark("o", style.SCENARIOS[at % 6], True, str(one)) for at, one in enumerate(arms)]
    key.append(style.Mark("D", style.INK, True, words.say("trial_true")))
    page = style.Page(
        HEIGHT + BELOW, str(words.meta["title"]), str(words.meta["how"]), words.say("trial_path_note"), key
    )
    axes = page.axes(0.95, page.bottom + BELOW, style.WIDTH - 0.95 - style.MARGIN, HEIGHT)
    for at, arm in enumerate(arms):
        rows, colour = table[table["arm"] == arm].sort_values("year"), style.SCENARIOS[at % 6]
        apart = rows["year"] + 0.12 * (at - (len(arms) - 1) / 2)
        axes.vlines(apart, rows["spread_low"], rows["spread_high"], color=colour, linewidth=1.4, alpha=0.8, zorder=2)
        axes.plot(apart, rows["estimate"], "o", color=colour, markersize=6.5, zorder=4)
        axes.plot(rows["year"], rows["true_effect"], "D--", color=style.INK, markersize=5, linewidth=1.0, zorder=3,
                  alpha=0.9 if at == 0 else 0.4)  # fmt: skip
    axes.axhline(0, color=style.BASELINE, linewidth=1.2, zorder=1)
    axes.axvline(-0.5, color=style.QUIET, linewidth=1.0, linestyle=(0, (2, 2)), zorder=1)
    axes.set_xlabel(words.say("trial_since"), size=style.SMALL)
    axes.set_ylabel(words.say("trial_change"), size=style.SMALL)
    axes.xaxis.set_major_locator(MaxNLocator(12, integer=True))
    axes.yaxis.set_major_formatter(style.tick)
    style.quiet_grid(axes)
    return page.save(folder, words.stem("trial_path"))


def draw_power(table: pd.DataFrame, folder: Path, words: Words) -> list[Path]:
    """Power by the number of units, a line a number of years; a panel an assignment and book.

    Args:
        table: arm, units, years, power, power_low and power_high, as shares.
        folder: where to.
        words: `title`, `how` and the share that is `wanted`.
    """
    table = require(table, ("arm", "units", "years", "power", "power_low", "power_high"), "table of power")
    arms, years = list(dict.fromkeys(table["arm"])), sorted(table["years"].unique())
    key = [style.Mark(style.MARKERS[at % 8], style.SCENARIOS[at % 6], True, words.say("trial_years", count=one))
           for at, one in enumerate(years)]  # fmt: skip
    rows = -(-len(arms) // 2)
    panel = HEIGHT * 0.8
    page = style.Page(rows * (panel + BELOW + 0.35), str(words.meta["title"]), str(words.meta["how"]),
                      words.say("trial_power_note"), key)  # fmt: skip
    across = min(len(arms), 2)
    width = (style.WIDTH - 0.9 * across - style.MARGIN) / across
    for place, arm in enumerate(arms):
        left = 0.9 + (place % 2) * (width + 0.9)
        bottom = page.bottom + BELOW + (rows - 1 - place // 2) * (panel + BELOW + 0.35)
        axes = page.axes(left, bottom, width, panel)
        for at, one in enumerate(years):
            mine = table[(table["arm"] == arm) & (table["years"] == one)].sort_values("units")
            colour, off = style.SCENARIOS[at % 6], 1.0 + 0.012 * (at - (len(years) - 1) / 2)
            axes.vlines(
                mine["units"] * off, mine["power_low"], mine["power_high"], color=colour, linewidth=1.2, alpha=0.7
            )
            axes.plot(mine["units"] * off, mine["power"], f"{style.MARKERS[at % 8]}-", color=colour, markersize=6,
                      linewidth=1.6)  # fmt: skip
        axes.axhline(float(words.meta["wanted"]), color=style.BASELINE, linewidth=1.2, linestyle=(0, (4, 2)))
        axes.set_ylim(-0.02, 1.02)
        axes.set_xlim(0, None)
        axes.set_title(style.wrapped(str(arm), style.SMALL, width, 1), size=style.SMALL, loc="left")
        axes.set_xlabel(words.say("trial_units"), size=style.SMALL)
        axes.set_ylabel(words.say("trial_power"), size=style.SMALL)
        axes.yaxis.set_major_formatter(PercentFormatter(1.0, symbol=""))
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        style.quiet_grid(axes)
    return page.save(folder, words.stem("trial_power"))
