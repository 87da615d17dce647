"""A case is run: each county under the same seeds, in folders of their own, then its page, figures and checks."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.cases.common.case import LANGUAGE, Case, County, Curve, Trial, Words
from govsim.cases.common.found import Found, measured
from govsim.cases.common.page import page
from govsim.cases.common.section import assumed_of_all, both, leave_section
from govsim.cases.common.section import told as verdict_on
from govsim.locale import LANGUAGES
from govsim.model import model_for
from govsim.scenario import Scenario
from govsim.study.analysis.budget import Fit, fit_packages, scaled
from govsim.study.ask.config import compose_trees
from govsim.study.ask.resolve import build_scenario
from govsim.study.runs.keep import How, keep
from govsim.study.runs.places import check_owner, results_folder
from govsim.study.runs.plan import GROUP_WEEKS, GROUPS, Plan
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.errors import RunError
from govsim.study.speak.terminal import figure, say
from govsim.study.speak.words import counted, tell

PAGES = {"en": "case.md", "zh": "case-zh.md"}


@dataclass(frozen=True)
class Told:
    """What came of a case: its numbers, whether it shows what it must, and what was written."""

    case: Case
    numbers: dict[str, Estimate]
    met: tuple[bool, ...]
    folder: Path


def scenarios_of(county: County) -> list[Scenario]:
    """The scenarios of a county's arms, each with the parts of all.

    Raises:
        InputError: at a setting that there is not.
    """
    shared = [f"scenario={county.scenario}", *_who(county), *county.settings]
    given = [[*shared, *arm.settings] for arm in county.arms]
    made = [build_scenario(tree).scenario for tree in compose_trees(given)]
    parts = tuple(sorted({name for one in made for name in one.parts}))
    return [replace(one, name=arm.name, parts=parts) for one, arm in zip(made, county.arms, strict=True)]


def _who(county: County) -> list[str]:
    """Settings that read a register of the cases, where the county has one."""
    if not county.register:
        return []
    path = files("govsim.cases").joinpath("registers", f"{county.register}.csv")
    return ["population=register", f"population.path='{path}'"]


def run_case(
    case: Case, seeds: Sequence[int], out: str | None, threads: int | None, figures: bool, words: tuple[str, ...]
) -> Told:
    """Run a case in a folder, `out` or one below `results/case`, and write its pages.

    Raises:
        InputError: when the folder cannot be used.
        RunError: when a run failed.
    """
    played = play(case, seeds, out, f"case/{case.name}", threads, words)
    numbers = measured(played.found)
    pictures: list[Path] = []
    for lang in LANGUAGES:
        drawn = draw_curves(played.found, played.folder, lang, len(seeds)) if figures else []
        command = f"govsim case {case.name} seeds={len(seeds)}"
        said = page(case, numbers, seeds, drawn, lang, command)
        (played.folder / PAGES[lang]).write_text(said, encoding="utf-8")
        pictures += drawn
    told = Told(case, numbers, tuple(one.holds(numbers) for one in case.checks), played.folder)
    _leave(told, pictures, len(seeds))
    return told


def _leave(told: Told, pictures: Sequence[Path], seeds: int) -> None:
    """Write the section of a case: its story, then what must show and whether it does."""
    case, numbers = told.case, told.numbers
    checks = [verdict_on(one, met) for one, met in zip(case.checks, told.met, strict=True)]
    sentences = [both(case.story, numbers, case), *checks]
    leave_section("case", case, both(case.title), sentences, numbers, told.folder, pictures, seeds,
                  [both(case.doubts)], [both(case.set_up), assumed_of_all()])  # fmt: skip


@dataclass(frozen=True)
class Played:
    """What the runs of a trial left, and where it lies."""

    found: Found
    folder: Path


def play(
    trial: Trial, seeds: Sequence[int], out: str | None, place: str, threads: int | None, words: tuple[str, ...]
) -> Played:
    """Run every county of a trial, each into a folder of its own; runs that are there already are taken.

    Args:
        trial: what is run.
        seeds: of every arm.
        out: the folder; one below `results` where none is given.
        place: below `results`: a folder in it is named by what is run.
        threads: processors used; all when not given.
        words: of the command line, for the record.

    Raises:
        InputError: when the folder cannot be used.
        RunError: when a run failed.
    """
    chosen = {county.name: arms_of(county, seeds, threads) for county in trial.counties}
    plans = {one.name: _plan(one, chosen[one.name].scenarios, seeds) for one in trial.counties}
    digest = hashlib.sha256(" ".join(plan.id for plan in plans.values()).encode()).hexdigest()[:16]
    folder = results_folder(out, str(Path(place)), digest)
    check_owner(folder, digest)
    for county in trial.counties:
        plan = plans[county.name]
        say(tell("case.county", name=county.name, runs=counted("runs", len(plan.jobs))))
        found = keep(plan, folder / county.name, How(threads=threads, words=words, started=time.time()))
        if found.failures:
            raise RunError(
                tell("error.runs_failed", runs=counted("runs", len(found.failures)), first=found.failures[0])
            )
    fits = {name: one.fits for name, one in chosen.items() if one.fits}
    return Played(left_in(trial, folder, fits), folder)


def left_in(trial: Trial, folder: Path, fits: Mapping[str, tuple[Fit, ...]] | None = None) -> Found:
    """What the runs of a trial left in its folder; with budgets, beside the factors that were found."""

    def read(name: str, counties: Iterable[County]) -> dict[str, pd.DataFrame]:
        return {one.name: pd.read_parquet(folder / one.name / name) for one in counties}

    return Found(
        trial,
        read("weekly.parquet", trial.counties),
        read("enterprises.parquet", (one for one in trial.counties if one.yearly)),
        scenarios_of(trial.counties[-1])[0].window,
        read(GROUPS, (one for one in trial.counties if one.by)),
        read(GROUP_WEEKS, (one for one in trial.counties if one.group_weeks)),
        fits=fits or {},
    )


@dataclass(frozen=True)
class Chosen:
    """The scenarios of a county as they are run, and with a budget the factor of each arm."""

    scenarios: list[Scenario]
    fits: tuple[Fit, ...] = ()


def arms_of(county: County, seeds: Sequence[int], threads: int | None = None) -> Chosen:
    """A county's scenarios; with a budget, each brought to it by one factor on the strengths of its instruments.

    An arm that does not reach the budget stays at the factor at which it costs most, and its fit says so.

    Raises:
        InputError: no arm reaches the budget.
        RunError: a run failed.
    """
    made = scenarios_of(county)
    if not county.budget:
        return Chosen(made)
    first, model = made[0].name, model_for(made)

    def search(few: int) -> None:
        say(tell("budget.search", budget=figure(county.budget), few=counted("seeds", few)))

    fits = tuple(fit_packages(made, first, county.budget, seeds, threads, search))
    factors = {one.scenario: one.factor for one in fits}
    return Chosen([scaled(one, factors[one.name], model) if one.name in factors else one for one in made], fits)


def _plan(county: County, scenarios: Sequence[Scenario], seeds: Sequence[int]) -> Plan:
    """What is run for a county."""
    named = {one.name: one for one in scenarios}
    return Plan("compare", named, tuple(seeds), {}, county.arms[0].name, county.yearly, county.by, county.group_weeks)


def draw_curves(found: Found, folder: Path, lang: str, seeds: int) -> list[Path]:
    """The curves of a trial in one language."""
    from govsim.figures import draw_years

    made: list[Path] = []
    for curve in found.case.curves:
        table, words = _rows(found, curve)
        titles = {one: {name: said[at] for name, at in LANGUAGE.items()} for one, said in words.items()}
        at = LANGUAGE[lang]
        meta: dict[str, Any] = {"titles": titles, "seeds": seeds}
        if curve.rows is None:
            meta["reference"] = next(one.arms[0].name for one in found.case.counties if one.name == curve.county)
        meta["drawn"] = "change" if curve.is_change else "mean" if curve.by else "sum"
        meta |= {name: said[at] for name, said in (("axis", curve.axis), ("how", curve.how)) if said is not None}
        made += draw_years(
            table, folder, name=curve.name, title=curve.title[at], label=curve.label[at], meta=meta, lang=lang
        )
    return made


def _rows(found: Found, curve: Curve) -> tuple[pd.DataFrame, Mapping[str, Words]]:
    """What a curve draws, and what its lines are called."""
    if curve.rows is not None:
        return curve.rows(found), curve.series
    county = next(one for one in found.case.counties if one.name == curve.county)
    arms = [one for one in county.arms if not curve.arms or one.name in curve.arms]
    how = {"by": curve.by, "times": curve.times, "group": curve.group, "is_change": curve.is_change}
    lines = [found.years(one.name, curve.outcome, curve.county, **how) for one in arms]
    return pd.concat(lines), {one.name: one.title for one in county.arms}
