"""The arithmetic around rules, in the language of rules: what an instrument's strength is, and how channels combine.

A planner may push an instrument beyond its full strength; only where values add up is there more than all of it.

Written once: the Mesa engine calls these functions, the compiled engine compiles them.
"""

from __future__ import annotations

from collections.abc import Callable

from govsim.year import WEEKS_A_YEAR


def strength_in(week: int, start: int, phase_in: int, end: int) -> float:
    """The share of full strength that an instrument has in a week, by its phase."""
    if week < start or week >= end:
        return 0.0
    return min(1.0, (week - start + 1) / phase_in)


MOST_STEERED = 2.0  # times its usual strength: as far as a planner can push an instrument; see scenario.MOST_STRENGTH


def steered(share: float, multiple: float) -> float:
    """The strength that a planner leaves an instrument, as a multiple: 1 where the planner is not in force."""
    held = min(max(multiple, 0.0), MOST_STEERED)
    return 1.0 + share * (held - 1.0)


def by_add(now: float, strength: float, value: float, neutral: float) -> float:
    """Values add up."""
    return now + strength * value


def by_product(now: float, strength: float, value: float, neutral: float) -> float:
    """Values multiply."""
    return now * (1.0 + min(strength, 1.0) * (value - 1.0))


def by_any(now: float, strength: float, value: float, neutral: float) -> float:
    """Chances that any of several comes true: each works on what the others have left."""
    return now + (1.0 - now) * (min(strength, 1.0) * value)


def by_max(now: float, strength: float, value: float, neutral: float) -> float:
    """The largest value holds."""
    return max(now, neutral + min(strength, 1.0) * (value - neutral))


def by_min(now: float, strength: float, value: float, neutral: float) -> float:
    """The smallest value holds."""
    return min(now, neutral + min(strength, 1.0) * (value - neutral))


COMBINE: dict[str, Callable[[float, float, float, float], float]] = {
    "add": by_add,
    "product": by_product,
    "any": by_any,
    "max": by_max,
    "min": by_min,
}


def paid(so_far: float, strength: float, value: float) -> float:
    """What is on the books after one more entry of an instrument."""
    return so_far + strength * value


def is_no_number(value: float) -> bool:
    """Whether a value is no number or has no end: a bound or another's value would hide it."""
    return value - value != 0.0


def held_above(value: float, low: float) -> float:
    """A channel, held at its lower bound."""
    return low if value < low else value  # noqa: FURB136 - the same branches in both engines


def held_below(value: float, high: float) -> float:
    """A channel, held at its upper bound."""
    return high if value > high else value  # noqa: FURB136


def year_of(week: int) -> int:
    """The year that a week lies in."""
    return week // WEEKS_A_YEAR
