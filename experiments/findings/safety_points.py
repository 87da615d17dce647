"""Points for safe behaviour."""

from govsim.claims.findings.county import against
from govsim.claims.findings.finding import Finding, evidence

HOW = (
    "safety points for all from week 156 on, years 6 to 10; the published figure comes from vendors and is an upper "
    "bound: half of it was aimed at, and all up to it counts as met",
    "自第 156 周起全部企业实行安全积分，第 6 至 10 年；公布数字来自供应商，为上限：以其一半为目标，不超过即为符合",
)

FINDINGS = (
    Finding(
        "safety_points",
        ("injuries under safety points, %", "安全积分下的伤害变化，%"),
        ("E094",),
        HOW,
        lambda lab: against(lab, "safety_points"),
        evidence("E094"),
        band=(-26.0, 0.0),
    ),
)
