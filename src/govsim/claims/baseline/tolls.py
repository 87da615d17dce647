"""What accidents with many deaths are expected to take: the toll's law and rescue as in their mechanism.

A handful of events in hundreds of county-years would say nothing; their chances, summed over every week, do.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from govsim.model import model_of

LARGER = 3  # deaths of a larger accident (E127)


@cache
def share_in_larger(headcount: float) -> float:
    """Expected share of the deaths in major accidents of such an enterprise that fall in accidents of 3 or more."""
    p = {name: model_of().parameters[name].default for name in ("crew_at_risk", "death_tail", "rescue_saves")}
    most = int(max(1.0, math.floor(p["crew_at_risk"] * headcount)))
    toll = np.arange(1, most + 1)
    at_least = toll ** -p["death_tail"]
    chance = at_least - np.append(at_least[1:], 0.0)
    stands = 1.0 - p["rescue_saves"]
    mean = 1.0 + (toll - 1.0) * stands
    one = (1.0 - stands) ** (toll - 1.0)  # all but the first are saved
    two = (toll - 1.0) * stands * (1.0 - stands) ** np.maximum(toll - 2.0, 0.0)
    return float((chance * (mean - one - 2.0 * two)).sum() / (chance * mean).sum())


def deaths_in_larger(years: np.ndarray) -> np.ndarray:
    """Expected deaths in accidents of 3 or more of each enterprise year."""
    sizes, place = np.unique(years["headcount"], return_inverse=True)
    shares = np.array([share_in_larger(float(size)) for size in sizes])
    return np.asarray(years["deaths_major_expected"] * shares[place])
