"""The leader of the county's government: what the evaluation asks, how much pressure it makes, and campaigns."""

from typing import Any

from govsim.language import Rows, Table
from govsim.populations.region import own_region


def governments(structure: Any) -> Rows:
    """A leader a region."""
    return Rows(len(structure.regions), own_region(structure))


leader = Table("leader", code=1, zh="地方政府领导", plural="leaders", rows=governments, parents=("region", "province"))
