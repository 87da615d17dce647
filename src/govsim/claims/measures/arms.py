"""Each measure in force, in force for four years only, and not: paired runs of one county, kept as yearly sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from govsim.claims.effects.cases import build
from govsim.claims.effects.runs import Progress, in_threads, sums_of_run
from govsim.engines.core import weekly_names
from govsim.language import Instrument, Model
from govsim.model import model_for, model_of, shipped
from govsim.scenario import Scenario
from govsim.study.ask.files import scenario_files
from govsim.year import USUAL_START, WEEKS_A_YEAR

FIRST_SEED = 6000  # used by nothing else
FIRST_YEAR = USUAL_START // WEEKS_A_YEAR
ENDS = FIRST_YEAR + 4  # year in which it is no longer in force, in the arm that ends
WINDOW = slice(FIRST_YEAR + 2, FIRST_YEAR + 7)  # in force for two to seven years
LAST_IN_FORCE, AFTER = slice(ENDS - 1, ENDS), slice(ENDS, ENDS + 1)
# The shipped scenario whose county has what a measure acts on: harm to others outside, which the usual county has not.
COUNTIES: Mapping[str, str] = {
    "standards_coverage": "cold_chain",
    "public_interest_litigation": "cold_chain",
    "platform_liability": "riders",
}
# Who lives there, where the usual county has nobody on whom a measure acts: heads and those below them.
POPULATIONS: Mapping[str, Mapping[str, Any]] = {
    "subcontract_control": {
        "kind": "county", "enterprises": 216, "regions": [{"name": "builders", "industries": ["construction"]}],
        "chains": [{"kind": "contracts", "length": 5}],
    },
    "platform_liability": {
        "kind": "county", "enterprises": 60, "regions": [{"name": "town", "industries": ["new_format"]}],
        "chains": [{"kind": "platform", "count": 2, "length": 30, "limit": 20}],
    },
}  # fmt: skip


@dataclass(frozen=True)
class Arms:
    """The three runs of a measure: what else is in force and who lives there is the same in all."""

    without: Scenario
    in_force: Scenario
    ended: Scenario

    @property
    def all(self) -> tuple[Scenario, Scenario, Scenario]:
        """In this order."""
        return self.without, self.in_force, self.ended


def everything() -> Model:
    """The model with all parts that come with the package."""
    return model_of(shipped())


def arms_of(one: Instrument) -> Arms:
    """The arms of a measure, beside the instruments without which it has nothing to act on."""
    beside: dict[str, Mapping[str, Any]] = {name: {} for name in one.beside}
    about: dict[str, Any] = {"parts": sorted({*one.needs, *_needs(one.beside)})}
    if one.name in COUNTIES:
        about["industry"] = scenario_files()[COUNTIES[one.name]]["industry"]
    if one.name in POPULATIONS:
        about["population"] = POPULATIONS[one.name]
    end = {"end": ENDS * WEEKS_A_YEAR}
    return Arms(
        build(f"without {one.name}", beside, **about),
        build(f"with {one.name}", {**beside, one.name: {}}, **about),
        build(f"end of {one.name}", {**beside, one.name: end}, **about),
    )


def _needs(names: Sequence[str]) -> set[str]:
    instruments = everything().instruments
    return {need for name in names for need in instruments[name].needs}


class Found:
    """Outcomes of the arms of a measure, by seed and year.

    Args:
        model: what was run.
        sums: of each arm in order, an array by seed, year and weekly outcome.
    """

    def __init__(self, model: Model, sums: Sequence[np.ndarray]) -> None:
        self.outcomes, self.sums = model.outcomes, sums
        self.places = {name: place for place, name in enumerate(weekly_names(model))}

    def value(self, arm: int, outcome: str, years: slice) -> np.ndarray:
        """An outcome by seed over some years: flows a year, stocks as means, ratios of sums."""
        made, sums = self.outcomes[outcome], self.sums[arm][:, years]
        if made.is_ratio:
            over, by = (sums[:, :, self.places[name]].sum(1) for name in (made.over, made.by))
            return np.divide(made.scale * over, by, out=np.full(len(over), np.nan), where=by != 0)
        total = np.asarray(sums[:, :, self.places[outcome]].mean(1))
        return total / WEEKS_A_YEAR if made.kind == "stock" else total


def found_of(arms: Sequence[Scenario], seeds: int, threads: int | None, on_done: Progress) -> Found:
    """Run some arms under the same seeds."""
    jobs = [(arm, seed) for arm in arms for seed in range(FIRST_SEED, FIRST_SEED + seeds)]
    sums = in_threads(jobs, sums_of_run, threads, on_done)
    each = [np.array(sums[place * seeds : (place + 1) * seeds]) for place in range(len(arms))]
    return Found(model_for(arms), each)
