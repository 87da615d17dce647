"""What differs between industries, with its sources."""

from __future__ import annotations

from govsim.language import fitted_values
from govsim.locale import knows, plain, text
from govsim.populations.industry_values import IndustryValue, industry_names, industry_table
from govsim.report.page import Page, number
from govsim.report.sources import basis
from govsim.report.texts import industry_source
from govsim.report.view import View


def industry_title(name: str, lang: str) -> str:
    """What an industry is called."""
    key = f"industry.{name}"
    return text(key, lang) if knows(key) else plain(name).capitalize()


def industries(view: View, lang: str) -> Page:
    """The values side by side, then each with unit, bounds and source."""
    page = Page("industries.md", Page.title_of("industries", lang), lang, view)
    page.paragraph(page.say("industries.intro"))
    cells = {(cell.industry, cell.column): cell for cell in industry_table()}
    columns = list(dict.fromkeys(cell.column for cell in industry_table()))
    first = {cell.column: cell for cell in reversed(industry_table())}
    page.table(
        [page.say("head.column"), page.say("head.label"), page.say("head.unit"),
         *(industry_title(name, lang) for name in industry_names())],
        [
            [
                page.link(f"`{column}`", page.path, f"industry-{column}"),
                page.label(first[column].zh),
                page.unit(first[column].unit),
                *(number(_value(cells[name, column])) for name in industry_names()),
            ]
            for column in columns
        ],
    )  # fmt: skip
    for column in columns:
        page.heading(f"`{column}` {page.label(first[column].zh)}".strip(), anchor=f"industry-{column}")
        page.table(
            [page.say(f"head.{head}") for head in ("industry", "value", "range", "unit", "basis", "source")],
            [
                [
                    industry_title(name, lang),
                    number(_value(cells[name, column])),
                    page.between(cells[name, column].low, cells[name, column].high),
                    page.unit(cells[name, column].unit),
                    page.say(f"basis.{basis(cells[name, column].source, _is_fitted(cells[name, column]))}"),
                    page.said(industry_source(name, column, cells[name, column].source)),
                ]
                for name in industry_names()
            ],
        )
    return page


def _is_fitted(cell: IndustryValue) -> bool:
    return (cell.industry, cell.column) in fitted_values()


def _value(cell: IndustryValue) -> float:
    """The value in force: that of the fit where there is one."""
    return fitted_values().get((cell.industry, cell.column), cell.value)
