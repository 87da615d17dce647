"""What trials say, seed by seed, beside the true effect on the same units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from govsim.scenario import Scenario
from govsim.study.analysis.trials.assignment import Looks, chosen, sample, share_of
from govsim.study.analysis.trials.designs.catalogue import WHOLE_COUNTY
from govsim.study.analysis.trials.laid import EVERYWHERE, FROM, WITHOUT, Laid, Values
from govsim.study.analysis.trials.outcomes import BOOKS, CLIMATE, RECORDED, TRUE, WORKED, column, true_column
from govsim.study.analysis.trials.panel import NEVER, Found, Panel, rate, rates_of
from govsim.study.analysis.trials.question import HEADCOUNT
from govsim.study.runs.statistics import Estimate

# What plays arms: their name as a whole, scenarios, seeds, counties over which seeds are spread, and whether each
# scenario has one seed of its own; gives the yearly table of enterprises.
Play = Callable[[str, Mapping[str, Scenario], Sequence[int], int, bool], pd.DataFrame]


@dataclass
class Answers:
    """What came of the trials of a question.

    Attributes:
        laid: what was asked.
        estimates: a row a seed, assignment, book and estimator.
        power: a row a seed, assignment, book, number of units and of years; empty where none was asked for.
        path: a row a seed, assignment, book and year since adoption; empty where the design has none.
    """

    laid: Laid
    estimates: pd.DataFrame
    power: pd.DataFrame = field(default_factory=pd.DataFrame)
    path: pd.DataFrame = field(default_factory=pd.DataFrame)


def answers(laid: Laid, play: Play, report: Callable[[int, int], None] | None = None) -> Answers:
    """Play all trials and let the design say what it sees in each.

    Args:
        laid: what is asked.
        play: plays arms.
        report: called with how many trials are estimated, and how many there are.
    """
    arms = laid.first_arms()
    table = play("arms", arms, laid.run_seeds, laid.counties, False)
    without_treated = laid.values(table, arms)
    rows: list[dict[str, object]] = []
    power: list[dict[str, object]] = []
    paths: list[pd.DataFrame] = []
    for assignment in _assignments(laid):
        treated, running = _chosen(laid, assignment, without_treated[WITHOUT])
        assigned = _assigned(laid, assignment, treated, without_treated, play)
        for at, seed in enumerate(laid.seeds):
            case = _Case(laid, assignment, at, treated[seed], running[seed], without_treated, assigned)
            mine, way = case.rows()
            rows += mine
            paths += way
            power += case.power()
            if report is not None:
                report(at + 1, len(laid.seeds))
    path = pd.concat(paths, ignore_index=True) if paths else pd.DataFrame()
    return Answers(laid, pd.DataFrame(rows), pd.DataFrame(power), path)


def _assignments(laid: Laid) -> tuple[str, ...]:
    return ("cutoff",) if laid.question.by.by_cutoff else laid.question.assignments


def _chosen(laid: Laid, how: str, before: Values) -> tuple[dict[int, np.ndarray], dict[int, np.ndarray]]:
    """By seed, which units are treated, and, of a discontinuity, how far each lies from the cutoff."""
    question, start = laid.question, laid.question.before
    recorded = before[column(question.outcome, RECORDED)][:, :, :start].sum(2)
    record = rates_of(recorded, before[WORKED][:, :, :start].sum(2))
    treated, running = {}, {}
    for at, seed in enumerate(laid.seeds):
        running[seed] = np.empty(0)
        if question.by.by_cutoff:
            decides = laid.headcount if question.running == HEADCOUNT else record[at]
            cutoff = np.quantile(decides, 1.0 - question.share) if question.cutoff is None else question.cutoff
            treated[seed] = decides >= cutoff
            if question.running == HEADCOUNT:
                decides, cutoff = np.log(decides), np.log(max(cutoff, 1.0))
            running[seed] = decides - cutoff
        else:
            count = 1 if question.by.treats_one else share_of(laid.units, question.share)
            looks = Looks(record[at], before[CLIMATE][at, :, start - 1])
            treated[seed] = chosen(how, looks, count, seed)
    return treated, running


def _assigned(
    laid: Laid, how: str, treated: Mapping[int, np.ndarray], arms: Mapping[str, Values], play: Play
) -> Values:
    """What the units do in the runs in which the chosen are treated; counties do so without each other."""
    if laid.question.units != WHOLE_COUNTY:
        table = play(how, laid.arms_of(how, treated), laid.run_seeds, 1, True)
        return laid.assigned_values(table)
    first = np.array([laid.first_years(treated[seed], seed) for seed in laid.seeds])
    made = {name: values.copy() for name, values in arms[WITHOUT].items()}
    for year in np.unique(first[first != NEVER]):
        arm = EVERYWHERE if year == laid.question.before else f"{FROM}_{year}"
        for name, values in made.items():
            values[first == year] = arms[arm][name][first == year]
    return made


@dataclass(frozen=True)
class _Case:
    """One trial: an assignment under a seed."""

    laid: Laid
    assignment: str
    at: int
    treated: np.ndarray
    running: np.ndarray
    arms: Mapping[str, Values]
    assigned: Values

    @property
    def head(self) -> dict[str, object]:
        question = self.laid.question
        return {"design": question.design, "assignment": self.assignment, "seed": self.laid.seeds[self.at],
                "outcome": question.outcome}  # fmt: skip

    def panel(self, book: str) -> Panel:
        laid, question = self.laid, self.laid.question
        first = laid.first_years(self.treated, laid.seeds[self.at])
        return Panel(self.assigned[column(question.outcome, book)][self.at], self.assigned[WORKED][self.at], first,
                     question.before, laid.headcount, laid.group, self.running,
                     question.units != "enterprise")  # fmt: skip

    def rows(self) -> tuple[list[dict[str, object]], list[pd.DataFrame]]:
        """What each estimator says of each book, beside the true effects."""
        rows: list[dict[str, object]] = []
        paths: list[pd.DataFrame] = []
        for book in self.laid.question.books:
            panel = self.panel(book)
            found = self.laid.question.by.estimate(panel)
            truth = self.effects(panel, found)
            size = {"units": panel.units, "treated": int(panel.treated.sum()), "years": self.laid.question.horizon}
            for place, (name, one) in enumerate({found.estimator: found.estimate, **found.beside}.items()):
                rows.append({**self.head, "book": book, "estimator": name, "beside": place > 0, **size,
                             **_numbers(one), **truth})  # fmt: skip
            if found.path is not None:
                paths.append(self._path(book, panel, found.path))
        return rows, paths

    def _path(self, book: str, panel: Panel, path: pd.DataFrame) -> pd.DataFrame:
        first = panel.first[:, None]
        since = np.where(first == NEVER, -1, np.arange(panel.counts.shape[1]) - first)
        true = [self._effect(TRUE, (since == year).astype(float)) if year >= 0 else 0.0 for year in path["year"]]
        made = path.assign(true_effect=true, book=book, **self.head)
        return made[[*self.head, "book", "year", "estimate", "low", "high", "true_effect"]]

    def effects(self, panel: Panel, found: Found) -> dict[str, float]:
        """What the treatment does to the treated, to the others, and to all where all have it; by its own cells."""
        cells = _looked_at(panel, found)
        years = np.arange(cells.shape[1]) >= panel.start
        others = ((~panel.treated)[:, None] & years).astype(float)
        made = {f"{book}_effect": self._effect(book, cells) for book in BOOKS}
        made["spillover"] = self._effect(TRUE, others)
        everyone = np.ones_like(cells) * years
        made["everywhere_effect"] = self._effect(TRUE, everyone, self.arms[EVERYWHERE])
        return made

    def _effect(self, book: str, cells: np.ndarray, after: Values | None = None) -> float:
        """The change of a rate over cells between the trial and the same seed without it, in per cent."""
        name, at = true_column(self.laid.question.outcome, book), self.at
        there = slice(0, cells.shape[1])
        rates = [rate(values[name][at][:, there], values[WORKED][at][:, there], cells)
                 for values in (after or self.assigned, self.arms[WITHOUT])]  # fmt: skip
        return float(100.0 * (rates[0] / rates[1] - 1.0)) if rates[1] else float("nan")

    def power(self) -> list[dict[str, object]]:
        """What smaller and shorter trials would have said."""
        question = self.laid.question
        if not (question.sizes or question.years):
            return []
        rows: list[dict[str, object]] = []
        seed = self.laid.seeds[self.at]
        for book in question.books:
            panel = self.panel(book)
            for count in question.sizes or (panel.units,):
                units = np.arange(panel.units) if count == panel.units else sample(self.treated, count, seed)
                for years in question.years or (question.horizon,):
                    fewer = panel.only(units, years)
                    found = question.by.estimate(fewer)
                    cells = np.zeros((panel.units, fewer.counts.shape[1]))
                    cells[units] = _looked_at(fewer, found)
                    rows.append({**self.head, "book": book, "units": count, "years": years,
                                 **_numbers(found.estimate), "true_effect": self._effect(TRUE, cells)})  # fmt: skip
        return rows


def _looked_at(panel: Panel, found: Found) -> np.ndarray:
    """The units and years whose effect a design estimates, each with its weight."""
    return panel.cells if found.weights is None else panel.cells * found.weights[:, None]


def _numbers(one: Estimate) -> dict[str, float]:
    return {"estimate": one.mean, "low": one.low, "high": one.high}
