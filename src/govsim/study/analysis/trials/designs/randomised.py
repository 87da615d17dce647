"""A randomised trial: who is treated was drawn by lot; the record before sharpens the comparison."""

from __future__ import annotations

import numpy as np

from govsim.study.analysis.trials.designs.regression import least_squares, log_rates, poisson
from govsim.study.analysis.trials.panel import Found, Panel, rates_of

NAME, LIBRARIES = "poisson", ("statsmodels",)


def estimate(panel: Panel) -> Found:
    """Cases after, over worker-years, on treatment, the record before and size; of large units their logarithms."""
    counts, exposure = panel.after()
    before = panel.before()
    if panel.are_large:
        columns = np.column_stack([panel.treated, log_rates(*before)])
        return Found("logs", least_squares(log_rates(counts, exposure), columns, 0))
    columns = np.column_stack([panel.treated, np.log1p(rates_of(*before)), np.log(panel.headcount)])
    return Found(NAME, poisson(counts, exposure, columns, np.arange(panel.units), 0))
