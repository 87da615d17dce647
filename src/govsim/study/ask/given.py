"""Scenarios as Python gives them: by name, as `load_scenario` made them, or changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from govsim.scenario import Adoption, Chains, Place, Population, Region, Scenario, Scope
from govsim.study.ask.arguments import override_texts
from govsim.study.ask.checks import is_list
from govsim.study.ask.config import load_scenario
from govsim.study.ask.keys import REGISTER_KEYS, SCOPE_KEYS, STRUCTURE_KEYS
from govsim.study.ask.resolve import build_scenario
from govsim.study.speak.errors import InputError, wrong_kind
from govsim.study.speak.words import tell
from govsim.year import USUAL_START


def scenarios_given(given: Any, overrides: Any = (), config_dir: str | Path | None = None) -> list[Scenario]:
    """One scenario or several, each by name or as `load_scenario` gives it, checked.

    Args:
        given: a name, a Scenario, or a list of these.
        overrides: what is set in those given by name.
        config_dir: a folder with scenario files of the user's own.

    Raises:
        InputError: for what is no scenario, or holds a value that cannot be.
    """
    texts = override_texts(overrides)
    several = [given] if isinstance(given, str | Scenario) else given
    if not is_list(several):
        raise wrong_kind("scenario", several, tell("wanted.scenario"))
    chosen = list(several)
    refuse_other_kinds("scenario", chosen)
    if texts and any(isinstance(one, Scenario) for one in chosen):
        raise InputError(tell("error.compare_overrides"))
    return [held(one) if isinstance(one, Scenario) else load_scenario(one, texts, config_dir) for one in chosen]


def refuse_other_kinds(key: str, chosen: list[Any]) -> None:
    """Refuse a list that holds anything but names and scenarios."""
    for place, one in enumerate(chosen):
        if not isinstance(one, str | Scenario):
            raise wrong_kind(f"{key}[{place}]", one, tell("wanted.scenario"))


def held(scenario: Scenario) -> Scenario:
    """A scenario held to what settings are held to: code may have made or changed it.

    Raises:
        InputError: naming the key, the value and its bounds.
    """
    kinds = {"population": Population, "adoptions": tuple, "parameters": Mapping, "industry": Mapping}
    _check_kinds("", scenario, kinds)
    _check_rows(scenario.population)
    for one in scenario.adoptions:
        if not isinstance(one, Adoption):
            raise wrong_kind("adoptions", one, tell("wanted.as_loaded"))
        _check_kinds(f"{one.instrument}.", one, {"instrument": str, "settings": Mapping, "scope": Scope})
    for name, values in scenario.industry.items():
        if not isinstance(values, Mapping):
            raise wrong_kind(f"industry.{name}", values, tell("wanted.as_loaded"))
    made = build_scenario(settings_tree(scenario)).scenario
    scopes = {one.instrument: one.scope.enterprises for one in scenario.adoptions}  # numbers here, never ids
    adoptions = (replace(one, scope=replace(one.scope, enterprises=scopes[one.instrument])) for one in made.adoptions)
    return replace(made, adoptions=tuple(adoptions))


def _check_rows(population: Population) -> None:
    for key in STRUCTURE_KEYS:
        rows = getattr(population, key)
        if not isinstance(rows, tuple) or not all(isinstance(one, Region | Place | Chains) for one in rows):
            raise wrong_kind(f"population.{key}", rows, tell(f"wanted.{key}"))


def _check_kinds(start: str, holder: Any, kinds: Mapping[str, type]) -> None:
    for key, kind in kinds.items():
        if not isinstance(getattr(holder, key), kind):
            raise wrong_kind(f"{start}{key}", getattr(holder, key), tell("wanted.as_loaded"))


def settings_tree(scenario: Scenario) -> dict[str, Any]:
    """The settings that make a scenario; a start that nobody chose is the usual one, earlier in short runs."""
    unasked = scenario.start == USUAL_START and isinstance(scenario.weeks, int) and scenario.weeks <= USUAL_START
    return {
        "name": scenario.name,
        "weeks": scenario.weeks,
        "settle": scenario.settle,
        "start": None if unasked else scenario.start,
        "window": scenario.window,
        "population": _population(scenario.population),
        "instrument": {one.instrument: _adoption(one) for one in scenario.adoptions},
        "parameter": dict(scenario.parameters),
        "industry": {name: dict(values) for name, values in scenario.industry.items()},
        "plugins": scenario.plugins,
        "parts": scenario.parts,
    }


def _population(population: Population) -> dict[str, Any]:
    keys = ("kind", "inspectors", "seed") if population.kind == "register" else (
        "kind", "enterprises", "inspectors", "seed")  # fmt: skip
    tree = {key: getattr(population, key) for key in keys}
    if population.kind == "register":
        tree |= {key: getattr(population, key) for key in REGISTER_KEYS if key != "map"}
        tree["map"] = dict(population.columns) or None
    return tree | {key: [asdict(one) for one in getattr(population, key)] for key in STRUCTURE_KEYS}


def _adoption(one: Adoption) -> dict[str, Any]:
    scope = {name: getattr(one.scope, name) for name in SCOPE_KEYS}
    return {**one.settings, "start": one.start, "phase_in": one.phase_in, "end": one.end, "scope": scope,
            "strength": one.strength, **({"steers": one.steers} if one.steers else {})}  # fmt: skip
