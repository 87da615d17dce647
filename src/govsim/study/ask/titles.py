"""What scenarios are called: as their files say where they are run so, else by what was added or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from govsim.language import Model
from govsim.locale import LANGUAGES, text
from govsim.scenario import Scenario
from govsim.study.ask.files import policy_of, scenario_files, scenario_titles

Titles = Mapping[str, Mapping[str, str]]
MOST_NAMED = 3  # instruments in one title; the rest are counted


def titles_of(
    model: Model, scenarios: Iterable[Scenario], given: Titles | None = None, config_dir: str | Path | None = None
) -> dict[str, dict[str, str]]:
    """The title of each scenario in every language, by its name.

    Args:
        model: what the instruments are called.
        scenarios: as they were run.
        given: titles that came with the scenarios; one that is not its file's was chosen by the user, and stays.
        config_dir: the user's own folder of settings.
    """
    files = scenario_titles(config_dir)
    made: dict[str, dict[str, str]] = {}
    for one in scenarios:
        plain = dict(files.get(one.name, {"en": one.name, "zh": one.name}))
        said = {lang: words for lang, words in (given or {}).get(one.name, {}).items() if words != plain.get(lang)}
        added, left_out, kept = _changes(one, config_dir)
        changed = bool(added or left_out)
        made[one.name] = {
            lang: said.get(lang)
            or (_title(model, lang, plain.get(lang) or one.name, added, left_out, kept) if changed else plain[lang])
            for lang in {*LANGUAGES, *plain}
        }
    return made


def labels_of(scenarios: Iterable[Scenario], config_dir: str | Path | None = None) -> dict[str, str]:
    """What tables on a terminal call each scenario: its name, and the names of instruments added or left out."""
    made = {}
    for one in scenarios:
        added, left_out, _ = _changes(one, config_dir)
        made[one.name] = "".join([one.name, *(f" + {name}" for name in added), *(f" - {name}" for name in left_out)])
    return made


def told_apart(titles: Mapping[str, str], lang: str) -> dict[str, str]:
    """Titles by name, with the name in brackets where several have the same title."""
    often = Counter(titles.values())
    return {
        name: text("table.called", lang, title=title, name=name) if often[title] > 1 else title
        for name, title in titles.items()
    }


def adopted_by_file(name: str, config_dir: str | Path | None = None) -> set[str]:
    """The instruments of a scenario's file, and of the scenarios that it builds on."""
    return _usual(scenario_files(config_dir), name, frozenset())


def changed_title(
    model: Model,
    lang: str,
    name: str,
    added: list[str],
    left_out: list[str],
    kept: list[str],
    config_dir: str | Path | None = None,
) -> str:
    """What a scenario's file is called with instruments added and left out, in a language."""
    plain = {str(one): title for one, title in scenario_titles(config_dir).items()}
    called = str(scenario_files(config_dir)[name].get("name") or name)
    return _title(model, lang, plain.get(called, {}).get(lang) or name, added, left_out, kept)


def _changes(one: Scenario, config_dir: str | Path | None) -> tuple[list[str], list[str], list[str]]:
    """Instruments that are not in the scenario's file, those of the file that are not there, and those that are."""
    now = [adoption.instrument for adoption in one.adoptions]
    files = scenario_files(config_dir)
    for name, tree in files.items():
        if str(tree.get("name") or name) == one.name:
            usual = _usual(files, name, frozenset())
            return (
                [name for name in now if name not in usual],
                sorted(usual.difference(now)),
                [name for name in now if name in usual],
            )
    return [], [], now


def _usual(files: Mapping[str, Mapping[str, Any]], name: str, seen: frozenset[str]) -> set[str]:
    """The instruments of a scenario's file, and of the scenarios that it builds on."""
    tree = files[name]
    usual = {*policy_of(tree), *(tree.get("instrument") or {})}
    for default in tree.get("defaults") or []:
        groups = default.items() if isinstance(default, dict) else [(str(default).rpartition("/")[0], default)]
        for group, chosen in groups:
            below = str(chosen).rpartition("/")[2].removesuffix(".yaml")
            if str(group).rpartition("/")[2] in ("", "scenario") and below in files and below not in {*seen, name}:
                usual |= _usual(files, below, seen | {name})
    return usual


def _title(model: Model, lang: str, plain: str, added: list[str], left_out: list[str], kept: list[str]) -> str:
    if not kept:
        words = _listed(model, lang, added) if added else text("title.nothing", lang)
        return words[:1].upper() + words[1:]
    if added:
        plain = text("title.with", lang, title=plain, instruments=_listed(model, lang, added))
    if left_out:
        plain = text("title.without", lang, title=plain, instruments=_listed(model, lang, left_out))
    return plain


def _listed(model: Model, lang: str, names: list[str]) -> str:
    called = [_called(model, lang, name) for name in names]
    listed = text("title.and", lang).join(called[:MOST_NAMED])
    more = len(called) - MOST_NAMED
    return text("title.more", lang, instruments=listed, count=more) if more > 0 else listed


def _called(model: Model, lang: str, name: str) -> str:
    if name not in model.instruments:
        return name
    one = model.instruments[name]
    return (one.zh if lang == "zh" else one.en) or name.replace("_", " ")
