"""One published penalty, and what its peers learn of it."""

from functools import partial

from govsim.claims.findings.finding import Finding, also, evidence
from govsim.claims.findings.shocks import press_release

HOW = (
    "the largest enterprise of the commonest industry is punished; in one arm that week's penalty is published; "
    "hazards at peers, which is what an inspector could cite",
    "最常见行业中最大的企业受罚，一组中当周处罚被公开；同行的隐患，即检查人员可立案者",
)

WIDE = also(HOW, "over three years", "三年")
FADES = also(
    HOW,
    "spillovers shrink with distance of industry, which the model has, and of place, which it has not",
    "溢出随行业距离缩小（模型有），随地理距离缩小（模型没有）",
)


def row(name, en, zh, source, how, peers, years, published):
    text = (f"violations at {en} after a press release, %", f"新闻通报之后{zh}的违法，%")
    return Finding(f"press_release.{name}", text, (source,), how, partial(_peers, peers, years), published)


def _peers(peers, years, lab):
    return press_release(lab, peers, *years)


FINDINGS = (
    row(
        "E019",
        "close peers of the same industry, year 1",
        "同行业近邻企业（第 1 年）",
        "E019",
        HOW,
        "same industry",
        (1, 1),
        evidence("E019"),
    ),
    row(
        "E020",
        "peers of the same industry, years 1-3",
        "同行业企业（第 1-3 年）",
        "E020",
        WIDE,
        "same industry",
        (1, 3),
        evidence("E020"),
    ),
    row(
        "E311",
        "enterprises of other industries, years 1-3",
        "其他行业企业（第 1-3 年）",
        "E311",
        FADES,
        "others",
        (1, 3),
        evidence("E311"),
    ),
)
