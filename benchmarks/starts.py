"""What it costs to start: compiling from nothing, after an edit, for a set never seen, and not at all.

`make bench`, or `python -m benchmarks.starts [--checkout DIR]...`, where each DIR is the folder of another checkout:
they are measured side by side, one after the other, with this machine's compiler and libraries. Each line gives
processor seconds and wall seconds of whole commands, so compiling is what a line takes beyond a warm start.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
SHORT = ("population=small", "weeks=52", "seeds=1", "figures=false")
DEFAULT = ("compare", "scenarios=[baseline,credit,safety_points,insurance,risk_graded,combined]", *SHORT)
RUN = ("run", *SHORT)
UNSEEN = ("run", "instrument=[safety_points,hazard_hotline,safety_training]", *SHORT)
IMPORTS = "import numpy, numba, pandas, hydra"
WARM = 3  # starts of which the quickest counts
RULE = ("climate.py", "clip(0.5 * (signal", "clip(0.25 * (signal")
INSTRUMENT = ("safety_training.py", "p.added_hours / 24.0", "p.added_hours / 25.0")


@dataclass(frozen=True)
class Took:
    """Processor and wall seconds of a command."""

    cpu: float
    wall: float

    def __sub__(self, other: Took) -> Took:
        return Took(self.cpu - other.cpu, self.wall - other.wall)

    def __str__(self) -> str:
        return f"{self.cpu:6.2f} CPU s {self.wall:6.2f} s"


class Checkout:
    """A copy of a checkout's package, with a cache of its own.

    Args:
        source: the folder of the checkout.
        place: where the copy and the cache are put.
    """

    def __init__(self, source: Path, place: Path) -> None:
        self.place = place
        for part in ("src", "configs"):
            shutil.copytree(source / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
        self.took([sys.executable, "-m", "compileall", "-q", str(place / "src")])
        self.results = 0

    def took(self, command: list[str]) -> Took:
        """What a command takes."""
        environment = {**os.environ, "PYTHONPATH": str(self.place / "src"), "GOVSIM_CACHE": str(self.place / "cache")}
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(command, cwd=self.place, env=environment, capture_output=True, text=True)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            raise SystemExit(done.stderr)
        return Took(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)

    def govsim(self, *words: str) -> Took:
        """What a command of govsim takes; its results are never there yet."""
        self.results += 1
        return self.took([sys.executable, "-m", "govsim", *words, f"out=results{self.results}"])

    def warm(self, *words: str) -> Took:
        """The quickest of some starts for which all is compiled."""
        return min((self.govsim(*words) for _ in range(WARM)), key=lambda took: took.cpu)

    def edit(self, name: str, before: str, after: str) -> None:
        """Replace a text of a file, wherever in the package it stands."""
        (file,) = (self.place / "src").rglob(name)
        text = file.read_text(encoding="utf-8")
        if before not in text:
            raise SystemExit(f"{file} has no '{before}'")
        file.write_text(text.replace(before, after, 1), encoding="utf-8")


def measure(checkout: Checkout) -> dict[str, Took]:
    """All starts of a checkout, from an empty cache on."""
    cold = checkout.govsim(*DEFAULT)
    warm = checkout.warm(*DEFAULT)
    found = {"cold compile of the default comparison": cold - warm}
    checkout.edit(*RULE)
    found["an edited rule"] = checkout.govsim(*DEFAULT) - warm
    checkout.edit(*INSTRUMENT)
    found["an edited instrument"] = checkout.govsim(*DEFAULT) - warm
    unseen = checkout.govsim(*UNSEEN)
    found["a set of instruments never seen"] = unseen - checkout.warm(*UNSEEN)
    checkout.govsim(*RUN)
    found["warm start of a small run, whole"] = checkout.warm(*RUN)
    return found


def main(words: list[str] | None = None) -> None:
    """Print the starts of this checkout, and of others that are named, side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkout", action="append", default=[], type=Path, help="the folder of another checkout")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        places = [HERE, *asked.checkout]
        checkouts = [Checkout(source, Path(folder) / str(n)) for n, source in enumerate(places)]
        found = [measure(one) for one in checkouts]
        imports = min((checkouts[0].took([sys.executable, "-c", IMPORTS]) for _ in range(WARM)), key=lambda t: t.cpu)
    for name in found[0]:
        print(f"{name:42s}" + "  |  ".join(str(one[name]) for one in found))
    print(f"{IMPORTS:42s}{imports}")
    ratios = [one["warm start of a small run, whole"].cpu / imports.cpu for one in found]
    print(f"{'warm start against these imports':42s}{'  |  '.join(f'{r:6.2f} times' for r in ratios)}   (promised 2)")


if __name__ == "__main__":
    main()
