"""Visits as the status quo punishes them, and as it would if whatever is found were punished."""

from functools import partial

from govsim.claims.findings.finding import Finding
from govsim.claims.findings.visits import SHOWN, SIZES, visit_rows, visits
from govsim.study.runs.statistics import Estimate

BESIDE = (
    "forced visit, outside capacity, against the same enterprises without it; nothing was published",
    "不占用检查能力的强制检查，与同一批企业未受检查时对照；没有公布数据",
)

COUNTED = ("counted in the week of the forced visit; nothing was published", "在强制检查当周计数；没有公布数据")


def share(ending, size, lab):
    found = 100.0 * visits(lab).shares[ending, size]
    return Estimate(found, float("nan"), float("nan"))


def shares(ending, en, zh):
    for size in SHOWN:
        yield Finding(
            f"visit_ordinary.{ending}.punished.{size}",
            (f"share punished, {en}, {SIZES[size][0]}, %", f"受罚比例，{zh}，{SIZES[size][1]}，%"),
            ("E168",),
            COUNTED,
            partial(share, ending, size),
        )


FINDINGS = (
    *visit_rows("visit_ordinary.usual", "usual", ("E168",), BESIDE),
    *visit_rows("visit_ordinary.nearly", "nearly", ("E168",), BESIDE),
    *shares("usual", "as usual", "按平常频率处罚"),
    *shares("nearly", "whenever something is found", "凡查出问题即处罚"),
)
