"""A study of discovery: points of a design, played with all scenarios under the same seeds, and what comes of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.scenario import Scenario
from govsim.study.analysis.designs.points import Points, called
from govsim.study.analysis.discovery.best import Best, best_of
from govsim.study.analysis.discovery.columns import Column, Table, columns_of
from govsim.study.analysis.discovery.prim import Found, Search, find_box, quasi_p
from govsim.study.analysis.discovery.scores import Scores, scored
from govsim.study.analysis.discovery.sure import Sure, how_sure
from govsim.study.ask.checks import number, one_of
from govsim.study.runs.statistics import means
from govsim.study.speak.errors import InputError, RunError
from govsim.study.speak.words import tell

MEASURES = ("level", "difference", "percent")
ABOVE, BELOW, HIGHEST, LOWEST = WHERES = ("above", "below", "highest", "lowest")
TOP = 20.0  # per cent of the points that are the highest or lowest where nobody says how many; assumed, a usual choice
FEWEST_HITS = 8  # points at which it happens, and at which it does not, that a rule takes; assumed: a half has half
FEWEST_POINTS = 20  # of which rules and scores are made; assumed: a box of the usual least size would hold one
ENOUGH_LUCK = 0.05  # a box that shuffles match more often is none; the usual level
FAILED = 0.5  # share of points that may be without a value; assumed: of fewer it is another question
SHARES = (1.0, 99.0)  # per cent of points that may be asked for
MOST = 1e15  # of a threshold


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        outcome: whose values are looked at.
        measure: the level of a scenario, or its difference from the reference, or that in per cent of its mean.
        where: above or below a threshold, or among the highest or lowest points.
        threshold: in units of the measure; of highest and lowest, per cent of the points.
        search: how boxes are searched for.
        boxes: how many at most.
        map: two settings over which the best scenario is drawn; () for none.
        scores: whether importances are worked out.
        lowest: whether the lowest value is the best one, in a map.
        seed: of what is drawn.
    """

    outcome: str
    measure: str
    where: str
    threshold: float
    search: Search = Search()
    boxes: int = 3
    map: tuple[str, ...] = ()
    scores: bool = True
    lowest: bool = True
    seed: int = 1


@dataclass(frozen=True)
class Laid:
    """A study that can be played.

    Attributes:
        question: what is asked.
        points: the scenarios of all points.
        columns: the settings that differ between points.
        reference: from which differences are counted; None where levels are looked at.
    """

    question: Question
    points: Points
    columns: Sequence[Column]
    reference: str | None


@dataclass(frozen=True)
class Boxed:
    """A box, and what it says of the points that were left when it was searched for.

    Attributes:
        found: the box and the way to it.
        restrictions: a row a restriction: column, side, end, quasi_p, again, end_low, end_high.
        inside: which of all points lie in it and in none before it.
        coverage: share of all points where it happens that lie in it.
        density: share of its points where it happens.
        mass: share of all points that lie in it.
        base: share of the points where it happens, among those that were searched.
        sure: whether luck gives one as good, and what halves of the points say.
    """

    found: Found
    restrictions: pd.DataFrame
    inside: np.ndarray
    coverage: float
    density: float
    mass: float
    base: float
    sure: Sure

    @property
    def hits(self) -> int:
        """Points in it where it happens."""
        return round(self.density * int(self.inside.sum()))


@dataclass(frozen=True)
class Answer:
    """What was found of one scenario.

    Attributes:
        scenario: of which.
        points: a row a point: point, value, low, high (its interval over seeds), hit, is_sure, box; points without a
            value are not there.
        end: beyond which value a point is a hit.
        boxes: in the order in which they were found.
        why: what ended the search: `none`, `all`, `few`, `luck`, `density`, or `enough` boxes.
        scores: importances; None where none were asked for, or the points are too few.
    """

    scenario: str
    points: pd.DataFrame
    end: float
    boxes: Sequence[Boxed]
    why: str
    scores: Scores | None

    @property
    def trajectory(self) -> pd.DataFrame:
        """A row a box and step: step, points, coverage, density, mass, restricted settings, is_chosen."""
        hits, count = int(self.points["hit"].sum()), len(self.points)
        rows = []
        for number_, box in enumerate(self.boxes, 1):
            for at, step in enumerate(box.found.steps):
                settings = len({column for column, _ in step.box.restrictions})
                rows.append((number_, at, step.inside, step.ones / max(hits, 1), step.ones / step.inside,
                             step.inside / count, settings, at == box.found.chosen))  # fmt: skip
        names = ["box", "step", "points", "coverage", "density", "mass", "settings", "is_chosen"]
        return pd.DataFrame(rows, columns=names)


def question_of(
    outcome: str, measure: str | None, where: str | None, threshold: object, scenarios: int, search: Search,
    boxes: int = 3, mapped: Sequence[str] = (), scores: bool = True, better: str = "",
) -> Question:  # fmt: skip
    """A question with what nobody said filled in: the worse side of zero for differences, the worst fifth of levels.

    Raises:
        InputError: something of it cannot be.
    """
    chosen = one_of("measure", measure or ("level" if scenarios == 1 else "difference"), "measure", MEASURES)
    if chosen != "level" and scenarios < 2:
        raise InputError(tell("error.sensitivity_one", measure=chosen))
    worse = (LOWEST, BELOW) if better == "more" else (HIGHEST, ABOVE)
    way = one_of("where", where or worse[chosen != "level"], "where", WHERES)
    is_share = way in (HIGHEST, LOWEST)
    if threshold is None and not is_share and chosen == "level":
        raise InputError(tell("error.discover_threshold", where=way))
    if threshold is None:
        end = TOP if is_share else 0.0
    else:
        end = number("threshold", threshold, *SHARES, "%") if is_share else number("threshold", threshold, -MOST, MOST)
    lowest = better == "less" or (not better and way in (ABOVE, HIGHEST))
    return Question(outcome, chosen, way, end, search, boxes, tuple(mapped), scores, lowest)


def laid(question: Question, points: Points, reference: str | None) -> Laid:
    """A study ready to be played.

    Raises:
        InputError: a map of settings that do not differ, or too few points for rules.
    """
    columns = columns_of(points.design)
    if not columns:
        raise InputError(tell("error.discover_settings"))
    if question.map:
        if len(set(question.map)) != 2:
            raise InputError(tell("error.discover_map"))
        if len(points.arms) < 2:
            raise InputError(tell("error.discover_map_one"))
        for key in question.map:
            one_of("map", key, "setting_of", [one.key for one in columns])
    elif len(points.design.points) < FEWEST_POINTS:
        raise InputError(tell("error.discover_points", count=len(points.design.points), fewest=FEWEST_POINTS))
    return Laid(question, points, columns, None if question.measure == "level" else reference)


def check_seeds(seeds: Sequence[int]) -> None:
    """Refuse a single seed, of which no point knows how much of its value is luck.

    Raises:
        InputError: there is one.
    """
    if len(seeds) < 2:
        raise InputError(tell("error.discover_seeds"))


def answers(study: Laid, runs: pd.DataFrame) -> list[Answer]:
    """What the runs of a study say, a scenario each.

    Raises:
        InputError: the outcome is the same at all points.
        RunError: most points have no value.
    """
    question, arms = study.question, study.points.arms
    by_arm = {name: by_point(study, runs, name) for name in arms}
    made = []
    for name in arms:
        if name == study.reference:
            continue
        values = by_arm[name]
        if study.reference is not None:
            base = by_arm[study.reference]
            values = values - base
            if question.measure == "percent":
                with np.errstate(divide="ignore", invalid="ignore"):
                    values = 100.0 * values / base.mean(1, keepdims=True)
        made.append(_answer(study, name, values))
    return made


def mapped(study: Laid, runs: pd.DataFrame) -> Best | None:
    """Which scenario is best where; None where no map is asked for."""
    keys = study.question.map
    if not keys:
        return None
    values = {name: by_point(study, runs, name) for name in study.points.arms}
    columns = {one.key: one for one in study.columns}
    settings = pd.DataFrame({"point": np.arange(1, len(study.points.design.points) + 1)} | {
        key: [point[key] for point in study.points.design.points] for key in keys
    } | {f"place_{at}": columns[key].places for at, key in enumerate(keys)})  # fmt: skip
    return best_of(values, settings, study.question.lowest)


def by_point(study: Laid, runs: pd.DataFrame, name: str) -> np.ndarray:
    """An outcome of a scenario by point and seed; nan where a run did not come to its end."""
    table = runs.pivot(index="scenario", columns="seed", values=study.question.outcome)
    names = [called(name, at) for at in range(1, len(study.points.design.points) + 1)]
    return table.reindex(names).to_numpy(float)


def _answer(study: Laid, name: str, values: np.ndarray) -> Answer:
    question = study.question
    there = np.flatnonzero(np.isfinite(values).all(axis=1))
    if len(there) < FAILED * len(values):
        raise RunError(tell("error.discover_failed", outcome=question.outcome, count=len(values) - len(there)))
    mean, half, _ = means(values[there].T)
    if np.ptp(mean) <= 1e-12 * max(1.0, float(np.abs(mean).max())):
        raise InputError(tell("error.sensitivity_constant", outcome=question.outcome, value=f"{mean[0]:.6g}"))
    hits, end = _hits(question, mean)
    points = pd.DataFrame({"point": there + 1, "value": mean, "low": mean - half, "high": mean + half, "hit": hits,
                           "is_sure": (mean - half > end) | (mean + half < end), "box": 0})  # fmt: skip
    boxes, why = _boxes(study, there, hits)
    for at, one in reversed(list(enumerate(boxes, 1))):
        points.loc[one.inside, "box"] = at
    has_scores = question.scores and len(there) >= FEWEST_POINTS
    scores = scored(_columns_at(study, there), mean, question.seed) if has_scores else None
    return Answer(name, points, end, boxes, why, scores)


def _hits(question: Question, mean: np.ndarray) -> tuple[np.ndarray, float]:
    """At which points it happens, and beyond which value."""
    if question.where in (ABOVE, BELOW):
        end = question.threshold
    else:
        end = float(
            np.percentile(mean, 100.0 - question.threshold if question.where == HIGHEST else question.threshold)
        )
    return (mean > end) if question.where in (ABOVE, HIGHEST) else (mean < end), end


def _columns_at(study: Laid, there: np.ndarray) -> list[Column]:
    return [Column(one.key, one.places[there], one.names, one.is_apart) for one in study.columns]


def _boxes(study: Laid, there: np.ndarray, hits: np.ndarray) -> tuple[list[Boxed], str]:
    """Boxes one after the other, each among the points that those before it leave."""
    if len(set(hits.tolist())) < 2:
        return [], "all" if hits.all() else "none"
    made: list[Boxed] = []
    columns, left = _columns_at(study, there), np.ones(len(hits), bool)
    search = study.question.search
    while len(made) < study.question.boxes:
        picked = np.flatnonzero(left)
        if min(hits[picked].sum(), (~hits[picked]).sum()) < FEWEST_HITS:
            return made, "few"
        table = Table(columns, picked)
        found = find_box(table, hits[picked], search)
        if not found.box.restrictions:
            return made, "luck"
        if found.worth < 0.0:
            return made, "density"
        sure = how_sure(table, hits[picked], search, found, study.question.seed)
        if sure.chance > ENOUGH_LUCK:
            return made, "luck"
        made.append(_boxed(table, hits, found, sure))
        left &= ~made[-1].inside
    return made, "enough"


def _boxed(table: Table, hits: np.ndarray, found: Found, sure: Sure) -> Boxed:
    inside = np.zeros(len(hits), bool)
    inside[table.picked[table.members(found.box)]] = True
    chances = quasi_p(table, hits[table.picked], found.box)
    rows = []
    for at, side in found.box.restrictions:
        again = sure.again[(sure.again["column"] == at) & (sure.again["side"] == side)].iloc[0]
        end = {"low": found.box.low, "high": found.box.high}.get(side)
        rows.append((at, side, math.nan if end is None else float(end[at]), chances[(at, side)], float(again["again"]),
                     float(again["end_low"]), float(again["end_high"])))  # fmt: skip
    names = ["column", "side", "end", "quasi_p", "again", "end_low", "end_high"]
    ones = int((inside & hits).sum())
    return Boxed(found, pd.DataFrame(rows, columns=names), inside, ones / int(hits.sum()), ones / int(inside.sum()),
                 float(inside.mean()), float(hits[table.picked].mean()), sure)  # fmt: skip


def check_bases(scenarios: Sequence[Scenario]) -> None:
    """Refuse scenarios that cannot be compared.

    Raises:
        InputError: they sum over other weeks, or two are alike.
    """
    from govsim.study.analysis.comparable import check_comparable

    if len(scenarios) > 1:
        check_comparable(scenarios)
