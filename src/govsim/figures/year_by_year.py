"""An outcome year by year: mean and band, one line a series, the first one dashed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from matplotlib.ticker import MaxNLocator

from govsim.figures import style
from govsim.figures.tables import require
from govsim.figures.wording import Words

HEIGHT, WIDEST = 3.75, 2.8  # inches of the panel, and of its labels at most


def draw(table: pd.DataFrame, folder: Path, words: Words, name: str, title: str, label: str) -> list[Path]:
    """Lines of `mean` with a band from `low` to `high` over `year`, the middle of each year, by `series`."""
    table = require(table, ("year", "mean", "low", "high", "series"), "table of years")
    names = list(dict.fromkeys(table["series"].astype(str)))
    room = min(max(style.text_width(words.scenario(one), style.SMALL) for one in names) + 0.4, WIDEST)
    page = style.Page(4.4, title, _how(words))
    axes = page.axes(0.85, page.bottom + 0.5, style.WIDTH - 0.85 - room - 0.15, HEIGHT)
    colours = [style.BASELINE, *(style.SCENARIOS[at % len(style.SCENARIOS)] for at in range(len(names) - 1))]
    ends = []
    for one, colour in zip(names, colours, strict=True):
        rows = table[table["series"] == one].sort_values("year")
        dashed = (0, (4, 2)) if one == names[0] and len(names) > 1 else "-"
        axes.plot(rows["year"], rows["mean"], color=colour, linewidth=1.8, zorder=3, linestyle=dashed)
        axes.fill_between(rows["year"], rows["low"], rows["high"], color=colour, alpha=0.16, linewidth=0)
        ends.append(float(rows["mean"].iloc[-1]))
    axes.set_xlim(min(0.0, float(table["year"].min())), float(table["year"].max()))
    if float(table["low"].min()) < 0.0:
        axes.axhline(0.0, color=style.BASELINE, linewidth=0.8)
    axes.set_ylim(min(0.0, 1.05 * float(table["low"].min())), None)
    axes.set_xlabel(str(words.meta.get("axis") or words.say("years")), size=style.SMALL)
    axes.set_ylabel(label, size=style.SMALL)
    axes.xaxis.set_major_locator(MaxNLocator(10, integer=True))
    style.quiet_grid(axes)
    style.label_ends(page, axes, ends, [words.scenario(one) for one in names], colours, room)
    return page.save(folder, words.stem(name))


def _how(words: Words) -> str:
    """What the lines are: as the caller says, or sums, means or changes of years."""
    usual = {"mean": "years_mean_how", "change": "years_change_how"}.get(str(words.meta.get("drawn")), "years_how")
    return str(words.meta.get("how") or words.say(usual, seeds=words.seeds(int(words.meta.get("seeds", 1)))))
