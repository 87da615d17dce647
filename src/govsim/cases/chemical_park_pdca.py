"""A chemical park in cycles of plan, do, check, act: the stated fall read both ways, regression to the mean apart."""

from __future__ import annotations

import numpy as np

from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number
from govsim.cases.common.found import Found
from govsim.study.runs.statistics import Estimate, change

START, YEAR = 156, 52
PARK, RECORDED, TRUE, DEATHS = "park", "injuries_recorded", "injuries_expected", "deaths_expected"
BEFORE = (START - YEAR, START)
WORST = 4  # one park in so many is picked: that with most injuries on record in the year before
FALL = -30.0  # per cent, stated for three years
EACH_YEAR = 100.0 * (0.7**3 - 1.0)  # the same, read as a fall in each of three years

PACKAGE = "instrument=[dual_prevention,safety_subsidies,hazard_monitoring,emergency_plans,safety_points]"
CYCLES = "instrument=[dual_prevention,safety_subsidies,hazard_monitoring,emergency_plans,safety_points,pdca]"
COUNTIES = (
    County(
        PARK,
        (
            "A park of 60 chemical plants: nothing, five measures, and the same five moved from year to year",
            "60 家企业的化工园区：不采取措施、五项措施、同样五项措施逐年调整",
        ),
        (
            Arm("usual", ("Nothing", "不采取措施"), ("parts=[evaluation]",)),
            Arm("package", ("Five measures", "五项措施"), (PACKAGE,)),
            Arm("cycles", ("Five measures in cycles", "五项措施按 PDCA 循环"), (CYCLES,)),
        ),
        settings=(
            "population=park",
            "population.regions=[{name:park,enterprises:60,industries:[chemicals]}]",
            "population.places=[{name:park,region:park,enterprises:60,separation:300,people_near:5}]",
            "weeks=416",
        ),
    ),
)


def year_after(number: int) -> tuple[int, int]:
    """The weeks of a year after the start, from 1."""
    first = START + (number - 1) * YEAR
    return first, first + YEAR


def rates(found: Found, arm: str, outcome: str, weeks: tuple[int, int]) -> np.ndarray:
    """An outcome a worker in some weeks: a value a seed."""
    return found.sums(arm, outcome, weeks) / found.sums(arm, "workers", weeks)


def picked(found: Found) -> np.ndarray:
    """The parks whose record was worst in the year before; nobody has done anything yet, so all arms share it."""
    before = rates(found, "usual", RECORDED, BEFORE)
    worst = np.argsort(-before, kind="stable")[: max(2, len(before) // WORST)]
    return np.isin(np.arange(len(before)), worst)


def since(arm: str, number: int, chosen: bool) -> Number:
    """The change on record from the year before to a year after, in picked parks or in all."""

    def measure(found: Found) -> Estimate:
        mine = picked(found) if chosen else np.ones(len(picked(found)), bool)
        then, now = (rates(found, arm, RECORDED, weeks)[mine] for weeks in (BEFORE, year_after(number)))
        return change(now, then)

    english, chinese = next(one.title for one in COUNTIES[0].arms if one.name == arm)
    who = ("picked parks", "挑选的园区") if chosen else ("all parks", "全部园区")
    return Number(
        (
            f"recorded injuries a worker, year {number} against the year before, {who[0]}: {english.lower()}",
            f"人均在册伤害，第 {number} 年与此前一年相比，{who[1]}：{chinese}",
        ),
        measure,
    )


def against(arm: str, other: str, outcome: str, what: tuple[str, str], number: int = 3) -> Number:
    """A change in a year against another arm, all parks."""
    titles = {one.name: one.title for one in COUNTIES[0].arms}
    return Number(
        (
            f"{what[0]}, year {number}: {titles[arm][0].lower()} against {titles[other][0].lower()}",
            f"第 {number} 年{what[1]}：{titles[arm][1]}与{titles[other][1]}相比",
        ),
        lambda found: change(
            rates(found, arm, outcome, year_after(number)), rates(found, other, outcome, year_after(number))
        ),
    )


def picked_higher(found: Found) -> Estimate:
    """By how much the year before was worse in picked parks than in all."""
    before, mine = rates(found, "usual", RECORDED, BEFORE), picked(found)
    return change(before[mine], np.full(int(mine.sum()), before.mean()))


def needed(found: Found) -> Estimate:
    """The change beyond regression to the mean that would leave of picked parks' record what 30 % a year leaves."""
    alone = since("usual", 3, True).measure(found)
    low, mean, high = (
        100.0 * ((1.0 + EACH_YEAR / 100.0) / (1.0 + one / 100.0) - 1.0) for one in (alone.low, alone.mean, alone.high)
    )
    return Estimate(mean, min(low, high), max(low, high))


NUMBERS = {
    "higher": Number(
        ("recorded injuries a worker in the year before, picked parks against all",
         "此前一年人均在册伤害，挑选的园区与全部相比"),
        picked_higher,
    ),
    **{f"mean_{year}": since("usual", year, True) for year in (1, 2, 3)},
    **{f"cycles_{year}": since("cycles", year, True) for year in (1, 2, 3)},
    "package_3": since("package", 3, True),
    "all_3": since("cycles", 3, False),
    "needed": Number(
        ("what the measures would have to change the record by, beyond regression to the mean, for a third to be left",
         "若只剩三分之一，在均值回归之外措施需使在册伤害变化"),
        needed,
    ),
    "record": against("cycles", "usual", RECORDED, ("recorded injuries a worker", "人均在册伤害")),
    "truth": against("cycles", "usual", TRUE, ("injuries a worker", "人均伤害")),
    "deaths": against("cycles", "usual", DEATHS, ("deaths a worker", "人均死亡")),
    "adapted": against("cycles", "package", TRUE, ("injuries a worker", "人均伤害")),
    "adapted_record": against("cycles", "package", RECORDED, ("recorded injuries a worker", "人均在册伤害")),
    "adapted_deaths": against("cycles", "package", DEATHS, ("deaths a worker", "人均死亡")),
    "cost": Number(
        ("what all parties pay in years 1 to 3: cycles against five measures as they are",
         "第 1 至 3 年各方支出：循环与五项措施不调整相比"),
        lambda found: found.change("cycles", "cost_resource", (START, START + 3 * YEAR), against="package"),
    ),
}  # fmt: skip

CASE = Case(
    name="chemical_park_pdca",
    order=100,
    sections=("6.3.1", "5.3.1"),
    title=("A chemical park: plan, do, check, act", "化工园区PDCA"),
    set_up=(
        "A park of 60 chemical plants close to each other takes up five measures in year 4: ledgers of risks and "
        "hazards, support for equipment, monitors round the clock, plans and drills, and points. In a third arm the "
        "park checks its record each year and moves effort to the link (identify, control, detect, respond, behave) "
        "furthest from its target, at the same planned cost. Parks that tell of such a fall are picked: here one in "
        "four, that with most injuries on record in the year before. What the same picked parks do with nothing done "
        "is regression to the mean, and stands apart.",
        "一个 60 家化工企业密集的园区自第 4 年起采取五项措施：双重预防、设备补助、24 小时监测、预案演练和积分。"
        "第三种情形中，园区每年检查记录，把力量移向离目标最远的环节（辨识、管控、监测、处置、行为），计划花费不变。"
        "讲述这类下降的园区是挑选出来的：此处取此前一年在册伤害最多的四分之一。"
        "同样挑选的园区什么都不做时的变化就是均值回归，单独列出。",
    ),
    story=(
        "The programme says: down 30 % three years running. Read as 30 % in each of three years that is down to 34 %; "
        "read as 30 % over three years it is 11 % a year.\n\n"
        "In the year before, injuries on record of picked parks stood at {higher} against all. With nothing done they "
        "change by {mean_1}, {mean_2} and {mean_3} in the three years after: regression to the mean. In cycles the "
        "same parks report {cycles_1}, {cycles_2} and {cycles_3}; with the five measures as they are {package_3} "
        "in year 3. Parks that nobody picked report {all_3}.\n\n"
        "What is left when luck is taken out is the difference to nothing done in all parks: recorded injuries "
        "{record}, all injuries {truth}, deaths {deaths} in year 3. What moving effort from link to link adds to the "
        "five measures is {adapted} in injuries, {adapted_record} on record and {adapted_deaths} in deaths, "
        "while what is spent changes by {cost}.",
        "纲要称：事故率连续三年下降30%。理解为三年中每年下降 30%，则降至 34%；"
        "理解为三年合计下降 30%，则每年约 11%。\n\n"
        "此前一年，挑选的园区在册伤害与全部园区相比为 {higher}。什么都不做，此后三年分别变化 {mean_1}、{mean_2}、"
        "{mean_3}：这是均值回归。按循环推进，同样的园区报告 {cycles_1}、{cycles_2}、{cycles_3}；"
        "五项措施不调整时第 3 年为 {package_3}。未经挑选的全部园区报告 {all_3}。\n\n"
        "去掉运气之后，与不采取措施相比，全部园区第 3 年在册伤害变化 {record}，全部伤害 {truth}，死亡 {deaths}。"
        "在五项措施之上，逐年调整环节带来的伤害变化为 {adapted}，在册 {adapted_record}，死亡 {adapted_deaths}，"
        "花费变化 {cost}。",
    ),
    doubts=(
        "Five measures, their strength and what a link costs are assumed; the plan counts all links as equally dear, "
        "so that what is really paid may change. Injuries stand "
        "for accidents, of which a park has too few a year to tell. Intervals hold the luck of the runs only.",
        "五项措施、其力度以及各环节的花费均为假定；计划把各环节视为同样昂贵，因此实际花费可能变化。"
        "以伤害代表事故，因为一个园区一年的事故太少，难以判断。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    seeds=48,
    fewest=48,
    checks=(
        Check(
            ("read as 30 % in each of three years: picked parks in cycles report a third of the year before",
             "理解为每年下降 30%：挑选的园区按循环推进后只剩此前一年的三分之一"),
            lambda found: found["cycles_3"].low <= EACH_YEAR,
            ("The record of picked parks changes by {cycles_3} in three years, luck included. To leave a third the "
             "measures would have to change it by {needed} beyond regression to the mean; they change it by {record}.",
             "挑选的园区三年记录变化 {cycles_3}，其中还含运气。若要只剩三分之一，在均值回归之外措施需使其变化 "
             "{needed}，而实际为 {record}。"),
        ),
        Check(
            ("read as 30 % over three years: picked parks in cycles report it",
             "理解为三年合计下降 30%：挑选的园区按循环推进后如此报告"),
            lambda found: found["cycles_3"].low <= FALL,
        ),
        Check(
            ("regression to the mean: picked parks report a fall with nothing done",
             "均值回归：挑选的园区什么都不做也报告下降"),
            lambda found: found["mean_3"].is_below,
        ),
        Check(
            ("the measures bring injuries down in all parks", "措施使全部园区的伤害下降"),
            lambda found: found["truth"].is_below,
        ),
        Check(
            ("moving effort from link to link adds to it", "逐年调整环节另有作用"),
            lambda found: found["adapted"].is_below,
        ),
    ),
    curves=(
        Curve(
            "recorded", PARK, RECORDED, ("Injuries on record in all parks", "全部园区的在册伤害"),
            ("recorded injuries per 100 worker-years", "每百人年在册伤害"), by="workers", times=5_200.0,
        ),
        Curve(
            "injuries", PARK, TRUE, ("Injuries in all parks", "全部园区的伤害"),
            ("change of expected injuries a worker, %", "人均预计伤害的变化，%"), by="workers", is_change=True,
        ),
    ),
)  # fmt: skip
