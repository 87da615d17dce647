"""What planners do in a week: each judges the rows on which something under it acts, then its word goes into those.

A planner sees last week's record, which no planner changes; so one judgement of a row serves all that acts on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from govsim.engines.plan import Argument, Step, steered_by, wiring_of
from govsim.language import Instrument, Model


@dataclass(frozen=True, eq=False)
class Judge:
    """A planner says by how much whatever it steers acts on each row of a table this week.

    Attributes:
        planner: the one that steers.
        step: gives the multiple; its own row is one of the table, or above it.
    """

    planner: Instrument
    step: Step

    @property
    def table(self) -> str:
        """On whose rows acts what it steers."""
        return self.step.table

    @property
    def seen(self) -> Argument:
        """The row that the planner looks at."""
        return self.step.arguments[0]


@dataclass(frozen=True)
class Steer:
    """What a planner has said of the rows of a table goes into the strength of an instrument under it.

    Attributes:
        planner: the one that steers.
        steered: the instrument.
        table: on whose rows it acts.
        first: no other planner has steered it on this table before.
    """

    planner: str
    steered: str
    table: str
    first: bool

    @property
    def before(self) -> str:
        """What a strength is before it: the reach of the instrument, or what an earlier planner has left of it."""
        return "reach" if self.first else "scope"


def judged(model: Model, planners: Iterable[str], others: Iterable[str]) -> Iterator[Judge]:
    """What planners judge: the rows of each table on which one of the others acts."""
    acting = {table for name in others for table in wiring_of(model).instrument(name).tables}
    for planner in planners:
        for table in model.tables:
            if table in acting and (made := _judge(model, planner, table)) is not None:
                yield made


def steers_of(model: Model, planners: Sequence[str], others: Iterable[str]) -> Iterator[Steer]:
    """Each instrument under each planner that is in force with it; no planner is steered."""
    for name in others:
        for table in wiring_of(model).instrument(name).tables:
            steering = [planner for planner in planners if _judge(model, planner, table) is not None]
            for planner in steering:
                yield Steer(planner, name, table, first=planner == steering[0])


@lru_cache(maxsize=1024)
def _judge(model: Model, planner: str, table: str) -> Judge | None:
    plan = wiring_of(model).instrument(planner)
    step = steered_by(model, plan, table)
    return None if step is None else Judge(plan.instrument, step)
