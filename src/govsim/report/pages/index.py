"""The first page of the manual: what is where, and how much of it is assumed."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.report.page import Page
from govsim.report.pages.numbers import count_table, tally
from govsim.report.view import View

TOPICS = (
    "entities", "channels", "ledger", "week", "mechanisms", "parameters", "assumed", "industries", "instruments",
    "outcomes", "bibliography", "odd",
)  # fmt: skip


def index(view: View, lang: str, pages: Sequence[Page]) -> Page:
    """The index: topics with links, then mechanisms and instruments, then what numbers stand on."""
    page = Page("index.md", Page.title_of("index", lang), lang, view)
    page.paragraph(page.say("index.intro"))
    by_topic = {one.path.rpartition("/")[2].removesuffix(".md").removesuffix("-zh"): one for one in pages}
    page.bullets(
        f"{page.link(by_topic[topic].title, by_topic[topic].path)}: {page.say(f'index.{topic}')}" for topic in TOPICS
    )
    model = view.model
    page.heading(page.say("index.counts"))
    page.paragraph(page.say(
        "index.size", tables=len(model.tables), columns=sum(len(model.declared_columns(name)) for name in model.tables),
        rules=len(model.rules), mechanisms=len(view.mechanisms), parameters=len(model.parameters),
        channels=len(model.channels), instruments=len(model.instruments), outcomes=len(model.outcomes),
    ))  # fmt: skip
    counts = tally(view)
    assumed = sum(count for (_, made), count in counts.items() if made == "assumed")
    page.paragraph(page.say("index.assumed_count", assumed=assumed, all=sum(counts.values())))
    count_table(page)
    page.paragraph(page.say("index.basis"))
    for key, folder in (("mechanisms", "mechanisms/"), ("instruments", "instruments/")):
        page.heading(Page.title_of(key, lang))
        page.bullets(page.link(one.title, one.path) for one in pages if one.path.startswith(folder))
    return page
