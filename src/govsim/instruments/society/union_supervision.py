"""Supervision by the union: representatives look for hazards, stand by who speaks up, and follow what was ordered.

Mechanism: representatives gain strength over months among permanent workers, and lose it where the crew is afraid:
fewer come forward. As far as they are strong, they take fear from the crew, find hazards on their rounds, and ask for
the follow-up of overdue orders.
Expected: hazards found, injuries with days away down; injuries are told more, so that the record falls less than the
truth.
Side effects: the record gets worse as reporting gets better; little where most are temporary; rounds take hours.
Evidence: E639 (days away .86 [.82, .91]), E640 (without days away 1.28), E027 (mines -13 to -30 %), E226 (visits,
citations and penalties rise after certification), E227 (no effect on recorded rates), E558 (committees: none on
average), E579 (better where the preconditions are there).
Doubt: E639 and E640 compare firms that have a union with others, which differ in more; sizes are assumed. E640 found
more injuries without days away on record; here telling rises by less than injuries fall.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, clip, column, helper, setting, toward

union_supervision = Instrument(
    "union_supervision",
    zh="工会监督",
    en="union supervision",
    meaning="Union representatives look for hazards, protect reporters and follow up orders.",
    remembers_on="enterprise",
    actors=("union", "worker", "enterprise"),
    acts_on="everyday",
    per="worker",
    shows="reported_share",
    direction="up",
    related=("whistleblower_protection",),
    link="detect",
    settings=dict(
        protection=setting(
            0.25, low=0.0, high=0.8, neutral=0.0, unit="share of fear removed at full strength", zh="维权程度",
            source="assumed; E640 for the direction: minor injuries are told",
        ),
        finding=setting(
            0.01, low=0.0, high=0.05, neutral=0.0, unit="chance a hazard and week at full strength",
            zh="监督检查发现率",
            source="assumed: a round a month; E639, E226 for the direction",
        ),
        pursuit=setting(
            0.2, low=0.0, high=1.0, neutral=0.0, unit="chance of follow-up at full strength", zh="督促整改",
            source="assumed; E226 (accompanied visits, more penalties) for the direction",
        ),
        fear_weakens=setting(
            1.0, low=0.0, high=2.0, unit="share of strength a unit of fear", zh="顾虑削弱作用",
            source="assumed; E579: preconditions were absent in most workplaces",
        ),
        builds_up=setting(
            0.02, low=0.005, high=0.1, unit="share of the gap a week", zh="监督力量增长速度",
            source="assumed: half of it in eight months",
        ),
        rounds=setting(
            1.0, low=0.0, high=6.0, neutral=0.0, unit="hours a worker-year", zh="监督工时",
            source="assumed: representatives' paid time; the fee of .02 of payroll is law already and not counted",
        ),
    ),
    remembers=dict(
        strength=column(0.0, unit="share", zh="监督力量", meaning="how strong the representatives are", source=""),
    ),
)  # fmt: skip

WORKING_HOURS = 2000.0  # paid hours of a worker-year, 250 days of 8 hours


@helper
def permanent_share(enterprise):
    """Share of the crew that is not temporary."""
    return 1.0 - enterprise.temporary_workers / float(max(enterprise.crew, 1))


@union_supervision.remember
def build_strength(enterprise, own, p, now):
    """Strength goes to the share of permanent workers, less what fear takes."""
    goal = clip(permanent_share(enterprise) * (1.0 - p.fear_weakens * enterprise.fear), 0.0, 1.0)
    own.strength = toward(own.strength, goal, p.builds_up)


@union_supervision.effect("reporter_protection")
def stand_by_reporters(enterprise, own, p, now):
    """Who speaks up is not alone."""
    return p.protection * own.strength


@union_supervision.effect("outside_finding")
def look_for_hazards(enterprise, own, p, now):
    """Representatives find hazards on their rounds."""
    return p.finding * own.strength


@union_supervision.effect("order_pursuit")
def follow_orders(enterprise, own, p, now):
    """They ask the agency to come back where an order is overdue."""
    return p.pursuit * own.strength


@union_supervision.spends("enterprise", "union rounds", zh="工会监督工时")
def pay_for_rounds(enterprise, industry, p, now):
    """Wages of representatives on their rounds."""
    return p.rounds * industry.wage / WORKING_HOURS * float(enterprise.headcount) / WEEKS_A_YEAR
