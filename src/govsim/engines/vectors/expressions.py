"""Converts the expressions of a function of the model: the same operations, on a number or on one in each lane.

Where an expression is asked for under a condition, `where` says in which lanes it counts: a division by zero elsewhere
is none, as in Python, which would not have come there.
"""

from __future__ import annotations

import ast
import builtins
import math
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import TYPE_CHECKING, Any

from govsim.engines.vectors.code import Value
from govsim.engines.vectors.reasons import at
from govsim.engines.vectors.rows import Bag, Seen
from govsim.language import draws, facts_of, functions

if TYPE_CHECKING:
    from govsim.engines.vectors.frames import Converter

Where = Value | None
SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
LANGUAGE = functions.__name__
LARGEST = 2**63 - 1  # a whole number of 64 bits


class Expressions:
    """What a function knows by name, and what comes of its expressions.

    Args:
        converter: writes.
        function: which is converted.
        names: what its arguments stand for.
    """

    def __init__(self, converter: Converter, function: Callable[..., Any], names: Mapping[str, Any]) -> None:
        self.converter, self.code, self.function = converter, converter.code, function
        self.facts, self.names = facts_of(function), dict(names)
        self.globals: Mapping[str, Any] = function.__globals__
        self._of: Mapping[type[ast.expr], Callable[[Any, Where], Value]] = {
            ast.Constant: self._constant,
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.BinOp: self._operation,
            ast.UnaryOp: self._sign,
            ast.BoolOp: self._logic,
            ast.Compare: self._comparison,
            ast.IfExp: self._choice,
            ast.Call: self._call,
        }

    def value(self, node: ast.expr, where: Where) -> Value:
        """What comes of an expression."""
        return self._of[type(node)](node, where)

    def _constant(self, node: ast.Constant, where: Where) -> Value:
        return self._number(node.value, node)

    def _name(self, node: ast.Name, where: Where) -> Value:
        return self.named(node.id, node)

    def named(self, name: str, node: ast.AST) -> Value:
        """A number by its name: an argument, something assigned, or a number of the module."""
        found = self.names.get(name, self.globals.get(name))
        if isinstance(found, (bool, int, float)):
            return self._number(found, node)
        if not isinstance(found, Value):
            raise at(self.facts, node, "name")
        return found

    def _number(self, number: Any, node: ast.AST) -> Value:
        if isinstance(number, int) and not -LARGEST <= number <= LARGEST:
            raise at(self.facts, node, "name")
        return self.code.constant(number)

    def row(self, name: str, node: ast.AST) -> Any:
        """A row or a bag of numbers by its name."""
        found = self.names.get(name)
        if not isinstance(found, (Seen, Bag)):
            raise at(self.facts, node, "name")
        return found

    def _attribute(self, node: ast.Attribute, where: Where) -> Value:
        assert isinstance(node.value, ast.Name)  # the language has no others
        made: Value = self.row(node.value.id, node).read(node.attr)
        return made

    def _operation(self, node: ast.BinOp, where: Where) -> Value:
        left, right = self.value(node.left, where), self.value(node.right, where)
        return self.operation(node.op, left, right, node, where)

    def operation(self, how: ast.operator, left: Value, right: Value, node: ast.AST, where: Where) -> Value:
        """Left and right taken together."""
        if isinstance(how, ast.Add):
            return self.code.add(left, right)
        if isinstance(how, ast.Sub):
            return self.code.subtract(left, right)
        if isinstance(how, ast.Mult):
            return self.code.multiply(left, right)
        is_safe = self._never_zero(getattr(node, "right", None))
        if isinstance(how, ast.Div):
            if not is_safe:
                self.converter.note_zero(right, where)
            return self.code.divide(left, right)
        if "f" in (left.kind, right.kind):
            raise at(self.facts, node, "remainder")
        if not is_safe:
            right = self._without_zero(right, where)
        quotient, rest = self.code.floor_divide(left, right)
        return quotient if isinstance(how, ast.FloorDiv) else rest

    def _never_zero(self, node: ast.expr | None) -> bool:
        """Whether a divisor stands there as a number, or lies in a function of the language, which see to it."""
        if self.function.__module__ == LANGUAGE:
            return True
        if isinstance(node, ast.Name) and node.id not in self.function.__code__.co_varnames:
            number = self.globals.get(node.id)
            return isinstance(number, (bool, int, float)) and bool(number)
        return isinstance(node, ast.Constant) and bool(node.value)

    def _without_zero(self, divisor: Value, where: Where) -> Value:
        """The divisor, 1 where it is zero or nobody asks: dividing whole numbers by zero ends the process."""
        self.converter.note_zero(divisor, where)
        code = self.code
        asked = code.both(self.converter.guard(where), code.compare("!=", divisor, code.constant(0)))
        return code.select(asked, divisor, code.constant(1))

    def _sign(self, node: ast.UnaryOp, where: Where) -> Value:
        value = self.value(node.operand, where)
        if isinstance(node.op, ast.Not):
            return self.code.negate(value)
        if isinstance(node.op, ast.USub):
            return self.code.negative(value)
        return self.code.cast(value, "i") if value.kind == "b" else value

    def _logic(self, node: ast.BoolOp, where: Where) -> Value:
        code, made = self.code, self.code.cast(self.value(node.values[0], where), "b")
        for one in node.values[1:]:
            if isinstance(node.op, ast.And):
                made = code.both(made, self.value(one, code.both(where, made)))
            else:
                made = code.either(made, self.value(one, code.both(where, code.negate(made))))
        return made

    def _comparison(self, node: ast.Compare, where: Where) -> Value:
        code, left = self.code, self.value(node.left, where)
        made = code.constant(True)
        for number, (sign, one) in enumerate(zip(node.ops, node.comparators, strict=True)):
            right = self.value(one, code.both(where, made) if number else where)
            made = code.both(made if number else None, code.compare(SIGNS[type(sign)], left, right))
            left = right
        return made

    def _choice(self, node: ast.IfExp, where: Where) -> Value:
        code, test = self.code, self.code.cast(self.value(node.test, where), "b")
        yes = self.value(node.body, code.both(where, test))
        return code.select(test, yes, self.value(node.orelse, code.both(where, code.negate(test))))

    # --- Calls --------------------------------------------------------------------------------------------------

    def _call(self, node: ast.Call, where: Where) -> Value:
        if isinstance(node.func, ast.Attribute):  # in functions of the language only
            called: Any = getattr(math, node.func.attr)
        else:
            assert isinstance(node.func, ast.Name)  # the language has no others
            called = self.globals.get(node.func.id, getattr(builtins, node.func.id, None))
        if called in (draws.uniform, draws.trait):
            return self._draw(node, called is draws.trait, where)
        plain = self._simple().get(called)
        if plain is not None:
            return plain(*(self.value(one, where) for one in node.args))
        if not isinstance(called, FunctionType):
            raise at(self.facts, node, "call")
        if called.__module__ == LANGUAGE:
            given = [self.value(one, where) for one in node.args]
            return self.converter.language.call(self.code, called, given, self.converter.guard(where))
        return self._help(node, called, where)

    def _simple(self) -> Mapping[Any, Callable[..., Value]]:
        code = self.code
        return {
            float: lambda one: code.cast(one, "f"),
            int: lambda one: code.cast(one, "i"),
            bool: lambda one: code.cast(one, "b"),
            abs: code.absolute,
            min: lambda *all_: _fold(code.smallest, all_),
            max: lambda *all_: _fold(code.largest, all_),
            math.floor: code.floor,
            math.sqrt: code.root,
            functions.power_of_two: self.converter.power_of_two,
            functions.exponent_of: self.converter.exponent_of,
        }

    def _draw(self, node: ast.Call, for_life: bool, where: Where) -> Value:
        clock, who = (self.row(getattr(one, "id", ""), node) for one in node.args[:2])
        which = [self.value(one, where) for one in node.args[2:]]
        again = which[1] if len(which) > 1 else self.code.constant(0)
        return self.converter.draw(clock.read("run_key" if for_life else "key"), who.read("id"), which[0], again)

    def _help(self, node: ast.Call, helper: FunctionType, where: Where) -> Value:
        """A helper of a file of the model, written out where it is called."""
        given = [self._argument(one, where) for one in node.args]
        return self.converter.answer(helper, dict(zip(facts_of(helper).arguments, given, strict=True)), where)

    def _argument(self, node: ast.expr, where: Where) -> Any:
        found = self.names.get(node.id) if isinstance(node, ast.Name) else None
        return found if isinstance(found, (Seen, Bag)) else self.value(node, where)


def _fold(two: Callable[[Value, Value], Value], values: tuple[Value, ...]) -> Value:
    made = values[0]
    for one in values[1:]:
        made = two(made, one)
    return made
