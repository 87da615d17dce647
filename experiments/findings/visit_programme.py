"""A programme of random visits of which most end in a penalty."""

from govsim.claims.findings.finding import also, evidence
from govsim.claims.findings.visits import visit_row, visit_rows

HOW = (
    "mixture of 70 % of forced visits that were really punished and 30 % never punished; the share is assumed, the row "
    "of evidence has none",
    "七成确实受罚、三成从不处罚的强制检查的混合；比例为假定，文献条目未给出",
)

COST = also(
    HOW,
    "shares of severity are fixed in the model, so costs of injuries change as injuries do",
    "模型中伤害程度占比固定，伤害成本与伤害同幅变化",
)
SERIOUS = also(HOW, "serious injuries change as all injuries do", "重伤与全部伤害同幅变化")
TARGETED = also(
    HOW,
    "about -20 % is read from the row's words; visited are all, not those above a threshold",
    "约 -20% 取自条目文字；受检者为全部企业，而非超过门槛者",
)
LATER = also(
    HOW,
    "no effect was found after the first year; counts as met where the interval holds 0",
    "第一年之后未发现效果；区间含 0 即为符合",
)
LONG = also(
    HOW,
    "a review of low quality, and E011 finds nothing after the first year: both cannot hold",
    "低质量综述，而 E011 在第一年之后未发现效果：两者不能同时成立",
)
ANY = also(
    HOW,
    "any inspection. E001 has -9.4 %, E228 -4 %, E230 -15.5 %: studies differ more than their errors",
    "任何检查。E001 为 -9.4%，E228 为 -4%，E230 为 -15.5%：研究间差异大于误差",
)
BESIDE = ("the same programme by size and year; nothing was published", "同一计划按规模和年份；没有公布数据")


def row(name, size, years, how, published=None):
    source = name.partition(".")[0]
    return visit_row(f"visit_programme.{name}", "programme", size, years, (source,), how, published or evidence(source))


FINDINGS = (
    row("E001", "all", range(1, 2), HOW),
    row("E002", "all", range(1, 2), COST),
    row("E004", "all", range(1, 6), SERIOUS),
    row("E010", "all", range(1, 2), TARGETED, evidence("E010", -20.0)),
    row("E011", "all", range(2, 3), LATER),
    row("E016", "all", range(4, 6), LONG),
    row("E195", "all", range(1, 4), ANY),
    row("E228", "10+", range(1, 2), ANY),
    row("E230", "10+", range(1, 2), ANY),
    *visit_rows("visit_programme", "programme", ("E001",), BESIDE),
)
