"""The page of a question: the answer, the figure, what it hangs on, what was run, and the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from govsim.cases.common.case import Arm, County
from govsim.cases.common.found import Found
from govsim.cases.common.page import in_words, written
from govsim.locale import text
from govsim.questions.common.question import Question
from govsim.study.analysis.budget import Fit
from govsim.study.runs.statistics import Estimate

MILLION = 1e6


def page(
    answer: str, found: Found, numbers: Mapping[str, Estimate], seeds: Sequence[int], figures: Sequence[Path], lang: str
) -> str:
    """The page in one language, as Markdown."""
    question = found.case
    assert isinstance(question, Question)
    said = [f"# {question.number}. {in_words(question.text, lang)}", "", answer, ""]
    said += [f"![{file.stem}]({file.name})" for file in figures if file.suffix == ".png"]
    said += ["", f"## {text('question.hangs_on', lang)}", "", in_words(question.hangs_on, lang, numbers), ""]
    said += [f"## {text('question.run', lang)}", "", *was_run(found, lang), ""]
    said += [text("case.intervals", lang, seeds=len(seeds)), ""]
    said += [f"| {text('case.what', lang)} | {text('case.value', lang)} |", "|---|---|"]
    said += [
        f"| {in_words(one.title, lang)} | {written(numbers[name], lang)} |" for name, one in question.numbers.items()
    ]
    command = f"govsim question {question.number} seeds={len(seeds)}"
    said += ["", text("case.again", lang), "", f"```bash\n{command}\n```"]
    return "\n".join(said) + "\n"


def was_run(found: Found, lang: str) -> list[str]:
    """The counties and their arms; with a budget, the factor of each and what it costs."""
    question = found.case
    assert isinstance(question, Question)
    said = [text("question.case", lang, case=question.case), ""] if question.case else []
    for county in question.counties:
        said += [f"**{in_words(county.title, lang)}**", ""]
        if county.budget:
            said += [text("question.budget", lang, budget=f"{county.budget / MILLION:g}"), ""]
        fits = {one.scenario: one for one in found.fits.get(county.name, ())}
        said += [f"* {_arm(arm, fits.get(arm.name), county, lang)}" for arm in county.arms] + [""]
    return said[:-1]


def _arm(arm: Arm, fit: Fit | None, county: County, lang: str) -> str:
    """An arm, and what it was brought to."""
    title = in_words(arm.title, lang)
    if fit is None:
        return title
    cost = Estimate(fit.cost.mean / MILLION, fit.cost.low / MILLION, fit.cost.high / MILLION, "")
    key = "question.factor" if fit.is_in else "question.beyond"
    return title + text(key, lang, factor=f"{fit.factor:.3g}", cost=written(cost, lang))
