"""A small table as HTML, for notebooks: whatever stands in a cell is text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from govsim.study.speak.words import tell

MOST_ROWS = 20
CELL = "text-align: right; padding: 0.2em 0.8em"


def html_table(rows: Sequence[Mapping[str, str]], most: int = MOST_ROWS) -> str:
    """The rows with the heads of the first; what is beyond the most is counted below.

    Args:
        rows: all with the keys of the first.
        most: of them that are shown.
    """
    heads = list(rows[0]) if rows else []
    head = "".join(f'<th style="{CELL}">{escape(one)}</th>' for one in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{escape(str(row[one]))}</td>' for one in heads) + "</tr>"
        for row in rows[:most]
    )
    rest = f"<p>{escape(tell('shown.rest', count=len(rows) - most))}</p>" if len(rows) > most else ""
    return f"<table><tr>{head}</tr>{body}</table>{rest}"
