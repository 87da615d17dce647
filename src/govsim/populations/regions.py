"""Several regions in one population: each a county of its own, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from govsim.errors import PopulationError
from govsim.locale.message import message
from govsim.populations.industry_values import industry_names
from govsim.populations.synthesis import RegionRow, Structure, build_county

if TYPE_CHECKING:
    from govsim.scenario import Region

SEED_STRIDE = 2**31  # seeds of users lie below: no further region has the seed of somebody's county


def build_regions(regions: Sequence[Region], seed: int) -> Structure:
    """Make each region as a county is made, and put them one behind the other.

    The first is, enterprise by enterprise, the county that it would be alone, so that ids and draws of it stay.

    Raises:
        PopulationError: when a region cannot be made.
    """
    made = [
        build_county(one.enterprises, one.inspectors, seed + at * SEED_STRIDE, _only(one.industries))
        for at, one in enumerate(regions)
    ]
    rows = tuple(
        RegionRow(one.name, county.inspectors, one.strictness) for one, county in zip(regions, made, strict=True)
    )
    numbers = np.repeat(np.arange(len(made), dtype=np.int64), [len(county) for county in made])
    return Structure(
        _joined([county.industry for county in made]),
        _joined([county.headcount for county in made]),
        _joined([county.insurer for county in made]),
        None,
        rows,
        _joined([numbers]),
    )


def _joined(parts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    made = np.concatenate(parts)
    made.setflags(write=False)
    return made


def _only(industries: Sequence[str]) -> Mapping[str, Mapping[str, float]] | None:
    """The usual weights, with nothing of other industries."""
    if not industries:
        return None
    for name in industries:
        if name not in industry_names():
            raise PopulationError(message("population.no_industry", name=name, known=industry_names()))
    return {name: {"enterprises": 0.0} for name in industry_names() if name not in industries}
