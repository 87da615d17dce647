"""The community of the county: its attention, what it can see of enterprises, and the pool of people without a post."""

from govsim.language import Table, column

public = Table("public", code=2, zh="社会公众", plural="publics", parents=("leader", "region"), columns={
    "residents": column(500_000.0, unit="persons", low=0.0, high=1e8, zh="常住人口",
                        meaning="people who may tip off the agency; only scales the tip-offs per million",
                        source="county-defaults county_population, assumed"),
})  # fmt: skip
