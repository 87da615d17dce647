"""The states of one place of a table after every week of a compiled run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.engines.arithmetic import strength_in
from govsim.engines.core import Run
from govsim.engines.explain import NoEnterpriseError
from govsim.engines.world import public_id, tables_of
from govsim.language import Model
from govsim.locale.message import message

if TYPE_CHECKING:
    from govsim.scenario import Scenario

PLACES = 1_000_000  # between the numbers of those who hold a place one after the other


@dataclass(frozen=True, eq=False)
class Life:
    """A place of a table through a run, whoever holds it.

    Attributes:
        model, scenario, seed: what was run.
        table, place: whose life it is.
        states: a record before week 0 and one after each week: week `w` lies between `states[w]` and `states[w + 1]`.
        strength: by instrument, the share of its full strength in each week at this place, or at those that belong to
            it or that it belongs to.
        memory: by instrument, what it remembered of this place before week 0 and after each week.
    """

    model: Model
    scenario: Scenario
    seed: int
    table: str
    place: int
    states: np.ndarray
    strength: dict[str, np.ndarray]
    memory: dict[str, np.ndarray]

    @property
    def numbers(self) -> np.ndarray:
        """Who held the place before week 0 and after each week; of the last holder where it is vacant."""
        return np.asarray(public_id(self.states["id"], np.maximum(self.states["generation"], 0)))

    @property
    def lives(self) -> np.ndarray:
        """Whether somebody held it before week 0 and after each week."""
        return np.asarray(self.states["alive"])

    def first_week(self, number: int) -> int:
        """The first week that somebody of this number saw begin.

        Raises:
            NoEnterpriseError: nobody of that number ever held the place.
        """
        held = np.flatnonzero(self.lives & (self.numbers == number))
        if not len(held) or held[0] >= self.scenario.weeks:
            known = sorted({int(one) for one in self.numbers[self.lives]})
            about = {"table": self.table, "number": number, "known": known}
            nearest = min(known, key=lambda one: abs(one - number), default=-1)
            raise NoEnterpriseError(message("error.story_nobody", **about), number, 0, nearest)
        return int(held[0])


def life_of(model: Model, scenario: Scenario, seed: int, number: int, table: str) -> Life:
    """Play a run week by week and keep what stands at one place.

    Args:
        model: what it is made of.
        scenario: what is simulated.
        seed: the run's seed.
        number: of somebody who holds the place at any time.
        table: its kind.

    Raises:
        NoEnterpriseError: the table has no such place, or nobody of that number ever held it.
    """
    run = Run(model, scenario, seed)
    place, count = number % PLACES, len(run.world.tables[table])
    if not 0 <= place < count:
        about = {"table": table, "number": number, "most": count - 1}
        raise NoEnterpriseError(message("error.story_place", **about), number, 0, count - 1)
    reached = {one.instrument: _rows_reached(run, table, place, one.instrument) for one in scenario.adoptions}
    states, rows = [], np.array([place])
    strength: dict[str, list[float]] = {name: [] for name in reached}
    memory: dict[str, list[Any]] = {
        name: []
        for name in reached
        if model.instruments[name].remembers_on == table and model.instruments[name].remembers
    }
    for week in range(scenario.weeks + 1):
        run.play_to(week)
        states.append(run.world.tables[table].some(rows))
        for name in memory:
            memory[name].append(run.world.memory[name].some(rows))
        if week < scenario.weeks:
            run.world.roll_out.at(week, run.world.scope)
            for name, cells in reached.items():
                strength[name].append(_strength(run, name, cells, week))
    return Life(
        model, scenario, seed, table, place, np.concatenate(states),
        {name: np.array(values) for name, values in strength.items()},
        {name: np.concatenate(kept) for name, kept in memory.items()},
    )  # fmt: skip


def _strength(run: Run, name: str, cells: list[tuple[str, np.ndarray]], week: int) -> float:
    start, phase_in, end = run.world.timing[name][0].item()
    share = max((float(run.world.scope[name, table][rows].max()) for table, rows in cells if len(rows)), default=0.0)
    return strength_in(week, start, phase_in, end) * share


def _rows_reached(run: Run, table: str, place: int, instrument: str) -> list[tuple[str, np.ndarray]]:
    """The rows on which an instrument may act on a place, on those that belong to it, or on those above it."""
    near = above_of(run, table, place) | below_of(run, table, place) | {table: np.array([place])}
    return [(one, near[one]) for one in tables_of(run.model, instrument) if one in near]


def above_of(run: Run, table: str, place: int) -> dict[str, np.ndarray]:
    """The rows that a place belongs to, by table; the nearest of each."""
    found: dict[str, np.ndarray] = {}
    level = [(table, place)]
    while level:
        above = []
        for at, row in level:
            for parent in run.model.parents_of(at):
                one = int(run.world.tables[at].some(np.array([row]))[parent][0])
                found.setdefault(parent, np.array([one]))
                above.append((parent, one))
        level = above
    return found


def below_of(run: Run, table: str, place: int, direct: bool = False) -> dict[str, np.ndarray]:
    """The rows that belong to a place, through however many parents, by table; with `direct`, through one only."""
    found: dict[str, np.ndarray] = {}
    level = {table: np.array([place])}
    while level:
        below: dict[str, np.ndarray] = {}
        for (one, parent), (start, rows) in run.world.links.items():
            if parent in level:
                mine = np.concatenate([rows[start[k] : start[k + 1]] for k in level[parent]])
                below[one] = np.union1d(below.get(one, mine), mine)
        found |= below
        level = {} if direct else below
    return found
