"""`govsim compare`: several scenarios under the same seeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Asked, Call, Command, Composed, Key, Usage

if TYPE_CHECKING:
    from govsim.study.ask.overrides import Override


def _is_instruments(override: Override) -> bool:
    """A setting of an instrument goes to the scenarios that have it; Hydra would refuse it for the others."""
    return override.key.startswith("instrument.")


def _compare(asked: Asked) -> None:
    from govsim.commands.common import keeping, structured
    from govsim.study.ask.keys import RUN_KEYS

    if asked.own["structure"] is not None:
        structured.compare(asked)
        return
    structured.refuse_without(asked.own)
    keeping.compare(asked.tree, asked.own, asked.texts(without=RUN_KEYS), asked.call)


def _parts(given: Sequence[Override]) -> list[str]:
    return [one.text for one in given if not _is_instruments(one)]


def _refuse(given: Sequence[Override], many: bool) -> None:
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    for override in given:
        if override.swept and _is_instruments(override):
            raise InputError(tell("error.several_values", text=override.text))
        if override.key == "scenario":
            raise InputError(tell("error.compare_scenario", text=override.text))


def _settings(given: Sequence[Override], call: Call) -> None:
    """What each scenario of a comparison composes to."""
    from govsim.study.analysis.compare import compose_several
    from govsim.study.ask.checks import listed
    from govsim.study.ask.files import as_yaml
    from govsim.study.ask.keys import RUN_KEYS
    from govsim.study.speak.words import tell

    names = [
        name for one in given if one.key == "scenarios" for name in listed("scenarios", one.value, tell("wanted.list"))
    ]
    what = [one.text for one in given if one.key not in (*RUN_KEYS, *COMMAND.keys)]
    print(as_yaml(dict(zip(names, compose_several(names, what, call.config_dir), strict=True))), end="")


COMMAND = Command(
    "compare", 20,
    (Usage("several scenarios", "比较多个情景",
           "govsim compare scenarios=[baseline,credit,safety_points,insurance] seeds=50",
           "govsim compare scenarios=[baseline,credit,safety_points,insurance] seeds=50 lang=zh"),
     Usage("packages of measures at equal cost", "在同等成本下比较政策组合",
           "govsim compare scenarios=[baseline,law,technology,culture,comprehensive] budget=5e6",
           "govsim compare scenarios=[baseline,law,technology,culture,comprehensive] budget=5e6 lang=zh"),
     Usage("luck and assumptions together", "偶然与假设合计",
           "govsim compare scenarios=[baseline,credit] seeds=48 parameters=assumed:24",
           "govsim compare scenarios=[baseline,credit] seeds=48 parameters=assumed:24 lang=zh"),
     Usage("the same under other structures", "在其他结构下重复同一比较",
           "govsim compare scenarios=[baseline,credit] structure=[population,size,mechanisms] seeds=20",
           "govsim compare scenarios=[baseline,credit] structure=[population,size,mechanisms] seeds=20 lang=zh")),
    Composed(_compare, parts=_parts, refuse=_refuse, settings=_settings),
    {
        "scenarios": Key([], "the scenarios to compare", "要比较的情景"),
        "budget": Key(
            None, "resource cost beyond the reference, CNY over the window, at which all are compared",
            "比较时各组合相对基准的资源成本，元，统计窗口合计",
        ),
        "against": Key(None, "the scenario that others are compared with; baseline, or the first, when not set",
                       "作为参照的情景；未给出时为 baseline 或第一个"),
        "parameters": Key(
            None, "assumed:24: also that many joint draws of all assumed numbers from their bounds; or a table",
            "assumed:24：另将所有假设数值在界限内联合抽取 24 次，或给出抽取表",
        ),
        "structure": Key(
            None, "the same in other structures: population, size, mechanisms, parameters; or population:2, size:400, "
            "without:peers",
            "在其他结构下重复：population（人口种子）、size（规模）、mechanisms（逐一去掉机制）、parameters（参数抽取）；"
            "或 population:2、size:400、without:peers",
        ),
        "crossed": Key(False, "with structure: every choice of a kind meets every one of the others",
                       "与 structure 同用：各类结构两两交叉"),
        "dry_run": Key(False, "with structure: only say how many runs, how long, how much disk and memory",
                       "与 structure 同用：只说明运行次数、时间、磁盘与内存"),
        "precision": Key(None, "with seeds=auto: half of each interval on true injuries, share of the mean; 0.02",
                         "与 seeds=auto 同用：真实伤害区间的半宽，占均值的比例；默认 0.02"),
    },
)  # fmt: skip
