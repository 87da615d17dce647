"""A page a mechanism: what its rules say, read, write and draw, and its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govsim.engines.vectors.reasons import RowByRow
from govsim.language import Parameter
from govsim.report.page import Page, number
from govsim.report.pages.week import acts_on
from govsim.report.sources import basis
from govsim.report.texts import file_doc, helper_doc, meaning_of, parameter_source, rule_doc
from govsim.report.view import Mechanism, Step, View, code_of
from govsim.report.wiring import Cell, Function, Wiring


def mechanism_list(view: View, lang: str) -> Page:
    """Every mechanism in one line."""
    page = Page("mechanisms.md", Page.title_of("mechanisms", lang), lang, view)
    page.paragraph(page.say("mechanisms.intro"))
    page.table(
        [page.say(f"head.{head}") for head in ("mechanism", "what", "rules", "parameters", "assumed")],
        [
            [
                page.mechanism(one.name),
                page.first_line(file_doc("mechanism", one.module)),
                page.listed(page.rule(rule.name) for rule in one.rules),
                number(len(one.parameters)),
                number(sum(p.assumed for p in one.parameters)),
            ]
            for one in view.mechanisms
        ],
    )
    return page


def mechanism_pages(view: View, lang: str) -> Iterator[Page]:
    """The page of each mechanism."""
    for one in view.mechanisms:
        page = Page(f"mechanisms/{one.name}.md", "", lang, view)
        page.title = page.mechanism_title(one.name)
        page.docstring(file_doc("mechanism", one.module))
        page.paragraph(page.say("mechanisms.file", file=f"`{one.file}`"))
        constants = [f"`{name}` = {number(value)}" for name, value in one.constants]
        page.paragraph(_line(page, "mechanisms.constants", constants))
        for step in view.steps:
            if step.rule in one.rules:
                _rule(page, step)
        _helpers(page, one)
        _parameters(page, one)
        yield page


def _rule(page: Page, step: Step) -> None:
    rule = step.rule
    wired = page.view.wiring(rule.function)
    page.heading(f"`{rule.name}`", anchor=f"rule-{rule.name}")
    page.docstring(rule_doc(rule))
    moved = [cell for cell in wired.reads if page.is_channel(*cell)]
    asked = [table for table in wired.parties if table != rule.table]
    lines = [
        page.say("rule.acts", rows=acts_on(page, step)),
        page.say("rule.place", phase=page.link(
            page.phase(step.phase), "week.md", f"phase-{step.phase}")),
        _line(page, "rule.asks", [f"`{table}`" for table in asked]),
        _line(page, "rule.channels", cells(page, moved, rule.table)),
        _line(page, "rule.reads", cells(page, [cell for cell in wired.reads if cell not in moved], rule.table)),
        _line(page, "rule.writes", cells(page, wired.writes, rule.table)),
        _line(page, "rule.parameters", map(page.parameter, wired.parameters)),
        _line(page, "rule.draws", _draws(page, wired)),
        _line(page, "rule.helpers", [_helper(page, one) for one in wired.helpers]),
        _played(page, rule.name),
    ]  # fmt: skip
    page.bullets(line for line in lines if line)
    page.code(code_of(rule.function))


def _played(page: Page, rule: str) -> str:
    """Whether the compiled engine plays a rule on eight rows at a time, or why it does not."""
    reason = page.view.reasons.get(("rule", rule))
    return row_by_row(page, reason) if reason else page.say("rule.eight")


def row_by_row(page: Page, reason: RowByRow) -> str:
    """Why the compiled engine plays something row by row."""
    return page.say("rule.one", reason=page.say(reason.key))


def cells(page: Page, found: Iterable[Cell], own: str) -> list[str]:
    """Links to columns."""
    return [page.cell(table, column, own) for table, column in found]


def _helper(page: Page, one: Function) -> str:
    home = page.view.home_of_helper(one)
    shown = f"`{one.__name__}`"
    return page.link(shown, f"mechanisms/{home}.md", f"helper-{one.__name__}") if home else shown


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
        page.docstring(helper_doc(function))
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
        page.said(meaning_of(one)),
        page.say(f"basis.{basis(one.source, one.calibrated)}"),
        page.said(parameter_source(one)),
        page.listed(map(page.rule, page.view.parameter_read_by.get(one.name, ()))) or page.say("manual.none"),
    ]
