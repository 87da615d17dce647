"""The week: what happens, in order, as the engines carry it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govsim.engines.week_lines import Line, lines_of
from govsim.report.page import Page
from govsim.report.texts import rule_doc
from govsim.report.view import Step, View


def week(view: View, lang: str) -> Page:
    """The week as a drawing, then every stage with its steps."""
    page = Page("week.md", Page.title_of("week", lang), lang, view)
    page.paragraph(page.say("week.intro"))
    page.paragraph(page.say("week.calendar"))
    lines = lines_of(view.model)
    stages = list(dict.fromkeys(line.phase for line in lines))
    page.fenced("mermaid", _drawing(page, stages))
    for stage in stages:
        page.heading(page.phase(stage), anchor=f"phase-{stage}")
        page.table(
            ["#", *(page.say(f"head.{head}") for head in ("rule", "acts_on", "what", "mechanism"))],
            _rows(page, [line for line in lines if line.phase == stage]),
        )
    return page


def _drawing(page: Page, stages: Sequence[str]) -> list[str]:
    """A chart of the stages, one after another, and round again from the first that is not the founding."""
    boxes = [f'  s{place}["{page.phase(stage)}"]' for place, stage in enumerate(stages)]
    arrows = [f"  s{place} --> s{place + 1}" for place in range(len(stages) - 1)]
    back = f"  s{len(stages) - 1} -. {page.say('week.next')} .-> s{stages.index('reset')}"
    return ["flowchart TD", *boxes, *arrows, back]


def _rows(page: Page, lines: Iterable[Line]) -> Iterable[list[str]]:
    """A row a rule; what is done alike on several tables is one row."""
    steps = {step.rule.name: step for step in page.view.steps}
    tables: dict[str, list[str]] = {}
    for line in lines:
        tables.setdefault(line.what or line.step, []).append(line.table)
    for place, (name, where) in enumerate(tables.items(), 1):
        if name in steps:
            yield [str(place), *_rule(page, steps[name])]
        else:
            shown = page.listed(f"`{table}`" for table in where if table)
            yield [str(place), "", shown, page.say(f"week.{name}"), ""]


def _rule(page: Page, step: Step) -> list[str]:
    rule = step.rule
    return [
        page.rule(rule.name),
        acts_on(page, step),
        page.first_line(rule_doc(rule)),
        page.mechanism(page.view.home_of("rule", rule.name)),
    ]


def acts_on(page: Page, step: Step) -> str:
    """On which rows a rule runs."""
    rule = step.rule
    if rule.newcomer:
        key = "week.newcomer"
    elif rule.on == "vacant":
        key = "week.vacant"
    elif rule.order:
        key = "week.ordered"
    else:
        key = "week.living"
    return page.say(key, table=f"`{rule.table}`", order=f"`{rule.order}`")
