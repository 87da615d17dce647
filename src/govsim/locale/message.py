"""Words that are not yet in a language, and words that were said in one and can be said in the other."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol

from govsim.locale import LANGUAGES, foreign, text
from govsim.locale import unit as unit_in

VERY_NEAR = 0.85  # so like that a slip of the fingers explains it
LONGEST = 200  # characters shown of one value; assumed: what still reads as part of a sentence
_SPOKEN: ContextVar[str | None] = ContextVar("spoken", default=None)
_NO_LANGUAGE = ("C", "POSIX")


def spoken() -> str:
    """The language of messages: what a command asked for, else that of the surroundings."""
    return _SPOKEN.get() or language_of(os.environ)


def language_of(surroundings: Mapping[str, str]) -> str:
    """The language that environment variables ask for, by gettext's rule: "zh" for Chinese, else "en".

    LC_ALL counts before LC_MESSAGES, and that before LANG; the first of them that is set names the locale. LANGUAGE, a
    list, counts before all three, but not where they name the locale C or POSIX.
    """
    locales = (surroundings.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((one for one in locales if one), "")
    if locale.partition(".")[0] in _NO_LANGUAGE:
        return "en"
    wanted = [one for one in surroundings.get("LANGUAGE", "").split(":") if one] or [locale]
    known = (re.split("[-_.@]", one.strip().lower())[0] for one in wanted)
    return next((one for one in known if one in LANGUAGES), "en")


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language inside."""
    before = _SPOKEN.set(lang)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


class Sayable(Protocol):
    """What can be said in either language."""

    def text(self, lang: str = "en") -> str:
        """The words in a language."""


@dataclass(frozen=True)
class Message:
    """A text of the catalogue: its key, and what fills its places."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str = "en") -> str:
        """The words in English or Chinese; messages among the values are put into the same language."""
        return text(self.key, lang, **{name: _shown(value, lang) for name, value in self.values.items()})


def message(key: str, /, **values: object) -> Message:
    """Words by their key."""
    return Message(key, values)


@dataclass(frozen=True)
class Unit:
    """A unit, as declarations write it."""

    english: str

    def text(self, lang: str = "en") -> str:
        """The unit in a language."""
        return unit_in(self.english, lang)


@dataclass(frozen=True)
class Foreign:
    """Words of another program, in English; in Chinese where their pattern is known, as Python's and Hydra's are."""

    english: str

    def text(self, lang: str = "en") -> str:
        """The words in a language."""
        return foreign(self.english, lang)


@dataclass(frozen=True)
class Joined:
    """Texts one after the other."""

    parts: tuple[str, ...]

    def text(self, lang: str = "en") -> str:
        """All of them in a language."""
        return "".join(in_language(part, lang) for part in self.parts)


class Said(str):
    """Words as they were said in one language, which know what they are in the other."""

    of: Sayable

    def __new__(cls, said: str, of: Sayable) -> Said:
        """Words and what they came from."""
        made = super().__new__(cls, said)
        made.of = of
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:  # type: ignore[override]
        return str(self), self.of

    def __add__(self, other: str) -> Said:
        return Said(str(self) + str(other), Joined((self, other)))

    def __radd__(self, other: str) -> Said:
        return Said(str(other) + str(self), Joined((other, self)))


def in_language(said: str, lang: str) -> str:
    """Words in a language, where they know it; else as they are."""
    return said.of.text(lang) if isinstance(said, Said) else str(said)


def nearest(name: object, known: Iterable[str], alike: float = 0.5) -> str | None:
    """The known name most like one that is not there, whatever its case; None when nothing is near.

    Args:
        name: what was given.
        known: what there is.
        alike: how like they must be, from 0 to 1.
    """
    names = [str(one) for one in known]
    by_lower = {one.lower(): one for one in names}
    given = str(name).lower()
    found = difflib.get_close_matches(given, list(by_lower), n=1, cutoff=alike)
    parts = [one for one in names if len(given) > 2 and given in re.split(r"[_.\s-]", one.lower())]
    if parts and not (found and difflib.SequenceMatcher(None, given, found[0]).ratio() >= VERY_NEAR):
        return parts[0]  # penalties is credit_penalties, not entries
    if found:
        return by_lower[found[0]]
    inside = [one for one in names if len(given) > 2 and given in one.lower()]
    return inside[0] if inside else None


def _shown(value: Any, lang: str) -> str:
    if callable(say := getattr(value, "text", None)):
        return str(say(lang))
    if isinstance(value, Said):
        return in_language(value, lang)
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list | tuple):
        return ("、" if lang == "zh" else ", ").join(_shown(one, lang) for one in value)
    plain = " ".join(str(value).split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 3] + "..."
