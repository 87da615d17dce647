"""Question 5: deaths in a severe accident with a plan on paper, a simple plan, and one that is drilled."""

from __future__ import annotations

from functools import partial
from itertools import permutations

from govsim.cases.chemical_park_accident import CLOSE, MAJOR, per_accident
from govsim.cases.common.case import Arm, County, Number
from govsim.cases.common.found import Found
from govsim.questions.common.contest import best_of, over
from govsim.questions.common.numbers import changes, of, within
from govsim.questions.common.question import Dots, Question, otherwise
from govsim.study.runs.statistics import Estimate, change, estimate

DRILLS = 4  # a year; law asks for two of high-risk places


def plan(simple: float, drills: int, meant: bool = True) -> tuple[str, ...]:
    """Plans of which a share is short and visual, and drills, which management means or holds for show."""
    key = "instrument.emergency_plans"
    shape = (f"{key}.simple={simple:g}", f"{key}.drills={drills}", *(() if meant else (f"{key}.drill_gain=0.1",)))
    return (CLOSE, "instrument=[emergency_plans]", *shape)


PARK = County(
    "park",
    ("A park of 60 chemical plants 300 m apart", "60 家企业的化工园区，厂间 300 米"),
    (
        Arm("no_plan", ("No plan that anybody could use", "没有可用的预案"), (CLOSE, "parts=[assets]")),
        Arm("paper", ("A plan on paper", "只有书面预案"), plan(0.0, 0)),
        Arm("simple", ("A simple plan", "简明预案"), plan(1.0, 0)),
        Arm("shown", ("A simple plan, drilled for show", "简明预案，演练走过场"), plan(1.0, DRILLS, False)),
        Arm("drilled", ("A simple plan, drilled", "简明预案加演练"), plan(1.0, DRILLS)),
    ),
    settings=(
        "population=park",
        "population.regions=[{name:park,enterprises:60,industries:[chemicals]}]",
        "industry.chemicals.trapped_share=0.15",
        "settle=104",
    ),
)
ARMS = {one.name: one.title for one in PARK.arms}
PLANS = {name: title for name, title in ARMS.items() if name != "no_plan"}


def killed(arm: str, found: Found) -> Estimate:
    """Deaths of workers in a hundred accidents."""
    return estimate(100.0 * per_accident(found, arm), "persons")


def against(arm: str, other: str, found: Found) -> Estimate:
    """Deaths an accident, against another arm."""
    return change(per_accident(found, arm), per_accident(found, other))


NUMBERS = {
    **{
        f"killed_{arm}": Number(of(("deaths of workers in 100 severe accidents", "每 100 起严重事故死亡职工"), title),
                                partial(killed, arm))
        for arm, title in ARMS.items()
    },
    **{
        f"toll_{arm}": Number(of(("deaths an accident, against no plan", "每起事故死亡（与没有预案相比）"), title),
                              partial(against, arm, "no_plan"))
        for arm, title in PLANS.items()
    },
    **{
        over(one, two): Number(
            (f"deaths an accident: {within(ARMS[one][0])} against {within(ARMS[two][0])}",
             f"每起事故死亡：{ARMS[one][1]}与{ARMS[two][1]}相比"),
            partial(against, one, two),
        )
        for one, two in permutations(PLANS, 2)
    },
    **changes(PLANS, {"ready": ("readiness", ("readiness", "应急准备程度")),
                      "died": (MAJOR, ("deaths in such accidents", "此类事故死亡"))}),
}  # fmt: skip
TOLL = (
    "of a hundred severe accidents {killed_no_plan} die without a plan, {killed_paper} with a plan on paper, "
    "{killed_simple} with a simple plan and {killed_drilled} with a simple plan drilled four times a year, "
    "{killed_shown} where drills are for show",
    "每 100 起严重事故，没有预案时死亡 {killed_no_plan}，书面预案 {killed_paper}，简明预案 {killed_simple}，"
    "简明预案加每年四次演练 {killed_drilled}，演练走过场 {killed_shown}",
)
REST = (
    "Against no plan deaths an accident change by {toll_paper}, {toll_simple}, {toll_drilled} and {toll_shown}.",
    "与没有预案相比，每起事故死亡依次变化 {toll_paper}、{toll_simple}、{toll_drilled} 和 {toll_shown}。",
)
HEADS = {
    "drilled": ("Drills are what saves lives", "起作用的是演练"),
    "simple": ("A simple plan saves most", "简明预案作用最大"),
    "paper": ("A plan on paper saves most", "书面预案作用最大"),
    "shown": ("Drills for show save most", "走过场的演练作用最大"),
}
QUESTION = Question(
    name="q05_deaths_by_plan",
    number=5,
    problem=("emergency plans that nobody can use, drills for form's sake", "应急预案缺乏可操作性,演练流于形式"),
    text=(
        "Deaths per severe accident with paper plan, simple plan, drilled plan?",
        "书面预案、简明预案、经过演练的预案，每起严重事故死亡多少？",
    ),
    counties=(PARK,),
    numbers=NUMBERS,
    seeds=16,
    verdicts=(
        *best_of(
            PLANS,
            {
                arm: (f"{english}: {TOLL[0]}. {REST[0]}", f"{chinese}：{TOLL[1]}。{REST[1]}")
                for arm, (english, chinese) in HEADS.items()
            },
        ),
        otherwise(
            (
                f"Between the plans no difference is seen: {TOLL[0]}. {REST[0]}",
                f"各种预案之间看不出差别：{TOLL[1]}。{REST[1]}",
            )
        ),
    ),
    figure=Dots(
        ("Deaths in a severe accident by plan", "不同预案下每起严重事故死亡"),
        ("change of deaths an accident on no plan, %", "与没有预案相比每起事故死亡的变化，%"),
        {f"toll_{arm}": title for arm, title in PLANS.items()},
    ),
    hangs_on=(
        "What a plan and a drill build, how fast it fades and how many deaths beyond the first readiness averts are "
        "assumed with studies of rescues and exercises in view; no study of deaths after drills was found. Most "
        "accidents that kill take one, whom no plan reaches, which bounds all of it. A drill for show leaves two "
        "sevenths of what one leaves that is meant (assumed): so much less of readiness, but more than a plan in a "
        "drawer, which would turn if it left nothing.",
        "预案和演练积累多少、消退多快、首例之外能避免多少死亡为假定，参照了救援和演练的研究；没有找到演练后死亡的研究。"
        "致死事故多数只有一人遇难，任何预案都来不及，这限定了全部作用。走过场的演练只留下认真演练的七分之二（假定），"
        "仍多于抽屉里的预案；若什么都不留下，这一点会反转。",
    ),
    turns=(("paper", "drilled"),),
)
