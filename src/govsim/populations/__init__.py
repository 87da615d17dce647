"""Who exists: one file an agent type, one table each. Importing this registers the tables."""

from govsim.populations import enterprise, industry, insurer, leader, public, region, regulator, worker

__all__ = ["enterprise", "industry", "insurer", "leader", "public", "region", "regulator", "worker"]
