"""Question 1: how many inspectors, or what digital gain, reach a given frequency of visits and a given risk."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from govsim.cases.common.case import Number, Words
from govsim.cases.common.found import Found
from govsim.cases.county_eight_inspectors import CASE, DIGITAL, LATE, POSTS, TITLES
from govsim.questions.common.question import Dots, Numbers, Verdict, from_case, otherwise
from govsim.questions.common.reached import dose_for
from govsim.study.runs.statistics import Estimate

FREQUENCY = 3.0  # visits an enterprise-year that are asked for, assumed
RISK = -10.0  # per cent fewer expected deaths that are asked for, assumed
EIGHT = "eight"
DOSES: Mapping[str, Mapping[str, float]] = {
    "inspectors": {EIGHT: 8.0, **{arm: 8.0 + more for arm, (_, more) in POSTS.items()}},
    "gain": {EIGHT: 1.0, **{arm: gain for arm, (gain, _) in DIGITAL.items()}},
}
CALLED: Mapping[str, Words] = {
    "inspectors": ("inspectors", "监管人员数"),
    "gain": ("times the visits, digital supervision", "数字化监管的检查量倍数"),
}
UNITS = {"inspectors": "inspectors", "gain": ""}


def visits(found: Found, arm: str) -> Estimate:
    """Visits an enterprise-year."""
    return found.per(arm, "visits", "enterprises", 52.0, weeks=LATE)


def deaths(found: Found, arm: str) -> Estimate:
    """The change of expected deaths; of nothing done, nothing."""
    return Estimate(0.0, 0.0, 0.0) if arm == EIGHT else found.change(arm, "deaths_expected", LATE)


def needed(what: str, is_visits: bool, found: Found) -> Estimate:
    """The dose that reaches the frequency, or the risk."""
    measure, level = (visits, FREQUENCY) if is_visits else (deaths, RISK)
    doses = DOSES[what]
    return dose_for(list(doses.values()), [measure(found, arm) for arm in doses], level, UNITS[what])


def _needed(what: str, is_visits: bool) -> Number:
    goal = (
        (f"to reach {FREQUENCY:g} visits an enterprise-year", f"达到企均每年 {FREQUENCY:g} 次检查")
        if is_visits
        else (f"to bring deaths down by {-RISK:g} %", f"使死亡下降 {-RISK:g}%")
    )
    title = (f"{CALLED[what][0]} {goal[0]}", f"{goal[1]}所需的{CALLED[what][1]}")
    return Number(title, partial(needed, what, is_visits))


def reaches(numbers: Numbers, what: str) -> bool:
    """Whether the whole interval of what is needed lies within what was tried, for frequency and for risk."""
    return all(numbers[f"{what}_{goal}"].high < float("inf") for goal in ("visits", "deaths"))


NUMBERS = {
    "now": Number(
        ("visits an enterprise-year, eight inspectors", "8 人时企均年检查次数"), partial(visits, arm=EIGHT)
    ),
    **{
        f"{what}_{goal}": _needed(what, goal == "visits") for what in DOSES for goal in ("visits", "deaths")
    },
    "visits_posts": Number(
        ("visits an enterprise-year, 16 more inspectors", "增加 16 人时企均年检查次数"), partial(visits, arm="posts_8")
    ),
    "visits_digital": Number(
        ("visits an enterprise-year, digital supervision, 1.8 times the visits", "数字化监管 1.8 倍时企均年检查次数"),
        partial(visits, arm="digital_3"),
    ),
}  # fmt: skip
QUESTION = from_case(
    CASE,
    takes=(*(f"deaths_{arm}" for arm in (*POSTS, *DIGITAL)), "cost_posts_8", "cost_digital_3"),
    numbers=NUMBERS,
    name="q01_inspectors_needed",
    number=1,
    problem=("weak supervision at the grassroots", "基层监管力量薄弱"),
    text=(
        "With 8 inspectors for 200 and more enterprises, how many inspectors, or what digital gain, reach a given "
        "frequency and risk?",
        "8 名监管人员面对 200 余家企业，需要多少人员或多大的数字化增益才能达到给定的检查频次和风险水平？",
    ),
    verdicts=(
        Verdict(
            "both_reach",
            lambda numbers: reaches(numbers, "inspectors") and reaches(numbers, "gain"),
            (
                "Either will do: from {now} visits an enterprise-year, 3 are reached with {inspectors_visits} or with "
                "{gain_visits} times the visits by digital supervision, and 10 % fewer deaths with "
                "{inspectors_deaths} or {gain_deaths} times. At the most that was tried deaths change by "
                "{deaths_posts_8} with 16 more inspectors, for {cost_posts_8} million CNY a year of all parties, and "
                "by {deaths_digital_3} with digital supervision, for {cost_digital_3}.",
                "两者都可以：企均每年检查由 {now} 次达到 3 次，需要 {inspectors_visits}，或数字化监管使检查量达到 "
                "{gain_visits} 倍；死亡下降 10%，需要 {inspectors_deaths}，或 {gain_deaths} 倍。取最大值时，"
                "增加 16 人使死亡变化 {deaths_posts_8}，各方每年多支出 {cost_posts_8} 百万元；数字化监管使死亡变化 "
                "{deaths_digital_3}，多支出 {cost_digital_3} 百万元。",
            ),
        ),
        Verdict(
            "inspectors_reach",
            lambda numbers: reaches(numbers, "inspectors"),
            (
                "Inspectors do, digital supervision alone does not within what was tried: 3 visits an enterprise-year "
                "take {inspectors_visits}, 10 % fewer deaths {inspectors_deaths}. With 1.8 times the visits by digital "
                "supervision visits come to {visits_digital} and deaths change by {deaths_digital_3}.",
                "增加人员可以，单靠数字化监管在所试范围内达不到：企均每年 3 次检查需要 {inspectors_visits}，"
                "死亡下降 10% 需要 {inspectors_deaths}。数字化监管使检查量达到 1.8 倍时，检查为 {visits_digital} 次，"
                "死亡变化 {deaths_digital_3}。",
            ),
        ),
        Verdict(
            "gain_reaches",
            lambda numbers: reaches(numbers, "gain"),
            (
                "Digital supervision does, inspectors alone do not within what was tried: 3 visits an enterprise-year "
                "take {gain_visits} times the visits, 10 % fewer deaths {gain_deaths} times. With 16 more inspectors "
                "visits come to {visits_posts} and deaths change by {deaths_posts_8}.",
                "数字化监管可以，单靠增加人员在所试范围内达不到：企均每年 3 次检查需要检查量达到 {gain_visits} 倍，"
                "死亡下降 10% 需要 {gain_deaths} 倍。增加 16 人时，检查为 {visits_posts} 次，死亡变化 "
                "{deaths_posts_8}。",
            ),
        ),
        otherwise(
            (
                "Neither surely reaches 3 visits an enterprise-year and 10 % fewer deaths within what was tried, up to "
                "24 inspectors or 1.8 times the visits, from {now} visits. With 16 more inspectors visits come to "
                "{visits_posts} and deaths change by {deaths_posts_8}, with digital supervision to {visits_digital} "
                "and {deaths_digital_3}.",
                "在所试范围内（至 24 人或检查量 1.8 倍），两者都不能确保由企均每年 {now} 次检查达到 3 次并使死亡"
                "下降 10%。增加 16 人时，检查为 {visits_posts} 次，死亡变化 {deaths_posts_8}；数字化监管时为 "
                "{visits_digital} 次和 {deaths_digital_3}。",
            ),
            "neither_reaches",
        ),
    ),
    figure=Dots(
        ("More inspectors, or digital supervision", "增加人员与数字化监管"),
        ("change of expected deaths, %", "预计死亡的变化，%"),
        {f"deaths_{arm}": TITLES[arm] for arm in (*POSTS, *DIGITAL)},
    ),
    hangs_on=(
        "Three visits and 10 % are levels chosen here (assumed). What a platform saves is assumed, and 1.8 times the "
        "visits is beyond anything seen where inspectors had been at work before; new inspectors stay behind old ones. "
        "The frequency follows from days of inspection and little else; the risk would not be reached if a visit "
        "averted about half as much as it does here, which rests on studies of other countries.",
        "3 次和 10% 为此处选定的水平（假定）。平台节省多少为假定，1.8 倍超出了在已有检查力量的地方见到的效果；"
        "新人与老人的能力差距一直存在。频次几乎只取决于检查天数；若一次检查避免的伤害只有此处的一半左右，"
        "风险水平就达不到，而这一作用依据的是其他国家的研究。",
    ),
    turns=((EIGHT, "posts_8"), ("posts_4", "digital_3")),
)
