"""The automated mine: mines convert in different years; an event study, and machines against management."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from govsim.cases.common import event_study
from govsim.cases.common.case import Arm, Case, Check, County, Curve, Number, Words
from govsim.cases.common.found import Found
from govsim.study.runs.statistics import Estimate

START, END = 156, 520
LATE, LAST = (260, END), (468, END)
MINES, DEATHS, INJURIES = "mines", "deaths_expected", "injuries_recorded"
FIRST_EVENT, LAST_EVENT = -3, 5  # years around the start
AFTER, BEFORE = (1, 4), (-3, -3)  # the year of start is half a year; the two years before it are what is compared with
LEAST = 0.05  # of dangerous work that machines do: a conversion has begun
HUNDRED_MILLION = 1e8

COUNTIES = (
    County(
        MINES,
        (
            "120 mines, of which each converts when it pays; the machines, management, and both",
            "120 座矿山，各自在合算时改造；机械化、管理，以及二者并用",
        ),
        (
            Arm("usual", ("Nothing", "不采取措施")),
            Arm("machines", ("Automation", "智能化改造"), ("instrument=[automation]",)),
            Arm(
                "management",
                ("Management: dual prevention and drills", "管理：双重预防与实操培训"),
                ("instrument=[dual_prevention,safety_training]",),
            ),
            Arm(
                "both",
                ("Automation and management", "智能化改造加管理"),
                ("instrument=[automation,dual_prevention,safety_training]",),
            ),
        ),
        register="mines",
        yearly=True,
    ),
)
ARMS = {one.name: one.title for one in COUNTIES[0].arms[1:]}


def studied(found: Found, outcome: str) -> pd.DataFrame:
    """The event study of an outcome."""
    table = found.enterprises[MINES]
    return found.once(outcome, lambda: event_study.study(table, "machines", "usual", outcome, "automated", LEAST))


def around(outcome: str, column: str, years: tuple[int, int], title: tuple[str, str]) -> Number:
    """A change over some years around the start of conversion."""
    return Number(title, lambda found: event_study.over(studied(found, outcome), column, *years))


def changed(arm: str) -> Number:
    """The change of deaths for the same output."""
    english, chinese = ARMS[arm]
    return Number(
        (f"expected deaths per output, years 6 to 10: {english.lower()}", f"第 6 至 10 年单位产出预计死亡：{chinese}"),
        lambda found: found.change(arm, DEATHS, LATE, by="workers"),
    )


def at_equal_cost(arm: str, outcome: str, money: float, what: tuple[str, str]) -> Number:
    """What so much of what all parties pay averts."""
    english, chinese = ARMS[arm]
    return Number(
        (f"{what[0]}: {english.lower()}", f"{what[1]}：{chinese}"),
        lambda found: found.averted_for(arm, outcome, money, (START, END)),
    )


def paid(arm: str) -> Number:
    """What all parties pay a year beyond the usual."""
    english, chinese = ARMS[arm]
    return Number(
        (f"million CNY a year, all parties: {english.lower()}", f"各方成本（百万元／年）：{chinese}"),
        lambda found: found.paid(arm, (START, END)),
    )


DIED = ("deaths averted for 100 million CNY", "每一亿元避免的死亡")
HURT = ("injuries averted for 1 million CNY", "每一百万元避免的伤害")
NUMBERS = {
    "deaths": Number(
        ("expected deaths a year in all mines, nothing done", "不采取措施时全部矿山每年预计死亡"),
        lambda found: found.a_year("usual", DEATHS, LATE),
    ),
    "done": Number(
        ("dangerous work that machines do, of what they could, year 10", "第 10 年机械化换人程度"),
        lambda found: found.share("machines", "automated", "enterprises", LAST),
    ),
    **{f"change_{arm}": changed(arm) for arm in ARMS},
    "before": around(
        DEATHS, "studied", BEFORE,
        ("event study, deaths: three years before the start", "事件研究（死亡）：启动前第三年"),
    ),
    "study": around(
        DEATHS, "studied", AFTER,
        ("event study, deaths: years 1 to 4 after the start", "事件研究（死亡）：启动后第 1 至 4 年"),
    ),
    "truth": around(
        DEATHS, "true", AFTER,
        ("the truth, deaths: the same mines and years without conversion", "真值（死亡）：同样矿山和年份，未改造"),
    ),
    "missed": Number(
        ("points by which the study of deaths misses the truth", "死亡的事件研究与真值之差（百分点）"),
        lambda found: event_study.missed(studied(found, DEATHS), *AFTER),
    ),
    "record_study": around(
        INJURIES, "studied", AFTER,
        ("event study, recorded injuries: years 1 to 4", "事件研究（在册伤害）：第 1 至 4 年"),
    ),
    "record_truth": around(
        INJURIES, "true", AFTER, ("the truth, recorded injuries", "真值（在册伤害）")
    ),
    **{f"cost_{arm}": paid(arm) for arm in ARMS},
    **{f"died_{arm}": at_equal_cost(arm, DEATHS, HUNDRED_MILLION, DIED) for arm in ARMS},
    **{f"hurt_{arm}": at_equal_cost(arm, "injuries_expected", 1e6, HURT) for arm in ARMS},
}  # fmt: skip


def whether_decisive(found: Mapping[str, Estimate]) -> Words:
    """Whether machines or management avert more deaths for the same money, and which of them more in all."""
    machines, management = found["died_machines"], found["died_management"]
    if machines.low > management.high:
        return (
            "At equal cost machines avert more deaths: technology is decisive.",
            "同等成本下机械化避免的死亡更多：技术起决定作用。",
        )
    if management.low <= machines.high:
        return (
            "At equal cost the two cannot be told apart in deaths: technology is not decisive.",
            "同等成本下二者避免的死亡无法区分：技术不起决定作用。",
        )
    if found["change_machines"].high < found["change_management"].low:
        return (
            "At equal cost management averts more deaths, but machines, for which more can be spent, avert more in "
            "all: whether technology is decisive is a question of what there is to pay.",
            "同等成本下管理避免的死亡更多，但机械化可以投入更多，总共避免的更多：技术是否起决定作用取决于有多少钱可用。",
        )
    return (
        "At equal cost management averts more deaths, and machines no more in all: technology is not decisive.",
        "同等成本下管理避免的死亡更多，机械化总共避免的也不更多：技术不起决定作用。",
    )


CASE = Case(
    name="mine_automation",
    order=70,
    sections=("5.2.3", "3.2.2", "4.1.2"),
    title=("The automated mine", "矿山智能化"),
    set_up=(
        "In 120 mines of some 60 workers each machines may take over dangerous work from year 4 on, with a push and a "
        "subsidy of a fifth. Each mine starts its conversion when it pays: the large sooner, none in distress. "
        "Compared are management (dual prevention and drills), and both. Output for each post is fixed in the model, "
        "so that deaths per output are deaths per post. An event study then does what a researcher would do: the "
        "change since the two years before a mine's start against that of mines that have not started yet. The truth "
        "beside it is the same mines in the same years without conversion, which only a model can see.",
        "120 座平均约 60 人的矿山，自第 4 年起在推动和两成补贴下可由机械承担危险作业，各矿在合算时启动改造："
        "规模大的较早，经营困难的不启动。与之比较的是管理（双重预防与实操培训）以及二者并用。"
        "模型中每个岗位的产出固定，单位产出死亡即每个岗位的死亡。事件研究按研究者的做法："
        "以启动前两年为基准的变化，与尚未启动的矿山相比。"
        "旁边的真值是同样的矿山、同样的年份不做改造的结果，只有模型能看到。",
    ),
    story=(
        "By year 10 machines do {done} of the dangerous work that they could do. Expected deaths per output change by "
        "{change_machines} in years 6 to 10; with nothing done there are {deaths} a year.\n\n"
        "In years 1 to 4 after a start the event study finds {study} in deaths, where the truth is {truth}; it misses "
        "by {missed} points. Three years before the start it finds {before}. In recorded injuries, which are what "
        "somebody could really see, it finds {record_study} for {record_truth}. A mine's start hangs on size and on "
        "pay, not on its latest accidents, which is why those that wait are fair company for those that start.\n\n"
        "Management changes deaths by {change_management} and both by {change_both}. It costs {cost_management} "
        "million CNY a year against {cost_machines} for machines: 100 million CNY avert {died_management} deaths by "
        "management and {died_machines} by machines, 1 million CNY {hurt_management} and {hurt_machines} injuries. "
        "{decisive}",
        "到第 10 年，机械承担了可承担危险作业的 {done}。第 6 至 10 年单位产出预计死亡变化 {change_machines}"
        "（不采取措施时每年 {deaths} 人）。\n\n"
        "启动后第 1 至 4 年，死亡的事件研究为 {study}，真值为 {truth}，相差 {missed} 个百分点；"
        "启动前第三年为 {before}。"
        "人们真正能看到的在册伤害，事件研究为 {record_study}，真值为 {record_truth}。"
        "启动取决于规模和收益，而不是最近的事故，因此等待者是启动者的合适对照。\n\n"
        "管理使死亡变化 {change_management}，二者并用为 {change_both}。管理每年 {cost_management} 百万元，"
        "机械化 {cost_machines} 百万元：一亿元用于管理避免 {died_management} 人死亡，"
        "用于机械化避免 {died_machines} 人；"
        "一百万元分别避免 {hurt_management} 起和 {hurt_machines} 起伤害。"
        "{decisive}",
    ),
    doubts=(
        "Uptake has no source in mines other than coal; what machines can take over, their price and the wages that "
        "they save are assumed. Machines are paid for over eight years, so that part of their price lies beyond year "
        "10, and so does part of what they avert; saved wages are a transfer from workers and in no cost here. The "
        "study of expected deaths uses what nobody sees; recorded deaths of 120 mines are too few for any study. "
        "Only mines that stay in business are in it. Intervals hold the luck of the runs only.",
        "除煤矿外，推广速度没有来源；机械可承担的作业、价格和节省的工资均为假定。"
        "设备分八年付款，部分价款在第 10 年之后，"
        "其作用也有一部分在此之后；节省的工资是工人向企业的转移，不计入成本。预计死亡无人能看到；"
        "120 座矿山的在册死亡太少，不足以研究。研究只包括一直存续的矿山。区间只含运行的随机性。",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    sentences={"decisive": whether_decisive},
    seeds=24,
    fewest=24,  # the two are near each other at equal cost
    checks=(
        Check(
            ("deaths per output fall with adoption", "单位产出死亡随改造下降"),
            lambda found: found["change_machines"].is_below and found["truth"].is_below,
        ),
        Check(
            ("a staggered event study recovers the effect: below zero, no change before the start, within 5 points",
             "交错事件研究还原效果：低于零，启动前没有变化，与真值相差不到 5 个百分点"),
            lambda found: (
                found["study"].is_below and found["before"].low <= 0.0 <= found["before"].high
                and found["missed"].within(5.0)
            ),
            ("The study has the sign and near the size, but 120 mines of very different size leave it to luck: the "
             "miss of {missed} points reaches beyond five.",
             "研究得到了方向和相近的大小，但 120 座规模悬殊的矿山使其受随机性影响："
             "相差 {missed} 个百分点，超出 5。"),
        ),
        Check(
            ("is technology decisive at equal cost: the deaths that machines and management avert for the same money "
             "are apart", "同等成本下技术是否起决定作用：同样的钱用于机械化与管理，避免的死亡可以区分"),
            lambda found: (
                found["died_machines"].low > found["died_management"].high
                or found["died_management"].low > found["died_machines"].high
            ),
        ),
    ),
    curves=(
        Curve(
            "event_study", MINES, DEATHS, ("Deaths around the start of conversion", "改造启动前后的死亡"),
            ("change of expected deaths, %", "预计死亡的变化，%"),
            rows=lambda found: event_study.drawn(studied(found, DEATHS), FIRST_EVENT, LAST_EVENT),
            axis=("years since a mine started", "矿山启动改造后的年数"),
            how=("Mean over seeds with its 95% interval. Dashed: the study, counted from the two years before; line: "
                 "the truth.", "各种子的均值及其 95% 区间。虚线：事件研究（以启动前两年为基准）；实线：真值。"),
            series={"studied": ("Event study", "事件研究"), "true": ("Truth", "真值")},
        ),
        Curve(
            "deaths", MINES, DEATHS, ("Deaths in mines", "矿山死亡"),
            ("expected deaths per 100,000 worker-years", "每十万人年预计死亡"), by="workers", times=5.2e6,
        ),
        Curve(
            "automated", MINES, "automated", ("Dangerous work that machines do", "机械承担的危险作业"),
            ("% of what they could do", "占可承担部分的比例，%"), ("usual", "machines"), by="enterprises", times=100.0,
        ),
    ),
)  # fmt: skip
