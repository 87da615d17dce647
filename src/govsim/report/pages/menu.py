"""The menu of instruments for who chooses: what each moves, what is expected of it and what is doubted.

The sentences that no declaration holds stand in `instruments_en.md` and `instruments_zh.md`.
"""

from __future__ import annotations

from govsim.report.docstrings import told
from govsim.report.page import OutsidePage, Page
from govsim.report.sources import FINDING
from govsim.report.view import View

HEADS = ("instrument", "label", "moves", "expected", "evidence", "doubt")


def menu(view: View, lang: str, path: str, manual: str) -> Page:
    """The page beside the folder `manual`, which holds every detail."""
    page = OutsidePage(path, Page.title_of("menu", lang), lang, view, manual)
    parts = {
        "pages": page.link(Page.title_of("instruments", lang), "instruments.md"),
        "payers": page.listed(map(page.payer, sorted(view.model.payers))),
    }
    page.template("instruments", parts, {"table": lambda: page.table([page.say(f"head.{h}") for h in HEADS], [
        _row(page, name) for name in view.model.instruments
    ])})  # fmt: skip
    return page


def _row(page: Page, name: str) -> list[str]:
    one, view = page.model.instruments[name], page.view
    cited = FINDING.finditer(told(view, name, "evidence"))
    return [
        page.instrument(name),
        page.label(one.zh),
        page.listed(map(page.channel, dict.fromkeys(channel for channel, _ in view.model.effects_of(name)))),
        page.cited(told(view, name, "expected", page.lang)),
        page.listed(dict.fromkeys(page.cited(found[0]) for found in cited)),
        page.cited(told(view, name, "doubt", page.lang)),
    ]
