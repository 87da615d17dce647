"""What an analysis says, shows and rests on, as a part of a report: `section.json` in its folder, in both languages.

An analysis writes it beside its tables; whoever makes a report reads it and knows nothing of the analysis.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from govsim.locale import LANGUAGES
from govsim.study.runs.shards import write_whole
from govsim.study.speak.words import speaking, tell

T = TypeVar("T")

FILE = "section.json"
Words = Mapping[str, str]  # by language
Line = Mapping[str, str]  # the cells of a row as people read them, by the column's head


def in_both(made: Callable[[], T]) -> dict[str, T]:
    """What a function makes in each language, by language."""
    found = {}
    for lang in LANGUAGES:
        with speaking(lang):
            found[lang] = made()
    return found


def each_in_both(made: Callable[[], Sequence[str]]) -> list[Words]:
    """Several texts that a function makes in each language, text by text.

    Raises:
        ValueError: there are more of them in one language than in another.
    """
    several = in_both(made)
    return [dict(zip(several, map(str, one), strict=True)) for one in zip(*several.values(), strict=True)]


def words(key: str, /, **values: object) -> Words:
    """A text of the catalogue in both languages; values may be functions, called in each."""
    return in_both(lambda: str(tell(key, **{name: one() if callable(one) else one for name, one in values.items()})))


@dataclass(frozen=True)
class Shown:
    """A table as people read it.

    Attributes:
        title: what it holds, with units.
        lines: its rows, by language.
        file: with the exact values, beside the section; "" for none.
    """

    title: Words
    lines: Mapping[str, Sequence[Line]]
    file: str = ""


@dataclass(frozen=True)
class Picture:
    """A figure.

    Attributes:
        stem: of its files in `figures/`, without an ending and without `_zh`; from the section's folder where it has a
            slash, as "draws/figures/joint_draws".
        caption: what it is a figure of.
        alt: what can be seen in it, for who cannot see it.
    """

    stem: str
    caption: Words
    alt: Words


@dataclass(frozen=True)
class Section:
    """A part of a report.

    Attributes:
        kind: of analysis: "compare", "sweep", "sensitivity", "discover", ...
        title: what was asked.
        sentences: what was found, the most important first; each one stands alone.
        tables, pictures: that show it.
        hangs_on: what the finding hangs on, and what would overturn it.
        method: how it was found, what it assumes, and what it does not say.
    """

    kind: str
    title: Words
    sentences: Sequence[Words]
    tables: Sequence[Shown] = ()
    pictures: Sequence[Picture] = ()
    hangs_on: Sequence[Words] = ()
    method: Sequence[Words] = ()

    def save(self, folder: Path) -> Path:
        """Write it into the folder of its analysis, whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        file = folder / FILE
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, allow_nan=False)
        write_whole(file, (text + "\n").encode("utf-8"))
        return file


def read_section(folder: Path) -> Section | None:
    """The section that an analysis left in its folder; None where it left none.

    Raises:
        ValueError: the file is not what `save` writes.
    """
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    try:
        read = json.loads(text)
        tables, pictures = (
            [Shown(**one) for one in read.pop("tables")],
            [Picture(**one) for one in read.pop("pictures")],
        )
        return Section(**read, tables=tables, pictures=pictures)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{folder / FILE}: {error}") from error
