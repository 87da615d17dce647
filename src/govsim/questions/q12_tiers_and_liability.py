"""Question 12: risk by tier of contractors, and principal liability against supervision on site."""

from __future__ import annotations

from functools import partial

from govsim.cases.common.case import Number
from govsim.cases.common.found import Found
from govsim.cases.construction_subcontracting import (
    ARMS,
    CASE,
    DEATHS,
    DIED,
    END,
    HURT,
    INJURIES,
    START,
    TIERS,
    at,
    below,
)
from govsim.questions.common.contest import over, wins
from govsim.questions.common.numbers import of
from govsim.questions.common.question import Dots, Verdict, from_case, otherwise
from govsim.study.runs.statistics import Estimate, change

LIABILITY, ON_SITE = "liability", "on_site"
BOTH = (LIABILITY, ON_SITE)


def against(outcome: str, arm: str, other: str, found: Found) -> Estimate:
    """An outcome a worker below main contractors, against another remedy."""
    return change(below(found, arm, outcome), below(found, other, outcome))


def averted(arm: str, found: Found) -> Estimate:
    """Injuries below main contractors that a million averts."""
    return found.averted_for(arm, "injuries_below_expected", 1e6, (START, END))


NUMBERS = {
    over(ON_SITE, LIABILITY): Number(
        (f"{HURT[0]}: supervision on site against liability", f"{HURT[1]}：现场监督与总包责任相比"),
        partial(against, INJURIES, ON_SITE, LIABILITY),
    ),
    over(LIABILITY, ON_SITE): Number(
        (f"{HURT[0]}: liability against supervision on site", f"{HURT[1]}：总包责任与现场监督相比"),
        partial(against, INJURIES, LIABILITY, ON_SITE),
    ),
    **{
        f"worth_{arm}": Number(
            of(("injuries below averted for 1 million CNY", "每一百万元避免的总包以下伤害"), title),
            partial(averted, arm),
        )
        for arm, title in ((one, ARMS[one]) for one in BOTH)
    },
    "died_against": Number(
        (f"{DIED[0]}: supervision on site against liability", f"{DIED[1]}：现场监督与总包责任相比"),
        partial(against, DEATHS, ON_SITE, LIABILITY),
    ),
}
RISK = (
    "Injuries per 100 worker-years go {rate_0}, {rate_1}, {rate_2}, {rate_3}, {rate_4} from main contractors to the "
    "fourth tier below, of which the place in the chain adds {more_4} at the last",
    "每百人年伤害由总包到第四层依次为 {rate_0}、{rate_1}、{rate_2}、{rate_3}、{rate_4}，其中所处层级使最后一层增加 "
    "{more_4}",
)
REMEDY = (
    "Liability of the main contractor changes injuries below by {hurt_liability} and deaths by {died_liability} for "
    "{cost_liability} million CNY a year of all parties, supervision on site by {hurt_on_site} and {died_on_site} for "
    "{cost_on_site}",
    "总包责任使下面的伤害变化 {hurt_liability}、死亡变化 {died_liability}，各方每年 {cost_liability} 百万元；"
    "现场监督为 {hurt_on_site} 和 {died_on_site}，{cost_on_site} 百万元",
)
QUESTION = from_case(
    CASE,
    takes=(
        *(f"rate_{tier}" for tier in TIERS), *(f"more_{tier}" for tier in TIERS),
        *(f"{what}_{arm}" for what in ("hurt", "died", "cost") for arm in BOTH),
    ),
    numbers=NUMBERS,
    name="q12_tiers_and_liability",
    number=12,
    problem=(
        "layer upon layer of subcontracting, empty duties, nobody supervising on site",
        "层层转包,责任虚化,现场监管缺位",
    ),
    text=(
        "Risk by tier 0 to 4; principal liability against on-site supervision?",
        "第 0 至 4 层的风险如何？总包责任与现场监督何者更有效？",
    ),
    verdicts=(
        Verdict(
            "on_site",
            lambda numbers: wins(numbers, ON_SITE, BOTH),
            (f"{RISK[0]}. {REMEDY[0]}: supervision does more.", f"{RISK[1]}。{REMEDY[1]}：现场监督作用更大。"),
        ),
        Verdict(
            "liability",
            lambda numbers: wins(numbers, LIABILITY, BOTH),
            (f"{RISK[0]}. {REMEDY[0]}: liability does more.", f"{RISK[1]}。{REMEDY[1]}：总包责任作用更大。"),
        ),
        otherwise(
            (
                f"{RISK[0]}. {REMEDY[0]}: between the two no difference is seen.",
                f"{RISK[1]}。{REMEDY[1]}：二者之间看不出差别。",
            )
        ),
    ),
    figure=Dots(
        ("Injuries by tier below the main contractor", "逐层伤害"),
        ("injuries per 100 worker-years", "每百人年伤害"),
        {
            f"rate_{tier}": (english[:1].upper() + english[1:], chinese)
            for tier in TIERS
            for english, chinese in [at(tier)]
        },
    ),
    hangs_on=(
        "What a tier loses, how far a head answers and how much supervision holds are assumed; liability of principals "
        "is a remedy of the model, of which no study was found, and the two are not priced alike. Part of the "
        "difference between tiers is size. For 1 million CNY of all parties liability averts {worth_liability} "
        "injuries below and supervision {worth_on_site}, so that order is by what each does and not by its price. It "
        "would turn if those who supervise could not stop work.",
        "每层损失多少、总包承担多少、现场监督压实多少为假定；总包责任是模型的办法，没有找到相关研究，二者价格也不同。"
        "层间差距一部分来自企业规模。各方每花一百万元，总包责任避免下面的伤害 {worth_liability}，"
        "现场监督 {worth_on_site}：次序按作用而不按价格。若现场人员无权停工，结论会反转。",
    ),
    turns=((LIABILITY, ON_SITE),),
)  # fmt: skip
