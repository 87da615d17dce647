"""What was published on listing, stopping and summoning, held against the instruments that do it."""

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, evidence
from govsim.claims.findings.lab import change

SEEDS = 24
LISTED = (
    "major hazards found are listed from week 156 on; expected deaths, years 6 to 10. The published fall is of "
    "provinces in years with the policy, with all that came with it",
    "自第 156 周起查出的重大隐患挂牌督办；预计死亡，第 6 至 10 年。公布的下降是实行该政策年份的省级数据，"
    "包括同时发生的一切",
)
STOPPED = (
    "work stops where a major hazard was found; expected deaths, years 6 to 10. Published of mines under a policy of "
    "closing others, so that only the direction is held against it",
    "查出重大隐患即停产；预计死亡，第 6 至 10 年。公布的是关停政策下其余煤矿的情况，因此只比较方向",
)
SUMMONED = (
    "heads of failing units are summoned; ordinary hazards present, years 6 to 10. Published of air in cities after an "
    "interview: the direction only",
    "约谈不达标单位负责人；现存一般隐患，第 6 至 10 年。公布的是约谈后城市空气的变化：只有方向",
)


def under(lab, instrument, outcome):
    """Change of an outcome under an instrument at its defaults, per cent."""
    cases = {name: build(name, {name: {}} if name == instrument else {}) for name in ("status_quo", instrument)}
    found = lab.once(f"enforcement {instrument}", lambda: lab.sums(cases, SEEDS))
    return change(found.value(instrument, outcome), found.value("status_quo", outcome))


FINDINGS = (
    Finding(
        "measures_of_enforcement.listed",
        ("deaths under listed supervision, %", "挂牌督办下的死亡变化，%"),
        ("E300", "E256"),
        LISTED,
        lambda lab: under(lab, "listed_supervision", "deaths_expected"),
        evidence("E300"),
    ),
    Finding(
        "measures_of_enforcement.stopped",
        ("deaths under suspension of production, %", "停产整顿下的死亡变化，%"),
        ("E040", "E043"),
        STOPPED,
        lambda lab: under(lab, "production_suspension", "deaths_expected"),
        evidence("E040"),
    ),
    Finding(
        "measures_of_enforcement.summoned",
        ("hazards present under interviews of heads, %", "约谈下的现存隐患变化，%"),
        ("E491",),
        SUMMONED,
        lambda lab: under(lab, "regulatory_interview", "hazards_present"),
        evidence("E491"),
    ),
)
