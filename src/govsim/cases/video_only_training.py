"""Training in form only: builders give the same hours as video, lecture, drill or with headsets."""

from __future__ import annotations

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number

START = 156
TRAINED = (START, START + 52)  # the twelve months of the course
AT_THE_END = (START + 39, START + 52)  # their last quarter
A_YEAR_ON = (START + 91, START + 104)  # the same quarter a year after the course ended
YEAR_AFTER = (START + 52, START + 104)
FIVE_YEARS = (START, START + 260)
HOURS, BUILDERS, END = 16, "builders", f"end={START + 52}"
LECTURE = 0.3  # practised part of the legal hours: a lecture takes nothing of it away and adds none to it


def course(drilled_share: float) -> tuple[str, ...]:
    """A year of hours beyond the law."""
    key = "instrument.safety_training"
    shape = (f"{key}.added_hours={HOURS}", f"{key}.drilled_share={drilled_share}", f"{key}.{END}")
    return ("instrument=[safety_training]", *shape)


HEADSETS = ("instrument=[vr_training]", f"instrument.vr_training.hours={HOURS}", f"instrument.vr_training.{END}")
COUNTIES = (
    County(
        BUILDERS,
        (
            f"54 builders; {HOURS} hours for each worker beyond the law, for one year",
            f"54 家建筑企业；一年内每名工人在法定学时之外增加 {HOURS} 学时",
        ),
        (
            Arm("legal", ("Nothing", "不采取措施")),
            Arm("video", ("Video alone", "只看视频"), course(0.0)),
            Arm("lecture", ("Lecture", "讲授"), course(LECTURE)),
            Arm("drill", ("Drill", "实操演练"), course(1.0)),
            Arm("immersive", ("Immersive, with headsets", "沉浸式（VR）"), HEADSETS),
        ),
        register="builders",
        settings=("parts=[assets]",),
    ),
)
KINDS = {one.name: one.title for one in COUNTIES[0].arms[1:]}


def skill(kind: str, weeks: tuple[int, int], what: tuple[str, str]) -> Number:
    """The change of mean skill."""
    english, chinese = KINDS[kind]
    return Number(
        (f"{what[0]}: {english.lower()}", f"{what[1]}：{chinese}"),
        lambda found: found.change(kind, "skill", weeks, by="workers"),
    )


def injuries(kind: str, weeks: tuple[int, int], what: tuple[str, str], outcome: str = "injuries_expected") -> Number:
    """The change of injuries for each worker."""
    english, chinese = KINDS[kind]
    return Number(
        (f"{what[0]}: {english.lower()}", f"{what[1]}：{chinese}"),
        lambda found: found.change(kind, outcome, weeks, by="workers"),
    )


def cost_of(kind: str) -> Number:
    """What the course costs all parties in its year."""
    english, chinese = KINDS[kind]
    return Number(
        (f"million CNY that the course costs: {english.lower()}", f"培训成本（百万元）：{chinese}"),
        lambda found: found.paid(kind, TRAINED),
    )


NUMBERS = {
    "base": Number(
        ("mean skill of a worker without the course, of 1", "不增加培训时工人平均技能（满分 1）"),
        lambda found: found.per("legal", "skill", "workers", weeks=A_YEAR_ON),
    ),
    **{
        f"skill_{one}": skill(one, AT_THE_END, ("skill after twelve months of the course", "培训满十二个月时的技能"))
        for one in KINDS
    },
    **{
        f"kept_{one}": skill(one, A_YEAR_ON, ("skill twelve months after its end", "培训结束十二个月后的技能"))
        for one in KINDS
    },
    **{
        f"hurt_{one}": injuries(one, YEAR_AFTER, ("expected injuries in the year after", "此后一年的预计伤害"))
        for one in KINDS
    },
    **{
        f"died_{one}": injuries(
            one, YEAR_AFTER, ("expected deaths in the year after", "此后一年的预计死亡"), "deaths_expected"
        )
        for one in KINDS
    },
    **{f"cost_{one}": cost_of(one) for one in KINDS},
}
PRACTICE = ("drill", "immersive")
CASE = Case(
    name="video_only_training",
    order=110,
    sections=("6.2.2", "5.2.2"),
    title=("Training in form only", "培训流于形式"),
    set_up=(
        f"Builders, of whose workers more than half leave within a year, give {HOURS} hours of training beyond the "
        "law to each worker for one year: as video alone, which also takes the place of what was practised of the "
        "legal hours; as lectures, which add hours and leave practice as it is; as drill; or with headsets. Then the "
        "course ends. The programme's own example of a basic skill is the use of an extinguisher.",
        f"建筑企业（一年内超过一半工人会离职）在一年内给每名工人增加 {HOURS} 学时培训：只看视频（同时取代法定学时中的"
        "实操部分）；讲授（增加学时，不改变原有实操）；实操演练；或沉浸式培训。一年后培训结束。"
        "纲要举的基本技能例子是灭火器的使用。",
    ),
    story=(
        "After twelve months skill differs from that of the legal hours by {skill_video} after video alone, "
        "{skill_lecture} after lectures, {skill_drill} after drills and {skill_immersive} with headsets. An hour of "
        "watching gives about a seventh of an hour of doing, and what video adds is about what it takes away from the "
        "practised part of the legal hours.\n\n"
        "Twelve months after the end skill still differs by {kept_lecture} for lectures, {kept_drill} for drills and "
        "{kept_immersive} for headsets: part of what was learnt is forgotten, and part walks out of the gate with "
        "those who leave. Headsets slow forgetting only while they are in use.\n\n"
        "In the year after the course expected injuries change by {hurt_video} after video, {hurt_lecture} after "
        "lectures, {hurt_drill} after drills and {hurt_immersive} with headsets; deaths by {died_video}, "
        "{died_lecture}, {died_drill} and {died_immersive}. Most of the price is hours away from work, which video "
        "costs too: {cost_video} million CNY against {cost_drill} for drills and {cost_immersive} with headsets.",
        "满十二个月时，与只有法定学时相比，技能变化为：只看视频 {skill_video}，讲授 {skill_lecture}，"
        "实操 {skill_drill}，沉浸式 {skill_immersive}。看一小时约相当于练一小时的七分之一，"
        "而视频增加的大致等于它从法定学时的实操部分拿走的。\n\n"
        "结束十二个月后，讲授、实操、沉浸式的技能差仍为 {kept_lecture}、{kept_drill}、{kept_immersive}："
        "学到的一部分被遗忘，一部分随离开的工人流失。沉浸式只在使用期间减缓遗忘。\n\n"
        "培训后一年，预计伤害变化为：视频 {hurt_video}，讲授 {hurt_lecture}，实操 {hurt_drill}，"
        "沉浸式 {hurt_immersive}；预计死亡为 {died_video}、{died_lecture}、{died_drill}、{died_immersive}。"
        "成本主要是脱产工时，视频也要付出："
        "视频 {cost_video} 百万元，实操 {cost_drill} 百万元，沉浸式 {cost_immersive} 百万元。",
    ),
    doubts=(
        "That watching gives a seventh of doing is assumed, as is the practised share of the legal hours; a lecture is "
        "here an hour of watching that takes nothing of it away. For the step from training to injuries evidence is "
        "insufficient (E097), so that it is an upper case. How a headset counts against a drill is assumed too. "
        "Intervals hold the luck of the runs only.",
        "看相当于练的七分之一以及法定学时的实操比例均为假定；此处讲授是不取代实操的听课学时。"
        "从培训到伤害的证据不足（E097），因此是上限情形。头显与实操的换算也为假定。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    checks=(
        Check(
            ("video alone leaves skill almost unchanged: within 2 %, after twelve months and a year on",
             "只看视频几乎不改变技能：满十二个月及此后一年均在 2% 以内"),
            lambda found: found["skill_video"].within(2.0) and found["kept_video"].within(2.0),
        ),
        Check(
            ("skill after twelve months by kind: video, lecture and drill in this order, each apart from the next",
             "满十二个月时的技能依次为视频、讲授、实操，且两两有别"),
            lambda found: (
                found["skill_video"].high < found["skill_lecture"].low
                and found["skill_lecture"].high < found["skill_drill"].low
            ),
        ),
        Check(
            ("practice is above lectures, with headsets too, and some of it is left a year on",
             "实操（含沉浸式）高于讲授，且一年后仍有留存"),
            lambda found: all(
                found["skill_lecture"].high < found[f"skill_{one}"].low and found[f"kept_{one}"].is_above
                for one in PRACTICE
            ),
        ),
        Check(
            ("accidents in the year after: fewer after drills and headsets, not after video",
             "此后一年的事故：实操与沉浸式之后减少，视频之后没有减少"),
            lambda found: (
                all(found[f"hurt_{one}"].is_below for one in PRACTICE) and not found["hurt_video"].is_below
            ),
            ("After video injuries change by {hurt_video}, next to {hurt_drill} after drills: little, but beyond "
             "doubt, since all arms share their luck. The added hours of watching give slightly more than video takes "
             "from the practised part of the legal hours. For none at all it would have to take as much as it gives.",
             "视频之后伤害变化 {hurt_video}，实操之后为 {hurt_drill}：很小，但因各方案随机性相同而可以确定。"
             "增加的观看学时略多于视频从法定学时的实操部分拿走的；要完全没有作用，二者须恰好相抵。"),
        ),
    ),
    curves=(
        Curve(
            "skill", BUILDERS, "skill",
            ("Skill of builders' workers, trained in year 4", "建筑工人的技能（第 4 年培训）"),
            ("change of mean skill, %", "平均技能的变化，%"), by="workers", is_change=True,
        ),
        Curve(
            "injuries", BUILDERS, "injuries_expected",
            ("Injuries at builders, trained in year 4", "建筑企业的伤害（第 4 年培训）"),
            ("change of expected injuries a worker, %", "人均预计伤害的变化，%"), by="workers", is_change=True,
        ),
    ),
)  # fmt: skip
