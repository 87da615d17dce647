"""Messages about a register in English and Chinese: a code, and the values that fill its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from govsim.errors import PopulationError
from govsim.locale import system_key
from govsim.locale.message import nearest

LANGUAGES = ("en", "zh")
MOST_LINES = 20  # lines of problems in one answer; assumed: what fits a screen
MOST_ROWS = 12  # stretches of row numbers spelled out in one line
LONGEST_VALUE = 60  # characters of a cell shown
_PLAIN = ("row", "other")  # numbers of rows are written without separators


class Shown(str):
    """A text from the file, shown between quotation marks."""


class Meaning(str):
    """What a column means, by its name in the schema; in Chinese shown with its meaning."""


class Rows(tuple[int, ...]):
    """Numbers of rows, shown in stretches: 3-5, 9."""


@dataclass(frozen=True)
class Message:
    """One sentence that is not yet in a language.

    Attributes:
        code: its key in the catalogue.
        values: what fills its places; messages among them are put into the same language.
    """

    code: str
    values: tuple[tuple[str, Any], ...] = ()

    def text(self, lang: str = "en") -> str:
        """The sentence in a language, on one line."""
        from govsim.populations.register.catalogue_notes import TEXTS

        filled = {name: str(value) if name in _PLAIN else _shown(value, lang) for name, value in self.values}
        return TEXTS[self.code][lang].format(**filled)

    def get(self, name: str) -> Any:
        """The value of one place; None when there is no such place."""
        return dict(self.values).get(name)


def message(code: str, **values: Any) -> Message:
    """A message by its code."""
    return Message(code, tuple(values.items()))


def did_you_mean(name: str, known: Iterable[str], shown: type[str] = str) -> Message:
    """A hint naming the nearest known name; nothing where none is near."""
    near = nearest(name, known, 0.6)
    return message("did_you_mean", name=shown(near)) if near else message("nothing")


def system_message(error: BaseException) -> Message | str:
    """What the operating system says, as part of a sentence."""
    key = system_key(error)
    return message(key) if key else getattr(error, "strerror", None) or str(error)


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


def _shown(value: Any, lang: str) -> str:
    if isinstance(value, Message):
        return value.text(lang)
    if isinstance(value, Rows):
        return stretches(value)
    if isinstance(value, Shown):
        return f"“{quoted(value)[1:-1]}”" if lang == "zh" else quoted(value)
    if isinstance(value, Meaning):
        return f"{_chinese(value)}（{value}）" if lang == "zh" else str(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.6g}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ("、" if lang == "zh" else ", ").join(_shown(one, lang) for one in value)
    return " ".join(str(value).split())


def _chinese(meaning: str) -> str:
    from govsim.populations.register.schema import BY_NAME

    others = {"inspectors": "监管人员", "insurer": "保险机构", "economy": "经济状况"}
    return BY_NAME[meaning].meaning_zh if meaning in BY_NAME else others[meaning]


def quoted(text: str) -> str:
    """A text of the file between quotation marks, on one line and not too long."""
    plain = str(text)
    short = plain if len(plain) <= LONGEST_VALUE else plain[: LONGEST_VALUE - 3] + "..."
    return repr(short)


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
