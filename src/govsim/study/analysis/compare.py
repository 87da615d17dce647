"""Several scenarios under the same seeds, and what each changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from govsim.language import Model
from govsim.locale import LANGUAGES
from govsim.scenario import Scenario
from govsim.study.analysis.budget import Fit, at_budget, budget_given, fit_packages, fit_table
from govsim.study.analysis.comparable import check_comparable, with_parts_of_all
from govsim.study.analysis.joint import Joint, joint_effects, joint_of, played, wider_of
from govsim.study.analysis.measured import period, window_of
from govsim.study.analysis.sentences import sentence
from govsim.study.analysis.shown import Results, drawn, effect_rows, line, page, shown_of, titled
from govsim.study.analysis.stopping import FIRST, precision_given, seeds_needed
from govsim.study.analysis.verdict import pair_chances, table_of, verdicts
from govsim.study.ask.arguments import checked, dated_texts, how_not_what, override_texts, settings_folder
from govsim.study.ask.checks import calendar_year, is_list, one_of
from govsim.study.ask.checks import names as names_in
from govsim.study.ask.config import compose_trees, instruments_of, spelt
from govsim.study.ask.declarations import model_of_all, parts_with
from govsim.study.ask.design import seed_list, set_path
from govsim.study.ask.given import held, refuse_other_kinds
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.overrides import Override, model_of_overrides, read_overrides
from govsim.study.ask.resolve import Built, build_scenario
from govsim.study.ask.rest import equally_long, weeks_to_rest
from govsim.study.runs.groups import group_effects
from govsim.study.runs.plan import effects_of, usual_reference
from govsim.study.runs.simulate import simulate_built
from govsim.study.speak.dates import dated
from govsim.study.speak.errors import InputError, Mistakes, unknown, wrong_kind
from govsim.study.speak.words import speaking, spoken, tell


@dataclass(frozen=True, repr=False)
class Comparison:
    """The results of a comparison and the effect of each scenario against the reference."""

    results: Results
    effects: pd.DataFrame
    reference: str
    calendar: int | None = None  # the year that begins with week 0, in figures
    fits: pd.DataFrame | None = None  # with a budget, a row a package: its factor and what it costs
    draws: pd.DataFrame | None = None  # with parameters, a row a scenario and outcome: luck and assumptions together

    @property
    def runs(self) -> pd.DataFrame:
        """A row a run."""
        return self.results.runs

    @property
    def weekly(self) -> pd.DataFrame:
        """A row a run and week."""
        return self.results.weekly

    @property
    def groups(self) -> pd.DataFrame | None:
        """A row a run, group and outcome; only where `by` was given."""
        return self.results.groups

    @cached_property
    def group_effects(self) -> pd.DataFrame | None:
        """The effect of each scenario in each group; only where `by` was given."""
        return None if self.results.groups is None else group_effects(self.results.groups, self.reference)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """Four numbers a scenario with intervals, the chance that injuries are fewer, and prices or their words."""
        return table_of(verdicts(self.runs, self.reference))

    @property
    def chances(self) -> pd.DataFrame:
        """The chance that the scenario of a row has fewer true injuries than that of a column."""
        return pair_chances(self.runs)

    def sentences(self, lang: str | None = None) -> dict[str, str]:
        """A plain sentence of each scenario; of the wider interval, where assumed numbers were drawn too."""
        said = spoken() if lang is None else one_of("lang", lang, "language", LANGUAGES)
        with speaking(said):
            weeks = window_of(self.results.scenarios.values())
            titles = titled(self.results.model, self.results.scenarios, {})
            wider = {} if self.draws is None else wider_of(self.draws)
            return {
                one.scenario: sentence(
                    one, titles, self.reference, period(weeks) if weeks else "", wider.get(one.scenario)
                )
                for one in verdicts(self.runs, self.reference)
            }

    def against(self, reference: str) -> Comparison:
        """The same runs, with another of the scenarios as the one that others are compared with."""
        checked_reference(reference, list(self.results.scenarios))
        effects = effects_of(self.results.model, self.runs, reference, {})
        return replace(self, effects=effects, reference=reference, draws=None, fits=None)

    def __repr__(self) -> str:
        return f"<{line('shown.comparison', self.results, reference=self.reference)}>"

    def _repr_html_(self) -> str:
        tables = shown_of(self.results, self.effects, self.reference)
        with dated(self.calendar):
            return page(self, effect_rows(tables), tables)

    @checked
    def figure(self, folder: str | Path | None = None, lang: str | None = None, *, name: str | None = None) -> Any:
        """A figure to look at; or all of them, written into a folder. See `Results.figure`."""
        with dated(self.calendar):
            return drawn(shown_of(self.results, self.effects, self.reference), folder, lang, name)


@checked
def compare(
    scenarios: Sequence[str | Scenario],
    seeds: int | str | Iterable[int] = 50,
    overrides: Sequence[str] = (),
    engine: str = "core",
    *,
    yearly: bool = False,
    threads: int | None = None,
    config_dir: str | Path | None = None,
    on_done: Callable[[], None] | None = None,
    by: str | Sequence[str] = (),
    calendar: int | None = None,
    populations: int = 1,
    budget: float | None = None,
    against: str | None = None,
    parameters: str | None = None,
    precision: float | None = None,
) -> Comparison:
    """Run scenarios under the same seeds and compare each with "baseline", or with the first without it.

    An override of an instrument's setting applies to every scenario that has the instrument. With `by`, "industry",
    "size", "scope" or several, effects are known for each group of enterprises too. With `calendar`, the year that
    begins with week 0, settings take dates as 2028-Q1 and figures show years. With `populations`, that many counties
    are drawn, the seeds are spread over them, and intervals hold which county as well as which weeks. With `budget`,
    CNY over the window, the strengths of each scenario are multiplied by the one factor at which it costs so much more
    than the reference; `fits` says which, and those that do not reach it are left out.

    With `against`, that scenario is the reference. With `parameters`, "assumed:24" or a table of draws, assumed numbers
    are drawn jointly from their bounds and `draws` holds intervals for luck and assumptions together. With
    seeds="auto", as many seeds are taken as make half of every interval of effects on true injuries at most
    `precision`, a share of the reference's mean, .02 when not given.

    Raises:
        InputError: when anything named does not exist or a value is out of bounds.
    """
    if not is_list(scenarios):
        raise InputError(tell("error.compare_list"))
    wanted = precision_given(seeds, precision, populations)
    seeds = seed_list(FIRST if wanted is not None else seeds)
    texts, given = dated_texts(override_texts(overrides), calendar), list(scenarios)
    refuse_other_kinds("scenarios", given)
    names = [one for one in given if isinstance(one, str)]
    if override_texts(overrides) and len(names) < len(given):
        raise InputError(tell("error.compare_overrides"))
    made = build_several(names, texts, settings_folder(config_dir))
    built = iter(made)
    chosen = [held(one) if isinstance(one, Scenario) else next(built).scenario for one in given]
    chosen = _equally_long(chosen, given, made)
    shown = calendar_of([calendar_year(calendar), *(one.calendar for one in made)])
    fits, reference = None, reference_of(against, [one.name for one in chosen], budget)
    if budget is not None:
        check_comparable(chosen)
        chosen, fits = priced(chosen, budget_given(budget), seeds, threads, populations)
    if wanted is not None:
        check_comparable(chosen)
        seeds = tuple(range(seeds_needed(with_parts_of_all(chosen), reference, wanted, engine, threads).seeds))
    draws = None if parameters is None else joint_checked(parameters, chosen, seeds, reference, populations)
    found = compare_built(chosen, seeds, engine, yearly, threads, on_done, by, populations, reference)
    table = None if draws is None else joint_effects(draws, played(draws, engine, threads), found.results.model)[0]
    return replace(found, calendar=shown, fits=None if fits is None else fit_table(fits), draws=table)


def reference_of(against: Any, names: Sequence[str], budget: Any = None) -> str:
    """With which scenario others are compared: the one that is named, "baseline", or the first without it.

    Raises:
        InputError: it is not among them, or a budget counts from another.
    """
    if against is None:
        return usual_reference(names) if names else ""
    reference = checked_reference(against, names)
    if budget is not None and reference != usual_reference(names):
        raise InputError(tell("error.budget_against"))
    return reference


def checked_reference(name: Any, names: Sequence[str]) -> str:
    """A scenario among those that are compared.

    Raises:
        InputError: it is none.
    """
    if name not in names:
        raise InputError(tell("error.against", name=name, names=", ".join(names)))
    return str(name)


def joint_checked(
    parameters: Any, scenarios: Sequence[Scenario], seeds: Sequence[int], reference: str, populations: int = 1
) -> Joint:
    """Joint draws of assumed numbers, ready to be played.

    Raises:
        InputError: they cannot be, or several counties are drawn.
    """
    if populations > 1:
        raise InputError(tell("error.joint_populations"))
    check_comparable(scenarios)
    return joint_of(parameters, scenarios, seeds, reference)


def priced(
    scenarios: Sequence[Scenario],
    budget: float,
    seeds: Sequence[int],
    threads: int | None = None,
    populations: int = 1,
    on_search: Callable[[int], None] | None = None,
) -> tuple[list[Scenario], list[Fit]]:
    """Comparable scenarios at one cost: the reference with every package that reaches it, and what was found of each.

    Raises:
        InputError: no package reaches the budget, or several counties are drawn.
    """
    if populations > 1:
        raise InputError(tell("error.budget_populations"))
    together, reference = with_parts_of_all(scenarios), usual_reference([one.name for one in scenarios])
    fits = fit_packages(together, reference, budget, seeds, threads, on_search)
    return at_budget(together, reference, fits), fits


def _equally_long(
    scenarios: Sequence[Scenario], given: Sequence[str | Scenario], built: Sequence[Built]
) -> list[Scenario]:
    """All played equally long before week 0; one made in code was where its weeks are not those it would have had."""
    named = iter(built)
    is_chosen = [
        next(named).is_settle_chosen
        if isinstance(how, str)
        else one.settle != weeks_to_rest(model_of_all(one), one.population, one.parameters, one.industry)
        for one, how in zip(scenarios, given, strict=True)
    ]
    return equally_long(scenarios, is_chosen)


def compare_built(
    scenarios: Sequence[Scenario],
    seeds: int | Iterable[int],
    engine: str = "core",
    yearly: bool = False,
    threads: int | None = None,
    on_done: Callable[[], None] | None = None,
    by: str | Sequence[str] = (),
    populations: int = 1,
    reference: str | None = None,
) -> Comparison:
    """Run checked scenarios and compare them."""
    check_comparable(scenarios)
    scenarios = with_parts_of_all(scenarios)
    reference = reference or usual_reference([scenario.name for scenario in scenarios])
    found = simulate_built(
        scenarios, seeds, engine,
        yearly=yearly, threads=threads, on_done=on_done, county_of=reference, by=by, reference=reference,
        populations=populations,
    )  # fmt: skip
    return Comparison(Results.of(found), effects_of(found.model, found.runs, reference, {}), reference)


def calendar_of(years: Iterable[int | None]) -> int | None:
    """The one calendar of what is compared; None where there is none.

    Raises:
        InputError: there are several.
    """
    several = sorted({year for year in years if year is not None})
    if len(several) > 1:
        raise InputError(tell("error.calendars", years=", ".join(map(str, several))))
    return several[0] if several else None


def build_several(
    names: Sequence[str], overrides: Sequence[str] = (), config_dir: str | Path | None = None
) -> list[Built]:
    """Compose and check scenarios by name, each with the overrides that concern it."""
    doubles = {name for name in names if list(names).count(name) > 1}
    if doubles:
        raise InputError(tell("error.scenario_twice", name=sorted(doubles)[0]))
    mistakes = Mistakes()
    built = [mistakes.of(build_scenario, tree) for tree in compose_several(names, overrides, config_dir)]
    mistakes.refuse()
    scenarios = equally_long([one.scenario for one in built], [one.is_settle_chosen for one in built])
    return [replace(one, scenario=scenario) for one, scenario in zip(built, scenarios, strict=True)]


def bases_given(given: Any, overrides: Sequence[str], config_dir: str | Path | None) -> list[Scenario | Built]:
    """The scenarios of a study of points: one or several, each by name or made already.

    Raises:
        InputError: one is neither, or something is set beside scenarios that are made already.
    """
    several = [given] if isinstance(given, str | Scenario) else given
    if not is_list(several):
        raise wrong_kind("scenarios", several, tell("wanted.scenario"))
    refuse_other_kinds("scenarios", list(several))
    names = [one for one in several if isinstance(one, str)]
    if override_texts(overrides) and len(names) < len(several):
        raise InputError(tell("error.compare_overrides"))
    made = iter(build_several(names, override_texts(overrides), settings_folder(config_dir)))
    return [held(one) if isinstance(one, Scenario) else next(made) for one in several]


def compose_several(
    names: Sequence[str], overrides: Sequence[str], config_dir: str | Path | None = None
) -> list[dict[str, Any]]:
    """The settings of each scenario, unchecked."""
    chosen = [f"scenario={','.join(map(spelt, names))}"] if names else []
    everything = read_overrides([*chosen, *overrides], config_dir=config_dir)
    given, model = everything[len(chosen) :], model_of_overrides(everything, config_dir)
    refuse_what_is_not_a_scenarios(given)
    shared = [override.text for override in given if not _is_instrument_value(override)]
    trees = compose_trees([[f"scenario={spelt(name)}", *shared] for name in names], config_dir) if names else []
    for override in given:
        if _is_instrument_value(override):
            _apply_where_adopted(override, trees, names, model)
    return share_parts(model, trees)


def share_parts(model: Model, trees: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Settings that are compared, each with the parts and files of all, those included that instruments bring."""
    parts = {
        name
        for tree in trees
        for name in parts_with(
            model, tree.get("parts") or [], instruments_of(tree), tree.get("industry"), tree.get("population")
        )
    }
    given = [names_in("plugins", tree.get("plugins"), tell("wanted.plugins")) for tree in trees]
    files = list(dict.fromkeys(file for several in given for file in several))
    return [{**tree, "parts": sorted(parts), "plugins": files} for tree in trees]


def refuse_what_is_not_a_scenarios(overrides: Iterable[Override]) -> None:
    """A key that says how to run must not be ignored among those that say what to run."""
    for override in overrides:
        if override.key == "scenario":
            raise InputError(tell("error.compare_scenario", text=override.text))
        if override.key in RUN_KEYS:
            raise how_not_what(override.key)
        if override.swept:
            raise InputError(tell("error.several_values", text=override.text))


def _is_instrument_value(override: Override) -> bool:
    return override.key.startswith("instrument.")


def _apply_where_adopted(
    override: Override, trees: Sequence[dict[str, Any]], names: Sequence[str], model: Model
) -> None:
    instrument = override.key.split(".")[1]
    having = [tree for tree in trees if instrument in instruments_of(tree)]
    if not having:
        raise not_adopted(model, override.text, instrument, names, trees)
    for tree in having:
        if override.text.startswith("~"):
            tree["instrument"].pop(instrument, None)
        else:
            set_path(tree, override.key, deepcopy(override.value))


def not_adopted(
    model: Model, text: str, instrument: str, names: Sequence[str], trees: Sequence[Mapping[str, Any]]
) -> InputError:
    """A setting of an instrument that no scenario has."""
    if instrument not in model.instruments:
        return unknown("instrument", instrument, model.instruments)
    adopted = sorted({name for tree in trees for name in instruments_of(tree)})
    values = {"text": text, "instrument": instrument, "scenario": names[0] if names else ""}
    if len(names) != 1:
        return InputError(tell("error.none_adopts", **values))
    has = tell("error.adopts_instead", names=", ".join(adopted)) if adopted else ""
    return InputError(tell("error.not_adopted", **values, has=has))
