"""What a setting does as it grows: differences from the first value, with bands, over the values of a sweep."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from govsim.figures import style
from govsim.figures.deaths_and_cost import MONEY, SMALLER
from govsim.figures.numbers import arms
from govsim.figures.tables import Comparison, MissingDataError

OUTCOMES = (
    ("injuries_expected", "injuries_true"),
    ("deaths_expected", "deaths_true"),
    ("reported_share", "mean_violation", "violations"),
    ("cost_resource",),
)  # each with its substitutes
LINES_A_PAGE = len(style.SCENARIOS)
WIDE = 30.0  # largest value over smallest from which an axis is logarithmic; assumed: the small ones press together
MOST_TICKS = 9  # values that are named on the axis, each one
HEIGHT, ABOVE, BELOW, LEFT, BETWEEN = 2.35, 0.42, 0.62, 0.8, 0.6  # inches


@dataclass(frozen=True)
class Axis:
    """The values along x.

    Attributes:
        places: of each scenario.
        ticks: places that are named.
        names: of these.
        is_number: whether places are the values themselves, so that lines may join them.
        is_log: whether the axis is logarithmic.
    """

    places: Mapping[str, float]
    ticks: Sequence[float]
    names: Sequence[str]
    is_number: bool
    is_log: bool = False


def draw(data: Comparison, folder: Path) -> list[Path]:
    """Draw the outcomes that are there over the setting with most values; the other settings make lines."""
    swept = data.meta.get("swept")
    if not swept or not data.scenarios:
        raise MissingDataError("figure.no_sweep")
    data.when()
    outcomes = [next((name for name in names if data.has(name)), None) for names in OUTCOMES]
    chosen = [name for name in outcomes if name is not None]
    if not chosen:
        raise MissingDataError("figure.no_effects")
    along = max(swept, key=lambda one: (_is_number(one), len(set(map(str, one["values"].values())))))
    others = [one for one in swept if one is not along]
    names = [data.baseline, *data.scenarios]
    lines: dict[str, list[str]] = {}
    for name in names:
        lines.setdefault(_line(data, others, name), []).append(name)
    paths: list[Path] = []
    for number, at in enumerate(range(0, len(lines), LINES_A_PAGE), start=1):
        some = dict(list(lines.items())[at : at + LINES_A_PAGE])
        stem = data.words.stem("dose_response", number)
        paths += _page(data, along, others, some, chosen, folder, stem)
    return paths


def _is_number(one: Mapping[str, Any]) -> bool:
    """Whether a setting has numbers for all its points, defaults worked out, of which some differ."""
    values = list(one["known"].values())
    plain = all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
    return plain and all(math.isfinite(value) for value in values) and len(set(values)) > 1


def _line(data: Comparison, others: Sequence[Mapping[str, Any]], name: str) -> str:
    lang = data.words.lang
    return data.words.say("listed").join(one["line"][name][lang] for one in others)


def _axis(data: Comparison, along: Mapping[str, Any], names: Sequence[str]) -> Axis:
    said = {name: along["said"][name][data.words.lang] for name in names}
    if not _is_number(along):
        texts = list(dict.fromkeys(said.values()))
        places = {name: float(texts.index(text)) for name, text in said.items()}
        return Axis(places, range(len(texts)), [style.wrapped(text, style.SMALL, 1.3, most=3) for text in texts], False)
    places = {name: float(along["known"][name]) for name in names}
    values = sorted(set(places.values()))
    is_log = values[0] > 0 and values[-1] / values[0] >= WIDE
    named = {place: said[name] for name, place in places.items()}
    if len(values) > MOST_TICKS:
        return Axis(places, [], [], True, is_log)
    short = {place: text if along["values"][name] is None else style.tick(place)
             for name, place in places.items() for text in [named[place]]}  # fmt: skip
    kept = _apart(values, is_log)
    return Axis(places, kept, [short[place] for place in kept], True, is_log)


def _apart(values: Sequence[float], is_log: bool) -> list[float]:
    """Those values that have room for a name, from the first on."""
    scale = [math.log(value) for value in values] if is_log else list(values)
    least = (scale[-1] - scale[0]) / 10
    kept, last = [values[0]], scale[0]
    for value, place in zip(values[1:], scale[1:], strict=True):
        if place - last >= least:
            kept.append(value)
            last = place
    return kept


def _page(
    data: Comparison, along: Mapping[str, Any], others: Sequence[Mapping[str, Any]], lines: Mapping[str, list[str]],
    outcomes: Sequence[str], folder: Path, stem: str,
) -> list[Path]:  # fmt: skip
    words, lang = data.words, data.words.lang
    axis = _axis(data, along, [data.baseline, *data.scenarios])
    rows = -(-len(outcomes) // 2)
    labels = min(max(style.text_width(text, style.SMALL) for text in lines) + 0.35, 2.1) if others else 0.15
    width = (style.WIDTH - LEFT - style.MARGIN - BETWEEN) / 2 - labels
    first = _line(data, [along, *others], data.baseline)
    titled = {**data.when(), "setting": along["title"][lang], "first": first}
    page = style.Page(
        rows * (HEIGHT + ABOVE + BELOW) + 0.1,
        words.say("dose", **titled),
        words.how("dose_how" if data.seeds > 1 else "dose_how_one", **titled),
        words.say("dose_note")
        + (words.say("dose_expected") if "injuries_expected" in outcomes else "")
        + (words.say("dose_log") if axis.is_log else ""),
    )
    for number, outcome in enumerate(outcomes):
        row, column = divmod(number, 2)
        left = LEFT + column * (width + labels + BETWEEN)
        bottom = page.top - (row + 1) * (HEIGHT + ABOVE + BELOW) + BELOW
        axes = page.axes(left, bottom, width, HEIGHT)
        _panel(data, page, axes, axis, lines, outcome, labels if others else 0.0)
        unit = along["unit"][lang]
        axes.set_xlabel(words.say("titled", title=along["title"][lang], unit=unit) if unit else along["title"][lang],
                        size=style.SMALL)  # fmt: skip
    return page.save(folder, stem)


def _panel(
    data: Comparison, page: style.Page, axes: Axes, axis: Axis, lines: Mapping[str, list[str]], outcome: str,
    labels: float,
) -> None:  # fmt: skip
    words = data.words
    effect, scale, unit = _effect(data, outcome)
    axes.set_title(style.wrapped(words.say("titled", title=words.outcome(outcome), unit=unit), style.BODY, 4.8, most=2),
                   size=style.BODY, pad=8)  # fmt: skip
    axes.axhline(0, color=style.BASELINE, linewidth=1.2, linestyle=(0, (4, 2)), zorder=1)
    ends, texts, colours = [], [], []
    for number, (text, names) in enumerate(lines.items()):
        colour = style.SCENARIOS[number]
        points = sorted((axis.places[name], *_point(data, effect, name)) for name in names)
        x, value, low, high = (np.array(part, float) for part in zip(*points, strict=True))
        value, low, high = value / scale, low / scale, high / scale
        if axis.is_number:
            axes.plot(x, value, "-o", color=colour, linewidth=1.8, markersize=4.5, zorder=3)
            axes.fill_between(x, low, high, color=colour, alpha=0.16, linewidth=0, zorder=2)
        else:
            moved = x + (number - (len(lines) - 1) / 2) * 0.12
            axes.errorbar(moved, value, yerr=arms(value, low, high), fmt="o", color=colour, markersize=5.5,
                          linewidth=1.8, zorder=3)  # fmt: skip
        ends.append(float(value[-1]))
        texts.append(text)
        colours.append(colour)
    if any(data.baseline in names for names in lines.values()):
        place = [axis.places[data.baseline]]
        axes.plot(place, [0], "o", color=style.INK, markerfacecolor="white", markersize=7, zorder=4)
    _finish(axes, axis)
    if labels:
        style.label_ends(page, axes, ends, texts, colours, labels)


def _effect(data: Comparison, outcome: str) -> tuple[Any, float, str]:
    """Differences, what they are divided by, and their unit."""
    words = data.words
    if outcome.startswith("cost_"):
        effect = data.yearly_effect(outcome)[["difference", "ci_low", "ci_high"]]
        is_small = 0.0 < float(np.nanmax(np.abs(effect.to_numpy(dtype=float)), initial=0.0)) < MONEY[words.lang]
        unit, times = SMALLER[words.lang] if is_small else ("million", 1.0)
        return effect, MONEY[words.lang] / times, words.say(unit)
    effect = data.effect(outcome)[["percent", "percent_low", "percent_high"]]
    return effect, 1.0, words.say("relative_plain")


def _point(data: Comparison, effect: Any, name: str) -> tuple[float, float, float]:
    """The difference of a scenario with the ends of its interval; the first value differs from itself by nothing."""
    if name == data.baseline:
        return 0.0, 0.0, 0.0
    value, low, high = map(float, effect.loc[name])
    return value, low if np.isfinite(low) else value, high if np.isfinite(high) else value


def _finish(axes: Axes, axis: Axis) -> None:
    if axis.is_log:
        axes.set_xscale("log")
    if axis.ticks:
        axes.set_xticks(list(axis.ticks), list(axis.names))
        axes.xaxis.set_minor_locator(NullLocator())
    elif not axis.is_log:
        axes.xaxis.set_major_locator(MaxNLocator(nbins=6))
        axes.xaxis.set_major_formatter(style.tick)
    if not axis.is_number:
        axes.set_xlim(-0.5, len(axis.ticks) - 0.5)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(style.tick))
    style.quiet_grid(axes)
