"""Counties of other shapes than the default one: several regions, small enterprises, few workers and millions."""

from __future__ import annotations

import dataclasses
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from govsim.engines import core
from govsim.engines.kernels import Program, driver, program_of
from govsim.engines.pieces import pieces_of
from govsim.engines.week import week_of
from govsim.engines.world import Base, base_of
from govsim.language import Model
from govsim.model import model_of
from govsim.populations.structure import structure_of
from govsim.scenario import Population, Scenario

MODEL = model_of()
OF_EACH = ("headcount", "industry", "insurer", "region_of", "place", "chain", "depth")  # what a population says of each
REGIONS = """
from govsim.language import Rows, further_rows, membership

MORE = {more}
further_rows("region", of=lambda structure: Rows(MORE))
for table in ("leader", "public", "regulator"):
    own = {{"region": range(1, MORE + 1)}} | ({{}} if table == "leader" else {{"leader": range(1, MORE + 1)}})
    further_rows(table, of=lambda structure, own=own: Rows(MORE, {{name: list(rows) for name, rows in own.items()}}))
for table in ("region", "leader", "public", "regulator"):
    membership("enterprise", table, of=lambda structure: [k % (MORE + 1) for k in range(len(structure))])
"""


def nanoseconds(model: Model, base: Base | None, weeks: int = 104, scenario: Scenario | None = None) -> float:
    """Processor nanoseconds a worker-week of a county, its first weeks and set-up left out."""
    made = scenario or Scenario("county", Population(), weeks + 8, 1, (1, weeks + 8), settle=0)
    found = []
    for seed in range(3):
        run = core.Run(model, made, seed, base=base)
        run.play_to(8)
        start = time.thread_time()
        run.play_to(weeks + 8)
        workers = run.weekly[8 : weeks + 8, core.weekly_names(model).index("workers")].sum()
        found.append((time.thread_time() - start) / workers * 1e9)
    return float(np.median(found))


def regions(count: int = 8) -> tuple[float, float]:
    """A county of several regions, and one of as many enterprises without them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "regions.py"
        file.write_text(REGIONS.format(more=count - 1), encoding="utf-8")
        return nanoseconds(model_of(plugins=[file]), None), nanoseconds(MODEL, None)


def small_enterprises(mean: float = 6.0) -> float:
    """A county of as many workers in enterprises of six on the average, whose crews leave much of their tiles empty."""
    structure = structure_of(Population())
    rng, workers = np.random.default_rng(1), int(structure.headcount.sum())
    count = int(workers / mean)
    made = dataclasses.replace(
        structure,
        headcount=rng.geometric(1.0 / mean, count),
        industry=np.resize(structure.industry, count),
        insurer=np.resize(structure.insurer, count),
        **dict.fromkeys(("region_of", "place", "chain", "depth"), np.zeros(count, np.int64)),
    )
    return nanoseconds(MODEL, base_of(MODEL, made), 52)


def growth(times: tuple[int, ...] = (1, 10, 100, 1000)) -> Iterator[tuple[int, float, float]]:
    """Workers, nanoseconds a worker-week and bytes a worker of counties from two thousand workers to two million."""
    structure = structure_of(Population(enterprises=54))
    for copies in times:
        repeated = {name: np.tile(getattr(structure, name), copies) for name in OF_EACH}
        base = base_of(MODEL, dataclasses.replace(structure, **repeated))
        workers, weeks = len(base.places.laid["worker"]), max(4, 400 // copies)
        yield workers, nanoseconds(MODEL, base, weeks), base.nbytes / workers


def exponent(found: list[tuple[int, float, float]]) -> float:
    """How time grows with workers: 1 where twice as many take twice as long."""
    workers, each = np.array([one[0] for one in found], float), np.array([one[1] for one in found])
    return float(np.polyfit(np.log(workers), np.log(workers * each), 1)[0])


def fallbacks(scenario: Scenario, weeks: int = 200) -> tuple[int, float, float]:
    """Rules that are played row by row, the nanoseconds a worker-week that they take, and those of all."""
    run = core.Run(MODEL, scenario, 0)
    run.play_to(scenario.start + 60)
    week = week_of(MODEL, run.instruments)
    run._move(week.moved)
    stages = [stage for stage in week.stages if stage.steps and stage.kind != "years"]
    pieces = [piece for stage in stages for piece in pieces_of(MODEL, stage)]
    contexts = [run.context(program_of(MODEL, [piece])) for piece in pieces]
    empty, _kept = run.context(Program(()))
    times = np.zeros((weeks, len(pieces)))
    for number in range(weeks):
        for place, (address, _) in enumerate(contexts):
            before = time.perf_counter()
            driver()(empty, run.week, run.week + 1)
            start = time.perf_counter()
            driver()(address, run.week, run.week + 1)
            times[number, place] = time.perf_counter() - start - (start - before)
        run.week += 1
    each = np.median(times, axis=0) / run.weekly[: run.week, core.weekly_names(MODEL).index("workers")][-1] * 1e9
    slow = [not piece.vectors for piece in pieces]
    return sum(len(piece.steps) for piece in pieces if not piece.vectors), float(each[slow].sum()), float(each.sum())
