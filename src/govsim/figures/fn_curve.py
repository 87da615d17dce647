"""Societal risk: how often a year an accident kills N workers or more, over N, one step line a scenario.

From the deaths of accidents as they happened in the measured window of all runs, not from expected numbers: the weekly
table holds the deaths in accidents of three or more by week and region, which name each such accident and its size
(two in one region and week would be drawn as one; at a county's rates that is one in thousands). Smaller accidents are
known by their deaths only, so that the line at one death counts each of them as an accident by itself: it is an upper
bound there, by at most the accidents that kill two. Frequencies are counts over run-years; their intervals are those of
a Poisson count (Garwood), since such accidents are rare and come one by one. Nobody near an accident is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullFormatter

from govsim.figures import style
from govsim.figures.tables import Comparison, MissingDataError
from govsim.year import WEEKS_A_YEAR

DEATHS, LARGER = "deaths_true", "deaths_in_larger_true"
LEAST_LARGER = 3  # deaths of an accident of the larger class, as the outcome counts them: E127-E138
CLASSES = (3, 10, 30)  # deaths from which an accident is larger, major, especially major: E127-E138
CHANCE = 0.95
MOST_LINES = len(style.SCENARIOS) + 1
HEIGHT, LEFT, WIDEST = 4.2, 0.95, 2.8  # inches of the panel, left of it, and of its labels at most


@dataclass(frozen=True)
class Frequencies:
    """Accidents a year by how many they kill.

    Attributes:
        sizes: deaths N, going up: 1 first, then those that happened.
        yearly: accidents a year with N deaths or more.
        low, high: the ends of their intervals.
        years: run-years that were looked at.
        larger: accidents of three deaths or more among them.
    """

    sizes: np.ndarray
    yearly: np.ndarray
    low: np.ndarray
    high: np.ndarray
    years: float
    larger: int


def frequencies(weekly: pd.DataFrame, first: int, after: int) -> Frequencies:
    """How often accidents of N deaths or more happen.

    Args:
        weekly: rows of one scenario: seed, week, deaths_true and deaths_in_larger_true, a row a region.
        first: first week of the window.
        after: the week after its last.
    """
    mine = weekly[(weekly["week"] >= first) & (weekly["week"] < after)]
    years = mine["seed"].nunique() * (after - first) / WEEKS_A_YEAR
    if not years:
        return Frequencies(np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1), 0.0, 0)
    toll = mine[LARGER].to_numpy(dtype=float)
    tolls = np.sort(np.rint(toll[toll > 0.0]))
    small = float(mine[DEATHS].sum() - toll.sum())
    sizes = np.array([1.0, *np.unique(tolls)])
    counts = np.array([small + len(tolls), *(float((tolls >= size).sum()) for size in sizes[1:])])
    low, high = garwood(counts)
    return Frequencies(sizes, counts / years, low / years, high / years, years, len(tolls))


def garwood(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The ends of the 95 % interval of the mean of a Poisson count, exact."""
    from scipy.special import gammaincinv  # of scipy only what is needed, when it is

    rest = (1.0 - CHANCE) / 2.0
    low = np.where(counts > 0.0, gammaincinv(np.maximum(counts, 0.5), rest), 0.0)
    return low, gammaincinv(counts + 1.0, 1.0 - rest)


def above_nothing(one: Frequencies) -> float:
    """The end of the interval of a frequency of which nothing was counted, accidents a year."""
    return float(garwood(np.zeros(1))[1][0]) / one.years


def draw(data: Comparison, folder: Path) -> list[Path]:
    """One step line for each of up to seven scenarios, the baseline dashed.

    Raises:
        MissingDataError: also where no accident killed three or more: a curve of one point says nothing.
    """
    if not {"scenario", "seed", "week", DEATHS, LARGER}.issubset(data.weekly.columns):
        raise MissingDataError("figure.no_deaths_by_accident")
    data.when()
    first, after = data.window
    groups = dict(list(data.weekly.groupby("scenario", sort=False, observed=True)))
    names = [name for name in (data.baseline, *data.scenarios) if name in groups][:MOST_LINES]
    found = {name: frequencies(groups[name], first, after) for name in names}
    found = {name: one for name, one in found.items() if one.years and one.yearly[0] > 0.0}
    if not any(one.larger for one in found.values()):
        raise MissingDataError(
            "figure.no_larger", years=f"{max((one.years for one in found.values()), default=0):,.0f}"
        )
    words = data.words
    room = min(max(style.text_width(words.scenario(one), style.SMALL) for one in found) + 0.4, WIDEST)
    page = style.Page(HEIGHT + 0.75, words.say("fn"), words.how("fn_how", **data.when()), _note(data, found))
    axes = page.axes(LEFT, page.bottom + 0.55, style.WIDTH - LEFT - room - 0.15, HEIGHT)
    others = iter(style.SCENARIOS)
    colours = [style.BASELINE if one == data.baseline else next(others) for one in found]
    _frame(axes, data, list(found.values()))
    for at, (one, colour) in enumerate(zip(found.values(), colours, strict=True)):
        _line(axes, one, colour, at, len(found), is_dashed=at == 0 and len(found) > 1)
    ends = [_height(axes, float(one.yearly[-1])) for one in found.values()]
    style.label_ends(page, axes, ends, [words.scenario(name) for name in found], colours, room)
    return page.save(folder, words.stem("fn_curve"))


def _height(axes: Axes, value: float) -> float:
    """A value of a logarithmic axis as one of a straight one between the same ends."""
    low, high = axes.get_ylim()
    return float(low + (high - low) * np.log(value / low) / np.log(high / low))


def _frame(axes: Axes, data: Comparison, found: Sequence[Frequencies]) -> None:
    """Both axes, the borders of the classes of accidents, and what a count of nothing leaves possible."""
    axes.set_xscale("log")
    axes.set_yscale("log")
    most = max(float(one.sizes[-1]) for one in found)
    axes.set_xlim(0.9, max(1.5 * most, 12.0))
    least = min(min(float(one.yearly[-1]), above_nothing(one)) for one in found)
    axes.set_ylim(least / 4.0, 1.6 * max(float(one.high[0]) for one in found))
    words = data.words
    for border, name in zip(CLASSES, ("larger", "major", "extreme"), strict=True):
        if border < axes.get_xlim()[1]:
            axes.axvline(border, color=style.RULE, linewidth=0.9, zorder=0)
            axes.annotate(words.say(f"fn_{name}"), (border, 1), (3, -2), xycoords=("data", "axes fraction"),
                          textcoords="offset points", size=style.SMALL, color=style.QUIET, va="top")  # fmt: skip
    ticks = [one for one in (1, 2, 3, 5, 10, 20, 30, 50, 100, 200) if one <= axes.get_xlim()[1]]
    axes.set_xticks(ticks, [str(one) for one in ticks])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.set_xlabel(words.say("fn_deaths"), size=style.SMALL)
    axes.set_ylabel(words.say("fn_yearly"), size=style.SMALL)
    style.quiet_grid(axes)


def _line(axes: Axes, one: Frequencies, colour: str, at: int, count: int, is_dashed: bool) -> None:
    """Steps over N, an interval at each N, the upper bound at one death hollow; a mark where none of three happened."""
    moved = 1.0 + 0.02 * (at - (count - 1) / 2.0)
    dashes = (0, (4, 2)) if is_dashed else "-"
    axes.plot(one.sizes[:2], one.yearly[:2], color=colour, linewidth=0.9, linestyle=":", zorder=3)
    axes.step(one.sizes[1:], one.yearly[1:], where="pre", color=colour, linewidth=1.6, linestyle=dashes, zorder=3)
    floor = axes.get_ylim()[0]
    arms = [one.yearly - np.maximum(one.low, floor), one.high - one.yearly]
    axes.errorbar(one.sizes * moved, one.yearly, yerr=arms, fmt="none", ecolor=colour, linewidth=1.0, zorder=4)
    axes.plot(one.sizes[1:] * moved, one.yearly[1:], "o", color=colour, markersize=4, zorder=5)
    axes.plot(one.sizes[:1] * moved, one.yearly[:1], "o", color=colour, markerfacecolor="white", markersize=6, zorder=5)
    if not one.larger:
        axes.plot(
            [LEAST_LARGER * moved],
            [above_nothing(one)],
            "v",
            color=colour,
            markerfacecolor="white",
            markersize=7,
            zorder=5,
        )


def _note(data: Comparison, found: dict[str, Frequencies]) -> str:
    """What is counted how, over how many run-years, and how many accidents of three or more there were."""
    words = data.words
    listed = [words.say("fn_count", scenario=words.scenario(name), count=one.larger) for name, one in found.items()]
    years = f"{min(one.years for one in found.values()):,.0f}"
    return words.say("fn_note", years=years, listed=words.say("listed_apart").join(listed))
