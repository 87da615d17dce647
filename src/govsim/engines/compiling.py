"""From generated text to machine code, with numba; imported only where something has to be compiled."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from numba import njit, types

from govsim.engines import lazy_order, numba_rows
from govsim.engines.collecting import collecting_seldom
from govsim.engines.kept import code_as_kept, write_if_possible
from govsim.engines.naming import kernel_name
from govsim.engines.numba_inside import object_file
from govsim.engines.numba_language import BARE, compiled
from govsim.engines.vectors.modules import keep as keep_vectors
from govsim.language.settings import effect_of_setting

WORDS: Mapping[str, Any] = {  # what generated text may say
    "take": numba_rows.table_at,
    "pick": numba_rows.row_at,
    "length": numba_rows.rows_in,
    "walk": numba_rows.members_of,
    "walk_in_order": numba_rows.ordered_by,
    "forget": lazy_order.forget,
    "call": numba_rows.call_kernel,
}


def machine_code(
    text: str, file: str, name: str, layouts: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]
) -> tuple[bytes, str]:
    """Compile a function whose arguments are whole numbers.

    Args:
        text: where it is defined.
        file: where that text can be read.
        name: of the function.
        layouts: what the text calls layouts, by name.
        functions: functions of the model, by the names that the text has for them.

    Returns:
        An object file, and the name that the function has in it.

    Raises:
        numba.core.errors.NumbaError: when it cannot be compiled.
    """
    names: dict[str, Any] = {**WORDS, **layouts, **{alias: compiled(one) for alias, one in functions.items()}}
    exec(compile(text, file, "exec"), names)  # noqa: S102 - the text is our own
    function = names[name]
    signature = types.void(*[types.int64] * function.__code__.co_argcount)
    return object_file(njit(signature, **BARE)(function))


Origin = tuple[str, str, tuple[str, ...]]  # module and name, and what that is called with, if it makes the function
SETTINGS = "govsim.settings."

# --- In another process -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Work:
    """A text to be compiled anywhere: its functions are found again by where they come from.

    Attributes:
        path: the file that shall hold the machine code.
        text, name, layouts: as for `machine_code`.
        functions: where each function of the model comes from, by the name that the text has for it.
        vectors: the same for LLVM, which asks for nothing else; nothing where numba compiles the text.
    """

    path: Path
    text: str
    name: str
    layouts: Mapping[str, Any]
    functions: Mapping[str, Origin]
    vectors: str = ""


def do(work: Work) -> None:
    """Compile a text and keep what comes of it, if that is what its file is called after.

    The process that asked may hold another version of the package than lies on the disk now: then it is left undone.
    """
    if work.vectors:
        keep_vectors(work.path, work.text, work.name, work.vectors)
        return
    functions = {alias: function_from(origin) for alias, origin in work.functions.items()}
    if work.path.stem == kernel_name(work.name, work.text, functions.values(), work.layouts.values()):
        keep(work.path, work.text, work.name, work.layouts, functions)


def origin_of(function: Callable[..., Any]) -> Origin | None:
    """Where a function comes from, so that another process finds it; None where it can't be told."""
    module, name = function.__module__, function.__name__
    if module.startswith(SETTINGS):  # written from a declaration
        of_setting = (module.removeprefix(SETTINGS), name.removeprefix("set_"), function.__code__.co_varnames[0])
        found: Origin = (effect_of_setting.__module__, effect_of_setting.__name__, of_setting)
    else:
        found = (module, name, ())
    there = module.startswith("govsim.") and (found[2] or getattr(sys.modules.get(module), name, None) is function)
    return found if there and function_from(found) is function else None


def function_from(origin: Origin) -> Callable[..., Any]:
    """The function that comes from somewhere."""
    module, name, given = origin
    found: Any = getattr(import_module(module), name)
    return found(*given) if given else found


def keep(
    path: Path, text: str, name: str, layouts: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]
) -> tuple[bytes, str]:
    """Compile a text, write it and its machine code beside it, and return what `machine_code` does.

    Where they cannot be written, they serve this process only, with one warning.
    """
    readable = path.with_suffix(".py")
    write_if_possible(readable, text.encode())
    made = machine_code(text, str(readable), name, layouts, functions)
    write_if_possible(path, code_as_kept(path, *made))
    return made


if __name__ == "__main__":
    with collecting_seldom():
        for one in pickle.load(sys.stdin.buffer):  # noqa: S301 - from the process that started this one
            do(one)
