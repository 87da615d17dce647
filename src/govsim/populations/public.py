"""The community of the county: its attention, what it can see of enterprises, and the pool of people without a post."""

from typing import Any

from govsim.language import Rows, Table, column
from govsim.populations.region import own_region


def communities(structure: Any) -> Rows:
    """A public a region, in the order of the regions; parts may add others behind them."""
    own = own_region(structure)
    return Rows(len(structure.regions), {**own, "leader": own["region"]})


public = Table("public", code=2, zh="社会公众", plural="publics", rows=communities, parents=("leader", "region",
               "province"),
               columns={
    "residents": column(500_000.0, unit="persons", low=0.0, high=1e8, zh="常住人口",
                        meaning="people who may tip off the agency; only scales the tip-offs per million",
                        source="county-defaults county_population, assumed"),
})  # fmt: skip
