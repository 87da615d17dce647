"""A plan of several years: other instruments are brought in by stages, each a share of their full strength.

Mechanism: a planner. It moves no channel of its own; what is put under it (`steers`, all that are in force if none is
named) acts at the share of the stage that has been reached. Costs follow the share.
Expected: a ramp instead of a step; over the same years more injuries than if all of it began at once.
Side effects: what an instrument that is held back would have built up, in memories and stocks, is built up more slowly,
so that part of the delay is not made good within the plan.
Evidence: none on the shares. E588 shows how pilots before a roll-out are placed, not what stages gain.
Doubt: what a late start buys (learning, readiness of those who carry it out) is not in the model, so that stages cost
effect here and gain nothing.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, setting

phased_plan = Instrument(
    "phased_plan",
    zh="分阶段推进计划",
    en="action plan in stages",
    meaning="Other instruments are brought in by stages over several years.",
    actors=("government",),
    acts_on="both",
    per="100 enterprises",
    shows="injuries_expected",
    direction="up",
    related=("policy_review",),
    beside=("safety_training",),
    remembers_on="region",
    settings=dict(
        first_share=setting(
            0.2, low=0.0, high=1.0, neutral=1.0, unit="share of full strength", zh="第一阶段力度",
            source="assumed: a fifth at the start of a three-year plan",
        ),
        second_after=setting(
            52.0, low=0.0, high=520.0, neutral=0.0, unit="weeks after the start", zh="第二阶段起始",
            source="assumed: a year; the programme plans three",
        ),
        second_share=setting(
            0.5, low=0.0, high=1.0, neutral=1.0, unit="share of full strength", zh="第二阶段力度",
            source="assumed: half in the second year",
        ),
        third_after=setting(
            104.0, low=0.0, high=520.0, neutral=0.0, unit="weeks after the start", zh="第三阶段起始",
            source="assumed: two years",
        ),
        third_share=setting(
            0.8, low=0.0, high=1.0, neutral=1.0, unit="share of full strength", zh="第三阶段力度",
            source="assumed: four fifths in the third year",
        ),
        full_after=setting(
            156.0, low=0.0, high=520.0, neutral=0.0, unit="weeks after the start", zh="全面实施",
            source="assumed: the plan is carried out after its three years",
        ),
        upkeep_days=setting(
            30.0, low=0.0, high=260.0, neutral=0.0, unit="officer-days a year and 100 enterprises", zh="计划管理人日",
            source="assumed: drawing up, reporting and checking of the plan",
        ),
        day_cost=setting(
            726.0, low=300.0, high=2000.0, unit="CNY an officer-day", zh="人员日成本",
            source="county-defaults inspector_cost: 180,000 CNY over 248 days",
        ),
    ),
    remembers=dict(
        weeks=column(0, unit="weeks", zh="计划周数", meaning="weeks since the plan began", source="computed"),
    ),
)  # fmt: skip


@phased_plan.remember
def count_weeks(region, own, p, now):
    """The plan has been running for a week more."""
    own.weeks += 1


@phased_plan.steer
def go_by_stages(region, own, p, now):
    """The share of the last stage that has been reached; what is put under the plan acts at that share."""
    since = float(own.weeks) - 1.0
    share = p.first_share
    if since >= p.second_after:
        share = p.second_share
    if since >= p.third_after:
        share = p.third_share
    if since >= p.full_after:
        share = 1.0
    return share


@phased_plan.spends("government", "running the plan", zh="计划管理")
def run_the_plan(enterprise, p, now):
    """Officer-days of planning, reporting and checking, counted by the enterprises that the plan is for."""
    return p.upkeep_days * p.day_cost / 100.0 / WEEKS_A_YEAR
