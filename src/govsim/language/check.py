"""The language of rules, checked on the syntax tree when a function is declared: file and line in every message."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from govsim.language.declarations import DeclarationError

STATEMENTS = (
    ast.Assign, ast.AugAssign, ast.If, ast.For, ast.While, ast.Break, ast.Continue, ast.Return, ast.Expr, ast.Pass,
)  # fmt: skip
EXPRESSIONS = (
    ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call, ast.Attribute, ast.Name, ast.Constant,
)  # fmt: skip
OPERATORS = (
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.USub, ast.UAdd, ast.Not, ast.And, ast.Or,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Load, ast.Store,
)  # fmt: skip
WHY = {
    ast.Pow: "'**' gives other bits in the two engines: use power(x, a), or x * x",
    ast.Invert: "'~' differs between the engines: use 'not'",
    ast.Lambda: "a lambda is not seen by the kernel cache: write a helper",
    ast.ListComp: "no comprehensions: loop over the members",
    ast.GeneratorExp: "no comprehensions: loop over the members",
    ast.List: "no lists in rules",
    ast.Dict: "no dictionaries in rules",
    ast.Tuple: "no tuples in rules",
    ast.JoinedStr: "no strings in rules",
    ast.Try: "no exceptions in rules: guard the divisor or the argument instead",
    ast.Raise: "no exceptions in rules",
    ast.Is: "no 'is' in rules: compare with ==",
    ast.In: "no 'in' in rules",
    ast.Assert: "no assert in rules: bounds are the declaration's",
    ast.Global: "no globals in rules",
    ast.Import: "no imports inside rules",
    ast.Subscript: "no indexing in rules: loop over the members",
}


@dataclass(frozen=True)
class Facts:
    """What a function of the model says on its face."""

    arguments: tuple[str, ...]
    reads: frozenset[tuple[str, str]]
    writes: frozenset[tuple[str, str]]
    tree: ast.FunctionDef
    file: str
    line: int

    def where(self, node: ast.AST | None = None) -> str:
        """The file and line of a node, for messages."""
        offset = getattr(node, "lineno", 1) - 1 if node is not None else 0
        return f"{self.file}:{self.line + offset}"


_FACTS: dict[Any, Facts] = {}


def facts_of(function: Callable[..., Any]) -> Facts:
    """The facts of a function; parsed once.

    Raises:
        DeclarationError: when its source cannot be read.
    """
    if function not in _FACTS:
        _FACTS[function] = _parse(function)
    return _FACTS[function]


def _parse(function: Callable[..., Any]) -> Facts:
    try:
        lines, first = inspect.getsourcelines(function)
    except OSError as error:
        raise DeclarationError(f"{function.__qualname__}: its source can't be read; declare it in a file") from error
    tree = ast.parse(textwrap.dedent("".join(lines))).body[0]
    file = inspect.getsourcefile(function) or "?"
    if not isinstance(tree, ast.FunctionDef):
        raise DeclarationError(f"{file}:{first}: a rule must be a plain function")
    reads: set[tuple[str, str]] = set()
    writes: set[tuple[str, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            (writes if isinstance(node.ctx, ast.Store) else reads).add((node.value.id, node.attr))
        if (
            isinstance(node, ast.AugAssign)
            and isinstance(node.target, ast.Attribute)
            and isinstance(node.target.value, ast.Name)
        ):
            reads.add((node.target.value.id, node.target.attr))
    arguments = tuple(a.arg for a in tree.args.args)
    return Facts(arguments, frozenset(reads), frozenset(writes), tree, file, first)


def check_syntax(function: Callable[..., Any]) -> Facts:
    """Refuse what the language has not.

    Raises:
        DeclarationError: with the file, the line and what to write instead.
    """
    facts = facts_of(function)
    if function.__code__.co_freevars:
        names = ", ".join(function.__code__.co_freevars)
        raise DeclarationError(
            f"{facts.where()}: {function.__name__} closes over {names}: the kernel cache can't see closures"
        )
    if facts.tree.args.kwonlyargs or facts.tree.args.vararg or facts.tree.args.kwarg:
        raise DeclarationError(f"{facts.where()}: {function.__name__} must have plain arguments only")
    for position, statement in enumerate(facts.tree.body):
        if position == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue  # the docstring
        _check_node(statement, facts, function.__name__)
    return facts


def _check_node(node: ast.AST, facts: Facts, name: str) -> None:
    if isinstance(node, (ast.expr_context, ast.arguments)):
        return
    allowed = isinstance(node, STATEMENTS + EXPRESSIONS + OPERATORS)
    if not allowed:
        why = WHY.get(type(node), f"'{type(node).__name__}' is not part of the language of rules")
        raise DeclarationError(f"{facts.where(node)}: {name}: {why}")
    if isinstance(node, ast.Attribute) and not isinstance(node.value, ast.Name):
        raise DeclarationError(f"{facts.where(node)}: {name}: no chains a.b.c: ask for the row as an argument")
    if isinstance(node, ast.Call) and (not isinstance(node.func, ast.Name) or node.keywords):
        raise DeclarationError(
            f"{facts.where(node)}: {name}: call functions by their plain name and positional arguments"
        )
    if isinstance(node, ast.Constant) and not isinstance(node.value, (bool, int, float)):
        raise DeclarationError(f"{facts.where(node)}: {name}: only numbers and True/False, not {node.value!r}")
    if isinstance(node, (ast.Assign, ast.AugAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if len(targets) != 1 or not isinstance(targets[0], (ast.Name, ast.Attribute)):
            raise DeclarationError(f"{facts.where(node)}: {name}: assign one name or column at a time")
    if isinstance(node, ast.While) and isinstance(node.test, ast.Constant):
        raise DeclarationError(f"{facts.where(node)}: {name}: a while needs a bound in its condition")
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.operator) or (isinstance(node, ast.BinOp) and isinstance(child, ast.operator)):
            if not isinstance(child, OPERATORS):
                why = WHY.get(type(child), f"operator '{type(child).__name__}' is not part of the language")
                raise DeclarationError(f"{facts.where(node)}: {name}: {why}")
            continue
        _check_node(_located(child, node), facts, name)


def _located(child: ast.AST, parent: ast.AST) -> ast.AST:
    """Operators carry no line of their own: lend them their parent's."""
    if not hasattr(child, "lineno") and hasattr(parent, "lineno"):
        child.lineno = parent.lineno  # type: ignore[attr-defined]
    return child
