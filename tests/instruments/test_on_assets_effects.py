"""What instruments that build assets do to a county: directions, what they leave alone, what stays, and by what way."""

import pytest
from tests.paired import County, half_width, without_rules

from govsim.model import model_of

pytestmark = pytest.mark.slow
PARTS = ("assets", "services")
MODEL = model_of(PARTS)
START, END, WEEKS = 104, 364, 520
COUNTY = County(MODEL, range(1, 31), WEEKS, START, (START + 52, END), PARTS)
OFF = {rule: without_rules(MODEL, [rule]) for rule in ("use_assets", "answer_alarms")}  # rules of the part


def effect(names, outcome, weeks=None, without=""):
    """Difference to the county without them as a share of it, and half its interval; absolute where that has none."""
    model = OFF[without] if without else MODEL
    paired = COUNTY.effect(outcome, names, weeks, end=END, model=model)
    base = abs(COUNTY.value(outcome, "", weeks, model=model).mean()) or 1.0
    return paired.mean() / base, half_width(paired) / base


EXPECTED = [
    ("hazard_monitoring", "deaths_in_majors_expected", -1),
    ("hazard_monitoring", "distressed", 1),  # the small pay most a head
    ("digital_supervision", "injuries_expected", -1),
    ("digital_supervision", "inspector_hours", 1),
    ("dual_prevention", "hazards_latent", -1),
    ("dual_prevention", "majors_latent", -1),
    ("automation", "injuries_expected", -1),
    ("automation", "mean_skill", -1),
    ("automation", "cost_worker", 1),
    ("vr_training", "injuries_expected", -1),
    ("worker_certification", "injuries_expected", -1),
    ("worker_certification", "cost_worker", -1),
    ("safety_culture", "violations", -1),
    ("standardisation_grading", "injuries_expected", -1),
    ("dual_prevention", "mean_violation", 1),  # fewer penalties, less alert
    ("emergency_plans", "cost_enterprise", 1),
]


@pytest.mark.parametrize(("name", "outcome", "sign"), EXPECTED)
def test_what_else_is_expected_of_it(name, outcome, sign):
    change, half = effect(name, outcome)
    assert sign * change > half, f"{change:.4f} +- {half:.4f}"


@pytest.mark.parametrize("name", ["hazard_monitoring", "emergency_plans"])
def test_what_is_for_major_accidents_leaves_everyday_injuries_nearly_alone(name):
    change, half = effect(name, "injuries_expected")
    assert abs(change) < 0.01 + half
    assert effect(name, "deaths_in_majors_expected")[0] < 5.0 * -abs(change)


# --- By what way -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "outcome", "rule"),
    [
        ("hazard_monitoring", "majors_latent", "answer_alarms"),
        ("safety_culture", "violations", "use_assets"),
        ("automation", "injuries_expected", "use_assets"),
        ("emergency_plans", "deaths_in_majors_expected", "use_assets"),
    ],
)
def test_without_the_rule_that_uses_the_stock_the_effect_is_gone(name, outcome, rule):
    change, half = effect(name, outcome)
    left, other = effect(name, outcome, without=rule)
    assert change + half < 0.0, "nothing to take away"
    assert left > 0.25 * change - other, f"{left:.3f} of {change:.3f} is left"


# --- What stays (rewards fade, stocks stay) --------------------------------------------------------------------------


def left_over(name, outcome):
    """Share of the effect of the last year in force that is there in the second half-year after the end."""
    there, later = (effect(name, outcome, weeks)[0] for weeks in ((END - 52, END), (END + 26, END + 52)))
    assert there < 0.0
    return later / there


def test_violations_come_back_when_points_end_and_not_when_culture_building_does():
    assert left_over("safety_points", "violations") < 0.3
    assert left_over("safety_culture", "violations") > 0.7


def test_beside_points_culture_keeps_what_points_alone_would_lose():
    both = "safety_points+safety_culture"
    assert effect(both, "violations")[0] < effect("safety_points", "violations")[0] - 0.03
    assert left_over(both, "violations") > left_over("safety_points", "violations") + 0.2


@pytest.mark.parametrize(
    ("name", "outcome", "low", "high"),
    [
        ("automation", "injuries_expected", 0.7, 1.3),
        ("hazard_monitoring", "majors_latent", 0.7, 1.3),
        ("emergency_plans", "deaths_in_majors_expected", 0.2, 1.1),
        ("worker_certification", "injuries_expected", -0.2, 0.7),
    ],
)
def test_stocks_outlast_the_programme_and_certificates_leave_with_people(name, outcome, low, high):
    assert low < left_over(name, outcome) < high


# --- Twins -----------------------------------------------------------------------------------------------------------


def test_sensors_and_digital_visits_are_not_the_same():
    """Sensors work on major hazards and leave visits alone; digital visits are more visits, for all hazards."""
    sensors, digital = (
        {one: effect(name, one) for one in ("majors_latent", "visits_per_inspector", "injuries_expected")}
        for name in ("hazard_monitoring", "digital_supervision")
    )
    assert abs(sensors["visits_per_inspector"][0]) < 0.01 < 0.1 < digital["visits_per_inspector"][0]
    assert sensors["majors_latent"][0] < 2.0 * digital["majors_latent"][0] < 0.0
    assert digital["injuries_expected"][0] < sensors["injuries_expected"][0]


def test_ledgers_find_ordinary_hazards_and_sensors_do_not():
    ledgers, sensors = (effect(name, "hazards_latent")[0] for name in ("dual_prevention", "hazard_monitoring"))
    assert ledgers < -0.1 and abs(sensors) < 0.01
    assert effect("hazard_monitoring", "majors_latent")[0] < 1.5 * effect("dual_prevention", "majors_latent")[0] < 0.0


def test_culture_is_no_certificate_and_headsets_are_no_culture():
    assert effect("safety_culture", "mean_certified")[0] == pytest.approx(0.0, abs=1e-12)
    assert abs(effect("safety_culture", "mean_skill")[0]) < 0.01 < effect("vr_training", "mean_skill")[0]
    assert effect("vr_training", "mean_attitude")[0] < 0.2 * effect("safety_culture", "mean_attitude")[0]
