"""Where instruments and mechanisms meet."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row, Shown, row_shown
from govsim.study.speak.words import in_full, tell, unit_in_full


def _rows(known: Known) -> list[Row]:
    return [
        {
            "name": one.name,
            "zh": one.zh,
            "unit": unit_in_full(known.model, one.unit),
            "level": one.level,
            "neutral": one.neutral,
            "combine": one.combine,
            "low": _finite(one.low),
            "high": _finite(one.high),
            "meaning": in_full(known.model, "channel", one.name, "meaning", one.meaning),
        }
        for one in known.model.channels.values()
    ]


def _finite(value: float) -> float | None:
    return None if value in (float("inf"), float("-inf")) else value


def _show(name: str, known: Known) -> Shown:
    head, rows = row_shown(LIST, name, known)
    model = known.model
    movers = [one for one in model.instruments if any(moved == name for moved, _ in model.effects_of(one))]
    who = tell("listing.moved_by", names=", ".join(movers)) if movers else tell("listing.moved_by_none")
    return [*head, who], rows


LIST = List("channels", 40, _rows, "channel", lambda known: known.model.channels, _show)
