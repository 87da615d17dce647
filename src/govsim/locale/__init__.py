"""What govsim says, in English and Chinese: one catalogue of words, and what declarations are called and mean.

The label of a declaration (a column, a parameter, a channel, an instrument, an outcome) stands beside it, in its `zh`;
`label` reads it. Its longer texts, what it means and where its number comes from, are said in Chinese in `zh/`, a file
a kind, and `long_text` reads them. Everything else that a reader sees stands in `catalogue.csv`, what the command line
says in `commands.csv`, what is said of a register in `register.csv`, and what is wrong with a declaration or a rule in
`language.csv`: a row a text, with a key, the English and the Chinese. Units stand in `zh/unit.csv`, whole or by parts,
once however many declarations use them.

    from govsim.locale import label, long_text, text, unit

    text("manual.written", "zh", count=7, folder="docs")   # "{count}" and "{folder}" are filled in
    label(hassle, "zh")                                     # "处罚附带损失"; in English its name
    long_text("parameter", "hassle", "meaning", hassle.meaning, "zh")
    unit("CNY a worker-year", "zh")                         # "元／人年"

To add a text: a row in one of these files, its key made of the part that uses it and a name (`manual.`, `error.`), and
the same placeholders in both languages. Tests find keys that are used and not there, texts without a translation,
placeholders that differ, declarations without a Chinese label, and longer texts that are not said in Chinese yet.
"""

from __future__ import annotations

import csv
import errno
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Protocol

from govsim.locale.long import FOLDER, long_text, phrases_in, said

__all__ = [
    "LANGUAGES",
    "Labelled",
    "SpokenWarning",
    "catalogue",
    "code_meaning",
    "foreign",
    "knows",
    "label",
    "long_text",
    "plain",
    "said",
    "system_key",
    "text",
    "unit",
]
LANGUAGES = ("en", "zh")
FOR_EACH = re.compile(r" (?:an?|per) ")


class SpokenWarning(UserWarning):
    """A warning that the command line gives in the language spoken; elsewhere it reads in English.

    Args:
        key: what the catalogue calls it.
        values: what fills its placeholders.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(text(key, "en", **values))
        self.key, self.values = key, values


class Labelled(Protocol):
    """A declaration with a name and a label in Chinese."""

    @property
    def name(self) -> str:
        """The name in code and on the command line."""

    @property
    def zh(self) -> str:
        """The label in Chinese."""


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every text by key and language."""
    rows = (row for file in ("catalogue.csv", "commands.csv", "language.csv", "register.csv") for row in _rows(file))
    return {row["key"]: {lang: row[lang] for lang in LANGUAGES} for row in rows}


def text(key: str, lang: str = "en", /, **values: object) -> str:
    """A text of the catalogue with its placeholders filled in.

    Args:
        key: the key of a row of `catalogue.csv`.
        lang: "en" or "zh".
        values: what stands in for each `{placeholder}`.

    Raises:
        KeyError: when the catalogue has no such key or language.
    """
    return catalogue()[key][lang].format(**values)


def knows(key: str) -> bool:
    """Whether the catalogue has a text of this key."""
    return key in catalogue()


def system_key(error: BaseException) -> str:
    """What the catalogue calls an answer of the operating system, such as `os.ENOSPC`; "" where it has no words."""
    key = f"os.{errno.errorcode.get(getattr(error, 'errno', None) or 0, '')}"
    return key if knows(key) else ""


def label(declared: Labelled, lang: str = "en") -> str:
    """What a declaration is called: its Chinese label, or its name in plain words."""
    return declared.zh if lang == "zh" and declared.zh else plain(declared.name)


def plain(name: str) -> str:
    """A name of the code in plain words."""
    return name.replace("_", " ")


def unit(english: str, lang: str = "en", folders: Iterable[Path | None] = ()) -> str:
    """A unit in the language asked for; as declared where it is not known, as a whole or part by part.

    Args:
        english: the unit as declared, such as "CNY a worker-year".
        lang: "en" or "zh".
        folders: where parts and plugins keep words of their own.
    """
    if lang == "en":
        return english
    known = [phrases_in(folder, lang, "unit") for folder in dict.fromkeys((*folders, FOLDER)) if folder]

    def as_known(words: str) -> str | None:
        return next((phrases[words] for phrases in known if words in phrases), None)

    whole = as_known(english)
    if whole is not None:
        return whole
    above, *below = map(as_known, FOR_EACH.split(english))
    if not below or above is None or None in below:
        return english
    return f"{above}／{'·'.join(one for one in below if one is not None)}"


def code_meaning(english: str, lang: str = "en") -> str:
    """What codes of a classification of industries mean, as the table of codes says it."""
    return english if lang == "en" else phrases_in(FOLDER, lang, "code").get(english, english)


def foreign(english: str, lang: str = "en") -> str:
    """What another program says, such as Python or Hydra; in English where its words are not known.

    `zh/foreign.csv` has a row for each: a pattern of the whole English, and the Chinese with its groups in order.
    """
    if lang == "en":
        return english
    for pattern, words in phrases_in(FOLDER, lang, "foreign").items():
        if found := re.fullmatch(pattern, english.strip(), re.DOTALL):
            return words.format(*found.groups(""))
    return english


def _rows(file: str) -> list[dict[str, str]]:
    content = resources.files("govsim.locale").joinpath(file).read_text(encoding="utf-8")
    return list(csv.DictReader(content.splitlines()))
