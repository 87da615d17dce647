"""One effect in each structure: a row a structure, with the band of the county as it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from govsim.figures import style
from govsim.figures.wording import Words

SAME, AGREES, TURNS = style.INK, style.BLUE, style.VERMILLION
ROOM = 2.3  # inches of the numbers at the right


def draw(table: pd.DataFrame, folder: Path, words: Words, stem: str) -> list[Path]:
    """Draw the changes of one scenario.

    Args:
        table: a row a structure, the one as it is first: title, mean, low, high, said; per cent of the reference.
        folder: where to.
        words: titles of the scenario and the reference, and how many seeds.
        stem: name of the file.
    """
    scenario, reference = (words.scenario(str(words.meta[name])) for name in ("scenario", "reference"))
    key = [style.Mark("o", SAME, True, words.say("structured_same")),
           style.Mark("o", AGREES, True, words.say("structured_agrees")),
           style.Mark("o", TURNS, True, words.say("structured_turns"))]  # fmt: skip
    titles, height = [str(one) for one in table["title"]], style.row_height(len(table))
    page = style.Page(len(titles) * height + 0.6, words.say("structured", scenario=scenario),
                      words.say("structured_how", reference=reference, seeds=words.seeds(int(words.meta["seeds"]))),
                      words.say("structured_note"), key)  # fmt: skip
    left = style.room_for(titles)
    axes = page.axes(left, page.bottom + 0.45, style.WIDTH - left - style.MARGIN - ROOM, len(titles) * height)
    style.label_rows(axes, titles)
    first = table.iloc[0]
    if np.isfinite(first["low"]):
        axes.axvspan(first["low"], first["high"], color=style.SKY, alpha=0.25, linewidth=0, zorder=1)
    for at, row in enumerate(table.itertuples(index=False)):
        colour = SAME if at == 0 else AGREES if np.sign(row.mean) == np.sign(first["mean"]) else TURNS
        ends = [row.low, row.high] if np.isfinite(row.low) else []
        face = "white" if not ends or row.low <= 0.0 <= row.high else colour
        axes.plot([*ends, row.mean], [at] * (len(ends) + 1), color=colour, linewidth=2.0, zorder=3)
        axes.plot([row.mean], [at], "o", color=colour, markerfacecolor=face, markersize=7, zorder=4)
        axes.annotate(str(row.said), (1.0, at), (10, 0), xycoords=("axes fraction", "data"),
                      textcoords="offset points", size=style.SMALL, va="center",
                      color=style.darker(colour))  # fmt: skip
    axes.axvline(0.0, color=style.BASELINE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=2)
    axes.margins(x=0.06)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7))
    axes.xaxis.set_major_formatter(FuncFormatter(style.tick))
    axes.set_xlabel(words.say("structured_axis"), size=style.SMALL)
    return page.save(folder, stem)
