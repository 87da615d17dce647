"""All effects at a glance: a matrix of dots, rows scenarios, columns outcomes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from govsim.figures import style
from govsim.figures.effects_forest import judged, key
from govsim.figures.tables import Comparison, MissingDataError

ROW = 0.4  # inches
LARGEST = 21.0  # points across the largest dot
FULL = 50.0  # per cent at which a dot is largest


def draw(data: Comparison, outcomes: list[str], folder: Path) -> list[Path]:
    """Area shows size, colour better or worse, a hollow dot an interval that includes zero."""
    outcomes = [outcome for outcome in outcomes if data.has(outcome)]
    if not outcomes or not data.scenarios:
        raise MissingDataError("figure.no_effects")
    words, names = data.words, data.scenarios
    titles = [words.scenario(name) for name in names]
    left = style.room_for(titles)
    width = style.WIDTH - left - style.MARGIN
    headers = [style.wrapped(words.outcome(name), style.SMALL, width / len(outcomes) - 0.12) for name in outcomes]
    above, height = 0.2 + 0.17 * max(text.count("\n") + 1 for text in headers), len(names) * ROW
    page = style.Page(
        above + height,
        words.say("matrix"),
        words.how("matrix_how", baseline=words.scenario(data.baseline)),
        key=key(data, outcomes),
    )
    axes = page.axes(left, page.bottom, width, height)
    axes.set_xlim(-0.5, len(outcomes) - 0.5)
    axes.set_ylim(len(names) - 0.5, -0.5)
    for column, outcome in enumerate(outcomes):
        effect = data.effect(outcome)
        for at, name in enumerate(names):
            value, low, high = (float(effect.loc[name, key]) for key in ("percent", "percent_low", "percent_high"))
            if not np.isfinite(value):
                continue
            colour, filled = judged(value, low, high, data.better(outcome))
            size = LARGEST * float(np.sqrt(min(abs(value), FULL) / FULL))
            face = colour if filled else "white"
            axes.plot([column - 0.18], [at], "o", color=colour, markerfacecolor=face, markersize=max(size, 2.5))
            axes.annotate(style.percent(value), (column - 0.18, at), (14, 0), textcoords="offset points",
                          va="center", size=style.SMALL, color=style.darker(colour))  # fmt: skip
    axes.set_xticks(range(len(outcomes)), headers)
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(names)), [style.wrapped(title, style.BODY, style.LABEL, most=2) for title in titles])
    axes.tick_params(length=0)
    axes.tick_params(axis="y", labelsize=style.BODY)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.hlines(np.arange(-0.5, len(names)), -0.5, len(outcomes) - 0.5, color=style.RULE, linewidth=0.6, zorder=0)
    return page.save(folder, words.stem("effects_matrix"))
