"""Pairs of measures that do together something else than the sum of what each does alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govsim.claims.effects.cases import build
from govsim.claims.measures.arms import everything, found_of
from govsim.claims.measures.table import EFFECTS_OF_PAIRS, ENDS, TEXTS_OF_PAIRS, Row
from govsim.scenario import Scenario
from govsim.study.analysis.arms import Progress, Sums
from govsim.study.runs.statistics import ratio

MORE, LESS = "more", "less"
ARMS = ("neither", "first", "second", "both")


@dataclass(frozen=True)
class Pair:
    """Two measures and the outcome on which their effects may not add up.

    Attributes:
        first, second: the measures.
        outcome: where it shows.
        expected: whether both together move it further than the sum (more) or less far.
        about: settings of all arms.
    """

    first: str
    second: str
    outcome: str
    expected: str
    about: Mapping[str, Any]

    def arms(self) -> dict[str, Scenario]:
        """Neither, each alone, both."""
        tools: list[dict[str, Any]] = [{}, {self.first: {}}, {self.second: {}}, {self.first: {}, self.second: {}}]
        instruments = everything().instruments
        needs = sorted({need for name in (self.first, self.second) for need in instruments[name].needs})
        names = ("neither", self.first, self.second, "both")
        return {
            arm: build(f"{name} of {self.first} and {self.second}", made, parts=needs, **self.about)
            for arm, name, made in zip(ARMS, names, tools, strict=True)
        }


def pair(first: str, second: str, outcome: str, expected: str, **about: Any) -> Pair:
    """A pair; further words are settings of all its arms."""
    return Pair(first, second, outcome, expected, about)


PAIRS = (
    pair("hazard_hotline", "whistleblower_protection", "tip_visits", MORE),
    pair("administrative_fines", "grassroots_inspectors", "violations", MORE),
    pair("information_disclosure", "safety_commitment", "violations", MORE),
    pair("safety_training", "safety_points", "injuries_expected", LESS),
    pair("hazard_monitoring", "listed_supervision", "majors_open", MORE),
    pair("industry_self_regulation", "grassroots_inspectors", "culture_maturity", MORE),
    pair("responsibility_lists", "cross_department_coordination", "other_visits", LESS),
    pair("safety_subsidies", "safety_expense", "hazards_present", LESS),
    # the same three pairs where they were looked for first
    pair("hazard_monitoring", "listed_supervision", "majors_present", MORE),
    pair("industry_self_regulation", "grassroots_inspectors", "violations", MORE),
    pair("responsibility_lists", "cross_department_coordination", "majors_present", LESS),
)


def pair_row(one: Pair, found: Sums) -> Row:
    """The effects of each alone and of both, and what both do beyond the sum, in per cent of the county without them.

    `beyond` is positive where both together move the outcome further the way that both move it.
    """
    none, first, second, both = (found.value(arm, one.outcome) for arm in ARMS)
    way = 1.0 if float((both - none).mean()) >= 0.0 else -1.0
    made: Row = {name: getattr(one, name) for name in TEXTS_OF_PAIRS}
    effects = (first - none, second - none, both - none, way * (both - first - second + none))
    for name, values in zip(EFFECTS_OF_PAIRS, effects, strict=True):
        made |= {f"{name}{end}": 100.0 * part for end, part in zip(ENDS, ratio(values, none), strict=True)}
    return made


def run_pairs(pairs: Sequence[Pair], seeds: int, threads: int | None, on_done: Progress) -> list[Row]:
    """The rows of some pairs, each from paired runs of its own."""
    return [pair_row(one, found_of(one.arms(), seeds, threads, on_done)) for one in pairs]


def there(pairs: Sequence[Pair] = PAIRS) -> list[Pair]:
    """The pairs whose measures both are on the menu."""
    known = everything().instruments
    return [one for one in pairs if one.first in known and one.second in known]
