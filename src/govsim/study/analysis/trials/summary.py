"""Trials over seeds: middle and spread of estimates, bias, coverage of the truth, power, and errors of sign and size.

The true effect is that of the model's own runs with and without the treatment under the same seeds, on the units and
years that the design looks at: its mean over seeds, since an estimate is of what the treatment does, not of one year's
luck. An estimate whose interval leaves out nothing is called significant; one that could not be had never is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from govsim.study.runs.statistics import Estimate, estimate, share

HEAD = ("assignment", "book", "estimator")
LEVEL = 0.95
WANTED = 0.8  # power that a proposed trial should have: the field's custom (Cohen 1988)


def summary(rows: pd.DataFrame) -> pd.DataFrame:
    """A row an assignment, book and estimator.

    Args:
        rows: estimates by seed, as `answers` gives them.

    Returns:
        The median estimate, the true effect (of what happened, on record, on others, and where all have it), bias and
        the difference to where all have it, each with its 95 % interval over seeds (`_low`, `_high`), that of a
        difference with the errors of both; the `mean` estimate; `spread`, the standard deviation of estimates, and
        `half_width` of their own intervals; shares `covers_true`, `covers_record` and `power`, with intervals after
        Wilson; `wrong_sign` among the significant, and by how much these exaggerate; how many could not be had.
    """
    made = [_summed(dict(zip(HEAD, names, strict=True)), one) for names, one in rows.groupby(list(HEAD), sort=False)]
    return pd.DataFrame(made)


def _summed(head: dict[str, object], rows: pd.DataFrame) -> dict[str, object]:
    value, low, high = (rows[name].to_numpy(float) for name in ("estimate", "low", "high"))
    known = np.isfinite(value) & np.isfinite(low)
    true, record = (estimate(rows[f"{book}_effect"].to_numpy(float)) for book in ("true", "recorded"))
    everywhere = estimate(rows["everywhere_effect"].to_numpy(float))
    significant = known & ((low > 0.0) | (high < 0.0))
    made: dict[str, object] = {**head, "beside": bool(rows["beside"].iloc[0]), "trials": len(rows),
                               "failed": int((~known).sum())}  # fmt: skip
    said = middle(value)
    for name, one in (("estimate", said), ("true_effect", true), ("recorded_effect", record),
                      ("everywhere_effect", everywhere), ("spillover", estimate(rows["spillover"].to_numpy(float))),
                      ("bias", _less(said, true)),
                      ("against_everywhere", _less(said, everywhere))):  # fmt: skip
        made |= _ends(name, one)
    made["mean"] = float(np.mean(value[known])) if known.any() else float("nan")
    made["spread"] = float(np.std(value[known], ddof=1)) if known.sum() > 1 else float("nan")
    made["half_width"] = float(np.mean(high[known] - low[known]) / 2.0) if known.any() else float("nan")
    for name, held in (("covers_true", true.mean), ("covers_record", record.mean)):
        inside = (low[known] <= held) & (held <= high[known])
        made |= _ends(name, share(int(inside.sum()), int(known.sum())))
    made |= _ends("power", share(int(significant.sum()), len(rows)))
    return {**made, **_errors(value[significant], true.mean)}


def middle(values: np.ndarray) -> Estimate:
    """The median of those values that are numbers, with its exact interval; none of fewer than six.

    A change in per cent is a ratio, whose mean lies the higher the more it scatters: over 240 lots without any
    treatment, event studies of the default county say +6 % in the mean and +1 % in the middle.
    """
    from scipy.stats import quantile_test

    values = values[np.isfinite(values)]
    if not len(values):
        return Estimate(float("nan"), float("nan"), float("nan"))
    low, high = (float(end) for end in quantile_test(values, p=0.5).confidence_interval(LEVEL))
    return Estimate(float(np.median(values)), low, high)


def _less(one: Estimate, truth: Estimate) -> Estimate:
    """The difference of two, whose interval holds the errors of both as those of independent numbers.

    Both hang on the same luck, which makes it too wide rather than too narrow; of a truth without an interval the other
    alone is taken.
    """
    apart, own = one.mean - truth.mean, (truth.high - truth.low) / 2.0
    own = own if np.isfinite(own) else 0.0
    below, above = (float(np.hypot(end - one.mean, own)) for end in (one.low, one.high))
    return Estimate(apart, apart - below, apart + above)


def _errors(significant: np.ndarray, true: float) -> dict[str, float]:
    """Of estimates that are significant: the share of the wrong sign, and how many times too large they are."""
    if not len(significant) or not np.isfinite(true) or true == 0.0:
        return {"wrong_sign": float("nan"), "exaggeration": float("nan")}
    return {"wrong_sign": float(np.mean(significant * true < 0.0)),
            "exaggeration": float(np.mean(np.abs(significant)) / abs(true))}  # fmt: skip


def _ends(name: str, one: Estimate) -> dict[str, float]:
    return {name: one.mean, f"{name}_low": one.low, f"{name}_high": one.high}


def power_table(rows: pd.DataFrame) -> pd.DataFrame:
    """A row an assignment, book, number of units and of years: power, the true effect, and errors of sign and size."""
    made = []
    for names, one in rows.groupby(["assignment", "book", "units", "years"], sort=False):
        value, low, high = (one[name].to_numpy(float) for name in ("estimate", "low", "high"))
        significant = np.isfinite(low) & ((low > 0.0) | (high < 0.0))
        true = estimate(one["true_effect"].to_numpy(float))
        made.append({
            **dict(zip(("assignment", "book", "units", "years"), names, strict=True)), "trials": len(one),
            **_ends("power", share(int(significant.sum()), len(one))), **_ends("true_effect", true),
            "half_width": float(np.nanmean((high - low) / 2.0)) if np.isfinite(low).any() else float("nan"),
            **_errors(value[significant], true.mean), "failed": int((~np.isfinite(low)).sum()),
        })  # fmt: skip
    return pd.DataFrame(made)


def smallest(table: pd.DataFrame, years: int) -> int | None:
    """The fewest units that reach the power wanted within some years, from which on all do; None where none does."""
    mine = table[table["years"] == years].sort_values("units", ascending=False)
    found = None
    for row in mine.itertuples(index=False):
        if row.power < WANTED:
            break
        found = int(row.units)
    return found


def path_table(rows: pd.DataFrame) -> pd.DataFrame:
    """A row an assignment, book and year since adoption: median estimate, its spread, and the true effect."""
    made = []
    for names, one in rows.groupby(["assignment", "book", "year"], sort=False):
        value = one["estimate"].to_numpy(float)
        ends: Sequence[float] = [np.nan, np.nan]
        if np.isfinite(value).sum() > 1:
            ends = [float(end) for end in np.nanquantile(value, [0.025, 0.975])]
        made.append({
            **dict(zip(("assignment", "book", "year"), names, strict=True)), **_ends("estimate", middle(value)),
            "spread_low": ends[0], "spread_high": ends[1],
            **_ends("true_effect", estimate(one["true_effect"].to_numpy(float))),
        })  # fmt: skip
    return pd.DataFrame(made)
