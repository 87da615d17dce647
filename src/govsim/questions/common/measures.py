"""Numbers that several questions make alike: changes of an arm, and values by seed of a ratio, to be subtracted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from govsim.cases.common.case import Number, Words
from govsim.cases.common.found import Weeks
from govsim.questions.common.contest import pairs
from govsim.questions.common.numbers import change_of, of

LATE: Weeks = (260, 520)  # years 6 to 10


def changed(arms: Mapping[str, Words], arm: str, outcome: str, what: Words, weeks: Weeks = LATE, **how: Any) -> Number:
    """The change of an outcome in an arm, in per cent, against the county's first or another.

    Args:
        arms: what they are called.
        arm: which.
        outcome: that changes.
        what: the outcome in words.
        weeks: summed over.
        **how: as `Found.change` takes it.
    """
    return change_of(of(what, arms[arm]), arm, outcome, weeks, **how)


def among(prefix: str, arms: Mapping[str, Words], outcome: str, what: Words, weeks: Weeks = LATE) -> dict[str, Number]:
    """The pairs of a contest under names that begin with a prefix, where several contests stand side by side."""
    return {f"{prefix}{name}": one for name, one in pairs(arms, outcome, what, weeks).items()}


def by_seed(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Values by seed whose mean is the ratio of two means and whose spread is that of the ratio (delta method).

    Two such arrays of the same seeds may be subtracted; the interval of the mean of that is the difference's.
    """
    mean = float(below.mean())
    found = float(above.mean()) / mean if mean else float("nan")
    return np.asarray(found + (above - found * below) / mean, float)
