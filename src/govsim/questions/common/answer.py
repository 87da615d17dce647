"""A question is answered: run, measured, drawn, and its page written in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from govsim.cases.common.case import LANGUAGE, Curve
from govsim.cases.common.found import Found, measured
from govsim.cases.common.page import in_words, written
from govsim.cases.common.run import draw_curves, play
from govsim.cases.common.section import assumed_of_all, both, leave_section
from govsim.locale import LANGUAGES, text
from govsim.questions.common.page import page
from govsim.questions.common.question import Dots, Question, Verdict
from govsim.study.runs.statistics import Estimate


@dataclass(frozen=True)
class Answer:
    """What came of a question: its numbers, the verdict, and where page, figure and tables lie."""

    question: Question
    numbers: dict[str, Estimate]
    verdict: Verdict
    folder: Path

    def said(self, lang: str) -> str:
        """The two sentences."""
        return in_words(self.verdict.words(self.numbers), lang, self.numbers)


def answered(
    question: Question, seeds: Sequence[int], out: str | None, threads: int | None, figures: bool,
    words: tuple[str, ...],
) -> Answer:  # fmt: skip
    """Run a question in a folder, `out` or one below `results`, and write its pages; of a case, in the case's own.

    Raises:
        InputError: when the folder cannot be used.
        RunError: when a run failed.
    """
    place = f"case/{question.case}" if question.case else f"question/{question.name}"
    played = play(question, seeds, out, place, threads, words)
    numbers = measured(played.found)
    answer = Answer(question, numbers, question.verdict(numbers), played.folder)
    pictures: list[Path] = []
    for lang in LANGUAGES:
        drawn = draw(played.found, numbers, played.folder, lang, len(seeds)) if figures else []
        said = page(answer.said(lang), played.found, numbers, seeds, drawn, lang)
        (played.folder / f"{stem(question)}{'-zh' if lang == 'zh' else ''}.md").write_text(said, encoding="utf-8")
        pictures += drawn
    _leave(answer, pictures, len(seeds))
    return answer


def _leave(answer: Answer, pictures: Sequence[Path], seeds: int) -> None:
    """Write the section of a question: its two sentences, its numbers and what it hangs on."""
    question, numbers = answer.question, answer.numbers
    sentences = [both(answer.verdict.words(numbers), numbers, question)]
    hangs_on = [both(question.hangs_on, numbers, question)]
    leave_section("question", question, both(question.text), sentences, numbers, answer.folder, pictures, seeds,
                  hangs_on, [assumed_of_all()])  # fmt: skip


def stem(question: Question) -> str:
    """What its files are called."""
    return f"question-{question.number}"


def draw(found: Found, numbers: dict[str, Estimate], folder: Path, lang: str, seeds: int) -> list[Path]:
    """The figure of a question in one language."""
    question = found.case
    assert isinstance(question, Question)
    if isinstance(question.figure, Curve):
        curve = replace(question.figure, name=stem(question))
        return draw_curves(replace(found, case=replace(question, curves=(curve,))), folder, lang, seeds)
    return _draw_dots(question.figure, numbers, folder, stem(question), lang, seeds)


def _draw_dots(dots: Dots, numbers: dict[str, Estimate], folder: Path, name: str, lang: str, seeds: int) -> list[Path]:
    from govsim.figures import draw_intervals

    at = LANGUAGE[lang]
    rows = [
        (words[at], one.mean, one.low, one.high, written(one, lang))
        for words, one in ((words, numbers[key]) for key, words in dots.rows.items())
    ]
    table = pd.DataFrame(rows, columns=["row", "mean", "low", "high", "said"])
    meta = {"how": text("question.how", lang, seeds=seeds)}
    return draw_intervals(table, folder, name=name, title=dots.title[at], label=dots.label[at], meta=meta, lang=lang)
