"""Which inputs there are: settings that were named with a range, or all numbers that are assumed; and their groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govsim.language import Model
from govsim.locale import LANGUAGES, plain
from govsim.scenario import Scenario
from govsim.study.analysis.sensitivity.method import Inputs
from govsim.study.ask.ranges import Factor, bounds_of
from govsim.study.speak.errors import InputError, unknown
from govsim.study.speak.words import tell

ASSUMED = "assumed"  # every number of a mechanism or of an adopted instrument that no published figure gives
UNPUBLISHED = ("assumed", "set", "calibrated")  # words of a source that say so


def is_assumed(source: str) -> bool:
    """Whether a number's source says that no published figure gives it."""
    words = "".join(letter if letter.isalpha() else " " for letter in source.lower()).split()
    return any(one in words for one in UNPUBLISHED)


def assumed_factors(model: Model, scenarios: Sequence[Scenario], shape: str = "uniform") -> list[Factor]:
    """Every number that is assumed, set or fitted, over its declared range.

    Args:
        model: that declares them.
        scenarios: whose instruments' settings count; numbers that one of them sets are left as they are set.
        shape: uniform, or triangular about the declared value.
    """
    adopted = sorted({one.instrument for scenario in scenarios for one in scenario.adoptions})
    keys = {f"parameter.{name}": one.source for name, one in model.parameters.items()}
    for name in adopted:
        keys |= {f"instrument.{name}.{own}": one.source for own, one in model.instruments[name].settings.items()}
    made = []
    for key, source in keys.items():
        about = bounds_of(model, key)
        if is_assumed(source) and about.low < about.high and not _is_set(scenarios, key, about.usual):
            choices = (False, True) if about.is_flag else ()
            mode = about.usual if shape == "triangular" else float("nan")
            made.append(Factor(key, about.low, about.high, shape, mode, about.is_whole, choices, about.unit))
    return made


def _is_set(scenarios: Sequence[Scenario], key: str, usual: float) -> bool:
    """Whether a scenario sets a number to another value than the declared one."""
    top, _, rest = key.partition(".")
    owner, _, name = rest.partition(".")
    if top == "parameter":
        return any(one.parameters.get(rest, usual) != usual for one in scenarios)
    settings = (each.settings for one in scenarios for each in one.adoptions if each.instrument == owner)
    return any(float(one[name]) != usual for one in settings)


def owner_of(model: Model, key: str) -> str:
    """Whose a number is: an instrument, or the mechanism that declares a parameter; else the key itself."""
    top, _, rest = key.partition(".")
    if top == "instrument":
        return rest.partition(".")[0]
    if top == "parameter" and rest in model.parameters:
        return model.module_of("parameter", rest).rpartition(".")[2]
    return rest.partition(".")[0] if top in ("industry", "population") and rest else key


def owner_titles(model: Model, names: Sequence[str], keys: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What groups are called, by language; keys say one factor of each."""
    made = {}
    for name in names:
        key = keys[name]
        if name in model.instruments:
            one = model.instruments[name]
            made[name] = {"en": plain(one.en or name).capitalize(), "zh": one.zh or plain(name)}
        elif key.startswith("parameter."):
            module = model.module_of("parameter", key.partition(".")[2])
            made[name] = {lang: model.title_of(module, lang) for lang in LANGUAGES}
        else:
            made[name] = dict.fromkeys(LANGUAGES, plain(name))
    return made


def owned(model: Model, factors: Sequence[Factor], names: Sequence[str]) -> list[Factor]:
    """Those factors that belong to mechanisms or instruments of some names; all where no name is given.

    Raises:
        InputError: nothing of what is assumed belongs to one.
    """
    owners = [owner_of(model, one.key) for one in factors]
    for name in names:
        if name not in owners and name in model.instruments:
            raise InputError(tell("error.sensitivity_not_adopted", name=name))
        if name not in owners:
            raise unknown("owner", name, sorted(set(owners)), "inputs")
    return [one for one, owner in zip(factors, owners, strict=True) if not names or owner in names]


def inputs_of(model: Model, factors: Sequence[Factor], grouped: bool) -> Inputs:
    """What is varied, each by itself or all of a mechanism or instrument together.

    Raises:
        InputError: there is nothing to vary.
    """
    if not factors:
        raise InputError(tell("error.sensitivity_none"))
    if not grouped:
        return Inputs.alone(factors)
    groups: dict[str, tuple[int, ...]] = {}
    for at, one in enumerate(factors):
        owner = owner_of(model, one.key)
        groups[owner] = (*groups.get(owner, ()), at)
    return Inputs(tuple(factors), groups)


def usual_values(model: Model, factors: Sequence[Factor], scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """The value of each setting in the scenarios as they are.

    Raises:
        InputError: of a setting that is none of a mechanism's or an instrument's there is no usual value.
    """
    made: dict[str, Any] = {}
    for one in factors:
        top, _, rest = one.key.partition(".")
        owner, _, name = rest.partition(".")
        if top == "parameter":
            made[one.key] = scenarios[0].parameters.get(rest, model.parameters[rest].default)
            continue
        adoption = _adoption(scenarios, owner) if top == "instrument" else {}
        if name not in adoption:
            raise InputError(tell("error.sensitivity_usual", key=one.key))
        value = adoption[name]
        made[one.key] = bool(value) if one.choices == (False, True) else value
    return made


def _adoption(scenarios: Sequence[Scenario], instrument: str) -> Mapping[str, Any]:
    found = next((one for each in scenarios for one in each.adoptions if one.instrument == instrument), None)
    if found is None:
        return {}
    return {**found.settings, "strength": found.strength, "start": found.start, "phase_in": found.phase_in}
