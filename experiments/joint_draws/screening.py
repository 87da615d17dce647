"""Which assumed or fitted numbers matter most for the effects of the README's scenarios: screened in two steps.

Run `python experiments/joint_draws/screening.py`: about seven minutes on one processor. Morris's walks come first and
leave out what hardly matters; luck is too large in them to rank the rest. The rest is then drawn jointly, and main
effects are fitted to all draws at once. Rows are kept as they come, so a command that was stopped goes on.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.stats import qmc

import govsim
from govsim.model import model_of
from govsim.scenario import Scenario

HERE = Path(__file__).resolve().parent
SCENARIOS = ("baseline", "credit", "safety_points", "insurance", "risk_graded", "combined")
OUTCOME = "injuries_expected"  # true injuries as sums of chances: the same mean as counts, less luck
SMALLER = ("population.enterprises=60", "weeks=208", "start=52", "window=[104,208]")
TRAJECTORIES, STEP = 3, 2.0 / 3.0  # of a range: four levels, the step that Morris advises
LEFT, POINTS, SEED = 120, 400, 4000


@dataclass(frozen=True)
class Factor:
    """A number that is assumed or fitted: a parameter, or a setting written instrument.setting."""

    name: str
    usual: float
    low: float
    high: float

    def at(self, share: float) -> float:
        """The value that lies this far from the low end of the range to the high one."""
        return min(max(self.low + share * (self.high - self.low), self.low), self.high)


def factors(scenarios: Iterable[Scenario]) -> list[Factor]:
    """Every parameter, and every setting of the scenarios' instruments, that no published figure gives."""
    model = model_of()
    adopted = sorted({one.instrument for scenario in scenarios for one in scenario.adoptions})
    declared = dict(model.parameters)
    declared |= {f"{one}.{name}": about for one in adopted for name, about in model.instruments[one].settings.items()}
    return [
        Factor(name, float(about.default), float(about.low), float(about.high))
        for name, about in declared.items()
        if re.search(r"\bassumed\b|\bset\b|\bcalibrated\b", about.source, re.IGNORECASE) and about.low < about.high
    ]


def moved(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with these parameters and settings."""
    parameters = {name: value for name, value in values.items() if "." not in name}
    adoptions = []
    for one in scenario.adoptions:
        own = {name: values.get(f"{one.instrument}.{name}", value) for name, value in one.settings.items()}
        adoptions.append(replace(one, settings=own))
    return replace(scenario, parameters={**scenario.parameters, **parameters}, adoptions=tuple(adoptions))


def effects_of(injuries: np.ndarray) -> np.ndarray:
    """Effects in per cent of the baseline; injuries by scenario, the baseline first, and seed."""
    total = injuries.sum(-1)
    return 100.0 * (total[1:] / total[0] - 1.0)


class Kept:
    """Injuries by point, scenario and seed, in a file that grows; rows of other ranges are left out."""

    def __init__(self, file: Path, numbers: Sequence[Factor], *further: object) -> None:
        told = repr([SCENARIOS, OUTCOME, *further, *numbers])
        self.file, self.mark = file, hashlib.sha256(told.encode()).hexdigest()[:8]
        self.rows: dict[int, list[float]] = {}
        if file.exists():
            for row in csv.reader(file.read_text(encoding="utf-8").splitlines()):
                if row[0] == self.mark:
                    self.rows[int(row[1])] = [float(value) for value in row[2:]]
            if not self.rows:  # nothing of now stands there
                file.unlink()

    def point(self, number: int, scenarios: Sequence[Scenario], seeds: Sequence[int]) -> np.ndarray:
        """Injuries by scenario and seed: read, or played now and kept."""
        if number not in self.rows:
            runs = govsim.simulate(list(scenarios), seeds, threads=1).runs
            table = runs.pivot(index="scenario", columns="seed", values=OUTCOME)
            self.rows[number] = table.loc[[one.name for one in scenarios], list(seeds)].to_numpy().ravel().tolist()
            with self.file.open("a", encoding="utf-8", newline="") as grown:
                csv.writer(grown).writerow([self.mark, number, *(f"{one:.3f}" for one in self.rows[number])])
        return np.array(self.rows[number]).reshape(len(scenarios), -1)


def measured(file: str, numbers: Sequence[Factor], points: np.ndarray, seeds: Sequence[int]) -> np.ndarray:
    """The five effects in a small county at each point of the unit cube, each under its own seed."""
    scenarios = [govsim.load_scenario(name, overrides=list(SMALLER)) for name in SCENARIOS]
    kept = Kept(HERE / file, [replace(one, usual=0.0) for one in numbers], SMALLER)  # only ranges matter here
    found = []
    for at, (point, seed) in enumerate(zip(points, seeds, strict=True)):
        values = {one.name: one.at(share) for one, share in zip(numbers, point, strict=True)}
        found.append(effects_of(kept.point(at, [moved(one, values) for one in scenarios], [seed])))
    return np.array(found)


# --- First: what hardly matters --------------------------------------------------------------------------------------


def trajectories(count: int, steps: int, seed: int = 1) -> np.ndarray:
    """Morris's sample: walks through the unit cube on four levels, each coordinate moved once, in a random order.

    Morris, M. D. (1991). Factorial sampling plans for preliminary computational experiments. Technometrics 33, 161-174.
    """
    luck = np.random.default_rng(seed)
    walks = np.empty((count, steps + 1, steps))
    for walk in walks:
        walk[0] = luck.integers(0, 4, steps) / 3.0
        for at, moving in enumerate(luck.permutation(steps)):
            walk[at + 1] = walk[at]
            walk[at + 1, moving] += STEP if walk[at, moving] < 0.5 else -STEP
    return walks


def elementary_effects(walks: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Change of each value over a whole range, by walk, coordinate and value; values by walk, step and value."""
    found = np.empty((walks.shape[0], walks.shape[2], values.shape[2]))
    for walk, value, effects in zip(walks, values, found, strict=True):
        steps = np.diff(walk, axis=0)
        which = np.abs(steps).argmax(1)
        effects[which] = np.diff(value, axis=0) / steps[np.arange(len(which)), which][:, None]
    return found


# --- Then: what matters most -----------------------------------------------------------------------------------------


def cube(points: int, numbers: int) -> np.ndarray:
    """A Latin hypercube: each number's range is drawn from evenly."""
    return np.asarray(qmc.LatinHypercube(numbers, rng=np.random.default_rng(1)).random(points))


def main_effects(points: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Change of each value over a whole range by least squares, and its standard error; by coordinate and value."""
    about = np.column_stack([points, np.ones(len(points))])
    found, *_ = np.linalg.lstsq(about, values, rcond=None)
    rest = values - about @ found
    spread = (rest**2).sum(0) / (len(points) - about.shape[1])
    shares = np.diag(np.linalg.inv(about.T @ about))
    return found[:-1], np.sqrt(np.outer(shares, spread))[:-1]


def write(file: str, numbers: Sequence[Factor], weights: np.ndarray, *tables: np.ndarray) -> list[Factor]:
    """Write tables by number and scenario, the heaviest number first; returns the numbers in that order."""
    order = np.argsort(-weights, kind="stable")
    with (HERE / file).open("w", encoding="utf-8", newline="") as made:
        writer = csv.writer(made)
        errors = [f"error_{name}" for name in SCENARIOS[1:]] if len(tables) > 1 else []
        writer.writerow(["number", "usual", "low", "high", "weight", *SCENARIOS[1:], *errors])
        for at in order:
            one, values = numbers[at], [value for table in tables for value in table[at]]
            writer.writerow([one.name, one.usual, one.low, one.high, *(f"{v:.2f}" for v in (weights[at], *values))])
    return [numbers[at] for at in order]


def main() -> None:
    """Write walks.csv, every number by Morris, and screening.csv, those that are left by their main effects.

    A setting acts on one or two of the scenarios and leaves the luck of the others alone, so that its mean is small
    beside that of parameters that do nothing but change luck. Settings that were left out are drawn by themselves.
    """
    numbers = factors([govsim.load_scenario(name) for name in SCENARIOS])
    walks = trajectories(TRAJECTORIES, len(numbers))
    values = measured("walks_rows.csv", numbers, walks.reshape(-1, len(numbers)),
                      np.repeat(SEED + np.arange(TRAJECTORIES), walks.shape[1]))  # fmt: skip
    found = np.abs(elementary_effects(walks, values.reshape(*walks.shape[:2], -1))).mean(0)
    ordered = write("walks.csv", numbers, found.mean(1), found)
    active = {one.name for one, sizes in zip(numbers, found, strict=True) if sizes.max() > 0.1}
    left = ordered[:LEFT]
    settings = [one for one in ordered[LEFT:] if "." in one.name and one.name in active]
    parts = []
    for file, chosen, count, first in (
        ("screening_rows.csv", left, POINTS, 100),
        ("settings_rows.csv", settings, 100, 600),
    ):
        points = cube(count, len(chosen))
        parts.append(main_effects(points, measured(file, chosen, points, SEED + first + np.arange(count))))
    sizes, errors = (np.concatenate(both) for both in zip(*parts, strict=True))
    weights = np.sqrt(((sizes / errors) ** 2).mean(1))  # of effects in standard errors: the loudest scenario leads
    write("screening.csv", [*left, *settings], weights, sizes, errors)


if __name__ == "__main__":
    main()
