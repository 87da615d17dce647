"""Instruments that reach their enterprises one after another: the large first, the small first, or by lot.

Whoever has joined is reached at full strength. Nothing is compiled for it: the scope of an instrument changes between
two weeks, and a run is played in as many pieces as there are weeks in which somebody joins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from govsim.language import draw, purpose

TURN = purpose("roll_out_turn")
AS_LISTED = "as_listed"  # in the order in which the scope names them: of trials, whose lots differ from seed to seed
Ranked = Callable[[np.ndarray, np.ndarray], np.ndarray]  # headcounts and slots -> who comes before whom

ORDERS: Mapping[str, Ranked] = MappingProxyType(
    {
        "large_first": lambda headcount, slots: np.lexsort((slots, -headcount)),
        "small_first": lambda headcount, slots: np.lexsort((slots, headcount)),
        "by_lot": lambda headcount, slots: np.argsort([draw(0, int(slot), TURN) for slot in slots], kind="stable"),
    }
)


def joining_weeks(order: str, start: int, phase_in: int, reached: np.ndarray, headcount: np.ndarray,
                  slots: np.ndarray, listed: Sequence[int] = ()) -> np.ndarray:  # fmt: skip
    """The week in which each enterprise joins: those in scope spread evenly over the weeks of the phase-in.

    Args:
        order: one of `ORDERS`, or `AS_LISTED`.
        start: first week in force.
        phase_in: weeks from the start until the last has joined.
        reached: whether each enterprise is in scope.
        headcount: posts of each.
        slots: its place in the table.
        listed: the slots that the scope names, in its order.
    """
    turns = [one for one in _ranked(order, headcount, slots, listed) if reached[one]]
    weeks = np.full(len(slots), start, np.int64)
    for place, one in enumerate(turns):
        weeks[one] = start + place * phase_in // len(turns)
    return weeks


def _ranked(order: str, headcount: np.ndarray, slots: np.ndarray, listed: Sequence[int]) -> Sequence[int]:
    if order != AS_LISTED:
        return list(ORDERS[order](headcount, slots))
    places = {int(slot): at for at, slot in enumerate(slots)}
    return [places[slot] for slot in listed if slot in places]


@dataclass
class RollOut:
    """Who is reached from which week on, for the instruments that go by an order.

    Attributes:
        joins: of each instrument and table, the share of full strength in scope and the week of joining, by row.
    """

    joins: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    def at(self, week: int, scope: dict[tuple[str, str], np.ndarray]) -> None:
        """Bring scopes to what they are in a week."""
        for key, (reach, weeks) in self.joins.items():
            scope[key] = reach * (weeks <= week)

    def next_after(self, week: int, last: int) -> int:
        """The next week in which somebody joins, or the last."""
        later = [int(weeks[weeks > week].min()) for _, weeks in self.joins.values() if (weeks > week).any()]
        return min([last, *later])
