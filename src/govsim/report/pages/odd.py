"""The ODD description (overview, design concepts, details), put together from the declarations.

The sentences that no declaration holds stand in `odd_en.md` and `odd_zh.md`, with `{{names}}` where a list or a number
of the model goes.
"""

from __future__ import annotations

import re
from importlib import resources

from govsim.language import CHANNELS, INSTRUMENTS, OUTCOMES, PARAMETERS, PURPOSES, RULES, TABLES
from govsim.populations.industry_values import industry_names, industry_table
from govsim.report.model import Model
from govsim.report.page import Page, book_of, first_line, number
from govsim.report.pages.industries import industry_title
from govsim.report.pages.numbers import tally
from govsim.report.wiring import wiring_of
from govsim.scenario import Population, Scenario

SLOT = re.compile(r"\{\{(\w+)\}\}")


class _Outside(Page):
    """A page that lies outside the manual's folder and links into it."""

    def __init__(self, path: str, title: str, lang: str, model: Model, manual: str) -> None:
        super().__init__(path, title, lang, model)
        self.manual = manual

    def link(self, words: str, path: str, anchor: str = "") -> str:
        """A link into the manual."""
        return super().link(words, self.manual + path, anchor)


def odd(model: Model, lang: str, path: str = "odd.md", manual: str = "") -> Page:
    """The ODD page, with links into the folder `manual` beside it."""
    page = _Outside(path, Page.title_of("odd", lang), lang, model, manual)
    template = (resources.files("govsim.report") / f"odd_{lang}.md").read_text(encoding="utf-8")
    parts = _parts(page, model)
    for block in template.strip().split("\n\n"):
        if block.startswith("#"):
            page.heading(block.lstrip("# "), block.index(" "))
        else:
            page.paragraph(SLOT.sub(lambda slot: parts[slot[1]], block))
    return page


def _parts(page: Page, model: Model) -> dict[str, str]:
    lang = page.lang
    counts = tally(model)
    drawing = [step.rule.name for step in model.steps if wiring_of(step.rule.function).draws]
    founders = [rule.name for rule in RULES.values() if rule.newcomer]
    pairs = [one.name for one in OUTCOMES.values() if book_of(one.name) == "true"]
    pairs = [name for name in pairs if name.removesuffix("true") + "recorded" in OUTCOMES]
    return {
        "entities": _entities(page),
        "industries": page.listed(industry_title(name, lang) for name in industry_names()),
        "week": _week(page, model),
        "submodels": _submodels(page, model),
        "drawing": page.listed(map(page.rule, drawing)),
        "founders": page.listed(map(page.rule, founders)),
        "books": page.listed(map(page.outcome, pairs)),
        "instruments": page.listed(map(page.instrument, INSTRUMENTS)),
        "purposes": number(len(set(PURPOSES.values()))),
        "rules": number(len(RULES)),
        "channels": number(len(CHANNELS)),
        "outcomes": number(len(OUTCOMES)),
        "parameters": number(len(PARAMETERS)),
        "numbers": number(sum(counts.values())),
        **_defaults(),
        "assumed": number(sum(count for (_, made), count in counts.items() if made == "assumed")),
    } | {f"{name}_page": page.link(Page.title_of(name, lang), f"{name}.md") for name in (
        "index", "entities", "channels", "week", "mechanisms", "parameters", "assumed", "industries", "instruments",
        "outcomes", "bibliography",
    )}  # fmt: skip


def _defaults() -> dict[str, str]:
    """The default run and county, in numbers."""
    population = Population()
    run = Scenario("", population)
    cells = {(cell.industry, cell.column): cell.value for cell in industry_table()}
    workers = sum(cells[name, "enterprises"] * cells[name, "mean_headcount"] for name in industry_names())
    return {
        "weeks": number(run.weeks),
        "start": number(run.start),
        "first": number(run.window[0]),
        "last": number(run.window[1]),
        "enterprises": number(population.enterprises),
        "workers": f"{round(workers, -2):,.0f}",
        "inspectors": number(TABLES["regulator"].columns["inspectors"].default),
    }


def _entities(page: Page) -> str:
    lines = []
    for one in TABLES.values():
        words = page.link(f"`{one.name}`", "entities.md", f"table-{one.name}")
        columns = page.listed(f"`{name}`" for name in list(one.columns)[:8])
        label = f" {one.zh}" if page.lang == "zh" else ""
        key = "odd.entity" if len(one.columns) <= 8 else "odd.entity_more"
        lines.append("* " + page.say(key, name=words, label=label, columns=columns, more=len(one.columns) - 8))
    return "\n".join(lines)


def _week(page: Page, model: Model) -> str:
    lines = []
    for place, phase in enumerate(dict.fromkeys(step.phase for step in model.steps), 1):
        rules = page.listed(page.rule(step.rule.name) for step in model.steps if step.phase == phase)
        lines.append(f"{place}. {page.say(f'phase.{phase}')}{page.say('manual.colon')}{rules}")
    return "\n".join(lines)


def _submodels(page: Page, model: Model) -> str:
    return "\n".join(
        f"* {page.mechanism(one.name)}{page.say('manual.colon')}{page.cited(first_line(one.doc))}"
        for one in model.mechanisms
    )
