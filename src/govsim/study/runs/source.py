"""What results are called: a hash of what is asked and of everything that can change a number of theirs, and no more.

Code counts by reach (see `reach`); what is declared, in the package or in a plugin, counts by its values, without
words, units and sources; who exists counts as it is, however it was read or drawn. So a comment, a message, a figure,
or an instrument that nobody adopts leaves a result its name, and a number of a rule, a default or a cell of a table of
the package takes it away.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from govsim import __version__
from govsim.language import Column, Model, Outcome, RuleDeclaration
from govsim.language.reach import reach_digest
from govsim.populations.industry import INDUSTRIES
from govsim.populations.structure import place_of
from govsim.scenario import Population, Scenario
from govsim.study.runs.callables import code_of
from govsim.study.runs.counties import counties_of
from govsim.study.runs.reach import OWN, PACKAGE, reach

ROOTS = (
    ("govsim.engines.core", "run_many"),
    ("govsim.study.runs.tables", "*"),
    ("govsim.study.runs.plan", "effects_of"),
    ("govsim.study.runs.counties", "jobs_of"),
    ("govsim.study.runs.counties", "with_counties"),
)
BY_VALUE = (("govsim.populations.structure", "structure_of"),)  # what it gives is hashed, so its code is not


def source_hash(model: Model, scenarios: Iterable[Scenario], populations: int = 1) -> str:
    """A hash of the code, the declarations, the files and the population that the results of scenarios hang on.

    Args:
        model: what they are run on.
        scenarios: what is run.
        populations: in how many drawn counties each.
    """
    known = [county for one in scenarios for county in counties_of(one, populations)]
    adopted = {adoption.instrument for one in known for adoption in one.adoptions} & set(model.instruments)
    digest = hashlib.sha256(_engine_hash(ROOTS).encode())
    digest.update(_declared_text(model).encode())
    digest.update(_text({name: _instrument(model, name) for name in adopted}).encode())
    for file in sorted({one.population.path for one in known if one.population.path is not None}):
        digest.update(Path(file).name.encode() + b"\0" + Path(place_of(file)).read_bytes() + b"\0")
    for one in sorted({_who_exists(population) for population in {one.population for one in known}}):
        digest.update(one.encode())
    return digest.hexdigest()[:16]


def result_id(model: Model, scenarios: Mapping[str, Scenario], seeds: Sequence[int], populations: int = 1) -> str:
    """A short name for what is run: the same scenarios, seeds and source have the same, anywhere."""
    what = {
        "scenarios": [without_folders(scenarios[name]) for name in scenarios],
        "seeds": list(seeds),
        "source": source_hash(model, scenarios.values(), populations),
    } | ({"populations": populations} if populations > 1 else {})
    return _short(what, 12)


def population_id(population: Population) -> str:
    """A short name for who exists: the same population, and the same content of its register, have the same."""
    scenario = Scenario("population", population)
    what = {"population": without_folders(scenario)["population"], "who": _who_exists(population)}
    return _short(what | {"files": [] if population.path is None else [_content(population.path)]}, 12)


def code_hash(of: Callable[..., Any] | str, name: str = "") -> str:
    """A hash of the code of a function, or of a name of a module of the package."""
    code = _engine_hash(((of, name),)) if isinstance(of, str) else _plain_code(of)
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def without_folders(scenario: Scenario) -> dict[str, Any]:
    """The canonical scenario with files by name only: where they lie decides nothing."""
    plain = scenario.canonical()
    plain["plugins"] = [Path(plugin).name for plugin in plain["plugins"]]
    if plain["population"]["path"] is not None:
        plain["population"]["path"] = Path(plain["population"]["path"]).name
    return plain


def _content(file: str) -> str:
    return hashlib.sha256(Path(place_of(file)).read_bytes()).hexdigest()


@cache
def _engine_hash(roots: tuple[tuple[str, str], ...]) -> str:
    """The code that plays weeks, sums them up and compares them, or of other names of the package.

    Following it takes as long as a short run: what it comes to is kept beside the kernels while no file changes.
    """
    from govsim.engines import kept
    from govsim.engines.folder import REACHED, cache_folder

    file = cache_folder() / f"{hashlib.sha256(f'{__version__} {roots} {_stamps()}'.encode()).hexdigest()[:32]}{REACHED}"
    known = kept.read(file)
    if known is not None:
        return known.decode()
    made = hashlib.sha256(reach(roots, BY_VALUE).encode()).hexdigest()
    with contextlib.suppress(OSError):
        kept.write(file, kept.as_kept(file, made.encode()))
    return made


@cache
def _stamps() -> str:
    """Place, size and time of every source file of the package, as Python goes by for what it has compiled."""
    files = sorted((str(file), file.stat()) for file in PACKAGE.rglob("*.py") if file.is_file())
    text = "\n".join(f"{name} {about.st_mtime_ns} {about.st_size}" for name, about in files)
    return hashlib.sha256(text.encode()).hexdigest()


def _who_exists(population: Population) -> str:
    """A hash of the structure of a population."""
    from govsim.populations.structure import structure_of

    structure = structure_of(population)
    digest = hashlib.sha256()
    for name, value in sorted(vars(structure).items()):
        as_bytes = value.tobytes() if hasattr(value, "tobytes") else repr(value).encode()
        digest.update(name.encode() + b"\0" + as_bytes + b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=16)
def _declared_text(model: Model) -> str:
    return _text(_declared(model))


def _declared(model: Model) -> dict[str, Any]:
    """What every run of the model hangs on, in plain values; the order of outcomes is that of the tables."""
    week = [[phase, [one.name for one in rules]] for phase, rules in model.week]
    named = {name for _, names in week for name in names}
    return {
        "week": week,
        "rules": {name: _rule(made) for name, made in model.rules.items() if name in named or made.newcomer},
        "tables": {
            name: [one.code, one.plural, one.books, model.parents_of(name), _plain_code(one.rows),
                   _columns(model.declared_columns(name))]
            for name, one in model.tables.items()
        },
        "further": sorted([one.name, _plain_code(one.value.of)] for one in model.further),
        "memberships": sorted([one.table, one.parent, _plain_code(one.of)] for one in model.memberships),
        "channels": {
            one.name: [one.level, one.neutral, one.combine, one.low, one.high] for one in model.channels.values()
        },
        "parameters": {one.name: one.default for one in model.parameters.values()},
        "ledger": sorted((cell, one.moves) for cell, one in model.ledger.items()),
        "outcomes": [
            [one.name, _total(model, one), one.kind, one.over, one.by, one.scale] for one in model.outcomes.values()
        ],
        "yearly": model.yearly,
        "industries": list(INDUSTRIES.items()),
    }  # fmt: skip


def _total(model: Model, made: Outcome) -> list[str]:
    """The cells of a sum; the books of all tables are one, so that an entry that nobody makes changes no name."""
    cells = [cell.partition(".") for cell in made.total]
    return list(dict.fromkeys(
        f"*.{column}" if column in model.book_columns(table) else f"{table}.{column}" for table, _, column in cells
    ))  # fmt: skip


def _columns(columns: Mapping[str, Column]) -> dict[str, Any]:
    return {name: [repr(one.default), one.static] for name, one in columns.items()}


def _rule(made: RuleDeclaration) -> list[Any]:
    about = [sorted(made.writes), sorted(made.member_writes), made.order, made.on, made.newcomer, made.settles]
    return [*about, reach_digest(made.function)]


def _plain_code(function: Callable[..., Any]) -> str:
    """A function that is no rule; what one with a name in the package comes to is kept."""
    module, name = getattr(function, "__module__", ""), getattr(function, "__qualname__", "")
    if module.partition(".")[0] == OWN and name.isidentifier():
        return _engine_hash(((module, name),))
    return code_of(function, BY_VALUE)


def _instrument(model: Model, name: str) -> dict[str, Any]:
    made = model.instruments[name]
    return {
        "remembers": [made.remembers_on, _columns(made.remembers)],
        "settings": {name: repr(one.default) for name, one in made.settings.items()},
        "update": reach_digest(made.update) if made.update else None,
        "effects": [[channel, reach_digest(function)] for channel, function in model.effects_of(name)],
        "ledger": [[entry.moves, reach_digest(function)] for entry, function in made.bookings],
    }


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _short(value: Any, digits: int) -> str:
    return hashlib.sha256(_text(value).encode()).hexdigest()[:digits]
