"""What is counted of chains, and how enterprises are told apart by them: by the kind of head and by depth."""

from typing import Any

import numpy as np

from govsim.language import WEEKS_A_YEAR, Group, grouping, outcome, ratio, yearly

yearly(summed=("violation_total",), last=("depth", "chain_kind"))

# fmt: off
outcome("headed", total="enterprise.headed", kind="stock", unit="enterprises", zh="有上级单位的企业",
        meaning="enterprises that belong to a chain")
outcome("head_care", total="enterprise.care_above", kind="stock", unit="enterprises, weighted", zh="上级重视程度",
        better="more", meaning="sum over enterprises of the care of the head above")
outcome("head_push", total="enterprise.push_above", kind="stock", unit="enterprises, weighted", zh="上级生产压力",
        meaning="sum over enterprises of the pressure for output from the head above")
outcome("front_gap", total="enterprise.front_gap", kind="stock", unit="enterprises, weighted", zh="上下落差",
        better="less", meaning="sum over enterprises of a chain of the head's care less their own effort")
outcome("levels_far", total="enterprise.levels_far", kind="stock", unit="workers times levels", zh="一线所隔层级",
        meaning="sum over workers of the levels between them and the top")
outcome("violations_far", total="enterprise.violations_far", kind="stock", unit="violations times levels",
        zh="各层级下的违章", better="less",
        meaning="sum over workers of violations times the levels between them and the top")
outcome("workers_below", total="enterprise.workers_below", kind="stock", unit="workers", zh="下级单位工人",
        meaning="workers of enterprises below their head")
outcome("violations_below", total="enterprise.violations_below", kind="stock", unit="workers, weighted",
        zh="下级单位违章", better="less", meaning="violations of workers of enterprises below their head")
outcome("injuries_below_expected", total="enterprise.injuries_below", unit="injuries",
        zh="下级单位预计伤害", better="less", meaning="expected injuries of workers of enterprises below their head")
outcome("squeezed", total="enterprise.squeezed", unit="CNY", zh="层层扣减的工程款",
        meaning="what tiers above keep back of the price of the work")
outcome("orders_lost", total="enterprise.orders_lost", unit="CNY", zh="放宽时限减少的订单",
        meaning="margin and overheads of orders that platforms do not take at longer limits")
outcome("pay_lost", total="enterprise.pay_lost", unit="CNY", zh="骑手减少的收入", better="less",
        meaning="pay of riders for orders that are not taken at longer limits")
ratio("mean_head_care", over="head_care", by="headed", unit="share", zh="上级平均重视程度", better="more")
ratio("mean_head_push", over="head_push", by="headed", unit="pressure a week", zh="上级平均生产压力", better="less")
ratio("mean_front_gap", over="front_gap", by="headed", unit="share", zh="平均上下落差", better="less")
ratio("front_line_violation", over="violations_far", by="levels_far", unit="share of risky tasks",
      zh="一线违章", better="less",
      meaning="violations of crews, each counted by the levels between it and the top")
ratio("mean_violation_below", over="violations_below", by="workers_below", unit="share of risky tasks",
      zh="下级单位违章", better="less", meaning="violations of workers of enterprises below their head")
ratio("injury_rate_below", over="injuries_below_expected", by="workers_below", scale=100.0 * WEEKS_A_YEAR,
      unit="injuries per 100 worker-years", zh="下级单位预计伤害率", better="less",
      meaning="expected injuries in enterprises below their head")
# fmt: on

DEEPEST = 4


def kind_of(enterprises: Any) -> Any:
    """The kind of each enterprise's head; the first group has none."""
    return enterprises["chain_kind"]


def depth_of(enterprises: Any) -> Any:
    """The levels between each enterprise and its head; the first group has no head."""
    return np.where(enterprises["chain_kind"] > 0, 1 + enterprises["depth"], 0)


grouping(
    "chain", en="kind of head", zh="上级类别", of=kind_of,
    groups=(
        Group("none", "No head", "无上级"), Group("group", "Group", "集团"),
        Group("contracts", "Contractors", "承包链"), Group("platform", "Platform", "平台"),
    ),
)  # fmt: skip
grouping(
    "depth", en="depth below the head", zh="层级", of=depth_of,
    groups=(
        Group("none", "No head", "无上级"), Group("0", "At the head", "上级本部"),
        *(Group(str(one), f"{one} {'level' if one == 1 else 'levels'} below", f"下 {one} 级")
          for one in range(1, DEEPEST + 1)),
    ),
)  # fmt: skip
