"""Enterprises below heads, by depth and size: contractors, branches of groups, stations of platforms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from govsim.claims.baseline.data import enterprise_years
from govsim.claims.findings.lab import Lab
from govsim.engines.core import run_one, weekly_names
from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.ask.config import load_scenario
from govsim.study.speak.errors import RunError
from govsim.year import USUAL_WEEKS, USUAL_WINDOW, WEEKS_A_YEAR

SEEDS = 16
COUNTS = ("worker_weeks", "injuries_recorded", "injuries_expected", "deaths_expected", "violation_total")
NO_HEAD, AT_HEAD, BELOW = (0,), (1,), (2, 3, 4, 5)  # rows of depth: the first are those without a head
SIZES = (0, 20, 50)  # workers: E635 and E636 are of sites under 20
UNDER_20, FROM_50, ANY_SIZE = (0,), (2,), (0, 1, 2)
ALIKE = ("parameter.squeeze=0", "parameter.handed_down=0", "parameter.chain_find=0")  # heads only decide


class Heads:
    """Sums of years 6 to 10 by seed.

    Args:
        cells: by seed, depth, size class and count.
        sums: by seed and weekly outcome.
        names: of the weekly outcomes.
    """

    def __init__(self, cells: np.ndarray, sums: np.ndarray, names: Sequence[str]) -> None:
        self.cells, self.sums, self.names = cells, sums, list(names)

    def total(self, count: str, depths: Sequence[int], sizes: Sequence[int] = ANY_SIZE) -> np.ndarray:
        """A count of the enterprises at some depths and of some sizes."""
        chosen = self.cells[:, list(depths)][:, :, list(sizes), COUNTS.index(count)]
        return np.asarray(chosen.sum((1, 2)))

    def rate(self, count: str, depths: Sequence[int], sizes: Sequence[int] = ANY_SIZE) -> np.ndarray:
        """The same a worker-year."""
        return WEEKS_A_YEAR * self.total(count, depths, sizes) / self.total("worker_weeks", depths, sizes)

    def outcome(self, name: str) -> np.ndarray:
        """A weekly outcome summed over the window."""
        return np.asarray(self.sums[:, self.names.index(name)])


def heads(lab: Lab, *settings: str, scenario: str = "baseline") -> Heads:
    """A shipped scenario under some settings as on the command line; made once in a lab."""
    return lab.once(("heads", scenario, settings), lambda: _made(lab, scenario, settings))


def _made(lab: Lab, scenario: str, settings: tuple[str, ...]) -> Heads:
    case = load_scenario(scenario, overrides=[f"weeks={USUAL_WEEKS}", *settings])
    names: list[str] = []

    def work(model: Model, one: Scenario, seed: int) -> np.ndarray:
        names[:] = weekly_names(model)
        return _sums(model, one, seed)

    found = lab.each([case], SEEDS, work)[0]
    size = 6 * len(SIZES) * len(COUNTS)
    return Heads(found[:, :size].reshape(len(found), 6, len(SIZES), len(COUNTS)), found[:, size:], names)


def _sums(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
    result = run_one(model, scenario, seed, yearly=True)
    if result.error:
        raise RunError(f"{scenario.name}, seed {seed}: {result.error}")
    assert result.yearly is not None
    rows = enterprise_years(result.yearly, USUAL_WINDOW, 0)
    depth = np.where(rows["chain_kind"] > 0, 1 + rows["depth"], 0)
    size = np.searchsorted(SIZES, rows["headcount"], side="right") - 1
    cells = np.zeros((6, len(SIZES), len(COUNTS)))
    for place, count in enumerate(COUNTS):
        np.add.at(cells[:, :, place], (depth, size), rows[count])
    return np.concatenate([cells.ravel(), result.weekly[slice(*USUAL_WINDOW)].sum(0)])
