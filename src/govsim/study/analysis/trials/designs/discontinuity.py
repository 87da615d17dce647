"""A regression discontinuity: whoever lies at or above a cutoff is treated; neighbours of the cutoff are compared."""

from __future__ import annotations

import contextlib
import io
import warnings

import numpy as np

from govsim.study.analysis.trials.designs.regression import per_cent
from govsim.study.analysis.trials.panel import NOTHING, Found, Panel, rates_of
from govsim.study.speak.extras import extra

NAME, LIBRARIES = "rdrobust", ("rdrobust",)
FEWEST = 20  # units on either side; assumed: the library's bandwidths need some


def estimate(panel: Panel) -> Found:
    """The jump of rates at the cutoff, corrected for bias, with the robust interval; units count by worker-years."""
    counts, exposure = panel.after()
    there = exposure > 0
    x, above = panel.running[there], panel.running[there] >= 0.0
    if min(above.sum(), (~above).sum()) < FEWEST:
        return Found(NAME, NOTHING)
    library = extra("rdrobust")
    # It prints remarks to standard output, where tables go.
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            made = library.rdrobust(rates_of(counts[there], exposure[there]), x, c=0.0, weights=exposure[there])
        except Exception:  # too few near the cutoff: the library raises what its algebra meets
            return Found(NAME, NOTHING)
    value, ends = float(made.coef.loc["Robust"].iloc[0]), made.ci.loc["Robust"].to_numpy(float)
    left = float(np.ravel(made.beta_p_l)[0])
    width = float(made.bws.loc["h", "right"])
    weights = np.clip(1.0 - np.abs(panel.running) / width, 0.0, None) * panel.treated
    return Found(NAME, per_cent(value, ends[0], ends[1], left), weights=weights)
