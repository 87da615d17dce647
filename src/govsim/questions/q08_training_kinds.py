"""Question 8: the same hours of training as video, lecture, drill or with headsets."""

from __future__ import annotations

from functools import partial
from itertools import permutations

from govsim.cases.common.case import Number
from govsim.cases.common.found import Found
from govsim.cases.video_only_training import AT_THE_END, CASE, KINDS, PRACTICE
from govsim.questions.common.contest import over
from govsim.questions.common.numbers import within
from govsim.questions.common.question import Dots, Numbers, Verdict, from_case, otherwise
from govsim.study.runs.statistics import Estimate

TOLD = tuple(kind for kind in KINDS if kind not in PRACTICE)


def more_skill(kind: str, other: str, found: Found) -> Estimate:
    """Skill after twelve months of the course, against another kind."""
    return found.change(kind, "skill", AT_THE_END, against=other, by="workers")


NUMBERS = {
    over(one, two): Number(
        (f"skill after twelve months of the course: {within(KINDS[one][0])} against {within(KINDS[two][0])}",
         f"培训满十二个月时的技能：{KINDS[one][1]}与{KINDS[two][1]}相比"),
        partial(more_skill, one, two),
    )
    for one, two in permutations(KINDS, 2)
    if one in PRACTICE
}  # fmt: skip


def teaches(numbers: Numbers, kind: str) -> bool:
    """Whether a kind leaves more skill than video and than lecture."""
    return all(numbers[over(kind, one)].is_above for one in TOLD)


SKILL = (
    "after twelve months skill has changed by {skill_video} with video alone, {skill_lecture} with lectures, "
    "{skill_drill} with drills and {skill_immersive} with headsets",
    "满十二个月时，技能变化：只看视频 {skill_video}，讲授 {skill_lecture}，实操 {skill_drill}，沉浸式 "
    "{skill_immersive}",
)
HARM = (
    "Expected injuries in the year after change by {hurt_video}, {hurt_lecture}, {hurt_drill} and {hurt_immersive}; "
    "twelve months after the end skill still differs by {kept_drill} with drills and {kept_immersive} with headsets.",
    "此后一年的预计伤害依次变化 {hurt_video}、{hurt_lecture}、{hurt_drill} 和 {hurt_immersive}；结束十二个月后，"
    "技能仍相差：实操 {kept_drill}，沉浸式 {kept_immersive}。",
)
QUESTION = from_case(
    CASE,
    takes=tuple(f"{what}_{kind}" for what in ("skill", "kept", "hurt", "cost") for kind in KINDS),
    numbers=NUMBERS,
    name="q08_training_kinds",
    number=8,
    problem=(
        "training of form rather than content, theory rather than practice", "培训重形式轻内容、重理论轻实践"
    ),
    text=(
        "Same hours: video, lecture, drill, VR; skill and accidents after 12 months?",
        "同样的学时：视频、讲授、实操、VR，十二个月后的技能和事故如何？",
    ),
    verdicts=(
        Verdict(
            "drill",
            lambda numbers: teaches(numbers, "drill") and numbers[over("drill", "immersive")].is_above,
            (f"Drills teach most: {SKILL[0]}. {HARM[0]}", f"实操教得最多：{SKILL[1]}。{HARM[1]}"),
        ),
        Verdict(
            "immersive",
            lambda numbers: teaches(numbers, "immersive") and numbers[over("immersive", "drill")].is_above,
            (f"Headsets teach most: {SKILL[0]}. {HARM[0]}", f"沉浸式培训教得最多：{SKILL[1]}。{HARM[1]}"),
        ),
        Verdict(
            "practice",
            lambda numbers: all(teaches(numbers, kind) for kind in PRACTICE),
            (
                f"Practice teaches more than telling, drills and headsets cannot be told apart: {SKILL[0]}. {HARM[0]}",
                f"实践比讲授教得多，实操与沉浸式无法区分：{SKILL[1]}。{HARM[1]}",
            ),
        ),
        otherwise(
            (
                f"No kind is seen to teach more than all others: {SKILL[0]}. {HARM[0]}",
                f"看不出哪一种教得比其他都多：{SKILL[1]}。{HARM[1]}",
            )
        ),
    ),
    figure=Dots(
        ("The same hours as video, lecture, drill or with headsets", "同样学时：视频、讲授、实操、VR"),
        ("change on no such hours, %", "与不增加学时相比的变化，%"),
        {
            f"{what}_{kind}": (f"{words[0]}: {within(title[0])}", f"{words[1]}：{title[1]}")
            for what, words in {
                "skill": ("Skill at the end", "结束时的技能"), "hurt": ("Injuries in the year after", "此后一年伤害"),
            }.items()
            for kind, title in KINDS.items()
        },
    ),
    hangs_on=(
        "How much more practice teaches than telling, how fast skill fades and what skill averts are assumed or from "
        "studies of knowledge and not of accidents. More than half of the builders' workers leave within a year and "
        "take their skill along. It would turn if videos were watched actively or drills held for the camera.",
        "实践比讲授多教多少、技能消退多快、技能避免多少事故为假定，或来自对知识而非事故的研究。"
        "建筑工人一年内过半离开，并带走技能。若视频学习是主动的，或演练流于形式，结论会反转。",
    ),
    turns=(("video", "drill"), ("lecture", "immersive")),
)  # fmt: skip
