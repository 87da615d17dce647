"""The language of rules, checked on the syntax tree when a function is declared: file and line in every message."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from govsim.language.messages import DeclarationError, place_of_call
from govsim.language.parsing import below, nodes_of, parsed, plain_block

STATEMENTS = (
    ast.Assign, ast.AugAssign, ast.If, ast.For, ast.Break, ast.Continue, ast.Return, ast.Expr, ast.Pass,
)  # fmt: skip
EXPRESSIONS = (
    ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call, ast.Attribute, ast.Name, ast.Constant,
)  # fmt: skip
OPERATORS = (
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.USub, ast.UAdd, ast.Not, ast.And, ast.Or,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Load, ast.Store,
)  # fmt: skip
LANGUAGE = frozenset(STATEMENTS + EXPRESSIONS + OPERATORS)
WHY = {  # what to write instead; compiled code that never ends can't be interrupted, hence no while
    ast.Pow: "language.no_power",
    ast.Invert: "language.no_invert",
    ast.BitAnd: "language.no_bits",
    ast.BitOr: "language.no_bits",
    ast.Lambda: "language.no_lambda",
    ast.While: "language.no_while",
    ast.ListComp: "language.no_comprehension",
    ast.GeneratorExp: "language.no_comprehension",
    ast.List: "language.no_list",
    ast.Dict: "language.no_dict",
    ast.Tuple: "language.no_tuple",
    ast.JoinedStr: "language.no_string",
    ast.Try: "language.no_try",
    ast.Raise: "language.no_raise",
    ast.Is: "language.no_is",
    ast.IsNot: "language.no_is",
    ast.In: "language.no_in",
    ast.NotIn: "language.no_in",
    ast.Assert: "language.no_assert",
    ast.Global: "language.no_global",
    ast.Import: "language.no_import",
    ast.ImportFrom: "language.no_import",
    ast.Subscript: "language.no_index",
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
    is_plain: bool = True  # whether all that it does is in the language

    def where(self, node: ast.AST | None = None) -> str:
        """The file and line of a node, for messages."""
        offset = getattr(node, "lineno", 1) - 1 if node is not None else 0
        return f"{self.file}:{self.line + offset}"


_FACTS: WeakKeyDictionary[Any, Facts] = WeakKeyDictionary()


def facts_of(function: Callable[..., Any]) -> Facts:
    """The facts of a function; parsed once.

    Raises:
        DeclarationError: when its source cannot be read.
    """
    if function not in _FACTS:
        _FACTS[function] = _parse(function)
    return _FACTS[function]


def _parse(function: Callable[..., Any]) -> Facts:
    code = function.__code__
    file, name = code.co_filename, function.__name__
    first, tree = code.co_firstlineno, _tree(plain_block(file, code.co_firstlineno))
    if tree is None:
        try:
            lines, first = inspect.getsourcelines(function)
        except OSError as error:
            raise DeclarationError("language.no_source", f"{file}:{code.co_firstlineno}", name) from error
        file, tree = inspect.getsourcefile(function) or file, _tree("".join(lines))
    if tree is None:
        raise DeclarationError("language.not_a_function", f"{file}:{first}", name)
    reads: set[tuple[str, str]] = set()
    writes: set[tuple[str, str]] = set()
    body = [node for statement in _body(tree) for node in nodes_of(statement)]
    for node in (*(node for one in (tree.args, *tree.decorator_list) for node in nodes_of(one)), *body):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            (writes if isinstance(node.ctx, ast.Store) else reads).add((node.value.id, node.attr))
        if (
            isinstance(node, ast.AugAssign)
            and isinstance(node.target, ast.Attribute)
            and isinstance(node.target.value, ast.Name)
        ):
            reads.add((node.target.value.id, node.target.attr))
    arguments = tuple(a.arg for a in tree.args.args)
    return Facts(arguments, frozenset(reads), frozenset(writes), tree, file, first, all(map(_is_plain, body)))


def _body(tree: ast.FunctionDef) -> list[ast.stmt]:
    """The statements of a function behind its docstring."""
    first = tree.body[0]
    said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return tree.body[1:] if said else tree.body


def _tree(source: str) -> ast.FunctionDef | None:
    """The function in some lines; None when they hold something else, such as a lambda or a part of one."""
    try:
        found = parsed(textwrap.dedent(source)).body[0]
    except (SyntaxError, IndexError):
        return None
    return found if isinstance(found, ast.FunctionDef) else None


def check_syntax(function: Callable[..., Any]) -> Facts:
    """Refuse what the language has not.

    Raises:
        DeclarationError: with the file, the line and what to write instead.
    """
    if not isinstance(function, types.FunctionType):
        raise DeclarationError("language.not_a_function", place_of_call(), getattr(function, "__name__", ""))
    facts = facts_of(function)
    name = function.__name__
    if function.__code__.co_freevars:
        names = function.__code__.co_freevars
        raise DeclarationError("language.closure", facts.where(), name, names=names)
    given = facts.tree.args
    if given.kwonlyargs or given.vararg or given.kwarg or given.posonlyargs:
        raise DeclarationError("language.plain_arguments", facts.where(), name)
    for statement in () if facts.is_plain else _body(facts.tree):
        _check_node(statement, statement, facts, name)
    return facts


def _is_plain(node: ast.AST) -> bool:
    """Whether nothing is wrong with a node itself; what is, `_check_node` says."""
    kind = type(node)
    if kind is ast.Name:
        return True
    if kind is ast.Attribute:
        return type(node.value) is ast.Name  # type: ignore[attr-defined]
    if kind is ast.Constant:
        return isinstance(node.value, (bool, int, float))  # type: ignore[attr-defined]
    if kind is ast.Call:
        return type(node.func) is ast.Name and not node.keywords  # type: ignore[attr-defined]
    if kind is ast.Assign:
        return len(node.targets) == 1 and type(node.targets[0]) in (ast.Name, ast.Attribute)  # type: ignore[attr-defined]
    if kind is ast.AugAssign:
        return type(node.target) in (ast.Name, ast.Attribute)  # type: ignore[attr-defined]
    return kind in LANGUAGE


def _check_node(node: ast.AST, located: ast.AST, facts: Facts, name: str) -> None:
    """Check a node and what is below it; operators carry no line of their own, so `located` says where they are."""
    if isinstance(node, (ast.expr_context, ast.arguments)):
        return
    if type(node) not in LANGUAGE:
        if type(node) in WHY:
            raise DeclarationError(WHY[type(node)], facts.where(located), name)
        code = ast.unparse(located).splitlines()[0]
        raise DeclarationError("language.not_in_language", facts.where(located), name, code=code)
    if isinstance(node, ast.Attribute) and not isinstance(node.value, ast.Name):
        raise DeclarationError("language.chain", facts.where(located), name)
    if isinstance(node, ast.Call) and (not isinstance(node.func, ast.Name) or node.keywords):
        raise DeclarationError("language.plain_call", facts.where(located), name)
    if isinstance(node, ast.Constant) and not isinstance(node.value, (bool, int, float)):
        raise DeclarationError("language.only_numbers", facts.where(located), name, value=repr(node.value))
    if isinstance(node, (ast.Assign, ast.AugAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if len(targets) != 1 or not isinstance(targets[0], (ast.Name, ast.Attribute)):
            raise DeclarationError("language.one_target", facts.where(located), name)
    for child in below(node):
        _check_node(child, child if hasattr(child, "lineno") else node, facts, name)
