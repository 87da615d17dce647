"""The township grid: an inspector's idea is tried in a township and spreads over the county, or does not."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number
from govsim.cases.common.found import Found
from govsim.study.runs.statistics import Estimate, estimate

START, END = 156, 520
LATE, ALL = (468, END), (START, END)
TOWNSHIPS = "townships"
AGENCIES = 6
WORKS = 1.02  # best method in use, against the usual, from which an idea has shown in its township and is copied
ROLLED_OUT = 0.5  # of the advantage of the best method that the county's agencies have on the mean
CLAIM = 50.0  # per cent more supervision a person: the programme's figure

COUNTIES = (
    County(
        TOWNSHIPS,
        (
            "Six townships of 36 enterprises each, eight inspectors together; an innovation award from year 4 on",
            "6 个乡镇，各 36 家企业，共 8 名监管人员；自第 4 年起设创新奖",
        ),
        (
            Arm("usual", ("Nothing", "不采取措施")),
            Arm("award", ("Innovation award", "创新奖"), ("instrument=[innovation_award]",)),
            Arm(
                "forgiving",
                ("Award and tolerance of errors", "创新奖加容错机制"),
                ("instrument=[innovation_award,error_tolerance]",),
            ),
            Arm("digital", ("Digital supervision", "数字化监管"), ("instrument=[digital_supervision]",)),
            Arm(
                "grid",
                ("Award, tolerance and digital supervision", "创新奖、容错与数字化监管"),
                ("instrument=[innovation_award,error_tolerance,digital_supervision]",),
            ),
        ),
        settings=("population=townships", "parts=[regions]"),
    ),
)  # fmt: skip
ARMS = {one.name: one.title for one in COUNTIES[0].arms[1:]}


def firsts(found: Found, arm: str) -> pd.DataFrame:
    """Years from the start, by seed: the first idea, the first that shows, its first copy, and half of the roll-out.

    What has not happened by the end has no year.
    """

    def make() -> pd.DataFrame:
        table = found.weekly[TOWNSHIPS]
        rows = table[(table["scenario"] == arm) & (table["week"] >= START)]
        made = [_of_run(one.sort_values("week")) for _, one in rows.groupby("seed")]
        return pd.DataFrame(made, columns=["idea", "pilot", "copy", "rollout"])

    return found.once(f"firsts {arm}", make)


def _of_run(rows: pd.DataFrame) -> tuple[float, ...]:
    best = rows["best_methods"].to_numpy(float)
    mean = rows["methods"].to_numpy(float) / AGENCIES
    copied = ((rows["methods_copied"].to_numpy(float) > 0) & (best >= WORKS)).cumsum()  # of a method that works
    out = (copied > 0) & (best >= WORKS) & (mean - 1.0 >= ROLLED_OUT * (best - 1.0))
    events = (rows["ideas_tried"].to_numpy(float) > 0, best >= WORKS, copied > 0, out)
    return tuple(float(np.argmax(one)) / 52.0 if one.any() else math.nan for one in events)


def between(arm: str, first: str, then: str) -> Callable[[Found], Estimate]:
    """Years from one event to another, over the runs that have both."""

    def measure(found: Found) -> Estimate:
        table = firsts(found, arm)
        gaps = (table[then] - table[first]).dropna().to_numpy(float)
        return estimate(gaps, "") if len(gaps) > 1 else Estimate(math.nan, math.nan, math.nan, "")

    return measure


def share_of_runs(holds: Callable[[pd.DataFrame], pd.Series], arm: str) -> Callable[[Found], Estimate]:
    """Share of the runs, in per cent, in which something holds; an interval ends at none and all."""

    def measure(found: Found) -> Estimate:
        made = estimate(100.0 * holds(firsts(found, arm)).to_numpy(float), "share")
        return Estimate(made.mean, max(made.low, 0.0), min(made.high, 100.0), made.unit)

    return measure


def in_order(runs: pd.DataFrame) -> pd.Series:
    """Idea before pilot before copy before roll-out, as far as a run has come."""
    given = runs.fillna(math.inf)
    return (given["idea"] <= given["pilot"]) & (given["pilot"] <= given["copy"]) & (given["copy"] <= given["rollout"])


def rolled_out(runs: pd.DataFrame) -> pd.Series:
    """Whether the county has half of the advantage of its best method by the end."""
    return runs["rollout"].notna()


def efficiency(arm: str) -> Number:
    """Visits that an inspector makes in year 10."""
    english, chinese = ARMS[arm]
    return Number(
        (f"visits an inspector, year 10: {english.lower()}", f"第 10 年每名监管人员检查量：{chinese}"),
        lambda found: found.change(arm, "visits", LATE, by="inspectors"),
    )


def changed(arm: str, outcome: str, what: tuple[str, str]) -> Number:
    """The change of an outcome from the start on."""
    english, chinese = ARMS[arm]
    return Number(
        (f"{what[0]}, years 4 to 10: {english.lower()}", f"第 4 至 10 年{what[1]}：{chinese}"),
        lambda found: found.change(arm, outcome, ALL),
    )


def counted(arm: str, outcome: str, what: tuple[str, str]) -> Number:
    """How many of something a year."""
    return Number(what, lambda found: found.a_year(arm, outcome, ALL))


NUMBERS = {
    **{f"visits_{arm}": efficiency(arm) for arm in ARMS},
    **{f"injuries_{arm}": changed(arm, "injuries_expected", ("injuries", "伤害")) for arm in ARMS},
    "tried": counted("award", "ideas_tried", ("ideas tried a year, award", "每年试行创新数（创新奖）")),
    "failed": Number(
        ("share of the ideas tried that fail, award", "试行创新的失败比例（创新奖）"),
        lambda found: found.share("award", "ideas_failed", "ideas_tried", ALL),
    ),
    "pilot": Number(
        ("years from the first idea to one that shows in its township, award",
         "从第一个想法到在乡镇见效的年数（创新奖）"),
        between("award", "idea", "pilot"),
    ),
    "copy": Number(
        ("years from there to the first copy, award", "见效到首次引进的年数（创新奖）"),
        between("award", "pilot", "copy"),
    ),
    "rollout": Number(
        ("years from the first copy until the county has half of the advantage, award",
         "首次引进到全县取得一半优势的年数（创新奖）"),
        between("award", "copy", "rollout"),
    ),
    "rolled": Number(
        ("runs in which that came by year 10, award", "到第 10 年已推广的运行比例（创新奖）"),
        share_of_runs(rolled_out, "award"),
    ),
    "rolled_forgiving": Number(
        ("runs in which that came by year 10, award and tolerance", "到第 10 年已推广的运行比例（创新奖加容错）"),
        share_of_runs(rolled_out, "forgiving"),
    ),
    "ordered": Number(
        ("runs in which idea, pilot, copy and roll-out come in this order, award",
         "想法、试点、引进、推广依次出现的运行比例（创新奖）"),
        share_of_runs(in_order, "award"),
    ),
    "best": Number(
        ("best method in use in year 10, multiple of the usual visits, award",
         "第 10 年最佳方法（平时检查量的倍数，创新奖）"),
        lambda found: _best(found, "award"),
    ),
}  # fmt: skip


def _best(found: Found, arm: str) -> Estimate:
    return estimate(found.sums(arm, "best_methods", LATE) / float(LATE[1] - LATE[0]), "")


CASE = Case(
    name="township_grid",
    order=80,
    sections=("6.3.2",),
    title=("Township grid with digital supervision", "乡镇网格化+数字化"),
    set_up=(
        "A county of six townships, each an agency of its own with one or two inspectors. From year 4 on an innovation "
        "award makes agencies try two ideas a year each. An idea that works lets an inspector of that township make "
        "more visits; the other townships copy the best method they know of, the sooner the more errors are forgiven, "
        "and lose a part of it on the way. Beside it stands digital supervision, bought ready-made. The programme "
        "reports of such an idea that supervision efficiency rose by 50 % after the roll-out; nothing is set to that.",
        "一个县有 6 个乡镇，各有自己的监管机构和一两名监管人员。自第 4 年起，创新奖使各机构每年各试行两项想法。"
        "奏效的想法使该乡镇监管人员能完成更多检查；其他乡镇引进已知的最佳方法，错误越受宽容引进越快，途中有所损耗。"
        "与之比较的是现成购置的数字化监管。纲要称此类想法推广后监管效率提升 50%；模型未按此设定任何数字。",
    ),
    story=(
        "Under the award {tried} ideas a year are tried in the county, and {failed} of them fail. It takes {pilot} "
        "years from the first idea until one shows in its township, {copy} more until another township copies it, and "
        "{rollout} from there until the county has half of the advantage; by year 10 that has come in {rolled} of the "
        "runs. Idea, pilot and roll-out come in this order in {ordered} of the runs, because nobody can copy what "
        "nobody has tried; the order is no script.\n\n"
        "In year 10 the best township makes {best} times the usual visits, and an inspector of the county "
        "{visits_award} with the award alone. Where errors are forgiven it is {visits_forgiving}, and "
        "{rolled_forgiving} of the runs are rolled out. Digital supervision gives {visits_digital}, and all three "
        "together {visits_grid}. The programme's 50 % is so what ideas and bought equipment give together, not what an "
        "award gives; half as many visits again by ideas alone takes three that work and that everybody has. Injuries "
        "change by {injuries_award} with the award, {injuries_forgiving} with tolerance, {injuries_digital} with "
        "digital supervision and {injuries_grid} with all: inspectors are few, and half as many visits again are few "
        "visits more for an enterprise.",
        "设创新奖后，全县每年试行 {tried} 项想法，其中 {failed} 失败。从第一个想法到在其乡镇见效需 {pilot} 年，"
        "再过 {copy} 年才有其他乡镇引进，此后 {rollout} 年全县取得一半优势；到第 10 年，{rolled} 的运行中已经推广。"
        "想法、试点、推广依次出现的运行占 {ordered}，因为无人能引进尚无人试过的做法；次序并非预先编排。\n\n"
        "第 10 年，最佳乡镇的检查量为平时的 {best} 倍，仅设创新奖时全县每名监管人员检查量变化 {visits_award}。"
        "错误受到宽容时为 {visits_forgiving}，{rolled_forgiving} 的运行已经推广。"
        "数字化监管带来 {visits_digital}，三者合用为 {visits_grid}。"
        "因此纲要所称的 50% 是想法与购置装备合在一起的结果，而不是创新奖本身的结果；"
        "仅靠想法使检查量增加一半，需要三个奏效且人人采用的想法。"
        "伤害的变化：创新奖 {injuries_award}，加容错 {injuries_forgiving}，数字化监管 {injuries_digital}，"
        "三者合用 {injuries_grid}：监管人员很少，检查量增加一半，分到每家企业也不多。",
    ),
    doubts=(
        "How many ideas there are, how many work and what they bring is assumed, and with it the size; the programme "
        "says neither what its 50 % counts nor from when. Copying knows no cost but the loss on the way. A method acts "
        "on the number of visits only, not on what they see. Intervals hold the luck of the runs only.",
        "想法的数量、成功比例和增益均为假定，因此大小也是假定；纲要未说明 50% 指什么、从何时算起。"
        "引进除途中损耗外没有成本。方法只影响检查次数，不影响检查所见。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    seeds=24,
    fewest=12,
    checks=(
        Check(
            ("most ideas fail", "多数想法失败"), lambda found: found["failed"].low > 50.0
        ),
        Check(
            ("idea, pilot and roll-out come in that order", "想法、试点、推广依次出现"),
            lambda found: found["ordered"].low > 99.0 and found["copy"].low > 0.0 and found["rollout"].low > 0.0,
        ),
        Check(
            ("supervision efficiency rises by 50 % after the roll-out: of award, tolerance and digital supervision "
             "together the interval of visits an inspector in year 10 holds it",
             "推广后监管效率提升 50%：创新奖、容错与数字化监管合用时，第 10 年每名监管人员检查量变化的区间包含该值"),
            lambda found: found["visits_grid"].low <= CLAIM <= found["visits_grid"].high,
        ),
        Check(
            ("forgiving errors brings the roll-out forward: more visits an inspector than the award alone",
             "容错加快推广：每名监管人员检查量高于仅设创新奖"),
            lambda found: found["visits_forgiving"].mean > found["visits_award"].mean,
        ),
    ),
    curves=(
        Curve(
            "methods", TOWNSHIPS, "methods", ("Methods of supervision in the county", "全县监管方法"),
            ("multiple of the usual visits, mean over townships", "平时检查量的倍数（各乡镇平均）"),
            ("usual", "award", "forgiving"), by="agencies",
        ),
        Curve(
            "visits", TOWNSHIPS, "visits", ("Visits an inspector", "每名监管人员检查量"),
            ("visits an inspector-year", "次／监管人员·年"), by="inspectors", times=52.0,
        ),
    ),
)  # fmt: skip
