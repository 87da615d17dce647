"""A rule over settings: the points over each two of those that it restricts, and the frame that it draws."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from govsim.figures import style
from govsim.figures.wording import Words

ACROSS, MOST_PANELS = 3, 6  # panels in a row, and on a page
HEIGHT, ABOVE, BELOW, LEFT, BETWEEN = 2.7, 0.12, 0.8, 1.15, 1.0  # inches
HIT, MISS, BEFORE = style.VERMILLION, style.UNSURE, style.SKY
SIDEWAYS = 0.32  # how far names spread points
WIDEST = 7.0  # of a panel that stands alone
MOST_TICKS = 6  # values that are ticked one by one
GOLDEN = 0.6180339887498949  # of which multiples fill a range evenly
HIT_STATE, MISS_STATE, BEFORE_STATE = "hit", "miss", "before"


def draw(
    panels: Sequence[Mapping[str, Any]],
    state: Sequence[str],
    is_sure: np.ndarray,
    folder: Path,
    words: Words,
    stem: str,
) -> list[Path]:
    """Draw one page.

    Args:
        panels: of each setting that the rule restricts, the value after them where there is one setting only: title
            with its unit by language, places of the points, names of its values by language, and the ranges kept.
        state: of each point: "hit", "miss", or "before" where it lies in a rule before.
        is_sure: of each point, whether its interval leaves out the threshold.
        folder: where to.
        words: what is asked, in `title` and `how`.
        stem: name of the file.
    """
    pairs = list(itertools.combinations(panels, 2))[:MOST_PANELS]
    key = [style.Mark("o", HIT, True, words.say("rule_hit")), style.Mark("o", MISS, False, words.say("rule_miss"))]
    if BEFORE_STATE in state:
        key.append(style.Mark("x", BEFORE, True, words.say("rule_before")))
    key.append(style.Mark("s", style.INK, False, words.say("rule_frame")))
    rows = -(-len(pairs) // ACROSS)
    across = min(ACROSS, len(pairs))
    page = style.Page(rows * (HEIGHT + ABOVE + BELOW), words.meta["title"][words.lang], words.meta["how"][words.lang],
                      words.say("rule_note"), key)  # fmt: skip
    width = min(WIDEST, (style.WIDTH - LEFT - style.MARGIN - (across - 1) * BETWEEN) / across)
    for at, (first, second) in enumerate(pairs):
        row, column = divmod(at, across)
        bottom = page.top - (row + 1) * (HEIGHT + ABOVE + BELOW) + BELOW
        axes = page.axes(LEFT + column * (width + BETWEEN), bottom, width, HEIGHT)
        _panel(axes, first, second, np.asarray(state), is_sure, words, width)
    return page.save(folder, stem)


def _panel(
    axes: Axes, first: Mapping[str, Any], second: Mapping[str, Any], state: np.ndarray, is_sure: np.ndarray,
    words: Words, width: float,
) -> None:  # fmt: skip
    x, y = _spread(first, 1), _spread(second, 2)
    for kind, marker, colour, filled in ((MISS_STATE, "o", MISS, False), (BEFORE_STATE, "x", BEFORE, True),
                                         (HIT_STATE, "o", HIT, True)):  # fmt: skip
        for sure, size in ((False, 2.2), (True, 4.4)):
            mine = (state == kind) & (is_sure == sure)
            axes.plot(x[mine], y[mine], marker, color=colour, markersize=size, alpha=0.85, zorder=3,
                      markerfacecolor=colour if filled else "none", markeredgewidth=0.8)  # fmt: skip
    scale_axis(axes, first, words, width, "x")
    scale_axis(axes, second, words, HEIGHT, "y")
    limits = (axes.get_xlim(), axes.get_ylim())
    kept = [_kept(one, ends) for one, ends in zip((first, second), limits, strict=True)]
    for (left, right), (low, high) in itertools.product(*kept):
        axes.add_patch(Rectangle((left, low), right - left, high - low, facecolor=HIT, alpha=0.08, zorder=1))
        axes.add_patch(
            Rectangle((left, low), right - left, high - low, fill=False, edgecolor=style.INK, linewidth=1.3, zorder=4)
        )
    style.quiet_grid(axes, "both")


def _kept(panel: Mapping[str, Any], limits: tuple[float, float]) -> list[tuple[float, float]]:
    """The ranges of an axis that the rule keeps; neighbouring names are one."""
    made: list[tuple[float, float]] = []
    for low, high in panel["kept"] or [limits]:
        low, high = max(low, limits[0]), min(high, limits[1])
        if made and made[-1][1] >= low:
            made[-1] = (made[-1][0], high)
        else:
            made.append((low, high))
    return made


def _spread(panel: Mapping[str, Any], by: int) -> np.ndarray:
    places = np.asarray(panel["places"], float)
    if not panel["names"]:
        return places
    return np.asarray(places + SIDEWAYS * (2.0 * (GOLDEN * by * np.arange(len(places)) % 1.0) - 1.0))


def scale_axis(axes: Axes, panel: Mapping[str, Any], words: Words, room: float, which: str) -> None:
    """Ticks and title of an axis: names, or numbers."""
    lang, axis = words.lang, axes.xaxis if which == "x" else axes.yaxis
    title = style.wrapped(panel["title"][lang], style.SMALL, room + 0.2, most=2)
    (axes.set_xlabel if which == "x" else axes.set_ylabel)(title, size=style.SMALL, linespacing=1.3)
    names = panel["names"]
    if names:
        each = room / len(names) if which == "x" else LEFT - 0.45
        axis.set_ticks(range(len(names)), [style.wrapped(one[lang], style.SMALL, each, 2) for one in names])
        (axes.set_xlim if which == "x" else axes.set_ylim)(-0.5, len(names) - 0.5)
        return
    values = np.unique(np.asarray(panel["places"], float))
    axis.set_major_locator(MaxNLocator(nbins=5) if len(values) > MOST_TICKS else FixedLocator(values.tolist()))
    axis.set_major_formatter(FuncFormatter(style.tick))
    if which == "x":
        axes.margins(x=0.05)
    else:
        axes.margins(y=0.05)
