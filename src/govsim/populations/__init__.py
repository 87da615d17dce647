"""Who exists: one file an agent type, one table's columns each. Importing this registers the tables in order."""

from govsim.populations import leader, public, regulator, insurer, industry, enterprise, worker  # noqa: I001

__all__ = ["enterprise", "industry", "insurer", "leader", "public", "regulator", "worker"]
