"""`govsim sweep`: one scenario over every combination of some settings, or over the points of a design."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Asked, Command, Composed, Key, Usage

if TYPE_CHECKING:
    from govsim.study.ask.overrides import Override


def _sweep(asked: Asked) -> None:
    from govsim.commands.common import keeping, sweeping
    from govsim.study.ask.keys import RUN_KEYS

    if sweeping.is_designed(asked):
        sweeping.sweep(asked)
        return
    for key in ("dry_run", "save"):
        if asked.own[key]:
            raise _needs_design(key)
    keeping.sweep(asked.tree, asked.texts(without=RUN_KEYS), asked.call)


def _needs_design(key: str) -> Exception:
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    return InputError(tell("error.needs_design", key=key))


def _parts(given: Sequence[Override]) -> list[str]:
    """The first value of each key: what is not varied is read from it."""
    from govsim.study.ask.config import spelt
    from govsim.study.ask.ranges import is_range

    several = [one for one in given if not is_range(one.value)]
    return [f"{one.key}={spelt(one.swept[0])}" if one.swept else one.text for one in several]


def _refuse(given: Sequence[Override], many: bool) -> None:
    from govsim.commands.common.line import several_values
    from govsim.study.ask.keys import RUN_KEYS, takes_list
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    for override in given:
        if override.swept and override.key in RUN_KEYS and takes_list(override.key):
            raise several_values(override)
        if override.swept and override.key in RUN_KEYS:
            raise InputError(tell("error.sweep_how", key=override.key))
    if many:
        raise InputError(tell("error.sweep_many"))


COMMAND = Command(
    "sweep", 30,
    (Usage("vary settings", "改变设置",
           "govsim sweep scenario=credit instrument.credit_penalties.loan_spread=0,0.02 seeds=20"),
     Usage("lay out a design over ranges", "按试验设计取点",
           "govsim sweep scenario=credit design=lhs:64 instrument.credit_penalties.loan_spread=0..0.04 seeds=4")),
    Composed(_sweep, varies=True, parts=_parts, refuse=_refuse),
    {
        "design": Key(
            None, "layout of points: grid, zip, factorial:3, fractional, lhs:64, sobol:64, or a table, points.csv",
            "试验设计：grid、zip、factorial:3、fractional、lhs:64、sobol:64，或点表 points.csv",
        ),
        "dry_run": Key(False, "of a design: only say how many runs, how long, how much disk and memory",
                       "试验设计：只说明运行次数、时间、磁盘与内存"),
        "save": Key(None, "of a design: also write its points, as a table to edit and give back",
                    "试验设计：同时写出点表，可编辑后再用"),
    },
)  # fmt: skip
