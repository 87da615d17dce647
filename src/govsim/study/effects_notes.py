"""Words of the page of effects that no number writes: how to read it, why a claim fails, what is odd, what is doubtful.

Nothing here decides a verdict; a note is shown beside a claim only while the claim does not hold.
"""

from __future__ import annotations


def HOW_TO_READ(seeds: int, band_seeds: int, event_seeds: int, long_seeds: int) -> list[str]:  # noqa: N802
    """What the tables show."""
    return [
        "The county of 216 enterprises and about 8,500 workers, its 8 inspectors and its own luck is run for ten years "
        "under the same seeds with and without each instrument. Instruments start in week 156; effects are sums over "
        f"years 6 to 10 (weeks 260 to 519). {seeds} seeds; every difference is taken within a seed, and the brackets "
        "hold its 95 % interval (Student's t over seeds). *Expected* sums add up the chances of injury or death that "
        "the model draws from: the same mean as the counts with far less luck; verdicts use them. Experiments with "
        f"single enterprises use {event_seeds} seeds, bands {band_seeds}, thirty years {long_seeds}. "
        "`effects.csv` holds the main outcomes of every case.",
        "",
        "A claim holds when the interval of each measure that decides it leaves out zero on the right side. Nothing "
        "was tuned on this page: parameters come from the fit of the baseline and from the sources that "
        "`govsim list parameters` prints. None of this is a validation; that takes findings which were not used.",
    ]


EXPLAINED: dict[str, str] = {}
SURPRISES: list[str] = []
DOUBTS: list[str] = []
