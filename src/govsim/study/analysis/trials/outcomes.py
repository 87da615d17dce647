"""What a trial may count, and in which columns of the yearly table of enterprises it stands."""

from __future__ import annotations

TRUE, RECORDED = "true", "recorded"
BOOKS = (TRUE, RECORDED)
COUNTS = ("injuries", "lost_time", "deaths", "accidents")
EXPECTED = ("injuries", "deaths")  # of which sums of chances are kept: the same mean, far less noise
WORKED, CLIMATE = "worker_weeks", "climate"


def column(outcome: str, book: str) -> str:
    """What a study counts."""
    return f"{outcome}_{book}"


def true_column(outcome: str, book: str) -> str:
    """What the true effect on a book is taken from: of what happened, its chances where they are kept."""
    return f"{outcome}_expected" if book == TRUE and outcome in EXPECTED else column(outcome, book)


def columns(outcome: str) -> tuple[str, ...]:
    """All that a trial reads of the table."""
    there = [column(outcome, book) for book in BOOKS] + [true_column(outcome, book) for book in BOOKS]
    return tuple(dict.fromkeys([WORKED, CLIMATE, *there]))
