"""A use that harms others before and after its rule: fires of electric bicycles stand for charging."""

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, also, evidence
from govsim.claims.findings.lab import change
from govsim.engines.core import run_one, weekly_names

START = 156
HOW = (
    "the county of the scenario charging, harm to others expected; a standard from week 156 on that is drafted within "
    "months and in force after 13 weeks on the mean, the second year after against the year before; published of "
    "fires, May to December on year, while old batteries were taken in as well",
    "充电情景的县，对外部人员的预计危害；自第 156 周起的标准在数月内起草、平均 13 周后生效，"
    "之后第二年与之前一年相比；公布数据为火灾，5 至 12 月同比，同期还回收旧电池",
)
HALF = also(HOW, "first half-year of the year after", "其后一年上半年")
CHARGING = {
    "trade_catering": {
        "others_rate": 0.02, "others_growth": 0.2, "others_cost": 60_000.0, "others_price": 800.0, "standard_fit": 0.2,
    }
}  # fmt: skip
SEEDS = 16


def years(model, scenario, seed):
    """Expected events a year."""
    result = run_one(model, scenario, seed)
    assert result.error is None, result.error
    events = result.weekly[:, weekly_names(model).index("others_harmed_expected")]
    return events[: len(events) // 52 * 52].reshape(-1, 52).sum(1)


def made(lab):
    """Charging before its rule and after."""
    county = {"parts": ["outside"], "industry": CHARGING, "parameter": {"standard_lag": 13.0}, "weeks": 364}
    rule = {"standards_coverage": {"renewal": 5.0, "known": 1.0}}
    cases = [build("rule", rule, **county)]
    return lab.once("new standards", lambda: lab.each(cases, SEEDS, years))


def between(before, after):
    """The change from one year to another, in per cent."""

    def measure(lab):
        found = made(lab)[0]
        return change(found[:, after], found[:, before])

    return measure


FINDINGS = (
    Finding(
        "new_standards.E662",
        ("harm to others after a rule, on the year before, %", "规则出台后对外部人员的危害同比，%"),
        ("E662",), HOW, between(2, 4), evidence("E662"),
    ),
    Finding(
        "new_standards.E620", ("harm to others a year later, on year, %", "再一年后对外部人员的危害同比，%"),
        ("E620",), HALF, between(4, 5), evidence("E620"),
    ),
)  # fmt: skip
