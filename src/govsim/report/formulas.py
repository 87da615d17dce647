"""Formulas within Chinese sentences: where they begin and end, so that a page sets them as code.

A rule says itself in words and then as an equation, whose symbols are names of the model. Between Chinese marks, what
holds an operator and a symbol is an equation, from its first character that is not Chinese to its last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CLAUSE = re.compile(r"([，。；：、]+)")
SYMBOL = re.compile(r"(?<![A-Za-z])[a-z]{2,}")
OPERATOR = re.compile(r"[=+*/^()<]|\bx\b| - ")
EQUATION = re.compile(r"[!-~].*[!-~]|[!-~]")


def pieces(words: str) -> Iterator[tuple[str, bool]]:
    """A sentence in pieces, each with whether it is an equation."""
    for clause in CLAUSE.split(words):
        found = EQUATION.search(clause) if SYMBOL.search(clause) and OPERATOR.search(clause) else None
        if found is None:
            yield clause, False
            continue
        yield clause[: found.start()], False
        yield found[0], True
        yield clause[found.end() :], False
