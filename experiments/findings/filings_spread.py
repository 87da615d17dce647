"""How much counts differ between establishments of one size: variance over mean."""

from functools import partial

from govsim.claims.findings.finding import Finding, evidence
from govsim.claims.findings.register import BANDS, quantity

HOW = (
    "3,000 establishments of the register at the level of their filings, counts of one year; no interval was "
    "published; few of the largest are in the sample",
    "企业名录中 3,000 家单位，按其申报水平，一年的案例数；没有公布区间；样本中最大的单位很少",
)

ROWS = ("R85", "R88", "R91", "R94", "R97", "R100", "R103")


FINDINGS = tuple(
    Finding(
        f"filings_spread.{band}",
        (f"variance over mean of recorded cases, {band} workers", f"在册案例数的方差与均值之比，{band} 人"),
        (source,),
        HOW,
        partial(quantity, f"spread {band}"),
        evidence(source),
        neutral=1.0,
    )
    for band, source in zip(BANDS, ROWS, strict=True)
)
