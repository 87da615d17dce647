"""The figures of a study of sensitivity: indices with intervals and ranks, or a tornado."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from govsim.figures import draw_indices, draw_tornado
from govsim.language import Model
from govsim.locale import LANGUAGES, label, text
from govsim.study.analysis.designs.drawn import meta_of
from govsim.study.analysis.sensitivity.inputs import owner_titles
from govsim.study.analysis.sensitivity.study import Answer, Laid
from govsim.study.analysis.sensitivity.tornado import NAME
from govsim.study.ask.swept import settings_of
from govsim.study.ask.titles import titles_of
from govsim.study.speak.words import speaking, tell


def input_titles(model: Model, study: Laid) -> dict[str, dict[str, str]]:
    """What each input is called, by language: a setting with whose it is, or a group."""
    inputs = study.inputs
    keys = {name: inputs.factors[places[0]].key for name, places in inputs.groups.items()}
    if list(keys) == list(keys.values()):
        return {one.key: dict(one.title) for one in settings_of(model, dict.fromkeys(keys))}
    return owner_titles(model, list(keys), keys)


def asked_of(model: Model, study: Laid, scenario: str, lang: str) -> str:
    """What was asked, in a line."""
    question, titles = study.question, titles_of(model, study.points.bases.values())
    outcome = label(model.outcomes[question.outcome], lang)
    key = f"sensitivity.asked_{question.measure}"
    reference = titles[study.reference][lang] if study.reference else ""
    return text(key, lang, outcome=outcome, scenario=titles[scenario][lang], reference=reference)


def how_of(study: Laid, answer: Answer, seeds: int, lang: str) -> str:
    """How it was found out: points, seeds and how much of the spread is luck."""
    with speaking(lang):
        said = tell("sensitivity.how", points=f"{len(answer.values):,}", seeds=seeds)
        if answer.luck == answer.luck:
            said = said + tell("sensitivity.luck", share=f"{100 * answer.luck:.0f}")
    return str(said)


def unit_of(model: Model, study: Laid, scenario: str, seeds: int) -> dict[str, str]:
    """The unit of indices, or of what a tornado swings, in both languages."""
    question = study.question
    if question.method not in ("morris", NAME):
        return {one: text(f"sensitivity.unit_{question.method}", one) for one in LANGUAGES}
    if question.measure == "percent":
        return {one: text("sensitivity.percent", one) for one in LANGUAGES}
    return dict(meta_of(model, study.points.bases, question.outcome, scenario, seeds)["measured"])


def draw_answer(model: Model, study: Laid, answer: Answer, folder: Path, lang: str, seeds: int) -> list[Path]:
    """Draw what was found of one scenario."""
    meta: dict[str, Any] = dict(meta_of(model, study.points.bases, study.question.outcome, answer.scenario, seeds))
    meta["factors"] = input_titles(model, study)
    meta["asked"] = {one: asked_of(model, study, answer.scenario, one) for one in LANGUAGES}
    meta["how"] = {one: how_of(study, answer, seeds, one) for one in LANGUAGES}
    meta["unit"] = unit_of(model, study, answer.scenario, seeds)
    stem = f"sensitivity_{study.question.method}" + (f"_{answer.scenario}" if len(study.points.arms) > 2 else "")
    if study.question.method == NAME:
        meta["centre"] = answer.usual
        return draw_tornado(answer.table, folder, meta, stem, lang)
    return draw_indices(shown_table(answer, study), study.question.method, folder, meta, stem, lang)


def shown_table(answer: Answer, study: Laid) -> Any:
    """The table with the columns that a figure shows: the first index, the second, ranks and a floor."""
    table = answer.table
    first, second = table.columns[1], table.columns[4]
    renamed = {first: "index", f"{first}_low": "low", f"{first}_high": "high",
               second: "second", f"{second}_low": "second_low", f"{second}_high": "second_high"}  # fmt: skip
    return table.rename(columns=renamed)
