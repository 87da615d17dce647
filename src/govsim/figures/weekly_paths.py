"""Weekly paths of a few outcomes, one panel an outcome, one line a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, MultipleLocator

from govsim.figures import style
from govsim.figures.tables import Comparison, MissingDataError, rolling_sum
from govsim.study.runs.statistics import means
from govsim.study.speak.dates import quarter_of
from govsim.year import WEEKS_A_YEAR

QUARTER = 13  # weeks; the rolling mean of most panels
LINES_A_PAGE = len(style.SCENARIOS)
COLUMNS = 2
FEW_YEARS = 3  # of which the axis shows quarters
MOST_STARTS = 3  # weeks that the title lists; of more it says the first and the last
HEIGHT, ABOVE, BELOW = 2.3, 0.36, 0.36  # inches of a panel, its title and its ticks


@dataclass(frozen=True)
class Panel:
    """A ratio of two outcomes over the last weeks, times a scale."""

    title: str
    over: str
    by: str
    scale: float
    unit: str
    weeks: int = QUARTER


PANELS = (
    Panel("injuries", "injuries_true", "workers", 100.0 * WEEKS_A_YEAR, "per_100"),
    Panel("deaths", "deaths_expected", "workers", 100_000.0 * WEEKS_A_YEAR, "per_100k"),
    Panel("reported", "injuries_recorded", "injuries_true", 100.0, "share_year", weeks=52),
    Panel("violations", "violations", "workers", 100.0, "risky_tasks"),
    Panel("hazards", "hazards_present", "enterprises", 1.0, "per_enterprise"),
    Panel("effort", "effort", "enterprises", 1.0, "mean_index"),
)


def draw(data: Comparison, folder: Path) -> list[Path]:
    """Draw the panels whose outcomes are there; more than six scenarios go on further pages."""
    panels = [panel for panel in PANELS if {panel.over, panel.by}.issubset(data.weekly.columns)]
    if not panels:
        raise MissingDataError("figure.no_panel")
    panels = [panel for panel in panels if panel.weeks < data.grid.weeks]
    if not panels:
        raise MissingDataError("figure.no_weeks")
    names = [name for name in data.scenarios if name in data.grid.scenarios]
    pages = [names[at : at + LINES_A_PAGE] for at in range(0, len(names), LINES_A_PAGE)] or [[]]
    paths: list[Path] = []
    for number, page in enumerate(pages, start=1):
        paths += _page(data, panels, page, folder, data.words.stem("weekly_paths", number))
    return paths


def _page(data: Comparison, panels: list[Panel], names: list[str], folder: Path, stem: str) -> list[Path]:
    words = data.words
    rows = -(-len(panels) // COLUMNS)
    left, between = 0.75, 0.55
    widths = [style.text_width(words.scenario(name), style.SMALL) for name in [data.baseline, *names]]
    labels = min(max(widths) + 0.35, 2.1)
    width = (style.WIDTH - left - style.MARGIN - between) / COLUMNS - labels
    page = style.Page(
        rows * (HEIGHT + ABOVE + BELOW) + 0.2,
        _title(data, [data.baseline, *names]),
        _note(data, names),
    )
    for number, panel in enumerate(panels):
        row, column = divmod(number, COLUMNS)
        bottom = page.top - (row + 1) * (HEIGHT + ABOVE + BELOW) + BELOW
        axes = page.axes(left + column * (width + labels + between), bottom, width, HEIGHT)
        _panel(page, axes, data, panel, names, labels)
        if number == 0:
            _say_start(axes, data, [data.baseline, *names])
        if number >= len(panels) - COLUMNS:
            axes.set_xlabel(words.say("years" if data.calendar is None else "dates"), size=style.SMALL)
    return page.save(folder, stem)


def _title(data: Comparison, names: list[str]) -> str:
    """From which weeks the instruments shown are in force, as they were adopted."""
    weeks, words = list(data.starts(names)), data.words
    if not weeks:
        return words.say("paths_plain")
    dated = data.calendar is not None
    if len(weeks) == 1 and not dated:
        return words.say("paths", week=weeks[0])
    called = [quarter_of(week, data.calendar) if data.calendar is not None else str(week) for week in weeks]
    called = list(dict.fromkeys(called))
    if len(called) > MOST_STARTS:
        return words.say("paths_between_dates" if dated else "paths_between", first=called[0], last=called[-1])
    listed = words.say("listed").join(called[:-1])
    several = words.say("and", listed=listed, last=called[-1]) if listed else called[0]
    return words.say("paths_dated" if dated else "paths_several", weeks=several)


def _note(data: Comparison, names: list[str]) -> str:
    """What the lines are, of what is there: bands, the baseline's line, the window."""
    words, several = data.words, data.seeds > 1
    said = [words.say("paths_mean" if several else "paths_one", seeds=words.seeds(*data.left))]
    if names:
        said.append(words.say("paths_dashed", baseline=words.scenario(data.baseline)))
    if data.has_one_window:
        said.append(words.say("paths_window"))
    if names and several:
        said.append(words.say("paths_luck"))
    return words.say("sentence_gap").join(filter(None, (*said, words.parts())))


def _panel(page: style.Page, axes: Axes, data: Comparison, panel: Panel, names: list[str], labels: float) -> None:
    words = data.words
    title = words.say("titled", title=words.say(panel.title), unit=words.say(panel.unit))
    axes.set_title(title, size=style.HEAD, pad=7)
    if data.has_one_window:
        first, after = (week / WEEKS_A_YEAR for week in data.window)
        axes.axvspan(first, after, color=style.SHADE, linewidth=0, zorder=0)
    lines = [data.baseline, *names]
    colours = [style.BASELINE, *style.SCENARIOS][: len(lines)]
    ends, lows, highs = [], [], []
    for name, colour in zip(lines, colours, strict=True):
        is_baseline = name == data.baseline
        years, mean, half = _path(data, panel, name)
        if not np.isfinite(mean).any():  # every run failed, or there was nothing to divide by
            ends.append(float("nan"))
            continue
        axes.plot(
            years, mean, color=colour, linewidth=1.5, zorder=5 if is_baseline else 4,
            linestyle=(0, (4, 2)) if is_baseline and names else "-",
        )  # fmt: skip
        axes.fill_between(years, mean - half, mean + half, color=colour, alpha=0.16, linewidth=0, zorder=2)
        ends.append(float(mean[-1]))
        lows.append(float(np.nanmin(mean - half)))
        highs.append(float(np.nanmax(mean + half)))
    axes.set_ylim(*(_limits(min(lows), max(highs)) if lows else (0.0, 1.0)))
    axes.set_xlim(0, float(data.meta["weeks"]) / WEEKS_A_YEAR)
    if data.calendar is not None:
        _show_dates(axes, data.calendar, float(data.meta["weeks"]) / WEEKS_A_YEAR)
    colour_of = dict(zip(lines, colours, strict=True))
    for week, whose in data.starts(lines).items():  # in the colour of the one scenario that starts then, if it is one
        colour = colour_of[whose[0]] if len(whose) == 1 and len(names) > 1 else style.INK
        axes.axvline(week / WEEKS_A_YEAR, color=colour, linewidth=0.8, zorder=1)
    style.quiet_grid(axes)
    axes.locator_params(axis="y", nbins=5)
    style.label_ends(page, axes, ends, [words.scenario(name) for name in lines], colours, labels)


def _show_dates(axes: Axes, calendar: int, years: float) -> None:
    """Years of a calendar along an axis of years from the start; quarters where there are few of them."""
    is_short = years <= FEW_YEARS
    step = 0.25 if years <= 0.75 else 0.5 if years <= 1.5 else 1.0
    axes.xaxis.set_major_locator(MultipleLocator(step) if is_short else MaxNLocator(5, integer=True))
    axes.xaxis.set_major_formatter(
        lambda at, _: quarter_of(round(at * WEEKS_A_YEAR), calendar) if is_short else f"{calendar + at:.0f}"
    )


def _say_start(axes: Axes, data: Comparison, names: list[str]) -> None:
    """The words beside the line at which instruments start; beside the first of several."""
    starts = list(data.starts(names))
    if not starts:
        return
    low, high = axes.get_ylim()
    at = starts[0] / WEEKS_A_YEAR
    ground = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1}  # further starts may cross the words
    axes.annotate(data.words.say("start"), (at, low + 0.03 * (high - low)), (4, 0), textcoords="offset points",
                  size=style.SMALL, bbox=ground)  # fmt: skip


def _limits(low: float, high: float) -> tuple[float, float]:
    """From zero, unless that would press the lines into the upper half."""
    if low == high == 0:  # nothing happened: no scale below zero
        return 0.0, 1.0
    if low >= 0 and low < 0.5 * high:
        return 0.0, high * 1.06
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def _path(data: Comparison, panel: Panel, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Years, mean over seeds and half the interval; long runs at every fourth week, which a line cannot show."""
    over = rolling_sum(data.grid.of(name, panel.over), panel.weeks)
    by = rolling_sum(data.grid.of(name, panel.by), panel.weeks)
    ratio = panel.scale * over / np.where(by > 0, by, np.nan)
    mean, half, _ = means(ratio, data.counties(data.grid.seeds(name)))
    weeks = np.arange(panel.weeks, panel.weeks + len(mean))
    step = 4 if len(mean) > 200 else 1
    kept = slice((len(mean) - 1) % step, None, step)  # the last week stays
    return weeks[kept] / WEEKS_A_YEAR, mean[kept], np.nan_to_num(half[kept])
