"""The wiring of rules, worked out once from their argument names and followed by every engine.

A rule's first argument is the row it acts on. Another singular name is an ancestor of that row, by the shortest
path of parents; a plural name is the living members of that row; `p` is the parameters, `now` the week.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
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
    always_returns,
    check_names,
    facts_of,
    kind_of,
    nearest,
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
            raise DeclarationError("language.engines_column", declared.where, owner=table, column=name)
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


def path_to(table: str, ancestor: str, where: str, rule: str = "") -> tuple[str, ...]:
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
        raise DeclarationError("language.no_ancestor", where, rule, table=table, ancestor=ancestor)
    if len([f for f in found if len(f) == len(found[0])]) > 1:
        raise DeclarationError("language.two_paths", where, rule, table=table, ancestor=ancestor)
    return found[0]


def arguments_of(function: Callable[..., Any], own_table: str | None = None) -> tuple[Argument, ...]:
    """Work out what each argument of a rule, an effect or a cost stands for."""
    facts = facts_of(function)
    where, rule = facts.where(), function.__name__
    if not facts.arguments:
        raise DeclarationError("language.no_arguments", where, rule)
    row = facts.arguments[0]
    if row not in TABLES:
        hint = nearest(row, TABLES)
        raise DeclarationError("language.first_argument", where, rule, name=row, known=list(TABLES), hint=hint)
    rest = (_argument(name, row, own_table, where, rule) for name in facts.arguments[1:])
    return (Argument(row, "row", row), *rest)


def _argument(name: str, row: str, own_table: str | None, where: str, rule: str) -> Argument:
    """What one argument after the first stands for."""
    plurals = {t.plural: t.name for t in TABLES.values()}
    if name in ("p", "now"):
        return Argument(name, "parameters" if name == "p" else "now")
    if name == "own":
        if own_table is None:
            raise DeclarationError("language.no_memory", where, rule)
        if own_table != row:
            raise DeclarationError("language.memory_elsewhere", where, rule, row=row, table=own_table)
        return Argument(name, "own")
    if name in plurals:
        if row not in TABLES[plurals[name]].parents:
            raise DeclarationError("language.not_members", where, rule, name=name, row=row)
        return Argument(name, "members", plurals[name])
    if name in TABLES:
        return Argument(name, "ancestor", name, path_to(row, name, where, rule))
    hint = nearest(name, [*TABLES, *plurals, "p", "now", "own"])
    raise DeclarationError("language.unknown_argument", where, rule, name=name, hint=hint)


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
    own_table = instrument.remembers_on if instrument.remembers else None

    def step(function: Callable[..., Any]) -> Step:
        arguments = arguments_of(function, own_table)
        return Step(function, arguments[0].table, arguments)

    if instrument.remembers_on not in TABLES:
        table, hint = instrument.remembers_on, nearest(instrument.remembers_on, TABLES)
        raise DeclarationError(
            "language.no_table", instrument.where, instrument=instrument.name, table=table, hint=hint
        )
    effects = []
    for channel, function in instrument.effects:
        where, rule = facts_of(function).where(), function.__name__
        if channel not in CHANNELS:
            raise DeclarationError("language.no_channel", where, rule, channel=channel, hint=nearest(channel, CHANNELS))
        made = step(function)
        level = CHANNELS[channel].level
        if made.table != level:
            raise DeclarationError("language.channel_level", where, rule, channel=channel, level=level, row=made.table)
        effects.append((channel, made))
    update = step(instrument.update) if instrument.update else None
    if update and update.table != instrument.remembers_on:
        where = facts_of(update.function).where()
        raise DeclarationError("language.remembers_on", where, update.name, table=instrument.remembers_on)
    costs = tuple((payer, step(function)) for payer, function in instrument.costs)
    for _, made in costs:
        if made.table not in COST_TABLES:
            where = facts_of(made.function).where()
            raise DeclarationError("language.cost_table", where, made.name, known=COST_TABLES)
    return InstrumentPlan(instrument, update, tuple(effects), costs)


CLOCK_KINDS = {"week": "int"}


def _kinds(columns: Mapping[str, Column]) -> dict[str, str]:
    return {name: kind_of(made.default) for name, made in columns.items()}


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
            where, hint = facts_of(step.function).where(), nearest(step.order, columns_of(members))
            raise DeclarationError(
                "language.order_column", where, step.name, table=members, column=step.order, hint=hint
            )


def _check_instrument_reads(step: Step) -> None:
    """An instrument reads its row and ancestors, never what this week's instruments are writing."""
    where = facts_of(step.function).where()
    for members in step.of_kind("members"):
        raise DeclarationError("language.asks_members", where, step.name, name=members.name)
    for owner, name in sorted(facts_of(step.function).reads):
        if owner in TABLES and (name in CHANNELS or name in COST_COLUMNS):
            key = "language.reads_channel" if name in CHANNELS else "language.reads_cost"
            raise DeclarationError(key, where, step.name, cell=f"{owner}.{name}")


def check_instrument(plan: InstrumentPlan) -> None:
    """Check an instrument's rules; effects and costs return floats."""
    instrument = plan.instrument
    memory = instrument.remembers
    written_now = (*CHANNELS, *COST_COLUMNS)  # hidden from helpers, too
    for step in [*([plan.update] if plan.update else []), *(step for _, step in plan.effects + plan.costs)]:
        _check_instrument_reads(step)
    if plan.update:
        _checked(plan.update, instrument.settings, memory, written_now)
        _check_writes(plan.update, "language.memory_only", mine="own")
    for _, step in plan.effects + plan.costs:
        facts = facts_of(step.function)
        _check_writes(step, "language.effect_writes")
        kind = _checked(step, instrument.settings, memory, written_now)
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
