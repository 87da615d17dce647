"""A month of campaign: injuries while it lasts, after it, and over the year."""

from govsim.claims.findings.finding import Finding, also, evidence
from govsim.claims.findings.single import changed, of_the_year

HOW = (
    "the usual county with a campaign of four weeks in June each year, years 6 to 10, by expected injuries; the figure "
    "is of accidents on roads, an upper bound",
    "通常的县每年六月开展四周活动，第 6 至 10 年，按预计伤害；该数字为道路事故，是上限",
)
DURING = also(HOW, "in the weeks of the campaign", "活动的数周内")
AFTER = also(HOW, "in the thirteen weeks after it", "其后十三周内")
BEGIN, OVER, QUARTER = 22, 26, 39  # weeks of the year

FINDINGS = (
    Finding(
        "safety_campaigns.during",
        ("injuries during a campaign, %", "活动期间的伤害变化，%"),
        ("E593",),
        DURING,
        lambda lab: changed(lab, "safety_campaigns", "injuries_expected", of_the_year(BEGIN, OVER)),
        evidence("E593"),
    ),
    Finding(
        "safety_campaigns.after",
        ("injuries in the quarter after a campaign, %", "活动后一季度的伤害变化，%"),
        ("E594",),
        AFTER,
        lambda lab: changed(lab, "safety_campaigns", "injuries_expected", of_the_year(OVER, QUARTER)),
        evidence("E594"),
    ),
)
