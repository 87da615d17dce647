"""Which visit does more: with a penalty or without, at the small, the middling or the large."""

from functools import partial

from govsim.claims.findings.finding import Finding, Published, also
from govsim.claims.findings.visits import visits

ORDER = Published(1.0, direction=True)
FIRST = range(1, 2)
HOW = (
    "difference of two effects of a forced visit in year 1, points of injuries; only the order was published",
    "强制检查第 1 年两种效果之差，伤害百分点；只公布了次序",
)

LEAST = also(
    HOW,
    "E009 found none under 20 and over 250 workers, so the middle must avert more",
    "E009 在 20 人以下和 250 人以上未发现效果，故中等规模应减少更多",
)
CONTRARY = also(
    HOW,
    "E009 says the contrary of those under 20 workers",
    "E009 对 20 人以下企业的结论相反",
)


def gap(one, other, lab):
    return visits(lab).gap(one, other, FIRST)


def row(name, en, zh, source, how, one, other):
    text = (f"{en}, points of injuries averted", f"{zh}，少发生伤害的百分点")
    return Finding(f"visit_order.{name}", text, source, how, partial(gap, one, other), ORDER)


MIDDLE = ("punished", "20-250")

FINDINGS = (
    row(
        "penalty",
        "what a penalty adds to a visit, all sizes",
        "处罚使检查增加的效果，各种规模",
        ("E196", "E073"),
        HOW,
        ("punished", "all"),
        ("never", "all"),
    ),
    row(
        "small",
        "20-250 workers more than 1-19",
        "20-250 人多于 1-19 人",
        ("E009",),
        LEAST,
        MIDDLE,
        ("punished", "1-19"),
    ),
    row(
        "large",
        "20-250 workers more than 251 and more",
        "20-250 人多于 251 人及以上",
        ("E009",),
        LEAST,
        MIDDLE,
        ("punished", "251+"),
    ),
    row(
        "smaller_plants",
        "20-250 workers more than 251 and more, E196",
        "20-250 人多于 251 人及以上（E196）",
        ("E196",),
        CONTRARY,
        MIDDLE,
        ("punished", "251+"),
    ),
)
