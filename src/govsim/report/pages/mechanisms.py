"""A page a mechanism: what its rules say, read, write and draw, and its parameters."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

from govsim.language import CHANNELS, Parameter
from govsim.locale import plain
from govsim.report.model import Mechanism, Model, Step, code_of, constants_of, stem_of
from govsim.report.page import Page, mechanism_title, number
from govsim.report.pages.week import acts_on
from govsim.report.sources import basis
from govsim.report.wiring import Cell, Function, Wiring, wiring_of


def mechanism_list(model: Model, lang: str) -> Page:
    """Every mechanism in one line."""
    page = Page("mechanisms.md", Page.title_of("mechanisms", lang), lang, model)
    page.paragraph(page.say("mechanisms.intro"))
    page.table(
        [page.say(f"head.{head}") for head in ("mechanism", "what", "rules", "parameters", "assumed")],
        [
            [
                page.mechanism(one.name),
                page.cited(one.doc.partition("\n")[0]),
                page.listed(page.rule(rule.name) for rule in one.rules),
                number(len(one.parameters)),
                number(sum(p.assumed for p in one.parameters)),
            ]
            for one in model.mechanisms
        ],
    )
    return page


def mechanism_pages(model: Model, lang: str) -> Iterator[Page]:
    """The page of each mechanism."""
    for one in model.mechanisms:
        page = Page(f"mechanisms/{one.name}.md", mechanism_title(one.name, lang), lang, model)
        page.docstring(one.doc)
        page.paragraph(page.say("mechanisms.file", file=f"`govsim/mechanisms/{one.name}.py`"))
        constants = [f"`{name}` = {number(value)}" for name, value in constants_of(one)]
        page.paragraph(_line(page, "mechanisms.constants", constants))
        for step in model.steps:
            if step.rule in one.rules:
                _rule(page, step)
        _helpers(page, one)
        _parameters(page, one)
        yield page


def _rule(page: Page, step: Step) -> None:
    rule = step.rule
    wired = wiring_of(rule.function)
    page.heading(f"`{rule.name}`", anchor=f"rule-{rule.name}")
    page.docstring(inspect.getdoc(rule.function) or plain(rule.name).capitalize())
    moved = [cell for cell in wired.reads if cell[1] in CHANNELS and CHANNELS[cell[1]].level == cell[0]]
    asked = [table for table in wired.parties if table != rule.table]
    lines = [
        page.say("rule.acts", rows=acts_on(page, step)),
        page.say("rule.place", number=step.number, phase=page.link(
            page.say(f"phase.{step.phase}"), "week.md", f"phase-{step.phase}")),
        _line(page, "rule.asks", [f"`{table}`" for table in asked]),
        _line(page, "rule.channels", cells(page, moved, rule.table)),
        _line(page, "rule.reads", cells(page, [cell for cell in wired.reads if cell not in moved], rule.table)),
        _line(page, "rule.writes", cells(page, wired.writes, rule.table)),
        _line(page, "rule.parameters", map(page.parameter, wired.parameters)),
        _line(page, "rule.draws", _draws(page, wired)),
        _line(page, "rule.helpers", [_helper(page, one) for one in wired.helpers]),
    ]  # fmt: skip
    page.bullets(line for line in lines if line)
    page.code(code_of(rule.function))


def cells(page: Page, found: Iterable[Cell], own: str) -> list[str]:
    """Links to columns."""
    return [page.cell(table, column, own) for table, column in found]


def _helper(page: Page, one: Function) -> str:
    home = stem_of(one.__module__)
    return page.link(f"`{one.__name__}`", f"mechanisms/{home}.md", f"helper-{one.__name__}")


def _line(page: Page, key: str, items: Iterable[str]) -> str:
    words = page.listed(items)
    return page.say(key, items=words) if words else ""


def _draws(page: Page, wired: Wiring) -> list[str]:
    return [f"`{purpose}`" + (page.say("rule.for_life") if kind == "trait" else "") for kind, purpose in wired.draws]


def _helpers(page: Page, one: Mechanism) -> None:
    if one.helpers:
        page.heading(page.say("mechanisms.helpers"))
    for function in one.helpers:
        page.heading(f"`{function.__name__}`", 3, anchor=f"helper-{function.__name__}")
        page.docstring(inspect.getdoc(function) or plain(function.__name__).capitalize())
        page.code(code_of(function))


def _parameters(page: Page, one: Mechanism) -> None:
    if not one.parameters:
        return
    assumed = sum(p.assumed for p in one.parameters)
    page.heading(Page.title_of("parameters", page.lang))
    page.paragraph(page.say("parameters.count", count=len(one.parameters), assumed=assumed))
    heads = ["parameter", "label", "default", "range", "unit", "meaning", "basis", "source", "used_by"]
    page.table([page.say(f"head.{head}") for head in heads], [_parameter(page, p) for p in one.parameters])


def _parameter(page: Page, one: Parameter) -> list[str]:
    return [
        f'<a id="parameter-{one.name}"></a>`{one.name}`',
        page.label(one.zh),
        number(one.default),
        page.between(one.low, one.high),
        page.unit(one.unit),
        page.cited(one.meaning),
        page.say(f"basis.{basis(one.source, one.calibrated)}"),
        page.cited(one.source),
        page.listed(map(page.rule, page.model.parameter_read_by.get(one.name, ()))) or page.say("manual.none"),
    ]
