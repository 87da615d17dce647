"""How a figure is written: PNG and SVG, or the format asked for, with the numbers that it shows beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from govsim.figures.data import drawn_data

DOTS = 150
HOW_SAVED: dict[str, dict[str, Any]] = {
    "png": {"metadata": {"Software": "govsim"}, "pil_kwargs": {"compress_level": 3}},  # 5 % larger, a third faster
    "svg": {"metadata": {"Date": None}},
    "pdf": {"metadata": {"CreationDate": None}},
}  # the same figure gives the same bytes
_FORMATS: ContextVar[tuple[str, ...]] = ContextVar("formats", default=("png", "svg"))


@contextmanager
def saved_as(kind: str) -> Iterator[None]:
    """Figures that are drawn inside are written in this format alone: pdf, png or svg."""
    before = _FORMATS.set((kind,))
    try:
        yield
    finally:
        _FORMATS.reset(before)


def write(figure: Figure, folder: Path, stem: str, named: Mapping[str, str], measured: str) -> list[Path]:
    """Write a figure in each format, and `STEM.csv` with what it shows (see `drawn_data`), each whole or not at all.

    PNG and SVG are written without being asked for; PDF would take another fifth of the time of drawing, and more.

    Returns:
        The pictures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind in _FORMATS.get():
        path = folder / f"{stem}.{kind}"
        with _whole(path) as half:
            figure.savefig(half, format=kind, dpi=DOTS, **HOW_SAVED[kind])
        paths.append(path)
    with _whole(folder / f"{stem}.csv") as half:
        text = drawn_data(figure, named, measured).to_csv(index=False, float_format="%.10g", lineterminator="\n")
        half.write_bytes(
            text.encode("utf-8" if text.isascii() else "utf-8-sig")
        )  # without the mark Excel reads no Chinese
    return paths


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file to write in, which takes the other's place when it is whole."""
    half = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}.tmp")
    try:
        yield half
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)
