"""Why a rule wrote what it wrote: the same rule, asked again with one of its inputs as it was before.

A rule is a function of its own row and of the rows above it. What it saw is copied before it is played. Afterwards the
rule is played again on copies in which one input has the value that it had when the rule was last played, or that a
channel has without instruments; draws are addresses, so that luck stays the same. The difference is what that input
did to the result this week. Such differences are one at a time: with several inputs they need not add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govsim.engines.plan import Step

Inputs = Mapping[str, Mapping[str, Any]]  # by the argument's name, the columns of its row


@dataclass(frozen=True)
class Cause:
    """What one input of a rule did to one of its results.

    Attributes:
        table: the row that the input stands in: the watched one's own table, or one above it.
        column: the input.
        before: its value when the rule was played last, or without instruments.
        after: the value that the rule saw.
        effect: the result as it was written, less the result with the input as before; in the result's unit.
        against: "last week", or "no instruments" for a channel that instruments or parties have moved.
    """

    table: str
    column: str
    before: Any
    after: Any
    effect: float
    against: str = "last week"


@dataclass(frozen=True, eq=False)
class Call:
    """A rule played on the watched row: its step, what it saw, and what stood there afterwards."""

    step: Step
    seen: Inputs
    parameters: Any
    now: Any
    written: Mapping[str, Any]


def inputs_of(step: Step, arguments: tuple[Any, ...]) -> Inputs:
    """Copies of the rows that a rule is given, by argument."""
    rows = zip(step.arguments, arguments, strict=True)
    return {one.name: dict(vars(row)) for one, row in rows if one.kind in ("row", "ancestor")}


def can_be_asked_again(step: Step) -> bool:
    """Whether all that the rule sees was copied: it walks over nobody and reads no memory of an instrument."""
    return not step.of_kind("members") and not step.of_kind("own")


class _Copy:
    """A row that is only thought of."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


class _Read:
    """A row that is only thought of, and tells what is read of it."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", dict(values))
        object.__setattr__(self, "read", [])

    def __getattr__(self, name: str) -> Any:
        self.read.append(name)
        return self._values[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self._values[name] = value


def _given(call: Call, rows: Mapping[str, Any]) -> list[Any]:
    others = {"parameters": call.parameters, "now": call.now}
    return [rows[one.name] if one.name in rows else others[one.kind] for one in call.step.arguments]


def reads_of(call: Call) -> list[tuple[str, str]]:
    """What the rule reads, in order, each once: argument and column."""
    rows = {name: _Read(values) for name, values in call.seen.items()}
    call.step.function(*_given(call, rows))
    return list(dict.fromkeys((name, column) for name, row in rows.items() for column in row.read if column != "id"))


def _again(call: Call, argument: str, column: str, value: Any) -> Mapping[str, Any]:
    rows = {name: _Copy(values) for name, values in call.seen.items()}
    rows[argument].__dict__[column] = value
    call.step.function(*_given(call, rows))
    return vars(rows[call.step.table])


def causes_of(call: Call, last: Inputs | None, neutral: Mapping[tuple[str, str], Any]) -> dict[str, list[Cause]]:
    """What each input did to each result of a rule, the strongest first.

    Args:
        call: the rule as it was played.
        last: what it saw when it was played before; None where it was not.
        neutral: by argument and channel, its value without instruments.
    """
    made: dict[str, list[Cause]] = {}
    if can_be_asked_again(call.step):
        table = {one.name: one.table for one in call.step.arguments}
        for argument, column, before, against in _inputs_that_differ(call, last, neutral):
            other = _again(call, argument, column, before)
            for name, value in call.written.items():
                effect = _difference(value, other[name])
                if effect:
                    after = call.seen[argument][column]
                    made.setdefault(name, []).append(Cause(table[argument], column, before, after, effect, against))
    for causes in made.values():
        causes.sort(key=lambda one: -abs(one.effect))
    return made


def _inputs_that_differ(
    call: Call, last: Inputs | None, neutral: Mapping[tuple[str, str], Any]
) -> Iterator[tuple[str, str, Any, str]]:
    for argument, column in reads_of(call):
        now = call.seen[argument].get(column)
        before = (last or {}).get(argument, {}).get(column, now)
        if before != now:
            yield argument, column, before, "last week"
        if neutral.get((argument, column), now) != now:
            yield argument, column, neutral[argument, column], "no instruments"


def _difference(value: Any, other: Any) -> float:
    return float(value) - float(other)
