"""Which enterprises stand close together, in parks and the like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from govsim.errors import PopulationError
from govsim.locale.message import message
from govsim.populations.synthesis import PlaceRow, Structure, of_industries

if TYPE_CHECKING:
    from govsim.scenario import Place

LOTS = 0x91AC  # sets the draws of places apart from those of the county


def with_places(structure: Structure, places: Sequence[Place], seed: int) -> Structure:
    """Put enterprises into places, by lot among those of the region and the industries named.

    Raises:
        PopulationError: when there is no such region, or there are not enterprises enough.
    """
    generator = np.random.Generator(np.random.PCG64([LOTS, seed]))
    place, rows = structure.place.copy(), list(structure.places)
    names = [one.name for one in structure.regions]
    for at, spec in enumerate(places):
        region = names.index(spec.region) if spec.region else 0
        free = np.flatnonzero(
            (place == 0) & (structure.region_of == region) & of_industries(structure, spec.industries)
        )
        if spec.enterprises > len(free):
            about = {"key": f"population.places[{at}]", "wanted": spec.enterprises, "free": len(free)}
            raise PopulationError(message("population.place_members", **about))
        rows.append(PlaceRow(spec.name, region, spec.separation, spec.people_near, spec.town_growth))
        place[generator.permutation(free)[: spec.enterprises]] = len(rows)
    place.setflags(write=False)
    return replace(structure, places=tuple(rows), place=place)
