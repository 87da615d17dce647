"""The ledger: the one place where a party spends, pays another, or bears what accidents cost.

An entry is declared by a mechanism for a column that one of its rules writes, CNY this week, or by an instrument for a
function of its own. Engines book entries; rules read the books and write none.
"""

from __future__ import annotations

from dataclasses import dataclass

from govsim.language.book import enter
from govsim.language.messages import DeclarationError, place_of_call

RESOURCE = "cost_resource"
HOURS = "inspector_hours"
BOOKED = "booked"


@dataclass(frozen=True)
class Booking:
    """An entry of the ledger: who bears what, and who receives it.

    Attributes:
        kind: spends (a resource is used up), transfers (one party pays another), suffers (what accidents cost its
            bearer), or hours (of inspectors).
        payer: who spends, gives or suffers; nobody where hours are counted.
        taker: who receives a transfer.
        what: what for, in a few words.
        zh: the same in Chinese.
        column: `table.column` that says how much, CNY or hours this week; empty where a function does.
    """

    kind: str
    payer: str
    taker: str
    what: str
    zh: str = ""
    column: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that it names."""
        return tuple(name for name in (self.payer, self.taker) if name)

    @property
    def moves(self) -> tuple[tuple[str, bool], ...]:
        """The columns of the books that it adds to, and whether it is taken from them instead."""
        if self.kind == "spends":
            return ((f"cost_{self.payer}", False), (RESOURCE, False))
        if self.kind == "transfers":
            return ((f"cost_{self.payer}", False), (f"cost_{self.taker}", True))
        return ((f"harm_cost_{self.payer}", False),) if self.kind == "suffers" else ((HOURS, False),)


def booking(kind: str, payer: str, taker: str, what: str, zh: str, column: str = "") -> Booking:
    """An entry of the ledger, checked as far as its own words go.

    Raises:
        DeclarationError: when it says nothing, names no column, or is a transfer of a party to itself.
    """
    for said in (payer, taker, what, zh, column):
        if not isinstance(said, str):
            raise DeclarationError("language.entry_words", place_of_call(), value=repr(said))
    if not what.strip():
        raise DeclarationError("language.entry_says_nothing", place_of_call())
    if kind == "transfers" and payer == taker:
        raise DeclarationError("language.to_itself", place_of_call(), what=what, party=payer)
    return Booking(kind, payer, taker, what, zh, column)


def _enter(made: Booking) -> None:
    table, dot, column = made.column.partition(".")
    if not (table and dot and column):
        raise DeclarationError("language.entry_column", place_of_call(), what=made.what, column=made.column)
    enter("ledger", made.column, made)


def spends(payer: str, what: str, *, column: str, zh: str = "") -> None:
    """A party uses up a resource: hours, equipment, administration, effort, output lost.

    Args:
        payer: who spends.
        what: what for, in a few words.
        column: `table.column` that a rule writes every week: how much, CNY this week.
        zh: what for, in Chinese.
    """
    _enter(booking("spends", payer, "", what, zh, column))


def transfers(giver: str, taker: str, what: str, *, column: str, zh: str = "") -> None:
    """A party pays another: a fine, a premium, a claim, a subsidy, a prize; the sum over parties does not change.

    Args:
        giver: who pays.
        taker: who receives.
        what: what for, in a few words.
        column: `table.column` that a rule writes every week: how much, CNY this week.
        zh: what for, in Chinese.
    """
    _enter(booking("transfers", giver, taker, what, zh, column))


def suffers(bearer: str, what: str, *, column: str, zh: str = "") -> None:
    """A party bears what accidents cost; this is harm, in no `cost_*`.

    Args:
        bearer: who bears it.
        what: what of it, in a few words.
        column: `table.column` that a rule writes every week: how much, CNY this week.
        zh: what of it, in Chinese.
    """
    _enter(booking("suffers", bearer, "", what, zh, column))


def inspector_hours(what: str, *, column: str, zh: str = "") -> None:
    """Inspectors work for something: hours, which are never priced in CNY.

    Args:
        what: what for, in a few words.
        column: `table.column` that a rule writes every week: how many hours this week.
        zh: what for, in Chinese.
    """
    _enter(booking("hours", "", "", what, zh, column))


def is_cost(outcome: str) -> bool:
    """Whether an outcome is of the ledger, said in CNY: a share of all that is spent says little."""
    return outcome.startswith(("cost_", "harm_cost"))


def books_of_a_row(parties: tuple[str, ...], own: bool) -> tuple[str, ...]:
    """The columns of the books that a row has: resources, each party's costs and harm, hours, and what is its own."""
    each = [books_of_party(one) for one in parties]
    costs = (*(cost for cost, _ in each), *(harm for _, harm in each))
    return (RESOURCE, *costs, HOURS, *((BOOKED,) if own else ()))


def books_of_party(party: str) -> tuple[str, str]:
    """The columns that every table with books has for a party: what it pays, and what of it for harm."""
    return f"cost_{party}", f"harm_cost_{party}"
