"""The wiring of rules, worked out once from their argument names and followed by every engine.

A rule's first argument is the row it acts on. Another singular name is an ancestor of that row, by the shortest
path of parents; a plural name is the living members of that row; `p` is the parameters, `now` the week.
"""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from govsim.language import (
    CHANNELS,
    PARAMETERS,
    RULES,
    TABLES,
    Column,
    DeclarationError,
    Instrument,
    RuleDeclaration,
    check_names,
    facts_of,
)

ENGINE_COLUMNS = {
    "id": Column(0),
    "alive": Column(False),
    "arriving": Column(False),
    "generation": Column(-1),
}
COST_TABLES = ("public", "regulator", "enterprise")
COST_COLUMNS = tuple(f"cost_{payer}" for payer in ("government", "enterprise", "insurer", "worker"))


@cache
def columns_of(table: str) -> dict[str, Column]:
    """All columns of a table in record order: the engine's, parents, declared, channels, costs."""
    declared = TABLES[table]
    columns = dict(ENGINE_COLUMNS)
    columns |= {parent: Column(0, static=True) for parent in declared.parents}
    for name, made in declared.columns.items():
        if name in columns:
            raise DeclarationError(f"table {table}: column '{name}' is the engine's own")
        columns[name] = made
    for made_channel in CHANNELS.values():
        if made_channel.level == table:
            neutral = made_channel.neutral
            default = neutral if isinstance(neutral, float) else 0.0
            columns[made_channel.name] = Column(float(default), unit=made_channel.unit)
    if table in COST_TABLES:
        columns |= {name: Column(0.0, unit="CNY a week") for name in COST_COLUMNS}
    return columns


@dataclass(frozen=True)
class Argument:
    """What an engine passes for one argument of a rule."""

    name: str
    kind: str  # row, ancestor, members, own, parameters or now
    table: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Step:
    """One rule with its arguments worked out."""

    function: Callable[..., Any]
    table: str
    arguments: tuple[Argument, ...]
    order: str | None = None
    on: str = "living"
    newcomer: bool = False

    @property
    def name(self) -> str:
        """The function's name."""
        return self.function.__name__

    def of_kind(self, kind: str) -> tuple[Argument, ...]:
        """The arguments of one kind."""
        return tuple(a for a in self.arguments if a.kind == kind)


def path_to(table: str, ancestor: str, where: str) -> tuple[str, ...]:
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
        for parent in TABLES[at].parents:
            if parent == ancestor:
                found.append((*path, parent))
            queue.append((parent, (*path, parent)))
    if not found:
        raise DeclarationError(f"{where}: a {table} has no '{ancestor}' among its ancestors")
    if len([f for f in found if len(f) == len(found[0])]) > 1:
        raise DeclarationError(f"{where}: two paths of one length lead from {table} to {ancestor}")
    return found[0]


def arguments_of(function: Callable[..., Any], own_table: str | None = None) -> tuple[Argument, ...]:
    """Work out what each argument of a rule, an effect or a cost stands for."""
    facts = facts_of(function)
    if not facts.arguments or facts.arguments[0] not in TABLES:
        known = ", ".join(TABLES)
        raise DeclarationError(f"{facts.where()}: the first argument of {function.__name__} must be one of {known}")
    row = facts.arguments[0]
    plurals = {t.plural: t.name for t in TABLES.values()}
    made = [Argument(row, "row", row)]
    for name in facts.arguments[1:]:
        if name == "p":
            made.append(Argument(name, "parameters"))
        elif name == "now":
            made.append(Argument(name, "now"))
        elif name == "own":
            if own_table != row:
                raise DeclarationError(
                    f"{facts.where()}: {function.__name__} asks for 'own' on a {row}, but memory is on {own_table}"
                )
            made.append(Argument(name, "own"))
        elif name in plurals:
            if row not in TABLES[plurals[name]].parents:
                raise DeclarationError(f"{facts.where()}: '{name}' are not members of a {row}")
            made.append(Argument(name, "members", plurals[name]))
        elif name in TABLES:
            made.append(Argument(name, "ancestor", name, path_to(row, name, facts.where())))
        else:
            raise DeclarationError(
                f"{facts.where()}: {function.__name__} asks for '{name}': not a party, its members, p or now"
            )
    return tuple(made)


def step_of(rule: RuleDeclaration) -> Step:
    """The step of a declared rule."""
    return Step(rule.function, rule.table, arguments_of(rule.function), rule.order, rule.on, rule.newcomer)


@dataclass(frozen=True)
class InstrumentPlan:
    """An instrument with its rules worked out, effects and costs grouped by the table they act on."""

    instrument: Instrument
    update: Step | None
    effects: tuple[tuple[str, Step], ...]
    costs: tuple[tuple[str, Step], ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that this instrument loops over, each once, in declaration order."""
        used = {step.table for _, step in self.effects + self.costs}
        if self.update:
            used.add(self.update.table)
        return tuple(t for t in TABLES if t in used)


def instrument_plan(instrument: Instrument) -> InstrumentPlan:
    """Work out an instrument.

    Raises:
        DeclarationError: when an effect names no channel, or acts on rows of another level.
    """

    def step(function: Callable[..., Any]) -> Step:
        arguments = arguments_of(function, instrument.remembers_on)
        return Step(function, arguments[0].table, arguments)

    effects = []
    for channel, function in instrument.effects:
        where = facts_of(function).where()
        if channel not in CHANNELS:
            raise DeclarationError(f"{where}: {instrument.name} has an effect on '{channel}', which is no channel")
        made = step(function)
        if made.table != CHANNELS[channel].level:
            raise DeclarationError(
                f"{where}: channel {channel} is of a {CHANNELS[channel].level}, the effect is on a {made.table}"
            )
        effects.append((channel, made))
    update = step(instrument.update) if instrument.update else None
    if update and update.table != instrument.remembers_on:
        raise DeclarationError(
            f"{facts_of(update.function).where()}: {instrument.name} remembers on {instrument.remembers_on}"
        )
    costs = tuple((payer, step(function)) for payer, function in instrument.costs)
    for _, made in costs:
        if made.table not in COST_TABLES:
            raise DeclarationError(f"{facts_of(made.function).where()}: a cost acts on one of {', '.join(COST_TABLES)}")
    return InstrumentPlan(instrument, update, tuple(effects), costs)


CLOCK_KINDS = {"week": "int"}


def _kinds(columns: Mapping[str, Column]) -> dict[str, str]:
    return {name: type(made.default).__name__ for name, made in columns.items()}


def _checked(
    step: Step,
    settings: Mapping[str, Any],
    memory: Mapping[str, Column] = MappingProxyType({}),
    hidden: Iterable[str] = (),
) -> str | None:
    """Check the names and types of one rule against the tables, its settings and its memory; returns its type."""
    columns: dict[str, Mapping[str, str]] = {
        table: {name: kind for name, kind in _kinds(columns_of(table)).items() if name not in hidden}
        for table in TABLES
    }
    columns |= {"own": _kinds(memory), "parameters": dict.fromkeys(settings, "float"), "now": CLOCK_KINDS}
    kinds = {
        a.name: f"members:{a.table}" if a.kind == "members" else a.table if a.kind in ("row", "ancestor") else a.kind
        for a in step.arguments
    }
    return check_names(step.function, kinds, columns)


def check_rule(step: Step) -> None:
    """Check a mechanism's rule.

    Raises:
        DeclarationError: with file and line, at a name that does not exist or a value of another type.
    """
    _checked(step, PARAMETERS)
    if step.order is not None:
        members = step.of_kind("members")[0].table
        if step.order not in columns_of(members):
            raise DeclarationError(f"{facts_of(step.function).where()}: {members} has no '{step.order}' to order by")


def _check_instrument_reads(step: Step) -> None:
    """An instrument reads its row and ancestors, never what this week's instruments are writing."""
    where = facts_of(step.function).where()
    for members in step.of_kind("members"):
        raise DeclarationError(
            f"{where}: {step.name} asks for {members.name}: an instrument sees its row and that row's ancestors"
        )
    for owner, name in sorted(facts_of(step.function).reads):
        if owner in TABLES and (name in CHANNELS or name in COST_COLUMNS):
            kind = "channel" if name in CHANNELS else "cost"
            raise DeclarationError(
                f"{where}: {step.name} reads {kind} {owner}.{name}: instruments read last week's state"
            )


def check_instrument(plan: InstrumentPlan) -> None:
    """Check an instrument's rules; effects and costs return floats."""
    instrument = plan.instrument
    memory = {"holder": Column(-1), **instrument.remembers}
    written_now = (*CHANNELS, *COST_COLUMNS)  # hidden from helpers, too
    for step in [*([plan.update] if plan.update else []), *(step for _, step in plan.effects + plan.costs)]:
        _check_instrument_reads(step)
    if plan.update:
        _checked(plan.update, instrument.settings, memory, written_now)
        writes = {(owner, name) for owner, name in facts_of(plan.update.function).writes if owner != "own"}
        if writes:
            where = facts_of(plan.update.function).where()
            raise DeclarationError(
                f"{where}: {plan.update.name} writes {sorted(writes)}: it may write its own memory only"
            )
    for _, step in plan.effects + plan.costs:
        where = facts_of(step.function).where()
        if facts_of(step.function).writes:
            raise DeclarationError(
                f"{where}: {step.name} writes {sorted(facts_of(step.function).writes)}: an effect writes nothing"
            )
        kind = _checked(step, instrument.settings, memory, written_now)
        if not _always_returns(facts_of(step.function).tree.body):
            raise DeclarationError(f"{where}: {step.name} does not return a number on every way through it")
        if kind not in (None, "float"):
            raise DeclarationError(
                f"{where}: {step.name} returns {kind}: an effect or cost returns a float (write 0.0)"
            )


def _always_returns(body: Sequence[ast.stmt]) -> bool:
    """Whether the last statement gives a value back, on either side of an if."""
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and _always_returns(last.body) and _always_returns(last.orelse)
    return isinstance(last, ast.Return) and last.value is not None


@dataclass(frozen=True)
class Plan:
    """The week: phases of steps, the newcomers' rules, and the selected instruments in name order."""

    phases: tuple[tuple[str, tuple[Step, ...]], ...]
    founders: tuple[Step, ...]
    instruments: tuple[InstrumentPlan, ...]


def make_plan(week: Iterable[tuple[str, Iterable[str]]], instruments: Iterable[Instrument]) -> Plan:
    """The plan of a schedule (phase, names of rules) with some instruments."""
    phases = tuple((phase, tuple(step_of(RULES[name]) for name in names)) for phase, names in week)
    newcomers = {r.table: step_of(r) for r in RULES.values() if r.newcomer}
    founders = tuple(newcomers[t] for t in TABLES if t in newcomers)
    plans = tuple(instrument_plan(i) for i in sorted(instruments, key=lambda i: i.name))
    for step in [step for _, steps in phases for step in steps] + list(founders):
        check_rule(step)
    for made in plans:
        check_instrument(made)
    return Plan(phases, founders, plans)


def blanked_columns(table: str) -> tuple[str, ...]:
    """Columns that a row which died loses: all but the engine's, the slot's own, and what rules on vacant rows keep."""
    kept = set(ENGINE_COLUMNS) | {n for n, c in columns_of(table).items() if c.static}
    for rule in RULES.values():
        if rule.on == "vacant" and rule.table == table:
            kept |= rule.writes
    return tuple(name for name in columns_of(table) if name not in kept)
