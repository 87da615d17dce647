"""What is counted of entrants in their first two years of business."""

from __future__ import annotations

from govsim.language import WEEKS_A_YEAR, outcome, ratio

# fmt: off
outcome("young_enterprises", total="enterprise.young", kind="stock", unit="enterprises", zh="新企业数",
        meaning="entrants in their first two years of business")
outcome("young_workers", total="enterprise.young_workers", kind="stock", unit="workers", zh="新企业工人",
        meaning="workers of entrants in their first two years of business")
outcome("young_equipment", total="enterprise.young_capital", kind="stock", unit="enterprises, weighted",
        zh="新企业安全设备", better="more",
        meaning="sum of safety equipment over entrants in their first two years of business")
outcome("young_injuries_expected", total="enterprise.young_injuries", unit="injuries", zh="新企业预计伤害",
        better="less",
        meaning="sum of the chances of injury at entrants in their first two years of business")
ratio("young_mean_equipment", over="young_equipment", by="young_enterprises", unit="required equipment = 1",
      zh="新企业平均安全设备", better="more")
ratio("young_injury_rate_expected", over="young_injuries_expected", by="young_workers", scale=100.0 * WEEKS_A_YEAR,
      unit="injuries per 100 worker-years", zh="新企业预计伤害率", better="less")
# fmt: on
