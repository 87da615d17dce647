"""Longer texts of declarations in another language: what a thing means, what a rule says, where a number comes from.

The English stands beside the declaration, in its `meaning`, its `source` or its docstring. The Chinese stands in
`zh/KIND.csv`, a row a text: the declaration's name, the field, the Chinese, and `of`, a short hash of the English that
it says. A text whose English has changed since is shown in English until somebody says it again; a test names it. A
part or a plugin brings words of its own in a folder `words/zh` beside its files, laid out alike (`of` may stay empty).

Sources are said alike by many declarations, so that their Chinese stands in `zh/source.csv` once, by the English:
without the ids of evidence, for which `{0}`, `{1}` stand, and sentence by sentence.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
PHRASES = "source"
DIGITS = 6  # of a hash: enough to see that a text was changed
ONE_ID = (
    r"E\d{3}(?:-E\d{3})?|establishments\.csv R\d+|series CN_\w+|industries\.csv"
    r"|county-defaults \w+(?:, [a-z_ -]+(?=\))| [a-z_]+(?= over the| \(|;|$))?"  # a row of it: a name, an industry
)
IDS = re.compile(rf"(?:{ONE_ID})(?:, (?:{ONE_ID}))*")
NEXT_ID = re.compile(rf", (?={ONE_ID})")
OF_ROW = re.compile(r"(?<=county-defaults )(\w+)(, | )([a-z_ -]+)$")
WORD = re.compile(r"[A-Za-z]{2,}")
SENTENCE = re.compile(r"; ")


def long_text(
    kind: str, name: str, field: str, english: str, lang: str = "en", folders: Iterable[Path | None] = ()
) -> str:
    """A text of a declaration in the language asked for; the English where it has not been said in that language.

    Args:
        kind: what is declared: column, parameter, channel, outcome, instrument, setting, memory, action, mechanism,
            rule, helper, industry.
        name: its name; of what belongs to something, after that and a dot (`enterprise.effort`).
        field: meaning, doc or source.
        english: the text as declared.
        lang: "en" or "zh".
        folders: where parts and plugins keep words of their own; asked before those of the package.
    """
    return said(kind, name, field, english, lang, folders) or english


def said(
    kind: str, name: str, field: str, english: str, lang: str = "en", folders: Iterable[Path | None] = ()
) -> str | None:
    """The same, but nothing where the text has not been said in that language, or says what the English said before."""
    if lang == "en" or not WORD.search(IDS.sub("", english)):
        return english
    for folder in (*folders, FOLDER):
        found = words_in(folder, lang, kind).get((name, field)) if folder else None
        if found and found[1] in ("", digest(english)):
            return found[0]
    if field != PHRASES:
        return None
    return next((one for folder in (*folders, FOLDER) if folder and (one := _by_phrases(folder, lang, english))), None)


def digest(english: str) -> str:
    """A short hash of a text, whatever its line ends."""
    return hashlib.sha256(" ".join(english.split()).encode()).hexdigest()[:DIGITS]


def words_in(folder: Path, lang: str, kind: str) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The texts of one kind in a folder by (name, field), each with the hash of its English."""
    return _words(*_stamp(folder / lang / f"{kind}.csv"), lang)


def phrases_in(folder: Path, lang: str, kind: str) -> Mapping[str, str]:
    """What is said by the English itself, such as sources and units."""
    return _phrases(*_stamp(folder / lang / f"{kind}.csv"), lang)


def _stamp(file: Path) -> tuple[Path, int, int]:
    """A file as it is now: one that was changed is read again, one that is not there is empty."""
    try:
        about = file.stat()
    except OSError:
        return file, 0, -1
    return file, about.st_mtime_ns, about.st_size


@cache
def _words(file: Path, changed: int, size: int, lang: str) -> Mapping[tuple[str, str], tuple[str, str]]:
    return {(row["name"], row["field"]): (row[lang], row.get("of") or "") for row in _rows(file, size)}


@cache
def _phrases(file: Path, changed: int, size: int, lang: str) -> Mapping[str, str]:
    return {row["en"]: row[lang] for row in _rows(file, size)}


def _rows(file: Path, size: int) -> list[dict[str, str]]:
    text = file.read_text(encoding="utf-8-sig") if size > 0 else ""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def without_ids(english: str) -> tuple[str, list[str]]:
    """A text with `{0}`, `{1}` in place of the ids of evidence, and those."""
    ids: list[str] = []

    def keep(found: re.Match[str]) -> str:
        ids.append(found[0])
        return f"{{{len(ids) - 1}}}"

    return IDS.sub(keep, english), ids


def _by_phrases(folder: Path, lang: str, english: str) -> str | None:
    """A text put together from phrases: as a whole, else sentence by sentence; nothing if one of them is unknown."""
    known = phrases_in(folder, lang, PHRASES)
    whole = _phrase(known, english)
    if whole is not None:
        return whole
    sentences = [_phrase(known, one) for one in SENTENCE.split(english)]
    return None if None in sentences else "；".join(one for one in sentences if one)


def _phrase(known: Mapping[str, str], english: str) -> str | None:
    words, ids = without_ids(english)
    shown = [NEXT_ID.sub("、", OF_ROW.sub(_group_said, one)).replace("series CN_", "序列 CN_") for one in ids]
    if words in known:
        return known[words].format(*shown).replace("） ", "）")
    return None if WORD.search(words) else words.format(*shown)


def _group_said(found: re.Match[str]) -> str:
    """The group of a row of evidence, such as an industry, in Chinese."""
    row, before, group = found.groups()
    said = phrases_in(FOLDER, "zh", "group").get(group)
    if said is None:
        return found[0]
    return f"{row}、{said}" if before == ", " else f"{row}（{said}）"
