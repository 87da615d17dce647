"""What a function of the model reaches: itself, what it calls, and the constants these name; the rest can't move it."""

from __future__ import annotations

import ast
import copy
import hashlib
import types
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from govsim.language.check import facts_of
from govsim.language.parsing import nodes_of


def reach_of(function: Callable[..., Any]) -> str:
    """The code that decides what a function does, as text.

    Its own and that of every function it reaches, each once, with the values of the numbers they name. Docstrings,
    comments and formatting are left out, so a word of them changes nothing.

    Raises:
        DeclarationError: when a source cannot be read.
    """
    return "\n".join(_with_numbers(reached) for reached in functions_of(function))


def functions_of(function: Callable[..., Any]) -> list[Callable[..., Any]]:
    """A function and all that it reaches, each once, in the order in which they are met."""
    found: dict[Callable[..., Any], None] = {}
    waiting = [function]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += [v for v in reversed(named_by(one).values()) if isinstance(v, types.FunctionType)]
    return list(found)


def reach_digest(*functions: Callable[..., Any]) -> str:
    """A hash of what some functions reach, 16 hexadecimal digits; see `reach_of`."""
    text = "\n\n".join(reach_of(function) for function in functions)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def named_by(function: Callable[..., Any]) -> dict[str, Any]:
    """The functions and numbers of its module that a function names, in the order of their names."""
    found = {name: function.__globals__[name] for name in _names_in(function) if name in function.__globals__}
    return {n: v for n, v in found.items() if isinstance(v, types.FunctionType | bool | int | float)}


def _with_numbers(function: Callable[..., Any]) -> str:
    numbers = [(n, v) for n, v in named_by(function).items() if not isinstance(v, types.FunctionType)]
    return "\n".join([_code_of(function), *(f"{name} = {value!r}" for name, value in numbers)])


_CODE: WeakKeyDictionary[Callable[..., Any], str] = WeakKeyDictionary()
_NAMES: WeakKeyDictionary[Callable[..., Any], tuple[str, ...]] = WeakKeyDictionary()


def _code_of(function: Callable[..., Any]) -> str:
    if function not in _CODE:
        tree = copy.copy(facts_of(function).tree)
        tree.decorator_list = []
        if ast.get_docstring(tree, clean=False) is not None:
            tree.body = tree.body[1:] or [ast.Pass()]
        _CODE[function] = ast.unparse(tree)
    return _CODE[function]


def _names_in(function: Callable[..., Any]) -> tuple[str, ...]:
    """Names in the body of a function that are not its own, sorted."""
    if function not in _NAMES:
        nodes = (node for statement in facts_of(function).tree.body for node in nodes_of(statement))
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        _NAMES[function] = tuple(sorted(used - set(function.__code__.co_varnames)))
    return _NAMES[function]
