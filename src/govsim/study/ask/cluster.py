"""Where runs are played: on this machine's threads, on Dask workers, or as a task of a Slurm array."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govsim.study.ask.checks import one_of, whole
from govsim.study.speak.errors import InputError, wrong_kind
from govsim.study.speak.words import tell

LOCAL, DASK, SLURM = KINDS = ("local", "dask", "slurm")
CLUSTER_KEYS = ("cluster", "address", "workers")
MOST_WORKERS = 10_000
TASK = "SLURM_ARRAY_TASK_ID"  # what Slurm tells each task of an array
ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx)://[^\s/:]+:\d+")


@dataclass(frozen=True)
class Cluster:
    """Where runs are played; none of it changes a number.

    Attributes:
        kind: local, dask or slurm.
        address: of a running scheduler of Dask; None starts workers on this machine.
        workers: processes of Dask on this machine, all processors when not given; of Slurm, tasks of the array.
    """

    kind: str = LOCAL
    address: str | None = None
    workers: int | None = None

    @property
    def task(self) -> int | None:
        """Which task of the array this process is, counted from 0; None where it is none.

        Raises:
            InputError: the number is none of the array's.
        """
        given = os.environ.get(TASK)
        if given is None:
            return None
        if not given.isdecimal() or int(given) >= (self.workers or 0):
            raise InputError(tell("error.cluster_task", key=TASK, value=given, last=(self.workers or 1) - 1))
        return int(given)


def read_cluster(tree: Mapping[str, Any]) -> Cluster:
    """What was given of `cluster`, `address` and `workers`.

    Raises:
        InputError: naming the key.
    """
    given, address, workers = (tree.get(key) for key in CLUSTER_KEYS)
    kind = one_of("cluster", LOCAL if given is None else given, "cluster", KINDS)
    if address is not None and kind != DASK:
        raise InputError(tell("error.cluster_key", key="address", kinds=f"cluster={DASK}"))
    if workers is not None and kind == LOCAL:
        raise InputError(tell("error.cluster_key", key="workers", kinds=f"cluster={DASK}, cluster={SLURM}"))
    if address is not None and (not isinstance(address, str) or not ADDRESS.fullmatch(address)):
        raise wrong_kind("address", address, tell("wanted.address"))
    count = None if workers is None else whole("workers", workers, 1, MOST_WORKERS, "workers")
    if kind == DASK and address is not None and (workers is not None or tree.get("threads") is not None):
        raise InputError(tell("error.cluster_both", key="threads" if workers is None else "workers"))
    if kind == SLURM and count is None:
        raise InputError(tell("error.cluster_tasks"))
    return Cluster(kind, address, count)
