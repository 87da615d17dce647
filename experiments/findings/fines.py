"""Higher fines against more inspectors, and fines where nobody inspects."""

from govsim.claims.findings.county import against, cases
from govsim.claims.findings.finding import Finding, evidence
from govsim.claims.findings.lab import contrast

HOW = (
    "fines three times as high, years 6 to 10; only the direction was published: strong evidence for actual penalties",
    "罚款为三倍，第 6 至 10 年；只公布了方向：实际处罚的证据较强",
)

BARE = (
    "fines three times as high in a county without inspectors; nothing was published",
    "罚款为三倍，县内没有监管人员；没有公布数据",
)

GAP = (
    "difference of both effects, points; above 0 where the inspectors avert more; nothing was published",
    "两种效果之差，百分点；大于 0 表示增加监管人员减少更多；没有公布数据",
)


def gap(lab):
    found = cases(lab)
    plain, fines, more = (found.value(name, "injuries_expected") for name in ("baseline", "fines", "inspectors_16"))
    return contrast(fines, plain, more, plain)


FINDINGS = (
    Finding(
        "fines.fines",
        ("injuries with fines three times as high, %", "罚款三倍时的伤害变化，%"),
        ("E073",),
        HOW,
        lambda lab: against(lab, "fines"),
        evidence("E073"),
    ),
    Finding(
        "fines.alone",
        ("the same without inspectors, %", "同上，没有监管人员，%"),
        ("E073",),
        BARE,
        lambda lab: against(lab, "fines_0", "inspectors_0"),
    ),
    Finding(
        "fines.gap",
        ("twice the inspectors against fines three times as high, points", "监管人员加倍较罚款三倍，百分点"),
        ("E073", "E188"),
        GAP,
        gap,
    ),
)
