"""Declaring a rule of behaviour: a plain function over the agents it touches, written once for every engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, overload

from govsim.language.check import Facts, check_syntax
from govsim.language.messages import DeclarationError, nearest

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
    where, name = facts.where(), made.name
    if not facts.arguments:
        raise DeclarationError("language.no_arguments", where, name)
    if on not in ("living", "vacant"):
        raise DeclarationError("language.rule_on", where, name, on=on)
    if member_writes and order is None:
        raise DeclarationError("language.order_first", where, name)
    for owner, column in sorted(facts.writes):
        _check_write(made, owner, column)
    if not newcomer:
        for column in sorted(made.writes):
            if (made.table, column) not in facts.writes:
                raise DeclarationError("language.never_writes", where, name, column=column)
    if name in RULES and RULES[name].facts.file != facts.file:
        raise DeclarationError("language.rule_exists", where, name, file=RULES[name].facts.file)
    RULES[name] = made
    return function


def _check_write(made: RuleDeclaration, owner: str, column: str) -> None:
    own, others = made.facts.arguments[0], made.facts.arguments[1:]
    where, name, cell = made.facts.where(), made.name, f"{owner}.{column}"
    if owner == own:
        if column in ("id", "generation", "arriving") and not (made.on == "vacant" and column == "arriving"):
            raise DeclarationError("language.writes_engines", where, name, column=column)
        if not made.newcomer and column not in made.writes:
            declared, hint = sorted(made.writes), nearest(column, made.writes)
            raise DeclarationError("language.undeclared_write", where, name, cell=cell, writes=declared, hint=hint)
    elif owner in others:
        raise DeclarationError("language.other_row", where, name, cell=cell)
    elif column not in made.member_writes:
        raise DeclarationError("language.member_write", where, name, column=column, owner=owner)
