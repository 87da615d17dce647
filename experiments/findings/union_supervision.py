"""Enterprises with a union against others: injuries with days away, and without."""

from govsim.claims.findings.finding import Finding, also, evidence
from govsim.claims.findings.single import changed, times

HOW = (
    "the usual county under union supervision from week 156 on against itself without, years 6 to 10; the studies "
    "compare firms that have a union with others, which differ in more",
    "通常的县自第 156 周起实行工会监督，与其自身未实行相比，第 6 至 10 年；"
    "研究比较的是有工会与没有工会的企业，二者差别不止于此",
)
MINES = also(
    HOW,
    "the mines' injuries are grave ones, held against injuries with days away of all industries",
    "煤矿研究的是较重的伤害，此处与各行业的损工伤害对照",
)

FINDINGS = (
    Finding(
        "union_supervision.lost_time",
        ("recorded injuries with days away under a union, ratio", "工会监督下的在册损工伤害，比值"),
        ("E639",),
        HOW,
        lambda lab: times(lab, "union_supervision", "lost_time_recorded"),
        evidence("E639"),
        neutral=1.0,
    ),
    Finding(
        "union_supervision.minor",
        ("recorded injuries without days away under a union, ratio", "工会监督下的在册不损工伤害，比值"),
        ("E640",),
        HOW,
        lambda lab: times(lab, "union_supervision", "injuries_recorded", less="lost_time_recorded"),
        evidence("E640"),
        neutral=1.0,
    ),
    Finding(
        "union_supervision.grave",
        ("injuries with days away under a union, %", "工会监督下的损工伤害变化，%"),
        ("E027",),
        MINES,
        lambda lab: changed(lab, "union_supervision", "lost_time_true"),
        evidence("E027"),
    ),
)
