"""Everything that is declared, and who touches what: the one view of the model that all pages are written from."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TypeVar

from govsim.language import (
    CHANNELS,
    HELPERS,
    INSTRUMENTS,
    OUTCOMES,
    PARAMETERS,
    PURPOSES,
    RULES,
    Instrument,
    Parameter,
    RuleDeclaration,
    facts_of,
)
from govsim.report.wiring import Cell, Function, Wiring, wiring_of

K = TypeVar("K")
V = TypeVar("V")
Reader = tuple[str, str]  # what it is (rule, instrument, outcome, channel or yearly) and its name


@dataclass(frozen=True)
class Mechanism:
    """One file of behaviour: its rules in the order of the week, its parameters and shared functions."""

    name: str
    doc: str
    rules: tuple[RuleDeclaration, ...]
    parameters: tuple[Parameter, ...]
    helpers: tuple[Function, ...]


@dataclass(frozen=True)
class Step:
    """A rule's place in the week."""

    phase: str
    number: int
    rule: RuleDeclaration


@dataclass(frozen=True)
class Model:
    """The declarations with their cross references.

    Attributes:
        steps: every rule in the order of the week.
        mechanisms: files of behaviour, in the order in which the week first needs them.
        written_by: rules that write a column.
        read_by: what reads a column or a channel.
        parameter_read_by: rules that use a parameter, through helpers too.
        moved_by: instruments that move a channel.
    """

    steps: tuple[Step, ...]
    mechanisms: tuple[Mechanism, ...]
    written_by: Mapping[Cell, tuple[str, ...]]
    read_by: Mapping[Cell, tuple[Reader, ...]]
    parameter_read_by: Mapping[str, tuple[str, ...]]
    moved_by: Mapping[str, tuple[str, ...]]

    def home_of_rule(self, name: str) -> str:
        """The mechanism that declares a rule."""
        return stem_of(RULES[name].function.__module__)

    def home_of_parameter(self, name: str) -> str:
        """The mechanism that declares a parameter."""
        return next(one.name for one in self.mechanisms if any(p.name == name for p in one.parameters))


@cache
def read_model() -> Model:
    """Load the declarations and follow every function once."""
    for part in ("populations", "channels", "mechanisms", "instruments", "outcomes", "schedule"):
        importlib.import_module(f"govsim.{part}")
    steps = _steps()
    return Model(
        steps=steps,
        mechanisms=_mechanisms(steps),
        written_by=_gather((cell, name) for name, wired in _rules() for cell in wired.writes),
        read_by=_gather(_readers()),
        parameter_read_by=_gather((used, name) for name, wired in _rules() for used in wired.parameters),
        moved_by=_gather((channel, one.name) for one in INSTRUMENTS.values() for channel, _ in one.effects),
    )


def _gather(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, tuple[V, ...]] = {}
    for key, value in pairs:
        if value not in found.get(key, ()):
            found[key] = (*found.get(key, ()), value)
    return found


def _steps() -> tuple[Step, ...]:
    from govsim.schedule import WEEK

    placed = [(phase, name) for phase, names in WEEK for name in names]
    return tuple(Step(phase, number, RULES[name]) for number, (phase, name) in enumerate(placed, 1))


def _rules() -> Iterator[tuple[str, Wiring]]:
    for step in _steps():
        yield step.rule.name, wiring_of(step.rule.function)


def functions_of(instrument: Instrument) -> Iterator[Callable[..., object]]:
    """The functions of an instrument: its memory, its effects, its costs."""
    if instrument.update:
        yield instrument.update
    yield from (function for _, function in (*instrument.effects, *instrument.costs))


def _readers() -> Iterator[tuple[Cell, Reader]]:
    from govsim.outcomes import YEARLY, YEARLY_LAST

    for name, wired in _rules():
        yield from ((cell, ("rule", name)) for cell in wired.reads)
    for step in _steps():
        members = [table for table in wiring_of(step.rule.function).parties if table != step.rule.table]
        if step.rule.order:
            yield (members[0], step.rule.order), ("rule", step.rule.name)
    for one in INSTRUMENTS.values():
        for function in functions_of(one):
            yield from ((cell, ("instrument", one.name)) for cell in wiring_of(function, one.remembers_on).reads)
    for channel in CHANNELS.values():
        if isinstance(channel.neutral, str):
            yield (channel.level, channel.neutral), ("channel", channel.name)
    for outcome in OUTCOMES.values():
        for total in outcome.total:
            table, _, column = total.partition(".")
            yield (table, column), ("outcome", outcome.name)
    for column in (*YEARLY, *YEARLY_LAST):
        yield ("enterprise", column), ("yearly", column)


def _mechanisms(steps: Iterable[Step]) -> tuple[Mechanism, ...]:
    modules = dict.fromkeys(step.rule.function.__module__ for step in steps)
    others = (name for name in sorted(sys.modules) if name.startswith("govsim.mechanisms."))
    return tuple(_mechanism(sys.modules[name], steps) for name in dict.fromkeys([*modules, *others]))


def _mechanism(module: ModuleType, steps: Iterable[Step]) -> Mechanism:
    return Mechanism(
        name=stem_of(module.__name__),
        doc=inspect.getdoc(module) or "",
        rules=tuple(step.rule for step in steps if step.rule.function.__module__ == module.__name__),
        parameters=tuple(PARAMETERS[name] for name in _declared_parameters(module)),
        helpers=tuple(one for one in HELPERS.values() if one.__module__ == module.__name__),
    )


def _declared_parameters(module: ModuleType) -> Iterator[str]:
    """Names that a file declares with `parameter("name", ...)`."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "parameter":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and first.value in PARAMETERS:
                yield str(first.value)


def constants_of(mechanism: Mechanism) -> Iterator[tuple[str, float]]:
    """The plain numbers of a mechanism's file: conversions and codes, not choices."""
    for name, value in vars(sys.modules[f"govsim.mechanisms.{mechanism.name}"]).items():
        if name.isupper() and isinstance(value, int | float) and value not in PURPOSES.values():
            yield name, value


def stem_of(module: str) -> str:
    """The last part of a module's name."""
    return module.rpartition(".")[2]


def module_doc(function: Callable[..., object]) -> str:
    """The docstring of the file in which a function stands."""
    return inspect.getdoc(sys.modules[function.__module__]) or ""


def code_of(function: Callable[..., object]) -> str:
    """The text of a function without its docstring."""
    facts = facts_of(function)
    lines = inspect.getsource(function).rstrip().splitlines()
    first = facts.tree.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        del lines[first.lineno - 1 : first.end_lineno]
    return "\n".join(lines)
