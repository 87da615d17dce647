"""Climate and injuries: which goes before which."""

from functools import partial

from govsim.claims.findings.county import CORRELATIONS, correlation, stronger
from govsim.claims.findings.finding import Finding, also, evidence

SAME, THEN, BACK, _ = CORRELATIONS
HOW = (
    "correlation over enterprise-years of a county of 864 enterprises, climate at the year's end and true injuries a "
    "worker of that year; published ones are corrected for errors of measurement",
    "864 家企业的县各企业年份的相关，年末氛围与当年人均真实伤害；公布值已校正测量误差",
)

CONFLICT = also(
    HOW,
    "E084 has -.23 for the same: both cannot hold",
    "E084 对同一关系为 -.23：两者不能同时成立",
)
LAGGED = also(
    HOW,
    "plain correlations with the next year, by size: injuries to climate less climate to injuries; only the "
    "order was published",
    "与下一年的简单相关，取绝对值：伤害对氛围减去氛围对伤害；只公布了次序",
)
BESIDE = also(HOW, "nothing was published of its size", "没有公布其大小")


def row(name, en, zh, source, how, measure, *published):
    return Finding(f"climate.{name}", (en, zh), (source,), how, measure, *published)


FINDINGS = (
    row(
        "E084",
        "climate and injuries in the same year, correlation",
        "氛围与当年伤害的相关",
        "E084",
        HOW,
        partial(lambda name, lab: correlation(lab, name), SAME),
        evidence("E084"),
    ),
    row(
        "E087",
        "climate and injuries in the same year, correlation, E087",
        "氛围与当年伤害的相关（E087）",
        "E087",
        CONFLICT,
        partial(lambda name, lab: correlation(lab, name), SAME),
        evidence("E087"),
    ),
    row(
        "E086",
        "how much more injuries go before climate than climate before injuries",
        "伤害先于氛围较氛围先于伤害强多少",
        "E086",
        LAGGED,
        lambda lab: stronger(lab, BACK, THEN),
        evidence("E086"),
    ),
    row(
        "then",
        "climate and injuries of the next year, correlation",
        "氛围与下一年伤害的相关",
        "E086",
        BESIDE,
        lambda lab: correlation(lab, THEN),
    ),
    row(
        "back",
        "injuries and climate of the next year, correlation",
        "伤害与下一年氛围的相关",
        "E086",
        BESIDE,
        lambda lab: correlation(lab, BACK),
    ),
)
