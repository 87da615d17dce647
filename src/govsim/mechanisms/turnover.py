"""Workers leave, wait in the county's pool, and are hired (R18)."""

from govsim.language import (
    amount,
    clip,
    column,
    columns,
    count,
    normal,
    parameter,
    purpose,
    rule,
    title,
    trait,
    uniform,
)
from govsim.mechanisms.first_population import first_attitude, first_habit, first_skill, temporary_in_stock
from govsim.mechanisms.major_accidents import VICTIM

title("Turnover", zh="人员流动")

LEAVE = purpose("leave_post")
HIRE = purpose("fill_post")
ATTITUDE = purpose("trait_attitude")
SKILL = purpose("trait_skill")
TEMPORARY = purpose("trait_temporary")
ORIGIN = purpose("trait_origin")

# fmt: off
columns(
    "public",
    pool_count=column(0.0, unit="persons", low=0.0, high=1e7, zh="求职者人数",
                      meaning="people who left a post and look for another", source="computed"),
    pool_attitude=column(0.5, unit="attitude", low=0.0, high=1.0, zh="求职者平均安全态度",
                         meaning="mean safety attitude in the pool", source="computed"),
    pool_skill=column(0.46, unit="skill", low=0.0, high=1.0, zh="求职者平均技能",
                      meaning="mean skill in the pool", source="computed"),
    pool_in=column(0.0, unit="persons a week", low=0.0, high=1e6, zh="进入求职池人数",
                   meaning="leavers who stay in the county and look for a post", source="computed"),
    pool_out=column(0.0, unit="persons a week", low=0.0, high=1e6, zh="从求职池录用人数",
                    meaning="people hired out of the pool", source="computed"),
    pool_drift=column(0.0, unit="persons a week", low=-1e6, high=1e6, zh="离开求职池人数",
                      meaning="people who give up looking or move away", source="computed"),
)
columns(
    "enterprise",
    leavers=count("workers a week", "离职人数", "workers who leave for other posts"),
    leaver_attitude=amount("attitude", "离职者态度合计", "sum of the leavers' attitudes"),
    leaver_skill=amount("skill", "离职者技能合计", "sum of the leavers' skills"),
)
columns(
    "worker",
    leaving=column(False, unit="", zh="离职", meaning="leaves the post this week", source="industries.csv"),
    from_pool=column(False, unit="", zh="本周从求职池录用",
                     meaning="counts hires out of the pool once", source="computed"),
)
parameter("leave_temporary", 0.5, low=0.0, high=1.0, unit="share", zh="临时工流动增量",
          meaning="how much more often temporary workers leave; the industry's turnover stays what it is",
          source="assumed")
parameter("hire_chance", 0.25, low=0.1, high=0.5, unit="chance a week", zh="招聘速度",
          meaning="chance that a vacant post is filled", source="assumed: about a month")
parameter("pool_share", 0.6, low=0.2, high=0.9, unit="share of hires", zh="本地求职者录用比例",
          meaning="hires from the county's pool while it holds as many as there are vacant posts; the rest come new",
          source="assumed")
parameter("pool_fading", 0.02, low=0.005, high=0.05, unit="share a week", zh="求职者流失率",
          meaning="people in the pool who give up or move away", source="assumed")
parameter("attitude_mean", 0.50, low=0.4, high=0.6, unit="attitude", zh="新来者平均态度",
          meaning="mean attitude of people who come new", source="assumed")
parameter("attitude_spread", 0.18, low=0.1, high=0.25, unit="attitude", zh="新来者态度离散度",
          meaning="standard deviation of attitude between people", source="assumed; gives the order of E084, E085")
parameter("fresh_skill", 0.40, low=0.25, high=0.5, unit="skill", zh="新入行技能",
          meaning="middle of the skill of people who come new, .10 to either side", source="assumed")
parameter("pool_spread", 0.10, low=0.05, high=0.2, unit="attitude or skill", zh="求职者离散度",
          meaning="standard deviation of people in the pool about its mean", source="assumed")
parameter("fresh_spread", 0.10, low=0.05, high=0.2, unit="skill", zh="新入行技能范围",
          meaning="how far to either side of its middle the skill of people who come new lies", source="assumed")
# fmt: on

LOWEST, HIGHEST = 0.01, 0.99
LEAST_SKILL, MOST_SKILL = 0.05, 0.95


@rule(writes=("leaving",))
def decide_to_leave(worker, enterprise, p, now):
    """A worker leaves at the rate of the industry, the temporary more often. Evidence: county-defaults turnover."""
    chance = enterprise.leave_chance
    if worker.temporary:
        chance = chance * (1.0 + p.leave_temporary)
    worker.leaving = uniform(now, worker, LEAVE) < chance


@rule(writes=("leavers", "leaver_attitude", "leaver_skill"))
def dismiss_crew(enterprise, p, now):
    """When an enterprise closes, its whole crew looks for other posts."""
    if enterprise.closing:
        left = enterprise.crew - enterprise.deaths_true
        enterprise.leavers = left
        enterprise.leaver_attitude = enterprise.crew_attitude * float(left)
        enterprise.leaver_skill = enterprise.crew_skill * float(left)


@rule(writes=("alive", "from_pool"))
def leave_posts(worker, enterprise, p, now):
    """The dead leave the row, and so do those who leave or whose enterprise closes."""
    worker.from_pool = False
    if worker.injury == 4 or worker.leaving or enterprise.closing:
        worker.alive = False
    elif enterprise.deaths_major > 0:
        if uniform(now, worker, VICTIM) <= enterprise.strike_below:
            worker.alive = False


@rule(writes=("pool_count", "pool_attitude", "pool_skill", "pool_in", "pool_out", "pool_drift"))
def update_pool(public, enterprises, p, now):
    """Leavers join the county's pool, last week's hires have left it, some give up; nobody appears from nowhere."""
    came = 0.0
    attitude = 0.0
    skill = 0.0
    hired = 0.0
    for enterprise in enterprises:
        came += float(enterprise.leavers)
        attitude += enterprise.leaver_attitude
        skill += enterprise.leaver_skill
        hired += enterprise.pool_hires
    stayed = public.pool_count - hired
    drift = p.pool_fading * max(stayed, 0.0)
    if stayed < 0.0:
        drift = stayed
    stayed = stayed - drift
    total = stayed + came
    if total > 0.0:
        public.pool_attitude = clip((stayed * public.pool_attitude + attitude) / total, 0.0, 1.0)
        public.pool_skill = clip((stayed * public.pool_skill + skill) / total, 0.0, 1.0)
    public.pool_count = total
    public.pool_in = came
    public.pool_out = hired
    public.pool_drift = drift


@rule(writes=("arriving",), on="vacant")
def fill_posts(worker, enterprise, p, now):
    """A vacant post of a living enterprise is filled within weeks."""
    if worker.post:
        if uniform(now, worker, HIRE) < p.hire_chance:
            worker.arriving = True


@rule(newcomer=True)
def take_post(worker, enterprise, industry, public, p, now):
    """A worker of the first population, or one hired from the county's pool or from outside.

    Those from the pool resemble its mean; those from outside are unskilled; newcomer_preparation and
    new_to_work x schooled_entrants add to both. The first are as many temporary as stay of those hired, and as
    accustomed and skilled as the status quo makes them.
    Evidence: E084, E085 for the spread; county-defaults temporary_or_subcontract_share.
    """
    mood = normal(trait(now, worker, ATTITUDE))
    temporary = industry.temporary_share
    if worker.generation == 0:
        temporary = temporary_in_stock(enterprise, industry, p)
        attitude = first_attitude(enterprise, p) + p.start_habit_spread * mood
        habit = first_habit(enterprise, p) + p.start_habit_spread * mood
        skill = first_skill(enterprise, p) + p.start_skill_spread * normal(trait(now, worker, SKILL))
    else:
        wanted = float(max(public.vacant_posts, 1))
        from_pool = p.pool_share * min(public.pool_count / wanted, 1.0)
        if trait(now, worker, ORIGIN) < from_pool:
            worker.from_pool = True
            attitude = public.pool_attitude + p.pool_spread * mood
            skill = public.pool_skill + p.pool_spread * normal(trait(now, worker, SKILL))
        else:
            attitude = p.attitude_mean + p.attitude_spread * mood
            skill = p.fresh_skill + p.fresh_spread * (2.0 * trait(now, worker, SKILL) - 1.0)
        prepared = enterprise.newcomer_preparation + p.new_to_work * public.schooled_entrants
        attitude += prepared
        skill += prepared
        habit = attitude
    worker.temporary = trait(now, worker, TEMPORARY) < temporary
    worker.attitude = clip(attitude, LOWEST, HIGHEST)
    worker.disposition = clip(habit, LOWEST, HIGHEST)
    worker.skill = clip(skill, LEAST_SKILL, MOST_SKILL)
