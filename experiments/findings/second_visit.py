"""What a second visit still finds."""

from govsim.claims.findings.finding import Finding, evidence
from govsim.claims.findings.shocks import second_visit

HOW = (
    "half of the county visited outside capacity twice, a year apart; the first visit is no first one here, for every "
    "enterprise is visited about twice a year",
    "全县一半企业在不占用检查能力下相隔一年检查两次；此处第一次并非首次检查，因每家企业每年约受检两次",
)

FINDINGS = (
    Finding(
        "second_visit",
        ("hazards found at a second visit against a first, %", "第二次检查查出隐患较第一次的变化，%"),
        ("E013",),
        HOW,
        second_visit,
        evidence("E013"),
    ),
)
