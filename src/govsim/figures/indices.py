"""How much each input moves an outcome: bars of an index with intervals, the largest first, a mark for a second one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from govsim.figures import style
from govsim.figures.wording import Words

FIRST, SECOND = style.BLUE, style.VERMILLION
RIGHT = 1.5  # inches for ranks
MOST = 24  # inputs on a page


def draw(table: pd.DataFrame, method: str, folder: Path, words: Words, stem: str) -> list[Path]:
    """Draw one page: the inputs that move the outcome most.

    Args:
        table: a row an input: factor, index, low, high, rank_low, rank_high and, where there is a second index, second,
            second_low and second_high; the first row moves most.
        method: whose words there are: morris, sobol or pawn.
        folder: where to.
        words: `factors` with titles, and what was measured in `asked`.
        stem: name of the file.
    """
    rows = table.head(MOST)
    has_second = "second" in rows
    key = [style.Mark("s", FIRST, True, words.say(f"indices_{method}"))]
    if has_second:
        key.append(style.Mark("o", SECOND, True, words.say(f"indices_{method}_second")))
    left_out = len(table) - len(rows)
    note = words.say(f"indices_{method}_note") + (words.say("indices_more", count=left_out) if left_out else "")
    titles = [words.meta["factors"][name][words.lang] for name in rows["factor"]]
    height = style.row_height(len(rows))
    page = style.Page(
        len(rows) * height + 0.6, words.meta["asked"][words.lang], words.meta["how"][words.lang], note, key
    )
    left = style.room_for(titles)
    axes = page.axes(left, page.bottom + 0.45, style.WIDTH - left - RIGHT - style.MARGIN, len(rows) * height)
    style.label_rows(axes, titles)
    at = np.arange(len(rows))
    index, low, high = (rows[name].to_numpy(float) for name in ("index", "low", "high"))
    axes.barh(at, index, height=0.46, color=FIRST, alpha=0.75, zorder=2)
    axes.errorbar(index, at, xerr=_arms(index, low, high), fmt="none", color=style.INK, linewidth=1.1, zorder=3)
    if has_second:
        second, below, above = (rows[name].to_numpy(float) for name in ("second", "second_low", "second_high"))
        axes.errorbar(second, at + 0.3, xerr=_arms(second, below, above), fmt="o", color=SECOND, markersize=4.5,
                      linewidth=1.1, zorder=4)  # fmt: skip
    for place, floor in zip(at, rows.get("floor", ()), strict=False):
        axes.plot([floor, floor], [place - 0.38, place + 0.38], color=style.BASELINE, linewidth=1.4,
                  linestyle=(0, (2, 1)), zorder=3)  # fmt: skip
    axes.axvline(0, color=style.INK, linewidth=0.8, zorder=1)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7))
    axes.xaxis.set_major_formatter(FuncFormatter(style.tick))
    unit = words.meta["unit"][words.lang]
    axes.set_xlabel(unit, size=style.SMALL)
    axes.text(1.02, 1.0, words.say("indices_rank"), transform=axes.transAxes, size=style.SMALL, color=style.QUIET,
              va="bottom")  # fmt: skip
    for place, row in zip(at, rows.itertuples(index=False), strict=True):
        said = words.say("indices_place", low=row.rank_low, high=row.rank_high)
        said = said if row.rank_low != row.rank_high else str(row.rank_low)
        axes.text(1.02, 1.0 - (place + 0.5) / len(rows), said, transform=axes.transAxes, size=style.SMALL, va="center")
    return page.save(folder, stem)


def _arms(value: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Lengths of an interval to each side; none where there is no interval."""
    return np.nan_to_num(np.array([np.maximum(value - low, 0.0), np.maximum(high - value, 0.0)]))
