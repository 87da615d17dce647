"""`govsim run`: one scenario; mean and interval of the headline outcomes."""

from __future__ import annotations

from govsim.commands.common.record import Asked, Command, Composed, Usage


def _run(asked: Asked) -> None:
    from govsim.commands.common import keeping

    keeping.run(asked.tree, asked.call)


COMMAND = Command(
    "run", 10,
    (Usage("one scenario", "运行一个情景", "govsim run scenario=safety_points seeds=20",
           "govsim run scenario=safety_points seeds=20 lang=zh"),),
    Composed(_run),
)  # fmt: skip
