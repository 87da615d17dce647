"""The scorecard of a run: eight indicators, scores of three subjects and the public, and the truth beside each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from govsim.scenario import Scenario
from govsim.study.runs.simulate import simulate_built
from govsim.study.runs.statistics import estimate
from govsim.year import WEEKS_A_YEAR

PART = "evaluation"
BY = ("region", "industry")
# what the record says, what is true, and whether it is a yearly count
INDICATORS = {
    "accidents": ("accidents_recorded", "accidents_true", True),
    "deaths": ("deaths_recorded", "deaths_true", True),
    "direct_loss": ("direct_loss_recorded", "direct_loss_true", True),
    "risk_control": ("risk_control_recorded", "risk_control_true", False),
    "rectification": ("rectified_share_recorded", "rectified_of_all", False),
    "training": ("training_coverage", "mean_skill", False),
    "feeling": ("surveyed_safety", "perceived_safety", False),
    "culture": ("culture_told", "culture_maturity", False),
}
SCORES = ("mean_index", "mean_government_score", "mean_self_score", "mean_third_score", "mean_true_score")
GAPS = ("government_gap", "self_gap", "third_gap", "subjects_gap", "wrong_colour_share")
RANKED = {"index": "eval_index", "government": "gov_score", "self": "self_score", "third": "third_score"}
WORST = 0.25  # share of an industry that an evaluation should tell from the rest


@dataclass(frozen=True)
class Scorecard:
    """What an evaluation says, and what is so.

    Attributes:
        indicators: a row an indicator: name, record and truth, each with mean and 95 % interval, its gap alike.
        scores: a row a group, the county first: by, group, outcome, mean, ci_low, ci_high.
        ranking: a row a score: how often it puts one of the truly worst quarter below one of the others.
        seeds: under how many.
        failures: one line for each run that did not come to its end.
    """

    indicators: pd.DataFrame
    scores: pd.DataFrame
    ranking: pd.DataFrame
    seeds: int
    failures: tuple[str, ...] = ()


def with_part(scenario: Scenario) -> Scenario:
    """A scenario with the part that evaluates."""
    return replace(scenario, parts=tuple(sorted({*scenario.parts, PART})))


def scorecard(scenario: Scenario, seeds: int | Iterable[int] = 20, *, threads: int | None = None) -> Scorecard:
    """Run a scenario and hold its evaluation against the truth.

    Args:
        scenario: as `load_scenario` gives it.
        seeds: a number of seeds, or those meant.
        threads: processors used; all when not given.

    Raises:
        InputError: for an argument that cannot be.
        RunError: when every run failed.
    """
    found = simulate_built([with_part(scenario)], seeds, threads=threads, by=BY, yearly=True)
    return card_of(scenario, found.runs, found.groups, found.enterprises, found.failures)


def card_of(
    scenario: Scenario, runs: pd.DataFrame, groups: pd.DataFrame | None, enterprises: pd.DataFrame | None,
    failures: Iterable[str] = (),
) -> Scorecard:  # fmt: skip
    """The scorecard of runs that are there.

    Args:
        scenario: what was run.
        runs: a row a run.
        groups: a row a run, group and outcome; of those groups there are scores beside those of all.
        enterprises: a row a run, year and enterprise; without them nobody is told apart.
        failures: one line for each run that did not come to its end.
    """
    years = (scenario.window[1] - scenario.window[0]) / WEEKS_A_YEAR
    return Scorecard(
        _indicators(runs, years), _scores(runs, groups), _ranking(enterprises, scenario), len(runs), tuple(failures)
    )


def mean_and_interval(values: Sequence[float] | np.ndarray) -> dict[str, float]:
    """The mean over runs and the ends of its 95 % interval; missing values are left out."""
    found = estimate(np.asarray(values, float), "")
    return {"mean": found.mean, "ci_low": found.low, "ci_high": found.high}


def _indicators(runs: pd.DataFrame, years: float) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for name, (recorded, true, counted) in INDICATORS.items():
        over = years if counted else 1.0
        said, so = (runs[one].to_numpy(float) / over for one in (recorded, true))
        about: dict[str, Any] = {"indicator": name, "recorded": recorded, "true": true}
        for what, values in (("record", said), ("truth", so), ("gap", said - so)):
            about |= {f"{what}_{key}": value for key, value in mean_and_interval(values).items()}
        rows.append(about)
    return pd.DataFrame(rows)


def _scores(runs: pd.DataFrame, groups: pd.DataFrame | None) -> pd.DataFrame:
    names = (*SCORES, *GAPS)
    rows = [{"by": "", "group": "all", "outcome": name, **mean_and_interval(runs[name].to_numpy(float))}
            for name in ("enterprises", *names)]  # fmt: skip
    if groups is not None:
        mine = groups[groups["outcome"].isin(("enterprises", *names))]
        for (by, group, outcome), cell in mine.groupby(["by", "group", "outcome"], sort=False):
            rows.append({"by": by, "group": group, "outcome": outcome, **mean_and_interval(cell["value"].to_numpy())})
    return pd.DataFrame(rows)


def _ranking(rows: pd.DataFrame | None, scenario: Scenario) -> pd.DataFrame:
    """The area under the curve of each score, in the last full year of the window, a value a run."""
    if rows is None or rows.empty:
        return pd.DataFrame()
    last = max(0, scenario.window[1] // WEEKS_A_YEAR - 1)
    rows = rows[rows["year"] == last]
    found_rows = []
    for name, column in RANKED.items():
        values = [_told_apart(run, column) for _, run in rows.groupby("seed")]
        found_rows.append({"score": name, **mean_and_interval(values)})
    return pd.DataFrame(found_rows)


def _told_apart(run: pd.DataFrame, column: str) -> float:
    """Chance that a score puts one of the truly worst quarter of its industry below one of the others."""
    place = run.groupby("industry")["true_score"].rank(pct=True)
    bad = (place <= WORST).to_numpy()
    if bad.all() or not bad.any():
        return float("nan")
    order = run[column].rank().to_numpy()
    others = (~bad).sum()
    above = order[~bad].sum() - others * (others + 1) / 2.0
    return float(above / (others * bad.sum()))
