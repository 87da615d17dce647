"""Colours, fonts, numbers and pages that all figures share, and how a figure is saved.

Only this package imports matplotlib, and never pyplot: a figure is a `Figure` on an Agg canvas, so drawing works
without a display and leaves no global figure behind.
"""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.ticker import MultipleLocator

from govsim.figures import surroundings
from govsim.figures.data import ROWS
from govsim.figures.numbers import bare_percent as bare_percent
from govsim.figures.numbers import number as number
from govsim.figures.numbers import percent as percent
from govsim.figures.numbers import tick as tick
from govsim.figures.saving import DOTS as DOTS
from govsim.figures.saving import write

# Okabe and Ito's palette, safe for the common forms of colour blindness.
ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, VERMILLION, PURPLE = "#0072B2", "#D55E00", "#CC79A7"
INK, BASELINE, QUIET, RULE, SHADE = "#1F1F1F", "#4D4D4D", "#6B6B6B", "#D9D9D9", "#F3F3F3"

SCENARIOS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY)  # yellow is too pale for a line on white
INDUSTRIES = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, YELLOW, INK)
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "h")
BETTER, WORSE, UNSURE = BLUE, VERMILLION, "#8C8C8C"
PARTIES = {"government": BLUE, "enterprise": ORANGE, "insurer": SKY, "worker": PURPLE, "outside": GREEN}
FURTHER = (VERMILLION, YELLOW, INK)  # of parties that parts add

WIDTH = 12.0  # inches; at 100 dots an inch this is the 1200 pixels a page shows
MARGIN = 0.3  # inches
SMALL, BODY, HEAD, TITLE = 9.0, 10.0, 11.0, 15.0
LEADING = 1.5  # height of a line over the size of its letters
LABEL = 2.7  # inches that the titles of scenarios may take before they break
ROWS_A_PAGE = 24


def row_height(rows: int) -> float:
    """Inches for a row of a chart; long lists are tighter."""
    return 0.5 if rows <= 12 else 0.42


FONTS = Path(__file__).parent / "fonts"
SHIPPED = FONTS / "NotoSansSC-subset.otf"
SYSTEM_CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "PingFang SC",
    "Microsoft YaHei", "Hiragino Sans GB", "Noto Sans CJK JP", "SimHei",
)  # fmt: skip


@lru_cache(maxsize=1)
def font_families() -> tuple[str, ...]:
    """The fonts to try for each character, in order: one flat list, or there is no fall-back by character."""
    families = []
    if SHIPPED.is_file():
        font_manager.fontManager.addfont(SHIPPED)
        families.append(FT2Font(str(SHIPPED)).family_name)
    present = {entry.name for entry in font_manager.fontManager.ttflist}
    families += [name for name in SYSTEM_CHINESE if name in present]
    return (*families[:1], "DejaVu Sans", *families[1:])


@lru_cache(maxsize=1)
def characters() -> frozenset[int]:
    """Every character that one of the fonts can draw."""
    known: set[int] = set()
    for family in font_families():
        known.update(FT2Font(font_manager.findfont(family)).get_charmap())
    return frozenset(known)


def can_draw(text: str) -> bool:
    """Whether the fonts have a shape for every character of the text."""
    return all(ord(letter) in characters() for letter in text if not letter.isspace())


def usable_language(wanted: str) -> str:
    """Chinese where a font for it is here, else English with one notice."""
    if wanted != "zh" or can_draw("安全生产"):
        return "zh" if wanted == "zh" else "en"
    _say_once_that_chinese_is_missing()
    return "en"


@lru_cache(maxsize=1)
def _say_once_that_chinese_is_missing() -> None:
    warnings.warn("No font with Chinese characters is installed: labels are in English.", stacklevel=3)


def drawn_with() -> dict[str, Any]:
    """The settings of matplotlib that figures are drawn with, beyond its defaults."""
    return {
        "font.family": list(font_families()),
        "font.size": BODY,
        "text.color": INK,
        "text.parse_math": False,  # a title may hold a dollar sign
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": HEAD,
        "axes.titlelocation": "left",
        "axes.axisbelow": True,
        "axes.titley": 1.0,  # where it would come to lie: looking for room measures every tick of every axes
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "svg.fonttype": "path",  # a reader without the font sees the same letters
        "svg.hashsalt": "govsim",  # the same figure gives the same bytes
    }


def drawing() -> AbstractContextManager[None]:
    """The settings of matplotlib that hold while a figure is drawn and saved."""
    return surroundings.only(drawn_with())


@dataclass(frozen=True)
class Mark:
    """One entry of a key: a marker, or only words where the marker is empty."""

    marker: str
    colour: str
    filled: bool
    text: str


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = BODY) -> float:
    """How wide a text is, in inches."""
    canvas = _ruler()
    drawn = canvas.figure.text(0, 0, text, size=size, family=list(font_families()), parse_math=False)
    box = drawn.get_window_extent(canvas.get_renderer())  # type: ignore[no-untyped-call]
    drawn.remove()
    return float(box.width / canvas.figure.dpi)


@lru_cache(maxsize=1)
def _ruler() -> FigureCanvasAgg:
    with drawing():
        return FigureCanvasAgg(Figure(figsize=(1, 1)))


def lines(text: str, size: float, width: float, most: int = 99) -> list[str]:
    """The text broken into lines of at most this many inches; Chinese breaks between any two characters.

    What does not fit in the most lines allowed is cut, and three dots say so.
    """
    done: list[str] = []
    pieces = list(_pieces(text))
    while pieces:
        count = max(1, _fitting(pieces, size, width))
        done.append("".join(pieces[:count]).rstrip())
        pieces = pieces[count:]
        pieces[:1] = [piece.lstrip() for piece in pieces[:1]]
    if len(done) > most:
        last = done[most - 1]
        last = last[: _fitting(last, size, width, "...")].rstrip()
        done = [*done[: most - 1], last.rstrip(",;:，、；： ") + "..."]
    return done or [""]


def _fitting(pieces: Sequence[str], size: float, width: float, end: str = "") -> int:
    """How many of the pieces fit in a line with this end.

    A text is dear to measure, so the count is guessed from a measured one, and one up or down from there is tried.
    """

    @cache
    def measured(count: int) -> float:
        return text_width("".join(pieces[:count]).rstrip() + end, size)

    reach = np.cumsum([sum(2 if _is_wide(letter) else 1 for letter in piece) for piece in pieces])
    guess = min(len(pieces), int(np.searchsorted(reach, width * 72 / (size * 0.5), side="right")))
    for _ in range(2):
        if guess == len(pieces) and measured(guess) <= width:
            return guess
        if guess:
            share = width / (measured(guess) or width)
            guess = min(len(pieces), int(np.searchsorted(reach, reach[guess - 1] * share, side="right")))
    while guess and measured(guess) > width:
        guess -= 1
    while guess < len(pieces) and measured(guess + 1) <= width:
        guess += 1
    return guess


def wrapped(text: str, size: float, width: float, most: int = 99) -> str:
    """The same as one string with line ends."""
    return "\n".join(lines(text, size, width, most))


class Page:
    """One figure: a title, an explanation and a key at the top, room for axes in inches, a note at the foot.

    The height follows from the room asked for, so that nothing overlaps however many lines the texts take.
    """

    def __init__(
        self, room: float, title: str, explanation: str = "", note: str = "", key: Sequence[Mark] = ()
    ) -> None:
        across = WIDTH - 2 * MARGIN
        heads = [(line, TITLE, INK) for line in lines(title, TITLE, across)] if title else []
        heads += [(line, BODY, QUIET) for line in lines(explanation, BODY, across)] if explanation else []
        feet = lines(note, SMALL, across) if note else []
        above = MARGIN + sum(size / 72 * LEADING for _, size, _ in heads) + (0.32 if key else 0.0) + 0.12
        below = MARGIN * 0.8 + len(feet) * SMALL / 72 * LEADING + (0.1 if feet else 0.0)
        self.height = above + room + below
        self.top, self.bottom = self.height - above, below  # the room lies between them
        self.figure = surroundings.Shown(drawn_with(), figsize=(WIDTH, self.height), facecolor="white")
        self.canvas = FigureCanvasAgg(self.figure)
        self.named: dict[str, str] = {}  # what series are called, by their look
        self.measured = ""  # what runs up the panels, where neither their titles nor their axes say so
        at = self.height - MARGIN
        for line, size, colour in heads:
            self.text(MARGIN, at, line, size=size, color=colour, va="top")
            at -= size / 72 * LEADING
        if key:
            self.key(key, at - 0.16)
        for row, line in enumerate(feet):
            at = below - 0.1 - row * SMALL / 72 * LEADING
            self.text(MARGIN, at, line, size=SMALL, color=QUIET, va="top")

    def text(self, x: float, y: float, text: str, **how: Any) -> None:
        """A text at a place in inches from the lower left corner."""
        self.figure.text(x / WIDTH, y / self.height, text, **how)

    def key(self, marks: Sequence[Mark], y: float) -> None:
        """A line of a key at a height in inches."""
        at, height = MARGIN, 0.2
        layer = self.axes(0, y - height / 2, WIDTH, height)
        layer.set_axis_off()
        layer.set_xlim(0, WIDTH)
        layer.set_ylim(-1, 1)
        for mark in marks:
            if mark.marker:
                self.name(mark.colour, mark.text, mark.marker)
                face = mark.colour if mark.filled else "white"
                layer.plot([at + 0.06], [0], mark.marker, color=mark.colour, markerfacecolor=face, markersize=7)
                at += 0.19
            layer.text(at, 0, mark.text, size=SMALL, color=darker(mark.colour), va="center")
            at += text_width(mark.text, SMALL) + (0.32 if mark.marker else 0.16)

    def name(self, colour: str, text: str, marker: str = "") -> None:
        """Note what a series is called: by its marker and colour, and by its colour, but for that of all ink."""
        for look in (f"{to_hex(colour)}{marker}", *(() if colour == INK else (to_hex(colour),))):
            known = self.named.get(look, text)
            self.named[look] = text if known == text else f"{known} / {text}"

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Axes at a place in inches from the lower left corner."""
        return self.figure.add_axes((left / WIDTH, bottom / self.height, width / WIDTH, height / self.height))

    def save(self, folder: Path, stem: str) -> list[Path]:
        """Write PNG and SVG, or the format asked for, and what is shown as a table; nothing where figures stay open."""
        if surroundings.keeps(stem, self.figure):
            return []
        for axis in (one for axes in self.figure.axes for one in (axes.xaxis, axes.yaxis) if not one.get_label_text()):
            axis.set_label_coords(0.0, 0.0)  # no place is looked for, past every tick, for words that are not there
        return write(self.figure, folder, stem, self.named, self.measured)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


_NEVER_FIRST, _NEVER_LAST = frozenset("，。、；：？！）》」』”’%％"), frozenset("（《「『“‘")


def _pieces(text: str) -> Iterable[str]:
    """The parts between which a line may break."""
    piece = ""
    for letter in text:
        breaks = piece and (piece[-1] == " " or _is_wide(piece[-1]) or _is_wide(letter))
        if breaks and letter != " " and letter not in _NEVER_FIRST and piece[-1] not in _NEVER_LAST:
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def darker(colour: str) -> str:
    """The colour mixed with black until text in it stands out from white (contrast 4.5 to 1, as WCAG asks)."""
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    light = float(linear @ (0.2126, 0.7152, 0.0722))
    wanted = 1.05 / 4.5 - 0.05
    return str(to_hex(parts * min(1.0, (wanted / light) ** (1 / 2.2)) if light > wanted else parts))


def spread(wanted: Sequence[float], gaps: Sequence[float], low: float, high: float) -> list[float]:
    """Places for labels near where they are wanted, no two closer than half the sum of their gaps.

    Labels that would collide form a block around the mean of their wanted places; blocks merge until none collide.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    blocks: list[tuple[list[int], float, float]] = []  # members, centre, height
    for index in order:
        members, centre, height = [index], wanted[index], gaps[index]
        centre = min(max(centre, low + height / 2), max(high - height / 2, low + height / 2))
        while blocks and blocks[-1][1] + blocks[-1][2] / 2 > centre - height / 2:
            others, other_centre, other_height = blocks.pop()
            count = len(others) + len(members)
            centre = (other_centre * len(others) + centre * len(members)) / count
            members, height = others + members, other_height + height
            centre = min(max(centre, low + height / 2), max(high - height / 2, low + height / 2))
        blocks.append((members, centre, height))
    places = [0.0] * len(wanted)
    for members, centre, height in blocks:
        at = centre - height / 2
        for index in members:
            places[index] = at + gaps[index] / 2
            at += gaps[index]
    return places


def label_ends(
    page: Page, axes: Axes, ends: Sequence[float], texts: Sequence[str], colours: Sequence[str], room: float
) -> None:
    """Write each line's name to the right of its end, in its colour, joined by a thin line where it had to move."""
    there = [place for place, end in enumerate(ends) if np.isfinite(end)]  # a line without an end has no name beside it
    for text, colour in zip(texts, colours, strict=True):
        page.name(colour, text)
    ends, texts, colours = [ends[i] for i in there], [texts[i] for i in there], [colours[i] for i in there]
    if not there:
        return
    box = axes.get_position()
    inches = box.height * page.height
    low, high = axes.get_ylim()
    wanted = [(end - low) / (high - low) * inches for end in ends]
    line_height = SMALL / 72 * 1.22
    for most in (2, 1):
        blocks = [lines(text, SMALL, room - 0.3, most) for text in texts]
        gaps = [len(block) * line_height + 0.04 for block in blocks]
        if sum(gaps) <= inches + 0.35:
            break
    places = spread(wanted, gaps, -0.3, inches + 0.05)
    right = box.width * WIDTH
    for end, place, block, colour in zip(wanted, places, blocks, colours, strict=True):
        ways = ([1.0, (right + 0.18) / right], [end / inches, place / inches])  # a line: arrows refuse some lengths
        axes.add_line(Line2D(*ways, transform=axes.transAxes, color=colour, linewidth=0.8, clip_on=False))
        axes.text(
            (right + 0.2) / right, place / inches, "\n".join(block), transform=axes.transAxes,
            size=SMALL, color=darker(colour), va="center", linespacing=1.1,
        )  # fmt: skip


def label_rows(axes: Axes, titles: Sequence[str], shown: bool = True) -> None:
    """Rows from the top down, every other one on a grey ground, titles at the left."""
    if any(titles):
        ROWS[axes] = tuple(titles)
    axes.set_ylim(len(titles) - 0.5, -0.5)
    for at in range(0, len(titles), 2):
        axes.axhspan(at - 0.5, at + 0.5, color=SHADE, linewidth=0, zorder=0)
    texts = [wrapped(title, BODY, LABEL, most=2) if shown else "" for title in titles]
    axes.set_yticks(range(len(titles)), texts)
    axes.tick_params(axis="y", labelsize=BODY, length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(True, axis="x", color=RULE, linewidth=0.6)


def room_for(titles: Iterable[str]) -> float:
    """Inches left of the axes for the titles of rows."""
    return min(max(text_width(title) for title in titles), LABEL) + MARGIN + 0.15


def quiet_grid(axes: Axes, axis: str = "y") -> None:
    """Thin lines behind the data along one axis."""
    axes.grid(True, axis=axis, color=RULE, linewidth=0.6)  # type: ignore[arg-type]
    axes.tick_params(length=0 if axis == "both" else 3)


def weeks_locator(length: float) -> MultipleLocator:
    """Ticks at quarters, half years or years."""
    return MultipleLocator(13 if length <= 160 else 26 if length <= 320 else 52)
