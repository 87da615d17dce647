"""What is booked when the books of a week are closed, when that is, and which rules may read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govsim.language import DeclarationError, Model, facts_of

if TYPE_CHECKING:
    from govsim.engines.plan import Step, Wiring


@dataclass(frozen=True)
class Book:
    """Entries of mechanisms are booked on the living rows of a table, and the books of the week are closed.

    Attributes:
        table: whose rows.
        entries: the column that says how much, with the columns of the books and whether it is taken from them.
        booked: the columns whose sum is what is taken from the row's own party; none where rows have no own books.
    """

    table: str
    entries: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]
    booked: tuple[str, ...]


def books_of(model: Model) -> Iterator[Book]:
    """What is booked when the books of a week are closed, table by table."""
    for table, about in model.tables.items():
        if model.book_columns(table):
            cells = [(cell.partition("."), entry) for cell, entry in sorted(model.ledger.items())]
            entries = tuple((column, entry.moves) for (owner, _, column), entry in cells if owner == table)
            booked = (f"cost_{table}", f"harm_cost_{table}") if about.books else ()
            if entries or booked:
                yield Book(table, entries, booked)


def close_of(wiring: Wiring) -> tuple[int, int]:
    """The phase and the place in it before whose rule the books are closed; behind all phases where no rule settles."""
    for number, (_, steps) in enumerate(wiring.phases):
        for place, step in enumerate(steps):
            if step.rule and step.rule.settles:
                return number, place
    return len(wiring.phases), 0


def check_books(wiring: Wiring) -> None:
    """Refuse rules that write the books, read them before they are closed, or write an entry on both sides of that.

    An entry written after the close is booked in the week that follows.

    Raises:
        DeclarationError: with file and line of the rule.
    """
    model, close = wiring.model, close_of(wiring)
    kept = {column for table in model.tables for column in model.book_columns(table)}
    writers: dict[tuple[str, str], bool] = {}
    for number, (_, steps) in enumerate(wiring.phases):
        for place, step in enumerate(steps):
            after = (number, place) >= close
            _check_rule(model, step, kept, after)
            for column in sorted(step.rule.writes if step.rule else ()):
                cell = (step.table, column)
                if ".".join(cell) in model.ledger and writers.setdefault(cell, after) != after:
                    raise _refused("language.entry_both_sides", step, ".".join(cell))


def _check_rule(model: Model, step: Step, kept: set[str], after: bool) -> None:
    facts = facts_of(step.function)
    for owner, column in sorted(facts.writes):
        if owner == step.table and column in model.book_columns(step.table):
            raise _refused("language.writes_books", step, f"{owner}.{column}")
    for owner, column in sorted(facts.reads):
        if owner != "p" and column in kept and not (after and step.rule and step.rule.settles):
            raise _refused("language.reads_books", step, f"{owner}.{column}")


def _refused(key: str, step: Step, cell: str) -> DeclarationError:
    return DeclarationError(key, facts_of(step.function).where(), step.name, cell=cell)
