"""The delivery platform: time limits for riders whom it calls flexible, and what it means to make it answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise

import pandas as pd

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number, Words
from govsim.cases.common.found import Found
from govsim.language import WEEKS_A_YEAR
from govsim.study.runs.statistics import Estimate, estimate

START, END = 156, 520
LATE = (260, END)
ROAD, VIOLATIONS, WORKERS = "road", "violations", "workers"
INJURIES, OTHERS, DEATHS = "injuries_expected", "others_harmed_expected", "deaths_expected"
LIMITS = (20, 30, 40, 50, 60)  # minutes; assumed, the programme names none
A_MINUTE = 0.001  # pressure that a minute less makes, push_minute
PER_100 = 5_200.0  # from weeks to worker-years


def limit(minutes: int) -> str:
    """Two platforms that want orders within so many minutes."""
    return f"population.chains=[{{kind: platform, count: 2, length: 30, limit: {minutes}}}]"


def tried(name: str, title: Words, *settings: str) -> Arm:
    """Something tried at twenty minutes."""
    return Arm(name, title, (limit(20), *settings))


UNINSURED = ("instrument.platform_liability.insured=0", "instrument.platform_liability.premium=0")
COUNTIES = (
    County(
        ROAD,
        (
            "Two platforms with thirty stations each: riders with 20 to 60 minutes for an order, and what is tried at "
            "20",
            "两个平台各有三十个站点：骑手每单 20 至 60 分钟，以及在 20 分钟时的措施",
        ),
        (
            Arm("limit_40", ("40 minutes", "40 分钟"), (limit(40),)),
            *(Arm(f"limit_{one}", (f"{one} minutes", f"{one} 分钟"), (limit(one),)) for one in LIMITS if one != 40),
            tried("trained", ("20 minutes, riders are trained", "20 分钟，培训骑手"), "instrument=[safety_training]"),
            tried("liable", ("20 minutes, platforms answer", "20 分钟，平台负责"), "instrument=[platform_liability]"),
            tried(
                "uninsured",
                ("20 minutes, platforms answer and insure nobody", "20 分钟，平台负责但不投保"),
                "instrument=[platform_liability]",
                *UNINSURED,
            ),
        ),
        scenario="riders",
        settings=("population=platforms",),
    ),
)
ARMS = {one.name: one.title for one in COUNTIES[0].arms}
TRIED = ("trained", "liable", "uninsured")
WHAT: Mapping[str, tuple[str, Words]] = {
    "broken": (VIOLATIONS, ("risky tasks done against the rules", "违章")),
    "hurt": (INJURIES, ("injuries of riders", "骑手伤害")),
    "others": (OTHERS, ("events that hurt others on the road", "伤及道路上他人的事件")),
}


def _broken(arm: str, found: Found) -> Estimate:
    return found.share(arm, VIOLATIONS, WORKERS, LATE)


def _hurt(arm: str, found: Found) -> Estimate:
    return found.per(arm, INJURIES, WORKERS, PER_100, weeks=LATE)


def _others(arm: str, found: Found) -> Estimate:
    return found.a_year(arm, OTHERS, LATE)


def against(outcome: str, arm: str, other: str, found: Found) -> Estimate:
    """The change of an outcome a rider in years 6 to 10, from one arm to another, in per cent."""
    return found.change(arm, outcome, LATE, against=other, by=WORKERS)


def levels() -> Iterator[tuple[str, Number]]:
    """Violations, injuries and harm to others at each limit."""
    for one in LIMITS:
        arm = f"limit_{one}"
        yield (
            f"broken_{one}",
            Number(
                (f"risky tasks done against the rules at {one} minutes, %", f"{one} 分钟时限的违章比例，%"),
                partial(_broken, arm),
            ),
        )
        yield (
            f"hurt_{one}",
            Number(
                (f"injuries per 100 rider-years at {one} minutes", f"{one} 分钟时限的每百人年伤害"),
                partial(_hurt, arm),
            ),
        )
        yield (
            f"others_{one}",
            Number(
                (f"events a year that hurt others at {one} minutes", f"{one} 分钟时限每年伤及他人的事件"),
                partial(_others, arm),
            ),
        )


def changes() -> Iterator[tuple[str, Number]]:
    """What each thing tried changes at twenty minutes, a rider."""
    for arm in TRIED:
        for name, (outcome, words) in WHAT.items():
            yield (
                f"{name}_{arm}",
                Number(
                    (f"{words[0]} a rider: {ARMS[arm][0].lower()}", f"人均{words[1]}：{ARMS[arm][1]}"),
                    partial(against, outcome, arm, "limit_20"),
                ),
            )


def steps() -> Iterator[tuple[str, Number]]:
    """How much more of each a rider there is at a limit than at the next wider one."""
    for name, (outcome, words) in WHAT.items():
        for tight, wide in pairwise(LIMITS):
            yield (
                f"{name}_{tight}_{wide}",
                Number(
                    (
                        f"{words[0]} a rider: {tight} minutes against {wide}",
                        f"人均{words[1]}：{tight} 与 {wide} 分钟相比",
                    ),
                    partial(against, outcome, f"limit_{tight}", f"limit_{wide}"),
                ),
            )


def minutes_given(found: Found) -> Estimate:
    """Minutes that platforms which answer give more, by how much less they press."""
    press = [found.sums(arm, "head_push", LATE) / found.sums(arm, "headed", LATE) for arm in ("limit_20", "liable")]
    return estimate((press[0] - press[1]) / A_MINUTE, "minutes")


def pay_lost(found: Found) -> Estimate:
    """What a rider earns less in a year, CNY."""
    mean, low, high = (
        getattr(found.per("liable", "pay_lost", WORKERS, float(WEEKS_A_YEAR), weeks=LATE), end)
        for end in ("mean", "low", "high")
    )
    return Estimate(mean, low, high, "CNY")


NUMBERS: dict[str, Number] = {
    **dict(levels()),
    **dict(changes()),
    "minutes": Number(("minutes that platforms which answer give more", "承担责任的平台多给的分钟数"), minutes_given),
    "pay": Number(
        ("CNY a year that a rider earns less, platforms answer", "平台负责时骑手每年少得的收入（元）"), pay_lost
    ),
    "dead": Number(
        ("expected deaths of riders, 20 minutes against 40", "骑手预计死亡：20 与 40 分钟相比"),
        lambda found: found.change("limit_20", DEATHS, LATE, by=WORKERS),
    ),
    **dict(steps()),
}


def by_minutes(found: Found) -> pd.DataFrame:
    """Injuries of riders, and events that hurt others, per 100 rider-years by limit."""
    made = []
    for name in ("hurt", "others"):
        outcome = WHAT[name][0]
        for one in LIMITS:
            per = found.per(f"limit_{one}", outcome, WORKERS, PER_100, weeks=LATE)
            made.append((float(one), per.mean, per.low, per.high, name))
    return pd.DataFrame(made, columns=["year", "mean", "low", "high", "series"])


def each_minute_counts(numbers: Mapping[str, Estimate], name: str) -> bool:
    """Whether every tighter limit brings more than the next wider one."""
    return all(numbers[f"{name}_{tight}_{wide}"].is_above for tight, wide in pairwise(LIMITS))


CASE = Case(
    name="delivery_platform",
    order=60,
    sections=("6.2.3", "5.2.1"),
    title=("The delivery platform", "外卖平台"),
    set_up=(
        "Two platforms set the minutes in which an order must be there, 20 to 60 of them (assumed); whoever rides is "
        "called flexible, so that the platform pays a twentieth of the recorded harm. Each ten minutes less are "
        "pressure on every rider. Crews under pressure break rules: run red lights, ride against traffic. Half of "
        "what happens on the road may hit somebody else. At 20 minutes riders are trained, as is usual, or the "
        "platform has to answer for riders and for others on the road.",
        "两个平台规定每单的送达时限，20 至 60 分钟（假定）；骑手被视为灵活用工，平台只付在册损失的二十分之一。"
        "每少十分钟，每名骑手的压力就加大。有压力的骑手违章：闯红灯、逆行，出事还会伤及他人。在 20 分钟时限下，"
        "或者按惯例培训骑手，或者要求平台对骑手和道路上的他人负责。",
    ),
    story=(
        "At 60, 50, 40, 30 and 20 minutes riders do {broken_60}, {broken_50}, {broken_40}, {broken_30} and "
        "{broken_20} of risky tasks against the rules. Injuries per 100 rider-years go from {hurt_60} over {hurt_40} "
        "to {hurt_20}, events a year that hurt others from {others_60} over {others_40} to {others_20}. Deaths of "
        "riders change by {dead} from 40 minutes to 20.\n\n"
        "Who trains riders at 20 minutes changes their violations by {broken_trained}, injuries by {hurt_trained} and "
        "harm to others by {others_trained}: the haste stays. Where platforms answer, they give {minutes} more of "
        "themselves, since the harm is now theirs, and care how people ride: violations change by {broken_liable}, "
        "injuries by {hurt_liable}, harm to others by {others_liable}. A rider then earns {pay} less a year, for "
        "orders that are not taken. Without the cover for riders injuries change by {hurt_uninsured}: cover takes a "
        "part of the stations' own reason for care.",
        "时限为 60、50、40、30 和 20 分钟时，骑手的违章比例分别为 {broken_60}、{broken_50}、{broken_40}、{broken_30} "
        "和 {broken_20}。每百人年伤害由 {hurt_60}（60 分钟）经 {hurt_40}（40 分钟）升至 {hurt_20}（20 分钟），"
        "每年伤及他人的事件由 {others_60} 经 {others_40} 升至 {others_20}。从 40 分钟到 20 分钟，骑手死亡变化 {dead}。"
        "\n\n"
        "在 20 分钟时限下培训骑手，违章变化 {broken_trained}，伤害变化 {hurt_trained}，对他人的危害变化 "
        "{others_trained}：赶时间依旧。平台负责时，损失归它自己，它主动多给 {minutes}，也更重视怎样骑行：违章变化 "
        "{broken_liable}，伤害变化 {hurt_liable}，对他人的危害变化 {others_liable}。骑手因少接订单每年少得 {pay}。"
        "不为骑手投保时伤害变化 {hurt_uninsured}：保险减弱了站点自身的重视。",
    ),
    doubts=(
        "How pressure hangs on minutes, and how far a platform that answers gives way, are assumed; E414 and E415 "
        "have directions only, E411 the 8 minutes that one platform gave after criticism. How often others are hurt "
        "was assumed with E660 in view; a shift of riders to other trades is not in the model, nor are customers. So "
        "order and signs are the result, not sizes. Intervals hold the luck of the runs only.",
        "压力如何取决于分钟数、承担责任的平台让步多少均为假定；E414 和 E415 只有方向，E411 为一家平台在批评之后多给的 "
        "8 分钟。伤及他人的频率参照 E660 假定；模型中没有骑手转行，也没有顾客。因此结论是方向和次序，而不是大小。"
        "区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    checks=(
        Check(
            ("tighter limits raise violations", "时限越紧，闯红灯、逆行等违章越多"),
            lambda found: each_minute_counts(found, "broken"),
        ),
        Check(
            ("tighter limits raise injuries of riders", "时限越紧，骑手伤害越多"),
            lambda found: each_minute_counts(found, "hurt"),
        ),
        Check(
            ("tighter limits raise injuries of others on the road", "时限越紧，道路上他人受伤越多"),
            lambda found: each_minute_counts(found, "others"),
        ),
        Check(
            ("platform liability relaxes limits", "平台责任放宽时限"),
            lambda found: found["minutes"].is_above,
        ),
        Check(
            (
                "platform liability lowers violations, injuries and harm to others, and the last by more than training",
                "平台责任减少违章、伤害和对他人的危害，对他人的危害比培训减少更多",
            ),
            lambda found: (
                found["broken_liable"].is_below
                and found["hurt_liable"].is_below
                and found["others_liable"].high < found["others_trained"].low
            ),
        ),
    ),
    curves=(
        Curve(
            "minutes",
            ROAD,
            INJURIES,
            ("Harm by minutes for an order", "每单时限与危害"),
            ("per 100 rider-years", "每百人年"),
            rows=by_minutes,
            axis=("minutes for an order", "每单分钟数"),
            how=("Years 6 to 10, mean and 95 % interval", "第 6 至 10 年，均值与 95% 区间"),
            series={name: WHAT[name][1] for name in ("hurt", "others")},
        ),
        Curve(
            "violations",
            ROAD,
            VIOLATIONS,
            ("Violations of riders", "骑手违章"),
            ("risky tasks done against the rules, %", "违章比例，%"),
            ("limit_20", "limit_40", "limit_60", "trained", "liable"),
            by=WORKERS,
            times=100.0,
        ),
    ),
)
