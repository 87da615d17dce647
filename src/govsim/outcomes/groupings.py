"""How enterprises are told apart in outcomes by group: by industry, and by size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from govsim.language import Group, grouping
from govsim.populations.industry_values import industry_labels, industry_names
from govsim.populations.sizes import BANDS, MADE_REGION

SHORT = {  # English names of industries, as figures say them
    "metal_machinery": "Metal and machinery",
    "transport_logistics": "Transport and logistics",
    "trade_catering": "Trade and catering",
    "new_format": "New business forms",
}


def _industries() -> Iterator[Group]:
    for name in industry_names():
        plain = SHORT.get(name) or name.replace("_", " ").capitalize()
        yield Group(name, plain, industry_labels()[name].split("（")[0])


def _bands() -> Iterator[Group]:
    for low, high in BANDS[:-1]:
        yield Group(f"{low}-{high}", f"{low} to {high} workers", f"{low}–{high} 人")
    low = BANDS[-1][0]
    yield Group(f"{low}+", f"{low:,} workers or more", f"{low:,} 人及以上")


def band_of(enterprises: Any) -> Any:
    """The size band of each enterprise, by its posts; one without posts is of the first."""
    lows = [low for low, _ in BANDS]
    return np.maximum(np.searchsorted(lows, enterprises["headcount"], side="right") - 1, 0)


def industry_of(enterprises: Any) -> Any:
    """The row of each enterprise's industry."""
    return enterprises["industry"]


def region_of(enterprises: Any) -> Any:
    """The row of each enterprise's region."""
    return enterprises["region"]


def regions_named(structure: Any) -> tuple[Group, ...]:
    """Regions as the population calls them; a made county alone has no name of its own."""
    names = [one.name for one in structure.regions]
    return tuple(Group("whole", "The county", "全县") if one == MADE_REGION else Group(one, one, one) for one in names)


grouping("region", en="region", zh="地区", named=regions_named, of=region_of)
grouping("industry", en="industry", zh="行业", groups=_industries(), of=industry_of)
grouping("size", en="size", zh="规模", groups=_bands(), of=band_of)
