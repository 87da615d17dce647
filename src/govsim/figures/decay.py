"""How a response fades after an event: mean and band by week, one line a series."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from govsim.figures import style
from govsim.figures.tables import require
from govsim.figures.wording import Words


def draw(
    table: pd.DataFrame, folder: Path, words: Words, name: str, title: str, label: str, reference: float
) -> list[Path]:
    """Lines of `mean` with a band from `low` to `high` over `week`; a dashed line marks no response."""
    table = require(table, ("week", "mean"), "decay table")
    series = table["series"].astype(str) if "series" in table else pd.Series("", index=table.index)
    names = list(dict.fromkeys(series))
    room = min(max(style.text_width(words.scenario(text), style.SMALL) for text in names) + 0.4, 2.4)
    page = style.Page(4.4, title or words.say("decay"), words.say("decay_how"))
    axes = page.axes(0.85, page.bottom + 0.5, style.WIDTH - 0.85 - room - 0.15, 3.75)
    ends, colours = [], []
    for number, text in enumerate(names):
        rows = table[series == text].sort_values("week")
        colour = style.SCENARIOS[number % len(style.SCENARIOS)]
        dashes = {} if number < len(style.SCENARIOS) else {"dashes": (1, 1)}
        axes.plot(rows["week"], rows["mean"], color=colour, linewidth=1.8, zorder=3, **dashes)  # type: ignore[arg-type]
        if {"low", "high"}.issubset(rows.columns) and np.isfinite(rows[["low", "high"]].to_numpy(float)).any():
            axes.fill_between(rows["week"], rows["low"], rows["high"], color=colour, alpha=0.16, linewidth=0)
        ends.append(float(rows["mean"].iloc[-1]))
        colours.append(colour)
    axes.axhline(reference, color=style.BASELINE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=2)
    first, last = float(table["week"].min()), float(table["week"].max())
    if first < 0:
        axes.axvline(0, color=style.INK, linewidth=0.8, zorder=1)
        axes.annotate(words.say("event"), (0, 0.02), (4, 0), xycoords=("data", "axes fraction"),
                      textcoords="offset points", size=style.SMALL)  # fmt: skip
    axes.set_xlim(first, last)
    axes.set_xlabel(words.say("weeks_since"), size=style.SMALL)
    axes.set_ylabel(label or words.say("change"), size=style.SMALL)
    axes.xaxis.set_major_locator(style.weeks_locator(last - first))
    style.quiet_grid(axes)
    if names != [""]:
        style.label_ends(page, axes, ends, [words.scenario(text) for text in names], colours, room)
    return page.save(folder, words.stem(name))
