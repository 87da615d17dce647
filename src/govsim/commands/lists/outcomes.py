"""Everything counted."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row
from govsim.study.speak.words import in_full, unit_in_full


def _rows(known: Known) -> list[Row]:
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "unit": unit_in_full(known.model, one.unit),
            "kind": one.kind,
            "better": one.better,
            "meaning": in_full(known.model, "outcome", one.name, "meaning", one.meaning),
        }
        for one in known.model.outcomes.values()
    ]


LIST = List("outcomes", 30, _rows, "outcome", lambda known: known.model.outcomes)
