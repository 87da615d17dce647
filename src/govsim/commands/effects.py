"""`govsim effects`: what every instrument does, and which claims hold."""

from __future__ import annotations

from govsim.commands.common.record import Asked, Command, Composed, Usage


def _effects(asked: Asked) -> int:
    from govsim.claims.effects.main import main

    return main(asked.tree, [one.key for one in asked.given], asked.call.json)


COMMAND = Command(
    "effects", 100,
    (Usage("every instrument", "全部工具的效果", "govsim effects"),),
    Composed(_effects),
)  # fmt: skip
