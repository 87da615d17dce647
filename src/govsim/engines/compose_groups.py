"""Writes the pass that adds outcomes up by groups of enterprises; see `groups`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govsim.engines.week import CountGroups, KeyColumns

if TYPE_CHECKING:
    from govsim.engines.compose import Writer


def begin(writer: Writer) -> None:
    """Where the sums of the week begin, and that they begin at nothing."""
    division, grouped = writer.need("division"), writer.need("grouped")
    names = [one.name for one in writer.model.weekly_outcomes]
    week = writer.need("clock")
    writer.add(0, f"base = {division}.rows * (1 + {division}.weekly * {week}.week)")
    writer.add(0, f"for g in range({division}.rows):", f"    out = pick({grouped}, base + g)")
    writer.add(1, *(f"out.{name} = 0.0" for name in names))


def end(writer: Writer) -> None:
    """The sums of a week in the window are added to those of the window."""
    division, grouped, week = writer.need("division"), writer.need("grouped"), writer.need("clock")
    writer.add(0, f"if {week}.week >= {division}.first and {week}.week < {division}.last:")
    writer.add(1, f"for g in range({division}.rows):")
    writer.add(2, f"out = pick({grouped}, base + g)", f"total = pick({grouped}, g)")
    writer.add(2, *(f"total.{one.name} += out.{one.name}" for one in writer.model.weekly_outcomes))


def count_groups(writer: Writer, made: CountGroups) -> None:
    """Add the columns of a row to the sums of its groups, or to the county's."""
    row, division, grouped = f"row_{made.table}", writer.need("division"), writer.need("grouped")
    enterprises, depth = writer.need("table", table="enterprise"), 1
    writer.open_rows(0, made.table)
    if made.path is None:
        writer.add(1, f"out = pick({grouped}, base + {division}.rows - 1)")
    else:
        writer.add(1, f"owner = {_owner(writer, made)}", f"for k in range({division}.keys):")
        keys = writer.need("keys")
        writer.add(2, f"out = pick({grouped}, base + pick({keys}, k * length({enterprises}) + owner).value)")
        depth = 2
    writer.add(depth, *(f"out.{name} += {row}.{column}" for name, column in made.count.flows))
    if made.count.stocks:
        writer.add(depth, f"if {row}.alive:")
        writer.add(depth + 1, *(f"out.{name} += {row}.{column}" for name, column in made.count.stocks))


def _owner(writer: Writer, made: CountGroups) -> str:
    """The enterprise's place, by the chain of parents."""
    if not made.path:
        return "i"
    place = f"row_{made.table}.{made.path[0]}"
    for at, parent in enumerate(made.path[1:]):
        place = f"pick({writer.need('table', table=made.path[at])}, {place}).{parent}"
    return place


def key_columns(writer: Writer, made: KeyColumns) -> None:
    """Read the groups that columns of the enterprise hold."""
    writer.open_rows(0, "enterprise")
    keys = writer.need("keys")
    for at, column, first, groups in made.columns:
        writer.add(1, f"at = row_enterprise.{column}", f"if at < 0 or at >= {groups}:", f"    at = {groups}")
        writer.add(1, f"pick({keys}, {at} * length(table_enterprise) + i).value = {first} + at")
