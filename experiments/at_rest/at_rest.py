"""Does the status quo stay where it is, from the first week on, for thirty years?

Run `python experiments/at_rest/at_rest.py`: about six minutes on one processor. It writes years.csv, the distance
of each year from the long run, and table.csv, the verdicts. Finished cases are kept in a folder and not played again.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import govsim
from govsim.language.declarations import fitted_values
from govsim.model import model_of
from govsim.study.runs.statistics import Estimate, change
from govsim.year import MOVED_SETTLE, USUAL_SETTLE

HERE = Path(__file__).resolve().parent
YEARS, WEEKS = 30, 52
LONG_RUN = slice(10, YEARS)  # years 11 to 30: what effects are read from has had ten years and more to settle
MOST = 2.0  # per cent of the long run
SEEDS, AT_ONCE = 100, 10
USUAL, LONGER = "status quo", "status quo, ten years before"
CASES = {  # one number moved to an end of its declared range, or settings
    USUAL: None,
    LONGER: "settle=520",  # as long as where a number is moved, so that both share their luck
    "more closures": ("exit_base", "high"),
    "more hazards appear": ("hazard_birth", "high"),
    "less inspection": ("days_per_inspector", "low"),
    "safety is worth more": ("intrinsic_value", "high"),
    "habits move slower": ("habit_speed", "low"),
    "equipment wears slower": ("wear", "low"),
    "half the inspectors": "population.inspectors=4",
}
RATIOS = {  # what is looked at: one outcome over another
    "injuries a worker": ("injuries_expected", "workers"),
    "hazards an enterprise": ("hazards_present", "enterprises"),
    "violations": ("violations", "workers"),
    "effort": ("effort", "enterprises"),
    "major hazards an enterprise": ("majors_present", "enterprises"),
    "equipment": ("safety_capital", "enterprises"),
    "capability": ("capability", "enterprises"),
    "commitment": ("commitment", "enterprises"),
    "perceived detection": ("perceived_detection", "enterprises"),
    "attitude": ("attitude", "workers"),
    "skill": ("skill", "workers"),
    "workers an enterprise": ("workers", "enterprises"),
}


def yearly(weekly: np.ndarray) -> np.ndarray:
    """Means of whole years; weeks come last."""
    return weekly.reshape(*weekly.shape[:-1], -1, WEEKS).mean(-1)


def distances(values: np.ndarray) -> list[Estimate]:
    """Each year's value against the mean of the long run, in per cent, over seeds; values by seed and year."""
    return [change(values[:, year], values[:, LONG_RUN].mean(1)) for year in range(values.shape[1])]


def verdict(found: Sequence[Estimate]) -> str:
    """At rest where every year lies within the bound; drifts where luck does not explain one that does not."""
    if all(abs(one.mean) <= MOST for one in found):
        return "at rest"
    surely = sum(one.low > MOST or one.high < -MOST for one in found)
    return "drifts" if surely else "within luck"


def play(case: str) -> np.ndarray:
    """What is looked at in one case: by quantity, seed and year."""
    settings = [f"weeks={YEARS * WEEKS}"]
    if isinstance(moved := CASES[case], str):
        settings.append(moved)
    elif moved:
        settings.append(f"parameter.{moved[0]}={getattr(model_of().parameters[moved[0]], moved[1])}")
    scenario = govsim.load_scenario("baseline", overrides=settings)
    needed = sorted({name for pair in RATIOS.values() for name in pair})
    parts = []
    for first in range(5000, 5000 + SEEDS, AT_ONCE):  # a part at a time: what is kept of a run is large
        made = govsim.simulate(scenario, range(first, first + AT_ONCE), threads=1).weekly
        table = made.sort_values(["seed", "week"])[needed].to_numpy().reshape(-1, YEARS * WEEKS, len(needed))
        parts.append(yearly(np.moveaxis(table, -1, 0)))
    values = dict(zip(needed, np.concatenate(parts, axis=1), strict=True))
    return np.array([values[over] / values[by] for over, by in RATIOS.values()])


def kept(case: str) -> np.ndarray:
    """The same, read where it was kept; the file is named by the model's numbers too, so a fit makes it anew."""
    declared = sorted((one.name, one.default) for one in model_of().parameters.values())
    before = (USUAL_SETTLE, MOVED_SETTLE)
    numbers = repr([case, CASES[case], SEEDS, before, RATIOS, declared, sorted(fitted_values().items())])
    file = HERE / "kept" / f"{case.replace(' ', '_')}-{hashlib.sha256(numbers.encode()).hexdigest()[:8]}.npy"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        np.save(file, play(case))
    return np.load(file)


def main() -> None:
    """Play what is missing and write both tables."""
    longer = kept(LONGER)
    years: list[list[object]] = [["case", "quantity", "year", "distance", "low", "high"]]
    table: list[list[object]] = [["case", "quantity", "first_year", "furthest", "in_year", "years_beyond", "verdict"]]
    for case in CASES:
        values = kept(case)
        if case not in (USUAL, LONGER):  # against the status quo under the same luck: most of what years differ by
            values = values / longer
        for name, one in zip(RATIOS, values, strict=True):
            found = distances(one)
            years += [[case, name, at, *(f"{end:.2f}" for end in (year.mean, year.low, year.high))]
                      for at, year in enumerate(found, 1)]  # fmt: skip
            means = np.array([year.mean for year in found])
            worst = int(np.abs(means).argmax())
            beyond = int((np.abs(means) > MOST).sum())
            table.append([case, name, f"{means[0]:+.1f}", f"{means[worst]:+.1f}", worst + 1, beyond, verdict(found)])
    for file, rows in (("years.csv", years), ("table.csv", table)):
        with (HERE / file).open("w", encoding="utf-8", newline="") as made:
            csv.writer(made).writerows(rows)


if __name__ == "__main__":
    main()
