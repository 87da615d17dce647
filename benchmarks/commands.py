"""What whole commands take when all is compiled, from the shell to their tables and figures.

`make bench`, or `python -m benchmarks.commands [--checkout DIR]...`, where each DIR is the folder of another checkout,
such as the one before a change: the same commands are run there in turns with this one's, one after the other, and the
last line compares them. Each line gives processor seconds of all processes and wall seconds, of the quickest turn.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.starts import HERE, Checkout, Took

SIX = "scenarios=[baseline,credit,safety_points,insurance,risk_graded,combined]"
MAKE_RUN, SINGLE = ("compare", SIX, "seeds=50"), ("run", "scenario=credit", "seeds=1")
IMPORTS = "import numpy, numba, pandas"
MOST_IMPORTS, MOST_OF_PARENT = 4.0, 0.45  # promised: a single run against the imports, `make run` against the parent


def in_turns(checkouts: list[Checkout], turns: int, *words: str) -> list[Took]:
    """What a command takes in each checkout: the quickest of some turns, in each of which every one has its go."""
    rounds = [[one.govsim(*words) for one in checkouts] for _ in range(turns)]
    return [min(tries, key=lambda took: took.wall) for tries in zip(*rounds, strict=True)]


def main(words: list[str] | None = None) -> None:
    """Print what commands take in this checkout, and in others that are named, side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkout", action="append", default=[], type=Path, help="the folder of another checkout")
    parser.add_argument("--turns", type=int, default=2, help="of `make run`; of a single run three times as many")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        places = [HERE, *asked.checkout]
        checkouts = [Checkout(source, Path(folder) / str(n)) for n, source in enumerate(places)]
        for one in checkouts:  # compile all that the commands need, and read all files once
            one.govsim("compare", SIX, "seeds=2")
            one.govsim(*SINGLE)
        single = in_turns(checkouts, 3 * asked.turns, *SINGLE)
        imports = min((checkouts[0].took([sys.executable, "-c", IMPORTS]) for _ in range(5)), key=lambda t: t.wall)
        whole = in_turns(checkouts, asked.turns, *MAKE_RUN)
    for name, found in (("a single run of ten years", single), ("make run", whole)):
        print(f"{name:42s}" + "  |  ".join(map(str, found)))
    print(f"{IMPORTS:42s}{imports}")
    for what, by in (("processor", "cpu"), ("wall", "wall")):
        ratios = (getattr(one, by) / getattr(imports, by) for one in single)
        said = "  |  ".join(f"{ratio:6.2f} times" for ratio in ratios)
        print(f"{f'a single run against imports, {what}':42s}{said}   (promised {MOST_IMPORTS:g})")
    for place, one in zip(asked.checkout, whole[1:], strict=True):
        print(f"{f'make run against {place}':42s}{whole[0].wall / one.wall:6.2f}   (promised {MOST_OF_PARENT:g})")


if __name__ == "__main__":
    main()
