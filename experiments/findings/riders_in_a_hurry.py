"""Riders of two platforms by the minutes that they are given: what they do, and what comes of it."""

from govsim.claims.findings.finding import LEVEL, Finding, Published, also, evidence
from govsim.claims.findings.heads import BELOW, heads
from govsim.claims.findings.lab import change, mean

HOW = (
    "60 stations of two platforms, the scenario riders, years 6 to 10",
    "两个平台的 60 个站点，骑手情景，第 6 至 10 年",
)
PER_CENT = 100.0


def riders(lab, minutes):
    """Riders under a limit."""
    chains = f"population.chains=[{{kind: platform, count: 2, length: 30, limit: {minutes}}}]"
    return heads(lab, "population=platforms", chains, scenario="riders")


def violations(lab, minutes):
    """Share of risky tasks done against the rules, per cent."""
    found = riders(lab, minutes)
    return mean(PER_CENT * found.total("violation_total", BELOW) / found.total("worker_weeks", BELOW))


def tighter(lab, count):
    """The change of a count from 40 minutes to 20, per cent."""
    return change(riders(lab, 20).rate(count, BELOW), riders(lab, 40).rate(count, BELOW))


def dead(lab):
    """Deaths of riders and others for 1,000 who were hurt."""
    found = riders(lab, 40)
    died = found.outcome("deaths_expected") + found.outcome("others_killed")
    hurt = found.outcome("injuries_expected") + found.outcome("others_harmed_expected")
    return mean(1_000.0 * died / hurt)


def others(lab):
    """Events that harm others, on all in which riders or others are hurt, per cent."""
    found = riders(lab, 40)
    harmed = found.outcome("others_harmed_expected")
    return mean(PER_CENT * harmed / (harmed + found.outcome("injuries_expected")))


FINDINGS = (
    Finding(
        "riders_in_a_hurry.E406",
        ("risky tasks done against the rules at 40 minutes, %", "40 分钟时限下的违章比例，%"),
        ("E406",), also(HOW, "published for not waiting behind the line at red, one risky task of several",
                        "公布值为红灯时越线等候，只是多种风险行为之一"),
        lambda lab: violations(lab, 40), evidence("E406"), neutral=LEVEL,
    ),
    Finding(
        "riders_in_a_hurry.E414",
        ("violations at 20 minutes against 40, %", "20 分钟与 40 分钟相比的违章变化，%"),
        ("E414", "E415"), also(HOW, "the direction alone was published", "只公布了方向"),
        lambda lab: tighter(lab, "violation_total"), evidence("E414"),
    ),
    Finding(
        "riders_in_a_hurry.injuries",
        ("injuries of riders at 20 minutes against 40, %", "20 分钟与 40 分钟相比的骑手伤害变化，%"),
        ("E414",), HOW, lambda lab: tighter(lab, "injuries_expected"),
    ),
    Finding(
        "riders_in_a_hurry.E409",
        ("deaths for 1,000 hurt, riders and others", "每 1,000 名受伤者中的死亡，骑手与他人"),
        ("E409",), also(HOW, "published 3 of 2,473 in a half-year of one city", "公布值为一市半年 2,473 人伤、3 人死"),
        dead, evidence("E409"), neutral=LEVEL,
    ),
    Finding(
        "riders_in_a_hurry.E660",
        ("events that hurt others, of all that hurt riders or others, %",
         "伤及他人的事件占伤及骑手或他人事件的比例，%"),
        ("E660",), also(HOW, "how often others are hurt was assumed with this in view", "伤及他人的频率参照该值假定"),
        others, evidence("E660"), neutral=LEVEL,
    ),
    *(
        Finding(
            f"riders_in_a_hurry.limit{minutes}",
            (f"risky tasks done against the rules at {minutes} minutes, %", f"{minutes} 分钟时限下的违章比例，%"),
            ("E406",), HOW, lambda lab, minutes=minutes: violations(lab, minutes), Published(), neutral=LEVEL,
        )
        for minutes in (20, 30, 50, 60)
    ),
)  # fmt: skip
