"""Question 9: how much is due to lists of duties, and how much to joint enforcement."""

from __future__ import annotations

from functools import partial

import numpy as np

from govsim.cases.common.case import Arm, County, Number, Words
from govsim.cases.common.found import Found
from govsim.questions.common.measures import LATE
from govsim.questions.common.numbers import changes, of
from govsim.questions.common.question import Dots, Question, Verdict, otherwise
from govsim.study.runs.statistics import Estimate, ratio

LISTS, JOINT, BOTH, USUAL = "lists", "joint", "both", "usual"
COUNTIES = (
    County(
        "county",
        (
            "A county where some duties have no department and others two",
            "部分职责无部门负责、部分职责重复的县",
        ),
        (
            Arm(USUAL, ("Nothing", "不采取措施"), ("parts=[departments]",)),
            Arm(LISTS, ("Lists of duties", "责任清单"), ("instrument=[responsibility_lists]",)),
            Arm(JOINT, ("Joint enforcement", "联合执法"), ("instrument=[cross_department_coordination]",)),
            Arm(
                BOTH, ("Both", "二者并用"), ("instrument=[responsibility_lists,cross_department_coordination]",)
            ),
        ),
    ),
)  # fmt: skip
ARMS = {one.name: one.title for one in COUNTIES[0].arms if one.name != USUAL}
HALVES = {name: ARMS[name] for name in (LISTS, JOINT)}
WHAT: dict[str, tuple[str, Words]] = {
    "gap": ("orphaned_duties", ("duties that nobody owns", "无人监管的职责")),
    "hidden": ("majors_latent", ("major hazards that nobody knows of", "未发现的重大隐患")),
    "died": ("deaths_expected", ("expected deaths", "预计死亡")),
    "hours": ("hours_visited", ("hours that enterprises spend with visitors", "企业迎检工时")),
}


def due(outcome: str, part: str, found: Found) -> np.ndarray:
    """What a part does, the mean of alone and beside the other, in the outcome's unit, a value a seed."""
    other = JOINT if part == LISTS else LISTS
    usual, alone, rest, both = (found.sums(arm, outcome, LATE) for arm in (USUAL, part, other, BOTH))
    return np.asarray(0.5 * (alone - usual + both - rest))


def due_share(outcome: str, part: str, found: Found) -> Estimate:
    """The same in per cent of the outcome as it is."""
    mean, low, high = (100.0 * one for one in ratio(due(outcome, part, found), found.sums(USUAL, outcome, LATE)))
    return Estimate(mean, low, high)


def lead(outcome: str, found: Found) -> Estimate:
    """By how much more lists change an outcome than joint enforcement, in per cent of it as it is."""
    more = due(outcome, LISTS, found) - due(outcome, JOINT, found)
    mean, low, high = (100.0 * one for one in ratio(more, found.sums(USUAL, outcome, LATE)))
    return Estimate(mean, low, high)


NUMBERS = {
    **{
        f"{name}_due_{part}": Number(
            of((f"{words[0]}, due to", f"{words[1]}，归于"), title), partial(due_share, outcome, part)
        )
        for name, (outcome, words) in WHAT.items()
        for part, title in HALVES.items()
    },
    **{
        f"{name}_lead": Number(
            (f"{words[0]}: lists less joint enforcement, points", f"{words[1]}：清单减联合执法（百分点）"),
            partial(lead, outcome),
        )
        for name, (outcome, words) in WHAT.items()
    },
    **{f"{name}_{BOTH}": number for name, number in (
        (one, changes({BOTH: ARMS[BOTH]}, {one: WHAT[one]}, LATE)[f"{one}_{BOTH}"]) for one in WHAT
    )},
}  # fmt: skip
SIZES = (
    "together they change duties that nobody owns by {gap_both}, of which {gap_due_lists} is due to lists and "
    "{gap_due_joint} to joint enforcement, and hidden major hazards by {hidden_both}, {hidden_due_lists} and "
    "{hidden_due_joint}",
    "二者并用使无人监管的职责变化 {gap_both}，其中清单 {gap_due_lists}，联合执法 {gap_due_joint}；"
    "未发现的重大隐患变化 {hidden_both}，其中 {hidden_due_lists} 和 {hidden_due_joint}",
)
REST = (
    "Of hours with visitors lists account for {hours_due_lists} and joint enforcement for {hours_due_joint}, of deaths "
    "for {died_due_lists} and {died_due_joint}.",
    "企业迎检工时的变化中清单占 {hours_due_lists}，联合执法占 {hours_due_joint}；死亡为 {died_due_lists} 和 "
    "{died_due_joint}。",
)
QUESTION = Question(
    name="q09_lists_or_joint_enforcement",
    number=9,
    problem=("duties that overlap, or gaps that nobody supervises", "职责交叉或监管空白"),
    text=(
        "How much is due to lists of duties and how much to joint enforcement?",
        "多大程度归于责任清单，多大程度归于联合执法？",
    ),
    counties=COUNTIES,
    numbers=NUMBERS,
    seeds=24,
    verdicts=(
        Verdict(
            "lists",
            lambda numbers: numbers["gap_lead"].is_below and numbers["hidden_lead"].is_below,
            (f"Lists close more of the gap: {SIZES[0]}. {REST[0]}", f"清单弥补得更多：{SIZES[1]}。{REST[1]}"),
        ),
        Verdict(
            "joint_enforcement",
            lambda numbers: numbers["gap_lead"].is_above and numbers["hidden_lead"].is_above,
            (
                f"Joint enforcement closes more of the gap: {SIZES[0]}. {REST[0]}",
                f"联合执法弥补得更多：{SIZES[1]}。{REST[1]}",
            ),
        ),
        Verdict(
            "lists_on_paper",
            lambda numbers: numbers["gap_lead"].is_below,
            (
                f"Lists give more duties an owner, in hidden hazards no difference is seen: {SIZES[0]}. {REST[0]}",
                f"清单使更多职责有人负责，但未发现的重大隐患看不出差别：{SIZES[1]}。{REST[1]}",
            ),
        ),
        Verdict(
            "joint_enforcement_on_paper",
            lambda numbers: numbers["gap_lead"].is_above,
            (
                f"Joint enforcement covers more duties, in hidden hazards no difference is seen: {SIZES[0]}. {REST[0]}",
                f"联合执法覆盖更多职责，但未发现的重大隐患看不出差别：{SIZES[1]}。{REST[1]}",
            ),
        ),
        otherwise(
            (f"Between the two no difference in duties that nobody owns is seen: {SIZES[0]}. {REST[0]}",
             f"二者在无人监管的职责上看不出差别：{SIZES[1]}。{REST[1]}")
        ),
    ),
    figure=Dots(
        ("Lists of duties and joint enforcement", "责任清单与联合执法"),
        ("change due to each, % of what is without them", "各自带来的变化，占不采取措施时的比例，%"),
        {
            f"{name}_due_{part}": of((words[0].capitalize(), words[1]), title)
            for name, (_, words) in WHAT.items()
            for part, title in HALVES.items()
        },
    ),
    hangs_on=(
        "How many duties have no owner (12 %), how many of them a list settles and how far a joint visit looks at the "
        "others are assumed; hours and visits saved are set to published campaigns. What is due to each is the mean of "
        "what it does alone and beside the other. It would turn if lists were not kept up, or if joint visits looked "
        "at all that nobody owns.",
        "无人负责的职责比例（12%）、清单能明晰多少、联合检查能补位多少为假定；节省的工时和检查参照公布的专项行动设定。"
        "各自的作用取单独采用与在另一项之外采用的平均。若清单无人维护，或联合检查覆盖全部无人负责的职责，结论会反转。",
    ),
    turns=((LISTS, JOINT),),
)  # fmt: skip
