"""What a mix may be: which measures are on, how strong, from when, for whom and how set; and the scenario it makes.

A mix is told by its point: a setting for each measure that is on. Genes of measures that are off count for nothing, so
that two candidates of one point are one mix and are played once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from govsim.language import Model
from govsim.populations.industry_values import industry_names
from govsim.scenario import ANY_HEADCOUNT, Adoption, Scenario, Scope
from govsim.study.analysis.search.evolve import Gene, Genome
from govsim.study.analysis.search.objectives import FEW_WORKERS
from govsim.study.ask.ranges import Factor
from govsim.study.ask.scopes import check_scope
from govsim.study.speak.errors import InputError

ALL, SMALL, LARGER, HAZARDOUS = "all", "small", "larger", "hazardous"
WHOM: Mapping[str, Scope] = {
    ALL: Scope(),
    SMALL: Scope(headcount=(ANY_HEADCOUNT[0], FEW_WORKERS - 1)),
    LARGER: Scope(headcount=(FEW_WORKERS, ANY_HEADCOUNT[1])),
    HAZARDOUS: Scope(industries=("mining", "chemicals", "construction", "metal_machinery")),
}  # for whom: all, fewer than 50 workers or more, or the industries of high hazard; the last as E548 takes them
WHOM_KEY = "whom"
DIGITS = 3  # of a value on a scale: a file of settings that people read has no more
Point = Mapping[str, Mapping[str, Any]]  # by measure: strength, start, whom, settings


def whom_known() -> list[str]:
    """The words for whom a measure may be."""
    return [*WHOM, *industry_names()]


def scope_of(word: str) -> Scope:
    """For whom a word stands: one of `WHOM`, or an industry."""
    return WHOM.get(word) or Scope(industries=(word,))


@dataclass(frozen=True)
class Measure:
    """One measure of a search.

    Attributes:
        name: the instrument.
        factors: what of it is chosen, by setting: strength, start, phase_in, settings of its own.
        whom: for whom it may be, as words.
    """

    name: str
    factors: Mapping[str, Factor]
    whom: tuple[str, ...] = (ALL,)


@dataclass(frozen=True)
class Space:
    """All mixes of a search.

    Attributes:
        model: what they are run on.
        reference: without any of the measures.
        full: the reference with all of them, as they are where nothing is chosen.
        measures: that are chosen from.
    """

    model: Model
    reference: Scenario
    full: Scenario
    measures: tuple[Measure, ...]

    @cached_property
    def genes(self) -> list[Gene]:
        """What a candidate is made of."""
        made = []
        for one in self.measures:
            made.append(Gene(one.name, "flag"))
            made += [_gene(one.name, name, factor) for name, factor in one.factors.items() if factor.levels != 1]
            if len(one.whom) > 1:
                made.append(Gene(f"{one.name}.{WHOM_KEY}", "pick", 0, len(one.whom) - 1))
        return made

    @cached_property
    def combinations(self) -> float:
        """How many mixes there are; infinite where one is on a scale."""
        count = 1.0
        for one in self.measures:
            own = float(len(one.whom))
            for factor in one.factors.values():
                own *= factor.levels or (factor.high - factor.low + 1 if factor.is_whole else float("inf"))
            count *= 1.0 + own
        return count

    def point_of(self, genome: Genome) -> Point:
        """What a candidate comes to; planners with nothing to steer are off."""
        chosen = [one for one in self.measures if genome[one.name]]
        if all(self.model.instruments[one.name].is_planner for one in chosen):
            return {}
        return {one.name: self._settings(one, genome) for one in sorted(chosen, key=lambda one: one.name)}

    def _settings(self, one: Measure, genome: Genome) -> dict[str, Any]:
        made = {name: value_of(factor, genome.get(f"{one.name}.{name}", 0)) for name, factor in one.factors.items()}
        if len(one.whom) > 1:
            made[WHOM_KEY] = one.whom[int(genome[f"{one.name}.{WHOM_KEY}"])]
        return made

    def scenario_of(self, point: Point, name: str) -> Scenario:
        """The reference with the measures of a mix."""
        usual = {one.instrument: one for one in self.full.adoptions}
        chosen = [_adopted(usual[measure], settings) for measure, settings in point.items()]
        adoptions = sorted([*self.reference.adoptions, *chosen], key=lambda one: one.instrument)
        return replace(self.full, name=name, adoptions=tuple(adoptions))

    def least(self, measure: Measure) -> Genome:
        """One measure alone at its faintest: low ends, the latest start, the last of the words for whom."""
        genome = self._off()
        genome[measure.name] = True
        for name, factor in _chosen(measure):
            late = name == "start"
            genome[f"{measure.name}.{name}"] = _nearest(factor, max(_ends(factor)) if late else min(_ends(factor)))
        if len(measure.whom) > 1:
            genome[f"{measure.name}.{WHOM_KEY}"] = len(measure.whom) - 1
        return genome

    def nearest(self, scenario: Scenario) -> Genome:
        """The candidate that comes nearest to a scenario; what of it cannot be chosen here is left out."""
        genome = self._off()
        adopted = {one.instrument: one for one in scenario.adoptions}
        for measure in self.measures:
            if (one := adopted.get(measure.name)) is None:
                continue
            genome[measure.name] = True
            for name, factor in _chosen(measure):
                value = one.settings[name] if name in one.settings else getattr(one, name)
                genome[f"{measure.name}.{name}"] = _nearest(factor, value)
            same = [at for at, word in enumerate(measure.whom) if scope_of(word) == one.scope]
            if len(measure.whom) > 1:
                genome[f"{measure.name}.{WHOM_KEY}"] = same[0] if same else 0
        return genome

    def _off(self) -> dict[str, Any]:
        start: dict[str, Any] = {"flag": False, "pick": 0, "share": 0.0}
        return {one.name: start.get(one.kind, one.low) for one in self.genes}

    def key_of(self, genome: Genome) -> str:
        """What candidates of one mix share."""
        return key_of(self.point_of(genome))


def _chosen(measure: Measure) -> list[tuple[str, Factor]]:
    """What of a measure has more than one value."""
    return [(name, factor) for name, factor in measure.factors.items() if factor.levels != 1]


def key_of(point: Point) -> str:
    """A point as text, the same for the same mix."""
    return json.dumps(point, sort_keys=True, ensure_ascii=False)


def _gene(measure: str, setting: str, factor: Factor) -> Gene:
    name = f"{measure}.{setting}"
    if factor.levels:
        ordered = all(isinstance(one, int | float) and not isinstance(one, bool) for one in factor.choices)
        return Gene(name, "whole" if ordered else "pick", 0, factor.levels - 1)
    if factor.is_whole:
        return Gene(name, "whole", int(factor.low), int(factor.high))
    return Gene(name, "share")


def value_of(factor: Factor, gene: bool | int | float) -> Any:
    """The value of a setting that a gene stands for, on a scale to as many digits as are shown."""
    if factor.levels:
        return factor.choices[int(gene)]
    if factor.is_whole:
        return int(gene)
    value = float(f"{factor.at(float(gene)):.{DIGITS}g}")
    return min(max(value, factor.low), factor.high)


def _ends(factor: Factor) -> Sequence[Any]:
    return factor.choices or (factor.low, factor.high)


def _nearest(factor: Factor, value: Any) -> int | float:
    """The gene whose value is nearest to one."""
    if factor.levels:
        if any(isinstance(one, str) for one in factor.choices):
            return factor.choices.index(value) if value in factor.choices else 0
        return min(range(factor.levels), key=lambda at: abs(float(factor.choices[at]) - float(value)))
    held = min(max(float(value), factor.low), factor.high)
    if factor.is_whole:
        return round(held)
    shares = [at / 1000 for at in range(1001)]
    return min(shares, key=lambda share: abs(factor.at(share) - held))


def _adopted(usual: Adoption, settings: Mapping[str, Any]) -> Adoption:
    """An instrument as a mix sets it."""
    made, own = usual, dict(usual.settings)
    for name, value in settings.items():
        if name == WHOM_KEY:
            made = replace(made, scope=scope_of(value))
        elif name in own:
            own[name] = float(value)
        else:
            made = replace(made, **{name: value})
    return replace(made, settings=own)


def allowed_whom(model: Model, adoption: Adoption, words: Sequence[str], scenario: Scenario) -> tuple[str, ...]:
    """Those words for whom a measure can be: one that acts on all at once cannot be for some."""
    if model.instruments[adoption.instrument].is_planner or adoption.scope != Scope():
        return (ALL,)
    found = []
    for word in words:
        try:
            check_scope(model, replace(adoption, scope=scope_of(word)), [adoption.instrument], scenario.population)
        except InputError:
            continue
        found.append(word)
    return tuple(found) or (ALL,)
