"""Question 13: automation against management at equal cost: whether technology is decisive."""

from __future__ import annotations

from govsim.cases.common.case import Arm, County, Number, Words
from govsim.cases.mine_automation import COUNTIES
from govsim.questions.common.contest import best_of, over, pairs
from govsim.questions.common.measures import LATE
from govsim.questions.common.numbers import changes, titled
from govsim.questions.common.question import Dots, Question, Verdict, otherwise

BUDGET = 75e6  # CNY in years 6 to 10
MACHINES, MANAGEMENT = "machines", "management"
OF_THE_CASE: dict[str, Arm] = {one.name: one for one in COUNTIES[0].arms}
MINES = County(
    "mines",
    ("120 mines: machines or management, at equal cost", "120 座矿山：机械化或管理，成本相同"),
    tuple(OF_THE_CASE[name] for name in ("usual", MACHINES, MANAGEMENT)),
    register=COUNTIES[0].register,
    budget=BUDGET,
)
ARMS = {one.name: one.title for one in MINES.arms[1:]}
DIED: Words = ("expected deaths for the same output", "单位产出预计死亡")
WHAT: dict[str, tuple[str, Words]] = {
    "died": ("deaths_expected", DIED),
    "majors": ("deaths_in_majors_expected", ("deaths in major accidents", "重大事故死亡")),
    "hurt": ("injuries_expected", ("injuries", "伤害")),
}
NUMBERS = {
    **changes(ARMS, WHAT, LATE, by="workers"),
    **pairs(ARMS, "deaths_expected", DIED, LATE, "workers"),
    "hurt_against": Number(
        ("injuries: automation against management", "伤害：智能化与管理相比"),
        lambda found: found.change(MACHINES, "injuries_expected", LATE, against=MANAGEMENT, by="workers"),
    ),
}
BOTH = (
    "for 75 million CNY in years 6 to 10 each, automation changes deaths by {died_machines} and management by "
    f"{{died_management}}, the former against the latter by {{{over(MACHINES, MANAGEMENT)}}}",
    "第 6 至 10 年各花 7500 万元，智能化使死亡变化 {died_machines}，管理使死亡变化 {died_management}，"
    f"前者与后者相比为 {{{over(MACHINES, MANAGEMENT)}}}",
)
REST = (
    "Injuries change by {hurt_machines} and {hurt_management}, deaths in major accidents by {majors_machines} and "
    "{majors_management}.",
    "伤害分别变化 {hurt_machines} 和 {hurt_management}，重大事故死亡分别变化 {majors_machines} 和 "
    "{majors_management}。",
)
QUESTION = Question(
    name="q13_automation_or_management",
    number=13,
    problem=("the decisive role of technology", "技术的决定性作用"),
    text=(
        "Automation against management at equal cost: is it decisive?",
        "同等成本下智能化与管理相比：技术是否起决定作用？",
    ),
    counties=(MINES,),
    numbers=NUMBERS,
    seeds=16,
    verdicts=(
        *best_of(
            ARMS,
            {
                MACHINES: (
                    f"Technology is decisive at equal cost: {BOTH[0]}. {REST[0]}",
                    f"同等成本下技术起决定作用：{BOTH[1]}。{REST[1]}",
                ),
                MANAGEMENT: (
                    f"Technology is not decisive, at equal cost management averts more deaths: {BOTH[0]}. {REST[0]}",
                    f"技术不起决定作用，同等成本下管理避免的死亡更多：{BOTH[1]}。{REST[1]}",
                ),
            },
        ),
        Verdict(
            "management_in_injuries",
            lambda numbers: numbers["hurt_against"].is_above,
            (
                "Technology is not decisive, at equal cost no difference in deaths shows and management averts more "
                f"injuries: {BOTH[0]}. {REST[0]}",
                f"技术不起决定作用，同等成本下死亡没有可见差别，而管理避免的伤害更多：{BOTH[1]}。{REST[1]}",
            ),
        ),
        Verdict(
            "machines_in_injuries",
            lambda numbers: numbers["hurt_against"].is_below,
            (
                "Technology is not decisive for deaths, in which at equal cost no difference shows, but averts more "
                f"injuries: {BOTH[0]}. {REST[0]}",
                f"技术对死亡不起决定作用（同等成本下没有可见差别），但避免的伤害更多：{BOTH[1]}。{REST[1]}",
            ),
        ),
        otherwise(
            (
                "That technology is decisive is not seen, at equal cost no difference in deaths or injuries shows: "
                f"{BOTH[0]}. {REST[0]}",
                f"看不出技术起决定作用，同等成本下死亡和伤害都没有可见差别：{BOTH[1]}。{REST[1]}",
            )
        ),
    ),
    figure=Dots(
        ("Automation and management of mines at equal cost", "同等成本下的矿山智能化与管理"),
        ("change for the same output, %", "单位产出的变化，%"),
        titled(NUMBERS, changes(ARMS, WHAT)),
    ),
    hangs_on=(
        "What machines take over, their price (150,000 CNY a post) and what dual prevention and drills find are "
        "assumed; machines are paid for over eight years, so that part of their price and of what they avert lies "
        "beyond year 10, and labour that they spare is not set against it. At this cost machines take over a "
        "small part of what they could and management is beyond its usual strength, of which twice is the most: "
        "with some one and a half times the money management has no more to give, and machines go on averting.",
        "机械可承担的作业、价格（每岗位 15 万元）以及双重预防和演练能查出多少为假定；设备分八年付款，"
        "价款和作用都有一部分在第 10 年之后；节省的劳动不从成本中扣除。在这一成本下，"
        "机械只承担了可承担部分的一小块，管理则超过通常力度（至多两倍）：资金约为一倍半时管理已无余地，而机械仍可继续起作用。",
    ),
    turns=((MACHINES, MANAGEMENT),),
)
