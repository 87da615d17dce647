"""From generated text to machine code, with numba; imported only where something has to be compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from numba import njit, types

from govsim.engines import lazy_order, numba_rows
from govsim.engines.numba_language import BARE, compiled

WORDS: Mapping[str, Any] = {  # what generated text may say
    "take": numba_rows.table_at,
    "pick": numba_rows.row_at,
    "length": numba_rows.rows_in,
    "walk": numba_rows.members_of,
    "walk_in_order": numba_rows.ordered_of,
    "enter": lazy_order.enter,
    "begin": lazy_order.begin,
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
    made = njit(signature, **BARE)(function)
    result: Any = next(iter(made.overloads.values()))
    return result.library._get_compiled_object(), result.fndesc.llvm_func_name
