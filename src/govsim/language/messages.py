"""What is said about a mistake in a declaration: a sentence of `locale/language.csv`, and its file and line."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable

from govsim.errors import GovsimError
from govsim.locale import text
from govsim.locale.message import Message, message
from govsim.locale.message import nearest as nearest_name


class DeclarationError(GovsimError, ValueError):
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
    near = nearest_name(name, known)
    return message("language.near", near=near) if near else ""


def place_of_call() -> str:
    """File and line of what is being declared: the nearest caller outside the language."""
    frame = sys._getframe(1)
    while str(frame.f_globals.get("__name__", "")).startswith("govsim.language") and frame.f_back:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
