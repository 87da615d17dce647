"""Online monitoring of major hazards: sensors at the plants of high-hazard industries, watched day and night.

Mechanism: sensors are fitted bit by bit where major hazards are common; an alarm that somebody trusts and
sees to leads to a hazard that nobody knew of. How many are false, and so how far they are trusted, hangs on
how management tunes them. Watching by day alone leaves the accidents of the night. Sensors stay when the
programme ends, and wear out.
Expected: hidden major hazards down, deaths in major accidents down by less, since known ones are still
there until they are removed; injuries of everyday work unchanged.
Side effects: false alarms tire those who answer; alarms cost time; the small pay most a head, some into
distress.
Evidence: E427 (7,000 plants, 440,000 points), E428 and E665 (alarms a day before and after tuning), E430
(months from rule to connection).
Doubt: no study of what it prevents was found, nor a price of a point (unit-costs U46); what an alarm leads
to is assumed. Unlike digital_supervision it changes nothing in what inspectors do.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

hazard_monitoring = Instrument(
    "hazard_monitoring",
    zh="重大危险源在线监测、智能预警",
    en="online monitoring and early warning",
    meaning="Plants of high-hazard industries fit sensors to major hazards and watch them.",
    needs=("assets",),
    actors=("enterprise", "regulator"),
    acts_on="high_energy",
    per="plant",
    shows="majors_latent",
    direction="down",
    related=("digital_supervision", "dual_prevention"),
    settings=dict(
        work=setting(
            0.05, low=0.0, high=0.1, neutral=0.0, unit="share of the gap a week at the price of week 0",
            zh="设备安装进度",
            source="assumed; E430: five months from rule to connection, four fifths are fitted in eight",
        ),
        hours=setting(
            24.0, low=8.0, high=24.0, unit="hours a day", zh="值守时长",
            source="assumed: day and night, as the programme asks; low = office hours",
        ),
        by_day=setting(
            0.45, low=0.3, high=0.8, unit="share of accidents in office hours", zh="白天事故占比",
            source="assumed: more than their third of the day, since more is done then",
        ),
        fitted_from=setting(
            0.15, low=0.0, high=0.3, unit="major hazards a year at 25 workers in the industry", zh="安装门槛",
            source="assumed: mining, chemicals, construction and metal as industries.csv orders them",
        ),
        watch_cost=setting(
            24_000.0, low=0.0, high=120_000.0, neutral=0.0, unit="CNY a plant-year", zh="值守成本",
            source="assumed: a third of a post at the usual wage, watched beside other work",
        ),
        platform_cost=setting(
            1_500.0, low=0.0, high=10_000.0, neutral=0.0, unit="CNY a plant-year", zh="政府平台成本",
            source="assumed: lines, licence and upkeep of the government's platform; no figure found (unit-costs U46)",
        ),
    ),
)  # fmt: skip

DAY, WHOLE_DAY = 8.0, 24.0  # hours


@helper
def covered(p):
    """Share of accidents' hours that are watched: by_day by day alone, all of them day and night."""
    return p.by_day + (1.0 - p.by_day) * (p.hours - DAY) / (WHOLE_DAY - DAY)


@helper
def is_fitted(industry, p):
    """Whether major hazards are so common in the industry that its plants are fitted."""
    return industry.major_inflow >= p.fitted_from


@hazard_monitoring.effect("monitoring_work")
def fit_sensors(enterprise, industry, p, now):
    """Work closes the gap to the hours that are watched, not the gap to all."""
    gap = covered(p) - enterprise.watched
    if gap <= 0.0 or not is_fitted(industry, p):
        return 0.0
    return p.work * gap / (1.0 - enterprise.watched)


@hazard_monitoring.spends("enterprise", "watching sensors", zh="监测值守")
def watch_sensors(enterprise, industry, p, now):
    """Somebody watches what is fitted, as many hours as are to be covered."""
    if not is_fitted(industry, p):
        return 0.0
    return p.watch_cost * enterprise.watched * p.hours / WHOLE_DAY / WEEKS_A_YEAR


@hazard_monitoring.spends("government", "the monitoring platform", zh="监测平台")
def run_the_platform(enterprise, industry, p, now):
    """The platform's running cost, where plants are fitted."""
    return p.platform_cost / WEEKS_A_YEAR if is_fitted(industry, p) else 0.0
