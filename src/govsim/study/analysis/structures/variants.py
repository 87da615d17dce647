"""Structures that a question is asked under: as it is, other populations and sizes, without a mechanism, with draws."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from govsim.language import Model
from govsim.scenario import Population, Scenario
from govsim.study.analysis.calibration.numbers import usual_of
from govsim.study.analysis.comparable import with_parts_of_all
from govsim.study.analysis.designs.design import Design
from govsim.study.analysis.designs.points import Points, called
from govsim.study.analysis.joint import joint_given
from govsim.study.analysis.structures.taken_out import AND, STRUCTURE, TAKEN_OUT, out_of
from govsim.study.ask.checks import listed, whole
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.moved import Mover
from govsim.study.ask.population import POPULATION_NUMBERS
from govsim.study.ask.resolve import Built
from govsim.study.ask.rest import equally_long, weeks_to_rest
from govsim.study.speak.errors import InputError, unknown, wrong_kind
from govsim.study.speak.words import tell
from govsim.year import MOVED_SETTLE

POPULATION, SIZE, MECHANISMS, WITHOUT, DRAWS = "population", "size", "mechanisms", "without", "parameters"
KINDS = (POPULATION, SIZE, MECHANISMS, WITHOUT, DRAWS)
FURTHER = 2  # other population seeds, where none are named; assumed: the fewest that can differ from each other
SIZES = (0.5, 2.0)  # of the enterprises, where no number is named; assumed: an octave to either side
SEED, ENTERPRISES = "population.seed", "population.enterprises"
MOST_CELLS = 200
AS_IT_IS = "as it is"


@dataclass(frozen=True)
class Choice:
    """One way in which a structure differs.

    Attributes:
        kind: population, size, without or parameters.
        name: as it is typed, `size:400`.
        values: of settings that it moves.
        out: of parameters, at which a mechanism does nothing.
        draws: points that it stands for, of draws; nothing for all others.
    """

    kind: str
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    out: Mapping[str, float] = field(default_factory=dict)
    draws: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Cell:
    """A structure: choices together, none for the county as it is.

    Attributes:
        choices: of different kinds.
        points: numbers of its points; several where it has draws.
    """

    choices: tuple[Choice, ...]
    points: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """As it is typed, or "as it is"."""
        return AND.join(one.name for one in self.choices) or AS_IT_IS

    @property
    def is_drawn(self) -> bool:
        """Whether it stands for draws of parameters."""
        return any(one.draws for one in self.choices)


@dataclass(frozen=True)
class Structures:
    """A question under several structures, ready to be played.

    Attributes:
        cells: the structures, the one as it is first.
        points: scenarios of all structures and arms; a point is a structure, or one of its draws.
        arms: names of the scenarios that are compared.
        reference: with which.
    """

    cells: tuple[Cell, ...]
    points: Points
    arms: tuple[str, ...]
    reference: str


def structures_of(
    built: Sequence[Built], given: Any, reference: str, is_crossed: bool = False, parameters: Any = None
) -> Structures:
    """The structures of a question.

    Args:
        built: the scenarios that are compared, on one population.
        given: kinds, or single forms: population:2, size:400, without:peers.
        reference: with which scenario others are compared.
        is_crossed: whether every choice of a kind meets every one of the other kinds.
        parameters: draws, where they are among the kinds.

    Raises:
        InputError: a line for what cannot be.
    """
    together = with_parts_of_all([one.scenario for one in built])
    model = model_of_all(together)
    choices = _choices(model, together, given, parameters)
    cells = [(), *(_crossed(choices) if is_crossed else ((one,) for one in choices))]
    if len(cells) > MOST_CELLS:
        raise InputError(tell("error.structure_many", count=len(cells), most=MOST_CELLS))
    same = [replace(one, scenario=scenario, model=model) for one, scenario in zip(built, together, strict=True)]
    return _laid(model, same, [tuple(one) for one in cells], reference)


def _crossed(choices: Sequence[Choice]) -> list[tuple[Choice, ...]]:
    kinds = list(dict.fromkeys(one.kind for one in choices))
    sides = [[(), *((one,) for one in choices if one.kind == kind)] for kind in kinds]
    return [merged for parts in itertools.product(*sides) if (merged := tuple(itertools.chain(*parts)))]


def _choices(model: Model, scenarios: Sequence[Scenario], given: Any, parameters: Any) -> list[Choice]:
    made: list[Choice] = []
    for text in listed("structure", given, tell("wanted.structure")):
        kind, colon, value = str(text).partition(":")
        if kind not in KINDS:
            raise unknown("structure", text, KINDS, "structure")
        made += _of_kind(model, scenarios, kind, value if colon else None, parameters)
    if not made:
        raise wrong_kind("structure", given, tell("wanted.structure"))
    names = [one.name for one in made]
    if doubles := [one for one in names if names.count(one) > 1]:
        raise InputError(tell("error.structure_twice", name=doubles[0]))
    if parameters is not None and not any(one.kind == DRAWS for one in made):
        raise InputError(tell("error.structure_draws"))
    return made


def _of_kind(
    model: Model, scenarios: Sequence[Scenario], kind: str, value: str | None, parameters: Any
) -> list[Choice]:
    who = scenarios[0].population
    if kind == POPULATION:
        _refuse_register(who, kind)
        seeds = [who.seed + at for at in range(1, FURTHER + 1)] if value is None else [_number(kind, value, "seed")]
        return [Choice(kind, f"{kind}:{one}", {SEED: one}) for one in seeds]
    if kind == SIZE:
        _refuse_register(who, kind)
        usual = [max(1, round(share * who.enterprises)) for share in SIZES]
        sizes = usual if value is None else [_number(kind, value, "enterprises")]
        return [Choice(kind, f"{kind}:{one}", {ENTERPRISES: one}) for one in sizes]
    if kind == DRAWS:
        if parameters is None or value is not None:
            raise InputError(tell("error.structure_parameters"))
        design = joint_given(parameters, scenarios)
        if wrong := [key for key in design.keys if not key.startswith(("parameter.", "industry."))]:
            raise InputError(tell("error.structure_setting", key=wrong[0]))
        return [Choice(kind, kind, draws=design.points)]
    if (kind == WITHOUT) == (value is None):
        raise InputError(tell("error.structure_without", text=kind if value is None else f"{kind}:{value}",
                              names=", ".join(TAKEN_OUT)))  # fmt: skip
    names = list(TAKEN_OUT) if value is None else [value]
    return [Choice(WITHOUT, f"{WITHOUT}:{name}", out=out_of(model, name).values) for name in names]


def _number(kind: str, value: str, name: str) -> int:
    low, high, unit = POPULATION_NUMBERS[name]
    return whole(f"structure: {kind}", float(value) if value.strip("-").isdecimal() else value, low, high, unit)


def _refuse_register(who: Population, kind: str) -> None:
    """Another county is drawn; a register is who it is, and regions have sizes of their own."""
    if who.kind != "county" or who.regions or who.places or who.chains:
        raise InputError(tell("error.structure_register", kind=kind))


def _laid(model: Model, built: Sequence[Built], wanted: Sequence[tuple[Choice, ...]], reference: str) -> Structures:
    """Number the points of all structures, and make the scenarios of each."""
    draws = [dict(point) for point in next((one.draws for cell in wanted for one in cell if one.draws), ())]
    keys = _usual(model, built[0].scenario, wanted, draws)
    cells, points, scenarios, chosen = [], list[dict[str, Any]](), list[Scenario](), list[bool]()
    bases: dict[str, Scenario] = {}
    varied: dict[str, Mapping[str, Any]] = {}
    movers = [Mover(replace(one, scenario=replace(one.scenario, settle=MOVED_SETTLE)
                            if not one.is_settle_chosen else one.scenario)) for one in built]  # fmt: skip
    for choices in wanted:
        numbers = []
        for draw in draws if any(one.draws for one in choices) else [{}]:
            point = {**keys, **{key: value for one in choices for key, value in one.values.items()}, **draw}
            points.append(point)
            numbers.append(len(points))
            for mover in movers:
                made = _made(model, mover, choices, point, draw, called(mover.base.name, len(points)))
                bases[mover.base.name] = mover.base
                scenarios.append(made)
                chosen.append(mover.is_settle_chosen)
                without = [one.name for one in choices if one.out]
                varied[made.name] = {STRUCTURE: AND.join(without) or AS_IT_IS, **point}
        cells.append(Cell(choices, tuple(numbers)))
    alike = equally_long(scenarios, chosen)
    design = Design("structures", tuple({STRUCTURE: varied[called(movers[0].base.name, at)][STRUCTURE], **one}
                                        for at, one in enumerate(points, 1)))  # fmt: skip
    arms = tuple(one.base.name for one in movers)
    bases = {name: replace(one, settle=alike[arms.index(name)].settle) for name, one in bases.items()}
    return Structures(tuple(cells), Points(design, bases, alike, varied), arms, reference)


def _usual(
    model: Model, scenario: Scenario, wanted: Sequence[tuple[Choice, ...]], draws: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """What every setting that any structure moves is in the county as it is."""
    made: dict[str, Any] = {}
    for choices in wanted:
        for one in choices:
            for key in one.values:
                made[key] = getattr(scenario.population, key.partition(".")[2])
    for key in draws[0] if draws else ():
        made[key] = usual_of(model, scenario, key)
    return made


def _made(
    model: Model, mover: Mover, choices: Sequence[Choice], point: Mapping[str, Any], draw: Mapping[str, Any], name: str
) -> Scenario:
    """One scenario in one structure: draws held to their bounds, and then what takes a mechanism out, beyond them."""
    made = mover.at(draw, name) if draw else replace(mover.base, name=name)
    moved = {key.partition(".")[2]: value for one in choices for key, value in one.values.items()}
    out = {key: value for one in choices for key, value in one.out.items()}
    parameters = dict(sorted({**made.parameters, **out}.items()))
    made = replace(made, population=replace(made.population, **moved), parameters=parameters)
    if mover.is_settle_chosen:
        return made
    return replace(made, settle=weeks_to_rest(model, made.population, made.parameters, made.industry))
