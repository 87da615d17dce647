"""`govsim.discover`: in which conditions something happens, and which scenario is best where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.language import Model
from govsim.locale import LANGUAGES
from govsim.scenario import Scenario
from govsim.study.analysis.comparable import with_parts_of_all
from govsim.study.analysis.compare import bases_given
from govsim.study.analysis.designs.design import Design, designed, is_table, read_design
from govsim.study.analysis.designs.points import points_over
from govsim.study.analysis.discovery.best import Best
from govsim.study.analysis.discovery.prim import Search
from govsim.study.analysis.discovery.study import (
    Answer,
    Laid,
    Question,
    answers,
    check_bases,
    check_seeds,
    laid,
    mapped,
    question_of,
)
from govsim.study.analysis.sensitivity.asked import chosen_factors, named_factors
from govsim.study.ask.arguments import checked
from govsim.study.ask.checks import listed, number, one_of, whole, yes_or_no
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.design import seed_list
from govsim.study.ask.keys import check_key
from govsim.study.ask.resolve import Built
from govsim.study.runs.plan import usual_reference
from govsim.study.runs.simulate import simulate_built
from govsim.study.speak.errors import InputError, wrong_kind
from govsim.study.speak.extras import extra
from govsim.study.speak.words import speaking, spoken, tell

USUAL = "lhs:256"
MOST_BOXES = 10


@dataclass(frozen=True, repr=False)
class Discovery:
    """What a study of discovery found.

    Attributes:
        study: what was asked, and the points.
        answers: what was found, a scenario each.
        best: which scenario is best where; None where no map was asked for.
        runs: a row a run.
        model: what it was run on.
        seeds: how many.
        failures: one line for each run that did not come to its end.
    """

    study: Laid
    answers: Sequence[Answer]
    best: Best | None
    runs: pd.DataFrame
    model: Model
    seeds: int
    failures: tuple[str, ...] = ()

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by name: points, boxes, restrictions, trajectory, scores, map and shares, where there are any."""
        from govsim.study.analysis.discovery.tables import tables_of

        return tables_of(self.study, self.answers, self.best)

    @property
    def boxes(self) -> pd.DataFrame:
        """A row a box: coverage, density, mass, points, and what halves of the points say of it."""
        return self.tables["boxes"]

    def sentences(self, lang: str | None = None) -> list[str]:
        """What was found, in words, the most important first."""
        from govsim.study.analysis.discovery.said import Speaker

        said = spoken() if lang is None else one_of("lang", lang, "language", LANGUAGES)
        with speaking(said):
            return Speaker(self.model, self.study, self.seeds).sentences(self.answers, self.best)

    def figure(self, folder: str | Path, lang: str = "en") -> list[Path]:
        """Draw what was found into a folder."""
        from govsim.study.analysis.discovery.drawn import draw_all

        return draw_all(self.model, self.study, self.answers, self.best, Path(folder), lang, self.seeds)

    def __repr__(self) -> str:
        about = {"outcome": self.study.question.outcome, "points": len(self.study.points.design.points)}
        boxes = sum(len(one.boxes) for one in self.answers)
        return f"<{tell('discover.shown', **about, seeds=self.seeds, boxes=boxes)}>"


@checked
def discover(
    scenarios: str | Scenario | Sequence[str | Scenario],
    outcome: str = "injuries_expected",
    vary: Mapping[str, Any] | None = None,
    design: str = USUAL,
    seeds: int | Iterable[int] = 4,
    overrides: Sequence[str] = (),
    *,
    inputs: str | Sequence[str] | None = None,
    measure: str | None = None,
    where: str | None = None,
    threshold: float | None = None,
    density: float | None = None,
    boxes: int = 3,
    peel: float = 0.05,
    least: float = 0.05,
    map: Sequence[str] = (),
    scores: bool = True,
    engine: str = "core",
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
) -> Discovery:
    """Say in which conditions an outcome lies beyond a threshold, or a policy fails, as rules over settings.

    Points are laid out over settings and played with all scenarios under the same seeds. Boxes are searched for in
    which it happens often (PRIM), each with coverage, density, mass, the chance that luck does as much, and how often
    it comes again in halves of the points; settings are scored by how much of the value they explain; and over two
    settings it is said which scenario is best where.

    Args:
        scenarios: one, whose level is looked at, or several, whose differences from "baseline", or the first, are.
        outcome: of which.
        vary: settings with their ranges, {"parameter.mu": "0.001..0.01:log"}, or lists of a few values.
        design: layout of the points, "lhs:256", "sobol:256", "grid", or a table, "points.csv".
        seeds: a number of seeds or those meant, two at least; the same at every point.
        overrides: what holds at every point.
        inputs: "assumed" for all numbers that no published figure gives, or names of mechanisms and instruments.
        measure: "level", "difference", or "percent" of the reference's mean; levels of one scenario, differences of
            several where nothing is said.
        where: "above" or "below" the threshold, or the "highest" or "lowest" points; the worse side of the outcome
            where nothing is said.
        threshold: in units of the measure (0 of differences where nothing is said); of "highest" and "lowest" per cent
            of the points (20).
        density: share of its points at which it must happen in a box, above 0 to 1; where nothing is said, the box is
            taken that balances density and coverage.
        boxes: how many at most, 1 to 10.
        peel: share of a box's points that one step takes off, 0.01 to 0.5.
        least: share of all points that a box must hold, 0.01 to 0.5.
        map: two of the settings, over which the best scenario is drawn.
        scores: whether settings are scored; takes scikit-learn.
        engine: "core" or "mesa".
        threads: processors used.
        config_dir: a folder with scenario files of your own.
        on_done: called after each run.

    Raises:
        InputError: something named does not exist or cannot be, or the outcome is the same at all points.
        RunError: most points have no value.
    """
    bases = bases_given(scenarios, overrides, config_dir)
    asked = {"measure": measure, "where": where, "threshold": threshold, "density": density, "boxes": boxes,
             "peel": peel, "least": least, "map": map, "scores": scores}  # fmt: skip
    chosen = seed_list(seeds)
    check_seeds(chosen)
    study, model = planned(outcome, asked, bases, vary or {}, inputs, design)
    check_library(study.question)
    found = simulate_built(study.points.scenarios, chosen, engine, threads=threads, on_done=on_done,
                           varied=study.points.varied, weekly=False)  # fmt: skip
    return Discovery(study, answers(study, found.runs), mapped(study, found.runs), found.runs, model, len(chosen),
                     found.failures)  # fmt: skip


def _question(model: Model, outcome: Any, asked: Mapping[str, Any], scenarios: int) -> Question:
    """A question from what was asked, by name."""
    name = one_of("outcome", outcome, "outcome", model.outcomes)
    dense = asked["density"]
    search = Search(number("peel", asked["peel"], 0.01, 0.5), number("least", asked["least"], 0.01, 0.5),
                    None if dense is None else number("density", dense, 0.01, 1.0))  # fmt: skip
    keys = [str(one) for one in listed("map", asked["map"] or (), tell("wanted.list"))]
    return question_of(name, asked["measure"], asked["where"], asked["threshold"], scenarios, search,
                       whole("boxes", asked["boxes"], 1, MOST_BOXES), keys,
                       yes_or_no("scores", asked["scores"]), model.outcomes[name].better)  # fmt: skip


def check_library(question: Question) -> None:
    """Refuse scores where the library behind them is missing, before anything is run.

    Raises:
        InputError: it is.
    """
    if question.scores:
        extra("sklearn.ensemble")


def planned(
    outcome: Any, asked: Mapping[str, Any], bases: Sequence[Scenario | Built], vary: Mapping[str, Any], inputs: Any,
    design: Any,
) -> tuple[Laid, Model]:  # fmt: skip
    """A study ready to be played, and the model it is played on.

    Args:
        outcome: whose values are looked at.
        asked: what else was asked, by the names of `discover`.
        bases: the scenarios.
        vary: settings with their ranges or values.
        inputs: which numbers are varied beside them.
        design: how points are laid out.

    Raises:
        InputError: something of it cannot be.
    """
    several = [one.scenario if isinstance(one, Built) else one for one in bases]
    check_bases(several)
    together = with_parts_of_all(several)
    model = model_of_all(together)
    question = _question(model, outcome, asked, len(several))
    points = points_over(_design(model, together, vary, inputs, design), bases)
    return laid(question, points, usual_reference([one.name for one in several])), model


def _design(model: Model, scenarios: Sequence[Scenario], vary: Mapping[str, Any], inputs: Any, design: Any) -> Design:
    if not isinstance(design, str):
        raise wrong_kind("design", design, tell("wanted.name"))
    if is_table(design):
        if vary or inputs:
            raise InputError(tell("error.design_both", key=next(iter(vary), "inputs"), file=design))
        made = read_design(design)
        for key in made.keys:
            try:
                check_key(model, key)
            except InputError as error:
                raise InputError(tell("error.discover_column", file=design, line=error)) from error
        return made
    factors = [*named_factors(model, vary), *chosen_factors(model, scenarios, inputs)]
    kept = {one.key: one for one in reversed(factors)}  # a range that was given wins over a declared one
    if not kept:
        raise InputError(tell("error.sensitivity_none"))
    return designed(design, list(reversed(kept.values())))
