"""The ledger: who spends, who pays whom, and who bears what accidents cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from govsim.language import Booking, entries_of_ledger
from govsim.report.page import Page
from govsim.report.texts import action_doc
from govsim.report.view import View

KINDS = ("spends", "transfers", "suffers", "hours")


def ledger(view: View, lang: str) -> Page:
    """Every entry by kind: from whom, to whom, for what, in which mechanism or instrument, and what says how much."""
    page = Page("ledger.md", Page.title_of("ledger", lang), lang, view)
    page.paragraph(page.say("ledger.intro"))
    entries = list(entries_of_ledger(view.model))
    for kind in KINDS:
        page.heading(page.say(f"ledger.{kind}"), anchor=kind)
        page.paragraph(page.say(f"ledger.{kind}_intro"))
        page.table(
            [page.say(f"head.{head}") for head in ("entry", *_parties(kind), "booked_by", "how_much")],
            (_row(page, *one) for one in entries if one[0].kind == kind),
        )
    return page


def _parties(kind: str) -> Iterable[str]:
    return {"transfers": ("payer", "taker"), "hours": ()}.get(kind, ("payer",))


def _row(page: Page, entry: Booking, instrument: str, function: Callable[..., object] | None) -> list[str]:
    parties = [page.payer(name) for name in entry.parties]
    if function is not None:
        by, amount = page.instrument(instrument), page.first_line(action_doc(instrument, function))
    else:
        table, _, column = entry.column.partition(".")
        by, amount = page.mechanism(page.view.home_of("ledger", entry.column)), page.cell(table, column)
    return [page.entry(entry), *parties, by, amount]
