"""What measures on the market of experts do to the usual county: directions, twins, honesty, prices, what is left."""

from functools import lru_cache

import numpy as np
import pytest

from govsim.engines.core import run_many
from govsim.language import Model
from govsim.model import core as core_part
from govsim.model import model_of, shipped_part
from govsim.scenario import Adoption, Population, Scenario
from govsim.year import USUAL_START, USUAL_WEEKS, USUAL_WINDOW

pytestmark = pytest.mark.slow

PARTS = ("assets", "services")
MODEL = model_of(PARTS)
SEEDS = range(1, 31)
STUDENT = 2.045  # two-sided, five in a hundred, 29 degrees of freedom
END = 312  # three years in force, four years to watch
WHILE, LATER = (END - 52, END), (END + 104, END + 156)
STEWARD, INSURER, AUDITOR = "safety_steward", "insurance_services", "third_party_assessment"
CAPITAL, PEOPLE = "social_capital", "safety_professionals"
HONEST = f"{AUDITOR}(independence=1)"


@lru_cache(maxsize=12)
def weekly(arm="", end=10_000_000, parameters=(), without=""):
    """Weekly outcomes of an arm, by seed: `one+two`, each with settings in brackets: `one(x=1,y=2)`."""
    model = MODEL
    if without:
        model = Model([core_part(), shipped_part("assets"), shipped_part("services").without("rule", [without])])
    adoptions = tuple(_adoption(word, end) for word in arm.split("+") if word)
    made = Scenario(
        arm or "status quo", Population(), USUAL_WEEKS, USUAL_START, USUAL_WINDOW, adoptions, parts=PARTS,
        parameters=dict(parameters),
    )  # fmt: skip
    results = run_many(model, [(made, seed) for seed in SEEDS])
    assert not any(one.error for one in results)
    return np.array([one.weekly for one in results])


def _adoption(word, end):
    name, _, given = word.rstrip(")").partition("(")
    chosen = dict(pair.split("=") for pair in given.split(",") if pair)
    settings = {key: float(chosen.get(key, one.default)) for key, one in MODEL.instruments[name].settings.items()}
    assert set(chosen) <= set(settings)
    return Adoption(name, settings, USUAL_START, 1, end)


def value(outcome, *arm, window=USUAL_WINDOW, **how):
    """An outcome over a window, by seed."""
    names = [one.name for one in MODEL.weekly_outcomes]
    sums = weekly(*arm, **how)[:, slice(*window)].sum(1)
    about = MODEL.outcomes[outcome]
    if about.is_ratio:
        return about.scale * sums[:, names.index(about.over)] / sums[:, names.index(about.by)]
    return sums[:, names.index(outcome)] / (window[1] - window[0])


def effect(arm, outcome, base="", window=USUAL_WINDOW, end=10_000_000, **how):
    """What an arm adds to an outcome against another, by seed."""
    return value(outcome, arm, window=window, end=end, **how) - value(outcome, base, window=window, **how)


def assert_sign(added, sign):
    half = STUDENT * added.std(ddof=1) / len(added) ** 0.5
    assert sign * added.mean() > half, f"{added.mean():.4g} +- {half:.2g}"


@pytest.mark.parametrize(
    ("arm", "outcome", "sign"),
    [
        *((name, MODEL.instruments[name].shows, {"up": 1, "down": -1}[MODEL.instruments[name].direction])
          for name in (STEWARD, INSURER, AUDITOR, CAPITAL, PEOPLE)),
        (STEWARD, "injuries_expected", -1), (STEWARD, "deaths_expected", -1), (INSURER, "injuries_expected", -1),
        (INSURER, "claims_paid", -1), (HONEST, "injuries_expected", -1), (HONEST, "hazards_latent", -1),
        (PEOPLE, "expert_competence", 1), (PEOPLE, "service_price", -1), (CAPITAL, "expert_competence", -1),
        (CAPITAL, "professionals", -1), (CAPITAL, "service_hours_served", 1), (STEWARD, "service_price", 1),
    ],
)  # fmt: skip
def test_each_goes_its_way(arm, outcome, sign):
    assert_sign(effect(arm, outcome), sign)


# --- Honesty ---------------------------------------------------------------------------------------------------------


def test_audits_paid_by_the_audited_pass_more():
    """E223: sites that truly do not pass are passed; and no more of them are out of order."""
    assert_sign(value("audit_pass_share", AUDITOR) - value("audit_pass_share", HONEST), 1)
    assert_sign(value("audit_flattery", AUDITOR) - value("audit_flattery", HONEST), 1)
    short = value("audits_short", AUDITOR) / value("audits", AUDITOR)
    passed = value("audit_false_share", AUDITOR)
    assert short.mean() > 0.2 and passed.mean() > 0.5


def test_independence_ends_most_passes_against_better_knowledge_and_leaves_errors():
    lies = {arm: value("audits_untrue", arm) / value("audits", arm) for arm in (AUDITOR, HONEST)}
    assert lies[HONEST].mean() / lies[AUDITOR].mean() == pytest.approx(0.2, abs=0.04)
    assert value("audit_false_share", HONEST).mean() > 0.2, "an honest auditor errs near the line"


def test_honest_audits_make_sites_safer_than_paid_ones():
    """E225, the direction: who is told that it fails looks into it, and is visited."""
    assert_sign(effect(HONEST, "hazards_present", base=AUDITOR), -1)
    assert_sign(effect(HONEST, "audits_failed", base=AUDITOR), 1)


# --- Twins -----------------------------------------------------------------------------------------------------------

PAYERS = {STEWARD: "cost_government", INSURER: "cost_insurer", AUDITOR: "cost_enterprise"}


def test_each_of_the_three_is_paid_by_another():
    found = {arm: {payer: effect(arm, payer).mean() for payer in PAYERS.values()} for arm in PAYERS}
    for arm, payer in PAYERS.items():
        assert_sign(effect(arm, payer), 1)
        assert found[arm][payer] == max(one[payer] for one in found.values()), arm


def test_at_equal_hours_a_steward_teaches_an_insurer_finds_and_an_auditor_reports():
    """Near twins are not one measure at another dose: each does most for an hour in what it is for."""

    def an_hour(arm, outcome):
        return effect(arm, outcome).mean() / value("service_hours_served", arm).mean()

    teaches = {arm: an_hour(arm, "capability") for arm in PAYERS}
    reports = {arm: an_hour(arm, "audits_failed") for arm in PAYERS}
    finds = {arm: an_hour(arm, "hazards_self_found") for arm in PAYERS}
    assert teaches[STEWARD] > 2.0 * max(teaches[INSURER], teaches[AUDITOR], 0.0)
    assert reports[AUDITOR] > 0.0 == reports[STEWARD] == reports[INSURER]
    assert min(finds[STEWARD], finds[INSURER]) > 2.0 * finds[AUDITOR]


def test_the_third_is_less_where_all_three_ask_for_the_same_experts():
    """Hours are one pool: with all three prices are up, and what each adds is less than alone."""
    every = "+".join(PAYERS)
    assert_sign(effect(every, "service_price") - effect(STEWARD, "service_price"), 1)
    apart = sum(effect(arm, "hazards_latent") for arm in PAYERS)
    assert_sign(effect(every, "hazards_latent") - apart, 1)


# --- Market ----------------------------------------------------------------------------------------------------------


def test_capital_without_people_buys_less_than_with_them():
    both = f"{CAPITAL}+{PEOPLE}"
    for outcome, sign in (("experts", 1), ("service_price", -1), ("expert_competence", 1)):
        assert_sign(effect(both, outcome, base=CAPITAL), sign)


def test_private_demand_follows_the_price_and_its_elasticity():
    hours = [
        value("service_hours_served", CAPITAL, parameters=(("price_elastic", one), ("private_hours", 40.0))).mean()
        for one in (0.0, 1.0, 2.0)
    ]
    assert hours[0] == 0.0 < hours[1] < hours[2]


def test_without_the_rule_that_moves_the_market_capital_moves_no_price():
    assert (value("service_price", CAPITAL, without="market_moves") == 300.0).all()
    assert (value("service_price", PEOPLE, without="market_moves") == 300.0).all()
    assert (value("experts", CAPITAL, without="market_moves") == value("experts", "")).all()


def test_an_officer_costs_more_where_others_ask_for_experts():
    officers = "safety_department"
    alone = effect(officers, "cost_enterprise")
    beside = effect(f"{officers}+{STEWARD}", "cost_enterprise", base=STEWARD)
    assert_sign(beside - alone, 1)


# --- What is left ----------------------------------------------------------------------------------------------------


def test_when_stewards_go_hazards_come_back_and_a_little_ability_stays():
    during, after = (effect(STEWARD, "hazards_latent", window=one, end=END) for one in (WHILE, LATER))
    assert_sign(during, -1)
    assert abs(after.mean()) < 0.5 * abs(during.mean())


def test_people_who_have_studied_stay_when_nobody_pays_for_studies_any_more():
    during, after = (effect(PEOPLE, "professionals", window=one, end=END) for one in (WHILE, LATER))
    assert after.mean() > during.mean() > 0.0
