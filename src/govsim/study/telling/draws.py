"""Draws in sentences: the number, what it was held against, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govsim.locale import knows, plain
from govsim.study.speak.terminal import figure
from govsim.study.speak.words import tell
from govsim.study.telling.things import kind_said, named

if TYPE_CHECKING:
    from govsim.engines.traced import Draw
    from govsim.language import Model

LEAST_CHANCE = 0.01  # that did not come: rarer things that did not happen go without saying
MOST_TOLD = 3  # of those for whom something came true


def draw_said(name: str) -> str:
    """What a draw decides, as the catalogue calls it; those of plugins go by their names."""
    purpose, _, nth = name.partition(" ")
    said = tell(f"draw.{purpose}") if knows(f"draw.{purpose}") else plain(purpose)
    return tell("tell.again", name=said, nth=nth) if nth else said


def is_telling(draw: Draw) -> bool:
    """Whether something came of it, or might well have."""
    if draw.how == "binomial" and not draw.trials:
        return False
    if draw.how in ("poisson", "binomial", "chance") and not draw.came:
        expected = draw.mean if draw.how == "poisson" else (draw.chance or 0.0) * (draw.trials or 1)
        return (expected or 0.0) >= LEAST_CHANCE
    return True


def draw_told(draw: Draw) -> str:
    """What was drawn, what it was held against, and what came."""
    about: dict[str, object] = {"name": draw_said(draw.purpose), "value": figure(draw.value)}
    chance = figure(draw.chance or 0.0)
    if draw.how == "chance":
        return tell("tell.hit" if draw.came else "tell.missed", **about, chance=chance)
    if draw.how == "binomial":
        return tell("tell.of_trials", **about, trials=draw.trials, chance=chance, came=draw.came)
    if draw.how == "poisson":
        return tell("tell.of_mean", **about, mean=figure(draw.mean or 0.0), came=draw.came)
    if draw.how == "normal":
        return tell("tell.disturbed", **about, came=f"{draw.came:+.3g}")
    return tell("tell.drew", **about)


def of_members(model: Model, below: Mapping[str, Sequence[int]], draws: Sequence[Draw]) -> Iterator[str]:
    """What came true for those who belong to an agent, a sentence for each thing that was drawn.

    Args:
        model: whose agents they are.
        below: by table, the numbers of those who belong to it.
        draws: theirs, of which something came.
    """
    by_kind: dict[tuple[str, str], list[Draw]] = {}
    for one in draws:
        by_kind.setdefault((one.purpose, one.table), []).append(one)
    for (purpose, table), mine in by_kind.items():
        each = named([_of_one(one) for one in mine], MOST_TOLD)
        kind, of = kind_said(model, table, plural=True), max(len(below.get(table, ())), len(mine))
        yield tell("tell.of_members", name=draw_said(purpose), count=len(mine), of=of, kind=kind, each=each)


def _of_one(draw: Draw) -> str:
    """Whose draw came true, and against what."""
    about: dict[str, object] = {"who": draw.number, "value": figure(draw.value)}
    if draw.how == "chance":
        return tell("tell.one", **about, chance=figure(draw.chance or 0.0))
    return tell("tell.one_counted", **about, came=draw.came)
