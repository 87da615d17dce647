"""A study of sensitivity: points of a method, played with all scenarios under the same seeds, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.analysis.designs.design import Design
from govsim.study.analysis.designs.points import Points, called, points_over
from govsim.study.analysis.sensitivity import tornado
from govsim.study.analysis.sensitivity.inputs import usual_values
from govsim.study.analysis.sensitivity.method import Found, Inputs, Method, Sample, analysed, sampled
from govsim.study.analysis.sensitivity.morris import Morris
from govsim.study.analysis.sensitivity.pawn import Pawn
from govsim.study.analysis.sensitivity.sobol import Sobol
from govsim.study.ask.checks import one_of
from govsim.study.ask.resolve import Built
from govsim.study.runs.plan import usual_reference
from govsim.study.speak.errors import InputError, RunError
from govsim.study.speak.words import tell

METHODS = ("morris", "sobol", "pawn", tornado.NAME)
MEASURES = ("level", "difference", "percent")
MOST_NAMED = 5


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        outcome: whose values are looked at.
        measure: the level of one scenario, or the difference from the reference, or that in per cent of its mean.
        method: morris, sobol, pawn or tornado.
        size: of the method: walks, rows or points; None for its usual one.
        second: of sobol, whether pairs are wanted.
        seed: of what the method draws.
    """

    outcome: str
    measure: str = "difference"
    method: str = "morris"
    size: int | None = None
    second: bool = False
    seed: int = 1


@dataclass(frozen=True)
class Laid:
    """A study that can be played.

    Attributes:
        question: what is asked.
        inputs: what is varied.
        points: the scenarios of all points.
        sample: the points of the method; None for a tornado.
        reference: from which differences are counted; None where a level is looked at.
    """

    question: Question
    inputs: Inputs
    points: Points
    sample: Sample | None
    reference: str | None


@dataclass(frozen=True)
class Answer:
    """What the inputs do to one scenario, or to its difference from the reference.

    Attributes:
        scenario: of which.
        found: the indices; None for a tornado.
        swings: of a tornado, what each input does from end to end.
        values: the value of each point.
        luck: share of the spread of points that is luck at most; nan with one seed.
        usual: of a tornado, the value where nothing is varied.
    """

    scenario: str
    found: Found | None
    swings: pd.DataFrame | None
    values: np.ndarray
    luck: float
    usual: float = float("nan")

    @property
    def table(self) -> pd.DataFrame:
        """A row an input, the one that moves most first."""
        made = self.swings if self.found is None else self.found.table
        assert made is not None
        return made


def method_of(question: Question) -> Method:
    """The method that is asked for."""
    return {"morris": Morris(), "sobol": Sobol(question.second), "pawn": Pawn()}[question.method]  # type: ignore[return-value]


def laid(question: Question, model: Model, inputs: Inputs, bases: Sequence[Scenario | Built]) -> Laid:
    """The points of a question, ready to be played.

    Raises:
        InputError: something of it cannot be.
    """
    one_of("outcome", question.outcome, "outcome", model.outcomes)
    one_of("method", question.method, "method", METHODS)
    one_of("measure", question.measure, "measure", MEASURES)
    several = [one.scenario if isinstance(one, Built) else one for one in bases]
    names = [one.name for one in several]
    if question.measure != "level" and len(names) < 2:
        raise InputError(tell("error.sensitivity_one", measure=question.measure))
    sample: Sample | None = None
    if question.method == tornado.NAME:
        design: Design = tornado.ends_of(inputs, usual_values(model, inputs.factors, several))
    else:
        sample = sampled(method_of(question), inputs, question.size, question.seed)
        design = sample.design
    reference = None if question.measure == "level" else usual_reference(names)
    return Laid(question, inputs, points_over(design, bases), sample, reference)


def answers(study: Laid, runs: pd.DataFrame) -> list[Answer]:
    """What the runs of a study say, a scenario each.

    Raises:
        RunError: a run failed, a point has no value, or all have the same.
    """
    _refuse_failed(runs)
    question = study.question
    count, arms = len(study.points.design.points), study.points.arms
    by_arm = {name: _by_point(runs, name, count, question.outcome) for name in arms}
    made = []
    for name in arms:
        if name == study.reference:
            continue
        values = by_arm[name]
        if study.reference is not None:
            base = by_arm[study.reference]
            values = values - base
            if question.measure == "percent":
                values = 100.0 * values / base.mean(1, keepdims=True)
        made.append(_answer(study, name, values))
    return made


def _answer(study: Laid, name: str, values: np.ndarray) -> Answer:
    means = values.mean(1)
    if study.sample is None:
        table = tornado.swings(study.inputs, study.points.design, values)
        return Answer(name, None, table, means, float("nan"), float(means[0]))
    found = analysed(study.sample, means, study.question.outcome, study.question.seed)
    return Answer(name, found, None, means, luck_of(values))


def luck_of(values: np.ndarray) -> float:
    """The share of the variance between points that their luck may make up; values by point and seed."""
    if values.shape[1] < 2:
        return float("nan")
    return float(min(1.0, values.var(1, ddof=1).mean() / values.shape[1] / values.mean(1).var(ddof=1)))


def _by_point(runs: pd.DataFrame, base: str, count: int, outcome: str) -> np.ndarray:
    """An outcome by point and seed."""
    table = runs.pivot(index="scenario", columns="seed", values=outcome)
    return table.loc[[called(base, at) for at in range(1, count + 1)]].to_numpy(float)


def _refuse_failed(runs: pd.DataFrame) -> None:
    failed = runs[runs["error"].notna()] if "error" in runs else runs.iloc[:0]
    if len(failed):
        names = list(dict.fromkeys(failed["scenario"]))
        named = ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")
        first = failed["error"].iloc[0]
        raise RunError(tell("error.sensitivity_failed", count=len(failed), points=named, first=first))
