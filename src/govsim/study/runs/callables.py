"""The code of a function that a declaration was given: any Python, by what it reaches and by what it holds."""

from __future__ import annotations

import ast
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from govsim.study.runs.reach import Source, Symbol, reach, source_of

PLAIN = (bool, int, float, complex, str, bytes, PurePath, np.generic, type(None))


def code_of(function: Callable[..., Any], frontier: Iterable[Symbol] = ()) -> str:
    """The code that decides what a function gives, as text; words for people are left out.

    Args:
        function: a function, a lambda, a method, a partial, or an object that can be called.
        frontier: what is not followed, because its value counts and not how it came about.

    Raises:
        OSError: when it was made where no source is kept, as in an interactive session.
    """
    return _value(function, frozenset(), tuple(frontier))


def _function(function: FunctionType, seen: frozenset[int], frontier: tuple[Symbol, ...]) -> str:
    """Where it is defined and all that names there lead to, and the values that it closes over."""
    source = source_of(function.__module__)
    outer = function.__qualname__.partition(".")[0]
    if source is None:
        code = inspect.getsource(function)
    elif outer in source.definitions:
        code = reach([(source.name, outer)], frontier)
    else:
        lambdas = _lambdas(function, source)
        named = [symbol for one in lambdas for symbol in source.names_in(one)]
        code = "\n".join([*map(ast.unparse, lambdas), reach(named, frontier)])
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    held = [f"{name} = {_value(cell.cell_contents, seen, frontier)}" for name, cell in cells.items()]
    return "\n".join([code, *held, _value(function.__defaults__, seen, frontier)])


def _lambdas(function: FunctionType, source: Source) -> list[ast.Lambda]:
    """The lambda that a function is: that of its line whose body its code begins with."""
    line = function.__code__.co_firstlineno
    nodes = (node for statement in source.statements for node in ast.walk(statement))
    found = [node for node in nodes if isinstance(node, ast.Lambda) and node.lineno == line]
    begun = {(place[0], place[2]) for place in function.__code__.co_positions()}
    return [one for one in found if (one.body.lineno, one.body.col_offset) in begun] or found


def _value(value: Any, seen: frozenset[int], frontier: tuple[Symbol, ...]) -> str:
    """A value as text that is the same in every process."""
    if isinstance(value, PLAIN):
        return repr(value)
    if id(value) in seen:
        return "..."
    inside = seen | {id(value)}
    if isinstance(value, ModuleType):
        return value.__name__
    if isinstance(value, type):
        return reach([(value.__module__, value.__qualname__.partition(".")[0])], frontier) or value.__qualname__
    if isinstance(value, FunctionType):
        return _function(value, inside, frontier)
    return "\n".join(_value(one, inside, frontier) for one in _pieces(value))


def _pieces(value: Any) -> Iterator[Any]:
    """What an object consists of."""
    yield type(value)
    if isinstance(value, functools.partial):
        yield from (value.func, value.args, value.keywords)
    elif inspect.ismethod(value):
        yield from (value.__func__, value.__self__)
    elif hasattr(value, "__wrapped__"):  # what a decorator made of a function
        yield value.__wrapped__
    elif isinstance(value, np.ndarray):
        yield from (str(value.dtype), str(value.shape), value.tobytes())
    elif isinstance(value, dict):
        yield from (one for item in value.items() for one in item)
    elif isinstance(value, list | tuple):
        yield from value
    elif isinstance(value, set | frozenset):
        yield from sorted(value, key=repr)
    else:
        yield from (one for item in sorted(getattr(value, "__dict__", {}).items()) for one in item)
