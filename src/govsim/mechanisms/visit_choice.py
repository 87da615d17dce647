"""Whom the inspectorate visits: overdue orders, tip-offs, then a draw (R2)."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    column,
    columns,
    count,
    flag,
    log,
    parameter,
    power,
    purpose,
    rule,
    title,
    uniform,
)

title("Choice of visits", zh="检查对象选择")

FORCE = purpose("visit_forced")
FOLLOW = purpose("visit_followup")
LOT = purpose("visit_lot")

# fmt: off
columns(
    "regulator",
    capacity_left=column(0.0, unit="inspector-days a week", low=-1e6, high=1e6, zh="剩余检查能力",
                         meaning="days that found nobody to visit; below zero, days owed to next week",
                         source="computed"),
    reserved_left=column(0.0, unit="inspector-days a week", low=-1e6, high=1e6, zh="剩余专属检查能力",
                         meaning="the same of the days kept for some enterprises", source="computed"),
    visit_days_used=column(0.0, unit="inspector-days a week", low=0.0, high=1e6, zh="实际检查用时",
                           meaning="days that this week's visits take", source="computed"),
    workload=column(0, unit="tip-offs", low=0, high=1_000_000, zh="待核查举报",
                    meaning="tip-offs that wait for a visit", source="computed"),
)
columns(
    "enterprise",
    risk_score=amount("score", "风险评分", "what the agency's records say of the risk"),
    visit_key=amount("place", "抽查次序", "order of visits: lowest first; below zero are duties", low=-10.0),
    visited=flag("本周检查", "inspected this week"),
    tip_visit=flag("举报核查", "this week's visit followed a tip-off"),
    forced=flag("强制检查", "this week's visit used no capacity"),
    followup=flag("整改复查", "an overdue order was checked this week"),
    visits=count("visits a week", "检查次数", "visits of every kind this week"),
)
parameter("followup_chance", 0.6, low=0.3, high=1.0, unit="chance", zh="整改复查概率",
          meaning="chance that an overdue order is checked on site", source="assumed; E170")
parameter("followup_cost", 1.0, low=0.25, high=1.0, unit="share of the days of a visit", zh="复查占用检查能力",
          meaning="days that a follow-up takes against a visit", source="assumed: two officers go again")
parameter("tip_capacity_share", 0.6, low=0.3, high=0.9, unit="share of the days", zh="举报核查能力上限",
          meaning="share of the week's days that tip-offs may use; the rest wait", source="assumed")
parameter("rotation_weeks", 104.0, low=52.0, high=208.0, unit="weeks", zh="轮查周期",
          meaning="weeks without a visit after which waiting longer adds no weight",
          source="assumed: the status quo is random with rotation")
parameter("risk_power", 1.5, low=0.0, high=3.0, unit="exponent", zh="风险权重指数",
          meaning="power of the risk score in the draw when risk information is fully used", source="assumed")
parameter("risk_size_power", 0.8, low=0.0, high=1.5, unit="exponent", zh="规模权重指数",
          meaning="power of size in the draw when risk information is fully used", source="assumed")
parameter("risk_start", 0.15, low=0.05, high=0.4, unit="score", zh="风险评分起点",
          meaning="score of an enterprise about which nothing is known", source="assumed")
parameter("risk_claims", 0.3, low=0.1, high=0.6, unit="score a multiple of expected claims", zh="理赔对评分的作用",
          meaning="weight of recorded claims over expected ones, at most fourfold", source="assumed; E012")
parameter("risk_industry", 4.0, low=1.0, high=8.0, unit="score an injury a worker-year", zh="行业对评分的作用",
          meaning="weight of the industry's injury rate", source="assumed")
parameter("risk_major", 1.2, low=0.4, high=2.5, unit="score a major hazard a year", zh="重大危险对评分的作用",
          meaning="weight of the industry's major hazards", source="assumed")
parameter("risk_visits", 0.5, low=0.1, high=1.0, unit="score a unit of memory", zh="历史检查对评分的作用",
          meaning="weight of what earlier visits found", source="assumed")
parameter("risk_claims_most", 4.0, low=2.0, high=8.0, unit="multiple of expected claims", zh="理赔评分上限",
          meaning="claims over expected ones above which the score rises no more", source="assumed")
# fmt: on

LEAST_WEIGHT = 1e-6


@rule(writes=("risk_score", "visit_key", "visited", "tip_visit", "forced", "followup", "visits"))
def prepare_visits(enterprise, industry, p, now):
    """Every enterprise gets its place in the order of visits: duties first, then an exponential race.

    A planned visit comes in the order of -ln(u) / w, lowest first, which is sampling without replacement with weights
    w = targeting_weight x risk_score^(risk_power x risk_information) x size_scale^(risk_size_power x risk_information)
    x weeks since the last visit (at most rotation_weeks) / 52.
    All parts of the score are recorded quantities, so concealment blinds targeting. Evidence: E012.
    """
    enterprise.visited = False
    enterprise.tip_visit = False
    enterprise.forced = False
    enterprise.followup = False
    enterprise.visits = 0
    claims = min((enterprise.claims + 1.0) / (enterprise.claims_expected + 1.0), p.risk_claims_most)
    score = p.risk_start + p.risk_claims * claims + p.risk_industry * industry.injury_base
    score = score + p.risk_major * industry.major_inflow + p.risk_visits * enterprise.visit_memory
    enterprise.risk_score = score
    lot = 1.0 - uniform(now, enterprise, LOT)
    weight = enterprise.targeting_weight * min(float(enterprise.weeks_since_visit), p.rotation_weeks) / WEEKS_A_YEAR
    if enterprise.risk_information > 0.0:
        weight = weight * power(score, p.risk_power * enterprise.risk_information)
        weight = weight * power(enterprise.size_scale, p.risk_size_power * enterprise.risk_information)
    key = -log(lot) / max(weight, LEAST_WEIGHT)
    if enterprise.tip_waiting:
        key = -2.0 + 0.5 * lot
    overdue = enterprise.order_weeks == 1 and (enterprise.hazards_ordered > 0 or enterprise.major_open > 0)
    if overdue:
        chance = p.followup_chance + (1.0 - p.followup_chance) * enterprise.order_pursuit
        if uniform(now, enterprise, FOLLOW) < chance:
            key = -4.0 + 0.5 * lot
    if enterprise.forced_visit > 0.0:
        if uniform(now, enterprise, FORCE) < enterprise.forced_visit:
            key = -6.0 + 0.5 * lot
    enterprise.visit_key = key


@rule(
    writes=("capacity_left", "reserved_left", "visit_days_used", "workload"),
    order="visit_key",
    member_writes=("visited", "tip_visit", "forced", "followup", "tip_waiting", "visits"),
)
def make_visits(regulator, enterprises, p, now):
    """Inspectors walk down the order until the week's days are used up.

    Overdue orders come first, then tip-offs up to their share of the days (the others wait), then planned visits. A
    visit takes size_visit / visit_productivity days; one that does not fit into the week is still made and its rest is
    owed next week, so that the walk ends there and nobody small is favoured. An enterprise for which posts were added
    is visited in the days kept for such, while there are any, then in the common ones. Visits forced by an experiment
    take no time. Evidence: E171, E172.
    """
    left = regulator.capacity
    kept = regulator.reserved
    for_tips = p.tip_capacity_share * (max(left, 0.0) + max(kept, 0.0))
    used = 0.0
    waiting = 0
    for enterprise in enterprises:
        own = enterprise.inspector_posts > 0.0 and kept > 0.0
        free = own or left > 0.0
        days = enterprise.size_visit / max(regulator.visit_productivity, LEAST_WEIGHT)
        taken = 0.0
        if enterprise.visit_key < -5.0:
            enterprise.forced = True
            enterprise.visited = True
            enterprise.visits = 1
        elif enterprise.visit_key < -3.0:
            if free:
                taken = p.followup_cost * days
                enterprise.followup = True
                enterprise.visits = 1
        elif enterprise.visit_key < 0.0:
            if free and for_tips > 0.0:
                taken = days
                for_tips -= days
                enterprise.visited = True
                enterprise.tip_visit = True
                enterprise.tip_waiting = False
                enterprise.visits = 1
            else:
                waiting += 1
        elif free:
            taken = days
            enterprise.visited = True
            enterprise.visits = 1
        elif kept <= 0.0:
            break
        used += taken
        if own:
            kept -= taken
        else:
            left -= taken
    regulator.capacity_left = left
    regulator.reserved_left = kept
    regulator.visit_days_used = used
    regulator.workload = waiting
