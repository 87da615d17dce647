"""A county made from a few published numbers: how many enterprises, in which industries, of what size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from govsim.errors import PopulationError
from govsim.locale.message import Unit, message
from govsim.populations.industry_values import industry_column, industry_names
from govsim.populations.sizes import MADE_REGION, MOST_ENTERPRISES, MOST_INSPECTORS

TAIL_EXPONENT = 1.059  # 1; exponent of the Pareto tail of headcounts; E118
SMALLEST, LARGEST = (
    2,
    1_000,
)  # workers; below are the self-employed (E120), above no enterprise of a county: assumed
INSURERS = 3  # insurers in the county; assumed: a few compete
COUNTY_ENTERPRISES, COUNTY_INSPECTORS = 216, 8  # county-defaults enterprises_supervised and inspectors


@dataclass(frozen=True)
class RegionRow:
    """A region of a structure: its name, the posts of its agency, and the multiple of penalties that it imposes."""

    name: str
    inspectors: int
    strictness: float = 1.0


@dataclass(frozen=True)
class PlaceRow:
    """A place of a structure: its name, the number of its region, and how near plants and people are there."""

    name: str
    region: int
    separation: float
    people_near: float
    town_growth: float


@dataclass(frozen=True)
class ChainRow:
    """A chain of a structure: the kind of its head, and what is told of it; None for the usual of its kind."""

    kind: str
    keep: float | None
    answer: float | None
    push: float | None
    limit: float


def _none(count: int) -> NDArray[np.int64]:
    made = np.zeros(count, dtype=np.int64)
    made.setflags(write=False)
    return made


@dataclass(frozen=True, eq=False)
class Structure:
    """Who exists: one entry an enterprise, from which the engine lays out its tables; its place is its slot.

    Attributes:
        industry: code of the industry, the position in `industry_names()`.
        headcount: posts of the enterprise, in workers.
        insurer: code of the insurer, 0 to 2.
        ids: the register's own ids of the enterprises as text ("row 7" where it has none), or None for a made county.
        regions: counties, townships: at least one.
        region_of: number of each enterprise's region; enterprises of a region stand together.
        places: parks and the like.
        place: of each enterprise, the number of its place, from 1; 0 where it lies in none.
        chains: groups, contractors, platforms.
        chain: of each enterprise, the number of its chain, from 1; 0 where it has none.
        depth: levels between it and the head of its chain.
    """

    industry: NDArray[np.int64]
    headcount: NDArray[np.int64]
    insurer: NDArray[np.int64]
    ids: list[str] | None
    regions: tuple[RegionRow, ...]
    region_of: NDArray[np.int64]
    places: tuple[PlaceRow, ...] = ()
    place: NDArray[np.int64] = field(default_factory=lambda: _none(0))
    chains: tuple[ChainRow, ...] = ()
    chain: NDArray[np.int64] = field(default_factory=lambda: _none(0))
    depth: NDArray[np.int64] = field(default_factory=lambda: _none(0))

    def __post_init__(self) -> None:
        """Where nothing is said of places and chains, nobody has any."""
        for name in ("place", "chain", "depth"):
            if not len(getattr(self, name)) and len(self):
                object.__setattr__(self, name, _none(len(self)))

    @property
    def inspectors(self) -> int:
        """Posts of all inspection agencies."""
        return sum(one.inspectors for one in self.regions)

    @property
    def region(self) -> str:
        """Name of the county, or of the first of several regions."""
        return self.regions[0].name

    def __len__(self) -> int:
        return len(self.headcount)


def build_county(
    enterprises: int = COUNTY_ENTERPRISES,
    inspectors: int | None = None,
    seed: int = 1,
    industry: Mapping[str, Mapping[str, float]] | None = None,
) -> Structure:
    """Make a county of so many enterprises; the same seed makes the same county.

    The mix of industries follows the default county, by largest remainder. Within an industry headcounts are
    evenly spaced quantiles of a truncated Pareto distribution, each moved at random inside its own slice, so
    that every county has its tail and a total near the mean (8,530 workers for 216 enterprises).

    Args:
        enterprises: how many enterprises, 1 to 200,000.
        inspectors: posts of the agency; None keeps the default county's ratio of enterprises to inspectors.
        seed: of the structure only; runs have their own.
        industry: values that replace those of industries.csv, as {"mining": {"mean_headcount": 80}}.

    Evidence: E117, E118; county-defaults enterprise_count, mean_headcount, size_tail_exponent.
    """
    total = whole_number("population.enterprises", enterprises, 1, MOST_ENTERPRISES, "enterprises")
    posts = inspector_posts(inspectors, total)
    generator = np.random.Generator(np.random.PCG64(whole_number("population.seed", seed, 0, 2**63 - 1, "")))
    counts = share_out(_weights(industry), total)
    codes = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    headcount = _headcounts(counts, _values("mean_headcount", industry), generator)
    mixed = generator.permutation(total)  # ids mix the industries, so that no order stands for an industry
    return make_structure(codes[mixed], headcount[mixed], None, [(MADE_REGION, posts, total)], generator)


def make_structure(
    industry: NDArray[np.int64],
    headcount: NDArray[np.int64],
    ids: list[str] | None,
    regions: Sequence[tuple[str, int, int]],
    generator: np.random.Generator,
) -> Structure:
    """Give each enterprise an insurer at random and close the arrays to changes.

    Regions are given by name, posts and enterprises, one behind the other.
    """
    insurer = generator.integers(0, INSURERS, size=len(headcount), dtype=np.int64)
    numbers = np.repeat(np.arange(len(regions), dtype=np.int64), [count for _, _, count in regions])
    for array in (industry, headcount, insurer, numbers):
        array.setflags(write=False)
    return Structure(industry, headcount, insurer, ids, tuple(RegionRow(*one[:2]) for one in regions), numbers)


def of_industries(structure: Structure, industries: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each enterprise is of one of the industries named; all are where none is."""
    if not industries:
        return np.ones(len(structure), dtype=bool)
    return np.isin(structure.industry, [industry_names().index(name) for name in industries])


def inspector_posts(inspectors: int | None, enterprises: int) -> int:
    """The posts asked for, or the default county's ratio: 8 inspectors for 216 enterprises, at least one."""
    if inspectors is None:
        return max(1, int(COUNTY_INSPECTORS * enterprises / COUNTY_ENTERPRISES + 0.5))
    return whole_number("population.inspectors", inspectors, 0, MOST_INSPECTORS, "inspectors")


def whole_number(key: str, value: object, low: int, high: int, unit: str) -> int:
    """The value as an int, or a PopulationError that says what would do."""
    in_unit = message("population.unit", unit=Unit(unit)) if unit else ""
    wanted = {"low": f"{low:,}", "high": f"{high:,}", "unit": in_unit}
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise PopulationError(message("population.whole", key=key, value=repr(value), **wanted))
    if not np.isfinite(value) or value != int(value) or not low <= value <= high:
        raise PopulationError(message("population.whole", key=key, value=str(value), **wanted))
    return int(value)


def share_out(weights: NDArray[np.float64], total: int) -> NDArray[np.int64]:
    """Whole shares of a total in proportion to weights, by largest remainder; ties go to the first."""
    exact = weights * (total / weights.sum())
    shares = np.floor(exact).astype(np.int64)
    largest_first = np.argsort(shares - exact, kind="stable")
    shares[largest_first[: total - int(shares.sum())]] += 1
    return shares


def pareto_mean(cut: float, top: float = float(LARGEST), tail: float = TAIL_EXPONENT) -> float:
    """Mean of a Pareto distribution cut off at both ends."""
    mass = 1.0 - (cut / top) ** tail
    return tail * cut**tail / mass * (cut ** (1.0 - tail) - top ** (1.0 - tail)) / (tail - 1.0)


def lower_cut(mean: float) -> float:
    """The lower end at which the truncated Pareto has this mean, by bisection.

    The end may lie below the smallest headcount (down to one worker): draws below it are rounded up to it.
    """
    low, high = 1.0, LARGEST - 1.0
    for _ in range(100):
        middle = 0.5 * (low + high)
        if pareto_mean(middle) < mean:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


def pareto_quantile(share: NDArray[np.float64], cut: float) -> NDArray[np.float64]:
    """Headcount below which this share of enterprises lies, in the truncated Pareto distribution."""
    mass = 1.0 - (cut / LARGEST) ** TAIL_EXPONENT
    quantile: NDArray[np.float64] = cut * (1.0 - share * mass) ** (-1.0 / TAIL_EXPONENT)
    return quantile


def _headcounts(
    counts: NDArray[np.int64], means: NDArray[np.float64], generator: np.random.Generator
) -> NDArray[np.int64]:
    """Headcounts of each industry in turn, largest first.

    Enterprise r from the top of its industry takes a quantile from slice r of n. Where in the slice is
    random, but spread over the industries like a Latin square (one industry in each eighth), since the
    county's total hangs on the few largest: eight lucky ones at once would be a county of another size.
    """
    width, most = len(counts), int(counts.max())
    eighths = generator.permuted(np.tile(np.arange(width), (most, 1)), axis=1)
    place = (eighths + generator.random((most, width))) / width
    parts = []
    for code, count in enumerate(counts):
        share = 1.0 - (np.arange(count) + place[:count, code]) / max(count, 1)
        drawn = np.rint(pareto_quantile(share, lower_cut(means[code])))
        parts.append(np.clip(drawn, SMALLEST, LARGEST).astype(np.int64))
    return np.concatenate(parts)


def _values(column: str, replaced: Mapping[str, Mapping[str, float]] | None) -> NDArray[np.float64]:
    """A column of industries.csv with the user's own values, checked against what a county can be."""
    values = industry_column(column)
    for name, own in (replaced or {}).items():
        if name not in values:
            raise PopulationError(message("population.no_industry", name=name, known=industry_names()))
        if column in own:
            values[name] = float(own[column])
    if column == "mean_headcount":
        low, high = pareto_mean(1.0), LARGEST - 1.0
        for name, value in values.items():
            if not low <= value <= high:
                about = {"value": f"{value:g}", "low": f"{low:.1f}", "high": f"{high:.0f}"}
                raise PopulationError(message("population.headcount", name=name, **about))
    return np.array([values[name] for name in industry_names()])


def _weights(replaced: Mapping[str, Mapping[str, float]] | None) -> NDArray[np.float64]:
    """How common each industry is, as enterprises of 216."""
    weights = _values("enterprises", replaced)
    if not (np.isfinite(weights).all() and (weights >= 0.0).all() and weights.sum() > 0.0):
        raise PopulationError(message("population.weights"))
    return weights
