"""Carries out the steps of the week on Mesa agents, rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from govsim.engines.arithmetic import COMBINE, held_above, held_below, is_no_number, paid, steered, strength_in
from govsim.engines.failures import NotFiniteError
from govsim.engines.plan import Argument, Step
from govsim.engines.records import GENERATION_STRIDE
from govsim.engines.steering import Judge, Steer
from govsim.engines.week import (
    Act,
    Arrive,
    Book,
    Bound,
    Charge,
    Count,
    CountYear,
    Doing,
    Effect,
    Play,
    Remember,
    Reset,
    Stage,
    Week,
)
from govsim.language import BOOKED, HOLDER

if TYPE_CHECKING:
    from govsim.engines.mesa.agents import Party
    from govsim.engines.mesa.model import GovernanceModel

Call = tuple["Party", tuple[Any, ...], tuple["Party", ...]]


class WeekPlayer:
    """The week on the agents of a model.

    Attributes:
        watch: told of every channel that an instrument moves, where it is given, with the function that says so.
        watch_steering: told by how much a planner multiplies an instrument on a row, where it is given, likewise.
        call: plays each rule in place of the plain call, where it is given: step, row and arguments.
        after: told of each step of the week when it is done, where it is given.
        looked_at: by table, the rows that planners look at: all, unless a county is played in part.
        current: the rule that is being played, or the instrument that acts.
        playing: its step, or that of what an instrument remembers, moves or costs.
        mortal: tables whose rows come and go.
        year: where the yearly table takes its sums, a record for each layer and row; None where nobody asked.
    """

    def __init__(self, county: GovernanceModel, week: Week) -> None:
        self.county, self.week = county, week
        self.outcomes = [one.name for one in week.model.weekly_outcomes]
        self.watch: Callable[..., None] | None = None
        self.call: Callable[[Step, Party, Sequence[Any]], None] | None = None
        self.after: Callable[[Doing], None] | None = None
        self.watch_steering: Callable[..., None] | None = None
        self.looked_at: Mapping[str, Sequence[Party]] = county.tables
        self.current = ""
        self.playing: Step | None = None
        self.year: Any = None
        self.mortal = week.model.mortal
        self._calls: dict[tuple[Step, int], list[Call]] = {}
        self._totals: dict[str, float] = {}
        self._steered: dict[tuple[str, str], list[float]] = {}
        self._multiples: dict[tuple[str, str], tuple[list[float], set[int], Step]] = {}
        self._carry: dict[type, Callable[[Any], None]] = {
            Reset: self._reset,
            Act: self._act,
            Judge: self._judge,
            Steer: self._steer,
            Book: self._book,
            Bound: self._bound,
            Play: self._play,
            Arrive: self._arrive,
            Count: self._count,
            CountYear: self._count_year,
        }

    def found_population(self) -> None:
        """The first population arrives, before week 0."""
        self._stage(self.week.founding)

    def play_week(self) -> list[float]:
        """Play the week that the clock shows; returns the weekly outcomes in their order."""
        self._totals = dict.fromkeys(self.outcomes, 0.0)
        self.county.world.roll_out.at(self.county.clock.week, self.county.world.scope)
        for stage in self.week.stages:
            self._stage(stage)
        self.current = ""
        return list(self._totals.values())

    def _stage(self, stage: Stage) -> None:
        for doing in stage.steps:
            self.playing = doing.step if isinstance(doing, Play | Arrive) else None
            self.current = self.playing.name if self.playing else ""
            self._carry[type(doing)](doing)
            if self.after is not None:
                self.after(doing)

    # --- Rules --------------------------------------------------------------------------------------------------

    def _play(self, made: Play) -> None:
        step = made.step
        living, function, members, call = step.on == "living", step.function, step.of_kind("members"), self.call
        for row, arguments, above in self._ready(step):
            if row.alive == living and _all_live(above) and not row.taken_out:
                given = self._with_members(step, arguments) if members else arguments
                if call is None:
                    function(*given)
                else:
                    call(step, row, given)

    def _arrive(self, made: Arrive) -> None:
        step = made.step
        for row, arguments, above in self._ready(step):
            if row.alive or not row.arriving or not _all_live(above):
                continue
            row.id += GENERATION_STRIDE
            row.generation += 1
            for name, value in made.defaults:
                setattr(row, name, value)
            row.alive, row.arriving = True, False
            given = self._with_members(step, arguments) if step.of_kind("members") else arguments
            if self.call is None:
                step.function(*given)
            else:
                self.call(step, row, given)

    def _ready(
        self, step: Step, settings: Any = None, memory: Sequence[Any] = (), under: Any = None, link: int = 0
    ) -> list[Call]:
        """For each row of a step, what the rule is called with, and the ancestors that have to live; made once.

        Who is whose ancestor never changes, so only members have to be looked up anew each week.
        """
        if (step, link) not in self._calls:
            mortal = [a.name for a in step.of_kind("ancestor") if a.name in self.mortal]
            made = []
            for i, row in enumerate(self.county.tables[step.table]):
                given = {"link": link, "under": under}
                arguments = tuple(
                    given[a.kind] if a.kind in given else self._argument(step, a, row, i, settings, memory)
                    for a in step.arguments
                )
                made.append((row, arguments, tuple(row.up[name] for name in mortal)))
            self._calls[step, link] = made
        return self._calls[step, link]

    def _argument(self, step: Step, argument: Argument, row: Party, i: int, settings: Any, memory: Any) -> Any:
        if argument.kind == "row":
            return row
        if argument.kind == "ancestor":
            return row.up[argument.name]
        if argument.kind == "parameters":
            return settings or self.county.parameters
        if argument.kind == "now":
            return self.county.clock
        if argument.kind == "own":
            return memory[i]
        return self.county.members[argument.table, step.table][i]  # those who live are picked when the rule is called

    def _with_members(self, step: Step, arguments: tuple[Any, ...]) -> list[Any]:
        made = list(arguments)
        for place, argument in enumerate(step.arguments):
            if argument.kind == "members":
                made[place] = [one for one in arguments[place] if one.alive]
                if step.order is not None:
                    made[place].sort(key=lambda one: _key(float(getattr(one, str(step.order)))))
        return made

    # --- Around rules -------------------------------------------------------------------------------------------

    def _reset(self, made: Reset) -> None:
        for row in self.county.tables[made.table]:
            if row.alive:
                for name, neutral in made.neutral:
                    setattr(row, name, _value(row, neutral))
            else:
                for name, default in made.blank:
                    setattr(row, name, default)

    def _bound(self, made: Bound) -> None:
        if made.channel not in self.week.moved:
            return
        for row in self.county.tables[made.table]:
            value = getattr(row, made.channel)
            if is_no_number(value):
                raise NotFiniteError(f"{made.table}.{made.channel} is {value}")
            if made.low is not None:
                value = held_above(value, made.low)
            if made.high is not None:
                value = held_below(value, made.high)
            setattr(row, made.channel, value)

    def _book(self, made: Book) -> None:
        for row in self.county.tables[made.table]:
            if row.alive:
                for source, moves in made.entries:
                    due = getattr(row, source)
                    for column, taken in moves:
                        setattr(row, column, getattr(row, column) + (-due if taken else due))
                if made.booked:
                    setattr(row, BOOKED, reduce(add, (getattr(row, column) for column in made.booked)))

    def _act(self, made: Act) -> None:
        county, name = self.county, made.instrument.name
        start, phase_in, end = county.world.timing[name][0].item()
        full = strength_in(county.clock.week, start, phase_in, end)
        if full <= 0.0:
            return
        settings, memory = county.settings[name], county.memory[name]
        self.current, under = name, county.under[name]
        ready = [(use, self._ready(use.step, settings, memory, under)) for use in made.uses]
        scope = self._steered.get((name, made.table)) or county.world.scope[name, made.table].tolist()
        for i, row in enumerate(county.tables[made.table]):
            strength = full * scope[i]
            if strength > 0.0 and row.alive:
                if made.takes_over:
                    _take_over(made, row, memory[i])
                for use, calls in ready:
                    _, arguments, above = calls[i]
                    if _all_live(above):
                        self._use(name, use, row, strength, arguments)

    def _judge(self, made: Judge) -> None:
        """What a planner says of each row this week."""
        county, planner = self.county, made.planner.name
        start, phase_in, end = county.world.timing[planner][0].item()
        full = strength_in(county.clock.week, start, phase_in, end)
        shares, seen = county.world.scope[planner, made.seen.table].tolist(), self._seen_by(made)
        memory = [county.memory[planner][at] for at, _ in seen] if made.step.of_kind("own") else ()
        self.playing, self.current = made.step, planner
        multiples, heard = [1.0] * len(seen), set[int]()
        self._multiples[made.key, made.table] = (multiples, heard, made.step)
        calls = self._ready(made.step, county.settings[planner], memory, county.under[planner], made.link)
        for i, (row, arguments, above) in enumerate(calls):
            at, looked_at = seen[i]
            share = full * shares[at]
            if (
                full > 0.0
                and row.alive
                and share > 0.0
                and _all_live(above)
                and (not memory or getattr(memory[i], HOLDER) == looked_at.id)
            ):
                value = made.step.function(*arguments)
                if is_no_number(value):
                    raise NotFiniteError(f"{planner} steers what acts on {made.table} by {value}")
                multiples[i] = steered(share, value)
                heard.add(i)

    def _is_in_force(self, instrument: str) -> bool:
        start, phase_in, end = self.county.world.timing[instrument][0].item()
        return strength_in(self.county.clock.week, start, phase_in, end) > 0.0

    def _seen_by(self, made: Judge) -> list[tuple[int, Party]]:
        """For each row that is judged, the row that the planner looks at, with its place."""
        rows = self.looked_at[made.seen.table]
        place = {id(row): at for at, row in enumerate(rows)}
        seen = (row.up[made.seen.table] if made.seen.path else row for row in self.county.tables[made.table])
        return [(place[id(row)], row) for row in seen]

    def _steer(self, made: Steer) -> None:
        """What planners leave of the scope of another instrument this week."""
        world, key = self.county.world, (made.steered, made.table)
        scope = world.scope[key].tolist() if made.first else self._steered[key]
        if world.aims[made.planner, made.steered][0].item() > 0.0:
            multiples, heard, step = self._multiples[made.key, made.table]
            if self.watch_steering and self._is_in_force(made.steered):
                for i, row in enumerate(self.county.tables[made.table]):
                    if i in heard and scope[i] > 0.0:
                        self.watch_steering(made.planner, made.steered, row, multiples[i], step.function)
            scope = [one * by for one, by in zip(scope, multiples, strict=True)]
        self._steered[key] = scope

    def _use(
        self, instrument: str, use: Remember | Effect | Charge, row: Party, strength: float, arguments: tuple[Any, ...]
    ) -> None:
        self.playing = use.step
        value = use.step.function(*arguments)
        if isinstance(use, Charge):
            for column, taken in use.entry.moves:
                setattr(row, column, paid(getattr(row, column), -strength if taken else strength, value))
        elif isinstance(use, Effect):
            before = getattr(row, use.channel)
            after = COMBINE[use.combine](before, strength, value, _value(row, use.neutral))
            if is_no_number(value) or is_no_number(after):
                bad = value if is_no_number(value) else after
                raise NotFiniteError(f"{instrument} makes {row.table}.{use.channel} {bad}")
            setattr(row, use.channel, after)
            if self.watch:
                self.watch(instrument, row, use.channel, before, after, use.step.function)

    def _count(self, made: Count) -> None:
        for row in self.county.tables[made.table]:
            for name, column in made.flows:
                self._totals[name] += getattr(row, column)
            if row.alive:
                for name, column in made.stocks:
                    self._totals[name] += getattr(row, column)

    def _count_year(self, made: CountYear) -> None:
        for i, row in enumerate(self.county.tables[made.table] if self.year is not None else ()):
            seen = _layer_of(self.year[:, i], row)
            for name in made.kept:
                seen[name] = getattr(row, name)
            for name in made.summed:
                seen[name] += getattr(row, name)
            if row.alive:
                seen["weeks"] += 1
                for name in made.last:
                    seen[name] = getattr(row, name)


def _layer_of(layers: Any, row: Party) -> Any:
    """The record of an agent within a year: the first that is free or its own, else the last."""
    return next((seen for seen in layers if seen["id"] in (0, row.id)), layers[-1])


def _all_live(rows: tuple[Party, ...]) -> bool:
    for row in rows:  # noqa: SIM110 - quicker than `all` of a generator, and asked of every row for every rule
        if not row.alive:
            return False
    return True


def _take_over(made: Act, row: Party, own: Any) -> None:
    """A memory belongs to one agent: a newcomer in its place starts with a blank one."""
    if getattr(own, HOLDER) != row.id:
        setattr(own, HOLDER, row.id)
        for name, default in made.takes_over:
            setattr(own, name, default)


def _key(value: float) -> tuple[bool, float]:
    """What sorts as the compiled engine does: what is no number comes last."""
    return (True, 0.0) if value != value else (False, value)


def _value(row: Party, neutral: float | str) -> float:
    return getattr(row, neutral) if isinstance(neutral, str) else float(neutral)
