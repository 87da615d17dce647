"""The channels: where instruments and mechanisms meet."""

from __future__ import annotations

from govsim.language import CHANNELS, TABLES, Channel
from govsim.report.model import Model
from govsim.report.page import Page, number


def channels(model: Model, lang: str) -> Page:
    """Every channel by level: unit, neutral value, combination, bounds, who moves and who reads it."""
    page = Page("channels.md", Page.title_of("channels", lang), lang, model)
    page.paragraph(page.say("channels.intro"))
    used = dict.fromkeys(one.combine for one in CHANNELS.values())
    page.bullets(f"**{page.say(f'combine.{how}')}**: {page.say(f'combine.{how}.meaning')}" for how in used)
    heads = ["channel", "label", "unit", "neutral", "combine", "range", "meaning", "moved_by", "read_by"]
    for table in TABLES.values():
        rows = [_row(page, one, model) for one in CHANNELS.values() if one.level == table.name]
        if rows:
            page.heading(page.say("channels.of", table=table.zh if lang == "zh" else table.name))
            page.table([page.say(f"head.{head}") for head in heads], rows)
    return page


def _row(page: Page, one: Channel, model: Model) -> list[str]:
    neutral = page.cell(one.level, one.neutral, one.level) if isinstance(one.neutral, str) else number(one.neutral)
    movers = model.moved_by.get(one.name, ())
    return [
        f'<a id="channel-{one.name}"></a>`{one.name}`',
        page.label(one.zh),
        page.unit(one.unit),
        neutral,
        page.say(f"combine.{one.combine}"),
        page.between(one.low, one.high),
        page.cited(one.meaning),
        page.listed(map(page.instrument, movers)) or page.say("channels.unmoved"),
        page.listed(map(page.reader, model.read_by.get((one.level, one.name), ()))) or page.say("manual.none"),
    ]
