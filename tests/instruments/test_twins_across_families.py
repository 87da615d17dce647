"""Near twins of different families, each known by where it goes that the other does not; 30 paired seeds, slow."""

from functools import cache

import numpy as np
import pytest

from govsim.engines.core import run_many
from govsim.model import model_of, shipped
from govsim.scenario import Adoption, Population, Scenario
from govsim.study.runs.statistics import estimate
from govsim.year import USUAL_START, USUAL_WINDOW

pytestmark = pytest.mark.slow

MODEL = model_of(shipped())
NAMES = [one.name for one in MODEL.weekly_outcomes]
SEEDS = range(6301, 6331)


@cache
def weeks(arm=""):
    """Weekly outcomes by seed of one instrument at its defaults, or of none; every arm has all parts."""
    adoptions = ()
    if arm:
        settings = {key: float(about.default) for key, about in MODEL.instruments[arm].settings.items()}
        adoptions = (Adoption(arm, settings, USUAL_START),)
    scenario = Scenario(arm or "none", Population(), adoptions=adoptions, parts=tuple(shipped()))
    results = run_many(MODEL, [(scenario, seed) for seed in SEEDS])
    assert not any(one.error for one in results)
    return np.array([one.weekly[slice(*USUAL_WINDOW)].sum(axis=0) for one in results])


def value(arm, outcome):
    about, made = MODEL.outcomes[outcome], weeks(arm)
    if not about.is_ratio:
        return made[:, NAMES.index(outcome)]
    over, by = (made[:, NAMES.index(name)] for name in (about.over, about.by))
    return about.scale * over / np.maximum(by, 1e-12)


def difference(arm, other, outcome):
    """How much further an arm takes an outcome than its twin, by seed."""
    return estimate(value(arm, outcome) - value(other, outcome))


@pytest.mark.parametrize(
    ("arm", "twin", "outcome", "way"),
    [
        # less before entry and more after it, against more before
        ("notification_commitment", "access_licensing", "enterprises", 1),
        ("notification_commitment", "access_licensing", "young_mean_equipment", -1),
        # sensors of plants on major hazards, visits that an inspector makes, and the order of visits
        ("hazard_monitoring", "big_data_targeting", "majors_latent", -1),
        ("digital_supervision", "big_data_targeting", "visits_per_inspector", 1),
        ("big_data_targeting", "digital_supervision", "hazards_found_per_visit", 1),
        ("big_data_targeting", "hazard_monitoring", "hazards_found_per_visit", 1),
    ],
)
def test_each_goes_where_its_twin_does_not(arm, twin, outcome, way):
    found = difference(arm, twin, outcome)
    assert found.is_above if way > 0 else found.is_below, found
