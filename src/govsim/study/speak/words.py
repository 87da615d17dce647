"""What is said: texts of the catalogue in the language spoken, which know themselves in the other."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Sequence
from typing import Any

from govsim.language import Model
from govsim.locale import LANGUAGES, long_text, plain, text, unit
from govsim.locale.message import Message, Said, language_of, speaking, spoken


def tell(key: str, /, **values: object) -> Said:
    """A text of the catalogue in the language spoken."""
    return Said(text(key, spoken(), **values), Message(key, values))


def in_full(model: Model, kind: str, name: str, field: str, english: str) -> str:
    """A longer text of a declaration in the language spoken. See `govsim.locale.long_text`.

    Args:
        model: whose parts may bring words of their own.
        kind: what is declared.
        name: its name.
        field: meaning, doc or source.
        english: the text as declared.
    """
    return long_text(kind, name, field, english, spoken(), [part.words for part in model.parts])


def rule_said(model: Model, name: str) -> str:
    """What a rule says, in a line, in the language spoken."""
    words = inspect.getdoc(model.rules[name].function) or ""
    return in_full(model, "rule", name, "doc", words).partition("\n")[0]


def action_said(model: Model, instrument: str, function: Callable[..., Any]) -> str:
    """What a function of an instrument says, in a line, in the language spoken; its name in plain words if nothing."""
    words = inspect.getdoc(function) or plain(function.__name__).capitalize()
    return in_full(model, "action", f"{instrument}.{function.__name__}", "doc", words).partition("\n")[0]


def unit_in_full(model: Model, english: str) -> str:
    """A unit in the language spoken, with the words that parts of the model bring."""
    return unit(english, spoken(), [part.words for part in model.parts])


def counted(key: str, count: int) -> Said:
    """So many of something: `runs` and `runs.one` are its keys."""
    return tell(f"{key}.one" if count == 1 else key, count=f"{count:,}")


def language_in(words: Sequence[str]) -> str:
    """The language that the words of a command ask for, else that of the surroundings.

    One that is not known is refused later.
    """
    asked = [word.lstrip("+").partition("=")[2].strip("'\"") for word in words if word.lstrip("+").startswith("lang=")]
    return asked[-1] if asked and asked[-1] in LANGUAGES else language_of(os.environ)


__all__ = ["counted", "in_full", "language_in", "rule_said", "speaking", "spoken", "tell", "unit_in_full"]
