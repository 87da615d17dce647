"""What an instrument owes the engine: neutral changes no bit, every setting acts, order does not matter."""

import numpy as np
import pytest

from govsim.engines.core import run_many
from govsim.model import model_of, shipped
from govsim.populations.industry import INDUSTRIES
from govsim.scenario import Adoption, Population, Scenario

MODEL = model_of(shipped())
INSTRUMENTS = MODEL.instruments
WEEKS, START, SEED = 60, 8, 11
COUNTY = Population(enterprises=20)
# what an instrument needs beside it to have something to act on
COMPANY = {
    "credit_penalties": ("credit_scoring",),
    "credit_incentives": ("credit_scoring",),
    "credit_repair": ("credit_scoring", "credit_penalties"),
}
READERS = {"credit_scoring": ("credit_penalties",)}  # a score is felt only where something hangs on it
# settings that bring about a state which is rare in a small county, so that the others can show
HELP = {
    "credit_penalties": {"listing_threshold": 0.7},
    "credit_repair": {"repair_after": 8.0, "repair_score": 0.3},
    "credit_incentives": {"trusted_score": 0.7},
    "safety_training": {"drilled_share": 0.5},
    "hazard_monitoring": {"hours": 8.0},
}
# a county where one injury in five kills: what concerns deaths would else not show in two years
DEADLY = {
    "weeks": 130,
    "population": Population(enterprises=80),
    "industry": {name: {"fatal_share": 0.2} for name in INDUSTRIES},
}


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


def company_of(name):
    """The instruments that must be there for this one to act."""
    return [adoption(other, **HELP.get(other, {})) for other in COMPANY.get(name, ())]


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_at_its_neutral_setting_nothing_changes_to_the_bit(name):
    neutral = {k: float(s.neutral) for k, s in INSTRUMENTS[name].settings.items() if s.neutral is not None}
    without = scenario(*company_of(name))
    with_it = scenario(*company_of(name), adoption(name, **neutral))
    first, second = weekly(without, with_it)
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_at_its_defaults_something_changes(name):
    first, second = weekly(scenario(*company_of(name)), scenario(*company_of(name), adoption(name)))
    assert first.tobytes() != second.tobytes()
    assert first[:START].tobytes() == second[:START].tobytes(), "something changed before it began"


@pytest.mark.parametrize("name", sorted(INSTRUMENTS))
def test_every_setting_moves_something(name):
    company = [*company_of(name), *(adoption(o, **HELP.get(o, {})) for o in READERS.get(name, ()))]
    still = []
    for key, about in INSTRUMENTS[name].settings.items():
        others = {k: v for k, v in HELP.get(name, {}).items() if k != key}
        ends = [adoption(name, **others, **{key: float(end)}) for end in (about.low, about.high)]
        low, high = weekly(*(scenario(*company, end, **DEADLY) for end in ends))
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
