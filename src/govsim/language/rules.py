"""Declaring a rule of behaviour: a plain function over the agents it touches, written once for every engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, overload

from govsim.language.book import enter
from govsim.language.check import Facts, check_syntax
from govsim.language.messages import DeclarationError, nearest

F = TypeVar("F", bound=Callable[..., Any])


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
    phase: str = ""
    after: str = ""
    before: str = ""
    settles: bool = False
    needs: tuple[str, ...] = ()

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
    phase: str = "",
    after: str = "",
    before: str = "",
    settles: bool = False,
    needs: tuple[str, ...] = (),
) -> Callable[[F], F]: ...
def rule(
    function: F | None = None,
    *,
    writes: tuple[str, ...] = (),
    order: str | None = None,
    member_writes: tuple[str, ...] = (),
    on: str = "living",
    newcomer: bool = False,
    phase: str = "",
    after: str = "",
    before: str = "",
    settles: bool = False,
    needs: tuple[str, ...] = (),
) -> F | Callable[[F], F]:
    """Mark a function as a rule.

    Args:
        function: the rule itself, when used without arguments.
        writes: columns of its own row that it writes.
        order: column of the members by which they come, ascending; ties keep the order of rows.
        member_writes: columns of the members that a rule with `order` may write.
        on: "living" rows, or "vacant" ones.
        newcomer: the one rule of a table that makes the first population and every later arrival.
        phase: the phase of the week at whose end it is played; rules of the core stand in the schedule instead.
        after: the rule after which it is played.
        before: the rule before which it is played.
        needs: parts without which it is not played: what it reads is theirs.
        settles: whether it reads the ledger; the books of a week are closed before the first rule that does.

    Raises:
        DeclarationError: when the function uses what the language has not, or writes what it does not declare.
    """

    def declare(one: F) -> F:
        facts = check_syntax(one)
        written, others = frozenset(writes), frozenset(member_writes)
        _enter(RuleDeclaration(one, written, others, order, on, newcomer, facts, phase, after, before, settles, needs))
        return one

    return declare if function is None else declare(function)


def _enter(made: RuleDeclaration) -> None:
    facts = made.facts
    where, name = facts.where(), made.name
    if not facts.arguments:
        raise DeclarationError("language.no_arguments", where, name)
    if made.on not in ("living", "vacant"):
        raise DeclarationError("language.rule_on", where, name, on=made.on)
    if bool(made.phase) + bool(made.after) + bool(made.before) > 1:
        raise DeclarationError("language.one_place", where, name)
    if made.member_writes and made.order is None:
        raise DeclarationError("language.order_first", where, name)
    for owner, column in sorted(facts.writes):
        _check_write(made, owner, column)
    if not made.newcomer:
        for column in sorted(made.writes):
            if (made.table, column) not in facts.writes:
                raise DeclarationError("language.never_writes", where, name, column=column)
    enter("rule", name, made, made.function.__globals__, where)


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
