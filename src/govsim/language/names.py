"""Names and types of a rule, checked against the tables.

What numba answers with a bare KeyError, and what the two engines would silently do differently (a fraction in a
whole-number column), gets a message with file and line here.
"""

from __future__ import annotations

import ast
import difflib
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govsim.language.check import Facts, facts_of
from govsim.language.declarations import DeclarationError
from govsim.language.functions import HELPERS

Kind = str
NUMBERS = ("float", "int", "bool")
FLOAT_FUNCTIONS = {
    "uniform", "trait", "normal", "exp", "log", "sqrt", "power", "floor", "logistic", "float", "toward", "_whole_power",
}  # fmt: skip
INT_FUNCTIONS = {"poisson", "binomial", "int", "range"}
SAME_TYPE = {"min", "max", "abs", "clip"}


@dataclass
class Scope:
    """What a function may name: columns by kind of row, and the kinds of its arguments and locals."""

    columns: Mapping[str, Mapping[str, Kind]]
    names: dict[str, Kind]
    module: Mapping[str, Any]
    facts: Facts
    function: str
    returns: set[Kind] = field(default_factory=set)

    def refuse(self, node: ast.AST, why: str) -> DeclarationError:
        """An error at a node."""
        return DeclarationError(f"{self.facts.where(node)}: {self.function}: {why}")


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known name, or nothing."""
    close = difflib.get_close_matches(name, list(known), 1, 0.5)
    return f"; did you mean '{close[0]}'?" if close else ""


def check_names(
    function: Callable[..., Any], kinds: Mapping[str, Kind], columns: Mapping[str, Mapping[str, Kind]]
) -> Kind | None:
    """Check every name and every type of a function.

    Args:
        function: a rule, an effect, a cost or a helper.
        kinds: what each argument is: a key of `columns`, "members:<key>", or float, int, bool.
        columns: the columns of each kind of row, and the type of each.

    Returns:
        The type it returns, or None if it returns nothing or it can't be told.

    Raises:
        DeclarationError: at the first name that does not exist or value that has not its column's type.
    """
    facts = facts_of(function)
    scope = Scope(columns, dict(kinds), function.__globals__, facts, function.__name__)
    _statements(facts.tree.body, scope)
    if len(scope.returns) > 1:
        raise scope.refuse(
            facts.tree,
            f"returns {' or '.join(sorted(scope.returns))}: one type, please (write 0.0 for a float)",
        )
    return next(iter(scope.returns), None)


def _statements(body: list[ast.stmt], scope: Scope) -> None:
    for node in body:
        if isinstance(node, ast.Assign):
            _assign(node.targets[0], _kind(node.value, scope), node, scope)
        elif isinstance(node, ast.AugAssign):
            made = _arithmetic(node.op, _kind(node.target, scope), _kind(node.value, scope))
            _assign(node.target, made, node, scope)
        elif isinstance(node, ast.For):
            _loop(node, scope)
        elif isinstance(node, (ast.If, ast.While)):
            _kind(node.test, scope)
            _statements(node.body, scope)
            _statements(node.orelse, scope)
        elif isinstance(node, ast.Return) and node.value is not None:
            made = _kind(node.value, scope)
            if made:
                scope.returns.add(made)
        elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
            _kind(node.value, scope)


def _loop(node: ast.For, scope: Scope) -> None:
    if not isinstance(node.target, ast.Name):
        raise scope.refuse(node, "loop with one name")
    made = _kind(node.iter, scope)
    if made and made.startswith("members:"):
        scope.names[node.target.id] = made.removeprefix("members:")
    elif isinstance(node.iter, ast.Call) and isinstance(node.iter.func, ast.Name) and node.iter.func.id == "range":
        scope.names[node.target.id] = "int"
    else:
        raise scope.refuse(node, "loop over members or range(n)")
    _statements(node.body, scope)


def _assign(target: ast.expr, made: Kind | None, node: ast.AST, scope: Scope) -> None:
    if isinstance(target, ast.Name):
        before = scope.names.get(target.id)
        if before in NUMBERS and made in NUMBERS and before != made:
            raise scope.refuse(
                node, f"'{target.id}' is {before} before and {made} here: keep one type (0.0 for a float)"
            )
        if made:
            scope.names[target.id] = made
        else:
            scope.names.setdefault(target.id, "")
    elif isinstance(target, ast.Attribute):
        kind = _column(target, scope)
        if made in NUMBERS and kind in NUMBERS and made != kind:
            raise scope.refuse(
                node, f"{ast.unparse(target)} is {kind}, the value is {made}: the two engines would differ"
            )


def _column(node: ast.Attribute, scope: Scope) -> Kind | None:
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    row = scope.names.get(owner)
    if row is None:
        raise scope.refuse(node, f"'{owner}' is not an argument or a member{nearest(owner, scope.names)}")
    if row == "":
        return None
    known = scope.columns.get(row)
    if known is None:
        raise scope.refuse(node, f"'{owner}' is {row}, not a row")
    if node.attr not in known:
        raise scope.refuse(node, f"{row} has no '{node.attr}'{nearest(node.attr, known)}")
    return known[node.attr]


def _kind(node: ast.expr, scope: Scope) -> Kind | None:
    if isinstance(node, ast.Constant):
        return type(node.value).__name__
    if isinstance(node, ast.Name):
        return _name(node, scope)
    if isinstance(node, ast.Attribute):
        return _column(node, scope)
    if isinstance(node, ast.BinOp):
        return _arithmetic(node.op, _kind(node.left, scope), _kind(node.right, scope))
    if isinstance(node, ast.UnaryOp):
        inner = _kind(node.operand, scope)
        return "bool" if isinstance(node.op, ast.Not) else "int" if inner == "bool" else inner
    if isinstance(node, (ast.Compare, ast.BoolOp)):
        parts = node.values if isinstance(node, ast.BoolOp) else [node.left, *node.comparators]
        kinds = {_kind(part, scope) for part in parts}
        if isinstance(node, ast.BoolOp) and kinds - {"bool", None}:
            raise scope.refuse(node, "'and' and 'or' join comparisons or flags, not numbers")
        return "bool"
    if isinstance(node, ast.IfExp):
        _kind(node.test, scope)
        return _one_type([node.body, node.orelse], node, scope)
    if isinstance(node, ast.Call):
        return _call(node, scope)
    return None


def _name(node: ast.Name, scope: Scope) -> Kind | None:
    if node.id in scope.names:
        return scope.names[node.id] or None
    value = scope.module.get(node.id)
    if isinstance(value, (bool, int, float)):
        return type(value).__name__
    raise scope.refuse(node, f"'{node.id}' is neither local nor a number of this file{nearest(node.id, scope.names)}")


def _arithmetic(operator: ast.operator, left: Kind | None, right: Kind | None) -> Kind | None:
    if isinstance(operator, ast.Div):
        return "float"
    if left == "float" or right == "float":
        return "float"
    return "int" if left in NUMBERS and right in NUMBERS else None


def _one_type(parts: list[ast.expr], node: ast.AST, scope: Scope) -> Kind | None:
    kinds = {kind for kind in (_kind(part, scope) for part in parts) if kind in NUMBERS}
    if len(kinds) > 1:
        raise scope.refuse(node, f"mixes {' and '.join(sorted(kinds))} in {ast.unparse(node)}: write 0.0, or float(n)")  # type: ignore[arg-type]
    return next(iter(kinds), None)


def _call(node: ast.Call, scope: Scope) -> Kind | None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in SAME_TYPE:
        return _one_type(node.args, node, scope)
    arguments = [_kind(argument, scope) for argument in node.args]
    if name in FLOAT_FUNCTIONS:
        return "float"
    if name in INT_FUNCTIONS:
        return "int"
    if name == "bool":
        return "bool"
    function = scope.module.get(name)
    if not isinstance(function, types.FunctionType) or f"{function.__module__}.{function.__qualname__}" not in HELPERS:
        raise scope.refuse(node, f"'{name}' is not a helper or a function of the language")
    wanted = facts_of(function).arguments
    if len(wanted) != len(arguments):
        raise scope.refuse(node, f"{name} takes {len(wanted)} arguments: {', '.join(wanted)}")
    if all(arguments):
        return check_names(function, dict(zip(wanted, [str(a) for a in arguments], strict=True)), scope.columns)
    return None
