"""Where enterprises of a population belong: its regions, its parks and other places, and the heads above them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from govsim.populations.synthesis import Structure

Table = Callable[[str, list[str], list[list[Any]]], dict[str, Any]]
Word = Callable[..., str]
WHO = ["enterprises", "workers", "median", "largest"]


def surroundings(structure: Structure, table: Table, word: Word, most: int | None = None) -> list[dict[str, Any]]:
    """Tables of regions, where there are several, of places and of chains, where there are any.

    Args:
        structure: who exists.
        table: makes a table of a name, keys of its columns and rows.
        word: a word of the language asked for.
        most: chains that are listed, the largest first; the others are summed in a last row. None lists all.
    """
    made = []
    if len(structure.regions) > 1:
        made.append(table("regions", ["region", "inspectors", "strictness", *WHO], _regions(structure)))
    if structure.places:
        columns = ["place", "region", "separation", "people_near", "town_growth", *WHO]
        made.append(table("places", columns, _places(structure)))
    if structure.chains:
        made.append(table("levels", ["kind", "level", "heads", *WHO], _levels(structure, word)))
        made.append(table("chains", ["chain", "kind", "deepest", *WHO], _chains(structure, word, most)))
    return made


def _who(structure: Structure, inside: NDArray[np.bool_]) -> list[Any]:
    own = structure.headcount[inside]
    some = len(own) > 0
    return [len(own), int(own.sum()), float(np.median(own)) if some else 0.0, int(own.max()) if some else 0]


def _regions(structure: Structure) -> list[list[Any]]:
    return [
        [one.name, one.inspectors, one.strictness, *_who(structure, structure.region_of == at)]
        for at, one in enumerate(structure.regions)
    ]


def _places(structure: Structure) -> list[list[Any]]:
    return [
        [one.name, structure.regions[one.region].name, one.separation, one.people_near, one.town_growth,
         *_who(structure, structure.place == at)]
        for at, one in enumerate(structure.places, 1)
    ]  # fmt: skip


def _kinds(structure: Structure) -> NDArray[np.str_]:
    """The kind of head of each enterprise; empty where it has none."""
    return np.array(["", *(one.kind for one in structure.chains)])[structure.chain]


def _levels(structure: Structure, word: Word) -> list[list[Any]]:
    kinds = _kinds(structure)
    rows: list[list[Any]] = []
    for kind in dict.fromkeys(one.kind for one in structure.chains):
        for depth in np.unique(structure.depth[kinds == kind]).tolist():
            inside = (kinds == kind) & (structure.depth == depth)
            heads = len(np.unique(structure.chain[inside]))
            rows.append([word(f"kind_{kind}"), depth, heads, *_who(structure, inside)])
    return [*rows, [word("kind_none"), "", "", *_who(structure, structure.chain == 0)]]


def _chains(structure: Structure, word: Word, most: int | None) -> list[list[Any]]:
    workers = np.bincount(structure.chain, structure.headcount, len(structure.chains) + 1)[1:]
    order = np.argsort(-workers, kind="stable") + 1
    shown = order if most is None or len(order) <= most + 1 else order[:most]
    rows = []
    for at in shown.tolist():
        inside = structure.chain == at
        kind = word(f"kind_{structure.chains[at - 1].kind}")
        rows.append([at, kind, int(structure.depth[inside].max(initial=0)), *_who(structure, inside)])
    rest = np.isin(structure.chain, order[len(shown) :])
    if rest.any():
        rows.append([word("others", count=len(order) - len(shown)), "", "", *_who(structure, rest)])
    return rows
