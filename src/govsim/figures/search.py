"""A search: mixes tried and the front, an objective a panel; the growth of the front; the regret of its members."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from govsim.figures import style
from govsim.figures.wording import Words

TRIED, OVER, MEMBER, NAMED = style.SKY, style.UNSURE, style.BLUE, style.VERMILLION
ACROSS, PANEL = 3, 3.5  # panels in a row; inches of height of one
GAP_LEFT, GAP_BELOW = 0.95, 0.8  # inches for the labels of axes
MOST_LINES = 3  # for what a member is; all of it is in the table
TURNS = 16  # directions in which room for a label is looked for
LINE = style.SMALL / 72 * style.LEADING


def draw_front(front: Mapping[str, Any], folder: Path, words: Words) -> list[Path]:
    """Draw the first objective against each of the others, and say below what the members are.

    Args:
        front: `tried` and `over`, values of mixes by objective, a row a mix; `members` and `named`, each with `label`,
            `said` by language, `means`, `lows`, `highs` by objective, and `stays`.
        folder: where to.
        words: `objectives`, titles and units by name and language; the reference, period, and counts of seeds.
    """
    names = list(words.meta["objectives"])
    scales = [_scale(front, at, words) for at in range(len(names))]
    listed = [(one, MEMBER) for one in front["members"]] + [(one, NAMED) for one in front["named"]]
    texts = [line for one, colour in listed for line in _lines(one, colour, words)]
    rows = math.ceil((len(names) - 1) / ACROSS)
    key = [style.Mark("o", MEMBER, True, words.say("pareto_member")), style.Mark(".", TRIED, True,
           words.say("pareto_tried"))]  # fmt: skip
    key += [style.Mark(".", OVER, True, words.say("pareto_over"))] if len(front["over"]) else []
    key += [style.Mark("D", NAMED, True, words.say("pareto_named"))] if front["named"] else []
    meta = words.meta
    how = words.say("pareto_how", reference=meta["reference"][words.lang], period=meta["period"][words.lang],
                    tried=f"{meta['tried']:,}", seeds=words.seeds(meta["seeds"]),
                    fresh=words.seeds(meta["fresh"]))  # fmt: skip
    room = rows * (PANEL + GAP_BELOW) + len(texts) * LINE + 0.15
    title = meta["objectives"][names[0]]["title"][words.lang]
    page = style.Page(room, words.say("pareto", objective=title), how, words.say("pareto_note"), key)
    across = min(ACROSS, len(names) - 1)
    width = (style.WIDTH - 2 * style.MARGIN) / across
    for at in range(1, len(names)):
        row, column = divmod(at - 1, across)
        bottom = page.top - (row + 1) * (PANEL + GAP_BELOW) + GAP_BELOW
        axes = page.axes(style.MARGIN + column * width + GAP_LEFT - 0.1, bottom, width - GAP_LEFT - 0.1, PANEL - 0.1)
        _panel(axes, front, (0, at), (scales[0], scales[at]), names, words)
    for at, (text, colour) in enumerate(texts):
        place = page.top - rows * (PANEL + GAP_BELOW) - 0.05 - at * LINE
        page.text(style.MARGIN, place, text, size=style.SMALL, color=style.darker(colour), va="top")
    return page.save(folder, words.stem("search_pareto"))


def _lines(one: Mapping[str, Any], colour: str, words: Words) -> list[tuple[str, str]]:
    """What a member is, below the panels."""
    said = f"{one['label']}  {one['said'][words.lang]}" if one["label"] else one["said"][words.lang]
    return [(line, colour) for line in style.lines(said, style.SMALL, style.WIDTH - 2 * style.MARGIN, MOST_LINES)]


def _scale(front: Mapping[str, Any], at: int, words: Words) -> tuple[float, str]:
    """By what values of an objective are divided, and what that is called."""
    values = [one["means"][at] for one in (*front["members"], *front["named"])]
    values += [float(np.abs(part[:, at]).max()) for part in (front["tried"], front["over"]) if len(part)]
    most = max((abs(value) for value in values), default=0.0)
    if most >= 1e6:
        return 1e6, words.say("pareto_millions")
    return (1e3, words.say("pareto_thousands")) if most >= 1e4 else (1.0, "")


def _panel(
    axes: Axes, front: Mapping[str, Any], pair: tuple[int, int], scales: Sequence[tuple[float, str]],
    names: Sequence[str], words: Words,
) -> None:  # fmt: skip
    x, y = pair
    by = [scale for scale, _ in scales]
    for part, colour in ((front["over"], OVER), (front["tried"], TRIED)):
        if len(part):
            axes.plot(part[:, x] / by[0], part[:, y] / by[1], ".", color=colour, markersize=5, alpha=0.55, zorder=2)
    placed: list[tuple[float, float]] = []
    for several, colour, marker in ((front["named"], NAMED, "D"), (front["members"], MEMBER, "o")):
        for one in several:
            _cross(axes, one, pair, by, colour, marker)
            placed.append((one["means"][x] / by[0], one["means"][y] / by[1]))
    axes.axhline(0, color=style.BASELINE, linewidth=1.0, linestyle=(0, (4, 2)), zorder=1)
    axes.axvline(0, color=style.BASELINE, linewidth=1.0, linestyle=(0, (4, 2)), zorder=1)
    axes.margins(0.08)
    style.quiet_grid(axes, "both")
    for axis, at, scale in ((axes.xaxis, x, scales[0]), (axes.yaxis, y, scales[1])):
        axis.set_major_locator(MaxNLocator(nbins=5))
        axis.set_major_formatter(FuncFormatter(style.tick))
        about = words.meta["objectives"][names[at]]
        unit = about["unit"][words.lang]
        unit = words.say("pareto_scaled", unit=unit, scale=scale[1]) if scale[1] else unit
        said = words.say("pareto_axis", title=about["title"][words.lang], unit=unit)
        wide = PANEL if at == y else style.WIDTH / ACROSS - GAP_LEFT
        axis.set_label_text("\n".join(style.wrapped(line, style.SMALL, wide) for line in said.split("\n")),
                            size=style.SMALL)  # fmt: skip
    labels = [(one["label"], colour) for several, colour in ((front["named"], NAMED), (front["members"], MEMBER))
              for one in several]  # fmt: skip
    _label(axes, placed, labels)


def _cross(
    axes: Axes, one: Mapping[str, Any], pair: tuple[int, int], by: Sequence[float], colour: str, marker: str
) -> None:
    """A member with its interval both ways."""
    x, y = ((one["means"][at] / scale, one["lows"][at] / scale, one["highs"][at] / scale)
            for at, scale in zip(pair, by, strict=True))  # fmt: skip
    axes.plot([x[1], x[2]], [y[0], y[0]], "-", color=colour, linewidth=1.0, alpha=0.6, zorder=3)
    axes.plot([x[0], x[0]], [y[1], y[2]], "-", color=colour, linewidth=1.0, alpha=0.6, zorder=3)
    face = colour if one["stays"] else "white"
    axes.plot([x[0]], [y[0]], marker, color=colour, markerfacecolor=face, markersize=6, zorder=4)


def _label(axes: Axes, points: Sequence[tuple[float, float]], labels: Sequence[tuple[str, str]]) -> None:
    """Write the labels of points beside them, where neither another label nor a point is."""
    box = axes.get_position()
    high = axes.figure.get_figheight() * box.height  # type: ignore[union-attr]
    wide = style.WIDTH * box.width
    left, right = axes.get_xlim()
    low, top = axes.get_ylim()
    spots = [((x - left) / (right - left) * wide, (y - low) / (top - low) * high) for x, y in points]
    taken = [(x - 0.05, y - 0.05, x + 0.05, y + 0.05) for x, y in spots]
    for (x, y), (label, colour) in zip(spots, labels, strict=True):
        half = (style.text_width(label, style.SMALL) / 2, style.SMALL / 72 / 2)
        place = _free(x, y, half, taken, wide, high)
        taken.append(_box(place, half))
        axes.text(place[0] / wide, place[1] / high, label, transform=axes.transAxes, size=style.SMALL,
                  color=style.darker(colour), ha="center", va="center", zorder=5)  # fmt: skip


def _box(place: tuple[float, float], half: tuple[float, float]) -> tuple[float, float, float, float]:
    return place[0] - half[0], place[1] - half[1], place[0] + half[0], place[1] + half[1]


def _free(
    x: float, y: float, half: tuple[float, float], taken: Sequence[tuple[float, float, float, float]], wide: float,
    high: float,
) -> tuple[float, float]:  # fmt: skip
    """The nearest place for a label about a point that nothing lies on; the least covered where there is none."""
    best, least = (x, y), math.inf
    for out in (0.1, 0.18, 0.3, 0.45):
        for turn in range(TURNS):
            angle = math.pi / 4 + 2 * math.pi * turn / TURNS
            place = (x + (out + half[0]) * math.cos(angle), y + (out + half[1] / 2) * math.sin(angle))
            made = _box(place, half)
            if made[0] < 0 or made[1] < 0 or made[2] > wide or made[3] > high:
                continue
            covered = sum(
                max(0.0, min(made[2], other[2]) - max(made[0], other[0]))
                * max(0.0, min(made[3], other[3]) - max(made[1], other[1]))
                for other in taken
            )
            if covered < least:
                best, least = place, covered
        if least == 0.0:
            return best
    return best


def draw_volume(table: pd.DataFrame, folder: Path, words: Words) -> list[Path]:
    """Draw the share that each search dominates, generation by generation.

    Args:
        table: a row a search and generation: search, generation, hypervolume.
        folder: where to.
        words: nothing of its own.
    """
    page = style.Page(4.3, words.say("volume"), words.say("volume_how"), words.say("volume_note"))
    axes = page.axes(style.MARGIN + 0.7, page.bottom + 0.5, style.WIDTH - 2 * style.MARGIN - 2.4, 3.7)
    ends, texts, colours = [], [], []
    for at, (number, rows) in enumerate(table.groupby("search", sort=True)):
        colour = style.SCENARIOS[at % len(style.SCENARIOS)]
        marker = style.MARKERS[at % len(style.MARKERS)]
        axes.plot(rows["generation"], rows["hypervolume"], "-", marker=marker, color=colour, linewidth=1.8,
                  markersize=4, zorder=3)  # fmt: skip
        ends.append(float(rows["hypervolume"].iloc[-1]))
        texts.append(words.say("volume_search", number=number))
        colours.append(colour)
    axes.set_ylim(0.0, max(0.05, 1.08 * float(table["hypervolume"].max())))
    style.quiet_grid(axes)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(style.tick))
    axes.set_xlabel(words.say("volume_generation"), size=style.SMALL)
    axes.set_ylabel(words.say("volume_axis"), size=style.SMALL)
    style.label_ends(page, axes, ends, texts, colours, 1.6)
    return page.save(folder, words.stem("search_hypervolume"))


def draw_regret(table: pd.DataFrame, folder: Path, words: Words) -> list[Path]:
    """Draw a row a member: its regret in every draw, on average and at most, and in how many it reaches the aims.

    Args:
        table: a row a member: said_en, said_zh, regrets (a share of the spread, by draw), share (of draws).
        folder: where to.
        words: `draws`, `numbers` and `aims`.
    """
    titles = list(table[f"said_{words.lang}"])
    key = [style.Mark("o", MEMBER, True, words.say("regret_mean")), style.Mark("D", NAMED, True,
           words.say("regret_largest")), style.Mark(".", TRIED, True, words.say("regret_draw"))]  # fmt: skip
    height = style.row_height(len(titles))
    page = style.Page(
        len(titles) * height + 0.9, words.say("regret"),
        words.say("regret_how", draws=words.meta["draws"], numbers=words.meta["numbers"]),
        words.say("regret_note", aims=words.meta["aims"][words.lang]), key,
    )  # fmt: skip
    left = style.room_for(titles)
    axes = page.axes(left, page.bottom + 0.5, style.WIDTH - left - style.MARGIN - 1.2, len(titles) * height)
    style.label_rows(axes, titles)
    for at, row in enumerate(table.itertuples(index=False)):
        values = 100.0 * np.asarray(row.regrets, float)
        axes.plot(values, np.full(len(values), at), ".", color=TRIED, markersize=6, alpha=0.8, zorder=3)
        axes.plot([values.max()], [at], "D", color=NAMED, markersize=6, zorder=4)
        axes.plot([values.mean()], [at], "o", color=MEMBER, markersize=7, zorder=5)
        axes.annotate(f"{100 * row.share:.0f}%", (1.0, at), (12, 0), xycoords=("axes fraction", "data"),
                      textcoords="offset points", size=style.SMALL, va="center")  # fmt: skip
    axes.annotate(words.say("regret_reached"), (1.0, 1.0), (12, 4), xycoords="axes fraction",
                  textcoords="offset points", size=style.SMALL, color=style.QUIET, va="bottom")  # fmt: skip
    axes.set_xlim(-2.0, 104.0)
    axes.xaxis.set_major_formatter(FuncFormatter(style.tick))
    axes.set_xlabel(words.say("regret_axis"), size=style.SMALL)
    return page.save(folder, words.stem("search_regret"))
