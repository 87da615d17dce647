"""Question 17: hours that enterprises spend on visits, with and without joint enforcement."""

from __future__ import annotations

from functools import partial

from govsim.cases.common.case import Arm, County, Number
from govsim.cases.common.found import Found
from govsim.questions.common.measures import LATE, changed
from govsim.questions.common.numbers import of
from govsim.questions.common.question import Dots, Numbers, Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate
from govsim.year import WEEKS_A_YEAR

USUAL, JOINT, FULL = "usual", "joint", "full"
COORDINATION = "instrument.cross_department_coordination"
THE_COUNTY = County(
    "departments",
    ("216 enterprises that several departments visit", "216 家企业，多个部门上门检查"),
    (
        Arm(USUAL, ("Each department by itself", "各部门各自检查")),
        Arm(JOINT, ("Joint enforcement", "联合执法"), ("instrument=[cross_department_coordination]",)),
        Arm(
            FULL,
            ("All that can be merged is", "能合并的检查全部合并"),
            ("instrument=[cross_department_coordination]", f"{COORDINATION}.merged=1", f"{COORDINATION}.interval=4",
             f"{COORDINATION}.agreed_at_once=1", f"{COORDINATION}.slipping=0"),
        ),
    ),
    settings=("parts=[departments]",),
)  # fmt: skip
ARMS = {one.name: one.title for one in THE_COUNTY.arms}
TRIED = (JOINT, FULL)


def a_year(found: Found, arm: str, outcome: str) -> Estimate:
    """An outcome an enterprise-year."""
    return found.per(arm, outcome, "enterprises", float(WEEKS_A_YEAR), weeks=LATE)


NUMBERS = {
    **{
        f"{name}_{arm}": Number(of(what, ARMS[arm]), partial(a_year, arm=arm, outcome=outcome))
        for name, outcome, what in (
            ("hours", "hours_visited", ("hours with visitors an enterprise-year", "企均每年迎检工时")),
            ("others", "other_visits", ("visits of other departments an enterprise-year", "企均每年其他部门检查次数")),
        )
        for arm in ARMS
    },
    **{
        f"{name}_more_{arm}": changed(ARMS, arm, outcome, what, by=by)
        for name, outcome, what, by in (
            ("hours", "hours_visited", ("hours with visitors", "迎检工时"), "enterprises"),
            ("agency", "visits", ("visits of the work-safety agency", "安全监管部门检查次数"), "enterprises"),
            ("hurt", "injuries_expected", ("injuries a worker", "人均伤害"), "workers"),
            ("died", "deaths_expected", ("deaths a worker", "人均死亡"), "workers"),
        )
        for arm in TRIED
    },
}  # fmt: skip


def saves(numbers: Numbers) -> bool:
    """Whether joint enforcement surely takes hours off enterprises."""
    return numbers[f"hours_more_{JOINT}"].is_below


QUESTION = Question(
    name="q17_hours_with_visitors",
    number=17,
    problem=("several departments enforce the same twice", "多头执法、重复执法"),
    text=(
        "How many hours do enterprises spend on visits, with and without joint enforcement?",
        "有无联合执法，企业用于迎检的工时各是多少？",
    ),
    counties=(THE_COUNTY,),
    numbers=NUMBERS,
    verdicts=(
        Verdict(
            "saves_safely",
            lambda numbers: saves(numbers) and not numbers[f"hurt_more_{JOINT}"].is_above,
            (
                "With joint enforcement an enterprise spends {hours_joint} hours a year with visitors instead of "
                "{hours_usual} ({hours_more_joint}), and {hours_full} where all that can be merged is. Safety does not "
                "pay for it: injuries a worker change by {hurt_more_joint}, while the agency itself makes "
                "{agency_more_joint} visits with lent staff.",
                "有联合执法时，企业每年迎检 {hours_joint} 小时，没有时为 {hours_usual} 小时（{hours_more_joint}），"
                "能合并的全部合并时为 {hours_full} 小时。安全没有因此受损：人均伤害变化 {hurt_more_joint}，"
                "而安全监管部门借助抽调人员使自身检查变化 {agency_more_joint}。",
            ),
        ),
        Verdict(
            "saves_at_a_price",
            saves,
            (
                "With joint enforcement an enterprise spends {hours_joint} hours a year with visitors instead of "
                "{hours_usual} ({hours_more_joint}). It is paid for with safety: injuries a worker change by "
                "{hurt_more_joint} and deaths by {died_more_joint}.",
                "有联合执法时，企业每年迎检 {hours_joint} 小时，没有时为 {hours_usual} 小时（{hours_more_joint}）。"
                "代价是安全：人均伤害变化 {hurt_more_joint}，死亡变化 {died_more_joint}。",
            ),
        ),
        Verdict(
            "takes_more",
            lambda numbers: numbers[f"hours_more_{JOINT}"].is_above,
            (
                "Joint enforcement takes more of enterprises' time: {hours_joint} hours a year with visitors instead "
                "of {hours_usual} ({hours_more_joint}). Injuries a worker change by {hurt_more_joint}.",
                "联合执法反而占用更多工时：企业每年迎检 {hours_joint} 小时，没有时为 {hours_usual} 小时"
                "（{hours_more_joint}）。人均伤害变化 {hurt_more_joint}。",
            ),
        ),
        otherwise(
            (
                "No difference is seen: {hours_joint} hours a year with visitors with joint enforcement, {hours_usual} "
                "without. Injuries a worker change by {hurt_more_joint}.",
                "看不出差别：有联合执法时企业每年迎检 {hours_joint} 小时，没有时为 {hours_usual} 小时。人均伤害变化 "
                "{hurt_more_joint}。",
            )
        ),
    ),
    figure=Dots(
        ("Hours that an enterprise spends with visitors", "企业迎检工时"),
        ("hours an enterprise-year", "小时／企业·年"),
        {f"hours_{arm}": ARMS[arm] for arm in ARMS},
    ),
    hangs_on=(
        "Six visits of other departments a year and six hours a visit are assumed; that half of them can be merged is "
        "set to published falls of 15 to 55 % (E484 to E487, E650 to E652), which campaigns count themselves. What "
        "other departments' visits used to find by chance is not in the model: that safety does not suffer rests on "
        "it.",
        "其他部门每年 6 次、每次 6 小时为假定；其中一半可以合并，参照公布的下降幅度 15% 至 55% 设定（E484 至 E487、"
        "E650 至 E652），而这些数字由专项行动自行统计。其他部门检查中顺带发现的问题不在模型中：安全不受损这一点依赖于"
        "此。",
    ),
    turns=((USUAL, JOINT),),
)
