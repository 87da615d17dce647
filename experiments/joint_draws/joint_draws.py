"""Does the order of the README's scenarios survive assumed numbers, moved together?

Run `python experiments/joint_draws/joint_draws.py` after `screening.py`: about five minutes on one processor. The
numbers that screening.csv puts first are drawn jointly within their ranges, all others stay as declared. Rows are kept
as they come, so a command that was stopped goes on; those of other numbers, as before a fit, are played anew.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

import govsim
from govsim.language.declarations import fitted_values
from govsim.model import model_of
from govsim.study.runs.statistics import change

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from screening import SCENARIOS, Factor, Kept, cube, factors, moved  # noqa: E402 - a neighbour, no package

MOVED, DRAWS = 20, 24
SEEDS, USUAL_SEEDS = range(6000, 6004), range(6000, 6012)  # of each draw, and of the declared values
COLUMNS = (
    "scenario", "against", "usual", "low", "high", "least", "median", "most", "same_sign", "surely_turned", "draws",
)  # fmt: skip


def chosen() -> list[Factor]:
    """The numbers that the screening puts first, as the model declares them now."""
    known = {one.name: one for one in factors([govsim.load_scenario(name) for name in SCENARIOS])}
    with (HERE / "screening.csv").open(encoding="utf-8") as file:
        return [known[row["number"]] for row in csv.DictReader(file)][:MOVED]


def draw() -> list[np.ndarray]:
    """Injuries by scenario and seed at the declared values, then in each joint draw; draws.csv says the values."""
    scenarios = [govsim.load_scenario(name) for name in SCENARIOS]
    numbers = chosen()
    points = [{one.name: one.at(at) for one, at in zip(numbers, row, strict=True)} for row in cube(DRAWS, len(numbers))]
    with (HERE / "draws.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["draw", *(one.name for one in numbers)])
        writer.writerows([at, *(f"{value:.6g}" for value in point.values())] for at, point in enumerate(points, 1))
    declared = sorted((one.name, one.default) for one in model_of().parameters.values())
    kept = Kept(HERE / "draw_rows.csv", numbers, declared, sorted(fitted_values().items()))
    found = [kept.point(0, scenarios, USUAL_SEEDS)]
    for at, point in enumerate(points, 1):
        found.append(kept.point(at, [moved(one, point) for one in scenarios], SEEDS))
    return found


def compared(usual: np.ndarray, drawn: Sequence[np.ndarray]) -> list[list[object]]:
    """A row for each effect and each pair of scenarios: its size, how often it keeps its sign and surely turns.

    Sizes are changes of injuries in per cent of the baseline: of the scenario, less that of the one it is held against.
    """
    rows: list[list[object]] = []
    pairs = [(one, 0) for one in range(1, len(SCENARIOS))] + list(combinations(range(1, len(SCENARIOS)), 2))
    for one, other in pairs:
        gap, *found = (change(seeds[0] + seeds[one] - seeds[other], seeds[0]) for seeds in (usual, *drawn))
        means = sorted(each.mean for each in found)
        same = sum(each.mean * gap.mean > 0.0 for each in found)
        turned = sum(each.is_above if gap.mean < 0.0 else each.is_below for each in found)
        ends = (gap.mean, gap.low, gap.high, means[0], float(np.median(means)), means[-1])
        rows.append([SCENARIOS[one], SCENARIOS[other], *(f"{end:.1f}" for end in ends), same, turned, len(drawn)])
    return rows


def main() -> None:
    """Write table.csv."""
    usual, *drawn = draw()
    with (HERE / "table.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(compared(usual, drawn))


if __name__ == "__main__":
    main()
