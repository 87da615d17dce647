"""A panel of units by year, as a study sees it: who was treated from when, counts in one book, and worker-years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from govsim.study.runs.statistics import Estimate

NEVER = -1  # first year of a unit that is not treated
PERCENT, PER = 100.0, 100.0  # rates are counts per so many worker-years
NOTHING = Estimate(float("nan"), float("nan"), float("nan"))


@dataclass(frozen=True)
class Panel:
    """What a study has before it.

    Attributes:
        counts: of what is studied, by unit and year.
        exposure: worker-years, by unit and year; 0 where nobody held the place.
        first: of each unit, the first year treated, or `NEVER`.
        start: the first year after the trial began.
        headcount: of each unit at the beginning.
        group: of each unit; controls are sought in the same one.
        running: of a discontinuity, the variable that decides, as a distance from the cutoff; empty otherwise.
        are_large: units are regions or counties: few, each with many cases.
    """

    counts: np.ndarray
    exposure: np.ndarray
    first: np.ndarray
    start: int
    headcount: np.ndarray
    group: np.ndarray
    running: np.ndarray = field(default_factory=lambda: np.empty(0))
    are_large: bool = False

    @property
    def treated(self) -> np.ndarray:
        """Which units are treated at some time."""
        return self.first != NEVER

    @property
    def units(self) -> int:
        """How many there are."""
        return len(self.first)

    @property
    def cells(self) -> np.ndarray:
        """Which units and years are treated, as 1 and 0."""
        year = np.arange(self.counts.shape[1])
        return (self.treated[:, None] & (year >= self.first[:, None])).astype(float)

    def before(self) -> tuple[np.ndarray, np.ndarray]:
        """Counts and worker-years of each unit before the trial."""
        return self.counts[:, : self.start].sum(1), self.exposure[:, : self.start].sum(1)

    def after(self) -> tuple[np.ndarray, np.ndarray]:
        """The same from its first year on."""
        return self.counts[:, self.start :].sum(1), self.exposure[:, self.start :].sum(1)

    def only(self, units: np.ndarray, years: int) -> Panel:
        """Some units, watched for some years of the trial."""
        end = self.start + years
        first = np.where(self.first[units] < end, self.first[units], NEVER)
        running = self.running[units] if len(self.running) else self.running
        return replace(self, counts=self.counts[units, :end], exposure=self.exposure[units, :end], first=first,
                       headcount=self.headcount[units], group=self.group[units], running=running)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What a design says of a panel, in per cent of what there would have been.

    Attributes:
        estimator: its name.
        estimate: with the design's own 95 % interval; nan where it could not be had.
        beside: what other estimators say, by name.
        path: effects by years since the treatment began: year, estimate, low, high; None where the design has none.
        weights: of each unit in what is estimated, where they do not all count alike.
    """

    estimator: str
    estimate: Estimate
    beside: Mapping[str, Estimate] = field(default_factory=dict)
    path: pd.DataFrame | None = None
    weights: np.ndarray | None = None


def rate(counts: np.ndarray, exposure: np.ndarray, weights: np.ndarray) -> float:
    """Cases per 100 worker-years over weighted cells; nan where nobody worked."""
    below = float((weights * exposure).sum())
    return PER * float((weights * counts).sum()) / below if below > 0.0 else float("nan")


def rates_of(counts: np.ndarray, exposure: np.ndarray) -> np.ndarray:
    """Cases per 100 worker-years each; 0 where nobody worked."""
    return np.divide(PER * counts, exposure, out=np.zeros(np.shape(counts)), where=np.asarray(exposure) > 0)
