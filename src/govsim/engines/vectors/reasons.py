"""Why a function of the model is played row by row: what the conversion to vectors has not."""

from __future__ import annotations

import ast
from pathlib import Path

from govsim.language import Facts


class RowByRow(Exception):  # noqa: N818 - no error: the rule is played, on one row at a time
    """What is converted cannot be.

    Attributes:
        key: of the reason in words, see `locale`.
        place: file and line; nothing where it is about the step as a whole.
    """

    def __init__(self, key: str, place: str = "") -> None:
        super().__init__(key)
        self.key, self.place = key, place


def at(facts: Facts, node: ast.AST, key: str) -> RowByRow:
    """A reason at a node of a function."""
    file, _, line = facts.where(node).rpartition(":")
    return RowByRow(f"rows.{key}", f"{Path(file).name}:{line}")
