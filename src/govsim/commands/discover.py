"""`govsim discover`: in which conditions a policy fails, or which scenario is best where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage, how_alone

if TYPE_CHECKING:
    from govsim.study.ask.overrides import Override


def _discover(asked: Asked) -> None:
    from govsim.commands.common import discovering

    discovering.discover(asked)


def _refuse(given: Sequence[Override], many: bool) -> None:
    from govsim.commands.common.line import several_values
    from govsim.study.ask.keys import NEVER_SWEPT
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    for override in given:
        if override.swept and override.key in (*NEVER_SWEPT, *COMMAND.keys):
            raise several_values(override)
        if override.key == "scenario":
            raise InputError(tell("error.discover_scenario", text=override.text))
    if many:
        raise InputError(tell("error.sweep_many"))


COMMAND = Command(
    "discover", 33,
    (Usage("where a policy fails", "政策在何种条件下失效",
           "govsim discover scenarios=[baseline,credit] inputs=[credit_penalties] seeds=4"),
     Usage("which scenario is best where", "哪个情景在何处最好",
           "govsim discover scenarios=[baseline,credit] parameter.hassle=.. parameter.fix_ordered=.. "
           "map=[parameter.hassle,parameter.fix_ordered] seeds=4")),
    Composed(_discover, unused=("populations", "tables", "by"), varies=True, parts=how_alone, refuse=_refuse),
    {
        "scenarios": Key([], "one scenario, or several whose differences from the first are looked at",
                         "一个情景，或若干情景（考察与第一个的差异）"),
        "outcome": Key("injuries_expected", "whose values are looked at", "考察的结果"),
        "inputs": Key(None, "assumed: all numbers that no published figure gives; or names of mechanisms and "
                            "instruments; beside them, or instead, settings with ranges or lists",
                      "assumed：所有无公开数据的数值；或机制、工具的名称；另可给出带范围或列表的设置"),
        "design": Key("lhs:256", "layout of the points: lhs:256, sobol:256, grid, factorial:5, or a table, points.csv",
                      "取点方式：lhs:256、sobol:256、grid、factorial:5，或点表 points.csv"),
        "measure": Key(None, "level of one scenario; difference from the first, or percent of its mean",
                       "单一情景取 level；与第一个情景的差异取 difference，或取 percent"),
        "where": Key(None, "above or below a threshold, or the highest or lowest points; the worse side when not set",
                     "高于（above）或低于（below）阈值，或最高（highest）、最低（lowest）的点；未设时取较差的一侧"),
        "threshold": Key(None, "in units of the measure, 0 of differences; of highest and lowest % of the points, 20",
                         "以度量的单位计，差异为 0；highest、lowest 为点的百分比，20"),
        "density": Key(None, "share of a rule's points at which it must happen; when not set, balanced with coverage",
                       "规则范围内须出现的比例；未设时与覆盖率权衡"),
        "boxes": Key(3, "how many rules at most", "规则的最大条数"),
        "peel": Key(0.05, "share of a box's points that one step takes off", "每步剥去范围内点的比例"),
        "least": Key(0.05, "share of all points that a rule must hold", "规则至少应含全部点的比例"),
        "map": Key([], "two of the settings, over which the best scenario is drawn", "两个设置，绘制各处最好的情景"),
        "scores": Key(True, "whether settings are scored by what they explain", "是否计算各设置的解释程度"),
        "dry_run": Key(False, "only say how many runs, how long, how much disk and memory",
                       "只说明运行次数、时间、磁盘与内存"),
        "save": Key(None, "also write the points, as a table to edit and give back", "同时写出点表，可编辑后再用"),
    },
)  # fmt: skip
