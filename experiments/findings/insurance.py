"""Liability insurance with a premium that follows the record, and a flat one."""

from govsim.claims.findings.county import against
from govsim.claims.findings.finding import Finding, evidence

RATED = (
    "rated liability insurance for all from week 156 on, years 6 to 10; only the direction was published",
    "自第 156 周起全部企业投保浮动费率责任险，第 6 至 10 年；只公布了方向",
)

FLAT = (
    "flat liability insurance for all from week 156 on, years 6 to 10; nothing was published",
    "自第 156 周起全部企业投保固定费率责任险，第 6 至 10 年；没有公布数据",
)


FINDINGS = (
    Finding(
        "insurance.E072",
        ("injuries under rated insurance, %", "浮动费率保险下的伤害变化，%"),
        ("E072",),
        RATED,
        lambda lab: against(lab, "insurance_rated"),
        evidence("E072"),
    ),
    Finding(
        "insurance.flat",
        ("injuries under flat insurance, %", "固定费率保险下的伤害变化，%"),
        ("E072",),
        FLAT,
        lambda lab: against(lab, "insurance_flat"),
    ),
)
