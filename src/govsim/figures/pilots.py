"""What pilots say, from the raw gap to the estimate, and what is so on the pilots and at scale."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from govsim.figures import style
from govsim.figures.numbers import percents_together
from govsim.figures.tables import require
from govsim.figures.wording import Words

RECORD = ("raw_before", "raw_gap", "estimate", "placebo", "corrected")
TRUTH = ("true_pilots", "true_unattended", "true_scale")
TRUE, RECORDED = style.BLUE, style.ORANGE
NUMBERS, LABELS = 1.75, 3.6  # inches of the numbers at the right, and of the labels at the left
ROW, ABOVE, BELOW = 0.5, 0.2, 0.6


def draw(table: pd.DataFrame, folder: Path, words: Words) -> list[Path]:
    """A row a quantity, what the office reads above what is so; the line is the true effect at scale.

    Args:
        table: quantity, mean, ci_low, ci_high: changes of injuries in per cent.
        folder: where the files go.
        words: `meta` holds titles of `quantities`, what is `piloted`, `first`, `review` and `seeds`.
    """
    table = require(table, ("quantity", "mean", "ci_low", "ci_high"), "table of pilots").set_index("quantity")
    names = [name for name in (*RECORD, *TRUTH) if name in table.index]
    meta, lang = words.meta, words.lang
    titles = [meta["quantities"][name][lang] for name in names]
    about = {"piloted": meta["piloted"][lang], "first": meta["first"], "review": meta["review"]}
    key = [style.Mark("o", RECORDED, False, words.say("pilots_recorded")),
           style.Mark("o", TRUE, True, words.say("pilots_true"))]  # fmt: skip
    height = ROW * len(names)
    page = style.Page(ABOVE + height + BELOW, words.say("pilots", **about),
                      words.say("pilots_how", seeds=words.seeds(int(meta["seeds"])), **about),
                      words.say("pilots_note"), key)  # fmt: skip
    width = style.WIDTH - LABELS - style.MARGIN - NUMBERS - 0.2
    axes = page.axes(LABELS, page.bottom + BELOW, width, height)
    style.label_rows(axes, titles, shown=False)
    for at, title in enumerate(titles):
        text = style.wrapped(title, style.BODY, LABELS - style.MARGIN - 0.2, 2)
        axes.annotate(text, (0, at), (-8, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                      ha="right", va="center", size=style.BODY, annotation_clip=False)  # fmt: skip
    axes.axvline(0, color=style.BASELINE, linewidth=1.2, zorder=1)
    if "true_scale" in table.index:
        scale = float(table.loc["true_scale", "mean"])
        axes.axvline(scale, color=TRUE, linewidth=1.0, linestyle=(0, (4, 2)), zorder=1)
    if set(names) & set(TRUTH):
        axes.axhline(len(names) - sum(name in TRUTH for name in names) - 0.5, color=style.QUIET, linewidth=0.8)
    for at, name in enumerate(names):
        _mark(axes, at, name in TRUTH, *(float(table.loc[name, one]) for one in ("mean", "ci_low", "ci_high")))
    axes.set_xlabel(words.say("pilots_change"), size=style.SMALL)
    axes.xaxis.set_major_locator(MaxNLocator(7))
    axes.xaxis.set_major_formatter(style.tick)
    return page.save(folder, words.stem("pilots"))


def _mark(axes: Axes, at: int, is_true: bool, mean: float, low: float, high: float) -> None:
    colour, face = (TRUE, TRUE) if is_true else (RECORDED, "white")
    if not np.isfinite(mean):
        return
    known = bool(np.isfinite(low) and np.isfinite(high))
    if known:
        axes.plot([low, high], [at, at], color=colour, linewidth=2, zorder=3)
    axes.plot([mean], [at], "o", color=colour, markerfacecolor=face, markersize=6.5, zorder=4)
    decimals = percents_together(mean, low, high)
    ends = [style.bare_percent(end, decimals) for end in (low, high)] if known else []
    said = style.percent(mean, decimals=decimals) + (f" [{', '.join(ends)}]" if ends else "")
    axes.annotate(said, (1, at), (8, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
                  size=style.SMALL, color=style.darker(colour), annotation_clip=False)  # fmt: skip
