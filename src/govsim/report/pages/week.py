"""The week: what happens, in order."""

from __future__ import annotations

from govsim.report.page import Page, number
from govsim.report.texts import rule_doc
from govsim.report.view import Step, View


def week(view: View, lang: str) -> Page:
    """Every phase with its rules."""
    page = Page("week.md", Page.title_of("week", lang), lang, view)
    page.paragraph(page.say("week.intro", rules=number(len(view.steps))))
    page.heading(page.say("week.before"))
    page.bullets([page.say("week.reset"), page.say("week.instruments")])
    for phase, rules in view.model.week:
        if not rules:
            continue
        page.heading(page.phase(phase), anchor=f"phase-{phase}")
        page.table(
            ["#", *(page.say(f"head.{head}") for head in ("rule", "acts_on", "what", "mechanism"))],
            [_row(page, step) for step in view.steps if step.phase == phase],
        )
    page.heading(page.say("week.after"))
    page.paragraph(page.say("week.count", outcomes=page.link(Page.title_of("outcomes", lang), "outcomes.md")))
    return page


def _row(page: Page, step: Step) -> list[str]:
    rule = step.rule
    return [
        str(step.number),
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
