"""Plays the plan of the week on Mesa agents: what `compose.py` writes as loops, done rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from govsim.engines.plan import (
    COST_COLUMNS,
    COST_TABLES,
    ENGINE_COLUMNS,
    InstrumentPlan,
    Plan,
    Step,
    blanked_columns,
    columns_of,
)
from govsim.engines.world import GENERATION_STRIDE
from govsim.language import CHANNELS, OUTCOMES, RULES, TABLES

if TYPE_CHECKING:
    from govsim.engines.mesa.agents import Party
    from govsim.engines.mesa.model import GovernanceModel


def _add(now: float, strength: float, value: float, neutral: float) -> float:
    return now + strength * value


def _product(now: float, strength: float, value: float, neutral: float) -> float:
    return now * (1.0 + strength * (value - 1.0))


def _any(now: float, strength: float, value: float, neutral: float) -> float:
    return now + (1.0 - now) * (strength * value)


def _max(now: float, strength: float, value: float, neutral: float) -> float:
    return max(now, neutral + strength * (value - neutral))


def _min(now: float, strength: float, value: float, neutral: float) -> float:
    return min(now, neutral + strength * (value - neutral))


COMBINE: dict[str, Callable[[float, float, float, float], float]] = {
    "add": _add,
    "product": _product,
    "any": _any,
    "max": _max,
    "min": _min,
}


class WeekPlayer:
    """The week of a plan on the agents of a model."""

    def __init__(self, model: GovernanceModel, plan: Plan) -> None:
        self.model, self.plan = model, plan
        self.channels = {t: [c for c in CHANNELS.values() if c.level == t] for t in TABLES}
        self.blank = {
            r.table: blanked_columns(r.table) for r in RULES.values() if r.newcomer and r.table in COST_TABLES
        }
        self.outcomes = [o for o in OUTCOMES.values() if not o.is_ratio]
        self.watch: Callable[..., None] | None = None  # told of every channel that an instrument moves
        self.current = ""  # the rule that is being played

    def found_population(self) -> None:
        """The first population arrives, before week 0."""
        for step in self.plan.founders:
            self._call(step)

    def play_week(self) -> list[float]:
        """Play the week that the clock shows; returns the weekly outcomes in their order."""
        self.current = ""
        self._reset()
        for made in self.plan.instruments:
            self._act(made)
        self._bound()
        for _, steps in self.plan.phases:
            for step in steps:
                self._call(step)
        return [self._total(o.total, o.kind) for o in self.outcomes]

    def _call(self, step: Step) -> None:
        self.current = step.name
        if step.newcomer:
            self._arrive(step)
            return
        living = step.on == "living"
        for i, row in enumerate(self.model.tables[step.table]):
            if row.alive == living:
                arguments = self._arguments(step, row, i)
                if arguments is not None:
                    step.function(*arguments)

    def _arguments(self, step: Step, row: Party, i: int, settings: Any = None, own: Any = None) -> list[Any] | None:
        """What the rule is called with, or None when an ancestor does not live."""
        model = self.model
        made: list[Any] = []
        for argument in step.arguments:
            kind = argument.kind
            if kind == "row":
                made.append(row)
            elif kind == "ancestor":
                ancestor = row.up[argument.name]
                if not ancestor.alive:
                    return None
                made.append(ancestor)
            elif kind == "parameters":
                made.append(settings or model.parameters)
            elif kind == "now":
                made.append(model.clock)
            elif kind == "own":
                made.append(own)
            else:
                made.append(self._members(step, argument.name, i))
        return made

    def _members(self, step: Step, name: str, i: int) -> list[Party]:
        members = [m for m in self.model.members[f"{name}_of_{step.table}"][i] if m.alive]
        if step.order is not None:
            members.sort(key=lambda m: float(getattr(m, str(step.order))))
        return members

    def _arrive(self, step: Step) -> None:
        defaults = {n: c.default for n, c in columns_of(step.table).items() if not c.static and n not in ENGINE_COLUMNS}
        for i, row in enumerate(self.model.tables[step.table]):
            if row.alive or not row.arriving:  # type: ignore[attr-defined]
                continue
            arguments = self._arguments(step, row, i)
            if arguments is None:
                continue
            row.id += GENERATION_STRIDE
            row.generation += 1
            for name, value in defaults.items():
                setattr(row, name, value)
            row.alive, row.arriving = True, False  # type: ignore[attr-defined]
            step.function(*arguments)

    def _reset(self) -> None:
        for table, rows in self.model.tables.items():
            channels = self.channels[table]
            if not channels and table not in COST_TABLES:
                continue
            for row in rows:
                if row.alive:
                    for made in channels:
                        setattr(row, made.name, _neutral(row, made.neutral))
                    if table in COST_TABLES:
                        for cost in COST_COLUMNS:
                            setattr(row, cost, 0.0)
                elif table in self.blank:
                    for name in self.blank[table]:
                        setattr(row, name, columns_of(table)[name].default)

    def _bound(self) -> None:
        for table, channels in self.channels.items():
            for row in self.model.tables[table]:
                for made in channels:
                    value = getattr(row, made.name)
                    if value < made.low:
                        setattr(row, made.name, float(made.low))
                    elif value > made.high:
                        setattr(row, made.name, float(made.high))

    def _act(self, made: InstrumentPlan) -> None:
        model, name = self.model, made.instrument.name
        start, ramp, end = (int(x) for x in model.world.timing[name])
        week = model.clock.week
        full = 0.0 if week < start or week >= end else 1.0
        full = full * min(1.0, (week - start + 1) / ramp)
        if full <= 0.0:
            return
        for table in made.tables:
            scope = model.world.scope[name, table].tolist()
            for i, row in enumerate(model.tables[table]):
                strength = full * scope[i]
                if strength > 0.0 and row.alive:
                    self._act_on(made, table, row, i, strength)

    def _act_on(self, made: InstrumentPlan, table: str, row: Party, i: int, strength: float) -> None:
        settings = self.model.settings[made.instrument.name]
        own = self._memory(made, row, i) if table == made.instrument.remembers_on else None
        for kind, target, step in _uses(made, table):
            arguments = self._arguments(step, row, i, settings, own)
            if arguments is None:
                continue
            value = step.function(*arguments)
            if kind == "effect":
                declared = CHANNELS[target]
                before = getattr(row, target)
                after = COMBINE[declared.combine](before, strength, value, _neutral(row, declared.neutral))
                setattr(row, target, after)
                if self.watch:
                    self.watch(made.instrument.name, row, target, before, after)
            elif kind == "cost":
                setattr(row, f"cost_{target}", getattr(row, f"cost_{target}") + strength * value)

    def _memory(self, made: InstrumentPlan, row: Party, i: int) -> Any:
        own: Any = self.model.memory[made.instrument.name][i]
        if made.instrument.remembers and own.holder != row.id:
            own.holder = row.id
            for name, about in made.instrument.remembers.items():
                setattr(own, name, about.default)
        return own

    def _total(self, cells: tuple[str, ...], kind: str) -> float:
        total = 0.0
        for table in TABLES:
            columns = [cell.split(".")[1] for cell in cells if cell.split(".")[0] == table]
            every = kind == "flow" and table in COST_TABLES
            for row in self.model.tables[table] if columns else ():
                for column in columns:
                    if every or row.alive:
                        total += getattr(row, column)
        return total


def _uses(made: InstrumentPlan, table: str) -> Iterator[tuple[str, str, Step]]:
    """The update, the effects and the costs of an instrument on one table, in the order they act."""
    if made.update and made.update.table == table:
        yield "update", "", made.update
    for channel, step in made.effects:
        if step.table == table:
            yield "effect", channel, step
    for payer, step in made.costs:
        if step.table == table:
            yield "cost", payer, step


def _neutral(row: Party, neutral: float | str) -> float:
    return getattr(row, neutral) if isinstance(neutral, str) else float(neutral)
