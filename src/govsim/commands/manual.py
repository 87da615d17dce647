"""`govsim manual`: the model's manual, written from its declarations."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.commands.common.record import Call, Command, Usage


def _manual(words: Sequence[str], call: Call) -> int:
    from govsim.report import manual

    flags = [*(["--help"] if call.help else []), *(["--json"] if call.json else [])]  # it knows the first only
    return manual.main([*words, *flags])


COMMAND = Command(
    "manual", 110, (Usage("the model's manual", "模型手册", "govsim manual", "govsim manual lang=zh"),), _manual
)
