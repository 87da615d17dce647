"""What the printed tables of a sweep call its points: settings by their titles, with units in a line above."""

from __future__ import annotations

from collections.abc import Mapping

from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.ask.swept import Varied, said_of, swept_of
from govsim.study.speak.terminal import tell_out
from govsim.study.speak.words import spoken, tell


def swept_labels(model: Model, varied: Varied, scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """Each point by the labels of its settings and their values; nothing where none was varied."""
    lang, swept = spoken(), swept_of(model, varied, scenarios)
    names = swept[0].values if swept else {}
    return {name: tell("swept.and").join(said_of(one, name, lang, one.short[lang]) for one in swept) for name in names}


def print_swept(model: Model, varied: Varied, scenarios: Mapping[str, Scenario]) -> None:
    """Say which settings were varied, in full and with their units."""
    for one in swept_of(model, varied, scenarios):
        title, said = one.title[spoken()], one.unit[spoken()]
        tell_out(tell("swept.varied_in", title=title, unit=said, key=one.key) if said
                 else tell("swept.varied", title=title, key=one.key))  # fmt: skip
