"""The figures of trials: estimates against the truth, the path of an event study, and power."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.figures import draw_trial_estimates, draw_trial_path, draw_trial_power
from govsim.study.analysis.trials import told
from govsim.study.analysis.trials.summary import HEAD, WANTED
from govsim.study.speak.words import speaking, tell

if TYPE_CHECKING:
    from govsim.study.analysis.trials.asked import Trials


def draw(found: Trials, folder: Path, lang: str) -> list[Path]:
    """Draw all figures that there are data for."""
    with speaking(lang):
        meta: dict[str, Any] = {"title": str(told.title(found)), "how": str(told.how(found)),
                                "published": found.published, "wanted": WANTED}  # fmt: skip
        arms = {
            (assignment, book): str(told.arm_said({"assignment": assignment, "book": book}))
            for assignment, book in found.summary[["assignment", "book"]].itertuples(index=False)
        }
        drawn = draw_trial_estimates(_estimates(found, arms), folder, meta, lang)
        if len(found.path):
            drawn += draw_trial_path(_arms_said(found.path, arms), folder, meta, lang)
        if len(found.power):
            drawn += draw_trial_power(_arms_said(found.power, arms), folder, meta, lang)
    return drawn


def _arms_said(table: Any, arms: dict[tuple[str, str], str]) -> Any:
    pairs = table[["assignment", "book"]].itertuples(index=False, name=None)
    return table.assign(arm=[arms[pair] for pair in pairs])


def _estimates(found: Trials, arms: dict[tuple[str, str], str]) -> Any:
    """The summary with what a figure writes, and the middle 95 % of estimates."""
    table = _arms_said(found.summary, arms)
    ends = {}
    for names, rows in found.estimates.groupby(list(HEAD), sort=False):
        values = rows["estimate"].to_numpy(float)
        values = values[np.isfinite(values)]
        ends[names] = np.quantile(values, [0.025, 0.975]) if len(values) > 1 else np.full(2, np.nan)
    keys = list(table[list(HEAD)].itertuples(index=False, name=None))
    said = [
        f"{one} · {tell(f'trial.estimator_{name}')}" for one, name in zip(table["arm"], table["estimator"], strict=True)
    ]
    right = [
        tell("trial.right_covers", covers=told.of(row["covers_true"]))
        + "\n"
        + tell("trial.right_power", power=told.of(row["power"]))
        for row in table.to_dict("records")
    ]
    spread = np.array([ends[key] for key in keys]).reshape(-1, 2)
    return table.assign(row=said, said=right, spread_low=spread[:, 0], spread_high=spread[:, 1])
