"""Question 19: how fast the fit of rules decays without review, and what that does."""

from __future__ import annotations

from functools import partial
from math import log, nan

from govsim.cases.common.case import Arm, County, Curve, Number
from govsim.cases.common.found import Found
from govsim.questions.common.measures import changed
from govsim.questions.common.numbers import of
from govsim.questions.common.question import Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate
from govsim.year import WEEKS_A_YEAR

NONE, REVIEW, REVIEW_5, FITTING = "unreviewed", "review", "review_5", "fitting"
WEEKS = 520
FIRST, LAST = (0, 1), (WEEKS - 1, WEEKS)
INDUSTRIES = 8  # whose standards are counted; each fits wholly in week 0
FIT, HURT = "standard_fit", "injuries_expected"
THE_COUNTY = County(
    "rules",
    ("216 enterprises under standards that fit wholly in week 0", "216 家企业，第 0 周各项标准完全适配"),
    (
        Arm(NONE, ("No review", "不评估修订")),
        Arm(REVIEW, ("A review every two years, from year 4", "第 4 年起每两年评估"), ("instrument=[policy_review]",)),
        Arm(
            REVIEW_5,
            ("A review every five years, from year 4", "第 4 年起每五年评估"),
            ("instrument=[policy_review]", "instrument.policy_review.interval=260"),
        ),
        Arm(FITTING, ("Rules that never go out of date", "标准永不过时"), ("parameter.standard_drift=0",)),
    ),
    settings=("parts=[outside]", "settle=104"),  # one start for all, though one has another parameter
)
ARMS = {one.name: one.title for one in THE_COUNTY.arms}


def fall(found: Found, arm: str) -> Estimate:
    """How the fit changes from week 0 to the end of year 10."""
    return found.growth(arm, FIT, FIRST, LAST)


def half_life(found: Found) -> Estimate:
    """Years until half is left, at the speed of the ten years."""
    fell = fall(found, NONE)
    mean, low, high = (_halved(one) for one in (fell.mean, fell.low, fell.high))
    return Estimate(mean, low, high, "years")


def _halved(fell: float) -> float:
    left = 1.0 + fell / 100.0
    return log(0.5) / log(left) * (LAST[0] - FIRST[0]) / WEEKS_A_YEAR if 0.0 < left < 1.0 else nan


NUMBERS = {
    **{
        f"fit_{arm}": Number(of(("fit of rules, year 10 against week 0", "第 10 年末与第 0 周相比的规则适配度"),
                                    ARMS[arm]), partial(fall, arm=arm))
        for arm in (NONE, REVIEW, REVIEW_5)
    },
    "half": Number(("years until half of the fit is left, no review", "不评估时适配度减半所需年数"), half_life),
    **{
        f"{name}_{arm}": changed(ARMS, arm, outcome, what, by="workers", against=FITTING)
        for name, outcome, what in (
            ("hurt", HURT, ("injuries a worker, against rules that fit", "人均伤害（与始终适配相比）")),
            ("died", "deaths_expected", ("deaths a worker, against rules that fit", "人均死亡（与始终适配相比）")),
        )
        for arm in (NONE, REVIEW, REVIEW_5)
    },
    "fined": changed(
        ARMS, NONE, "sanctions", ("penalties, against rules that fit", "处罚（与始终适配相比）"), against=FITTING
    ),
}  # fmt: skip
QUESTION = Question(
    name="q19_rules_without_review",
    number=19,
    problem=("articles that are out of date", "过时条款"),
    text=("How fast does the fit of rules decay without review?", "不开展评估修订，规则的适配度下降多快？"),
    counties=(THE_COUNTY,),
    seeds=40,
    fewest=16,
    numbers=NUMBERS,
    verdicts=(
        Verdict(
            "decays_and_harms",
            lambda numbers: (
                numbers["fit_unreviewed"].is_below
                and (numbers["hurt_unreviewed"].is_above or numbers["died_unreviewed"].is_above)
            ),
            (
                "Without review the fit of rules changes by {fit_unreviewed} in ten years, so that half is left after "
                "{half}; with a review every two years from year 4 it changes by {fit_review}, with one every five by "
                "{fit_review_5}. In years 6 to 10 rules that went out of date mean {hurt_unreviewed} injuries, "
                "{died_unreviewed} deaths and {fined} penalties against rules that still fit, with reviews "
                "{hurt_review} injuries.",
                "不评估修订时，规则适配度十年变化 {fit_unreviewed}，即 {half} 后减半；第 4 年起每两年评估时变化 "
                "{fit_review}，每五年评估时变化 {fit_review_5}。与始终适配相比，第 6 至 10 年规则过时使人均伤害变化 "
                "{hurt_unreviewed}，死亡变化 {died_unreviewed}，处罚变化 {fined}，每两年评估时伤害变化 {hurt_review}。",
            ),
        ),
        Verdict(
            "decays",
            lambda numbers: numbers["fit_unreviewed"].is_below,
            (
                "Without review the fit of rules changes by {fit_unreviewed} in ten years, so that half is left after "
                "{half}; with a review every two years from year 4 it changes by {fit_review}. No more harm is seen "
                "for it: injuries change by {hurt_unreviewed} and deaths by {died_unreviewed} against rules that still "
                "fit.",
                "不评估修订时，规则适配度十年变化 {fit_unreviewed}，即 {half} 后减半；第 4 年起每两年评估时变化 "
                "{fit_review}。看不出危害因此增加：与始终适配相比，伤害变化 {hurt_unreviewed}，死亡变化 "
                "{died_unreviewed}。",
            ),
        ),
        otherwise(
            (
                "The fit of rules does not decay: it changes by {fit_unreviewed} in ten years without review and by "
                "{fit_review} with one every two years. Injuries change by {hurt_unreviewed} against rules that fit.",
                "规则适配度没有下降：不评估修订时十年变化 {fit_unreviewed}，每两年评估时变化 {fit_review}。"
                "与始终适配相比，伤害变化 {hurt_unreviewed}。",
            )
        ),
    ),
    figure=Curve(
        "rule_fit",
        THE_COUNTY.name,
        FIT,
        ("How well rules fit, with and without review", "有无评估修订时的规则适配度"),
        ("fit of rules, % of week 0", "规则适配度，占第 0 周的 %"),
        by="leaders",
        times=100.0 / INDUSTRIES,
    ),
    hangs_on=(
        "The speed itself is put in: 2 % of what rules cover goes out of date a year, assumed, and no study was found. "
        "What follows from the model is what a decay of that speed does, and how much of it a review brings back; part "
        "of what a review does is local rules (2 %, assumed). At 5 % a year half would be gone in 14 years. A review "
        "that loosens rules has nothing to stand for it here.",
        "下降速度本身是输入：每年 2% 过时，为假定，未找到研究。模型给出的是这一速度的后果以及评估修订能挽回多少；"
        "评估作用的一部分来自地方性规定（2%，假定）。若每年 5%，14 年减半。放松规则的评估在此没有对应。",
    ),
    turns=((NONE, FITTING),),
)
