"""Injuries and deaths of an enterprise go together."""

from govsim.claims.findings.county import CORRELATIONS, correlation
from govsim.claims.findings.finding import Finding, evidence

HOW = (
    "correlation of expected injuries and expected deaths over enterprise-years; only the direction was published, and "
    "it holds by construction while the fatal share of an injury is fixed",
    "各企业年份预计伤害与预计死亡的相关；只公布了方向，且在伤害致死比例固定时按构造成立",
)

FINDINGS = (
    Finding(
        "severity",
        ("more injuries, more deaths: correlation", "伤害多则死亡多：相关"),
        ("E113",),
        HOW,
        lambda lab: correlation(lab, CORRELATIONS[3]),
        evidence("E113"),
    ),
)
