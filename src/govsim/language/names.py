"""Names and types of a rule, checked against the tables.

What numba answers with a bare KeyError, and what the two engines would silently do differently (a fraction in a
whole-number column), gets a message with file and line here.
"""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govsim.language import draws, functions
from govsim.language.check import Facts, facts_of
from govsim.language.messages import DeclarationError, message, nearest

Kind = str
Function = Callable[..., Any]
NUMBERS = ("float", "int", "bool")
ROWS_OF_ITS_OWN = {"own": "language.row_own", "parameters": "language.row_parameters", "now": "language.row_now"}
DRAWS: tuple[Function, ...] = (draws.uniform, draws.trait)
GROUPS: dict[Kind, tuple[Function, ...]] = {  # "same": of the type of its arguments
    "float": (*DRAWS, functions.normal, functions.exp, functions.log, functions.sqrt, functions.power,
              functions.floor, functions.logistic, functions.toward),
    "int": (functions.poisson, functions.binomial),
    "same": (functions.clip,),
}  # fmt: skip
LANGUAGE = {made.__name__: (made, kind) for kind, group in GROUPS.items() for made in group}
BUILTINS: dict[str, tuple[Function, Kind, int, int]] = {  # what they return, how few and how many arguments they take
    "float": (float, "float", 1, 1),
    "int": (int, "int", 1, 1),
    "bool": (bool, "bool", 1, 1),
    "abs": (abs, "same", 1, 1),
    "min": (min, "same", 2, 99),
    "max": (max, "same", 2, 99),
    "range": (range, "range", 1, 3),
}


@dataclass
class Scope:
    """What a function may name: columns by kind of row, the kinds of its arguments and locals, and which are set.

    A name that is set on one way through an `if` only is not set after it: Mesa would stop there, and the compiled
    engine would go on with whatever lies in memory.
    """

    columns: Mapping[str, Mapping[str, Kind]]
    names: dict[str, Kind]
    set_names: set[str]
    code: types.CodeType
    module: Mapping[str, Any]
    facts: Facts
    callers: tuple[Function, ...]
    returns: set[Kind] = field(default_factory=set)

    def refuse(self, node: ast.AST, key: str, **values: object) -> DeclarationError:
        """An error at a node."""
        return DeclarationError(key, self.facts.where(node), self.code.co_name, **values)


def check_names(
    function: Function,
    kinds: Mapping[str, Kind],
    columns: Mapping[str, Mapping[str, Kind]],
    callers: tuple[Function, ...] = (),
) -> Kind | None:
    """Check every name and every type of a function.

    Args:
        function: a rule, an effect, a cost or a helper.
        kinds: what each argument is: a key of `columns`, "members:<key>", or float, int, bool.
        columns: the columns of each kind of row, and the type of each.
        callers: the functions that are being checked and led here.

    Returns:
        The type it returns, or None if it returns nothing or it can't be told.

    Raises:
        DeclarationError: at the first name that does not exist or value that has not its column's type.
    """
    facts = facts_of(function)
    callers = (*callers, function)
    scope = Scope(columns, dict(kinds), set(kinds), function.__code__, function.__globals__, facts, callers)
    _statements(facts.tree.body, scope)
    if len(scope.returns) > 1:
        raise scope.refuse(facts.tree, "language.one_type_returned", kinds=sorted(scope.returns))
    return next(iter(scope.returns), None)


def always_returns(body: Sequence[ast.stmt]) -> bool:
    """Whether the last statement gives a value back, on either side of an if, and no other return gives none."""
    nodes = (node for statement in body for node in ast.walk(statement))
    if any(isinstance(node, ast.Return) and node.value is None for node in nodes):
        return False
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and always_returns(last.body) and always_returns(last.orelse)
    return isinstance(last, ast.Return) and last.value is not None


def kind_of(value: bool | int | float) -> Kind:
    """The type of a number, as the columns have it."""
    return "bool" if isinstance(value, bool) else "int" if isinstance(value, int) else "float"


def _statements(body: list[ast.stmt], scope: Scope) -> bool:
    """Check some statements; returns whether they lead out of the function or the loop."""
    for node in body:
        if isinstance(node, ast.Assign):
            to_column = isinstance(node.targets[0], ast.Attribute)
            _assign(node.targets[0], (_number if to_column else _kind)(node.value, scope), node, scope)
        elif isinstance(node, ast.AugAssign):
            made = _arithmetic(node.op, _number(node.target, scope), _number(node.value, scope))
            _assign(node.target, made, node, scope)
        elif isinstance(node, ast.For):
            _loop(node, scope)
        elif isinstance(node, ast.If):
            if _branches(node, scope):
                return True
        elif isinstance(node, ast.Return) and node.value is not None:
            made = _number(node.value, scope)
            if made:
                scope.returns.add(made)
        elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
            _kind(node.value, scope)
        if isinstance(node, (ast.Return, ast.Break, ast.Continue)):
            return True
    return False


def _branches(node: ast.If, scope: Scope) -> bool:
    """Check both sides of an if; what is set after it is set on each side that goes on."""
    _number(node.test, scope)
    before, goes_on = set(scope.set_names), []
    for side in (node.body, node.orelse):
        scope.set_names = set(before)
        if not _statements(side, scope):
            goes_on.append(scope.set_names)
    scope.set_names = set.intersection(*goes_on) if goes_on else before
    return not goes_on


def _loop(node: ast.For, scope: Scope) -> None:
    if not isinstance(node.target, ast.Name):
        raise scope.refuse(node, "language.loop_one_name")
    if isinstance(node.iter, ast.Call) and isinstance(node.iter.func, ast.Name) and node.iter.func.id == "range":
        _call(node.iter, scope, in_loop=True)
        made = "int"
    else:
        members = _kind(node.iter, scope) or ""
        if not members.startswith("members:"):
            raise scope.refuse(node, "language.loop_over")
        made = members.removeprefix("members:")
    before = set(scope.set_names)  # a loop may be over nothing: what it sets is not set after it
    _assign(node.target, made, node, scope)
    _statements(node.body, scope)
    scope.set_names = before
    _statements(node.orelse, scope)


def _assign(target: ast.expr, made: Kind | None, node: ast.AST, scope: Scope) -> None:
    if isinstance(target, ast.Name):
        scope.set_names.add(target.id)
        before = scope.names.get(target.id)
        if before and made and before != made:
            kinds = {"before": before.removeprefix("members:"), "made": made.removeprefix("members:")}
            raise scope.refuse(node, "language.keep_one_type", name=target.id, **kinds)
        if made:
            scope.names[target.id] = made
        else:
            scope.names.setdefault(target.id, "")
    elif isinstance(target, ast.Attribute):
        kind = _column(target, scope)
        if made in NUMBERS and kind in NUMBERS and made != kind:
            raise scope.refuse(node, "language.column_kind", column=ast.unparse(target), kind=kind, made=made)


def _column(node: ast.Attribute, scope: Scope) -> Kind | None:
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    row = scope.names.get(owner)
    if row is not None and owner not in scope.set_names:
        raise scope.refuse(node, "language.no_value_yet", name=owner)
    if row is None:
        raise scope.refuse(node, "language.not_an_argument", name=owner, hint=nearest(owner, scope.names))
    if row == "":
        return None
    known = scope.columns.get(row)
    if known is None:
        if row.startswith("members:"):
            raise scope.refuse(node, "language.members", name=owner)
        raise scope.refuse(node, "language.not_a_row", name=owner, kind=row)
    if node.attr not in known:
        table, hint = owner if row in ROWS_OF_ITS_OWN else row, nearest(node.attr, known)
        raise scope.refuse(node, "language.no_column", table=table, column=node.attr, hint=hint)
    return known[node.attr]


def _kind(node: ast.expr, scope: Scope) -> Kind | None:
    """The kind of an expression: a number, a row by its table, members; None where it can't be told."""
    if isinstance(node, ast.Constant):
        return type(node.value).__name__
    if isinstance(node, ast.Name):
        return _name(node, scope)
    if isinstance(node, ast.Attribute):
        return _column(node, scope)
    if isinstance(node, ast.BinOp):
        return _arithmetic(node.op, _number(node.left, scope), _number(node.right, scope))
    if isinstance(node, ast.UnaryOp):
        inner = _number(node.operand, scope)
        return "bool" if isinstance(node.op, ast.Not) else "int" if inner == "bool" else inner
    if isinstance(node, (ast.Compare, ast.BoolOp)):
        parts = node.values if isinstance(node, ast.BoolOp) else [node.left, *node.comparators]
        kinds = {_number(part, scope) for part in parts}
        if isinstance(node, ast.BoolOp) and kinds - {"bool", None}:
            raise scope.refuse(node, "language.flags")
        return "bool"
    if isinstance(node, ast.IfExp):
        _number(node.test, scope)
        return _one_type([node.body, node.orelse], node, scope)
    if isinstance(node, ast.Call):
        return _call(node, scope)
    return None


def _number(node: ast.expr, scope: Scope) -> Kind | None:
    """The kind of an expression that has to be a number; a bare row is none, though each engine would take it on."""
    made = _kind(node, scope)
    if made in NUMBERS or not made:
        return made
    name = ast.unparse(node)
    if made.startswith("members:"):
        raise scope.refuse(node, "language.members", name=name)
    what, columns = message(ROWS_OF_ITS_OWN.get(made, "language.row")), scope.columns.get(made, {})
    example = next((column for column, kind in columns.items() if kind == "float"), next(iter(columns), None))
    if example is None:
        raise scope.refuse(node, "language.empty_row_as_number", name=name, what=what)
    raise scope.refuse(node, "language.row_as_number", name=name, what=what, column=example)


def _name(node: ast.Name, scope: Scope) -> Kind | None:
    if node.id in scope.set_names:
        return scope.names[node.id] or None
    if node.id in scope.code.co_varnames:
        raise scope.refuse(node, "language.no_value_yet", name=node.id)
    value = scope.module.get(node.id)
    if isinstance(value, (bool, int, float)):
        return kind_of(value)
    numbers = [name for name, value in scope.module.items() if isinstance(value, (bool, int, float))]
    raise scope.refuse(node, "language.no_name", name=node.id, hint=nearest(node.id, [*scope.names, *numbers]))


def _arithmetic(operator: ast.operator, left: Kind | None, right: Kind | None) -> Kind | None:
    if isinstance(operator, ast.Div):
        return "float"
    if left == "float" or right == "float":
        return "float"
    return "int" if left in NUMBERS and right in NUMBERS else None


def _one_type(parts: Iterable[ast.expr], node: ast.AST, scope: Scope) -> Kind | None:
    kinds = {kind for kind in (_number(part, scope) for part in parts) if kind in NUMBERS}
    if len(kinds) > 1:
        raise scope.refuse(node, "language.mixes", kinds=sorted(kinds), expression=ast.unparse(node))  # type: ignore[type-var]
    return next(iter(kinds), None)


def _call(node: ast.Call, scope: Scope, in_loop: bool = False) -> Kind | None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    local = name in scope.code.co_varnames
    found = None if local else scope.module.get(name, BUILTINS[name][0] if name in BUILTINS else None)
    for function, kind in LANGUAGE.values():
        if found is function:
            return _call_of_the_language(node, function, kind, scope)
    if name in BUILTINS and found is BUILTINS[name][0]:
        return _call_of_python(node, name, scope, in_loop)
    if isinstance(found, types.FunctionType) and _marked(found):
        return _call_of_helper(node, found, scope)
    raise _no_function(node, name, found, scope)


def _no_function(node: ast.Call, name: str, found: Any, scope: Scope) -> DeclarationError:
    """Why a name can't be called: not imported, another library's, not marked, or not there."""
    if found is not None and name in (*LANGUAGE, *BUILTINS):
        key = "language.another_function" if name in LANGUAGE else "language.hidden_function"
        own = isinstance(found, types.FunctionType) and found.__globals__ is scope.module
        module = Path(scope.facts.file).stem if own else getattr(found, "__module__", None) or type(found).__name__
        return scope.refuse(node, key, name=name, module=module)
    if name in LANGUAGE and name not in scope.code.co_varnames:
        return scope.refuse(node, "language.not_imported", name=name)
    if isinstance(found, types.FunctionType) and found.__globals__ is scope.module:
        return scope.refuse(node, "language.not_marked", name=name)
    helpers = [key for key, value in scope.module.items() if isinstance(value, types.FunctionType) and _marked(value)]
    hint = nearest(name, [*LANGUAGE, *BUILTINS, *helpers])
    return scope.refuse(node, "language.no_function", name=name, hint=hint)


def _marked(function: types.FunctionType) -> bool:
    """Whether this is a helper of a file of the model, and not an inner part of the language."""
    return functions.is_helper(function) and function.__module__ != functions.__name__


def _call_of_the_language(node: ast.Call, function: Function, kind: Kind, scope: Scope) -> Kind | None:
    wanted = inspect.signature(function).parameters
    fewest = sum(one.default is one.empty for one in wanted.values())
    _check_count(node, list(wanted), fewest, len(wanted), scope)
    if kind == "same":
        return _one_type(node.args, node, scope)
    for given, one in zip(node.args, wanted.values(), strict=False):
        if function in DRAWS and one.name in ("now", "agent"):
            _check_drawn(given, one.name, node, scope)
        elif function in DRAWS and one.name == "purpose" and _is_bare(given, scope):
            name = given.id if isinstance(given, ast.Name) else "LUCK"
            said = {"call": ast.unparse(node.func), "given": ast.unparse(given), "name": name}
            raise scope.refuse(node, "language.bare_purpose", **said)
        elif _number(given, scope) == "float" and one.annotation == "int":
            raise scope.refuse(node, "language.whole_number", name=one.name, given=ast.unparse(given))
    return kind


def _is_bare(given: ast.expr, scope: Scope) -> bool:
    """Whether a purpose is a number that no name was given for: two rules with it would draw the same luck."""
    if isinstance(given, ast.Name) and given.id not in scope.code.co_varnames:
        return scope.module.get(given.id) not in draws.ISSUED
    return isinstance(given, ast.Constant)


def _check_drawn(given: ast.expr, wanted: str, node: ast.Call, scope: Scope) -> None:
    """A draw belongs to a week and to a row of a table."""
    made = _kind(given, scope)
    row = made in scope.columns and made not in ROWS_OF_ITS_OWN
    if made and not (made == "now" if wanted == "now" else row):
        raise scope.refuse(node, "language.draw", call=ast.unparse(node), name=ast.unparse(node.func))


def _call_of_python(node: ast.Call, name: str, scope: Scope, in_loop: bool) -> Kind | None:
    _, kind, fewest, most = BUILTINS[name]
    _check_count(node, ["x"] * fewest, fewest, most, scope)
    if kind == "same":
        return _one_type(node.args, node, scope)
    if kind == "range" and not in_loop:
        raise scope.refuse(node, "language.range_alone")
    for given in node.args:
        number = _number(given, scope)
        if number == "float" and kind == "range":
            raise scope.refuse(node, "language.whole_number", name="range", given=ast.unparse(given))
        if number == "bool" and name == "float":
            raise scope.refuse(node, "language.float_of_flag", given=ast.unparse(given))
    return kind


def _call_of_helper(node: ast.Call, helper: types.FunctionType, scope: Scope) -> Kind | None:
    kinds = [_kind(argument, scope) or "" for argument in node.args]
    facts = facts_of(helper)
    _check_count(node, facts.arguments, len(facts.arguments), len(facts.arguments), scope)
    if helper in scope.callers:
        raise scope.refuse(node, "language.calls_itself", name=helper.__name__)
    if not always_returns(facts.tree.body):
        raise DeclarationError("language.not_always_returns", facts.where(), helper.__name__)
    return check_names(helper, dict(zip(facts.arguments, kinds, strict=True)), scope.columns, scope.callers)


def _check_count(node: ast.Call, names: Sequence[str], fewest: int, most: int, scope: Scope) -> None:
    if not fewest <= len(node.args) <= most:
        called = f"{ast.unparse(node.func)}({', '.join(names)})"
        raise scope.refuse(node, "language.arguments", called=called, count=len(node.args))
