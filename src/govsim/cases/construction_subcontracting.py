"""Layered subcontracting: risk tier by tier below a main contractor, and liability against supervision on site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
import pandas as pd

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number, Words
from govsim.cases.common.found import Found
from govsim.study.runs.statistics import Estimate, change

START, END = 156, 520
SITE, INJURIES, DEATHS, COLLAPSE = "site", "injuries_expected", "deaths_expected", "deaths_in_majors_expected"
TIERS, BELOW = tuple("01234"), tuple("1234")
YEARS = 5.0  # of the window, over which workers of a group are a mean
PER_100, PER_100_000 = 100.0 / YEARS, 1e5 / YEARS
CHAINS = "population.chains=[{kind: contracts, length: 5, keep: 1, push: 0}]"
FAIR = (CHAINS, "parameter.squeeze=0", "parameter.handed_down=0", "parameter.chain_find=0")
OFF = {"answer": 0.0, "hold": 0.0, "finding": 0.0, "max_tier": 4.0, "relief": 0.0, "supervisor": 0.0}


def control(*kept: str) -> tuple[str, ...]:
    """Control of subcontracting with some of its settings as they come, and nothing else of it."""
    off = (f"instrument.subcontract_control.{name}={value:g}" for name, value in OFF.items() if name not in kept)
    return ("instrument=[subcontract_control]", *off)


COUNTIES = (
    County(
        SITE,
        (
            "216 enterprises of construction in chains of five: a main contractor and four tiers below",
            "216 家建筑企业组成五级承包链：总包和下面四层",
        ),
        (
            Arm("usual", ("Tiers as they are", "层层转包，维持现状")),
            Arm("fair", ("The same, nothing lost, pressed or handed down", "同样的企业，无衰减、无施压、无下移"), FAIR),
            Arm(
                "liability",
                ("The main contractor answers for the tiers below", "总包对下面各层负责"),
                control("answer"),
            ),
            Arm(
                "on_site",
                ("Supervision on site by the main contractor", "总包现场监督"),
                control("hold", "finding", "supervisor"),
            ),
            Arm(
                "both",
                ("Liability and supervision on site", "总包责任加现场监督"),
                control("answer", "hold", "finding", "supervisor"),
            ),
            Arm("control", ("All of it, and no tier beyond the second", "全部措施，且不超过两层"), control(*OFF)),
        ),
        settings=("population=contractors", "settle=104"),
        by=("depth",),
    ),
)
ARMS = {one.name: one.title for one in COUNTIES[0].arms}
TRIED = ("liability", "on_site", "both", "control")


def below(found: Found, arm: str, outcome: str) -> np.ndarray:
    """An outcome a worker over all tiers below the main contractor, a value a seed."""
    over, by = (sum(found.sums(arm, one, group=tier) for tier in BELOW) for one in (outcome, "workers"))
    return np.asarray(over / by)


def at(tier: str) -> Words:
    """What a tier is called."""
    return ("main contractors", "总包") if tier == "0" else (f"tier {tier}", f"第 {tier} 层")


def _rate(outcome: str, times: float, tier: str, found: Found) -> Estimate:
    return found.per("usual", outcome, "workers", times, group=tier)


def _more(tier: str, found: Found) -> Estimate:
    return found.change("usual", INJURIES, against="fair", by="workers", group=tier)


def rates() -> Iterator[tuple[str, Number]]:
    """Injuries, deaths and deaths in collapses and the like at each tier, and how much its place in the chain adds."""
    for tier in TIERS:
        english, chinese = at(tier)
        yield (
            f"rate_{tier}",
            Number(
                (f"injuries per 100 worker-years: {english}", f"每百人年伤害：{chinese}"),
                partial(_rate, INJURIES, PER_100, tier),
            ),
        )
        yield (
            f"more_{tier}",
            Number(
                (
                    f"injuries against the same enterprises without such heads: {english}",
                    f"与无此类上级的同样企业相比的伤害：{chinese}",
                ),
                partial(_more, tier),
            ),
        )
        yield f"collapse_{tier}", Number(
            (f"deaths in collapses and other major accidents per 100,000 worker-years: {english}",
             f"每十万人年坍塌等重大事故死亡：{chinese}"),
            partial(_rate, COLLAPSE, PER_100_000, tier),
        )  # fmt: skip


def moved(arm: str, outcome: str, what: Words) -> Number:
    """The change of an outcome a worker in all tiers below."""
    return Number(
        (f"{what[0]}: {ARMS[arm][0].lower()}", f"{what[1]}：{ARMS[arm][1]}"),
        lambda found: change(below(found, arm, outcome), below(found, "usual", outcome)),
    )


def paid(arm: str) -> Number:
    """What all parties pay a year beyond the usual."""
    english, chinese = ARMS[arm]
    return Number(
        (f"million CNY a year, all parties: {english.lower()}", f"各方成本（百万元／年）：{chinese}"),
        lambda found: found.paid(arm, (START, END)),
    )


HURT = ("injuries a worker below main contractors", "总包以下人均伤害")
DIED = ("expected deaths a worker below main contractors", "总包以下人均预计死亡")
NUMBERS: dict[str, Number] = {
    **dict(rates()),
    "care": Number(
        ("care of heads, of what safety asks of them, %", "上级重视程度，%"),
        lambda found: found.share("usual", "head_care", "headed"),
    ),
    "effort_0": Number(
        ("effort of main contractors, %", "总包努力程度，%"),
        lambda found: found.share("usual", "effort", "enterprises", group="0"),
    ),
    "effort_4": Number(
        ("effort at the deepest tier, %", "最深层努力程度，%"),
        lambda found: found.share("usual", "effort", "enterprises", group="4"),
    ),
    **{f"hurt_{arm}": moved(arm, INJURIES, HURT) for arm in TRIED},
    **{f"died_{arm}": moved(arm, DEATHS, DIED) for arm in TRIED},
    **{f"cost_{arm}": paid(arm) for arm in TRIED},
}


def by_tier(found: Found) -> pd.DataFrame:
    """Injuries per 100 worker-years tier by tier."""
    made = []
    for arm in ("usual", "fair", "liability", "on_site", "both"):
        for tier in TIERS:
            one = found.per(arm, INJURIES, "workers", PER_100, group=tier)
            made.append((float(tier), one.mean, one.low, one.high, arm))
    return pd.DataFrame(made, columns=["year", "mean", "low", "high", "series"])


def grows(found: Mapping[str, Estimate]) -> bool:
    """Whether each tier below adds to risk, and the deepest more than the first."""
    return all(found[f"more_{tier}"].is_above for tier in BELOW) and found["more_4"].low > found["more_1"].high


CASE = Case(
    name="construction_subcontracting",
    order=40,
    sections=("5.2.3",),
    title=("Layered subcontracting in construction", "建筑层层转包"),
    set_up=(
        "In construction a main contractor hands work on, and who gets it hands it on again: 43 chains of five. The "
        "head's care for safety loses three tenths at each tier, its pressure nothing; each tier keeps part of the "
        "price back, and hands more dangerous work down. The head pays a tenth of recorded harm below. Nobody of the "
        "main contractor's supervises on site but as far as it cares. Three years later it answers for the tiers "
        "below (the model's remedy, not the programme's), or supervises on site, or both; or all of it with no tier "
        "beyond the second.",
        "建筑工程由总包转出，承接者再次转出：43 条五级承包链。上级的重视每层衰减三成，压力不衰减；"
        "每一层扣下部分工程款，并把更危险的作业往下移。下面的在册损失总包只付一成。"
        "总包只在其重视所及的程度上有人在现场。三年后，总包对下面各层负责（模型提出的办法，纲要没有），或现场监督，"
        "或二者并用；或全部措施且不超过两层。",
    ),
    story=(
        "Heads do {care} of what safety asks of them. Main contractors make {effort_0} of the effort required, the "
        "deepest tier {effort_4}: four levels down hardly anything of the head's care is left, and all of its haste. "
        "Injuries per 100 worker-years go from {rate_0} at main contractors to {rate_4} at the fourth tier below. "
        "Part of that is size, for the deepest are the smallest: against the same enterprises without such heads "
        "their place in the chain changes injuries by {more_1}, {more_2}, {more_3} and {more_4} from the first tier "
        "to the fourth, and by {more_0} at main contractors. Deaths in collapses and other major accidents are "
        "{collapse_0} per 100,000 worker-years at main contractors and {collapse_4} at the fourth tier.\n\n"
        "Who answers for the tiers below has a stake in the record there, cares more and presses less; but its "
        "care still gets lost on the way, and the record shows less than there is: injuries below change by "
        "{hurt_liability}, deaths by {died_liability}. Supervision on site holds what is lost from tier to tier, and "
        "finds hazards: {hurt_on_site} and {died_on_site}. Both: {hurt_both} and {died_both}. With part of the price "
        "paid down and no new risky contractor beyond the second tier {hurt_control} and {died_control}.\n\n"
        "All parties together pay {cost_liability} million CNY a year for liability, {cost_on_site} for supervision, "
        "{cost_both} for both.",
        "上级做到了安全要求的 {care}。总包的努力程度为 {effort_0}，最深层为 {effort_4}：四层之下，上级的重视几乎不剩，"
        "而它的工期压力全部到达。每百人年伤害从总包的 {rate_0} 升至第四层的 {rate_4}。其中一部分来自规模，"
        "最深层企业最小：与没有此类上级的同样企业相比，所处层级使第一至第四层的伤害变化 {more_1}、{more_2}、{more_3} "
        "和 {more_4}，总包变化 {more_0}。坍塌等重大事故死亡每十万人年总包为 {collapse_0}，第四层为 {collapse_4}。\n\n"
        "对下面各层负责的总包与那里的记录有了利害关系，更重视、少施压；但重视仍在途中丢失，记录也少于实际："
        "下面的伤害变化 {hurt_liability}，死亡变化 {died_liability}。现场监督压实逐层丢失的部分，并发现隐患："
        "{hurt_on_site} 和 {died_on_site}。二者并用：{hurt_both} 和 {died_both}。再将部分工程款付下去、"
        "第二层以下不再新进高风险单位：{hurt_control} 和 {died_control}。\n\n"
        "各方每年共支付：总包责任 {cost_liability} 百万元，现场监督 {cost_on_site} 百万元，二者并用 {cost_both} "
        "百万元。",
    ),
    doubts=(
        "What is lost a tier, what is kept back and how far the head answers are assumed; how much danger is handed "
        "down was set with E634 in view. Care and pressure alone give a part of the difference that is published (2.8 "
        "times their share of deaths). Tiers are given and do not hide, but for half of those beyond the second. "
        "Principal liability is a remedy of the model, no study of one was found. Intervals hold the luck of the runs "
        "only.",
        "每层丢失多少、扣下多少、上级承担多少均为假定；危险作业下移的程度参照 E634 设定。"
        "仅重视和压力只能解释公布差距（死亡占比为人数占比的 2.8 倍）的一部分。"
        "层级是给定的，除第二层以下的一半外不会隐藏。总包责任是模型的办法，没有找到相关研究。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    checks=(
        Check(
            ("risk grows with tier depth", "风险随层级加深而上升"),
            grows,
        ),
        Check(
            ("collapses kill more a worker at the deepest tier", "坍塌等事故在最深层的人均死亡高于总包"),
            lambda found: found["collapse_4"].low > found["collapse_0"].high,
        ),
        Check(
            ("duty becomes empty: least effort four tiers down", "责任虚化：四层之下的努力程度低于总包"),
            lambda found: found["effort_4"].high < found["effort_0"].low,
        ),
        Check(
            ("principal liability averts injuries and deaths below", "总包责任减少下面的伤害和死亡"),
            lambda found: found["hurt_liability"].is_below and found["died_liability"].is_below,
        ),
        Check(
            ("supervision on site averts more than liability", "现场监督比总包责任作用更大"),
            lambda found: found["hurt_on_site"].high < found["hurt_liability"].low,
        ),
    ),
    curves=(
        Curve(
            "tiers", SITE, INJURIES, ("Injuries tier by tier", "逐层伤害"),
            ("injuries per 100 worker-years", "每百人年伤害"),
            rows=by_tier,
            axis=("tier below the main contractor", "总包以下层级"),
            how=("Expected injuries, years 6 to 10, mean and 95 % interval", "第 6 至 10 年预计伤害，均值与 95% 区间"),
            series={one: ARMS[one] for one in ("usual", "fair", "liability", "on_site", "both")},
        ),
        Curve(
            "below", SITE, "injuries_below_expected", ("Injuries below main contractors", "总包以下的伤害"),
            ("change of injuries a worker, %", "人均伤害的变化，%"), ("usual", *TRIED), by="workers_below",
            is_change=True,
        ),
    ),
    seeds=16,
)  # fmt: skip
