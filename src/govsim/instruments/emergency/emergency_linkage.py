"""Linkage of emergency services: one alarm, first responders on site, aid between places, reviews after each response.

Mechanism: the alarm is handed on once, so that rescue comes sooner; some workers are trained to act in the first
minutes; places lend each other teams; one command gives one order. Each response is reviewed, and the next is better.
Expected: deaths in accidents of major hazards down a little; more in parks and where accidents coincide.
Side effects: a place that lends is uncovered for some hours.
Evidence: E204 (odds of death 1.03 for ten minutes), E205, E203; unit-costs U33 (7.9 million CNY for a
district's linkage centre) for the order of the cost.
Doubt: what first responders and one command save is assumed.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, clip, column, setting

emergency_linkage = Instrument(
    "emergency_linkage",
    zh="应急联动与第一响应人",
    en="linkage of emergency services",
    meaning="One alarm, trained first responders, teams lent between places, and reviews after each response.",
    needs=("emergency",),
    remembers_on="public",
    actors=("government", "emergency", "enterprise"),
    acts_on="high_energy",
    per="100 enterprises",
    shows="deaths_in_majors_expected",
    direction="down",
    related=("rescue_capacity", "emergency_plans"),
    link="respond",
    settings=dict(
        aid=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of the idle teams of other places", zh="支援比例",
            source="assumed: half of what is idle is lent",
        ),
        delay=setting(
            0.85, low=0.4, high=1.0, neutral=1.0, unit="multiple of the time until rescue arrives", zh="到达时间倍数",
            source="assumed: three minutes of twenty (E206) spent on handing alarms on",
        ),
        first_responder=setting(
            0.08, low=0.0, high=0.3, neutral=0.0, unit="share of deaths beyond the first", zh="第一响应人作用",
            source="assumed: a quarter of full readiness",
        ),
        command=setting(
            0.05, low=0.0, high=0.2, neutral=0.0, unit="share of deaths beyond the first, after many responses",
            zh="统一指挥作用", source="assumed: orders that do not contradict each other",
        ),
        learned=setting(
            0.2, low=0.0, high=0.8, unit="share of what there is to learn, a response", zh="每次评估所得",
            source="assumed: a review after each response",
        ),
        forgotten=setting(
            0.3, low=0.05, high=1.0, unit="share a year", zh="经验消退率", source="assumed; E440 for the direction",
        ),
        drills=setting(
            1.0, low=0.0, high=12.0, unit="joint drills a year, each worth a response", zh="联合演练次数",
            source="assumed: once a year",
        ),
        platform_cost=setting(
            140_000.0, low=0.0, high=1_000_000.0, neutral=0.0, unit="CNY a year per 100 enterprises", zh="平台成本",
            source="assumed: 300,000 CNY a year in a county of 216 supervised enterprises",
        ),
        training_cost=setting(
            20.0, low=0.0, high=100.0, neutral=0.0, unit="CNY a worker-year", zh="第一响应人培训成本",
            source="assumed: one in ten is trained, 200 CNY a year",
        ),
    ),
    remembers=dict(
        practice=column(0.0, unit="share of what there is to learn", low=0.0, high=1.0, zh="联动经验",
                        meaning="what responses and drills have taught those who command", source="computed"),
    ),
)  # fmt: skip


@emergency_linkage.remember
def review_responses(public, own, p, now):
    """Last week's responses and drills teach, years take away."""
    responses = 1.0 if public.teams_sent > 0.0 else 0.0
    taught = clip(p.learned * (responses + p.drills / WEEKS_A_YEAR), 0.0, 1.0)
    own.practice = clip(
        own.practice + taught * (1.0 - own.practice) - p.forgotten / WEEKS_A_YEAR * own.practice, 0.0, 1.0
    )


@emergency_linkage.effect("aid_share")
def lend_teams(public, p, now):
    """Places lend each other teams."""
    return p.aid


@emergency_linkage.effect("rescue_delay")
def hand_on_once(public, p, now):
    """One alarm for all services."""
    return p.delay


@emergency_linkage.effect("rescue_skill")
def act_first(enterprise, p, now):
    """First responders on site."""
    return p.first_responder


@emergency_linkage.effect("team_skill")
def follow_one_command(public, own, p, now):
    """One command, as far as it has practice."""
    return p.command * own.practice


@emergency_linkage.spends("government", "linkage platform", zh="应急联动平台")
def run_the_platform(public, p, now):
    """Software, lines and a room that is manned."""
    return p.platform_cost * float(public.plants) / 100.0 / WEEKS_A_YEAR


@emergency_linkage.spends("enterprise", "first responders", zh="第一响应人培训")
def train_responders(enterprise, p, now):
    """A share of the workers, each year."""
    return p.training_cost * float(enterprise.headcount) / WEEKS_A_YEAR
