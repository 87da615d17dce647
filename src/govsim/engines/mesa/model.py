"""The open engine: a Mesa model whose agents are played by the same rules as the compiled engine, to the same bits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np
from mesa.agent import AgentSet

from govsim.engines.core import Run, base_for, instruments_of, weekly_names
from govsim.engines.mesa.agents import Party, party_class
from govsim.engines.mesa.week import WeekPlayer
from govsim.engines.numba_language import jitted_draw
from govsim.engines.reached import slot_of
from govsim.engines.tiles import Tiles
from govsim.engines.week import resting_week, week_of
from govsim.engines.world import World, lay_out
from govsim.errors import InputError
from govsim.language import Model, run_key, week_key
from govsim.locale.message import message
from govsim.model import model_for

if TYPE_CHECKING:
    from govsim.engines.plan import Step
    from govsim.engines.world import Base
    from govsim.scenario import Scenario

Draw = Callable[..., float]


class Bag:
    """Plain attributes: parameters, an instrument's settings or its memory of one row."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


class Clock:
    """The week and its draws, as rules see them in `now`."""

    def __init__(self, seed: int, source: Callable[[int], Draw], week: int = -1) -> None:
        self.seed, self.source = seed, source
        self.trait: Draw = source(run_key(seed))
        self.turn_to(week)

    def turn_to(self, week: int) -> None:
        """Set the week; its draws follow."""
        self.week = week
        self.draw = self.source(week_key(self.seed, week))

    def __getstate__(self) -> dict[str, Any]:
        return {"seed": self.seed, "source": self.source, "week": self.week}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["seed"], state["source"])  # type: ignore[misc]
        self.turn_to(state["week"])


class GovernanceModel(mesa.Model):
    """A county as a Mesa model.

    Args:
        scenario: what to simulate.
        seed: the run's seed; traits and luck follow from it.
        model: the parts that it is made of; those that the scenario names when not given.
        typed: refuse values of another type than their column's (slower).
        draws: where uniform numbers come from: a function of the week's key that returns a draw.
        base: slots in place of the scenario's own population.

    Attributes:
        enterprises, workers, ...: an AgentSet of the living of each type.
        outcomes: the weekly outcomes of the last week, by name.
        tables: every row of each table, the vacant ones too.
        members: by members' table and parent, the rows that belong to each row of the parent.
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int = 0,
        *,
        model: Model | None = None,
        typed: bool = False,
        draws: Callable[[int], Draw] = jitted_draw,
        base: Base | None = None,
    ) -> None:
        super().__init__(rng=seed)
        parts = model_for(scenario) if model is None else model
        world = lay_out(parts, base or base_for(parts, scenario.population), scenario)
        self._take(parts, world, scenario, seed, Clock(seed, draws, -1 - scenario.settle), typed)
        self.found()

    @classmethod
    def unfounded(cls, scenario: Scenario, seed: int, model: Model, base: Base | None = None) -> GovernanceModel:
        """The model before its population has arrived."""
        made = cls.__new__(cls)
        mesa.Model.__init__(made, rng=seed)
        world = lay_out(model, base or base_for(model, scenario.population), scenario)
        made._take(model, world, scenario, seed, Clock(seed, jitted_draw, -1 - scenario.settle), False)
        return made

    def found(self) -> None:
        """Let the first population arrive and come to rest, before week 0."""
        self.is_founded = True
        self._come_to_rest(self.governance.settle)
        self._settle()

    @property
    def playing(self) -> Step | None:
        """What is being played, or was when it failed."""
        return self._player.playing

    @classmethod
    def at(cls, run: Run, draws: Callable[[int], Draw] = jitted_draw) -> GovernanceModel:
        """The model at the moment that a compiled run has reached; its next step is the run's next week."""
        made = cls.__new__(cls)
        mesa.Model.__init__(made, rng=run.seed)
        made._take(run.model, run.world, run.scenario, run.seed, Clock(run.seed, draws, run.week - 1), False)
        made.is_founded = True
        made.steps = run.week
        made._settle()
        return made

    def _take(self, parts: Model, world: World, scenario: Scenario, run_seed: int, clock: Clock, typed: bool) -> None:
        self.parts, self.governance, self.run_seed, self.clock, self.world = parts, scenario, run_seed, clock, world
        self._numbered = 0
        self.tables = {name: self._make_agents(name, rows, typed) for name, rows in world.tables.items()}
        for rows in self.tables.values():
            for row in rows:
                _link(parts, row, self.tables)
        self.members = {
            (table, parent): [
                [self.tables[table][k] for k in rows[start[i] : start[i + 1]]] for i in range(len(start) - 1)
            ]
            for (table, parent), (start, rows) in world.links.items()
        }
        self.parameters = Bag(**_record(world.parameters[0]))
        self.under = {name: Bag(**_record(record[0])) for name, record in world.under.items()}
        self.settings = {name: Bag(**_record(record[0])) for name, record in world.settings.items()}
        self.memory = {name: [Bag(**_record(row)) for row in rows.records()] for name, rows in world.memory.items()}
        self.outcomes: dict[str, float] = {}
        self.is_founded = False
        self._player = WeekPlayer(self, week_of(parts, instruments_of([scenario])))

    def _come_to_rest(self, weeks: int) -> None:
        """The population arrives and lives for some weeks without instruments; who is there then begins week 0."""
        usual, self._player = self._player, WeekPlayer(self, resting_week(self.parts))
        self._player.found_population()
        for _ in range(weeks):
            self.clock.turn_to(self.clock.week + 1)
            self._player.play_week()
        self._player = usual
        for rows in self.tables.values():
            for row in rows:
                row.generation = min(row.generation, 0)

    def _make_agents(self, table: str, rows: Tiles, typed: bool) -> list[Party]:
        made = party_class(self.parts, table, typed)
        names = list(rows.dtype.names or ())
        return [made(self, dict(zip(names, values, strict=True))) for values in rows.tolist()]

    def step(self) -> None:
        """Play one week."""
        self.play()

    def play(self, year: np.ndarray | None = None) -> None:
        """Play one week, without what Mesa does around a step.

        Args:
            year: records of a year, a row of layers for each enterprise, to which the week is added.
        """
        self.clock.turn_to(self.clock.week + 1)
        self._player.year = year
        totals = self._player.play_week()
        self.outcomes = dict(zip(weekly_names(self.parts), totals, strict=True))
        self._settle()
        if self.clock.week + 1 >= self.governance.weeks:
            self.running = False

    # --- Who is an agent ----------------------------------------------------------------------------------------

    @property
    def types(self) -> dict[str, type[Party]]:
        """The agent class of each table, as `agents_by_type` and Mesa's reporters by type want it."""
        return {name: type(rows[0]) for name, rows in self.tables.items() if rows}

    def _settle(self) -> None:
        """Count among the agents whoever lives: the dead and vacant places leave, newcomers come."""
        for rows in self.tables.values():
            for row in rows:
                if row.counted_as != (row.id if row.alive else None):
                    self._count(row)

    def _count(self, row: Party) -> None:
        kind = type(row)
        row.__class__ = party_class(*kind.made_of)  # a row that is watched goes by a class of its own
        if row.counted_as is not None:
            super().deregister_agent(row)
        row.counted_as = row.id if row.alive else None
        if row.alive:
            self.register_agent(row)
        row.__class__ = kind

    def register_agent(self, agent: mesa.Agent) -> None:
        """Take up an agent, with a number that no other had; a place that nobody occupies is none."""
        vacant = isinstance(agent, Party) and not agent.alive
        if not vacant:
            super().register_agent(agent)
        if hasattr(mesa.Agent, "_ids"):  # numbers of older releases, which hold every model for ever
            mesa.Agent._ids.pop(self, None)
            self._numbered += not vacant
            agent.unique_id = self._numbered

    def deregister_agent(self, agent: mesa.Agent) -> None:
        """Take out an agent; see `take_out`."""
        if isinstance(agent, Party):
            self.take_out(agent)
        else:
            super().deregister_agent(agent)

    def take_out(self, row: Party) -> None:
        """Take out an agent for good, with all that belongs to it; nobody takes its place.

        Raises:
            InputError: for one that does not come and go, such as the regulator.
        """
        if row.table not in self._player.mortal:
            may = sorted(self._player.mortal)
            raise InputError(message("error.agent_stays", table=row.table, may=", ".join(may)))
        waiting = [row]
        while waiting:
            one = waiting.pop()
            place = int(slot_of(one.id))  # type: ignore[arg-type]
            for (_, parent), belonging in self.members.items():
                waiting += belonging[place] if parent == one.table else []
            one.alive, one.taken_out = False, True
            self._count(one)

    def remove_all_agents(self) -> None:
        """Refused: a county without anyone is none."""
        raise InputError(message("error.agents_stay"))

    # --- Copies -------------------------------------------------------------------------------------------------

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_player"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._player = WeekPlayer(self, week_of(self.parts, instruments_of([self.governance])))

    # --- What is there ------------------------------------------------------------------------------------------

    def living(self, table: str) -> AgentSet:
        """The living agents of a type."""
        return AgentSet([row for row in self.tables[table] if row.alive], random=self.random)

    def __getattr__(self, name: str) -> Any:
        """`model.enterprises`, `model.workers` ...: the living of each type, by the type's plural."""
        if "tables" in self.__dict__:
            for table in self.parts.tables.values():
                if name == table.plural:
                    return self.living(table.name)
        raise AttributeError(f"a GovernanceModel has no '{name}'")

    def arrays(self) -> dict[str, np.ndarray]:
        """The tables as records, as the compiled engine keeps them."""
        made = {}
        for name, rows in self.tables.items():
            array = np.zeros(len(rows), self.world.tables[name].dtype)
            for column in array.dtype.names or ():
                array[column] = [getattr(row, column) for row in rows]
            made[name] = array
        return made


def _record(record: Any) -> dict[str, Any]:
    return dict(zip(record.dtype.names, record.item(), strict=True))


def _link(parts: Model, row: Party, tables: dict[str, list[Party]]) -> None:
    """Give a row its ancestors by name; the nearest of a name wins, as the plan demands."""
    level = [row]
    while level:
        above = []
        for at in level:
            for parent in parts.parents_of(at.table):
                found = tables[parent][getattr(at, parent)]
                row.up.setdefault(parent, found)
                above.append(found)
        level = above
