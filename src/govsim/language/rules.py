"""Declaring a rule of behaviour: a plain function over the agents it touches, written once for every engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, overload

from govsim.language.check import Facts, check_syntax
from govsim.language.declarations import DeclarationError

F = TypeVar("F", bound=Callable[..., Any])

RULES: dict[str, RuleDeclaration] = {}


@dataclass(frozen=True)
class RuleDeclaration:
    """A rule with what it declares to write, and on which rows it runs."""

    function: Callable[..., Any]
    writes: frozenset[str]
    member_writes: frozenset[str]
    order: str | None
    on: str
    newcomer: bool
    facts: Facts

    @property
    def name(self) -> str:
        """The function's name."""
        return self.function.__name__

    @property
    def table(self) -> str:
        """The table whose rows it acts on."""
        return self.facts.arguments[0]


@overload
def rule(function: F) -> F: ...
@overload
def rule(
    *,
    writes: tuple[str, ...] = (),
    order: str | None = None,
    member_writes: tuple[str, ...] = (),
    on: str = "living",
    newcomer: bool = False,
) -> Callable[[F], F]: ...
def rule(
    function: F | None = None,
    *,
    writes: tuple[str, ...] = (),
    order: str | None = None,
    member_writes: tuple[str, ...] = (),
    on: str = "living",
    newcomer: bool = False,
) -> F | Callable[[F], F]:
    """Mark a function as a rule.

    Args:
        function: the rule itself, when used without arguments.
        writes: columns of its own row that it writes.
        order: column of the members by which they come, ascending; ties keep the order of rows.
        member_writes: columns of the members that a rule with `order` may write.
        on: "living" rows, or "vacant" ones.
        newcomer: the one rule of a table that makes the first population and every later arrival.

    Raises:
        DeclarationError: when the function uses what the language has not, or writes what it does not declare.
    """
    if function is None:
        return lambda f: _declare(f, writes, order, member_writes, on, newcomer)
    return _declare(function, writes, order, member_writes, on, newcomer)


def _declare(
    function: F,
    writes: tuple[str, ...],
    order: str | None,
    member_writes: tuple[str, ...],
    on: str,
    newcomer: bool,
) -> F:
    facts = check_syntax(function)
    made = RuleDeclaration(function, frozenset(writes), frozenset(member_writes), order, on, newcomer, facts)
    if on not in ("living", "vacant"):
        raise DeclarationError(f"{facts.where()}: {made.name}: on='{on}' must be living or vacant")
    if member_writes and order is None:
        raise DeclarationError(
            f"{facts.where()}: {made.name}: only a rule with order= may write columns of its members"
        )
    for owner, column in sorted(facts.writes):
        _check_write(made, owner, column)
    if not newcomer:
        for column in sorted(made.writes):
            if (facts.arguments[0], column) not in facts.writes:
                raise DeclarationError(f"{facts.where()}: {made.name} declares to write '{column}' but never does")
    if made.name in RULES and RULES[made.name].facts.file != facts.file:
        raise DeclarationError(
            f"{facts.where()}: a rule named '{made.name}' exists already in {RULES[made.name].facts.file}"
        )
    RULES[made.name] = made
    return function


def _check_write(made: RuleDeclaration, owner: str, column: str) -> None:
    own, others = made.facts.arguments[0], made.facts.arguments[1:]
    if owner == own:
        if column in ("id", "generation", "arriving") and not (made.on == "vacant" and column == "arriving"):
            raise DeclarationError(f"{made.facts.where()}: {made.name} writes '{column}', which is the engine's")
        if not made.newcomer and column not in made.writes:
            raise DeclarationError(
                f"{made.facts.where()}: {made.name} writes {own}.{column} but declares writes={sorted(made.writes)}"
            )
    elif owner in others:
        raise DeclarationError(
            f"{made.facts.where()}: {made.name} writes {owner}.{column}: a rule writes its own row only"
        )
    elif column not in made.member_writes:
        raise DeclarationError(
            f"{made.facts.where()}: {made.name} writes '{column}' of {owner} without declaring it in member_writes"
        )
