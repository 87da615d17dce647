"""What enforcement's instruments do to a county: which way, unlike which other, through what, and for how long."""

from functools import cache

import numpy as np
import pytest

from govsim.engines.core import run_many
from govsim.model import model_of
from govsim.scenario import Adoption, Population, Scenario

pytestmark = pytest.mark.slow
MODEL = model_of(("expertise", "services"))
NAMES = [made.name for made in MODEL.weekly_outcomes]
SEEDS, WEEKS, START, FROM, END = range(301, 331), 416, 104, 208, 312
QUANTILE = 2.05  # of Student's t, 29 degrees of freedom


@cache
def played(instrument="", settings=(), parameters=(), end=10_000_000):
    """The weekly outcomes of thirty counties with one instrument, or none."""
    adoptions = ()
    if instrument:
        values = {key: float(made.default) for key, made in MODEL.instruments[instrument].settings.items()}
        adoptions = (Adoption(instrument, {**values, **dict(settings)}, START, 1, end),)
    made = Scenario(
        instrument or "status quo", Population(), WEEKS, START, (FROM, WEEKS), adoptions,
        parts=("expertise", "services"), parameters=dict(parameters),
    )  # fmt: skip
    results = run_many(MODEL, [(made, seed) for seed in SEEDS])
    assert {one.error for one in results} == {None}
    return np.array([one.weekly for one in results])


def value(tables, outcome, weeks=slice(FROM, None)):
    """The outcome of each county over some weeks."""
    made = MODEL.outcomes[outcome]
    names = (made.over, made.by) if made.is_ratio else (outcome,)
    total = [tables[:, weeks, NAMES.index(name)].sum(1) for name in names]
    return total[0] / total[1] if made.is_ratio else total[0]


def interval(first, second):
    """Mean of what the second adds to the first, county by county, and half its 95 % interval."""
    added = second - first
    return added.mean(), QUANTILE * added.std(ddof=1) / len(added) ** 0.5


def effect(outcome, instrument, settings=(), parameters=(), end=10_000_000, weeks=slice(FROM, None)):
    """The same against the status quo."""
    tables = (played(parameters=parameters), played(instrument, settings, parameters, end))
    return interval(*(value(one, outcome, weeks) for one in tables))


def assert_sign(found, sign):
    mean, half = found
    assert sign * mean > half, f"{mean:.4g} +- {half:.2g}"


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
    assert_sign(interval(value(played(other), outcome), value(played(one), outcome)), sign)


@pytest.mark.parametrize(
    ("instrument", "outcome", "settings", "parameters", "share"),
    [
        ("inspector_training", "hazards_found_per_visit", (), (("expertise_learned", 0.0),), 0.2),
        ("production_suspension", "production_pressure", (), (("backlog_pressure", 0.0),), 0.1),
        ("production_suspension", "output_lost", (("suspension_chance", 0.0),), (), 1e-9),
        ("criminal_liability", "mean_effort", (("breach_trial", 0.0), ("death_trial", 0.0)), (), 0.1),
        ("criminal_liability", "concealed_share_expected", (("hide", 0.0),), (), 0.3),
        ("accident_investigation", "vigilance", (("lessons", 0.0),), (), 0.1),
        ("accountability", "hazards_found_per_visit", (("diligence", 0.0),), (), 0.3),
        ("accountability", "concealed_share_expected", (("hide", 0.0),), (), 0.05),
        ("regulatory_interview", "mean_effort", (("jump", 0.0),), (), 0.3),
        ("responsibility_cards", "mean_effort", (("yellow_attention", 0.0), ("red_attention", 0.0)), (), 0.1),
        ("legal_counsel", "mean_effort", (("clarity", 0.0),), (), 0.8),
        ("legal_counsel", "mean_effort", (("upheld", 1.0),), (("believed_sanction", 1.0),), 0.3),
        ("listed_supervision", "majors_open", (("reporting", 0.0), ("pursuit", 0.0)), (), 0.6),
        ("big_data_targeting", "hazards_found_per_visit", (("accuracy", 0.0), ("blur", 1.5)), (), 0.9),
    ],
)
def test_without_what_carries_it_an_effect_is_gone(instrument, outcome, settings, parameters, share):
    """What is left of it, the same way, is less than a share of the whole."""
    whole, _ = effect(outcome, instrument)
    left, _ = effect(outcome, instrument, settings, parameters)
    assert left * np.sign(whole) < share * abs(whole), f"{left:.4g} of {whole:.4g}"


def test_what_officers_have_learned_outlasts_the_programme_and_fades():
    gone = [slice(END, END + 52), slice(WEEKS - 52, WEEKS)]
    first, later = (effect("hazards_found_per_visit", "inspector_training", end=END, weeks=one) for one in gone)
    assert_sign(first, 1)
    assert later[0] < first[0]


@pytest.mark.parametrize("instrument", ["responsibility_cards", "regulatory_interview", "criminal_liability"])
def test_attention_ends_with_the_instrument(instrument):
    while_on, _ = effect("mean_effort", instrument, end=END, weeks=slice(FROM, END))
    after, _ = effect("mean_effort", instrument, end=END, weeks=slice(END + 52, END + 104))
    assert abs(after) < 0.3 * while_on


def test_interviews_do_less_where_they_tire_more():
    less, more = (effect("mean_effort", "regulatory_interview", (("tire", tire),))[0] for tire in (0.8, 0.0))
    assert 0.0 < less < more


def test_a_heavier_personal_loss_hides_more_and_takes_more():
    paid = [effect("cost_worker", "criminal_liability", (("personal_loss", loss),))[0] for loss in (2e5, 5e6)]
    hidden = [
        effect("concealed_share_expected", "criminal_liability", (("personal_loss", loss),))[0] for loss in (2e5, 5e6)
    ]
    assert 0.0 < paid[0] < paid[1] and 0.0 < hidden[0] < hidden[1]
