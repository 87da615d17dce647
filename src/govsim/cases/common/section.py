"""The section of a report that a case, or a question, leaves in its folder, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from govsim.cases.common.case import Check, Trial
from govsim.cases.common.case import Words as Both
from govsim.cases.common.page import in_words, written
from govsim.locale import LANGUAGES, text
from govsim.model import model_of, shipped
from govsim.study.analysis.section import Picture, Section, Shown, Words
from govsim.study.analysis.sensitivity.inputs import is_assumed
from govsim.study.runs.shards import write_whole
from govsim.study.runs.statistics import Estimate

NUMBERS = "numbers.csv"
Numbers = Mapping[str, Estimate]


def leave_section(
    kind: str, trial: Trial, title: Words, sentences: Sequence[Words], numbers: Numbers, folder: Path,
    drawn: Sequence[Path], seeds: int, hangs_on: Sequence[Words], method: Sequence[Words],
) -> None:  # fmt: skip
    """Write the section, and the numbers as a table, into the folder of a case or a question.

    Args:
        kind: case or question.
        trial: what was run.
        title: what was asked.
        sentences: what came of it, the most important first.
        numbers: with intervals, by name.
        folder: of the results.
        drawn: figures, which lie in the folder itself.
        seeds: how many.
        hangs_on: what would overturn it.
        method: how it was found.

    Raises:
        OSError: a file cannot be written.
    """
    table = pd.DataFrame([(name, one.mean, one.low, one.high, one.unit) for name, one in numbers.items()],
                         columns=["name", "mean", "low", "high", "unit"])  # fmt: skip
    write_whole(folder / NUMBERS, table.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    how = {lang: text("case.intervals", lang, seeds=seeds) for lang in LANGUAGES}
    section = Section(
        kind, title, sentences, [_shown(trial, numbers)], _pictures(trial, drawn), hangs_on, [how, *method]
    )
    section.save(folder)


def both(words: Both, numbers: Numbers | None = None, trial: Trial | None = None) -> Words:
    """A text of a case in both languages, its numbers filled in."""
    sentences = getattr(trial, "sentences", None)
    return {lang: " ".join(in_words(words, lang, numbers, sentences).split()) for lang in LANGUAGES}


def told(check: Check, met: bool) -> Words:
    """What must show, and whether it does."""
    verdicts = {lang: text("case.met" if met else "case.not_met", lang) for lang in LANGUAGES}
    colon = {"en": ": ", "zh": "："}
    return {lang: f"{verdicts[lang]}{colon[lang]}{in_words(check.title, lang)}" for lang in LANGUAGES}


def _shown(trial: Trial, numbers: Numbers) -> Shown:
    lines = {
        lang: [
            {text("case.what", lang): in_words(one.title, lang), text("case.value", lang): written(numbers[name], lang)}
            for name, one in trial.numbers.items()
        ]
        for lang in LANGUAGES
    }
    return Shown({lang: text("case.numbers", lang) for lang in LANGUAGES}, lines, NUMBERS)


def _pictures(trial: Trial, drawn: Sequence[Path]) -> list[Picture]:
    """Figures, each called as what drew it is."""
    titles = {one.name: both(one.title) for one in getattr(trial, "curves", ())}
    asked = getattr(trial, "figure", None)
    usual = both(asked.title) if asked is not None else dict.fromkeys(LANGUAGES, "")
    stems = dict.fromkeys(file.stem.removesuffix("_zh") for file in drawn)
    return [Picture(f"./{stem}", titles.get(stem, usual), titles.get(stem, usual)) for stem in stems]


def assumed_of_all() -> Words:
    """How many numbers of the model are assumed, whoever adopts what."""
    model = model_of(shipped())
    sources = [one.source for one in model.parameters.values()]
    sources += [own.source for one in model.instruments.values() for own in one.settings.values()]
    count = sum(map(is_assumed, sources))
    return {lang: text("section.assumed_all", lang, count=count) for lang in LANGUAGES}
