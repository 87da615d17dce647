"""What a file of the model may declare: tables and columns, parameters, channels, instruments, outcomes.

Every declaration carries its unit, its meaning in English and its label in Chinese, and where a number comes
from: an evidence id, or "assumed: why". The registries are filled by importing the files that declare.
"""

from __future__ import annotations

import csv
import keyword
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from govsim.language.messages import DeclarationError, Message, message, nearest, place_of_call

Number = float | int | bool

TABLES: dict[str, Table] = {}
PARAMETERS: dict[str, Parameter] = {}
CHANNELS: dict[str, Channel] = {}
INSTRUMENTS: dict[str, Instrument] = {}
OUTCOMES: dict[str, Outcome] = {}

COMBINATIONS = ("add", "product", "max", "min", "any")
PAYERS = ("government", "enterprise", "insurer", "worker")
EVERY_INSTRUMENT_HAS = ("start", "phase_in", "end", "scope")  # keys beside its settings
MOST = 2.0**63  # what no whole number of a column reaches
HOLDER = "holder"  # the engine's own column of a memory: whose it is


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

    def __post_init__(self) -> None:
        """Refuse a default that is no number, or lies outside its bounds."""
        _check_number(message("language.a_column"), self.default, self.low, self.high)


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
        self.where = place_of_call()
        for one in columns:
            _check_name("language.the_column", one)
        _register(TABLES, "language.the_table", name, self)

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
    value = fitted_values().get(("parameter", name), default) if calibrated else default
    _check_number(message("language.the_parameter", name=name), value, low, high)
    made = Parameter(name, float(value), float(low), float(high), unit, zh, meaning, source, calibrated)
    _register(PARAMETERS, "language.the_parameter", name, made)
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
        known, hint = list(COMBINATIONS), nearest(combine, COMBINATIONS)
        raise DeclarationError("language.combine", place_of_call(), name=name, combine=combine, known=known, hint=hint)
    made = Channel(name, level, unit, neutral, combine, low, high, zh, meaning)
    _register(CHANNELS, "language.the_channel", name, made)
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

    def __post_init__(self) -> None:
        """Refuse a default that is no number, or lies outside its bounds; also where nobody adopts the instrument."""
        what = message("language.a_setting")
        _check_number(what, self.default, self.low, self.high, bounded=True)
        if self.neutral is not None and not _is_number(self.neutral):
            raise DeclarationError("language.neutral", place_of_call(), what=what, value=repr(self.neutral))


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
    where: str = field(default="", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Enter the registry; a second instrument of the same name is refused."""
        self.where = place_of_call()
        _check_names_of(self)
        _register(INSTRUMENTS, "language.the_instrument", self.name, self)

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
            known, hint = list(PAYERS), nearest(payer, PAYERS)
            raise DeclarationError(
                "language.payer", place_of_call(), instrument=self.name, payer=payer, known=known, hint=hint
            )
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
        raise DeclarationError("language.outcome_kind", place_of_call(), name=name, kind=kind)
    made = Outcome(name, unit, zh, meaning, total=totals, kind=kind, better=better)
    _register(OUTCOMES, "language.the_outcome", name, made)
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
    _register(OUTCOMES, "language.the_outcome", name, made)
    return made


def _register(registry: dict[str, Any], what: str, name: str, value: Any) -> None:
    _check_name(what, name)
    if name in registry:
        raise DeclarationError("language.declared_twice", place_of_call(), name=name)
    registry[name] = value


def _check_name(what: str, name: object) -> None:
    """Names become names of Python: in rules, in the compiled code and on the command line, whose keys are ASCII."""
    if not isinstance(name, str) or not name.isascii() or not name.isidentifier() or keyword.iskeyword(name):
        raise DeclarationError("language.bad_name", place_of_call(), what=message(what, name=f"{name}"))


def _check_names_of(made: Instrument) -> None:
    """Hold an instrument and what is in it to names that nothing else has taken."""
    _check_name("language.the_instrument", made.name)
    for name, about in made.settings.items():
        _check_name("language.the_setting", name)
        if name in EVERY_INSTRUMENT_HAS:
            raise DeclarationError("language.taken_setting", made.where, instrument=made.name, name=name)
        if not isinstance(about, Setting):
            raise DeclarationError("language.wants_setting", made.where, instrument=made.name, name=name)
    for name, remembered in made.remembers.items():
        _check_name("language.the_column", name)
        if name == HOLDER:
            raise DeclarationError("language.engines_column", made.where, owner=made.name, column=name)
        if not isinstance(remembered, Column):
            raise DeclarationError("language.wants_column", made.where, instrument=made.name, name=name)


def _is_number(value: object, bounded: bool = True) -> bool:
    """Whether this is a number of Python; a bounded one is not endless, and fits a column if it is whole."""
    if isinstance(value, float):
        return math.isfinite(value) if bounded else not math.isnan(value)
    return isinstance(value, int) and abs(value) < MOST


def _check_number(what: Message, default: object, low: Any, high: Any, *, bounded: bool = False) -> None:
    """Refuse a default that is no plain number, bounds that are none, and a default outside them."""
    about = {"what": what, "low": low, "high": high}
    if not _is_number(default):
        raise DeclarationError("language.default_no_number", place_of_call(), what=what, value=repr(default))
    if not (_is_number(low, bounded) and _is_number(high, bounded) and low <= high):
        raise DeclarationError("language.bounds", place_of_call(), **about)
    if not low <= default <= high:  # type: ignore[operator]
        raise DeclarationError("language.default_outside", place_of_call(), value=default, **about)
