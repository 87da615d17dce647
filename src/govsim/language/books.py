"""The books of a model: which rows have them, and whether every entry names what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from govsim.language.check import facts_of
from govsim.language.ledger import Booking
from govsim.language.messages import DeclarationError, nearest

if TYPE_CHECKING:
    from govsim.language.model import Model


def booked_tables(model: Model) -> frozenset[str]:
    """Tables on whose rows something is booked, or whose rows have books of their own."""
    rows = {column.partition(".")[0] for column in model.ledger}
    functions = (function for one in model.instruments.values() for _, function in one.bookings)
    rows |= {row for function in functions for row in facts_of(function).arguments[:1]}
    return frozenset(rows | {name for name, one in model.tables.items() if one.books})


def entries_of_ledger(model: Model) -> Iterator[tuple[Booking, str, Callable[..., Any] | None]]:
    """Every entry of a model's ledger: of mechanisms, then of instruments with their names and functions."""
    yield from ((entry, "", None) for entry in model.ledger.values())
    for name, one in model.instruments.items():
        yield from ((entry, name, function) for entry, function in one.bookings)


def check_ledger(model: Model) -> None:
    """Refuse an entry of a party, a table or a column that there is not, or of a column that no rule writes.

    Raises:
        DeclarationError: with file and line of the entry.
    """
    for cell, made in model.ledger.items():
        _check_entry(model, cell, made)
    for one in model.instruments.values():
        for entry, function in one.bookings:
            facts = facts_of(function)
            _check_parties(model, entry, facts.arguments[:1], facts.where())


def _check_entry(model: Model, cell: str, made: Booking) -> None:
    where, (table, _, column) = model.where("ledger", cell), cell.partition(".")
    if table not in model.tables:
        raise DeclarationError("language.no_such_table", where, table=table, hint=nearest(table, model.tables))
    declared = model.declared_columns(table)
    if column not in declared:
        hint = nearest(column, declared)
        raise DeclarationError("language.no_column", where, table=table, column=column, hint=hint)
    if not isinstance(declared[column].default, float):
        raise DeclarationError("language.entry_kind", where, cell=cell, default=repr(declared[column].default))
    if not any(one.table == table and column in one.writes for one in model.rules.values()):
        raise DeclarationError("language.entry_unwritten", where, cell=cell)
    _check_parties(model, made, (table,), where)


def _check_parties(model: Model, made: Booking, rows: Iterable[str], where: str) -> None:
    """Refuse a party that there is not, or one that has books of its own on other rows."""
    for party in made.parties:
        if party not in model.payers:
            known, hint = list(model.payers), nearest(party, model.payers)
            raise DeclarationError("language.payer", where, what=made.what, payer=party, known=known, hint=hint)
        for table in rows:
            if table != party and party in model.tables and model.tables[party].books:
                raise DeclarationError("language.books_elsewhere", where, what=made.what, party=party, table=table)
