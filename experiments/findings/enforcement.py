"""More inspectors for all: general deterrence and specific deterrence together."""

import math

from govsim.claims.findings.county import against
from govsim.claims.findings.finding import Finding, evidence
from govsim.study.runs.statistics import Estimate

HOW = (
    "16 inspectors instead of 8, years 6 to 10, scaled to +10 % by its elasticity",
    "监管人员由 8 人增至 16 人，第 6 至 10 年，按弹性折算为增加 10%",
)

DOUBLE = (
    "16 inspectors instead of 8, years 6 to 10; nothing was published",
    "监管人员由 8 人增至 16 人，第 6 至 10 年；没有公布数据",
)


def tenth(lab):
    found = against(lab, "inspectors_16")
    ends = (
        100.0 * (1.1 ** (math.log1p(one / 100.0) / math.log(2.0)) - 1.0) for one in (found.mean, found.low, found.high)
    )
    return Estimate(*ends)


FINDINGS = (
    Finding(
        "enforcement.E188",
        ("injuries for 10 % more enforcement, %", "执法增加 10% 时的伤害变化，%"),
        ("E188",),
        HOW,
        tenth,
        evidence("E188"),
    ),
    Finding(
        "enforcement.doubled",
        ("injuries with twice the inspectors, %", "监管人员加倍时的伤害变化，%"),
        ("E188",),
        DOUBLE,
        lambda lab: against(lab, "inspectors_16"),
    ),
)
