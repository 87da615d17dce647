"""What a function of the model reads, writes, draws and asks for, its helpers included, read off its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govsim.engines.plan import arguments_of
from govsim.language import Model, facts_of, is_helper

Function = Callable[..., Any]
Cell = tuple[str, str]
PARAMETERS_NAME, OWN_NAME, NOW_NAME = "p", "own", "now"
DRAWS = ("uniform", "trait")
LANGUAGE_MODULE = "govsim.language.functions"


@dataclass(frozen=True)
class Wiring:
    """Where a function touches the model.

    Attributes:
        reads: (table, column) that it reads.
        writes: (table, column) that it writes.
        draws: (uniform or trait, purpose) of its random numbers.
        parameters: names behind `p`, settings for an instrument.
        own_reads: columns of an instrument's memory that it reads.
        own_writes: columns of an instrument's memory that it writes.
        helpers: shared functions that it calls, itself or through another.
        parties: the tables whose rows it is given, its own first.
    """

    reads: tuple[Cell, ...] = ()
    writes: tuple[Cell, ...] = ()
    draws: tuple[Cell, ...] = ()
    parameters: tuple[str, ...] = ()
    own_reads: tuple[str, ...] = ()
    own_writes: tuple[str, ...] = ()
    helpers: tuple[Function, ...] = ()
    parties: tuple[str, ...] = ()


OF_PLANNERS = ("link", "under")


def wiring_of(model: Model, function: Function, memory_on: str | None = None) -> Wiring:
    """The wiring of a rule, an effect, an entry or an update of memory.

    Args:
        model: whose tables it touches.
        function: the function itself.
        memory_on: the table on which its instrument remembers, if it belongs to one.
    """
    asked = arguments_of(model, function, memory_on, OF_PLANNERS)
    arguments = [one for one in asked if one.kind not in OF_PLANNERS]  # what is under a planner is no party's
    names = {a.name: a.name for a in arguments} | {a.name: a.table for a in arguments if a.kind in ("row", "ancestor")}
    members = {a.name: a.table for a in arguments if a.kind == "members"}
    found = _Found(model)
    found.follow(function, names, members)
    parties = tuple(dict.fromkeys(a.table for a in arguments if a.table))
    order = list(model.tables)

    def by_name(cell: Cell) -> tuple[int, str]:
        return order.index(cell[0]), cell[1]

    return Wiring(
        reads=tuple(sorted(found.reads, key=by_name)),
        writes=tuple(sorted(found.writes, key=by_name)),
        draws=tuple(dict.fromkeys(found.draws)),
        parameters=tuple(dict.fromkeys(found.parameters)),
        own_reads=tuple(dict.fromkeys(found.own_reads)),
        own_writes=tuple(dict.fromkeys(found.own_writes)),
        helpers=tuple(dict.fromkeys(found.helpers)),
        parties=parties,
    )


class _Found:
    """Collects over a function and its helpers."""

    def __init__(self, model: Model) -> None:
        self._tables = model.tables
        self._purposes = {number: name for name, number in model.purposes.items()}
        self.reads: set[Cell] = set()
        self.writes: set[Cell] = set()
        self.draws: list[Cell] = []
        self.parameters: list[str] = []
        self.own_reads: list[str] = []
        self.own_writes: list[str] = []
        self.helpers: list[Function] = []

    def follow(self, function: Function, names: Mapping[str, str], members: Mapping[str, str]) -> None:
        """Walk one function; `names` says what each of its arguments is, `members` which hold several rows."""
        tree = facts_of(function).tree
        known = dict(names) | {loop: members[row] for loop, row in _loops(tree) if row in members}
        for node in _in_order(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                self._touch(known.get(node.value.id, ""), node.attr, isinstance(node.ctx, ast.Store))
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Attribute):
                owner = node.target.value
                self._touch(known.get(owner.id, "") if isinstance(owner, ast.Name) else "", node.target.attr, False)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                self._call(node, node.func.id, function, known)

    def _touch(self, owner: str, name: str, stored: bool) -> None:
        if owner in self._tables:
            (self.writes if stored else self.reads).add((owner, name))
        elif owner == PARAMETERS_NAME:
            self.parameters.append(name)
        elif owner == OWN_NAME:
            (self.own_writes if stored else self.own_reads).append(name)

    def _call(self, node: ast.Call, name: str, function: Function, known: Mapping[str, str]) -> None:
        module = function.__globals__
        if name in DRAWS and len(node.args) > 2 and isinstance(node.args[2], ast.Name):
            number = module[node.args[2].id]
            self.draws.append((name, self._purposes.get(number, str(number))))
            return
        called = module.get(name)
        if called is None or not is_helper(called) or called.__module__ == LANGUAGE_MODULE:
            return
        passed = zip(facts_of(called).arguments, node.args, strict=True)
        given = {to: known[one.id] for to, one in passed if isinstance(one, ast.Name) and one.id in known}
        self.helpers.append(called)
        self.follow(called, given, {})


def _loops(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Loop variables and what they run over."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Name) and isinstance(node.target, ast.Name):
            yield node.target.id, node.iter.id


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """Every node, in the order of the text."""
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)
