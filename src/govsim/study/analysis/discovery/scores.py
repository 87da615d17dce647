"""How much of a value each setting explains: importances of extremely randomised trees, beside shuffled copies.

Geurts, P., Ernst, D. & Wehenkel, L. (2006). Extremely randomized trees. Machine Learning 63, 3-42; for questions of
this kind Jaxa-Rozen, M. & Kwakkel, J. (2018). Tree-based ensemble methods for sensitivity analysis of environmental
models. Environmental Modelling & Software 107, 245-266. A copy of each setting with its values shuffled explains
nothing: what the best of them reaches by luck is the floor, as in Kursa, M. & Rudnicki, W. (2010). Feature selection
with the Boruta package. Journal of Statistical Software 36(11).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.study.analysis.discovery.columns import Column
from govsim.study.analysis.discovery.sure import MIDDLE, spread_of
from govsim.study.speak.extras import extra

TREES, REPEATS = 80, 20  # assumed: more take longer and change little
SURE = 95.0  # per cent of the repeats in which the best shuffled copy lies below the floor
LEAF = 2  # points that a leaf holds at least; assumed: one point is its own luck


@dataclass(frozen=True)
class Scores:
    """What each setting explains.

    Attributes:
        table: a row a setting, the one that explains most first: factor, score, low, high, floor, and the ranks
            between which it lies, rank_low and rank_high.
        explained: share of the variance of points that were left out, which the trees foretell: mean and 95 % of the
            repeats; at or below zero nothing is.
    """

    table: pd.DataFrame
    explained: tuple[float, float, float]


def scored(columns: Sequence[Column], values: np.ndarray, seed: int) -> Scores:
    """The importance of each setting for a value of each point.

    Args:
        columns: the settings at the points.
        values: at the points.
        seed: of trees, of points drawn again and of shuffled copies.

    Raises:
        InputError: the library of trees is not installed.
    """
    trees = extra("sklearn.ensemble").ExtraTreesRegressor
    luck, count = np.random.default_rng(seed), len(values)
    blocks = [_block(one) for one in columns]
    owner = np.repeat(np.arange(len(blocks)), [one.shape[1] for one in blocks])
    true = np.concatenate(blocks, axis=1)
    whole, again, shuffled, foretold = [], [], [], []
    for repeat in range(REPEATS):
        copies = [one[luck.permutation(count)] for one in blocks]
        both = np.concatenate([true, *copies], axis=1)
        picks = luck.integers(0, count, count)
        left = np.setdiff1d(np.arange(count), picks)
        for at in (np.arange(count), picks):
            made = trees(TREES, min_samples_leaf=LEAF, random_state=seed + repeat).fit(both[at], values[at])
            own, copied = np.split(made.feature_importances_, 2)
            shares = np.bincount(owner, own, len(blocks))
            if at is picks:
                again.append(shares)
                foretold.append(_foretold(values[left], made.predict(both[left])))
            else:
                whole.append(shares)
                shuffled.append(np.bincount(owner, copied, len(blocks)))
    return Scores(_table(columns, np.array(whole), np.array(again), np.array(shuffled)), spread_of(np.array(foretold)))


def _block(column: Column) -> np.ndarray:
    """A column on a scale by its ranks, which no shape of its range decides; of names, a column each."""
    if column.names:
        return np.stack([column.places == at for at in range(len(column.names))], axis=1).astype(float)
    _, ranks = np.unique(column.places, return_inverse=True)
    return ranks[:, None] / max(1, int(ranks.max()))


def _table(columns: Sequence[Column], whole: np.ndarray, again: np.ndarray, shuffled: np.ndarray) -> pd.DataFrame:
    score = whole.mean(axis=0)
    low, high = np.percentile(again, MIDDLE, axis=0) + score - again.mean(axis=0)
    floor = float(np.percentile(shuffled.max(axis=1), SURE))  # of the best copy: many settings are looked at
    made = pd.DataFrame({"factor": [one.key for one in columns], "score": score, "low": np.maximum(low, 0.0),
                         "high": np.minimum(high, 1.0), "floor": floor})  # fmt: skip
    ranks = np.argsort(np.argsort(-again, axis=1, kind="stable"), axis=1, kind="stable") + 1
    bottom, top = np.percentile(ranks, MIDDLE, axis=0, method="inverted_cdf")
    made["rank_low"], made["rank_high"] = bottom.astype(int), top.astype(int)
    return made.sort_values("score", ascending=False, kind="stable", ignore_index=True)


def _foretold(true: np.ndarray, said: np.ndarray) -> float:
    spread = float(((true - true.mean()) ** 2).sum()) if len(true) else 0.0
    return 1.0 - float(((true - said) ** 2).sum()) / spread if spread else float("nan")
