"""What a file of the model may declare: tables and columns, parameters, channels, instruments, outcomes.

Every declaration carries its unit, its meaning in English and its label in Chinese, and where a number comes
from: an evidence id, or "assumed: why". The registries are filled by importing the files that declare.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

Number = float | int | bool

TABLES: dict[str, Table] = {}
PARAMETERS: dict[str, Parameter] = {}
CHANNELS: dict[str, Channel] = {}
INSTRUMENTS: dict[str, Instrument] = {}
OUTCOMES: dict[str, Outcome] = {}

COMBINATIONS = ("add", "product", "max", "min", "any")
PAYERS = ("government", "enterprise", "insurer", "worker")


class DeclarationError(ValueError):
    """A declaration or rule that the language refuses; the message says where and why."""


@dataclass(frozen=True)
class Column:
    """One quantity of a table: its default fixes its type (float64, int64 or bool)."""

    default: Number
    unit: str = ""
    low: float = float("-inf")
    high: float = float("inf")
    zh: str = ""
    meaning: str = ""
    source: str = ""
    static: bool = False


def column(default: Number, **about: Any) -> Column:
    """Declare a column. See `Column` for the keys; `static` columns belong to the slot and survive a newcomer."""
    return Column(default, **about)


class Table:
    """A kind of agent: its columns and its parents. One row is one agent.

    Args:
        name: singular name, by which rules ask for a row.
        zh: label in Chinese.
        plural: the name by which rules ask for the members of a parent's row.
        parents: tables of which each row names one row.
        columns: what a row remembers.
    """

    def __init__(
        self, name: str, *, zh: str, plural: str, columns: Mapping[str, Column], parents: tuple[str, ...] = ()
    ):
        self.name, self.zh, self.plural, self.parents = name, zh, plural, parents
        self.columns = dict(columns)
        _register(TABLES, name, self)

    def __repr__(self) -> str:
        return f"Table({self.name})"


@dataclass(frozen=True)
class Parameter:
    """A number of a mechanism, with its unit, range and source."""

    name: str
    default: float
    low: float
    high: float
    unit: str
    zh: str
    meaning: str
    source: str
    calibrated: bool = False
    module: str = ""

    @property
    def assumed(self) -> bool:
        """Whether no published figure stands behind the default."""
        return "assumed" in self.source.lower()


def parameter(
    name: str,
    default: float,
    *,
    low: float,
    high: float,
    unit: str,
    zh: str,
    meaning: str,
    source: str,
    calibrated: bool = False,
) -> Parameter:
    """Declare a parameter of a mechanism.

    With `calibrated`, the default is where the fit starts; the fitted value of `calibrated.csv` wins.

    Raises:
        DeclarationError: when the default lies outside its bounds or the name is taken.
    """
    value = fitted_values().get(("parameter", name), float(default)) if calibrated else float(default)
    if not low <= value <= high:
        raise DeclarationError(f"parameter {name}: default {value} is outside {low} to {high} {unit}")
    made = Parameter(name, value, float(low), float(high), unit, zh, meaning, source, calibrated)
    _register(PARAMETERS, name, made)
    return made


_FITTED: dict[tuple[str, str], float] = {}


def fitted_values() -> Mapping[tuple[str, str], float]:
    """Values that the committed fit of the baseline wrote, by (table or "parameter", name)."""
    if not _FITTED:
        file = resources.files("govsim") / "calibrated.csv"
        if file.is_file():
            for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
                _FITTED[row["owner"], row["name"]] = float(row["value"])
        _FITTED["", ""] = 0.0  # read once, even when there is nothing
    return _FITTED


@dataclass(frozen=True)
class Channel:
    """A quantity that instruments move and mechanisms read; neutral means the status quo."""

    name: str
    level: str
    unit: str
    neutral: float | str
    combine: str
    low: float
    high: float
    zh: str
    meaning: str


def channel(
    name: str,
    *,
    level: str,
    unit: str,
    neutral: float | str,
    combine: str,
    zh: str,
    meaning: str,
    low: float = float("-inf"),
    high: float = float("inf"),
) -> Channel:
    """Declare a channel on the table `level`; a neutral value may be the name of a column of that table."""
    if combine not in COMBINATIONS:
        raise DeclarationError(f"channel {name}: combine is '{combine}', must be one of {', '.join(COMBINATIONS)}")
    made = Channel(name, level, unit, neutral, combine, low, high, zh, meaning)
    _register(CHANNELS, name, made)
    return made


@dataclass(frozen=True)
class Setting:
    """A number of an instrument that a policy maker can set."""

    default: Number
    unit: str
    low: float
    high: float
    zh: str = ""
    meaning: str = ""
    source: str = ""
    neutral: Number | None = None


def setting(default: Number, **about: Any) -> Setting:
    """Declare a setting. See `Setting`; `neutral` is the value at which the instrument does nothing."""
    return Setting(default, **about)


Rule = Callable[..., Any]


@dataclass
class Instrument:
    """Something a policy maker can adopt: what it remembers, what it answers on channels, what it costs.

    The engine applies scope, phase and combination; an effect states the channel's value at full strength.
    """

    name: str
    zh: str
    en: str = ""
    meaning: str = ""
    remembers_on: str = "enterprise"
    settings: Mapping[str, Setting] = field(default_factory=dict)
    remembers: Mapping[str, Column] = field(default_factory=dict)
    update: Rule | None = field(default=None, init=False)
    effects: list[tuple[str, Rule]] = field(default_factory=list, init=False)
    costs: list[tuple[str, Rule]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Enter the registry; a second instrument of the same name is refused."""
        _register(INSTRUMENTS, self.name, self)

    def remember(self, function: Rule) -> Rule:
        """Mark the rule that updates the instrument's memory of one row, once a week, before its effects."""
        from govsim.language.check import check_syntax

        check_syntax(function)
        self.update = function
        return function

    def effect(self, channel_name: str) -> Callable[[Rule], Rule]:
        """Mark a function that returns the value of a channel at full strength."""
        return self._keep(self.effects, channel_name)

    def cost(self, payer: str) -> Callable[[Rule], Rule]:
        """Mark a function that returns what one row costs a payer this week, in CNY, at full strength."""
        if payer not in PAYERS:
            raise DeclarationError(f"instrument {self.name}: payer '{payer}' must be one of {', '.join(PAYERS)}")
        return self._keep(self.costs, payer)

    def _keep(self, where: list[tuple[str, Rule]], key: str) -> Callable[[Rule], Rule]:
        from govsim.language.check import check_syntax

        def keep(function: Rule) -> Rule:
            check_syntax(function)
            where.append((key, function))
            return function

        return keep


@dataclass(frozen=True)
class Outcome:
    """Something counted: a weekly sum of columns, or a ratio of two outcomes over a window."""

    name: str
    unit: str
    zh: str
    meaning: str = ""
    total: tuple[str, ...] = ()
    kind: str = "flow"
    over: str = ""
    by: str = ""
    scale: float = 1.0
    better: str = ""

    @property
    def is_ratio(self) -> bool:
        """Whether it is computed from two weekly outcomes instead of being summed itself."""
        return bool(self.over)


def outcome(
    name: str,
    *,
    total: str | Iterable[str],
    unit: str,
    zh: str,
    kind: str = "flow",
    meaning: str = "",
    better: str = "",
) -> Outcome:
    """Declare a weekly outcome: the sum of `table.column` over rows; a flow adds up over weeks, a stock is averaged."""
    totals = (total,) if isinstance(total, str) else tuple(total)
    if kind not in ("flow", "stock"):
        raise DeclarationError(f"outcome {name}: kind is '{kind}', must be flow or stock")
    made = Outcome(name, unit, zh, meaning, total=totals, kind=kind, better=better)
    _register(OUTCOMES, name, made)
    return made


def ratio(
    name: str,
    *,
    over: str,
    by: str,
    unit: str,
    zh: str,
    scale: float = 1.0,
    meaning: str = "",
    better: str = "",
) -> Outcome:
    """Declare a ratio: scale x (sum of `over`) / (sum of `by`) over the weeks of the window."""
    made = Outcome(name, unit, zh, meaning, kind="ratio", over=over, by=by, scale=scale, better=better)
    _register(OUTCOMES, name, made)
    return made


def _register(registry: dict[str, Any], name: str, value: Any) -> None:
    if name in registry:
        raise DeclarationError(f"'{name}' is declared twice")
    registry[name] = value
