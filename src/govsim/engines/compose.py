"""Writes the glue of the compiled engine: loops, parents and members around rules that stand as they are.

Each stage of the week becomes one kernel: a function of one argument, the address of its context, from which it takes
the tables it needs. So a kernel depends on what it does and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from govsim.engines import arithmetic, compose_counts, compose_groups
from govsim.engines.kernel_text import INDENT, SINGLE, Kernel, Need
from govsim.engines.plan import Argument, Step
from govsim.engines.records import GENERATION_STRIDE
from govsim.engines.steering import Judge, Steer
from govsim.engines.tiles import parent_of_tiles
from govsim.engines.week import (
    Act,
    Arrive,
    Book,
    Bound,
    Charge,
    Count,
    CountGroups,
    CountYear,
    Doing,
    Effect,
    KeyColumns,
    Play,
    Remember,
    Reset,
    Stage,
)
from govsim.language import BOOKED, HOLDER, Model


class Writer:
    """Collects what one kernel needs while its lines are written."""

    def __init__(self, model: Model, stage: Stage) -> None:
        self.model, self.stage = model, stage
        self.needs: dict[Need, str] = {}
        self.functions: dict[str, Callable[..., Any]] = {}
        self.lines: list[str] = []

    def need(self, kind: str, owner: str = "", table: str = "") -> str:
        """The name of an array in the kernel; `p`, `now` and their like are rows."""
        made = Need(kind, owner, table)
        if made not in self.needs:
            self.needs[made] = SINGLE.get(kind) or (
                f"table_{table}" if kind == "table" else f"{kind}_{len(self.needs)}"
            )
        return self.needs[made]

    def alias(self, function: Callable[..., Any]) -> str:
        """The name of a function in the kernel."""
        for name, known in self.functions.items():
            if known is function:
                return name
        name = f"rule_{len(self.functions)}"
        self.functions[name] = function
        return name

    def add(self, depth: int, *lines: str) -> None:
        """Write lines."""
        self.lines += [INDENT * depth + line for line in lines]

    def open_loop(self, depth: int, table: str) -> None:
        """Begin a loop over the places of a table, padding too, in any order that suits."""
        self.add(depth, f"for i in range(length({self.need('table', table=table)})):")
        self.add(depth + 1, f"row_{table} = pick(table_{table}, i)")

    def open_rows(self, depth: int, table: str) -> None:
        """Begin a loop over the rows of a table in their order, `i` the number of the row."""
        if parent_of_tiles(self.model, table) is None:
            self.open_loop(depth, table)
            return
        self.need("table", table=table)
        places = self.need("places", table=table)
        self.add(depth, f"for i in range(length({places})):")
        self.add(depth + 1, f"row_{table} = pick(table_{table}, pick({places}, i).value)")

    def is_vacant(self, table: str) -> str:
        """What holds of a row that nobody occupies and that is no padding."""
        row = f"row_{table}"
        return (
            f"not {row}.alive" if parent_of_tiles(self.model, table) is None else f"not {row}.alive and {row}.id >= 0"
        )

    def done(self) -> Kernel:
        """The kernel."""
        name = _name_of(self.stage)
        lines, vectors = tuple(self.lines), bool(self.stage.vectors)
        mortal = tuple(sorted({need.table for need in self.needs} & self.model.mortal))
        return Kernel(name, tuple(self.needs), tuple(self.needs.values()), lines, self.functions, vectors, mortal)


def _name_of(stage: Stage) -> str:
    """What the kernel of a stage is called: arrivals alone after their table, for they are the same in any stage."""
    if len(stage.steps) == 1 and isinstance(stage.steps[0], Arrive):
        return f"arrive_{stage.steps[0].table}"
    return stage.kind if stage.kind == stage.name else f"{stage.kind}_{stage.name}"


@lru_cache(maxsize=4096)
def written(model: Model, stage: Stage) -> Kernel:
    """The kernel of a stage, or of a piece of one: what is done with each row, one after the other."""
    writer = Writer(model, stage)
    if stage.kind == "groups":
        compose_groups.begin(writer)
    for group in _groups(stage.steps):
        first = group[0]
        if isinstance(first, Play):
            _plays(writer, [one for one in group if isinstance(one, Play)])
        else:
            _WRITERS[type(first)](writer, first)
    if stage.kind == "outcomes":
        compose_counts.outcomes(writer)
    if stage.kind == "groups":
        compose_groups.end(writer)
    return writer.done()


def _groups(steps: tuple[Doing, ...]) -> Iterator[list[Doing]]:
    """Consecutive rules on the rows of one table share a loop.

    A rule writes its own row only, and other rows belong to other tables, so none can read what another in the loop
    writes on other rows. A walk in order stands alone, because it writes on its members.
    """
    group: list[Doing] = []
    for doing in steps:
        last = group[-1] if group else None
        shared = (
            isinstance(doing, Play) and isinstance(last, Play)
            and (doing.table, doing.step.on) == (last.table, last.step.on)
            and doing.step.order is None and last.step.order is None
        )  # fmt: skip
        if group and not shared:
            yield group
            group = []
        group.append(doing)
    if group:
        yield group


def _plays(writer: Writer, group: list[Play]) -> None:
    table = group[0].table
    _need_tiles(writer, group)
    lives = f"row_{table}.alive" if group[0].step.on == "living" else writer.is_vacant(table)
    writer.open_loop(0, table)
    writer.add(1, f"if {lives}:")
    known: set[str] = set()
    may_die = False
    for play in group:
        conditions = [lives] if may_die else []
        conditions += _bind(writer, play.step, known, 2)
        _when(writer, conditions, 2, f"{_call(writer, play.step)}")
        may_die = may_die or play.step.may_die


def _need_tiles(writer: Writer, group: Sequence[Play | Arrive]) -> None:
    """Where the tiles of each parent's members begin, where tiles are what is done at a time."""
    if not writer.stage.vectors:
        return
    tables = [play.table for play in group] + [a.table for play in group for a in play.step.of_kind("members")]
    for table in dict.fromkeys(tables):
        parent = parent_of_tiles(writer.model, table)
        if parent is not None:
            writer.need("firsts", parent, table)
            writer.need("table", table=parent)
            writer.need("table", table=table)


def _when(writer: Writer, conditions: list[str], depth: int, *lines: str) -> None:
    if conditions:
        writer.add(depth, f"if {' and '.join(conditions)}:")
        depth += 1
    writer.add(depth, *lines)


def _bind(writer: Writer, step: Step, known: set[str], depth: int) -> list[str]:
    """Lines that make a rule's arguments available; returns what must hold for it to run."""
    conditions = []
    for argument in step.arguments:
        if argument.kind == "parameters" and writer.stage.kind not in ("instrument", "judge"):
            writer.need("parameters")
        elif argument.kind == "now":
            writer.need("clock")
        elif argument.kind == "ancestor":
            _bind_ancestor(writer, argument, step.table, known, depth)
            conditions.append(f"row_{argument.table}.alive")
        elif argument.kind == "members":
            _bind_members(writer, argument, step, depth)
    return conditions


def _bind_ancestor(writer: Writer, argument: Argument, row: str, known: set[str], depth: int) -> None:
    if argument.table in known:
        return
    for parent in argument.path:
        if parent not in known:
            table = writer.need("table", table=parent)
            writer.add(depth, f"row_{parent} = pick({table}, row_{row}.{parent})")
            known.add(parent)
        row = parent


def _bind_members(writer: Writer, argument: Argument, step: Step, depth: int) -> None:
    name, table = argument.table, writer.need("table", table=argument.table)
    starts, rows = (writer.need(kind, step.table, name) for kind in ("starts", "rows"))
    low, high = f"pick({starts}, i).value", f"pick({starts}, i + 1).value"
    if step.order is None:
        writer.add(depth, f"members_{name} = walk({table}, {rows}, {low}, {high})")
        return
    heap = writer.need("heap", table=name)
    key = f'"{step.order}"'  # looked up when the rule begins to walk: what it writes before are not its members
    writer.add(depth, f"forget({heap})")
    writer.add(depth, f"members_{name} = walk_in_order({table}, {rows}, {heap}, {low}, {high}, {key})")


def _call(writer: Writer, step: Step) -> str:
    names = {"row": "row_", "ancestor": "row_", "members": "members_"}
    given = (names[a.kind] + a.table if a.kind in names else a.name for a in step.arguments)
    return f"{writer.alias(step.function)}({', '.join(given)})"


def _arrive(writer: Writer, made: Arrive) -> None:
    table, row = made.table, f"row_{made.table}"
    _need_tiles(writer, [made])
    writer.open_loop(0, table)
    writer.add(1, f"if not {row}.alive and {row}.arriving:")
    lines = [f"{row}.id += {GENERATION_STRIDE}", f"{row}.generation += 1"]
    lines += [f"{row}.{name} = {default!r}" for name, default in made.defaults]
    lines += [f"{row}.alive = True", f"{row}.arriving = False"]
    _when(writer, _bind(writer, made.step, set(), 2), 2, *lines, _call(writer, made.step))


def _reset(writer: Writer, made: Reset) -> None:
    row = f"row_{made.table}"
    writer.open_loop(0, made.table)
    writer.add(1, f"if {row}.alive:")
    for name, value in made.neutral:
        is_moved = [f"{writer.need('moved')}.{name}"] if name in writer.model.channels else []
        _when(writer, is_moved, 2, f"{row}.{name} = {_value(row, value)}")
    if not made.neutral:
        writer.add(2, "pass")
    if made.blank:
        writer.add(1, "else:", *(f"    {row}.{name} = {default!r}" for name, default in made.blank))


def _value(row: str, value: float | str) -> str:
    return f"{row}.{value}" if isinstance(value, str) else repr(float(value))


def _bound(writer: Writer, made: Bound) -> None:
    cell = f"row_{made.table}.{made.channel}"
    writer.add(0, f"if {writer.need('moved')}.{made.channel}:")
    writer.open_loop(1, made.table)
    writer.add(2, *_refuse_no_number(writer, cell))
    for held, limit in ((arithmetic.held_above, made.low), (arithmetic.held_below, made.high)):
        if limit is not None:
            writer.add(2, f"{cell} = {writer.alias(held)}({cell}, {limit!r})")


def _act(writer: Writer, made: Act) -> None:
    table, name, row = made.table, made.instrument.name, f"row_{made.table}"
    now, timing = writer.need("clock"), writer.need("timing", name)
    writer.need("settings", name)
    if any(use.step.of_kind("under") for use in made.uses):
        writer.need("under", name)
    strength = writer.alias(arithmetic.strength_in)
    writer.add(0, f"full = {strength}({now}.week, {timing}.start, {timing}.phase_in, {timing}.end)", "if full > 0.0:")
    writer.open_loop(1, table)
    writer.add(2, f"strength = full * pick({writer.need('scope', name, table)}, i).value")
    writer.add(2, f"if strength > 0.0 and {row}.alive:")
    if made.takes_over:
        writer.add(3, f"own = pick({writer.need('memory', name)}, i)", f"if own.{HOLDER} != {row}.id:")
        writer.add(4, f"own.{HOLDER} = {row}.id", *(f"own.{column} = {value!r}" for column, value in made.takes_over))
    known: set[str] = set()
    for use in made.uses:
        conditions = _bind(writer, use.step, known, 3)
        _when(writer, conditions, 3, *_use(writer, row, use))


def _judge(writer: Writer, made: Judge) -> None:
    """Write what a planner says of each row, as far as it is in force there: the multiple of what it steers."""
    table, planner, row, seen = made.table, made.planner.name, f"row_{made.table}", made.seen
    now, timing = writer.need("clock"), writer.need("timing", planner)
    writer.need("settings", planner)
    if made.step.of_kind("under"):
        writer.need("under", planner)
    if made.step.of_kind("link"):
        writer.add(0, f"link = {made.link}")
    own, multiple = writer.need("scope", planner, seen.table), writer.need("multiple", made.key, table)
    strength = writer.alias(arithmetic.strength_in)
    writer.add(0, f"full = {strength}({now}.week, {timing}.start, {timing}.phase_in, {timing}.end)")
    writer.open_loop(0, table)
    writer.add(1, "factor = 1.0", f"if full > 0.0 and {row}.alive:")
    conditions = _bind(writer, made.step, set(), 2)
    below = (table, *seen.path)[-2] if seen.path else ""
    place = f"row_{below}.{seen.table}" if below else "i"
    writer.add(2, f"share = full * pick({own}, {place}).value")
    if made.step.of_kind("own"):  # what it remembers of somebody who is no longer there says nothing
        writer.add(2, f"own = pick({writer.need('memory', planner)}, {place})")
        conditions.append(f"own.{HOLDER} == row_{seen.table}.id")
    answer = [f"value = {_call(writer, made.step)}", *_refuse_no_number(writer, "value")]
    factor = f"factor = {writer.alias(arithmetic.steered)}(share, value)"
    _when(writer, ["share > 0.0", *conditions], 2, *answer, factor)
    writer.add(1, f"pick({multiple}, i).value = factor")


def _steer(writer: Writer, made: Steer) -> None:
    """Write this week's strength of another instrument on each row: its scope, times what planners say of it."""
    scope, before = (writer.need(kind, made.steered, made.table) for kind in ("scope", made.before))
    multiple, aim = writer.need("multiple", made.key, made.table), writer.need("aim", made.planner, made.steered)
    writer.add(0, f"aimed = pick({aim}, 0).value > 0.0", f"for i in range(length({scope})):")
    writer.add(1, f"factor = pick({multiple}, i).value if aimed else 1.0")
    writer.add(1, f"pick({scope}, i).value = pick({before}, i).value * factor")


def _use(writer: Writer, row: str, use: Remember | Effect | Charge) -> list[str]:
    call = _call(writer, use.step)
    if isinstance(use, Remember):
        return [call]
    if isinstance(use, Charge):
        paid = writer.alias(arithmetic.paid)
        moves = [(f"{row}.{column}", "-strength" if taken else "strength") for column, taken in use.entry.moves]
        return [f"due = {call}", *(f"{cell} = {paid}({cell}, {strength}, due)" for cell, strength in moves)]
    combine, cell = writer.alias(arithmetic.COMBINE[use.combine]), f"{row}.{use.channel}"
    moved = f"{cell} = {combine}({cell}, strength, value, {_value(row, use.neutral)})"
    return [f"value = {call}", moved, *_refuse_no_number(writer, "value", cell)]


def _refuse_no_number(writer: Writer, *values: str) -> list[str]:
    """Lines that end the run; what failed where is found by playing it again, see `fault`."""
    is_none = writer.alias(arithmetic.is_no_number)
    return [f"if {' or '.join(f'{is_none}({value})' for value in values)}:", f"{INDENT}raise FloatingPointError"]


def _book(writer: Writer, made: Book) -> None:
    row = f"row_{made.table}"
    writer.open_loop(0, made.table)
    writer.add(1, f"if {row}.alive:")
    for source, moves in made.entries:
        writer.add(2, *(f"{row}.{cell} {'-' if taken else '+'}= {row}.{source}" for cell, taken in moves))
    if made.booked:
        writer.add(2, f"{row}.{BOOKED} = " + " + ".join(f"{row}.{cell}" for cell in made.booked))


_WRITERS: dict[type, Callable[[Writer, Any], None]] = {
    Arrive: _arrive,
    Reset: _reset,
    Book: _book,
    Bound: _bound,
    Act: _act,
    Judge: _judge,
    Steer: _steer,
    Count: compose_counts.count,
    CountYear: compose_counts.count_year,
    CountGroups: compose_groups.count_groups,
    KeyColumns: compose_groups.key_columns,
}
