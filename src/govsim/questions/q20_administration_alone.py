"""Question 20: administration alone against five means together, at equal cost."""

from __future__ import annotations

from govsim.cases.common.case import Arm, County, Words
from govsim.questions.common.contest import over, pairs, wins
from govsim.questions.common.measures import LATE, changed
from govsim.questions.common.question import Dots, Question, Verdict, otherwise

BUDGET = 120e6  # CNY in years 6 to 10: about what administration costs at full strength
ALONE, FIVE, LEAN = "administration", "comprehensive", "lean"
THE_COUNTY = County(
    "means",
    (
        "216 enterprises: administration alone, or five means for as much",
        "216 家企业：单用行政手段，或以同等成本并用五种手段",
    ),
    (
        Arm("usual", ("Today's rules", "现行制度")),
        Arm(ALONE, ("Administration alone", "单用行政手段"), (f"scenario={ALONE}",)),
        Arm(FIVE, ("Five means together", "五种手段综合施策"), (f"scenario={FIVE}",)),
        Arm(
            LEAN,
            ("The same without automation, the dearest of them", "五种手段，不含最昂贵的智能化改造"),
            (f"scenario={FIVE}", "instrument.automation.strength=0"),
        ),
    ),
    budget=BUDGET,
)
ARMS = {one.name: one.title for one in THE_COUNTY.arms[1:]}
DIED: Words = ("expected deaths", "预计死亡")
WHAT = {
    "died": ("deaths_expected", DIED),
    "hurt": ("injuries_expected", ("injuries", "伤害")),
    "unknown": ("majors_latent", ("major hazards that nobody knows of", "未发现的重大隐患")),
}
DONE: Words = (
    "at 120 million CNY over five years administration changes deaths by {died_administration} and injuries by "
    "{hurt_administration}, five means change them by {died_comprehensive} and {hurt_comprehensive}, and without "
    "automation, the dearest of them, by {died_lean} and {hurt_lean}. ",
    "五年同为 1.2 亿元，行政手段使死亡变化 {died_administration}、伤害变化 {hurt_administration}，五种手段分别为 "
    "{died_comprehensive} 和 {hurt_comprehensive}，不含最昂贵的智能化改造时为 {died_lean} 和 {hurt_lean}。",
)
SEEN: Words = (
    "Hours of inspectors, which are in no budget, change by {hours_administration} with administration, "
    "{hours_comprehensive} with five means and {hours_lean} without automation, major hazards that nobody knows of by "
    "{unknown_administration}, {unknown_comprehensive} and {unknown_lean}.",
    "不计入预算的监管人员工时，行政手段变化 {hours_administration}，五种手段变化 {hours_comprehensive}，不含智能化改造"
    "变化 {hours_lean}；未发现的重大隐患分别变化 {unknown_administration}、{unknown_comprehensive} 和 {unknown_lean}。",
)
QUESTION = Question(
    name="q20_administration_alone",
    number=20,
    problem=("administrative means alone cannot cope", "以行政手段为主难以应对"),
    text=(
        "Does administration alone do as well as five means together at equal cost?",
        "在同等成本下，单用行政手段与五种手段综合施策相比如何？",
    ),
    counties=(THE_COUNTY,),
    seeds=10,
    fewest=10,
    numbers={
        **{
            f"{name}_{arm}": changed(ARMS, arm, outcome, what) for name, (outcome, what) in WHAT.items() for arm in ARMS
        },
        **{
            f"hours_{arm}": changed(ARMS, arm, "inspector_hours", ("hours of inspectors", "监管人员工时"))
            for arm in ARMS
        },
        **pairs(ARMS, "deaths_expected", DIED, LATE),
    },
    verdicts=(
        Verdict(
            "administration",
            lambda numbers: wins(numbers, ALONE, list(ARMS)),
            (
                "In money administration alone does better: " + DONE[0] + SEEN[0],
                "只算钱，单用行政手段更好：" + DONE[1] + SEEN[1],
            ),
        ),
        Verdict(
            "five_means",
            lambda numbers: all(numbers[over(one, ALONE)].is_below for one in (FIVE, LEAN)),
            (
                "Administration alone falls short: " + DONE[0] + SEEN[0],
                "单用行政手段不够：" + DONE[1] + SEEN[1],
            ),
        ),
        Verdict(
            "five_means_without_automation",
            lambda numbers: numbers[over(LEAN, ALONE)].is_below,
            (
                "Administration alone falls short of five means that leave out the dearest of them: "
                + DONE[0]
                + SEEN[0],
                "单用行政手段不如不含最昂贵一项的五种手段：" + DONE[1] + SEEN[1],
            ),
        ),
        otherwise(
            (
                "Which does better cannot be told: " + DONE[0] + SEEN[0],
                "看不出哪个更好：" + DONE[1] + SEEN[1],
            )
        ),
    ),
    figure=Dots(
        ("Administration or five means, for 120 million CNY", "同为 1.2 亿元：行政手段与五种手段"),
        ("change on today's rules, %", "与现行制度相比的变化，%"),
        {
            f"{name}_{arm}": (f"{what[0]}: {title[0]}", f"{what[1]}：{title[1]}")
            for name, what in {
                "died": ("Deaths", "死亡"),
                "hurt": ("Injuries", "伤害"),
                "unknown": ("Unknown major hazards", "未发现的重大隐患"),
            }.items()
            for arm, title in {
                ALONE: ("administration", "行政手段"),
                FIVE: ("five means", "五种手段"),
                LEAN: ("without automation", "不含智能化改造"),
            }.items()
        },
    ),
    hangs_on=(
        "The budget is about what administration costs at full strength, so that it can buy little more of it: five "
        "means go on, to far fewer deaths at several times the money. They are scaled down by one factor to cost as "
        "much, which is no best mix, and they include the measures of administration. Officers' time is counted in "
        "hours and not paid from the budget, which favours administration. Which measures are administration is the "
        "programme's list as read here. It would turn with hours that had to be paid, or with a better choice among "
        "the five.",
        "预算约为行政手段全力实施的成本，再多的钱也难以买到更多；五种手段还可继续加大，以数倍的钱使死亡少得多。此处五种"
        "手段按同一系数缩小到相同成本，并非最优组合，且其中包含行政手段。监管人员的时间以工时计，不从预算支付，对行政手"
        "段有利。哪些措施属于行政手段，是按方案清单理解的。若工时须付费，或在五种手段中作更好的选择，结论会反转。",
    ),
    turns=((ALONE, LEAN),),
)
