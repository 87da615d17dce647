"""What others learn of a disaster."""

from functools import partial

from govsim.claims.findings.finding import Finding, also, evidence
from govsim.claims.findings.shocks import disaster

HOW = (
    "public attention set to its height in one week, as a disaster in the county would leave it, at nobody's expense; "
    "only the direction was published, for a province over years",
    "某一周公众关注度升至最高，如同县内发生特别重大事故，但不由任何企业承担；只公布了方向，为一省多年的结果",
)

LATER = also(HOW, "the years after", "其后各年")


def row(name, en, zh, years, outcome, how, published):
    return Finding(
        f"disaster.{name}",
        (f"{en} after a disaster, %", f"特别重大事故之后的{zh}，%"),
        ("E302",),
        how,
        partial(_after, years, outcome),
        published,
    )


def _after(years, outcome, lab):
    return disaster(lab, *years, outcome)


FINDINGS = (
    row("E302.year1", "expected deaths in year 1", "预计死亡（第 1 年）", (1, 1), "deaths", HOW, evidence("E302")),
    row(
        "E302.later", "expected deaths in years 2-3", "预计死亡（第 2-3 年）", (2, 3), "deaths", LATER, evidence("E302")
    ),
    row("injuries.year1", "injuries in year 1", "伤害（第 1 年）", (1, 1), "injuries", HOW, evidence("E302")),
    row("injuries.later", "injuries in years 2-3", "伤害（第 2-3 年）", (2, 3), "injuries", LATER, evidence("E302")),
)
