"""Every parameter and every channel of the model changes something: nothing is swept or steered in vain."""

from dataclasses import replace

import numpy as np
import pytest

import govsim.instruments  # noqa: F401 - fills the menu
from govsim.engines.core import run_many
from govsim.language import CHANNELS, INSTRUMENTS, PARAMETERS
from govsim.populations.industry import INDUSTRIES
from govsim.scenario import Adoption, Population, Scenario, Scope

pytestmark = pytest.mark.slow

# What makes rare things happen in two years of a small county: deaths, major accidents, closures, full attention.
STRESS = {
    "mu": 0.005,
    "fatal_chance": 0.5,
    "death_tail": 1.2,
    "conceal_base": 0.5,
    "exit_base": 0.08,
    "penalty_ordinary": 0.06,
    "official_serious_share": 0.03,
    "attention_news": 0.8,
    "news_rate": 2.0,
    "intensity_variance": 0.9,
    "loss_plant": 3e7,
    "reserve_start": 0.0,
    "margin_mean": 0.01,
    "margin_pressure": 0.06,
}
# Every channel moved a little, so that what waits for an instrument has something to answer.
STIRRED = {
    "inspector_posts": 4.0,
    "tip_access": 5.0,
    "sanction_other": 10_000.0,
    "accident_sanction": 200_000.0,
    "standing_stake": 300.0,
    "premium_slope": 100.0,
    "reputation_stake": 1_000.0,
    "outcome_stake": 0.2,
    "report_reward": 0.5,
    "behaviour_reward": 0.3,
    "reporter_protection": 0.96,
    "disclosure": 0.5,
    "peer_learning": 0.3,
    "norm_support": 0.002,
    "exposure_chance": 0.3,
    "record_visibility": 1.0,
    "listing_threshold": 0.6,
    "repair_after": 8.0,
    "repair_score": 0.62,
    "relocation_gain": 500.0,
    "allowed_production": 0.9,
    "production_demand": 0.01,
    "rescue_delay": 1.5,
    "nearby_people": 30.0,
    "leader_weight": 0.05,
    "risk_information": 1.0,
    "entry_barrier": 0.5,
}
# A value for each channel that differs from what STIRRED sets.
MOVED = {"add": 0.07, "any": 0.15, "product": 1.3, "max": 0.93, "min": 0.35}
MOVED_BY_NAME = {
    "sanction_other": 60_000.0, "accident_sanction": 3e6, "standing_stake": 900.0, "premium_slope": 600.0,
    "reputation_stake": 4_000.0, "cost_burden": 400.0, "payments": 3_000.0, "relocation_gain": 5_000.0,
    "inspector_posts": 9.0, "inspector_competence": 1.0, "report_reward": 1.2, "behaviour_reward": 1.0,
    "exposure_chance": 1.5, "concealment_stake": 1.5, "risk_awareness": 0.001, "norm_support": 0.02,
    "listing_term": 10.0, "repair_after": 20.0, "repair_score": 0.66, "allowed_production": 0.5, "leader_weight": 0.3,
    "nearby_people": 100.0, "rescue_delay": 6.0, "listing_threshold": 0.68, "entrant_standard": 1.0,
}  # fmt: skip


def adopted(name):
    """A built-in instrument at its defaults: the debt of an enterprise counts only where credit has a price."""
    return Adoption(name, {key: float(about.default) for key, about in INSTRUMENTS[name].settings.items()}, 0)


def county(adoption, weeks=312, **parameters):
    """A county of 120 enterprises in which one injury in a hundred kills."""
    deadly = {name: {"fatal_share": 0.01, "major_inflow": 6.0} for name in INDUSTRIES}
    return Scenario(
        name="stirred",
        population=Population(enterprises=120),
        weeks=weeks,
        start=0,
        window=(0, weeks),
        adoptions=(adoption, adopted("credit_penalties")),
        parameters={**STRESS, **parameters},
        industry=deadly,
    )


def weekly(scenarios, seed):
    """The weekly tables of scenarios under one seed."""
    results = run_many([(s, seed) for s in scenarios])
    assert all(r.error is None for r in results)
    return [r.weekly for r in results]


def idle_of(pairs):
    """The names whose two scenarios come out the same under each of three seeds: rare events need luck to show."""
    left = dict(pairs)
    for seed in (3, 4, 5):
        tables = weekly([scenario for pair in left.values() for scenario in pair], seed)
        same = [np.array_equal(a, b) for a, b in zip(tables[::2], tables[1::2], strict=True)]
        left = {name: pair for (name, pair), equal in zip(left.items(), same, strict=True) if equal}
    return list(left)


def test_every_parameter_moved_from_low_to_high_changes_something(stir):
    adoption = stir(**STIRRED)
    pairs = {
        name: (county(adoption, **{name: about.low}), county(adoption, **{name: about.high}))
        for name, about in PARAMETERS.items()
    }
    idle = idle_of(pairs)
    assert not idle, " ".join(idle)


def test_every_channel_changes_something(stir):
    usual = stir(**STIRRED)
    half = Scope(share=0.5)  # the weight of one matters only against that of another
    pairs = {}
    for name, about in CHANNELS.items():
        moved = stir(**{**STIRRED, name: MOVED_BY_NAME.get(name, MOVED[about.combine])})
        scope = half if name == "targeting_weight" else Scope()
        pairs[name] = (county(usual), county(replace(moved, scope=scope)))
    idle = idle_of(pairs)
    assert not idle, " ".join(idle)
