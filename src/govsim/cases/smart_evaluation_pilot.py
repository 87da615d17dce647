"""A smart evaluation platform: how many evaluations a staff-week, how true they are, and whether anybody is safer."""

from __future__ import annotations

from collections.abc import Mapping

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number, Words
from govsim.cases.common.found import Found
from govsim.study.runs.statistics import Estimate

LATE = (260, 520)
CITY, INJURIES = "evaluated", "injuries_expected"
STAFF_WEEK = 40.0  # hours

SYSTEM = "instrument=[evaluation_system]"
SMART = "instrument=[evaluation_system,evaluation_platform]"
MARK = 0.417  # the mark for failing, as much below its .45 as the index falls where two thirds are measured
COUNTIES = (
    County(
        CITY,
        (
            "A county evaluated by hand, with a platform, and with the time saved put into more evaluations",
            "一个县：人工评估、平台评估，以及把省下的时间用于更多评估",
        ),
        (
            Arm("usual", ("Nothing", "不采取措施"), ("parts=[evaluation]",)),
            Arm("by_hand", ("Evaluation by hand", "人工评估"), (SYSTEM,)),
            Arm("smart", ("Two thirds of the indicators measured", "三分之二指标实测"), (SMART,)),
            Arm(
                "same_staff",
                ("The same, and as many hours of staff as by hand", "同上，且所用工时与人工评估相同"),
                (SMART, "instrument.evaluation_system.sample=0.492"),
            ),
            Arm(
                "all_measured",
                ("All indicators measured", "全部指标实测"),
                (SMART, "instrument.evaluation_platform.sensors=1"),
            ),
            Arm(
                "lower_mark",
                (
                    "Two thirds measured, and the mark for failing lowered as scores fall",
                    "三分之二实测，不合格线随得分下调",
                ),
                (SMART, f"instrument.evaluation_system.fail_below={MARK}"),
            ),
        ),
    ),
)
TITLES = {one.name: one.title for one in COUNTIES[0].arms}


def against_hand(arm: str, over: str, by: str, what: tuple[str, str]) -> Number:
    """A change against evaluation by hand."""
    english, chinese = TITLES[arm]
    return Number(
        (f"{what[0]}: {english[0].lower()}{english[1:]}", f"{what[1]}：{chinese}"),
        lambda found: found.change(arm, over, LATE, against="by_hand", by=by),
    )


def level(arm: str, outcome: str, what: tuple[str, str]) -> Number:
    """A mean over enterprises."""
    english, chinese = TITLES[arm]
    return Number(
        (f"{what[0]}: {english[0].lower()}{english[1:]}", f"{what[1]}：{chinese}"),
        lambda found: found.per(arm, outcome, "enterprises", weeks=LATE),
    )


def in_a_week(arm: str) -> Number:
    """Evaluations in a staff-week."""
    english, chinese = TITLES[arm]
    return Number(
        (f"evaluations a staff-week: {english[0].lower()}{english[1:]}", f"每人周评估次数：{chinese}"),
        lambda found: found.per(arm, "evaluations", "evaluation_hours", STAFF_WEEK, weeks=LATE),
    )


def drawn(found: Found) -> Estimate:
    """How many more are evaluated with the same hours."""
    return found.change("same_staff", "evaluations", LATE, against="by_hand")


MORE = ("evaluations for an hour of staff", "每工时评估次数")
LESS = ("hours of an evaluation", "每次评估工时")
OWN = ("distance of own scores from the truth", "自评分与真实的差距")
GOVERNMENT = ("distance of the government's scores from the truth", "政府评分与真实的差距")
HARM = ("injuries", "伤害")
NUMBERS = {
    **{f"week_{arm}": in_a_week(arm) for arm in ("by_hand", "smart", "all_measured")},
    **{f"more_{arm}": against_hand(arm, "evaluations", "evaluation_hours", MORE) for arm in ("smart", "all_measured")},
    **{f"less_{arm}": against_hand(arm, "evaluation_hours", "evaluations", LESS) for arm in ("smart", "all_measured")},
    "drawn": Number(("evaluations with the same hours of staff", "相同工时下的评估次数"), drawn),
    **{
        f"own_{arm}": against_hand(arm, "self_gaps", "enterprises", OWN) for arm in ("smart", "all_measured")
    },
    **{
        f"government_{arm}": against_hand(arm, "government_gaps", "enterprises", GOVERNMENT)
        for arm in ("smart", "same_staff")
    },
    **{
        f"score_{arm}": level(arm, "self_sum", ("own score", "自评分")) for arm in ("by_hand", "smart")
    },
    "truth": level("by_hand", "truth_sum", ("true score", "真实得分")),
    **{
        f"injuries_{arm}": against_hand(arm, INJURIES, "", HARM)
        for arm in ("smart", "same_staff", "all_measured", "lower_mark")
    },
    "index": against_hand("smart", "index_sum", "enterprises", ("index of evaluation", "评估指数")),
    **{
        f"hazards_{arm}": against_hand(arm, "hazards_present", "", ("hazards present", "现存隐患"))
        for arm in ("smart", "lower_mark")
    },
    "system": Number(
        ("injuries: evaluation by hand against nothing", "伤害：人工评估与不采取措施相比"),
        lambda found: found.change("by_hand", INJURIES, LATE),
    ),
}  # fmt: skip


def whether_safer(found: Mapping[str, Estimate]) -> Words:
    """Whether anybody is safer for it, and why."""
    if not found["injuries_smart"].is_below:
        return "Nobody is certain to be safer for it.", "不能确定有人因此更安全。"
    by_mark = found["hazards_lower_mark"].low > found["hazards_smart"].high
    return (
        "A few injuries fewer come of it all the same. Measured indicators are lower than told ones, so that the index "
        "changes by {index}: against the same mark more enterprises fail and are followed up; hazards present change "
        "by {hazards_smart}. "
        + ("With the mark lowered as scores fall hazards change by {hazards_lower_mark} and injuries by "
           "{injuries_lower_mark}: mostly the mark did it, not the sensors." if by_mark else
           "With the mark lowered as scores fall hazards change by {hazards_lower_mark} and injuries by "
           "{injuries_lower_mark}, which is not certain to be less."),
        "不过伤害略有减少。实测的指标低于自报，评估指数因此变化 {index}：在同一不合格线下，更多企业不合格并被跟踪整改，"
        "现存隐患变化 {hazards_smart}。"
        + ("不合格线随得分下调时，隐患变化 {hazards_lower_mark}，伤害变化 {injuries_lower_mark}："
           "主要起作用的是不合格线，而不是传感器。" if by_mark else
           "不合格线随得分下调时，隐患变化 {hazards_lower_mark}，伤害变化 {injuries_lower_mark}，不能确定更小。"),
    )  # fmt: skip


CASE = Case(
    name="smart_evaluation_pilot",
    order=80,
    sections=("6.1.2", "5.1.3"),
    title=("A smart evaluation platform", "智慧评估平台试点"),
    set_up=(
        "A county evaluates its enterprises each half-year: the government scores three in ten, drawn at random, "
        "enterprises score themselves, a third party looks. By hand an evaluation takes 16 hours of an officer, half "
        "of it to collect indicators and a fifth for the report. A platform measures two thirds of the indicators by "
        "sensors and makes half of the report on these by itself. In a further arm the hours saved are put into more "
        "evaluations, in another all indicators are measured, in a last one the mark for failing falls as scores do.",
        "一个县每半年评估企业：政府随机抽取三成评分，企业自评，第三方察看。人工评估一次需监管人员 16 小时，"
        "其中一半用于采集指标、五分之一用于写报告。平台用传感器实测三分之二的指标，"
        "并自动生成其中一半的报告。另一种情形把省下的工时用于更多评估，再一种情形实测全部指标，最后一种情形不合格线随得分下调。",
    ),
    story=(
        "By hand there are {week_by_hand} evaluations a staff-week, with the platform {week_smart}: {more_smart} for "
        "an hour, or {less_smart} of the time of each. The stated +60 % follows if about two thirds of the indicators "
        "are measured, by arithmetic alone. Read as 60 % less time it asks for all of them: {less_all_measured}. With "
        "the hours that evaluation by hand takes, evaluations change by {drawn}.\n\n"
        "How true they are is another matter. Own scores are {score_by_hand} by hand and {score_smart} where two "
        "thirds are measured, where the truth is {truth}; their distance from the truth changes by {own_smart}, and "
        "by {own_all_measured} where all is measured: what is measured cannot be bettered, and what the indicators do "
        "not see stays unseen. The government's own scores change theirs by {government_smart}, and with more of them "
        "by {government_same_staff}.\n\n"
        "{safety} Against evaluation by hand injuries change by {injuries_smart}, by {injuries_same_staff} with more "
        "evaluations and by {injuries_all_measured} with all measured. What evaluation does to injuries, {system}, it "
        "does by what follows from its result.",
        "人工评估每人周 {week_by_hand} 次，用平台 {week_smart} 次：每工时 {more_smart}，即每次用时变化 {less_smart}。"
        "所称提升 60%，只要约三分之二的指标实测，算术上就会如此。"
        "若理解为用时减少 60%，则需全部实测：{less_all_measured}。"
        "所用工时与人工评估相同时，评估次数变化 {drawn}。\n\n"
        "评估有多真实是另一回事。自评分人工时为 {score_by_hand}，三分之二实测时为 {score_smart}，真实为 {truth}；"
        "与真实的差距变化 {own_smart}，全部实测时变化 {own_all_measured}：实测的无法粉饰，"
        "指标看不见的仍然看不见。政府评分的差距变化 {government_smart}，评估更多时变化 {government_same_staff}。\n\n"
        "{safety}与人工评估相比，伤害变化 {injuries_smart}，评估更多时 {injuries_same_staff}，"
        "全部实测时 {injuries_all_measured}。评估对伤害的作用 {system} 来自其结果带来的后果。",
    ),
    doubts=(
        "How an evaluation's time divides is assumed, so that the share of sensors which gives +60 % is, too. Sensors "
        "are taken to be true and to say what matters. What the platform shows beside evaluations (hazards, alarms) "
        "is another measure. Intervals hold the luck of the runs only.",
        "评估时间的构成为假定，因此得到 60% 所需的实测比例也是假定。传感器被视为真实且反映要害。"
        "平台在评估之外显示的内容（隐患、报警）属于其他措施。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    sentences={"safety": whether_safer},
    seeds=48,  # what is left of an effect is small
    fewest=48,
    checks=(
        Check(
            ("evaluations a staff-week up by about 60 %: between 50 and 70",
             "每人周评估次数提高约 60%：50 至 70 之间"),
            lambda found: found["more_smart"].low > 50.0 and found["more_smart"].high < 70.0,
        ),
        Check(
            ("read as 60 % less time for each, all indicators have to be measured",
             "若理解为每次用时减少 60%，则须实测全部指标"),
            lambda found: found["less_smart"].low > -50.0 and found["less_all_measured"].low < -58.0,
        ),
        Check(
            ("efficiency is apart from accuracy: own scores come nearer the truth by less than evaluations rise",
             "效率与准确是两回事：自评分接近真实的幅度小于评估次数的增幅"),
            lambda found: found["own_smart"].is_below and -found["own_smart"].low < found["more_smart"].low,
        ),
        Check(
            ("no effect on accidents: injuries within 1 % of evaluation by hand",
             "对事故没有作用：伤害与人工评估相差不到 1%"),
            lambda found: found["injuries_smart"].within(1.0) and found["injuries_all_measured"].within(1.0),
        ),
    ),
    curves=(
        Curve(
            "efficiency", CITY, "evaluations",
            ("Evaluations a staff-week", "每人周评估次数"), ("evaluations a staff-week", "次／人周"),
            ("by_hand", "smart", "all_measured"), by="evaluation_hours", times=STAFF_WEEK,
        ),
        Curve(
            "own_scores", CITY, "self_sum",
            ("What enterprises say of themselves", "企业对自己的评分"), ("own score", "自评分"),
            ("by_hand", "smart", "all_measured"), by="enterprises",
        ),
    ),
)  # fmt: skip
