"""Why a function of the model is played row by row: what the conversion to vectors has not."""

from __future__ import annotations

import ast

from govsim.language import Facts


class RowByRow(Exception):  # noqa: N818 - no error: the rule is played, on one row at a time
    """What is converted cannot be.

    Attributes:
        key: of the reason in words, see `locale`.
        values: what it says.
        line: of the function's file; 0 where it is about the rule as a whole.
    """

    def __init__(self, key: str, line: int = 0, **values: object) -> None:
        super().__init__(key)
        self.key, self.line, self.values = key, line, values


def at(facts: Facts, node: ast.AST, key: str, **values: object) -> RowByRow:
    """A reason at a node of a function."""
    return RowByRow(f"rows.{key}", facts.line + getattr(node, "lineno", 1) - 1, **values)
