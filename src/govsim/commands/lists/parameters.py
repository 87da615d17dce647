"""The numbers of the mechanisms."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row, Shown, row_shown
from govsim.study.speak.words import in_full, tell, unit_in_full


def _rows(known: Known) -> list[Row]:
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "unit": unit_in_full(known.model, one.unit),
            "default": one.default,
            "low": one.low,
            "high": one.high,
            "calibrated": one.calibrated,
            "source": in_full(known.model, "parameter", one.name, "source", one.source),
        }
        for one in known.model.parameters.values()
    ]


def _show(name: str, known: Known) -> Shown:
    (head, *_), rows = row_shown(LIST, name, known, tell("listing.set_parameter", name=name))
    meaning = in_full(known.model, "parameter", name, "meaning", known.model.parameters[name].meaning)
    return [head, *([meaning] if meaning else [])], rows


LIST = List("parameters", 25, _rows, "parameter", lambda known: known.model.parameters, _show)
