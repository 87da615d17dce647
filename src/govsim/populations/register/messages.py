"""Messages about a register in English and Chinese: what fills their places, and how all of them make one answer.

Problems continue the file's name: they begin with a colon, or with a comma and a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from govsim.errors import PopulationError
from govsim.locale import message as words
from govsim.locale import system_key

MOST_LINES = 20  # lines of problems in one answer; assumed: what fits a screen
MOST_ROWS = 12  # stretches of row numbers spelled out in one line
LONGEST_VALUE = 60  # characters of a cell shown
_PLAIN = ("row", "other")  # numbers of rows are written without separators


class Shown(str):
    """A text from the file, shown between quotation marks."""

    def text(self, lang: str = "en") -> str:
        """The text between the quotation marks of a language, on one line and not too long."""
        short = str(self) if len(self) <= LONGEST_VALUE else self[: LONGEST_VALUE - 3] + "..."
        return f"“{repr(short)[1:-1]}”" if lang == "zh" else repr(short)


class Meaning(str):
    """What a column means, by its name in the schema; in Chinese shown with its meaning."""

    def text(self, lang: str = "en") -> str:
        """The name, in Chinese after its meaning."""
        return f"{_chinese(self)}（{self}）" if lang == "zh" else str(self)


class Rows(tuple[int, ...]):
    """Numbers of rows, shown in stretches: 3-5, 9."""

    def text(self, lang: str = "en") -> str:
        """The stretches, in either language."""
        return stretches(self)


class Message(words.Message):
    """A sentence about a register."""

    def __hash__(self) -> int:
        return hash((self.key, *self.values.items()))

    @property
    def code(self) -> str:
        """What the sentence is called among those of registers."""
        return self.key.removeprefix("register.")

    def get(self, name: str) -> Any:
        """The value of one place; None when there is no such place."""
        return self.values.get(name)


def message(code: str, **values: Any) -> Message:
    """A message by its code."""
    return Message(
        f"register.{code}", {name: value if name in _PLAIN else _as_said(value) for name, value in values.items()}
    )


def _as_said(value: Any) -> Any:
    """Numbers as they are written in a sentence."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:,}" if isinstance(value, int) else f"{value:,.6g}" if isinstance(value, float) else value


def did_you_mean(name: str, known: Iterable[str], shown: type[str] = str) -> Message:
    """A hint naming the nearest known name; nothing where none is near."""
    near = words.nearest(name, known, 0.6)
    return message("did_you_mean", name=shown(near)) if near else message("nothing")


def system_message(error: BaseException) -> words.Message | str:
    """What the operating system says, as part of a sentence."""
    key = system_key(error)
    return words.message(key) if key else getattr(error, "strerror", None) or str(error)


class RegisterError(PopulationError):
    """A register that cannot be read as it stands: everything that is wrong with it, in one answer.

    `str()` is the problem itself, or, where there are several, a summary and below it one line a problem.

    Attributes:
        file: the register.
        found: every problem.
        problems: at most twenty lines; each names file, row, column, value and what was expected, as far as they apply.
    """

    def __init__(self, file: str, found: Sequence[Message], lang: str = "en") -> None:
        self.file, self.found, self.lang = file, tuple(found), lang
        self.problems = self.lines(lang)
        super().__init__(self.in_language(lang))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.file, self.found, self.lang)

    def lines(self, lang: str = "en") -> tuple[str, ...]:
        """At most twenty lines; where there are more problems, every kind is shown by its first rows."""
        file = self.file.replace("\n", " ")
        texts = [one.text(lang) for one in _chosen(self.found)]
        return tuple(f"{file}{text}" if file else text.lstrip(":： ") for text in texts)

    def in_language(self, lang: str = "en") -> str:
        """The whole answer in English or Chinese."""
        lines = self.lines(lang)
        if len(lines) == 1:
            return lines[0]
        heading = message("summary", count=len(self.found))
        return "\n".join((f"{self.file}{heading.text(lang)}", *lines))


def _chosen(found: Sequence[Message]) -> list[Message]:
    """All problems, or of each kind the first few and how many more there are."""
    if len(found) <= MOST_LINES:
        return list(found)
    kinds: dict[tuple[str, str], list[Message]] = {}
    for one in found:
        kinds.setdefault((one.code, str(one.get("column") or "")), []).append(one)
    shown = 1
    while sum(_height(len(kind), shown + 1) for kind in kinds.values()) <= MOST_LINES:
        shown += 1
    lines: list[Message] = []
    for (_, column), kind in kinds.items():
        lines += kind[:shown]
        rest = kind[shown:]
        if rest:
            rows = Rows(row for row in (one.get("row") for one in rest) if row is not None)
            where = message("more_in_column", column=Shown(column)) if column else message("nothing")
            lines.append(message("more", count=len(rest), where=where, rows=rows))
    return lines[:MOST_LINES]


def _height(problems: int, shown: int) -> int:
    return problems if problems <= shown else shown + 1


def _chinese(meaning: str) -> str:
    from govsim.populations.register.schema import BY_NAME

    others = {"inspectors": "监管人员", "insurer": "保险机构", "economy": "经济状况"}
    return BY_NAME[meaning].meaning_zh if meaning in BY_NAME else others[meaning]


def stretches(rows: Iterable[int], most: int = MOST_ROWS) -> str:
    """Row numbers in stretches, as 3-5, 9; beyond so many stretches only how many there are."""
    runs: list[list[int]] = []
    ordered = sorted(set(rows))
    for row in ordered:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    parts = [str(low) if low == high else f"{low}-{high}" for low, high in runs[:most]]
    return ", ".join(parts) + (f", ... ({len(ordered)})" if len(runs) > most else "")
