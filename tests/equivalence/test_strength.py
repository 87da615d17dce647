"""The strength of an instrument: a multiple of all that it moves and costs, as a planner's, in both engines."""

from dataclasses import replace

import numpy as np
import pytest

from tests.equivalence.conftest import MODEL, adopt, scenario
from tests.equivalence.test_engines import assert_equal
from tests.equivalence.test_steering import UNDER, county, plan, weekly

STRENGTHS = (0.3, 2.0, 1.4, 0.7, 1.0)


def test_instruments_of_any_strength_under_a_planner_of_half_give_the_same_bits_in_both_engines():
    made = scenario(*UNDER, "phased_plan", weeks=24)
    strengths = {**dict(zip(UNDER, STRENGTHS, strict=True)), "phased_plan": 0.5}
    adoptions = tuple(replace(one, strength=strengths[one.instrument]) for one in made.adoptions)
    assert_equal(replace(made, adoptions=adoptions), 5, MODEL)


@pytest.mark.parametrize("share", [0.25, 1.0])
def test_a_strength_is_what_a_planner_would_make_of_it(share):
    fines = adopt("administrative_fines", phase_in=1)
    held = plan(first_share=share, second_after=520.0, third_after=520.0, full_after=520.0)
    set_so, steered = weekly(county(replace(fines, strength=share)), county(fines, held))
    assert set_so.tobytes() == steered.tobytes()


def test_an_instrument_without_strength_is_one_that_was_not_adopted():
    without, with_it = weekly(county(), county(adopt("grassroots_inspectors", strength=0.0)))
    assert without.tobytes() == with_it.tobytes()


def test_what_is_booked_is_in_proportion_to_the_strength_and_posts_add_up_beyond_all_of_it():
    strengths, cost = (0.5, 1.0, 1.5, 2.0), _outcome("cost_government")
    bases = [county(adopt("public_experience_bases", phase_in=1, strength=one), weeks=9) for one in strengths]
    inspectors = [county(adopt("grassroots_inspectors", phase_in=1, strength=one), weeks=40) for one in strengths]
    none, *arms = weekly(county(weeks=9), *bases)
    booked = np.array([arm[8, cost] - none[8, cost] for arm in arms])
    np.testing.assert_allclose(booked, booked[1] * np.array(strengths), rtol=1e-9)
    assert booked[1] > 0.0
    posts = [arm[-1, _outcome("inspectors")] for arm in weekly(county(weeks=40), *inspectors)]
    assert posts == sorted(posts) and posts[-1] > posts[2] > posts[0]


def _outcome(name):
    return [one.name for one in MODEL.weekly_outcomes].index(name)
