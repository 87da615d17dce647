"""Everything counted."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row
from govsim.language import OUTCOMES
from govsim.study.speak.errors import in_words


def _rows(known: Known) -> list[Row]:
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "unit": in_words(one.unit),
            "kind": one.kind,
            "better": one.better,
            "meaning": one.meaning,
        }
        for one in OUTCOMES.values()
    ]


LIST = List("outcomes", 30, _rows, "outcome", lambda known: OUTCOMES)
