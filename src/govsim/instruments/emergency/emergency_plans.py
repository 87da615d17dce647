"""Emergency plans and drills: plans that people can use, and drills in which they use them.

Mechanism: plans and drills build readiness, which fades within a year or two; a simple plan and a drill
that management means give more. In a major accident readiness averts deaths beyond the first, above all
those of people who run in to help.
Expected: deaths in major accidents down, their number unchanged; nothing in everyday injuries.
Side effects: paper plans decay in the drawer; drills are held for the camera where nobody means them; they
stop output for some hours.
Evidence: E208 and E209 (blind rescue raised the toll in four of five accidents in confined spaces, half of
the dead were rescuers), E210, E440 (skills fade within months), E613 (knowledge rises after an exercise,
persistence not shown).
Doubt: no study of deaths after drills was found; no price of a drill either (unit-costs U45). A review by
experts is not priced apart.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

emergency_plans = Instrument(
    "emergency_plans",
    zh="应急预案、演练",
    en="emergency plans and drills",
    meaning="Enterprises write usable emergency plans and drill them.",
    needs=("assets",),
    actors=("enterprise", "emergency"),
    acts_on="high_energy",
    per="enterprise",
    shows="deaths_in_majors_expected",
    direction="down",
    related=("rescue_capacity", "emergency_linkage"),
    settings=dict(
        plan=setting(
            0.002, low=0.0, high=0.01, neutral=0.0, unit="share of the gap a week", zh="预案力度",
            source="assumed: a plan alone brings readiness to a sixth, since it fades",
        ),
        simple=setting(
            0.5, low=0.0, high=1.0, unit="share of plans that are short and visual", zh="预案简明化比例",
            source="assumed: the programme asks for cards and diagrams and gives no number",
        ),
        drills=setting(
            2.0, low=0.0, high=12.0, neutral=0.0, unit="drills a year", zh="年演练次数",
            source="assumed: twice a year, as high-risk places must",
        ),
        drill_gain=setting(
            0.35, low=0.1, high=0.6, unit="share of the gap a drill that management means", zh="每次演练增益",
            source="assumed; E613 for the direction",
        ),
        for_show=setting(
            0.3, low=0.0, high=1.0, unit="share of that gain where management makes no effort", zh="走过场演练效果",
            source="assumed: programme 5.2.2 complains of form without substance",
        ),
        plan_cost=setting(
            3_000.0, low=0.0, high=15_000.0, neutral=0.0, unit="CNY an enterprise-year", zh="预案成本",
            source="assumed: 10,000 for writing and review, every three years",
        ),
        drill_cost=setting(
            100.0, low=0.0, high=400.0, neutral=0.0, unit="CNY a worker and drill", zh="演练成本",
            source="assumed: material, smoke, ambulance; no figure found (unit-costs U45)",
        ),
        drill_hours=setting(
            1.6, low=0.0, high=8.0, neutral=0.0, unit="hours a worker and drill", zh="演练停产工时",
            source="assumed: a fifth of a working day",
        ),
    ),
)  # fmt: skip

WORKING_HOURS = 2_000.0


@helper
def is_usable(p):
    """What a plan is good for: half, and all of it where it is short and visual."""
    return 0.5 + 0.5 * p.simple


@emergency_plans.effect("readiness_work")
def prepare(enterprise, p, now):
    """Plans, and drills as far as management means them."""
    meant = p.for_show + (1.0 - p.for_show) * enterprise.effort
    return is_usable(p) * (p.plan + p.drills / WEEKS_A_YEAR * p.drill_gain * meant)


@emergency_plans.spends("enterprise", "plans", zh="预案编制")
def write_plans(enterprise, p, now):
    """The yearly cost of drawing up and revising the plan."""
    return p.plan_cost / WEEKS_A_YEAR


@emergency_plans.spends("enterprise", "drills", zh="演练")
def hold_drills(enterprise, p, now):
    """What drills cost, by the head."""
    return p.drill_cost * p.drills * float(enterprise.headcount) / WEEKS_A_YEAR


@emergency_plans.spends("enterprise", "hours that drills stop work", zh="演练停产")
def stop_work(enterprise, industry, p, now):
    """Wages of the hours for which drills stop work."""
    hours = p.drill_hours * p.drills * float(enterprise.headcount)
    return hours * industry.wage / WORKING_HOURS / WEEKS_A_YEAR
