"""Rescue centres, professional and part-time teams, stockpiles.

Mechanism: more teams stand ready in each place, so that fewer accidents wait for one; part-time teams are near, come
sooner and can do less. Skill contests and drills keep skill up, which decays between them.
Expected: deaths in accidents of major hazards down a little; more where people are trapped, and where accidents
coincide.
Side effects: idle most weeks; money that saves nobody in most years.
Evidence: E204 (odds of death 1.03 for ten minutes), E203, E206, E653, E654 (arrival in 8:40 minutes in town, 11:46
outside), E440 (skills fade within months).
Doubt: under E204 minutes alone save next to nobody; what is seen rests on people who are trapped, and on skill.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, clip, column, helper, setting

rescue_capacity = Instrument(
    "rescue_capacity",
    zh="区域救援中心、专兼职队伍和物资储备",
    en="rescue centres, teams and stockpiles",
    meaning="Teams and stock are added in each place, and their skill is kept up.",
    needs=("emergency",),
    remembers_on="public",
    actors=("government", "emergency"),
    acts_on="high_energy",
    per="100 enterprises",
    shows="deaths_in_majors_expected",
    direction="down",
    related=("emergency_linkage", "emergency_plans", "special_fund"),
    link="respond",
    settings=dict(
        teams=setting(
            1.0, low=0.0, high=10.0, neutral=0.0, unit="teams per 100 enterprises", zh="新增专业队伍",
            source="assumed: half as many again in a county of 216 supervised enterprises",
        ),
        part_time=setting(
            1.5, low=0.0, high=10.0, neutral=0.0, unit="teams per 100 enterprises", zh="新增兼职队伍",
            source="assumed: of workers and volunteers",
        ),
        part_time_skill=setting(
            0.6, low=0.2, high=1.0, unit="professional teams a part-time team", zh="兼职队伍能力",
            source="assumed: less skill and equipment",
        ),
        delay=setting(
            0.8, low=0.3, high=1.0, neutral=1.0, unit="multiple of the time until rescue arrives", zh="到达时间倍数",
            source="assumed; E653, E654 (8:40 in town, 11:46 outside) for what distance makes",
        ),
        skill=setting(
            0.06, low=0.0, high=0.3, neutral=0.0, unit="share of deaths beyond the first", zh="救援技能作用",
            source="assumed: less than half of full readiness",
        ),
        contests=setting(
            2.0, low=0.0, high=12.0, neutral=0.0, unit="contests and drills a year", zh="技能竞赛与演练次数",
            source="assumed: twice a year",
        ),
        contest_gain=setting(
            0.4, low=0.1, high=0.8, unit="share of the missing skill a contest", zh="每次竞赛提升",
            source="assumed; E613 for the direction",
        ),
        skill_fade=setting(
            0.6, low=0.1, high=2.0, unit="share a year", zh="技能消退率", source="assumed; E440 (within months)",
        ),
        team_cost=setting(
            1_200_000.0, low=300_000.0, high=3_000_000.0, unit="CNY a team-year", zh="专业队伍年成本",
            source="assumed: eight people and a vehicle",
        ),
        part_time_cost=setting(
            150_000.0, low=30_000.0, high=500_000.0, unit="CNY a part-time team-year", zh="兼职队伍年成本",
            source="assumed: allowances, equipment, an eighth of a professional team",
        ),
        stock_cost=setting(
            140_000.0, low=0.0, high=500_000.0, neutral=0.0, unit="CNY a year per 100 enterprises", zh="物资储备成本",
            source="assumed: 300,000 CNY a year in a county of 216 supervised enterprises",
        ),
    ),
    remembers=dict(
        skill=column(0.0, unit="share of full skill", low=0.0, high=1.0, zh="队伍技能",
                     meaning="skill of the added teams, which contests build and months take away", source="computed"),
    ),
)  # fmt: skip


@helper
def hundreds(public):
    """The place's enterprises, in hundreds."""
    return float(public.plants) / 100.0


@rescue_capacity.remember
def train_and_forget(public, own, p, now):
    """Contests build skill, months take it away."""
    built = p.contests / WEEKS_A_YEAR * p.contest_gain * (1.0 - own.skill)
    own.skill = clip(own.skill + built - p.skill_fade / WEEKS_A_YEAR * own.skill, 0.0, 1.0)


@rescue_capacity.effect("rescue_teams")
def add_teams(public, p, now):
    """Part-time teams count for what they can do."""
    return (p.teams + p.part_time * p.part_time_skill) * hundreds(public)


@rescue_capacity.effect("rescue_delay")
def come_sooner(public, p, now):
    """Part-time teams and new stations are nearer."""
    return p.delay


@rescue_capacity.effect("team_skill")
def rescue_better(public, own, p, now):
    """As far as skill is kept up."""
    return p.skill * own.skill


@rescue_capacity.spends("government", "rescue teams", zh="救援队伍")
def pay_teams(public, p, now):
    """Professional and part-time."""
    return (p.teams * p.team_cost + p.part_time * p.part_time_cost) * hundreds(public) / WEEKS_A_YEAR


@rescue_capacity.spends("government", "rescue stockpiles", zh="应急物资储备")
def keep_stock(public, p, now):
    """Bought and renewed."""
    return p.stock_cost * hundreds(public) / WEEKS_A_YEAR
