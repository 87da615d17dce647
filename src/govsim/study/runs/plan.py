"""What a command sets out to run: scenarios, seeds, what is compared with what, and which tables are kept."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.ask.declarations import model_of_all
from govsim.study.runs.counties import jobs_of, with_counties
from govsim.study.runs.groups import checked_by, digests, divisions_of, groupings
from govsim.study.runs.source import result_id
from govsim.study.runs.statistics import paired_effects
from govsim.study.runs.tables import Varied, of_one_kind

if TYPE_CHECKING:
    from govsim.engines.groups import Division

DESIGN = "design.csv"
GROUPS, GROUP_WEEKS, GROUP_EFFECTS = "groups.parquet", "groups_weekly.parquet", "groups_effects.csv"
USUAL_REFERENCE = "baseline"


@dataclass(frozen=True)
class Plan:
    """Everything that decides the tables, and so the name of the folder.

    Attributes:
        kind: run, compare or sweep.
        scenarios: by name, in the order of the tables.
        seeds: the same for every scenario.
        varied: settings that are varied, by scenario name.
        reference: the scenario that others are compared with; None for a run alone.
        yearly: whether a row for each enterprise and year is kept.
        by: groupings for whose groups outcomes are kept.
        group_weeks: whether these are kept for each week too.
        populations: counties drawn for each scenario, over which the seeds are spread.
        bases: of a design, the scenarios that its points move, by name: a point is called after its base, as in
            "credit: 12". Only runs are kept then, and these scenarios, whose points the design tells.
        design: of a design, its table as it is written.
        spread: points over which the seeds are spread, instead of all for each: of a design, or scenarios of a trial
            that end in a number, as in "random: 3".
    """

    kind: str
    scenarios: Mapping[str, Scenario]
    seeds: tuple[int, ...]
    varied: Varied
    reference: str | None = None
    yearly: bool = False
    by: tuple[str, ...] = ()
    group_weeks: bool = False
    populations: int = 1
    bases: Mapping[str, Scenario] = field(default_factory=dict)
    design: str = ""
    spread: int = 0

    @cached_property
    def model(self) -> Model:
        """The model that all of its scenarios are run on: the union of their parts and files."""
        return model_of_all(list(self.scenarios.values()))

    @cached_property
    def id(self) -> str:
        """A hash of scenarios, seeds and source; of a design, of the scenarios that are moved and of its points."""
        if not self.bases:
            name = result_id(self.model, self.scenarios, self.seeds, self.populations)
            asked = self.reference if self.kind == "compare" else None
            if self.spread:
                return hashlib.sha256(f"{name} {self.spread}".encode()).hexdigest()[:12]  # each scenario has its seeds
            if asked is None or asked == usual_reference(list(self.scenarios)):
                return name
            return hashlib.sha256(f"{name} {asked}".encode()).hexdigest()[:12]  # its table of effects is another
        moved = result_id(self.model, self.bases, self.seeds, self.populations)
        who = sorted({repr(one.population) for one in self.scenarios.values()})
        return hashlib.sha256(repr([moved, self.kind, self.varied, who, self.spread]).encode()).hexdigest()[:12]

    @cached_property
    def jobs(self) -> list[tuple[Scenario, int]]:
        """Every run, in the order of the tables."""
        return jobs_of(self.scenarios.values(), self.seeds, self.populations, self.spread)

    def with_counties(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table of runs with the county of each, where several are drawn."""
        return with_counties(table, self.scenarios, self.seeds, self.populations)

    @cached_property
    def divisions(self) -> dict[str, Division]:
        """By what the runs of each scenario are divided.

        Raises:
            InputError: when there is no such grouping, or no scope to divide by.
        """
        by = checked_by(self.model, self.by)
        return divisions_of(self.model, by, self.scenarios, self.reference, self.group_weeks)

    @property
    def county_of(self) -> str:
        """The scenario whose enterprises the figure shows."""
        return self.reference or next(iter(self.scenarios))

    @property
    def tables(self) -> tuple[str, ...]:
        """The files that a finished folder must hold, apart from figures."""
        if self.bases:
            return ("scenario.yaml", DESIGN, "runs.parquet")
        effects = () if self.reference is None else ("effects.csv",)
        years = "enterprises.parquet" if self.yearly else "figures/enterprises.parquet"
        return ("scenario.yaml", "runs.parquet", "weekly.parquet", *effects, *self.group_files, years)

    def keeps_years(self, name: str) -> bool:
        """Whether yearly values of a scenario's runs are kept."""
        return self.yearly or not self.bases and name == self.county_of

    def tables_of(self, name: str) -> tuple[str, ...]:
        """The tables that a part with runs of a scenario must have."""
        if self.bases:
            return ("runs",)
        years = ("enterprises",) if self.yearly else ()
        founders = ("founders",) if not years and name == self.county_of else ()
        return ("runs", "weekly", *years, *founders, *self.group_parts)

    @property
    def group_files(self) -> tuple[str, ...]:
        """The files of outcomes by group."""
        if not self.by:
            return ()
        effects = () if self.reference is None else (GROUP_EFFECTS,)
        return (GROUPS, *effects, *((GROUP_WEEKS,) if self.group_weeks else ()))

    @property
    def group_parts(self) -> tuple[str, ...]:
        """Names of the tables by group while runs are still to come: those of other groupings are not theirs."""
        if not self.by:
            return ()
        what = hashlib.sha256(repr(digests(self.model, self.by)).encode()).hexdigest()[:8]
        return (f"groups_{what}", *((f"groups_weekly_{what}",) if self.group_weeks else ()))

    def with_groups_of(self, about: Mapping[str, Any]) -> Plan:
        """The plan with the groupings that finished results have beside its own: they are not lost to new ones."""
        known = [name for name in about.get("groups") or {} if name in groupings(self.model)]
        by = tuple(dict.fromkeys([*self.by, *known]))
        return replace(self, by=by, group_weeks=self.group_weeks or bool(by and about.get("group_weeks")))

    def has_groups(self, about: Mapping[str, Any]) -> bool:
        """Whether results of this plan hold the groups that it asks for, as they are counted today."""
        known: Mapping[str, str] = about.get("groups") or {}
        weeks = bool(about.get("group_weeks")) or not self.group_weeks
        return all(known.get(name) == one for name, one in digests(self.model, self.by).items()) and weeks

    def effects(self, runs: pd.DataFrame) -> pd.DataFrame | None:
        """The difference of every other scenario from the reference."""
        if self.reference is None:
            return None
        return effects_of(self.model, runs, self.reference, self.varied)

    def called(self, words: Sequence[str]) -> str:
        """The command line as it could be typed again."""
        return shlex.join(["govsim", *words]) if words else "from Python"


def effects_of(model: Model, runs: pd.DataFrame, reference: str, varied: Varied) -> pd.DataFrame:
    """Paired differences from the reference, with the settings that were varied."""
    effects = paired_effects(runs, reference, list(model.outcomes))
    if not varied:
        return effects
    columns = {key: of_one_kind([values[key] for values in varied.values()]) for key in next(iter(varied.values()))}
    settings = pd.DataFrame({"scenario": list(varied), **columns})
    return effects.merge(settings, on="scenario", how="left")


def usual_reference(names: Sequence[str]) -> str:
    """The scenario "baseline", or the first without it."""
    return USUAL_REFERENCE if USUAL_REFERENCE in names else names[0]
