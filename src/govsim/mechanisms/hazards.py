"""Ordinary hazards: they appear, are found, reported and fixed (R8)."""

from govsim.language import (
    binomial,
    clip,
    columns,
    count,
    flag,
    helper,
    parameter,
    poisson,
    purpose,
    rule,
    share,
    sqrt,
    title,
    uniform,
)

title("Ordinary hazards", zh="一般隐患")

APPEAR = purpose("hazards_appear")
OWN_FIND = purpose("hazards_own_find")
REAL = purpose("reports_real")
FIX_OPEN = purpose("hazards_fix_open")
FIX_ORDERED = purpose("hazards_fix_ordered")
LAST = purpose("hazards_fix_lasting")

# fmt: off
columns(
    "enterprise",
    hazards_latent=count("hazards", "潜在隐患", "ordinary hazards that nobody has found", high=2000),
    hazards_open=count("hazards", "已知隐患", "ordinary hazards known to the enterprise", high=4000),
    hazards_ordered=count("hazards", "责令整改隐患", "ordinary hazards that an inspector ordered to be fixed",
                          high=6000),
    response_trust=share(0.59, "上报回应信任", "share of reports that workers see well answered", "E101"),
    order_weeks=count("weeks", "整改剩余周数", "weeks to the deadline of an order, plus one; 0 without an order",
                      high=60),
    order_done=flag("按期整改", "an order was completed before its deadline this week"),
    due_found=count("hazards a week", "八周应整改", "watched hazards that are eight weeks old this week"),
    due_fixed=count("hazards a week", "八周实整改", "of these, really fixed"),
    due_closed=count("hazards a week", "八周账面整改", "of these, closed on paper"),
    hazards_born=count("hazards a week", "新增隐患", "ordinary hazards that appeared this week"),
    self_found=count("hazards a week", "自查隐患", "ordinary hazards found by the enterprise or others it lets in"),
    reports_verified=count("reports a week", "核实上报", "reports of workers that were real and new", "E181"),
    open_fixed=count("hazards a week", "整改已知隐患", "known ordinary hazards fixed this week"),
    ordered_fixed=count("hazards a week", "整改责令隐患", "ordered hazards fixed this week, for good or for show"),
    hazards_returned=count("hazards a week", "复发隐患", "ordered hazards fixed for show this week: latent again"),
)
parameter("hazard_birth", 0.301, low=0.15, high=0.8, unit="a week at 25 workers", zh="隐患产生率",
          meaning="birth of ordinary hazards in manufacturing at reference equipment",
          source="set to county-defaults hazards_per_inspection", calibrated=True)
parameter("birth_without_capital", 1.55, low=1.2, high=2.0, unit="multiple", zh="无设备时隐患倍数",
          meaning="births without any safety equipment", source="assumed")
parameter("birth_capital", 0.9, low=0.5, high=1.2, unit="multiple a unit of equipment", zh="设备减少隐患",
          meaning="fewer births for one unit of equipment", source="assumed; E077, E078 (engineering controls)")
parameter("birth_pressure", 0.3, low=0.1, high=0.6, unit="share a unit of pressure", zh="压力增加隐患",
          meaning="more births under production pressure", source="E213, E214 for the direction; assumed")
parameter("birth_steady", 0.8, low=0.5, high=1.0, unit="multiple", zh="无违章时隐患倍数",
          meaning="births in a crew that never breaks a rule", source="assumed")
parameter("birth_violation", 0.8, low=0.3, high=1.5, unit="multiple a unit of violations", zh="违章增加隐患",
          meaning="more births in a crew that breaks rules", source="assumed")
parameter("own_find", 0.10, low=0.04, high=0.2, unit="chance a week at full effective effort", zh="自查发现率",
          meaning="chance that the enterprise itself finds an ordinary hazard", source="assumed")
parameter("effort_by_form", 0.4, low=0.2, high=0.7, unit="share", zh="无能力时努力的效果",
          meaning="what effort achieves without any capability", source="assumed")
parameter("report_real", 0.575, low=0.4, high=0.8, unit="share of reports", zh="上报属实比例",
          meaning="share of reports that are real and new", source="E181 (57.5 % of public reports)")
parameter("fix_open", 0.20, low=0.1, high=0.4, unit="chance a week", zh="已知隐患整改率",
          meaning="chance to fix a known hazard, at middling effort and equipment", source="set to E162, E163, E170")
parameter("fix_least", 0.25, low=0.1, high=0.5, unit="share", zh="不努力时整改比例",
          meaning="share of that chance left without effort", source="assumed")
parameter("fix_effort", 1.1, low=0.6, high=1.6, unit="share", zh="努力程度对整改的作用",
          meaning="share of that chance added by full effort", source="assumed")
parameter("fix_unequipped", 0.6, low=0.3, high=0.9, unit="multiple", zh="无设备整改倍数",
          meaning="pace of fixing without any safety equipment", source="assumed")
parameter("fix_capital", 0.6, low=0.2, high=1.0, unit="multiple a unit of equipment", zh="设备加快整改",
          meaning="pace of fixing gained by one unit of equipment", source="assumed")
parameter("fix_ordered", 0.30, low=0.2, high=0.6, unit="chance a week", zh="责令整改率",
          meaning="chance to fix an ordered hazard without effort or fear", source="set to E170 (98.2 %)")
parameter("fix_fear", 0.5, low=0.2, high=0.8, unit="chance a unit of perceived detection", zh="感知查处对整改的作用",
          meaning="chance added by perceived detection", source="assumed")
parameter("fix_ordered_effort", 0.3, low=0.1, high=0.5, unit="chance at full effort", zh="努力程度对责令整改的作用",
          meaning="chance added by effort", source="assumed")
parameter("fix_lasting", 1.2, low=0.5, high=2.0, unit="share at full effective effort", zh="整改持久性",
          meaning="share of ordered fixes that last, at full effective effort; the others are back once the inspector "
                  "has gone",
          source="set so that E001, E007 and E008 hold together")
parameter("trust_speed", 0.05, low=0.02, high=0.15, unit="share a week", zh="信任调整速度",
          meaning="speed at which workers' trust follows how hazards are dealt with", source="assumed")
parameter("trust_usual", 0.59, low=0.4, high=0.8, unit="share", zh="平时回应信任",
          meaning="share of reports well answered at the usual pace of fixing", source="E101")
parameter("trust_pace", 0.15, low=0.08, high=0.3, unit="chance a week", zh="平时整改节奏",
          meaning="pace of fixing at which trust is at its usual level", source="assumed")
# fmt: on

COUNT_CAP = 2000
MOST_FOUND = 0.9
WATCH_WEEKS = 8


@helper
def effective_effort(enterprise, p):
    """What effort achieves, given capability."""
    return enterprise.effort * (p.effort_by_form + (1.0 - p.effort_by_form) * enterprise.capability)


@rule(writes=("hazards_latent", "hazards_born"))
def hazards_appear(enterprise, industry, p, now):
    """Hazards appear with size, industry, worn equipment, pressure and violations; where nothing is made, none appear.

    Poisson(hazard_birth x hazard_rate x size_scale x sqrt(hazard_intensity) x (1.55 - .9 K)(1 + .3 pressure)
    (.8 + .8 crew_violations) x allowed_production). Evidence: E213, E214.
    """
    mean = p.hazard_birth * industry.hazard_rate * enterprise.size_scale * sqrt(enterprise.hazard_intensity)
    mean = mean * max(p.birth_without_capital - p.birth_capital * enterprise.safety_capital, 0.0)
    mean = mean * (1.0 + p.birth_pressure * enterprise.pressure) * enterprise.allowed_production
    mean = mean * (p.birth_steady + p.birth_violation * enterprise.crew_violations)
    born = poisson(uniform(now, enterprise, APPEAR), mean)
    born = min(born, COUNT_CAP - enterprise.hazards_latent)
    enterprise.hazards_born = born
    enterprise.hazards_latent += born


@rule(writes=("hazards_latent", "hazards_open", "self_found", "reports_verified"))
def hazards_are_found(enterprise, p, now):
    """The enterprise and others it lets in find hazards; workers' reports of last week are checked.

    Own find: chance min(.9, own_find x effective effort), or outside_finding; report_real of the reports are real.
    Evidence: E181, E299.
    """
    own = min(MOST_FOUND, p.own_find * effective_effort(enterprise, p))
    chance = own + (1.0 - own) * enterprise.outside_finding
    found = 0
    if enterprise.hazards_latent > 0:
        found = binomial(uniform(now, enterprise, OWN_FIND), enterprise.hazards_latent, clip(chance, 0.0, 1.0))
    real = 0
    if enterprise.reports > 0:
        real = binomial(uniform(now, enterprise, REAL), enterprise.reports, p.report_real)
        real = min(real, enterprise.hazards_latent - found)
    enterprise.self_found = found
    enterprise.reports_verified = real
    enterprise.hazards_latent -= found + real
    enterprise.hazards_open += found + real


@rule(writes=(
    "hazards_latent", "hazards_open", "hazards_ordered", "open_fixed", "ordered_fixed", "hazards_returned",
    "response_trust",
))  # fmt: skip
def hazards_are_fixed(enterprise, p, now):
    """Known hazards are fixed as effort and equipment allow, ordered ones faster and out of fear, not all for good.

    open: fix_open x (.25 + 1.1 effort)(.6 + .6 min(K, 1)); ordered: fix_ordered + .5 pi + .3 effort, of which
    min(1, fix_lasting x effective effort) last and the others are latent again. Workers' trust follows the first.
    Evidence: E008, E099-E101, E162, E163, E170.
    """
    equipped = p.fix_unequipped + p.fix_capital * min(enterprise.safety_capital, 1.0)
    pace = clip(p.fix_open * (p.fix_least + p.fix_effort * enterprise.effort) * equipped, 0.0, 1.0)
    fixed = 0
    if enterprise.hazards_open > 0:
        fixed = binomial(uniform(now, enterprise, FIX_OPEN), enterprise.hazards_open, pace)
    ordered = 0
    if enterprise.hazards_ordered > 0:
        urged = p.fix_ordered + p.fix_fear * enterprise.perceived_detection + p.fix_ordered_effort * enterprise.effort
        ordered = binomial(uniform(now, enterprise, FIX_ORDERED), enterprise.hazards_ordered, clip(urged, 0.0, 1.0))
    returned = 0
    if ordered > 0:
        fleeting = 1.0 - min(1.0, p.fix_lasting * effective_effort(enterprise, p))
        returned = binomial(uniform(now, enterprise, LAST), ordered, fleeting)
        returned = min(returned, COUNT_CAP - enterprise.hazards_latent)
    enterprise.hazards_returned = returned
    enterprise.hazards_latent += returned
    enterprise.open_fixed = fixed
    enterprise.ordered_fixed = ordered
    enterprise.hazards_open -= fixed
    enterprise.hazards_ordered -= ordered
    answered = min(1.0, p.trust_usual * pace / p.trust_pace)
    enterprise.response_trust = clip(
        enterprise.response_trust + p.trust_speed * (answered - enterprise.response_trust), 0.0, 1.0
    )


@rule(writes=(
    "order_weeks", "order_done", "cohort_left", "cohort_before", "cohort_known", "cohort_found", "cohort_age",
    "due_found",
    "due_fixed", "due_closed",
))  # fmt: skip
def orders_run_down(enterprise, p, now):
    """An order ends when all is done, or on paper when its deadline passes and nobody comes to look.

    One order at a time is watched for eight weeks, older hazards being fixed first: what of it was really fixed, and
    what was closed on paper (all that the agency does not know to be still there). Evidence: E162, E163, E170.
    """
    enterprise.order_done = False
    if enterprise.order_weeks > 0:
        enterprise.order_weeks -= 1
        if enterprise.hazards_ordered == 0 and enterprise.major_open == 0:
            enterprise.order_done = True
            enterprise.order_weeks = 0
    enterprise.due_found = 0
    enterprise.due_fixed = 0
    enterprise.due_closed = 0
    if enterprise.cohort_age > 0:
        older = min(enterprise.cohort_before, enterprise.ordered_fixed)
        enterprise.cohort_before -= older
        enterprise.cohort_left -= min(enterprise.cohort_left, enterprise.ordered_fixed - older)
        enterprise.cohort_known = min(enterprise.cohort_known, enterprise.cohort_left)
        enterprise.cohort_age += 1
        if enterprise.cohort_age > WATCH_WEEKS:
            enterprise.due_found = enterprise.cohort_found
            enterprise.due_fixed = enterprise.cohort_found - enterprise.cohort_left
            enterprise.due_closed = enterprise.cohort_found - enterprise.cohort_known
            enterprise.cohort_found = 0
            enterprise.cohort_left = 0
            enterprise.cohort_age = 0
