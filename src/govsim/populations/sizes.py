"""Size bands of enterprises, always computed from headcounts."""

from __future__ import annotations

BANDS = ((1, 9), (10, 19), (20, 49), (50, 99), (100, 249), (250, 499), (500, 999), (1000, 10_000_000))
"""Fewest and most workers of each band; a register's own size classes are never used."""
