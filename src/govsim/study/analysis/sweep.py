"""One scenario with some of its settings varied over every combination of their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from govsim.scenario import Scenario
from govsim.study.analysis.comparable import windows_of, with_parts_of_all
from govsim.study.analysis.compare import Comparison, not_adopted
from govsim.study.analysis.designs.played import Designed, played, points_to_vary
from govsim.study.analysis.shown import Results
from govsim.study.ask.arguments import (
    checked,
    dated_texts,
    how_not_what,
    override_texts,
    settings_folder,
    values_to_vary,
)
from govsim.study.ask.checks import is_list
from govsim.study.ask.config import compose_trees, instruments_of, spelt
from govsim.study.ask.design import MOST_POINTS, grid, label, seed_list, set_path, short_names
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.overrides import Override, model_of_overrides, read_overrides
from govsim.study.ask.resolve import build_scenario
from govsim.study.ask.rest import equally_long
from govsim.study.runs.plan import effects_of
from govsim.study.runs.simulate import refuse_alike, simulate_built
from govsim.study.speak.errors import InputError, Mistakes, short, wrong_kind
from govsim.study.speak.words import tell


@dataclass(frozen=True)
class Point:
    """One combination of values, ready to run."""

    values: Mapping[str, Any]
    scenario: Scenario
    notes: tuple[str, ...] = ()


@checked
def sweep(
    scenario: str,
    vary: Mapping[str, Sequence[Any]] | Sequence[str],
    seeds: int | Iterable[int] = 20,
    overrides: Sequence[str] = (),
    engine: str = "core",
    *,
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
    by: str | Sequence[str] = (),
    calendar: int | None = None,
    populations: int = 1,
    design: str | None = None,
) -> Comparison | Designed:
    """Run a scenario at every combination of the values and compare each with the first; or at the points of a design.

    Args:
        scenario: a file of `scenario/`, without its ending.
        vary: values by key, {"instrument.credit_penalties.loan_spread": [0, 0.01]}, or overrides with several
            values as on the command line.
        seeds: a number of seeds or those meant; the same for every point.
        overrides: what holds at every point.
        engine: "core" or "mesa".
        threads: processors used.
        config_dir: a folder with scenario files of your own.
        on_done: called after each run.
        by: groupings of enterprises, "industry", "size" or "scope", for whose groups effects are kept too.
        calendar: the year that begins with week 0; settings take dates as 2028-Q1 then, and figures show years.
        populations: counties drawn for every point, over which the seeds are spread: intervals then hold which county
            as well as which weeks.
        design: how points are laid out over ranges ("0.1..0.4", "..", "0.01..0.1:log", "0.1..0.2..0.4") and lists:
            "lhs:64", "sobol:64", "factorial:3", "fractional", "zip", "grid", or a table, "points.csv".
    """
    if not isinstance(scenario, str):
        raise wrong_kind("scenario", scenario, tell("wanted.name"))
    seeds = seed_list(seeds)
    if design is not None:
        for name, given in (("by", by), ("populations", populations > 1)):
            if given:
                raise InputError(tell("error.design_key", key=name))
        fixed = [f"scenario={spelt(scenario)}", *dated_texts(override_texts(overrides), calendar)]
        laid = points_to_vary(design, vary, fixed, settings_folder(config_dir))
        return played(laid, seeds, engine, threads, on_done)
    if isinstance(vary, Mapping):
        texts = [f"{key}={','.join(map(spelt, values))}" for key, values in values_to_vary(vary)]
    elif isinstance(vary, str) or is_list(vary):
        texts = override_texts(vary, "vary")
    else:
        raise wrong_kind("vary", vary, tell("wanted.vary"))
    folder = settings_folder(config_dir)
    is_varied = any(text.partition("=")[0] == "scenario" for text in texts)  # then the values to vary name it
    named = [] if is_varied else [f"scenario={spelt(scenario)}"]
    given = [*named, *dated_texts(override_texts(overrides), calendar)]
    for override in read_overrides([*given, *texts], config_dir=folder)[len(named) :]:
        if override.key in RUN_KEYS and not override.swept:
            raise how_not_what(override.key)
    points = build_points([*given, *texts], folder)
    found = sweep_built(points, seeds, engine, threads, on_done=on_done, by=by, populations=populations)
    return replace(found, calendar=calendar)


def sweep_built(
    points: Sequence[Point],
    seeds: int | Iterable[int],
    engine: str = "core",
    threads: int | None = None,
    yearly: bool = False,
    on_done: Callable[[], None] | None = None,
    by: str | Sequence[str] = (),
    populations: int = 1,
) -> Comparison:
    """Run checked points; the first is the reference."""
    varied = varied_by(points)
    reference = points[0].scenario.name
    found = simulate_built(
        [point.scenario for point in points], seeds, engine,
        yearly=yearly, threads=threads, on_done=on_done, varied=varied, county_of=reference,
        by=by, reference=reference, populations=populations,
    )  # fmt: skip
    windows = windows_of([point.scenario for point in points])
    found = replace(found, notes=(*([tell("warning.windows", windows=windows)] if windows else []), *found.notes))
    return Comparison(Results.of(found), effects_of(found.model, found.runs, reference, varied), reference)


def varied_by(points: Sequence[Point]) -> dict[str, dict[str, Any]]:
    """The values of each point by the name of its scenario."""
    return {point.scenario.name: dict(point.values) for point in points}


def build_points(overrides: Sequence[str], config_dir: str | Path | None = None) -> list[Point]:
    """Every combination of the varied settings, checked.

    Files are composed once for each choice of files; values are set in the composed settings, so that a sweep
    of thousands of points does not compose thousands of times.
    """
    given = read_overrides(overrides, config_dir=config_dir)
    model = model_of_overrides(given, config_dir)
    varied = {override.key: override.swept for override in given if override.swept}
    fixed = [override for override in given if not override.swept]
    _refuse(given, varied)
    keys = short_names(list(varied))
    points, mistakes, trees = [], Mistakes(), _Trees([override.text for override in fixed], config_dir)
    is_chosen: list[bool] = []
    groups = {override.key for override in given if override.is_group}
    texts = {override.key: override.text for override in given if override.swept}
    for values in grid(varied):
        files = {key: value for key, value in values.items() if key in groups}
        tree = trees.composed(files)
        for key, value in values.items():
            if key in groups:
                continue
            if key.startswith("instrument.") and key.split(".")[1] not in instruments_of(tree):
                raise not_adopted(model, texts[key], key.split(".")[1], [str(tree.get("name"))], [tree])
            set_path(tree, key, value)
        built = mistakes.of(build_scenario, tree)
        if built is None:
            continue
        plain = {
            key: short(value) if isinstance(value, list | dict) else value
            for key, value in values.items()
            if key != "scenario"  # the tables' own column of that name begins with it
        }
        scenario = replace(built.scenario, name=label(built.scenario.name, values, keys))
        points.append(Point(plain, scenario, built.notes))
        is_chosen.append(built.is_settle_chosen)
    mistakes.refuse()
    refuse_alike([point.scenario.name for point in points])
    alike = equally_long(with_parts_of_all([point.scenario for point in points]), is_chosen)
    return [replace(point, scenario=scenario) for point, scenario in zip(points, alike, strict=True)]


class _Trees:
    """Composed settings, once for each choice of files."""

    def __init__(self, fixed: Sequence[str], config_dir: str | Path | None) -> None:
        self.fixed, self.config_dir, self.known = list(fixed), config_dir, dict[str, dict[str, Any]]()

    def composed(self, files: Mapping[str, Any]) -> dict[str, Any]:
        """A fresh copy of the settings with these files."""
        chosen = [f"{group}={spelt(choice)}" for group, choice in files.items()]
        if str(chosen) not in self.known:
            self.known[str(chosen)] = compose_trees([[*self.fixed, *chosen]], self.config_dir)[0]
        return deepcopy(self.known[str(chosen)])


def _refuse(given: Sequence[Override], varied: Mapping[str, Sequence[Any]]) -> None:
    for key, values in varied.items():
        if key in RUN_KEYS or key in ("plugins", "calendar") or key.startswith(("hydra", "title")):
            raise InputError(tell("error.sweep_how", key=key))
        if len({str(value) for value in values}) < len(values):
            raise InputError(tell("error.value_twice", key=key))
    if not varied:
        raise InputError(tell("error.sweep_nothing"))
    count = 1
    for values in varied.values():
        count *= len(values)
    if count > MOST_POINTS:
        raise InputError(tell("error.sweep_large", count=f"{count:,}", most=f"{MOST_POINTS:,}"))
