"""The inspectorate of the county: posts, capacity of the week, and what it did with it."""

from typing import Any

from govsim.language import Rows, Table, column
from govsim.populations.sizes import MOST_INSPECTORS


def agency(structure: Any) -> Rows:
    """One inspectorate, with its posts."""
    return Rows(1, {"inspectors": structure.inspectors})


regulator = Table("regulator", code=3, zh="监管部门", plural="regulators", parents=("leader", "region"), rows=agency,
                  columns={
    "inspectors": column(8, unit="persons", low=0, high=MOST_INSPECTORS, zh="监管人员人数",
                         meaning="posts filled without any instrument", source="county-defaults inspectors",
                         static=True),
})  # fmt: skip
