"""Elementary effects: what an outcome changes by when one input takes a long step, from many places.

Morris, M. D. (1991). Factorial sampling plans for preliminary computational experiments. Technometrics 33, 161-174.
Campolongo, F., Cariboni, J. & Saltelli, A. (2007). An effective screening design for sensitivity analysis of large
models. Environmental Modelling & Software 22, 1509-1518 (the mean of absolute effects, and groups).
"""

from __future__ import annotations

import numpy as np

from govsim.study.analysis.sensitivity.method import Indices, Inputs
from govsim.study.speak.errors import wrong_kind
from govsim.study.speak.words import tell

LEVELS = 4  # of a scale
STEP = LEVELS / (2.0 * (LEVELS - 1))  # two thirds of a range, as Morris advises
MOST = 10_000


class Morris:
    """Walks through the inputs, each moved once in a random order.

    A scale steps by two thirds of its range, and its effect is put to the whole range; an input of a few values goes
    from one to another, and its effect is that change. Of a group all members step together.
    """

    name = "morris"
    columns = ("mu_star", "sigma", "mu")
    usual = 10
    unit = "walks"

    def check(self, inputs: Inputs, size: int) -> None:
        """Refuse fewer than two walks."""
        if not 2 <= size <= MOST:
            raise wrong_kind("size", size, tell("wanted.whole", low=2, high=MOST))

    def shares(self, inputs: Inputs, size: int, seed: int) -> np.ndarray:
        """The points of all walks."""
        luck, mask = np.random.default_rng(seed), inputs.mask()
        levels = np.array([one.levels for one in inputs.factors])
        walks = np.empty((size, len(mask) + 1, len(levels)))
        for walk in walks:
            here, there = self._ends(levels, luck)
            walk[0] = here
            for at, group in enumerate(luck.permutation(len(mask))):
                walk[at + 1] = np.where(mask[group], there, walk[at])
        return walks.reshape(-1, len(levels))

    def _ends(self, levels: np.ndarray, luck: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Where each factor of a walk begins, and where its step takes it."""
        start = luck.integers(0, LEVELS, len(levels)) / (LEVELS - 1.0)
        count = np.maximum(levels, 1)
        first = luck.integers(0, count)
        second = (first + luck.integers(1, np.maximum(count, 2))) % count
        here = np.where(levels > 0, (first + 0.5) / count, start)
        there = np.where(levels > 0, (second + 0.5) / count, np.where(start < 0.5, start + STEP, start - STEP))
        return here, there

    def indices(self, inputs: Inputs, shares: np.ndarray, values: np.ndarray, size: int) -> Indices:
        """Mean absolute effect, standard deviation and mean of effects."""
        effects = self.effects(inputs, shares, values, size)

        def of(picks: np.ndarray) -> np.ndarray:
            mine = effects[picks]
            spread = mine.std(0, ddof=1) if len(mine) > 1 else np.zeros(mine.shape[1])
            return np.stack([np.abs(mine).mean(0), spread, mine.mean(0)])

        return of

    def effects(self, inputs: Inputs, shares: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
        """The effect of each input in each walk, over its whole range; up is the way of its first ordered factor."""
        mask = inputs.mask()
        walks = shares.reshape(size, len(mask) + 1, -1)
        changes = np.diff(values.reshape(size, -1), axis=1)
        ordered = np.array([one.is_ordered for one in inputs.factors])
        found = np.empty((size, len(mask)))
        for walk, change, row in zip(walks, changes, found, strict=True):
            steps = np.diff(walk, axis=0)
            moving = (steps != 0.0) @ mask.T.astype(int)
            for at, group in enumerate(moving.argmax(1)):
                scales = np.flatnonzero(mask[group] & ordered)
                row[group] = change[at] / (np.sign(steps[at, scales[0]]) * STEP) if len(scales) else change[at]
        return found
