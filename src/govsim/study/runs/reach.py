"""The code that something reaches, as text without words for people: what a change in it would change.

Read from the source, not from what is imported: a name leads to its definition, that to the names in it, and so on
through every module of the package and every file of a user's own. Docstrings, comments, types, and what an error or a
warning says are left out.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from govsim.language.parsing import parsed
from govsim.plugin import BESIDE

PACKAGE = Path(__file__).resolve().parents[2]
OWN = PACKAGE.name
EVERY = "from * "  # what is imported where a file takes all names of another
LIBRARIES = {"site-packages", "dist-packages"}  # folders in which they lie
Symbol = tuple[str, str]  # module and name


def reach(roots: Iterable[Symbol], frontier: Iterable[Symbol] = ()) -> str:
    """The code of some names and of all that they reach, libraries left out, in an order of its own.

    Args:
        roots: where to begin; the name "*" means every definition of the module.
        frontier: what is not followed, because its value counts and not how it came about.
    """
    seen: set[Symbol] = set(frontier)
    waiting, texts, touched = [*roots], dict[Symbol, str](), set[str]()
    while waiting:
        symbol = waiting.pop()
        if symbol in seen or (module := source_of(symbol[0])) is None:
            continue
        seen.add(symbol)
        name = symbol[1]
        if symbol[0] not in touched:  # what is handed to a library counts as soon as its module is imported
            touched.add(symbol[0])
            waiting += [(symbol[0], one) for one in module.handed_out]
        if name == "*":
            waiting += [(symbol[0], one) for one in module.definitions]
        elif name in module.definitions:
            code = "\n".join(map(ast.unparse, module.definitions[name]))
            texts[symbol] = f"{module.label}.{name}: {code}"
            for statement in module.definitions[name]:
                waiting += module.names_in(statement)
        elif name in module.imports:
            waiting.append(module.imports[name])
    return "\n".join(sorted(texts.values()))


@dataclass
class Source:
    """The top level of one file, without words for people.

    Attributes:
        name: of the module.
        label: what it is called in texts: a file of a user's own goes by its name, wherever it lies.
        statements: all of them.
        definitions: those that give a name a value or change it.
        imports: where names come from.
        handed_out: names that a library is given.
        beside: modules of files beside a user's own, by the names under which it imports them.
    """

    name: str
    label: str
    statements: list[ast.stmt]
    definitions: dict[str, list[ast.stmt]] = field(default_factory=dict)
    imports: dict[str, Symbol] = field(default_factory=dict)
    handed_out: list[str] = field(default_factory=list)
    beside: Mapping[str, str] = field(default_factory=dict)

    def names_in(self, statement: ast.AST) -> Iterator[Symbol]:
        """What a statement names: definitions beside it, and what it or the file imports."""
        nodes, imports = list(ast.walk(statement)), dict(self.imports)
        for node in nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                imports |= _imported(node, self.beside)
        for node in nodes:
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imports:
                module, name = imports[node.value.id]
                yield from ([(module, node.attr)] if name == "*" else [(f"{module}.{name}", node.attr), (module, name)])
            elif isinstance(node, ast.Name):
                if node.id in self.definitions:
                    yield self.name, node.id
                elif node.id in imports:
                    yield imports[node.id]
                elif not hasattr(builtins, node.id):
                    yield from ((module, node.id) for module, name in imports.values() if name == EVERY)


def source_of(name: str) -> Source | None:
    """A module of the package, or one that a user wrote and this process has loaded; None for libraries."""
    found = _packaged(name) if name.split(".")[0] == OWN else _users_own(name)
    return _read(name, *found) if found else None


@cache
def _read(name: str, label: str, text: str | bytes) -> Source:
    beside = getattr(sys.modules.get(name), BESIDE, {})
    made = Source(name, label, [_Bare().visit(one) for one in parsed(text).body], beside=beside)
    for statement in made.statements:
        if not (isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test)):
            _sort_in(made, statement)
    return made


@cache
def _packaged(name: str) -> tuple[str, str | bytes] | None:
    place = PACKAGE.joinpath(*name.split(".")[1:])
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return (name, file.read_text(encoding="utf-8")) if file.is_file() else None


def _users_own(name: str) -> tuple[str, str | bytes] | None:
    """What was executed, where a plugin keeps it; else the file as it lies there."""
    module = sys.modules.get(name)
    file = Path(str(getattr(module, "__file__", None)))
    executed = getattr(module, "__source__", None)
    if isinstance(executed, bytes):
        return file.stem, executed
    ours = name.split(".")[0] not in sys.stdlib_module_names and not LIBRARIES & set(file.parts)
    return (file.stem, file.read_bytes()) if ours and file.suffix == ".py" and file.is_file() else None


def _sort_in(made: Source, statement: ast.stmt) -> None:
    if isinstance(statement, ast.Import | ast.ImportFrom):
        made.imports |= _imported(statement, made.beside)
        return
    names = _bound(statement)
    for name in names:
        made.definitions.setdefault(name, []).append(statement)
    if isinstance(statement, ast.FunctionDef | ast.ClassDef) and any(
        _is_foreign(decorator, made.imports) for decorator in statement.decorator_list
    ):
        made.handed_out.append(statement.name)


def _imported(node: ast.Import | ast.ImportFrom, beside: Mapping[str, str]) -> dict[str, Symbol]:
    if isinstance(node, ast.Import):
        return {
            alias.asname or alias.name.split(".")[0]: (beside.get(alias.name, alias.name), "*") for alias in node.names
        }
    if not node.module:  # from . import neighbour
        return {alias.asname or alias.name: (beside.get(alias.name, alias.name), "*") for alias in node.names}
    module = beside.get(node.module, node.module)
    names = {alias.asname or alias.name: (module, alias.name) for alias in node.names if alias.name != "*"}
    return names if names else {EVERY + module: (module, EVERY)}


def _bound(statement: ast.stmt) -> list[str]:
    """The names that a statement of the top level gives a value to or changes, however deep in it."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    found = []
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append(node.id)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            found.append(node.value.id)
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        of = statement.value.func
        if isinstance(of, ast.Attribute) and isinstance(of.value, ast.Name):  # LIST.append(...), TABLE.update(...)
            found.append(of.value.id)
    return list(dict.fromkeys(found))


def _is_foreign(decorator: ast.expr, imports: dict[str, Symbol]) -> bool:
    """Whether a decorator comes from a library that is neither ours nor Python's own."""
    root = decorator.func if isinstance(decorator, ast.Call) else decorator
    while isinstance(root, ast.Attribute):
        root = root.value
    if not isinstance(root, ast.Name) or root.id not in imports:
        return False
    return imports[root.id][0].split(".")[0] not in {OWN, *sys.stdlib_module_names}


class _Bare(ast.NodeTransformer):
    """Takes out what no number depends on."""

    def _body(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        body = node.body  # type: ignore[attr-defined]
        first = body[0] if body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            del body[0]
        if not body:
            body.append(ast.Pass())
        return node

    visit_ClassDef = _body  # noqa: N815 - the name that Python's own visitor asks for

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:  # noqa: N802
        """A function without docstring and types."""
        node.returns = None
        for argument in ast.walk(node.args):
            if isinstance(argument, ast.arg):
                argument.annotation = None
        return self._body(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:  # noqa: N802
        """A typed name as if it had no type."""
        if node.value is None:
            return ast.copy_location(ast.Expr(node.target), node)
        return self.generic_visit(ast.copy_location(ast.Assign([node.target], node.value, None), node))

    def visit_Raise(self, node: ast.Raise) -> ast.AST:  # noqa: N802
        """That it fails, not what it says."""
        return ast.copy_location(ast.Raise(None, None), node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:  # noqa: N802
        """A warning is words."""
        call = node.value
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("warnings.warn", "warn"):
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)
