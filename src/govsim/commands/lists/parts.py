"""The parts of the model: the core, those that come with govsim, and files that are named as plugins."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row, Shown
from govsim.model import shipped, shipped_part
from govsim.study.speak.errors import thing
from govsim.study.speak.words import tell


def _rows(known: Known) -> list[Row]:
    """A row a part; those that come with govsim are there whether or not they were asked for."""
    here = {part.name: part for part in known.model.parts}
    rows = []
    for name in dict.fromkeys([*here, *shipped()]):
        part = here.get(name) or shipped_part(name)
        counts = {f"{kind}s": len(list(part.of_kind(kind))) for kind in ("table", "rule", "channel", "instrument")}
        rows.append({"name": name, **counts, "in use": name in here})
    return rows


def _show(name: str, known: Known) -> Shown:
    """What a part brings: its channels, outcomes and instruments by name."""
    part = next((one for one in known.model.parts if one.name == name), None) or shipped_part(name)
    head = [f"{name}  {tell('listing.kind', kind=thing('part'))}"]
    for kind in ("channel", "outcome", "instrument"):
        names = sorted({entry.name for entry in part.of_kind(kind)})
        head += [tell("listing.line", name=thing(kind), said=", ".join(names))] if names else []
    needing = sorted(one.name for one in known.model.instruments.values() if name in one.needs)
    head += [tell("listing.line", name=tell("word_of.needed_by"), said=", ".join(needing))] if needing else []
    return head, [next(row for row in _rows(known) if row["name"] == name)]


LIST = List("parts", 70, _rows, "part", lambda known: [row["name"] for row in _rows(known)], _show)
