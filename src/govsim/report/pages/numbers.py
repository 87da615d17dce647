"""Every number that someone chose: all parameters at a glance, and which numbers are assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from govsim.language import INSTRUMENTS, PARAMETERS, TABLES
from govsim.populations.industry_values import industry_table
from govsim.report.model import Model
from govsim.report.page import Page, number
from govsim.report.sources import basis

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
    source: str
    basis: str


def numbers(model: Model) -> Iterator[Number]:
    """Parameters, settings, cells of the industries' table, and starting values with a source."""
    for p in PARAMETERS.values():
        yield Number("parameter", p.name, model.home_of_parameter(p.name), p.default, p.low, p.high, p.unit, p.zh,
                     p.source, basis(p.source, p.calibrated))  # fmt: skip
    for i in INSTRUMENTS.values():
        for name, s in i.settings.items():
            yield Number("setting", name, i.name, float(s.default), s.low, s.high, s.unit, s.zh, s.source,
                         basis(s.source))  # fmt: skip
    for c in industry_table():
        yield Number("industry", c.column, c.industry, c.value, c.low, c.high, c.unit, c.zh, c.source, basis(c.source))
    for t in TABLES.values():
        for name, column in t.columns.items():
            made = basis(column.source)
            if made not in ("computed", "table"):
                yield Number("start", name, t.name, float(column.default), column.low, column.high, column.unit,
                             column.zh, column.source, made)  # fmt: skip


def tally(model: Model) -> Counter[tuple[str, str]]:
    """How many numbers of each kind stand on what."""
    return Counter((one.kind, one.basis) for one in numbers(model))


def count_table(page: Page) -> None:
    """Kinds of numbers by what they stand on."""
    counts = tally(page.model)
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


def parameters(model: Model, lang: str) -> Page:
    """Every parameter in one table."""
    page = Page("parameters.md", Page.title_of("parameters", lang), lang, model)
    page.paragraph(page.say("parameters.intro"))
    page.paragraph(page.say(
        "parameters.count", count=len(PARAMETERS), assumed=sum(one.assumed for one in PARAMETERS.values())
    ))  # fmt: skip
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
                page.mechanism(model.home_of_parameter(p.name)),
            ]
            for p in sorted(PARAMETERS.values(), key=lambda p: p.name)
        ],
    )
    return page


def assumed(model: Model, lang: str) -> Page:
    """What is assumed, all of it."""
    page = Page("assumed.md", Page.title_of("assumed", lang), lang, model)
    page.paragraph(page.say("assumed.intro"))
    count_table(page)
    for kind in KINDS:
        found = [one for one in numbers(model) if one.kind == kind and one.basis == "assumed"]
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
        page.cited(one.source),
    ]
