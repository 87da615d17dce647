"""The model that comes with govsim, and models with parts of a user's own.

The core is what the folders of the package declare; each module or folder of `govsim/parts` is a part more, and so is
each plugin file. Parts are read once for each content: a plugin that was edited is another part, and takes the place of
what it was.
"""

from __future__ import annotations

import copyreg
import importlib
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from pickle import PicklingError
from types import ModuleType
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from govsim import plugin
from govsim.errors import InputError
from govsim.language import DeclarationError, Instrument, Model, Part, nearest, part_of
from govsim.locale.message import message
from govsim.schedule import PHASE_LABELS, WEEK

if TYPE_CHECKING:
    from govsim.scenario import Scenario

CORE = "core"
CORE_ROOMS = ("populations", "channels", "mechanisms", "instruments", "outcomes")
NO_PARTS = {"__init__", "__pycache__"}
MOST_MODELS = 64
_MADE_OF: WeakKeyDictionary[Model, tuple[tuple[str, ...], tuple[str, ...]]] = WeakKeyDictionary()
FIRST_OWN_TABLE, LAST_TABLE = 64, 127  # numbers of tables of a user's own
_LOADING = threading.RLock()  # Python's import of one file at a time


@cache
def core() -> Part:
    """The part that the package itself is: the county, its mechanisms, the menu of instruments, the outcomes."""
    modules = [one for room in CORE_ROOMS for one in _modules(f"govsim.{room}", room != "populations")]
    return part_of(CORE, modules, WEEK, {"zh": PHASE_LABELS})


@cache
def shipped() -> tuple[str, ...]:
    """The names of the parts that come with the package beyond the core."""
    import govsim.parts as place

    found = (one for folder in place.__path__ for one in Path(folder).iterdir())
    return tuple(sorted({one.stem for one in found if one.suffix == ".py" or one.is_dir()} - NO_PARTS))


@cache
def shipped_part(name: str) -> Part:
    """A part of `govsim/parts`.

    Raises:
        KeyError: when there is none of that name.
    """
    if name not in shipped():
        raise KeyError(name)
    return part_of(name, _modules(f"govsim.parts.{name}"))


def part_of_file(path: str | Path) -> Part:
    """The part that a file of a user's own is, with the files beside it that it imports; read once for each content.

    Raises:
        OSError: when a file cannot be read.
        Exception: whatever a file raises when it is executed, DeclarationError among it.
    """
    written = plugin.read(path)
    with _LOADING:
        return _part_of_content(written)


@lru_cache(maxsize=MOST_MODELS)
def _part_of_content(written: plugin.Written) -> Part:
    return part_of(written.file.stem, plugin.load(written))


def model_of(parts: Iterable[str] = (), plugins: Iterable[str | Path] = ()) -> Model:
    """The core with parts that come with the package and files of a user's own.

    Args:
        parts: names of shipped parts.
        plugins: files.

    Raises:
        KeyError: when a part is not there.
        DeclarationError: when parts do not fit together.
    """
    given = {Path(one).resolve(): os.path.abspath(one) for one in plugins}  # two links to one file are one
    files = [given[file] for file in sorted(given)]
    names = tuple(sorted(set(parts) - {CORE}))
    made = _model(names, tuple(map(part_of_file, files)))
    _MADE_OF[made] = (names, tuple(files))
    return made


@lru_cache(maxsize=MOST_MODELS)
def _model(parts: tuple[str, ...], files: tuple[Part, ...]) -> Model:
    _check_plugins(parts, files)
    return Model([core(), *(shipped_part(name) for name in parts), *_each_declaration_once(files)])


def _each_declaration_once(files: Iterable[Part]) -> Iterator[Part]:
    """Parts of which none has what another has taken from the same file beside both."""
    seen: set[int] = set()
    for part in files:
        yield replace(part, entries=tuple(entry for entry in part.entries if id(entry) not in seen))
        seen |= {id(entry) for entry in part.entries}


def _check_plugins(parts: Sequence[str], files: Sequence[Part]) -> None:
    """Refuse in files of a user's own what a model would pass over in silence.

    Raises:
        DeclarationError: at a part that an instrument needs and that there is not, at a parent that no part declares,
            and at a number of a table that is kept for tables of the package.
    """
    named = (CORE, *shipped(), *(part.name for part in files))
    for part in files:
        for entry in part.of_kind("instrument"):
            made: Instrument = entry.value
            for need in made.needs:
                if need not in named:
                    raise DeclarationError(
                        "plugin.need_of_none", made.where, instrument=made.name, need=need, hint=nearest(need, named)
                    )
        for entry in part.of_kind("table"):
            if entry.value.code < FIRST_OWN_TABLE:
                raise DeclarationError(
                    "plugin.table_of_ours", entry.value.where, name=entry.name, code=entry.value.code,
                    first=FIRST_OWN_TABLE, last=LAST_TABLE,
                )  # fmt: skip
    _check_parents(parts, files)


def _check_parents(parts: Sequence[str], files: Sequence[Part]) -> None:
    known = _tables_of([core(), *map(shipped_part, parts), *files])
    for part in files:
        for entry in part.of_kind("table"):
            for parent in entry.value.parents:
                if parent not in known:
                    known |= _tables_of(map(shipped_part, shipped()))  # a part that is left out takes its tables along
                if parent not in known:
                    raise DeclarationError(
                        "plugin.parent_of_none", entry.value.where, table=entry.name, parent=parent,
                        hint=nearest(parent, known),
                    )  # fmt: skip


def _tables_of(parts: Iterable[Part]) -> set[str]:
    return {entry.name for part in parts for entry in part.of_kind("table")}


def _again(model: Model) -> tuple[object, ...]:
    """How pickle finds a model: by its parts and files."""
    if model not in _MADE_OF:
        raise PicklingError(f"{model!r} is made of parts that no file holds")
    return _unpickled, (*_MADE_OF[model], model.digest)


def _unpickled(parts: tuple[str, ...], files: tuple[str, ...], digest: str) -> Model:
    made = model_of(parts, files)
    if made.digest != digest:
        raise InputError(message("error.model_changed", files=", ".join(files) or "govsim"))
    return made


copyreg.pickle(Model, _again)  # type: ignore[arg-type]


def model_for(scenarios: Scenario | Sequence[Scenario]) -> Model:
    """The model that a scenario asks for, or the union of what several ask for."""
    several = scenarios if isinstance(scenarios, Sequence) else [scenarios]
    return model_of({name for one in several for name in one.parts}, {file for one in several for file in one.plugins})


def parts_of(model: Model) -> list[str]:
    """The parts that come with the package, beyond the core, which a model has."""
    return [part.name for part in model.parts if part.name in shipped()]


def part_title(model: Model, name: str, lang: str = "en") -> str:
    """What a part that comes with the package is called."""
    return model.title_of(f"govsim.parts.{name}", lang)


def _modules(name: str, deep: bool = True) -> list[ModuleType]:
    """A module and every file of its folder, at any depth or not: a new file needs no list to be edited."""
    made = [importlib.import_module(name)]
    for folder in getattr(made[0], "__path__", []):
        for file in sorted(Path(folder).glob("**/*.py" if deep else "*.py")):
            inside = file.relative_to(folder).with_suffix("").parts
            if inside[-1] != "__init__":
                made.append(importlib.import_module(".".join((name, *inside))))
    return made
