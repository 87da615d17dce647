"""The ODD description (overview, design concepts, details), put together from the declarations.

The sentences that no declaration holds stand in `odd_en.md` and `odd_zh.md`, with `{{names}}` where a list or a number
of the model goes.
"""

from __future__ import annotations

from govsim.populations.industry_values import industry_names, industry_table
from govsim.report.page import OutsidePage, Page, book_of, number
from govsim.report.pages.industries import industry_title
from govsim.report.texts import file_doc
from govsim.report.view import View
from govsim.scenario import Population, Scenario
from govsim.year import MOVED_SETTLE

MOST_COLUMNS = 8  # of a table, named in a line


def odd(view: View, lang: str, path: str = "odd.md", manual: str = "") -> Page:
    """The ODD page, with links into the folder `manual` beside it."""
    page = OutsidePage(path, Page.title_of("odd", lang), lang, view, manual)
    page.template("odd", _parts(page))
    return page


def _parts(page: Page) -> dict[str, str]:
    lang, view, model = page.lang, page.view, page.model
    drawing = [step.rule.name for step in view.steps if view.wiring(step.rule.function).draws]
    pairs = [one.name for one in model.outcomes.values() if book_of(one.name) == "true"]
    pairs = [name for name in pairs if name.removesuffix("true") + "recorded" in model.outcomes]
    return {
        "entities": _entities(page),
        "industries": page.listed(industry_title(name, lang) for name in industry_names()),
        "week": _week(page),
        "submodels": _submodels(page),
        "drawing": page.listed(map(page.rule, drawing)),
        "founders": page.listed(page.rule(rule.name) for rule in model.newcomers.values()),
        "books": page.listed(map(page.outcome, pairs)),
        "instruments": page.listed(map(page.instrument, model.instruments)),
        **_defaults(page),
    } | {f"{name}_page": page.link(Page.title_of(name, lang), f"{name}.md") for name in (
        "index", "entities", "channels", "week", "mechanisms", "parameters", "assumed", "industries", "instruments",
        "outcomes", "bibliography",
    )}  # fmt: skip


def _defaults(page: Page) -> dict[str, str]:
    """The default run and county, in numbers."""
    population = Population()
    run = Scenario("", population)
    cells = {(cell.industry, cell.column): cell.value for cell in industry_table()}
    workers = sum(cells[name, "enterprises"] * cells[name, "mean_headcount"] for name in industry_names())
    return {
        "weeks": number(run.weeks),
        "settle": number(run.settle),
        "settle_moved": number(MOVED_SETTLE),
        "start": number(run.start),
        "first": number(run.window[0]),
        "last": number(run.window[1]),
        "enterprises": number(population.enterprises),
        "workers": f"{round(workers, -2):,.0f}",
        "inspectors": number(page.model.declared_columns("regulator")["inspectors"].default),
    }


def _entities(page: Page) -> str:
    lines = []
    for one in page.model.tables.values():
        words = page.link(f"`{one.name}`", "entities.md", f"table-{one.name}")
        declared = [*one.columns, *page.model.declared_columns(one.name)]  # what it is for life comes first
        shown = list(dict.fromkeys(declared))[:MOST_COLUMNS]
        if not shown:
            lines.append(f"* {words}{f' {one.zh}' if page.lang == 'zh' else ''}")
            continue
        columns = page.listed(f"`{name}`" for name in shown)
        label = f" {one.zh}" if page.lang == "zh" else ""
        more = len(page.model.declared_columns(one.name)) > MOST_COLUMNS
        lines.append(
            "* " + page.say("odd.entity_more" if more else "odd.entity", name=words, label=label, columns=columns)
        )
    return "\n".join(lines)


def _week(page: Page) -> str:
    lines = []
    for place, (phase, rules) in enumerate(((phase, rules) for phase, rules in page.model.week if rules), 1):
        named = page.listed(page.rule(rule.name) for rule in rules)
        lines.append(f"{place}. {page.phase(phase)}{page.say('manual.colon')}{named}")
    return "\n".join(lines)


def _submodels(page: Page) -> str:
    return "\n".join(
        f"* {page.mechanism(one.name)}{page.say('manual.colon')}{page.first_line(file_doc('mechanism', one.module))}"
        for one in page.view.mechanisms
    )
