"""Other departments: their visits, hazards that nobody is in charge of, and those that two are.

Beside the work-safety agency a dozen departments visit enterprises. Some duties have no owner, so that nobody looks;
others have two, so that both come. Without instruments the county is as it is without this part: what has no owner is
in the usual fit of rules, and what visits cost is in the usual cost of safety management.
"""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    channel,
    columns,
    count,
    outcome,
    parameter,
    poisson,
    purpose,
    rule,
    share,
    title,
    uniform,
)

title("Other departments", zh="其他部门")

COME = purpose("other_departments")

# fmt: off
columns(
    "enterprise",
    other_visits=count("visits a week", "其他部门检查次数", "visits of other departments this week"),
    hours_visited=amount("hours a week", "迎检工时", "hours that the enterprise spent with visitors of any department"),
    orphaned=share(0.12, "无人监管职责占比", "share of the duties to supervise here that no department owns"),
)
channel("joint_visits", level="enterprise", unit="share of the visits that can be merged", neutral=0.0, combine="any",
        low=0.0, high=1.0, zh="联合检查比例",
        meaning="share of other departments' visits that are made together; read by other departments")
channel("clear_duties", level="enterprise", unit="share of unclear duties", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="职责明晰比例",
        meaning="share of the duties without an owner, or with two, that are settled; read by other departments")
parameter("other_visit_rate", 6.0, low=2.0, high=20.0, unit="visits a year", zh="其他部门年检查次数",
          meaning="visits of other departments to an enterprise without instruments",
          source="assumed; E489: 2,280 inspection items of 28 departments")
parameter("merged_share", 0.5, low=0.2, high=0.8, unit="share of visits", zh="可合并检查比例",
          meaning="share of other departments' visits that full joint enforcement saves",
          source="set to E486 (-30 %), E650 (-37 %), E487 (-55 %)")
parameter("joint_sees", 0.5, low=0.0, high=1.0, unit="share of the duties without an owner", zh="联合检查的补位作用",
          meaning="share of the duties without an owner that a joint visit looks at all the same", source="assumed")
parameter("orphan_share", 0.12, low=0.03, high=0.3, unit="share of duties", zh="无人监管职责占比",
          meaning="share of the duties to supervise that no department owns, without instruments", source="assumed")
parameter("double_share", 0.2, low=0.05, high=0.4, unit="share of visits", zh="重复检查占比",
          meaning="share of other departments' visits that look at what another one looks at too", source="assumed")
parameter("hours_a_visit", 6.0, low=2.0, high=16.0, unit="hours a visit", zh="每次迎检工时",
          meaning="hours of an enterprise's people that a visit takes", source="assumed: two people, half a day")
parameter("hour_price", 60.0, low=30.0, high=150.0, unit="CNY an hour", zh="迎检工时单价",
          meaning="what an hour of those who receive visitors costs",
          source="assumed: pay and charges of a middle manager")
outcome("other_visits", total="enterprise.other_visits", unit="visits", zh="其他部门检查次数",
        meaning="visits of departments beside the work-safety agency")
outcome("hours_visited", total="enterprise.hours_visited", unit="hours", zh="企业迎检工时", better="less",
        meaning="hours that enterprises spend with visitors of any department")
outcome("orphaned_duties", total="enterprise.orphaned", kind="stock", unit="enterprises, weighted",
        zh="无人监管职责", better="less", meaning="sum over enterprises of the share of duties that no department owns")
# fmt: on


@rule(writes=("other_visits", "hours_visited", "orphaned", "rule_fit", "cost_burden"), phase="parties")
def other_departments(enterprise, p, now):
    """Other departments visit too; joint visits merge some, and duties without an owner get one.

    rate = other_visit_rate (1 - merged_share joint_visits)(1 - double_share clear_duties) a year; covered = 1 - (1 -
    clear_duties)(1 - joint_sees joint_visits); rule_fit x (1 - orphan_share (1 - covered))/(1 - orphan_share);
    the hours saved lower the burden of compliance. Hours count last week's visits of the work-safety agency.
    Evidence: E486, E487, E650-E652 for visits and hours; what nobody owns is assumed.
    """
    merged = 1.0 - p.merged_share * enterprise.joint_visits
    rate = p.other_visit_rate * merged * (1.0 - p.double_share * enterprise.clear_duties)
    came = poisson(uniform(now, enterprise, COME), rate / WEEKS_A_YEAR)
    uncovered = (1.0 - enterprise.clear_duties) * (1.0 - p.joint_sees * enterprise.joint_visits)
    enterprise.other_visits = came
    enterprise.hours_visited = p.hours_a_visit * float(came + enterprise.visits)
    enterprise.orphaned = p.orphan_share * uncovered
    enterprise.rule_fit = enterprise.rule_fit * (1.0 - p.orphan_share * uncovered) / (1.0 - p.orphan_share)
    saved = (p.other_visit_rate - rate) * p.hours_a_visit * p.hour_price
    enterprise.cost_burden -= saved / float(max(enterprise.headcount, 1))
