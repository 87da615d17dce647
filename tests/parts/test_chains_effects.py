"""What heads do to those below, and what the three measures on them change: 30 paired seeds, slow."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from govsim.claims.findings.heads import ALIKE, AT_HEAD, BELOW, UNDER_20, heads
from govsim.claims.findings.lab import Lab, relative
from govsim.engines.core import run_many, weekly_names
from govsim.language import Model
from govsim.model import model_for
from govsim.study.ask.config import load_scenario
from govsim.study.runs.statistics import estimate

pytestmark = pytest.mark.slow
SEEDS, WINDOW, START = range(1, 31), (260, 520), 156
WORLDS = {
    "county": ("baseline", "parts=[chains,outside]"),
    "contractors": ("baseline", "population=contractors", "parts=[outside]"),
    "groups": ("baseline", "population=groups"),
    "platforms": (
        "riders", "population=platforms", "population.chains=[{kind: platform, count: 2, length: 30, limit: 20}]",
    ),
}  # fmt: skip
LAB = Lab(8)


@cache
def weekly(world, *settings):
    """Weekly outcomes (seed, outcome) summed over years 6 to 10."""
    name, *who = WORLDS[world]
    made = load_scenario(name, [*who, *settings, f"start={START}"])
    results = run_many(model_for([made]), [(made, seed) for seed in SEEDS])
    assert {one.error for one in results} == {None}
    return model_for([made]), np.array([one.weekly[slice(*WINDOW)].sum(0) for one in results])


def value(world, outcome, *settings):
    model, sums = weekly(world, *settings)
    place, made = weekly_names(model).index, model.outcomes[outcome]
    if not made.is_ratio:
        return sums[:, place(outcome)]
    return made.scale * sums[:, place(made.over)] / sums[:, place(made.by)]


def effect(world, outcome, *settings, beside=()):
    return estimate(value(world, outcome, *settings) - value(world, outcome, *beside))


def control(**about):
    return ("instrument=[subcontract_control]", *(f"instrument.subcontract_control.{k}={v}" for k, v in about.items()))


LIABILITY = control(hold=0, finding=0, max_tier=4, relief=0, supervisor=0)
ON_SITE = control(answer=0, max_tier=4, relief=0)
CHAIN, PLATFORM = ("instrument=[responsibility_chain]",), ("instrument=[platform_liability]",)


@pytest.mark.parametrize(
    ("world", "settings", "outcome", "sign"),
    [
        ("county", CHAIN, "front_line_violation", -1),
        ("county", CHAIN, "injuries_expected", -1),
        ("county", CHAIN, "cost_enterprise", 1),
        ("groups", CHAIN, "front_line_violation", -1),
        ("contractors", control(), "injury_rate_below", -1),
        ("contractors", control(), "deaths_expected", -1),
        ("contractors", control(), "cost_outside", 1),
        ("contractors", LIABILITY, "mean_head_push", -1),
        ("contractors", LIABILITY, "injury_rate_below", -1),
        ("contractors", ON_SITE, "injury_rate_below", -1),
        ("contractors", ON_SITE, "distressed", 1),
        ("platforms", PLATFORM, "mean_violation_below", -1),
        ("platforms", PLATFORM, "injuries_expected", -1),
        ("platforms", PLATFORM, "others_harmed_expected", -1),
        ("platforms", PLATFORM, "orders_lost", 1),
    ],
)
def test_each_goes_where_it_is_expected_to_go(world, settings, outcome, sign):
    found = effect(world, outcome, *settings)
    assert found.is_above if sign > 0 else found.is_below, found


def test_supervision_on_site_does_more_than_liability_alone_and_both_do_more():
    rates = [value("contractors", "injury_rate_below", *one) for one in (LIABILITY, ON_SITE, control())]
    assert estimate(rates[1] - rates[0]).is_below and estimate(rates[2] - rates[1]).is_below


def test_cover_dulls_what_liability_wakes():
    without = (*PLATFORM, "instrument.platform_liability.insured=0", "instrument.platform_liability.premium=0")
    assert effect("platforms", "injuries_expected", *PLATFORM, beside=without).is_above


@pytest.mark.parametrize(
    ("world", "name"),
    [
        ("county", "subcontract_control"),
        ("county", "platform_liability"),
        ("platforms", "subcontract_control"),
        ("contractors", "platform_liability"),
    ],
)
def test_each_acts_on_its_own_kind_of_head_and_on_nobody_else(world, name):
    for outcome in ("injuries_true", "violations", "deaths_expected", "cost_resource"):
        usual, other = (value(world, outcome, *more) for more in ((), (f"instrument=[{name}]",)))
        assert usual.tobytes() == other.tobytes(), outcome


def test_without_levels_inside_a_responsibility_chain_changes_nothing_at_the_front_line():
    name, *who = WORLDS["county"]
    made = load_scenario(name, [*who, *CHAIN, f"start={START}"])
    model = model_for([made])
    bare = Model([part.without("rule", ["pass_it_on"]) for part in model.parts])
    unpaid = replace(made.adoptions[0], settings={**made.adoptions[0].settings, "papers": 0.0})
    usual, other = run_many(bare, [(replace(made, adoptions=one), 1) for one in ((), (unpaid,))])
    assert usual.error is None and usual.weekly.tobytes() == other.weekly.tobytes()


def test_risk_grows_tier_by_tier_against_the_same_enterprises_without_heads_that_lose_and_press():
    who = ("population=contractors", "population.enterprises=432")
    usual = heads(LAB, *who)
    fair = heads(LAB, *who, "population.chains=[{kind: contracts, length: 5, keep: 1, push: 0}]", *ALIKE)
    tiers = [relative(*(one.rate("injuries_expected", (1 + depth,)) for one in (usual, fair))) for depth in range(5)]
    means = [one.mean for one in tiers]
    assert means == sorted(means) and all(one.low > 1.0 for one in tiers[1:])
    main, below = (usual.rate("deaths_expected", depths) for depths in (AT_HEAD, BELOW))
    assert relative(below, main).low > 1.0


def test_small_branches_fare_worse_than_the_same_sites_alone():
    chains = "population.chains=[{{kind: group, count: 40, length: 9{}}}]"
    usual, alone = (
        heads(LAB, "population=groups", "population.enterprises=864", chains.format(more))
        for more in ("", ", keep: 1, answer: 1, push: 0")
    )
    assert relative(*(one.rate("deaths_expected", BELOW, UNDER_20) for one in (usual, alone))).low > 1.0


def test_riders_break_more_rules_with_each_minute_less():
    shares = []
    for minutes in (20, 30, 40, 50, 60):
        chains = f"population.chains=[{{kind: platform, count: 2, length: 30, limit: {minutes}}}]"
        found = heads(LAB, "population=platforms", chains, scenario="riders")
        shares.append(found.rate("violation_total", BELOW))
    assert all(relative(tight, wide).low > 1.0 for tight, wide in zip(shares, shares[1:], strict=False))
