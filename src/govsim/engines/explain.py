"""Why did this agent do what it did this week? One week, replayed in the open and written down.

The compiled engine runs to the week before; its tables become Mesa agents; two weeks are played, of which the second
is written down: every channel that was moved on the watched agent, every draw it made and what the draw was held
against, every column that a rule wrote, and what each of the rule's inputs did to it. It works because draws are
addresses and the engines agree to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govsim.engines.core import Run
from govsim.engines.mesa.agents import Party
from govsim.engines.mesa.model import Clock, GovernanceModel
from govsim.engines.numba_language import jitted_draw
from govsim.engines.reached import slot_of
from govsim.engines.traced import Call, Cause, Draw, Drawn, Inputs, causes_of, followed, inputs_of
from govsim.engines.world import TABLE_BITS
from govsim.errors import InputError
from govsim.language import Model
from govsim.locale.message import Message, message

if TYPE_CHECKING:
    from govsim.engines.mesa.week import WeekPlayer
    from govsim.engines.plan import Step
    from govsim.scenario import Scenario

QUIET = ("arriving", "id", "generation")
ENTERPRISE = "enterprise"
Rule = Callable[..., Any]


@dataclass(frozen=True)
class Event:
    """One thing that happened to the watched agent.

    Attributes:
        kind: "steer" (a planner multiplied the strength of an instrument), "channel" (an instrument moved it), "draw"
            (a random number), "column" (a rule wrote it) or "members" (a rule of the agent wrote a column of those who
            belong to it, as an agency chooses whom to visit).
        by: the planner, instrument or rule.
        name: the instrument that is steered, the channel, purpose or column.
        before: the value before; None for a draw; 1 where a planner steers, for full strength.
        after: the value after, or the number drawn; the multiple where a planner steers; of "members", the numbers of
            those for whom it came true.
        function: the rule, or the function of the planner or instrument; None for a draw.
        phase: the phase of the week; "" while instruments act.
        draw: of a draw, whose it is and what it was held against. Draws of those who belong to the agent, such as the
            workers of an enterprise, are told where something came of them and the rule looks at the agent too.
        because: what the inputs of the rule did to the column, the strongest first.
    """

    kind: str
    by: str
    name: str
    before: Any
    after: Any
    function: Rule | None = None
    phase: str = ""
    draw: Draw | None = None
    because: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """A week in the life of one agent.

    Attributes:
        scenario, seed: of the run.
        table, number: who it is.
        week: the week that was replayed.
        start, end: every column before and after it.
        above: by table, the numbers of the rows that the agent belongs to.
        below: by table, the numbers of those who belonged to it when the week began.
        events: in the order in which they happened.
    """

    scenario: str
    seed: int
    table: str
    number: int
    week: int
    start: dict[str, Any]
    end: dict[str, Any]
    above: dict[str, int]
    below: dict[str, tuple[int, ...]]
    events: tuple[Event, ...]


class NoEnterpriseError(InputError):
    """No agent of that number is there in that week; the nearest number is said."""

    def __init__(self, said: Message, number: int, week: int, nearest: int) -> None:
        super().__init__(said)
        self.enterprise, self.week, self.nearest = number, week, nearest


def explain(
    model: Model, scenario: Scenario, seed: int, number: int, week: int, table: str = ENTERPRISE
) -> Explanation:
    """Replay one week of one agent.

    Args:
        model: what it is made of.
        scenario: what was simulated.
        seed: the run's seed.
        number: of the agent, as in the tables of results.
        week: the week to replay.
        table: its kind.

    Raises:
        ValueError: when the week lies outside the run, or no such agent is there in that week.
    """
    if not 0 <= week < scenario.weeks:
        raise ValueError(f"week = {week}: expected a week from 0 to {scenario.weeks - 1}")
    run = Run(model, scenario, seed)
    run.play_to(max(week - 1, 0))
    recorder = Recorder(model)
    county = GovernanceModel.at(run, recorder.draws)
    row = county.tables[table][slot_within(county, table, number, week)]
    place = int(slot_of(row.id))  # type: ignore[arg-type]
    below = {one: rows[place] for (one, parent), rows in county.members.items() if parent == table}
    recorder.listen(county, county._player, row, below)
    if week:
        county.step()  # what rules saw the week before is what has changed since
    watched = the_one(county, table, number, week)
    return recorder.week_of(watched)


def slot_within(county: GovernanceModel, table: str, number: int, week: int) -> int:
    """The place of a number in its table, whoever holds it now.

    Raises:
        NoEnterpriseError: there is no such place.
    """
    place = number % 1_000_000
    if not 0 <= place < len(county.tables[table]):
        the_one(county, table, number, week)
    return place


def the_one(county: GovernanceModel, table: str, number: int, week: int) -> Party:
    """The living agent of a number.

    Raises:
        NoEnterpriseError: it is not there in that week: it never was, has gone, or is still to come.
    """
    rows = county.tables[table]
    found = next((row for row in rows if row.number == number and row.alive), None)
    if found is not None:
        return found
    there = [row.number for row in rows if row.alive]
    place = number % 1_000_000
    nearby = min(there, key=lambda one: (one % 1_000_000 != place, abs(one - number)), default=-1)
    closed = [one for one in rows[place].up.values() if not one.alive] if place < len(rows) else []
    about: dict[str, Any] = {"table": table, "number": number, "week": week, "nearest": nearby}
    if closed:
        vacant = {"above": closed[0].table, "place": int(slot_of(closed[0].id))}  # type: ignore[arg-type]
        raise NoEnterpriseError(message("error.explain_vacant", **about, **vacant), number, week, nearby)
    raise NoEnterpriseError(message("error.explain_nobody", **about), number, week, nearby)


class Recorder:
    """Listens to one agent, and to those who belong to it, while weeks are played."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.events: list[Event] = []
        self.purposes = {number: name for name, number in model.purposes.items()}
        self.phases = {rule.name: phase for phase, rules in model.week for rule in rules}
        self.current: Callable[[], str] = lambda: ""
        self.of: dict[tuple[int, int], Party] = {}
        self.row: Any = None
        self.seen: dict[str, Inputs] = {}
        self.last: dict[str, Inputs] = {}
        self.looks_at: set[str] = set()
        self.writes_down = False

    def draws(self, key: int) -> Callable[..., float]:
        """A source of draws that writes down those of the watched agent, and of those who belong to it."""
        draw = jitted_draw(key)

        def drawn(agent: int, purpose: int, k: int = 0) -> float:
            value = draw(agent, purpose, k)
            row = self.of.get((agent >> TABLE_BITS, int(slot_of(agent)))) if self.writes_down else None  # type: ignore[arg-type]
            if row is None or (row is not self.row and self.row.table not in self.looks_at):
                return value
            name = self.purposes.get(purpose, str(purpose)) + (f" {k}" if k else "")
            record = Draw(name, row.table, row.number, value)
            by = self.current()
            self.events.append(Event("draw", by, name, None, value, None, self.phases.get(by, ""), record))
            return Drawn(value, record)

        return drawn

    def listen(self, county: Any, player: WeekPlayer, row: Any, below: Mapping[str, Sequence[Any]]) -> None:
        """Listen to a row of a county from now on.

        Args:
            county: has a clock, and `step` plays a week.
            player: plays its weeks.
            row: the watched one.
            below: by table, the rows that belong to it, vacant ones too.
        """
        self.row, self.county, self.below = row, county, below
        both = (row, *(one for rows in below.values() for one in rows))
        self.of = {(one.id >> TABLE_BITS, int(slot_of(one.id))): one for one in both}  # type: ignore[arg-type]
        self.own = frozenset(map(id, both))
        self.current = lambda: player.current
        player.watch, player.watch_steering, player.call = self._moved, self._steered, self._play

    def week_of(self, row: Any) -> Explanation:
        """Play a week and say what happened to the watched row."""
        county = self.county
        self.events, self.last, self.seen, self.writes_down = [], self.seen, {}, True
        number, week, start = row.number, county.clock.week + 1, self._state(row)
        above = {table: up.number for table, up in row.up.items()}
        below = {table: tuple(one.number for one in rows if one.alive) for table, rows in self.below.items()}
        county.step()
        self.writes_down = False
        told = tuple(event for event in self.events if self._is_told(event))
        scenario, seed = county.governance.name, county.run_seed
        return Explanation(scenario, seed, row.table, number, week, start, self._state(row), above, below, told)

    def _is_told(self, event: Event) -> bool:
        draw = event.draw
        return draw is None or self.row is None or draw.table == self.row.table or draw.came_true

    def _state(self, row: Party) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.model.columns_of(row.table)}

    def _moved(self, instrument: str, agent: Any, channel: str, before: float, after: float, by: Rule) -> None:
        if self.writes_down and agent is self.row and before != after:
            self.events.append(Event("channel", instrument, channel, before, after, by))

    def _steered(self, planner: str, instrument: str, agent: Any, multiple: float, by: Rule) -> None:
        event = Event("steer", planner, instrument, 1.0, multiple, by)
        near = agent is self.row or any(agent is one for one in self.row.up.values())
        if self.writes_down and multiple != 1.0 and near and event not in self.events:
            self.events.append(event)

    def _play(self, step: Step, row: Party, arguments: Sequence[Any]) -> None:
        """Play a rule, and write down what it does to the watched row."""
        mine, declared = row is self.row, step.rule
        function = step.function
        if not mine and id(row) not in self.own and not (declared and declared.member_writes):
            function(*arguments)
            return
        given = tuple(arguments)
        seen = inputs_of(step, given) if mine else {}
        if mine:
            self.seen[step.name] = seen
        if not self.writes_down:
            function(*given)
            return
        written = self._columns(step, mine)
        before, theirs = {name: getattr(self.row, name) for name in written}, _flags(step, given) if mine else {}
        self.looks_at = {one.table for one in step.arguments if one.kind in ("row", "ancestor")}
        followed(function)(*given)
        self._write_down_members(step, given, theirs)
        changed = {name: getattr(self.row, name) for name in written if getattr(self.row, name) != before[name]}
        self.write_down(step, before, changed, self._causes(step, given, seen, changed) if mine and changed else {})

    def write_down(
        self, step: Step, before: Mapping[str, Any], changed: Mapping[str, Any], causes: Mapping[str, list[Cause]]
    ) -> None:
        """Take down what a rule has written to the watched row.

        Args:
            step: the rule.
            before: columns before it.
            changed: those that it changed, with their values.
            causes: of each, as far as they are known.
        """
        phase = self.phases.get(step.name, "")
        for name, after in changed.items():
            because = tuple(causes.get(name, ()))
            self.events.append(
                Event("column", step.name, name, before[name], after, step.function, phase, None, because)
            )

    def _write_down_members(self, step: Step, given: tuple[Any, ...], before: dict[str, dict[int, Any]]) -> None:
        for name, values in before.items():
            changed = tuple(one.number for one in _walked(step, given) if getattr(one, name) and not values[id(one)])
            if changed:
                phase = self.phases.get(step.name, "")
                self.events.append(Event("members", step.name, name, None, changed, step.function, phase))

    def _columns(self, step: Step, mine: bool) -> tuple[str, ...]:
        if step.rule is None or self.row is None:
            return ()
        if not mine:  # written from above, as the visits that an agency makes
            walked = any(one.table == self.row.table for one in step.of_kind("members"))
            return tuple(sorted(step.rule.member_writes)) if walked and step.table in self.row.up else ()
        return ("alive",) if step.newcomer else tuple(one for one in sorted(step.rule.writes) if one not in QUIET)

    def _causes(
        self, step: Step, given: tuple[Any, ...], seen: Inputs, changed: dict[str, Any]
    ) -> dict[str, list[Cause]]:
        clock = self.county.clock
        quiet = Clock(clock.seed, jitted_draw, clock.week)
        parameters = next((one for a, one in zip(step.arguments, given, strict=True) if a.kind == "parameters"), None)
        neutral = {
            (argument.name, one.name): values[one.neutral] if isinstance(one.neutral, str) else one.neutral
            for argument in step.arguments
            if isinstance(values := seen.get(argument.name), dict)
            for one in self.model.channels.values()
            if one.level == argument.table
        }
        return causes_of(Call(step, seen, parameters, quiet, changed), self.last.get(step.name), neutral)


def _walked(step: Step, given: tuple[Any, ...]) -> list[Party]:
    """The members that a rule walks over."""
    pairs = zip(step.arguments, given, strict=True)
    return [row for argument, rows in pairs if argument.kind == "members" for row in rows]


def _flags(step: Step, given: tuple[Any, ...]) -> dict[str, dict[int, Any]]:
    """The columns of members that a rule writes, as they stand before it, by column and row."""
    names = sorted(step.rule.member_writes) if step.rule else []
    return {name: {id(one): getattr(one, name) for one in _walked(step, given)} for name in names}
