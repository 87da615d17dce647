"""Python's parser, one thread at a time.

CPython 3.11 counts the depth of the tree that it builds once for all threads: two that parse at once, where the first
is interrupted, end in `SystemError: AST constructor recursion depth mismatch` (python/cpython issue 106905).
"""

from __future__ import annotations

import ast
import threading

ALONE = threading.RLock()


def parsed(text: str | bytes) -> ast.Module:
    """The syntax tree of a text.

    Raises:
        SyntaxError, ValueError: as Python does.
    """
    with ALONE:
        return ast.parse(text)
