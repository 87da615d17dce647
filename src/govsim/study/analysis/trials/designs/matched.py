"""Matched controls: each treated unit is paired with the one that looks most like it, and pairs are compared.

Pairs are those with the least distance in all, without replacement (an assignment problem, solved by scipy). What is
not in the record, such as who cares, cannot be matched.
"""

from __future__ import annotations

import numpy as np

from govsim.study.analysis.trials.designs.did import before_and_after
from govsim.study.analysis.trials.designs.regression import least_squares, log_rates
from govsim.study.analysis.trials.panel import Found, Panel, rates_of

NAME, LIBRARIES = "matched_poisson", ("statsmodels",)
ELSEWHERE = 100.0  # squared distance, in spreads, that another industry adds; assumed: beyond all that looks differ


def estimate(panel: Panel) -> Found:
    """The change of the treated over that of their pairs, clustered by pair; of large units each one's own change."""
    treated, controls = pairs(panel)
    chosen = np.concatenate([treated, controls])
    matched = panel.only(chosen, panel.counts.shape[1] - panel.start)
    weights = np.zeros(panel.units)
    weights[treated] = 1.0
    if panel.are_large:
        change = log_rates(*matched.after()) - log_rates(*matched.before())
        return Found("logs", least_squares(change, matched.treated[:, None].astype(float), 0), weights=weights)
    return Found(NAME, before_and_after(matched, np.tile(np.arange(len(treated)), 2)), weights=weights)


def pairs(panel: Panel) -> tuple[np.ndarray, np.ndarray]:
    """Units that are treated and their controls, in pairs; whoever is left over is left out."""
    from scipy.optimize import linear_sum_assignment

    looks = np.column_stack([np.log(panel.headcount), np.log1p(rates_of(*panel.before()))])
    spread = looks.std(0)
    looks = looks / np.where(spread > 0.0, spread, 1.0)
    treated, others = np.nonzero(panel.treated)[0], np.nonzero(~panel.treated)[0]
    apart = ((looks[treated][:, None] - looks[others][None]) ** 2).sum(2)
    apart += ELSEWHERE * (panel.group[treated][:, None] != panel.group[others][None])
    rows, columns = linear_sum_assignment(apart)
    return treated[rows], others[columns]
