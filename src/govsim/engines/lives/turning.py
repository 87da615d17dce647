"""The turning points of a life: what happened, what changed, what jumped, who came and went, what came into force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from govsim.engines.lives.record import Life
from govsim.language import CHANGES, HAPPENS, HOLDER, JUMPS, tellings_of

QUARTER = 13  # weeks within which a jump is looked for, and half of what lies between two of one column
LEAST_JUMP = 0.05  # of a share, or of the value of anything else; assumed: what a reader calls a jump
DONE = 0.1  # share of a jump that may lie before its first week, or after its last


@dataclass(frozen=True)
class Turning:
    """One turning point.

    Attributes:
        week: in which it was.
        kind: "happened", "changed", "jumped", "left", "came", "in force", "ended" or "remembered" (an instrument's
            memory of the agent changed).
        number: who held the place.
        name: the column or the instrument; "" where one left or came.
        before, after: values; of what happened, nought and what came.
        since: the week in which a jump began; else the week itself.
        against: the earlier week that its causes are held against: before a jump began, when a column changed the last
            time, else the week before; never a week of somebody else.
        of: the instrument whose memory it is.
    """

    week: int
    kind: str
    number: int
    name: str = ""
    before: Any = None
    after: Any = None
    since: int = -1
    of: str = ""
    against: int = 0


def turning_points(life: Life, number: int, jump: float) -> list[Turning]:
    """The turning points of a place from the first week of somebody on, in order.

    Args:
        life: of the place.
        number: of who comes first.
        jump: how many times further than usual something moves within a quarter when it jumps.
    """
    first = life.first_week(number)
    told = [*_in_force(life), *_comings_and_goings(life), *_remembered(life)]
    for name, kind in tellings_of(life.model, life.table).items():
        if kind == HAPPENS:
            told += _happened(life, name)
        elif kind == CHANGES:
            told += _changed(life, name)
        elif kind == JUMPS:
            told += _jumped(life, name, jump)
    told = [_held_against(life, one, told) for one in told]
    order = {"in force": 0, "ended": 1, "happened": 2, "left": 4, "came": 5}
    return sorted((one for one in told if one.week >= first), key=lambda one: (one.week, order.get(one.kind, 3)))


def _held_against(life: Life, one: Turning, told: list[Turning]) -> Turning:
    """A turning point with the week that its causes are held against."""
    own = np.flatnonzero(life.lives & (life.states["id"] == life.states["id"][one.week]))
    earliest = int(own[0]) if len(own) else one.week
    against = one.week - 1
    if one.kind == "jumped":
        against = one.since - 1
    elif one.kind == "changed":
        earlier = [other.week for other in told if (other.kind, other.name) == ("changed", one.name)]
        against = max((week for week in earlier if week < one.week), default=earliest)
    return replace(one, against=min(max(against, earliest), one.week))


def _same(life: Life) -> np.ndarray:
    """Whether one and the same agent held the place when a week began and when it ended."""
    return np.asarray(life.lives[:-1] & (life.states["id"][:-1] == life.states["id"][1:]))


def _happened(life: Life, name: str) -> Iterator[Turning]:
    values = life.states[name][1:]
    for week in np.flatnonzero((values != 0) & life.lives[:-1]):
        yield Turning(int(week), "happened", int(life.numbers[week]), name, 0, values[week].item(), int(week))


def _changed(life: Life, name: str) -> Iterator[Turning]:
    values = life.states[name]
    changed = values[1:] != values[:-1]
    if values.dtype.kind == "f":
        largest = np.maximum(np.abs(values[1:]), np.abs(values[:-1]))
        changed = np.abs(values[1:] - values[:-1]) > LEAST_JUMP * largest
    for week in np.flatnonzero(changed & _same(life) & life.lives[1:]):
        before, after = values[week].item(), values[week + 1].item()
        yield Turning(int(week), "changed", int(life.numbers[week]), name, before, after, int(week))


def _remembered(life: Life) -> Iterator[Turning]:
    """Changes of the codes and flags that instruments keep of the agent, such as the colour of a card."""
    for instrument, records in life.memory.items():
        same = records[HOLDER][1:] == records[HOLDER][:-1]
        for name, made in life.model.instruments[instrument].remembers.items():
            if not (isinstance(made.default, bool) or (isinstance(made.default, int) and made.unit.startswith("0 "))):
                continue
            values = records[name]
            for week in np.flatnonzero((values[1:] != values[:-1]) & same & life.lives[:-1] & life.lives[1:]):
                before, after, who = values[week].item(), values[week + 1].item(), int(life.numbers[week])
                yield Turning(int(week), "remembered", who, name, before, after, int(week), instrument)


def _jumped(life: Life, name: str, jump: float) -> Iterator[Turning]:
    """The largest moves within a quarter, each so far from the next that they do not overlap."""
    values, same = life.states[name], _same(life)
    if len(values) <= QUARTER:
        return
    unbroken = np.convolve(same, np.ones(QUARTER), "valid") == QUARTER
    moves = np.where(unbroken, values[QUARTER:] - values[:-QUARTER], 0.0)
    if not unbroken.any():
        return
    usual = float(np.median(np.abs(moves[unbroken])))
    scale = 1.0 if life.model.columns_of(life.table)[name].unit.startswith("share") else float(np.abs(values).max())
    free = unbroken & (np.abs(moves) >= max(jump * usual, LEAST_JUMP * scale))
    while free.any():
        at = int(np.argmax(np.where(free, np.abs(moves), -1.0)))
        free[max(0, at - 2 * QUARTER) : at + 2 * QUARTER] = False
        yield _trimmed(life, name, at)


def _trimmed(life: Life, name: str, at: int) -> Turning:
    """A jump without the weeks before and after it in which hardly anything moved."""
    values = life.states[name][at : at + QUARTER + 1]
    moved = (values - values[0]) / (values[-1] - values[0])
    first = int(np.flatnonzero(moved <= DONE)[-1]) if (moved <= DONE).any() else 0
    after = np.flatnonzero(moved[first:] >= 1.0 - DONE)
    last = first + int(after[0]) if len(after) else QUARTER
    week = at + max(last, first + 1) - 1
    before, end, who = values[first].item(), life.states[name][week + 1].item(), int(life.numbers[week])
    return Turning(week, "jumped", who, name, before, end, at + first)


def _comings_and_goings(life: Life) -> Iterator[Turning]:
    numbers, lives, ids = life.numbers, life.lives, life.states["id"]
    for week, (before, after) in enumerate(pairwise(range(len(lives)))):
        if lives[before] and not (lives[after] and ids[before] == ids[after]):
            yield Turning(week, "left", int(numbers[before]), since=week)
        if lives[after] and not (lives[before] and ids[before] == ids[after]):
            yield Turning(week, "came", int(numbers[after]), since=week)


def _in_force(life: Life) -> Iterator[Turning]:
    """Instruments from the first week in which they reach the place, until the last."""
    for name, strength in life.strength.items():
        reached = np.concatenate([[False], strength > 0.0])
        for week in np.flatnonzero(reached[1:] != reached[:-1]):
            kind = "in force" if reached[week + 1] else "ended"
            full = float(strength.max()) if reached[week + 1] else 0.0
            yield Turning(int(week), kind, int(life.numbers[week]), name, float(reached[week]), full, int(week))
