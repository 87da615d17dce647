"""Regions: the county, to which a leader, an agency, a public and its enterprises belong; or several."""

from typing import Any

from govsim.language import Rows, Table


def areas(structure: Any) -> Rows:
    """A row a region of the population, all below one government."""
    return Rows(len(structure.regions))


def own_region(structure: Any) -> dict[str, Any]:
    """What rows of which each region has one belong to: the row of their number."""
    return {"region": range(len(structure.regions))}


region = Table("region", code=8, zh="地区", plural="regions", rows=areas, parents=("province",))
