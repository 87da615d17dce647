"""Writes how the outcomes of a week, and the years of enterprises, are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govsim.engines import arithmetic, records
from govsim.engines.week import Count, CountYear

if TYPE_CHECKING:
    from govsim.engines.compose import Writer


def count(writer: Writer, made: Count) -> None:
    """Add the columns of a table's rows to the totals of the week."""
    row = f"row_{made.table}"
    writer.open_rows(0, made.table)
    writer.add(1, *(f"total_{name} += {row}.{column}" for name, column in made.flows))
    if made.stocks:
        writer.add(1, f"if {row}.alive:", *(f"    total_{name} += {row}.{column}" for name, column in made.stocks))


def outcomes(writer: Writer) -> None:
    """Totals begin at nothing and are written into the row of the week."""
    names = [one.name for one in writer.model.weekly_outcomes]
    writer.lines = [f"total_{name} = 0.0" for name in names] + writer.lines
    writer.add(0, f"out = pick({writer.need('totals')}, {writer.need('clock')}.week)")
    writer.add(0, *(f"out.{name} = total_{name}" for name in names))


def count_year(writer: Writer, made: CountYear) -> None:
    """Add the columns of a table's rows to their year."""
    row, years, layers = f"row_{made.table}", writer.need("years"), records.YEAR_LAYERS
    table = writer.need("table", table=made.table)
    year = writer.alias(arithmetic.year_of)
    writer.add(0, f"first = {year}({writer.need('clock')}.week) * {layers} * length({table})")
    writer.add(0, f"if first < length({years}):")
    writer.open_rows(1, made.table)
    writer.add(2, f"for layer in range({layers}):")
    writer.add(3, f"seen = pick({years}, first + layer * length({table}) + i)")
    writer.add(3, f"if seen.id == 0 or seen.id == {row}.id or layer == {layers - 1}:")
    writer.add(4, *(f"seen.{name} = {row}.{name}" for name in made.kept))
    writer.add(4, *(f"seen.{name} += {row}.{name}" for name in made.summed))
    writer.add(4, f"if {row}.alive:", "    seen.weeks += 1")
    writer.add(5, *(f"seen.{name} = {row}.{name}" for name in made.last))
    writer.add(4, "break")
