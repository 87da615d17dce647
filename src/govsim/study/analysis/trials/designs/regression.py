"""Regressions that designs share: counts per worker by Poisson, large units by logarithms, both by statsmodels."""

from __future__ import annotations

import warnings

import numpy as np

from govsim.study.analysis.trials.panel import NOTHING, PERCENT
from govsim.study.runs.statistics import Estimate
from govsim.study.runs.student import student
from govsim.study.speak.extras import extra


def poisson(
    counts: np.ndarray, exposure: np.ndarray, columns: np.ndarray, clusters: np.ndarray, of_interest: int
) -> Estimate:
    """A Poisson regression with worker-years as the offset and errors clustered; in per cent.

    Errors are those of a sandwich, so that counts need not be Poisson, corrected for large clusters and few of them
    (Mancl and DeRouen 2001, as statsmodels has them); the interval is Student's t's with one degree of freedom less
    than there are clusters.

    Args:
        counts: of each row.
        exposure: of each row; rows without anybody are left out.
        columns: of the regression, without a constant.
        clusters: of each row.
        of_interest: number of the column whose coefficient is wanted.
    """
    api = extra("statsmodels.api")
    there = exposure > 0
    y, groups = counts[there], clusters[there]
    if not _can_tell(columns[there][:, of_interest], y):
        return NOTHING
    x = api.add_constant(columns[there], has_constant="add")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a fit that does not settle: it is answered with no estimate
        try:
            model = api.GEE(y, x, groups=groups, family=api.families.Poisson(), offset=np.log(exposure[there]))
            made = model.fit(cov_type="bias_reduced")
        except (np.linalg.LinAlgError, ValueError, FloatingPointError):
            return NOTHING
    if not made.converged:
        return NOTHING
    value, half = made.params[1 + of_interest], student(len(np.unique(groups)) - 1) * made.bse[1 + of_interest]
    return from_logs(value, value - half, value + half)


def _can_tell(column: np.ndarray, counts: np.ndarray) -> bool:
    """Whether there are cases on either side: without, the coefficient runs off."""
    return bool(counts[column > 0].sum() > 0 and counts[column <= 0].sum() > 0)


def least_squares(values: np.ndarray, columns: np.ndarray, of_interest: int) -> Estimate:
    """A regression of logarithms, a row a unit, with errors that suit few rows (HC3) and Student's t; in per cent."""
    api = extra("statsmodels.api")
    if not np.isfinite(values).all() or len(values) <= columns.shape[1] + 1:
        return NOTHING
    x = api.add_constant(columns, has_constant="add")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = api.OLS(values, x).fit(cov_type="HC3", use_t=True)
    return from_logs(made.params[1 + of_interest], *made.conf_int()[1 + of_interest])


def log_rates(counts: np.ndarray, exposure: np.ndarray) -> np.ndarray:
    """Logarithms of rates; minus infinity where there are no cases."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(counts / exposure)


def from_logs(value: float, low: float, high: float) -> Estimate:
    """Differences of logarithms in per cent; none where an end is beyond all reason."""
    ends = np.array([value, low, high], float)
    if not np.isfinite(ends).all() or np.abs(ends).max() > 50.0:
        return NOTHING
    mean, below, above = PERCENT * np.expm1(ends)
    return Estimate(float(mean), float(below), float(above))


def per_cent(value: float, low: float, high: float, without: float) -> Estimate:
    """A difference in per cent of what there would have been, as the study itself reckons that."""
    ends = np.array([value, low, high], float)
    if not np.isfinite(ends).all() or not without > 0.0:
        return NOTHING
    mean, below, above = PERCENT * ends / without
    return Estimate(float(mean), float(below), float(above))
