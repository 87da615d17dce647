"""Who exists and what each remembers: a table a kind of agent."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.engines.plan import COST_COLUMNS, COST_TABLES, ENGINE_COLUMNS
from govsim.language import CHANNELS, TABLES, Column, Table
from govsim.report.model import Model
from govsim.report.page import Page, number
from govsim.report.sources import basis


def entities(model: Model, lang: str) -> Page:
    """Every table with its columns: unit, range, start, meaning, source, who writes and who reads it."""
    page = Page("entities.md", Page.title_of("entities", lang), lang, model)
    page.paragraph(page.say("entities.intro"))
    page.table(
        [page.say("head.entity"), page.say("head.label"), page.say("head.parents"), page.say("head.columns")],
        [
            [
                page.link(f"`{one.name}`", page.path, f"table-{one.name}"),
                page.label(one.zh),
                page.listed(f"`{parent}`" for parent in one.parents),
                number(len(one.columns)),
            ]
            for one in TABLES.values()
        ],
    )
    for one in TABLES.values():
        _table(page, one, model)
    _engine_columns(page)
    return page


def _table(page: Page, one: Table, model: Model) -> None:
    page.heading(f"`{one.name}` {page.label(one.zh)}".strip(), anchor=f"table-{one.name}")
    members = [other.plural for other in TABLES.values() if one.name in other.parents]
    channels = [name for name, channel in CHANNELS.items() if channel.level == one.name]
    facts = []
    if one.parents:
        facts.append(page.say("entities.parents", parents=page.listed(f"`{name}`" for name in one.parents)))
    if members:
        facts.append(page.say("entities.members", members=page.listed(f"`{name}`" for name in members)))
    if channels:
        facts.append(page.say("entities.channels", channels=page.listed(map(page.channel, channels))))
    page.paragraph(page.say("manual.space").join(facts))
    heads = ["column", "label", "unit", "range", "start", "meaning", "basis", "source", "written_by", "read_by"]
    page.table(
        [page.say(f"head.{head}") for head in heads],
        [_row(page, one.name, name, column, model) for name, column in one.columns.items()],
    )


def _row(page: Page, table: str, name: str, column: Column, model: Model) -> Sequence[str]:
    kind = type(column.default).__name__
    readers = model.read_by.get((table, name), ())
    writers = model.written_by.get((table, name), ())
    return [
        f'<a id="column-{table}-{name}"></a>`{name}`',
        page.label(column.zh),
        page.unit(column.unit) or page.say(f"type.{kind}"),
        page.between(column.low, column.high),
        number(column.default),
        page.cited(column.meaning),
        page.say(f"basis.{basis(column.source)}"),
        page.cited(column.source) if column.source not in ("computed", "structure") else "",
        page.listed(map(page.rule, writers)) or page.say("entities.set_once" if column.static else "entities.nobody"),
        page.listed(dict.fromkeys(map(page.reader, readers))) or page.say("entities.kept"),
    ]


def _engine_columns(page: Page) -> None:
    page.heading(page.say("entities.engine"), anchor="engine-columns")
    page.paragraph(page.say("entities.engine_intro"))
    heads = [page.say("head.column"), page.say("head.start"), page.say("head.meaning")]
    rows = [[f"`{name}`", number(one.default), page.say(f"column.{name}")] for name, one in ENGINE_COLUMNS.items()]
    where = page.listed(f"`{name}`" for name in COST_TABLES)
    rows += [[f"`{name}`", "0", page.say(f"column.{name}", tables=where)] for name in COST_COLUMNS]
    page.table(heads, rows)
