"""The model that comes with govsim, and models with parts of a user's own.

The core is what the folders of the package declare; each module or folder of `govsim/parts` is a part more, and so is
each plugin file. Parts are read once for each content: a plugin that was edited is another part, and takes the place of
what it was.
"""

from __future__ import annotations

import copyreg
import hashlib
import importlib
import linecache
import sys
import threading
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from pickle import PicklingError
from types import ModuleType
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from govsim.errors import InputError
from govsim.language import Model, Part, part_of
from govsim.locale.message import message
from govsim.schedule import PHASE_LABELS, WEEK

if TYPE_CHECKING:
    from govsim.scenario import Scenario

CORE = "core"
CORE_ROOMS = ("populations", "channels", "mechanisms", "instruments", "outcomes")
PLUGIN = "govsim_plugin"  # begins the name, ended by a hash, under which a file of a user's own is a module
NO_PARTS = {"__init__", "__pycache__"}
MOST_MODELS = 64
_MADE_OF: WeakKeyDictionary[Model, tuple[tuple[str, ...], tuple[str, ...]]] = WeakKeyDictionary()
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
    """The part that a file of a user's own is; the same content at the same place is read once.

    Raises:
        OSError: when the file cannot be read.
        Exception: whatever the file raises when it is executed, DeclarationError among it.
    """
    file = Path(path).resolve()
    content = file.read_bytes()
    with _LOADING:
        return _part_of_content(file, content)


@lru_cache(maxsize=MOST_MODELS)
def _part_of_content(file: Path, content: bytes) -> Part:
    digest = hashlib.sha256(bytes(file) + b"\0" + content).hexdigest()[:16]
    name = f"{PLUGIN}_{file.stem}_{digest}"
    module = ModuleType(name)
    module.__file__ = str(file)
    module.__dict__["__source__"] = content
    lines = content.decode("utf-8", "replace").splitlines(keepends=True)
    linecache.cache[str(file)] = (len(content), None, lines, str(file))  # rules are read as they were executed
    sys.modules[name] = module
    try:
        exec(compile(content, str(file), "exec"), module.__dict__)  # noqa: S102 - it is what a plugin is for
    except BaseException:
        del sys.modules[name]
        raise
    return part_of(file.stem, [module])


def model_of(parts: Iterable[str] = (), plugins: Iterable[str | Path] = ()) -> Model:
    """The core with parts that come with the package and files of a user's own.

    Args:
        parts: names of shipped parts.
        plugins: files.

    Raises:
        KeyError: when a part is not there.
        DeclarationError: when parts do not fit together.
    """
    files = {Path(one).resolve(): part_of_file(one) for one in plugins}
    names = tuple(sorted(set(parts) - {CORE}))
    made = _model(names, tuple(files[file] for file in sorted(files)))
    _MADE_OF[made] = (names, tuple(map(str, sorted(files))))
    return made


@lru_cache(maxsize=MOST_MODELS)
def _model(parts: tuple[str, ...], files: tuple[Part, ...]) -> Model:
    return Model([core(), *(shipped_part(name) for name in parts), *files])


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


def _modules(name: str, deep: bool = True) -> list[ModuleType]:
    """A module and every file of its folder, at any depth or not: a new file needs no list to be edited."""
    made = [importlib.import_module(name)]
    for folder in getattr(made[0], "__path__", []):
        for file in sorted(Path(folder).glob("**/*.py" if deep else "*.py")):
            inside = file.relative_to(folder).with_suffix("").parts
            if inside[-1] != "__init__":
                made.append(importlib.import_module(".".join((name, *inside))))
    return made
