"""Workers: attitude, habit, skill, and what happens to them in a week."""

from typing import Any

import numpy as np

from govsim.language import Rows, Table, column


def posts(structure: Any) -> Rows:
    """A row a post, enterprise by enterprise."""
    owners = np.repeat(np.arange(len(structure)), structure.headcount)
    return Rows(len(owners), {"enterprise": owners, "post": True})


worker = Table("worker", code=7, rows=posts, zh="工人", plural="workers", parents=("enterprise",), columns={
    "post": column(False, unit="", zh="真实岗位", meaning="True for a real post; padding rows never fill",
                   source="structure", static=True),
    "temporary": column(False, unit="", zh="临时工",
                        meaning="temporary or subcontracted", source="industries.csv"),
})  # fmt: skip
