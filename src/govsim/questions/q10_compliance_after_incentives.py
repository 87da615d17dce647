"""Question 10: whether compliance lasts 26 weeks beyond the end of incentives, by how mature culture is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from govsim.cases.common.case import Arm, County, Number, Words
from govsim.cases.common.found import SHARE, Found, Weeks
from govsim.questions.common.measures import by_seed
from govsim.questions.common.question import Dots, Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate, estimate, ratio

START, END, WEEKS = 156, 286, 364  # incentives run for two and a half years
BEFORE: Weeks = (END - 52, END)
AFTER: Weeks = (END + 26, END + 52)  # the half year that begins 26 weeks after the end
LEVELS: Mapping[str, tuple[Words, float]] = {
    "usual": (("culture as it is", "文化维持现状"), 0.0),
    "some": (("culture built", "建设文化"), 0.01),
    "strong": (("culture built hard", "大力建设文化"), 0.03),
}
POINTS = f"instrument.safety_points.end={END}"


def arms() -> tuple[Arm, ...]:
    """At each level of culture nothing more, or points for two and a half years."""
    made = []
    for level, ((english, chinese), work) in LEVELS.items():
        culture = f"instrument.safety_culture.work={work:g}", "instrument.safety_culture.start=0"
        for does, words in (("never", ("no points", "无积分")), ("ended", ("points that end", "积分到期停止"))):
            adopted = [name for name, there in (("safety_culture", work), ("safety_points", does == "ended")) if there]
            given = (f"instrument=[{','.join(adopted)}]",) if adopted else ("parts=[assets]",)
            settings = (*given, *(culture if work else ()), *((POINTS,) if does == "ended" else ()))
            title = (f"{english[0].upper()}{english[1:]}, {words[0]}", f"{chinese}，{words[1]}")
            made.append(Arm(f"{level}_{does}", title, settings))
    return tuple(made)


COUNTIES = (
    County(
        "county",
        (
            "A county whose enterprises give safety points for two and a half years, at three levels of culture",
            "企业实行两年半安全积分的县，三种文化水平",
        ),
        arms(),
        settings=(f"weeks={WEEKS}", f"window=[260,{WEEKS}]"),
    ),
)


def effect(level: str, weeks: Weeks, found: Found) -> np.ndarray:
    """Violations that points avert, share of risky tasks, a value a seed."""
    never, ended = (
        found.sums(f"{level}_{does}", "violations", weeks) / found.sums(f"{level}_{does}", "workers", weeks)
        for does in ("never", "ended")
    )
    return np.asarray(never - ended)


def lasting(level: str, found: Found) -> Estimate:
    """Of what points averted before their end, what they still avert 26 to 52 weeks after it, in per cent."""
    mean, low, high = (100.0 * one for one in ratio(effect(level, AFTER, found), effect(level, BEFORE, found)))
    return Estimate(mean, low, high, SHARE)


def longer(level: str, found: Found) -> Estimate:
    """By how many points more lasts than with culture as it is: the difference of the two ratios of `lasting`.

    Not the mean of each seed's own ratio, which one seed with little effect before the end would rule.
    """
    kept = [100.0 * by_seed(effect(one, AFTER, found), effect(one, BEFORE, found)) for one in (level, "usual")]
    return estimate(kept[0] - kept[1], "points")


def level_of(level: str, weeks: Weeks, does: str, found: Found) -> Estimate:
    """Risky tasks that are done by the rules, in per cent."""
    broken = found.share(f"{level}_{does}", "violations", "workers", weeks)
    return Estimate(100.0 - broken.mean, 100.0 - broken.high, 100.0 - broken.low, SHARE)


def higher(found: Found) -> Estimate:
    """By how many points more is done by the rules after incentives ended, with a strong culture."""
    broken = [
        found.sums(f"{level}_ended", "violations", AFTER) / found.sums(f"{level}_ended", "workers", AFTER)
        for level in ("usual", "strong")
    ]
    return estimate(100.0 * (broken[0] - broken[1]), "points")


NUMBERS = {
    **{
        f"lasts_{level}": Number(
            (f"of what points do for compliance, what is left 26 to 52 weeks after their end: {english}",
             f"积分停止后第 26 至 52 周保留的作用：{chinese}"),
            partial(lasting, level),
        )
        for level, ((english, chinese), _) in LEVELS.items()
    },
    **{
        f"longer_{level}": Number(
            (f"points by which more is left than with culture as it is: {english}", f"比文化维持现状多保留：{chinese}"),
            partial(longer, level),
        )
        for level, ((english, chinese), _) in LEVELS.items() if level != "usual"
    },
    "higher": Number(
        ("points by which more is done by the rules 26 to 52 weeks after: culture built hard against as it is",
         "停止后第 26 至 52 周按规程作业多出的百分点：大力建设与维持现状相比"),
        higher,
    ),
    **{
        f"{when}_{level}": Number(
            (f"risky tasks done by the rules, {words[0]}: {english}", f"按规程作业的比例，{words[1]}：{chinese}"),
            partial(level_of, level, weeks, "never" if when == "without" else "ended"),
        )
        for level, ((english, chinese), _) in LEVELS.items()
        for when, weeks, words in (
            ("before", BEFORE, ("last year of points", "积分的最后一年")),
            ("after", AFTER, ("26 to 52 weeks after", "停止后第 26 至 52 周")),
            ("without", AFTER, ("the same weeks without points", "同期无积分")),
        )
    },
}  # fmt: skip
KEPT = (
    "26 to 52 weeks after their end {lasts_usual} of what incentives did for compliance is left with culture as it is, "
    "{lasts_some} where culture was built and {lasts_strong} where it was built hard",
    "停止后第 26 至 52 周，激励对合规的作用在文化维持现状时保留 {lasts_usual}，建设文化时 {lasts_some}，大力建设时 "
    "{lasts_strong}",
)
HELD = (
    "Compliance with risky tasks then goes from {before_usual} to {after_usual} as it is, against {without_usual} had "
    "there been no incentives, and where culture was built hard from {before_strong} to {after_strong}, against "
    "{without_strong}, which is {higher} more than as it is.",
    "按规程作业的比例，维持现状时由 {before_usual} 变为 {after_usual}（若无激励为 {without_usual}），大力建设文化时由 "
    "{before_strong} 变为 {after_strong}（若无激励为 {without_strong}），比维持现状多 {higher}。",
)
QUESTION = Question(
    name="q10_compliance_after_incentives",
    number=10,
    problem=("a safety culture that lags behind and is not made one's own", "安全文化滞后,未内化于心"),
    text=(
        "Does compliance persist 26 weeks after incentives end, by culture level?",
        "激励停止 26 周后合规能否保持？不同文化水平有何差别？",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    seeds=20,
    fewest=16,
    verdicts=(
        Verdict(
            "longer_with_culture",
            lambda numbers: numbers["longer_strong"].is_above,
            (
                f"More of it persists where culture is mature: {KEPT[0]}. {HELD[0]}",
                f"文化成熟时保持得更多：{KEPT[1]}。{HELD[1]}",
            ),
        ),
        Verdict(
            "shorter_with_culture",
            lambda numbers: numbers["longer_strong"].is_below and numbers["higher"].is_above,
            (
                "Less of what incentives did persists where culture is mature, though compliance itself is higher "
                f"there: {KEPT[0]}. {HELD[0]}",
                f"文化成熟时激励的作用保持得更少，但合规本身更高：{KEPT[1]}。{HELD[1]}",
            ),
        ),
        Verdict(
            "higher_with_culture",
            lambda numbers: numbers["higher"].is_above,
            (
                "In how much of it persists no difference by culture is seen, though compliance itself is higher "
                f"where culture is mature: {KEPT[0]}. {HELD[0]}",
                f"保持多少看不出文化水平的差别，但文化成熟时合规本身更高：{KEPT[1]}。{HELD[1]}",
            ),
        ),
        otherwise(
            (
                f"No difference by culture is seen: {KEPT[0]}. {HELD[0]}",
                f"看不出文化水平的差别：{KEPT[1]}。{HELD[1]}",
            )
        ),
    ),
    figure=Dots(
        ("What is left of incentives 26 to 52 weeks after their end", "激励停止后第 26 至 52 周保留的作用"),
        ("% of what they did for compliance in their last year", "占最后一年对合规作用的比例，%"),
        {
            f"lasts_{level}": (english[0].upper() + english[1:], chinese)
            for level, ((english, chinese), _) in LEVELS.items()
        },
    ),
    hangs_on=(
        "How fast habit follows attitude (0.4 % of the way a week) and how fast culture builds and fades are assumed; "
        "incentives are safety points, and what they do is half of a vendor's figure (E094). A norm that is alive "
        "pulls attitude to itself from either side, so that what points had added goes sooner where it is strong; "
        "habit, which is what lasts, has less weight there. It would turn if habit formed faster, or if a crew with a "
        "strong norm took points as its confirmation; that points crowd out a sense of duty is not in the model.",
        "习惯跟随态度的速度（每周 0.4%）以及文化积累和消退的速度为假定；激励为安全积分，作用取一家供应商数字的一半"
        "（E094）。有力的规范从两边把态度拉向自己，因此规范强时积分带来的部分消退更快；能够保留的习惯在那里分量较小。"
        "若习惯养成更快，或规范强的班组把积分当作肯定，结论会反转；积分挤出责任感不在模型中。",
    ),
    turns=tuple((f"usual_{does}", f"strong_{does}") for does in ("never", "ended")),
)
