"""`govsim.search`: from names of measures and ranges to a search that can be played."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.analysis.comparable import with_parts_of_all
from govsim.study.analysis.compare import build_several
from govsim.study.analysis.search.objectives import USUAL, Objective, objectives_given
from govsim.study.analysis.search.space import ALL, HAZARDOUS, LARGER, SMALL, Measure, Space, allowed_whom, whom_known
from govsim.study.ask.checks import is_list, listed, named_in, week, whole
from govsim.study.ask.declarations import model_of_names
from govsim.study.ask.design import set_path
from govsim.study.ask.keys import check_key
from govsim.study.ask.moved import Mover
from govsim.study.ask.overrides import Override
from govsim.study.ask.ranges import Factor, factor_of, is_range
from govsim.study.ask.resolve import Built, build_scenario, setting_value, strength_value
from govsim.study.ask.rest import equally_long
from govsim.study.speak.errors import InputError, Mistakes, unknown, wrong_kind
from govsim.study.speak.words import tell
from govsim.year import MOST_WEEKS, WEEKS_A_YEAR

EVERYTHING = "all"
STRENGTHS = "0.25..1"  # of the declared strength, of which evidence speaks; beyond it few values grow; assumed
YEARS_LATER = (0, 1, 2)  # after the usual start, when a measure may start; assumed: what a plan of some years orders
USUAL_WHOM = (ALL, SMALL, LARGER, HAZARDOUS)


@dataclass(frozen=True)
class Choices:
    """What is chosen of every measure.

    Attributes:
        strengths: a range, values or one value.
        starts: first weeks.
        whom: words for whom; see `space.WHOM`.
    """

    strengths: Any = STRENGTHS
    starts: Any = None
    whom: Any = None


@dataclass(frozen=True)
class Asked:
    """Mixes that are searched, by what, and scenarios that are looked at beside them."""

    space: Space
    objectives: Sequence[Objective]
    named: Sequence[Scenario]
    notes: Sequence[str] = ()


def asked_of(
    reference: str | Built,
    measures: Any,
    objectives: Any,
    candidates: Any,
    choices: Choices,
    given: Sequence[Override] = (),
    config_dir: str | Path | None = None,
) -> Asked:
    """Everything that a search needs to know before it is played.

    Args:
        reference: the scenario without the measures.
        measures: names of instruments and families, or "all".
        objectives: see `objectives_given`; None for the usual four.
        candidates: names of scenarios.
        choices: of every measure.
        given: settings: of instruments those chosen of one measure as ranges or lists, and those that hold.
        config_dir: a folder with scenario files of the user's own.

    Raises:
        InputError: a line for each mistake.
    """
    apart = [one for one in given if one.key.startswith("instrument.")]
    shared = [one.text for one in given if not one.key.startswith("instrument.")]
    names = [str(one) for one in listed("candidates", candidates, tell("wanted.list"))]
    if isinstance(reference, str):
        base, *others = build_several([reference, *(one for one in names if one != reference)], shared, config_dir)
    else:
        base, others = reference, build_several(names, shared, config_dir) if names else []
    full = _full(base, measures, apart)
    several = with_parts_of_all([base.scenario, full.scenario, *(one.scenario for one in others)])
    chosen = [base.is_settle_chosen, full.is_settle_chosen, *(one.is_settle_chosen for one in others)]
    alike = equally_long(several, chosen)
    model = build_model(alike)
    space = _space(model, alike[0], alike[1], choices, apart, base.calendar)
    made = objectives_given(model, listed("objectives", USUAL if objectives is None else objectives,
                                          tell("wanted.list")))  # fmt: skip
    notes = [note for one in (base, *others) for note in one.notes]
    return Asked(space, made, alike[2:], tuple(dict.fromkeys(notes)))


def build_model(scenarios: Sequence[Scenario]) -> Model:
    """The model of all parts of some scenarios."""
    from govsim.study.ask.declarations import model_of_all

    return model_of_all(scenarios)


def _full(base: Built, measures: Any, apart: Sequence[Override]) -> Built:
    """The reference with every measure, and with what holds of each."""
    model = model_of_names(base.scenario.parts, base.scenario.plugins)
    names = _measures(model, base.scenario, measures)
    tree = deepcopy(Mover(base).tree)
    tree["instrument"] |= {name: {} for name in names}
    mistakes = Mistakes()
    for one in apart:
        with mistakes.noted():
            check_key(model, one.key)
            if one.key.split(".")[1] not in names:
                raise InputError(tell("error.search_not_measure", text=one.text, measure=one.key.split(".")[1]))
            if not one.swept and not is_range(one.value):
                set_path(tree, one.key, deepcopy(one.value))
    mistakes.refuse()
    return build_scenario(tree)


def _measures(model: Model, reference: Scenario, given: Any) -> list[str]:
    """The instruments meant, in their own order: by name, by family, or all but planners.

    Raises:
        InputError: there is none of a name, the reference has it, or none is given.
    """
    known = list(model.instruments)
    groups = list(dict.fromkeys(filter(None, map(model.family_of, known))))
    wanted = [str(one) for one in listed("measures", given, tell("wanted.list"))]
    if not wanted:
        raise InputError(tell("error.search_measures"))
    adopted, chosen, mistakes = {one.instrument for one in reference.adoptions}, dict[str, None](), Mistakes()
    for name in wanted:
        with mistakes.noted():
            if name in known and name in adopted:
                raise InputError(tell("error.search_adopted", measure=name, scenario=reference.name))
            if name in known:
                chosen[name] = None
            elif name == EVERYTHING or name in groups:
                several = [one for one in known if name == EVERYTHING or model.family_of(one) == name]
                chosen |= dict.fromkeys(one for one in several if not model.instruments[one].is_planner)
            else:
                raise unknown("search_measure", name, [EVERYTHING, *groups, *known], "measures")
    mistakes.refuse()
    return [name for name in chosen if name not in adopted]


def _space(
    model: Model, reference: Scenario, full: Scenario, choices: Choices, apart: Sequence[Override],
    calendar: int | None,
) -> Space:  # fmt: skip
    usual = {one.instrument for one in reference.adoptions}
    mistakes, made = Mistakes(), list[Measure]()
    if choices.whom is not None and is_list(choices.whom) and not list(choices.whom):
        raise InputError(tell("error.trial_nothing", key="whom"))
    words = named_in("whom", USUAL_WHOM if choices.whom is None else choices.whom, "whom", whom_known())
    starts = mistakes.of(_starts, choices.starts, reference, calendar) or [reference.start]
    fixed = {one.key for one in apart if not one.swept and not is_range(one.value)}
    for adoption in (one for one in full.adoptions if one.instrument not in usual):
        name, key = adoption.instrument, f"instrument.{adoption.instrument}"
        factors: dict[str, Factor] = {}
        if f"{key}.strength" not in fixed:
            factors |= _factor(mistakes, model, f"{key}.strength", choices.strengths, reference, "strengths")
        if f"{key}.start" not in fixed and len(starts) > 1:
            factors["start"] = Factor(f"{key}.start", choices=tuple(starts))
        for one in apart:
            if one.key.startswith(f"{key}.") and one.key not in fixed:
                factors |= _factor(mistakes, model, one.key, one.swept or one.value, reference, one.key)
        made.append(Measure(name, factors, allowed_whom(model, adoption, words, full)))
    mistakes.refuse()
    first = list(starts)[0]
    if len(starts) == 1 and first != reference.start:
        own = {f"instrument.{one.instrument}.start" for one in full.adoptions} & fixed
        moved = (one if one.instrument in usual or f"instrument.{one.instrument}.start" in own
                 else replace(one, start=first) for one in full.adoptions)  # fmt: skip
        full = replace(full, adoptions=tuple(moved))
    return Space(model, reference, full, tuple(made))


def _starts(given: Any, reference: Scenario, calendar: int | None) -> list[int]:
    """First weeks that a measure may have."""
    last = reference.window[1] - 1
    if given is None:
        later = [reference.start + years * WEEKS_A_YEAR for years in YEARS_LATER]
        return [one for one in later if one == reference.start or one < reference.window[1] - WEEKS_A_YEAR // 2]
    several = listed("starts", given, tell("wanted.list"))
    return list(dict.fromkeys(week("starts", one, 0, last, reference.weeks, calendar) for one in several))


def _factor(
    mistakes: Mistakes, model: Model, key: str, given: Any, reference: Scenario, called: str
) -> dict[str, Factor]:
    """What is chosen of one setting, by its name: a range, or some values."""
    _, owner, setting = key.split(".", 2)
    with mistakes.noted():
        if setting not in ("strength", "start", "phase_in") and setting not in model.instruments[owner].settings:
            raise InputError(tell("error.search_setting", key=key))
        if is_range(given):
            found = factor_of(model, key, _within(model, owner, given) if called != key else given)
            values: Sequence[Any] = found.choices or (found.low, found.high)
        else:
            values = [_value(model, key, one, reference) for one in (given if is_list(given) else [given])]
            if not values:
                raise wrong_kind(called, given, tell("wanted.list"))
            found = Factor(key, choices=tuple(values))
            if len(set(values)) < len(values):
                raise InputError(tell("error.search_value_twice", key=called))
        if setting == "strength" and min(values) <= 0.0:
            raise InputError(tell("error.search_strength", key=called))
        if setting == "start" and max(values) >= reference.window[1]:
            raise InputError(tell("error.search_start", key=called, last=reference.window[1] - 1))
        return {setting: found}
    return {}


def _value(model: Model, key: str, given: Any, reference: Scenario) -> Any:
    """One value of a setting, held to its bounds."""
    _, owner, setting = key.split(".", 2)
    if setting == "strength":
        return strength_value(model, key, given)
    if setting == "start":
        return week(key, given, 0, reference.weeks - 1, reference.weeks, None)
    if setting == "phase_in":
        return whole(key, given, 1, MOST_WEEKS, "weeks")
    return setting_value(key, given, model.instruments[owner].settings[setting])


def _within(model: Model, owner: str, given: str) -> str:
    """A range of strengths as a planner takes it: to its full strength and no further."""
    if not model.instruments[owner].is_planner:
        return given
    low, _, high = given.partition("..")
    high, colon, shape = high.partition(":")
    return f"{low}..{min(float(high or 1.0), 1.0):g}{colon}{shape}"
