"""A design: settings and the values of each point, as a table that people read, edit and give back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govsim.study.analysis.designs.layouts import laid_out
from govsim.study.ask.config import spelt
from govsim.study.ask.design import MOST_POINTS
from govsim.study.ask.ranges import NUMBER, Factor
from govsim.study.speak.errors import InputError, why
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import tell

POINT = "point"  # the column that numbers them; what stands in it is not read
MARK = "\ufeff"  # by which Excel knows Chinese


@dataclass(frozen=True)
class Design:
    """Points to run.

    Attributes:
        name: as it was asked for, `lhs:64` or a file.
        points: the value of each setting, by point.
        factors: what was varied over which range; nothing where a table was given.
    """

    name: str
    points: tuple[Mapping[str, Any], ...]
    factors: tuple[Factor, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The settings that are varied."""
        return tuple(self.points[0])

    def text(self) -> str:
        """The table: a row a point, a column a setting."""
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow([POINT, *self.keys])
        writer.writerows([at, *(_written(point[key]) for key in self.keys)] for at, point in enumerate(self.points, 1))
        return made.getvalue()


def designed(name: str, factors: Sequence[Factor], seed: int = 1) -> Design:
    """The points of a layout over some factors.

    Raises:
        InputError: the layout cannot be, or does not take these factors.
    """
    if not factors:
        raise InputError(tell("error.sweep_nothing"))
    shares = laid_out(name, factors, seed)
    points = tuple({one.key: one.at(share) for one, share in zip(factors, row, strict=True)} for row in shares.tolist())
    return Design(name, points, tuple(factors))


def is_table(given: object) -> bool:
    """Whether a design is given as a table in a file."""
    return isinstance(given, str) and given.lower().endswith(".csv")


def read_design(given: str) -> Design:
    """A table of points.

    Raises:
        InputError: naming the file, and the row where one is wrong.
    """
    file = typed_path(given)
    try:
        text = file.read_bytes().decode("utf-8").removeprefix(MARK)
    except (OSError, UnicodeDecodeError) as error:
        reason = tell("error.not_utf8") if isinstance(error, UnicodeDecodeError) else why(error)
        raise InputError(tell("error.unreadable", file=given, reason=reason)) from error
    rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    head = [cell.strip() for cell in rows[0]] if rows else []
    keys = [key for key in head if key != POINT]
    doubles = sorted({key for key in head if head.count(key) > 1})
    if doubles or not all(head):
        raise InputError(tell("error.design_head", file=given, name=doubles[0] if doubles else ""))
    if not keys or len(rows) < 2:
        raise InputError(tell("error.design_empty", file=given))
    if len(rows) - 1 > MOST_POINTS:
        raise InputError(tell("error.sweep_large", count=f"{len(rows) - 1:,}", most=f"{MOST_POINTS:,}"))
    points = []
    for number, row in enumerate(rows[1:], 1):
        if len(row) != len(head) or not all(cell.strip() for cell in row):
            raise InputError(tell("error.design_row", file=given, row=number, count=len(head)))
        cells = dict(zip(head, row, strict=True))
        points.append({key: _read(cells[key].strip()) for key in keys})
    return Design(given, tuple(points))


def _written(value: Any) -> str:
    return value if isinstance(value, str) and not _is_read_as_another(value) else spelt(value)


def _is_read_as_another(text: str) -> bool:
    return not isinstance(_read(text), str) or text[:1] in "'\""


def _read(cell: str) -> Any:
    """A cell as a value: a number, yes or no, nothing, a list, or a name."""
    if cell[:1] in "'\"" and cell[-1:] == cell[:1] and len(cell) > 1:
        return cell[1:-1]
    if cell.lower() in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[cell.lower()]
    if re.fullmatch(r"[-+]?\d+", cell):
        return int(cell)
    if re.fullmatch(NUMBER, cell, re.IGNORECASE):
        return float(cell)
    if cell.startswith("[") and cell.endswith("]"):
        inner = cell[1:-1].strip()
        return [_read(one.strip()) for one in inner.split(",")] if inner else []
    return cell
