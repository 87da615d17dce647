"""What a function of the model reaches: itself, what it calls, and the constants these name; the rest can't move it."""

from __future__ import annotations

import ast
import copy
import hashlib
import types
from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from govsim.language.check import facts_of


def reach_of(function: Callable[..., Any]) -> str:
    """The code that decides what a function does, as text.

    Its own and that of every function it reaches, each once, with the values of the numbers they name. Docstrings,
    comments and formatting are left out, so a word of them changes nothing.

    Raises:
        DeclarationError: when a source cannot be read.
    """
    return "\n".join(_parts(function, set()))


def reach_digest(*functions: Callable[..., Any]) -> str:
    """A hash of what some functions reach, 16 hexadecimal digits; see `reach_of`."""
    text = "\n\n".join(reach_of(function) for function in functions)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def named_by(function: Callable[..., Any]) -> dict[str, Any]:
    """The functions and numbers of its module that a function names, in the order of their names."""
    names = sorted(set(function.__code__.co_names))
    found = {name: function.__globals__[name] for name in names if name in function.__globals__}
    return {n: v for n, v in found.items() if isinstance(v, types.FunctionType | bool | int | float)}


def _parts(function: Callable[..., Any], seen: set[Callable[..., Any]]) -> Iterator[str]:
    if function in seen:
        return
    seen.add(function)
    yield _code_of(function)
    for name, value in named_by(function).items():
        if isinstance(value, types.FunctionType):
            yield from _parts(value, seen)
        else:
            yield f"{name} = {value!r}"


_CODE: WeakKeyDictionary[Callable[..., Any], str] = WeakKeyDictionary()


def _code_of(function: Callable[..., Any]) -> str:
    if function not in _CODE:
        _CODE[function] = _plain_code(function)
    return _CODE[function]


def _plain_code(function: Callable[..., Any]) -> str:
    tree = copy.deepcopy(facts_of(function).tree)
    tree.decorator_list = []
    if ast.get_docstring(tree, clean=False) is not None:
        tree.body = tree.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
