"""The parts of the model: the core, those that come with govsim, and files that are named as plugins."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row
from govsim.model import shipped, shipped_part


def _rows(known: Known) -> list[Row]:
    """A row a part; those that come with govsim are there whether or not they were asked for."""
    here = {part.name: part for part in known.model.parts}
    rows = []
    for name in dict.fromkeys([*here, *shipped()]):
        part = here.get(name) or shipped_part(name)
        counts = {f"{kind}s": len(list(part.of_kind(kind))) for kind in ("table", "rule", "channel", "instrument")}
        rows.append({"name": name, **counts, "in use": name in here})
    return rows


LIST = List("parts", 70, _rows)
