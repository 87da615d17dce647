"""What enforcement's instruments do to a county: which way, unlike which other, through what, and for how long."""

import numpy as np
import pytest
from tests.paired import NEVER, County, said

from govsim.model import model_of

pytestmark = pytest.mark.slow
PARTS = ("expertise", "services")
MODEL = model_of(PARTS)
WEEKS, START, FROM, END = 416, 104, 208, 312
COUNTY = County(MODEL, range(301, 331), WEEKS, START, (FROM, WEEKS), PARTS)


def effect(outcome, arm, parameters=(), end=NEVER, weeks=None):
    """What an arm adds to the county without it, with its interval."""
    return said(COUNTY.effect(outcome, arm, weeks, parameters=parameters, end=end))


def assert_sign(found, sign):
    assert found.is_above if sign > 0 else found.is_below, found


@pytest.mark.parametrize(
    ("instrument", "outcome", "sign"),
    [
        ("inspector_training", "majors_found_per_visit", 1),
        ("inspector_training", "deaths_in_majors_expected", -1),
        ("inspector_training", "visits", -1),
        ("big_data_targeting", "hazards_found_per_visit", 1),
        ("big_data_targeting", "injuries_expected", -1),
        ("listed_supervision", "majors_open", -1),
        ("listed_supervision", "followups", 1),
        ("responsibility_cards", "mean_effort", 1),
        ("responsibility_cards", "injuries_expected", -1),
        ("production_suspension", "output_lost", 1),
        ("production_suspension", "production_pressure", 1),
        ("production_suspension", "violations", 1),
        ("criminal_liability", "mean_effort", 1),
        ("criminal_liability", "concealed_share_expected", 1),
        ("accident_investigation", "vigilance", 1),
        ("accident_investigation", "mean_capability", 1),
        ("accident_investigation", "concealed_share_expected", 1),
        ("accountability", "hazards_found_per_visit", 1),
        ("accountability", "penalties_per_visit", 1),
        ("accountability", "concealed_share_expected", 1),
        ("regulatory_interview", "mean_effort", 1),
        ("legal_counsel", "penalties_per_visit", 1),
        ("legal_counsel", "mean_effort", 1),
    ],
)
def test_direction(instrument, outcome, sign):
    assert_sign(effect(outcome, instrument), sign)


@pytest.mark.parametrize(
    ("one", "other", "outcome", "sign"),
    [
        ("accountability", "criminal_liability", "hazards_found_per_visit", 1),  # officers look, managers only fear
        ("accident_investigation", "information_disclosure", "concealed_share_expected", 1),  # blame, not a name
        ("accident_investigation", "information_disclosure", "mean_effort", -1),  # lessons, not deterrence
        ("listed_supervision", "production_suspension", "followups", 1),
        ("listed_supervision", "production_suspension", "production_pressure", -1),
        ("responsibility_cards", "regulatory_interview", "mean_effort", 1),  # carried until met, not fading
        ("responsibility_cards", "regulatory_interview", "hazards_returned", -1),
        ("inspector_training", "accountability", "concealed_share_expected", -1),
        ("big_data_targeting", "risk_graded_inspection", "majors_found_per_visit", -1),  # news of injuries, not size
    ],
)
def test_near_twins_differ(one, other, outcome, sign):
    assert_sign(said(COUNTY.value(outcome, one) - COUNTY.value(outcome, other)), sign)


@pytest.mark.parametrize(
    ("arm", "outcome", "parameters", "share"),
    [
        ("inspector_training", "hazards_found_per_visit", (("expertise_learned", 0.0),), 0.2),
        ("production_suspension", "production_pressure", (("backlog_pressure", 0.0),), 0.1),
        ("production_suspension(suspension_chance=0)", "output_lost", (), 1e-09),
        ("criminal_liability(breach_trial=0,death_trial=0)", "mean_effort", (), 0.1),
        ("criminal_liability(hide=0)", "concealed_share_expected", (), 0.3),
        ("accident_investigation(lessons=0)", "vigilance", (), 0.1),
        ("accountability(diligence=0)", "hazards_found_per_visit", (), 0.3),
        ("accountability(hide=0)", "concealed_share_expected", (), 0.05),
        ("regulatory_interview(jump=0)", "mean_effort", (), 0.3),
        ("responsibility_cards(yellow_attention=0,red_attention=0)", "mean_effort", (), 0.1),
        ("legal_counsel(clarity=0)", "mean_effort", (), 0.8),
        ("legal_counsel(upheld=1)", "mean_effort", (("believed_sanction", 1.0),), 0.3),
        ("listed_supervision(reporting=0,pursuit=0)", "majors_open", (), 0.6),
        ("big_data_targeting(accuracy=0,blur=1.5)", "hazards_found_per_visit", (), 0.9),
    ],
)
def test_without_what_carries_it_an_effect_is_gone(arm, outcome, parameters, share):
    """What is left of it, the same way, is less than a share of the whole."""
    whole, left = effect(outcome, arm.partition("(")[0]).mean, effect(outcome, arm, parameters).mean
    assert left * np.sign(whole) < share * abs(whole), f"{left:.4g} of {whole:.4g}"


def test_what_officers_have_learned_outlasts_the_programme_and_fades():
    gone = [(END, END + 52), (WEEKS - 52, WEEKS)]
    first, later = (effect("hazards_found_per_visit", "inspector_training", end=END, weeks=one) for one in gone)
    assert_sign(first, 1)
    assert later.mean < first.mean


@pytest.mark.parametrize("instrument", ["responsibility_cards", "regulatory_interview", "criminal_liability"])
def test_attention_ends_with_the_instrument(instrument):
    while_on, after = (
        effect("mean_effort", instrument, end=END, weeks=weeks) for weeks in ((FROM, END), (END + 52, END + 104))
    )
    assert abs(after.mean) < 0.3 * while_on.mean


def test_interviews_do_less_where_they_tire_more():
    less, more = (effect("mean_effort", f"regulatory_interview(tire={tire})").mean for tire in (0.8, 0.0))
    assert 0.0 < less < more


def test_a_heavier_personal_loss_hides_more_and_takes_more():
    arms = [f"criminal_liability(personal_loss={loss})" for loss in (2e5, 5e6)]
    for outcome in ("cost_worker", "concealed_share_expected"):
        less, more = (effect(outcome, arm).mean for arm in arms)
        assert 0.0 < less < more, outcome
