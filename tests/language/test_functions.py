"""The arithmetic of rules: accurate, the same bits in both engines, and quantiles that never shift another draw."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit
from scipy import stats

from govsim.engines.numba_language import compiled as of_numba
from govsim.language import binomial, exp, floor, log, logistic, normal, poisson, power, sqrt

UNITS = st.floats(0.0, 1.0, exclude_max=True)


def all_of_them(x, u, n, a):
    return (
        exp(x),
        log(a),
        logistic(x),
        normal(u),
        power(a, x / 100.0),
        sqrt(a),
        floor(x),
        poisson(u, a),
        binomial(u, n, u),
    )


known = of_numba(all_of_them)


@njit
def compiled(x, u, n, a):
    return known(x, u, n, a)


@settings(max_examples=300, deadline=None)
@given(st.floats(-690, 690), st.floats(1e-15, 1 - 1e-15), st.integers(0, 2000), st.floats(1e-12, 500))
def test_both_engines_compute_the_same_bits(x, u, n, a):
    python = all_of_them(x, u, n, a)
    assert np.array(python, float).tobytes() == np.array(compiled(x, u, n, a), float).tobytes()


@pytest.mark.parametrize("x", [-699.9, -50.0, -1.0, -1e-9, 0.0, 1e-9, 0.5, 1.0, 20.0, 699.9])
def test_exp_is_within_three_units_of_the_last_place(x):
    exact = mpmath.mp.exp(mpmath.mpf(x))
    assert abs(exp(x) / exact - 1) < 3 * 2.0**-52


@settings(max_examples=300, deadline=None)
@given(st.floats(1e-290, 1e300))
def test_log_is_accurate(x):
    with mpmath.workdps(40):
        exact = mpmath.log(mpmath.mpf(x))
    assert abs(log(x) - exact) <= 4 * 2.0**-52 * max(1.0, abs(float(exact)))


@settings(max_examples=300, deadline=None)
@given(st.floats(1e-14, 1 - 1e-14))
def test_normal_is_the_quantile(u):
    assert normal(u) == pytest.approx(stats.norm.ppf(u), abs=1e-9)


@settings(max_examples=300, deadline=None)
@given(UNITS, st.floats(1e-6, 200))
def test_poisson_is_the_quantile(u, mean):
    k = poisson(u, mean)
    assert stats.poisson.cdf(k, mean) >= u - 1e-9
    assert k == 0 or stats.poisson.cdf(k - 1, mean) <= u + 1e-9


@settings(max_examples=300, deadline=None)
@given(UNITS, st.integers(0, 400), st.floats(0, 1))
def test_binomial_is_the_quantile(u, n, q):
    k = binomial(u, n, q)
    assert 0 <= k <= n
    assert stats.binom.cdf(k, n, q) >= u - 1e-9
    assert k == 0 or stats.binom.cdf(k - 1, n, q) <= u + 1e-9


@settings(max_examples=200, deadline=None)
@given(st.floats(1e-9, 1 - 1e-9), st.integers(1, 2000), st.floats(0, 0.999))
def test_a_higher_chance_never_draws_fewer(u, n, q):
    assert binomial(u, n, min(1.0, q + 0.001)) >= binomial(u, n, q) - (1 if n > 400 else 0)


def test_arguments_out_of_range_are_held_at_the_edge():
    assert sqrt(-1.0) == 0.0 and power(-2.0, 0.5) == 0.0 and log(0.0) == log(1e-300)
    assert exp(1e9) == exp(700.0) and math.isfinite(exp(700.0))
