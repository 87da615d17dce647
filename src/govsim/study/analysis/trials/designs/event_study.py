"""An event study: units adopt one after another; each cohort is held against those who have not adopted yet.

Two-way fixed effects stand beside it as the wrong answer: where adoption is staggered and effects grow or fade, they
take those already treated for controls.
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from govsim.study.analysis.trials.designs.regression import per_cent
from govsim.study.analysis.trials.panel import NOTHING, PER, Found, Panel
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.extras import extra

NAME, WRONG, LIBRARIES = "callaway_santanna", "two_way", ("diff_diff", "statsmodels")


def estimate(panel: Panel) -> Found:
    """Callaway and Sant'Anna's estimate over all treated years, and its path by years since adoption."""
    library = extra("diff_diff")
    if not panel.counts.any():
        return Found(NAME, NOTHING, {WRONG: NOTHING})
    values, table = _values(panel), _long(panel)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # cohorts of few units are said to be few; the interval shows it
        try:
            made = library.CallawaySantAnna(control_group="not_yet_treated").fit(
                table, outcome="value", unit="unit", time="time", first_treat="first"
            )
            path = made.aggregate("event_study").to_dataframe()
        except (ValueError, np.linalg.LinAlgError, ZeroDivisionError):
            return Found(NAME, NOTHING, {WRONG: two_way(panel)})
    mean = _mean(values, panel.cells)
    low, high = made.overall_conf_int
    counterfactual = mean - made.overall_att
    found = per_cent(made.overall_att, low, high, counterfactual)
    return Found(NAME, found, {WRONG: two_way(panel)}, _path(path, counterfactual))


def two_way(panel: Panel) -> Estimate:
    """The coefficient of a regression with an effect for each unit and each year, clustered by unit."""
    api = extra("statsmodels.api")
    values, cells = _values(panel), panel.cells
    y, x = _within(values).ravel(), _within(cells).ravel()
    if not x.any():
        return NOTHING
    groups = np.repeat(np.arange(panel.units), values.shape[1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = api.OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    mean = _mean(values, cells)
    value, (low, high) = float(made.params[0]), made.conf_int()[0]
    return per_cent(value, low, high, mean - value)


def _values(panel: Panel) -> np.ndarray:
    """Cases per 100 worker-years; of enterprises by the mean size of all, so that each case counts alike."""
    if panel.are_large:
        return np.asarray(PER * panel.counts / np.maximum(panel.exposure, 1e-9))
    return np.asarray(PER * panel.counts / panel.exposure.mean())


def _long(panel: Panel) -> pd.DataFrame:
    units, years = panel.counts.shape
    first = np.where(panel.treated, panel.first, 0)
    return pd.DataFrame({
        "unit": np.repeat(np.arange(units), years), "time": np.tile(np.arange(years), units),
        "first": np.repeat(first, years), "value": _values(panel).ravel(),
    })  # fmt: skip


def _path(table: pd.DataFrame, without: float) -> pd.DataFrame:
    made = pd.DataFrame({
        "year": table["event_time"].astype(int), "estimate": table["att"],
        "low": table["conf_int_lower"], "high": table["conf_int_upper"],
    })  # fmt: skip
    scale = 100.0 / without if without > 0.0 else float("nan")
    made[["estimate", "low", "high"]] *= scale
    return made.reset_index(drop=True)


def _mean(values: np.ndarray, cells: np.ndarray) -> float:
    total = float(cells.sum())
    return float((cells * values).sum() / total) if total else float("nan")


def _within(values: np.ndarray) -> np.ndarray:
    return np.asarray(values - values.mean(1, keepdims=True) - values.mean(0) + values.mean())
