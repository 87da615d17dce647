"""`govsim sensitivity`: which inputs an outcome, or the effect of scenarios on it, hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage, how_alone

if TYPE_CHECKING:
    from govsim.study.ask.overrides import Override


def _sensitivity(asked: Asked) -> None:
    from govsim.commands.common import sensing

    sensing.sensitivity(asked)


def _check(asked: Asked) -> None:
    from govsim.commands.common import sensing

    sensing.check(asked)


def _refuse(given: Sequence[Override], many: bool) -> None:
    from govsim.commands.common.line import several_values
    from govsim.study.ask.keys import NEVER_SWEPT
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    for override in given:
        if override.swept and override.key in (*NEVER_SWEPT, *COMMAND.keys):
            raise several_values(override)
        if override.key == "scenario":
            raise InputError(tell("error.sensitivity_scenario", text=override.text))
    if many:
        raise InputError(tell("error.sweep_many"))


COMMAND = Command(
    "sensitivity", 32,
    (Usage("which inputs matter", "哪些输入重要",
           "govsim sensitivity scenarios=[baseline,credit] inputs=[credit_penalties] size=4 seeds=2"),),
    Composed(_sensitivity, unused=("populations", "tables", "by"), varies=True, parts=how_alone, refuse=_refuse,
             check=_check),
    {
        "scenarios": Key([], "one scenario, or several whose differences from the first are looked at",
                         "一个情景，或若干情景（考察与第一个的差异）"),
        "outcome": Key("injuries_expected", "whose values are looked at", "考察的结果"),
        "method": Key("morris", "morris, sobol (shares of the variance), pawn (of skewed outcomes) or tornado",
                      "morris、sobol（方差份额）、pawn（适于偏态结果）或 tornado"),
        "size": Key(None, "walks of morris (10), rows of sobol (64, a power of two), points of pawn (512)",
                    "morris 的路径数（10）、sobol 的行数（64，2 的幂）、pawn 的点数（512）"),
        "inputs": Key(None, "assumed: all numbers that no published figure gives; or names of mechanisms and "
                            "instruments; beside them, or instead, settings with ranges",
                      "assumed：所有无公开数据的数值；或机制、工具的名称；另可给出带范围的设置"),
        "grouped": Key(False, "all inputs of a mechanism or an instrument move together",
                       "同一机制或工具的输入一起变化"),
        "measure": Key(None, "level of one scenario; difference from the first, or percent of its mean",
                       "单一情景取 level；与第一个情景的差异取 difference，或取 percent"),
        "second": Key(False, "of sobol: also what each two inputs do together", "sobol：另给出两两交互"),
        "dry_run": Key(False, "only say how many runs, how long, how much disk and memory",
                       "只说明运行次数、时间、磁盘与内存"),
        "save": Key(None, "also write the points, as a table", "同时写出点表"),
    },
)  # fmt: skip
