"""What arms that differ in nothing but policy have in common: the county at rest, on the eve of week 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govsim.engines.core import Run
    from govsim.engines.tiles import Tiles
    from govsim.engines.world import Base
    from govsim.scenario import Scenario

Key = tuple[Hashable, ...]
MOST_BYTES = 1_000_000_000  # kept in memory at a time


class Rests:
    """The states at week 0 of the runs to come, each played once and copied to the other arms that begin with it.

    They depend on the population, the parameters, the seed and the weeks played before; instruments come later.
    """

    def __init__(self, jobs: Iterable[tuple[Scenario, int, Base]]) -> None:
        self._waiting = Counter(_key(*job) for job in jobs)
        self._kept: dict[Key, dict[str, Tiles]] = {}
        self._bytes = 0
        self._lock = Lock()

    def bring(self, run: Run) -> None:
        """Bring a run to week 0: by copying what another arm has left, or by playing."""
        key = _key(run.scenario, run.seed, run.base)
        with self._lock:
            self._waiting[key] -= 1
            more = self._waiting[key] > 0
            found = self._kept.get(key)
            if found is not None and not more:
                self._forget(key)
        if found is not None:
            run.take(found)
            return
        run.play_to(0)
        if more:
            self._keep(key, {name: rows.copy() for name, rows in run.world.tables.items()})

    def _keep(self, key: Key, tables: dict[str, Tiles]) -> None:
        size = sum(rows.nbytes for rows in tables.values())
        with self._lock:
            if key not in self._kept and self._waiting[key] > 0 and self._bytes + size <= MOST_BYTES:
                self._kept[key] = tables
                self._bytes += size

    def _forget(self, key: Key) -> None:
        self._bytes -= sum(rows.nbytes for rows in self._kept.pop(key).values())


def _key(scenario: Scenario, seed: int, base: Base) -> Key:
    """What decides the state at week 0."""
    industries = tuple((name, *sorted(values.items())) for name, values in sorted(scenario.industry.items()))
    return id(base), tuple(sorted(scenario.parameters.items())), industries, scenario.settle, seed
