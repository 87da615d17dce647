"""Difference in differences: the treated and the others, before and after one date for all."""

from __future__ import annotations

import numpy as np

from govsim.study.analysis.trials.designs.regression import least_squares, log_rates, poisson
from govsim.study.analysis.trials.panel import Found, Panel
from govsim.study.runs.statistics import Estimate

NAME, LIBRARIES = "poisson", ("statsmodels",)


def estimate(panel: Panel) -> Found:
    """The change of rates among the treated over that among the others; of large units each one's own change."""
    if panel.are_large:
        change = log_rates(*panel.after()) - log_rates(*panel.before())
        return Found("logs", least_squares(change, panel.treated[:, None].astype(float), 0))
    return Found(NAME, before_and_after(panel, np.arange(panel.units)))


def before_and_after(panel: Panel, clusters: np.ndarray) -> Estimate:
    """A Poisson regression on two rows a unit, before and after, with errors clustered."""
    (early, early_exposure), (late, late_exposure) = panel.before(), panel.after()
    treated = np.tile(panel.treated.astype(float), 2)
    after = np.repeat([0.0, 1.0], panel.units)
    columns = np.column_stack([treated * after, treated, after])
    return poisson(np.concatenate([early, late]), np.concatenate([early_exposure, late_exposure]), columns,
                   np.tile(clusters, 2), 0)  # fmt: skip
