"""What is said: texts of the catalogue in the language spoken, which know themselves in the other."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.locale import LANGUAGES, text
from govsim.locale.message import Message, Said, speaking, spoken


def tell(key: str, /, **values: object) -> Said:
    """A text of the catalogue in the language spoken."""
    return Said(text(key, spoken(), **values), Message(key, values))


def counted(key: str, count: int) -> Said:
    """So many of something: `runs` and `runs.one` are its keys."""
    return tell(f"{key}.one" if count == 1 else key, count=f"{count:,}")


def language_in(words: Sequence[str]) -> str:
    """The language that the words of a command ask for; one that is not known is refused later, in English."""
    asked = [word.lstrip("+").partition("=")[2].strip("'\"") for word in words if word.lstrip("+").startswith("lang=")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else "en"


__all__ = ["counted", "language_in", "speaking", "spoken", "tell"]
