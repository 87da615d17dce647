"""Panels in which the effect is known, because it was planted."""

import numpy as np

from govsim.study.analysis.trials.panel import NEVER, Panel, rate


def planted(
    seed,
    units=240,
    years=6,
    start=3,
    effect=-0.3,
    share=0.5,
    waves=1,
    large=False,
    cutoff=False,
    one=False,
    drift=-0.02,
    size=30.0,
):
    """A panel and its true effect in per cent of the expected counts of the treated; units differ for life.

    `waves` above 1: cohorts a year apart, whose effect grows by half a year later; `one`: a single treated unit.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    headcount = np.exp(generator.normal(np.log(size), 0.8, units)).round() + 4.0
    chance = (0.05 if large else 0.08) * generator.gamma(60.0 if large else 2.0, 1 / (60.0 if large else 2.0), units)
    running = np.log(headcount) - np.log(headcount).mean() if cutoff else np.empty(0)
    treated = generator.permutation(units) < round(share * units)
    if one:
        treated = np.arange(units) == 0
    if cutoff:
        treated = running >= 0.0
    first = np.where(treated, start + generator.integers(0, waves, units), NEVER)
    year = np.arange(years)
    shocks = 0.05 * generator.normal(size=years)
    since = np.clip(year - first[:, None], 0, None)
    strength = effect * (1.0 + 0.5 * since if waves > 1 else 1.0)
    on = treated[:, None] & (year >= first[:, None])
    exposure = np.repeat(headcount[:, None], years, 1)
    without = chance[:, None] * exposure * np.exp(drift * year + shocks)
    expected = without * np.where(on, 1.0 + strength, 1.0)
    counts = generator.poisson(expected).astype(float)
    panel = Panel(counts, exposure, first, start, headcount, generator.integers(0, 4, units), running, large)
    return panel, expected, without


def truth(panel, expected, without, weights=None):
    """The effect on the cells that a design looks at, in per cent."""
    cells = panel.cells if weights is None else panel.cells * weights[:, None]
    after, before = (rate(one, panel.exposure, cells) for one in (expected, without))
    return 100.0 * (after / before - 1.0)
