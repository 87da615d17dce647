"""Which scenario is best where, over two settings: the best of the nearest point as the ground, and the points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb

from govsim.figures import style
from govsim.figures.rules import scale_axis
from govsim.figures.wording import Words

HEIGHT, BELOW, LEFT = 5.2, 0.7, 1.3  # inches
WIDE = 10.3
CELLS = 240  # of the ground, each way
PALE = 0.3


def draw(
    points: pd.DataFrame, shares: pd.DataFrame, settings: Sequence[Mapping[str, Any]], folder: Path, words: Words,
    stem: str,
) -> list[Path]:  # fmt: skip
    """Draw one page.

    Args:
        points: a row a point: best, is_told, place_0, place_1.
        shares: a row a scenario: scenario, share, share_low, share_high.
        settings: of the setting along and of that up: title with its unit by language, and names of its values.
        folder: where to.
        words: `titles` of scenarios, `title` and `how`.
        stem: name of the file.
    """
    (first, second), names = settings, list(shares["scenario"])
    colours = {name: style.SCENARIOS[at % len(style.SCENARIOS)] for at, name in enumerate(names)}
    untold = 1.0 - float(points["is_told"].astype(bool).mean())
    key = [
        style.Mark("o", colours[row.scenario], True, words.say(
            "best_where_key", scenario=words.scenario(row.scenario), share=f"{100 * row.share:.0f}",
            low=f"{100 * row.share_low:.0f}", high=f"{100 * row.share_high:.0f}"))
        for row in shares.itertuples(index=False)
    ]  # fmt: skip
    key.append(style.Mark("o", style.BASELINE, False, words.say("best_where_untold", share=f"{100 * untold:.0f}")))
    lines = _key_lines(key)
    page = style.Page(HEIGHT + BELOW + 0.3 * (len(lines) - 1), words.meta["title"][words.lang],
                      words.meta["how"][words.lang], words.say("best_where_note"), lines[0])  # fmt: skip
    for at, line in enumerate(lines[1:]):
        page.key(line, page.top - 0.05 - 0.3 * at)
    axes = page.axes(LEFT, page.bottom + BELOW, WIDE, HEIGHT - 0.1)
    x, y = (points[name].to_numpy(float) for name in ("place_0", "place_1"))
    scale_axis(axes, first, words, WIDE, "x")
    scale_axis(axes, second, words, HEIGHT, "y")
    limits = [_limits(one, places) for one, places in ((first, x), (second, y))]
    (left, right), (low, high) = limits
    axes.imshow(_ground(x, y, limits, [to_rgb(colours[one]) for one in points["best"]]), origin="lower", aspect="auto",
                extent=(left, right, low, high), zorder=0, interpolation="nearest")  # fmt: skip
    for name, colour in colours.items():
        for told in (False, True):
            mine = ((points["best"] == name) & (points["is_told"].astype(bool) == told)).to_numpy()
            axes.plot(x[mine], y[mine], "o", color=colour, markerfacecolor=colour if told else "white", markersize=5.5,
                      markeredgewidth=1.2, zorder=3)  # fmt: skip
    axes.set_xlim(left, right)
    axes.set_ylim(low, high)
    return page.save(folder, stem)


def _key_lines(key: list[style.Mark]) -> list[list[style.Mark]]:
    """The entries of the key, as many in a line as fit."""
    lines: list[list[style.Mark]] = [[]]
    room = style.WIDTH - 2 * style.MARGIN
    for mark in key:
        width = style.text_width(mark.text, style.SMALL) + 0.55
        if lines[-1] and width > room:
            lines.append([])
            room = style.WIDTH - 2 * style.MARGIN
        lines[-1].append(mark)
        room -= width
    return lines


def _limits(panel: Mapping[str, Any], places: np.ndarray) -> tuple[float, float]:
    if panel["names"]:
        return -0.5, len(panel["names"]) - 0.5
    low, high = float(places.min()), float(places.max())
    edge = 0.04 * (high - low or 1.0)
    return low - edge, high + edge


def _ground(x: np.ndarray, y: np.ndarray, limits: list[tuple[float, float]], colours: list[Any]) -> np.ndarray:
    """The pale colour of the nearest point, over a grid of cells."""
    (left, right), (low, high) = limits
    shares = (np.arange(CELLS) + 0.5) / CELLS
    across, up = (x - left) / (right - left), (y - low) / (high - low)
    nearest = np.empty((CELLS, CELLS), int)
    for row, share in enumerate(shares):
        nearest[row] = ((across[None] - shares[:, None]) ** 2 + (up[None] - share) ** 2).argmin(axis=1)
    return np.asarray(1.0 - PALE * (1.0 - np.array(colours)))[nearest]
