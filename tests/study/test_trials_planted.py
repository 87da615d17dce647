"""Every design finds an effect that was planted, and its intervals hold it as often as they say."""

import numpy as np
import pytest
from scipy.stats import binom
from tests.study.planted import planted, truth

from govsim.study.analysis.trials.designs.catalogue import DESIGNS

LARGE = dict(units=12, large=True, size=3000.0, effect=-0.1)
STAGGERED = dict(years=9, start=3, waves=3)
GROWING = dict(units=60, large=True, size=3000.0, years=12, start=2, waves=6, share=0.9, effect=-0.06)
CASES = {
    "randomised": (100, {}),
    "randomised, of regions": (100, LARGE),
    "did": (100, {}),
    "did, of regions": (100, LARGE),
    "event_study": (100, STAGGERED | dict(effect=-0.15)),
    "event_study, of counties": (100, STAGGERED | LARGE | dict(units=30)),
    "discontinuity": (100, dict(units=1500, cutoff=True, effect=-0.4, size=60.0)),
    "matched": (100, dict(share=0.3)),
    "synthetic": (30, LARGE | dict(one=True, years=12, start=8)),
}
BY_CHANCE = 0.001  # that a test of sound intervals fails


@pytest.mark.slow
@pytest.mark.parametrize("case", list(CASES))
def test_intervals_hold_the_planted_effect_as_often_as_they_say(case):
    times, how = CASES[case]
    design = DESIGNS[case.partition(",")[0]]
    estimates, gaps, held = [], [], 0
    for seed in range(times):
        panel, expected, without = planted(seed, **how)
        found = design.estimate(panel)
        true = truth(panel, expected, without, found.weights)
        estimates.append(found.estimate.mean)
        gaps.append(found.estimate.mean - true)
        held += found.estimate.low <= true <= found.estimate.high
    spread, bias = float(np.std(estimates)), float(np.mean(gaps))
    print(f"{case}: bias {bias:+.2f} points, spread {spread:.2f}, coverage {held / times:.2f} of {times}")
    assert np.isfinite(estimates).all()
    assert abs(bias) < 3.3 * spread / np.sqrt(times) + 0.3  # a ratio of counts is a little off at best
    assert held >= binom.ppf(BY_CHANCE, times, 0.95)


@pytest.mark.slow
def test_two_way_fixed_effects_are_wrong_where_adoption_is_staggered_and_effects_grow():
    held = {"two_way": 0, "callaway_santanna": 0}
    gaps = []
    for seed in range(60):
        panel, expected, without = planted(seed, **GROWING)
        found = DESIGNS["event_study"].estimate(panel)
        true = truth(panel, expected, without)
        for name, one in {found.estimator: found.estimate, **found.beside}.items():
            held[name] += one.low <= true <= one.high
        gaps.append(found.beside["two_way"].mean - true)
    print(f"two-way fixed effects: bias {np.mean(gaps):+.2f} points, held {held}")
    assert held["two_way"] < 12 and held["callaway_santanna"] >= binom.ppf(BY_CHANCE, 60, 0.95)
