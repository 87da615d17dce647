"""How things go over time: fading after an accident, and thirty years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from govsim.claims.effects.cases import COMBINED, build
from govsim.claims.effects.events import watch
from govsim.engines.core import Run, weekly_names
from govsim.language import Model
from govsim.model import model_of
from govsim.scenario import Scenario
from govsim.study.analysis.arms import Progress, in_threads, yearly_sums
from govsim.study.runs.statistics import Estimate, change, estimate
from govsim.year import USUAL_WEEKS, WEEKS_A_YEAR

LONG_WEEKS = 30 * WEEKS_A_YEAR
LONG_START = 0  # policies from the first week, so that years 6 to 10 are settled
FADING_BEFORE, FADING_AFTER = 26, 104

# --- Fading after an accident --------------------------------------------------------------------------------------


def fading_after_accidents(
    seeds: Sequence[int], threads: int | None = None, on_done: Progress = None
) -> dict[str, np.ndarray]:
    """What a serious or fatal accident does to an enterprise, against its like that were only as likely to have one.

    Accidents strike where risk is high, so the path after them is compared with the path of all enterprise-weeks, each
    weighed by its own chance of such an accident. The page says how far the two agree before the accident.
    """
    scenario = build("fading", {}, weeks=USUAL_WEEKS)
    columns = ("injuries_expected", "serious_true", "deaths_true", "crew", "violation_total", "effort", "vigilance")
    grave = model_of().parameters["serious_share"].default
    before, after = FADING_BEFORE, FADING_AFTER

    def work(model: Model, one: Scenario, seed: int) -> np.ndarray:
        chance, serious, deaths, crew, violations, effort, alert = watch(model, one, seed, columns)
        happened = (serious + deaths > 0) & (crew > 0)
        weight = np.minimum(chance * grave, 1.0)
        series = (alert, effort, violations, chance)
        paths = np.zeros((len(series), 2, before + after + 1, 2))
        for week in range(104 + before, one.weeks - after):
            span = slice(week - before, week + after + 1)
            there = (crew[span] > 0).all(0)
            for kind, share in enumerate((happened[week] * there, weight[week] * there)):
                chosen = np.flatnonzero(share)
                for place, values in enumerate(series):
                    by = crew[span][:, chosen] if place >= 2 else 1.0
                    paths[place, kind, :, 0] += (values[span][:, chosen] / by) @ share[chosen]
                    paths[place, kind, :, 1] += share[chosen].sum()
        return paths

    found = np.array(in_threads([(scenario, seed) for seed in seeds], work, threads, on_done))
    names = ("alertness, points", "effort, %", "violations, %", "true injuries, %")
    return {name: _path(found[:, place], name.endswith("points")) for place, name in enumerate(names)}


def _path(found: np.ndarray, as_points: bool) -> np.ndarray:
    """The path after the event against its like, by week: rows of week, mean, low, high."""
    means = found[..., 0] / np.maximum(found[..., 1], 1e-12)  # seed, kind, week
    gap = means[:, 0] - means[:, 1]
    scaled = 100.0 * gap if as_points else 100.0 * gap / means[:, 1].mean(0)
    rows = []
    for place, week in enumerate(range(-FADING_BEFORE, FADING_AFTER + 1)):
        one = estimate(scaled[:, place])
        rows.append((week, one.mean, one.low, one.high))
    return np.array(rows)


# --- Thirty years --------------------------------------------------------------------------------------------------

LONG_OUTCOMES = (
    "injuries_expected", "deaths_expected", "mean_violation", "mean_effort", "mean_safety_capital", "mean_capability",
    "mean_attitude", "mean_skill", "hazards_per_enterprise", "majors_per_enterprise", "mean_perceived_detection",
    "workers", "enterprises",
)  # fmt: skip
BOUNDED = {"effort": (0.0, 1.0), "safety_capital": (0.0, 1.2), "perceived_detection": (0.0, 0.95),
           "vigilance": (0.0, 1.0), "commitment": (0.0, 1.0), "credit_score": (0.0, 1.0)}  # fmt: skip
BOUNDED_WORKER = {"attitude": (0.01, 0.99), "skill": (0.05, 0.95)}


def long_scenarios() -> dict[str, Scenario]:
    """The status quo and the twelve instruments together, for thirty years."""
    return {
        "baseline": build("long_baseline", {}, weeks=LONG_WEEKS),
        "combined": build("long_combined", COMBINED, weeks=LONG_WEEKS, start=LONG_START),
    }


def thirty_years(
    seeds: Sequence[int], threads: int | None = None, on_done: Progress = None
) -> tuple[dict[str, dict[str, np.ndarray]], dict[str, dict[str, float]]]:
    """Five-year means of thirty years by scenario and outcome (seed, period), and who stands at a bound at the end."""
    scenarios = long_scenarios()
    places = {name: place for place, name in enumerate(weekly_names(model_of()))}

    def work(model: Model, one: Scenario, seed: int) -> np.ndarray:
        run = Run(model, one, seed)
        run.play_to(one.weeks)
        flat = _five_years(yearly_sums(run.weekly), places).ravel()
        return np.concatenate([flat, _at_bounds(run.world.tables)])

    jobs = [(one, seed) for one in scenarios.values() for seed in seeds]
    found = np.array(in_threads(jobs, work, threads, on_done)).reshape(len(scenarios), len(seeds), -1)
    periods = LONG_WEEKS // WEEKS_A_YEAR // 5
    cut = len(LONG_OUTCOMES) * periods
    means = {
        name: {
            outcome: found[at, :, :cut].reshape(len(seeds), len(LONG_OUTCOMES), periods)[:, place]
            for place, outcome in enumerate(LONG_OUTCOMES)
        }
        for at, name in enumerate(scenarios)
    }
    columns = [*BOUNDED, *BOUNDED_WORKER]
    ends = {name: dict(zip(columns, found[at, :, cut:].mean(0).tolist(), strict=True))
            for at, name in enumerate(scenarios)}  # fmt: skip
    return means, ends


def _five_years(sums: np.ndarray, places: Mapping[str, int]) -> np.ndarray:
    blocks = sums.reshape(len(sums) // 5, 5, -1).sum(1)
    rows = []
    for name in LONG_OUTCOMES:
        declared = model_of().outcomes[name]
        if declared.is_ratio:
            rows.append(declared.scale * blocks[:, places[declared.over]] / blocks[:, places[declared.by]])
        else:
            rows.append(blocks[:, places[name]])
    return np.array(rows)


def _at_bounds(tables: Mapping[str, Any]) -> np.ndarray:
    """Share of living rows within a thousandth of an end of their range."""
    shares = []
    for table, columns in (("enterprise", BOUNDED), ("worker", BOUNDED_WORKER)):
        rows = tables[table][tables[table]["alive"]]
        for column, (low, high) in columns.items():
            near = 0.001 * (high - low)
            shares.append(float(((rows[column] <= low + near) | (rows[column] >= high - near)).mean()))
    return np.array(shares)


def drift(means: np.ndarray) -> list[Estimate]:
    """Each later five-year mean against years 6 to 10, in per cent; years 1 to 5 are the approach."""
    first = means[:, 1]
    return [change(means[:, place], first) for place in range(2, means.shape[1])]
