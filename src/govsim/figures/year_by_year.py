"""An outcome year by year: mean and band, one line a series, that of the reference dashed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from matplotlib.ticker import MaxNLocator

from govsim.figures import style
from govsim.figures.tables import require
from govsim.figures.wording import Words

HEIGHT, WIDEST = 3.75, 2.8  # inches of the panel, and of its labels at most


def draw(table: pd.DataFrame, folder: Path, words: Words, name: str, title: str, label: str) -> list[Path]:
    """Lines of `mean` with a band from `low` to `high` over `year`, the middle of each year, by `series`.

    The reference is the series that `meta` names so, or the first one; where it is not among them no line is dashed.
    """
    table = require(table, ("year", "mean", "low", "high", "series"), "table of years")
    names = list(dict.fromkeys(table["series"].astype(str)))
    reference = str(words.meta.get("reference", names[0]))
    room = min(max(style.text_width(words.scenario(one), style.SMALL) for one in names) + 0.4, WIDEST)
    page = style.Page(4.4, title, _how(words, reference in names))
    axes = page.axes(0.85, page.bottom + 0.5, style.WIDTH - 0.85 - room - 0.15, HEIGHT)
    others = iter(style.SCENARIOS * len(names))
    colours = [style.BASELINE if one == reference else next(others) for one in names]
    ends = []
    for one, colour in zip(names, colours, strict=True):
        rows = table[table["series"] == one].sort_values("year")
        dashed = (0, (4, 2)) if one == reference and len(names) > 1 else "-"
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


def _how(words: Words, is_drawn: bool) -> str:
    """What the lines are: as the caller says, or sums, means or changes of years, and which line is the reference."""
    if words.meta.get("how"):
        return str(words.meta["how"])
    drawn = str(words.meta.get("drawn"))
    usual = {"mean": "years_mean_how", "change": "years_change_how"}.get(drawn, "years_how")
    name = words.scenario(str(words.meta["reference"])) if "reference" in words.meta else ""
    name = f"{name[:1].lower()}{name[1:]}"
    said = words.say(usual, seeds=words.seeds(int(words.meta.get("seeds", 1))), name=name)
    dashed = words.say("years_dashed", name=name) if name and is_drawn and drawn != "change" else ""
    return words.say("sentence_gap").join(filter(None, (said, dashed)))
