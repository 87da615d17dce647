"""Question 20: administration alone against five means together, at equal cost."""

from __future__ import annotations

from govsim.cases.common.case import Arm, County, Words
from govsim.questions.common.contest import best_of, over, pairs
from govsim.questions.common.measures import LATE, changed
from govsim.questions.common.question import Dots, Question, otherwise

BUDGET = 120e6  # CNY in years 6 to 10: about what administration costs at full strength
ALONE, FIVE = "administration", "comprehensive"
COUNTY = County(
    "means",
    (
        "216 enterprises: administration alone, or five means for as much",
        "216 家企业：单用行政手段，或以同等成本并用五种手段",
    ),
    (
        Arm("usual", ("Today's rules", "现行制度")),
        Arm(ALONE, ("Administration alone", "单用行政手段"), (f"scenario={ALONE}",)),
        Arm(FIVE, ("Law, administration, economy, technology and culture", "五种手段综合施策"), (f"scenario={FIVE}",)),
    ),
    budget=BUDGET,
)
ARMS = {one.name: one.title for one in COUNTY.arms[1:]}
DIED: Words = ("expected deaths", "预计死亡")
WHAT = {
    "died": ("deaths_expected", DIED),
    "hurt": ("injuries_expected", ("injuries", "伤害")),
    "unknown": ("majors_latent", ("major hazards that nobody knows of", "未发现的重大隐患")),
}
QUESTION = Question(
    name="q20_administration_alone",
    number=20,
    problem=("administrative means alone cannot cope", "以行政手段为主难以应对"),
    text=(
        "Does administration alone do as well as five means together at equal cost?",
        "在同等成本下，单用行政手段与五种手段综合施策相比如何？",
    ),
    counties=(COUNTY,),
    seeds=10,
    fewest=6,
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
        *best_of(
            ARMS,
            {
                ALONE: (
                    "Administration alone does better: at 120 million CNY over five years deaths differ by "
                    f"{{{over(ALONE, FIVE)}}} from what five means leave. Against today's rules it changes deaths by "
                    "{died_administration} and injuries by {hurt_administration}, five means change them by "
                    "{died_comprehensive} and {hurt_comprehensive}.",
                    "单用行政手段更好：五年同为 1.2 亿元，死亡与五种手段并用相比为 "
                    f"{{{over(ALONE, FIVE)}}}。与现行制度相比，单用行政手段使死亡变化 {{died_administration}}、伤害变"
                    f"化 "
                    "{hurt_administration}，五种手段使其分别变化 {died_comprehensive} 和 {hurt_comprehensive}。",
                ),
                FIVE: (
                    "Administration alone falls short: at 120 million CNY over five years five means together leave "
                    f"{{{over(FIVE, ALONE)}}} deaths against it. Against today's rules five means change deaths by "
                    "{died_comprehensive}, injuries by {hurt_comprehensive} and unknown major hazards by "
                    "{unknown_comprehensive}, administration changes them by {died_administration}, "
                    "{hurt_administration} and {unknown_administration}.",
                    "单用行政手段不够：五年同为 1.2 亿元，五种手段并用的死亡与其相比为 "
                    f"{{{over(FIVE, ALONE)}}}。与现行制度相比，五种手段使死亡变化 {{died_comprehensive}}、伤害变化 "
                    "{hurt_comprehensive}、未发现的重大隐患变化 {unknown_comprehensive}，行政手段使其分别变化 "
                    "{died_administration}、{hurt_administration} 和 {unknown_administration}。",
                ),
            },
        ),
        otherwise(
            (
                "No difference is seen in deaths at 120 million CNY over five years: five means against administration "
                f"alone {{{over(FIVE, ALONE)}}}. Against today's rules administration changes deaths by "
                "{died_administration} and injuries by {hurt_administration}, five means change them by "
                "{died_comprehensive} and {hurt_comprehensive}.",
                "五年同为 1.2 亿元，看不出死亡的差别：五种手段与单用行政手段相比为 "
                f"{{{over(FIVE, ALONE)}}}。与现行制度相比，行政手段使死亡变化 {{died_administration}}、伤害变化 "
                "{hurt_administration}，五种手段使其分别变化 {died_comprehensive} 和 {hurt_comprehensive}。",
            )
        ),
    ),
    figure=Dots(
        ("Administration or five means, for 120 million CNY", "同为 1.2 亿元：行政手段与五种手段"),
        ("change on today's rules, %", "与现行制度相比的变化，%"),
        {
            f"{name}_{arm}": (
                f"{what[0][:1].upper()}{what[0][1:]}: {ARMS[arm][0].lower()}",
                f"{what[1]}：{ARMS[arm][1]}",
            )
            for name, (_, what) in WHAT.items()
            for arm in ARMS
        },
    ),
    hangs_on=(
        "The budget is about what administration costs at full strength; five means are all scaled down by one factor "
        "to cost as much, which is no best mix: automation takes much of it. Which measures belong to administration "
        "is the programme's list as read here. The five means include the measures of administration, so that the "
        "question is what else the money buys. It would turn if dear means of technology did less than their assumed "
        "sizes.",
        "预算约为行政手段全力实施的成本；五种手段按同一系数缩小到相同成本，并非最优组合：其中智能化改造占去很大部分。"
        "哪些措施属于行政手段，是按方案清单理解的。五种手段包含行政手段，问题在于同样的钱还能买到什么。"
        "若昂贵的科技手段作用小于其假定值，结论会反转。",
    ),
    turns=((ALONE, FIVE),),
)
