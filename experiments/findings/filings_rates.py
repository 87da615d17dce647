"""Recorded rates of the filings by size, over that of 20 to 49 workers."""

from functools import partial

from govsim.claims.findings.finding import Finding, Published, evidence
from govsim.claims.findings.register import over_band

HOW = (
    "3,000 establishments of the register at the level of their filings, five years; range of one year by FTE and nine "
    "years by headcount. E054-E056 rise with size up to 249: both cannot be the recorded rate of one world",
    "企业名录中 3,000 家单位，按其申报水平，五年；范围取一年按全时当量与九年按人数。"
    "E054-E056 至 249 人随规模上升：两者不能同属一个世界",
)

ROWS = {
    "2-19": ("R42", "R84"),
    "50-99": ("R46", "R90"),
    "100-249": ("R48", "R93"),
    "250-499": ("R50", "R96"),
    "500-999": ("R52", "R99"),
    "1000+": ("R54", "R102"),
}
USUAL = ("R44", "R87")


def ratio(source):
    found = [evidence(one).value / evidence(two).value for one, two in zip(source, USUAL, strict=True)]
    return Published(found[0], min(found), max(found))


FINDINGS = tuple(
    Finding(
        f"filings_rates.{band}",
        (f"recorded rate of {band} over that of 20-49 workers, ratio", f"{band} 人与 20-49 人的在册伤害率之比"),
        (*source, *USUAL),
        HOW,
        partial(over_band, "rate", band, "20-49"),
        ratio(source),
        neutral=1.0,
    )
    for band, source in ROWS.items()
)
