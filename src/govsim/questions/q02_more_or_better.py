"""Question 2: at a fixed budget more inspectors or more competent ones, for major hazards in chemicals and mines."""

from __future__ import annotations

from govsim.cases.common.case import Arm, County, Words
from govsim.questions.common.contest import best_of, over, pairs
from govsim.questions.common.measures import LATE
from govsim.questions.common.numbers import changes, titled
from govsim.questions.common.question import Dots, Question, otherwise

BUDGET = 1e6  # CNY in years 6 to 10
UNKNOWN, MORE, BETTER = "majors_latent", "more", "better"
HAZARDOUS = County(
    "hazardous",
    (
        "200 enterprises, all of mining or hazardous chemicals, and 8 inspectors, 25 to each",
        "200 家企业，均为矿山或危险化学品企业，8 名监管人员，每人 25 家",
    ),
    (
        Arm("usual", ("Eight inspectors as they are", "8 名监管人员，维持现状")),
        Arm(
            MORE,
            ("More inspectors", "增加监管人员"),
            ("instrument=[grassroots_inspectors]", "instrument.grassroots_inspectors.posts_per_100=1"),
        ),
        Arm(
            BETTER,
            ("Better trained ones", "提升监管人员能力"),
            ("instrument=[inspector_training]", "instrument.inspector_training.training_days=20"),
        ),
    ),
    settings=(
        "population.regions=[{name:hazardous,enterprises:200,inspectors:8,industries:[mining,chemicals]}]",
        "settle=104",
    ),
    budget=BUDGET,
)
ARMS = {one.name: one.title for one in HAZARDOUS.arms[1:]}
HIDDEN: Words = ("major hazards that nobody knows of", "未发现的重大隐患")
WHAT: dict[str, tuple[str, Words]] = {
    "unknown": (UNKNOWN, HIDDEN),
    "died": ("deaths_in_majors_expected", ("deaths in major accidents", "重大事故死亡")),
    "visits": ("visits", ("visits", "检查次数")),
}
NUMBERS = {**changes(ARMS, WHAT, LATE), **pairs(ARMS, UNKNOWN, HIDDEN, LATE)}
QUESTION = Question(
    name="q02_more_or_better",
    number=2,
    problem=("lack of expertise, only surface problems are found", "专业能力不足,只能发现表面问题"),
    text=(
        "At a fixed budget, are more inspectors or more competent ones better for major hazards in hazardous chemicals "
        "and mines?",
        "在同等预算下，对危险化学品和矿山的重大隐患，是增加监管人员好，还是提升其能力好？",
    ),
    counties=(HAZARDOUS,),
    numbers=NUMBERS,
    seeds=12,
    fewest=12,
    verdicts=(
        *best_of(
            ARMS,
            {
                MORE: (
                    "More inspectors are better: at 1 million CNY over five years for either, major hazards that "
                    f"nobody knows of differ by {{{over(MORE, BETTER)}}} from what training of inspectors leaves. "
                    "Against the county as it is they change by {unknown_more} with more inspectors and by "
                    "{unknown_better} with better trained ones, deaths in major accidents by {died_more} and "
                    "{died_better}.",
                    "增加监管人员更好：五年内各花 100 万元，未发现的重大隐患与培训人员相比为 "
                    f"{{{over(MORE, BETTER)}}}。与现状相比，增加人员使其变化 {{unknown_more}}，提升能力使其变化 "
                    "{unknown_better}，重大事故死亡分别变化 {died_more} 和 {died_better}。",
                ),
                BETTER: (
                    "More competent inspectors are better: at 1 million CNY over five years for either, major hazards "
                    f"that nobody knows of differ by {{{over(BETTER, MORE)}}} from what more inspectors leave. Against "
                    "the county as it is they change by {unknown_better} with better trained inspectors and by "
                    "{unknown_more} with more of them, deaths in major accidents by {died_better} and {died_more}.",
                    "提升能力更好：五年内各花 100 万元，未发现的重大隐患与增加人员相比为 "
                    f"{{{over(BETTER, MORE)}}}。与现状相比，提升能力使其变化 {{unknown_better}}，增加人员使其变化 "
                    "{unknown_more}，重大事故死亡分别变化 {died_better} 和 {died_more}。",
                ),
            },
        ),
        otherwise(
            (
                "No difference is seen between more inspectors and more competent ones at 1 million CNY over five "
                f"years: major hazards that nobody knows of differ by {{{over(BETTER, MORE)}}}, the latter against the "
                "former. Against the county as it is they change by {unknown_more} with more inspectors and by "
                "{unknown_better} with better trained ones, deaths in major accidents by {died_more} and "
                "{died_better}.",
                "五年内各花 100 万元，增加监管人员与提升能力之间看不出差别：未发现的重大隐患相差 "
                f"{{{over(BETTER, MORE)}}}（提升能力与增加人员相比）。与现状相比，增加人员使其变化 {{unknown_more}}，"
                "提升能力使其变化 {unknown_better}，重大事故死亡分别变化 {died_more} 和 {died_better}。",
            )
        ),
    ),
    figure=Dots(
        ("More inspectors or better ones, for 1 million CNY", "各花 100 万元：增加人员与提升能力"),
        ("change on eight inspectors as they are, %", "与 8 名监管人员现状相比的变化，%"),
        titled(NUMBERS, changes(ARMS, WHAT)),
    ),
    hangs_on=(
        "What a day of training adds is assumed: no study has measured what training of inspectors finds. The budget "
        "is what two to four weeks of courses a year for all eight cost, or about half a post; much more money can "
        "only buy posts. New inspectors see less than old ones for good (assumed). It would turn if a day in a course "
        "taught little beside what an officer learns on visits.",
        "一天培训能增加多少为假定：没有研究测量过监管人员培训能多查出什么。预算相当于全部 8 人每年两至四周课程的费用，"
        "或约半个岗位；更多的钱只能用于增设岗位。新人始终比老人看得少（假定）。"
        "若一天课程教会的远少于实地检查中学到的，结论会反转。",
    ),
    turns=((MORE, BETTER),),
)
