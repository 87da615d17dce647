"""What a figure of results is drawn from, and who draws it: whoever carries out a plan says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from govsim.language import Model
from govsim.locale.message import Said
from govsim.scenario import Scenario
from govsim.study.runs.tables import Varied
from govsim.study.speak.errors import one_line
from govsim.study.speak.words import tell

Weekly = Callable[[Sequence[str]], pd.DataFrame]  # reads some columns: all of them take longer than a figure
Drawn = tuple[list[Path], list[str]]  # files, and notes on what could not be drawn


@dataclass(frozen=True)
class Shown:
    """The tables that figures show, and what they must know besides."""

    runs: pd.DataFrame
    weekly: pd.DataFrame | Weekly
    effects: pd.DataFrame
    enterprises: pd.DataFrame | None
    scenarios: Mapping[str, Scenario]
    seeds: Sequence[int]
    reference: str
    model: Model
    groups: pd.DataFrame | None = None
    varied: Varied = field(default_factory=dict)
    populations: int = 1
    meanwhile: Callable[[], object] | None = None  # what this process may do while others draw

    def weekly_of(self, columns: Sequence[str]) -> pd.DataFrame:
        """Some columns of the weekly table, those of them that it has."""
        if isinstance(self.weekly, pd.DataFrame):
            return self.weekly[[name for name in columns if name in self.weekly]]
        return self.weekly(columns)


def failed(notes: Sequence[str]) -> bool:
    """Whether drawing broke off, so that the same command shall draw again."""
    return any(isinstance(note, Said) and getattr(note.of, "key", "") == "note.no_figures" for note in notes)


Draw = Callable[[Shown, Path], Drawn]


def drawn_or_said(draw: Draw, shown: Shown, folder: Path) -> Drawn:
    """Draw into a folder; hours of runs must not be lost for a figure, so whatever goes wrong becomes a note."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return draw(shown, folder)
    except Exception as error:
        note = tell("note.no_figures", error=f"{type(error).__name__}: {one_line(error)}")
        return [file for file in sorted(folder.iterdir()) if file.suffix in (".png", ".svg")], [note]
