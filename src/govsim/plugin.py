"""Files of a user's own as modules of this process, with the files beside them that they import.

Each module has a name of its own, ended by a hash of its place, its content and the content of all that it imports from
beside it: an edited file is another module, and two files of one name in different folders never meet. Other files of
the folder are not looked at, and none of it comes into Python's own search path.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import linecache
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from govsim.language.parsing import parsed

PLUGIN = "govsim_plugin"  # begins the name, ended by a hash, under which a file of a user's own is a module
BESIDE = "__beside__"  # in such a module: the names of modules by the names under which it imports them


@dataclass(frozen=True)
class Written:
    """A file as it was read, with the files beside it that it leads to.

    Attributes:
        file: in full, as it was named: a link is not followed.
        texts: the content of each file that it leads to, its own first; the others in the order of their paths.
    """

    file: Path
    texts: tuple[tuple[Path, bytes], ...]


def read(path: str | Path) -> Written:
    """Read a file and those beside it that it imports, and that these import.

    Raises:
        OSError: when one cannot be read.
    """
    first = Path(os.path.abspath(path))
    texts: dict[Path, bytes] = {}
    waiting = [first]
    while waiting:
        file = waiting.pop()
        if file not in texts:
            texts[file] = file.read_bytes()
            waiting += _beside(file, texts[file]).values()
    others = sorted((file, text) for file, text in texts.items() if file != first)
    return Written(first, ((first, texts[first]), *others))


def load(written: Written) -> list[ModuleType]:
    """Execute what was read; its own module first, then those that it imports from beside it.

    Raises:
        BaseException: whatever a file raises when it is executed.
    """
    texts = dict(written.texts)
    loader = _Loader(texts)
    return [loader.module(file) for file, _ in written.texts]


class _Loader:
    """Executes files that were read together."""

    def __init__(self, texts: Mapping[Path, bytes]) -> None:
        self.texts = texts
        self.links = {file: _beside(file, text) for file, text in texts.items()}

    def name_of(self, file: Path) -> str:
        """The name of a file's module."""
        reached, waiting = set[Path](), [file]
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting += self.links[one].values()
        digest = hashlib.sha256(os.fsencode(file))
        for one in sorted(reached):
            digest.update(b"\0" + os.fsencode(one) + b"\0" + hashlib.sha256(self.texts[one]).digest())
        return f"{PLUGIN}_{file.stem}_{digest.hexdigest()[:16]}"

    def module(self, file: Path) -> ModuleType:
        """The module of a file, executed once."""
        name, content = self.name_of(file), self.texts[file]
        if name in sys.modules:
            return sys.modules[name]
        made = ModuleType(name)
        links = self.links[file]
        made.__file__ = str(file)
        made.__dict__["__source__"] = content
        made.__dict__[BESIDE] = {imported: self.name_of(other) for imported, other in links.items()}
        made.__dict__["__builtins__"] = vars(builtins) | {"__import__": self._import_for(links)}
        lines = content.decode("utf-8", "replace").splitlines(keepends=True)
        linecache.cache[str(file)] = (len(content), None, lines, str(file))  # rules are read as they were executed
        sys.modules[name] = made
        try:
            exec(compile(content, str(file), "exec"), made.__dict__)  # noqa: S102 - it is what a plugin is for
        except BaseException:
            del sys.modules[name]
            raise
        return made

    def _import_for(self, links: Mapping[str, Path]) -> Any:
        """Python's import, for a file that has some others beside it."""

        def take(name: str, names: Any = None, values: Any = None, fromlist: Any = (), level: int = 0) -> Any:
            if level < 2 and name in links:
                return self.module(links[name])
            if level == 1 and not name and all(one in links for one in fromlist):
                return SimpleNamespace(**{one: self.module(links[one]) for one in fromlist})
            return builtins.__import__(name, names, values, fromlist, level)

        return take


def _beside(file: Path, content: bytes) -> dict[str, Path]:
    """The files beside a file that it imports, by the name that it has for them; beside the file itself, then its link.

    Names of Python's own library and of this package are never taken by a file.
    """
    try:
        tree = parsed(content)
    except (SyntaxError, ValueError):  # executing it says so
        return {}
    folders = dict.fromkeys([file.resolve().parent, file.parent])
    found = {}
    for name in _imported(tree):
        if name in sys.stdlib_module_names or name in ("govsim", file.stem):
            continue
        there = [folder / f"{name}.py" for folder in folders if (folder / f"{name}.py").is_file()]
        if there:
            found[name] = there[0]
    return found


def _imported(tree: ast.AST) -> dict[str, None]:
    """Plain names of modules that a file imports, wherever in it."""
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level < 2:
            names += [node.module] if node.module else [alias.name for alias in node.names]
    return dict.fromkeys(name for name in names if name.isidentifier())
