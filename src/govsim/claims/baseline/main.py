"""`govsim baseline`: the status quo held against published figures, row by row.

The committed values were fitted on other seeds, to the rows that are marked so and to no others; a row that is out of
its range is shown as out.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from govsim.claims.baseline.data import Pooled, pool
from govsim.claims.baseline.rows import compute, persistent_variance
from govsim.claims.baseline.targets import Target, fitted_rows, targets
from govsim.claims.chinese import in_words, unit_in_words
from govsim.scenario import Population, Scenario
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.resolve import Options, build_options, build_scenario
from govsim.study.runs.simulate import check_population, engine_named
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.errors import InputError, RunError
from govsim.study.speak.terminal import figure, plain, print_rows, progress, say, span
from govsim.study.speak.words import spoken, tell

FIRST_SEED, USUAL_SEEDS = 1000, 50  # apart from those of the fit, which are 0 to 47
REGISTER = Path("data") / "register" / "establishments_2024.csv"
REGISTER_WEEKS, REGISTER_WINDOW, REGISTER_SEEDS = 260, (104, 260), 2
WIDEST = 2.0  # times the published range; assumed: an interval that is wider would overlap almost anything
PERSISTENT = "persistent variance of the true relative injury rate within an industry"
NOTES = {
    "fatality rate, national industry mix": "reported, not judged by: the supervised register is riskier than the "
    "nation; weights of services and of the parts of manufacturing are assumed.",
    "deaths per accident": "conflict in mining: the published 1.3-2.0 counts mines alone, where accidents with many "
    "deaths carry far more of the deaths than the 6.1-7.7 percent that the county is held to.",
    "share of larger accidents (3-9 deaths)": "a handful of events in 250 county-years; the model sums no chance of "
    "them.",
    "share of deaths in larger accidents": "expected deaths, true ones; the published figure is of the record.",
    "reported share, deaths": "expected deaths, on record when they happen; what comes to light later is left out.",
    "share of fine money after accidents": "conflict: with one death for about 1,000 inspections and about 70 "
    "penalties per 1,000 inspections, fines after accidents cannot be most of the money; published figures count the "
    "accidents of all units, inspections only those of the register.",
    "tip-offs per million population-year": "reported, not judged by: the published figure counts tip-offs about "
    "every unit of the country, the county's those about its supervised enterprises over all residents.",
    "share of establishments with no recorded case in a year": "conflict: filings stand at about 4 to 5 recorded "
    "cases per 100 workers, the county is held to 2.8 at most, so shares come out high; but low at the largest, among "
    "whom hardly any of the model's enterprises is nearly free of risk.",
    "rectified share, ordinary hazards": "those an inspector ordered to be fixed, by the end of the quarter.",
    "rectified share, major hazards": "known ones, by the end of half a year.",
    "share of visits triggered by reports or accidents": "tip-offs only; accidents trigger no visits of their own.",
}


@dataclass(frozen=True)
class Report:
    """The table, remarks on what it rests on, and how many runs failed and were left out."""

    rows: list[dict[str, Any]]
    remarks: list[str]
    failed: int = 0


def main(tree: Mapping[str, Any], given: Collection[str] = (), as_json: bool = False) -> int:
    """Run the baseline and print every published row beside it; the exit status is 1 when runs failed.

    Args:
        tree: composed settings.
        given: the keys that were set.
        as_json: print the rows as JSON.
    """
    options = build_options(tree)
    built = build_scenario(tree)
    seeds = report_seeds(options, given="seeds" in given)
    with progress(len(seeds)) as on_done:
        made = report(built.scenario, seeds, options.engine, options.threads, on_done)
    if options.out is not None:
        write(made, Path(options.out))
    status = 1 if made.failed else 0
    if as_json:
        print_rows(made.rows, as_json=True)
        return status
    first, last = built.scenario.window
    about = {"scenario": built.scenario.name, "count": len(seeds), "seed": seeds[0], "first": first, "last": last}
    print(tell("baseline.head", **about))
    print_rows([_line(row) for row in made.rows], right=("simulated", "95% interval", "published"))
    print("\n" + tell("baseline.inside", **counts(made), count=len(made.rows)))
    for remark in made.remarks:
        print(in_words(remark))
    return status


def counts(made: Report) -> dict[str, int]:
    """How many rows are inside, and of how many it cannot be told."""
    verdicts = [row["inside"] for row in made.rows]
    return {"inside": verdicts.count(True), "rare": verdicts.count(None)}


def report_seeds(options: Options, given: bool) -> tuple[int, ...]:
    """Fresh seeds: 50 from 1,000 on, or as many as were asked for; a list is taken as it is."""
    if not given:
        return tuple(range(FIRST_SEED, FIRST_SEED + USUAL_SEEDS))
    if options.seeds == tuple(range(len(options.seeds))):
        return tuple(FIRST_SEED + seed for seed in options.seeds)
    return options.seeds


def report(
    scenario: Scenario,
    seeds: Sequence[int],
    engine: str = "core",
    threads: int | None = None,
    on_done: Callable[[], None] | None = None,
    register: Path | None | str = "usual",
) -> Report:
    """Every row of the published ranges, simulated.

    Args:
        scenario: the status quo; anything else is compared with the same ranges.
        seeds: of the runs.
        engine: "core" or "mesa".
        threads: processors used; all when not given.
        on_done: called after each run.
        register: file of establishments for the row on persistent differences; "usual" is the one that comes with
            the source, if it is there and the scenario is the usual county.

    Raises:
        RunError: when no run came to its end.
        InputError: when the window holds no whole year.
    """
    check_population(scenario)
    pooled = _run(scenario, seeds, engine, threads, on_done)
    failed = len(seeds) - pooled.seeds
    file = usual_register(scenario) if register == "usual" else register
    others: dict[str, Estimate] = {}
    remarks = []
    if file is not None:
        say(tell("baseline.register"))
        many = _run(register_scenario(scenario, Path(file)), seeds[:REGISTER_SEEDS], engine, threads, None)
        others[PERSISTENT] = persistent_variance(many, "")
        here = persistent_variance(pooled, "")
        remarks.append(f"{PERSISTENT}: run on {Path(file).name}; the county's pooled seeds give {_brief(here)}.")
    else:
        remarks.append(f"{PERSISTENT}: pooled seeds of this population; no register was run.")
    rows = [_row(target, others.get(target.quantity) or compute(target, pooled)) for target in targets()]
    shown = {row["quantity"] for row in rows}
    remarks += [f"{quantity}: {note}" for quantity, note in NOTES.items() if quantity in shown]
    return Report(rows, remarks, failed)


def usual_register(scenario: Scenario) -> Path | None:
    """The register that comes with the source, for the usual county and length only: it takes a while."""
    if scenario.population != Population() or scenario.weeks != Scenario("").weeks:
        return None
    for root in (Path(__file__).resolve().parents[4], Path.cwd()):
        if (root / REGISTER).is_file():
            return root / REGISTER
    return None


def register_scenario(scenario: Scenario, file: Path) -> Scenario:
    """The same scenario on a register of establishments, for fewer years."""
    population = Population(kind="register", path=str(file))
    return replace(scenario, population=population, weeks=REGISTER_WEEKS, window=REGISTER_WINDOW)


def _run(
    scenario: Scenario,
    seeds: Sequence[int],
    engine: str,
    threads: int | None,
    on_done: Callable[[], None] | None,
) -> Pooled:
    run_many, model = engine_named(engine), model_of_all(scenario)
    advance = None if on_done is None else partial(_forget, on_done)
    results = run_many(model, [(scenario, seed) for seed in seeds], yearly=True, threads=threads, on_done=advance)
    whole = [one for one in results if not one.error]
    if not whole:
        raise RunError(tell("error.all_failed", first=results[0].error if results else ""))
    if len(whole) < len(results):
        say(tell("baseline.left_out", failed=len(results) - len(whole), count=len(results)))
    pooled = pool(model, whole, scenario.window)
    if not len(pooled.years):
        raise InputError(tell("baseline.no_year", window=list(scenario.window)))
    return pooled


def _forget(tell: Callable[[], None], _: Any) -> None:
    tell()


def verdict(target: Target, made: Estimate) -> bool | None:
    """Whether the simulated interval overlaps the published range; None where it is too wide to tell.

    A wide interval overlaps whatever is published: too few events were counted to say anything. One seed, which has no
    interval, is judged by its value.
    """
    low, high = (made.low, made.high) if math.isfinite(made.low) else (made.mean, made.mean)
    if not math.isfinite(made.mean) or high - low > WIDEST * (target.high - target.low):
        return None
    return bool(low <= target.high and high >= target.low)


def _row(target: Target, made: Estimate) -> dict[str, Any]:
    return {
        "quantity": target.quantity,
        "industry": target.industry,
        "simulated": made.mean,
        "low": made.low,
        "high": made.high,
        "published_low": target.low,
        "published_high": target.high,
        "unit": target.unit,
        "source": target.source,
        "inside": verdict(target, made),
        "fitted": target.key in fitted_rows(),
    }


def _line(row: Mapping[str, Any]) -> dict[str, str]:
    line = {
        "quantity": in_words(row["quantity"]),
        "industry": in_words(row["industry"]),
        "simulated": figure(row["simulated"]),
        "95% interval": span(row["low"], row["high"], figure),
        "published": tell("manual.range", low=figure(row["published_low"]), high=figure(row["published_high"])),
        "inside": _said(row["inside"]),
        "fitted": tell("yes") if row["fitted"] else tell("no"),
        "unit": unit_in_words(row["unit"]),
    }
    return line if spoken() == "zh" else line | {"source": row["source"]}  # in the words of who published it


def _said(inside: bool | None) -> str:
    return tell("baseline.rare") if inside is None else tell("yes") if inside else tell("no").upper()


def _brief(made: Estimate) -> str:
    return f"{figure(made.mean)} {span(made.low, made.high, figure)}"


def write(made: Report, folder: Path) -> None:
    """Keep the table as CSV and JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "baseline.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(made.rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(made.rows)
    rows = [{key: plain(value) for key, value in row.items()} for row in made.rows]
    (folder / "baseline.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
