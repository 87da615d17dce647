"""Question 4: what changes when a platform answers and not the rider, and with limits of 20 to 60 minutes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from govsim.cases.common.case import Number, Words
from govsim.cases.delivery_platform import CASE, WHAT, against
from govsim.questions.common.question import Dots, Numbers, Verdict, from_case, otherwise

SHORT: Mapping[str, Words] = {
    "broken": ("violations", "违章"),
    "hurt": ("injuries of riders", "骑手伤害"),
    "others": ("events that hurt others", "伤及他人的事件"),
}
RELIEFS: Mapping[str, Words] = {"liable": ("Platform liable", "平台负责"), "relaxed": ("60 minutes", "60 分钟")}
NUMBERS = {
    f"{name}_relaxed": Number(
        (f"{words[0]} a rider: 60 minutes against 20", f"人均{words[1]}：60 与 20 分钟相比"),
        partial(against, outcome, "limit_60", "limit_20"),
    )
    for name, (outcome, words) in WHAT.items()
}


def falls(numbers: Numbers, what: str) -> bool:
    """Whether violations, injuries and harm to others all fall."""
    return all(numbers[f"{name}_{what}"].is_below for name in WHAT)


LIABLE = (
    "with 20 minutes for an order (assumed) violations of riders change by {broken_liable}, their injuries by "
    "{hurt_liable} and events that hurt others by {others_liable}",
    "每单 20 分钟（假定）时，骑手违章变化 {broken_liable}，骑手伤害变化 {hurt_liable}，伤及他人的事件变化 "
    "{others_liable}",
)
LIMITS = (
    "From 20 to 60 minutes with riders liable as now they change by {broken_relaxed}, {hurt_relaxed} and "
    "{others_relaxed}",
    "责任照旧而时限由 20 分钟放宽至 60 分钟，三者分别变化 {broken_relaxed}、{hurt_relaxed} 和 {others_relaxed}",
)
GIVEN = (
    ", where a platform that answers gives {minutes} more of itself.",
    "，而承担责任的平台自己多给 {minutes}。",
)
QUESTION = from_case(
    CASE,
    takes=("minutes", "pay", *(f"{name}_liable" for name in WHAT), *(f"{name}_uninsured" for name in WHAT)),
    numbers=NUMBERS,
    name="q04_platform_liability",
    number=4,
    problem=("blurred responsibility, blind spots of supervision", "责任界定模糊,监管盲区"),
    text=(
        "What changes when a platform, not the rider, is liable, and with time limits of 20 to 60 minutes "
        "(assumption)?",
        "由平台而不是骑手承担责任，以及时限为 20 至 60 分钟（假定）时，有什么变化？",
    ),
    verdicts=(
        Verdict(
            "liability_and_minutes",
            lambda numbers: falls(numbers, "liable") and falls(numbers, "relaxed"),
            (
                f"A platform that is liable lowers harm, and so do wider limits: {LIABLE[0]}. {LIMITS[0]}{GIVEN[0]}",
                f"平台承担责任减少危害，放宽时限也是：{LIABLE[1]}。{LIMITS[1]}{GIVEN[1]}",
            ),
        ),
        Verdict(
            "liability_only",
            lambda numbers: falls(numbers, "liable"),
            (
                f"A platform that is liable lowers harm: {LIABLE[0]}. {LIMITS[0]}, not all of which can be told from "
                "nothing.",
                f"平台承担责任减少危害：{LIABLE[1]}。{LIMITS[1]}，并非都能与零区分。",
            ),
        ),
        Verdict(
            "minutes_only",
            lambda numbers: falls(numbers, "relaxed"),
            (
                f"Of a platform that is liable no fall in all three kinds of harm is seen: {LIABLE[0]}. {LIMITS[0]}, "
                "so that minutes do what liability does not.",
                f"平台承担责任看不出使三类危害都下降：{LIABLE[1]}。{LIMITS[1]}，放宽时限做到了责任没有做到的。",
            ),
        ),
        otherwise(
            (
                f"No fall in all three kinds of harm is seen: {LIABLE[0]}. {LIMITS[0]}{GIVEN[0]}",
                f"看不出三类危害都下降：{LIABLE[1]}。{LIMITS[1]}{GIVEN[1]}",
            )
        ),
    ),
    figure=Dots(
        ("Platforms that answer, and wider limits, against 20 minutes", "平台负责与放宽时限（与 20 分钟相比）"),
        ("change a rider, %", "人均变化，%"),
        {
            f"{name}_{what}": (f"{english}: {SHORT[name][0]}", f"{chinese}：{SHORT[name][1]}")
            for what, (english, chinese) in RELIEFS.items()
            for name in WHAT
        },
    ),
    hangs_on=(
        "Minutes from 20 to 60, the pressure that a minute makes and how far a platform that answers gives way are "
        "assumed, so that signs and order are the result and not sizes. A rider loses orders and {pay} a year for it, "
        "and cover takes a part of the stations' own reason for care away: without it violations would change by "
        "{broken_uninsured}. It would turn if a platform that answers paid without giving way.",
        "20 至 60 分钟、一分钟造成的压力、承担责任的平台让步多少均为假定，因此结论是方向和次序而不是大小。"
        "骑手因此少接订单、每年少得 {pay}；保险削弱站点自身的重视：不投保时违章变化 {broken_uninsured}。"
        "若承担责任的平台只赔付而不让步，结论会反转。",
    ),
    turns=(("limit_20", "liable"),),
)  # fmt: skip
