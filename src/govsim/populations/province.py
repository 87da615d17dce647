"""The government above: it appraises the leaders of regions, and pools what regions share."""

from govsim.language import Table

province = Table("province", code=9, zh="上级政府", plural="provinces")
