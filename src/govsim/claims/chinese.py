"""The pages on the baseline and on effects in Chinese, from the English pages: the numbers are those, the words ours.

Both pages are written from runs that take long, so the Chinese page is said from the English one, piece by piece: a
cell, a line, or what stands before a colon. `words.csv` holds the pieces, with `{}` for each number, word of code and
industry, which are carried over (`{1}`, `{0}` where Chinese has another order). `python -m govsim.claims.chinese docs`
writes both pages again, and so does `make manual`.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from govsim.locale import unit
from govsim.locale.message import spoken
from govsim.populations.industry_values import industry_labels

PAGES = ("baseline", "effects")
LETTERS = re.compile(r"[A-Za-z]")
SIGNS = {": ": "：", "; ": "；", ", ": "，", " × ": " × "}  # between pieces that may be said apart
MARK = re.compile(r"#+ |[*-] ")
MEASURED = re.compile(r"(`[^`]*` \S+, \S+, \S+) (\D.*)")  # a number of the model with three values, and its unit
FIGURE = re.compile(r"\((figures/\w+)\.png\)")
BREAK = "<br>"
UNITS_LAST = 9  # bars in a row of the table of the baseline, whose last column has the units
COUNTED = {"visits": "次", "violations": "项", "reports": "件"}  # as units: in the last column of a table


def in_chinese(page: str, folder: Path) -> str:
    """A page in Chinese, line by line.

    Args:
        page: the page in English.
        folder: where it lies; a figure that is drawn in Chinese too (`NAME_zh.png`) takes the place of the English one.

    Raises:
        KeyError: when a piece has no words in Chinese, naming it.
    """
    said = "\n".join(map(_line, _joined(page.splitlines()))) + "\n"
    return FIGURE.sub(lambda one: f"({one[1]}_zh.png)" if (folder / f"{one[1]}_zh.png").is_file() else one[0], said)


def write_chinese(folder: Path, names: Iterable[str] = PAGES) -> list[Path]:
    """Say the English pages of a folder in Chinese, beside them."""
    written = []
    for name in names:
        page = folder / f"{name}-zh.md"
        said = in_chinese((folder / f"{name}.md").read_text(encoding="utf-8"), folder)
        page.write_text(said, encoding="utf-8", newline="\n")
        written.append(page)
    return written


def _joined(lines: Iterable[str]) -> list[str]:
    """Lines, those of one paragraph put together: Chinese has no space where a line ends."""
    made: list[str] = []
    for line in lines:
        if (
            made
            and made[-1]
            and line
            and not made[-1].startswith(("#", "|"))
            and not line.startswith(("|", "* ", "- "))
        ):
            made[-1] += f" {line}"
        else:
            made.append(line)
    return made


def _line(line: str) -> str:
    if line.startswith("|"):
        for english, chinese in COUNTED.items() if line.count("|") == UNITS_LAST else ():
            line = line.removesuffix(f"| {english} |") + (f"| {chinese} |" if line.endswith(f"| {english} |") else "")
        return "|".join(f" {_cell(cell.strip())} " if cell.strip() else cell for cell in line.split("|"))
    mark = MARK.match(line)
    start = mark[0] if mark else ""
    return start + say(line.removeprefix(start))


def _cell(cell: str) -> str:
    return BREAK.join(map(say, cell.split(BREAK)))


def say(english: str) -> str:
    """A piece in Chinese: as a whole, or what stands on both sides of a sign.

    Raises:
        KeyError: when neither is known.
    """
    found = _whole(english)
    if found is not None:
        return found.replace(" %", "%")
    for sign, chinese in SIGNS.items():
        for place in re.finditer(re.escape(sign), english):
            try:
                return say(english[: place.start()]) + chinese + say(english[place.end() :])
            except KeyError:
                continue
    raise KeyError(f"claims/words.csv does not say: {_carried().sub('{}', english)}")


def in_words(english: str) -> str:
    """A piece in the language spoken; in English where it has no words in Chinese."""
    if spoken() != "zh":
        return english
    try:
        return say(english)
    except KeyError:
        return english


def unit_in_words(english: str) -> str:
    """The unit of a row in the language spoken."""
    return COUNTED.get(english, in_words(english)) if spoken() == "zh" else english


def _whole(english: str) -> str | None:
    carried = [_shown(one) for one in _carried().findall(english)]
    words = _carried().sub("{}", english)
    if words in _words():
        return _words()[words].format(*carried)
    if measured := MEASURED.fullmatch(english):
        return f"{measured[1]} {_unit(measured[2])}"
    return None if LETTERS.search(words) else words.format(*carried)


def _shown(carried: str) -> str:
    """An industry by its name in Chinese, a number with the zero before its point."""
    return industry_labels().get(carried, f"0{carried}" if carried.startswith(".") else carried)


def _unit(english: str) -> str:
    said = unit(english, "zh")
    if said == english and english != "logit":
        raise KeyError(f"locale/zh/unit.csv does not say: {english}")
    return said


@cache
def _carried() -> re.Pattern[str]:
    """Words of code, ids of evidence, hashes, industries, names and numbers."""
    industries = "|".join(industry_labels())
    return re.compile(
        rf"`[^`]*`|\(figures/\w+\.png\)|\bE\d{{3}}\b|\bR\d+\b|\b[0-9a-f]{{16}}\b|\b(?:{industries})\b"
        r"|\b[A-Za-z]+(?:_\w+)+\b|(?<![\w.+−-])[+−-]?\.\d+"
        r"|(?:(?<![\w.+−-])[+−-])?(?<!\w)(?<!\w\.)\d+(?:,\d{3})*(?:\.\d+)?(?:e[+-]\d+)?"
    )


@cache
def _words() -> Mapping[str, str]:
    text = files("govsim.claims").joinpath("words.csv").read_text(encoding="utf-8")
    return {row["en"]: row["zh"] for row in csv.DictReader(text.splitlines())}


if __name__ == "__main__":
    write_chinese(Path(sys.argv[1]))
