"""Why a rule wrote what it wrote: the same rule, asked again with one of its inputs as it was before.

A rule is a function of its own row, of the rows above it and of those that belong to it. What it saw is copied before
it is played. Afterwards the rule is played again on copies in which one input has the value that it had when the rule
was last played, or that a channel has without instruments; draws are addresses, so that luck stays the same. The
difference is what that input did to the result this week. Such differences are one at a time: with several inputs they
need not add up. A column of those who belong to the row is one input: all of them have it as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govsim.engines.plan import Step

Values = Mapping[str, Any]  # the columns of a row
Inputs = Mapping[str, Values | tuple[Values, ...]]  # by the argument's name, of its row, or of each of its members


@dataclass(frozen=True)
class Cause:
    """What one input of a rule did to one of its results.

    Attributes:
        table: the row that the input stands in: the watched one's own table, one above it, or one below.
        column: the input.
        before: its value when the rule was played last, or without instruments; of several rows the mean.
        after: the value that the rule saw; of several rows the mean.
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
    written: Values


def inputs_of(step: Step, arguments: tuple[Any, ...]) -> Inputs:
    """Copies of the rows that a rule is given, by argument; none of its members where it writes to them."""
    made: dict[str, Values | tuple[Values, ...]] = {}
    for one, given in zip(step.arguments, arguments, strict=True):
        if one.kind in ("row", "ancestor"):
            made[one.name] = dict(vars(given))
        elif one.kind == "members" and can_be_asked_again(step):
            made[one.name] = tuple(dict(vars(row)) for row in given)
    return made


def can_be_asked_again(step: Step) -> bool:
    """Whether all that the rule sees can be copied: it writes to nobody else and reads no memory of an instrument."""
    return not (step.rule and step.rule.member_writes) and not step.of_kind("own")


class _Copy:
    """A row that is only thought of."""

    def __init__(self, values: Values) -> None:
        self.__dict__.update(values)


class _Read:
    """A row that is only thought of, and tells what is read of it."""

    def __init__(self, values: Values, read: list[str]) -> None:
        object.__setattr__(self, "_values", dict(values))
        object.__setattr__(self, "read", read)

    def __getattr__(self, name: str) -> Any:
        self.read.append(name)
        return self._values[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self._values[name] = value


def _given(call: Call, rows: Mapping[str, Any]) -> list[Any]:
    others = {"parameters": call.parameters, "now": call.now}
    return [rows[one.name] if one.name in rows else others[one.kind] for one in call.step.arguments]


def _each(seen: Values | tuple[Values, ...]) -> tuple[Values, ...]:
    return seen if isinstance(seen, tuple) else (seen,)


def reads_of(call: Call) -> list[tuple[str, str]]:
    """What the rule reads, in order, each once: argument and column."""
    read: dict[str, list[str]] = {name: [] for name in call.seen}
    rows: dict[str, Any] = {}
    for name, seen in call.seen.items():
        made = [_Read(values, read[name]) for values in _each(seen)]
        rows[name] = made if isinstance(seen, tuple) else made[0]
    call.step.function(*_given(call, rows))
    return list(dict.fromkeys((name, column) for name, found in read.items() for column in found if column != "id"))


def _again(call: Call, argument: str, column: str, values: Sequence[Any]) -> Values:
    """The own row after the rule, had a column of an argument had other values, one for each row."""
    rows: dict[str, Any] = {}
    for name, seen in call.seen.items():
        made = [_Copy(one) for one in _each(seen)]
        for row, value in zip(made, values, strict=True) if name == argument else ():
            row.__dict__[column] = value
        rows[name] = made if isinstance(seen, tuple) else made[0]
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
            after = [values[column] for values in _each(call.seen[argument])]
            for name, value in call.written.items():
                effect = float(value) - float(other[name])
                if effect:
                    cause = Cause(table[argument], column, _mean(before), _mean(after), effect, against)
                    made.setdefault(name, []).append(cause)
    for causes in made.values():
        causes.sort(key=lambda one: -abs(one.effect))
    return made


def _inputs_that_differ(
    call: Call, last: Inputs | None, neutral: Mapping[tuple[str, str], Any]
) -> Iterator[tuple[str, str, Sequence[Any], str]]:
    earlier = {name: {one.get("id"): one for one in _each(seen)} for name, seen in (last or {}).items()}
    for argument, column in reads_of(call):
        rows = _each(call.seen[argument])
        now = [values.get(column) for values in rows]
        known = earlier.get(argument, {})
        before = [known.get(one.get("id"), one).get(column, value) for one, value in zip(rows, now, strict=True)]
        if before != now:
            yield argument, column, before, "last week"
        if (argument, column) in neutral and [neutral[argument, column]] != now:
            yield argument, column, [neutral[argument, column]], "no instruments"


def _mean(values: Sequence[Any]) -> Any:
    """One value as it is, of several the mean."""
    return values[0] if len(values) == 1 else sum(float(one) for one in values) / len(values)
