"""Who spends, who pays whom, and who bears what accidents cost."""

from __future__ import annotations

from govsim.commands.common.listing import Known, List, Row
from govsim.language import Booking, Model, entries_of_ledger
from govsim.study.speak.words import spoken, tell


def entry_said(model: Model, entry: Booking) -> str:
    """An entry in a few words: for what, from whom, to whom."""
    parties = " -> ".join(_party(model, name) for name in entry.parties)
    return f"{_what(entry)} ({parties or tell('ledger.hours')})"


def _what(entry: Booking) -> str:
    return entry.zh if spoken() == "zh" and entry.zh else entry.what


def _party(model: Model, name: str) -> str:
    return model.payers[name].zh if spoken() == "zh" else name


def _rows(known: Known) -> list[Row]:
    """A row an entry: those of mechanisms, then those of instruments."""
    model = known.model
    return [
        {
            "entry": _what(entry),
            "kind": tell(f"ledger.{entry.kind}"),
            "from": _party(model, entry.payer) if entry.payer else "",
            "to": _party(model, entry.taker) if entry.taker else "",
            "by": instrument or entry.column,
        }
        for entry, instrument, _ in entries_of_ledger(model)
    ]


LIST = List("ledger", 45, _rows)
