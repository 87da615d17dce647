"""A search as it goes: generations of several evolutions played side by side, each as one batch, and what they found.

Nothing is drawn here that the values do not decide: the same question over the same runs is the same search, so that
one that was stopped goes on by telling the evolutions again what was kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from govsim.scenario import Scenario
from govsim.study.analysis.search.evolve import Evolution, Genome
from govsim.study.analysis.search.front import Volume, unbeaten
from govsim.study.analysis.search.objectives import LAID_OUT, Objective, paired
from govsim.study.analysis.search.space import Point, Space
from govsim.study.runs.simulate import failure
from govsim.study.speak.errors import InputError, RunError
from govsim.study.speak.terminal import figure
from govsim.study.speak.words import counted, tell

PROBED = 0.5  # of a first generation at most: measures alone at their faintest; assumed, as much as is drawn
MOST_NAMED = 5
Play = Callable[[str, Sequence[Scenario], Sequence[int], int], pd.DataFrame]
"""Plays scenarios under seeds as one batch of a name, the seeds spread over so many draws (0: all for each)."""


@dataclass(frozen=True)
class Question:
    """What is searched, and how hard.

    Attributes:
        space: mixes.
        objectives: that are to be small or large.
        named: scenarios that are looked at beside, and begin with.
        budget: that a mix may lay out beyond the reference over the window, CNY; None for any.
        generations, size: of each search.
        searches: how many, each with luck of its own.
        seeds: under which mixes are played.
        seed: of the luck of the searches.
    """

    space: Space
    objectives: Sequence[Objective]
    named: Sequence[Scenario]
    budget: float | None
    generations: int
    size: int
    searches: int
    seeds: tuple[int, ...]
    seed: int = 1

    @property
    def columns(self) -> list[str]:
        """Columns of runs that count: objectives, and what is laid out."""
        return [*(one.name if one.grouping else one.outcome for one in self.objectives), LAID_OUT]

    @property
    def signs(self) -> np.ndarray:
        """1 where less is better, -1 where more is."""
        return np.array([one.sign for one in self.objectives], float)


@dataclass
class Tried:
    """A mix that was played.

    Attributes:
        number: of the mix, in the order of playing.
        point: what it is.
        search, generation: where it came up first; 0 and 0 for a measure alone at its faintest.
        change: what it changes of each objective, as measured, the mean of its seeds.
        cost: what it lays out beyond the reference, CNY.
    """

    number: int
    point: Point
    search: int
    generation: int
    change: np.ndarray
    cost: float

    @property
    def name(self) -> str:
        """What its scenario is called."""
        return called(self.number)


def called(number: int) -> str:
    """What the scenario of a mix is called."""
    return f"mix-{number}"


@dataclass
class Hunted:
    """What searches have tried.

    Attributes:
        tried: every mix, by its key, in the order of playing; the empty mix, which is the reference, first.
        seen: of each search, the keys of each generation.
    """

    question: Question
    tried: dict[str, Tried] = field(default_factory=dict)
    seen: list[list[list[str]]] = field(default_factory=list)

    def values(self, keys: Sequence[str]) -> np.ndarray:
        """Values to be small, a row a mix."""
        signs = self.question.signs
        return np.array([self.tried[key].change * signs for key in keys]).reshape(len(keys), len(signs))

    def fits(self, key: str) -> bool:
        """Whether a mix keeps the budget."""
        return self.question.budget is None or self.tried[key].cost <= self.question.budget

    @property
    def front(self) -> list[str]:
        """Keys of mixes that keep the budget and that no other of them beats."""
        keys = [key for key in self.tried if self.fits(key)]
        return [key for key, stays in zip(keys, unbeaten(self.values(keys)), strict=True) if stays]

    @property
    def on_front(self) -> list[str]:
        """The same without the empty mix, which is the reference."""
        return [key for key in self.front if key != "{}"]

    def volumes(self) -> pd.DataFrame:
        """A row a search and generation: mixes tried so far, and the share of the box that they dominate."""
        volume, rows = Volume(self.values(self.front)), []
        for number, generations in enumerate(self.seen, 1):
            known: dict[str, None] = {}
            for generation, keys in enumerate(generations, 1):
                known |= dict.fromkeys(key for key in keys if self.fits(key))
                rows.append((number, generation, len(known), volume.of(self.values(list(known)))))
        return pd.DataFrame(rows, columns=["search", "generation", "mixes", "hypervolume"])


def hunt(question: Question, play: Play, on_generation: Callable[[int, Hunted], None] | None = None) -> Hunted:
    """Search.

    Args:
        question: what for.
        play: plays a batch, or knows it from before.
        on_generation: told the number of each generation that is through, and all that was found by then.

    Raises:
        InputError: no mix keeps the budget, or nothing that is chosen moves an objective.
        RunError: a run failed, or an objective has no value somewhere.
    """
    found = Hunted(question)
    found.tried["{}"] = Tried(0, {}, 0, 0, np.zeros(len(question.objectives)), 0.0)
    found.seen = [[] for _ in range(question.searches)]
    base = _Base(question, play)
    faint = [question.space.least(one) for one in question.space.measures] if question.budget is not None else []
    _add(found, base, "faint", {0: faint}, 0)
    evolutions = [_evolution(question, found, at, faint) for at in range(question.searches)]
    for generation in range(1, question.generations + 1):
        asked = {at + 1: one.ask() for at, one in enumerate(evolutions)}
        if not any(asked.values()):
            break
        _add(found, base, f"generation {generation}", asked, generation)
        if generation == 1:
            _refuse(found)
        for at, genomes in asked.items():
            keys = [question.space.key_of(one) for one in genomes]
            found.seen[at - 1].append(keys)
            if genomes:
                over = [0.0 if question.budget is None else found.tried[key].cost - question.budget for key in keys]
                evolutions[at - 1].tell(found.values(keys), np.array(over))
        if on_generation is not None:
            on_generation(generation, found)
    return found


class _Base:
    """The runs of the reference, played with the first batch, and all others against it."""

    def __init__(self, question: Question, play: Play) -> None:
        self.question, self.play = question, play
        self.runs: pd.DataFrame | None = None

    def changes(self, batch: str, scenarios: Sequence[Scenario]) -> np.ndarray:
        """What scenarios change: by scenario, seed and column."""
        question, reference = self.question, self.question.space.reference
        several = list(scenarios) if self.runs is not None else [reference, *scenarios]
        runs = self.play(batch, several, question.seeds, 0)
        refuse_failed(runs)
        if self.runs is None:
            self.runs = runs[runs["scenario"] == reference.name]
        else:
            runs = pd.concat([self.runs, runs], ignore_index=True)
        return paired(runs, reference.name, [one.name for one in scenarios], question.columns)


def _evolution(question: Question, found: Hunted, at: int, faint: Sequence[Genome]) -> Evolution:
    """A search: scenarios of a name first, then the empty mix, then measures at their faintest that keep the budget."""
    space = question.space
    keeping = [one for one in faint if found.fits(space.key_of(one))]
    keeping = keeping[at :: question.searches][: int(PROBED * question.size)]
    first = [*(space.nearest(one) for one in question.named), space.nearest(space.reference), *keeping]
    return Evolution(space.genes, len(question.objectives), question.size, 1000 * question.seed + at, first,
                     space.key_of)  # fmt: skip


def _add(found: Hunted, base: _Base, batch: str, asked: dict[int, list[Genome]], generation: int) -> None:
    """Play those of a generation that were not played before, as one batch."""
    question, new = found.question, dict[str, tuple[int, Point]]()
    for search, genomes in asked.items():
        for one in genomes:
            point = question.space.point_of(one)
            key = question.space.key_of(one)
            if key not in found.tried and key not in new:
                new[key] = (search, point)
    if not new:
        return
    first = len(found.tried)
    scenarios = [question.space.scenario_of(point, called(first + at)) for at, (_, point) in enumerate(new.values())]
    changes = base.changes(batch, scenarios).mean(1)
    for at, (key, (search, point)) in enumerate(new.items()):
        _refuse_missing(question, called(first + at), key, changes[at])
        found.tried[key] = Tried(first + at, point, search, generation, changes[at][:-1], float(changes[at][-1]))


def _refuse_missing(question: Question, name: str, key: str, changes: np.ndarray) -> None:
    """An algorithm would take a value that is none in silence, and leave the mix out of every front."""
    for column, value in zip(question.columns, changes, strict=True):
        if not np.isfinite(value):
            raise RunError(tell("error.search_missing", objective=column, mix=name, point=said_plainly(key)))


def said_plainly(key: str) -> str:
    """A point in a line."""
    parts = [f"{name} {'; '.join(f'{one}={value}' for one, value in settings.items())}".strip()
             for name, settings in json.loads(key).items()]  # fmt: skip
    return ", ".join(parts) or "-"


def refuse_failed(runs: pd.DataFrame) -> None:
    """Refuse batches in which a run failed.

    Raises:
        RunError: naming the mixes.
    """
    failed: Any = runs[runs["error"].notna()] if "error" in runs else runs.iloc[:0]
    if len(failed):
        names = list(dict.fromkeys(failed["scenario"]))
        named = ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")
        about = {"runs": counted("runs", len(failed)), "mixes": named, "first": failure(failed.iloc[0].to_dict())}
        raise RunError(tell("error.search_failed", **about))


def _refuse(found: Hunted) -> None:
    """Refuse, once a generation was played, what cannot come to anything."""
    question = found.question
    played = [key for key in found.tried if key != "{}"]
    fitting = [key for key in played if found.fits(key)]
    if question.budget is not None and not fitting:
        least = min(played, key=lambda key: found.tried[key].cost)
        about = {"budget": figure(question.budget), "cost": figure(found.tried[least].cost), "mix": said_plainly(least)}
        raise InputError(tell("error.search_budget", **about))
    changes = np.array([found.tried[key].change for key in played])
    for at, one in enumerate(question.objectives):
        if np.ptp(changes[:, at]) == 0.0:
            raise InputError(tell("error.search_constant", objective=one.name, value=figure(float(changes[0, at]))))
