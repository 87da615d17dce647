"""What a search has found, as tables, and the whole of it as one call over whatever plays batches."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.language import Model
from govsim.study.analysis.search.fresh import Member, fresh, members_of
from govsim.study.analysis.search.hunt import Hunted, Play, Question, hunt
from govsim.study.analysis.search.objectives import LAID_OUT
from govsim.study.analysis.search.robust import Aim, Robust, draws_of, robust
from govsim.study.speak.words import tell

NOTHING = "{}"  # the key of the empty mix


@dataclass(frozen=True)
class Further:
    """What is done with the front.

    Attributes:
        fresh: seeds under which it is played again.
        members: of it at most.
        draws: of assumed numbers, as `joint_given` reads them; None for none.
        aims: what a mix shall reach in a draw.
    """

    fresh: tuple[int, ...]
    members: int
    draws: str | None = None
    aims: Sequence[Aim] = ()


@dataclass(frozen=True, repr=False)
class Searched:
    """What a search found.

    Attributes:
        question: what was asked.
        hunted: every mix that was tried.
        members: mixes of the front that stand for all, and named scenarios, under fresh seeds.
        robust: what joint draws say of those that keep the budget; None where none were asked for.
        further: how they were played.
    """

    question: Question
    hunted: Hunted
    members: Sequence[Member]
    robust: Robust | None
    further: Further

    @property
    def model(self) -> Model:
        """What it was run on."""
        return self.question.space.model

    @property
    def names(self) -> list[str]:
        """Names of the objectives."""
        return [one.name for one in self.question.objectives]

    @cached_property
    def evaluations(self) -> pd.DataFrame:
        """A row a mix, in the order of playing: what it is, changes and lays out under the seeds of the search."""
        front, rows = set(self.hunted.front), []
        for key, one in self.hunted.tried.items():
            changes = dict(zip(self.names, map(float, one.change), strict=True))
            about = {"mix": one.name, "search": one.search, "generation": one.generation}
            rows.append({**about, **changes, LAID_OUT: one.cost, "fits": self.hunted.fits(key), "front": key in front,
                         "point": key})  # fmt: skip
        return pd.DataFrame(rows)

    @cached_property
    def front(self) -> pd.DataFrame:
        """A row a member and objective: under the seeds that chose it, and under fresh ones with the interval."""
        rows = []
        for one in self.members:
            chosen = [*one.tried.change, one.tried.cost] if one.tried else [float("nan")] * (len(self.names) + 1)
            about = {"keeps_budget": one.keeps, "stays": one.stays, "beaten_by": one.beaten_by}
            point = json.dumps(one.tried.point, ensure_ascii=False, sort_keys=True) if one.tried else ""
            for name, before, now in zip([*self.names, LAID_OUT], chosen, [*one.changes, one.cost], strict=True):
                rows.append({"mix": one.name, "kind": "mix" if one.tried else "named", "objective": name,
                             "when_chosen": float(before), "mean": now.mean, "ci_low": now.low, "ci_high": now.high,
                             **about, "point": point})  # fmt: skip
        return pd.DataFrame(rows)

    @cached_property
    def hypervolume(self) -> pd.DataFrame:
        """A row a search and generation."""
        return self.hunted.volumes()

    @cached_property
    def regret(self) -> pd.DataFrame:
        """A row a member and objective; nothing without draws."""
        return pd.DataFrame() if self.robust is None else self.robust.table(self.names)

    def sentences(self, lang: str | None = None) -> list[str]:
        """What was found, the most important first."""
        from govsim.study.analysis.search.sentences import sentences
        from govsim.study.speak.words import speaking, spoken

        with speaking(spoken() if lang is None else lang):
            return [str(one) for one in sentences(self)]

    def figure(self, folder: str | Path, lang: str = "en") -> list[Path]:
        """Draw the front, its growth and the regret into a folder."""
        from govsim.study.analysis.search.drawn import draw_search

        return draw_search(self, Path(folder), lang)

    def save(self, folder: str | Path) -> Path:
        """Write tables, the front as scenario files, and the section of a report into a folder."""
        from govsim.study.analysis.search.written import write

        return write(self, Path(folder))

    def __repr__(self) -> str:
        about = {"mixes": f"{len(self.hunted.tried) - 1:,}", "front": len(self.hunted.on_front)}
        return f"<{tell('search.shown', **about)}>"


def searched(
    question: Question, further: Further, play: Play, on_generation: Callable[[int, Hunted], None] | None = None
) -> Searched:
    """Search, play the front under fresh seeds, and over draws where they are asked for.

    Raises:
        InputError, RunError: see `hunt`.
    """
    found = hunt(question, play, on_generation)
    members = fresh(found, members_of(found, further.members), further.fresh, play)
    drawn: Any = None
    keeping = [one for one in members if one.keeps]  # what breaks the budget is no choice
    if further.draws is not None and keeping:
        joint = draws_of(question, further.draws, keeping, further.fresh)
        drawn = robust(question, keeping, joint, further.aims, play)
    return Searched(question, found, members, drawn, further)
