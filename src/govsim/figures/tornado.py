"""An outcome when each input alone goes from one end to the other: bars about the usual value, the widest first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from govsim.figures import style
from govsim.figures.wording import Words

LOW, HIGH = style.SKY, style.VERMILLION
MOST = 24  # inputs on a page


def draw(table: pd.DataFrame, folder: Path, words: Words, stem: str) -> list[Path]:
    """Draw one page: the inputs whose ends lie farthest apart.

    Args:
        table: a row an input: factor, at_low, at_high, and the text of both ends in low_end and high_end.
        folder: where to.
        words: `factors` with titles, what was measured in `asked`, its unit and its `centre`.
        stem: name of the file.
    """
    lang = words.lang
    width = (table["at_high"] - table["at_low"]).abs()
    rows = table.iloc[np.argsort(-width.to_numpy(), kind="stable")].head(MOST)
    key = [style.Mark("s", LOW, True, words.say("tornado_low")), style.Mark("s", HIGH, True, words.say("tornado_high"))]
    titles = [words.meta["factors"][name][lang] for name in rows["factor"]]
    height = style.row_height(len(rows))
    page = style.Page(len(rows) * height + 0.6, words.meta["asked"][lang], words.say("tornado_how"),
                      words.say("tornado_note"), key)  # fmt: skip
    left = style.room_for(titles)
    axes = page.axes(left, page.bottom + 0.45, style.WIDTH - left - style.MARGIN - 0.9, len(rows) * height)
    style.label_rows(axes, titles)
    centre = float(words.meta["centre"])
    for at, row in enumerate(rows.itertuples(index=False)):
        ends = ((row.at_low, row.low_end, LOW, -0.17), (row.at_high, row.high_end, HIGH, 0.17))
        for value, text, colour, off in ends:  # one above the other: both may lie on one side
            axes.barh(at + off, value - centre, left=centre, height=0.32, color=colour, alpha=0.9, zorder=2)
            side = value >= centre
            axes.annotate(text, (value, at + off), (4 if side else -4, 0), textcoords="offset points", size=style.SMALL,
                          ha="left" if side else "right", va="center", color=style.QUIET)  # fmt: skip
    axes.axvline(centre, color=style.INK, linewidth=1.0, zorder=3)
    axes.margins(x=0.16)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7))
    axes.xaxis.set_major_formatter(FuncFormatter(style.tick))
    axes.set_xlabel(words.meta["unit"][lang], size=style.SMALL)
    return page.save(folder, stem)
