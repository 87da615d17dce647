"""What a design would cost: runs, time, disk and memory, from one run that is played to know."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from govsim.engines.core import base_for, run_many
from govsim.engines.room import processors
from govsim.model import model_for
from govsim.scenario import Scenario
from govsim.study.runs.simulate import size_of

PACKED = 3  # bytes of a number in memory for one on disk, as tables of runs pack; measured on sweeps of 1,000 points
COPIES = 3  # of the table of runs that are in memory while it is written and looked at; assumed


@dataclass(frozen=True)
class Cost:
    """What runs take.

    Attributes:
        points, runs: how many.
        seconds: with as many processors as are used.
        disk, memory: bytes.
        processors: that are used.
    """

    points: int
    runs: int
    seconds: float
    disk: int
    memory: int
    processors: int


def cost_of(scenarios: Sequence[Scenario], points: int, seeds: Sequence[int], threads: int | None = None) -> Cost:
    """What it takes to play scenarios under each seed, if each worker-week takes as long as those of one run.

    Args:
        scenarios: of all points.
        points: of the design.
        seeds: the same for every scenario.
        threads: processors used; all when not given.
    """
    model, used = model_for(list(scenarios)), min(threads or processors(), len(scenarios) * len(seeds))
    job = (scenarios[0], seeds[0])
    run_many(model, [job], threads=1)  # what is not compiled yet takes its time once
    begun = time.perf_counter()
    run_many(model, [job], threads=1)
    each = (time.perf_counter() - begun) / work(scenarios[0])
    runs, rows = len(scenarios) * len(seeds), len(scenarios) * len(seeds) * len(model.outcomes) * 8
    worlds = 2 * base_for(model, scenarios[0].population).nbytes * used
    seconds = each * sum(map(work, scenarios)) * len(seeds) / used
    return Cost(points, runs, seconds, rows // PACKED, rows * COPIES + worlds, used)


def work(scenario: Scenario) -> int:
    """Worker-weeks of a run, those before week 0 among them."""
    return (scenario.weeks + scenario.settle) * size_of(scenario.population)[1]
