"""Question 15: which instrument brings compliance where firms bear none of the harm."""

from __future__ import annotations

from functools import cache, partial

import numpy as np

from govsim.cases.cold_chain_blind_spot import CASE, COUNTIES, LATE, WITHOUT_A_RULE
from govsim.cases.common.case import Number, Words
from govsim.cases.common.found import Found
from govsim.cases.common.run import scenarios_of
from govsim.populations.industry_values import industry_names
from govsim.populations.structure import structure_of
from govsim.questions.common.measures import by_seed
from govsim.questions.common.numbers import of, within
from govsim.questions.common.question import Dots, Numbers, Verdict, from_case, otherwise
from govsim.study.runs.statistics import Estimate, estimate

NOW, TRADE = "blind_spot", "transport_logistics"
TRIED = ("standard", *WITHOUT_A_RULE)
TITLES = {one.name: one.title for one in COUNTIES[0].arms}
BESIDE = ("standard_and_fines", "standard_and_litigation")


@cache
def firms() -> float:
    """Share of the county's enterprises that are of the trade."""
    industry = structure_of(scenarios_of(COUNTIES[0])[0].population).industry
    return float(np.mean(industry == industry_names().index(TRADE)))


def cared(found: Found, arm: str) -> np.ndarray:
    """Protection of others that a firm of the trade carries out, by seed; other trades have nobody to protect."""
    care, there = (found.sums(arm, one, LATE) for one in ("others_care", "enterprises"))
    return 100.0 * by_seed(care, there) / firms()


def care_more(found: Found, arm: str) -> Estimate:
    """Points of protection that an instrument adds at firms of the trade."""
    return estimate(cared(found, arm) - cared(found, NOW), "points")


def best(numbers: Numbers, arm: str) -> bool:
    """Whether an instrument lowers harm by more than any other, and surely."""
    others = [numbers[one].low for one in TRIED if one != arm]
    return numbers[arm].is_below and all(numbers[arm].high < low for low in others)


def answer(arm: str) -> Words:
    """What is said where this one is best."""
    others = [one for one in TRIED if one != arm]
    english, chinese = within(TITLES[arm][0]), TITLES[arm][1]
    listed = ", ".join(f"{within(TITLES[one][0])} {{{one}}}" for one in others)
    said = "，".join(f"{TITLES[one][1]} {{{one}}}" for one in others)
    return (
        f"Of six instruments one stands out, {english}: harm to others changes by {{{arm}}} in years 6 to 10, and "
        f"firms carry out {{care_{arm}}} more of the protection of others. The others, each alone: {listed}.",
        f"六种工具中“{chinese}”最有效：第 6 至 10 年对外部人员的危害变化 {{{arm}}}，企业对外部人员的保护程度提高 "
        f"{{care_{arm}}}。其余工具单独使用时：{said}。",
    )


QUESTION = from_case(
    CASE,
    takes=(*TRIED, *BESIDE, "seen", "seen_after"),
    numbers={
        f"care_{arm}": Number(
            of(("protection of others that firms carry out", "企业对外部人员的保护程度"), TITLES[arm]),
            partial(care_more, arm=arm),
        )
        for arm in TRIED
    },
    name="q15_harm_to_others",
    number=15,
    problem=("no strict disinfection in the cold chain", "冷链未严格执行消毒"),
    text=(
        "When firms bear none of the harm, which instrument brings compliance?",
        "企业不承担危害时，哪种工具能使其守规？",
    ),
    verdicts=(
        *(Verdict(f"best_{arm}", partial(best, arm=arm), answer(arm)) for arm in TRIED),
        Verdict(
            "several",
            lambda numbers: any(numbers[arm].is_below for arm in TRIED),
            (
                "Some lower harm to others, and none is surely ahead: a standard changes it by {standard} in years 6 "
                "to 10, fines by {fines}, more inspectors by {inspectors}. Disclosure changes it by {disclosure}, a "
                "hotline by {hotline}, litigation by {litigation}.",
                "有的工具能减少危害，但没有一种确定领先：第 6 至 10 年对外部人员的危害，制定标准变化 {standard}，加重罚"
                "款变化 {fines}，增加监管人员变化 {inspectors}。信息公开变化 {disclosure}，举报平台变化 {hotline}，公益"
                "诉讼变化 {litigation}。",
            ),
        ),
        otherwise(
            (
                "None of the six surely brings compliance: a standard changes harm to others by {standard} in years 6 "
                "to 10, fines by {fines}, more inspectors by {inspectors}. Disclosure changes it by {disclosure}, a "
                "hotline by {hotline}, litigation by {litigation}.",
                "六种工具都不能确定使企业守规：第 6 至 10 年对外部人员的危害，制定标准变化 {standard}，加重罚款变化 "
                "{fines}，增加监管人员变化 {inspectors}。信息公开变化 {disclosure}，举报平台变化 {hotline}，公益诉讼变"
                "化 {litigation}。",
            )
        ),
    ),
    figure=Dots(
        ("Harm to others where firms bear none of it", "企业不承担危害时的对外危害"),
        ("change of events that harm others, years 6 to 10, %", "第 6 至 10 年对外危害事件的变化，%"),
        {arm: TITLES[arm] for arm in (*TRIED, *BESIDE)},
    ),
    hangs_on=(
        "The instruments cost different sums and are at their declared sizes. How often firms harm others, what "
        "protection costs and how fast the trade grows are assumed, and much of the fall under a standard is equipment "
        "made since (set with E662 to E664 in view) and a trade that no longer grows unruled, not care alone. It would "
        "turn if a standard were written and not inspected, or if harm were told without one.",
        "各工具成本不同，均按声明的力度。企业危害外部人员的频率、保护成本和行业增速均为假定；有标准后的下降有很大一部分"
        "来自新设备（参照 E662 至 E664 设定）和行业不再无序增长，而不只是更加重视。若标准制定后无人检查，"
        "或没有标准时危害也会被记录，结论会反转。",
    ),
    turns=(("standard", "litigation"),),
)
