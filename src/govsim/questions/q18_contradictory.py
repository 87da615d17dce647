"""Question 18: whether instruments that pull inspection two ways cancel out: green is visited less, lots visit all."""

from __future__ import annotations

from functools import partial

import numpy as np

from govsim.cases.common.case import Arm, County, Number
from govsim.cases.common.found import Found
from govsim.questions.common.measures import LATE, by_seed, changed
from govsim.questions.common.numbers import of
from govsim.questions.common.question import Dots, Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate, estimate, ratio

USUAL, GREEN, RANDOM, BOTH = "usual", "green", "random", "both"
COLOUR_GREEN = 1  # of the column colour
FIRST_YEAR = 5  # of the rows by year: years 6 to 10
ONLY_GREEN = tuple(
    f"instrument.colour_warning.{name}=0" for name in ("red_stop", "red_pursuit", "yellow_pursuit", "urgency", "threat",
                                                       "stake", "again_hours")
)  # fmt: skip
THE_COUNTY = County(
    "two_ways",
    ("216 enterprises with colours, visited by one agency", "216 家有评估颜色的企业，一个监管部门"),
    (
        Arm(USUAL, ("Neither", "都不采用")),
        Arm(GREEN, ("Green is visited less", "绿色企业减少检查"), ("instrument=[colour_warning]", *ONLY_GREEN)),
        Arm(RANDOM, ("Visits by lot, published", "双随机、一公开"), ("instrument=[double_random]",)),
        Arm(BOTH, ("Both", "两者并用"), ("instrument=[colour_warning,double_random]", *ONLY_GREEN)),
    ),
    settings=("parts=[evaluation]",),
    yearly=True,
)
ARMS = {one.name: one.title for one in THE_COUNTY.arms}
TRIED = (GREEN, RANDOM, BOTH)
HURT = "injuries_expected"


def beyond(found: Found) -> Estimate:
    """What both do beyond the sum of what each does alone, in per cent of injuries with neither."""
    neither, green, lots, both = (found.sums(arm, HURT, LATE) for arm in ARMS)
    mean, low, high = (100.0 * one for one in ratio(both - green - lots + neither, neither))
    return Estimate(mean, low, high)


def green_visits(found: Found, arm: str) -> Estimate:
    """Visits of a green enterprise in per cent of those of another, in the years at whose end it is green."""
    rows = found.enterprises[THE_COUNTY.name]
    rows = rows[(rows["scenario"] == arm) & (rows["year"] >= FIRST_YEAR)]
    green, every = rows["colour"] == COLOUR_GREEN, sorted(rows["seed"].unique())

    def a_week(chosen: np.ndarray) -> np.ndarray:
        # a seed without any of a colour counts with none: left out, the others would be paired with the wrong seeds
        seeds = rows[chosen].groupby("seed")[["visits", "weeks"]].sum().reindex(every, fill_value=0)
        return by_seed(seeds["visits"].to_numpy(float), seeds["weeks"].to_numpy(float))

    return estimate(100.0 * by_seed(a_week(green.to_numpy()), a_week(~green.to_numpy())), "share")


NUMBERS = {
    **{
        f"{name}_{arm}": changed(ARMS, arm, outcome, what, by=by)
        for name, outcome, what, by in (
            ("hurt", HURT, ("injuries a worker", "人均伤害"), "workers"),
            ("found", "hazards_found", ("hazards found a visit", "每次检查查出隐患"), "visits"),
        )
        for arm in TRIED
    },
    "beyond": Number(
        ("injuries, both beyond the sum of each alone", "伤害：两者并用超出各自之和的部分"), beyond
    ),
    **{
        f"visits_{arm}": Number(
            of(("visits of a green enterprise against another", "绿色企业相对其他企业的检查频次"), ARMS[arm]),
            partial(green_visits, arm=arm),
        )
        for arm in ARMS
    },
}  # fmt: skip
QUESTION = Question(
    name="q18_contradictory",
    number=18,
    problem=("policies in conflict, or twice the same", "政策冲突或重复"),
    text=(
        "Do contradictory instruments, fewer visits for green enterprises and visits by lot, cancel out?",
        "相互矛盾的工具（绿色企业减少检查与双随机抽查）会相互抵消吗？",
    ),
    counties=(THE_COUNTY,),
    seeds=40,
    fewest=20,
    numbers=NUMBERS,
    verdicts=(
        Verdict(
            "cancel",
            lambda numbers: numbers["hurt_random"].is_below and not numbers["hurt_both"].is_below,
            (
                "They cancel out: visits by lot alone change injuries a worker by {hurt_random}, fewer visits for "
                "green by {hurt_green}, and both together by {hurt_both}. A green enterprise is visited {visits_both} "
                "as often as another with both, {visits_green} with fewer visits for green alone.",
                "会抵消：单用双随机使人均伤害变化 {hurt_random}，单用绿色减少检查变化 {hurt_green}，两者并用变化 "
                "{hurt_both}。并用时绿色企业的检查频次为其他企业的 {visits_both}，单用绿色减少检查时为 "
                "{visits_green}。",
            ),
        ),
        Verdict(
            "blunt",
            lambda numbers: numbers["beyond"].is_above and numbers["hurt_both"].is_below,
            (
                "They blunt each other without cancelling: injuries a worker change by {hurt_both} with both, by "
                "{hurt_random} with lots and by {hurt_green} with fewer visits for green, and both do {beyond} beyond "
                "their sum. A green enterprise is visited {visits_both} as often as another with both, and "
                "{visits_random} with lots alone.",
                "相互削弱但不抵消：并用使人均伤害变化 {hurt_both}，单用双随机变化 {hurt_random}，单用绿色减少检查变化 "
                "{hurt_green}，并用超出两者之和 {beyond}。绿色企业的检查频次在并用时为其他企业的 {visits_both}，"
                "单用双随机时为 {visits_random}。",
            ),
        ),
        Verdict(
            "reinforce",
            lambda numbers: numbers["beyond"].is_below,
            (
                "They do more together than apart: injuries a worker change by {hurt_both} with both, by {hurt_random} "
                "with lots and by {hurt_green} with fewer visits for green, {beyond} beyond their sum. A green "
                "enterprise is visited {visits_both} as often as another with both.",
                "并用的作用大于各自之和：并用使人均伤害变化 {hurt_both}，单用双随机变化 {hurt_random}，单用绿色减少检查"
                "变化 {hurt_green}，超出两者之和 {beyond}。并用时绿色企业的检查频次为其他企业的 {visits_both}。",
            ),
        ),
        Verdict(
            "add_up",
            lambda numbers: numbers["hurt_both"].is_below,
            (
                "They do not cancel out: both change injuries a worker by {hurt_both}, lots alone by {hurt_random}, "
                "fewer visits for green alone by {hurt_green}, and nothing beyond the sum can be told ({beyond}). A "
                "green enterprise is visited {visits_usual} as often as another with neither, {visits_green} where "
                "green is visited less, {visits_random} with lots and {visits_both} with both.",
                "不会抵消：并用使人均伤害变化 {hurt_both}，单用双随机变化 {hurt_random}，单用绿色减少检查变化 "
                "{hurt_green}，看不出超出两者之和的部分（{beyond}）。绿色企业的检查频次，都不采用时为其他企业的 "
                "{visits_usual}，减少检查时为 {visits_green}，双随机时为 {visits_random}，并用时为 {visits_both}。",
            ),
        ),
        otherwise(
            (
                "Nothing is left to cancel: lots alone change injuries a worker by {hurt_random}, fewer visits for "
                "green by {hurt_green}, both by {hurt_both}. A green enterprise is visited {visits_green} as often as "
                "another where green is visited less, {visits_both} with both.",
                "没有可抵消的作用：单用双随机使人均伤害变化 {hurt_random}，单用绿色减少检查变化 {hurt_green}，并用变化 "
                "{hurt_both}。绿色企业的检查频次，减少检查时为其他企业的 {visits_green}，并用时为 {visits_both}。",
            )
        ),
    ),
    figure=Dots(
        ("Fewer visits for green, and visits by lot", "绿色企业减少检查与双随机抽查"),
        ("change of injuries a worker, %", "人均伤害的变化，%"),
        {**{f"hurt_{arm}": ARMS[arm] for arm in TRIED}, "beyond": ("Beyond the sum", "超出两者之和的部分")},
    ),
    hangs_on=(
        "Of the colours only the fewer visits of green are in force, half as many (assumed: the programme asks for "
        "fewer and gives no number); colours follow an index that is often wrong. Lots do not send inspectors back to "
        "green: they undo the rotation, by which who has waited longest is likeliest, and which otherwise makes up for "
        "part of the visits that green is spared. They come with published results, which do most of their work; lots "
        "alone would do next to nothing. It would turn if whom nobody visits slackened much faster than here.",
        "颜色措施中只有绿色减少检查在用，频次减半（假定：方案要求减少但未给数字）；颜色依据的指数常有误。双随机并不会让"
        "检查回到绿色企业：它取消了“等待越久越可能被查”的轮换，而轮换原本会补回绿色企业少受的一部分检查。双随机附带结果"
        "公开，作用大部分来自公开，只抽签几乎没有作用。若少受检查的企业松懈得远比此处快，结论会反转。",
    ),
    turns=((USUAL, BOTH),),
)
