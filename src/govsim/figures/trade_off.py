"""The trade-off on the way to a rule: what a box covers against how often it happens in it, a panel a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from govsim.figures import style
from govsim.figures.wording import Words

ACROSS = 3
WIDEST = 7.0  # inches, of a panel that stands alone
HEIGHT, ABOVE, BELOW, LEFT, BETWEEN = 3.0, 0.35, 0.62, 0.75, 0.6  # inches


def draw(rules: Sequence[Mapping[str, Any]], folder: Path, words: Words, stem: str) -> list[Path]:
    """Draw one page.

    Args:
        rules: of each: `steps`, a table of coverage, density, settings and is_chosen; `coverage` and `density` of the
            rule, and of the other halves `other_coverage` and `other_density` (mean, low, high); all as shares.
        folder: where to.
        words: what is asked, in `how`.
        stem: name of the file.
    """
    key = [
        style.Mark("o", style.SKY, True, words.say("trade_off_step")),
        style.Mark("o", style.BLUE, False, words.say("trade_off_chosen")),
        style.Mark("D", style.VERMILLION, True, words.say("trade_off_rule")),
        style.Mark("s", style.GREEN, True, words.say("trade_off_halves")),
    ]
    rows, across = -(-len(rules) // ACROSS), min(ACROSS, len(rules))
    page = style.Page(rows * (HEIGHT + ABOVE + BELOW), words.say("trade_off"), words.meta["how"][words.lang],
                      words.say("trade_off_note"), key)  # fmt: skip
    width = min(WIDEST, (style.WIDTH - LEFT - style.MARGIN - (across - 1) * BETWEEN) / across)
    for at, one in enumerate(rules):
        row, column = divmod(at, across)
        bottom = page.top - (row + 1) * (HEIGHT + ABOVE + BELOW) + BELOW
        axes = page.axes(LEFT + column * (width + BETWEEN), bottom, width, HEIGHT)
        axes.set_title(words.say("trade_off_panel", number=at + 1), size=style.SMALL, pad=6)
        _panel(axes, one)
        axes.set_xlabel(words.say("coverage"), size=style.SMALL)
        if column == 0:
            axes.set_ylabel(words.say("density"), size=style.SMALL)
    return page.save(folder, stem)


def _panel(axes: Axes, one: Mapping[str, Any]) -> None:
    steps = one["steps"]
    coverage, density = 100 * steps["coverage"].to_numpy(float), 100 * steps["density"].to_numpy(float)
    axes.plot(coverage, density, "-o", color=style.SKY, markersize=3.5, linewidth=1.2, zorder=2)
    changed = np.flatnonzero(np.diff(steps["settings"].to_numpy(int), prepend=-1))
    last = (np.inf, np.inf)
    for at in changed.tolist():
        here = (coverage[at], density[at])
        if np.hypot(here[0] - last[0], here[1] - last[1]) < 7:  # per cent: nearer, numbers lie on each other
            continue
        last = here
        axes.annotate(str(steps["settings"].iloc[at]), here, (-5, -9), textcoords="offset points", size=style.SMALL,
                      color=style.QUIET, ha="center", va="center")  # fmt: skip
    chosen = int(np.flatnonzero(steps["is_chosen"])[0])
    axes.plot(coverage[chosen], density[chosen], "o", color=style.BLUE, markerfacecolor="none", markersize=10, zorder=3)
    (c, c_low, c_high), (d, d_low, d_high) = one["other_coverage"], one["other_density"]
    axes.errorbar(100 * c, 100 * d, xerr=_arms(c, c_low, c_high), yerr=_arms(d, d_low, d_high), fmt="s",
                  color=style.GREEN, markersize=5.5, linewidth=1.1, zorder=4)  # fmt: skip
    axes.plot(100 * one["coverage"], 100 * one["density"], "D", color=style.VERMILLION, markersize=6.5, zorder=5)
    axes.set_xlim(-4, 104)
    axes.set_ylim(-4, 104)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MultipleLocator(20))
    style.quiet_grid(axes, "both")


def _arms(value: float, low: float, high: float) -> np.ndarray:
    return np.nan_to_num(100 * np.maximum([[value - low], [high - value]], 0.0))
