"""A visit that is never punished: what inspectors find and order, and being seen by them, without a penalty."""

from govsim.claims.findings.finding import evidence
from govsim.claims.findings.visits import visit_row, visit_rows

IN_THREE = (-3.0, 0.0)

HOW = (
    "forced visit, outside capacity, never punished, against the same enterprises without it; as no interval was "
    "published, -3 to 0 % counts as met",
    "不占用检查能力、从不处罚的强制检查，与同一批企业未受检查时对照；因未公布区间，以 -3% 至 0% 为符合",
)

CONSULT = (
    "a consultation is taken as a visit without a penalty, against no visit; -3 to 0 % counts as met",
    "把咨询视为不处罚的检查，与不检查对照；以 -3% 至 0% 为符合",
)

BESIDE = ("the same visit by size and year; nothing was published", "同一检查按规模和年份；没有公布数据")


FINDINGS = (
    visit_row(
        "visit_unpunished.E008.year1", "never", "20-250", range(1, 2), ("E008",), HOW, evidence("E008"), IN_THREE
    ),
    visit_row(
        "visit_unpunished.E008.year2", "never", "20-250", range(2, 3), ("E008",), HOW, evidence("E008"), IN_THREE
    ),
    visit_row("visit_unpunished.E231", "never", "10+", range(1, 2), ("E231",), CONSULT, evidence("E231"), IN_THREE),
    *visit_rows("visit_unpunished", "never", ("E008",), BESIDE),
)
