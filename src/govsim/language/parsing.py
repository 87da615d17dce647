"""Python's parser, one thread at a time.

CPython 3.11 counts the depth of the tree that it builds once for all threads: two that parse at once, where the first
is interrupted, end in `SystemError: AST constructor recursion depth mismatch` (python/cpython issue 106905).
"""

from __future__ import annotations

import ast
import linecache
import threading

ALONE = threading.RLock()


def parsed(text: str | bytes) -> ast.Module:
    """The syntax tree of a text.

    Raises:
        SyntaxError, ValueError: as Python does.
    """
    with ALONE:
        return ast.parse(text)


def below(node: ast.AST) -> list[ast.AST]:
    """The nodes just below one; `ast.iter_child_nodes` takes three times as long, and every command asks for all."""
    found: list[ast.AST] = []
    held = vars(node)
    for name in node._fields:
        value = held.get(name)
        if isinstance(value, list):
            found += [one for one in value if isinstance(one, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def nodes_of(node: ast.AST) -> list[ast.AST]:
    """A node and all below it, each before what is below it."""
    found = [node]
    for one in found:  # which grows meanwhile
        found += below(one)
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
