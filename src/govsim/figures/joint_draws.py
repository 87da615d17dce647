"""Effects with two intervals: for luck alone, and for luck and assumed numbers together, with each draw as a dot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from govsim.figures import style
from govsim.figures.wording import Words

DRAWN, LUCK, BOTH = style.SKY, style.INK, style.BLUE


def draw(table: pd.DataFrame, folder: Path, words: Words) -> list[Path]:
    """Draw a row a scenario.

    Args:
        table: a row a scenario: scenario, relative, relative_low, relative_high (luck alone), joint_low, joint_high,
            all in per cent of the reference, and draws, the effects of all draws.
        folder: where to.
        words: titles of scenarios, the outcome, and how many draws and seeds.
    """
    titles = [words.scenario(name) for name in table["scenario"]]
    key = [style.Mark("o", LUCK, True, words.say("joint_luck")), style.Mark("s", BOTH, True, words.say("joint_both")),
           style.Mark(".", DRAWN, True, words.say("joint_draw"))]  # fmt: skip
    outcome = words.outcome(words.meta["outcome"])
    height = 0.62
    page = style.Page(
        len(titles) * height + 0.6, words.say("joint", outcome=outcome),
        words.say("joint_how", draws=words.meta["draws"], numbers=words.meta["numbers"],
                  seeds=words.seeds(int(words.meta["seeds"]))),
        words.say("joint_note", chance=words.meta["chance"]), key,
    )  # fmt: skip
    left = style.room_for(titles)
    axes = page.axes(left, page.bottom + 0.45, style.WIDTH - left - style.MARGIN - 0.2, len(titles) * height)
    style.label_rows(axes, titles)
    for at, row in enumerate(table.itertuples(index=False)):
        draws = np.asarray(row.draws, float)
        axes.plot(
            draws, np.full(len(draws), at + 0.24), "o", color=DRAWN, markeredgecolor="white", markersize=6, zorder=4
        )
        axes.plot([row.joint_low, row.joint_high], [at + 0.24, at + 0.24], "-", color=BOTH, linewidth=2.0, zorder=3)
        axes.plot([row.joint_low, row.joint_high], [at + 0.24, at + 0.24], "|", color=BOTH, markersize=9, zorder=3)
        if np.isfinite(row.relative_low):
            axes.plot([row.relative_low, row.relative_high], [at - 0.14, at - 0.14], "-", color=LUCK, linewidth=2.0)
        axes.plot([row.relative], [at - 0.14], "o", color=LUCK, markersize=6, zorder=4)
    axes.axvline(0, color=style.BASELINE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=1)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8))
    axes.xaxis.set_major_formatter(FuncFormatter(style.tick))
    axes.set_xlabel(words.say("relative_plain"), size=style.SMALL)
    return page.save(folder, words.stem("joint_draws"))
