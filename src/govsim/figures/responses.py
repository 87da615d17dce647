"""What an outcome does along each setting of a design, all others moving too: a panel a setting, a dot a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from govsim.figures import style
from govsim.figures.dose_response import WIDE
from govsim.figures.numbers import arms
from govsim.figures.tables import MissingDataError
from govsim.figures.wording import Words

ACROSS, MOST_PANELS = 3, 12  # panels in a row, and on a page
HEIGHT, ABOVE, BELOW, LEFT, BETWEEN = 2.1, 0.5, 0.62, 0.85, 0.65  # inches
DOTS = 2000  # points that are drawn; of more, evenly picked ones


def draw(
    values: np.ndarray, panels: Sequence[Mapping[str, Any]], outcome: str, points: int, folder: Path, words: Words
) -> list[Path]:
    """Draw pages of panels.

    Args:
        values: of the outcome, by point.
        panels: of each setting: title, unit, places of the points, names of its values where they are few, and parts.
        outcome: its name.
        points: of the design.
        folder: where to.
        words: titles of the outcome, and the number of seeds.
    """
    if not np.isfinite(values).any():
        raise MissingDataError("figure.no_effects")
    paths: list[Path] = []
    for number, at in enumerate(range(0, len(panels), MOST_PANELS), start=1):
        stem = words.stem(f"responses_{outcome}", number)
        paths += _page(values, panels[at : at + MOST_PANELS], outcome, points, folder, words, stem)
    return paths


def _page(
    values: np.ndarray, panels: Sequence[Mapping[str, Any]], outcome: str, points: int, folder: Path, words: Words,
    stem: str,
) -> list[Path]:  # fmt: skip
    rows = -(-len(panels) // ACROSS)
    seeds = int(words.meta.get("seeds", 1))
    title = words.say("titled", title=words.outcome(outcome), unit=words.meta["measured"][words.lang])
    page = style.Page(
        rows * (HEIGHT + ABOVE + BELOW), words.say("responses", outcome=title),
        words.how("responses_how", points=points, seeds=words.seeds(seeds), scenario=words.meta["called"][words.lang]),
        words.say("responses_note"),
    )  # fmt: skip
    page.measured = title
    width = (style.WIDTH - LEFT - style.MARGIN - (ACROSS - 1) * BETWEEN) / ACROSS
    for at, panel in enumerate(panels):
        row, column = divmod(at, ACROSS)
        bottom = page.top - (row + 1) * (HEIGHT + ABOVE + BELOW) + BELOW
        axes = page.axes(LEFT + column * (width + BETWEEN), bottom, width, HEIGHT)
        _panel(axes, values, panel, words, width)
    return page.save(folder, stem)


def _panel(axes: Axes, values: np.ndarray, panel: Mapping[str, Any], words: Words, width: float) -> None:
    lang = words.lang
    unit = panel["unit"][lang]
    title = words.say("titled", title=panel["title"][lang], unit=unit) if unit else panel["title"][lang]
    axes.set_title(style.wrapped(title, style.SMALL, width, most=2), size=style.SMALL, pad=6)
    shown = np.linspace(0, len(values) - 1, min(len(values), DOTS)).astype(int)
    places = np.asarray(panel["places"], float)[shown]
    axes.plot(places, values[shown], ".", color=style.SKY, markersize=4, alpha=0.55, zorder=2)
    parts = panel["parts"]
    mean, low, high = (parts[name].to_numpy(float) for name in ("mean", "ci_low", "ci_high"))
    low, high = np.where(np.isfinite(low), low, mean), np.where(np.isfinite(high), high, mean)
    axes.errorbar(parts["place"], mean, yerr=arms(mean, low, high), fmt="-o", color=style.VERMILLION, markersize=5,
                  linewidth=1.6, zorder=3)  # fmt: skip
    names = panel["names"]
    if names and not panel["is_number"]:
        axes.set_xticks(
            range(len(names)), [style.wrapped(one[lang], style.SMALL, width / len(names), 2) for one in names]
        )
        axes.set_xlim(-0.5, len(names) - 0.5)
    elif names:
        values_named = sorted(set(places))
        axes.set_xticks(values_named, [style.tick(one) for one in values_named])
    elif places.min() > 0.0 and places.max() / places.min() >= WIDE:
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(FuncFormatter(style.tick))
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        axes.xaxis.set_major_locator(MaxNLocator(nbins=5))
        axes.xaxis.set_major_formatter(FuncFormatter(style.tick))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(style.tick))
    style.quiet_grid(axes)
