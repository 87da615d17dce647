"""What one run is asked to do: plain frozen values, validated by the study layer before they get here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from govsim.year import USUAL_SETTLE, USUAL_START, USUAL_WEEKS, USUAL_WINDOW

LAST_WEEK = 10_000_000
ANY_HEADCOUNT = (0, 10_000_000)


ANY_DEPTH = (0, 4)
MOST_STRENGTH = 2.0  # times its full strength: as far as it may be set, and as far as planners push it


@dataclass(frozen=True)
class Scope:
    """Whom an instrument reaches; an empty tuple means all.

    Regions and places go by their names, chains by their kinds (group, contracts, platform), depth by the first and
    last level below a head. With an order (large_first, small_first, by_lot) enterprises join one after another over
    the phase-in, each at full strength; without one all are reached at once, at a strength that grows.
    """

    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    headcount: tuple[int, int] = ANY_HEADCOUNT
    share: float = 1.0
    enterprises: tuple[int, ...] = ()
    order: str = ""
    places: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()
    depth: tuple[int, int] = ANY_DEPTH

    @property
    def narrows_depth(self) -> bool:
        """Whether levels of chains are named."""
        return self.depth != ANY_DEPTH

    @property
    def narrows(self) -> bool:
        """Whether it leaves any enterprise out, or may."""
        return replace(self, order="") != Scope()


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
        strength: multiple of its full strength, of all that it moves and costs; see `MOST_STRENGTH`.
    """

    instrument: str
    settings: Mapping[str, float]
    start: int
    phase_in: int = 1
    end: int = LAST_WEEK
    scope: Scope = Scope()
    steers: tuple[str, ...] = ()
    strength: float = 1.0


@dataclass(frozen=True)
class Region:
    """A county or township of a population with several: its own leader, agency and public.

    Attributes:
        name: by which scopes and tables call it.
        enterprises: that it has.
        inspectors: posts of its agency; None keeps the usual ratio to enterprises.
        industries: that it has; an empty tuple means the usual mix.
        strictness: multiple of the penalties that its agency imposes for what it finds.
    """

    name: str
    enterprises: int
    inspectors: int | None = None
    industries: tuple[str, ...] = ()
    strictness: float = 1.0


@dataclass(frozen=True)
class Place:
    """A park, or another place where plants stand close to each other and to people: a public of its own.

    Attributes:
        name: by which scopes call it.
        region: name of the region in which it lies; empty for the first.
        enterprises: how many lie there, at most as many as there are in its industries.
        industries: of which its enterprises are; an empty tuple means any.
        separation: metres between neighbouring plants.
        people_near: people near a plant, as a multiple of the usual.
        town_growth: growth of these a year.
    """

    name: str
    region: str = ""
    enterprises: int = 60
    industries: tuple[str, ...] = ()
    separation: float = 300.0
    people_near: float = 1.0
    town_growth: float = 0.0


@dataclass(frozen=True)
class Chains:
    """Chains of one kind: heads that decide over enterprises for which they hardly answer.

    Attributes:
        kind: group, contracts or platform.
        count: how many; None takes as many as there are enterprises for.
        length: enterprises of each; of contracts one for each level.
        industries: of which their enterprises are; an empty tuple means any.
        keep: share of the head's care that is kept from level to level; None for the usual of the kind.
        answer: share of recorded harm that the head answers for by law; None for the usual of the kind.
        push: pressure of the head on output, a week; None for the usual of the kind.
        limit: minutes in which a platform wants an order delivered.
    """

    kind: str
    count: int | None = None
    length: int = 5
    industries: tuple[str, ...] = ()
    keep: float | None = None
    answer: float | None = None
    push: float | None = None
    limit: float = 40.0


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
        by_region: of a register: each region of its column of regions is one by itself.
        by_chain: of a register: enterprises stand below the heads that its columns name.
        regions: counties or townships; an empty tuple means one county.
        places: parks and the like.
        chains: groups, contractors and platforms.
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
    by_region: bool = False
    by_chain: bool = False
    regions: tuple[Region, ...] = ()
    places: tuple[Place, ...] = ()
    chains: tuple[Chains, ...] = ()


_PARTS_OF_POPULATION = {"regions": Region, "places": Place, "chains": Chains}


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
        given = {key: _frozen(part) for key, part in plain["population"].items()}
        for key, kind in _PARTS_OF_POPULATION.items():
            one_by_one = plain["population"].get(key, ())
            given[key] = tuple(kind(**{name: _frozen(part) for name, part in one.items()}) for one in one_by_one)
        population = Population(**given)
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
