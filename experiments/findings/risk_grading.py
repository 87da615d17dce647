"""Risk-graded inspection, whole and without the part that follows size."""

from govsim.claims.findings.county import against
from govsim.claims.findings.finding import Finding, also

HOW = (
    "from week 156 on, years 6 to 10; nothing was published of injuries in a whole county",
    "自第 156 周起，第 6 至 10 年；没有关于全县伤害的公布数据",
)

FLAT = also(HOW, "with risk_size_power at 0 in both arms", "两组的 risk_size_power 均为 0")

FINDINGS = (
    Finding(
        "risk_grading.whole",
        ("injuries under risk-graded inspection, %", "分级检查下的伤害变化，%"),
        ("E010", "E012"),
        HOW,
        lambda lab: against(lab, "risk_graded"),
    ),
    Finding(
        "risk_grading.without_size",
        ("the same without its part that follows size, %", "同上，去掉随规模而定的部分，%"),
        ("E010", "E012"),
        FLAT,
        lambda lab: against(lab, "risk_graded_without_size"),
    ),
)
