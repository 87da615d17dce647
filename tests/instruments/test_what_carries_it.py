"""Every instrument does what it does by a way that can be taken out, and then its effect is gone; slow.

What carries its own outcome is found from its declaration: its memory, where it has one; else the channels of the parts
that it needs; else the rules that read its channels. A new instrument is asked for it without a line here. Where that
way is not the one that carries its own outcome, `CARRIED_BY` names the channels that do, with the reason.
"""

import numpy as np
import pytest
from tests.paired import as_expected, half_width, runs_of, value_of, without_effects, without_rules

from govsim.claims.measures.arms import arms_of, everything
from govsim.language import facts_of
from govsim.model import model_for
from govsim.study.analysis.arms import WINDOW
from govsim.year import WEEKS_A_YEAR

MODEL = everything()
SEEDS = range(6401, 6431)
MOST_LEFT = 0.25  # share of the whole effect; assumed: what other ways may leave of it
WEEKS = slice(WINDOW.start * WEEKS_A_YEAR, WINDOW.stop * WEEKS_A_YEAR)
MORE_SEEDS = {"innovation_award": range(6401, 6491)}  # methods are found seldom: thirty leave an interval as wide
CARRIED_BY = {
    "colour_warning": ("evaluation_stake", "standing_stake"),  # memory is whom officers were set free from
    "digital_supervision": ("visit_productivity",),  # officers visit more; what it measures builds an asset besides
    "criminal_liability": ("concealment_stake",),  # hiding hangs on what a trial costs, not on one that is remembered
    "emergency_linkage": ("rescue_delay", "rescue_skill"),  # the first minutes; memory is the practice of one command
    "evaluation_preference": ("evaluation_stake", "standing_stake"),  # both make what an enterprise says of itself pay
    "evaluation_system": (  # the uses of the index; memory is what repeated failing leads to
        "index_credit",
        "index_premium",
        "leader_weight",
        "management_attention",
        "order_pursuit",
        "outcome_stake",
        "targeting_weight",
    ),
    "joint_responsibility": ("penalty_kept",),  # shelter that goes; what careers read presses leaders beside it
    "notification_commitment": ("entry_ease",),  # entry is easier at once; memory is what follows a broken promise
    "performance_veto": ("leader_weight", "veto_class"),  # a class without its weight is weighed as before
    "recognition_awards": ("management_attention",),  # of those near the cut; what honours hide is another outcome
    "safety_training": ("training_hours", "drilled_hours"),  # read also by who gathers the crew, without whom is none
    "special_fund": ("inspector_posts",),  # visits are officers' work; teams and courses show elsewhere
    "standards_coverage": ("rule_renewal",),  # the new standard; memory is how enterprises learn it, which costs fit
    "subcontract_control": ("chain_hold", "entry_barrier", "head_answer", "outside_finding"),  # all four below the head
    "vr_training": ("training_hours", "drilled_hours", "skill_fading"),  # memory is how the headset wears off
}
every_instrument = pytest.mark.parametrize("name", sorted(MODEL.instruments))


def arguments(function):
    return function.__code__.co_varnames[: function.__code__.co_argcount]


def readers(model, channels):
    """The rules that read some channels."""
    cells = {(model.channels[one].level, one) for one in channels}
    return sorted(name for name, rule in model.rules.items() if cells & set(facts_of(rule.function).reads))


def way_of(name, model=MODEL):
    """What carries the effect of an instrument: of which kind it is, and which channels or rules."""
    made, channels = model.instruments[name], [channel for channel, _ in model.effects_of(name)]
    if name in CARRIED_BY:
        return "channels", sorted(CARRIED_BY[name])
    functions = (*(function for _, function in made.effects), *made.steering)
    if made.update and any("own" in arguments(function) for function in functions):
        return "memory", sorted(made.remembers)
    if of_parts := sorted({one for one in channels if model.part_of("channel", one) in made.needs}):
        return "part", of_parts
    return "rules", readers(model, channels)


def ablated(model, name):
    """The model in which it is off."""
    kind, what = way_of(name, model)
    if kind == "rules":
        return without_rules(model, what)
    if kind == "memory":
        return without_effects(model, name, lambda _, function: function and "own" in arguments(function))
    return without_effects(model, name, lambda channel, _: channel in what)


RUN: dict[tuple[str, str, range], np.ndarray] = {}  # counties without an instrument serve many


def values(model, scenario, outcome, seeds=SEEDS):
    key = (model.digest, scenario.digest(), seeds)
    if key not in RUN:
        RUN[key] = runs_of(model, scenario, seeds)[:, WEEKS].sum(1, keepdims=True)
    return value_of(model, RUN[key], outcome)


def test_no_instrument_is_without_a_way_that_can_be_taken_out():
    """A new one that is has to be named in CARRIED_BY, with the channels that carry its own outcome."""
    assert [name for name in MODEL.instruments if not way_of(name)[1]] == []


def test_what_is_named_is_an_instrument_and_channels_that_it_moves():
    for name, channels in CARRIED_BY.items():
        assert set(channels) <= {channel for channel, _ in MODEL.effects_of(name)}, name


def test_taking_out_leaves_all_else():
    """Of one of each kind: other effects, what is booked, and every other instrument stay."""
    for name in ("accountability", "safety_culture", "criminal_liability"):
        off, one = ablated(MODEL, name), MODEL.instruments[name]
        left = {channel for channel, _ in off.effects_of(name)}
        assert left < {channel for channel, _ in MODEL.effects_of(name)}
        assert off.instruments[name].bookings == one.bookings and off.instruments[name].update is one.update
        assert {key: value for key, value in off.instruments.items() if key != name} == {
            key: value for key, value in MODEL.instruments.items() if key != name
        }
    off = ablated(MODEL, "project_veto")
    assert set(MODEL.rules) - set(off.rules) == {"admit_entrants"} and off.instruments == MODEL.instruments


@pytest.mark.slow
@every_instrument
def test_without_what_carries_it_its_own_effect_is_gone(name):
    made, arms = MODEL.instruments[name], arms_of(MODEL.instruments[name])
    model = model_for(list(arms.all.values()))
    off, seeds = ablated(model, name), MORE_SEEDS.get(name, SEEDS)
    whole, left = (
        values(one, arms.in_force, made.shows, seeds) - values(one, arms.without, made.shows, seeds)
        for one in (model, off)
    )
    assert as_expected(model, name, whole), f"nothing to take away: {whole.mean():.4g} +- {half_width(whole):.2g}"
    way = np.sign(whole.mean())
    assert way * left.mean() < MOST_LEFT * abs(whole.mean()), f"{left.mean():.4g} of {whole.mean():.4g} is left"
