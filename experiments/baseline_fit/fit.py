"""Fit the calibrated numbers of the baseline to published figures; run by `make fit`.

Each aim of src/govsim/evidence/baseline-aims.csv names one simulated quantity and the one number that moves it. A pass
runs the same seeds (so that luck is the same in every pass), solves each equation for its own number with the others
held, and takes that step damped. It ends when every quantity is within the tolerance of its aim, or its number stands
at a bound. Nothing is drawn but by the model, so the result is the same every time.
"""

from __future__ import annotations

import argparse
import csv
import math
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from govsim.language import declarations

declarations._FITTED["", ""] = 0.0  # start from the declared values, whatever an earlier fit has left

from govsim.claims.baseline.data import Pooled, pool  # noqa: E402
from govsim.claims.baseline.rows import persistent_variance  # noqa: E402
from govsim.claims.baseline.targets import Aim, aims  # noqa: E402
from govsim.claims.baseline.tolls import deaths_in_larger  # noqa: E402
from govsim.engines import core  # noqa: E402
from govsim.model import model_of  # noqa: E402
from govsim.populations.industry_values import industry_table  # noqa: E402
from govsim.scenario import Population, Scenario  # noqa: E402

MODEL = model_of()
HERE = Path(__file__).resolve().parent
CALIBRATED = HERE.parents[1] / "src" / "govsim" / "calibrated.csv"
REGISTER = HERE.parents[1] / "data" / "register" / "establishments_2024.csv"
LOG = HERE / "fit_log.csv"
SEEDS = range(48)
REGISTER_SEEDS, REGISTER_WEEKS, REGISTER_WINDOW = range(16), 156, (52, 156)
REGISTER_EVERY = 3  # passes between runs of the register, which take as long as one pass on the county
REGISTER_HOURS = (200_000.0, 520_000.0)  # worked in a year by 100 to 260 full-time workers: those the aim is about
TOLERANCE = 0.025  # of the logarithm of simulated over aim; a change of any number shifts luck by about 0.01
PASSES = 30
DAMPING = 0.9
LONGEST_STEP = 0.7  # of a logarithm, in one pass
LEAST_FATAL_SHARE = 1e-6
DIGITS = 4
HELD = {
    "detect_ordinary": "found hazards fix the birth of hazards times their detection, not both",
    "detect_major": "found major hazards fix their inflow times their detection, not both",
    "major_find": "no row of the published ranges depends on it; E161 is kept for validation",
    "days_per_inspector": "gives 55 visits an inspector-year and 2.1 an enterprise-year, inside both ranges",
}


@dataclass(frozen=True)
class Number:
    """What the fit may move: its start and its bounds."""

    start: float
    low: float
    high: float
    unit: str


Values = dict[tuple[str, str], float]


def numbers() -> dict[tuple[str, str], Number]:
    """Every number that an aim names, in the order of the aims."""
    cells = {(cell.industry, cell.column): cell for cell in industry_table()}
    made = {}
    for aim in aims():
        about = MODEL.parameters[aim.name] if aim.owner == "parameter" else cells[aim.owner, aim.name]
        start = about.default if aim.owner == "parameter" else about.value
        made[aim.owner, aim.name] = Number(float(start), about.low, about.high, about.unit)
    return made


def scenario_of(values: Mapping[tuple[str, str], float]) -> Scenario:
    """The usual county with these numbers in place of the committed ones."""
    parameters = {name: value for (owner, name), value in values.items() if owner == "parameter"}
    industry: dict[str, dict[str, float]] = {}
    for (owner, name), value in values.items():
        if owner != "parameter":
            industry.setdefault(owner, {})[name] = value
    return Scenario("fit", parameters=parameters, industry=industry)


def simulate(scenario: Scenario, seeds: Iterable[int], threads: int | None) -> Pooled:
    results = core.run_many(MODEL, [(scenario, seed) for seed in seeds], yearly=True, threads=threads)
    failed = [one.error for one in results if one.error]
    if failed:
        raise SystemExit(f"{len(failed)} runs failed; the first: {failed[0]}")
    return pool(MODEL, results, scenario.window)


def persistence(values: Mapping[tuple[str, str], float], file: Path, threads: int | None) -> float:
    """Persistent variance of the recorded rate among establishments of the size; a county has ten of them."""
    population = Population(kind="register", path=str(file))
    scenario = replace(scenario_of(values), population=population, weeks=REGISTER_WEEKS, window=REGISTER_WINDOW)
    return persistent_variance(simulate(scenario, REGISTER_SEEDS, threads), "").mean


def write_establishments(file: Path) -> None:
    """The part of the register that the aim is about: a fifth of the workers, so that many seeds can be run."""
    with REGISTER.open(encoding="utf-8", newline="") as source, file.open("w", encoding="utf-8", newline="") as copy:
        rows = csv.DictReader(source)
        writer = csv.DictWriter(copy, rows.fieldnames or [])
        writer.writeheader()
        low, high = REGISTER_HOURS
        writer.writerows(row for row in rows if low <= float(row["total_hours_worked"]) < high)


@dataclass(frozen=True)
class Expected:
    """Sums of chances over all seeds, in which luck is small, and counts where they are many."""

    pooled: Pooled
    hidden: float  # share of fatal accidents that are hidden

    @classmethod
    def of(cls, pooled: Pooled) -> Expected:
        sums = pooled.sums
        return cls(pooled, float(sums["deaths_hidden_expected"].sum() / sums["deaths_expected"].sum()))

    def total(self, outcome: str) -> float:
        return float(self.pooled.sums[outcome].sum())

    def single_deaths(self) -> float:
        return self.total("deaths_expected") - self.total("deaths_in_majors_expected")

    def fatal_accidents(self) -> float:
        """On record: single deaths, and major accidents that kill, which have `death_sum` deaths on average."""
        rows = self.pooled.years
        killed = np.array([self._mean_toll(n) for n in rows["headcount"]])
        events = float((rows["deaths_major_expected"] / killed).sum())
        return (self.single_deaths() + events) * (1.0 - self.hidden)

    @staticmethod
    def _mean_toll(headcount: float) -> float:
        most = int(max(1.0, math.floor(MODEL.parameters["crew_at_risk"].default * headcount)))
        toll = float((np.arange(1, most + 1) ** -MODEL.parameters["death_tail"].default).sum())
        return 1.0 + (toll - 1.0) * (1.0 - MODEL.parameters["rescue_saves"].default)

    def serious_recorded(self) -> float:
        return self.total("injuries_recorded") * MODEL.parameters["serious_share"].default

    def larger_share(self) -> float:
        return float(deaths_in_larger(self.pooled.years).sum()) / self.total("deaths_expected")


def simulated(aim: Aim, made: Expected, values: Values) -> float:
    """The quantity of an aim, in its unit."""
    if aim.quantity in ("recorded injury rate", "fatality rate"):
        rows = made.pooled.of(aim.industry)
        weeks = float(rows["worker_weeks"].sum())
        if aim.quantity == "fatality rate":
            return float(rows["deaths_expected"].sum()) / weeks * 5_200_000.0
        return float(rows["injuries_recorded"].sum()) / weeks * 5_200.0
    if aim.quantity == "share of deaths in larger accidents":
        return 100.0 * made.larger_share()
    if aim.quantity == "deaths per accident":
        serious = values["parameter", "official_serious_share"] * made.serious_recorded()
        return made.total("deaths_expected") / (made.fatal_accidents() + serious)
    over, by, scale = {
        "hazards found per inspection": ("hazards_found", "visits", 1.0),
        "major hazards per 100 inspections": ("majors_found", "visits", 100.0),
        "penalties per 1,000 inspections": ("sanctions", "visits", 1000.0),
        "share of visits triggered by reports or accidents": ("tip_visits", "visits", 100.0),
        "enterprise exit rate": ("exits", "enterprises", 5200.0),
        "mean effort": ("effort", "enterprises", 1.0),
    }[aim.quantity]
    return scale * made.total(over) / made.total(by)


def solved(aim: Aim, now: float, got: float, made: Expected) -> float:
    """The value at which this equation would hold, the others staying as they are."""
    if aim.name == "fatal_share":  # deaths = single injuries x share + deaths in major accidents
        rows = made.pooled.of(aim.industry)
        major = float(rows["deaths_major_expected"].sum())
        wanted = aim.aim / got * float(rows["deaths_expected"].sum()) - major
        single = float(rows["deaths_expected"].sum()) - major
        return max(now * wanted / single, LEAST_FATAL_SHARE)
    if aim.name == "official_serious_share":  # accidents = fatal ones + serious injuries over the line
        wanted = made.total("deaths_expected") / aim.aim - made.fatal_accidents()
        return max(wanted / made.serious_recorded(), LEAST_FATAL_SHARE)
    if aim.name == "effort_home":  # a logit that shifts effort's logit
        return now + math.log(aim.aim / (1.0 - aim.aim)) - math.log(got / (1.0 - got))
    return now * aim.aim / got  # nearly proportional


def stepped(now: float, wanted: float, about: Number) -> float:
    """A damped step, by ratio where the number is positive, within its bounds."""
    if about.low > 0.0:
        step = min(max(DAMPING * math.log(wanted / now), -LONGEST_STEP), LONGEST_STEP)
        made = now * math.exp(step)
    else:
        made = now + DAMPING * (wanted - now)
    return float(f"{min(max(made, about.low), about.high):.{DIGITS}g}")


def fit(establishments: Path, threads: int | None) -> tuple[Values, list[dict[str, object]], bool]:
    """Passes until every quantity meets its aim or its number stands at a bound."""
    about = numbers()
    values: Values = {key: number.start for key, number in about.items()}
    log: list[dict[str, object]] = []
    persistent = 0.0
    for turn in range(PASSES):
        started = time.time()
        whole = turn % REGISTER_EVERY == 0
        made = Expected.of(simulate(scenario_of(values), SEEDS, threads))
        if whole:
            persistent = persistence(values, establishments, threads)
        following: Values = {}
        misses = []
        for aim in aims():
            key = (aim.owner, aim.name)
            register = aim.name == "intensity_variance"
            if register and not whole:
                following[key] = values[key]
                continue
            got = persistent if register else simulated(aim, made, values)
            miss = math.log(got / aim.aim)
            log.append({"pass": turn, "quantity": aim.quantity, "industry": aim.industry, "owner": aim.owner,
                        "name": aim.name, "value": values[key], "simulated": f"{got:.5g}", "aim": aim.aim,
                        "log_ratio": f"{miss:.4f}"})  # fmt: skip
            following[key] = stepped(values[key], solved(aim, values[key], got, made), about[key])
            if following[key] != values[key]:
                misses.append((abs(miss), aim.name, aim.owner))
        worst = max(misses, default=(0.0, "", ""))
        loss = sum(float(str(row["log_ratio"])) ** 2 for row in log if row["pass"] == turn)
        print(f"pass {turn}: loss {loss:.5f}, worst {worst[1]} {worst[2]} {worst[0]:.4f}, "
              f"{time.time() - started:.0f} s", flush=True)  # fmt: skip
        if whole and worst[0] < TOLERANCE:
            return values, log, True
        values = following
    return values, log, False


def write(values: Values, log: list[dict[str, object]]) -> None:
    """The committed values and the log of the fit."""
    about = numbers()
    last = {(row["owner"], row["name"]): row for row in log}
    with CALIBRATED.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["owner", "name", "value", "start", "unit", "note"])
        for (owner, name), value in values.items():
            row, number = last[owner, name], about[owner, name]
            note = f"{row['quantity']}, {row['industry']}: {row['simulated']} against {row['aim']}"
            if value in (number.low, number.high):
                note += "; stands at its bound"
            writer.writerow([owner, name, f"{value:.{DIGITS}g}", f"{number.start:g}", number.unit, note])
        for name, why in HELD.items():
            held = MODEL.parameters[name]
            writer.writerow(["parameter", name, f"{held.default:g}", f"{held.default:g}", held.unit, f"held: {why}"])
    with LOG.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(log[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(log)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=None, help="processors; all when not given")
    parser.add_argument("--dry", action="store_true", help="fit without writing")
    given = parser.parse_args()
    left = [name for name, one in MODEL.parameters.items() if one.calibrated and name not in HELD]
    missing = set(left) - {aim.name for aim in aims()}
    if missing:
        raise SystemExit(f"No aim and no reason to hold: {', '.join(sorted(missing))}")
    with tempfile.TemporaryDirectory() as folder:
        establishments = Path(folder) / "establishments.csv"
        write_establishments(establishments)
        values, log, done = fit(establishments, given.threads)
    if not given.dry:
        write(values, log)
    print("Every aim is met or its number stands at a bound." if done else f"Not met after {PASSES} passes.")


if __name__ == "__main__":
    main()
