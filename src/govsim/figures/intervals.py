"""Numbers beside each other: a row each, its mean as a dot and its interval as a line, and what it is in figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from govsim.figures import style
from govsim.figures.effects_forest import say_at
from govsim.figures.tables import require
from govsim.figures.wording import Words

BELOW, EDGE = 0.6, 0.12  # inches under the axes, and between what is drawn and their ends


def draw(table: pd.DataFrame, folder: Path, words: Words, name: str, title: str, label: str) -> list[Path]:
    """Rows of `row`, `mean`, `low`, `high` and `said` from the top down; a hollow dot where the interval holds zero."""
    table = require(table, ("row", "mean", "low", "high", "said"), "table of intervals")
    rows = [str(one) for one in table["row"]]
    left, height = style.room_for(rows), len(rows) * style.row_height(len(rows))
    said = max(style.text_width(str(one), style.SMALL) for one in table["said"]) + 0.2
    page = style.Page(height + BELOW, title, str(words.meta["how"]))
    width = style.WIDTH - left - style.MARGIN
    axes = page.axes(left, page.bottom + BELOW, width, height)
    style.label_rows(axes, rows)
    low, high = _ends(table)
    inch = ((high - low) or 1.0) / max(width - said - 2 * EDGE, 1.0)
    axes.set_xlim(low - EDGE * inch, high + (EDGE + said) * inch)
    axes.set_xticks([one for one in MaxNLocator(6).tick_values(low, high) if low <= one <= high])
    axes.axvline(0.0, color=style.BASELINE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=1)
    for at, row in enumerate(table.itertuples()):
        if not np.isfinite(row.mean):
            say_at(axes, at, "–", style.QUIET)
            continue
        colour = style.SCENARIOS[0]
        ends = [end for end in (row.low, row.high) if np.isfinite(end)]
        face = "white" if len(ends) == 2 and row.low <= 0.0 <= row.high else colour
        axes.plot([*ends, row.mean], [at] * (len(ends) + 1), color=colour, linewidth=2, zorder=3)
        axes.plot([row.mean], [at], "o", color=colour, markerfacecolor=face, markersize=6, zorder=4)
        say_at(axes, at, str(row.said), style.INK)
    axes.set_xlabel(label, size=style.SMALL)
    return page.save(folder, words.stem(name))


def _ends(table: pd.DataFrame) -> tuple[float, float]:
    """The ends of the scale: of zero and all that is drawn."""
    ends = table[["mean", "low", "high"]].to_numpy(float)
    ends = ends[np.isfinite(ends)]
    return min(0.0, float(ends.min(initial=0.0))), max(0.0, float(ends.max(initial=0.0)))
