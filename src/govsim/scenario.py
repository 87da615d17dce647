"""What one run is asked to do: plain frozen values, validated by the study layer before they get here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from govsim.year import USUAL_SETTLE, USUAL_START, USUAL_WEEKS, USUAL_WINDOW

LAST_WEEK = 10_000_000
ANY_HEADCOUNT = (0, 10_000_000)


@dataclass(frozen=True)
class Scope:
    """Whom an instrument reaches; an empty tuple means all.

    With an order (large_first, small_first, by_lot) enterprises join one after another over the phase-in, each at full
    strength; without one all are reached at once, at a strength that grows.
    """

    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    headcount: tuple[int, int] = ANY_HEADCOUNT
    share: float = 1.0
    enterprises: tuple[int, ...] = ()
    order: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it leaves any enterprise out, or may."""
        limits = (self.industries, self.headcount, self.share, self.enterprises)
        return limits != ((), ANY_HEADCOUNT, 1.0, ())


@dataclass(frozen=True)
class Adoption:
    """One instrument in force: its settings, its weeks and whom it reaches.

    Attributes:
        instrument: name of a declared instrument.
        settings: a value for every setting of the instrument; a yes or no is 1.0 or 0.0.
        start: first week in force.
        phase_in: weeks from the start to full strength.
        end: first week no longer in force.
        scope: whom it reaches.
        steers: the instruments under a planner; an empty tuple means all that are adopted beside it.
    """

    instrument: str
    settings: Mapping[str, float]
    start: int
    phase_in: int = 1
    end: int = LAST_WEEK
    scope: Scope = Scope()
    steers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Population:
    """Who exists: a county drawn from its own seed, or a register of enterprises read from a file.

    Attributes:
        kind: county or register.
        enterprises: of a county.
        inspectors: posts of the agency; None keeps the default ratio to enterprises.
        seed: of what is drawn at random, the county or each enterprise's insurer.
        path: the register.
        columns: pairs of a meaning and the column's name in the register, where it is not found by itself.
        strict: refuse a register that would need repairs.
        year: which year of a register to read.
        impossible: hours that nobody can work: refuse the register, or take them as missing.
        scheme: classification of the register's industry codes; auto goes by the header.
        sheet: of a workbook; None takes the one that looks like a register.
    """

    kind: str = "county"
    enterprises: int = 216
    inspectors: int | None = None
    seed: int = 1
    path: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    strict: bool = False
    year: int | None = None
    impossible: str = "refuse"
    scheme: str = "auto"
    sheet: str | None = None


@dataclass(frozen=True)
class Scenario:
    """Everything that decides a run but its seed.

    Attributes:
        name: what tables and figures call it.
        population: who exists.
        weeks: weeks simulated.
        settle: weeks of the status quo that are played before week 0 and counted nowhere, so that the start is at rest;
            `load_scenario` makes it ten years where numbers of the status quo are not those declared.
        start: first week of every instrument that sets none of its own.
        window: the weeks [first, end) over which outcomes are summed.
        adoptions: the instruments in force.
        parameters: parameters of mechanisms that differ from their defaults.
        industry: values of industries that differ from the table, by industry and column.
        plugins: files of instruments that are not part of the package.
        parts: parts of the package that the model has beyond the core.
    """

    name: str
    population: Population = Population()
    weeks: int = USUAL_WEEKS
    start: int = USUAL_START
    window: tuple[int, int] = USUAL_WINDOW
    adoptions: tuple[Adoption, ...] = ()
    parameters: Mapping[str, float] = field(default_factory=dict)
    industry: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    plugins: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    settle: int = USUAL_SETTLE

    def canonical(self) -> dict[str, Any]:
        """The scenario as sorted plain values: two equal scenarios have equal canonical forms."""
        plain = _plain(self)
        plain["adoptions"] = sorted(plain["adoptions"], key=lambda adoption: str(adoption["instrument"]))
        return plain

    @classmethod
    def from_canonical(cls, plain: Mapping[str, Any]) -> Scenario:
        """The scenario of a canonical form.

        Raises:
            TypeError, ValueError, KeyError: when the form is not one of this version.
        """
        adoptions = tuple(
            Adoption(
                **{
                    **one,
                    "scope": Scope(**{key: _frozen(part) for key, part in one["scope"].items()}),
                    "steers": _frozen(one["steers"]),
                }
            )
            for one in plain["adoptions"]
        )
        population = Population(**{key: _frozen(part) for key, part in plain["population"].items()})
        rest = {key: _frozen(part) for key, part in plain.items() if key not in ("adoptions", "population")}
        return cls(population=population, adoptions=adoptions, **rest)

    def digest(self) -> str:
        """A hash of the canonical form, 16 hexadecimal digits."""
        text = json.dumps(self.canonical(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _frozen(value: Any) -> Any:
    """Lists of a canonical form as tuples."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
