"""Every number that someone chose: all parameters at a glance, and which numbers are assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from govsim.populations.industry_values import industry_table
from govsim.report.page import Page, number
from govsim.report.sources import basis
from govsim.report.texts import Text, column_text, industry_source, parameter_source, setting_text
from govsim.report.view import View

KINDS = ("parameter", "setting", "industry", "start")


@dataclass(frozen=True)
class Number:
    """One number of the model and what it stands on."""

    kind: str
    name: str
    group: str
    value: float
    low: float
    high: float
    unit: str
    zh: str
    source: Text
    basis: str


def numbers(view: View) -> Iterator[Number]:
    """Parameters, settings, cells of the industries' table, and starting values with a source."""
    model = view.model
    for p in view.parameters:
        yield Number("parameter", p.name, view.home_of("parameter", p.name), p.default, p.low, p.high, p.unit, p.zh,
                     parameter_source(p), basis(p.source, p.calibrated))  # fmt: skip
    for i in model.instruments.values():
        for name, s in i.settings.items():
            yield Number("setting", name, i.name, float(s.default), s.low, s.high, s.unit, s.zh,
                         setting_text(i.name, name, s, "source"), basis(s.source))  # fmt: skip
    for c in industry_table():
        yield Number("industry", c.column, c.industry, c.value, c.low, c.high, c.unit, c.zh,
                     industry_source(c.industry, c.column, c.source), basis(c.source))  # fmt: skip
    for table in model.tables:
        for name, column in view.columns(table).items():
            made = basis(column.source)
            if made not in ("computed", "table"):
                yield Number("start", name, table, float(column.default), column.low, column.high, column.unit,
                             column.zh, column_text(table, name, column, "source"), made)  # fmt: skip


def tally(view: View) -> Counter[tuple[str, str]]:
    """How many numbers of each kind stand on what."""
    return Counter((one.kind, one.basis) for one in numbers(view))


def count_table(page: Page) -> None:
    """Kinds of numbers by what they stand on."""
    counts = tally(page.view)
    used = [made for made in ("published", "fitted", "assumed", "stated") if any(counts[k, made] for k in KINDS)]
    rows = [
        [page.say(f"numbers.{kind}"), *(number(counts[kind, made]) for made in used), number(
            sum(counts[kind, made] for made in used))]
        for kind in KINDS
    ]  # fmt: skip
    rows.append([
        page.say("numbers.all"),
        *(number(sum(counts[kind, made] for kind in KINDS)) for made in used),
        number(sum(counts.values())),
    ])  # fmt: skip
    page.table([page.say("head.numbers"), *(page.say(f"basis.{made}") for made in used), page.say("numbers.all")], rows)


def parameters(view: View, lang: str) -> Page:
    """Every parameter in one table."""
    page = Page("parameters.md", Page.title_of("parameters", lang), lang, view)
    page.paragraph(page.say("parameters.intro"))
    known = view.model.parameters
    page.paragraph(page.say("parameters.count", count=len(known), assumed=sum(one.assumed for one in known.values())))
    heads = ["parameter", "label", "default", "range", "unit", "basis", "mechanism"]
    page.table(
        [page.say(f"head.{head}") for head in heads],
        [
            [
                page.parameter(p.name),
                page.label(p.zh),
                number(p.default),
                page.between(p.low, p.high),
                page.unit(p.unit),
                page.say(f"basis.{basis(p.source, p.calibrated)}"),
                page.mechanism(view.home_of("parameter", p.name)),
            ]
            for p in sorted(known.values(), key=lambda p: p.name)
        ],
    )
    return page


def assumed(view: View, lang: str) -> Page:
    """What is assumed, all of it."""
    page = Page("assumed.md", Page.title_of("assumed", lang), lang, view)
    page.paragraph(page.say("assumed.intro"))
    count_table(page)
    for kind in KINDS:
        found = [one for one in numbers(view) if one.kind == kind and one.basis == "assumed"]
        if not found:
            continue
        page.heading(page.say("assumed.of", kind=page.say(f"numbers.{kind}"), count=len(found)))
        heads = ["group", "name", "label", "default", "range", "unit", "source"]
        page.table([page.say(f"head.{head}") for head in heads], [_row(page, one) for one in found])
    return page


def _row(page: Page, one: Number) -> list[str]:
    groups = {"parameter": page.mechanism, "setting": page.instrument}
    name = f"`{one.name}`"
    if one.kind == "parameter":
        name = page.parameter(one.name)
    elif one.kind == "start":
        name = page.cell(one.group, one.name, one.group)
    return [
        groups[one.kind](one.group) if one.kind in groups else f"`{one.group}`",
        name,
        page.label(one.zh),
        number(one.value),
        page.between(one.low, one.high),
        page.unit(one.unit),
        page.said(one.source),
    ]
