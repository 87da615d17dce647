"""A trial laid out: who may take part, which scenarios are played, and how rows of enterprises become units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govsim.engines.reached import who_is_in, within
from govsim.engines.roll_out import AS_LISTED, joining_weeks
from govsim.populations.structure import structure_of
from govsim.scenario import LAST_WEEK, Adoption, Scenario, Scope
from govsim.study.analysis.trials.assignment import lots
from govsim.study.analysis.trials.designs.catalogue import ENTERPRISE, REGION, WHOLE_COUNTY
from govsim.study.analysis.trials.outcomes import CLIMATE, WORKED, columns
from govsim.study.analysis.trials.panel import NEVER
from govsim.study.analysis.trials.question import Question
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import tell
from govsim.year import WEEKS_A_YEAR

if TYPE_CHECKING:
    from govsim.populations.synthesis import Structure

WITHOUT, EVERYWHERE, FROM = "without", "everywhere", "from_year"
SLOTS = 1_000_000  # ids that people see: the place, plus a million for each enterprise that held it before
Values = dict[str, np.ndarray]  # by column: an array by seed, unit and year


@dataclass(frozen=True)
class Laid:
    """A trial that can be played.

    Attributes:
        question: what is asked.
        base: the scenario without the treatment.
        treated: the same with it, for all who may take part, from the start of the trial on.
        instruments: that are the treatment.
        seeds: each is one trial.
        counties: that are drawn, the same for all trials, where they are the units; 1 otherwise.
    """

    question: Question
    base: Scenario
    treated: Scenario
    instruments: tuple[str, ...]
    seeds: tuple[int, ...]
    counties: int = 1

    @cached_property
    def slots(self) -> np.ndarray:
        """Places of enterprises that may take part; of counties, those of the first."""
        return self._taking_part(0)

    def _taking_part(self, county: int) -> np.ndarray:
        frame = Scope(industries=self.question.industries, headcount=self.question.headcount)
        return np.nonzero(within(frame, who_is_in(self._structure(county))))[0]

    def _structure(self, county: int = 0) -> Structure:
        first = self.base.population
        return structure_of(replace(first, seed=first.seed + county) if self.counties > 1 else first)

    @cached_property
    def unit_of(self) -> np.ndarray:
        """The unit of each place, by county drawn; -1 where it takes no part."""
        made = np.full((self.counties, len(self._structure())), -1)
        for county in range(self.counties):
            slots = self._taking_part(county)
            if self.question.units == ENTERPRISE:
                made[county, slots] = np.arange(len(slots))
            elif self.question.units == REGION:
                made[county, slots] = np.asarray(self._structure().region_of)[slots]
            else:
                made[county, slots] = county
        return made

    @cached_property
    def units(self) -> int:
        """How many there are."""
        kind = self.question.units
        if kind == ENTERPRISE:
            return len(self.slots)
        return self.counties if kind == WHOLE_COUNTY else len(self._structure().regions)

    @cached_property
    def headcount(self) -> np.ndarray:
        """Posts of each unit at the beginning."""
        made = np.zeros(self.units)
        for county, unit in enumerate(self.unit_of):
            there = unit >= 0
            posts = np.asarray(self._structure(county).headcount, float)[there]
            made += np.bincount(unit[there], posts, self.units)
        return made

    @cached_property
    def group(self) -> np.ndarray:
        """Industry of each enterprise; regions and counties are of one kind."""
        if self.question.units == ENTERPRISE:
            return np.asarray(self._structure().industry)[self.slots]
        return np.zeros(self.units, np.int64)

    @property
    def run_seeds(self) -> tuple[int, ...]:
        """Seeds of runs: where counties are the units, each trial has one of its own for each of them."""
        return tuple(seed * self.counties + at for seed in self.seeds for at in range(self.counties))

    def first_arms(self) -> dict[str, Scenario]:
        """What is played before anybody is chosen: nobody treated, all treated, and counties by year of adoption."""
        arms = {WITHOUT: replace(self.base, name=WITHOUT), EVERYWHERE: replace(self.treated, name=EVERYWHERE)}
        if self.question.units == WHOLE_COUNTY and self.question.by.is_staggered:
            for year in self.years_of_adoption[1:]:
                name = f"{FROM}_{year}"
                arms[name] = replace(self._adopting(year * WEEKS_A_YEAR), name=name)
        return arms

    @property
    def years_of_adoption(self) -> range:
        """Years in which units adopt."""
        return range(self.question.before, self.question.before + self.question.adoption_years)

    def _adopting(self, start: int, scope: Scope | None = None, order: str = "") -> Scenario:
        question = self.question

        def at(one: Adoption) -> Adoption:
            reach = replace(one.scope if scope is None else scope, order=order)
            phase_in = question.adoption_years * WEEKS_A_YEAR if order else one.phase_in
            end = LAST_WEEK if question.lasting is None else start + question.lasting
            return replace(one, start=start, end=end, phase_in=phase_in, scope=reach)

        made = tuple(at(one) if one.instrument in self.instruments else one for one in self.treated.adoptions)
        return replace(self.treated, adoptions=made)

    def arms_of(self, assignment: str, treated: Mapping[int, np.ndarray]) -> dict[str, Scenario]:
        """The scenario of each seed in which its chosen units are treated; units that are counties need none.

        Args:
            assignment: by which they were chosen.
            treated: by seed, whether each unit is.
        """
        made = {}
        staggered = self.question.by.is_staggered
        names = [one.name for one in self._structure().regions]
        for at, seed in enumerate(self.seeds, 1):
            if self.question.units == ENTERPRISE:
                scope = Scope(enterprises=self._in_turn(treated[seed], seed))
            else:
                regions = tuple(name for name, mine in zip(names, treated[seed], strict=True) if mine)
                scope = Scope(regions=regions, industries=self.question.industries, headcount=self.question.headcount)
            name = f"{assignment}: {at}"
            made[name] = replace(self._adopting(self.question.start, scope, AS_LISTED if staggered else ""), name=name)
        return made

    def _in_turn(self, treated: np.ndarray, seed: int) -> tuple[int, ...]:
        """The places of the treated; where they adopt one after another, by the lots of this trial."""
        mine = self.slots[treated]
        if self.question.by.is_staggered:
            mine = lots(seed, "turns").permutation(mine)
        return tuple(int(one) for one in mine)

    def first_years(self, treated: np.ndarray, seed: int) -> np.ndarray:
        """The first year in which each unit is treated, or `NEVER`."""
        question = self.question
        if not question.by.is_staggered:
            return np.where(treated, question.before, NEVER)
        if question.units == WHOLE_COUNTY:
            made = np.full(self.units, NEVER)
            mine = lots(seed, "turns").permutation(np.nonzero(treated)[0])
            made[mine] = question.before + np.arange(len(mine)) * question.adoption_years // max(len(mine), 1)
            return made
        order, phase_in = self._in_turn(treated, seed), question.adoption_years * WEEKS_A_YEAR
        weeks = joining_weeks(AS_LISTED, question.start, phase_in, treated, self.headcount, self.slots, order)
        return np.where(treated, weeks // WEEKS_A_YEAR, NEVER)

    def values(self, table: pd.DataFrame, arms: Iterable[str]) -> dict[str, Values]:
        """What the yearly table of enterprises says of units, by arm.

        A unit is a place, whoever holds it: who closes is followed by who comes after. Counts are summed; climate is
        the mean by worker-weeks.
        """
        return {arm: self._values(table[table["scenario"] == arm]) for arm in arms}

    def assigned_values(self, table: pd.DataFrame) -> Values:
        """The same of the runs of one assignment: the arm of each seed is a scenario of its own."""
        return self._values(table)

    def _values(self, rows: pd.DataFrame) -> Values:
        seeds = {seed: at for at, seed in enumerate(self.run_seeds)}
        run = rows["seed"].map(seeds).to_numpy()
        trial, county = run // self.counties, run % self.counties
        unit = self.unit_of[county, rows["id"].to_numpy() % SLOTS]
        there = unit >= 0
        shape = (len(self.seeds), self.units, self.question.before + self.question.horizon)
        place = np.ravel_multi_index((trial[there], unit[there], rows["year"].to_numpy()[there]), shape)

        def folded(values: np.ndarray) -> np.ndarray:
            return np.bincount(place, values, int(np.prod(shape))).reshape(shape)

        worked = rows[WORKED].to_numpy(float)[there]
        made = {}
        for name in columns(self.question.outcome):
            values = rows[name].to_numpy(float)[there]
            made[name] = folded(values * worked if name == CLIMATE else values)
        made[CLIMATE] = np.divide(made[CLIMATE], made[WORKED], out=np.zeros(shape), where=made[WORKED] > 0)
        made[WORKED] = made[WORKED] / WEEKS_A_YEAR
        return made


def lay_out(
    question: Question, base: Scenario, treated: Scenario, seeds: Sequence[int], counties: int | None = None
) -> Laid:
    """A question with its scenarios, ready to be played.

    Args:
        question: what is asked.
        base: without the treatment.
        treated: the same with it.
        seeds: of trials.
        counties: where they are the units, how many.

    Raises:
        InputError: something of it cannot be.
    """
    usual = {one.instrument for one in base.adoptions}
    instruments = tuple(one.instrument for one in treated.adoptions if one.instrument not in usual)
    if not instruments:
        raise InputError(tell("error.trial_treatment"))
    window = (question.start, question.weeks)
    base, treated = (replace(one, weeks=question.weeks, start=question.start, window=window) for one in (base, treated))
    frame = Scope(industries=question.industries, headcount=question.headcount)
    laid = Laid(question, base, treated, instruments, tuple(seeds), counties or 1)
    scope = frame if frame.narrows else None
    laid = replace(laid, treated=laid._adopting(question.start, scope))
    _check_units(laid)
    return laid


def _check_units(laid: Laid) -> None:
    from govsim.study.analysis.trials.designs.synthetic import DONORS
    from govsim.study.analysis.trials.question import FEWEST_UNITS

    question, units = laid.question, laid.units
    if question.units == WHOLE_COUNTY and laid.base.population.kind == "register":
        raise InputError(tell("error.trial_register"))
    fewest = DONORS + 1 if question.by.treats_one else FEWEST_UNITS
    if units < fewest:
        instead = tell(f"trial.more_{question.units}")
        raise InputError(tell("error.trial_units", units=units, fewest=fewest, design=question.design, instead=instead))
    if question.sizes and max(question.sizes) > units:
        instead = tell(f"trial.more_{question.units}")
        raise InputError(tell("error.trial_sizes", most=max(question.sizes), units=units, instead=instead))
