"""The language in which the command line speaks: chosen once a command, read wherever a sentence is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from govsim.locale import LANGUAGES, text

_SPOKEN: ContextVar[str] = ContextVar("spoken", default="en")


def spoken() -> str:
    """The language of messages: English unless a command asked for another."""
    return _SPOKEN.get()


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language inside."""
    before = _SPOKEN.set(lang)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def tell(key: str, /, **values: object) -> str:
    """A text of the catalogue in the language spoken."""
    return text(key, spoken(), **values)


def counted(key: str, count: int) -> str:
    """So many of something: `runs` and `runs.one` are its keys."""
    return tell(f"{key}.one" if count == 1 else key, count=f"{count:,}")


def language_in(words: Sequence[str]) -> str:
    """The language that the words of a command ask for; one that is not known is refused later, in English."""
    asked = [word.lstrip("+").partition("=")[2].strip("'\"") for word in words if word.lstrip("+").startswith("lang=")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else "en"
