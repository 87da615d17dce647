"""Hot at the top, cold below: a strict head office, branches under pressure, and what reaches the front line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number, Words
from govsim.cases.common.found import SHARE, Found
from govsim.study.runs.statistics import Estimate, change, estimate, ratio

START, END = 156, 520
LATE = (260, END)
PLACE, VIOLATIONS, INJURIES = "groups", "violations", "injuries_expected"
LEVELS = tuple("012")
BRANCHES = ("1", "2")


def group(**about: float) -> str:
    """Six groups of nine whose heads answer for nearly all, unless it is said otherwise."""
    told = {"answer": 0.9, "push": 0.015, **about}
    values = "".join(f", {name}: {value:g}" for name, value in told.items())
    return f"population.chains=[{{kind: group, count: 6, length: 9{values}}}]"


def tried(name: str, title: Words, *instruments: str) -> Arm:
    """Something that is tried in the groups as they are."""
    return Arm(name, title, (group(), f"instrument=[{','.join(instruments)}]"))


CHAIN, UNANNOUNCED = "responsibility_chain", "unannounced_inspection"
COUNTIES = (
    County(
        PLACE,
        (
            "A county with six groups: a strict head office each, eight branches one or two levels below, under "
            "pressure",
            "有六个集团的县：各有严格的总部，八个分支在下一至二级，承受生产压力",
        ),
        (
            Arm("usual", ("Groups as they are", "集团维持现状"), (group(),)),
            Arm("lenient", ("A head office that answers for little", "总部承担责任很少"), (group(answer=0.1),)),
            Arm("calm", ("The same without pressure from above", "同样，但上级不施压"), (group(push=0.0),)),
            Arm("whole", ("The same, and nothing is lost on the way", "同样，且传导无衰减"), (group(keep=1.0),)),
            tried("chain", ("A responsibility chain", "全员责任制"), CHAIN),
            tried("unannounced", ("Unannounced inspection", "不打招呼的检查"), UNANNOUNCED),
            tried("both", ("Both", "二者并用"), CHAIN, UNANNOUNCED),
        ),
        settings=("population=groups",),
        by=("depth",),
    ),
)
ARMS = {one.name: one.title for one in COUNTIES[0].arms}
TRIED = ("chain", "unannounced", "both")


def total(found: Found, arm: str, outcome: str, levels: tuple[str, ...]) -> np.ndarray:
    """An outcome summed over the enterprises of groups at some levels, a value a seed."""
    return np.asarray(sum(found.sums(arm, outcome, group=level) for level in levels))


def share(found: Found, arm: str, over: str, by: str, levels: tuple[str, ...]) -> Estimate:
    """One outcome in per cent of another at some levels."""
    mean, low, high = (100.0 * one for one in ratio(*(total(found, arm, name, levels) for name in (over, by))))
    return Estimate(mean, low, high, SHARE)


def at(level: str) -> Words:
    """What a level is called."""
    return (
        ("the head office's own plant", "总部本部")
        if level == "0"
        else (f"branches, level {level}", f"第 {level} 级分支")
    )


def _as_it_is(over: str, by: str, level: str, found: Found) -> Estimate:
    return share(found, "usual", over, by, (level,))


def levels() -> Iterator[tuple[str, Number]]:
    """Effort and violations at each level as they are."""
    for level in LEVELS:
        english, chinese = at(level)
        yield (
            f"effort_{level}",
            Number(
                (f"effort of what is required: {english}", f"努力程度：{chinese}"),
                partial(_as_it_is, "effort", "enterprises", level),
            ),
        )
        yield (
            f"broken_{level}",
            Number(
                (f"risky tasks done against the rules: {english}", f"违章比例：{chinese}"),
                partial(_as_it_is, VIOLATIONS, "workers", level),
            ),
        )


def changed(arm: str, outcome: str, what: Words, against: str = "usual") -> Number:
    """The change of an outcome a worker in all branches."""

    def measure(found: Found) -> Estimate:
        now, then = (
            total(found, one, outcome, BRANCHES) / total(found, one, "workers", BRANCHES) for one in (arm, against)
        )
        return change(now, then)

    return Number((f"{what[0]}: {ARMS[arm][0].lower()}", f"{what[1]}：{ARMS[arm][1]}"), measure)


def gap(arm: str) -> Number:
    """Care of the head less effort of the branches, in points."""

    def measure(found: Found) -> Estimate:
        over, by = (total(found, arm, name, BRANCHES) for name in ("front_gap", "headed"))
        return estimate(100.0 * over / by, "points")

    english, chinese = ARMS[arm]
    return Number(
        (f"care of the head less effort of branches: {english.lower()}", f"总部重视减分支努力：{chinese}"), measure
    )


BROKEN = ("violations in branches", "分支违章")
HURT = ("injuries in branches", "分支伤害")
NUMBERS: dict[str, Number] = {
    "care": Number(
        ("care of head offices, of what safety asks of them", "总部重视程度"),
        lambda found: found.share("usual", "head_care", "headed", LATE),
    ),
    "lenient_care": Number(
        ("the same, heads that answer for little", "总部重视程度：承担责任很少的总部"),
        lambda found: found.share("lenient", "head_care", "headed", LATE),
    ),
    **dict(levels()),
    "strict": changed("usual", VIOLATIONS, ("violations in branches, against a head that answers for little",
                                            "分支违章，与承担责任很少的总部相比"), "lenient"),
    "pressed": changed("calm", VIOLATIONS, BROKEN),
    "lost": changed("whole", VIOLATIONS, BROKEN),
    **{f"broken_{arm}": changed(arm, VIOLATIONS, BROKEN) for arm in TRIED},
    **{f"hurt_{arm}": changed(arm, INJURIES, HURT) for arm in TRIED},
    **{f"gap_{arm}": gap(arm) for arm in ("usual", "whole", *TRIED)},
}  # fmt: skip


def by_level(found: Found) -> pd.DataFrame:
    """Violations level by level."""
    made = []
    for arm in ("usual", "calm", "whole", *TRIED):
        for level in LEVELS:
            one = share(found, arm, VIOLATIONS, "workers", (level,))
            made.append((float(level), one.mean, one.low, one.high, arm))
    return pd.DataFrame(made, columns=["year", "mean", "low", "high", "series"])


CASE = Case(
    name="group_and_branches",
    order=80,
    sections=("6.2.2", "5.2.1"),
    title=("Hot at the top, cold below", "上热下冷"),
    set_up=(
        "Six groups with a strict head office: it answers for nine tenths of the recorded harm below, so that it "
        "cares. Eight branches stand one or two levels below it. Of its care a quarter is lost at each level; its "
        "pressure for output loses nothing, and branches simplify what they should do. "
        "Against this stand the same groups without pressure, without loss, and with a head that answers for little. "
        "Then a responsibility chain, inspection without notice, or both are tried.",
        "六个集团，总部严格：它对下面在册损失承担九成，因此重视安全。八个分支在下一至二级。重视每级衰减四分之一；"
        "生产压力毫不衰减，分支便简化程序。与之比较的是同样的集团：不施压、无衰减，"
        "以及总部承担责任很少。然后尝试全员责任制、不打招呼的检查，或二者并用。",
    ),
    story=(
        "Head offices do {care} of what safety asks of them, where they answer for little {lenient_care}. In their "
        "own plant {effort_0} of the required effort is made, in branches {effort_1} one level down and {effort_2} "
        "two levels down; crews do {broken_0}, {broken_1} and {broken_2} of risky tasks against the rules. A strict "
        "head is felt: violations in branches change by {strict} against those under a head that answers for little. "
        "But without its pressure for output they would change by {pressed} further, and by {lost} if nothing were "
        "lost on the way.\n\n"
        "A responsibility chain holds part of what is lost, as far as branches make an effort: violations there "
        "change by {broken_chain}, injuries by {hurt_chain}. Inspection without notice sees branches as they are: "
        "{broken_unannounced} and {hurt_unannounced}. Both: {broken_both} and {hurt_both}. The gap between the head's "
        "care and the effort of branches is {gap_usual} as it is, {gap_chain} with the chain, {gap_unannounced} with "
        "unannounced inspection, {gap_both} with both, and {gap_whole} where nothing is lost.",
        "总部做到了安全要求的 {care}，承担责任很少的总部为 {lenient_care}。总部本部的努力程度为 {effort_0}，"
        "下一级分支 {effort_1}，下两级 {effort_2}；违章比例依次为 {broken_0}、{broken_1} 和 {broken_2}。"
        "严格的总部是有作用的：与承担责任很少的总部相比，分支违章变化 {strict}。但如果它不施压，还会再变化 {pressed}；"
        "如果传导无衰减，会变化 {lost}。\n\n"
        "全员责任制在分支自身努力所及的程度上压实一部分丢失的重视：违章变化 {broken_chain}，伤害变化 {hurt_chain}。"
        "不打招呼的检查看到分支的真实情况：{broken_unannounced} 和 {hurt_unannounced}。二者并用：{broken_both} 和 "
        "{hurt_both}。总部重视与分支努力之间的落差，现状为 {gap_usual}，有责任制时 {gap_chain}，不打招呼的检查 "
        "{gap_unannounced}，二者并用 {gap_both}，无衰减时 {gap_whole}。",
    ),
    doubts=(
        "What a level loses, how hard a head presses and how its care follows its stake are assumed; E454 to E458 "
        "give directions. Branches of a size differ in the model from single firms by a fifth of their deaths at "
        "most, in E635 and E636 by a factor of six. Crews of one branch are alike. Intervals hold the luck of the "
        "runs only.",
        "每级丢失多少、上级施压多大、其重视如何随利害变化均为假定；E454 至 E458 只给出方向。"
        "模型中同规模的分支与单一企业的死亡至多相差约五分之一，E635 和 E636 为六倍。同一分支的班组相同。"
        "区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    checks=(
        Check(
            ("commitment attenuates down the levels", "重视逐级衰减"),
            lambda found: (
                found["effort_2"].high < found["effort_1"].low and found["effort_1"].high < found["effort_0"].low
            ),
        ),
        Check(
            ("what is lost on the way makes for violations in branches", "途中丢失的部分造成分支违章"),
            lambda found: found["lost"].is_below,
        ),
        Check(
            ("pressure for output makes for violations in branches", "生产压力造成分支违章"),
            lambda found: found["pressed"].is_below,
        ),
        Check(
            ("a responsibility chain restores part of it at the front line", "全员责任制使一线得到部分恢复"),
            lambda found: found["broken_chain"].is_below and found["hurt_chain"].is_below,
        ),
        Check(
            ("unannounced inspection restores part of it", "不打招呼的检查使其得到部分恢复"),
            lambda found: found["broken_unannounced"].is_below and found["hurt_unannounced"].is_below,
        ),
        Check(
            ("both restore more than either", "二者并用胜过其中任何一项"),
            lambda found: all(
                found["broken_both"].mean < found[f"broken_{one}"].low for one in ("chain", "unannounced")
            ),
        ),
    ),
    curves=(
        Curve(
            "levels",
            PLACE,
            VIOLATIONS,
            ("Violations level by level", "逐级违章"),
            ("risky tasks done against the rules, %", "违章比例，%"),
            rows=by_level,
            axis=("levels below the head", "总部以下级数"),
            how=("Years 6 to 10, mean and 95 % interval", "第 6 至 10 年，均值与 95% 区间"),
            series={one: ARMS[one] for one in ("usual", "calm", "whole", *TRIED)},
        ),
        Curve(
            "branches",
            PLACE,
            "violations_below",
            ("Violations in branches", "分支违章"),
            ("change on groups as they are, %", "与现状相比的变化，%"),
            TRIED,
            by="workers_below",
            is_change=True,
        ),
    ),
    fewest=20,
)
