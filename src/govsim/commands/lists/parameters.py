"""The numbers of the mechanisms."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row, Shown, row_shown
from govsim.language import PARAMETERS
from govsim.study.speak.errors import in_words
from govsim.study.speak.words import tell


def _rows(known: Known) -> list[Row]:
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "unit": in_words(one.unit),
            "default": one.default,
            "low": one.low,
            "high": one.high,
            "calibrated": one.calibrated,
            "source": one.source,
        }
        for one in PARAMETERS.values()
    ]


def _show(name: str, known: Known) -> Shown:
    (head, *_), rows = row_shown(LIST, name, known, "; " + tell("listing.set_parameter", name=name))
    meaning = PARAMETERS[name].meaning
    return [head, *([meaning] if meaning else [])], rows


LIST = List("parameters", 25, _rows, "parameter", lambda known: PARAMETERS, _show)
