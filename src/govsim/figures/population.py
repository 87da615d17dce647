"""Who is in a population before anything runs: enterprises and workers by industry, and how sizes are spread."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator
from numpy.typing import NDArray

from govsim.figures import style
from govsim.figures.wording import Words
from govsim.populations.industry_values import industry_names

BAR = 0.36  # of a row, for each of two bars
SIZES = (1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000)


def draw(industry: NDArray[np.int64], headcount: NDArray[np.int64], words: Words, folder: Path) -> list[Path]:
    """Bars by industry at the left, enterprises of at least each size at the right."""
    codes = [code for code in range(len(industry_names())) if (industry == code).any()]
    names = [words.industry(code) for code in codes]
    rows = max(0.42 * len(codes), 3.0)
    page = style.Page(
        rows + 0.6,
        words.say("population"),
        words.say("population_how", enterprises=f"{len(headcount):,}", workers=f"{int(headcount.sum()):,}"),
        key=[style.Mark("s", style.BLUE, True, words.say("share_enterprises")),
             style.Mark("s", style.ORANGE, True, words.say("share_workers"))],
    )  # fmt: skip
    left, right = style.room_for(names), 4.4
    across = style.WIDTH - left - style.MARGIN - right - 0.9
    _industries(page.axes(left, page.bottom + 0.5, across, rows), codes, names, industry, headcount, words)
    _sizes(page.axes(style.WIDTH - style.MARGIN - right, page.bottom + 0.5, right, rows), headcount, words)
    return page.save(folder, words.stem("population"))


def _industries(
    axes: Axes,
    codes: list[int],
    names: list[str],
    industry: NDArray[np.int64],
    headcount: NDArray[np.int64],
    words: Words,
) -> None:
    style.label_rows(axes, names)
    counts = np.array([(industry == code).sum() for code in codes], float)
    workers = np.array([headcount[industry == code].sum() for code in codes], float)
    places = np.arange(len(codes))
    for values, shift, colour in ((counts, -BAR / 2, style.BLUE), (workers, BAR / 2, style.ORANGE)):
        shares = 100 * values / max(1.0, values.sum())
        axes.barh(places + shift, shares, height=BAR, color=colour, zorder=3)
        for place, value, share in zip(places, values, shares, strict=True):
            axes.text(share, place + shift, f" {value:,.0f}", size=style.SMALL, va="center", color=style.INK)
    most = 100 * max(counts.max() / counts.sum(), workers.max() / max(1.0, workers.sum()))
    axes.set_xlim(0, most * 1.18)
    axes.set_xlabel(words.say("share_percent"), size=style.SMALL)


def _sizes(axes: Axes, headcount: NDArray[np.int64], words: Words) -> None:
    """A straight line here is a tail that follows a power law."""
    sizes = np.sort(headcount[headcount > 0])[::-1]
    axes.plot(sizes, np.arange(1, len(sizes) + 1), "o", color=style.BLUE, markersize=3.5, alpha=0.7, clip_on=False)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_ylim(0.8, len(sizes) * 1.3)
    axes.set_xlim(max(0.8, sizes[-1] * 0.8), sizes[0] * 1.25)
    low, high = axes.get_xlim()
    ticks = [size for size in SIZES if low <= size <= high]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    ranks = [rank for rank in SIZES if rank <= len(sizes) * 1.3]
    axes.set_yticks(ranks, [f"{rank:,}" for rank in ranks])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_title(words.say("at_least"), size=style.HEAD, pad=7)
    axes.set_xlabel(words.say("headcount"), size=style.SMALL)
    axes.grid(True, color=style.RULE, linewidth=0.6)
