"""What a figure shows, as a table: read off the finished figure, so that it can say nothing else.

A row is a point, a line's place, an interval, a bar or a said number, with the panel, the row or column and the series
that it belongs to; heads of axes hold the units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_hex
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation
from matplotlib.ticker import FixedLocator

COLUMNS = ("panel", "row", "column", "series", "mark", "x", "y", "low", "high", "text", "x_title", "y_title")
ROWS: WeakKeyDictionary[Axes, Sequence[str]] = WeakKeyDictionary()  # the whole titles of rows, which may be cut
Place = dict[str, Any]


def drawn_data(figure: Figure, named: Mapping[str, str], measured: str = "") -> pd.DataFrame:
    """A row for everything that a figure shows.

    Args:
        figure: as it was drawn.
        named: what series are called, by colour (#rrggbb) and marker, or by colour alone, as key and labels say.
        measured: what runs up the panels, with its unit, where neither they nor their axes say so.

    Returns:
        A table with those of `COLUMNS` that hold anything: `x` and `y` in the units of `x_title` and `y_title`; where
        one of them is a row or a column, its name; `low` and `high`, of the interval or band at that place, or of the
        ends of a bar, along the axis of numbers.
    """
    there = [axes for axes in figure.axes if axes.axison]
    heads = {axes.get_xlabel() for axes in there} - {""}  # where panels share one, only the lowest show it
    shared = _joined(heads.pop()) if len(heads) == 1 else ""
    rows = (row for axes in there for row in _of_axes(axes, named, shared, measured))
    held = [{head: cell for head, cell in row.items() if cell != ""} for row in rows]
    return pd.DataFrame(held, columns=COLUMNS).dropna(axis=1, how="all")


def _of_axes(axes: Axes, named: Mapping[str, str], shared: str, measured: str) -> Iterator[Place]:
    across, down = _names(axes, "x"), _names(axes, "y")
    panel = _joined(next((axes.get_title(at) for at in ("left", "center", "right") if axes.get_title(at)), ""))
    head = _joined(axes.get_xlabel()) or ("" if across else panel if down else shared or panel)
    about = {
        "panel": panel,
        "x_title": head,
        "y_title": "" if down else _joined(axes.get_ylabel()) or measured or panel,
    }
    said: dict[Any, str] = {text.xy: text.get_text() for text in axes.texts if isinstance(text, Annotation)}
    found = False
    for mark, look, place in _marks(axes):
        found = True
        more = {"text": _joined(said.get((place.get("x"), place.get("y")), ""))} if across and down else {}
        yield (
            about
            | {"mark": mark, "series": named.get(look) or named.get(look[:7], "")}
            | more
            | _named(place, across, down)
        )
    for text in axes.texts if not found and down else ():  # a column of numbers in words
        at = text.xy[1] if isinstance(text, Annotation) else text.get_position()[1]
        if text.get_text() and 0 <= round(at) < len(down):
            yield about | {"mark": "text", "row": down[round(at)], "text": _joined(text.get_text())}


def _named(place: Place, across: Sequence[str], down: Sequence[str]) -> Place:
    """A place with the name of its row or column instead of its number."""
    made = dict(place)
    for names, axis, head in ((down, "y", "row"), (across, "x", "column")):
        at = made.get(axis)
        if names and at is not None and 0 <= round(at) < len(names):
            made[head] = names[round(at)]
            del made[axis]
    return made


def _marks(axes: Axes) -> Iterator[tuple[str, str, Place]]:
    """Kind, look (colour, and the marker of points) and place of what is drawn by data; no grounds, grids and caps."""
    bars = [one for one in axes.containers if isinstance(one, ErrorbarContainer)]
    caps = {id(cap) for one in bars for cap in one.lines[1]}
    bands = [one for one in axes.collections if isinstance(one, PolyCollection) and _by_data(axes, one)]
    for line in axes.lines:
        if id(line) not in caps and _by_data(axes, line):
            colour = to_hex(line.get_color())
            xs, ys = (np.asarray(values, dtype=float) for values in line.get_data())
            if line.get_linestyle() == "None":
                look = f"{colour}{line.get_marker()}"
                yield from (("point", look, {"x": x, "y": y}) for x, y in _finite(xs, ys))
            elif len(xs) == 2 and (ys[0] == ys[1] or xs[0] == xs[1]):
                yield "interval", colour, _span(xs, ys)
            elif len(xs) > 1:
                low, high = _band_of(bands, colour, xs)
                for x, y, below, above in zip(xs, ys, low, high, strict=True):
                    if np.isfinite(y):
                        yield "line", colour, {"x": x, "y": y, "low": below, "high": above}
    for collection in axes.collections:
        if not _by_data(axes, collection) or collection.get_zorder() <= 0:
            continue
        yield from _of_collection(collection)
    for patch in axes.patches:
        if isinstance(patch, Rectangle) and _by_data(axes, patch) and (patch.get_width() or patch.get_height()):
            yield "bar", to_hex(patch.get_facecolor()), _bar(patch, bool(_names(axes, "y")))


def _of_collection(collection: Collection) -> Iterator[tuple[str, str, Place]]:
    if isinstance(collection, LineCollection):
        colour = to_hex(collection.get_edgecolor()[0]) if len(collection.get_edgecolor()) else ""
        for segment in collection.get_segments():
            if len(segment) == 2:
                yield "interval", colour, _span(*np.asarray(segment, dtype=float).T)
    elif isinstance(collection, PathCollection):
        faces = collection.get_facecolor()
        for at, (x, y) in enumerate(np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan)):
            if np.isfinite(x) and np.isfinite(y):
                yield "point", to_hex(faces[at % len(faces)]) if len(faces) else "", {"x": x, "y": y}


def _by_data(axes: Axes, artist: Any) -> bool:
    """Whether both places of an artist are data; a collection of points has them in its offsets."""
    how = artist.get_offset_transform() if isinstance(artist, PathCollection) else artist.get_transform()
    return bool(artist.get_visible()) and all(how.contains_branch_seperately(axes.transData))


def _finite(xs: np.ndarray, ys: np.ndarray) -> Iterator[tuple[float, float]]:
    return ((x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True) if np.isfinite(x) and np.isfinite(y))


def _span(xs: np.ndarray, ys: np.ndarray) -> Place:
    """An interval along one of the axes, at a place of the other."""
    if ys[0] == ys[1]:
        return {"y": float(ys[0]), "low": float(min(xs)), "high": float(max(xs))}
    return {"x": float(xs[0]), "low": float(min(ys)), "high": float(max(ys))}


def _bar(patch: Rectangle, lies: bool) -> Place:
    """The ends of a bar, and where it stands."""
    x, y, width, height = patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()
    if lies:
        return {"y": y + height / 2, "low": min(x, x + width), "high": max(x, x + width)}
    return {"x": x + width / 2, "low": min(y, y + height), "high": max(y, y + height)}


def _band_of(bands: Sequence[PolyCollection], colour: str, xs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The band of a line, of its colour, at the line's places: a way there along the one edge, back along the other."""
    low, high = np.full(len(xs), np.nan), np.full(len(xs), np.nan)
    place = {x: at for at, x in enumerate(xs.tolist())}
    for band in bands:
        if not len(band.get_facecolor()) or to_hex(band.get_facecolor()[0]) != colour:
            continue
        for path in band.get_paths():
            for x, y in np.asarray(path.vertices).tolist():
                at = place.get(x)
                if at is not None:
                    low[at], high[at] = np.fmin(low[at], y), np.fmax(high[at], y)
    return low, high


def _names(axes: Axes, which: str) -> Sequence[str]:
    """The names of rows or columns, by their number; nothing along an axis of numbers."""
    if which == "y" and axes in ROWS:
        return ROWS[axes]
    axis = axes.xaxis if which == "x" else axes.yaxis
    locator = axis.get_major_locator()
    places = list(getattr(locator, "locs", ())) if isinstance(locator, FixedLocator) else []
    if not places or places != list(range(len(places))):
        return ()
    names = [_joined(str(axis.get_major_formatter()(at, at))) for at in range(len(places))]
    return () if all(re.fullmatch(r"[\d.,%\s−–-]*", one) for one in names) else names


def _joined(words: str) -> str:
    """Words that were broken into lines as one line: between Chinese characters nothing stands."""
    return re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", words).replace("\n", " ").strip()
