"""Who exists and what each remembers: a table a kind of agent."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.language import ENGINE_COLUMNS, Column, Table
from govsim.report.page import Page, number
from govsim.report.sources import basis
from govsim.report.texts import column_text
from govsim.report.view import View


def entities(view: View, lang: str) -> Page:
    """Every table with its columns: unit, range, start, meaning, source, who writes and who reads it."""
    page = Page("entities.md", Page.title_of("entities", lang), lang, view)
    page.paragraph(page.say("entities.intro"))
    page.table(
        [page.say("head.entity"), page.say("head.label"), page.say("head.parents")],
        [
            [
                page.link(f"`{one.name}`", page.path, f"table-{one.name}"),
                page.label(one.zh),
                page.listed(f"`{parent}`" for parent in view.model.parents_of(one.name)),
            ]
            for one in view.model.tables.values()
        ],
    )
    for one in view.model.tables.values():
        _table(page, one)
    _engine_columns(page)
    return page


def _table(page: Page, one: Table) -> None:
    model = page.model
    page.heading(f"`{one.name}` {page.label(one.zh)}".strip(), anchor=f"table-{one.name}")
    parents = [f"`{name}`" for name in model.parents_of(one.name)]
    members = [f"`{other.plural}`" for other in model.tables.values() if one.name in other.parents]
    channels = [page.channel(channel.name) for channel in page.view.channels if channel.level == one.name]
    facts = {"parents": parents, "members": members, "channels": channels}
    page.paragraph(page.say("manual.space").join(
        page.say(f"entities.{key}", **{key: page.listed(names)}) for key, names in facts.items() if names
    ))  # fmt: skip
    homes = {name: page.view.home_of_column(one.name, name) for name in page.view.columns(one.name)}
    order = ["", *(mechanism.name for mechanism in page.view.mechanisms)]
    for home in [name for name in order if name in homes.values()]:
        if home:
            page.heading(page.say("entities.of", mechanism=page.mechanism(home)), 3)
        _columns(page, one, [name for name in homes if homes[name] == home])


def _columns(page: Page, one: Table, names: Sequence[str]) -> None:
    declared = page.model.declared_columns(one.name)
    heads = ["column", "label", "unit", "range", "start", "meaning", "basis", "source", "written_by", "read_by"]
    page.table(
        [page.say(f"head.{head}") for head in heads], [_row(page, one.name, name, declared[name]) for name in names]
    )


def _row(page: Page, table: str, name: str, column: Column) -> Sequence[str]:
    kind = type(column.default).__name__
    readers = page.view.read_by.get((table, name), ())
    writers = page.view.written_by.get((table, name), ())
    source = page.said(column_text(table, name, column, "source"))
    return [
        f'<a id="column-{table}-{name}"></a>`{name}`',
        page.label(column.zh),
        page.unit(column.unit) or page.say(f"type.{kind}"),
        page.between(column.low, column.high),
        number(column.default),
        page.said(column_text(table, name, column, "meaning")),
        page.say(f"basis.{basis(column.source)}"),
        source if column.source not in ("computed", "structure") else "",
        page.listed(map(page.rule, writers)) or page.say("entities.set_once" if column.static else "entities.nobody"),
        page.listed(dict.fromkeys(map(page.reader, readers))) or page.say("entities.kept"),
    ]


def _engine_columns(page: Page) -> None:
    page.heading(page.say("entities.engine"), anchor="engine-columns")
    page.paragraph(page.say("entities.engine_intro"))
    heads = [page.say("head.column"), page.say("head.start"), page.say("head.meaning")]
    rows = [[f"`{name}`", number(one.default), page.say(f"column.{name}")] for name, one in ENGINE_COLUMNS.items()]
    booked = [name for name in page.model.tables if page.model.book_columns(name)]
    where = page.listed(f"`{name}`" for name in booked)
    columns = [
        (f"{kind}_{name}", kind, page.payer(name)) for name in page.model.payers for kind in ("cost", "harm_cost")
    ]
    columns = [("cost_resource", "cost_resource", ""), *columns, ("inspector_hours", "inspector_hours", "")]
    rows += [[f"`{name}`", "0", page.say(f"column.{kind}", payer=party, tables=where)] for name, kind, party in columns]
    own = page.listed(f"`{name}`" for name in booked if page.model.tables[name].books)
    page.table(heads, [*rows, ["`booked`", "0", page.say("column.booked", tables=own)]] if booked else rows[:4])
