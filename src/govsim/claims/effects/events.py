"""What needs single enterprises: a forced visit, who closes, peers of those who disclose, and the credit score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from govsim.claims.effects.cases import DISCLOSURE, FORCED_VISIT, PENALTIES, SCORE, START, build
from govsim.engines.core import Run, base_for
from govsim.language import Model
from govsim.model import model_for
from govsim.scenario import Scenario
from govsim.study.analysis.arms import Progress, in_threads
from govsim.study.runs.statistics import Estimate, change, estimate
from govsim.study.speak.errors import InputError
from govsim.year import USUAL_WEEKS, WEEKS_A_YEAR

VISIT_WEEK = 208
VISIT_WEEKS = 416  # four years after the visit are watched
PEER_WEEKS = 364
QUARTER = 0.25
CLOSING_FROM = 260
LISTING_TERM, LISTING_THRESHOLD = 156, 0.40  # as credit_penalties has them by default


@dataclass
class Events:
    """What came of the experiments with single enterprises.

    Attributes:
        visit: effect of a forced visit in per cent, by kind of visit, group and year.
        curve: the same for the visited by week, by kind: rows of week, mean, low, high.
        punished: share of the visited that were punished in the week of the visit, by kind.
        closing: closures a year under credit penalties against scores alone, by who closes.
        replaced: change of mean fixed risk under credit penalties, for the closed are replaced.
        peers: changes at enterprises that disclose nothing while half of the others do.
        separation: areas under the curve of the credit score, by definition of risky.
        fading: response to a serious or fatal accident by series: rows of week, mean, low, high.
        long: five-year means by scenario and outcome: estimates in per cent of years 6 to 10.
        bounds: share of enterprises or workers at the end of their range after thirty years, by scenario and column.
    """

    visit: dict[str, dict[str, list[Estimate]]] = field(default_factory=dict)
    curve: dict[str, np.ndarray] = field(default_factory=dict)
    punished: dict[str, float] = field(default_factory=dict)
    closing: dict[str, Estimate] = field(default_factory=dict)
    replaced: Estimate = Estimate(0.0, 0.0, 0.0)
    peers: dict[str, Estimate] = field(default_factory=dict)
    separation: dict[str, Estimate] = field(default_factory=dict)
    fading: dict[str, np.ndarray] = field(default_factory=dict)
    long: dict[str, dict[str, list[Estimate]]] = field(default_factory=dict)
    bounds: dict[str, dict[str, float]] = field(default_factory=dict)


def halves(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """Two halves of the enterprises that are alike: every other one by industry and size."""
    rows = base_for(model_for(scenario), scenario.population).tables["enterprise"]
    order = np.lexsort((rows["headcount"], rows["industry"]))
    order = order[rows["headcount"][order] > 0]
    return np.sort(order[::2]), np.sort(order[1::2])


def watch(model: Model, scenario: Scenario, seed: int, columns: Sequence[str]) -> np.ndarray:
    """Columns of every enterprise week by week: an array by column, week and enterprise; 0 for the vacant."""
    run = Run(model, scenario, seed)
    rows = run.world.tables["enterprise"]
    seen = np.zeros((len(columns), scenario.weeks, len(rows)))
    for week in range(scenario.weeks):
        run.play_to(week + 1)
        for place, column in enumerate(columns):
            np.multiply(rows[column], rows["alive"], out=seen[place, week])
    return seen


# --- A forced visit ------------------------------------------------------------------------------------------------

VISITS: Mapping[str, float] = {"never punished": 0.0, "as usual": 1.0, "nearly always punished": 20.0}


def _visit_scenarios(treated: Sequence[np.ndarray]) -> dict[tuple[str, int], Scenario]:
    made = {}
    for kind, strictness in VISITS.items():
        for half, rows in enumerate(treated):
            settings = {
                "strictness": strictness, "start": VISIT_WEEK, "end": VISIT_WEEK + 1,
                "scope": {"enterprises": [int(row) for row in rows]},
            }  # fmt: skip
            made[kind, half] = build(
                f"visit_{strictness:g}_{half}", {"forced_visit": settings}, weeks=VISIT_WEEKS,
                plugins=[str(FORCED_VISIT)],
            )  # fmt: skip
    return made


def forced_visits(seeds: Sequence[int], threads: int | None = None, on_done: Progress = None) -> Events:
    """Visit one half of the enterprises in one week, then in other runs the other half, and watch both."""
    if not FORCED_VISIT.is_file():
        raise InputError(f"effects needs a checkout of the project: there is no {FORCED_VISIT}.")
    plain = build("visit_none", {}, weeks=VISIT_WEEKS)
    treated = halves(plain)
    scenarios = _visit_scenarios(treated)
    columns = ("injuries_expected", "sanctions", "visits")

    def work(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
        seen = watch(model, scenario, seed, columns)
        return np.array([seen[:, :, rows].sum(2) for rows in treated])  # half, column, week

    jobs = [(one, seed) for one in (plain, *scenarios.values()) for seed in seeds]
    found = np.array(in_threads(jobs, work, threads, on_done)).reshape(1 + len(scenarios), len(seeds), 2, 3, -1)
    base = found[0]
    events = Events()
    for kind in VISITS:
        runs = {half: found[1 + list(scenarios).index((kind, half))] for half in (0, 1)}
        hit = np.stack([runs[half][:, half] for half in (0, 1)])  # half, seed, column, week
        hit_base = np.stack([base[:, half] for half in (0, 1)])
        other = np.stack([runs[half][:, 1 - half] for half in (0, 1)])
        other_base = np.stack([base[:, 1 - half] for half in (0, 1)])
        events.visit[kind] = {
            "visited": [_by_year(hit, hit_base, year) for year in range(4)],
            "not visited": [_by_year(other, other_base, year) for year in range(4)],
        }
        count = float(hit[:, :, 2, VISIT_WEEK].sum())
        events.punished[kind] = float(hit[:, :, 1, VISIT_WEEK].sum()) / max(count, 1.0)
        events.curve[kind] = _curve(hit[:, :, 0], hit_base[:, :, 0])
    events.visit["punished or not"] = {"visited": _stronger(found, list(scenarios))}
    return events


def _by_year(after: np.ndarray, before: np.ndarray, year: int) -> Estimate:
    weeks = slice(VISIT_WEEK + year * WEEKS_A_YEAR, VISIT_WEEK + (year + 1) * WEEKS_A_YEAR)
    one, two = (each[:, :, 0, weeks].sum((0, 2)) for each in (after, before))  # by seed
    return change(one, two)


def _stronger(found: np.ndarray, keys: list[tuple[str, int]]) -> list[Estimate]:
    """What punishment adds to a visit, by year, in per cent of the injuries without a visit."""
    first, *_, last = VISITS
    hard, mild, base = (
        np.stack([found[at][:, half] for half, at in enumerate(places)])
        for places in (
            [1 + keys.index((last, half)) for half in (0, 1)], [1 + keys.index((first, half)) for half in (0, 1)],
            [0, 0],
        )
    )  # fmt: skip
    years = []
    for year in range(4):
        weeks = slice(VISIT_WEEK + year * WEEKS_A_YEAR, VISIT_WEEK + (year + 1) * WEEKS_A_YEAR)
        one, two, usual = (each[:, :, 0, weeks].sum((0, 2)) for each in (hard, mild, base))
        years.append(estimate(100.0 * (one - two) / usual.mean()))
    return years


def _curve(after: np.ndarray, before: np.ndarray, width: int = 4) -> np.ndarray:
    """Weekly effect on the visited in per cent, as means over four weeks: rows of week, mean, low, high."""
    rows = []
    for week in range(-24, VISIT_WEEKS - VISIT_WEEK - width + 1, width):
        weeks = slice(VISIT_WEEK + week, VISIT_WEEK + week + width)
        one, two = (each[:, :, weeks].sum((0, 2)) for each in (after, before))
        found = change(one, two)
        rows.append((week + width / 2, found.mean, found.low, found.high))
    return np.array(rows)


# --- Peers of those who disclose -----------------------------------------------------------------------------------


def peers_of_the_disclosed(
    seeds: Sequence[int], threads: int | None = None, on_done: Progress = None
) -> dict[str, Estimate]:
    """Half of the enterprises disclose; the others do not, read of them, and are watched."""
    plain = build("peers_none", {}, weeks=PEER_WEEKS)
    disclosed, others = halves(plain)
    settings = {name: {**about, "scope": {"enterprises": [int(row) for row in disclosed]}}
                for name, about in DISCLOSURE.items()}  # fmt: skip
    half = build("peers_half", settings, weeks=PEER_WEEKS)
    columns = ("violation_total", "crew", "injuries_expected", "vigilance", "alive")

    def work(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
        seen = watch(model, scenario, seed, columns)[:, 208:]
        return np.stack([seen[:, :, rows].sum((1, 2)) for rows in (disclosed, others)])

    jobs = [(one, seed) for one in (plain, half) for seed in seeds]
    found = np.array(in_threads(jobs, work, threads, on_done)).reshape(2, len(seeds), 2, len(columns))
    effects = {}
    for group, place in (("who disclose", 0), ("who do not", 1)):
        before, after = found[0, :, place], found[1, :, place]
        for label, over, by in (("violations", 0, 1), ("true injuries", 2, 1), ("alertness", 3, 4)):
            one, two = after[:, over] / after[:, by], before[:, over] / before[:, by]
            effects[f"{label} of those {group}"] = change(one, two)
    return effects


# --- Who closes under credit penalties -------------------------------------------------------------------------------


def who_closes(
    seeds: Sequence[int], threads: int | None = None, on_done: Progress = None
) -> tuple[dict[str, Estimate], Estimate]:
    """Sums of the chances to close, with scores and penalties against scores alone, by who closes.

    The list is drawn without penalties too, by the same threshold and term, though nobody then pays for being on it:
    so the listed are compared with their like. Also the change of mean fixed risk: who closes is replaced.
    """

    def work(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
        run = Run(model, scenario, seed)
        rows, numbers = run.world.tables["enterprise"], run.world.parameters[0]
        usual = run.world.tables["industry"]["injury_base"][rows["industry"]]
        below, since, counts = np.zeros(len(rows), bool), np.zeros(len(rows)), np.zeros(7)
        for week in range(scenario.weeks):
            run.play_to(week + 1)
            alive = rows["alive"]
            since[below] += 1
            below &= alive & (since < LISTING_TERM)
            new = alive & ~below & (rows["public_score"] < LISTING_THRESHOLD) & (week >= START)
            since[new], below = 0, below | new
            if week >= CLOSING_FROM:
                weak = rows["distressed"]
                chance = (
                    numbers["exit_base"] * rows["size_exit"] * (1.0 + numbers["exit_distress"] * weak) / WEEKS_A_YEAR
                )
                groups = (weak, ~weak, below)
                counts[:3] += [chance[alive & group].sum() for group in groups]
                counts[3:5] += [below.sum() / WEEKS_A_YEAR, (below & weak).sum() / WEEKS_A_YEAR]
                weight = usual * rows["crew"] * alive
                counts[5:] += [weight @ rows["hazard_intensity"], weight.sum()]
        return counts * WEEKS_A_YEAR / (scenario.weeks - CLOSING_FROM)

    scenarios = [build("closing_score", SCORE), build("closing_penalties", PENALTIES)]
    jobs = [(one, seed) for one in scenarios for seed in seeds]
    without, with_list = np.array(in_threads(jobs, work, threads, on_done)).reshape(2, len(seeds), 7)
    gap = with_list - without
    risk = np.log((with_list[:, 5] / with_list[:, 6]) / (without[:, 5] / without[:, 6]))
    closing = {
        "expected closures of enterprises in distress, %": estimate(100.0 * gap[:, 0] / without[:, 0].mean()),
        "expected closures of others, %": estimate(100.0 * gap[:, 1] / without[:, 1].mean()),
        "yearly chance to close on the list, points": _ratio_gap(with_list, without, 2, 3),
        "share of the listed in distress, points": _ratio_gap(with_list, without, 4, 3),
    }
    return closing, estimate(100.0 * risk)


def _ratio_gap(after: np.ndarray, before: np.ndarray, over: int, by: int) -> Estimate:
    """Difference of two ratios of sums in percentage points, its interval from the jackknife over seeds."""

    def gap(chosen: np.ndarray) -> float:
        return 100.0 * float(after[chosen, over].sum() / after[chosen, by].sum()
                             - before[chosen, over].sum() / before[chosen, by].sum())  # fmt: skip

    everyone = np.arange(len(after))
    whole = gap(everyone)
    count = len(after)
    return estimate(np.array([count * whole - (count - 1) * gap(everyone != out) for out in everyone]), "points")


# --- The credit score ----------------------------------------------------------------------------------------------


def separation(seeds: Sequence[int], threads: int | None = None, on_done: Progress = None) -> dict[str, Estimate]:
    """How well a low credit score points to the enterprises with the highest true expected injuries a worker.

    Risky is the top quarter of enterprises that lived through the years meant. The score is that of the end of a year;
    the injuries are those of the same year or of the next, and the quarter is of the county or of the own industry.
    """
    scenario = build("score", {"credit_scoring": {}}, weeks=USUAL_WEEKS)

    def work(model: Model, one: Scenario, seed: int) -> np.ndarray:
        run = Run(model, one, seed, yearly=True)
        run.play_to(one.weeks)
        return _areas(run.yearly)

    found = np.array(in_threads([(scenario, seed) for seed in seeds], work, threads, on_done))
    labels = ("next year, county", "same year, county", "next year, own industry", "same year, own industry")
    return {label: estimate(found[:, place], "area") for place, label in enumerate(labels)}


def _areas(yearly: np.ndarray) -> np.ndarray:
    """Mean area under the curve over years 6 to 9, by definition."""
    found = []
    for year in range(5, 9):
        now, then = yearly[year, 0], yearly[year + 1, 0]
        stay = (now["weeks"] == WEEKS_A_YEAR) & (then["weeks"] == WEEKS_A_YEAR) & (now["id"] == then["id"])
        stay &= (now["generation"] == then["generation"]) & (now["worker_weeks"] > 0) & (then["worker_weeks"] > 0)
        score, industry = now["credit_score"][stay], now["industry"][stay]
        rates = [table["injuries_expected"][stay] / table["worker_weeks"][stay] for table in (then, now)]
        county = [area(score, rate >= np.quantile(rate, 1.0 - QUARTER)) for rate in rates]
        own = [area(score, _top_of_own(rate, industry)) for rate in rates]
        found.append([*county, *own])
    return np.mean(found, 0)


def _top_of_own(rate: np.ndarray, industry: np.ndarray) -> np.ndarray:
    top = np.zeros(len(rate), bool)
    for code in np.unique(industry):
        mine = industry == code
        top[mine] = rate[mine] >= np.quantile(rate[mine], 1.0 - QUARTER)
    return top


def area(score: np.ndarray, risky: np.ndarray) -> float:
    """Chance that a risky enterprise has a lower score than a safe one; ties count half."""
    below = score[risky][:, None] < score[~risky][None, :]
    equal = score[risky][:, None] == score[~risky][None, :]
    return float((below + 0.5 * equal).mean())
