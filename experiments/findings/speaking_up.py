"""Protection of those who report."""

from govsim.claims.findings.finding import Finding, Published
from govsim.claims.findings.single import changed

HOW = (
    "the usual county under whistleblower protection from week 156 on, years 6 to 10, by expected deaths; a share of a "
    "decline over years was published, only its direction is held against",
    "通常的县自第 156 周起实行吹哨人保护，第 6 至 10 年，按预计死亡；公布的是多年下降中的份额，只对照方向",
)

FINDINGS = (
    Finding(
        "speaking_up.deaths",
        ("expected deaths under whistleblower protection, %", "吹哨人保护下的预计死亡变化，%"),
        ("E221",),
        HOW,
        lambda lab: changed(lab, "whistleblower_protection", "deaths_expected"),
        Published(-1.0, direction=True),
    ),
)
