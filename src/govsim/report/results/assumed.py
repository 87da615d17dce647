"""The numbers in play that no published figure gives: of the mechanisms, and of the instruments that are adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govsim.locale import LANGUAGES
from govsim.scenario import Scenario
from govsim.study.analysis.sensitivity.inputs import assumed_factors, owner_of, owner_titles
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.ranges import Factor, bounds_of
from govsim.study.ask.swept import settings_of
from govsim.study.runs.places import PROVENANCE, read_json
from govsim.study.runs.store import scenarios_of
from govsim.study.speak.errors import InputError


@dataclass(frozen=True)
class Number:
    """One of them.

    Attributes:
        key: as it is set.
        owner, title: whose it is and what it is called, by language.
        value, low, high: as declared, with its bounds.
        unit: by language.
    """

    key: str
    owner: Mapping[str, str]
    title: Mapping[str, str]
    value: float
    low: float
    high: float
    unit: Mapping[str, str]


@dataclass(frozen=True)
class Assumed:
    """All of them.

    Attributes:
        numbers: in the order of their keys.
        is_known: whether the scenarios could be read as this version reads them; otherwise they are not listed.
    """

    numbers: Sequence[Number] = field(default_factory=tuple)
    is_known: bool = True


def assumed_below(folders: Sequence[Path]) -> Assumed:
    """The assumed numbers of all scenarios in some folders of results."""
    scenarios: dict[str, Scenario] = {}
    for folder in folders:
        places = [folder] if (folder / PROVENANCE).is_file() else sorted(folder.iterdir())
        for place in places:
            if place.is_dir() and read_json(place / PROVENANCE) is not None:
                scenarios |= {f"{place}/{name}": one for name, one in scenarios_of(place).items()}
    if not scenarios:
        return Assumed(is_known=False)
    try:
        chosen = list(scenarios.values())
        model = model_of_all(chosen)
        return Assumed(_numbers(model, assumed_factors(model, chosen)))
    except (InputError, KeyError):  # a file of the user's own is gone, or a part is not of this version
        return Assumed(is_known=False)


def _numbers(model: Any, factors: Sequence[Factor]) -> tuple[Number, ...]:
    keys = sorted(one.key for one in factors)
    titles = {one.key: one for one in settings_of(model, dict.fromkeys(keys))}
    owners = {key: owner_of(model, key) for key in keys}
    called = owner_titles(model, sorted(set(owners.values())), {owner: key for key, owner in owners.items()})
    made = []
    for key in keys:
        about, one = bounds_of(model, key), titles[key]
        unit = {lang: str(one.unit[lang]) for lang in LANGUAGES}
        made.append(Number(key, called[owners[key]], dict(one.title), about.usual, about.low, about.high, unit))
    return tuple(made)
