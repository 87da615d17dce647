"""Batches of a search: played once, kept in the folder of results as they come, and known again after that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from govsim.scenario import Scenario
from govsim.study.analysis.search.objectives import Objective, groupings_of, with_objectives
from govsim.study.runs.chunk import packed
from govsim.study.runs.shards import Shards
from govsim.study.runs.simulate import simulate_built
from govsim.study.speak.errors import RunError
from govsim.study.speak.words import tell

BATCH, DIGEST = "batch", "digest"  # columns beside those of runs: which batch, and a hash of the scenario


@dataclass
class Batches:
    """What plays the batches of one search.

    Attributes:
        objectives: whose values every run is given.
        engine, threads: as everywhere.
        on_done: called after each run.
        parts: folder in which each batch is kept when it is through; None keeps them in memory only.
        known: batches from before, by name.
        played: the batches of this search, in their order.
        new: runs that were played now.
    """

    objectives: Sequence[Objective]
    engine: str = "core"
    threads: int | None = None
    on_done: Callable[[], None] | None = None
    parts: Path | None = None
    known: dict[str, pd.DataFrame] = field(default_factory=dict)
    played: dict[str, pd.DataFrame] = field(default_factory=dict)
    new: int = 0

    def __call__(self, name: str, scenarios: Sequence[Scenario], seeds: Sequence[int], spread: int) -> pd.DataFrame:
        """A row a run of a batch: from before, where the same scenarios were played under the same seeds; else played.

        Args:
            name: of the batch.
            scenarios: in order.
            seeds: in order.
            spread: draws over which the seeds are spread; 0 gives all of them to each scenario.
        """
        found = self.known.get(name)
        if found is None or not _is_of(found, scenarios, seeds, spread):
            found = self._play(scenarios, seeds, spread)
            self._keep(name, found)
        self.played[name] = found
        return found

    def _play(self, scenarios: Sequence[Scenario], seeds: Sequence[int], spread: int) -> pd.DataFrame:
        made = simulate_built(scenarios, seeds, self.engine, threads=self.threads, on_done=self.on_done, weekly=False,
                              by=groupings_of(self.objectives), spread=spread)  # fmt: skip
        runs = with_objectives(made.runs, made.groups, self.objectives)
        digests = {one.name: one.digest() for one in scenarios}
        runs.insert(0, DIGEST, runs["scenario"].map(digests))
        self.new += len(runs)
        return runs

    def _keep(self, name: str, runs: pd.DataFrame) -> None:
        """Write a batch; one in which a run failed is played again next time."""
        if self.parts is not None and "error" not in runs:
            runs.insert(0, BATCH, name)
            try:
                Shards(self.parts).write(len(self.played), 1, packed({"runs": runs}), self.engine)
            except OSError as error:
                raise RunError(tell("error.not_written", folder=self.parts, reason=error)) from error
            del runs[BATCH]

    def table(self) -> pd.DataFrame:
        """A row a run of all batches."""
        parts = [one.assign(**{BATCH: name}) for name, one in self.played.items()]
        made = pd.concat(parts, ignore_index=True)
        first = ["scenario", "seed", BATCH, DIGEST]
        return made[[*first, *(name for name in made if name not in first)]]


def _is_of(runs: pd.DataFrame, scenarios: Sequence[Scenario], seeds: Sequence[int], spread: int) -> bool:
    """Whether runs are those of some scenarios under some seeds."""
    each = len(seeds) // spread if spread else len(seeds)
    digests = dict(zip(runs["scenario"], runs[DIGEST], strict=True))
    same = list(digests.items()) == [(one.name, one.digest()) for one in scenarios]
    return same and len(runs) == len(scenarios) * each and set(runs["seed"]) == set(seeds)


def kept_in(parts: Path) -> dict[str, pd.DataFrame]:
    """Batches that an attempt before has left; what is damaged is removed, and played again."""
    if not parts.is_dir():
        return {}
    found, _ = Shards(parts).read(dict.fromkeys(range(len(list(parts.iterdir()))), ("runs",)))
    return by_batch([pd.read_parquet(one.files["runs"]) for one in found])


def by_batch(tables: Sequence[pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Rows of runs by the name of their batch."""
    return {
        str(name): rows.drop(columns=BATCH).reset_index(drop=True)
        for table in tables
        for name, rows in table.groupby(BATCH, sort=False)
    }
