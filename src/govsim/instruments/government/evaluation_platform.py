"""A platform for evaluation: sensors take the place of what enterprises tell, and reports make themselves.

Mechanism: a share of the indicators is measured, so that collecting them takes nobody's time and nothing can be added
to them; reports of what is measured are made automatically. What an evaluation decides is not changed by it.
Expected: evaluations a staff-week up by about six tenths, the gap between self-assessment and truth down in
proportion to what is measured; injuries unchanged.
Side effects: what cannot be measured stays as it was told, and weighs less in people's minds than here.
Evidence: E431 (reported pollution rose by 35 % when monitors took the place of telling). Programme 6.1.2 states
evaluation efficiency +60 %, without source or control: with .65 of the indicators measured the time shares assumed here
give +64 %, by arithmetic. Unit costs of platforms are assumed.
Doubt: sensors are taken to be true; E665 (false alarms) says that they need tuning.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, setting

evaluation_platform = Instrument(
    "evaluation_platform",
    zh="智慧评估平台",
    en="smart evaluation platform",
    meaning="Sensors replace indicators that enterprises tell, and evaluation reports are made automatically.",
    needs=("evaluation",),
    actors=("government", "service", "enterprise"),
    acts_on="both",
    per="enterprise",
    shows="evaluations_per_staff_week",
    direction="up",
    related=("digital_supervision", "hazard_monitoring", "evaluation_system"),
    settings=dict(
        sensors=setting(
            0.65, low=0.0, high=1.0, neutral=0.0, unit="share of the indicators", zh="指标实测比例",
            source="assumed: what the stated +60 % of programme 6.1.2 asks for",
        ),
        report=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of the report on what is measured", zh="报告自动化程度",
            source="assumed: half of a report is comment",
        ),
        platform_cost=setting(
            1_850.0, low=0.0, high=10_000.0, neutral=0.0, unit="CNY an enterprise, once", zh="平台建设费",
            source="assumed: 400,000 CNY for a county of 216 enterprises",
        ),
        sensor_cost=setting(
            30_000.0, low=0.0, high=150_000.0, neutral=0.0, unit="CNY a plant of 25 workers, once", zh="企业传感设备费",
            source="assumed: no figure found",
        ),
        upkeep=setting(
            0.1, low=0.0, high=0.3, unit="share of what was paid, a year", zh="年运维比例",
            source="assumed: a tenth a year",
        ),
    ),
    remembers=dict(
        weeks=column(0, unit="weeks", zh="平台周数", meaning="weeks since it was set up here", source="computed"),
    ),
)  # fmt: skip


@evaluation_platform.remember
def count_weeks(enterprise, own, p, now):
    """What is set up is paid over a year."""
    own.weeks += 1


@evaluation_platform.effect("sensor_share")
def measure(enterprise, p, now):
    """Sensors measure what was told."""
    return p.sensors


@evaluation_platform.effect("report_share")
def report_by_itself(enterprise, p, now):
    """What is measured reports itself."""
    return p.report * p.sensors


@evaluation_platform.spends("government", "platform", zh="平台建设与运维")
def pay_for_the_platform(enterprise, own, p, now):
    """Built in the first year, kept up in all."""
    once = p.platform_cost / WEEKS_A_YEAR if float(own.weeks) <= WEEKS_A_YEAR else 0.0
    return once + p.upkeep * p.platform_cost / WEEKS_A_YEAR


@evaluation_platform.spends("enterprise", "sensors", zh="企业传感设备")
def pay_for_sensors(enterprise, own, p, now):
    """By the size of the plant and the share that is measured."""
    price = p.sensor_cost * p.sensors * enterprise.size_major
    once = price / WEEKS_A_YEAR if float(own.weeks) <= WEEKS_A_YEAR else 0.0
    return once + p.upkeep * price / WEEKS_A_YEAR
