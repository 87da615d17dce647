"""From composed settings, plain and unchecked, to a `Scenario` and the options of a run."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govsim.engines.steering import can_steer
from govsim.language import Model, Setting
from govsim.locale import LANGUAGES
from govsim.scenario import LAST_WEEK, MOST_STRENGTH, Adoption, Population, Scenario
from govsim.study.ask.arguments import MOST_THREADS
from govsim.study.ask.checks import (
    calendar_year,
    check_scenario_name,
    listed,
    mapping,
    named_in,
    names,
    number,
    one_of,
    undated,
    week,
    whole,
    yes_or_no,
)
from govsim.study.ask.cluster import Cluster, read_cluster
from govsim.study.ask.declarations import industries_of, model_of_names, model_with, parts_with
from govsim.study.ask.design import MOST_SEEDS, seed_list
from govsim.study.ask.keys import check_instrument, check_tree
from govsim.study.ask.population import read_population
from govsim.study.ask.rest import weeks_to_rest
from govsim.study.ask.scopes import check_scope, read_scope
from govsim.study.ask.timing import Timing, timing, timing_notes
from govsim.study.speak.dates import dated, said_week
from govsim.study.speak.errors import InputError, Mistakes, out_of_bounds, wrong_kind
from govsim.study.speak.paths import typed_path
from govsim.study.speak.words import spoken, tell
from govsim.year import MOST_SETTLE, MOST_WEEKS, USUAL_WEEKS

ENGINES = ("core", "mesa")


@dataclass(frozen=True)
class Built:
    """A scenario, the model that it asks for, and what was decided for the user."""

    scenario: Scenario
    model: Model
    notes: tuple[str, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)
    calendar: int | None = None  # the year that begins with week 0, for people
    is_settle_chosen: bool = False  # somebody said how long the status quo is played before week 0


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
    populations: int = 1
    calendar: int | None = None
    cluster: Cluster = field(default_factory=Cluster)


def build_options(tree: Mapping[str, Any]) -> Options:
    """Check the keys that say how to run."""
    mistakes = Mistakes()
    threads, out, experiment = (tree.get(key) for key in ("threads", "out", "experiment"))
    with mistakes.noted():
        _check_out(out)
    with mistakes.noted():
        _check_experiment(experiment)
    tables = mistakes.of(_tables, tree.get("tables")) or []
    by = tuple(str(one) for one in mistakes.of(listed, "by", tree.get("by"), tell("wanted.list")) or ())
    lang, figures = tree.get("lang"), tree.get("figures")
    made = {
        "seeds": mistakes.of(seed_list, tree.get("seeds", 20)),
        "populations": mistakes.of(whole, "populations", tree.get("populations", 1), 1, MOST_SEEDS),
        "engine": mistakes.of(one_of, "engine", tree.get("engine", "core"), "engine", ENGINES),
        "threads": None if threads is None else mistakes.of(whole, "threads", threads, 1, MOST_THREADS, "threads"),
        "lang": mistakes.of(one_of, "lang", spoken() if lang is None else lang, "language", LANGUAGES),
        "figures": mistakes.of(yes_or_no, "figures", True if figures is None else figures),
        "calendar": mistakes.of(calendar_year, tree.get("calendar")),
        "cluster": mistakes.of(read_cluster, tree),
    }
    with mistakes.noted():
        if "groups" in tables and not by:
            raise InputError(tell("error.tables_groups"))
    mistakes.refuse()
    return Options(
        **made,
        out=None if out is None else str(out),
        yearly="yearly" in tables,
        experiment=None if experiment is None else str(experiment),
        by=by,
        group_weeks="groups" in tables,
    )


def _check_out(out: Any) -> None:
    if out is not None and not isinstance(out, str | int | float):
        raise wrong_kind("out", out, tell("wanted.name"))
    if out == "":
        raise wrong_kind("out", "", tell("wanted.folder"))


def _check_experiment(experiment: Any) -> None:
    if experiment is not None and not isinstance(experiment, str | int | float):
        raise wrong_kind("experiment", experiment, tell("wanted.name"))
    if experiment is not None and (str(experiment) in ("", ".", "..") or set(str(experiment)) & set('/\\:*?"<>|\0')):
        raise wrong_kind("experiment", experiment, tell("wanted.folder_name"))


def _tables(given: Any) -> Sequence[str]:
    tables = listed("tables", given, tell("wanted.tables"))
    return [one_of("tables", table, "table", ("yearly", "weekly", "groups")) for table in tables]


def build_scenario(tree: Mapping[str, Any]) -> Built:
    """Check everything that decides a run and freeze it.

    Raises:
        InputError: a line for each mistake, naming the key, the value, its unit and bounds, or the nearest name.
    """
    plugins = names("plugins", tree.get("plugins"), tell("wanted.plugins"))
    named = names("parts", tree.get("parts"), tell("wanted.parts"))
    adopted = mapping("instrument", tree.get("instrument"), tell("wanted.by_name"))
    parts = parts_with(model_of_names(named, plugins), named, adopted, tree.get("industry"), tree.get("population"))
    model = model_with(parts, plugins)
    try:
        check_tree(model, tree)
    except InputError as error:  # keys of the command line were checked before: this one is a file's
        if not tree.get("name"):
            raise
        mistakes = Mistakes()
        for one in error.several or (error,):
            with mistakes.noted():
                raise InputError(tell("error.in_scenario", name=tree["name"], line=one)) from error
        mistakes.refuse()
    mistakes, said = Mistakes(), list[str]()
    name = mistakes.of(scenario_name, tree.get("name"))
    weeks = mistakes.of(whole, "weeks", tree.get("weeks", USUAL_WEEKS), 1, MOST_WEEKS, "weeks")
    is_chosen = tree.get("settle") is not None
    settle = mistakes.of(whole, "settle", tree["settle"], 0, MOST_SETTLE, "weeks") if is_chosen else 0
    calendar = mistakes.of(calendar_year, tree.get("calendar"))
    if calendar is None and tree.get("calendar") is not None:  # dates that hang on it are not looked at
        tree = {**tree, "start": undated(tree.get("start")), "window": undated(tree.get("window"))}
        adopted = {name: _undated_instrument(given) for name, given in adopted.items()}
    timed = Timing()  # where the weeks are wrong, what lies in them is not looked at
    if weeks is not None:
        timed = mistakes.of(timing, weeks, tree.get("start"), tree.get("window"), calendar) or timed
    with mistakes.noted():
        population = Population()
        population = read_population(mapping("population", tree.get("population"), tell("wanted.population")))
    adoptions = tuple(
        mistakes.of(_adoption, model, instrument, given, weeks or MOST_WEEKS, timed.start, calendar, population, said)
        for instrument, given in sorted(adopted.items())
    )
    for adoption in filter(None, adoptions):
        mistakes.of(check_scope, model, adoption, sorted(adopted), population)
    parameters = mistakes.of(_parameters, model, tree)
    industry = mistakes.of(_industry, model, tree)
    mistakes.refuse()
    own = [one for one, values in adopted.items() if (values or {}).get("start") is not None]
    said[:0] = timing_notes(timed, weeks, adoptions, own, calendar)
    files = tuple(os.path.abspath(typed_path(one)) for one in plugins)
    if not is_chosen:
        settle = weeks_to_rest(model, population, parameters, industry)
    scenario = Scenario(
        name, population, weeks, timed.start, timed.window, adoptions, parameters, industry, files,
        parts, settle,
    )  # fmt: skip
    title = mapping("title", tree.get("title"), tell("wanted.by_name"))
    titles = {str(lang): str(words) for lang, words in title.items() if words is not None}
    return Built(scenario, model, tuple(said), titles, calendar, is_chosen)


def _undated_instrument(given: Any) -> Any:
    ends = {key: undated(given[key]) for key in ("start", "end") if key in given} if isinstance(given, Mapping) else {}
    return {**given, **ends} if ends else given


def scenario_name(given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise InputError(tell("error.scenario_name"))
    check_scenario_name(given.strip())
    return given.strip()


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
    mistakes = Mistakes()
    settings = {
        setting: mistakes.of(setting_value, f"{key}.{setting}", values.get(setting, declared.default), declared)
        for setting, declared in model.instruments[name].settings.items()
    }
    phase_in = values.get("phase_in")
    steps = 1 if phase_in is None else mistakes.of(whole, f"{key}.phase_in", phase_in, 1, MOST_WEEKS, "weeks")
    own_start, end = values.get("start"), values.get("end")
    first, last = start, LAST_WEEK
    if own_start is not None:
        first = mistakes.of(week, f"{key}.start", own_start, 0, weeks - 1, weeks, calendar)
    if end is not None:
        last = mistakes.of(week, f"{key}.end", end, 0, LAST_WEEK, weeks, calendar)
    with mistakes.noted(), dated(calendar):
        if first is not None and last is not None and last <= first:
            raise InputError(tell("error.end_before_start", key=key, end=said_week(last), start=said_week(first)))
    with mistakes.noted():
        reached = mapping(f"{key}.scope", values.get("scope"), wanted)
        scope = read_scope(f"{key}.scope", reached, population, said)
    steers = mistakes.of(steered_names, model, f"{key}.steers", values.get("steers"))
    strength = mistakes.of(strength_value, model, f"{key}.strength", values.get("strength", 1.0))
    mistakes.refuse()
    return Adoption(name, settings, first, phase_in=steps, end=last, scope=scope, steers=steers, strength=strength)


def strength_value(model: Model, key: str, given: Any) -> float:
    """A multiple of an instrument's full strength; a planner can be weaker than declared, and steers no further."""
    planner = model.instruments[key.split(".")[1]].is_planner
    return number(key, 1.0 if given is None else given, 0.0, 1.0 if planner else MOST_STRENGTH, "multiple")


def steered_names(model: Model, key: str, given: Any) -> tuple[str, ...]:
    """The instruments under a planner; planners are under none."""
    if given is not None and not listed(key, given, tell("wanted.list")):
        raise InputError(tell("error.steers_none", key=key))
    planner = key.split(".")[1]
    named = tuple(dict.fromkeys(named_in(key, given, "instrument", model.instruments)))
    for name in named:
        if model.instruments[name].is_planner:
            raise InputError(tell("error.steers_planner", key=key, instrument=name))
        if not can_steer(model, planner, name):
            raise InputError(tell("error.steers_never", key=key, instrument=name))
    return named


def setting_value(key: str, value: Any, declared: Setting) -> float:
    """A setting's value as the number the rules read."""
    if isinstance(declared.default, bool):
        return 1.0 if yes_or_no(key, value) else 0.0
    if isinstance(declared.default, int):
        return float(whole(key, value, int(declared.low), int(declared.high), declared.unit))
    return number(key, value, declared.low, declared.high, declared.unit)


def _parameters(model: Model, tree: Mapping[str, Any]) -> dict[str, float]:
    given, mistakes = mapping("parameter", tree.get("parameter"), tell("wanted.by_name")), Mistakes()
    made = {}
    for name, value in sorted(given.items()):
        known = model.parameters[name]
        made[name] = mistakes.of(number, f"parameter.{name}", value, known.low, known.high, known.unit)
    mistakes.refuse()
    return made


def _industry(model: Model, tree: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    table, made, mistakes = industries_of(model), {}, Mistakes()
    for industry, given in sorted(mapping("industry", tree.get("industry"), tell("wanted.by_name")).items()):
        columns = mapping(f"industry.{industry}", given, tell("wanted.by_name"))
        made[str(industry)] = {
            str(column): mistakes.of(number, f"industry.{industry}.{column}", value, known.low, known.high, known.unit)
            for column, value in sorted(columns.items())
            if (known := table[str(industry)][str(column)])
        }
    mistakes.refuse()
    return {industry: columns for industry, columns in made.items() if columns}


__all__ = ["Built", "Options", "build_options", "build_scenario", "out_of_bounds"]
