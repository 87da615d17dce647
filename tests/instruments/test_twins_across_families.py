"""Near twins of different families, each known by where it goes that the other does not; 30 paired seeds, slow."""

import pytest
from tests.paired import County, said

from govsim.model import model_of, shipped

pytestmark = pytest.mark.slow

COUNTY = County(model_of(shipped()), range(6301, 6331), parts=tuple(shipped()))


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
    found = said(COUNTY.value(outcome, arm) - COUNTY.value(outcome, twin))
    assert found.is_above if way > 0 else found.is_below, found
