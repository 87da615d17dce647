"""Where declarations are kept: in the module that makes them, and nowhere else.

No registry is shared by a process. A file that is loaded again is a new module with declarations of its own, and two
models with different files live side by side.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govsim.language.messages import DeclarationError

BOOK = "__declared__"
INTERACTIVE = "__main__"


@dataclass(frozen=True, eq=False)
class Entry:
    """One declaration.

    Attributes:
        kind: table, column, membership, further, payer, ledger, parameter, channel, rule, phase, title, instrument,
            outcome, yearly, telling, grouping or purpose.
        name: its name within the kind.
        value: what was declared.
        where: file and line.
        module: the module that declared it.
    """

    kind: str
    name: str
    value: Any
    where: str
    module: str


def enter(kind: str, name: str, value: Any, names: dict[str, Any] | None = None, where: str = "") -> None:
    """Keep a declaration in the module that makes it.

    Args:
        kind: of what kind it is.
        name: its name.
        value: what is declared.
        names: the globals of the module; those of the nearest caller outside the language when not given.
        where: file and line, when the caller knows better.

    Raises:
        DeclarationError: when the module has declared the name before. The same line run again, or a name given again
            in an interactive session, replaces what was there.
    """
    caller = _caller()
    names = caller.f_globals if names is None else names
    where = where or f"{caller.f_code.co_filename}:{caller.f_lineno}"
    book: list[Entry] = names.setdefault(BOOK, [])
    module = str(names.get("__name__", ""))
    made = Entry(kind, name, value, where, module)
    for at, known in enumerate(book):
        if (known.kind, known.name) == (kind, name):
            if kind not in ("rule", "purpose") and known.where != where and module != INTERACTIVE:
                raise DeclarationError("language.declared_twice", where, name=name)
            book[at] = made
            return
    book.append(made)


def entries_of(module: Any) -> tuple[Entry, ...]:
    """What a module has declared, in its order."""
    names: Mapping[str, Any] = vars(module)
    return tuple(names.get(BOOK, ()))


def _caller() -> Any:
    frame = sys._getframe(1)
    while str(frame.f_globals.get("__name__", "")).startswith("govsim.language") and frame.f_back:
        frame = frame.f_back
    return frame
