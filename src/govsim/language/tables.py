"""Tables: kinds of agents, their columns, and the parties of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govsim.language.book import enter
from govsim.language.limits import Number, check_callable, check_name, check_number, check_tuple
from govsim.language.messages import DeclarationError, message, place_of_call

WORDS = ("p", "now", "own")  # what rules call something else
MOST_TABLES = 127  # of a model: the number stands above 56 bits of an id


@dataclass(frozen=True)
class Column:
    """One quantity of a table: its default fixes its type (float64, int64 or bool)."""

    default: Number
    unit: str = ""
    low: float = float("-inf")
    high: float = float("inf")
    zh: str = ""
    meaning: str = ""
    source: str = ""
    static: bool = False

    def __post_init__(self) -> None:
        """Refuse a default that is no number, or lies outside its bounds."""
        check_number(message("language.a_column"), self.default, self.low, self.high)


def column(default: Number, **about: Any) -> Column:
    """Declare a column. See `Column` for the keys; `static` columns belong to the slot and survive a newcomer."""
    return Column(default, **about)


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows that a population gives a table: how many, and columns that are known before anyone arrives.

    Args:
        count: number of rows.
        columns: a value, or an array of `count` values, by column; parents are given by the number of their row.
    """

    count: int
    columns: Mapping[str, Any] = field(default_factory=dict)


def one_row(structure: Any) -> Rows:
    """A table of which a county has one row."""
    return Rows(1)


class Table:
    """A kind of agent: who it is and what it remembers. One row is one agent.

    Args:
        name: singular name, by which rules ask for a row.
        code: its number in the ids of agents, 1 to 127, its own for ever: draws are keyed by ids.
        zh: label in Chinese.
        en: label in English; the name in plain words when not given.
        plural: the name by which rules ask for the members of a parent's row.
        parents: tables of which each row names one row; parents that are not part of a model are left out.
        rows: how many rows a population gives, and what is known of them: a function of its structure.
        books: whether each row has books of its own: the column `booked` holds what the ledger takes this week from the
            party of the table's name, whose entries then stand on rows of this table only.
        columns: what a row remembers; a mechanism adds columns of its own with `columns`.
    """

    def __init__(
        self,
        name: str,
        *,
        code: int,
        zh: str,
        plural: str,
        columns: Mapping[str, Column] | None = None,
        en: str = "",
        parents: tuple[str, ...] = (),
        rows: Callable[[Any], Rows] = one_row,
        books: bool = False,
    ):
        self.name, self.code, self.zh, self.en, self.plural = name, code, zh, en or name.replace("_", " "), plural
        self.parents, self.rows, self.books = parents, rows, books
        self.columns = dict(columns or {})
        self.where = place_of_call()
        if isinstance(code, bool) or not isinstance(code, int) or not 1 <= code <= MOST_TABLES:
            raise DeclarationError("language.table_code", self.where, name=name, code=repr(code), most=MOST_TABLES)
        check_name("language.the_table", name)
        check_name("language.the_table", plural)
        for taken in {name, plural} & set(WORDS) or ({name} if name == plural else ()):
            raise DeclarationError("language.taken_table", self.where, name=taken, known=list(WORDS))
        check_tuple(f"{name}: parents", parents)
        check_callable("rows", rows)
        for one in self.columns:
            check_name("language.the_column", one)
        enter("table", name, self)

    def __repr__(self) -> str:
        return f"Table({self.name})"


def columns(table: str, /, **declared: Column) -> None:
    """Declare columns of a table where the rule stands that writes them.

    Args:
        table: name of the table.
        declared: columns by name.

    Raises:
        DeclarationError: when a name is not one, or was declared before by this file.
    """
    for name, one in declared.items():
        check_name("language.the_column", name)
        if not isinstance(one, Column):
            raise DeclarationError("language.not_a_column", place_of_call(), table=table, name=name)
        enter("column", f"{table}.{name}", one)


@dataclass(frozen=True)
class Membership:
    """A further parent of a table, and which of its rows each row belongs to."""

    table: str
    parent: str
    of: Callable[[Any], Any]


def membership(table: str, parent: str, *, of: Callable[[Any], Any]) -> None:
    """Let the rows of a table belong to rows of another, as if it stood among the table's parents.

    Where it stands among them already, `of` says anew which row each belongs to.

    Args:
        table: name of the table whose rows are members.
        parent: name of the table that they are members of.
        of: a function of the population's structure; for each row of `table` the number of its row of `parent`.
    """
    check_callable("of", of)
    enter("membership", f"{table}.{parent}", Membership(table, parent, of))


@dataclass(frozen=True)
class FurtherRows:
    """Rows that a part adds to a table behind those that it has."""

    table: str
    of: Callable[[Any], Rows]


def further_rows(table: str, *, of: Callable[[Any], Rows]) -> None:
    """Add rows to a table, such as a second public for a park; `membership` says who belongs to them.

    Args:
        table: name of the table.
        of: a function of the population's structure that returns the rows added.
    """
    check_callable("of", of)
    enter("further", table, FurtherRows(table, of))


def payer(name: str, *, en: str, zh: str) -> None:
    """Declare a party of the ledger, which spends, pays and receives."""
    check_name("language.the_payer", name)
    enter("payer", name, Payer(name, en, zh))


@dataclass(frozen=True)
class Payer:
    """A party of the ledger, with its labels."""

    name: str
    en: str
    zh: str


def share(start: float, zh: str, meaning: str, source: str = "computed", high: float = 1.0) -> Column:
    """A column on the unit interval."""
    return column(start, unit="share", low=0.0, high=high, zh=zh, meaning=meaning, source=source)


def count(unit: str, zh: str, meaning: str, source: str = "computed", high: float = 1e6) -> Column:
    """A number of things, zero at first."""
    return column(0, unit=unit, low=0, high=high, zh=zh, meaning=meaning, source=source)


def flag(zh: str, meaning: str, source: str = "computed") -> Column:
    """Something that is so or not this week."""
    return column(False, unit="", zh=zh, meaning=meaning, source=source)


def amount(unit: str, zh: str, meaning: str, source: str = "computed", low: float = 0.0, start: float = 0.0) -> Column:
    """A real number with a unit."""
    return column(start, unit=unit, low=low, high=1e12, zh=zh, meaning=meaning, source=source)
