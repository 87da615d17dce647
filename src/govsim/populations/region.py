"""Regions: the county, to which a leader, an agency, a public and its enterprises belong."""

from govsim.language import Table

region = Table("region", code=8, zh="地区", plural="regions")
