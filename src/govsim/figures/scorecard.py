"""A scorecard: what the record says of eight indicators, what three subjects say of enterprises, and the truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from govsim.figures import style
from govsim.figures.tables import require
from govsim.figures.wording import Words

TRUE, RECORDED = style.INK, style.ORANGE
SUBJECTS = (  # outcome, phrase, colour, marker, place within the row
    ("mean_government_score", "card_government", style.BLUE, "o", -0.36),
    ("mean_self_score", "card_self", style.VERMILLION, "s", -0.19),
    ("mean_third_score", "card_third", style.GREEN, "^", 0.19),
    ("mean_index", "card_index", style.PURPLE, "D", 0.36),
)
TRUTH = "mean_true_score"
COLUMN, GAP = 0.95, 0.3  # inches of a column of numbers, and between the axes and the first
MOST = 200.0  # per cent of the truth beyond which an axis says no more: an arrow shows that it goes on
ROW, TALLER = 0.36, 0.5  # inches of a row: two marks, and five
ABOVE, BELOW = 0.35, 0.55


def draw(indicators: pd.DataFrame, scores: pd.DataFrame, folder: Path, words: Words) -> list[Path]:
    """The indicators on one page; the scores of all, and of each group, on further ones.

    Args:
        indicators: a row an indicator: record, truth and their gap, each mean, ci_low and ci_high.
        scores: a row a group and outcome: by, group, outcome, mean, ci_low, ci_high.
        folder: where the files go.
        words: `meta` holds titles of the `scenario`, of `indicators` and `groups`, which indicators are `shares`, the
            weeks `first` and `last`, and `seeds`.
    """
    ends = ("mean", "ci_low", "ci_high")
    require(indicators, ("indicator", *(f"{one}_{end}" for one in ("record", "truth") for end in ends)), "indicators")
    require(scores, ("by", "group", "outcome", *ends), "scores")
    paths = _indicators(indicators, folder, words)
    groups = _groups(scores)
    for number, at in enumerate(range(0, len(groups), style.ROWS_A_PAGE), start=1):
        stem = words.stem("scorecard_scores", number)
        paths += _scores(groups[at : at + style.ROWS_A_PAGE], folder, words, stem)
    return paths


def _when(words: Words) -> dict[str, Any]:
    meta = words.meta
    return {"first": meta["first"], "last": meta["last"], "seeds": words.seeds(int(meta["seeds"])),
            "scenario": meta["scenario"][words.lang]}  # fmt: skip


def _indicators(table: pd.DataFrame, folder: Path, words: Words) -> list[Path]:
    titles = [words.meta["indicators"][name][words.lang] for name in table["indicator"]]
    left = style.room_for(titles)
    height = ROW * 1.15 * len(table)
    key = [style.Mark("o", TRUE, True, words.say("true")), style.Mark("o", RECORDED, False, words.say("recorded"))]
    title, how = (words.say(phrase, **_when(words)) for phrase in ("card_indicators", "card_indicators_how"))
    page = style.Page(ABOVE + height + BELOW, title, how, words.say("card_indicators_note"), key)
    width = style.WIDTH - left - style.MARGIN - GAP - 3 * COLUMN
    axes = page.axes(left, page.bottom + BELOW, width, height)
    style.label_rows(axes, titles)
    axes.axvline(100.0, color=TRUE, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
    heads = [words.say(one) for one in ("card_record_column", "card_truth_column", "card_gap_column")]
    reach = 100.0
    for at, row in enumerate(table.to_dict("records")):
        reach = max(reach, _indicator(axes, at, row))
        is_share = row["indicator"] in words.meta["shares"]
        said = [_level(row[f"{one}_mean"], is_share) for one in ("record", "truth")]
        _numbers(axes, at, [*said, _gap(row)], width)
    _heads(axes, heads, width)
    axes.set_xlim(0.0, min(1.06 * reach, MOST))
    axes.set_xlabel(words.say("card_of_truth"), size=style.SMALL)
    axes.xaxis.set_major_locator(MaxNLocator(6))
    return page.save(folder, words.stem("scorecard_indicators"))


def _indicator(axes: Axes, at: int, row: dict[str, Any]) -> float:
    """Record and truth in per cent of the mean truth, joined; how far the marks reach."""
    so = row["truth_mean"]
    if not so:
        return 100.0
    ends = {
        one: [100.0 * row[f"{one}_{end}"] / so for end in ("mean", "ci_low", "ci_high")] for one in ("record", "truth")
    }
    said = ends["record"][0]
    axes.plot([said, 100.0], [at, at], color="#B5B5B5", linewidth=2, zorder=2)
    for one, colour, shift, face in (("truth", TRUE, -0.17, TRUE), ("record", RECORDED, 0.17, "white")):
        mean, low, high = ends[one]
        if np.isfinite(low):
            axes.plot([low, high], [at + shift] * 2, color=colour, linewidth=1.8, zorder=3)
        axes.plot([mean], [at], "o", color=colour, markerfacecolor=face, markersize=9 if face == TRUE else 6.5,
                  zorder=4)  # fmt: skip
        if mean > MOST:
            axes.annotate("▶", (1, at), (-2, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                          ha="right", va="center", size=style.SMALL, color=style.darker(colour))  # fmt: skip
    return float(np.nanmax([one for three in ends.values() for one in three]))


def _level(value: float, is_share: bool) -> str:
    return style.percent(100.0 * value, signed=False, decimals=1) if is_share else style.number(value)


def _gap(row: dict[str, Any]) -> str:
    so = row["truth_mean"]
    return style.percent(100.0 * (row["record_mean"] - so) / so) if so else "–"


def _groups(scores: pd.DataFrame) -> list[tuple[str, str, dict[str, dict[str, Any]]]]:
    """Each group that has scores, all first; of one region alone nothing that all do not say."""
    regions = scores.loc[scores["by"] == "region", "group"].nunique()
    found = []
    for (by, group), rows in scores.groupby(["by", "group"], sort=False):
        cells = {row["outcome"]: row for row in rows.to_dict("records")}
        if TRUTH in cells and np.isfinite(cells[TRUTH]["mean"]) and not (by == "region" and regions == 1):
            found.append((str(by), str(group), cells))
    return found


def _scores(
    groups: list[tuple[str, str, dict[str, dict[str, Any]]]], folder: Path, words: Words, stem: str
) -> list[Path]:
    titles = [words.meta["groups"][by, group][words.lang] for by, group, _ in groups]
    left, height = style.room_for(titles), TALLER * 1.1 * len(groups)
    key = [style.Mark("X", TRUE, True, words.say("card_truth"))]
    key += [style.Mark(marker, colour, True, words.say(phrase)) for _, phrase, colour, marker, _ in SUBJECTS]
    title, how = (words.say(phrase, **_when(words)) for phrase in ("card_scores", "card_scores_how"))
    page = style.Page(ABOVE + height + BELOW, title, how, words.say("card_scores_note"), key)
    width = style.WIDTH - left - style.MARGIN - GAP - len(SUBJECTS) * COLUMN
    axes = page.axes(left, page.bottom + BELOW, width, height)
    style.label_rows(axes, titles)
    for at, (_, _, cells) in enumerate(groups):
        _group(axes, at, cells)
        less = [cells[name]["mean"] - cells[TRUTH]["mean"] for name, *_ in SUBJECTS]
        colours = [colour for _, _, colour, *_ in SUBJECTS]
        _numbers(axes, at, [style.number(one, True, 3) for one in less], width, colours)
    _heads(axes, [words.say(f"{phrase}_gap") for _, phrase, *_ in SUBJECTS], width)
    axes.set_xlabel(words.say("card_score"), size=style.SMALL)
    axes.xaxis.set_major_locator(MaxNLocator(7))
    return page.save(folder, stem)


def _group(axes: Axes, at: int, cells: dict[str, dict[str, Any]]) -> None:
    """The truth as a cross on a line through the row, and each subject's mean with its interval."""
    so = cells[TRUTH]
    axes.plot([so["mean"]] * 2, [at - 0.42, at + 0.42], color=TRUE, linewidth=1.0, linestyle=(0, (4, 2)), zorder=2)
    if np.isfinite(so["ci_low"]):
        axes.plot([so["ci_low"], so["ci_high"]], [at, at], color=TRUE, linewidth=1.6, zorder=3)
    axes.plot([so["mean"]], [at], "X", color=TRUE, markersize=7.5, zorder=5)
    for name, _, colour, marker, shift in SUBJECTS:
        one = cells[name]
        axes.plot([so["mean"], one["mean"]], [at + shift] * 2, color="#C8C8C8", linewidth=1.4, zorder=1)
        if np.isfinite(one["ci_low"]):
            axes.plot([one["ci_low"], one["ci_high"]], [at + shift] * 2, color=colour, linewidth=1.6, zorder=3)
        axes.plot([one["mean"]], [at + shift], marker, color=colour, markersize=5.5, zorder=4)


def _place(column: int, width: float) -> float:
    """The right end of a column of numbers, as a share of the axes' width."""
    return (width + GAP + (column + 1) * COLUMN - 0.1) / width


def _numbers(axes: Axes, at: int, texts: list[str], width: float, colours: list[str] | None = None) -> None:
    for column, text in enumerate(texts):
        colour = style.darker(colours[column]) if colours else style.INK
        axes.annotate(text, (_place(column, width), at), xycoords=("axes fraction", "data"), ha="right", va="center",
                      size=style.SMALL, color=colour, annotation_clip=False)  # fmt: skip


def _heads(axes: Axes, heads: list[str], width: float) -> None:
    for column, head in enumerate(heads):
        axes.annotate(head, (_place(column, width), 1), (0, 5), xycoords="axes fraction", textcoords="offset points",
                      ha="right", size=style.SMALL, color=style.QUIET, annotation_clip=False,
                      linespacing=1.05)  # fmt: skip
