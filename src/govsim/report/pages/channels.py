"""The channels: where instruments and mechanisms meet."""

from __future__ import annotations

from govsim.language import Channel
from govsim.report.page import Page, number
from govsim.report.texts import meaning_of
from govsim.report.view import View

COMBINATIONS = ("add", "product", "max", "min", "any")


def channels(view: View, lang: str) -> Page:
    """Every channel by level: unit, neutral value, combination, bounds, who moves and who reads it."""
    page = Page("channels.md", Page.title_of("channels", lang), lang, view)
    page.paragraph(page.say("channels.intro"))
    known = view.channels
    used = [how for how in COMBINATIONS if any(one.combine == how for one in known)]
    page.bullets(f"**{page.say(f'combine.{how}')}**: {page.say(f'combine.{how}.meaning')}" for how in used)
    heads = ["channel", "label", "unit", "neutral", "combine", "range", "meaning", "moved_by", "read_by"]
    for table in view.model.tables.values():
        rows = [_row(page, one) for one in known if one.level == table.name]
        if rows:
            page.heading(page.say("channels.of", table=page.table_name(table)))
            page.table([page.say(f"head.{head}") for head in heads], rows)
    return page


def _row(page: Page, one: Channel) -> list[str]:
    neutral = page.cell(one.level, one.neutral, one.level) if isinstance(one.neutral, str) else number(one.neutral)
    movers = page.view.moved_by.get(one.name, ())
    return [
        f'<a id="channel-{one.name}"></a>`{one.name}`',
        page.label(one.zh),
        page.unit(one.unit),
        neutral,
        page.say(f"combine.{one.combine}"),
        page.between(one.low, one.high),
        page.said(meaning_of(one)),
        page.listed(map(page.instrument, movers)) or page.say("channels.unmoved"),
        page.listed(map(page.reader, page.view.read_by.get((one.level, one.name), ()))) or page.say("manual.none"),
    ]
