"""Effects against the baseline: one row a scenario, one column an outcome, with intervals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from govsim.figures import style
from govsim.figures.numbers import percents_together
from govsim.figures.tables import Comparison, MissingDataError

OUTCOMES = (
    ("injuries_true",),
    ("injuries_recorded",),
    ("reported_share", "concealed_share", "concealment"),
    ("deaths_expected", "deaths_true"),
    ("mean_violation", "violations"),
    ("hazards_per_enterprise", "hazards_present"),
)  # each with its substitutes; the share of deaths that is hidden rests on few deaths, so reporting comes first
COLUMNS = 5
EDGE = 0.1  # inches beside the outermost marks
ENDS = style.SMALL - 0.5  # letters of an interval's ends


def draw(data: Comparison, folder: Path) -> list[Path]:
    """Draw up to five of the outcomes; long lists of scenarios go on further pages."""
    outcomes = chosen(data)
    if not outcomes or not data.scenarios:
        raise MissingDataError("figure.no_effects")
    effects = {outcome: data.effect(outcome) for outcome in outcomes}
    first = effects[outcomes[0]]["percent"].fillna(0.0)
    names = sorted(data.scenarios, key=lambda name: float(first[name]))
    scales = _scales(effects)
    paths: list[Path] = []
    for number, at in enumerate(range(0, len(names), style.ROWS_A_PAGE), start=1):
        stem = data.words.stem("effects_forest", number)
        paths += _page(data, effects, names[at : at + style.ROWS_A_PAGE], scales, folder, stem)
    return paths


def chosen(data: Comparison) -> list[str]:
    """The outcomes that are there, each by its own name or by a substitute's."""
    found = [next((name for name in names if data.has(name)), None) for names in OUTCOMES]
    return [name for name in found if name is not None][:COLUMNS]


def judged(value: float, low: float, high: float, better: int) -> tuple[str, bool]:
    """Colour of an effect, and whether its mark is filled: hollow where zero is not left out."""
    if not (np.isfinite(low) and np.isfinite(high)) or low <= 0 <= high:
        return style.UNSURE, False
    if better == 0 or value == 0:
        return style.BASELINE, True
    return (style.BETTER if value * better > 0 else style.WORSE), True


def key(data: Comparison, outcomes: list[str]) -> list[style.Mark]:
    """What the colours of effects mean."""
    words = data.words
    if data.seeds == 1:
        return [style.Mark("o", style.UNSURE, False, words.say("no_interval"))]
    marks = [
        style.Mark("o", style.BETTER, True, words.say("better")),
        style.Mark("o", style.WORSE, True, words.say("worse")),
    ]
    if any(data.better(outcome) == 0 for outcome in outcomes):
        marks.append(style.Mark("o", style.BASELINE, True, words.say("neither")))
    return [*marks, style.Mark("o", style.UNSURE, False, words.say("unsure"))]


def _title(data: Comparison) -> str:
    name = data.words.scenario(data.baseline)
    is_plain = name.casefold() in ("baseline", "基准", "基准情景", "基线")
    return data.words.say("no_title") if is_plain else data.words.say("forest", baseline=name)


def _scales(effects: dict[str, pd.DataFrame]) -> dict[str, tuple[float, float]]:
    """One scale for all columns; a column that would press the others together has its own."""
    reach = {}
    for outcome, effect in effects.items():
        ends = effect[["percent", "percent_low", "percent_high"]].to_numpy(dtype=float)
        finite = ends[np.isfinite(ends)]
        reach[outcome] = (min(0.0, finite.min(initial=0.0)), max(0.0, finite.max(initial=0.0)))
    widths = {outcome: high - low for outcome, (low, high) in reach.items()}
    usual = float(np.median(list(widths.values()))) or 1.0
    common = [outcome for outcome in effects if widths[outcome] <= 2.5 * usual]
    low = min(reach[outcome][0] for outcome in common)
    high = max(reach[outcome][1] for outcome in common)
    scales = {outcome: (low, high) if outcome in common else reach[outcome] for outcome in effects}
    return scales


def _limits(low: float, high: float, width: float, numbers: float) -> tuple[float, float]:
    """The axis from low to high with room at the right for the numbers, in inches."""
    across = (high - low) or 1.0
    per_inch = across / (width - numbers - 2 * EDGE)
    return low - EDGE * per_inch, high + (EDGE + numbers) * per_inch


def _numbers(data: Comparison, effects: dict[str, pd.DataFrame]) -> float:
    """Inches that the widest interval takes, the same in every column so that scales stay the same."""
    columns = ["percent", "percent_low", "percent_high"]
    found = np.concatenate([one[columns].to_numpy(dtype=float) for one in effects.values()])
    texts = {percent_span(data, *one) for one in found if np.isfinite(one).all()} | {data.words.say("no_interval")}
    return max((style.text_width(text, ENDS) for text in texts), default=0.45) + 0.05


def _ticks(inches: float) -> int:
    """How many steps of an axis have room for their names."""
    return 2 if inches < 1.1 else 3 if inches < 1.7 else 5


def span(data: Comparison, low: float, high: float, write: Callable[[float], str]) -> str:
    """The ends of an interval; those of a ratio lie at unequal distances, so half the width would say nothing."""
    return data.words.say("within", low=write(low), high=write(high))


def percent_span(data: Comparison, value: float, low: float, high: float) -> str:
    """The ends of an interval in per cent, with as many decimals as the value has."""
    decimals = percents_together(value, low, high)
    return span(data, low, high, lambda end: style.bare_percent(end, decimals))


def _page(
    data: Comparison, effects: dict[str, pd.DataFrame], names: list[str], scales: dict[str, tuple[float, float]],
    folder: Path, stem: str,
) -> list[Path]:  # fmt: skip
    words = data.words
    titles = [words.scenario(name) for name in names]
    common = max(scales.values(), key=list(scales.values()).count)
    others = [words.outcome(outcome) for outcome in effects if scales[outcome] != common]
    left, gap, numbers = style.room_for(titles), 0.22, _numbers(data, effects)
    width = (style.WIDTH - left - style.MARGIN - gap * (len(effects) - 1)) / len(effects)
    headers = {outcome: style.wrapped(words.outcome(outcome), style.BODY, width) for outcome in effects}
    above = 0.42 + 0.17 * max(header.count("\n") + 1 for header in headers.values())
    below, height = 0.72, len(names) * style.row_height(len(names))
    page = style.Page(
        above + height + below,
        _title(data),
        words.how("forest_how" if data.seeds > 1 else "forest_how_one", **data.when()),
        words.say("forest_note")
        + (words.say("own_scale", outcomes=", ".join(others)) if others else "")
        + words.units_swept(),
        key(data, list(effects)),
    )
    for number, (outcome, effect) in enumerate(effects.items()):
        axes = page.axes(left + number * (width + gap), page.bottom + below, width, height)
        style.label_rows(axes, titles, shown=number == 0)
        low, high = scales[outcome]
        axes.set_xlim(*_limits(low, high, width, numbers))
        axes.set_title(headers[outcome], size=style.BODY, pad=19)
        axes.annotate(_base(data, outcome, width), (0, 1), (0, 6), xycoords="axes fraction",
                      textcoords="offset points", size=style.SMALL, color=style.QUIET)  # fmt: skip
        axes.axvline(0, color=style.BASELINE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=1)
        for at, row in enumerate(effect.loc[names].itertuples()):
            _mark(data, axes, at, row, data.better(outcome))
        differs = low < high
        if not differs:  # no scale could say how much: only zero is marked
            low, high = -1.0, 1.0
            axes.set_xlim(*_limits(low, high, width, numbers))
        ticks = MaxNLocator(nbins=_ticks(width - numbers)).tick_values(low, high)
        edge = 0.06 * (high - low)
        axes.set_xticks([tick for tick in ticks if low - edge <= tick <= high + edge] if differs else [0.0])
        axes.xaxis.set_major_formatter(style.tick)
        is_share = data.unit(outcome).startswith("share")
        axes.set_xlabel(words.say("relative_share" if is_share else "relative"), size=style.SMALL)
    return page.save(folder, stem)


def _base(data: Comparison, outcome: str, width: float) -> str:
    """The baseline's value, with its unit where that fits."""
    words = data.words
    level = float(data.yearly_effect(outcome)["baseline"].median())
    if not np.isfinite(level) and outcome in data.runs:  # nothing to pair with: every other run failed
        own = float(data.runs.loc[data.runs["scenario"] == data.baseline, outcome].mean())
        level = own / data.years if data.is_flow(outcome) else own
    base, unit = style.number(level), words.unit(outcome)
    if data.unit(outcome).startswith("share"):
        base = style.percent(100 * level, signed=False)
        unit = unit.removeprefix("share").strip() if words.lang == "en" else ""
    values = [f"{base} {unit}".rstrip(), base]
    if data.is_flow(outcome):
        values = [words.say("flow", value=value) for value in values]
    named = words.say("at_baseline", value=values[0])
    for text in (named, *values):
        if style.text_width(text, style.SMALL) <= width:
            return text
    return base


def _mark(data: Comparison, axes: Axes, at: int, row: Any, better: int) -> None:
    if not np.isfinite(row.percent):
        say_at(axes, at, "–", style.QUIET)
        return
    colour, filled = judged(row.percent, row.percent_low, row.percent_high, better)
    ends = [end for end in (row.percent_low, row.percent_high) if np.isfinite(end)] or [row.percent] * 2
    axes.plot(ends, [at, at], color=colour, linewidth=2, zorder=3)
    face = colour if filled else "white"
    axes.plot([row.percent], [at], "o", color=colour, markerfacecolor=face, markersize=5.5, zorder=4)
    known = bool(np.isfinite(row.percent_low) and np.isfinite(row.percent_high))
    three = (row.percent, row.percent_low, row.percent_high)
    decimals = percents_together(*three)
    below = percent_span(data, *three) if known else data.words.say("no_interval") if data.seeds > 1 else ""
    say_at(axes, at, style.percent(row.percent, decimals=decimals), style.darker(colour), 5.5 if below else 0)
    if below:
        say_at(axes, at, below, style.QUIET, -5.5)


def say_at(axes: Axes, at: int, text: str, colour: str, raised: float = 0) -> None:
    """Write a number at the right end of a row."""
    axes.annotate(text, (1, at), (-3, raised), xycoords=("axes fraction", "data"), textcoords="offset points",
                  ha="right", va="center", size=ENDS if raised < 0 else style.SMALL, color=colour)  # fmt: skip
