"""Question 3: how much of head office's commitment reaches the crew, and how much production pressure takes."""

from __future__ import annotations

from functools import partial

import numpy as np

from govsim.cases.common.case import Number
from govsim.cases.common.found import SHARE, Found
from govsim.cases.group_and_branches import BRANCHES, BROKEN, CASE, LATE, VIOLATIONS, changed, total
from govsim.questions.common.question import Dots, Verdict, from_case, otherwise
from govsim.study.runs.statistics import Estimate, ratio


def effort(arm: str, levels: tuple[str, ...], found: Found) -> np.ndarray:
    """Effort at some levels, of what is required, a value a seed."""
    return total(found, arm, "effort", levels) / total(found, arm, "enterprises", levels)


def care(arm: str, found: Found) -> np.ndarray:
    """Care of head offices, of what safety asks, a value a seed."""
    return np.asarray(found.sums(arm, "head_care", LATE) / found.sums(arm, "headed", LATE))


def reach(levels: tuple[str, ...], found: Found) -> Estimate:
    """Of the care that a strict head adds to a lenient one's, what its enterprises add to their effort, in per cent."""
    added = effort("usual", levels, found) - effort("lenient", levels, found)
    mean, low, high = (100.0 * one for one in ratio(added, care("usual", found) - care("lenient", found)))
    return Estimate(mean, low, high, SHARE)


def taken(arm: str, found: Found) -> Estimate:
    """Of the same care, what would reach branches more without one thing in the way, in per cent."""
    more = effort(arm, BRANCHES, found) - effort("usual", BRANCHES, found)
    mean, low, high = (100.0 * one for one in ratio(more, care("usual", found) - care("lenient", found)))
    return Estimate(mean, low, high, SHARE)


REACHED = (
    "of what a strict head office does more for safety, what reaches effort",
    "严格总部多付出的重视中到达努力程度的",
)
NUMBERS = {
    "reach_0": Number((f"{REACHED[0]} in its own plant", f"{REACHED[1]}比例：总部本部"), partial(reach, ("0",))),
    "reach_1": Number((f"{REACHED[0]} one level down", f"{REACHED[1]}比例：第 1 级分支"), partial(reach, ("1",))),
    "reach_2": Number((f"{REACHED[0]} two levels down", f"{REACHED[1]}比例：第 2 级分支"), partial(reach, ("2",))),
    "reach": Number((f"{REACHED[0]} of branches", f"{REACHED[1]}比例：全部分支"), partial(reach, BRANCHES)),
    "taken_lost": Number(
        ("of the same, what more would reach branches if nothing were lost on the way",
         "同上，传导无衰减时会多到达分支的比例"),
        partial(taken, "whole"),
    ),
    "taken_pressed": Number(
        ("of the same, what more would reach branches without pressure for output",
         "同上，上级不施压时会多到达分支的比例"),
        partial(taken, "calm"),
    ),
    "against": changed("whole", VIOLATIONS, (f"{BROKEN[0]}, against the same without pressure",
                                             f"{BROKEN[1]}（与上级不施压相比）"), "calm"),
}  # fmt: skip
LOSSES = (
    "Of what a strict head office does more for safety than a lenient one {reach} reaches the effort of its branches, "
    "and violations of their crews differ by {strict}",
    "严格的总部比宽松的总部多付出的重视中，{reach} 到达分支的努力程度，一线违章相差 {strict}",
)
SIZES = (
    "If nothing were lost on the way {taken_lost} of it would reach them besides and violations of crews change by "
    "{lost}, without pressure for output {taken_pressed} and {pressed}.",
    "若传导无衰减，还会多到达 {taken_lost}，违章变化 {lost}；若上级不施压，则为 {taken_pressed} 和 {pressed}。",
)
QUESTION = from_case(
    CASE,
    takes=("care", "lenient_care", "strict", "broken_0", "broken_1", "broken_2", "lost", "pressed"),
    numbers=NUMBERS,
    name="q03_commitment_reaching_the_crew",
    number=3,
    problem=("hot at the top and cold below, rules that stay on paper", "上热下冷,制度停留在文件层面"),
    text=(
        "How much of head-office commitment reaches the crew, and how much is lost to branch production pressure?",
        "总部的重视有多少到达一线，又有多少被分支的生产压力抵消？",
    ),
    verdicts=(
        Verdict(
            "lost_on_the_way",
            lambda numbers: numbers["against"].is_below and numbers["lost"].is_below,
            (
                f"{LOSSES[0]}; more is lost on the way than to pressure for output. {SIZES[0]}",
                f"{LOSSES[1]}，途中损失的多于生产压力造成的。{SIZES[1]}",
            ),
        ),
        Verdict(
            "lost_to_pressure",
            lambda numbers: numbers["against"].is_above and numbers["pressed"].is_below,
            (
                f"{LOSSES[0]}; more is lost to pressure for output than on the way. {SIZES[0]}",
                f"{LOSSES[1]}，被生产压力抵消的多于途中损失。{SIZES[1]}",
            ),
        ),
        otherwise(
            (
                f"{LOSSES[0]}; between what is lost on the way and what to pressure no difference is seen. {SIZES[0]}",
                f"{LOSSES[1]}，途中损失与生产压力之间看不出差别。{SIZES[1]}",
            )
        ),
    ),
    figure=Dots(
        ("What reaches branches of a strict head office's commitment", "严格总部的重视有多少到达分支"),
        ("% of what a strict head office does more than a lenient one", "占严格总部比宽松总部多付出重视的比例，%"),
        {
            "reach_0": ("Effort in its own plant", "总部本部努力程度"),
            "reach_1": ("Effort one level down", "下一级分支努力程度"),
            "reach_2": ("Effort two levels down", "下两级分支努力程度"),
            "taken_lost": ("Branches besides, were nothing lost on the way", "传导无衰减时分支另得"),
            "taken_pressed": ("Branches besides, without pressure", "上级不施压时分支另得"),
        },
    ),
    hangs_on=(
        "A quarter of the care lost at each of two levels and the pressure of the head are assumed; studies give "
        "directions only. It would turn where less is lost at a level or a head presses harder. Violations of crews "
        "follow from effort, attitude and haste, so that part of what reaches branches does not reach crews.",
        "每级衰减四分之一以及总部施压的大小为假定，研究只给出方向。若每级衰减更小或总部施压更大，结论会反转。"
        "违章取决于努力程度、态度和赶工，因此到达分支的并不都到达一线。",
    ),
    turns=(("calm", "whole"),),
)
