"""A calibration in two figures: how much of each prior is left, and whether the draws give what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from govsim.figures import style
from govsim.figures.wording import Words

PRIOR, LEFT, STILL, RECORD, MISSED = style.QUIET, style.BLUE, style.UNSURE, style.INK, style.VERMILLION
ROOM = 3.4  # inches of the numbers at the right of a figure
RATIOS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
WIDEST = 60.0  # times the record, beyond which an interval is cut at the edge


def draw_numbers(rows: Sequence[Mapping[str, Any]], folder: Path, words: Words) -> list[Path]:
    """Draw a row a number: what is left of its prior, from one end of it to the other.

    Args:
        rows: title, heights (density by part of the prior), ends (2.5, 50 and 97.5 %, as shares), usual (a share),
            moved, said and prior.
        folder: where to.
        words: how many draws and targets.
    """
    key = [style.Mark("s", LEFT, True, words.say("calibrated_by_data")),
           style.Mark("s", STILL, True, words.say("calibrated_prior_only")),
           style.Mark("D", RECORD, False, words.say("calibrated_usual"))]  # fmt: skip
    titles, height = [str(one["title"]) for one in rows], 0.55
    page = style.Page(len(rows) * height + 0.6, words.say("calibrated_numbers"),
                      words.say("calibrated_numbers_how", draws=f"{words.meta['draws']:,}",
                                targets=words.meta["targets"]),
                      words.say("calibrated_numbers_note"), key)  # fmt: skip
    axes = _axes(page, titles, height)
    for at, row in enumerate(rows):
        colour = LEFT if row["moved"] else STILL
        heights = np.asarray(row["heights"], float)
        edges, top = np.linspace(0.0, 1.0, len(heights) + 1), max(float(heights.max()), 2.0)
        axes.stairs(at + 0.36 - 0.7 * heights / top, edges, baseline=at + 0.36, fill=True, color=colour, alpha=0.45)
        axes.plot([0, 1], [at + 0.36 - 0.7 / top] * 2, color=PRIOR, linewidth=0.8, linestyle=(0, (3, 2)))
        axes.plot([row["ends"][0], row["ends"][2]], [at + 0.36] * 2, color=colour, linewidth=2.4)
        axes.plot([row["ends"][1]], [at + 0.36], "|", color=colour, markersize=10, markeredgewidth=2.0)
        if 0.0 <= row["usual"] <= 1.0:
            axes.plot([row["usual"]], [at + 0.36], "D", color=RECORD, markerfacecolor="white", markersize=5, zorder=5)
        _beside(axes, at, f"{row['said']}\n{row['prior']}", style.INK if row["moved"] else style.QUIET)
    axes.set_xlim(-0.02, 1.02)
    axes.xaxis.set_major_locator(FixedLocator([0.0, 0.25, 0.5, 0.75, 1.0]))
    axes.set_xticklabels([words.say("calibrated_low"), "", "50%", "", words.say("calibrated_high")])
    axes.set_xlabel(words.say("calibrated_axis"), size=style.SMALL)
    return page.save(folder, words.stem("calibrated_numbers"))


def draw_targets(rows: Sequence[Mapping[str, Any]], folder: Path, words: Words) -> list[Path]:
    """Draw a row a target, as a multiple of what was recorded.

    Args:
        rows: title, is_range, inside, said, and record, prior and draws (2.5, 50 and 97.5 %, over the record).
        folder: where to.
        words: how many draws and seeds, and the discrepancy.
    """
    key = [style.Mark("s", RECORD, True, words.say("calibrated_record")),
           style.Mark("o", LEFT, True, words.say("calibrated_fits")),
           style.Mark("o", MISSED, True, words.say("calibrated_missed")),
           style.Mark("s", style.SKY, True, words.say("calibrated_before"))]  # fmt: skip
    titles, height = [str(one["title"]) for one in rows], 0.5
    page = style.Page(len(rows) * height + 0.6, words.say("calibrated_targets"),
                      words.say("calibrated_targets_how", draws=words.meta["draws"],
                                seeds=words.seeds(words.meta["seeds"]), discrepancy=words.meta["discrepancy"]),
                      words.say("calibrated_targets_note"), key)  # fmt: skip
    axes = _axes(page, titles, height)
    ends = []
    for at, row in enumerate(rows):
        colour = LEFT if row["inside"] else MISSED
        record, prior, draws = (np.clip(row[name], 1 / WIDEST, WIDEST) for name in ("record", "prior", "draws"))
        ends += [*record, *draws, *prior]
        axes.plot(prior[[0, 2]], [at - 0.26] * 2, color=style.SKY, linewidth=3.0, alpha=0.6, solid_capstyle="butt")
        axes.plot(record[[0, 2]], [at] * 2, color=RECORD, linewidth=5.0 if row["is_range"] else 1.6, alpha=0.75)
        if not row["is_range"]:
            axes.plot([record[1]], [at], "s", color=RECORD, markersize=5)
        axes.plot(draws[[0, 2]], [at + 0.24] * 2, color=colour, linewidth=2.0)
        axes.plot([draws[1]], [at + 0.24], "o", color=colour, markersize=6)
        _beside(axes, at, str(row["said"]), style.INK if row["inside"] else MISSED)
    axes.set_xscale("log")
    low, high = min(ends) / 1.1, max(ends) * 1.1
    axes.set_xlim(low, high)
    axes.axvline(1.0, color=style.BASELINE, linewidth=1.0, linestyle=(0, (4, 2)), zorder=1)
    axes.xaxis.set_major_locator(FixedLocator([one for one in RATIOS if low <= one <= high]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_xlabel(words.say("calibrated_ratio"), size=style.SMALL)
    return page.save(folder, words.stem("calibrated_targets"))


def _axes(page: style.Page, titles: Sequence[str], height: float) -> Axes:
    left = style.room_for(titles)
    width = style.WIDTH - left - style.MARGIN - ROOM
    axes = page.axes(left, page.bottom + 0.45, width, len(titles) * height)
    style.label_rows(axes, titles)
    return axes


def _beside(axes: Axes, at: int, text: str, colour: str) -> None:
    axes.annotate(text, (1.0, at), (10, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                  size=style.SMALL, va="center", color=style.darker(colour), linespacing=1.15)  # fmt: skip
