"""The county's enterprises: size across, risk up, one panel an industry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.markers import CARETUP
from matplotlib.ticker import MaxNLocator, NullLocator

from govsim.figures import style
from govsim.figures.tables import Comparison, MissingDataError, require
from govsim.figures.wording import INDUSTRIES
from govsim.study.runs.statistics import COUNTY_SEED
from govsim.year import WEEKS_A_YEAR

BANDS = ((0, 20), (20, 50), (50, 250), (250, 10_000_000))  # workers; the size classes of the register
TICKS = (10, 30, 100, 300, 1000, 3000, 10_000)
COLUMNS = 4
HEIGHT = 2.3  # inches of a panel
USUAL, OUTLYING = 0.98, 3.0  # of all enterprises; one that lies so many times higher would press the others together
BEYOND = CARETUP


def draw(data: Comparison, folder: Path) -> list[Path]:
    """One mark an enterprise of the baseline, averaged over seeds and years; of several counties, the first."""
    table = require(data.meta.get("enterprises"), ("scenario", "id", "industry", "headcount"), "enterprises")
    injuries = next((name for name in ("injuries_expected", "injuries_true") if name in table), None)
    if injuries is None:
        raise MissingDataError("figure.no_column", name="enterprises", columns="injuries_expected, injuries_true")
    names = set(table["scenario"])
    scenario = data.baseline if data.baseline in names else str(table["scenario"].iloc[0])
    rows = table[table["scenario"] == scenario]
    if COUNTY_SEED in rows:  # enterprises of one number are others in another county
        rows = rows[rows[COUNTY_SEED] == rows[COUNTY_SEED].min()]
    points, seeds = _points(rows, injuries)
    if points.empty:
        raise MissingDataError("figure.no_workers")
    return _page(data, points, scenario, injuries, seeds, folder)


def _points(rows: pd.DataFrame, injuries: str) -> tuple[pd.DataFrame, int]:
    """The enterprises there at the start, each over all years it was in business; and the number of seeds.

    Later entrants are left out: with them a slot would be shown twice, and the county too large.
    """
    rows = rows.assign(seed=rows.get("seed", 0), year=rows.get("year", 0))
    first = rows[rows["year"] == rows["year"].min()]
    seeds = int(first["seed"].nunique())
    shared = first.groupby("id")["seed"].nunique() > 0.5 * seeds  # of two in one place at most one is
    founders = shared[shared].index
    if first["id"].isin(founders).mean() < 0.5:  # each run has enterprises of its own: show one run
        seed, seeds = first["seed"].min(), 1
        rows, founders = rows[rows["seed"] == seed], first.loc[first["seed"] == seed, "id"]
    rows = rows[rows["id"].isin(founders)]
    exposed = rows.get("worker_weeks", rows["headcount"] * rows.get("weeks", WEEKS_A_YEAR))
    rows = rows.assign(exposed=exposed.astype(float), injured=rows[injuries].astype(float))
    points = rows.groupby("id").agg(
        industry=("industry", "first"), headcount=("headcount", "mean"), exposed=("exposed", "sum"),
        injured=("injured", "sum"),
    )  # fmt: skip
    points = points[(points["exposed"] > 0) & (points["headcount"] > 0)]
    points["rate"] = 100 * WEEKS_A_YEAR * points["injured"] / points["exposed"]
    return points, seeds


def _page(data: Comparison, points: pd.DataFrame, scenario: str, injuries: str, seeds: int, folder: Path) -> list[Path]:
    words = data.words
    industries = _ordered(points["industry"])
    columns = min(COLUMNS, len(industries))
    rows = -(-len(industries) // columns)
    positive = points.loc[points["rate"] > 0, "rate"]
    logarithmic = len(positive) > 0 and float(positive.quantile(0.99)) > 8 * float(positive.median())
    zeros = bool((points["rate"] <= 0).any()) and logarithmic
    limits, highest = _limits(points, positive, logarithmic), float(points["rate"].max())
    between, left = 0.25, 0.85
    width = (style.WIDTH - left - style.MARGIN - between * (columns - 1)) / columns
    titles = [style.wrapped(_title(data, points, industry), style.BODY, width) for industry in industries]
    above = 0.2 + 0.19 * max(title.count("\n") + 1 for title in titles)
    page = style.Page(
        rows * (HEIGHT + above) + 0.6,
        words.say("county"),
        words.how("county_how", scenario=words.scenario(scenario), seeds=words.first_county(seeds)),
        words.say("county_note") + (words.say("county_zero") if zeros else "")
        + (words.say("county_beyond", highest=style.number(highest)) if highest > limits[3] else ""),
    )  # fmt: skip
    for number, industry in enumerate(industries):
        row, column = divmod(number, columns)
        bottom = page.top - (row + 1) * (HEIGHT + above)
        axes = page.axes(left + column * (width + between), bottom, width, HEIGHT)
        _frame(axes, limits, logarithmic)
        axes.tick_params(labelleft=column == 0, labelbottom=number >= len(industries) - columns)
        if number >= len(industries) - columns:
            axes.set_xlabel(words.say("headcount"), size=style.SMALL)
        _industry(axes, points, industry, number, limits)
        colour = style.darker(style.INDUSTRIES[number % len(style.INDUSTRIES)])
        axes.set_title(titles[number], size=style.BODY, color=colour, pad=6)
    page.measured = words.say("expected_rate" if injuries == "injuries_expected" else "true_rate")
    page.text(
        style.MARGIN, (page.top + page.bottom) / 2, page.measured,
        rotation=90, va="center", ha="center", size=style.SMALL,
    )  # fmt: skip
    return page.save(folder, words.stem("enterprises"))


def _title(data: Comparison, points: pd.DataFrame, industry: Any) -> str:
    mine = points[points["industry"] == industry]
    mean = 100 * WEEKS_A_YEAR * mine["injured"].sum() / mine["exposed"].sum()
    name = data.words.industry(industry)
    return data.words.say("n_enterprises", name=name, count=len(mine), rate=style.number(float(mean)))


def _ordered(industries: pd.Series) -> list[Any]:
    """Industries in the order of their codes; unknown ones last."""
    known = list(INDUSTRIES)
    found = sorted(industries.unique(), key=str)
    return sorted(found, key=lambda value: known.index(value) if value in known else len(known))


def _limits(points: pd.DataFrame, positive: pd.Series, logarithmic: bool) -> tuple[float, float, float, float]:
    left, right = float(points["headcount"].min()) * 0.8, float(points["headcount"].max()) * 1.25
    if logarithmic:
        return left, right, float(positive.min()) * 0.75, float(positive.max()) * 1.4
    most, usual = float(points["rate"].max()), float(points["rate"].quantile(USUAL))
    return left, right, 0.0, 1.2 * usual if most > OUTLYING * usual > 0 else most * 1.06 or 1.0


def _frame(axes: Axes, limits: tuple[float, float, float, float], logarithmic: bool) -> None:
    left, right, low, high = limits
    axes.set_xscale("log")
    axes.set_xlim(left, right)
    if logarithmic:
        axes.set_yscale("log")
        decades = [sign * 10.0**power for power in range(-4, 5) for sign in (1, 3)]
        ticks = [tick for tick in decades if low <= tick <= high]
        axes.set_yticks(ticks, [style.number(tick) if tick < 1 else f"{tick:g}" for tick in ticks])
        axes.yaxis.set_minor_locator(NullLocator())
    else:
        axes.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axes.set_ylim(low, high)
    ticks = [tick for tick in TICKS if left <= tick <= right]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid(True, color=style.RULE, linewidth=0.6)


def _industry(
    axes: Axes, points: pd.DataFrame, industry: Any, number: int, limits: tuple[float, float, float, float]
) -> None:
    left, right, floor, top = limits
    inside = points["industry"] == industry
    mine, rest = points[inside], points[~inside]
    colour = style.INDUSTRIES[number % len(style.INDUSTRIES)]
    marker = style.MARKERS[number % len(style.MARKERS)]
    inside_rest = rest[rest["rate"] <= top]
    axes.plot(inside_rest["headcount"], inside_rest["rate"].clip(lower=floor), ".", color="#D0D0D0", markersize=3.5,
              zorder=1)  # fmt: skip
    for first, after in BANDS:
        band = mine[(mine["headcount"] >= first) & (mine["headcount"] < after)]
        if band["injured"].sum() > 0:
            rate = 100 * WEEKS_A_YEAR * band["injured"].sum() / band["exposed"].sum()
            ends = [max(first, left), min(after, right)]
            axes.plot(ends, [rate, rate], color=style.INK, linewidth=1.6, zorder=2, solid_capstyle="butt")
    for some, sign in ((mine[mine["rate"] <= top], marker), (mine[mine["rate"] > top], BEYOND)):
        axes.plot(
            some["headcount"], some["rate"].clip(floor, top), marker=sign, color=colour, markersize=5.5, zorder=3,
            markeredgecolor=style.darker(colour), markeredgewidth=0.6, alpha=0.85, linestyle="none", clip_on=False,
        )  # fmt: skip
