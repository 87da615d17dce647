"""What the settings of a sweep are called, with their units, and what its points are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from govsim.language import Model
from govsim.locale import LANGUAGES, knows, plain, text, unit
from govsim.populations.industry_values import industry_labels
from govsim.scenario import Adoption, Scenario
from govsim.study.ask.declarations import industries
from govsim.study.ask.design import short_names
from govsim.study.ask.files import scenario_titles
from govsim.study.speak.errors import short

Varied = Mapping[str, Mapping[str, Any]]
SCENARIO = "scenario"  # as a key: points may be of several
_PAIRS = ("window", "headcount")  # keys whose two values are a first and a last


@dataclass(frozen=True)
class Swept:
    """A setting that a sweep varies.

    Attributes:
        key: as it was given.
        title: what it is called and whose it is, by language.
        short: what it is called without that.
        unit: of its values, by language; "" where they have none.
        values: by scenario, as they were given.
        known: the same where a value was left to its default, as far as the scenario says what that is.
    """

    key: str
    title: Mapping[str, str]
    short: Mapping[str, str]
    unit: Mapping[str, str]
    values: Mapping[str, Any]
    known: Mapping[str, Any]

    def said(self, name: str, lang: str) -> str:
        """The value of a scenario in words."""
        value, known = self.values[name], self.known[name]
        if self.key == SCENARIO:
            return scenario_titles().get(value, {}).get(lang, value) if lang == "zh" else str(value)
        if value is None:
            usual = text("swept.default", lang)
            return usual if known is None else text("swept.default_is", lang, value=self._in_words(known, lang))
        return self._in_words(value, lang)

    def _in_words(self, value: Any, lang: str) -> str:
        ends = yaml.safe_load(value) if isinstance(value, str) and value.startswith("[") else value
        if _last(self.key) in _PAIRS and isinstance(ends, list | tuple) and len(ends) == 2:
            return text("swept.between", lang, first=ends[0], last=ends[1])
        return _said(value, lang)


def swept_of(model: Model, varied: Varied, scenarios: Mapping[str, Scenario]) -> list[Swept]:
    """The settings that were varied, in the order given; before them the scenario, where points are of several."""
    folders = [part.words for part in model.parts]
    keys = list(next(iter(varied.values()), {}))
    made = _scenarios(varied, keys)
    for key in keys:
        values = {name: point.get(key) for name, point in varied.items()}
        known = {
            name: _default(scenarios[name], key) if value is None and name in scenarios else value
            for name, value in values.items()
        }
        titles = {lang: _title(model, key, lang) for lang in LANGUAGES}
        own = {lang: _own(model, key, lang) for lang in LANGUAGES}
        short_names = titles if list(map(_last, keys)).count(_last(key)) > 1 else own
        units = {lang: unit(_unit(model, key), lang, folders) for lang in LANGUAGES}
        made.append(Swept(key, titles, short_names, units, values, known))
    return made


def settings_of(model: Model, point: Mapping[str, Any]) -> list[Swept]:
    """Settings that a design varies, with their titles and units, from one of its points."""
    folders, made = [part.words for part in model.parts], []
    for key in point:
        title, own = ({lang: of(model, key, lang) for lang in LANGUAGES} for of in (_title, _own))
        units = {lang: unit(_unit(model, key), lang, folders) for lang in LANGUAGES}
        made.append(Swept(key, title, own, units, {}, {}))
    return made


def value_said(value: Any, lang: str) -> str:
    """A value of a setting in words."""
    return text("swept.default", lang) if value is None else _said(value, lang)


def _scenarios(varied: Varied, keys: Sequence[str]) -> list[Swept]:
    """Which scenario each point is of, as its name begins with it; nothing where all are of one."""
    if not keys:
        return []
    first = short_names(keys)[keys[0]]
    begun = {name: name.partition(f": {first}=") for name in varied}
    values = {name: parts[0] for name, parts in begun.items()}
    if len({*values.values()}) < 2 or not all(parts[1] for parts in begun.values()):
        return []
    title = {lang: text("swept.scenario", lang) for lang in LANGUAGES}
    return [Swept(SCENARIO, title, title, dict.fromkeys(LANGUAGES, ""), values, values)]


def said_of(one: Swept, name: str, lang: str, title: str) -> str:
    """A setting with its value; a scenario by its name alone."""
    value = one.said(name, lang)
    return value if one.key == SCENARIO else text("swept.is", lang, title=title, value=value)


def point_titles(swept: Sequence[Swept]) -> dict[str, dict[str, str]]:
    """What each point is called in either language: its settings with their values; nothing where none was varied."""
    names = swept[0].values if swept else {}
    return {name: {lang: _point(swept, name, lang) for lang in LANGUAGES} for name in names}


def _point(swept: Sequence[Swept], name: str, lang: str) -> str:
    parts = (said_of(one, name, lang, one.short[lang]) for one in swept)  # its unit stands once, beside or below
    return text("swept.and", lang).join(parts)


def _said(value: Any, lang: str) -> str:
    if isinstance(value, bool):
        return text("yes" if value else "no", lang)
    if isinstance(value, int | float):
        return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    several = yaml.safe_load(value) if isinstance(value, str) and value.startswith("[") else value
    if isinstance(several, list | tuple):
        return text("swept.several", lang).join(_named(str(one), lang) for one in several) or "[]"
    return _named(value, lang) if isinstance(value, str) else short(value)


def _named(value: str, lang: str) -> str:
    """A name of the model in words, where it is one."""
    return industry_labels()[value].split("（")[0] if lang == "zh" and value in industry_labels() else value


def _title(model: Model, key: str, lang: str) -> str:
    """The setting's own label, with whose it is."""
    top, _, rest = key.partition(".")
    owner, _, name = rest.partition(".")
    own = _own(model, key, lang)
    if top == "instrument" and owner in model.instruments and name:
        made = model.instruments[owner]
        return text("swept.of", lang, owner=_label(made.zh, made.en or owner, lang), setting=own)
    if top == "industry" and name in model.declared_columns("industry"):
        zh = next(iter(industries().get(owner, {}).values()), None)
        called = _label(zh.industry_zh.split("（")[0] if zh else "", owner, lang)
        return text("swept.of", lang, owner=called, setting=own)
    return own


def _own(model: Model, key: str, lang: str) -> str:
    """The setting's own label; a key that nothing declares is shown as it is."""
    top, _, rest = key.partition(".")
    owner, _, name = rest.partition(".")
    if top == "instrument" and owner in model.instruments and name:
        settings = model.instruments[owner].settings
        return _label(settings[name].zh, name, lang) if name in settings else _generic(name, lang)
    if top == "parameter" and rest in model.parameters:
        return _label(model.parameters[rest].zh, rest, lang)
    if top == "industry" and name in model.declared_columns("industry"):
        return _label(model.declared_columns("industry")[name].zh, name, lang)
    return _generic(key, lang)


def _last(key: str) -> str:
    return key.rpartition(".")[2]


def _generic(key: str, lang: str) -> str:
    return text(f"swept.{key}", lang) if knows(f"swept.{key}") else plain(key)


def _label(zh: str, name: str, lang: str) -> str:
    return zh if lang == "zh" and zh else plain(name)


def _unit(model: Model, key: str) -> str:
    top, _, rest = key.partition(".")
    owner, _, name = rest.partition(".")
    if top == "instrument" and owner in model.instruments:
        settings = model.instruments[owner].settings
        if name in settings:
            return "" if isinstance(settings[name].default, bool) else settings[name].unit
    if top == "parameter" and rest in model.parameters:
        return model.parameters[rest].unit
    if top == "industry" and name in model.declared_columns("industry"):
        return model.declared_columns("industry")[name].unit
    return {"weeks": "weeks", "phase_in": "weeks", "strength": "multiple"}.get(key.rpartition(".")[2], "")


def _default(scenario: Scenario, key: str) -> Any:
    """What a setting is that was left to its default."""
    top, _, rest = key.partition(".")
    owner, _, name = rest.partition(".")
    if top == "instrument":
        found = next((one for one in scenario.adoptions if one.instrument == owner), None)
        return _of_adoption(found, name) if found is not None else None
    if top == "parameter":
        return scenario.parameters.get(rest)
    if top == "population":
        return getattr(scenario.population, rest, None)
    return getattr(scenario, key, None) if key in ("weeks", "start", "window") else None


def _of_adoption(found: Adoption, name: str) -> Any:
    if name in found.settings:
        return found.settings[name]
    return getattr(found, name, None) if name in ("start", "phase_in", "strength") else None
