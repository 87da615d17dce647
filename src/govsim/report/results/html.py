"""A report as one page that needs nothing else: no script, no font, no picture from anywhere, the same to the byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from govsim.locale import text
from govsim.report.results.gather import Figure, Part, Report
from govsim.report.results.picture import BrokenPictureError, inline_svg
from govsim.study.analysis.section import Shown
from govsim.study.speak.terminal import figure as in_figures
from govsim.study.speak.terminal import span
from govsim.study.speak.words import speaking

TEMPLATE = "page.html.j2"
SHORT_SENTENCES, SHORT_ROWS, SHORT_COLUMNS, SHORT_HANGS = 3, 8, 5, 4  # of a page for a decision maker; assumed: one A4
NAMED_SEEDS = 12  # named one by one


@dataclass(frozen=True)
class Drawn:
    """A figure in a page: its picture, its number and what is said of it."""

    svg: str
    number: int
    caption: str
    note: str


@dataclass(frozen=True)
class Grid:
    """A table in a page: heads, rows of cells, and which columns stand at the right."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]
    file: str = ""


def page(report: Report, lang: str, other: str, short: bool = False) -> str:
    """The page in a language.

    Args:
        report: what is said.
        lang: "en" or "zh".
        other: the file of the same page in the other language.
        short: whether it is the one page for a decision maker.
    """
    from jinja2 import Environment, StrictUndefined

    with speaking(lang):
        source = (resources.files("govsim.report.results") / TEMPLATE).read_text(encoding="utf-8")
        made = Environment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True,
                           keep_trailing_newline=True)  # fmt: skip
        made.filters["coded"] = coded
        style = (resources.files("govsim.report.results") / "page.css").read_text(encoding="utf-8")
        values = _values(report, lang, short)
        return made.from_string(source).render(other=other, style=style, short=short, lang=lang, **values)


def _values(report: Report, lang: str, short: bool) -> dict[str, Any]:
    numbered = _drawn(report, lang, short)
    return {
        "say": lambda key, **values: text(f"report.{key}", lang, **values),
        "report": report,
        "headline": headline(report, lang),
        "parts": [_part(part, numbered, lang, len(report.parts) == 1) for part in report.parts],
        "checks": [check_said(one, lang) for one in report.checks],
        "hangs_on": hangs_on(report, lang, SHORT_HANGS if short else None),
        "first_figure": next(iter(numbered.values()), None),
        "first_table": first_table(report, lang),
        "assumed": assumed_grid(report, lang),
        "count_assumed": len(report.assumed.numbers),
        "provenance": provenance_grid(report, lang),
    }


def coded(words: str) -> Any:
    """A text with what stands between backticks as code; all of it escaped. A sentence begins with a capital."""
    from markupsafe import Markup, escape

    said = words[:1].upper() + words[1:]
    pieces = said.split("`")
    if len(pieces) % 2 == 0:
        return escape(said)
    marked = (Markup("<code>{}</code>").format(one) if at % 2 else escape(one) for at, one in enumerate(pieces))
    return Markup("").join(marked)


def headline(report: Report, lang: str) -> list[str]:
    """What was found first: the first sentences of the one analysis, or the first of each."""
    sections = [part.section for part in report.parts if part.section is not None]
    if len(report.parts) == 1:
        return [one[lang] for section in sections for one in section.sentences[:SHORT_SENTENCES]]
    return [section.sentences[0][lang] for section in sections if section.sentences]


def hangs_on(report: Report, lang: str, most: int | None = None) -> list[str]:
    """What the conclusion hangs on, each once; of each analysis the first ones where there is little room."""
    found = [one[lang] for part in report.parts if part.section is not None for one in part.section.hangs_on]
    return list(dict.fromkeys(found))[:most]


def first_table(report: Report, lang: str) -> Grid | None:
    """The table that says most, as much of it as one page has room for."""
    for part in report.parts:
        for shown in part.section.tables if part.section is not None else ():
            grid = grid_of(shown, lang)
            rows = [row[:SHORT_COLUMNS] for row in grid.rows[:SHORT_ROWS]]
            return Grid(grid.title, grid.heads[:SHORT_COLUMNS], rows, grid.right[:SHORT_COLUMNS])
    return None


def grid_of(shown: Shown, lang: str) -> Grid:
    """A table of a section; columns of numbers stand at the right."""
    lines = list(shown.lines.get(lang) or ())
    heads = list(dict.fromkeys(head for line in lines for head in line))
    rows = [[str(line.get(head, "")) for head in heads] for line in lines]
    right = [at > 0 and _is_numbers([row[at] for row in rows]) for at in range(len(heads))]
    return Grid(shown.title.get(lang, ""), heads, rows, right, shown.file)


def _is_numbers(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip("-– ")]
    return bool(filled) and all(cell.lstrip("+-−±~<>≈ ")[:1].isdigit() for cell in filled)


def check_said(one: Mapping[str, Any], lang: str) -> dict[str, str]:
    """An expectation with its verdict and its intervals, in words."""
    expected, found, joint = one["expected"], one["found"], one.get("joint")
    unit = "%" if expected.get("measure") == "percent" and not expected.get("table") else ""
    reason = (one.get("reason") or {}).get(lang, "")
    number = reason or f"{in_figures(_number(found['value']))}{unit} {_span(found)}"
    return {
        "text": expected["text"][lang], "verdict": str(one["verdict"]),
        "said": text(f"check.{one['verdict']}", lang), "number": number,
        "joint": text("check.joint", lang, span=_span(joint)) if joint else "",
    }  # fmt: skip


def _span(found: Mapping[str, Any]) -> str:
    return span(_number(found["low"]), _number(found["high"]), in_figures)


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def assumed_grid(report: Report, lang: str) -> Grid | None:
    """The assumed numbers with what is declared of them; None where they are not known."""
    numbers = report.assumed.numbers
    if not numbers:
        return None
    heads = [text(f"report.assumed_{name}", lang) for name in ("owner", "number", "value", "bounds", "unit", "key")]
    rows = [
        [one.owner[lang], one.title[lang], in_figures(one.value), span(one.low, one.high, in_figures), one.unit[lang],
         one.key] for one in numbers
    ]  # fmt: skip
    return Grid("", heads, rows, [False, False, True, True, False, False])


def provenance_grid(report: Report, lang: str) -> Grid:
    """Where results come from, a row for each folder of runs."""
    names = ("analysis", "id", "seeds", "engine", "version", "commit", "source", "started")
    heads = [text(f"report.from_{name}", lang) for name in names]
    rows = [[part.name or part.title[lang], *_come_from(about)] for part in report.parts for about in part.provenance]
    return Grid("", heads, rows, [False] * len(names))


def _come_from(about: Mapping[str, Any]) -> list[str]:
    seeds = list(about.get("seeds") or ())
    is_run = len(seeds) > 1 and seeds == list(range(seeds[0], seeds[0] + len(seeds)))
    said = f"{seeds[0]}–{seeds[-1]}" if is_run else ", ".join(map(str, seeds[:NAMED_SEEDS]))
    return [
        str(about.get("id", "")), said, str(about.get("engine", "")), str(about.get("govsim", "")),
        str(about.get("commit") or "-")[:12], str(about.get("source", ""))[:12], str(about.get("started", ""))[:10],
    ]  # fmt: skip


def _part(part: Part, drawn: Mapping[int, Drawn], lang: str, is_alone: bool) -> dict[str, Any]:
    """What a page says of a part; of one alone the title and the first sentences stand above already."""
    section, first = part.section, SHORT_SENTENCES if is_alone else 0
    return {
        "name": part.name, "title": text("report.found", lang) if is_alone else part.title[lang],
        "command": part.command,
        "troubles": [one[lang] for one in part.troubles],
        "sentences": [one[lang] for one in section.sentences[first:]] if section else [],
        "tables": [grid_of(one, lang) for one in section.tables] if section else [],
        "figures": [drawn[id(one)] for one in part.figures if id(one) in drawn],
        "method": [one[lang] for one in section.method] if section else [],
    }  # fmt: skip


def _drawn(report: Report, lang: str, short: bool) -> dict[int, Drawn]:
    """The figures of a page by their identity, in the order of the page; of a short page only the first."""
    chosen = report.shown()
    chosen = sorted(chosen, key=lambda pair: [id(one) for one in report.parts].index(id(pair[0])))
    chosen = report.shown()[:1] if short else chosen
    made: dict[int, Drawn] = {}
    for number, (_, one) in enumerate(chosen, 1):
        made[id(one)] = _picture(one, number, lang)
    return made


def _picture(one: Figure, number: int, lang: str) -> Drawn:
    file, picture = one.files[lang], one.picture
    assert file is not None
    note = "" if lang in one.is_shown_in else text("report.other_language", lang)
    try:
        svg = inline_svg(file.with_name(f"{file.name}.svg"), f"f{number}-", picture.alt[lang])
    except BrokenPictureError:
        svg, note = "", text("report.broken_figure", lang, name=picture.stem)
    return Drawn(svg, number, picture.caption[lang], note)
