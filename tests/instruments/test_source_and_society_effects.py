"""What the instruments at the source and of society do in the county, over 30 paired seeds; slow."""

import numpy as np
import pytest
from tests.paired import County, sign

from govsim.model import model_of
from govsim.year import USUAL_START, USUAL_WINDOW

pytestmark = pytest.mark.slow

PARTS = ("knowledge",)  # practice that an association spreads
MODEL = model_of(PARTS)
COUNTY = County(MODEL, range(6001, 6031), parts=PARTS)
FORCE = (USUAL_START, 312)  # while those arms are in force that end in week 312
HALF_A_YEAR_ON = (338, 364)


def effect(arm, outcome, over=None, **more):
    return COUNTY.effect(outcome, arm, over, **more)


@pytest.mark.parametrize(("name", "outcome", "expected"), [
    ("project_veto", "young_injury_rate_expected", -1),
    ("project_veto", "injuries_expected", -1),
    ("project_veto", "enterprises", -1),
    ("three_simultaneities", "young_injury_rate_expected", -1),
    ("three_simultaneities", "distressed", 1),
    ("access_licensing", "young_mean_equipment", 1),
    ("access_licensing", "inspector_hours", 1),
    ("equipment_phaseout", "mean_effort", -1),
    ("equipment_phaseout", "cost_enterprise", 1),
    ("industry_self_regulation", "mean_violation", -1),
    ("industry_self_regulation", "concealed_share_expected", 1),
    ("whistleblower_protection", "concealed_share_expected", -1),
    ("whistleblower_protection", "tip_visits", 1),
    ("whistleblower_protection", "inspector_hours", 1),
    ("union_supervision", "lost_time_true", -1),
    ("union_supervision", "silences", -1),
    ("safety_campaigns", "mean_skill", -1),
    ("school_safety_education", "mean_violation", -1),
    ("public_experience_bases", "mean_attitude", 1),
])  # fmt: skip
def test_effects_and_side_effects_have_their_sign(name, outcome, expected):
    assert sign(effect(name, outcome)) == expected


@pytest.mark.parametrize(("outcome", "expected"), [
    ("young_mean_equipment", 1), ("refusals", -1), ("young_injury_rate_expected", 1),
])  # fmt: skip
def test_facilities_with_the_project_are_no_veto(outcome, expected):
    """One equips whoever enters, the other chooses who does."""
    both = (COUNTY.value(outcome, name) for name in ("three_simultaneities", "project_veto"))
    assert sign(next(both) - next(both)) == expected


def dip(name):
    """Effect on violations in the month of campaigns and the one after, beyond that of the rest of the year."""
    year = np.arange(*USUAL_WINDOW)
    near = (year % 52 >= 22) & (year % 52 < 30)
    return effect(name, "mean_violation", year[near]) - effect(name, "mean_violation", year[~near])


def test_a_campaign_is_a_dip_and_an_experience_is_not():
    assert sign(dip("safety_campaigns")) == -1
    assert sign(dip("safety_campaigns") - dip("public_experience_bases")) == -1


def test_a_campaign_is_gone_after_a_year_and_an_experience_is_not():
    on, after = (effect("safety_campaigns", "mean_violation", over, end=312) for over in (FORCE, HALF_A_YEAR_ON))
    assert sign(on) == -1 and sign(after - 0.5 * on) == 1, "more than half is left"
    lasting = effect("public_experience_bases", "mean_attitude", HALF_A_YEAR_ON, end=312)
    assert sign(lasting) == 1
    assert sign(lasting - 0.8 * effect("public_experience_bases", "mean_attitude", FORCE, end=312)) == 1


def test_what_school_taught_goes_on_reaching_work():
    on, later = (effect("school_safety_education", "mean_skill", over, end=312) for over in (FORCE, (416, 520)))
    assert sign(later - 2.0 * on) == 1
    first, last = (effect("school_safety_education", "mean_skill", over) for over in ((156, 260), (416, 520)))
    assert sign(last - 3.0 * first) == 1


@pytest.mark.parametrize(("one", "other", "outcome", "expected"), [
    ("hazard_hotline", "whistleblower_protection", "tips", 1),
    ("industry_self_regulation", "grassroots_inspectors", "mean_attitude", 1),
])  # fmt: skip
def test_a_pair_differs_from_its_sum(one, other, outcome, expected):
    together = effect(f"{one}+{other}", outcome)
    assert sign(together - effect(one, outcome) - effect(other, outcome)) == expected


NOBODY_KNOWS = "whistleblower_protection(known=0,case_trust=0,case_share=0)"


@pytest.mark.parametrize(("arm", "outcome", "parameters"), [
    (NOBODY_KNOWS, "tips", ()),
    (NOBODY_KNOWS, "concealed_share_expected", ()),
    ("industry_self_regulation(joins_above=0.9)", "culture_maturity", ()),
    ("safety_campaigns(dose=0,warning_dose=0)", "mean_violation", ()),
    ("equipment_phaseout(outdated_below=0.3)", "mean_safety_capital", ()),
    ("public_experience_bases", "mean_attitude", (("experience_pull", 0.0),)),
])  # fmt: skip
def test_without_its_memory_or_state_the_effect_is_gone(arm, outcome, parameters):
    whole, left = effect(arm.partition("(")[0], outcome), effect(arm, outcome, parameters=parameters)
    assert sign(whole)
    assert sign(whole) * left.mean() < 0.1 * abs(whole.mean()), "more than a tenth is left"
