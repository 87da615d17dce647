"""What is found while a register is read: problems, repairs, and what is worth saying."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from govsim.populations.register.messages import Message, RegisterError, Rows, Shown, message


@dataclass(frozen=True)
class Repair:
    """One kind of repair and the rows it was made in.

    Attributes:
        reason: what was done, and in which column if in one.
        rows: numbers of the rows in the file.
    """

    reason: Message
    rows: tuple[int, ...]


class Findings:
    """Collects everything before anything is refused, so that all of it can be answered at once."""

    def __init__(self, file: str, lang: str = "en") -> None:
        self.file, self.lang = file, lang
        self.problems: list[Message] = []
        self.remarks: list[Message] = []
        self._repairs: dict[Message, list[int]] = {}

    def refuse(self, code: str, **values: Any) -> None:
        """Something that cannot be repaired."""
        self.problems.append(message(code, **values))

    def cell(self, row: int, column: str, value: str, expected: Message) -> None:
        """A cell that cannot be used: which row and column, what stands there, what was expected."""
        self.refuse("cell", row=row, column=Shown(column), value=Shown(value), expected=expected)

    def repair(self, code: str, row: int, **values: Any) -> None:
        """Something that was put right; equal repairs are listed together with their rows."""
        self._repairs.setdefault(message(code, **values), []).append(row)

    def repair_cell(self, codes: Iterable[str], row: int, column: str) -> None:
        """What was put right in one cell."""
        for code in codes:
            self.repair(code, row, column=Shown(column))

    def repair_rows(self, code: str, rows: Iterable[int], **values: Any) -> None:
        """The same repair in several rows."""
        for row in rows:
            self.repair(code, row, **values)

    def remark(self, code: str, **values: Any) -> None:
        """Something that is worth saying."""
        self.remarks.append(message(code, **values))

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Every repair so far."""
        return tuple(Repair(reason, tuple(sorted(set(rows)))) for reason, rows in self._repairs.items())

    def stop(self) -> None:
        """Refuse the register if there is any problem.

        Raises:
            RegisterError: with all problems so far.
        """
        if self.problems:
            ordered = sorted(self.problems, key=lambda one: one.get("row") or 0)
            raise RegisterError(self.file, ordered, self.lang)

    def refuse_repairs(self) -> None:
        """With population.strict=true, what would be repaired is a problem."""
        for repair in self.repairs:
            self.refuse("strict", reason=repair.reason, rows=Rows(repair.rows))
