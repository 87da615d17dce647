"""One week, said once, as data: a sequence of stages, each of steps over the rows of one table.

Engines carry these steps out and add nothing to them: the compiled engine writes each stage as a kernel, the Mesa
engine plays it on agents. The order within a step is that of its fields; rows come in their order.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from govsim.engines.books import Book, books_of, close_of
from govsim.engines.plan import InstrumentPlan, Step, wiring_of
from govsim.engines.steering import Judge, Steer, judged, steers_of
from govsim.engines.tiles import parent_of_tiles
from govsim.language import ENGINE_COLUMNS, Booking, Instrument, Model

Value = float | int | bool


@dataclass(frozen=True)
class Reset:
    """Channels and books of the living go back to the status quo; what died last week is blanked, having been counted.

    Attributes:
        table: whose rows.
        neutral: each channel or column of the books, with its value in the status quo or the column that holds it.
        blank: the columns that a dead row loses, with their defaults.
    """

    table: str
    neutral: tuple[tuple[str, float | str], ...]
    blank: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, eq=False)
class Remember:
    """An instrument brings its memory of the row up to date."""

    step: Step


@dataclass(frozen=True, eq=False)
class Effect:
    """An instrument moves a channel of the row: its value at full strength is combined with what others made of it.

    Attributes:
        step: gives the value.
        channel: what is moved.
        combine: how: add, product, any, max or min.
        neutral: the channel's value in the status quo, or the column that holds it.
    """

    step: Step
    channel: str
    combine: str
    neutral: float | str


@dataclass(frozen=True, eq=False)
class Charge:
    """An instrument's entry on the row is booked: the step says how much."""

    step: Step
    entry: Booking


@dataclass(frozen=True, eq=False)
class Act:
    """An instrument acts on the living rows that it reaches, each at its strength: phase times scope.

    Attributes:
        instrument: the one that acts.
        table: whose rows.
        takes_over: columns of a memory whose row is held by another agent than last week, with the defaults that it
            begins with; none where the instrument remembers nothing on these rows.
        uses: what it does on a row, in order; one that asks for an ancestor that is not there is left out.
    """

    instrument: Instrument
    table: str
    takes_over: tuple[tuple[str, Value], ...]
    uses: tuple[Remember | Effect | Charge, ...]


@dataclass(frozen=True)
class Bound:
    """A channel that something moves is held within its bounds; None stands for no bound."""

    table: str
    channel: str
    low: float | None
    high: float | None


@dataclass(frozen=True, eq=False)
class Play:
    """A rule is played on every living row, or every vacant one, whose ancestors that it asks for are there."""

    step: Step

    @property
    def table(self) -> str:
        """Whose rows."""
        return self.step.table


@dataclass(frozen=True, eq=False)
class Arrive:
    """Agents that are due arrive: a new id, the next generation, columns at their defaults, then the rule."""

    step: Step
    defaults: tuple[tuple[str, Value], ...]

    @property
    def table(self) -> str:
        """Whose rows."""
        return self.step.table


@dataclass(frozen=True)
class Count:
    """Columns of the rows are added to outcomes: stocks of the living, flows also of those who died this week.

    Attributes:
        table: whose rows.
        flows: pairs of an outcome and a column.
        stocks: pairs of an outcome and a column.
    """

    table: str
    flows: tuple[tuple[str, str], ...]
    stocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CountYear:
    """Columns of the rows are added to their year; the next agent of a row within a year gets a layer of its own.

    Attributes:
        table: whose rows.
        kept: columns that say who it is.
        summed: columns that are summed over the year.
        last: columns as they stand in the last week of life.
    """

    table: str
    kept: tuple[str, ...]
    summed: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True)
class CountGroups:
    """The counting of a table's rows, once more, by the groups of the enterprise that each row belongs to.

    Attributes:
        count: what is counted.
        path: the chain of parents from the table to the enterprise; None where its rows belong to none.
    """

    count: Count
    path: tuple[str, ...] | None

    @property
    def table(self) -> str:
        """Whose rows."""
        return self.count.table


@dataclass(frozen=True)
class KeyColumns:
    """Groups that are read from columns of the enterprise, as the week has left them.

    Attributes:
        columns: number of the key, column, first row of sums, number of groups.
        table: whose columns.
    """

    columns: tuple[tuple[int, str, int, int], ...]
    table: str = "enterprise"


Doing = Reset | Act | Judge | Steer | Book | Bound | Play | Arrive | Count | CountYear | CountGroups | KeyColumns
YEAR_TABLE = "enterprise"
YEAR_KEPT = ("id", "generation", "industry")


@dataclass(frozen=True, eq=False)
class Stage:
    """Steps that are carried out together; the compiled engine makes one kernel of a stage.

    Attributes:
        kind: founding, reset, judge, steer, instrument, bounds, phase, ledger, outcomes, years or groups.
        name: the instrument's, the planner's or the phase's name, else the kind. Bounds with the name of a phase come
            after it, for the channels that its rules move.
        steps: in order.
        vectors: whether this is a piece of a stage that is done on eight rows at a time, or one that is done row by
            row; None for a stage that has not been cut, see `pieces`.
    """

    kind: str
    name: str
    steps: tuple[Doing, ...]
    vectors: bool | None = None


@dataclass(frozen=True, eq=False)
class Week:
    """What is done before week 0, and in every week, in order.

    Attributes:
        model: whose week it is.
        founding: the first population arrives.
        stages: reset, planners, what they say and steer, the other instruments, bounds, phases of rules, outcomes,
            years. Instruments come in name order.
        moved: channels that can leave their bounds, since an instrument or a rule moves them or their status quo is a
            column; the others stand at a status quo that lies within them.
    """

    model: Model
    founding: Stage
    stages: tuple[Stage, ...]
    moved: frozenset[str]


def week_of(model: Model, instruments: Iterable[str] = ()) -> Week:
    """The week of a model in which these instruments are in force, in any order.

    Raises:
        DeclarationError: at a mistake in a rule or an instrument.
    """
    return _week(model, tuple(sorted(set(instruments))))


def resting_week(model: Model) -> Week:
    """The week before week 0: no instrument is in force and nothing is counted."""
    week = week_of(model)
    return replace(week, stages=tuple(one for one in week.stages if one.kind not in ("outcomes", "years")))


@lru_cache(maxsize=512)
def _week(model: Model, instruments: tuple[str, ...]) -> Week:
    founding, reset, after = _usual(model)
    planners = tuple(name for name in instruments if model.instruments[name].is_planner)
    others = tuple(name for name in instruments if name not in planners)
    acting = (
        *(_instrument(model, name) for name in planners),
        *(_alone("judge", one.planner.name, one) for one in judged(model, planners, others)),
        *(_alone("steer", "steer", one) for one in steers_of(model, planners, others)),
        *(_instrument(model, name) for name in others),
    )
    own = {one.name for one in model.channels.values() if isinstance(one.neutral, str)}
    return Week(model, founding, (reset, *acting, *after), frozenset(model.moved_channels(instruments) | own))


@lru_cache(maxsize=64)
def _usual(model: Model) -> tuple[Stage, Stage, tuple[Stage, ...]]:
    """What is the same whatever instruments are in force: founding, reset, and what comes after the instruments."""
    wiring = wiring_of(model)
    books, (closing, place) = tuple(books_of(model)), close_of(wiring)
    phases: list[Stage] = []
    for number, (name, steps) in enumerate(wiring.phases):
        doings: list[Doing] = [_arrive(model, s) if s.newcomer else Play(s) for s in steps]
        if number == closing:
            doings[place:place] = books
        phases.append(Stage("phase", name, tuple(doings)))
        again = tuple(_bounds(model, {(s.table, one) for s in steps for one in (s.rule.writes if s.rule else ())}))
        if again:
            phases.append(Stage("bounds", name, again))
    after = (
        Stage("bounds", "bounds", tuple(_bounds(model))),
        *phases,
        *([Stage("ledger", "ledger", books)] if closing == len(wiring.phases) and books else []),
        Stage("outcomes", "outcomes", tuple(_counts(model))),
        *([Stage("years", "years", (_years(model),))] if YEAR_TABLE in model.tables else []),
    )
    founding = Stage("founding", "founding", tuple(_arrive(model, step) for step in wiring.founders))
    return founding, Stage("reset", "reset", tuple(_resets(model))), after


@lru_cache(maxsize=4096)
def _alone(kind: str, name: str, doing: Doing) -> Stage:
    """A stage of one step. All of one name that say the same become one kernel, such as the steering of instruments."""
    return Stage(kind, name, (doing,))


@lru_cache(maxsize=1024)
def _instrument(model: Model, name: str) -> Stage:
    return Stage("instrument", name, tuple(_acts(model, wiring_of(model).instrument(name))))


def _resets(model: Model) -> Iterator[Reset]:
    for table in model.tables:
        columns, books = model.columns_of(table), model.book_columns(table)
        channels = tuple((one.name, one.neutral) for one in model.channels.values() if one.level == table)
        neutral = (*channels, *((book, 0.0) for book in books))
        blank = model.blanked_columns(table) if _is_blanked(model, table) else ()
        if neutral or blank:
            yield Reset(table, neutral, tuple((name, columns[name].default) for name in blank))


def _is_blanked(model: Model, table: str) -> bool:
    """Whether rows of a table die and something that they did in their last week is counted."""
    flows = any(cell.startswith(f"{table}.") for o in model.weekly_outcomes if o.kind == "flow" for cell in o.total)
    return table in model.mortal and (flows or bool(model.book_columns(table)))


def _acts(model: Model, made: InstrumentPlan) -> Iterator[Act]:
    one = made.instrument
    for table in made.tables:
        uses: list[Remember | Effect | Charge] = []
        if made.update and made.update.table == table:
            uses.append(Remember(made.update))
        for name, step in made.effects:
            if step.table == table:
                uses.append(Effect(step, name, model.channels[name].combine, model.channels[name].neutral))
        uses += [Charge(step, entry) for entry, step in made.bookings if step.table == table]
        memory = one.remembers if one.remembers_on == table else {}
        yield Act(one, table, tuple((name, about.default) for name, about in memory.items()), tuple(uses))


def _bounds(model: Model, written: Container[tuple[str, str]] | None = None) -> Iterator[Bound]:
    """The bounds of all channels, or of those that rules of a phase have written."""
    for table in model.tables:
        for one in model.channels.values():
            low = float(one.low) if one.low > float("-inf") else None
            high = float(one.high) if one.high < float("inf") else None
            wanted = one.level == table and (written is None or (table, one.name) in written)
            if wanted and (low is not None or high is not None):
                yield Bound(table, one.name, low, high)


def _arrive(model: Model, step: Step) -> Arrive:
    columns = model.columns_of(step.table).items()
    return Arrive(step, tuple((n, one.default) for n, one in columns if not one.static and n not in ENGINE_COLUMNS))


def _counts(model: Model) -> Iterator[Count]:
    cells = [(o.name, o.kind, *cell.split(".")) for o in model.weekly_outcomes for cell in o.total]
    for table in model.tables:
        mine = [(name, kind, column) for name, kind, owner, column in cells if owner == table]
        flows = tuple((name, column) for name, kind, column in mine if kind == "flow")
        stocks = tuple((name, column) for name, kind, column in mine if kind != "flow")
        if mine:
            yield Count(table, flows, stocks)


def _years(model: Model) -> CountYear:
    kept = tuple(name for name in YEAR_KEPT if name in model.columns_of(YEAR_TABLE))
    return CountYear(YEAR_TABLE, kept, *model.yearly)


def walks_tiles(model: Model, one: Play) -> bool:
    """Whether the members that a rule walks over lie in tiles of their own for each of its rows."""
    members, step = one.step.of_kind("members"), one.step
    alone = len(members) == 1 and step.order is None and step.on == "living"
    return alone and parent_of_tiles(model, members[0].table) == one.table
