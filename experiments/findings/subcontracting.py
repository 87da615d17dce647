"""Risk by tier: contractors below a main contractor against the main contractors, in construction in chains of five."""

from govsim.claims.findings.finding import Finding, also, evidence
from govsim.claims.findings.heads import ALIKE, AT_HEAD, BELOW, UNDER_20, heads
from govsim.claims.findings.lab import relative

WHO = ("population=contractors", "population.enterprises=432")
HOW = (
    "432 enterprises of construction in chains of five, years 6 to 10; a main contractor is the largest of its chain, "
    "so that size is in it",
    "432 家建筑企业组成五级承包链，第 6 至 10 年；总包为链中最大企业，故包含规模差别",
)
IN_HOUSE = also(
    HOW,
    "published for in-house subcontractors of large establishments of all industries, whose share of workers is of "
    "another year; the danger handed down was set with it in view",
    "公布值为各行业大型单位的驻厂分包，人数占比为另一年份；危险作业下移的程度参照该值设定",
)
CARE_ALONE = also(
    HOW, "no danger handed down, no money kept back, nobody of the main contractor's on site",
    "无危险作业下移，无层层扣减，总包不在现场",
)  # fmt: skip


def of_deaths(lab, *settings):
    """Share of deaths over share of workers of the tiers below."""
    found = heads(lab, *WHO, *settings)
    everyone = (*AT_HEAD, *BELOW)
    over, by = (found.total("deaths_expected", one) / found.total("worker_weeks", one) for one in (BELOW, everyone))
    return relative(over, by)


def of_injuries(lab, *settings):
    """Recorded injuries a worker, tiers below over main contractors."""
    found = heads(lab, *WHO, *settings)
    return relative(found.rate("injuries_recorded", BELOW), found.rate("injuries_recorded", AT_HEAD))


def of_the_small(lab):
    """Share of deaths at employers under 20 workers over their share of workers."""
    found = heads(lab, *WHO)
    everyone = tuple(range(6))
    over, by = (
        found.total("deaths_expected", everyone, sizes) / found.total("worker_weeks", everyone, sizes)
        for sizes in (UNDER_20, (0, 1, 2))
    )
    return relative(over, by)


def alike_but_for_tiers(lab, depth):
    """Expected injuries of a tier against the same enterprises under a head whose care reaches them whole."""
    usual = heads(lab, *WHO)
    fair = heads(lab, *WHO, "population.chains=[{kind: contracts, length: 5, keep: 1, push: 0}]", *ALIKE)
    return relative(usual.rate("injuries_expected", (1 + depth,)), fair.rate("injuries_expected", (1 + depth,)))


FINDINGS = (
    Finding(
        "subcontracting.E634",
        ("share of deaths of the tiers below over their share of workers", "下面各层死亡占比与人数占比之比"),
        ("E634",), IN_HOUSE, of_deaths, evidence("E634"), neutral=1.0,
    ),
    Finding(
        "subcontracting.E634.care",
        ("the same from care and pressure alone", "同上，仅由重视和压力造成"),
        ("E634",), CARE_ALONE, lambda lab: of_deaths(lab, *ALIKE), evidence("E634"), neutral=1.0,
    ),
    Finding(
        "subcontracting.E400",
        ("recorded injuries a worker, tiers below over main contractors", "人均在册伤害，下面各层与总包之比"),
        ("E400",), also(
            HOW, "published for cases of a workplace, of all industries; below are the smaller, and they record less",
            "公布值为各行业每单位病例数；下面各层规模小，而小企业记录更少",
        ),
        of_injuries, evidence("E400"), neutral=1.0,
    ),
    Finding(
        "subcontracting.E403",
        ("share of deaths at sites under 20 workers over their share of workers",
         "不足 20 人单位死亡占比与人数占比之比"),
        ("E403",), also(HOW, "published .672 of deaths with .37 of workers", "公布值为死亡的 .672、人数的 .37"),
        of_the_small, evidence("E403", 0.672 / 0.37), neutral=1.0,
    ),
    *(
        Finding(
            f"subcontracting.tier{depth}",
            (f"injuries at depth {depth} of the chain, over the same without heads that lose and press",
             f"承包链第 {depth} 层的伤害，与同样企业在无衰减无施压时之比"),
            ("E634",), HOW, lambda lab, depth=depth: alike_but_for_tiers(lab, depth), neutral=1.0,
        )
        for depth in range(5)
    ),
)  # fmt: skip
