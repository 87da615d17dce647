"""What comes of a head's care and pressure further down: level by level, tier by tier, and from management to crews."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    channel,
    columns,
    count,
    flag,
    helper,
    log,
    parameter,
    power,
    rule,
    share,
    spends,
    title,
    transfers,
)
from govsim.parts.chains.chain_heads import CONTRACTS, PLATFORM

title("Chains: levels", zh="链条：逐级传导")

# fmt: off
columns(
    "enterprise",
    headed=flag("有上级单位", "the enterprise belongs to a chain"),
    care_above=share(0.0, "上级重视程度", "care of the head above; 0 without one"),
    push_above=amount("pressure a week", "上级生产压力", "pressure for output from the head above", low=-1.0),
    levels_inside=amount("levels", "内部管理层级", "levels between the management here and its crews"),
    care_spent=amount("CNY a week", "上级安全管理支出", "what the care of the head costs, for the workers here"),
    head_paid=amount("CNY a week", "上级赔付", "what the head pays the hurt, for the workers here"),
    head_fined=amount("CNY a week", "上级罚款", "what the head is fined, for the workers here"),
    squeezed=amount("CNY a week", "层层扣减", "what the tiers above keep back of the price of the work"),
    orders_lost=amount("CNY a week", "放宽时限减少的订单",
                       "margin and overheads of orders that are not taken at longer limits", low=-1e12),
    pay_lost=amount("CNY a week", "骑手减少的收入", "pay of riders for orders that are not taken at longer limits"),
    front_gap=amount("share", "上下落差", "care of the head less the effort here; 0 without a head", low=-1.0),
    levels_far=amount("workers times levels", "一线所隔层级", "workers times the levels between them and the top"),
    violations_far=amount("violations times levels", "各层级下的违章",
                          "violations of the crew times the levels between it and the top"),
    workers_below=count("workers", "下级单位工人", "workers of an enterprise below its head"),
    violations_below=amount("violations", "下级单位违章", "violations of workers of an enterprise below its head"),
    injuries_below=amount("injuries a week", "下级单位预计伤害",
                          "expected injuries of workers of an enterprise below its head"),
)
spends("enterprise", "care of heads", column="enterprise.care_spent", zh="上级单位安全管理")
spends("enterprise", "orders not taken at longer limits", column="enterprise.orders_lost", zh="放宽时限减少的订单")
transfers("enterprise", "worker", "what heads answer for", column="enterprise.head_paid", zh="上级单位赔付")
transfers("enterprise", "government", "fines of heads", column="enterprise.head_fined", zh="上级单位罚款")
transfers("enterprise", "outside", "kept back by tiers above", column="enterprise.squeezed", zh="层层扣减的工程款")
spends("worker", "riders' pay for orders not taken", column="enterprise.pay_lost", zh="骑手因订单减少的收入")

channel("chain_hold", level="enterprise", unit="share of what a level loses", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="逐级压实比例",
        meaning="share held of what is else lost from each level to the next, between enterprises and inside them; "
                "read by chains")
parameter("chain_pull", 1.5, low=0.5, high=3.0, unit="logit of effort a unit of care", zh="上级重视对努力程度的作用",
          meaning="how much the care of a head that arrives shifts the effort of an enterprise",
          source="assumed; E088 for the order")
parameter("care_usual", 0.43, low=0.3, high=0.6, unit="share", zh="常态重视程度",
          meaning="care arriving at which an enterprise makes the effort that it would make without a head",
          source="assumed: mean effort of the baseline")
parameter("reach_share", 0.3, low=0.1, high=0.6, unit="power of the share kept", zh="层级对管理信号的作用",
          meaning="how much of what is lost between levels the signal to the crews loses too",
          source="assumed; E454 (organisation climate acts wholly through group climate)")
parameter("squeeze", 0.008, low=0.0, high=0.02, unit="share of revenue a tier", zh="每层扣减比例",
          meaning="share of the price of the work that each tier above keeps back", source="assumed; programme 5.2.3")
parameter("chain_find", 0.02, low=0.0, high=0.06, unit="chance a hazard and week at full care", zh="总包现场发现率",
          meaning="chance that a main contractor's people on site find a hazard of a contractor", source="assumed")
parameter("handed_down", 0.1, low=0.0, high=0.4, unit="share of exposure a tier", zh="危险作业下移",
          meaning="how much more dangerous the work is that is handed down each tier",
          source="set with E634 in view (2.8 times their share of deaths), which behaviour alone does not reach")
parameter("sibling_alarm", 0.1, low=0.0, high=0.3, unit="share of the gap", zh="系统内事故警示",
          meaning="how much a recorded death anywhere below a head alarms all of its enterprises", source="assumed")
parameter("span_of_control", 8.0, low=5.0, high=15.0, unit="people a leader", zh="管理幅度",
          meaning="people whom one leader leads: levels inside an enterprise are ln(n/8)/ln 8", source="assumed")
parameter("keep_inside", 0.75, low=0.5, high=0.95, unit="share a level", zh="企业内部逐级保留比例",
          meaning="share of management's signal that is kept from level to level inside an enterprise as it is",
          source="assumed: as in a group; E456 for the direction")
parameter("order_loss", 0.002, low=0.0005, high=0.005, unit="share of revenue a minute", zh="每放宽一分钟减少的订单",
          meaning="orders that a platform does not take for each minute that it gives its riders more",
          source="assumed: .02 for ten minutes")
# fmt: on


@helper
def kept_down(enterprise, chain):
    """Share of the head's care that is left at this depth: (1 - (1 - keep)(1 - chain_hold))^depth."""
    keep = 1.0 - (1.0 - chain.keep) * (1.0 - enterprise.chain_hold)
    return power(keep, float(enterprise.depth))


@helper
def minutes_given(chain, p):
    """Minutes that a platform which answers gives beyond its limit."""
    return max(chain.push_home - chain.push, 0.0) / p.push_minute


@rule(
    writes=(
        "management_attention", "signal_reach", "production_demand", "outside_finding", "exposure", "headed",
        "care_above", "push_above", "care_spent", "head_paid", "head_fined", "squeezed", "orders_lost", "pay_lost",
    ),
    after="decide_above",
)  # fmt: skip
def feel_the_head(enterprise, chain, industry, p, now):
    """Care loses a share at each level, pressure loses none, and each tier keeps money back and hands danger down.

    k = (1 - (1 - keep)(1 - chain_hold))^depth. management_attention + chain_pull (care k - care_usual); signal_reach x
    k^reach_share; production_demand + push. Contracts: outside_finding, of what is left, chain_find care k;
    exposure x (1 + handed_down depth)/(1 + handed_down mean_depth); squeeze x revenue x depth is kept back. Platforms:
    each minute given loses order_loss of the orders: margin and overheads (idle_cost) of the station, pay of riders.
    What the head spends and pays is shared by all below it, by workers. Evidence: E088, E400, E414, E454, E458, E634.
    """
    enterprise.headed = chain.kind > 0
    enterprise.care_above = 0.0
    enterprise.push_above = 0.0
    enterprise.care_spent = 0.0
    enterprise.head_paid = 0.0
    enterprise.head_fined = 0.0
    enterprise.squeezed = 0.0
    enterprise.orders_lost = 0.0
    enterprise.pay_lost = 0.0
    if chain.kind > 0:
        crew = float(enterprise.crew)
        left = kept_down(enterprise, chain)
        arrives = chain.care * left
        enterprise.care_above = chain.care
        enterprise.push_above = chain.push
        enterprise.management_attention += p.chain_pull * (arrives - p.care_usual)
        enterprise.signal_reach = enterprise.signal_reach * power(left, p.reach_share)
        enterprise.production_demand += chain.push
        enterprise.care_spent = p.care_cost * chain.care * crew / WEEKS_A_YEAR
        enterprise.head_paid = chain.paid * crew
        enterprise.head_fined = chain.fined * crew
        if chain.kind == CONTRACTS:
            deep = float(enterprise.depth)
            enterprise.outside_finding += (1.0 - enterprise.outside_finding) * p.chain_find * arrives
            danger = (1.0 + p.handed_down * deep) / (1.0 + p.handed_down * chain.mean_depth)
            enterprise.exposure = enterprise.exposure * danger
            enterprise.squeezed = p.squeeze * deep * enterprise.revenue * crew / WEEKS_A_YEAR
        if chain.kind == PLATFORM:
            lost = p.order_loss * minutes_given(chain, p) * crew / WEEKS_A_YEAR
            enterprise.orders_lost = lost * enterprise.revenue * (enterprise.margin + p.idle_cost)
            enterprise.pay_lost = lost * industry.wage


@rule(writes=("levels_inside", "signal_reach"), after="feel_the_head")
def pass_it_on(enterprise, p, now):
    """Inside an enterprise levels lie between management and crews too; what is held there reaches the crews.

    levels = max(0, ln(n/span)/ln span), span = span_of_control; signal_reach x ((1 - (1 - keep)(1 - chain_hold))/keep)
    ^levels, keep = keep_inside: what is lost as usual is in the fit of the status quo. Evidence: E454-E456.
    """
    span = p.span_of_control
    enterprise.levels_inside = max(log(float(max(enterprise.headcount, 1)) / span) / log(span), 0.0)
    if enterprise.chain_hold > 0.0:
        more = 1.0 + (1.0 - p.keep_inside) * enterprise.chain_hold / p.keep_inside
        enterprise.signal_reach = enterprise.signal_reach * power(more, enterprise.levels_inside)


@rule(
    writes=("front_gap", "levels_far", "violations_far", "workers_below", "violations_below", "injuries_below"),
    after="gather_crew",
)
def see_the_front(enterprise, p, now):
    """How far the front line is from the top, and how it works there."""
    enterprise.front_gap = enterprise.care_above - enterprise.effort if enterprise.headed else 0.0
    levels = float(enterprise.depth) + enterprise.levels_inside
    enterprise.levels_far = levels * float(enterprise.crew)
    enterprise.violations_far = levels * enterprise.violation_total
    below = enterprise.headed and enterprise.depth > 0
    enterprise.workers_below = enterprise.crew if below else 0
    enterprise.violations_below = enterprise.violation_total if below else 0.0
    enterprise.injuries_below = enterprise.injuries_expected if below else 0.0


@rule(writes=("vigilance",), after="learn_from_others")
def hear_from_siblings(enterprise, chain, p, now):
    """A recorded death anywhere below a head alarms all of its enterprises: v + sibling_alarm (1 - v)."""
    if chain.deaths_recorded > 0:
        enterprise.vigilance += p.sibling_alarm * (1.0 - enterprise.vigilance)
