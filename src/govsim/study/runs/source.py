"""What results are called: a hash of what is asked and of everything that can change a number of theirs, and no more.

Code counts by reach (see `reach`); what is declared counts by its values, without words, units and sources; who exists
counts as it is, however it was read or drawn. So a comment, a message, a figure, or an instrument that nobody adopts
leaves a result its name, and a number of a rule, a default or a cell of a table of the package takes it away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from govsim.language import (
    CHANNELS,
    INSTRUMENTS,
    OUTCOMES,
    PARAMETERS,
    RULES,
    TABLES,
    Column,
    Instrument,
    RuleDeclaration,
)
from govsim.language.reach import reach_digest
from govsim.populations.industry import INDUSTRIES
from govsim.scenario import Population, Scenario
from govsim.schedule import WEEK
from govsim.study.runs.reach import reach

ROOTS = (
    ("govsim.engines.core", "run_many"),
    ("govsim.study.runs.tables", "*"),
    ("govsim.study.runs.plan", "effects_of"),
)
BY_VALUE = (("govsim.populations.structure", "structure_of"),)  # what it gives is hashed, so its code is not


def source_hash(scenarios: Iterable[Scenario]) -> str:
    """A hash of the code, the declarations, the files and the population that the results of scenarios hang on."""
    known = list(scenarios)
    adopted = sorted({adoption.instrument for one in known for adoption in one.adoptions})
    digest = hashlib.sha256(_engine_hash().encode())
    digest.update(_text(_declared()).encode())
    digest.update(_text({name: _instrument(INSTRUMENTS[name]) for name in adopted if name in INSTRUMENTS}).encode())
    for file in sorted({file for one in known for file in _files_of(one)}):
        digest.update(Path(file).name.encode() + b"\0" + Path(file).read_bytes() + b"\0")
    for one in sorted({_who_exists(population) for population in {one.population for one in known}}):
        digest.update(one.encode())
    return digest.hexdigest()[:16]


def result_id(scenarios: Mapping[str, Scenario], seeds: Sequence[int]) -> str:
    """A short name for what is run: the same scenarios, seeds and source have the same, anywhere."""
    what = {
        "scenarios": [_without_folders(scenarios[name]) for name in scenarios],
        "seeds": list(seeds),
        "source": source_hash(scenarios.values()),
    }
    return _short(what, 12)


def population_id(population: Population) -> str:
    """A short name for who exists: the same population, and the same content of its register, have the same."""
    scenario = Scenario("population", population)
    what = {"population": _without_folders(scenario)["population"], "who": _who_exists(population)}
    return _short(what | {"files": [_content(file) for file in _files_of(scenario)]}, 12)


def _without_folders(scenario: Scenario) -> dict[str, Any]:
    """The canonical scenario with files by name only: where they lie decides nothing."""
    plain = scenario.canonical()
    plain["plugins"] = [Path(plugin).name for plugin in plain["plugins"]]
    if plain["population"]["path"] is not None:
        plain["population"]["path"] = Path(plain["population"]["path"]).name
    return plain


def _files_of(scenario: Scenario) -> list[str]:
    path = scenario.population.path
    return [*scenario.plugins, *([path] if path is not None else [])]


def _content(file: str) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


@cache
def _engine_hash() -> str:
    """The code that plays weeks, sums them up and compares them."""
    return hashlib.sha256(reach(ROOTS, BY_VALUE).encode()).hexdigest()


def _who_exists(population: Population) -> str:
    """A hash of the structure of a population."""
    from govsim.populations.structure import structure_of

    structure = structure_of(population)
    digest = hashlib.sha256()
    for name, value in sorted(vars(structure).items()):
        as_bytes = value.tobytes() if hasattr(value, "tobytes") else repr(value).encode()
        digest.update(name.encode() + b"\0" + as_bytes + b"\0")
    return digest.hexdigest()


def _declared() -> dict[str, Any]:
    """What every run of the model hangs on, in plain values; the order of outcomes is that of the tables."""
    named = {name for _, names in WEEK for name in names}
    return {
        "week": WEEK,
        "rules": {name: _rule(made) for name, made in RULES.items() if name in named or made.newcomer},
        "tables": {name: [made.plural, made.parents, _columns(made.columns)] for name, made in TABLES.items()},
        "channels": {one.name: [one.level, one.neutral, one.combine, one.low, one.high] for one in CHANNELS.values()},
        "parameters": {one.name: one.default for one in PARAMETERS.values()},
        "outcomes": [[one.name, one.total, one.kind, one.over, one.by, one.scale] for one in OUTCOMES.values()],
        "industries": list(INDUSTRIES.items()),
    }


def _columns(columns: Mapping[str, Column]) -> dict[str, Any]:
    return {name: [repr(one.default), one.static] for name, one in columns.items()}


def _rule(made: RuleDeclaration) -> list[Any]:
    about = [sorted(made.writes), sorted(made.member_writes), made.order, made.on, made.newcomer]
    return [*about, reach_digest(made.function)]


def _instrument(made: Instrument) -> dict[str, Any]:
    return {
        "remembers": [made.remembers_on, _columns(made.remembers)],
        "settings": {name: repr(one.default) for name, one in made.settings.items()},
        "update": reach_digest(made.update) if made.update else None,
        "effects": [[channel, reach_digest(function)] for channel, function in made.effects],
        "costs": [[payer, reach_digest(function)] for payer, function in made.costs],
    }


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _short(value: Any, digits: int) -> str:
    return hashlib.sha256(_text(value).encode()).hexdigest()[:digits]
