"""The functions of the language in a module of machine code: converted from where they are defined, each once a module.

So `exp`, `log`, `normal` and the quantiles are the same operations in the same order in Python, in numba and here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir

from govsim.engines.vectors.code import Code, Value
from govsim.engines.vectors.frames import Converter
from govsim.language import functions

SHORT = {"clip", "toward", "floor", "sqrt", "exp", "logistic", "log", "power"}  # written out where they are called
KINDS = {"float": "f", "int": "i"}


class Language:
    """The functions of the language that a module has.

    Args:
        module: of LLVM.
        width: lanes of a vector.
        attributes: what LLVM is told about each function.
    """

    def __init__(self, module: ir.Module, width: int, attributes: Sequence[str] = ()) -> None:
        self.module, self.width, self.attributes = module, width, attributes
        self._made: dict[str, tuple[ir.Function, str]] = {}

    def call(self, code: Code, function: Callable[..., Any], given: Sequence[Value], where: Value | None) -> Value:
        """Call one for the lanes that count; in the others it says anything.

        Args:
            code: writes the call.
            function: of the language.
            given: its arguments.
            where: the lanes that count; None for all.
        """
        given = code.alike(*_as_declared(code, function, given))
        wide = given[0].wide
        counts = code.constant(True) if where is None or (where.wide and not wide) else where
        mask = code.widen(counts) if wide else counts
        made, kind = self._function(function, tuple(one.kind for one in given), wide)
        return Value(code.b.call(made, [mask.at, *(one.at for one in given)]), kind, wide)

    def _function(self, function: Callable[..., Any], kinds: tuple[str, ...], wide: bool) -> tuple[ir.Function, str]:
        name = f"{function.__name__}_{''.join(kinds)}{self.width if wide else 1}"
        if name not in self._made:
            self._made[name] = self._write(name, function, kinds, wide)
        return self._made[name]

    def _write(
        self, name: str, function: Callable[..., Any], kinds: tuple[str, ...], wide: bool
    ) -> tuple[ir.Function, str]:
        result = _result_of(function, kinds)
        plain = Code(ir.IRBuilder(), self.width, ir.IRBuilder(), wide)
        types = [plain.type_of(kind, wide) for kind in ("b", *kinds)]
        made = ir.Function(self.module, ir.FunctionType(plain.type_of(result, wide), types), name)
        made.linkage = "internal"
        say(made, self.attributes)
        made.attributes.add("alwaysinline" if function.__name__ in SHORT else "noinline")
        entry = ir.IRBuilder(made.append_basic_block("entry"))
        start = made.append_basic_block("start")
        code = Code(ir.IRBuilder(start), self.width, entry, wide)
        mask, *given = made.args
        names = dict(zip(inspect.signature(function).parameters, given, strict=True))
        values = {one: Value(at, kind, wide) for (one, at), kind in zip(names.items(), kinds, strict=True)}
        found = code.cast(Converter(code, self, Value(mask, "b", wide)).answer(function, values), result)
        code.b.ret((code.widen(found) if wide else found).at)
        entry.branch(start)
        return made, result


def _as_declared(code: Code, function: Callable[..., Any], given: Sequence[Value]) -> list[Value]:
    """The arguments, each of its declared kind; those of `clip` have one kind, which may be either."""
    if function is functions.clip:
        kind = "f" if any(one.kind == "f" for one in given) else "i"
        return [code.cast(one, kind) for one in given]
    declared = [KINDS[one.annotation] for one in inspect.signature(function).parameters.values()]
    return [code.cast(one, kind) for one, kind in zip(given, declared, strict=True)]


def _result_of(function: Callable[..., Any], kinds: tuple[str, ...]) -> str:
    return kinds[0] if function is functions.clip else KINDS[str(inspect.signature(function).return_annotation)]


def say(function: ir.Function, attributes: Sequence[str]) -> None:
    """Tell LLVM something about a function in its own words, such as "prefer-vector-width"="512"."""
    for one in attributes:
        function.attributes._known = function.attributes._known | {one}
        function.attributes.add(one)
