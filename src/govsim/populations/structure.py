"""From a scenario's population to the structure of who exists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.populations.heads import with_chains
from govsim.populations.places import with_places
from govsim.populations.regions import build_regions
from govsim.populations.synthesis import Structure, build_county

if TYPE_CHECKING:
    from govsim.populations.register import RegisterNotes
    from govsim.scenario import Population, Region


_FOLDER: ContextVar[str] = ContextVar("folder", default="")


@contextmanager
def registers_below(folder: str | Path) -> Iterator[None]:
    """Paths of registers count from a folder; the process stays in its own."""
    before = _FOLDER.set(str(folder))
    try:
        yield
    finally:
        _FOLDER.reset(before)


def place_of(path: str | None) -> str:
    """Where a register lies."""
    return str(Path(_FOLDER.get()) / str(path))


def structure_of(population: Population) -> Structure:
    """Who exists in a population: drawn from the county's defaults, or read from a register.

    The same object comes back for the same population, and the same content of its register.

    Raises:
        ValueError: when the population is impossible or its register can't be read.
    """
    made = _register(population)[0] if population.kind == "register" else _county(population)
    if not population.places and not population.chains:
        return made
    return _placed(population, made)


def notes_of(population: Population) -> RegisterNotes | None:
    """What was repaired and filled in while reading a register; None for a made county.

    Raises:
        ValueError: when its register can't be read.
    """
    return _register(population)[1] if population.kind == "register" else None


def _county(population: Population) -> Structure:
    return _made(population.enterprises, population.inspectors, population.seed, population.regions)


@lru_cache(maxsize=32)
def _made(enterprises: int, inspectors: int | None, seed: int, regions: tuple[Region, ...]) -> Structure:
    return build_regions(regions, seed) if regions else build_county(enterprises, inspectors, seed)


@lru_cache(maxsize=32)
def _placed(population: Population, made: Structure) -> Structure:
    """The structure with its places and chains; a register's content decides which it is, since another is another."""
    return with_chains(with_places(made, population.places, population.seed), population.chains, population.seed)


def _register(population: Population) -> tuple[Structure, RegisterNotes]:
    from govsim.populations.register import content_hash

    place = place_of(population.path)
    return _read(population, place, content_hash(place))


@lru_cache(maxsize=8)
def _read(population: Population, place: str, content: str) -> tuple[Structure, RegisterNotes]:
    """Read a register once; a file whose content changes is read again."""
    from govsim.populations.register import read_register

    return read_register(
        place,
        inspectors=population.inspectors,
        seed=population.seed,
        scheme=population.scheme,
        columns=dict(population.columns),
        strict=population.strict,
        year=population.year,
        impossible=population.impossible,
        sheet=population.sheet,
        by_region=population.by_region,
        by_chain=population.by_chain,
    )
