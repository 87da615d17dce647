"""Where two measures write one channel, what they write differs in whom or when: they are two measures and not one."""

from itertools import combinations

import numpy as np
import pytest

from govsim.engines.arithmetic import strength_in
from govsim.engines.mesa import GovernanceModel
from govsim.engines.mesa.week import WeekPlayer
from govsim.engines.week import Effect
from govsim.model import model_of, shipped
from govsim.scenario import Adoption, Population, Scenario

MODEL = model_of(shipped())
WEEKS, START = 120, 8
MOST_ALIKE = 0.9
# Pairs that write the same to all, and in what else they differ.
ALIKE = {
    ("hazard_hotline", "whistleblower_protection", "tip_access"):
        "one number for everybody in both; protection takes fear away as well, the hotline pays",
}  # fmt: skip


@pytest.fixture(scope="module")
def written():
    """What each instrument wrote on each channel: a row a week, a column an enterprise; nan where it wrote nothing.

    All are in force at once, so that each meets the same enterprises in the same weeks.
    """
    adoptions = tuple(
        Adoption(one.name, {key: float(about.default) for key, about in one.settings.items()}, START)
        for one in MODEL.instruments.values()
        if not one.is_planner
    )
    county = Scenario(
        "all", Population(enterprises=40), WEEKS, START, (START, WEEKS), adoptions, settle=5, parts=tuple(shipped())
    )
    model = GovernanceModel(county, 3, model=MODEL)
    rows = {id(row): i for i, row in enumerate(model.tables["enterprise"])}
    found: dict[tuple[str, str], np.ndarray] = {}

    class Listening(WeekPlayer):
        def _use(self, instrument, use, row, strength, arguments):
            if isinstance(use, Effect) and id(row) in rows:
                key = (instrument, use.channel)
                seen = found.setdefault(key, np.full((WEEKS, len(rows)), np.nan))
                seen[self.county.clock.week, rows[id(row)]] = strength * use.step.function(*arguments)
            super()._use(instrument, use, row, strength, arguments)

    model._player.__class__ = Listening
    for _ in range(WEEKS):
        model.step()
    return found


def correlation(one, other):
    """Over enterprise-weeks in which both wrote; nan where one of them wrote one number only."""
    both = np.isfinite(one) & np.isfinite(other)
    one, other = one[both], other[both]
    if len(one) < 2 or np.ptp(one) == 0.0 or np.ptp(other) == 0.0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


def pairs(written):
    channels: dict[str, list[str]] = {}
    for instrument, channel in written:
        channels.setdefault(channel, []).append(instrument)
    return [(a, b, channel) for channel, names in channels.items() for a, b in combinations(sorted(names), 2)]


def test_every_measure_that_acts_on_enterprises_was_heard(written):
    acting = {
        (one.name, channel) for one in MODEL.instruments.values() for channel, _ in MODEL.effects_of(one.name)
        if MODEL.channels[channel].level == "enterprise"
    }  # fmt: skip
    assert acting == set(written)
    assert strength_in(START, START, 1, WEEKS) == 1.0


def test_what_two_measures_write_on_a_channel_differs_in_whom_or_when(written):
    alike = {}
    for a, b, channel in pairs(written):
        one, other = written[a, channel], written[b, channel]
        same = abs(correlation(one, other))
        constant = np.isnan(same) and np.ptp(one[np.isfinite(one)]) == 0.0 == np.ptp(other[np.isfinite(other)])
        reached_alike = (np.isfinite(one) == np.isfinite(other)).all()
        if same >= MOST_ALIKE or constant and reached_alike:
            alike[a, b, channel] = same
    assert set(alike) == set(ALIKE), alike
