"""The status quo of a county four times the usual size, by enterprise and year: records, climate, deaths by size."""

from __future__ import annotations

import numpy as np

from govsim.claims.baseline.data import enterprise_years
from govsim.claims.effects.cases import all_cases, build
from govsim.claims.findings.lab import Lab, change, mean, relative
from govsim.claims.findings.register import pairs
from govsim.claims.findings.visits import ENTERPRISES, INSPECTORS
from govsim.engines.core import run_one
from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.analysis.arms import Sums
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.errors import RunError
from govsim.year import USUAL_WEEKS, USUAL_WINDOW, WEEKS_A_YEAR

SEEDS = 16
CASES_SEEDS = 24
BANDS = {"1-10": (1, 10), "11-49": (11, 49), "50-249": (50, 249), "250+": (250, 10**9)}
COUNTS = ("injuries_recorded", "injuries_expected", "deaths_expected", "worker_weeks")
CORRELATIONS = ("climate and injuries, same year", "climate, injuries next year", "injuries, climate next year",
                "injuries and deaths")  # fmt: skip


def of_size(lab: Lab, count: str, over: str, by: str) -> Estimate:
    """A count a worker-year in one size band over that in another."""
    found = _county(lab)
    rates = [found[f"{count} {band}"] / found[f"worker_weeks {band}"] for band in (over, by)]
    return relative(*rates)


def rate_of_size(lab: Lab, count: str, band: str, scale: float = 100.0) -> Estimate:
    """A count per so many worker-years of one size band."""
    found = _county(lab)
    return mean(scale * WEEKS_A_YEAR * found[f"{count} {band}"] / found[f"worker_weeks {band}"])


def correlation(lab: Lab, name: str) -> Estimate:
    """A correlation over enterprise-years."""
    return mean(_county(lab)[name])


def stronger(lab: Lab, one: str, other: str) -> Estimate:
    """By how much one correlation is stronger than another, by size and not by sign."""
    found = _county(lab)
    return mean(np.abs(found[one]) - np.abs(found[other]))


def _county(lab: Lab) -> dict[str, np.ndarray]:
    return lab.once("county", lambda: _made(lab))


def _made(lab: Lab) -> dict[str, np.ndarray]:
    scenario = build("county", {}, enterprises=ENTERPRISES, inspectors=INSPECTORS, weeks=USUAL_WEEKS)
    made = lab.each([scenario], SEEDS, _quantities)[0]
    names = [*(f"{count} {band}" for band in BANDS for count in COUNTS), *CORRELATIONS]
    return dict(zip(names, made.T, strict=True))


def _quantities(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
    result = run_one(model, scenario, seed, yearly=True)
    if result.error:
        raise RunError(f"{scenario.name}, seed {seed}: {result.error}")
    assert result.yearly is not None
    rows = enterprise_years(result.yearly, USUAL_WINDOW, seed)
    rows = rows[(rows["weeks"] == WEEKS_A_YEAR) & (rows["worker_weeks"] > 0)]
    size = np.round(rows["worker_weeks"] / WEEKS_A_YEAR)
    bands = [(size >= low) & (size <= high) for low, high in BANDS.values()]
    counts = [rows[count][mine].sum() for mine in bands for count in COUNTS]
    rate = rows["injuries_true"] / rows["worker_weeks"]
    first, then = pairs(rows, 1)
    climate = rows["climate"]
    return np.array([
        *counts, _r(climate, rate), _r(climate[first], rate[then]), _r(rate[first], climate[then]),
        _r(rows["injuries_expected"], rows["deaths_expected"]),
    ])  # fmt: skip


def _r(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one, other)[0, 1])


# --- The instruments of the usual county ---------------------------------------------------------------------------

CASES = ("baseline", "inspectors_16", "inspectors_12", "fines", "inspectors_0", "fines_0", "risk_graded", "disclosure",
         "training_drill", "training_video", "safety_points", "insurance_rated", "insurance_flat")  # fmt: skip
NO_SIZE = {"risk_size_power": 0.0}


def cases(lab: Lab) -> Sums:
    """Yearly sums of the usual county under single instruments, from week 156 on; made once in a lab."""
    return lab.once("cases", lambda: _cases(lab))


def _cases(lab: Lab) -> Sums:
    made = {name: case.scenario for name, case in all_cases(CASES).items()}
    graded: dict[str, dict[str, float]] = {"risk_graded_inspection": {}}
    made["risk_graded_without_size"] = build("risk_graded_without_size", graded, parameter=NO_SIZE)
    return lab.sums(made, CASES_SEEDS)


def against(lab: Lab, case: str, base: str = "baseline", outcome: str = "injuries_expected") -> Estimate:
    """Change of an outcome over years 6 to 10 in per cent, ratio of paired sums."""
    found = cases(lab)
    return change(found.value(case, outcome), found.value(base, outcome))
