"""From composed settings, plain and unchecked, to a `Scenario` and the options of a run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govsim.language import Model, Setting
from govsim.populations.industry_codes import SCHEMES
from govsim.scenario import ANY_HEADCOUNT, LAST_WEEK, Adoption, Population, Scenario, Scope
from govsim.study.ask.arguments import MOST_THREADS
from govsim.study.ask.checks import (
    calendar_year,
    check_scenario_name,
    listed,
    mapping,
    names,
    number,
    one_of,
    pair,
    week,
    weeks_between,
    whole,
    yes_or_no,
)
from govsim.study.ask.declarations import industries, model_of_names, model_with, parts_with
from govsim.study.ask.design import seed_list
from govsim.study.ask.enterprises import enterprise_meant, which
from govsim.study.ask.keys import REGISTER_KEYS, SCOPE_KEYS, check_instrument, check_tree
from govsim.study.ask.scopes import check_scopes
from govsim.study.speak.dates import dated, said_week, said_weeks
from govsim.study.speak.errors import InputError, out_of_bounds, unknown, wrong_kind
from govsim.study.speak.words import spoken, tell
from govsim.year import MOST_WEEKS, USUAL_START, USUAL_WEEKS, USUAL_WINDOW, WEEKS_A_YEAR

MOST_ENTERPRISES = 100_000  # assumed: more than any county's register
MOST_INSPECTORS = 100_000
SHORTEST_EFFECT = WEEKS_A_YEAR // 2  # weeks after the start below which the usual start leaves too little to see
ENGINES = ("core", "mesa")
LANGUAGES = ("en", "zh")
IMPOSSIBLE = ("refuse", "missing")
REGIONS = ("county",)  # one run is one county


@dataclass(frozen=True)
class Built:
    """A scenario, the model that it asks for, and what was decided for the user."""

    scenario: Scenario
    model: Model
    notes: tuple[str, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)
    calendar: int | None = None  # the year that begins with week 0, for people


@dataclass(frozen=True)
class Options:
    """How to run, as against what to run."""

    seeds: tuple[int, ...]
    engine: str = "core"
    threads: int | None = None
    out: str | None = None
    yearly: bool = False
    experiment: str | None = None
    lang: str = field(default_factory=spoken)
    figures: bool = True
    by: tuple[str, ...] = ()
    group_weeks: bool = False
    calendar: int | None = None


def build_options(tree: Mapping[str, Any]) -> Options:
    """Check the keys that say how to run."""
    threads = tree.get("threads")
    for key in ("out", "experiment"):
        if tree.get(key) is not None and not isinstance(tree[key], str | int | float):
            raise wrong_kind(key, tree[key], tell("wanted.name"))
    if tree.get("out") == "":
        raise wrong_kind("out", "", tell("wanted.folder"))
    experiment = tree.get("experiment")
    if experiment is not None and (str(experiment) in ("", ".", "..") or set(str(experiment)) & set('/\\:*?"<>|\0')):
        raise wrong_kind("experiment", experiment, tell("wanted.folder_name"))
    tables = listed("tables", tree.get("tables"), tell("wanted.tables"))
    for table in tables:
        one_of("tables", table, "table", ("yearly", "weekly", "groups"))
    by = tuple(str(one) for one in listed("by", tree.get("by"), tell("wanted.list")))
    if "groups" in tables and not by:
        raise InputError(tell("error.tables_groups"))
    return Options(
        seeds=seed_list(tree.get("seeds", 20)),
        engine=one_of("engine", tree.get("engine", "core"), "engine", ENGINES),
        threads=None if threads is None else whole("threads", threads, 1, MOST_THREADS, "threads"),
        out=None if tree.get("out") is None else str(tree["out"]),
        yearly="yearly" in tables,
        experiment=None if experiment is None else str(experiment),
        lang=one_of("lang", spoken() if tree.get("lang") is None else tree["lang"], "language", LANGUAGES),
        figures=yes_or_no("figures", True if tree.get("figures") is None else tree["figures"]),
        by=by,
        group_weeks="groups" in tables,
        calendar=calendar_year(tree.get("calendar")),
    )


def build_scenario(tree: Mapping[str, Any]) -> Built:
    """Check everything that decides a run and freeze it.

    Raises:
        InputError: one line naming the key, the value, its unit and bounds, or the nearest name.
    """
    plugins = names("plugins", tree.get("plugins"), tell("wanted.plugins"))
    named = names("parts", tree.get("parts"), tell("wanted.parts"))
    adopted = mapping("instrument", tree.get("instrument"), tell("wanted.by_name"))
    parts = parts_with(model_of_names(named, plugins), named, adopted)
    model = model_with(parts, plugins)
    try:
        check_tree(model, tree)
    except InputError as error:  # keys of the command line were checked before: this one is a file's
        if not tree.get("name"):
            raise
        raise InputError(tell("error.in_scenario", name=tree["name"], line=error)) from error
    name = tree.get("name")
    if not isinstance(name, str) or not name.strip():
        raise InputError(tell("error.scenario_name"))
    check_scenario_name(name.strip())
    weeks = whole("weeks", tree.get("weeks", USUAL_WEEKS), 1, MOST_WEEKS, "weeks")
    calendar = calendar_year(tree.get("calendar"))
    start, window, notes = _timing(weeks, tree.get("start"), tree.get("window"), calendar)
    population = _population(mapping("population", tree.get("population"), tell("wanted.population")))
    said: list[str] = list(notes)
    adoptions = tuple(
        _adoption(model, name, given, weeks, start, calendar, population, said)
        for name, given in sorted(adopted.items())
    )
    check_scopes(model, adoptions)
    files = tuple(os.path.abspath(Path(one).expanduser()) for one in plugins)
    scenario = Scenario(
        name.strip(), population, weeks, start, window, adoptions, _parameters(model, tree), _industry(tree), files,
        parts,
    )  # fmt: skip
    title = mapping("title", tree.get("title"), tell("wanted.by_name"))
    titles = {str(lang): str(words) for lang, words in title.items() if words is not None}
    return Built(scenario, model, tuple(said), titles, calendar)


def _timing(weeks: int, start: Any, window: Any, calendar: int | None) -> tuple[int, tuple[int, int], tuple[str, ...]]:
    """The first week of policy and the weeks summed; in short runs both move forward, and a note says so."""
    given_start, given_window = start is not None, window is not None
    notes: tuple[str, ...] = ()
    if given_start:
        first = week("start", start, 0, weeks - 1, weeks, calendar)
    elif weeks < USUAL_START + SHORTEST_EFFECT:
        first = weeks // 4
    else:
        first = USUAL_START
    if given_window:
        summed = weeks_between("window", window, weeks, calendar)
        if summed[0] >= summed[1]:
            with dated(calendar):
                raise InputError(tell("error.window_empty", first=said_week(summed[0]), last=said_week(summed[1])))
    elif weeks >= USUAL_WINDOW[0] + SHORTEST_EFFECT and first < USUAL_WINDOW[0]:
        summed = (USUAL_WINDOW[0], min(USUAL_WINDOW[1], weeks))
    else:
        summed = (first, weeks)
    if not given_start and first != USUAL_START or not given_window and summed != USUAL_WINDOW:
        with dated(calendar):
            about = {"start": said_week(first), "weeks": said_weeks(*summed, weeks)}
        notes = (tell("note.timing", first=summed[0], last=summed[1], **about),)
    return first, summed, notes


def _population(tree: Mapping[str, Any]) -> Population:
    kind = one_of("population.kind", tree.get("kind", "county"), "population_kind", ("county", "register"))
    path = tree.get("path")
    if kind == "register":
        if not isinstance(path, str) or not path:
            raise InputError(tell("error.register_path"))
        path = str(Path(path).expanduser())
        if not Path(path).is_file():
            raise InputError(tell("error.register_file", path=path))
        if tree.get("enterprises") is not None:
            raise InputError(tell("error.register_counts", count=tree["enterprises"]))
    else:
        for key in REGISTER_KEYS:
            if tree.get(key) is not None and tree.get(key) is not False:
                raise InputError(tell("error.register_only", key=key))
    inspectors, year = tree.get("inspectors"), tree.get("year")
    return Population(
        kind=kind,
        enterprises=Population.enterprises if kind == "register"
        else whole("population.enterprises", tree.get("enterprises", 216), 1, MOST_ENTERPRISES, "enterprises"),
        inspectors=None if inspectors is None
        else whole("population.inspectors", inspectors, 0, MOST_INSPECTORS, "inspectors"),
        seed=whole("population.seed", tree.get("seed", 1), 0, 2**31 - 1),
        path=path,
        columns=_columns(tree.get("map")),
        strict=yes_or_no("population.strict", tree.get("strict") or False),
        year=None if year is None else whole("population.year", year, 1900, 2200, "year"),
        impossible=one_of("population.impossible", tree.get("impossible") or "refuse", "choice", IMPOSSIBLE),
        sheet=_sheet(tree.get("sheet")),
        scheme=one_of("population.scheme", tree.get("scheme") or "auto", "scheme", ("auto", *SCHEMES)),
    )  # fmt: skip


def _sheet(given: Any) -> str | None:
    if given is not None and (not isinstance(given, str | int | float) or isinstance(given, bool) or given == ""):
        raise wrong_kind("population.sheet", given, tell("wanted.name"))
    return None if given is None else str(given)


def _columns(given: Any) -> tuple[tuple[str, str], ...]:
    """Which column of the register means what: "employees=Staff,industry=Branch", or the same as a mapping."""
    if given is None:
        return ()
    if isinstance(given, Mapping):
        return tuple((str(meaning), str(header)) for meaning, header in given.items())
    if not isinstance(given, str):
        raise wrong_kind("population.map", given, tell("wanted.map"))
    from govsim.populations.register import RegisterError, column_map

    try:
        return column_map(given)
    except RegisterError as error:
        raise InputError("; ".join(error.lines(spoken()))) from error


def _adoption(
    model: Model,
    name: str,
    given: Any,
    weeks: int,
    start: int,
    calendar: int | None,
    population: Population,
    said: list[str],
) -> Adoption:
    """An instrument as adopted; what was decided for the user is added to `said`."""
    check_instrument(model, [str(name)])
    key, wanted = f"instrument.{name}", tell("wanted.by_name")
    values = mapping(key, given, wanted)
    settings = {
        setting: setting_value(f"{key}.{setting}", values.get(setting, declared.default), declared)
        for setting, declared in model.instruments[name].settings.items()
    }
    own_start, end = values.get("start"), values.get("end")
    first = start if own_start is None else week(f"{key}.start", own_start, 0, weeks - 1, weeks, calendar)
    last = LAST_WEEK if end is None else week(f"{key}.end", end, 0, LAST_WEEK, weeks, calendar)
    if last <= first:
        with dated(calendar):
            raise InputError(tell("error.end_before_start", key=key, end=said_week(last), start=said_week(first)))
    phase_in = values.get("phase_in")
    return Adoption(
        name, settings, first,
        phase_in=1 if phase_in is None else whole(f"{key}.phase_in", phase_in, 1, MOST_WEEKS, "weeks"),
        end=last,
        scope=_scope(f"{key}.scope", mapping(f"{key}.scope", values.get("scope"), wanted), population, said),
    )  # fmt: skip


def setting_value(key: str, value: Any, declared: Setting) -> float:
    """A setting's value as the number the rules read."""
    if isinstance(declared.default, bool):
        return 1.0 if yes_or_no(key, value) else 0.0
    if isinstance(declared.default, int):
        return float(whole(key, value, int(declared.low), int(declared.high), declared.unit))
    return number(key, value, declared.low, declared.high, declared.unit)


def _scope(key: str, tree: Mapping[str, Any], population: Population, said: list[str]) -> Scope:
    for part in tree:
        if part not in SCOPE_KEYS:
            raise unknown("scope_key", f"{key}.{part}", [f"{key}.{known}" for known in SCOPE_KEYS])
    places = listed(f"{key}.regions", tree.get("regions"), tell("wanted.list"))
    regions = tuple(one_of(f"{key}.regions", region, "region", REGIONS) for region in places)
    named = listed(f"{key}.industries", tree.get("industries"), tell("wanted.list"))
    headcount = pair(f"{key}.headcount", tree.get("headcount", ANY_HEADCOUNT), *ANY_HEADCOUNT, "workers")
    if headcount[0] > headcount[1]:
        raise InputError(tell("error.headcount_order", key=key, low=headcount[0], high=headcount[1]))
    chosen = listed(f"{key}.enterprises", tree.get("enterprises"), tell("wanted.list"))
    meant = [enterprise_meant(f"{key}.enterprises", one, population) for one in chosen]
    said += which(f"{key}.enterprises", meant)
    return Scope(
        regions,
        tuple(one_of(f"{key}.industries", industry, "industry", industries()) for industry in named),
        headcount,
        number(f"{key}.share", tree.get("share", 1.0), 0.0, 1.0, "share of units"),
        tuple(sorted({one.number for one in meant})),
    )


def _parameters(model: Model, tree: Mapping[str, Any]) -> dict[str, float]:
    given = mapping("parameter", tree.get("parameter"), tell("wanted.by_name"))
    return {
        name: number(f"parameter.{name}", value, known.low, known.high, known.unit)
        for name, value in sorted(given.items())
        if (known := model.parameters[name])
    }


def _industry(tree: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    table, made = industries(), {}
    for industry, given in sorted(mapping("industry", tree.get("industry"), tell("wanted.by_name")).items()):
        columns = mapping(f"industry.{industry}", given, tell("wanted.by_name"))
        made[str(industry)] = {
            str(column): number(f"industry.{industry}.{column}", value, known.low, known.high, known.unit)
            for column, value in sorted(columns.items())
            if (known := table[str(industry)][str(column)])
        }
    return {industry: columns for industry, columns in made.items() if columns}


__all__ = ["Built", "Options", "build_options", "build_scenario", "out_of_bounds"]
