"""How the compiled engine plays each rule and instrument: eight rows at a time, or row by row and why."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row
from govsim.engines.vectors.reasons import RowByRow
from govsim.study.speak.words import tell


def _rows(known: Known) -> list[Row]:
    from govsim.engines.pieces import how_played

    return [
        {
            "rule": one.name,
            "table": one.table,
            "played": tell("rows.one" if one.reason else "rows.eight"),
            "reason": _said(one.reason) if one.reason else "",
        }
        for one in how_played(known.model, known.model.instruments)
    ]


def _said(reason: RowByRow) -> str:
    words = tell(reason.key)
    return tell("rows.placed", reason=words, place=reason.place) if reason.place else words


LIST = List("rules", 65, _rows)
