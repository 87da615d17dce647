"""Other processes that compile, where there are processors for them: a kernel knows no other kernel."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govsim.engines.compiling import Work

LEAST = 4  # pieces of work below which another process takes longer to start than it saves


def share_out(works: Sequence[Work], processors: int) -> list[list[Work]]:
    """Work for each of some processes, the heaviest first, each to the one that has least to do.

    The length of the text and the number of functions stand for the time that they take.
    """
    shares: list[list[Work]] = [[] for _ in range(max(1, processors if len(works) >= LEAST else 1))]
    loads = [0] * len(shares)
    for work in sorted(works, key=_weight, reverse=True):
        least = loads.index(min(loads))
        shares[least].append(work)
        loads[least] += _weight(work)
    return shares


def _weight(work: Work) -> int:
    return len(work.text) + 1000 * len(work.functions) + len(work.vectors) // 100


def start(works: Sequence[Work]) -> subprocess.Popen[bytes] | None:
    """A process that does some work and says nothing; None where none can be started."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "govsim.engines.compiling"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        with process.stdin or open(os.devnull, "wb") as pipe:
            pipe.write(pickle.dumps(list(works)))
    except OSError:  # what it does not do is done here
        return None
    return process
