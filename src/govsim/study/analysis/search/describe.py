"""What mixes, measures and aims are called, in words that an official would use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govsim.language import Model
from govsim.locale import LANGUAGES, plain
from govsim.populations.industry_values import industry_labels
from govsim.study.analysis.search.hunt import Question
from govsim.study.analysis.search.objectives import FEW_WORKERS, LAID_OUT, titles_of_objectives
from govsim.study.analysis.search.robust import Aim
from govsim.study.analysis.search.space import WHOM, WHOM_KEY, Point
from govsim.study.speak.dates import said_week
from govsim.study.speak.terminal import figure
from govsim.study.speak.words import speaking, spoken, tell

MOST_NAMED = 4  # measures in a title; the others are counted


def measure_called(model: Model, name: str) -> str:
    """What a measure is called in the language spoken."""
    one = model.instruments[name]
    return (one.zh if spoken() == "zh" else one.en) or plain(name)


def described(model: Model, point: Point) -> str:
    """A mix in full: its measures, each with its strength, start, for whom and settings."""
    if not point:
        return str(tell("search.nothing"))
    said = [_measure(model, name, settings) for name, settings in point.items()]
    return ("；" if spoken() == "zh" else "; ").join(said)


def listed(model: Model, point: Point) -> str:
    """The measures of a mix by name; the rest of many are counted."""
    if not point:
        return str(tell("search.nothing"))
    called = [measure_called(model, name) for name in point]
    apart = "、" if spoken() == "zh" else ", "
    more = len(called) - MOST_NAMED
    said = apart.join(called[:MOST_NAMED])
    return str(tell("title.more", instruments=said, count=more)) if more > 0 else said


def _measure(model: Model, name: str, settings: Mapping[str, Any]) -> str:
    made = []
    for key, value in settings.items():
        if key == "strength":
            made.append(str(tell("search.strength", value=f"{value:g}")))
        elif key == "start":
            made.append(str(tell("search.start", week=said_week(value))))
        elif key == WHOM_KEY:
            made.append(whom_said(value))
        else:
            declared = model.instruments[name].settings.get(key)
            called = declared.zh if declared is not None and declared.zh and spoken() == "zh" else plain(key)
            made.append(str(tell("search.setting", name=called, value=figure(float(value)))))
    called = measure_called(model, name)
    apart = "，" if spoken() == "zh" else ", "
    return str(tell("search.measure_with", measure=called, settings=apart.join(made)) if made else called)


def whom_said(word: str) -> str:
    """For whom, in words."""
    if word in WHOM:
        return str(tell(f"search.whom_{word}", workers=FEW_WORKERS))
    return industry_labels()[word].split("（")[0] if spoken() == "zh" else plain(word)


def called_of(name: str, titles: Mapping[str, str] | None = None) -> str:
    """What a member is called: a mix by its number, a scenario by its title."""
    number = name.removeprefix("mix-")
    if number != name and number.isdigit():
        return str(tell("search.call", number=number))
    return (titles or {}).get(name, name)


def mix_title(model: Model, name: str, point: Point) -> dict[str, str]:
    """The title of a mix's scenario, by language."""
    made = {}
    for lang in LANGUAGES:
        with speaking(lang):
            number = name.removeprefix("mix-")
            made[lang] = str(tell("search.title", number=number, measures=listed(model, point)))
    return made


def aims_said(question: Question, aims: Sequence[Aim]) -> str:
    """What a mix shall reach, in words."""
    columns = dict(zip(question.columns, [*(one.name for one in question.objectives), LAID_OUT], strict=True))
    titles = titles_of_objectives(question.space.model, question.objectives)
    said = []
    for one in aims:
        name = columns[one.column]
        called = str(tell("search.laid_out")) if name == LAID_OUT else titles[name][spoken()]
        kind = ("less" if one.sign > 0 else "more") if one.beyond else ("most" if one.sign > 0 else "least")
        said.append(str(tell(f"search.aim_{kind}", name=called, value=figure(one.most))))
    return ("，" if spoken() == "zh" else ", ").join(said)
