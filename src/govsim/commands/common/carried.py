"""How a plan is carried out, from the options of a command."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from govsim.commands.common.record import Call
from govsim.study.ask.cluster import SLURM
from govsim.study.ask.resolve import Options
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import tell

if TYPE_CHECKING:
    from govsim.study.runs.keep import How
    from govsim.study.runs.shown import Draw


def how_to(options: Options, call: Call, draw: Draw | None) -> How:
    """How a plan is carried out.

    Args:
        options: of the command.
        call: how it was called.
        draw: draws the figures; none are drawn without.

    Raises:
        InputError: a task of an array has several plans, of which it would play the first only.
    """
    from govsim.study.runs.keep import How

    if call.apart:
        refuse_tasks(options, "--multirun")
    return How(options.engine, options.threads, options.lang, call.words, time.time(), draw, options.calendar,
               options.cluster)  # fmt: skip


def refuse_tasks(options: Options, what: str) -> None:
    """Refuse what the tasks of an array would each do all of, or only the first part of.

    Raises:
        InputError: runs are shared out among such tasks.
    """
    if options.cluster.kind == SLURM:
        raise InputError(tell("error.cluster_whole", what=what))
