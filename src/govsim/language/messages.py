"""What is said about a mistake in a declaration: a sentence of `locale/language.csv`, and its file and line."""

from __future__ import annotations

import difflib
import functools
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from govsim.locale import text

LONGEST = 200  # characters shown of one value; assumed: what still reads as part of a sentence


@dataclass(frozen=True)
class Message:
    """Words that are not yet in a language: a key of the catalogue, and what fills its places."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str = "en") -> str:
        """The words in English or Chinese; messages among the values are put into the same language."""
        return text(self.key, lang, **{name: _shown(value, lang) for name, value in self.values.items()})


def message(key: str, **values: object) -> Message:
    """Words by their key."""
    return Message(key, values)


class DeclarationError(ValueError):
    """A declaration or rule that the language refuses. `str()` is the English sentence.

    Args:
        key: what `language.csv` calls the sentence.
        where: file and line, which stand in front in either language.
        rule: the function at fault, where there is one.
        values: what fills the places of the sentence.
    """

    def __init__(self, key: str, where: str = "", rule: str = "", **values: object) -> None:
        self.key, self.where, self.rule, self.values = key, where, rule, values
        super().__init__(self.in_language("en"))

    def __reduce__(self) -> tuple[Callable[[], DeclarationError], tuple[()]]:
        return functools.partial(type(self), self.key, self.where, self.rule, **self.values), ()

    def in_language(self, lang: str = "en") -> str:
        """The sentence in English or Chinese, on one line."""
        said = Message(self.key, self.values).text(lang)
        for before in (self.rule, self.where):
            if before:
                said = text("language.after", lang, before=before, said=said)
        return said


def nearest(name: str, known: Iterable[str]) -> Message | str:
    """A hint naming the nearest known name, or nothing."""
    close = difflib.get_close_matches(str(name), list(known), 1, 0.5)
    return message("language.near", near=close[0]) if close else ""


def place_of_call() -> str:
    """File and line of what is being declared: the nearest caller outside the language."""
    frame = sys._getframe(1)
    while str(frame.f_globals.get("__name__", "")).startswith("govsim.language") and frame.f_back:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _shown(value: Any, lang: str) -> str:
    if isinstance(value, Message):
        return value.text(lang)
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list | tuple):
        return ("、" if lang == "zh" else ", ").join(_shown(one, lang) for one in value)
    plain = " ".join(str(value).split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 3] + "..."
