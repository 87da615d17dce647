"""What happens and what the record shows: paired dots, one row a scenario."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from govsim.figures import style
from govsim.figures.tables import Comparison, MissingDataError
from govsim.study.runs.statistics import counties_in, means

BOOKS = (("injuries", 100.0, "per_100"), ("deaths", 100_000.0, "per_100k"))
FEWEST = 10  # counted in all runs of a scenario; below, an interval of their mean reaches below zero
TRUE, RECORDED = style.BLUE, style.ORANGE


def draw(data: Comparison, folder: Path) -> list[Path]:
    """Injuries and deaths, each where both books are there."""
    books = [book for book in BOOKS if {f"{book[0]}_true", f"{book[0]}_recorded"}.issubset(data.runs.columns)]
    if not books:
        raise MissingDataError("figure.no_books")
    names = [data.baseline, *data.scenarios]
    paths: list[Path] = []
    for number, at in enumerate(range(0, len(names), style.ROWS_A_PAGE), start=1):
        stem = data.words.stem("true_and_recorded", number)
        paths += _page(data, books, names[at : at + style.ROWS_A_PAGE], folder, stem)
    return paths


def _page(
    data: Comparison, books: list[tuple[str, float, str]], names: list[str], folder: Path, stem: str
) -> list[Path]:
    words = data.words
    titles = [words.scenario(name) for name in names]
    above, below, height = 0.5, 0.6, len(names) * style.row_height(len(names))
    page = style.Page(
        above + height + below,
        words.say("books"),
        words.how("books_how" if data.seeds > 1 else "books_how_one", **data.when()),
        _note(data, books, names),
        [style.Mark("o", TRUE, True, words.say("true")), style.Mark("o", RECORDED, False, words.say("recorded"))],
    )
    left, gap = style.room_for(titles), 0.35
    width = (style.WIDTH - left - style.MARGIN - gap * (len(books) - 1)) / len(books)
    for number, book in enumerate(books):
        axes = page.axes(left + number * (width + gap), page.bottom + below, width, height)
        style.label_rows(axes, titles, shown=number == 0)
        _column(axes, data, names, *book)
    return page.save(folder, stem)


def _column(axes: Axes, data: Comparison, names: list[str], what: str, scale: float, unit: str) -> None:
    words = data.words
    is_rate = "workers" in data.runs
    axes.set_title(words.say(f"{what}_books"), size=style.HEAD, pad=8)
    axes.set_xlabel(words.say(unit if is_rate else "a_year"), size=style.SMALL)
    ends = [0.0]
    for at, name in enumerate(names):
        rows = _rows(data, name)
        if _too_few(rows, what):
            _say_too_few(axes, data, rows, what, at)
            continue
        by = rows["workers"] * data.years / scale if is_rate else pd.Series(data.years, index=rows.index)
        counties = counties_in(rows)
        true, recorded = (_mean(rows[f"{what}_{book}"] / by, counties) for book in ("true", "recorded"))
        if name == data.baseline and not data.is_alone:
            for (value, _), colour in ((true, TRUE), (recorded, RECORDED)):
                axes.axvline(value, color=colour, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
        _pair(axes, at, true, recorded)
        ends += [value + sign * np.nan_to_num(half) for value, half in (true, recorded) for sign in (-1.0, 1.0)]
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))  # whole intervals, below zero too
    axes.set_xlim(1.04 * low, low + ((high - low) or 1.0) * 1.22)
    if high == low:
        axes.set_xticks([])
        axes.set_xlabel("")
        return
    axes.annotate(words.say("share_recorded"), (1, 1), (0, 6), xycoords="axes fraction", ha="right",
                  textcoords="offset points", size=style.SMALL, color=style.QUIET, linespacing=1.05)  # fmt: skip


def _rows(data: Comparison, name: str) -> pd.DataFrame:
    """A scenario's runs that came to their end."""
    rows = data.runs[data.runs["scenario"] == name]
    return rows[rows["error"].isna()] if "error" in rows else rows


def _too_few(rows: pd.DataFrame, what: str) -> bool:
    """Whether so few were counted in all runs that a mean and an interval would say more than is known."""
    return len(rows) > 0 and float(rows[f"{what}_true"].sum()) < FEWEST


def _say_too_few(axes: Axes, data: Comparison, rows: pd.DataFrame, what: str, at: int) -> None:
    counts = {book: f"{rows[f'{what}_{book}'].sum():,.0f}" for book in ("true", "recorded")}
    words = data.words.say("too_few", seeds=data.words.seeds(len(rows)), **counts)
    axes.annotate(words, (0, at), (6, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
                  size=style.SMALL, color=style.QUIET)  # fmt: skip


def _note(data: Comparison, books: list[tuple[str, float, str]], names: list[str]) -> str:
    """What is there to be explained: the baseline's lines, rare deaths, a record that holds more than happened."""
    words, when = data.words, data.when()
    shown = [(what, rows) for what, *_ in books for rows in (_rows(data, name) for name in names)]
    shown = [(what, rows) for what, rows in shown if len(rows) and not _too_few(rows, what)]
    said = [] if data.is_alone else [words.say("books_dashed", **when)]
    if any(what == "deaths" for what, _ in shown):
        said.append(words.say("books_rare"))
    if any(rows[f"{what}_recorded"].sum() > 1.0005 * rows[f"{what}_true"].sum() for what, rows in shown):
        said.append(words.say("books_over"))
    return words.say("sentence_gap").join(said)


def _pair(axes: Axes, at: int, true: tuple[float, float], recorded: tuple[float, float]) -> None:
    """Two dots joined by a line, their intervals a little above and below it, the share at the right."""
    axes.plot([recorded[0], true[0]], [at, at], color="#B5B5B5", linewidth=2, zorder=2)
    for (value, half), colour, shift, face in ((true, TRUE, -0.17, TRUE), (recorded, RECORDED, 0.17, "white")):
        if np.isfinite(half):
            axes.plot([value - half, value + half], [at + shift] * 2, color=colour, linewidth=1.8, zorder=3)
        size = 9 if face == TRUE else 6.5  # where both books agree, a ring of the true one is still seen
        axes.plot([value], [at], "o", color=colour, markerfacecolor=face, markersize=size, zorder=4)
    if true[0] > 0:
        axes.annotate(style.percent(100 * recorded[0] / true[0], signed=False), (1, at), (-4, 0),
                      xycoords=("axes fraction", "data"), textcoords="offset points", ha="right", va="center",
                      size=style.SMALL)  # fmt: skip


def _mean(values: pd.Series, counties: np.ndarray | None) -> tuple[float, float]:
    mean, half, _ = means(values.to_numpy(dtype=float)[:, None], counties)
    return float(mean[0]), float(half[0])
