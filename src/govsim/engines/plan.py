"""The wiring of rules, worked out once from their argument names and followed by every engine.

A rule's first argument is the row it acts on. Another singular name is an ancestor of that row, by the shortest
path of parents; a plural name is the living members of that row; `p` is the parameters, `now` the week.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from govsim.engines.books import check_books
from govsim.language import (
    LINKS,
    Booking,
    Column,
    DeclarationError,
    Instrument,
    Model,
    RuleDeclaration,
    always_returns,
    check_names,
    facts_of,
    kind_of,
    nearest,
)

CLOCK_KINDS = {"week": "int"}


@dataclass(frozen=True)
class Argument:
    """What an engine passes for one argument of a rule."""

    name: str
    kind: str  # row, ancestor, members, own, parameters, now, link or under
    table: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Step:
    """One function of the model with its arguments worked out, and its declaration where it is a mechanism's rule."""

    function: Callable[..., Any]
    table: str
    arguments: tuple[Argument, ...]
    rule: RuleDeclaration | None = None

    @property
    def name(self) -> str:
        """The function's name."""
        return self.function.__name__

    @property
    def order(self) -> str | None:
        """The column by which its members come."""
        return self.rule.order if self.rule else None

    @property
    def on(self) -> str:
        """Living rows or vacant ones."""
        return self.rule.on if self.rule else "living"

    @property
    def newcomer(self) -> bool:
        """Whether it makes arrivals."""
        return self.rule is not None and self.rule.newcomer

    @property
    def may_die(self) -> bool:
        """Whether its row may be dead after it."""
        return self.rule is not None and "alive" in self.rule.writes

    def of_kind(self, kind: str) -> tuple[Argument, ...]:
        """The arguments of one kind."""
        return tuple(a for a in self.arguments if a.kind == kind)

    def asks_for(self, table: str) -> bool:
        """Whether an ancestor is an argument; the rule is not played where that one is gone."""
        return any(a.table == table for a in self.of_kind("ancestor"))


def path_to(model: Model, table: str, ancestor: str, where: str, rule: str = "") -> tuple[str, ...]:
    """The shortest chain of parents from a table to an ancestor.

    Raises:
        DeclarationError: when there is none, or two of one length.
    """
    found: list[tuple[str, ...]] = []
    queue: deque[tuple[str, tuple[str, ...]]] = deque([(table, ())])
    while queue:
        at, path = queue.popleft()
        if found and len(path) >= len(found[0]):
            break
        for parent in model.parents_of(at):
            if parent == ancestor:
                found.append((*path, parent))
            queue.append((parent, (*path, parent)))
    if not found:
        raise DeclarationError("language.no_ancestor", where, rule, table=table, ancestor=ancestor)
    if len([f for f in found if len(f) == len(found[0])]) > 1:
        raise DeclarationError("language.two_paths", where, rule, table=table, ancestor=ancestor)
    return found[0]


def arguments_of(
    model: Model, function: Callable[..., Any], own_table: str | None = None, of_planner: Iterable[str] = ()
) -> tuple[Argument, ...]:
    """Work out what each argument of a rule, an effect or an entry stands for.

    Args:
        model: whose tables the arguments name.
        function: the rule.
        own_table: the table on whose rows the instrument remembers, if it does.
        of_planner: what only a planner may ask for: `link` and `under`.

    Raises:
        DeclarationError: at a name that stands for nothing.
    """
    facts = facts_of(function)
    where, rule = facts.where(), function.__name__
    if not facts.arguments:
        raise DeclarationError("language.no_arguments", where, rule)
    row = facts.arguments[0]
    if row not in model.tables:
        known, hint = list(model.tables), nearest(row, model.tables)
        raise DeclarationError("language.first_argument", where, rule, name=row, known=known, hint=hint)
    rest = (
        Argument(name, name) if name in of_planner else _argument(model, name, row, own_table, where, rule)
        for name in facts.arguments[1:]
    )
    return (Argument(row, "row", row), *rest)


def _argument(model: Model, name: str, row: str, own_table: str | None, where: str, rule: str) -> Argument:
    """What one argument after the first stands for."""
    plurals = {t.plural: t.name for t in model.tables.values()}
    if name in ("p", "now"):
        return Argument(name, "parameters" if name == "p" else "now")
    if name == "own":
        if own_table is None:
            raise DeclarationError("language.no_memory", where, rule)
        if own_table != row:
            raise DeclarationError("language.memory_elsewhere", where, rule, row=row, table=own_table)
        return Argument(name, "own")
    if name in plurals:
        if row not in model.parents_of(plurals[name]):
            raise DeclarationError("language.not_members", where, rule, name=name, row=row)
        return Argument(name, "members", plurals[name])
    if name in model.tables:
        return Argument(name, "ancestor", name, path_to(model, row, name, where, rule))
    hint = nearest(name, [*model.tables, *plurals, "p", "now", "own"])
    raise DeclarationError("language.unknown_argument", where, rule, name=name, hint=hint)


def step_of(model: Model, rule: RuleDeclaration) -> Step:
    """The step of a declared rule."""
    return Step(rule.function, rule.table, arguments_of(model, rule.function), rule)


@dataclass(frozen=True, eq=False)
class InstrumentPlan:
    """An instrument with its rules worked out.

    Attributes:
        instrument: its declaration.
        update: what it remembers, if anything.
        effects: pairs of a channel and the function that moves it.
        bookings: pairs of an entry of the ledger and the function that says how much.
        tables: the tables that it loops over, each once, in the order of the model.
        steering: the functions by which it steers others.
    """

    instrument: Instrument
    update: Step | None
    effects: tuple[tuple[str, Step], ...]
    bookings: tuple[tuple[Booking, Step], ...]
    tables: tuple[str, ...]
    steering: tuple[Step, ...] = ()


def instrument_plan(model: Model, instrument: Instrument) -> InstrumentPlan:
    """Work out an instrument.

    Raises:
        DeclarationError: when an effect acts on rows of another level than its channel's.
    """
    name, own_table = instrument.name, instrument.remembers_on if instrument.remembers else None

    def step(function: Callable[..., Any], *of_planner: str) -> Step:
        arguments = arguments_of(model, function, own_table, of_planner)
        return Step(function, arguments[0].table, arguments)

    effects = []
    for channel, function in model.effects_of(name):
        made, level = step(function), model.channels[channel].level
        if made.table != level:
            where, rule = facts_of(function).where(), function.__name__
            raise DeclarationError("language.channel_level", where, rule, channel=channel, level=level, row=made.table)
        effects.append((channel, made))
    under = ("under",) if instrument.is_planner else ()
    update = step(instrument.update, *under) if instrument.update else None
    if update and update.table != instrument.remembers_on:
        where = facts_of(update.function).where()
        raise DeclarationError("language.remembers_on", where, update.name, table=instrument.remembers_on)
    bookings = tuple((entry, step(function)) for entry, function in instrument.bookings)
    used = {made.table for _, made in [*effects, *bookings]} | ({update.table} if update else set())
    tables = tuple(table for table in model.tables if table in used)
    steering = tuple(step(function, "under", "link") for function in instrument.steering)
    return InstrumentPlan(instrument, update, tuple(effects), bookings, tables, steering)


def _kinds(columns: Mapping[str, Column]) -> dict[str, str]:
    return {name: kind_of(made.default) for name, made in columns.items()}


def _checked(
    model: Model,
    step: Step,
    settings: Mapping[str, Any],
    memory: Mapping[str, Column] = MappingProxyType({}),
    hidden: Iterable[str] = (),
) -> str | None:
    """Check the names and types of one rule against the tables, its settings and its memory; returns its type."""
    columns: dict[str, Mapping[str, str]] = {
        table: {name: kind for name, kind in _kinds(model.columns_of(table)).items() if name not in hidden}
        for table in model.tables
    }
    columns |= {"own": _kinds(memory), "parameters": dict.fromkeys(settings, "float"), "now": CLOCK_KINDS}
    columns |= {"under": dict.fromkeys(LINKS, "float")}
    kinds = {
        a.name: "int"
        if a.kind == "link"
        else f"members:{a.table}"
        if a.kind == "members"
        else a.table
        if a.kind in ("row", "ancestor")
        else a.kind
        for a in step.arguments
    }
    return check_names(step.function, kinds, columns)


def check_rule(model: Model, step: Step) -> None:
    """Check a mechanism's rule.

    Raises:
        DeclarationError: with file and line, at a name that does not exist or a value of another type.
    """
    _checked(model, step, model.parameters)
    if step.order is None:
        return
    where, members = facts_of(step.function).where(), step.of_kind("members")
    for one in members:
        columns = model.columns_of(one.table)
        if step.order not in columns:
            hint = nearest(step.order, columns)
            raise DeclarationError(
                "language.order_column", where, step.name, table=one.table, column=step.order, hint=hint
            )


def _check_instrument_reads(model: Model, step: Step, written: Iterable[str]) -> None:
    """An instrument reads its row and ancestors, never what this week's instruments are writing."""
    where = facts_of(step.function).where()
    for members in step.of_kind("members"):
        raise DeclarationError("language.asks_members", where, step.name, name=members.name)
    for owner, name in sorted(facts_of(step.function).reads):
        if owner in model.tables and name in written:
            key = "language.reads_channel" if name in model.channels else "language.reads_ledger"
            raise DeclarationError(key, where, step.name, cell=f"{owner}.{name}")


def check_instrument(model: Model, plan: InstrumentPlan) -> None:
    """Check an instrument's rules; effects and entries return floats.

    Raises:
        DeclarationError: with file and line, at what an instrument may not do.
    """
    settings, memory = plan.instrument.settings, plan.instrument.remembers
    books = {name for table in model.tables for name in model.book_columns(table)}
    written_now = {*model.channels, *books}  # hidden from helpers, too
    answers = [*(step for _, step in plan.effects), *(step for _, step in plan.bookings), *plan.steering]
    for step in [*([plan.update] if plan.update else []), *answers]:
        _check_instrument_reads(model, step, written_now)
    if plan.update:
        _checked(model, plan.update, settings, memory, written_now)
        _check_writes(plan.update, "language.memory_only", mine="own")
    for step in answers:
        facts = facts_of(step.function)
        _check_writes(step, "language.effect_writes")
        kind = _checked(model, step, settings, memory, written_now)
        if not always_returns(facts.tree.body):
            raise DeclarationError("language.not_always_returns", facts.where(), step.name)
        if kind not in (None, "float"):
            raise DeclarationError("language.returns_kind", facts.where(), step.name, kind=kind)


def _check_writes(step: Step, key: str, mine: str = "") -> None:
    """Refuse a function that writes anything but what is its own."""
    facts = facts_of(step.function)
    cells = [f"{owner}.{name}" for owner, name in sorted(facts.writes) if owner != mine]
    if cells:
        raise DeclarationError(key, facts.where(), step.name, cells=cells)


@dataclass(frozen=True, eq=False)
class Plan:
    """The rules of a week, wired: phases of steps, the newcomers' rules, and some instruments in name order."""

    model: Model
    phases: tuple[tuple[str, tuple[Step, ...]], ...]
    founders: tuple[Step, ...]
    instruments: tuple[InstrumentPlan, ...]


class Wiring:
    """The rules of a model, wired and checked once, whatever instruments are asked for."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.phases = tuple((phase, tuple(self._checked(rule) for rule in rules)) for phase, rules in model.week)
        self.founders = tuple(self._checked(rule) for rule in model.newcomers.values())
        self._instruments: dict[str, InstrumentPlan] = {}
        check_books(self)

    def _checked(self, rule: RuleDeclaration) -> Step:
        step = step_of(self.model, rule)
        check_rule(self.model, step)
        return step

    def instrument(self, name: str) -> InstrumentPlan:
        """An instrument of the model.

        Raises:
            DeclarationError: at a mistake in its file.
        """
        if name not in self._instruments:
            made = instrument_plan(self.model, self.model.instruments[name])
            check_instrument(self.model, made)
            self._instruments[name] = made
        return self._instruments[name]

    def plan(self, instruments: Iterable[str]) -> Plan:
        """The week with these instruments."""
        return Plan(self.model, self.phases, self.founders, tuple(map(self.instrument, sorted(set(instruments)))))


@lru_cache(maxsize=64)
def wiring_of(model: Model) -> Wiring:
    """The wiring of a model, made once.

    Raises:
        DeclarationError: at a mistake in a rule.
    """
    return Wiring(model)


def make_plan(model: Model, instruments: Iterable[str]) -> Plan:
    """The week of a model with some instruments, wired and checked.

    Raises:
        DeclarationError: at a mistake in a rule or an instrument.
    """
    return wiring_of(model).plan(instruments)
