"""`govsim calibrate`: draws of parameters that a county's own records leave possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage

if TYPE_CHECKING:
    from govsim.study.ask.overrides import Override


def _calibrate(asked: Asked) -> None:
    from govsim.commands.common import calibrating

    calibrating.calibrate(asked)


def _parts(given: Sequence[Override]) -> list[str]:
    """Ranges are priors, and no settings."""
    from govsim.study.ask.ranges import is_range

    return [one.text for one in given if not is_range(one.value)]


def _refuse(given: Sequence[Override], many: bool) -> None:
    from govsim.commands.common.line import several_values
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    for override in given:
        if override.swept:
            raise several_values(override)
    if many:
        raise InputError(tell("error.sweep_many"))


COMMAND = Command(
    "calibrate", 39,
    (Usage("numbers from the records of your county", "按本地在册数据校准",
           "govsim calibrate targets=my_county.yaml population=register population.path=FILE.csv"),),
    Composed(_calibrate, unused=("populations", "tables", "by"), parts=_parts, refuse=_refuse),
    {
        "targets": Key(None, "a file of recorded counts, values or ranges; the baseline's published ranges if not set",
                       "在册数量、数值或区间的文件；未给出时用基准的公开区间"),
        "template": Key(None, "only write such a file, to fill in", "只写出一份待填写的目标文件"),
        "vary": Key(None, "numbers to move: injury_base, fatal_share (all industries together), names of parameters; "
                          "or settings with ranges",
                    "要变动的数值：injury_base、fatal_share（各行业同乘）、参数名；或带范围的设置"),
        "size": Key(None, "points of the first wave; ten for each number", "第一轮的点数；默认每个数值 10 个"),
        "waves": Key(2, "rounds of points, each further one where the records allow it",
                     "轮数，后续各轮取记录所允许的点"),
        "draws": Key(64, "draws that are kept, and played to see whether they fit", "保留并运行检验的抽取次数"),
        "dry_run": Key(False, "only say how many runs, how long, how much disk and memory",
                       "只说明运行次数、时间、磁盘与内存"),
        "save": Key(None, "also write the draws to this table, for parameters=FILE",
                    "同时把抽取写入该表，供 parameters=FILE 使用"),
    },
)  # fmt: skip
