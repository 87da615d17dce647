"""Teams: they go out in the order of alarms, others help out, and people who are trapped wait for them."""

from govsim.language import (
    amount,
    channel,
    column,
    columns,
    count,
    exp,
    helper,
    outcome,
    parameter,
    poisson,
    purpose,
    ratio,
    rule,
    share,
    title,
    uniform,
)
from govsim.mechanisms.major_accidents import chance_beyond_rescue

title("Emergency: teams", zh="应急：救援队伍")

ALARM = purpose("alarm_hour")
BLIND = purpose("blind_rescue")
HOURS_A_WEEK = 168.0
MINUTES_AN_HOUR = 60.0
NEVER = 1.0e9  # hours; sorts those who do not call behind all who do

# fmt: off
columns("industry", trapped_share=column(
    0.0, unit="share of those struck", low=0.0, high=1.0, zh="被困比例", static=True,
    meaning="people struck in a major accident who are trapped and must be dug or carried out",
    source="assumed: neutral, scenarios set it",
))
columns("public", teams_sent=amount("teams a week", "出动队伍", "teams sent to accidents of this place"),
        teams=amount("teams", "救援队伍", "teams of this place"))
columns("region", teams=amount("teams", "地区救援队伍", "teams of all places of the region"))
columns("province", teams=amount("teams", "全部救援队伍", "teams of all regions"))
columns(
    "enterprise",
    alarm_key=amount("hours", "报警时刻", "hour of the week at which it calls for help; very late where it does not",
                     start=NEVER),
    teams_wanted=amount("teams a week", "所需队伍", "teams that this week's accident asks for"),
    teams_local=amount("teams a week", "本地到场队伍", "teams of its place that came"),
    teams_lent=amount("teams a week", "外地支援队伍", "teams of other places that came, later"),
    local_share=share(1.0, "本地队伍满足率", "share of the teams wanted that came from its place"),
    aid_part=share(0.0, "支援满足率", "share of the teams wanted that came from elsewhere"),
    rescuers_struck=count("persons a week", "盲目施救遇险", "people who ran in to help and were struck themselves"),
)
channel("rescue_teams", level="public", unit="teams", neutral=0.0, combine="add", low=0.0, high=10_000.0,
        zh="新增救援队伍", meaning="rescue teams added to those there are; read by emergency")
channel("aid_share", level="public", unit="share of the idle teams of other places", neutral=0.0, combine="any",
        low=0.0, high=1.0, zh="跨区支援比例", meaning="how far other places lend their teams; read by emergency")
channel("team_skill", level="public", unit="share of deaths beyond the first", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="队伍处置能力",
        meaning="share of deaths beyond the first that skilled teams and one command avert; read by emergency")
parameter("usual_teams", 4.0, low=1.0, high=60.0, unit="teams a place", zh="平时救援队伍",
          meaning="teams of a county or a park without instruments",
          source="assumed: a county's fire and rescue brigade can send four at a time")
parameter("struck_a_team", 3.0, low=1.0, high=10.0, unit="persons a team", zh="每队救援人数",
          meaning="people struck for whom one further team is wanted", source="assumed")
parameter("work_hours", 6.0, low=2.0, high=24.0, unit="hours", zh="救援作业时长",
          meaning="hours after which two thirds of the teams at work are free again", source="assumed")
parameter("idle_share", 0.8, low=0.4, high=0.95, unit="share", zh="外地空闲队伍比例",
          meaning="teams of other places that are idle at any moment", source="assumed")
parameter("aid_minutes", 45.0, low=20.0, high=120.0, unit="minutes", zh="支援迟到时间",
          meaning="how much later teams of other places come", source="assumed; E203, E206 for the order")
parameter("late_minutes", 120.0, low=60.0, high=360.0, unit="minutes", zh="无队伍迟到时间",
          meaning="how much later those are reached for whom no team was free", source="assumed")
parameter("trapped_hours", 6.0, low=2.0, high=24.0, unit="hours", zh="被困存活时间",
          meaning="hours after which a third of the trapped are still alive", source="assumed")
parameter("trapped_skill", 0.5, low=0.0, high=1.0, unit="share", zh="处置能力对被困者的作用",
          meaning="how far what rescue skill leaves counts for the trapped: they are reached by equipment first",
          source="assumed")
parameter("dig_hours", 3.0, low=0.5, high=12.0, unit="hours with all the teams wanted", zh="挖掘时间",
          meaning="hours until the trapped are reached once teams are there", source="assumed")
parameter("blind_rate", 0.3, low=0.05, high=1.0, unit="persons for each trapped", zh="盲目施救人数",
          meaning="people who run in untrained and are struck, for each one trapped",
          source="E208, E209 for the order: half of the dead in confined spaces were rescuers; level assumed")
outcome("teams_wanted", total="enterprise.teams_wanted", unit="teams", zh="所需救援队伍",
        meaning="teams that accidents of major hazards asked for")
outcome("teams_local", total="enterprise.teams_local", unit="teams", zh="本地到场队伍",
        meaning="teams of the place that came")
outcome("teams_lent", total="enterprise.teams_lent", unit="teams", zh="外地支援队伍",
        meaning="teams of other places that came")
outcome("rescuers_struck", total="enterprise.rescuers_struck", unit="persons", zh="盲目施救遇险人数", better="less",
        meaning="people who ran in to help and were struck themselves")
ratio("local_rescue_share", over="teams_local", by="teams_wanted", unit="share", zh="本地救援满足率", better="more")
# fmt: on


@rule(writes=("teams", "teams_sent"), after="count_plants")
def count_teams(public, p, now):
    """Teams of a place: the usual ones and those added."""
    public.teams = p.usual_teams + public.rescue_teams
    public.teams_sent = 0.0


@rule(writes=("rescue_skill",), after="count_teams")
def teams_bring_skill(enterprise, public, p, now):
    """Skilled teams act wherever they are sent: rescue_skill, of what is left, team_skill."""
    enterprise.rescue_skill += (1.0 - enterprise.rescue_skill) * public.team_skill


@rule(writes=("teams",), after="teams_bring_skill")
def count_teams_of_region(region, publics, p, now):
    """Teams of a region."""
    total = 0.0
    for public in publics:
        total += public.teams
    region.teams = total


@rule(writes=("teams",), after="count_teams_of_region")
def count_all_teams(province, regions, p, now):
    """Teams of all regions."""
    total = 0.0
    for region in regions:
        total += region.teams
    province.teams = total


@helper
def blind_share(enterprise, industry, p):
    """People who run in untrained, for each one struck: blind_rate x trapped_share x (1 - rescue_skill)."""
    return p.blind_rate * industry.trapped_share * (1.0 - enterprise.rescue_skill)


@helper
def lost_to_waiting(enterprise, public, present, p):
    """Share of the trapped who die before they are out, with so large a share of the teams wanted there.

    1 - exp(-hours/trapped_hours)(1 - trapped_skill (1 - rescue_skill)), hours = delay + dig_hours/max(present, .1).
    """
    wait = p.usual_delay * public.rescue_delay / MINUTES_AN_HOUR
    hours = wait + p.dig_hours / max(present, 0.1)
    alive = exp(-hours / p.trapped_hours)
    return 1.0 - alive * (1.0 - p.trapped_skill * (1.0 - enterprise.rescue_skill))


@rule(writes=("deaths_major_expected",), after="majors_knock_further")
def expect_rescue(enterprise, public, industry, p, now):
    """What is to be expected of rescue is worked out anew where people are trapped, or teams are too few for one alone.

    Expected deaths = chance x fatal_chance x (1 + (E struck (1 + blind) - 1) x chance not averted), with knock-ons.
    """
    wanted = 1.0 + enterprise.death_sum / p.struck_a_team
    if enterprise.deaths_major_expected > 0.0 and (industry.trapped_share > 0.0 or public.teams < wanted):
        local = min(public.teams / wanted, 1.0)
        beyond = local * chance_beyond_rescue(enterprise, public, 0.0, p)
        beyond += (1.0 - local) * chance_beyond_rescue(enterprise, public, p.late_minutes, p)
        trapped = industry.trapped_share
        beyond = (1.0 - trapped) * beyond + trapped * lost_to_waiting(enterprise, public, local, p)
        struck = enterprise.death_sum * (1.0 + blind_share(enterprise, industry, p))
        chances = enterprise.major_chance + enterprise.knock_chance
        enterprise.deaths_major_expected = chances * p.fatal_chance * (1.0 + (struck - 1.0) * beyond)


@rule(writes=("struck", "rescuers_struck", "alarm_key", "teams_wanted", "teams_local", "teams_lent", "local_share",
              "aid_part"), after="expect_rescue")  # fmt: skip
def raise_alarm(enterprise, industry, p, now):
    """An accident calls for help at some hour of the week; where people are trapped, others run in before.

    rescuers ~ Poisson(blind_rate trapped_share struck (1 - rescue_skill)). Evidence: E208, E209.
    """
    enterprise.alarm_key = NEVER
    enterprise.teams_wanted = 0.0
    enterprise.teams_local = 0.0
    enterprise.teams_lent = 0.0
    enterprise.local_share = 1.0
    enterprise.aid_part = 0.0
    enterprise.rescuers_struck = 0
    if enterprise.major_accident:
        enterprise.alarm_key = HOURS_A_WEEK * uniform(now, enterprise, ALARM)
        if industry.trapped_share > 0.0 and enterprise.struck > 0:
            mean = blind_share(enterprise, industry, p) * float(enterprise.struck)
            left = enterprise.crew - enterprise.deaths_single - enterprise.struck
            ran = min(poisson(uniform(now, enterprise, BLIND), mean), max(left, 0))
            enterprise.rescuers_struck = ran
            enterprise.struck += ran
        enterprise.teams_wanted = 1.0 + float(enterprise.struck) / p.struck_a_team


@rule(writes=("teams_sent",), order="alarm_key", member_writes=("local_share", "teams_local"), after="raise_alarm")
def dispatch(public, enterprises, p, now):
    """Teams go out in the order of alarms; those at work come free by exp(-hours/work_hours).

    sent = min(wanted, teams - busy), so that never more are out than there are.
    """
    busy = 0.0
    last = 0.0
    total = 0.0
    for enterprise in enterprises:
        if enterprise.alarm_key >= NEVER:
            break
        busy = busy * exp(-(enterprise.alarm_key - last) / p.work_hours)
        last = enterprise.alarm_key
        sent = min(enterprise.teams_wanted, max(public.teams - busy, 0.0))
        busy += sent
        total += sent
        enterprise.teams_local = sent
        enterprise.local_share = sent / enterprise.teams_wanted
    public.teams_sent = total


@rule(writes=("aid_part", "teams_lent"), after="dispatch")
def borrow(enterprise, public, province, p, now):
    """What is short comes from other places, as far as they are idle and lend: at most aid_share idle_share of them."""
    if enterprise.local_share < 1.0:
        lent = public.aid_share * p.idle_share * max(province.teams - public.teams, 0.0)
        enterprise.aid_part = min(1.0 - enterprise.local_share, lent / enterprise.teams_wanted)
        enterprise.teams_lent = enterprise.aid_part * enterprise.teams_wanted


@rule(writes=("beyond_rescue",), after="borrow")
def rescue_with_teams(enterprise, public, industry, p, now):
    """Who is reached when: by own teams at once, by others' later, by nobody for long; the trapped wait longest.

    beyond = local c(0) + aid c(aid_minutes) + rest c(late_minutes); of the trapped, lost_to_waiting. Evidence: E203,
    E204, E206.
    """
    if enterprise.major_accident and (industry.trapped_share > 0.0 or enterprise.local_share < 1.0):
        local = enterprise.local_share
        aid = enterprise.aid_part
        beyond = local * chance_beyond_rescue(enterprise, public, 0.0, p)
        beyond += aid * chance_beyond_rescue(enterprise, public, p.aid_minutes, p)
        beyond += max(1.0 - local - aid, 0.0) * chance_beyond_rescue(enterprise, public, p.late_minutes, p)
        trapped = industry.trapped_share
        enterprise.beyond_rescue = (1.0 - trapped) * beyond + trapped * lost_to_waiting(
            enterprise, public, local + aid, p
        )
