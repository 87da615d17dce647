"""The leader of the county's government: what the evaluation asks, how much pressure it makes, and campaigns."""

from govsim.language import Table

leader = Table("leader", code=1, zh="地方政府领导", plural="leaders", parents=("region",))
