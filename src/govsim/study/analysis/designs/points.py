"""From a design to scenarios: composed once for each choice of files, and moved from there to each point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from govsim.scenario import Scenario
from govsim.study.analysis.comparable import with_parts_of_all
from govsim.study.analysis.designs.design import Design
from govsim.study.analysis.structures.taken_out import STRUCTURE, values_out
from govsim.study.ask.config import compose_trees, spelt
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.design import label, short_names
from govsim.study.ask.given import held
from govsim.study.ask.keys import GROUPS, NEVER_SWEPT, check_key
from govsim.study.ask.moved import Mover
from govsim.study.ask.overrides import read_overrides
from govsim.study.ask.resolve import Built, build_scenario
from govsim.study.ask.rest import equally_long, weeks_to_rest
from govsim.study.ask.warnings import oddities
from govsim.study.runs.tables import Varied
from govsim.study.speak.errors import InputError, Mistakes, short
from govsim.study.speak.words import tell

MOST_SAID = 5  # mistakes of points; the others are alike


@dataclass(frozen=True)
class Points:
    """What a design comes to.

    Attributes:
        design: the points, in order.
        bases: the scenarios that are moved, by name, the reference of a comparison first.
        scenarios: a scenario for each point and base, named after the base and the number of the point.
        varied: the settings of each point, by the name of the scenario.
        notes: what was decided for the user, one sentence each.
    """

    design: Design
    bases: Mapping[str, Scenario]
    scenarios: Sequence[Scenario]
    varied: Varied
    notes: Sequence[str] = ()

    @property
    def arms(self) -> list[str]:
        """Names of the scenarios that each point is played with."""
        return list(dict.fromkeys(one.rpartition(": ")[0] for one in self.varied))


def called(base: str, point: int) -> str:
    """What the scenario of a point is called."""
    return f"{base}: {point}"


def points_of(design: Design, fixed: Sequence[str], config_dir: str | Path | None = None) -> Points:
    """The scenarios of a design over one scenario.

    Args:
        design: the points; a setting may be a file: `scenario`, `population` or `instrument`.
        fixed: what holds at every point, as overrides.
        config_dir: a folder with scenario files of the user's own.

    Raises:
        InputError: a key or value that cannot be, with the number of its point.
    """
    fixed = [text for text in fixed if "scenario" not in design.keys or not text.startswith("scenario=")]
    groups = _checked_keys(design, fixed, config_dir)
    movers: dict[str, Mover] = {}
    made, is_chosen, notes, mistakes = list[Scenario](), list[bool](), list[str](), Mistakes()
    varied: dict[str, Mapping[str, Any]] = {}
    for number, point in enumerate(design.points, 1):
        files = {key: value for key, value in point.items() if key in groups}
        values = {key: value for key, value in point.items() if key not in groups}
        chosen = [f"{key}={spelt(value)}" for key, value in files.items()]
        if str(chosen) not in movers:
            movers[str(chosen)] = _mover([*fixed, *chosen], files, config_dir)
        _add(movers[str(chosen)], number, values, files, made, varied, mistakes)
        is_chosen.append(movers[str(chosen)].is_settle_chosen)
    mistakes.refuse()
    for one in movers.values():
        notes += oddities(one.base)
    alike = equally_long(with_parts_of_all(made), is_chosen)
    bases = _alike([one.base for one in movers.values()], alike)
    return Points(design, bases, alike, varied, tuple(dict.fromkeys(notes)))


def _alike(bases: Sequence[Scenario], points: Sequence[Scenario]) -> dict[str, Scenario]:
    """The scenarios that were moved, with the weeks before week 0 that their points are played."""
    settles = {one.name.rpartition(": ")[0]: one.settle for one in reversed(points)}
    return {one.name: replace(one, settle=settles[one.name]) for one in with_parts_of_all(bases)}


def points_over(design: Design, bases: Sequence[Scenario | Built]) -> Points:
    """The scenarios of a design over several scenarios, each point played with all of them.

    A setting of an instrument moves those scenarios that adopt it; one that none adopts is refused.

    Raises:
        InputError: a key or value that cannot be, with the number of its point.
    """
    built = [one if isinstance(one, Built) else _built(one) for one in bases]
    together = with_parts_of_all([one.scenario for one in built])
    model = model_of_all(together)
    movers = [Mover(replace(one, scenario=same, model=model)) for one, same in zip(built, together, strict=True)]
    for key in design.keys:
        check_key(model, key)
    _refuse_unadopted(design.keys, movers)
    made, is_chosen, mistakes = list[Scenario](), list[bool](), Mistakes()
    varied: dict[str, Mapping[str, Any]] = {}
    for number, point in enumerate(design.points, 1):
        for mover in movers:
            values = {key: value for key, value in point.items() if _is_of(mover, key)}
            _add(mover, number, values, {}, made, varied, mistakes)
            if not mistakes.found:
                varied[called(mover.base.name, number)] = _plainly(point)
            is_chosen.append(mover.is_settle_chosen)
    mistakes.refuse()
    alike = equally_long(made, is_chosen)
    return Points(design, _alike([one.base for one in movers], alike), alike, varied)


def _built(scenario: Scenario) -> Built:
    """A scenario that came from code; its weeks before week 0 were chosen where they are not those it would have."""
    made, model = held(scenario), model_of_all([scenario])
    usual = weeks_to_rest(model, made.population, made.parameters, made.industry)
    return Built(made, model, is_settle_chosen=made.settle != usual)


def _is_of(mover: Mover, key: str) -> bool:
    return not key.startswith("instrument.") or key.split(".")[1] in mover.adopted


def _refuse_unadopted(keys: Sequence[str], movers: Sequence[Mover]) -> None:
    adopted = sorted({name for one in movers for name in one.adopted})
    for key in keys:
        if key.startswith("instrument.") and key.split(".")[1] not in adopted:
            has = tell("error.adopts_instead", names=", ".join(adopted)) if adopted else ""
            about = {"text": key, "instrument": key.split(".")[1], "scenario": movers[0].base.name, "has": has}
            raise InputError(tell("error.not_adopted", **about))


def _add(
    mover: Mover, number: int, values: Mapping[str, Any], files: Mapping[str, Any], made: list[Scenario],
    varied: dict[str, Mapping[str, Any]], mistakes: Mistakes,
) -> None:  # fmt: skip
    """Add the scenario of a point; what is wrong with it is noted with its number."""
    if len(mistakes.found) >= MOST_SAID:
        return
    name = called(mover.base.name, number)
    with mistakes.noted():
        try:
            made.append(mover.at(values, name))
        except InputError as error:
            raise InputError(tell("error.design_point", point=number, line=error)) from error
        varied[name] = _plainly({key: value for key, value in {**files, **values}.items() if key != "scenario"})


def _plainly(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: short(value) if isinstance(value, list | dict) else value for key, value in values.items()}


def _checked_keys(design: Design, fixed: Sequence[str], config_dir: str | Path | None) -> set[str]:
    """Hold the keys of a design to what may be varied; the keys of files among them.

    Raises:
        InputError: a key that there is not, that says how to run, or that is set for all points too.
    """
    given = read_overrides([*fixed, *(f"{key}={spelt(design.points[0][key])}" for key in design.keys)],
                           config_dir=config_dir)  # fmt: skip
    for key in design.keys:
        if key in NEVER_SWEPT or key.startswith(("hydra", "title")) or key == "name":
            raise InputError(tell("error.sweep_how", key=key))
    return {one.key for one in given if one.is_group and one.key in design.keys}


def _mover(texts: Sequence[str], files: Mapping[str, Any], config_dir: str | Path | None) -> Mover:
    """The scenario that some files make, under a name that says which."""
    built = build_scenario(compose_trees([list(texts)], config_dir)[0])
    name = label(built.scenario.name, files, short_names(list(files)))
    return Mover(replace(built, scenario=replace(built.scenario, name=name)))


def points_again(bases: Sequence[Scenario], varied: Varied) -> list[Scenario]:
    """The scenarios of points as they were run, from the scenarios that were moved and the values of each point."""
    movers = {one.name: Mover(Built(one, model_of_all(list(bases)), is_settle_chosen=True)) for one in bases}
    made = []
    for name, values in varied.items():
        mover = movers[name.rpartition(": ")[0]]
        own = {key: value for key, value in values.items() if key not in (*GROUPS, STRUCTURE) and _is_of(mover, key)}
        again = mover.at({key: _unplain(value) for key, value in own.items()}, name)
        out = values_out(str(values.get(STRUCTURE, "")))  # beyond declared bounds, and so not among its settings
        made.append(replace(again, parameters=dict(sorted({**again.parameters, **out}.items()))) if out else again)
    return made


def _unplain(value: Any) -> Any:
    return yaml.safe_load(value) if isinstance(value, str) and value.startswith("[") else value
