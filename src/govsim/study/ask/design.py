"""Seeds and the points of a sweep."""

from __future__ import annotations

import itertools
import operator
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from govsim.study.ask.checks import is_list
from govsim.study.speak.errors import InputError, short, wrong_kind
from govsim.study.speak.words import tell

MOST_SEEDS = 100_000
MOST_POINTS = 100_000  # of a sweep; assumed: more is a mistake in a range
LARGEST_SEED = 2**31 - 1
SEEDS = re.compile(r"(\d{1,10})-(\d{1,10})")  # the first and the last of those that follow each other
FEWEST_FOR_AN_INTERVAL = 10


def seed_list(given: Any) -> tuple[int, ...]:
    """The seeds meant: a number n means 0 to n - 1, a list means those, "100-199" those from one to the other.

    Raises:
        InputError: for none, for a seed that is negative, not whole, or given twice.
    """
    wanted = tell("wanted.seeds", most=MOST_SEEDS)
    if is_whole(given):
        if not 1 <= given <= MOST_SEEDS:
            raise wrong_kind("seeds", given, wanted)
        return tuple(range(int(given)))
    if isinstance(given, str) and (ends := SEEDS.fullmatch(given)):
        given = range(int(ends[1]), int(ends[2]) + 1)
    if not is_list(given):
        raise wrong_kind("seeds", given if not isinstance(given, Mapping) else dict(given), wanted)
    seeds = list(itertools.islice(given, MOST_SEEDS + 1))  # not all of range(10**12)
    for seed in seeds:
        if not is_whole(seed) or not 0 <= seed <= LARGEST_SEED:
            raise InputError(tell("error.no_seed", seed=short(seed), most=LARGEST_SEED))
    doubles = [seed for seed, times in Counter(map(int, seeds)).items() if times > 1]
    if doubles:
        raise InputError(tell("error.seed_twice", seed=short(min(doubles))))
    if not seeds or len(seeds) > MOST_SEEDS:
        raise wrong_kind("seeds", [*map(int, seeds[:3]), "..."] if seeds else [], wanted)
    return tuple(int(seed) for seed in seeds)


def is_whole(value: Any) -> bool:
    """A whole number; NumPy's integers count, one alone in an array too, booleans do not."""
    of_numpy = hasattr(value, "dtype")
    if isinstance(value, bool) or of_numpy and (value.ndim or value.dtype.kind == "b"):
        return False
    try:
        operator.index(value)
    except TypeError:
        return False
    return True


def grid(varied: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Every combination of the values, the last key moving fastest."""
    return [dict(zip(varied, point, strict=True)) for point in itertools.product(*varied.values())]


def set_path(tree: dict[str, Any], key: str, value: Any) -> None:
    """Set a dotted key in nested settings."""
    *way, last = key.split(".")
    for part in way:
        if not isinstance(tree.get(part), dict):
            tree[part] = {}
        tree = tree[part]
    tree[last] = value


def short_names(keys: Sequence[str]) -> dict[str, str]:
    """The last part of each key, or the whole key where two end alike."""
    ends = [key.rsplit(".", 1)[-1] for key in keys]
    return {key: end if ends.count(end) == 1 else key for key, end in zip(keys, ends, strict=True)}


def label(scenario: str, point: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What a point of a sweep is called in tables: `credit: loan_spread=0.02`."""
    changes = ", ".join(
        f"{names[key]}={short(value).strip(chr(39))}" for key, value in point.items() if key != "scenario"
    )
    return f"{scenario}: {changes}" if changes else scenario
