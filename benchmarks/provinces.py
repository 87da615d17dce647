"""A province: twenty counties in one run, beside one county; processor time, memory, and a paired study.

`python -m benchmarks.provinces`, some minutes. What is asked: a run of ten years costs at most 25 times that of one
county, twenty paired seeds end within two minutes on two processors once everything is compiled, and the memory of a
run at its peak is at most three times its tables.
"""

from __future__ import annotations

import subprocess
import sys
import time

from govsim.engines import core
from govsim.model import model_of
from govsim.scenario import Adoption, Population, Region, Scenario

PARTS = ("careers", "regions")
COUNTIES, ENTERPRISES, INSPECTORS = 20, 200, 8
MOST_TIMES, MOST_SECONDS, MOST_MEMORY = 25.0, 120.0, 3.0
REPEATS, SEEDS, MIB = 5, 20, 2**20


def scenario(name: str, counties: int, parts: tuple[str, ...] = PARTS, adopted: tuple[str, ...] = ()) -> Scenario:
    """Ten years of so many counties, with instruments at their defaults from year 4 on."""
    places = tuple(Region(f"county_{one + 1}", ENTERPRISES, INSPECTORS) for one in range(counties))
    instruments = model_of(parts).instruments
    made = tuple(
        Adoption(one, {key: float(about.default) for key, about in instruments[one].settings.items()}, 156)
        for one in adopted
    )
    return Scenario(name, Population(regions=places), adoptions=made, parts=parts)


def seconds(made: Scenario) -> float:
    """Processor seconds of a run, the least of some: model and population are made, and others disturb only upwards."""
    model, found = model_of(made.parts), []
    for seed in range(REPEATS):
        start = time.thread_time()
        result = core.run_one(model, made, seed)
        found.append(time.thread_time() - start)
        assert result.error is None, result.error
    return min(found)


def times(parts: tuple[str, ...], adopted: tuple[str, ...] = ()) -> tuple[float, float]:
    """Processor seconds of one county and of the province."""
    both = [scenario("county", 1, parts, adopted), scenario("province", COUNTIES, parts, adopted)]
    for one in both:
        core.run_one(model_of(parts), one, 99)  # compile, and make the population
    return seconds(both[0]), seconds(both[1])


MEMORY = """
from benchmarks.provinces import COUNTIES, scenario
from govsim.engines import core
from govsim.model import model_of

def resident(name):
    with open("/proc/self/status") as file:
        return next(1024 * int(line.split()[1]) for line in file if line.startswith(name))

small, made = scenario("county", 1), scenario("province", COUNTIES)
model = model_of(made.parts)
core.run_one(model, small, 1)
with open("/proc/self/clear_refs", "w") as file:
    file.write("5")  # the peak begins anew
before = resident("VmRSS")
result = core.run_one(model, made, 1)
assert result.error is None, result.error
after = resident("VmHWM")
tables = sum(rows.nbytes for rows in core.Run(model, made, 1).world.tables.values())
print(after - before, tables)
"""


def memory() -> tuple[float, float]:
    """Bytes that a run of the province adds, at its peak, to a process that has played a county; bytes of its tables.

    On Linux only, which keeps a peak that can begin anew.
    """
    said = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True).stdout
    added, tables = map(float, said.split())
    return added, tables


def study() -> tuple[float, float]:
    """Seconds by the clock and of the processors that twenty paired seeds of two policies take."""
    arms = [scenario("usual", COUNTIES), scenario("veto", COUNTIES, adopted=("performance_veto",))]
    model = model_of(PARTS)
    core.run_many(model, [(arms[1], 99)], threads=1)
    clock, work = time.perf_counter(), time.process_time()
    core.run_many(model, [(one, seed) for one in arms for seed in range(SEEDS)], threads=2)
    return time.perf_counter() - clock, time.process_time() - work


def main() -> None:
    """Measure and say what is kept."""
    for parts, adopted in (((), ()), (PARTS, ()), (PARTS, ("performance_veto", "innovation_award"))):
        one, all_of_it = times(parts, adopted)
        names = "+".join((*parts, *adopted)) or "core"
        verdict = "kept" if all_of_it <= MOST_TIMES * one else "NOT KEPT"
        print(
            f"{names}: county {one:.3f} s, province of {COUNTIES} {all_of_it:.2f} s of the processor, "
            f"{all_of_it / one:.1f} times (at most {MOST_TIMES:g}): {verdict}",
            flush=True,
        )
    added, tables = memory()
    kept = "kept" if added <= MOST_MEMORY * tables else "NOT KEPT"
    print(
        f"memory: tables {tables / MIB:.0f} MiB, a run adds {added / MIB:.0f} MiB at its peak, {added / tables:.2f} "
        f"times (at most {MOST_MEMORY:g}): {kept}",
        flush=True,
    )
    clock, work = study()
    kept = "kept" if work / 2.0 <= MOST_SECONDS else "NOT KEPT"
    print(
        f"{SEEDS} paired seeds: {clock:.0f} s by the clock, {work:.0f} s of two processors, so {work / 2.0:.0f} s "
        f"by the clock where nothing else runs (at most {MOST_SECONDS:g}): {kept}"
    )


if __name__ == "__main__":
    main()
