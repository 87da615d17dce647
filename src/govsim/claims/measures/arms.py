"""Each measure in force, in force for four years only, and not: paired runs of one county, kept as yearly sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from govsim.claims.effects.cases import build
from govsim.language import Instrument, Model
from govsim.model import model_of, shipped
from govsim.scenario import Scenario
from govsim.study.analysis.arms import Progress, Sums, run_arms
from govsim.study.ask.files import population_files, scenario_files
from govsim.year import USUAL_START, WEEKS_A_YEAR

FIRST_SEED = 6000  # used by nothing else
FIRST_YEAR = USUAL_START // WEEKS_A_YEAR
ENDS = FIRST_YEAR + 4  # year in which it is no longer in force, in the arm that ends
WITHOUT, IN_FORCE, ENDED = "without", "in_force", "ended"
LAST_IN_FORCE, AFTER = slice(ENDS - 1, ENDS), slice(ENDS, ENDS + 1)
COLD_CHAIN, TOWNSHIPS, PARK = {"scenario": "cold_chain"}, {"population": "townships"}, {"population": "park"}
# Whose county has what a measure acts on, where the usual one has not: a shipped scenario whose industries harm others,
# or a shipped population that has heads, parks or several regions.
COUNTIES: Mapping[str, Mapping[str, str]] = {
    "standards_coverage": COLD_CHAIN,
    "public_interest_litigation": COLD_CHAIN,
    "subcontract_control": {"population": "contractors"},
    "platform_liability": {"scenario": "riders", "population": "platforms"},
    "land_use_planning": PARK,
    **dict.fromkeys(
        ("credit_sharing", "error_tolerance", "benchmarking", "evaluation_preference", "recognition_awards"), TOWNSHIPS
    ),
}
# What is picked only where the measure is there has no luck to be paired with: in the arm without it the same are
# picked and marked, and nothing is done to them.
MARKED: Mapping[str, Mapping[str, float]] = {
    "policy_pilots": {"held_back": 1.0, "boost": 0.0, "pilot_days": 0.0},
}
NOTHING = ("",)  # what a planner steers that steers nothing


@dataclass(frozen=True)
class Arms:
    """The three runs of a measure: what else is in force and who lives there is the same in all."""

    without: Scenario
    in_force: Scenario
    ended: Scenario

    @property
    def all(self) -> dict[str, Scenario]:
        """By what they are."""
        return {WITHOUT: self.without, IN_FORCE: self.in_force, ENDED: self.ended}


def everything() -> Model:
    """The model with all parts that come with the package."""
    return model_of(shipped())


def arms_of(one: Instrument) -> Arms:
    """The arms of a measure, beside the instruments without which it has nothing to act on."""
    beside: dict[str, Mapping[str, Any]] = {name: {} for name in one.beside}
    about: dict[str, Any] = {"parts": sorted({*one.needs, *_needs(one.beside)})}
    where = COUNTIES.get(one.name, {})
    if "scenario" in where:
        about["industry"] = scenario_files()[where["scenario"]]["industry"]
    if "population" in where:
        about["population"] = population_files()[where["population"]]
    end = {"end": ENDS * WEEKS_A_YEAR}
    marked = {one.name: MARKED[one.name]} if one.name in MARKED else {}
    return Arms(
        _unsteered(build(f"without {one.name}", {**beside, **marked}, **about), marked),
        build(f"with {one.name}", {**beside, one.name: {}}, **about),
        build(f"end of {one.name}", {**beside, one.name: end}, **about),
    )


def _unsteered(made: Scenario, planners: Mapping[str, Any]) -> Scenario:
    """A scenario in which some planners have nothing under them."""
    adoptions = (replace(one, steers=NOTHING) if one.instrument in planners else one for one in made.adoptions)
    return replace(made, adoptions=tuple(adoptions))


def _needs(names: Sequence[str]) -> set[str]:
    instruments = everything().instruments
    return {need for name in names for need in instruments[name].needs}


def found_of(arms: Mapping[str, Scenario], seeds: int, threads: int | None, on_done: Progress) -> Sums:
    """Run some arms under the same seeds."""
    return run_arms(arms, range(FIRST_SEED, FIRST_SEED + seeds), threads, on_done)
