"""Who touches what: the one view of a model that all its pages are written from."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from govsim.engines.pieces import how_played
from govsim.engines.vectors.reasons import RowByRow
from govsim.language import (
    Channel,
    Column,
    Model,
    Outcome,
    Parameter,
    RuleDeclaration,
    entries_of,
    facts_of,
    is_helper,
)
from govsim.report.wiring import Cell, Function, Wiring, wiring_of

K = TypeVar("K")
V = TypeVar("V")
Reader = tuple[str, str]  # what it is (rule, instrument, outcome, channel, ledger or yearly) and its name
PLUGIN = "govsim_plugin_"  # begins the name of a user's own file as a module; a hash of its content ends it
OF_SETTING = "govsim.settings."  # begins the module of an effect that is a setting itself
MOST_VIEWS = 8


@dataclass(frozen=True)
class Mechanism:
    """One file of behaviour: its rules in the order of the week, its parameters and shared formulas."""

    name: str
    module: str
    part: str
    rules: tuple[RuleDeclaration, ...]
    parameters: tuple[Parameter, ...]
    helpers: tuple[Function, ...]

    @property
    def file(self) -> str:
        """Where it is declared, from the folder of the package; of a user's own file, its name."""
        if self.module.startswith(PLUGIN):
            return f"{stem_of(self.module)}.py"
        file = Path(str(sys.modules[self.module].__file__))
        depth = self.module.count(".") + (file.stem == "__init__")
        return "/".join(file.parts[-depth - 1 :])

    @property
    def constants(self) -> Iterator[tuple[str, float]]:
        """The plain numbers of the file: conversions and codes, not choices."""
        made = sys.modules[self.module]
        drawn = {entry.value for entry in entries_of(made) if entry.kind == "purpose"}
        for name, value in vars(made).items():
            if name.isupper() and isinstance(value, int | float) and value not in drawn:
                yield name, value


@dataclass(frozen=True)
class Step:
    """A rule's place in the week: its phase, and which rule of it."""

    phase: str
    number: int
    rule: RuleDeclaration


class View:
    """A model with its cross references.

    Args:
        model: whose pages are written.

    Attributes:
        model: the same.
        folders: where parts keep words of their own.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.folders: tuple[Path, ...] = tuple(part.words for part in model.parts if part.words)
        self._wirings: dict[tuple[Function, str | None], Wiring] = {}

    def wiring(self, function: Function, memory_on: str | None = None) -> Wiring:
        """Where a rule, an effect, an entry or an update of memory touches the model."""
        key = (function, memory_on)
        if key not in self._wirings:
            self._wirings[key] = wiring_of(self.model, function, memory_on)
        return self._wirings[key]

    def functions_of(self, instrument: str) -> Iterator[Function]:
        """The functions of an instrument: its memory, its effects, its entries of the ledger."""
        one = self.model.instruments[instrument]
        if one.update:
            yield one.update
        yield from one.steering
        yield from (function for _, function in (*self.model.effects_of(instrument), *one.bookings))

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """What mechanisms are called by language, where their files say it."""
        said = [entry for part in self.model.parts for entry in part.of_kind("title")]
        return {self._names[entry.module]: entry.value for entry in said if entry.module in self._names}

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter in reading order: mechanism by mechanism, as the week needs them."""
        return self._in_reading_order("parameter", self.model.parameters)

    @cached_property
    def channels(self) -> tuple[Channel, ...]:
        """Every channel in reading order: those of no mechanism first."""
        return self._in_reading_order("channel", self.model.channels)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Every outcome in reading order: those of no mechanism first."""
        return self._in_reading_order("outcome", self.model.outcomes)

    def columns(self, table: str) -> dict[str, Column]:
        """The declared columns of a table in reading order: its own, then those of each mechanism."""
        declared = self.model.declared_columns(table)
        names = sorted(declared, key=lambda name: self._place(self.home_of_column(table, name)))
        return {name: declared[name] for name in names}

    def _in_reading_order(self, kind: str, declared: Mapping[str, V]) -> tuple[V, ...]:
        names = sorted(declared, key=lambda name: self._place(self.home_of(kind, name)))
        return tuple(declared[name] for name in names)

    def _place(self, mechanism: str) -> int:
        return ["", *self._names.values()].index(mechanism)

    def home_of(self, kind: str, name: str) -> str:
        """The mechanism whose file declares something; empty where a file of another kind does."""
        return self._names.get(self.model.module_of(kind, name), "")

    def home_of_column(self, table: str, name: str) -> str:
        """The mechanism that declares a column; empty where it stands with its table."""
        return "" if name in self.model.tables[table].columns else self.home_of("column", f"{table}.{name}")

    def home_of_helper(self, function: Function) -> str:
        """The mechanism whose file holds a shared formula; empty where a file of another kind does."""
        return self._names.get(function.__module__, "")

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every rule in the order of the week."""
        return tuple(
            Step(phase, number, rule) for phase, rules in self.model.week for number, rule in enumerate(rules, 1)
        )

    @cached_property
    def reasons(self) -> Mapping[tuple[str, str], RowByRow]:
        """By kind and name, why the compiled engine plays a rule or an instrument row by row, where it does."""
        played = how_played(self.model, self.model.instruments)
        return {(one.kind, one.name): one.reason for one in played if one.reason}

    @cached_property
    def mechanisms(self) -> tuple[Mechanism, ...]:
        """Files of behaviour, in the order in which the week first needs them."""
        return tuple(self._mechanism(module, name) for module, name in self._names.items())

    @cached_property
    def written_by(self) -> Mapping[Cell, tuple[str, ...]]:
        """Rules that write a column."""
        return _gather((cell, name) for name, wired in self._rules() for cell in wired.writes)

    @cached_property
    def read_by(self) -> Mapping[Cell, tuple[Reader, ...]]:
        """What reads a column or a channel."""
        return _gather(self._readers())

    @cached_property
    def parameter_read_by(self) -> Mapping[str, tuple[str, ...]]:
        """Rules that use a parameter, through helpers too."""
        return _gather((used, name) for name, wired in self._rules() for used in wired.parameters)

    @cached_property
    def moved_by(self) -> Mapping[str, tuple[str, ...]]:
        """Instruments that move a channel."""
        return _gather((channel, name) for name in self.model.instruments for channel, _ in self.model.effects_of(name))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The name of each mechanism by its module, in the order of the week, then of names."""
        used = [step.rule.function.__module__ for step in self.steps]
        others = sorted({self.model.module_of("parameter", name) for name in self.model.parameters})
        names: dict[str, str] = {}
        for module in dict.fromkeys([*used, *others]):
            name = stem_of(module)
            names[module] = name if name not in names.values() else f"{self._part(module)}-{name}"
        return names

    def _part(self, module: str) -> str:
        return next((p.name for p in self.model.parts if any(entry.module == module for entry in p.entries)), "")

    def _mechanism(self, module: str, name: str) -> Mechanism:
        made = vars(sys.modules[module]).values()
        parameters = self.model.parameters.values()
        return Mechanism(
            name=name,
            module=module,
            part=self._part(module),
            rules=tuple(step.rule for step in self.steps if step.rule.function.__module__ == module),
            parameters=tuple(one for one in parameters if self.model.module_of("parameter", one.name) == module),
            helpers=tuple(one for one in made if is_helper(one) and one.__module__ == module),
        )

    def _rules(self) -> Iterator[tuple[str, Wiring]]:
        for step in self.steps:
            yield step.rule.name, self.wiring(step.rule.function)

    def _readers(self) -> Iterator[tuple[Cell, Reader]]:
        model = self.model
        for name, wired in self._rules():
            yield from ((cell, ("rule", name)) for cell in wired.reads)
        for step in self.steps:
            members = [table for table in self.wiring(step.rule.function).parties if table != step.rule.table]
            if step.rule.order:
                yield (members[0], step.rule.order), ("rule", step.rule.name)
        for one in model.instruments.values():
            for function in self.functions_of(one.name):
                yield from ((cell, ("instrument", one.name)) for cell in self.wiring(function, one.remembers_on).reads)
        for channel in model.channels.values():
            if isinstance(channel.neutral, str):
                yield (channel.level, channel.neutral), ("channel", channel.name)
        for outcome in model.outcomes.values():
            for total in outcome.total:
                table, _, column = total.partition(".")
                yield (table, column), ("outcome", outcome.name)
        for cell in model.ledger:
            table, _, column = cell.partition(".")
            yield (table, column), ("ledger", cell)
        for column in (*model.yearly[0], *model.yearly[1]):
            yield ("enterprise", column), ("yearly", column)


@lru_cache(maxsize=MOST_VIEWS)
def view_of(model: Model) -> View:
    """The view of a model; of one and the same model it is made once."""
    return View(model)


def _gather(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, tuple[V, ...]] = {}
    for key, value in pairs:
        if value not in found.get(key, ()):
            found[key] = (*found.get(key, ()), value)
    return found


def is_setting(function: Function) -> bool:
    """Whether an effect is a setting itself, without a function of its own."""
    return function.__module__.startswith(OF_SETTING)


def stem_of(module: str) -> str:
    """The last part of a module's name; of a user's own file, the name of the file."""
    return module.removeprefix(PLUGIN).rpartition("_")[0] if module.startswith(PLUGIN) else module.rpartition(".")[2]


def code_of(function: Callable[..., object]) -> str:
    """The text of a function without its docstring."""
    facts = facts_of(function)
    lines = inspect.getsource(function).rstrip().splitlines()
    first = facts.tree.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        del lines[first.lineno - 1 : first.end_lineno]
    return "\n".join(lines)
