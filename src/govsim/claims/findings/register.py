"""The 3,000 establishments of the register at the level of their own filings: how their records differ and persist."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np

from govsim.claims.baseline.data import enterprise_years
from govsim.claims.baseline.main import REGISTER
from govsim.claims.effects.cases import ROOT, build
from govsim.claims.findings.lab import Lab, mean, relative
from govsim.engines.core import run_one, weekly_names
from govsim.language import Model
from govsim.scenario import Population, Scenario
from govsim.study.ask.declarations import industries
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.errors import RunError
from govsim.year import WEEKS_A_YEAR

FIRST, YEARS = 2, 5  # years that are watched: two are left for the start
SEEDS = 4
HOURS = 200_000.0  # of a rate per 100 full-time workers
BANDS = {"2-19": (2, 19), "20-49": (20, 49), "50-99": (50, 99), "100-249": (100, 249), "250-499": (250, 499),
         "500-999": (500, 999), "1000+": (1000, 10**9)}  # fmt: skip
PERSISTENCE = "100-249"
FAR = 4  # years
WORST = 0.9


def register(lab: Lab) -> dict[str, np.ndarray]:
    """Every quantity by name: a value a seed. Made once in a lab."""
    return lab.once("register", lambda: _register(lab))


def quantity(name: str, lab: Lab) -> Estimate:
    """One quantity: mean over seeds."""
    return mean(register(lab)[name])


def over_band(what: str, band: str, other: str, lab: Lab) -> Estimate:
    """A quantity of one size band over that of another."""
    found = register(lab)
    return relative(found[f"{what} {band}"], found[f"{what} {other}"])


def filed_rate() -> float:
    """Recorded cases per 100 full-time workers in the register's own file."""
    with (ROOT / REGISTER).open(encoding="utf-8-sig", newline="") as file:
        rows = [{key.lower(): value for key, value in row.items()} for row in csv.DictReader(file)]
    hours = next(key for key in rows[0] if "hours" in key)
    cases = next(key for key in rows[0] if "cases" in key)
    pairs = [(float(row[cases]), float(row[hours])) for row in rows if row[cases] and row[hours]]
    return HOURS * sum(one for one, _ in pairs) / sum(two for _, two in pairs)


def _scenario(level: float, years: int = FIRST + YEARS) -> Scenario:
    weeks = years * WEEKS_A_YEAR
    plain = build("filings", {}, weeks=weeks, start=0)
    usual = {name: values["injury_base"].value for name, values in industries().items()}
    industry = {name: {"injury_base": level * value} for name, value in usual.items()}
    population = Population(kind="register", path=str(ROOT / REGISTER))
    return replace(plain, population=population, industry=industry if level != 1.0 else {})


def _register(lab: Lab) -> dict[str, np.ndarray]:
    """One multiple of all industries' injuries brings the recorded rate to that of the file."""
    level = _level(lab)
    made = lab.each([_scenario(level)], SEEDS, _quantities)[0]
    return dict(zip(_names(), made.T, strict=True)) | {"level": np.full(len(made), level)}


def _level(lab: Lab) -> float:
    """The multiple, from two short runs: recorded rates rise by less than injuries, for enterprises answer to them."""
    tried = 1.5
    cases = [_scenario(level, FIRST + 1) for level in (1.0, tried)]
    usual, more = lab.each(cases, 1, _recorded)[:, 0]
    return float(tried ** (np.log(filed_rate() / usual) / np.log(more / usual)))


def _recorded(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
    weekly = run_one(model, scenario, seed).weekly[-WEEKS_A_YEAR:].sum(0)
    named = dict(zip(weekly_names(model), weekly, strict=True))
    return np.array(100.0 * WEEKS_A_YEAR * named["injuries_recorded"] / named["workers"])


def _names() -> list[str]:
    by_band = [f"{what} {band}" for what in ("zero", "rate", "spread", "next year", "four years") for band in BANDS]
    return [*by_band, "rate", "zero", "top tenth", "persistent", "total", "kept", "worst tenth"]


def _quantities(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
    result = run_one(model, scenario, seed, yearly=True)
    if result.error:
        raise RunError(f"{scenario.name}, seed {seed}: {result.error}")
    assert result.yearly is not None
    window = (FIRST * WEEKS_A_YEAR, (FIRST + YEARS) * WEEKS_A_YEAR)
    rows = enterprise_years(result.yearly, window, seed)
    rows = rows[rows["weeks"] == WEEKS_A_YEAR]
    cases = (rows["injuries_recorded"] + rows["deaths_recorded"]).astype(float)
    size = rows["worker_weeks"] / WEEKS_A_YEAR
    return np.array([*_by_band(rows, cases, size), *_of_all(rows, cases, size)])


def _by_band(rows: np.ndarray, cases: np.ndarray, size: np.ndarray) -> list[float]:
    found: list[list[float]] = [[], [], [], [], []]
    whole = np.round(size)
    for low, high in BANDS.values():
        mine = (whole >= low) & (whole <= high)
        years = [mine & (rows["year"] == year) for year in np.unique(rows["year"])]
        found[0].append(float((cases[mine] == 0).mean()))
        found[1].append(100.0 * float(cases[mine].sum() / size[mine].sum()))
        found[2].append(float(np.mean([cases[one].var(ddof=1) / cases[one].mean() for one in years])))
        found[3].append(_kept_rank(rows[mine], (cases / size)[mine], 1))
        found[4].append(_kept_rank(rows[mine], (cases / size)[mine], FAR))
    return [value for values in found for value in values]


def _of_all(rows: np.ndarray, cases: np.ndarray, size: np.ndarray) -> list[float]:
    order = np.argsort(cases)[::-1]
    top = float(np.mean([cases[order][rows["year"][order] == year][: (rows["year"] == year).sum() // 10].sum()
                         / cases[rows["year"] == year].sum() for year in np.unique(rows["year"])]))  # fmt: skip
    low, high = BANDS[PERSISTENCE]
    mine = (size >= low) & (size <= high)
    lasting, total = _variances(rows[mine], cases[mine])
    return [100.0 * cases.sum() / size.sum(), float((cases == 0).mean()), top, lasting, total, lasting / total,
            _worst_a_year_later(rows, cases, size)]  # fmt: skip


def pairs(rows: np.ndarray, years: int) -> tuple[np.ndarray, np.ndarray]:
    """Places of the same establishment in two years, so many years apart."""
    key = (rows["slot"].astype(np.int64) * 1000 + rows["generation"]) * 1000 + rows["year"]
    order = np.argsort(key)
    later = np.searchsorted(key[order], key + years)
    there = later < len(key)
    there[there] = key[order][later[there]] == key[there] + years
    return np.flatnonzero(there), order[later[there]]


def _kept_rank(rows: np.ndarray, rate: np.ndarray, years: int) -> float:
    """Rank correlation of recorded rates so many years apart."""
    from scipy.stats import spearmanr

    first, then = pairs(rows, years)
    return float(spearmanr(rate[first], rate[then]).statistic) if len(first) > 2 else float("nan")


def _variances(rows: np.ndarray, cases: np.ndarray) -> tuple[float, float]:
    """Squared coefficient of variation of the true relative rate within an industry: what lasts a year, and all of it.

    Moments: covariance of (count - expected) in two following years, and variance beyond Poisson, over products of the
    expected.
    """
    counts = np.bincount(rows["industry"], weights=cases)
    weeks = np.bincount(rows["industry"], weights=rows["worker_weeks"].astype(float))
    expected = (counts / np.maximum(weeks, 1.0))[rows["industry"]] * rows["worker_weeks"]
    beyond = cases - expected
    first, then = pairs(rows, 1)
    lasting = (beyond[first] * beyond[then]).sum() / (expected[first] * expected[then]).sum()
    return float(lasting), float((beyond**2 - expected).sum() / (expected**2).sum())


def _worst_a_year_later(rows: np.ndarray, cases: np.ndarray, size: np.ndarray) -> float:
    """Recorded rate next year of those of 20 and more workers that were in the worst tenth, over the rate of all."""
    mine = np.flatnonzero(size >= 20)
    rows, cases, size = rows[mine], cases[mine], size[mine]
    first, then = pairs(rows, 1)
    rate = cases / size
    worst = rate[first] >= np.quantile(rate[first], WORST)
    return float((cases[then][worst].sum() / size[then][worst].sum()) / (cases[then].sum() / size[then].sum()))
