"""What a large study takes beside its weeks: `make bench-study`, or `python -m benchmarks.studies size=64 parts=whole`.

A Sobol study of twenty numbers of the default county over two years, played from week 0 so that what is not a week
weighs most: size=1024 are 22,528 runs. The same study uninterrupted, killed at about half and resumed, and on two Dask
workers of which one is killed at about half; their tables must have the same bytes. Times are processor seconds, so
that ratios hold on a busy machine too. Some ten minutes on two free processors; size=64 takes one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from govsim.engines import core
from govsim.model import model_of
from govsim.scenario import Scenario
from govsim.study.analysis.compare import build_several
from govsim.study.analysis.sensitivity.asked import planned
from govsim.study.analysis.sensitivity.study import Question

INPUTS, WEEKS, WORKERS = 20, 104, 2
FIXED = (f"weeks={WEEKS}", "settle=0")
SAMPLE = 192  # points of which the kernel's time is taken, before and after
MOST_OVER, MOST_POINT, MOST_SETUP = 1.3, 0.5, 1.0  # promised: times the kernel, ms a point composed, ms a run set up
LOOK = 0.2  # seconds between two looks at the folder
PARTS = ("whole", "resumed", "dask")
TABLES = ("scenario.yaml", "design.csv", "runs.parquet", "indices.csv", "convergence.csv")


@dataclass(frozen=True)
class Took:
    """What a command took: processor and wall seconds, and most bytes of memory of one process and of the folder."""

    cpu: float
    wall: float
    memory: int
    disk: int

    def __str__(self) -> str:
        sizes = f"{self.memory / 2**20:6.0f} MB memory {self.disk / 2**20:6.0f} MB disk"
        return f"{self.cpu:8.1f} CPU s {self.wall:8.1f} s {sizes}"


def names() -> list[str]:
    """The numbers that are varied."""
    return [name for name, one in model_of().parameters.items() if one.low < one.high][:INPUTS]


def words(size: int) -> list[str]:
    """The command."""
    keys = [f"parameter.{name}=.." for name in names()]
    about = ["scenarios=[baseline]", "method=sobol", f"size={size}", "measure=level", "seeds=1", f"threads={WORKERS}"]
    return ["sensitivity", *about, *FIXED, *keys]


def points_of(size: int) -> tuple[list[Scenario], float]:
    """The scenarios of the study, and milliseconds of each to compose it."""
    built = build_several(["baseline"], list(FIXED), None)
    question, vary = (
        Question("injuries_expected", "level", "sobol", size),
        {f"parameter.{one}": ".." for one in names()},
    )
    planned(Question("injuries_expected", "level", "sobol", 2), built, vary, None, False)  # libraries are there now
    begun = time.process_time()
    study, _ = planned(question, built, vary, None, False)
    return list(study.points.scenarios), 1000.0 * (time.process_time() - begun) / len(study.points.scenarios)


def kernel(scenarios: list[Scenario]) -> tuple[float, float]:
    """Processor seconds of a run, its weeks and its set-up; and of the set-up alone."""
    chosen, model = scenarios[:: max(1, len(scenarios) // SAMPLE)], model_of()
    core.Run(model, chosen[0], 0).play_to(WEEKS)
    begun = time.process_time()
    for one in chosen:
        core.Run(model, one, 0)
    between = time.process_time()
    for one in chosen:
        core.run_one(model, one, 0)
    return (time.process_time() - between) / len(chosen), (between - begun) / len(chosen)


def size_of(folder: Path) -> int:
    """Bytes of the files in a folder; files and folders may just be going."""
    total = 0
    for place, _, names_there in os.walk(folder):
        for name in names_there:
            with contextlib.suppress(OSError):
                total += os.stat(os.path.join(place, name)).st_size
    return total


def play(command: list[str], folder: Path, at_half: Callable[[int], bool] | None = None, runs: int = 0) -> Took:
    """Run the command; at about half of its runs, call something with its process, once.

    Args:
        command: the words.
        folder: of its results.
        at_half: what is called; True where the command goes on.
        runs: how many there are.
    """
    begun, most, waiting = time.perf_counter(), 0, at_half
    process = subprocess.Popen(
        [sys.executable, "-m", "govsim", *command, f"out={folder}"], stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        most = max(most, size_of(folder))
        if waiting is not None and kept_in(folder) >= runs / 2 and waiting(process.pid):
            waiting = None
        time.sleep(LOOK)
    process.returncode = os.waitstatus_to_exitcode(status)
    said = process.stderr.read()
    process.stderr.close()
    if process.returncode not in (0, -signal.SIGKILL):
        raise SystemExit(said)
    return Took(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss * 1024, most)


def kept_in(folder: Path) -> int:
    """Runs in parts so far, counted by the numbers of the parts' first jobs."""
    found = sorted(int(note.stem) for note in (folder / "parts").glob("0*.json"))
    return found[-1] if found else 0


def kill(pid: int) -> bool:
    """Kill a process."""
    os.kill(pid, signal.SIGKILL)
    return True


def kill_worker(pid: int) -> bool:
    """Kill one of the workers that a command has started."""
    for place in sorted(Path("/proc").glob("[0-9]*")):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            called = (place / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == pid and b"spawn_main" in called:
            return kill(int(place.name))
    return False


def bytes_of(folder: Path) -> dict[str, str]:
    """Hashes of the tables."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in TABLES}


def main(given: list[str]) -> int:
    """Measure and print; the exit status is 1 where something promised does not hold."""
    asked = dict(one.split("=", 1) for one in given)
    size, parts = int(asked.get("size", 1024)), asked.get("parts", ",".join(PARTS)).split(",")
    scenarios, composed = points_of(size)
    runs, command = len(scenarios), words(size)
    before, setup = kernel(scenarios)
    print(f"{runs:,} runs of {WEEKS} weeks; a point is composed in {composed:.2f} ms (promised {MOST_POINT}), "
          f"a run set up in {1000 * setup:.2f} ms (promised {MOST_SETUP})")  # fmt: skip
    took, tables = {}, {}
    place = Path(asked["place"]) if "place" in asked else Path(tempfile.mkdtemp(prefix="govsim-studies-"))
    for name in parts:
        folder = place / name
        shutil.rmtree(folder, ignore_errors=True)
        if name == "whole":
            took[name] = play(command, folder)
        elif name == "resumed":
            killed = play(command, folder, kill, runs)
            kept = kept_in(folder)
            again = play(command, folder)
            took[name] = Took(killed.cpu + again.cpu, killed.wall + again.wall, max(killed.memory, again.memory),
                              max(killed.disk, again.disk))  # fmt: skip
            print(f"killed with some {kept:,} of {runs:,} runs kept")
        else:
            cluster = [one for one in command if not one.startswith("threads=")] + [
                "cluster=dask",
                f"workers={WORKERS}",
            ]
            took[name] = play(cluster, folder, kill_worker, runs)
        tables[name] = bytes_of(folder)
        print(f"{name:10s}{took[name]}", flush=True)
    after, _ = kernel(scenarios)
    each = (before + after) / 2
    weeks = each * runs
    spans = f"{1000 * before:.2f} before, {1000 * after:.2f} after"
    print(f"{'weeks':10s}{weeks:8.1f} CPU s, {1000 * each:.2f} ms a run ({spans})")
    for name, one in took.items():
        promised = f" (promised {MOST_OVER})" if name == "whole" else ""
        print(f"{name:10s}{one.cpu / weeks:8.3f} times the weeks{promised}")
    if {"whole", "dask"} <= took.keys():
        ratio = took["dask"].cpu / took["whole"].cpu
        print(f"{'dask':10s}{ratio:8.3f} times the processor time of threads, one worker killed")
    equal = len({str(one) for one in tables.values()}) == 1
    print(f"tables of {', '.join(tables)}: {'the same bytes' if equal else 'DIFFERENT BYTES'}")
    if "place" not in asked:
        shutil.rmtree(place, ignore_errors=True)
    over = took["whole"].cpu / weeks > MOST_OVER if "whole" in took else False
    return int(over or not equal or composed > MOST_POINT or 1000 * setup > MOST_SETUP)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main(sys.argv[1:]))
