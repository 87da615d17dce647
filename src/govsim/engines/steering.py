"""What planners do in a week: each judges the rows on which something under it acts, then its word goes into those.

A planner sees last week's record, which no planner changes; so one judgement of a row serves all that acts on it. Where
a planner asks which link of the chain it steers, there is one judgement for each link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from govsim.engines.plan import Argument, InstrumentPlan, Step, path_to, wiring_of
from govsim.language import DeclarationError, Instrument, Model


@dataclass(frozen=True, eq=False)
class Judge:
    """A planner says by how much whatever it steers acts on each row of a table this week.

    Attributes:
        planner: the one that steers.
        step: gives the multiple; its own row is one of the table, or above it.
        link: of the instruments it is about, where the planner asks for it; else 0.
    """

    planner: Instrument
    step: Step
    link: int = 0

    @property
    def key(self) -> str:
        """Whose word it is: the planner's, of a link."""
        return _key(self.planner.name, self.link)

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
        link: of the instrument, where the planner asks for it; else 0.
    """

    planner: str
    steered: str
    table: str
    first: bool
    link: int = 0

    @property
    def key(self) -> str:
        """Whose word it is: the planner's, of a link."""
        return _key(self.planner, self.link)

    @property
    def before(self) -> str:
        """What a strength is before it: the reach of the instrument, or what an earlier planner has left of it."""
        return "reach" if self.first else "scope"


def judged(model: Model, planners: Iterable[str], others: Iterable[str]) -> Iterator[Judge]:
    """What planners judge: the rows of each table on which one of the others acts, once for each link they ask for."""
    acting: dict[str, list[str]] = {}
    for name in others:
        for table in wiring_of(model).instrument(name).tables:
            acting.setdefault(table, []).append(name)
    for planner in planners:
        for table in model.tables:
            made = _judge(model, planner, table) if table in acting else None
            if made is not None:
                links = dict.fromkeys(_link(model, made, name) for name in acting[table])
                yield from (replace(made, link=link) for link in links)


def steers_of(model: Model, planners: Sequence[str], others: Iterable[str]) -> Iterator[Steer]:
    """Each instrument under each planner that is in force with it; no planner is steered."""
    for name in others:
        for table in wiring_of(model).instrument(name).tables:
            words = [made for planner in planners if (made := _judge(model, planner, table)) is not None]
            for at, made in enumerate(words):
                yield Steer(made.planner.name, name, table, first=at == 0, link=_link(model, made, name))


def _link(model: Model, made: Judge, steered: str) -> int:
    return model.instruments[steered].number_of_link if made.step.of_kind("link") else 0


def _key(planner: str, link: int) -> str:
    return f"{planner}@{link}" if link else planner


@lru_cache(maxsize=1024)
def _judge(model: Model, planner: str, table: str) -> Judge | None:
    plan = wiring_of(model).instrument(planner)
    step = steered_by(model, plan, table)
    return None if step is None else Judge(plan.instrument, step)


# --- How a planner reaches what acts on the rows of a table -----------------------------------------------------------


def steered_by(model: Model, planner: InstrumentPlan, table: str) -> Step | None:
    """How a planner steers what acts on the rows of a table: by its function of these rows, or of the nearest above.

    Returns:
        The function with its own row as an ancestor of the rows of the table; None where it has none for them.
    """
    near: list[tuple[int, Step]] = []
    for step in planner.steering:
        path = () if step.table == table else _path_if_any(model, table, step.table)
        if path is not None:
            near.append((len(path), _seen_from(model, step, table, path)))
    return min(near, key=lambda one: one[0])[1] if near else None


def can_steer(model: Model, planner: str, steered: str) -> bool:
    """Whether a planner looks at rows on which an instrument acts, or at rows above them."""
    wiring = wiring_of(model)
    plan = wiring.instrument(planner)
    return any(steered_by(model, plan, table) is not None for table in wiring.instrument(steered).tables)


def _path_if_any(model: Model, table: str, ancestor: str) -> tuple[str, ...] | None:
    try:
        return path_to(model, table, ancestor, "")
    except DeclarationError:
        return None


def _seen_from(model: Model, step: Step, table: str, path: tuple[str, ...]) -> Step:
    """A function of a row as one of the rows below it."""
    if not path:
        return step
    row, *rest = step.arguments
    above = [replace(one, path=(*path, *one.path)) if one.kind == "ancestor" else one for one in rest]
    return Step(step.function, table, (Argument(row.name, "ancestor", row.table, path), *above))
