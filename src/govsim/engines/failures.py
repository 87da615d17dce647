"""What a run may fail of, and how it is said."""

from __future__ import annotations

FAILURES = (ArithmeticError, ValueError, MemoryError)  # of a run; the others go on


class NotFiniteError(FloatingPointError):
    """A value of the model is no number, or has no end; compiled code raises its parent, which says no more."""


def said_of(error: BaseException, place: str = "") -> str:
    """A failure as it stands in the tables; a division by zero in the same words from both engines."""
    said = "division by zero" if isinstance(error, ZeroDivisionError) else str(error)
    kind = "ArithmeticError" if isinstance(error, FloatingPointError) else type(error).__name__
    return f"{kind}: {said}{place}"
