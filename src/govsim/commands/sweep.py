"""`govsim sweep`: one scenario over every combination of some settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.commands.common.record import Asked, Command, Composed, Usage

if TYPE_CHECKING:
    from govsim.study.ask.overrides import Override


def _sweep(asked: Asked) -> None:
    from govsim.commands.common import keeping
    from govsim.study.ask.keys import RUN_KEYS

    keeping.sweep(asked.tree, asked.texts(without=RUN_KEYS), asked.call)


def _parts(given: Sequence[Override]) -> list[str]:
    """The first value of each key: what is not varied is read from it."""
    from govsim.study.ask.config import spelt

    return [f"{one.key}={spelt(one.swept[0])}" if one.swept else one.text for one in given]


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
           "govsim sweep scenario=credit instrument.credit_penalties.loan_spread=0,0.02 seeds=20"),),
    Composed(_sweep, varies=True, parts=_parts, refuse=_refuse),
)  # fmt: skip
