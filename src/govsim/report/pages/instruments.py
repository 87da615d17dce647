"""A page an instrument: settings, memory, channels, entries of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govsim.language import EVERY_INSTRUMENT_HAS, EVERY_PLANNER_HAS, Instrument, Setting
from govsim.report.page import Page, number
from govsim.report.pages.mechanisms import cells, row_by_row
from govsim.report.sources import basis
from govsim.report.texts import action_doc, file_of, meaning_of, memory_text, setting_text
from govsim.report.view import View, is_setting
from govsim.study.ask.files import policy_of, scenario_files, scenario_titles


def instrument_list(view: View, lang: str) -> Page:
    """The menu, and the scenarios that take from it."""
    page = Page("instruments.md", Page.title_of("instruments", lang), lang, view)
    page.paragraph(page.say("instruments.intro", count=len(view.model.instruments)))
    page.table(
        [page.say(f"head.{head}") for head in ("instrument", "label", "what", "moves", "payers")],
        [
            [
                page.instrument(one.name),
                page.label(one.zh),
                page.said(meaning_of(one)),
                page.listed(map(page.channel, dict.fromkeys(moved for moved, _ in view.model.effects_of(one.name)))),
                page.listed(
                    map(page.payer, dict.fromkeys(name for entry, _ in one.bookings for name in entry.parties))
                ),
            ]
            for one in view.model.instruments.values()
        ],
    )
    page.heading(page.say("instruments.generic"))
    page.bullets(f"`{name}`: {page.say(f'generic.{name}')}" for name in (*EVERY_INSTRUMENT_HAS, *EVERY_PLANNER_HAS))
    page.heading(page.say("instruments.scenarios"))
    titles = scenario_titles()
    page.table(
        [page.say(f"head.{head}") for head in ("scenario", "title", "instruments")],
        [
            [f"`{name}`", titles[name][lang], page.listed(map(page.instrument, map(str, policy_of(tree))))]
            for name, tree in scenario_files().items()
        ],
    )
    return page


def instrument_pages(view: View, lang: str) -> Iterator[Page]:
    """The page of each instrument."""
    for one in view.model.instruments.values():
        page = Page(f"instruments/{one.name}.md", f"`{one.name}` {one.zh if lang == 'zh' else one.en}", lang, view)
        page.paragraph(page.said(meaning_of(one)))
        if one.needs:
            page.paragraph(page.say("instruments.needs", parts=page.listed(f"`{name}`" for name in one.needs)))
        if file := file_of(view, one.name):
            page.heading(page.say("instruments.why"))
            page.docstring(file)
        _settings(page, one)
        _memory(page, one)
        _effects(page, one)
        _ledger(page, one)
        if reason := page.view.reasons.get(("instrument", one.name)):
            page.paragraph(row_by_row(page, reason))
        yield page


def _settings(page: Page, one: Instrument) -> None:
    page.heading(Page.title_of("settings", page.lang))
    heads = ["setting", "label", "default", "range", "inert", "unit", "meaning", "basis", "source"]
    page.table(
        [page.say(f"head.{head}") for head in heads],
        [_setting(page, one.name, name, made) for name, made in one.settings.items()],
    )
    page.paragraph(page.say("instruments.set_with", key=f"`instrument.{one.name}.SETTING=VALUE`"))


def _setting(page: Page, instrument: str, name: str, made: Setting) -> list[str]:
    return [
        f"`{name}`",
        page.label(made.zh),
        number(made.default),
        page.between(made.low, made.high),
        "" if made.neutral is None else number(made.neutral),
        page.unit(made.unit),
        page.said(setting_text(instrument, name, made, "meaning")),
        page.say(f"basis.{basis(made.source)}"),
        page.said(setting_text(instrument, name, made, "source")),
    ]


def _memory(page: Page, one: Instrument) -> None:
    if not one.remembers:
        return
    page.heading(page.say("instruments.memory"))
    page.paragraph(page.say("instruments.remembers_on", table=f"`{one.remembers_on}`"))
    page.table(
        [page.say(f"head.{head}") for head in ("column", "label", "unit", "start", "meaning")],
        [
            [
                f"`{name}`",
                page.label(c.zh),
                page.unit(c.unit),
                number(c.default),
                page.said(memory_text(one.name, name, c, "meaning")),
            ]
            for name, c in one.remembers.items()
        ],
    )
    if one.update:
        page.docstring(action_doc(one.name, one.update))


def _effects(page: Page, one: Instrument) -> None:
    channels = page.model.channels
    page.heading(page.say("instruments.effects"))
    page.table(
        [page.say(f"head.{head}") for head in ("channel", "label", "what", "settings", "state_read", "combine")],
        [
            [
                page.channel(name),
                page.label(channels[name].zh),
                _words(page, one, function),
                *_asks(page, one, function),
                page.say(f"combine.{channels[name].combine}"),
            ]
            for name, function in page.model.effects_of(one.name)
        ],
    )


def _ledger(page: Page, one: Instrument) -> None:
    page.heading(page.say("instruments.ledger"))
    if not one.bookings:
        page.paragraph(page.say("instruments.free"))
        return
    page.paragraph(
        page.say("instruments.ledger_intro", ledger=page.link(page.title_of("ledger", page.lang), "ledger.md"))
    )
    page.table(
        [
            page.say(f"head.{head}")
            for head in ("entry", "entry_kind", "payer", "taker", "how_much", "settings", "state_read")
        ],
        [
            [
                page.entry(entry),
                page.link(page.say(f"ledger.{entry.kind}"), "ledger.md", entry.kind),
                page.payer(entry.payer) if entry.payer else "",
                page.payer(entry.taker) if entry.taker else "",
                _words(page, one, function),
                *_asks(page, one, function),
            ]
            for entry, function in one.bookings
        ],
    )


def _asks(page: Page, one: Instrument, function: Callable[..., object]) -> list[str]:
    wired = page.view.wiring(function, one.remembers_on)
    own = [f"`own.{name}`" for name in wired.own_reads]
    return [
        page.listed(f"`{name}`" for name in wired.parameters),
        page.listed([*own, *cells(page, wired.reads, wired.parties[0])]),
    ]


def _words(page: Page, one: Instrument, function: Callable[..., object]) -> str:
    return page.say("instruments.itself") if is_setting(function) else page.first_line(action_doc(one.name, function))
