"""Plan, do, check, act: each year effort is moved to the link that the record says is furthest from its target.

Mechanism: a planner. Every instrument under it serves a link of the chain from a hazard to harm: identify, control,
detect, respond, behave. At each cycle the region's five gaps are read, links with larger gaps are strengthened and the
others weakened, within a floor and a ceiling, so that what all cost together stays what it was.
Expected: the recorded accident rate down a little, year after year, where links differ in what they bring.
Side effects: it follows the record, so that hiding leads it astray; in small places it chases noise; the best link may
be the one without a gap.
Evidence: E588 (what is chosen for a try is better placed); none on sizes. Programme 5.3.1 and 6.3.1: a park's accident
rate "down 30 % three years running", without source or control; regression to the mean alone makes picked bad years
better.
Doubt: gaps of one figure a link are assumed, and so are costs of an instrument by link, gain, floor and ceiling.
"""

from govsim.instruments.counting import share_of_one
from govsim.language import Instrument, clip, column, helper, setting

pdca = Instrument(
    "pdca",
    zh="PDCA 循环、持续改进",
    en="plan-do-check-act adaptation",
    meaning="Each cycle effort is moved between links of prevention to those furthest from their target.",
    needs=("evaluation",),
    actors=("government", "enterprise"),
    acts_on="both",
    per="100 enterprises",
    shows="accident_rate_kept",
    direction="down",
    related=("phased_plan", "evaluation_system"),
    beside=("safety_training", "safety_subsidies", "grassroots_inspectors", "emergency_plans", "safety_points"),
    remembers_on="region",
    settings=dict(
        gain=setting(
            1.0, low=0.0, high=3.0, neutral=0.0, unit="growth a unit of gap and cycle", zh="调整力度",
            source="assumed: a link at half its target grows by a half before all are scaled back",
        ),
        cycle=setting(
            52.0, low=13.0, high=104.0, unit="weeks", zh="循环周期",
            source="assumed: an annual plan, as programme 6.3.1 has it",
        ),
        floor=setting(
            0.5, low=0.0, high=1.0, unit="multiple of the usual strength", zh="力度下限",
            source="assumed: nothing is given up",
        ),
        ceiling=setting(
            2.0, low=1.0, high=2.0, unit="multiple of the usual strength", zh="力度上限",
            source="assumed: nothing is more than doubled",
        ),
        cost_identify=setting(
            1_000.0, low=100.0, high=20_000.0, unit="CNY an instrument and enterprise-year", zh="辨识环节单位成本",
            source="assumed: all links alike; set it to what the ledger shows of the measures in force",
        ),
        cost_control=setting(
            1_000.0, low=100.0, high=20_000.0, unit="CNY an instrument and enterprise-year", zh="管控环节单位成本",
            source="assumed: all links alike; set it to what the ledger shows of the measures in force",
        ),
        cost_detect=setting(
            1_000.0, low=100.0, high=20_000.0, unit="CNY an instrument and enterprise-year", zh="监测环节单位成本",
            source="assumed: all links alike; set it to what the ledger shows of the measures in force",
        ),
        cost_respond=setting(
            1_000.0, low=100.0, high=20_000.0, unit="CNY an instrument and enterprise-year", zh="处置环节单位成本",
            source="assumed: all links alike; set it to what the ledger shows of the measures in force",
        ),
        cost_behave=setting(
            1_000.0, low=100.0, high=20_000.0, unit="CNY an instrument and enterprise-year", zh="行为环节单位成本",
            source="assumed: all links alike; set it to what the ledger shows of the measures in force",
        ),
        plan_days=setting(
            18.5, low=0.0, high=200.0, neutral=0.0, unit="officer-days a cycle and 100 enterprises", zh="每轮计划人日",
            source="assumed: 40 officer-days in a county of 216 enterprises",
        ),
        own_hours=setting(
            20.0, low=0.0, high=200.0, neutral=0.0, unit="hours an enterprise and cycle", zh="企业每轮工时",
            source="assumed: two and a half days of a safety officer",
        ),
        hour_cost=setting(
            60.0, low=30.0, high=150.0, unit="CNY an hour", zh="企业工时单价",
            source="assumed: pay and charges of a middle manager",
        ),
    ),
    remembers=dict(
        weeks=column(0, unit="weeks", zh="循环周数", meaning="weeks since the last plan", source="computed"),
        m_identify=column(1.0, unit="multiple", low=0.0, high=2.0, zh="辨识环节力度", meaning="strength of the link",
                          source="computed"),
        m_control=column(1.0, unit="multiple", low=0.0, high=2.0, zh="管控环节力度", meaning="strength of the link",
                         source="computed"),
        m_detect=column(1.0, unit="multiple", low=0.0, high=2.0, zh="监测环节力度", meaning="strength of the link",
                        source="computed"),
        m_respond=column(1.0, unit="multiple", low=0.0, high=2.0, zh="处置环节力度", meaning="strength of the link",
                         source="computed"),
        m_behave=column(1.0, unit="multiple", low=0.0, high=2.0, zh="行为环节力度", meaning="strength of the link",
                        source="computed"),
    ),
)  # fmt: skip

HOURS_A_DAY = 8.0
IDENTIFY, CONTROL, DETECT, RESPOND, BEHAVE = 1, 2, 3, 4, 5  # links, as planners are told of them
HALVINGS = 70  # of the interval in which the common factor lies: beyond what a number can tell apart
MOST = 1e4  # times: more than any floor or ceiling asks for


@helper
def spent(scale, p, own, under):
    """What all links would cost if their strengths were multiplied by one factor and held between floor and ceiling."""
    total = under.identify * p.cost_identify * clip(scale * own.m_identify, p.floor, p.ceiling)
    total += under.control * p.cost_control * clip(scale * own.m_control, p.floor, p.ceiling)
    total += under.detect * p.cost_detect * clip(scale * own.m_detect, p.floor, p.ceiling)
    total += under.respond * p.cost_respond * clip(scale * own.m_respond, p.floor, p.ceiling)
    total += under.behave * p.cost_behave * clip(scale * own.m_behave, p.floor, p.ceiling)
    return total


@helper
def within_the_budget(p, own, under):
    """The factor at which all links together cost as much as each at its usual strength."""
    budget = under.identify * p.cost_identify + under.control * p.cost_control + under.detect * p.cost_detect
    budget += under.respond * p.cost_respond + under.behave * p.cost_behave
    low = 0.0
    high = MOST
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if spent(middle, p, own, under) < budget:
            low = middle
        else:
            high = middle
    return high


@pdca.remember
def plan_again(region, own, under, p, now):
    """At each cycle a link grows with its gap; then all are scaled so that they cost what they did."""
    if own.weeks == 0 and p.gain > 0.0:
        own.m_identify *= 1.0 + p.gain * region.gap_identify
        own.m_control *= 1.0 + p.gain * region.gap_control
        own.m_detect *= 1.0 + p.gain * region.gap_detect
        own.m_respond *= 1.0 + p.gain * region.gap_respond
        own.m_behave *= 1.0 + p.gain * region.gap_behave
        scale = within_the_budget(p, own, under)
        own.m_identify = clip(scale * own.m_identify, p.floor, p.ceiling)
        own.m_control = clip(scale * own.m_control, p.floor, p.ceiling)
        own.m_detect = clip(scale * own.m_detect, p.floor, p.ceiling)
        own.m_respond = clip(scale * own.m_respond, p.floor, p.ceiling)
        own.m_behave = clip(scale * own.m_behave, p.floor, p.ceiling)
    own.weeks += 1
    if float(own.weeks) >= p.cycle:
        own.weeks = 0


@pdca.steer
def move_to_the_weakest_link(region, own, link, p, now):
    """The strength of the link that an instrument serves; one that serves none is left alone."""
    strength = 1.0
    if link == IDENTIFY:
        strength = own.m_identify
    elif link == CONTROL:
        strength = own.m_control
    elif link == DETECT:
        strength = own.m_detect
    elif link == RESPOND:
        strength = own.m_respond
    elif link == BEHAVE:
        strength = own.m_behave
    return strength


@pdca.inspector_hours("plans and checks", zh="计划与检查")
def plan_and_check(enterprise, p, now):
    """Officers plan and check once a cycle."""
    return share_of_one(p.plan_days * HOURS_A_DAY) / p.cycle


@pdca.spends("enterprise", "plans and checks", zh="企业计划与检查")
def take_part(enterprise, p, now):
    """Enterprises take part once a cycle."""
    return p.own_hours * p.hour_cost / p.cycle
