"""Penalties for what was found and for orders that were not carried out (R4)."""

from govsim.language import (
    amount,
    column,
    columns,
    count,
    exp,
    flag,
    parameter,
    purpose,
    rule,
    title,
    transfers,
    uniform,
)

title("Penalties", zh="处罚")

PUNISH = purpose("penalty")

# fmt: off
columns(
    "enterprise",
    penalised=flag("被处罚", "penalised this week"),
    sanctions=count("penalties a week", "处罚次数", "administrative penalties this week"),
    weeks_since_penalty=column(520, unit="weeks", low=0, high=520, zh="距上次处罚周数",
                               meaning="weeks since the last penalty", source="computed"),
    weeks_since_penalty_before=column(520, unit="weeks", low=0, high=520, zh="距前次处罚周数",
                                      meaning="weeks since the penalty before the last", source="computed"),
    closure_ordered=flag("责令关闭", "an authority orders the enterprise to close", "E154"),
    fine_due=amount("CNY", "应处罚款", "size of an administrative fine here, if one were imposed"),
    fine_ex_ante=amount("CNY a week", "事前罚款", "administrative fines of this week"),
)
transfers("enterprise", "government", "administrative fines", column="enterprise.fine_ex_ante", zh="行政罚款")
parameter("penalty_ordinary", 0.024, low=0.007, high=0.06, unit="a hazard found", zh="一般隐患处罚强度",
          meaning="readiness to punish, for each ordinary hazard found", source="set to E168, E175", calibrated=True)
parameter("penalty_major", 0.6, low=0.2, high=1.0, unit="a major hazard found", zh="重大隐患处罚强度",
          meaning="readiness to punish, for each major hazard found", source="assumed")
parameter("penalty_overdue", 0.35, low=0.1, high=0.7, unit="chance", zh="逾期未改处罚概率",
          meaning="chance of a penalty when a follow-up finds the order not carried out", source="assumed; E151, E152")
parameter("campaign_strictness", 1.6, low=1.0, high=2.5, unit="multiple", zh="专项整治严格倍数",
          meaning="strictness in the weeks of a campaign", source="assumed; E037 on campaigns")
parameter("fine", 25_000.0, low=19_500.0, high=50_000.0, unit="CNY at 25 workers", zh="行政罚款额",
          meaning="an administrative fine at an enterprise of 25 workers", source="E068 (19,500), E169 (31,000), E149")
parameter("fine_size_power", 0.3, low=0.0, high=0.6, unit="exponent", zh="罚款规模指数",
          meaning="how fines grow with the number of workers", source="assumed: the law gives ranges")
parameter("closure_window", 26.0, low=13.0, high=104.0, unit="weeks", zh="关闭处罚窗口",
          meaning="a third penalty within these weeks leads to an order to close",
          source="E154 (180 days, with a major hazard)")
# fmt: on

NEVER = 520


@rule(writes=(
    "penalised", "sanctions", "fine_due", "fine_ex_ante", "order_weeks", "cohort_known", "weeks_since_penalty",
    "weeks_since_penalty_before", "closure_ordered",
))  # fmt: skip
def impose_penalties(enterprise, regulator, p, now):
    """A penalty follows the more surely, the more was found and the stricter enforcement is.

    After a visit with chance 1 - exp(-strictness x (penalty_ordinary x found + penalty_major x majors found)); at a
    follow-up that finds the order open with chance penalty_overdue x strictness, and the order gets a new deadline.
    strictness = enforcement_strictness x penalty_kept x rule_fit (x campaign_strictness in a campaign);
    fine = fine x sanction_scale x (posts/25)^fine_size_power. A third penalty within closure_window closes,
    where a major hazard is open.
    Evidence: E066-E069, E149-E154, E168, E169, E175.
    """
    strictness = enterprise.enforcement_strictness * enterprise.penalty_kept * enterprise.rule_fit
    if regulator.in_campaign:
        strictness = strictness * p.campaign_strictness
    chance = 0.0
    if enterprise.visited:
        weight = p.penalty_ordinary * float(enterprise.found) + p.penalty_major * float(enterprise.found_major)
        chance = 1.0 - exp(-strictness * weight)
    elif enterprise.followup:
        chance = p.penalty_overdue * strictness
        enterprise.order_weeks = int(p.order_deadline) + 1
        enterprise.cohort_known = enterprise.cohort_left
    punished = False
    if chance > 0.0:
        punished = uniform(now, enterprise, PUNISH) < chance
    enterprise.fine_due = p.fine * enterprise.sanction_scale * enterprise.size_fine
    enterprise.penalised = punished
    enterprise.sanctions = 1 if punished else 0
    enterprise.fine_ex_ante = enterprise.fine_due if punished else 0.0
    enterprise.weeks_since_penalty = min(enterprise.weeks_since_penalty + 1, NEVER)
    enterprise.weeks_since_penalty_before = min(enterprise.weeks_since_penalty_before + 1, NEVER)
    enterprise.closure_ordered = False
    if punished:
        third = float(enterprise.weeks_since_penalty_before) <= p.closure_window
        enterprise.closure_ordered = third and enterprise.major_open > 0
        enterprise.weeks_since_penalty_before = enterprise.weeks_since_penalty
        enterprise.weeks_since_penalty = 0
