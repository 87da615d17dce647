"""How large enterprises and populations are: bands of headcounts, and limits that hold wherever they are asked for."""

from __future__ import annotations

BANDS = ((1, 9), (10, 19), (20, 49), (50, 99), (100, 249), (250, 499), (500, 999), (1000, 10_000_000))
"""Fewest and most workers of each band; a register's own size classes are never used."""
SMALL = 25.0  # workers of the enterprise by which sizes are measured; assumed
SCALE_CAP = 3400.0  # workers beyond which hazards no longer rise; assumed: keeps their counts within their bounds
MOST_ENTERPRISES = 200_000  # of a county or a register; assumed: beyond the memory of one machine
MOST_INSPECTORS = 100_000  # assumed: more is a slip of the keyboard
MOST_REGIONS = 1_000  # assumed: more is a slip of the keyboard
MADE_REGION = "county"  # the region of a made county, which has no name
