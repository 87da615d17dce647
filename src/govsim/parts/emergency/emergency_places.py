"""Places: parks where plants stand close to each other and to people, each a public of its own below its region."""

from typing import Any

import numpy as np

from govsim.language import (
    WEEKS_A_YEAR,
    Rows,
    channel,
    column,
    columns,
    count,
    further_rows,
    membership,
    outcome,
    rule,
    share,
    title,
)

title("Emergency: places", zh="应急：园区")


def places(structure: Any) -> Rows:
    """A public a place, behind those of the regions."""
    rows = structure.places
    regions = [one.region for one in rows]
    return Rows(len(rows), {
        "region": regions,
        "leader": regions,
        "separation": [one.separation for one in rows],
        "people_near": [one.people_near for one in rows],
        "town_growth": [one.town_growth for one in rows],
    })  # fmt: skip


def public_of(structure: Any) -> Any:
    """The public of each enterprise: that of its place, else of its region."""
    return np.where(structure.place > 0, len(structure.regions) + structure.place - 1, structure.region_of)


further_rows("public", of=places)
membership("enterprise", "public", of=public_of)

# fmt: off
columns(
    "public",
    separation=column(0.0, unit="m", low=0.0, high=1e5, zh="厂间距离", static=True,
                      meaning="distance between neighbouring plants; 0 where plants do not stand together",
                      source="computed"),
    town_growth=column(0.0, unit="share a year", low=0.0, high=0.2, zh="周边人口增速", static=True,
                       meaning="growth of the number of people near the plants", source="computed"),
    people_near=column(1.0, unit="multiple", low=0.0, high=1e4, zh="周边人口",
                       meaning="people near a plant, against the usual", source="computed"),
    plants=count("enterprises", "园区企业数", "living enterprises that belong to this public"),
    newcomers=share(0.0, "新厂占比", "share of these that came after the start"),
)
channel("spacing", level="public", unit="multiple of the distance between plants", neutral=1.0, combine="product",
        low=0.0, high=100.0, zh="厂间距离倍数",
        meaning="distance between neighbouring plants, against the one there is; read by emergency")
outcome("people_near", total="public.people_near", kind="stock", unit="multiple of the usual, summed over publics",
        zh="周边人口", better="less", meaning="people near plants")
# fmt: on


@rule(writes=("people_near", "nearby_people"), phase="parties")
def town_grows(public, p, now):
    """Houses come nearer to the plants: people_near x (1 + town_growth/52) from week 0; nearby_people x people_near."""
    if public.town_growth > 0.0 and now.week >= 0:
        public.people_near = min(public.people_near * (1.0 + public.town_growth / WEEKS_A_YEAR), 10000.0)
    public.nearby_people = public.nearby_people * public.people_near


@rule(writes=("plants", "newcomers"), after="town_grows")
def count_plants(public, enterprises, p, now):
    """The plants of a place, and how many of them were built since the start."""
    n = 0
    new = 0
    for enterprise in enterprises:
        n += 1
        if enterprise.generation > 0:
            new += 1
    public.plants = n
    public.newcomers = float(new) / float(max(n, 1))
