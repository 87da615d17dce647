"""Plays the plan of the week on Mesa agents: what `compose.py` writes as loops, done rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from govsim.engines.plan import (
    COST_COLUMNS,
    COST_TABLES,
    ENGINE_COLUMNS,
    Argument,
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


Call = tuple["Party", tuple[Any, ...], "Party | None"]


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
        self.mortal = {rule.table for rule in RULES.values() if "alive" in rule.writes}
        self._calls: dict[Step, list[Call]] = {}
        self._uses = {(m.instrument.name, t): list(_uses(m, t)) for m in plan.instruments for t in m.tables}

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
        living, function, members = step.on == "living", step.function, step.of_kind("members")
        for row, arguments, mortal in self._ready(step):
            if row.alive == living and (mortal is None or mortal.alive):
                if members:
                    function(*self._with_members(step, row, arguments))
                else:
                    function(*arguments)

    def _ready(self, step: Step, settings: Any = None, memory: list[Any] | None = None) -> list[Call]:
        """For each row of a step, what the rule is called with, and the ancestor that has to live; made once.

        Who is whose ancestor never changes, so only members have to be looked up anew each week.
        """
        if step not in self._calls:
            mortal = [a.name for a in step.of_kind("ancestor") if a.name in self.mortal]
            made = []
            for i, row in enumerate(self.model.tables[step.table]):
                arguments = tuple(self._argument(a, row, i, settings, memory) for a in step.arguments)
                made.append((row, arguments, row.up[mortal[0]] if mortal else None))
            self._calls[step] = made
        return self._calls[step]

    def _argument(self, argument: Argument, row: Party, i: int, settings: Any, memory: list[Any] | None) -> Any:
        if argument.kind == "row":
            return row
        if argument.kind == "ancestor":
            return row.up[argument.name]
        if argument.kind == "parameters":
            return settings or self.model.parameters
        if argument.kind == "now":
            return self.model.clock
        if argument.kind == "own" and memory is not None:
            return memory[i]
        return (argument.name, i)  # members are looked up when the rule is called

    def _with_members(self, step: Step, row: Party, arguments: tuple[Any, ...]) -> list[Any]:
        made = list(arguments)
        for place, argument in enumerate(step.arguments):
            if argument.kind == "members":
                name, i = arguments[place]
                members = [m for m in self.model.members[f"{name}_of_{step.table}"][i] if m.alive]
                if step.order is not None:
                    members.sort(key=lambda m: float(getattr(m, str(step.order))))
                made[place] = members
        return made

    def _arrive(self, step: Step) -> None:
        defaults = {n: c.default for n, c in columns_of(step.table).items() if not c.static and n not in ENGINE_COLUMNS}
        for row, arguments, mortal in self._ready(step):
            if row.alive or not row.arriving or (mortal is not None and not mortal.alive):  # type: ignore[attr-defined]
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
        name = made.instrument.name
        settings, memory = self.model.settings[name], self.model.memory[name]
        if table == made.instrument.remembers_on and made.instrument.remembers:
            self._take_over(made, row, memory[i])
        for kind, target, step in self._uses[made.instrument.name, table]:
            _, arguments, mortal = self._ready(step, settings, memory)[i]
            if mortal is not None and not mortal.alive:
                continue
            value = step.function(*arguments)
            if kind == "effect":
                declared = CHANNELS[target]
                before = getattr(row, target)
                after = COMBINE[declared.combine](before, strength, value, _neutral(row, declared.neutral))
                setattr(row, target, after)
                if self.watch:
                    self.watch(name, row, target, before, after)
            elif kind == "cost":
                setattr(row, f"cost_{target}", getattr(row, f"cost_{target}") + strength * value)

    def _take_over(self, made: InstrumentPlan, row: Party, own: Any) -> None:
        """A memory belongs to one agent: a newcomer in its place starts with a blank one."""
        if own.holder != row.id:
            own.holder = row.id
            for name, about in made.instrument.remembers.items():
                setattr(own, name, about.default)

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
