"""Random numbers that are addresses, not streams: a hash of (run, week, agent, purpose, k).

A draw depends on nothing but its address, so results do not depend on the order of rows, on threads or batches;
adding an agent moves nobody else's luck; and two scenarios of one seed share their luck, which makes the
difference between them far more precise than the level of either.
"""

from __future__ import annotations

import zlib
from typing import Any

from govsim.language.book import enter

MASK = 0xFFFFFFFFFFFFFFFF
WEEK_FACTOR = 0x9E3779B97F4A7C15
SEED_FACTOR = 0xD1342543DE82EF95
AGENT_FACTOR = 0x9E3779B97F4A7C15
UNIT = 1.1102230246251565e-16
ISSUED: set[int] = set()  # numbers that a name was given for, whoever did: a bare number would share another's luck


def purpose(name: str) -> int:
    """The number that stands for what a draw decides; a model refuses two names of one number."""
    number = zlib.crc32(name.encode()) & 0x7FFFFFFF
    ISSUED.add(number)
    enter("purpose", name, number)
    return number


def mix(x: int) -> int:
    """A bijection of 64-bit numbers that scatters every bit (the finaliser of splitmix64)."""
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def run_key(seed: int) -> int:
    """The key of a run: what its traits are drawn with."""
    return mix((seed * SEED_FACTOR + 1) & MASK)


def week_key(seed: int, week: int) -> int:
    """The key of one week of a run."""
    return mix((run_key(seed) + (week + 1) * WEEK_FACTOR) & MASK)


def draw(key: int, agent: int, purpose_number: int, k: int = 0) -> float:
    """The uniform number in [0, 1) at an address, in plain Python: the definition that every engine follows."""
    x = mix(key ^ (agent * AGENT_FACTOR & MASK))
    x = mix((x + purpose_number + (k << 32)) & MASK)
    return (x >> 11) * UNIT


def uniform(now: Any, agent: Any, purpose: int, k: int = 0) -> float:
    """A uniform number in [0, 1) for this agent, week and purpose; k numbers repeated draws."""
    return now.draw(agent.id, purpose, k)


def trait(now: Any, agent: Any, purpose: int, k: int = 0) -> float:
    """A uniform number in [0, 1) that belongs to the agent for life: the same in whichever week it is asked for."""
    return now.trait(agent.id, purpose, k)
