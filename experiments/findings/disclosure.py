"""Mandatory disclosure of findings and accidents."""

from govsim.claims.findings.county import against
from govsim.claims.findings.finding import Finding, evidence

HOW = (
    "every enterprise discloses from week 156 on; hazards cited a visit, years 6 to 10",
    "自第 156 周起全部企业公开；每次检查立案数，第 6 至 10 年",
)

FINDINGS = (
    Finding(
        "disclosure",
        ("violations cited a visit under mandatory disclosure, %", "强制公开下每次检查立案数的变化，%"),
        ("E022",),
        HOW,
        lambda lab: against(lab, "disclosure", outcome="violations_cited_per_visit"),
        evidence("E022"),
    ),
)
