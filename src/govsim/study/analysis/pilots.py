"""Pilots against what they stand for: the raw gap, the estimate on the record, the true effect there and at scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from govsim.model import model_for
from govsim.scenario import Adoption, Scenario
from govsim.study.runs.simulate import simulate_built
from govsim.study.runs.statistics import Estimate, estimate
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import tell

PLANNER, PART = "policy_pilots", "evaluation"
WITHOUT, PILOTS, UNSEEN, SCALE = "without", "pilots", "pilots_unattended", "at_scale"
NOTHING = ("",)  # steers nothing: pilots are marked, and every instrument is left alone
PERCENT = 100.0
OUTCOMES = ("leaders", "pilot_gap", "pilot_estimate", "pilot_expected", "injuries_expected", "rolled_out")


@dataclass(frozen=True)
class PilotReport:
    """What a pilot says of what is tried, and what is so; changes in per cent of injuries, a value a seed and interval.

    Attributes:
        piloted: the instruments that are tried.
        weeks: first week of the pilot and the week of its review.
        figures: raw_gap, raw_before (the same places, nothing tried), estimate, placebo (the estimate where nothing is
            tried), corrected (the one less the other), true_pilots, true_unattended, true_scale, overstated (estimate
            less at scale), and
            rolled_out (per cent of regions and runs in which the office decides to roll out), by name.
        seeds: how many.
        failures: one line for each run that did not come to its end.
    """

    piloted: tuple[str, ...]
    weeks: tuple[int, int]
    figures: Mapping[str, Estimate]
    seeds: int
    failures: tuple[str, ...] = ()


def pilot_report(scenario: Scenario, seeds: int | Iterable[int] = 20, *, threads: int | None = None) -> PilotReport:
    """Try the instruments of a scenario in pilots, and at scale, under the same seeds.

    What the scenario puts under `policy_pilots` is tried, or all that it adopts; the planner is added where it is not
    there. Four arms: without what is tried; in pilots; in the same pilots without the attention paid to them; and
    everywhere. All from the start of the pilot to its review.

    Raises:
        InputError: when nothing is there to be tried, or the run ends before the review.
        RunError: when every run failed.
    """
    trial = trial_of(scenario)
    found = simulate_built(list(trial.arms.values()), seeds, threads=threads)
    return report_of(trial, found.weekly, len(found.seeds), found.failures)


@dataclass(frozen=True)
class Trial:
    """What is run to hold pilots against what they stand for.

    Attributes:
        arms: scenarios by name: without what is tried, in pilots, in pilots nobody attends to, and at scale.
        piloted: the instruments that are tried.
        weeks: first week of the pilot and the week of its review.
    """

    arms: Mapping[str, Scenario]
    piloted: tuple[str, ...]
    weeks: tuple[int, int]


def trial_of(scenario: Scenario) -> Trial:
    """The arms of a scenario.

    Raises:
        InputError: when nothing is there to be tried, or the run ends before the review.
    """
    arms, planner, piloted = _arms(scenario)
    first, review = planner.start, planner.start + int(planner.settings["review"])
    if review > scenario.weeks:
        raise InputError(tell("error.pilot_weeks", review=review, weeks=scenario.weeks))
    return Trial(arms, piloted, (first, review))


def report_of(trial: Trial, weekly: pd.DataFrame, seeds: int, failures: Iterable[str] = ()) -> PilotReport:
    """What came of the runs of a trial.

    Args:
        trial: what was run.
        weekly: a row a run and week: scenario, seed, week and the outcomes of `OUTCOMES`.
        seeds: how many.
        failures: one line for each run that did not come to its end.
    """
    table = weekly.set_index(["scenario", "seed", "week"]).sort_index()
    return PilotReport(trial.piloted, trial.weeks, _figures(table, *trial.weeks), seeds, tuple(failures))


def table_of(report: PilotReport) -> pd.DataFrame:
    """A row a quantity: mean and the ends of its 95 % interval, in per cent."""
    rows = [(name, one.mean, one.low, one.high, "%") for name, one in report.figures.items()]
    return pd.DataFrame(rows, columns=["quantity", "mean", "ci_low", "ci_high", "unit"])


def _arms(scenario: Scenario) -> tuple[dict[str, Scenario], Adoption, tuple[str, ...]]:
    scenario = replace(scenario, parts=tuple(sorted({*scenario.parts, PART})))
    model = model_for(scenario)
    usual = {name: float(one.default) for name, one in model.instruments[PLANNER].settings.items()}
    asked = next((one for one in scenario.adoptions if one.instrument == PLANNER), None)
    planner = asked or Adoption(PLANNER, usual, scenario.start)
    others = [one for one in scenario.adoptions if one is not asked]
    tried = [one for one in others if not model.instruments[one.instrument].is_planner
             and (not planner.steers or one.instrument in planner.steers)]  # fmt: skip
    if not tried:
        raise InputError(tell("error.pilot_needs"))
    rest = tuple(one for one in others if one not in tried)
    kept = tuple(others)
    unseen = replace(planner, settings={**planner.settings, "boost": 0.0})
    marked = replace(unseen, steers=NOTHING, settings={**unseen.settings, "held_back": 1.0})
    arms = {
        WITHOUT: (*rest, marked),
        PILOTS: (*kept, planner),
        UNSEEN: (*kept, unseen),
        SCALE: (*kept, marked),
    }
    made = {name: replace(scenario, name=name, adoptions=adopted) for name, adopted in arms.items()}
    return made, planner, tuple(one.instrument for one in tried)


def _a_share(found: Estimate) -> Estimate:
    """An interval of a share that does not leave what a share can be."""
    return replace(found, low=max(found.low, 0.0), high=min(found.high, PERCENT))


def _figures(weekly: pd.DataFrame, first: int, review: int) -> dict[str, Estimate]:
    def summed(arm: str, outcome: str) -> np.ndarray:
        rows = weekly.loc[arm, outcome].unstack("seed")
        return np.asarray(rows.loc[first : review - 1].sum(), float)

    def at_review(arm: str, outcome: str) -> np.ndarray:
        return np.asarray(weekly.loc[arm, outcome].unstack("seed").loc[review - 1], float)

    def change(arm: str, outcome: str) -> np.ndarray:
        before = summed(WITHOUT, outcome)
        return PERCENT * (summed(arm, outcome) - before) / np.where(before > 0.0, before, np.nan)

    regions = np.maximum(at_review(PILOTS, "leaders"), 1.0)
    said = PERCENT * at_review(PILOTS, "pilot_estimate") / regions
    placebo = PERCENT * at_review(WITHOUT, "pilot_estimate") / regions
    scale = change(SCALE, "injuries_expected")
    last = min(review + 1, int(weekly.index.get_level_values("week").max()))
    spread = np.asarray(weekly.loc[PILOTS, "rolled_out"].unstack("seed").loc[last], float) / regions
    return {
        "raw_gap": estimate(PERCENT * (at_review(PILOTS, "pilot_gap") / regions - 1.0)),
        "raw_before": estimate(PERCENT * (at_review(WITHOUT, "pilot_gap") / regions - 1.0)),
        "estimate": estimate(said),
        "placebo": estimate(placebo),
        "corrected": estimate(said - placebo),
        "true_pilots": estimate(change(PILOTS, "pilot_expected")),
        "true_unattended": estimate(change(UNSEEN, "pilot_expected")),
        "true_scale": estimate(scale),
        "overstated": estimate(said - scale),
        "rolled_out": _a_share(estimate(PERCENT * spread)),
    }
