"""What each scenario changes in each structure, in how many the sign holds, and where it turns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.study.analysis.designs.points import called
from govsim.study.analysis.joint import rank
from govsim.study.analysis.structures.variants import Cell, Structures
from govsim.study.analysis.verdict import COST, DEATHS, INJURIES, verdicts
from govsim.study.runs.simulate import refuse_if_any_failed
from govsim.study.runs.statistics import Estimate


@dataclass(frozen=True)
class Held:
    """What one scenario changes in one structure.

    Attributes:
        cell: the structure.
        scenario: which.
        injuries: change in true injuries, per cent of the reference in the same structure.
        deaths: difference in expected deaths over the window.
        cost: difference in resource cost over the window, CNY.
        better: chance that injuries are fewer, by luck alone; of draws the share of them in which they are.
    """

    cell: Cell
    scenario: str
    injuries: Estimate
    deaths: Estimate
    cost: Estimate
    better: float

    @property
    def is_sure(self) -> bool:
        """Whether the interval of injuries leaves out zero."""
        return self.injuries.is_below or self.injuries.is_above

    @property
    def sign(self) -> int:
        """Of the change in injuries; 0 where the reference has none to change."""
        return int(np.sign(np.nan_to_num(self.injuries.mean)))


@dataclass(frozen=True)
class Tally:
    """How a scenario fares over all structures.

    Attributes:
        scenario: which.
        sign: of the change in the county as it is.
        count: structures, the one as it is among them.
        same: those with the sign that the county as it is has.
        sure: those of these whose interval leaves out zero.
        turns: those with the other sign, with it surely first.
        open: those that are not sure, of either sign.
        least, most: the smallest and the largest change, per cent.
    """

    scenario: str
    sign: int
    count: int
    same: int
    sure: int
    turns: tuple[Held, ...]
    open: tuple[Held, ...]
    least: Held
    most: Held


def held(asked: Structures, runs: pd.DataFrame) -> list[Held]:
    """Every scenario in every structure, paired by seed within it.

    Raises:
        RunError: a run failed.
    """
    refuse_if_any_failed(runs)
    by_name = {str(name): rows for name, rows in runs.groupby("scenario", sort=False)}
    made = []
    for cell in asked.cells:
        parts = [_paired(asked, by_name, number) for number in cell.points]
        for at, name in enumerate(one for one in asked.arms if one != asked.reference):
            mine = [part[at] for part in parts]
            made.append(_drawn(cell, name, mine) if cell.is_drawn else Held(cell, name, *mine[0]))
    return made


Four = tuple[Estimate, Estimate, Estimate, float]


def _paired(asked: Structures, by_name: dict[str, pd.DataFrame], number: int) -> list[Four]:
    tables = [by_name[called(arm, number)].assign(scenario=arm) for arm in asked.arms]
    found = {one.scenario: one for one in verdicts(pd.concat(tables), asked.reference)}
    several = (found[arm] for arm in asked.arms if arm != asked.reference)
    return [(one.injuries, one.deaths, one.cost, one.better) for one in several]


def _drawn(cell: Cell, name: str, mine: Sequence[Four]) -> Held:
    """The median over draws, and the interval in which a further draw lies under the same seeds, which all share."""
    injuries, deaths, cost = (_middle(np.array([each.mean for each in kind]))
                              for kind in list(zip(*(one[:3] for one in mine), strict=True)))  # fmt: skip
    fewer = float(np.mean([one[0].mean < 0.0 for one in mine]))
    return Held(cell, name, injuries, deaths, cost, fewer)


def _middle(values: np.ndarray) -> Estimate:
    ordered, at = np.sort(values), rank(len(values))
    if len(ordered) < 2:
        return Estimate(float(ordered[0]), math.nan, math.nan)
    return Estimate(float(np.median(values)), float(ordered[at - 1]), float(ordered[-at]))


def tallies(found: Sequence[Held]) -> list[Tally]:
    """In how many structures each scenario's sign holds, and where it turns."""
    made = []
    for name in dict.fromkeys(one.scenario for one in found):
        mine = [one for one in found if one.scenario == name]
        sign = mine[0].sign
        turns = sorted((one for one in mine if one.sign != sign), key=lambda one: not one.is_sure)
        same = [one for one in mine if one.sign == sign]
        by_size = sorted(mine, key=lambda one: one.injuries.mean)
        made.append(Tally(name, sign, len(mine), len(same), sum(one.is_sure for one in same), tuple(turns),
                          tuple(one for one in mine if not one.is_sure), by_size[0], by_size[-1]))  # fmt: skip
    return made


def table_of(found: Sequence[Held]) -> pd.DataFrame:
    """A row a structure and scenario: changes with intervals, and whether the sign is that of the county as it is."""
    first = {one.scenario: one.sign for one in reversed(found) if not one.cell.choices}
    rows = []
    for one in found:
        row: dict[str, object] = {"structure": one.cell.name, "scenario": one.scenario, "points": len(one.cell.points)}
        for key, made in ((f"{INJURIES}_percent", one.injuries), (DEATHS, one.deaths), (COST, one.cost)):
            row |= {key: made.mean, f"{key}_low": made.low, f"{key}_high": made.high}
        rows.append(row | {"better": one.better, "same_sign": one.sign == first[one.scenario], "sure": one.is_sure})
    return pd.DataFrame(rows)
