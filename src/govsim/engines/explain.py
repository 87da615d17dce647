"""Why did this enterprise do what it did this week? One week, replayed in the open and written down.

The compiled engine runs to the week before; its tables become Mesa agents; the week is played with the watched
agent recording every value it was given, every draw it made, and which instrument moved which channel. It works
because draws are addresses and the engines agree to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govsim.engines.core import Run
from govsim.engines.mesa.agents import Party
from govsim.engines.mesa.model import GovernanceModel
from govsim.engines.numba_language import jitted_draw
from govsim.errors import InputError
from govsim.language import Model
from govsim.locale.message import message

if TYPE_CHECKING:
    from govsim.scenario import Scenario

Rule = Callable[..., Any]
QUIET = ("alive", "arriving", "id", "generation")


@dataclass(frozen=True)
class Event:
    """One thing that happened to the watched agent.

    Attributes:
        kind: "steer" (a planner multiplied the strength of an instrument), "channel" (an instrument moved it), "draw"
            (a random number) or "column" (a rule wrote it).
        by: the planner, instrument or rule.
        name: the instrument that is steered, the channel, purpose or column.
        before: the value before; None for a draw; 1 where a planner steers, for full strength.
        after: the value after, or the number drawn; the multiple where a planner steers.
        function: the rule, or the function of the planner or instrument; None for a draw.
    """

    kind: str
    by: str
    name: str
    before: Any
    after: Any
    function: Rule | None = None


@dataclass(frozen=True)
class Explanation:
    """A week in the life of one enterprise."""

    scenario: str
    seed: int
    enterprise: int
    week: int
    start: dict[str, Any]
    end: dict[str, Any]
    events: tuple[Event, ...]


class NoEnterpriseError(InputError):
    """No enterprise of that number is there in that week; the nearest number is said."""

    def __init__(self, enterprise: int, week: int, nearest: int) -> None:
        super().__init__(message("error.explain_enterprise", enterprise=enterprise, week=week, nearest=nearest))
        self.enterprise, self.week, self.nearest = enterprise, week, nearest


def explain(model: Model, scenario: Scenario, seed: int, enterprise: int, week: int) -> Explanation:
    """Replay one week of one enterprise.

    Args:
        model: what it is made of.
        scenario: what was simulated.
        seed: the run's seed.
        enterprise: its number, as in the tables of results.
        week: the week to replay.

    Raises:
        ValueError: when the week lies outside the run, or no such enterprise is there in that week.
    """
    if not 0 <= week < scenario.weeks:
        raise ValueError(f"week = {week}: expected a week from 0 to {scenario.weeks - 1}")
    run = Run(model, scenario, seed)
    run.play_to(week)
    recorder = _Recorder(model)
    county = GovernanceModel.at(run, recorder.draws)
    watched = next((row for row in county.tables["enterprise"] if row.number == enterprise and row.alive), None)
    if watched is None:
        there = [row.number for row in county.tables["enterprise"] if row.alive]
        nearby = min(there, key=lambda number: abs(number - enterprise))
        raise NoEnterpriseError(enterprise, week, nearby)
    recorder.watch(county, watched)
    start = _state(watched, run)
    county.step()
    return Explanation(scenario.name, seed, enterprise, week, start, _state(watched, run), tuple(recorder.events))


def _state(row: Party, run: Run) -> dict[str, Any]:
    names = run.world.tables["enterprise"].dtype.names or ()
    return {name: getattr(row, name) for name in names}


class _Recorder:
    """Listens to one agent for one week."""

    def __init__(self, model: Model) -> None:
        self.events: list[Event] = []
        self.rules = model.rules
        self.agent = -1
        self.purposes = {number: name for name, number in model.purposes.items()}
        self.current: Callable[[], str] = lambda: ""

    def draws(self, key: int) -> Callable[..., float]:
        """A source of draws that writes down those of the watched agent."""
        draw = jitted_draw(key)

        def drawn(agent: int, purpose: int, k: int = 0) -> float:
            value = draw(agent, purpose, k)
            if agent == self.agent:
                name = self.purposes.get(purpose, str(purpose)) + (f" {k}" if k else "")
                self.events.append(Event("draw", self.current(), name, None, value))
            return value

        return drawn

    def watch(self, county: GovernanceModel, row: Party) -> None:
        """Listen to a row of a model."""
        self.agent = row.id
        player = county._player
        self.current = lambda: player.current
        events, rules, above = self.events, self.rules, list(row.up.values())

        def moved(instrument: str, agent: Party, channel: str, before: float, after: float, by: Rule) -> None:
            if agent is row and before != after:
                events.append(Event("channel", instrument, channel, before, after, by))

        def steered(planner: str, instrument: str, agent: Party, multiple: float, by: Rule) -> None:
            event = Event("steer", planner, instrument, 1.0, multiple, by)
            if multiple != 1.0 and (agent is row or agent in above) and event not in events:
                events.append(event)

        player.watch, player.watch_steering = moved, steered

        def written(self: Party, name: str, value: Any) -> None:
            before = getattr(self, name, None)
            object.__setattr__(self, name, value)
            if player.current in rules and before != value and name not in QUIET:
                events.append(Event("column", player.current, name, before, value, rules[player.current].function))

        base = type(row)
        row.__class__ = type(base.__name__, (base,), {"__setattr__": written})
