"""Question 14: violations and injuries of riders, and harm to others on the road, by time limit."""

from __future__ import annotations

from functools import partial
from itertools import product

import pandas as pd

from govsim.cases.common.case import Curve, Number
from govsim.cases.common.found import Found
from govsim.cases.delivery_platform import CASE, LIMITS, ROAD, WHAT, against, each_minute_counts
from govsim.questions.common.question import Numbers, Verdict, from_case, otherwise

WIDEST = LIMITS[-1]
TIGHTEST = LIMITS[0]


def between(name: str) -> str:
    """The name of a change from the widest limit to the tightest."""
    return f"{name}_{TIGHTEST}_{WIDEST}"


def by_limit(found: Found) -> pd.DataFrame:
    """The change of each a rider against the tightest limit, by minutes."""
    made = []
    for name, minutes in product(WHAT, LIMITS):
        one = against(WHAT[name][0], f"limit_{minutes}", f"limit_{TIGHTEST}", found)
        made.append((float(minutes), one.mean, one.low, one.high, name))
    return pd.DataFrame(made, columns=["year", "mean", "low", "high", "series"])


def every_step(numbers: Numbers) -> bool:
    """Whether each tighter limit brings more of all three than the next wider one."""
    return all(each_minute_counts(numbers, name) for name in WHAT)


QUESTION = from_case(
    CASE,
    takes=(
        *(f"{name}_{minutes}" for name in WHAT for minutes in (TIGHTEST, 40, WIDEST)),
        *(f"{name}_{tight}_{wide}" for name in WHAT for tight, wide in zip(LIMITS, LIMITS[1:], strict=False)),
    ),
    numbers={
        between(name): Number(
            (
                f"{words[0]} a rider: {TIGHTEST} minutes against {WIDEST}",
                f"人均{words[1]}：{TIGHTEST} 与 {WIDEST} 分钟相比",
            ),
            partial(against, outcome, f"limit_{TIGHTEST}", f"limit_{WIDEST}"),
        )
        for name, (outcome, words) in WHAT.items()
    },
    name="q14_time_limits",
    number=14,
    problem=("running red lights and riding against traffic", "闯红灯、逆行频发"),
    text=(
        "How do violations and injuries of riders, and injuries of others on the road, hang on the time limit for an "
        "order?",
        "骑手的违章和伤害以及道路上他人的伤害如何随每单时限变化？",
    ),
    verdicts=(
        Verdict(
            "every_step",
            every_step,
            (
                "Each ten minutes less bring more of all three: with 20 minutes for an order instead of 60 riders "
                "break rules in {broken_20} of risky tasks instead of {broken_60}, and are hurt {hurt_20} times "
                "instead of {hurt_60} per 100 rider-years. Events that hurt others on the road change by "
                "{others_20_60} a rider, and come to {others_20} a year.",
                "每缩短十分钟，三者都增加：时限由 60 分钟缩短到 20 分钟，骑手违章比例由 {broken_60} 变为 {broken_20}，"
                "每百人年伤害由 {hurt_60} 变为 {hurt_20}。人均伤及他人的事件变化 {others_20_60}，每年达 {others_20} "
                "起。",
            ),
        ),
        Verdict(
            "over_the_range",
            lambda numbers: all(numbers[between(name)].is_above for name in WHAT),
            (
                "From 60 minutes to 20 all three rise, though not surely at each step: violations a rider change by "
                "{broken_20_60}, injuries by {hurt_20_60}, harm to others on the road by {others_20_60}. The last "
                "step, from 30 minutes to 20, changes them by {broken_20_30}, {hurt_20_30} and {others_20_30}.",
                "时限由 60 分钟缩短到 20 分钟，三者都上升，但并非每一步都能确定：人均违章变化 {broken_20_60}，伤害变化 "
                "{hurt_20_60}，伤及他人变化 {others_20_60}。最后一步由 30 分钟到 20 分钟，三者分别变化 {broken_20_30}、"
                "{hurt_20_30} 和 {others_20_30}。",
            ),
        ),
        Verdict(
            "tighter_is_safer",
            lambda numbers: all(numbers[between(name)].is_below for name in WHAT),
            (
                "Tighter limits bring less of all three: from 60 minutes to 20 violations a rider change by "
                "{broken_20_60} and injuries by {hurt_20_60}. Harm to others on the road changes by {others_20_60}.",
                "时限越紧，三者越少：由 60 分钟到 20 分钟，人均违章变化 {broken_20_60}，伤害变化 {hurt_20_60}。"
                "伤及他人变化 {others_20_60}。",
            ),
        ),
        otherwise(
            (
                "The three do not move together: from 60 minutes to 20 violations a rider change by {broken_20_60}, "
                "injuries by {hurt_20_60} and harm to others by {others_20_60}. At 40 minutes riders are hurt "
                "{hurt_40} times per 100 rider-years.",
                "三者变化不一致：由 60 分钟到 20 分钟，人均违章变化 {broken_20_60}，伤害变化 {hurt_20_60}，伤及他人变"
                "化 {others_20_60}。40 分钟时每百人年伤害为 {hurt_40}。",
            )
        ),
    ),
    figure=Curve(
        "time_limits",
        ROAD,
        WHAT["hurt"][0],
        ("Violations and injuries by minutes for an order", "每单时限与违章、伤害"),
        ("change a rider against 20 minutes, %", "与 20 分钟相比的人均变化，%"),
        rows=by_limit,
        axis=("minutes for an order", "每单分钟数"),
        how=("Years 6 to 10, paired by seed; mean and 95 % interval", "第 6 至 10 年，按种子配对；均值与 95% 区间"),
        series={name: words for name, (_, words) in WHAT.items()},
    ),
    hangs_on=(
        "How much pressure a minute makes is assumed, and so are the limits: the programme names none; E414 and E415 "
        "have directions only. Order and signs are the result, not sizes. It would turn if riders answered a tight "
        "limit by taking fewer orders and not by haste, which the model leaves to platforms that have to answer.",
        "一分钟带来多少压力为假定，时限的取值也是假定：方案未给出数字，E414 和 E415 只有方向。结论是次序和方向，而不是"
        "大小。若骑手面对紧时限是少接单而不是赶时间，结论会反转；模型中只有须承担责任的平台才会这样做。",
    ),
    turns=(("limit_20", "limit_60"), ("limit_30", "limit_50")),
)
