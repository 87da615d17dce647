"""Speed as ratios, measured side by side in one run: `make bench`, or `python benchmarks/engines.py`.

Absolute times are of this machine at this moment; the ratios are what the project promises.
"""

from __future__ import annotations

import dataclasses
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np

import govsim
from benchmarks.counties import exponent, fallbacks, growth, regions, small_enterprises
from benchmarks.worker_kernel import compare_worker_kernels
from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.engines.numba_language import jitted_draw
from govsim.engines.vectors.machines import target
from govsim.model import model_for, model_of, shipped

MODEL = model_of()
WEEKS = 520
MESA_WEEKS = 12
REPEATS = 5


def busy(seconds: float = 3.0) -> int:
    """Work without pause in plain Python; returns how much was done."""
    done, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        done += sum(range(100))
        done -= 4949
    return done


def thread_seconds(work) -> float:
    """The processor time of one call."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def worker_weeks(run: core.Run) -> float:
    """Worker-weeks that a run has played."""
    return float(run.weekly[:, core.weekly_names(run.model).index("workers")].sum())


def core_nanoseconds(scenario) -> float:
    """Nanoseconds a worker-week of the compiled engine: the median of a few whole runs, their set-up included."""
    found = []
    for seed in range(REPEATS):
        run = core.Run(MODEL, scenario, seed)
        found.append(thread_seconds(lambda run=run: run.play_to(WEEKS)) / worker_weeks(run) * 1e9)
    return float(np.median(found))


def mesa_nanoseconds(scenario, draws) -> float:
    """Nanoseconds a worker-week of the Mesa engine, taken up where the instruments are all in force."""
    run = core.Run(MODEL, scenario, 0)
    run.play_to(scenario.start + 60)
    model = GovernanceModel.at(run, draws)
    model.step()  # what it looks up once is not counted
    weeks: list[float] = []

    def play() -> None:
        for _ in range(MESA_WEEKS):
            model.step()
            weeks.append(model.outcomes["workers"])

    seconds = thread_seconds(play)
    return seconds / sum(weeks) * 1e9


def plain_random(key: int):
    """Python's own stream in place of addressed draws: what a plain Mesa model would use."""
    stream = random.Random(key)
    return lambda agent, purpose, k=0: stream.random()


def thread_ratio(scenario) -> tuple[float, float]:
    """How many times faster two threads are than one, and two busy processes than one."""
    jobs = [(scenario, seed) for seed in range(12)]
    core.run_many(MODEL, jobs[:1])
    walls = []
    for threads in (1, 2):
        start = time.perf_counter()
        core.run_many(MODEL, jobs, threads=threads)
        walls.append(time.perf_counter() - start)
    alone = busy()
    command = [sys.executable, "-c", "from benchmarks.engines import busy; print(busy())"]
    pair = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    together = sum(int(process.communicate()[0]) for process in pair)
    return walls[0] / walls[1], together / alone


def processor_seconds(command: list[str], environment: dict[str, str]) -> float:
    """Processor seconds of a command and of the processes that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start_up() -> tuple[float, float, float, float]:
    """Processor seconds of a second process to its table, and to its figures, of its imports, and of a first process.

    Python may keep what it makes of a module, as it does where the package is installed.
    """
    command = [sys.executable, "-m", "govsim", "run", "scenario=baseline", "seeds=1"]
    with tempfile.TemporaryDirectory() as folder:
        own = {"GOVSIM_CACHE": f"{folder}/cache", "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | own
        cold = processor_seconds([*command, f"out={folder}/cold"], kept)
        plain = [sys.executable, "-c", "import numpy, numba, pandas"]
        found = [
            (
                processor_seconds([*command, "figures=false", f"out={folder}/table{n}"], kept),
                processor_seconds([*command, f"out={folder}/figures{n}"], kept),
                processor_seconds(plain, kept),
            )
            for n in range(3)
        ]
    table, figures, imports = (min(column) for column in zip(*found, strict=True))
    return table, figures, imports, cold


def menu() -> tuple[float, float]:
    """What all parts, and all instruments beside them, cost: processor time of a run over that of one without."""
    parts, plain = tuple(shipped()), govsim.load_scenario("baseline")
    names = ",".join(model_of(parts).instruments)
    cases = [
        plain,
        dataclasses.replace(plain, parts=parts),
        dataclasses.replace(govsim.load_scenario("baseline", f"instrument=[{names}]"), parts=parts),
    ]
    for one in cases:
        core.run_many(model_for(one), [(one, 0)])
    took = np.array([[whole_seconds(one, seed) for one in cases] for seed in range(3 * REPEATS)]).min(axis=0)
    return float(took[1] / took[0]), float(took[2] / took[0])


def whole_seconds(scenario, seed: int) -> float:
    """The processor time of a run, its set-up included."""
    return thread_seconds(lambda: core.Run(model_for(scenario), scenario, seed).play_to(scenario.weeks))


def runs_saved(outcome: str = "injuries_true") -> float:
    """How many times fewer runs a paired comparison needs than independent seeds, for the same interval."""
    seeds = 40
    runs = govsim.compare(["baseline", "credit"], seeds=2 * seeds).runs
    value = runs.pivot(index="seed", columns="scenario", values=outcome)
    paired = (value["credit"] - value["baseline"]).var()
    independent = value["credit"].var() + value["baseline"].var()
    return float(independent / paired)


def set_up(scenario) -> float:
    """Milliseconds that a run takes before its first week is played."""
    return 1e3 * min(thread_seconds(lambda seed=seed: core.Run(MODEL, scenario, seed)) for seed in range(REPEATS))


PROMISED = {"AVX-512": (300, 200, 3.0), "AVX2": (150, 100, 1.8)}  # against Mesa, with Python's random, by hand


def main() -> None:
    """Print one line a measurement, with what is promised beside it."""
    scenario = govsim.load_scenario("combined")
    core.run_many(MODEL, [(scenario, 0)])
    made = target()
    promised = PROMISED.get(made.vectors, (60, 40, 0.6))
    print(f"processor                            {made.name}: {made.vectors}, {made.width} lanes at a time")
    compiled = core_nanoseconds(scenario)
    hashed = mesa_nanoseconds(scenario, jitted_draw)
    plain = mesa_nanoseconds(scenario, plain_random)
    compiled = (compiled + core_nanoseconds(scenario)) / 2
    print(f"compiled engine                      {compiled:8.1f} ns a worker-week")
    print(f"Mesa engine                          {hashed:8.0f} ns: {hashed / compiled:6.1f} times   "
          f"(promised {promised[0]})")  # fmt: skip
    print(f"Mesa engine, Python's random         {plain:8.0f} ns: {plain / compiled:6.1f} times   "
          f"(promised {promised[1]})")  # fmt: skip
    rules, hand = compare_worker_kernels()
    print(f"worker rules, a hand-written kernel  {rules:8.1f} and {hand:.1f} ns: {hand / rules:.2f} times as fast   "
          f"(promised {promised[2]})")  # fmt: skip
    parts, everything = menu()
    print(f"a run with all parts                 {parts:8.2f} times one without   (promised 1.25)")
    print(f"a run with all parts and instruments {everything:8.2f} times one without   (promised 1.5)")
    slow, theirs, all_ = fallbacks(scenario)
    print(f"played row by row                    {slow:8} rules: {theirs:.2f} of {all_:.1f} ns")
    several, one = regions()
    print(f"eight regions against one            {several:8.1f} ns: {several / one:.2f} times   (promised 1.1)")
    print(f"enterprises of six workers           {small_enterprises():8.1f} ns")
    grown = list(growth())
    for workers, each, size in grown:
        print(f"{workers:9} workers                    {each:8.1f} ns, {size:.0f} bytes a worker")
    print(f"growth with workers                  {exponent(grown):8.3f} as exponent   (promised 1.05)")
    print(f"set-up of a run                      {set_up(scenario):8.2f} ms")
    two, processes = thread_ratio(scenario)
    print(
        f"two threads against one              {two:8.2f} times; two processes {processes:.2f}   (promised 1.9 of 1.9)"
    )
    table, figures, imports, cold = start_up()
    print(f"a second process to its table        {table:8.2f} s: {table / imports:.2f} times its imports")
    print(
        f"a second process to its figures      {figures:8.2f} s: {figures / imports:.2f} times its imports   "
        "(promised 4)"
    )
    print(f"a first process, compiling           {cold:8.2f} s")
    print(f"runs saved by pairing on injuries    {runs_saved():8.1f} times   (promised 5)")


if __name__ == "__main__":
    main()
