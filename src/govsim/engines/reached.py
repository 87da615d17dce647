"""Whom a scope reaches: enterprises one by one, and rows above them by region and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from govsim.engines.records import GENERATION_STRIDE
from govsim.language import Model, draw, purpose
from govsim.populations.enterprise import KINDS
from govsim.populations.industry import INDUSTRIES
from govsim.populations.sizes import MADE_REGION

if TYPE_CHECKING:
    from govsim.engines.tiles import Tiles
    from govsim.populations.synthesis import Structure
    from govsim.scenario import Adoption, Scope

LOT = purpose("scope_lot")


class Rows(Protocol):
    """Columns by name, as tables and records have them."""

    def __getitem__(self, column: str, /) -> Any:
        """The column."""


@dataclass(frozen=True)
class Names:
    """What regions and places are called, in the order of their numbers."""

    regions: tuple[str, ...] = (MADE_REGION,)
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Who:
    """Enterprises by what scopes ask for, an entry each: codes, posts, and numbers of slots, regions and places."""

    industry: np.ndarray
    headcount: np.ndarray
    slots: np.ndarray
    region: np.ndarray
    place: np.ndarray
    chain_kind: np.ndarray
    depth: np.ndarray
    names: Names


def slot_of(ids: np.ndarray) -> np.ndarray:
    """The slot of an id: the place it occupies in its table for life."""
    return ids & (GENERATION_STRIDE - 1)


def who_of(rows: Rows, names: Names) -> Who:
    """The enterprises of a table, as it is laid out."""
    region, place, kind, depth = (np.asarray(rows[name]) for name in ("region", "place", "chain_kind", "depth"))
    return Who(rows["industry"], rows["headcount"], slot_of(rows["id"]), region, place, kind, depth, names)


def who_is_in(structure: Structure) -> Who:
    """The enterprises of a structure."""
    kinds = np.array([0, *(KINDS[one.kind] for one in structure.chains)])[structure.chain]
    names = Names(*(tuple(one.name for one in several) for several in (structure.regions, structure.places)))
    return Who(structure.industry, structure.headcount, np.arange(len(structure)), structure.region_of,
               structure.place, kinds, structure.depth, names)  # fmt: skip


def within(scope: Scope, who: Who) -> np.ndarray:
    """Which enterprises lie in a scope, as yes or no each."""
    reach = (who.headcount >= scope.headcount[0]) & (who.headcount <= scope.headcount[1])
    if scope.regions:
        reach &= np.isin(who.region, _numbers(scope.regions, who.names.regions))
    if scope.industries:
        reach &= np.isin(who.industry, [list(INDUSTRIES).index(name) for name in scope.industries])
    if scope.enterprises:
        reach &= np.isin(who.slots, scope.enterprises)
    if scope.places:
        reach &= np.isin(who.place, 1 + _numbers(scope.places, who.names.places))
    if scope.chains:
        reach &= np.isin(who.chain_kind, [KINDS[kind] for kind in scope.chains])
    if scope.narrows_depth:  # who has no head has no depth
        reach &= (who.chain_kind > 0) & (who.depth >= scope.depth[0]) & (who.depth <= scope.depth[1])
    if scope.share < 1.0:  # the same units for every run and setting of the share: a larger share adds to a smaller one
        reach &= np.array([draw(0, int(slot), LOT) < scope.share for slot in who.slots], bool)
    return np.asarray(reach, bool)


def _numbers(chosen: tuple[str, ...], names: tuple[str, ...]) -> np.ndarray:
    """The numbers of what is named; the made county may be called so whatever its register calls it."""
    if names and len(names) == 1 and MADE_REGION in chosen:
        return np.array([0])
    return np.array([names.index(one) for one in chosen if one in names], np.int64)


def scope_of(model: Model, adoption: Adoption, table: str, tables: Mapping[str, Tiles], names: Names) -> np.ndarray:
    """The share of full strength that an instrument has on each row of a table: 1 within its scope, 0 outside.

    Enterprises are reached by all that a scope says, and so are the rows that belong to one; rows above them by region,
    and publics by place too.
    """
    scope = adoption.scope
    if not scope.narrows:
        return np.ones(len(tables[table]))
    owners = enterprises_of(model, table, tables)
    if owners is not None:
        return within(scope, who_of(tables["enterprise"], names)).astype(float)[owners]
    reach = np.ones(len(tables[table]))
    region = regions_of(model, table, tables)
    if scope.regions and region is not None:
        reach *= np.isin(region, _numbers(scope.regions, names.regions))
    if scope.places and table == "public":
        reach *= np.isin(np.arange(len(reach)), len(names.regions) + _numbers(scope.places, names.places))
    return reach


def belongs_to_enterprises(model: Model, table: str) -> bool:
    """Whether each row of a table is an enterprise or belongs to one, through however many parents."""
    return table == "enterprise" or any(belongs_to_enterprises(model, one) for one in model.parents_of(table))


def enterprises_of(model: Model, table: str, tables: Mapping[str, Tiles]) -> np.ndarray | None:
    """The row of the enterprise that each row of a table is or belongs to; None for a table above enterprises."""
    return _owners(model, table, tables, "enterprise")


def _owners(model: Model, table: str, tables: Mapping[str, Tiles], owner: str) -> np.ndarray | None:
    if table == owner:
        return np.arange(len(tables[table]))
    for parent in model.parents_of(table):
        above = _owners(model, parent, tables, owner)
        if above is not None:
            return np.asarray(above[tables[table][parent]])
    return None


def belongs_to_region(model: Model, table: str) -> bool:
    """Whether each row of a table is a region or belongs to one, through however many parents."""
    return table == "region" or any(belongs_to_region(model, one) for one in model.parents_of(table))


def regions_of(model: Model, table: str, tables: Mapping[str, Tiles]) -> np.ndarray | None:
    """The row of the region that each row of a table is or belongs to; None for a table that no region has."""
    return _owners(model, table, tables, "region")
