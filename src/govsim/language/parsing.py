"""Python's parser, one thread at a time.

CPython 3.11 counts the depth of the tree that it builds once for all threads: two that parse at once, where the first
is interrupted, end in `SystemError: AST constructor recursion depth mismatch` (python/cpython issue 106905).
"""

from __future__ import annotations

import ast
import linecache
import threading

ALONE = threading.RLock()
PLAIN_FIELDS = frozenset(
    {"id", "attr", "arg", "name", "ctx", "type_comment", "lineno"}
)  # which hold no node of interest
LEAVES = frozenset((ast.Name, ast.Constant, *ast.operator.__subclasses__(), *ast.unaryop.__subclasses__(),
          *ast.cmpop.__subclasses__(), *ast.boolop.__subclasses__()))  # fmt: skip
FIELDS: dict[type[ast.AST], tuple[str, ...]] = dict.fromkeys(LEAVES, ())  # of each kind of node, those that hold nodes


def parsed(text: str | bytes) -> ast.Module:
    """The syntax tree of a text.

    Raises:
        SyntaxError, ValueError: as Python does.
    """
    with ALONE:
        return ast.parse(text)


def below(node: ast.AST) -> list[ast.AST]:
    """The nodes just below one, but for whether a name is read or written, which it says itself as `ctx`.

    `ast.iter_child_nodes` takes six times as long, and every command asks for all.
    """
    return _joined(node, [])


def nodes_of(node: ast.AST) -> list[ast.AST]:
    """A node and all below it, each before what is below it."""
    found = [node]
    for one in found:  # which grows meanwhile
        if type(one) not in LEAVES:
            _joined(one, found)
    return found


def _joined(node: ast.AST, found: list[ast.AST]) -> list[ast.AST]:
    """Nodes, and those just below one behind them."""
    kind = type(node)
    if kind not in FIELDS:
        FIELDS[kind] = tuple(name for name in kind._fields if name not in PLAIN_FIELDS)
    held = vars(node)
    for name in FIELDS[kind]:
        value = held.get(name)
        if type(value) is list:
            found += [one for one in value if isinstance(one, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def plain_block(file: str, first: int) -> str:
    """The lines of a function that begins a line of its file, decorators and all, or less; nothing where none does.

    `inspect` takes the text apart into tokens to find the end; here it is the next line that begins at the margin with
    neither a comment nor a bracket. Where that lies within brackets or a string, the lines are no Python, and whoever
    parses them sees it.
    """
    linecache.checkcache(file)
    lines = linecache.getlines(file)[first - 1 :]
    body = next((at for at, line in enumerate(lines, 1) if line.startswith("def ")), 0)
    if not body or not lines[0].startswith(("@", "def ")):
        return ""
    ends = (at for at, line in enumerate(lines[body:], body) if line.strip() and line[0] not in " \t\f#)]}")
    return "".join(lines[: next(ends, len(lines))])
