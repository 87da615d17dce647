"""True injuries and deaths by size of enterprise."""

from functools import partial

from govsim.claims.findings.county import of_size
from govsim.claims.findings.finding import Finding

HOW = (
    "status quo of a county of 864 enterprises, years 6 to 10, expected numbers; no published figure compares "
    "employees by size of enterprise (E250 compares the self-employed with the employed)",
    "864 家企业的县的现状，第 6 至 10 年，预计数；没有公布数据按企业规模比较雇员（E250 比较自雇者与受雇者）",
)


def row(count, en, zh, over):
    return Finding(
        f"size_injuries.{count}.{over}",
        (f"{en} a worker, {over} over 50-249 workers, ratio", f"人均{zh}，{over} 人与 50-249 人之比"),
        ("E250",),
        HOW,
        partial(_of, f"{count}_expected", over),
    )


def _of(count, over, lab):
    return of_size(lab, count, over, "50-249")


FINDINGS = tuple(
    row(count, en, zh, over)
    for count, en, zh in (("injuries", "true injuries", "真实伤害"), ("deaths", "expected deaths", "预计死亡"))
    for over in ("1-10", "11-49", "250+")
)
