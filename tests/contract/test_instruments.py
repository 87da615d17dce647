"""What an instrument owes the engine: neutral changes no bit, every setting acts, order does not matter."""

import numpy as np
import pytest

from govsim.engines.core import run_many
from govsim.model import model_of, shipped
from govsim.populations.industry import INDUSTRIES
from govsim.scenario import Adoption, Chains, Place, Population, Region, Scenario
from tests.sixth import in_turns

MODEL = model_of(shipped())
INSTRUMENTS = MODEL.instruments
WEEKS, START, SEED = 60, 8, 11
COUNTY = Population(enterprises=20)
READERS = {
    "credit_scoring": ("credit_penalties",),  # a score is felt only where something hangs on it
    "accountability": ("innovation_award",),  # fear eats ideas where there are some
    "evaluation_system": ("credit_scoring", "credit_penalties"),  # points are felt where something hangs on credit
}
# industries that instruments of a part act in: whoever needs it finds harm to others and a blind spot
WORLDS = {
    "outside": {"others_rate": 0.05, "standard_fit": 0.2},
    "public_interest_litigation": {"standard_fit": 1.0},  # a case takes what is on record
}
# settings that bring about a state which is rare in a small county, so that the others can show
HELP = {
    "credit_penalties": {"listing_threshold": 0.7},
    "credit_repair": {"repair_after": 8.0, "repair_score": 0.3},
    "credit_incentives": {"trusted_score": 0.7},
    "safety_training": {"drilled_share": 0.5},
    "public_interest_litigation": {"cases": 10.0},
    "policy_review": {"interval": 52.0},
    "chief_safety_officer": {"from_size": 30.0, "halt_pressure": 0.0},
    "safety_subsidies": {"poor_line": 10_000.0},
    "listed_supervision": {"due_weeks": 2.0},
    "legal_counsel": {"defence": 0.7, "large_from": 100.0},
    "hazard_monitoring": {"hours": 8.0},
    "innovation_award": {"ideas": 10.0},
    "policy_pilots": {"quality": 0.5, "share": 0.3},
}
# what acts on entrants, or on orders that run over, needs a county where there are some, and where they live; a floor
# of effort binds only where fear of deaths has not lifted all above it
LIVELY = (
    "access_licensing", "chief_safety_officer", "dual_prevention", "project_veto", "three_simultaneities",
    "union_supervision", "emergency_linkage", "land_use_planning",  # teams and a town of those who live
)  # fmt: skip
# a county where inspectors find major hazards and orders are often overdue: both are rare in a few enterprises
OVERDUE = {
    "major_inflow_scale": 1.0, "detect_major": 0.4, "penalty_ordinary": 0.06, "order_deadline": 2.0,
    "fix_ordered": 0.2, "fix_fear": 0.2, "fix_ordered_effort": 0.1, "fix_major": 0.04,
}  # fmt: skip
LATE = (
    "accident_investigation", "criminal_liability", "legal_counsel", "listed_supervision", "production_suspension",
    "regulatory_interview", "responsibility_cards", "colour_warning", "evaluation_system",
)  # fmt: skip
# a county where one injury in five kills: what concerns deaths would else not show in two years
DEADLY = {
    "weeks": 130,
    "population": Population(enterprises=80),
}
DEADLY_WORK = {"fatal_share": 0.2}
TWO_REGIONS = Population(regions=(Region("east", 40), Region("west", 40)))  # a record travels where there are several
# two regions and a park, whose one team each is too few for any accident
FEW_TEAMS = {
    "weeks": 130,
    "population": Population(
        regions=TWO_REGIONS.regions, places=(Place("park", enterprises=38, town_growth=0.2, people_near=9.0),)
    ),
    "parameters": {
        "usual_teams": 1.0,
        "struck_a_team": 1.0,
        "bystanders": 20.0,
        "bystander_share": 0.1,
        **{name: MODEL.parameters[name].high for name in ("mu", "major_inflow_scale", "accident_bare", "fatal_chance")},
        **{name: MODEL.parameters[name].low for name in ("death_tail", "accident_capital")},
    },
}
# a county where penalties stir commitment, which then falls back
STIRRED = {"commitment_penalty": 0.03, "commitment_pull": 0.01, "penalty_ordinary": 0.06}
# what is rare: entrants, overdue orders of the few who have a case, heads, and members whose commitment falls back
RARE = {
    **dict.fromkeys(LIVELY, DEADLY),
    **dict.fromkeys(LATE, {"parameters": OVERDUE}),
    "industry_self_regulation": {**DEADLY, "parameters": STIRRED},
    **dict.fromkeys(("special_fund", "rescue_capacity", "emergency_linkage", "land_use_planning"), FEW_TEAMS),
    **dict.fromkeys(("demonstration_sites", "international_standards"), DEADLY),
    "notification_commitment": DEADLY,
    # who is ahead and who behind: several regions; and pilots enough for an estimate
    **dict.fromkeys(("benchmarking", "evaluation_preference"), {"population": TWO_REGIONS}),
    "policy_pilots": {"weeks": 130, "population": Population()},
    "public_interest_litigation": {"weeks": 130, "population": Population()},
    "subcontract_control": {"weeks": 130, "population": Population(enterprises=80, chains=(Chains("contracts"),))},
    "platform_liability": {"population": Population(enterprises=20, chains=(Chains("platform", limit=20.0),))},
    "error_tolerance": {"weeks": 130, "parameters": {"ideas_held_back": 4.0}},
    "joint_responsibility": {
        "weeks": 130,
        "population": Population(enterprises=80, chains=(Chains("group"),)),  # branches for which a head answers
        "parameters": {"tie_share": 0.2, "tie_keeps": 0.9} | OVERDUE,
    },
    "recognition_awards": DEADLY,  # nobody is honoured in the first year
    "credit_sharing": {
        "weeks": 130,
        "population": TWO_REGIONS,
        "parameters": {"relocation_answer": 0.0002, "listed_burden": 6_000.0},
    },
}


each_in_turn = pytest.mark.parametrize("name", in_turns(sorted(INSTRUMENTS)))


def adoption(name, **settings):
    """The instrument at its defaults, but for what is given."""
    defaults = {key: float(about.default) for key, about in INSTRUMENTS[name].settings.items()}
    return Adoption(instrument=name, settings={**defaults, **settings}, start=START, phase_in=4)


def scenario(*adoptions, weeks=WEEKS, population=COUNTY, **changes):
    """A county small enough for a test."""
    return Scenario(
        name="contract",
        population=population,
        weeks=weeks,
        start=START,
        window=(START, weeks),
        adoptions=adoptions,
        **changes,
    )


def weekly(*scenarios):
    """The weekly tables of some scenarios, all with one seed."""
    results = run_many(MODEL, [(s, SEED) for s in scenarios])
    assert [r.error for r in results] == [None] * len(results)
    return [r.weekly for r in results]


def neutral(name):
    """The instrument at the settings at which it does nothing."""
    settings = INSTRUMENTS[name].settings.items()
    return adoption(name, **{key: float(about.neutral) for key, about in settings if about.neutral is not None})


def company_of(name):
    """The instruments that must be there for this one to act."""
    return [adoption(other, **HELP.get(other, {})) for other in INSTRUMENTS[name].beside]


def world_of(name, **values):
    """What industries are like where an instrument has something to act on."""
    for need in (*INSTRUMENTS[name].needs, name):
        values |= WORLDS.get(need, {})
    return {industry: values for industry in INDUSTRIES} if values else {}


@each_in_turn
def test_at_its_neutral_setting_nothing_changes_to_the_bit(name):
    arms = ((), (neutral(name),))
    first, second = weekly(*(scenario(*company_of(name), *one, industry=world_of(name)) for one in arms))
    assert first.tobytes() == second.tobytes()


def test_all_at_their_neutral_settings_together_change_nothing_to_the_bit():
    first, second = weekly(scenario(), scenario(*(neutral(name) for name in INSTRUMENTS)))
    assert first.tobytes() == second.tobytes()


@each_in_turn
def test_at_its_defaults_something_changes(name):
    ends = ((), (adoption(name),))
    changes = {**RARE.get(name, {}), "industry": world_of(name)}
    first, second = weekly(*(scenario(*company_of(name), *one, **changes) for one in ends))
    assert first.tobytes() != second.tobytes()
    assert first[:START].tobytes() == second[:START].tobytes(), "something changed before it began"


@each_in_turn
def test_every_setting_moves_something(name):
    company = [*company_of(name), *(adoption(o, **HELP.get(o, {})) for o in READERS.get(name, ()))]
    changes = {**DEADLY, **RARE.get(name, {}), "industry": world_of(name, **({} if name in LIVELY else DEADLY_WORK))}
    still = []
    for key, about in INSTRUMENTS[name].settings.items():
        others = {k: v for k, v in HELP.get(name, {}).items() if k != key}
        ends = [adoption(name, **others, **{key: float(end)}) for end in (about.low, about.high)]
        low, high = weekly(*(scenario(*company, end, **changes) for end in ends))
        if low.tobytes() == high.tobytes():
            still.append(key)
    assert not still


def test_the_order_of_selection_does_not_matter():
    everything = [adoption(name) for name in INSTRUMENTS]
    first, second = weekly(scenario(*everything), scenario(*reversed(everything)))
    assert first.tobytes() == second.tobytes()


def test_all_together_stay_finite():
    (result,) = weekly(scenario(*(adoption(name) for name in INSTRUMENTS)))
    assert np.isfinite(result).all()


def test_an_instrument_that_ends_before_it_begins_is_never_felt():
    ended = Adoption(
        instrument="hazard_hotline",
        settings={k: float(s.default) for k, s in INSTRUMENTS["hazard_hotline"].settings.items()},
        start=START, phase_in=1, end=START,
    )  # fmt: skip
    first, second = weekly(scenario(), scenario(ended))
    assert first.tobytes() == second.tobytes()
