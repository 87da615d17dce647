"""A page an instrument: settings, memory, channels, costs."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from govsim.language import CHANNELS, INSTRUMENTS, Instrument, Setting
from govsim.locale import plain
from govsim.report.model import Model, functions_of, module_doc
from govsim.report.page import Page, first_line, number
from govsim.report.pages.mechanisms import cells
from govsim.report.sources import basis
from govsim.report.wiring import wiring_of
from govsim.study.ask.files import policy_of, scenario_files, scenario_titles

GENERIC = ("start", "phase_in", "end", "scope")


def instrument_list(model: Model, lang: str) -> Page:
    """The menu, and the scenarios that take from it."""
    page = Page("instruments.md", Page.title_of("instruments", lang), lang, model)
    page.paragraph(page.say("instruments.intro", count=len(INSTRUMENTS)))
    page.table(
        [page.say(f"head.{head}") for head in ("instrument", "label", "what", "moves", "payers")],
        [
            [
                page.instrument(one.name),
                page.label(one.zh),
                page.cited(one.meaning),
                page.listed(page.channel(name) for name in dict.fromkeys(name for name, _ in one.effects)),
                page.listed(page.say(f"payer.{payer}") for payer in dict.fromkeys(payer for payer, _ in one.costs)),
            ]
            for one in INSTRUMENTS.values()
        ],
    )
    page.heading(page.say("instruments.generic"))
    page.bullets(f"`{name}`: {page.say(f'generic.{name}')}" for name in GENERIC)
    page.heading(page.say("instruments.scenarios"))
    titles = scenario_titles()
    page.table(
        [page.say(f"head.{head}") for head in ("scenario", "title", "instruments")],
        [
            [f"`{name}`", titles[name][lang], page.listed(map(page.instrument, policy_of(tree)))]
            for name, tree in scenario_files().items()
        ],
    )
    return page


def instrument_pages(model: Model, lang: str) -> Iterator[Page]:
    """The page of each instrument."""
    for one in INSTRUMENTS.values():
        page = Page(f"instruments/{one.name}.md", f"`{one.name}` {one.zh if lang == 'zh' else one.en}", lang, model)
        page.paragraph(page.cited(one.meaning))
        functions = list(functions_of(one))
        if functions:
            page.heading(page.say("instruments.why"))
            page.docstring(module_doc(functions[0]))
        _settings(page, one)
        _memory(page, one)
        _effects(page, one)
        _costs(page, one)
        yield page


def _settings(page: Page, one: Instrument) -> None:
    page.heading(Page.title_of("settings", page.lang))
    heads = ["setting", "label", "default", "range", "inert", "unit", "meaning", "basis", "source"]
    page.table(
        [page.say(f"head.{head}") for head in heads],
        [_setting(page, name, made) for name, made in one.settings.items()],
    )
    page.paragraph(page.say("instruments.set_with", key=f"`instrument.{one.name}.SETTING=VALUE`"))


def _setting(page: Page, name: str, made: Setting) -> list[str]:
    return [
        f"`{name}`",
        page.label(made.zh),
        number(made.default),
        page.between(made.low, made.high),
        "" if made.neutral is None else number(made.neutral),
        page.unit(made.unit),
        page.cited(made.meaning),
        page.say(f"basis.{basis(made.source)}"),
        page.cited(made.source),
    ]


def _memory(page: Page, one: Instrument) -> None:
    if not one.remembers:
        return
    page.heading(page.say("instruments.memory"))
    page.paragraph(page.say("instruments.remembers_on", table=f"`{one.remembers_on}`"))
    page.table(
        [page.say(f"head.{head}") for head in ("column", "label", "unit", "start", "meaning")],
        [
            [f"`{name}`", page.label(c.zh), page.unit(c.unit), number(c.default), page.cited(c.meaning)]
            for name, c in one.remembers.items()
        ],
    )
    if one.update:
        page.docstring(inspect.getdoc(one.update) or plain(one.update.__name__))


def _effects(page: Page, one: Instrument) -> None:
    page.heading(page.say("instruments.effects"))
    page.table(
        [page.say(f"head.{head}") for head in ("channel", "label", "what", "settings", "state_read", "combine")],
        [
            [
                page.channel(name),
                page.label(CHANNELS[name].zh),
                page.cited(_words(function)),
                *_asks(page, one, function),
                page.say(f"combine.{CHANNELS[name].combine}"),
            ]
            for name, function in one.effects
        ],
    )


def _costs(page: Page, one: Instrument) -> None:
    page.heading(page.say("instruments.costs"))
    if not one.costs:
        page.paragraph(page.say("instruments.free"))
        return
    page.paragraph(page.say("instruments.costs_intro"))
    page.table(
        [page.say(f"head.{head}") for head in ("payer", "what", "settings", "state_read")],
        [
            [page.say(f"payer.{payer}"), page.cited(_words(function)), *_asks(page, one, function)]
            for payer, function in one.costs
        ],
    )


def _asks(page: Page, one: Instrument, function: Callable[..., object]) -> list[str]:
    wired = wiring_of(function, one.remembers_on)
    own = [f"`own.{name}`" for name in wired.own_reads]
    return [
        page.listed(f"`{name}`" for name in wired.parameters),
        page.listed([*own, *cells(page, wired.reads, wired.parties[0])]),
    ]


def _words(function: Callable[..., object]) -> str:
    return first_line(function.__doc__ or plain(function.__name__).capitalize())
