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

from govsim.cases.common.case import LANGUAGE, Case, County, Curve, Words
from govsim.cases.common.found import Found, measured
from govsim.cases.common.page import page
from govsim.locale import LANGUAGES
from govsim.scenario import Scenario
from govsim.study.ask.config import compose_trees
from govsim.study.ask.resolve import build_scenario
from govsim.study.runs.keep import How, keep
from govsim.study.runs.places import check_owner, results_folder
from govsim.study.runs.plan import GROUP_WEEKS, GROUPS, Plan
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.errors import RunError
from govsim.study.speak.terminal import say
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
    plans = {county.name: _plan(county, seeds) for county in case.counties}
    digest = hashlib.sha256(" ".join(plan.id for plan in plans.values()).encode()).hexdigest()[:16]
    folder = results_folder(out, str(Path("case") / case.name), digest)
    check_owner(folder, digest)
    for county in case.counties:
        plan = plans[county.name]
        say(tell("case.county", name=county.name, runs=counted("runs", len(plan.jobs))))
        found = keep(plan, folder / county.name, How(threads=threads, words=words, started=time.time()))
        if found.failures:
            raise RunError(
                tell("error.runs_failed", runs=counted("runs", len(found.failures)), first=found.failures[0])
            )
    left = left_in(case, folder)
    numbers = measured(left)
    for lang in LANGUAGES:
        drawn = _draw(left, folder, lang, len(seeds)) if figures else []
        command = f"govsim case {case.name} seeds={len(seeds)}"
        (folder / PAGES[lang]).write_text(page(case, numbers, seeds, drawn, lang, command), encoding="utf-8")
    return Told(case, numbers, tuple(one.holds(numbers) for one in case.checks), folder)


def left_in(case: Case, folder: Path) -> Found:
    """What the runs of a case left in its folder."""

    def read(name: str, counties: Iterable[County]) -> dict[str, pd.DataFrame]:
        return {one.name: pd.read_parquet(folder / one.name / name) for one in counties}

    return Found(
        case,
        read("weekly.parquet", case.counties),
        read("enterprises.parquet", (one for one in case.counties if one.yearly)),
        scenarios_of(case.counties[-1])[0].window,
        read(GROUPS, (one for one in case.counties if one.by)),
        read(GROUP_WEEKS, (one for one in case.counties if one.group_weeks)),
    )


def _plan(county: County, seeds: Sequence[int]) -> Plan:
    """What is run for a county."""
    scenarios = {one.name: one for one in scenarios_of(county)}
    return Plan(
        "compare", scenarios, tuple(seeds), {}, county.arms[0].name, county.yearly, county.by, county.group_weeks
    )


def _draw(found: Found, folder: Path, lang: str, seeds: int) -> list[Path]:
    """The curves of a case in one language."""
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
