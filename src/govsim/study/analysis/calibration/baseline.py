"""The baseline's own targets: published ranges that an outcome of a run holds, with what the fit aims at as values."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from importlib.resources import files

from govsim.study.analysis.calibration.targets import USUAL_DISCREPANCY, Asked, Target

RANGES = "baseline-targets.csv"
_OUTCOMES = {  # rows of the baseline that an outcome of a run holds: its name, and what its unit is over the row's
    "recordable rate, recorded": ("injury_rate_recorded", 1.0),
    "recordable rate, true": ("injury_rate_expected", 1.0),
    "reported share, injuries": ("reported_share", 0.01),
    "lost-time share of recordables": ("lost_time_share_recorded", 0.01),
    "inspections per enterprise-year": ("visits_per_enterprise", 1.0),
    "visits per inspector-year": ("visits_per_inspector", 1.0),
    "share of visits triggered by reports or accidents": ("tip_share_of_visits", 0.01),
    "hazards found per inspection": ("hazards_found_per_visit", 1.0),
    "punishable violations per inspection": ("violations_cited_per_visit", 1.0),
    "major hazards per 100 inspections": ("majors_found_per_visit", 1.0),
    "penalties per 1,000 inspections": ("penalties_per_visit", 1.0),
    "mean ex-ante fine": ("mean_fine", 1.0),
    "share of fine money after accidents": ("accident_share_of_fines", 0.01),
    "tip-offs per million population-year": ("tips_per_million", 1.0),
    "enterprise exit rate": ("exit_rate", 0.01),
}
_EFFORT = "mean effort"


def baseline_targets() -> Asked:
    """The published ranges of the baseline that an outcome of a run holds, with the fit's aims as values.

    Rows of single industries, of sizes and of climate need every enterprise's years and stay with `govsim baseline`.
    """
    aims = _rows("baseline-aims.csv")
    wanted = {one["row"]: float(one["aim"]) for one in aims if one["industry"] == "all" and one["row"]}
    made = []
    for row in _rows(RANGES):
        if row["industry_or_all"] == "all" and row["quantity"] in _OUTCOMES:
            outcome, scale = _OUTCOMES[row["quantity"]]
            value = scale * wanted.get(row["quantity"], math.nan)
            low, high = (scale * float(row[end]) for end in ("published_low", "published_high"))
            made.append(Target(outcome, value=value, low=low, high=high, note=row["evidence_id_or_source"]))
    effort = next(one for one in aims if one["quantity"] == _EFFORT)
    aim = float(effort["aim"])
    spread = USUAL_DISCREPANCY * 1.96
    ends = {"low": aim * (1 - spread), "high": aim * (1 + spread)}
    made.append(Target("mean_effort", value=aim, **ends, note=effort["source"]))
    return Asked(tuple(made))


def not_held() -> Sequence[str]:
    """Rows of the baseline that no outcome of a run holds."""
    return [one["quantity"] for one in _rows(RANGES)
            if one["industry_or_all"] != "all" or one["quantity"] not in _OUTCOMES]  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    text = files("govsim").joinpath("evidence", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
