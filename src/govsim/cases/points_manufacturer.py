"""Safety points in one manufacturing firm: more reports, fewer violations, and injuries in both books."""

from __future__ import annotations

import numpy as np

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number
from govsim.cases.common.found import SHARE, Found
from govsim.study.runs.statistics import Estimate, change, ratio

START, END = 156, 520
AFTER_A_YEAR = (START + 26, START + 78)  # the year around one year after the start
LATER = (260, END)
SINCE = (START, END)
FIRM, PLACE = "F001", "manufacturers"
STATED_REPORTS, STATED_VIOLATIONS = 200.0, -45.0  # per cent, programme 6.3.2: compared with, never set to


def here(instrument: str, **settings: float) -> tuple[str, ...]:
    """An instrument in the firm alone."""
    key = f"instrument.{instrument}"
    return (f"{key}.scope.enterprises=[{FIRM}]", *(f"{key}.{name}={value}" for name, value in settings.items()))


COUNTIES = (
    County(
        PLACE,
        (
            "54 manufacturers, one of which, with 500 workers, takes up points",
            "54 家制造企业，其中一家 500 人的企业实行积分",
        ),
        (
            Arm("usual", ("Nothing", "不采取措施")),
            Arm(
                "points",
                ("Points at their defaults", "积分（默认强度）"),
                ("instrument=[safety_points]", *here("safety_points")),
            ),
            Arm(
                "suggestions",
                ("Points, and rewards for suggestions", "积分加建议奖励"),
                ("instrument=[safety_points,suggestion_rewards]", *here("safety_points"), *here("suggestion_rewards")),
            ),
            Arm(
                "strongest",
                ("Points as strong as they can be", "最强积分"),
                (
                    "instrument=[safety_points]",
                    *here("safety_points", behaviour_reward=0.9, report_reward=0.9, prize=700.0),
                ),
            ),
        ),
        register="manufacturers",
        by=("scope",),
        group_weeks=True,
    ),
)  # fmt: skip
ARMS = {one.name: one.title for one in COUNTIES[0].arms[1:]}
INSIDE = "inside"


def moved(arm: str, outcome: str, what: tuple[str, str], weeks: tuple[int, int], by: str = "") -> Number:
    """The change of an outcome in the firm."""
    english, chinese = ARMS[arm]
    return Number(
        (f"{what[0]}: {english.lower()}", f"{what[1]}：{chinese}"),
        lambda found: found.change(arm, outcome, weeks, by=by, group=INSIDE),
    )


def noticed(found: Found, arm: str) -> np.ndarray:
    """Hazards that workers noticed, whether or not they spoke up."""
    told, kept = (found.sums(arm, one, AFTER_A_YEAR, group=INSIDE) for one in ("reports", "silences"))
    return told + kept


def told_share(found: Found, arm: str) -> Estimate:
    """Of what was noticed, the share that was reported."""
    reports = found.sums(arm, "reports", AFTER_A_YEAR, group=INSIDE)
    mean, low, high = (100.0 * one for one in ratio(reports, noticed(found, arm)))
    return Estimate(mean, low, high, SHARE)


def told_more(found: Found, arm: str) -> Estimate:
    """The change of the share that was reported."""
    first, second = (found.sums(one, "reports", AFTER_A_YEAR, group=INSIDE) for one in ("usual", arm))
    return change(second / noticed(found, arm), first / noticed(found, "usual"))


AROUND = ("in the year around one year after the start", "实施一年前后")
NUMBERS = {
    **{
        f"reports_{arm}": moved(
            arm, "reports", (f"hazard reports {AROUND[0]}", f"{AROUND[1]}隐患上报"), AFTER_A_YEAR
        )
        for arm in ARMS
    },
    **{
        f"violations_{arm}": moved(
            arm, "violations", (f"violations {AROUND[0]}", f"{AROUND[1]}违章"), AFTER_A_YEAR, by="workers"
        )
        for arm in ARMS
    },
    "hazards": moved("points", "hazards_present", ("hazards there are", "现存隐患"), AFTER_A_YEAR),
    "noticed": Number(
        ("hazards noticed by workers, reported or not: points", "工人注意到的隐患（无论是否上报）：积分"),
        lambda found: change(noticed(found, "points"), noticed(found, "usual")),
    ),
    "told_before": Number(
        ("share of noticed hazards that is reported: nothing", "注意到的隐患中上报的比例：不采取措施"),
        lambda found: told_share(found, "usual"),
    ),
    "told": Number(
        ("share of noticed hazards that is reported: points", "注意到的隐患中上报的比例：积分"),
        lambda found: told_share(found, "points"),
    ),
    "told_more": Number(
        ("that share against nothing: points", "该比例与不采取措施相比：积分"),
        lambda found: told_more(found, "points"),
    ),
    "reports_later": moved("points", "reports", ("hazard reports in years 6 to 10", "第 6 至 10 年隐患上报"), LATER),
    "hazards_later": moved(
        "points", "hazards_present", ("hazards there are in years 6 to 10", "第 6 至 10 年现存隐患"), LATER
    ),
    "expected": moved(
        "points", "injuries_expected", ("injuries, expected, since the start", "实施以来预计伤害"), SINCE
    ),
    "true": moved("points", "injuries_true", ("injuries, true, since the start", "实施以来真实伤害"), SINCE),
    "recorded": moved(
        "points", "injuries_recorded", ("injuries, recorded, since the start", "实施以来在册伤害"), SINCE
    ),
    "on_record": moved(
        "points", "injuries_recorded", ("share of injuries on record, since the start", "实施以来伤害在册比例"),
        SINCE, by="injuries_true",
    ),
}  # fmt: skip

CASE = Case(
    name="points_manufacturer",
    order=50,
    sections=("6.3.2",),
    title=("Safety points in a manufacturing firm", "制造企业安全积分"),
    set_up=(
        "Among 54 manufacturers with two inspectors one, of 500 workers, gives points for safe behaviour and for "
        "reports of hazards, exchanged for prizes, from year 4 on. It is compared with the same firm under the same "
        "luck without points. The programme says that reports rose by 200 % and violations fell by 45 % in a year: "
        "these figures are compared with, and nothing is set to them.",
        "在 54 家制造企业、两名监管人员的环境中，一家 500 人的企业从第 4 年起对安全行为和隐患上报给予积分并兑换奖品，"
        "与同一企业在同样随机条件下不实行积分相比。项目称一年后隐患上报增加 200%、违章下降 45%："
        "这里只作比较，不据此设定任何参数。",
    ),
    story=(
        "A year after the start hazard reports change by {reports_points} and violations by {violations_points}; with "
        "rewards for suggestions beside by {reports_suggestions} and {violations_suggestions}; with points as strong "
        "as the model lets them be by {reports_strongest} and {violations_strongest}. The programme's own figures are "
        "+200 % and −45 %.\n\n"
        "More reports are not more hazards. The hazards that there are change by {hazards}, those that workers notice "
        "by {noticed}; what they notice is told more often, {told} of it instead of {told_before} ({told_more}). As "
        "reported hazards are mended there is less left to report: in years 6 to 10 hazards change by {hazards_later} "
        "and reports by {reports_later}.\n\n"
        "Expected injuries change by {expected}; true ones, with all their luck, by {true}, recorded ones by "
        "{recorded}. Points pay for reports of hazards, not for an absence of injuries, so that nobody has a reason "
        "to hide one: the share on record changes by {on_record}.",
        "实施一年前后，隐患上报变化 {reports_points}，违章变化 {violations_points}；"
        "加上建议奖励为 {reports_suggestions} 和 {violations_suggestions}；"
        "模型允许的最强积分为 {reports_strongest} 和 {violations_strongest}。纲要给出的数字是 +200% 和 −45%。\n\n"
        "上报增多并不是隐患增多。现存隐患变化 {hazards}，工人注意到的隐患变化 {noticed}；"
        "注意到的更多被说出来：上报比例由 {told_before} 变为 {told}（{told_more}）。"
        "上报的隐患得到整改，可上报的也随之减少：第 6 至 10 年现存隐患变化 {hazards_later}，"
        "上报变化 {reports_later}。\n\n"
        "预计伤害变化 {expected}；真实伤害（含随机性）变化 {true}，在册伤害变化 {recorded}。"
        "积分奖励的是上报隐患，而不是没有伤害，没有人因此有理由隐瞒：在册比例变化 {on_record}。",
    ),
    doubts=(
        "The strength of points is assumed, half of what a vendor's own study found (E094); points paid for reports "
        "may bring trivial ones, which is not modelled. One firm has few injuries, so that the counts of injuries are "
        "wide. What the programme reports is one firm's own before and after, without a firm to compare with. "
        "Intervals hold the luck of the runs only.",
        "积分强度为假定，取供应商研究结果（E094）的一半；按上报给分可能带来琐碎的上报，模型没有考虑。"
        "一家企业伤害很少，因此伤害数的区间很宽。项目给出的是一家企业自己的前后对比，没有对照企业。"
        "区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    checks=(
        Check(
            ("hazard reports +200 % after one year, as the programme states: within reach of points at their defaults",
             "一年后隐患上报 +200%（纲要所称）：默认强度的积分可以达到"),
            lambda found: found["reports_points"].high >= STATED_REPORTS,
            ("Points of this strength make willingness rise, but there are fewer hazards to report. The strongest "
             "points of the model give {reports_strongest}. A firm that counts only what its own campaign brought in, "
             "from a year with few reports, would see more.",
             "这种强度的积分提高了上报意愿，但可上报的隐患在减少。模型中最强的积分为 {reports_strongest}。"
             "若企业从上报很少的一年起只看自身活动的结果，看到的增幅会更大。"),
        ),
        Check(
            ("violations −45 % after one year, as the programme states: within reach of points at their defaults",
             "一年后违章 −45%（纲要所称）：默认强度的积分可以达到"),
            lambda found: found["violations_points"].low <= STATED_VIOLATIONS,
            ("The reward of behaviour is half of what a vendor's own study found, and that study saw a quarter fewer "
             "incidents, not half. The strongest points of the model give {violations_strongest}.",
             "对行为的奖励强度取供应商研究结果的一半，而该研究的事故降幅也只有四分之一，不到一半。"
             "模型中最强的积分为 {violations_strongest}。"),
        ),
        Check(
            ("the directions of both: reports rise and violations fall", "二者的方向：上报上升，违章下降"),
            lambda found: all(
                found[f"reports_{arm}"].is_above and found[f"violations_{arm}"].is_below for arm in ARMS
            ),
        ),
        Check(
            ("more reporting split from more hazards: what is noticed is told more often, and hazards do not increase",
             "区分上报增多与隐患增多：注意到的更多被上报，而隐患没有增多"),
            lambda found: found["told_more"].is_above and found["hazards"].high <= 0.0,
        ),
        Check(
            ("true and recorded injuries side by side: true ones fall, and the record hides no more than before",
             "真实与在册伤害并列：真实伤害下降，瞒报没有增多"),
            lambda found: found["expected"].is_below and not found["on_record"].is_below,
        ),
    ),
    curves=(
        Curve(
            "reports", PLACE, "reports", ("Hazard reports in the firm", "企业的隐患上报"),
            ("reports a worker-year", "人均上报／年"), by="workers", times=52.0, group=INSIDE,
        ),
        Curve(
            "violations", PLACE, "violations", ("Violations in the firm", "企业的违章"),
            ("share of risky tasks, %", "风险作业中的违章比例，%"), by="workers", times=100.0, group=INSIDE,
        ),
        Curve(
            "hazards", PLACE, "hazards_present", ("Hazards in the firm", "企业的现存隐患"),
            ("hazards there are", "现存隐患（项）"), by="enterprises", group=INSIDE,
        ),
    ),
)  # fmt: skip
