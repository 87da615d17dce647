"""What regions and careers do: the line of deaths, vetoes, rivals, deputies, terms, interviews, moves, methods.

`python experiments/regions/regions.py` plays four counties under one government for seven years with each arm and
writes `table.csv` beside this file: of every arm the outcomes of years 3 to 7, and the difference from the arm that it
is held against, paired by seed, with 95 % intervals.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from govsim.claims.effects.cases import build
from govsim.engines.core import run_many, weekly_names
from govsim.model import model_of
from govsim.study.runs.statistics import estimate
from govsim.year import USUAL_SETTLE

SEEDS, WEEKS, START, WINDOW = range(8), 364, 52, (104, 364)
PARTS = ["careers", "regions"]
TABLE = Path(__file__).with_name("table.csv")

Instruments = Mapping[str, Mapping[str, object]]
STRICT: Instruments = {"administrative_fines": {"sanction_scale": 10.0, "scope": {"regions": ["county_1"]}}}
LISTED: Instruments = {"credit_scoring": {}, "credit_penalties": {}}
WEIGHT: Instruments = {
    "joint_responsibility": {"weight_added": 0.1, "shield_removed": 0.0, "posts_share": 0.0, "delegated": 0.0}
}
VETO: Instruments = {"performance_veto": {"veto_class": 2.0}}
AWARD, TOLERANT, LIGHT = {"innovation_award": {}}, {"error_tolerance": {}}, {"information_disclosure": {}}
# name: instruments, parameters, the arm it is held against
ARMS: Mapping[str, tuple[Instruments, Mapping[str, float], str]] = {
    "usual": ({}, {}, ""),
    "no wish at the line": ({}, {"line_hides": 0.0}, "usual"),
    "no shelter": ({}, {"tie_keeps": 0.0, "tie_visits": 1.0}, "usual"),
    "no race": ({}, {"race": 0.0}, "usual"),
    "full race": ({}, {"race": 1.0}, "usual"),
    "twice the weight": (WEIGHT, {}, "usual"),
    "twice the weight, deputies lose nothing": (WEIGHT, {"deputy_loss": 0.0}, "twice the weight"),
    "twice the weight, terms never fade": (WEIGHT, {"term_weeks": 260.0, "term_fades": 260.0}, "twice the weight"),
    "joint responsibility": ({"joint_responsibility": {}}, {}, "usual"),
    "veto from major accidents": ({"performance_veto": {}}, {}, "usual"),
    "veto from larger accidents": (VETO, {}, "usual"),
    "disclosure": (LIGHT, {}, "usual"),
    "disclosure and veto": ({**LIGHT, **VETO}, {}, "disclosure"),
    "accountability of officers": ({"accountability": {"leaders_share": 0.0}}, {}, "usual"),
    "accountability of leaders too": ({"accountability": {}}, {}, "accountability of officers"),
    "interviews of heads": ({"regulatory_interview": {"leader_pressure": 0.0}}, {}, "usual"),
    "interviews of leaders too": ({"regulatory_interview": {}}, {}, "interviews of heads"),
    "one strict region": (STRICT, {}, "usual"),
    "one strict region, records shared": ({**STRICT, "credit_sharing": {}}, {}, "one strict region"),
    "listing": (LISTED, {}, "usual"),
    "listing, records shared": ({**LISTED, "credit_sharing": {}}, {}, "listing"),
    "innovation award": (AWARD, {}, "usual"),
    "tolerance": (TOLERANT, {}, "usual"),
    "award and tolerance": ({**AWARD, **TOLERANT}, {}, "innovation award"),
    "award and accountability": ({**AWARD, "accountability": {}}, {}, "innovation award"),
    "award, accountability, tolerance": (
        {**AWARD, "accountability": {}, **TOLERANT}, {}, "award and accountability",
    ),
    "public scores": ({"credit_scoring": {}}, {}, "usual"),
    "public scores and honours": ({"credit_scoring": {}, "recognition_awards": {}}, {}, "public scores"),
}  # fmt: skip
# name: a sum, or the ratio of two
SHOWN: Mapping[str, tuple[str, ...]] = {
    "injuries, expected": ("injuries_expected",),
    "deaths, expected": ("deaths_expected",),
    "hidden share of deaths": ("deaths_hidden_expected", "deaths_expected"),
    "hidden share near the line": ("hidden_near_line", "deaths_near_line"),
    "effort": ("effort", "enterprises"),
    "effort near the line": ("effort_near_line", "weeks_near_line"),
    "visits": ("visits",),
    "penalties a visit at tied enterprises": ("tied_penalties", "tied_visits"),
    "pressure of leaders": ("safety_pressure", "leaders"),
    "years above the ceiling": ("years_above_line", "leader_years"),
    "vetoes": ("vetoes",),
    "leaders replaced": ("leaders_replaced",),
    "moves": ("moves",),
    "moves of listed": ("moves_listed",),
    "method": ("methods", "agencies"),
    "ideas tried": ("ideas_tried",),
    "ideas failed": ("ideas_failed",),
    "methods copied": ("methods_copied",),
    "effort near the cut-off": ("effort_near_cut", "near_cut"),
    "cost of government, CNY": ("cost_government",),
}


def outcomes(name: str) -> np.ndarray:
    """What is shown of an arm: a row a seed."""
    instruments, parameters, _ = ARMS[name]
    population = {"kind": "county", "enterprises": 864, "regions": 4}
    made = build(
        name, instruments, parameter=dict(parameters), population=population, parts=PARTS, weeks=WEEKS, start=START,
        settle=USUAL_SETTLE,
    )  # fmt: skip
    model = model_of(PARTS)
    found = run_many(model, [(made, seed) for seed in SEEDS])
    assert {one.error for one in found} == {None}
    order = weekly_names(model)
    sums = np.array([one.weekly[slice(*WINDOW)].sum(0) for one in found])

    def shown(columns: tuple[str, ...]) -> np.ndarray:
        above = sums[:, order.index(columns[0])]
        if len(columns) == 1:
            return above
        below = sums[:, order.index(columns[1])]
        return np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0.0)

    return np.array([shown(columns) for columns in SHOWN.values()]).T


def main() -> None:
    """Play every arm and write the table."""
    made: dict[str, np.ndarray] = {}
    rows = []
    for name, (_, _, against) in ARMS.items():
        made[name] = outcomes(name)
        print(name, file=sys.stderr, flush=True)
        for place, shown in enumerate(SHOWN):
            values = made[name][:, place]
            if not np.isfinite(values).all():
                continue
            row = {"arm": name, "outcome": shown, "mean": f"{values.mean():.6g}", "against": against}
            other = made[against][:, place] if against else values
            if against and np.isfinite(other).all():
                gap = estimate(values - other, "")
                row |= {"more": f"{gap.mean:.4g}", "low": f"{gap.low:.4g}", "high": f"{gap.high:.4g}"}
            rows.append(row)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["arm", "outcome", "mean", "against", "more", "low", "high"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
