"""The names a user may use, gathered from the declarations of the model and from a user's own files."""

from __future__ import annotations

import csv
import dis
import functools
import os
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from govsim.language import DeclarationError, Model, Part
from govsim.model import CORE, model_of, part_of_file, shipped
from govsim.scenario import Scenario
from govsim.study.speak.errors import InputError, Mistakes, one_line, unknown
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import spoken, tell

PACKAGE = Path(__file__).parents[2]
GENERIC = {
    "start": "first week in force; the scenario's start when not set",
    "phase_in": "weeks from the start to full strength",
    "end": "first week no longer in force",
    "scope": "whom it reaches: regions, industries, headcount, share, enterprises, order, places, chains, depth",
    "strength": "multiple of its full strength, 0 to 2 (of a planner to 1), of all that it moves and costs; beyond 1 "
    "it moves more only where values add up",
}
PARTS_OF_POPULATION = {
    "regions": "regions",
    "by_region": "regions",
    "places": "emergency",
    "chains": "chains",
    "by_chain": "chains",
}
OF_PLANNERS = {"steers": "the instruments under it; all that are adopted beside it when not set"}


def keys_of(model: Model, instrument: str) -> dict[str, str]:
    """What may be set of an instrument beside its settings, with what each means."""
    return {**GENERIC, **(OF_PLANNERS if model.instruments[instrument].is_planner else {})}


@dataclass(frozen=True)
class IndustryValue:
    """One number of one industry, with its bounds, unit and source."""

    value: float
    low: float
    high: float
    unit: str
    source: str
    zh: str
    industry_zh: str = ""


@functools.cache
def industries() -> Mapping[str, Mapping[str, IndustryValue]]:
    """The table of industries, in its own order: industry, column, value."""
    text = (resources.files("govsim.populations") / "industries.csv").read_text(encoding="utf-8")
    table: dict[str, dict[str, IndustryValue]] = {}
    for row in csv.DictReader(text.splitlines()):
        table.setdefault(row["industry"], {})[row["column"]] = IndustryValue(
            float(row["value"]), float(row["low"]), float(row["high"]), row["unit"], row["source"],
            row.get("zh", ""), row.get("industry_zh", ""),
        )  # fmt: skip
    return table


def industries_of(model: Model) -> Mapping[str, Mapping[str, IndustryValue]]:
    """The same with what parts of a model add: columns of industries that belong to the row itself."""
    added = {
        name: IndustryValue(float(one.default), one.low, one.high, one.unit, one.source, one.zh)
        for name, one in model.declared_columns("industry").items()
        if one.static
    }
    return {
        name: {**columns, **{key: replace(one, industry_zh=_label(columns)) for key, one in added.items()}}
        for name, columns in industries().items()
    }


def _label(columns: Mapping[str, IndustryValue]) -> str:
    return next(iter(columns.values())).industry_zh


def model_with(parts: Iterable[object] = (), plugins: Iterable[object] = ()) -> Model:
    """The model of named parts and files of a user's own.

    Raises:
        InputError: when a part or file is not there, or they do not fit together.
    """
    names, mistakes = list(map(str, parts)), Mistakes()
    for name in names:
        with mistakes.noted():
            if name not in shipped():
                raise unknown("part", name, shipped())
    files = [mistakes.of(_load_plugin, str(path)) for path in plugins]
    mistakes.refuse()
    try:
        return model_of(names, files)
    except DeclarationError as error:  # two that each fit the core, but not each other
        raise InputError(tell("error.plugin_rule", reason=error.in_language(spoken()))) from error


def model_of_all(scenarios: Scenario | Sequence[Scenario]) -> Model:
    """The model that scenarios ask for: the union of their parts and files.

    Raises:
        InputError: when a part or file is not there, or they do not fit together.
    """
    several = [scenarios] if isinstance(scenarios, Scenario) else scenarios
    return model_with(
        dict.fromkeys(name for one in several for name in one.parts),
        dict.fromkeys(file for one in several for file in one.plugins),
    )


def model_of_names(parts: Iterable[object] = (), plugins: Sequence[object] = ()) -> Model:
    """The model whose names may be used: with the parts that any instrument on the menu would bring.

    Raises:
        InputError: when a part or file is not there, or they do not fit together.
    """
    names = set(map(str, parts))
    while True:
        model = model_with(sorted(names), plugins)
        offered = (entry.value for part in model.parts for entry in part.of_kind("instrument"))
        more = {need for one in offered for need in one.needs} & set(shipped()) - names
        if not more:
            return model
        names |= more


def parts_with(
    model: Model,
    parts: Iterable[object],
    instruments: Iterable[str],
    industry: object = None,
    population: object = None,
) -> tuple[str, ...]:
    """Parts that were named, and those that adopted instruments, values of industries and populations bring.

    In name order.
    """
    needed = {need for name in instruments if name in model.instruments for need in model.instruments[name].needs}
    given = industry.values() if isinstance(industry, Mapping) else ()
    cells = {f"industry.{column}" for one in given if isinstance(one, Mapping) for column in one}
    holders = {part.name for part in model.parts for entry in part.of_kind("column") if entry.name in cells}
    needed |= holders & set(shipped())
    if isinstance(population, Mapping):
        needed |= {part for key, part in PARTS_OF_POPULATION.items() if population.get(key)} & set(shipped())
    return tuple(sorted({*map(str, parts), *needed} - {CORE}))


def load_plugins(paths: Iterable[object]) -> tuple[str, ...]:
    """Read files of a user's own, and check that they fit the core and each other.

    Raises:
        InputError: when a file is missing, cannot be imported, declares nothing, or does not fit the others.
    """
    files = tuple(_load_plugin(str(path)) for path in paths)
    model_with(plugins=files)
    return files


def asked_model(parts: str, plugins: str) -> Model:
    """The model that `parts=[a,b]` and `plugins=[file.py]` ask for.

    Args:
        parts: names of parts that come with govsim, as they were typed; nothing for the core alone.
        plugins: files, as they were typed.

    Raises:
        InputError: at a part that there is not, or a plugin that cannot be loaded.
    """
    names, files = ([one.strip() for one in text.strip("[]").split(",") if one.strip()] for text in (parts, plugins))
    return model_of_names(names, files)


def _load_plugin(given: str) -> str:
    path = Path(os.path.abspath(typed_path(given)))
    if not path.is_file() or path.suffix != ".py":
        raise InputError(tell("error.plugin_file", given=given, path=path))
    try:
        part = part_of_file(path)
        if not part.entries:
            raise InputError(tell("error.plugin_empty", given=given))
        _check_rules(model_of(plugins=[path]), part)
    except InputError:
        raise
    except DeclarationError as error:  # it says file and line itself
        raise InputError(tell("error.plugin_rule", reason=error.in_language(spoken()))) from error
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and not _is_of_the_file(error):
            raise
        reason = f"{type(error).__name__}: {one_line(error)}"
        raise InputError(
            tell(
                "error.plugin_broken",
                given=f"{given}{_line_of(error, path)}",
                reason=_place_beside(error, path) + reason,
            )
        ) from error
    return str(path)


def _check_rules(model: Model, part: Part) -> None:
    """Hold the rules of a user's own to the language, before anything runs or is compiled."""
    from govsim.engines.plan import make_plan

    make_plan(model, [entry.name for entry in part.of_kind("instrument") if entry.name in model.instruments])


def _is_of_the_file(error: BaseException) -> bool:
    """Whether a statement raised it, as against a key that was pressed."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or Path(trace.tb_frame.f_code.co_filename).is_relative_to(PACKAGE):
        return False
    return trace.tb_frame.f_code.co_code[trace.tb_lasti] == dis.opmap["RAISE_VARARGS"]


def _place_beside(error: BaseException, path: Path) -> str:
    """The file beside the user's own, and its line, where it is at fault."""
    if isinstance(error, SyntaxError) and error.filename and error.filename != str(path) and error.lineno:
        return f"{Path(error.filename).name}:{error.lineno}: "
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent in _folders(path)
    ]
    last = frames[-1] if frames else None
    return f"{Path(last.filename).name}:{last.lineno}: " if last and last.filename != str(path) else ""


def _folders(path: Path) -> set[Path]:
    return {path.parent, path.resolve().parent}


def _line_of(error: BaseException, path: Path) -> str:
    """The last line of the user's own file in the traceback, as ":12"."""
    if isinstance(error, SyntaxError) and error.lineno and error.filename == str(path):
        return f":{error.lineno}"
    found, trace = "", error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            found = f":{trace.tb_lineno}"
        trace = trace.tb_next
    return found
