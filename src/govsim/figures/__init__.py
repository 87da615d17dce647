"""Figures of results: one file a figure, read from tables only, written as PNG and SVG.

Import this package only where a figure is drawn: it brings matplotlib.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import govsim.figures.surroundings  # noqa: F401 - first: it sees to it that matplotlib can be imported
from govsim.figures import (
    best_where,
    calibration,
    deaths_and_cost,
    decay,
    dose_response,
    effects_forest,
    effects_matrix,
    enterprises,
    fn_curve,
    groups_forest,
    indices,
    intervals,
    joint_draws,
    pilots,
    population,
    responses,
    rules,
    scorecard,
    search,
    structures,
    style,
    tornado,
    trade_off,
    trials,
    true_and_recorded,
    weekly_paths,
    year_by_year,
)
from govsim.figures.hands import shared_out
from govsim.figures.tables import Comparison, MissingDataError
from govsim.figures.wording import Words
from govsim.locale import text

__all__ = [
    "COMPARISON",
    "Drawn",
    "draw_best_where",
    "draw_calibrated_numbers",
    "draw_calibrated_targets",
    "draw_comparison",
    "draw_decay",
    "draw_effects_matrix",
    "draw_indices",
    "draw_intervals",
    "draw_joint",
    "draw_pilots",
    "draw_population",
    "draw_responses",
    "draw_rule",
    "draw_scorecard",
    "draw_search",
    "draw_structures",
    "draw_tornado",
    "draw_trade_off",
    "draw_trial_estimates",
    "draw_trial_path",
    "draw_trial_power",
    "draw_years",
]

COMPARISON: dict[str, Callable[[Comparison, Path], list[Path]]] = {
    "weekly_paths": weekly_paths.draw,
    "effects_forest": effects_forest.draw,
    "deaths_and_cost": deaths_and_cost.draw,
    "true_and_recorded": true_and_recorded.draw,
    "enterprises": enterprises.draw,
    "effects_by": groups_forest.draw,
    "dose_response": dose_response.draw,
    "fn_curve": fn_curve.draw,
}


class Drawn(list[Path]):
    """The files written, PNG and SVG, and `notes`: one sentence for each figure that was left out."""

    def __init__(self, paths: Iterable[Path] = (), notes: Iterable[str] = ()) -> None:
        super().__init__(paths)
        self.notes = list(notes)


def draw_comparison(
    runs: pd.DataFrame,
    weekly: pd.DataFrame,
    effects: pd.DataFrame,
    meta: Mapping[str, Any],
    folder: Path,
    lang: str = "en",
    names: Iterable[str] = tuple(COMPARISON),
    processes: int = 1,
    first: Callable[[], object] | None = None,
) -> Drawn:
    """Draw every figure of a comparison whose data are there; the rest are named in the result's `notes`.

    Args:
        runs: One row a run: scenario, seed and outcomes over the measured window.
        weekly: scenario, seed, week, region and weekly outcomes.
        effects: scenario, outcome, baseline, value, difference, ci_low, ci_high; may be empty, then it is
            worked out from the runs, paired by seed.
        meta: baseline, titles, outcomes, payers, start, window, weeks, seeds and, if wanted, enterprises.
        folder: Where the files go.
        lang: "en" or "zh"; Chinese files end in `_zh`.
        names: Of the figures to draw.
        processes: How many may draw at a time: copies of this one, where it may be copied (see `hands`).
        first: What this process does before it draws, while others already do.
    """
    drawn = Drawn()
    with style.drawing(), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # what failed runs leave blank is drawn as a dash
        data = Comparison(runs, weekly, effects, meta, Words(meta, lang))
        jobs = [partial(_drawn, data, name, Path(folder), lang) for name in names]
        for files, note in shared_out(jobs, processes, first):
            drawn.extend(files)
            drawn.notes.extend(note)
    return drawn


def _drawn(data: Comparison, name: str, folder: Path, lang: str) -> tuple[list[Path], list[str]]:
    """The files of a figure, or why there are none."""
    try:
        return COMPARISON[name](data, folder), []
    except MissingDataError as reason:
        return [], [text("figure.not_drawn", lang, name=name, reason=reason.in_language(lang))]


def draw_decay(
    table: pd.DataFrame,
    folder: Path,
    *,
    name: str = "decay",
    title: str = "",
    label: str = "",
    reference: float = 0.0,
    meta: Mapping[str, Any] | None = None,
    lang: str = "en",
) -> list[Path]:
    """Draw how a response fades: a table of week, mean, low, high and series.

    Args:
        table: Weeks since the event and the response, by series.
        folder: Where the files go.
        name: File name without its ending.
        title: Title of the figure.
        label: What is measured, with its unit; per cent change if not said.
        reference: The value that means no response.
        meta: `titles` of the series in two languages, if wanted.
        lang: "en" or "zh".
    """
    with style.drawing():
        return decay.draw(table, Path(folder), Words(meta or {}, lang), name, title, label, reference)


def draw_years(
    table: pd.DataFrame, folder: Path, name: str, title: str, label: str, meta: Mapping[str, Any], lang: str = "en"
) -> list[Path]:
    """Draw an outcome year by year: a table of year, mean, low, high and series, the first series as the reference.

    Args:
        table: means with their intervals, by the middle of each year and series.
        folder: Where the files go.
        name: File name without its ending.
        title: Title of the figure.
        label: What is measured, with its unit.
        meta: `titles` of the series in two languages, and the number of `seeds`.
        lang: "en" or "zh".
    """
    with style.drawing():
        return year_by_year.draw(table, Path(folder), Words(meta, lang), name, title, label)


def draw_intervals(
    table: pd.DataFrame, folder: Path, name: str, title: str, label: str, meta: Mapping[str, Any], lang: str = "en"
) -> list[Path]:
    """Draw numbers beside each other: a table of row, mean, low, high and said.

    Args:
        table: what each row is called, its mean and interval, and the number as it is written.
        folder: Where the files go.
        name: File name without its ending.
        title: Title of the figure.
        label: What is measured, with its unit.
        meta: `how`, a sentence on what is drawn.
        lang: "en" or "zh".
    """
    with style.drawing():
        return intervals.draw(table, Path(folder), Words(meta, lang), name, title, label)


def draw_effects_matrix(
    effects: pd.DataFrame,
    folder: Path,
    *,
    meta: Mapping[str, Any] | None = None,
    outcomes: Iterable[str] | None = None,
    lang: str = "en",
) -> list[Path]:
    """Draw all effects as a matrix of dots, rows scenarios, columns outcomes.

    Args:
        effects: The table of effects of a comparison.
        folder: Where the files go.
        meta: As for a comparison; only `baseline`, `titles` and `outcomes` are read.
        outcomes: The columns, in order; all that the effects hold if not said.
        lang: "en" or "zh".
    """
    meta = {"baseline": "baseline", "window": (0, 52), **(meta or {})}
    runs = pd.DataFrame({"scenario": effects["scenario"].drop_duplicates()})
    chosen = list(outcomes) if outcomes is not None else list(dict.fromkeys(effects["outcome"]))
    with style.drawing():
        data = Comparison(runs, pd.DataFrame(), effects, meta, Words(meta, lang))
        return effects_matrix.draw(data, chosen, Path(folder))


def draw_population(industry: np.ndarray, headcount: np.ndarray, folder: Path, *, lang: str = "en") -> list[Path]:
    """Draw who is in a population.

    Args:
        industry: Code of each enterprise's industry.
        headcount: Its workers.
        folder: Where the files go.
        lang: "en" or "zh".
    """
    with style.drawing():
        return population.draw(industry, headcount, Words({}, lang), Path(folder))


def draw_scorecard(
    indicators: pd.DataFrame, scores: pd.DataFrame, folder: Path, meta: Mapping[str, Any], lang: str = "en"
) -> list[Path]:
    """Draw a scorecard: eight indicators on record and in truth, and the scores of three subjects beside the truth.

    Args:
        indicators: a row an indicator: record and truth, each mean, ci_low and ci_high.
        scores: a row a group and outcome: by, group, outcome, mean, ci_low, ci_high.
        folder: Where the files go.
        meta: titles in two languages of the `scenario`, of `indicators` by name and of `groups` by grouping and name;
            which indicators are `shares`; `first` and `last` week, and how many `seeds`.
        lang: "en" or "zh".
    """
    with style.drawing():
        return scorecard.draw(indicators, scores, Path(folder), Words(meta, lang))


def draw_pilots(table: pd.DataFrame, folder: Path, meta: Mapping[str, Any], lang: str = "en") -> list[Path]:
    """Draw what pilots say and what is so: a table of quantity, mean, ci_low and ci_high, in per cent.

    Args:
        table: what came of pilots.
        folder: Where the files go.
        meta: titles in two languages of what is `piloted` and of `quantities` by name; the weeks `first` and `review`,
            and how many `seeds`.
        lang: "en" or "zh".
    """
    with style.drawing():
        return pilots.draw(table, Path(folder), Words(meta, lang))


def draw_responses(
    values: np.ndarray, panels: Sequence[Mapping[str, Any]], outcome: str, points: int, folder: Path,
    meta: Mapping[str, Any], lang: str = "en",
) -> list[Path]:  # fmt: skip
    """Draw what an outcome does along each setting of a design. See `responses.draw`."""
    with style.drawing():
        return responses.draw(values, panels, outcome, points, Path(folder), Words(meta, lang))


def draw_indices(
    table: pd.DataFrame, method: str, folder: Path, meta: Mapping[str, Any], stem: str, lang: str = "en"
) -> list[Path]:
    """Draw how much each input moves an outcome. See `indices.draw`."""
    with style.drawing():
        words = Words(meta, lang)
        return indices.draw(table, method, Path(folder), words, words.stem(stem))


def draw_tornado(table: pd.DataFrame, folder: Path, meta: Mapping[str, Any], stem: str, lang: str = "en") -> list[Path]:
    """Draw an outcome at both ends of each input. See `tornado.draw`."""
    with style.drawing():
        words = Words(meta, lang)
        return tornado.draw(table, Path(folder), words, words.stem(stem))


def draw_calibrated_numbers(
    rows: Sequence[Mapping[str, Any]], folder: Path, meta: Mapping[str, Any], lang: str = "en"
) -> list[Path]:
    """Draw what is left of priors. See `calibration.draw_numbers`."""
    with style.drawing():
        return calibration.draw_numbers(rows, Path(folder), Words(meta, lang))


def draw_calibrated_targets(
    rows: Sequence[Mapping[str, Any]], folder: Path, meta: Mapping[str, Any], lang: str = "en"
) -> list[Path]:
    """Draw what draws give against what was recorded. See `calibration.draw_targets`."""
    with style.drawing():
        return calibration.draw_targets(rows, Path(folder), Words(meta, lang))


def draw_structures(
    table: pd.DataFrame, folder: Path, meta: Mapping[str, Any], stem: str, lang: str = "en"
) -> list[Path]:
    """Draw an effect in each structure. See `structures.draw`."""
    with style.drawing():
        words = Words(meta, lang)
        return structures.draw(table, Path(folder), words, words.stem(stem))


def draw_joint(table: pd.DataFrame, folder: Path, meta: Mapping[str, Any], lang: str = "en") -> list[Path]:
    """Draw effects with both intervals, and the draws behind the second. See `joint_draws.draw`."""
    with style.drawing():
        return joint_draws.draw(table, Path(folder), Words(meta, lang))


def draw_search(
    front: Mapping[str, Any], volumes: pd.DataFrame, regret: pd.DataFrame, folder: Path, meta: Mapping[str, Any],
    lang: str = "en",
) -> list[Path]:  # fmt: skip
    """Draw a front, its growth and the regret of its members; what has no rows is not drawn. See `search`."""
    with style.drawing():
        words = Words(meta, lang)
        drawn = search.draw_front(front, Path(folder), words)
        drawn += search.draw_volume(volumes, Path(folder), words) if len(volumes) else []
        return drawn + (search.draw_regret(regret, Path(folder), words) if len(regret) else [])


def draw_rule(
    panels: Sequence[Mapping[str, Any]], state: Sequence[str], is_sure: np.ndarray, folder: Path,
    meta: Mapping[str, Any], stem: str, lang: str = "en",
) -> list[Path]:  # fmt: skip
    """Draw a rule over the settings that it restricts. See `rules.draw`."""
    with style.drawing():
        words = Words(meta, lang)
        return rules.draw(panels, state, is_sure, Path(folder), words, words.stem(stem))


def draw_trade_off(
    steps: Sequence[Mapping[str, Any]], folder: Path, meta: Mapping[str, Any], stem: str, lang: str = "en"
) -> list[Path]:
    """Draw coverage and density on the way to rules. See `trade_off.draw`."""
    with style.drawing():
        words = Words(meta, lang)
        return trade_off.draw(steps, Path(folder), words, words.stem(stem))


def draw_best_where(
    points: pd.DataFrame, shares: pd.DataFrame, settings: Sequence[Mapping[str, Any]], folder: Path,
    meta: Mapping[str, Any], stem: str, lang: str = "en",
) -> list[Path]:  # fmt: skip
    """Draw which scenario is best where, over two settings. See `best_where.draw`."""
    with style.drawing():
        words = Words(meta, lang)
        return best_where.draw(points, shares, settings, Path(folder), words, words.stem(stem))


def draw_trial_estimates(table: pd.DataFrame, folder: Path, meta: Mapping[str, Any], lang: str = "en") -> list[Path]:
    """Draw what studies say against what is so. See `trials.draw_estimates`."""
    with style.drawing():
        return trials.draw_estimates(table, Path(folder), Words(meta, lang))


def draw_trial_path(table: pd.DataFrame, folder: Path, meta: Mapping[str, Any], lang: str = "en") -> list[Path]:
    """Draw the path of an event study. See `trials.draw_path`."""
    with style.drawing():
        return trials.draw_path(table, Path(folder), Words(meta, lang))


def draw_trial_power(table: pd.DataFrame, folder: Path, meta: Mapping[str, Any], lang: str = "en") -> list[Path]:
    """Draw how often trials of each size would find the effect. See `trials.draw_power`."""
    with style.drawing():
        return trials.draw_power(table, Path(folder), Words(meta, lang))
