"""The inspectorate of the county: posts, capacity of the week, and what it did with it."""

from typing import Any

from govsim.language import Rows, Table, column
from govsim.populations.region import own_region
from govsim.populations.sizes import MOST_INSPECTORS


def agencies(structure: Any) -> Rows:
    """An inspectorate a region, with its posts."""
    own = own_region(structure)
    return Rows(len(structure.regions), {
        **own,
        "leader": own["region"],
        "inspectors": [one.inspectors for one in structure.regions],
        "strictness": [one.strictness for one in structure.regions],
    })  # fmt: skip


regulator = Table("regulator", code=3, zh="监管部门", plural="regulators", parents=("leader", "region",
                  "province"), rows=agencies,
                  columns={
    "inspectors": column(8, unit="persons", low=0, high=MOST_INSPECTORS, zh="监管人员人数",
                         meaning="posts filled without any instrument", source="county-defaults inspectors",
                         static=True),
    "strictness": column(1.0, unit="multiple", low=0.2, high=5.0, zh="处罚从严程度",
                         meaning="penalties imposed for what is found, against the usual of all regions",
                         source="structure", static=True),
})  # fmt: skip
