"""The evidence that the declarations cite, and where they cite it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from govsim.report.page import Page, escaped
from govsim.report.sources import Cited, cited_in, defaults, evidence_words, facts, findings, series, unit_costs
from govsim.report.texts import Text, file_of, texts_of
from govsim.report.view import View

Place = tuple[str, str]  # a text of the declarations, and the link to where it stands


def texts(page: Page) -> Iterator[Place]:
    """Every text of the model that may cite, with a link to it."""
    files = {file.name: name for name in page.model.instruments if (file := file_of(page.view, name))}
    for text in texts_of(page.view):
        yield text.english, _link(page, text, files)


def _link(page: Page, text: Text, files: Mapping[str, str]) -> str:
    """A link to where a text stands."""
    whole, _, part = text.name.partition(".")
    if text.kind == "column":
        return page.cell(whole, part)
    if text.kind == "industry":
        return page.link(f"`industry.{part}`", "industries.md", f"industry-{part}")
    if text.kind in ("instrument", "setting", "memory", "action"):
        return page.instrument(files.get(whole, whole))
    if text.kind == "helper":
        home = next(one for one in page.view.mechanisms if text.name in [f.__name__ for f in one.helpers])
        return page.mechanism(home.name)
    links = {"parameter": page.parameter, "channel": page.channel, "outcome": page.outcome, "rule": page.rule,
             "mechanism": page.mechanism}  # fmt: skip
    return links[text.kind](text.name)


def citations(page: Page) -> dict[str, list[str]]:
    """The places that cite each id, in the order of the declarations."""
    found: dict[str, list[str]] = {}
    for words, place in texts(page):
        cited = cited_in(words)
        for one in (*cited.findings, *cited.facts, *cited.defaults, *cited.series, *cited.costs):
            if place not in found.setdefault(one, []):
                found[one].append(place)
    return found


def all_cited(page: Page) -> Cited:
    """Everything that the declarations cite."""
    cited = Cited()
    for words, _ in texts(page):
        cited = cited | cited_in(words)
    return cited


def bibliography(view: View, lang: str) -> Page:
    """Cited findings, rows of the default county, and facts computed from filings."""
    page = Page("bibliography.md", Page.title_of("bibliography", lang), lang, view)
    where, cited = citations(page), all_cited(page)
    known = [findings()[one] for one in cited.findings if one in findings()]
    recalled = sum(row["confidence"] != "seen" for row in known)
    page.paragraph(page.say("bibliography.intro", count=len(known), recalled=recalled))
    page.heading(page.say("bibliography.findings"))
    heads = ["id", "finding", "value", "who", "design", "source", "confidence", "cited_by"]
    page.table(
        [page.say(f"head.{head}") for head in heads],
        [_finding(page, row, where[row["id"]]) for row in known],
    )
    page.heading(page.say("bibliography.defaults"))
    page.paragraph(page.say("bibliography.defaults_intro"))
    heads = ["name", "where", "value", "years", "source", "confidence", "cited_by"]
    page.table(
        [page.say(f"head.{head}") for head in heads],
        [
            _default(page, row, where[name] if place == 0 else [], place == 0)
            for name in cited.defaults
            for place, row in enumerate(defaults().get(name, ()))
        ],
    )
    page.heading(page.say("bibliography.series"))
    page.paragraph(page.say("bibliography.series_intro"))
    page.table(
        [page.say(f"head.{head}") for head in ("name", "years", "value", "source", "confidence", "cited_by")],
        [
            _series(page, row, where[name] if place == 0 else [], place == 0)
            for name in cited.series
            for place, row in enumerate(series().get(name, ()))
        ],
    )
    if cited.costs:
        page.heading(page.say("bibliography.costs"))
        page.table(
            [page.say(f"head.{head}") for head in ("id", "what", "value", "years", "source", "confidence", "cited_by")],
            [_cost(page, unit_costs()[one], where[one]) for one in cited.costs if one in unit_costs()],
        )
    page.heading(page.say("bibliography.facts"))
    page.table(
        [page.say(f"head.{head}") for head in ("id", "finding", "value", "who", "computed", "caveat", "cited_by")],
        [_fact(page, facts()[one], where[one]) for one in cited.facts if one in facts()],
    )
    return page


def _said(page: Page, words: str) -> str:
    """What a row of evidence says in the language of the page; on a Chinese page as `evidence/zh.csv` has it."""
    return evidence_words().get(words, escaped(words)) if page.lang == "zh" else escaped(words)


def _value(page: Page, row: Mapping[str, str]) -> str:
    low, high = row.get("low"), row.get("high")
    span = f" [{low}, {high}]" if low or high else ""
    return f"{row['value']}{span} {_said(page, row['unit'])}".strip()


def _source(page: Page, row: Mapping[str, str]) -> str:
    """Where a row comes from: what is published in English is cited on a Chinese page as it stands."""
    words = _said(page, row["source"])
    if page.lang == "zh" and row["source"] not in evidence_words():
        words = f"<cite>{words}</cite>"
    return f"{words} <{row['url']}>".strip() if row["url"] else words


def _with_commas(page: Page, parts: Iterable[str]) -> str:
    return ("，" if page.lang == "zh" else ", ").join(parts)


def _confidence(page: Page, row: Mapping[str, str]) -> str:
    return page.say(f"confidence.{row['confidence']}")


def _finding(page: Page, row: Mapping[str, str], places: list[str]) -> list[str]:
    who = [_said(page, part) for part in (row["population"], row["country"], row["years"]) if part]
    return [
        f'<a id="{row["id"]}"></a>{row["id"]}',
        _said(page, row["quantity"]),
        _value(page, row),
        _with_commas(page, who),
        _said(page, row["design"]),
        _source(page, row),
        _confidence(page, row),
        page.listed(places),
    ]


def _default(page: Page, row: Mapping[str, str], places: list[str], first: bool) -> list[str]:
    name = row["parameter"]
    when = _with_commas(page, [_said(page, part) for part in (row["country"], row["year"]) if part])
    anchor = f'<a id="default-{name}"></a>' if first else ""
    return [
        f"{anchor}`{name}`", _said(page, row["where"]), _value(page, row), when, _source(page, row),
        _confidence(page, row), page.listed(places),
    ]  # fmt: skip


def _series(page: Page, row: Mapping[str, str], places: list[str], first: bool) -> list[str]:
    anchor = f'<a id="series-{row["series"]}"></a>' if first else ""
    return [
        f"{anchor}`{row['series']}`", row["year"], _value(page, row), _source(page, row), _confidence(page, row),
        page.listed(places),
    ]  # fmt: skip


def _cost(page: Page, row: Mapping[str, str], places: list[str]) -> list[str]:
    return [
        f'<a id="{row["id"]}"></a>{row["id"]}', _said(page, row["item"]), _value(page, row), row["year"],
        _source(page, {**row, "url": ""}), _confidence(page, row), page.listed(places),
    ]  # fmt: skip


def _fact(page: Page, row: Mapping[str, str], places: list[str]) -> list[str]:
    return [
        f'<a id="{row["id"]}"></a>{row["id"]}',
        _said(page, row["quantity"]),
        _value(page, row),
        _said(page, row["population"]),
        _said(page, row["computation"]),
        _said(page, row["caveat"]),
        page.listed(places),
    ]
