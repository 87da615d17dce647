"""What a command sets out to run: scenarios, seeds, what is compared with what, and which tables are kept."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from govsim.language import Model
from govsim.scenario import Scenario
from govsim.study.ask.declarations import model_of_all
from govsim.study.runs.source import result_id
from govsim.study.runs.statistics import paired_effects
from govsim.study.runs.tables import Varied, of_one_kind

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
    """

    kind: str
    scenarios: Mapping[str, Scenario]
    seeds: tuple[int, ...]
    varied: Varied
    reference: str | None = None
    yearly: bool = False

    @cached_property
    def model(self) -> Model:
        """The model that all of its scenarios are run on: the union of their parts and files."""
        return model_of_all(list(self.scenarios.values()))

    @cached_property
    def id(self) -> str:
        """A hash of scenarios, seeds and source."""
        return result_id(self.model, self.scenarios, self.seeds)

    @cached_property
    def jobs(self) -> list[tuple[Scenario, int]]:
        """Every run, in the order of the tables."""
        return [(one, seed) for one in self.scenarios.values() for seed in self.seeds]

    @property
    def county_of(self) -> str:
        """The scenario whose enterprises the figure shows."""
        return self.reference or next(iter(self.scenarios))

    @property
    def tables(self) -> tuple[str, ...]:
        """The files that a finished folder must hold, apart from figures."""
        effects = () if self.reference is None else ("effects.csv",)
        years = "enterprises.parquet" if self.yearly else "figures/enterprises.parquet"
        return ("scenario.yaml", "runs.parquet", "weekly.parquet", *effects, years)

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
