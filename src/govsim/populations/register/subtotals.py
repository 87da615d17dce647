"""Sums of parts that a register states: each is compared with the rows just above and just below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.populations.register.findings import Findings
from govsim.populations.register.messages import Rows

if TYPE_CHECKING:
    from govsim.populations.register.rows import Record, Sheet

HALF = 0.5  # workers; between whole numbers


def check_subtotals(
    sheet: Sheet, rows: Sequence[Record], sums: Sequence[tuple[Record, int]], findings: Findings
) -> None:
    """Name the stated sums that are of no rows beside them; the largest total is compared with all rows later.

    Args:
        sheet: how numbers are written.
        rows: all rows of the file that are no sums.
        sums: those that are, each with the number of rows above it.
        findings: where the remark goes.
    """
    if "employees" not in sheet.names:
        return
    heads = [sheet.number(row, "employees").value or 0.0 for row in rows]
    stated = [(sheet.number(one, "employees"), one, place) for one, place in sums]
    known = [(said.value, one, place) for said, one, place in stated if said.value is not None and not said.fault]
    largest = max((value for value, one, _ in known if one in sheet.totals), default=None)
    odd = [
        one.row
        for value, one, place in known
        if value != largest and not _is_sum(value, heads[:place][::-1]) and not _is_sum(value, heads[place:])
    ]
    if odd:
        findings.remark("subtotals_differ", rows=Rows(odd), column=sheet.shown("employees"))


def _is_sum(value: float, heads: Sequence[float]) -> bool:
    """Whether the first of some numbers, however many, add up to a value; averages may miss it by their rounding."""
    total = 0.0
    for count, head in enumerate(heads, 1):
        total += head
        near = HALF if total % 1 == 0 else max(1.0, HALF * count**0.5)
        if abs(total - value) < near:
            return True
    return False
