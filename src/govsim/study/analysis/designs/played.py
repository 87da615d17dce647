"""A design that was played, as Python has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.language import Model
from govsim.study.analysis.designs.design import Design, designed, is_table, read_design
from govsim.study.analysis.designs.points import Points, points_of
from govsim.study.analysis.designs.responses import response_table
from govsim.study.ask.arguments import how_not_what, values_to_vary
from govsim.study.ask.headlines import headlines
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.overrides import model_of_overrides, read_overrides
from govsim.study.ask.ranges import factors_of, is_range
from govsim.study.runs.simulate import simulate_built
from govsim.study.speak.errors import InputError, wrong_kind
from govsim.study.speak.words import counted, tell


@dataclass(frozen=True, repr=False)
class Designed:
    """The runs of a design.

    Attributes:
        points: the design and its scenarios.
        runs: a row a run: scenario ("credit: 12" is the twelfth point), seed, settings, every outcome over the window.
        model: what they were run on.
        seeds: how many.
        failures: one line for each run that did not come to its end.
    """

    points: Points
    runs: pd.DataFrame
    model: Model
    seeds: int
    failures: tuple[str, ...] = ()

    @property
    def design(self) -> Design:
        """The points; `design.text()` is the table to edit and give back."""
        return self.points.design

    def table(self, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
        """A row an outcome, setting and part of its spread: the mean of its points with its interval over points."""
        chosen = headlines(self.model) if outcomes is None else list(outcomes)
        return response_table(self.design, self.runs, self.points.arms[0], chosen)

    def figure(self, folder: str | Path, lang: str = "en") -> list[Path]:
        """Draw what the headline outcomes do along each setting into a folder."""
        from govsim.study.analysis.designs.drawn import draw_design

        return draw_design(self.points, self.runs, self.model, Path(folder), lang, self.seeds)

    def __repr__(self) -> str:
        about = {"points": f"{len(self.design.points):,}", "seeds": counted("seeds", self.seeds)}
        return f"<{tell('design.shown', design=self.design.name, scenarios=', '.join(self.points.arms), **about)}>"


def points_to_vary(design: Any, vary: Any, fixed: Sequence[str], folder: Path | None) -> Points:
    """The points of a design over ranges and lists, or of a table.

    Raises:
        InputError: something of it cannot be.
    """
    if not isinstance(design, str):
        raise wrong_kind("design", design, tell("wanted.name"))
    if not isinstance(vary, Mapping):
        raise wrong_kind("vary", vary, tell("wanted.vary"))
    for one in read_overrides(fixed, config_dir=folder):
        if one.key in RUN_KEYS:
            raise how_not_what(one.key)
    if is_table(design):
        if vary:
            raise InputError(tell("error.design_both", key=next(iter(vary)), file=design))
        return points_of(read_design(design), fixed, folder)
    ranges = {key: value for key, value in vary.items() if is_range(value)}
    lists = dict(values_to_vary({key: value for key, value in vary.items() if key not in ranges}))
    model = model_of_overrides(read_overrides(fixed, config_dir=folder), folder)
    order = list(vary)
    factors = sorted(factors_of(model, ranges, lists), key=lambda one: order.index(one.key))
    return points_of(designed(design, factors), fixed, folder)


def played(
    points: Points,
    seeds: Iterable[int],
    engine: str = "core",
    threads: int | None = None,
    on_done: Callable[[], None] | None = None,
) -> Designed:
    """Play all points under each seed; no weeks are kept."""
    found = simulate_built(points.scenarios, seeds, engine, threads=threads, on_done=on_done, varied=points.varied,
                           weekly=False)  # fmt: skip
    return Designed(points, found.runs, found.model, len(found.seeds), found.failures)
