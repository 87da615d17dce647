"""Text and tables laid out to a width: folded at words, cells under their row, columns in blocks.

Widths are columns of a terminal, in which a Chinese character takes two. Nothing is cut. Only a path or an address, of
no use in two pieces, may be wider than the width.
"""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TextIO

from govsim.study.speak.words import tell

PIPED = 80  # columns where nobody says how many there are, as in a pipe or a file
NARROWEST = 40  # columns; assumed: narrower terminals fold by themselves
GAP = "  "
UNDER = "    "  # before what stands under its row
ROOMY = 24  # columns in which a sentence can still be read
LONGEST_HEAD = 16  # columns of a Chinese word of a title that is not broken; assumed: longer ones are sentences
LONGEST_NAME = 40  # columns of a word that is not broken for its own sake
_OPENING, _CLOSING = "（《“‘【〔［｛([{", "，。；：、！？）》”’】〕］｝…)]},.;:!?%"


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal; marks that combine with a letter take none."""
    return len(text) if text.isascii() else sum(map(_width_of_letter, text))


@cache
def _width_of_letter(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if _is_wide(letter) else 1


def _is_wide(letter: str) -> bool:
    return not letter.isascii() and unicodedata.east_asian_width(letter) in "WF"


def columns_of(stream: TextIO | None) -> int:
    """Columns to write in: as the variable COLUMNS says, or as the terminal has, or 80 where there is none."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given) > 0:
        return max(int(given), NARROWEST)
    try:
        if stream is not None and stream.isatty():
            return max(os.get_terminal_size(stream.fileno()).columns or PIPED, NARROWEST)
    except (OSError, ValueError):  # a stream that was closed, or has no number
        pass
    return PIPED


def is_terminal(stream: TextIO | None) -> bool:
    """Whether what is written goes to a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it was closed
        return False


def complaint(text: str, stream: TextIO | None) -> str:
    """A mistake in one line; on a terminal, in one line that is broken between words."""
    return "\n".join(fold(text, columns_of(stream), "  ")) if is_terminal(stream) else text


def fold(text: str, width: int, indent: str = "") -> list[str]:
    """A text in lines of at most so many columns; lines after the first begin with the indent.

    Its own line breaks stay, and so do the blanks with which a line begins.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        start = re.match(r" *", line)
        lead = start[0] if start else ""
        lines += _folded(line[len(lead) :], width, lead, lead + indent)
    return lines


def _folded(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    if width_of(first) + width_of(text) <= width:
        yield (first + text).rstrip()
        return
    made, is_empty = first, True
    for atom in _atoms(text, max(width - width_of(rest), 1)):
        if not is_empty and width_of(made) + width_of(atom.rstrip()) > width:
            yield made.rstrip()
            made, is_empty = rest, True
        made, is_empty = made + (atom.lstrip() if is_empty else atom), False
    if not is_empty:
        yield made.rstrip()


def _atoms(text: str, widest: int) -> Iterator[str]:
    """Pieces between which a line may end; what is too long for a line is broken, unless it is a path."""
    for word in re.findall(r"\S+\s*|\s+", text):
        for piece in _pieces(word):
            if width_of(piece.rstrip()) <= widest or "/" in piece or "\\" in piece:
                yield piece
            else:
                yield from _broken(piece, widest)


def _pieces(word: str) -> Iterator[str]:
    """A word as it is; Chinese letter by letter, with the signs that no line may begin or end with."""
    if word.isascii():
        yield word
        return
    made = ""
    for letter in word:
        apart = made and (_is_wide(letter) or _is_wide(made[-1])) and not letter.isspace()
        if apart and letter not in _CLOSING and made[-1] not in _OPENING:
            yield made
            made = ""
        made += letter
    yield made


def _broken(word: str, widest: int) -> Iterator[str]:
    """A long word after its commas and signs, else anywhere."""
    made = ""
    for piece in re.findall(r"[^,;|=_:+-]*[,;|=_:+-]\s*|[^,;|=_:+-]+", word):
        if made and width_of(made + piece.rstrip()) > widest:
            yield made
            made = ""
        made += piece
        while width_of(made.rstrip()) > widest:
            at = next(at for at in range(len(made), 0, -1) if width_of(made[:at]) <= widest or at == 1)
            yield made[:at]
            made = made[at:]
    if made:
        yield made


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        head: its title; it may have several lines.
        cells: one a row.
        right: whether its cells stand at the right, as numbers do; such cells are never folded.
    """

    head: str
    cells: Sequence[str]
    right: bool = False

    @cached_property
    def body(self) -> int:
        """Columns that the widest cell takes."""
        return max((width_of(cell) for cell in self.cells), default=0)

    @cached_property
    def natural(self) -> int:
        """Columns that it takes when nothing is folded."""
        return max(self.body, *(width_of(line) for line in self.head.split("\n")))

    @cached_property
    def title(self) -> int:
        """Columns that the longest word of the title takes; Chinese is broken at its signs, where it is not long."""
        return max((min(width_of(one), LONGEST_HEAD) if not one.isascii() else width_of(one)
                    for part in self.head.split("\n") for one in _phrases(part)), default=0)  # fmt: skip

    @cached_property
    def least(self) -> int:
        """Columns that it takes when its title is folded."""
        return max(self.body, min(self.natural, self.title))

    @cached_property
    def shortest(self) -> int:
        """Columns that it takes when its texts are folded too; numbers and single words are not."""
        longest = max((width_of(word) for cell in self.cells for word in _words(cell)), default=0)
        if self.right or longest >= self.body:
            return self.least
        return max(min(self.body, ROOMY), min(longest, LONGEST_NAME), self.title)


def _words(text: str) -> list[str]:
    """Pieces of a text between which a line may end."""
    return [atom.strip() for atom in _atoms(text.replace("\n", " "), LONGEST_NAME)]


def _phrases(head: str) -> list[str]:
    """Pieces of a title between which a line may end: words, and Chinese between its signs."""
    pieces = re.findall(r"（?[^\s，、：；（]+[，、：；]?", head)
    return [word for one in pieces for word in (_words(one) if one.isascii() else [one])]


def _title_lines(head: str, width: int) -> list[str]:
    """A title within a width: Chinese words are broken only where nothing else helps."""
    if width_of(head) <= width or head.isascii() or any(width_of(one) > width for one in _phrases(head)):
        return fold(head, width)
    lines = [""]
    for one in _phrases(head):
        at = head.index(one)
        made = lines[-1] + (" " * at if lines[-1] else "") + one
        head = head[at + len(one) :]
        if width_of(made) > width:
            lines.append(one)
        else:
            lines[-1] = made
    return lines


def table(columns: Sequence[Column], width: int) -> list[str]:
    """A table within a width: as it is, with titles and texts folded, with long texts under their rows, or in blocks.

    Args:
        columns: the first names the rows.
        width: columns of the terminal.
    """
    if not columns:
        return []
    if _fits([one.natural for one in columns], width):
        return _lines(columns, [one.natural for one in columns])
    if widths := _squeezed(columns, width):
        return _lines(columns, widths)
    below: list[Column] = []
    beside = list(columns)
    for shortest in (ROOMY, 1):  # long texts first; words only where nothing else helps
        while texts := [one for one in beside[1:] if not one.right and one.natural >= shortest]:
            longest = max(texts, key=lambda one: one.natural)
            beside.remove(longest)
            below.append(longest)
            if widths := _squeezed(beside, width):
                under = [one for one in columns if one in below]
                return _lines(beside, widths, [_under(under, row, width) for row in range(len(columns[0].cells))])
    return blocks(columns, width)


def blocks(columns: Sequence[Column], width: int) -> list[str]:
    """Columns side by side as far as they go, the others in further blocks; each block names the rows again."""
    name, others = columns[0], list(columns[1:])
    widest = max((one.least for one in others), default=0)
    room = max(width - len(GAP) - widest, width // 3)
    first = min(name.natural, room)
    made: list[str] = []
    while others or not made:
        taken: list[Column] = []
        widths = [first]
        while others:
            free = width - sum(widths) - len(GAP) * len(widths)
            need = min(others[0].natural if others[0].natural <= free else others[0].least, width - first - len(GAP))
            if taken and need > free:
                break
            widths.append(need)
            taken.append(others.pop(0))
        made += [*([""] if made else []), *_lines([name, *taken], widths)]
    return made


def _fits(widths: Sequence[int], width: int) -> bool:
    return sum(widths) + len(GAP) * (len(widths) - 1) <= width


def _squeezed(columns: Sequence[Column], width: int) -> list[int]:
    """Widths with titles folded, and long texts too, where that leaves them room; else nothing."""
    natural = [one.natural for one in columns]
    if _fits(natural, width):
        return natural
    least = [one.least for one in columns]
    if _fits(least, width):
        return _spread(least, natural, width)
    shortest = [one.shortest for one in columns]
    return _spread(shortest, natural, width) if _fits(shortest, width) else []


def _spread(widths: Sequence[int], wanted: Sequence[int], width: int) -> list[int]:
    """What is free goes to the columns that want it, in even shares."""
    made = list(widths)
    free = width - sum(made) - len(GAP) * (len(made) - 1)
    while free > 0 and (short := [place for place, want in enumerate(wanted) if made[place] < want]):
        for place in short[:free]:
            made[place] += 1
        free -= min(free, len(short))
    return made


def _lines(columns: Sequence[Column], widths: Sequence[int], under: Sequence[Sequence[str]] = ()) -> list[str]:
    """Titles and rows, each in as many lines as its highest cell, and what stands under each row."""
    titles = [
        [line for part in one.head.split("\n") for line in _title_lines(part, size)]
        for one, size in zip(columns, widths, strict=True)
    ]
    made = _row(columns, widths, titles)
    for row in range(len(columns[0].cells)):
        cells = [fold(one.cells[row], size) for one, size in zip(columns, widths, strict=True)]
        made += _row(columns, widths, cells)
        made += under[row] if under else []
    return made


def _row(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[Sequence[str]]) -> list[str]:
    made = []
    for line in range(max(map(len, cells))):
        texts = [lines[line] if line < len(lines) else "" for lines in cells]
        padded = (pad(text, size, one.right) for text, size, one in zip(texts, widths, columns, strict=True))
        made.append(GAP.join(padded).rstrip())
    return made


def _under(columns: Sequence[Column], row: int, width: int) -> list[str]:
    """Long texts of a row, each with its title, under the row."""
    said = [(one.head.replace("\n", " "), one.cells[row]) for one in columns if one.cells[row]]
    lines = (UNDER + tell("listing.line", name=title, said=text) for title, text in said)
    return [line for one in lines for line in fold(one, width, "  ")]


def pad(text: str, width: int, right: bool = False) -> str:
    """A text with blanks up to a width."""
    blank = " " * max(width - width_of(text), 0)
    return blank + text if right else text + blank


def command(said: str, line: str, width: int) -> str:
    """A command line folded so that it can still be pasted into a shell, after what is said of it."""
    made, now = [], said
    for word in map(shlex.quote, shlex.split(line)):
        pieces = _shell_pieces(word, width - 2)
        is_first = now == said
        if not is_first and width_of(f"{now} {pieces[0]} \\") > width:
            made.append(f"{now} \\")
            now = f"{UNDER}{pieces[0]}" if len(pieces) == 1 else pieces[0]
        else:
            now += pieces[0] if is_first else f" {pieces[0]}"
        for piece in pieces[1:]:
            made.append(f"{now}\\")
            now = piece
    return "\n".join([*made, now])


def _shell_pieces(word: str, widest: int) -> list[str]:
    """A word of a shell; one too long in quoted pieces, which the shell puts together where they follow each other."""
    if width_of(word) <= widest - len(UNDER):
        return [word]
    plain = shlex.split(word)[0]
    pieces = [""]
    for part in re.findall(r"[^,]*,|[^,]+", plain):
        if pieces[-1] and width_of(shlex.quote(pieces[-1] + part)) > widest - len(UNDER):
            pieces.append("")
        pieces[-1] += part
    return [shlex.quote(piece) for piece in pieces]
