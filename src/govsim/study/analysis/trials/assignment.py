"""Who is treated: by lot, by looks (the best or the worst record), or by offering themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

RANDOM, WORST, BEST, VOLUNTEERS = "random", "worst", "best", "volunteers"
LOT = 20261201  # of the lots of trials, beside the seed: any number that no run draws from


@dataclass(frozen=True)
class Looks:
    """What can be seen of units before the trial.

    Attributes:
        record: recorded cases per 100 worker-years.
        climate: safety climate at the end of the last year: who has most of it offers itself.
    """

    record: np.ndarray
    climate: np.ndarray


ASSIGNMENTS = MappingProxyType({
    RANDOM: lambda looks: np.zeros(len(looks.record)),
    WORST: lambda looks: -looks.record,
    BEST: lambda looks: looks.record,
    VOLUNTEERS: lambda looks: -looks.climate,
})  # fmt: skip


def lots(seed: int, purpose: str = "") -> np.random.Generator:
    """The same draws for a seed and purpose, whatever else is drawn."""
    return np.random.Generator(np.random.PCG64([LOT, seed, *purpose.encode()]))


def chosen(how: str, looks: Looks, count: int, seed: int) -> np.ndarray:
    """Which units are treated; those alike in looks go by lot.

    Args:
        how: one of `ASSIGNMENTS`.
        looks: of the units that may be.
        count: how many.
        seed: of the lots.
    """
    turns = np.lexsort((lots(seed).random(len(looks.record)), ASSIGNMENTS[how](looks)))
    treated = np.zeros(len(turns), bool)
    treated[turns[:count]] = True
    return treated


def share_of(count: int, share: float) -> int:
    """How many of so many: at least one, and at least one left."""
    return int(min(max(round(share * count), 1), count - 1))


def sample(treated: np.ndarray, count: int, seed: int) -> np.ndarray:
    """So many units, the treated among them in their share; the same for a seed and count."""
    generator, rows = lots(seed, f"sample {count}"), np.arange(len(treated))
    mine = share_of(count, float(treated.mean()))
    parts: Mapping[bool, int] = {True: mine, False: count - mine}
    picked = [generator.choice(rows[treated == which], size, replace=False) for which, size in parts.items()]
    return np.sort(np.concatenate(picked))
