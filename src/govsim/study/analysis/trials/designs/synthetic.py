"""A synthetic control: one treated unit, held against a mixture of others that went like it before.

The interval is that of placebos: each other unit in turn is taken for the treated one, and how far such estimates lie
from nothing says how far this one may.
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from govsim.study.analysis.trials.panel import NOTHING, PERCENT, Found, Panel, rates_of
from govsim.study.runs.statistics import Estimate
from govsim.study.runs.student import student
from govsim.study.speak.extras import extra

NAME, LIBRARIES = "synthetic_control", ("pysyncon",)
DONORS = 8  # the fewest; assumed: the spread of fewer placebos is not known to within a quarter


def estimate(panel: Panel) -> Found:
    """The gap to the synthetic unit after the start, in per cent of it."""
    rates = rates_of(panel.counts, panel.exposure)
    treated, donors = np.nonzero(panel.treated)[0], np.nonzero(~panel.treated)[0]
    if len(treated) != 1 or len(donors) < DONORS:
        return Found(NAME, NOTHING)
    gap = _gap(rates, int(treated[0]), donors, panel.start)
    placebos = np.array([_gap(rates, int(one), donors[donors != one], panel.start) for one in donors])
    if not np.isfinite(gap) or not np.isfinite(placebos).all():
        return Found(NAME, NOTHING)
    half = student(len(donors)) * float(np.sqrt((placebos**2).mean()))
    return Found(NAME, Estimate(gap, gap - half, gap + half))


def _gap(rates: np.ndarray, unit: int, donors: np.ndarray, start: int) -> float:
    """How far a unit lies from its mixture after the start, in per cent of that."""
    library = extra("pysyncon")
    before = pd.DataFrame(rates[:, :start].T)
    flat = before.std(axis=1) <= 0.0
    model = library.Synth()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Years before are the predictors, all of one weight: nothing is chosen by what comes after.
        x0, x1 = before.loc[~flat, list(donors)], before.loc[~flat, unit]
        model.fit(X0=x0, X1=x1, Z0=x0, Z1=x1, custom_V=np.ones(len(x0)))
    mixture = rates[donors, start:].T @ np.asarray(model.W)
    below = float(mixture.mean())
    return float(PERCENT * (rates[unit, start:].mean() - below) / below) if below > 0.0 else float("nan")
