"""`govsim baseline`: the status quo beside published figures."""

from __future__ import annotations

from govsim.commands.common.record import Asked, Command, Composed, Usage
from govsim.study.ask.cluster import CLUSTER_KEYS


def _baseline(asked: Asked) -> int:
    from govsim.claims.baseline.main import main

    return main(asked.tree, [one.key for one in asked.given], asked.call.json)


COMMAND = Command(
    "baseline", 90,
    (Usage("beside published data", "对照公布数据", "govsim baseline"),),
    Composed(_baseline, unused=("populations", *CLUSTER_KEYS)),
)  # fmt: skip
