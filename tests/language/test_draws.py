"""Draws are addresses: uniform, unrelated between addresses, and the same wherever they are computed."""

import numpy as np
import pytest
from scipy import stats

from govsim.engines.numba_language import jitted_draw
from govsim.language import draw, purpose, run_key, week_key


def test_the_compiled_draw_is_the_plain_one():
    for seed in (0, 1, 2**40):
        for key in (run_key(seed), week_key(seed, 0), week_key(seed, 519)):
            fast = jitted_draw(key)
            for agent in (0, 17, (7 << 56) + 99, (7 << 56) + (3 << 28) + 4):
                for k in (0, 1, 30):
                    assert fast(agent, 12345, k) == draw(key, agent, 12345, k)


@pytest.mark.parametrize("along", ["agent", "week", "seed", "purpose", "k"])
def test_draws_are_uniform_and_neighbours_are_unrelated(along):
    def at(i):
        week = i if along == "week" else 5
        seed = i if along == "seed" else 3
        agent = (7 << 56) + (i if along == "agent" else 9)
        return draw(week_key(seed, week), agent, i if along == "purpose" else 77, i if along == "k" else 0)

    values = np.array([at(i) for i in range(6000)])
    assert stats.kstest(values, "uniform").pvalue > 1e-4
    assert abs(np.corrcoef(values[:-1], values[1:])[0, 1]) < 0.06


def test_a_purpose_keeps_its_number():
    assert purpose("test_purpose") == purpose("test_purpose") != purpose("test_purposes")
