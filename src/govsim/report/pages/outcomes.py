"""What is counted, and in which book."""

from __future__ import annotations

from govsim.language import Outcome
from govsim.report.page import Page, book_of, number
from govsim.report.texts import meaning_of
from govsim.report.view import View


def outcomes(view: View, lang: str) -> Page:
    """Every outcome with its formula, and the table of enterprise years."""
    page = Page("outcomes.md", Page.title_of("outcomes", lang), lang, view)
    page.paragraph(page.say("outcomes.intro"))
    page.bullets(page.say(f"outcomes.{book}") for book in ("true", "recorded", "expected"))
    heads = ["outcome", "label", "unit", "formula", "book", "better", "meaning"]
    for kind in ("flow", "stock", "ratio"):
        page.heading(page.say(f"kind.{kind}"), anchor=f"kind-{kind}")
        page.paragraph(page.say(f"kind.{kind}.meaning"))
        page.table(
            [page.say(f"head.{head}") for head in heads],
            [_row(page, one) for one in view.outcomes if one.kind == kind],
        )
    page.heading(page.say("outcomes.yearly"), anchor="yearly")
    page.paragraph(page.say("outcomes.yearly_intro"))
    page.bullets(
        page.say(f"outcomes.yearly_{how}", columns=page.listed(page.cell("enterprise", c, "enterprise") for c in kept))
        for how, kept in zip(("sums", "last"), view.model.yearly, strict=True)
    )
    return page


def _row(page: Page, one: Outcome) -> list[str]:
    book = book_of(one.name)
    return [
        f'<a id="outcome-{one.name}"></a>`{one.name}`',
        page.label(one.zh),
        page.unit(one.unit),
        formula(page, one),
        page.say(f"book.{book}") if book else "",
        page.say(f"better.{one.better}") if one.better else "",
        page.said(meaning_of(one)),
    ]


def formula(page: Page, one: Outcome) -> str:
    """How an outcome is computed."""
    if one.is_ratio:
        scale = "" if one.scale == 1.0 else f"{number(one.scale)} × "
        return f"{scale}{page.outcome(one.over)} / {page.outcome(one.by)}"
    return "Σ " + " + ".join(page.cell(*total.split(".", 1)) for total in one.total)
