"""Teaches numba the language of rules: the draws, the two exact primitives, and functions of any file.

Rules are compiled as they stand, from where they are: numba is given a copy that carries its own numbers and helpers
with it, so that a file need not be importable, an edited one is another function, and a kept kernel asks for no module.
"""

from __future__ import annotations

import builtins
import struct
import threading
import types as python_types
from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numba import njit, types
from numba.extending import intrinsic, overload, register_jitable

from govsim.language import draws, functions
from govsim.language.reach import named_by, reach_digest

U = np.uint64


@register_jitable
def mix64(x: Any) -> Any:
    """`language.mix` on unsigned 64-bit numbers."""
    x = (x ^ (x >> U(30))) * U(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> U(27))) * U(0x94D049BB133111EB)
    return x ^ (x >> U(31))


@register_jitable
def draw64(key: Any, agent: Any, purpose: Any, k: Any) -> float:
    """`language.draw`, with ids and purposes cast: uint64 with int64 would be a float in numba."""
    x = mix64(U(key) ^ (U(agent) * U(0x9E3779B97F4A7C15)))
    x = mix64(x + U(purpose) + (U(k) << U(32)))
    return float(x >> U(11)) * 1.1102230246251565e-16


@overload(draws.uniform)
def _uniform(now: Any, agent: Any, purpose: Any, k: Any = 0) -> Any:
    def by_week(now: Any, agent: Any, purpose: Any, k: Any = 0) -> float:
        return draw64(now.key, agent.id, purpose, k)

    return by_week


@overload(draws.trait)
def _trait(now: Any, agent: Any, purpose: Any, k: Any = 0) -> Any:
    def for_life(now: Any, agent: Any, purpose: Any, k: Any = 0) -> float:
        return draw64(now.run_key, agent.id, purpose, k)

    return for_life


@intrinsic
def _double_from_bits(typing_context: Any, bits: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], context.get_value_type(types.float64))

    return types.float64(types.int64), generate


@overload(functions.power_of_two)
def _power_of_two(k: Any) -> Any:
    def by_bits(k: Any) -> float:
        return _double_from_bits((k + 1023) << 52)  # type: ignore[call-arg]

    return by_bits


@intrinsic
def _bits_of_double(typing_context: Any, x: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], context.get_value_type(types.int64))

    return types.int64(types.float64), generate


@overload(functions.exponent_of)
def _exponent_of(x: Any) -> Any:
    def by_bits(x: Any) -> int:
        return (_bits_of_double(x) >> 52) - 1022  # type: ignore[call-arg]

    return by_bits


BARE: Mapping[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # called by compiled code only
TAUGHT = (draws.uniform, draws.trait, functions.power_of_two, functions.exponent_of)  # above, and not as they stand
_COMPILED: WeakKeyDictionary[Callable[..., Any], Any] = WeakKeyDictionary()
_COMPILING = threading.RLock()


def compiled(function: Callable[..., Any]) -> Any:
    """A function of the model as numba takes it, with what it calls; the same for the same function.

    It is for compiled code: Python cannot call it.

    Its name holds a hash of its reach: machine code of another version, in a kept kernel, can't be taken for it.

    Raises:
        DeclarationError: when a source cannot be read.
    """
    if function in TAUGHT:
        return function
    with _COMPILING:
        if function not in _COMPILED:
            _COMPILED[function] = njit(**BARE)(_copy(function))
        return _COMPILED[function]


def _copy(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with a namespace of its own, which has no name: numba looks for no module of it."""
    names: dict[str, Any] = {"__builtins__": builtins}
    for name, value in named_by(function).items():
        names[name] = compiled(value) if isinstance(value, python_types.FunctionType) else value
    modules = {n: function.__globals__.get(n) for n in function.__code__.co_names}
    names |= {name: value for name, value in modules.items() if isinstance(value, python_types.ModuleType)}
    made = python_types.FunctionType(function.__code__, names, function.__name__, function.__defaults__)
    made.__qualname__ = f"{function.__name__}_{reach_digest(function)}"
    return made


@njit(cache=False)
def _draw_signed(key: int, agent: int, purpose: int, k: int) -> float:
    return draw64(key, agent, purpose, k)


def jitted_draw(key: int) -> Callable[[int, int, int], float]:
    """`language.draw` at one key, compiled: halves the time of the Mesa engine. The key crosses as a signed number."""
    (signed,) = struct.unpack("q", struct.pack("Q", key))

    def drawn(agent: int, purpose: int, k: int = 0) -> float:
        return _draw_signed(signed, agent, purpose, k)

    return drawn
