"""Shares of establishments without a case in a year, by size."""

from functools import partial

from govsim.claims.findings.finding import LEVEL, Finding, also, together
from govsim.claims.findings.register import BANDS, quantity

HOW = (
    "3,000 establishments of the register at the level of their filings, five years; range of one year by FTE "
    "(R43-R55) and nine years by headcount (R83-R101)",
    "企业名录中 3,000 家单位，按其申报水平，五年；范围取一年按全时当量（R43-R55）与九年按人数（R83-R101）",
)

ALL = also(HOW, "all sizes; the published years are 2023 and 2024", "各种规模；公布年份为 2023 和 2024 年")
ROWS = (("R43", "R83"), ("R45", "R86"), ("R47", "R89"), ("R49", "R92"), ("R51", "R95"), ("R53", "R98"), ("R55", "R101"))


FINDINGS = (
    *(
        Finding(
            f"filings_zero.{band}",
            (f"share without a recorded case in a year, {band} workers", f"一年内没有在册伤害的比例，{band} 人"),
            source,
            HOW,
            partial(quantity, f"zero {band}"),
            together(*source),
            neutral=LEVEL,
        )
        for band, source in zip(BANDS, ROWS, strict=True)
    ),
    Finding(
        "filings_zero.all",
        ("share without a recorded case in a year, all", "一年内没有在册伤害的比例，全部"),
        ("R36", "R41"),
        ALL,
        partial(quantity, "zero"),
        together("R41", "R36"),
        neutral=LEVEL,
    ),
    Finding(
        "filings_zero.top_tenth",
        ("share of cases in the tenth with most", "案例最多的十分之一单位所占案例比例"),
        ("R34", "R39"),
        ALL,
        partial(quantity, "top tenth"),
        together("R39", "R34"),
        neutral=LEVEL,
    ),
)
