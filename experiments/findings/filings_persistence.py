"""Whether high recorded rates last: rank correlations by size, and the worst tenth a year later."""

from functools import partial

from govsim.claims.findings.finding import Finding
from govsim.claims.findings.register import BANDS, quantity

HOW = (
    "3,000 establishments of the register at the level of their filings, five years; bears on R80, nothing of it was "
    "published by size",
    "企业名录中 3,000 家单位，按其申报水平，五年；与 R80 有关，没有按规模公布的数据",
)


def ranks(years, en, zh, key):
    for band in BANDS:
        yield Finding(
            f"filings_persistence.{key}.{band}",
            (
                f"rank correlation of recorded rates {en} apart, {band} workers",
                f"相隔{zh}的在册伤害率的秩相关，{band} 人",
            ),
            ("R80",),
            HOW,
            partial(quantity, f"{years} {band}"),
        )


FINDINGS = (
    *ranks("next year", "one year", "一年", "one_year"),
    *ranks("four years", "four years", "四年", "four_years"),
    Finding(
        "filings_persistence.worst_tenth",
        (
            "recorded rate of the worst tenth a year later over that of all, ratio",
            "最差十分之一单位一年后的在册伤害率与全部之比",
        ),
        ("R80",),
        HOW,
        partial(quantity, "worst tenth"),
    ),
)
