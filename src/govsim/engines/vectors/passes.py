"""Writes the passes over the tiles of a table, and what the steps of the week do in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from llvmlite import ir

from govsim.engines import arithmetic
from govsim.engines.layout import Layout
from govsim.engines.plan import Argument, Step
from govsim.engines.records import GENERATION_STRIDE
from govsim.engines.tiles import CELL, LANES, parent_of_tiles
from govsim.engines.vectors.code import WHOLE, Value
from govsim.engines.vectors.frames import Converter
from govsim.engines.vectors.modules import Module
from govsim.engines.vectors.reasons import RowByRow
from govsim.engines.vectors.rows import Bag, Clock, OneRow, ScatteredRows, Seen, Stored, TileRows, offset
from govsim.engines.week import Act, Arrive, Book, Bound, Charge, Effect, Play, Remember, Reset
from govsim.language import BOOKED, HOLDER, Model, facts_of

Where = Value | None


class Pass:
    """What is seen within one tile: its rows, those above them, and the lanes that count.

    Args:
        kernel: writes.
        rows: of the tile.
        living: the lanes that count.
        before: a block before all that is done in this tile.
        above: what is the same for all its rows, by table.
    """

    def __init__(
        self, kernel: KernelWriter, rows: TileRows, living: Value, before: ir.IRBuilder, above: Mapping[str, Seen]
    ) -> None:
        self.kernel, self.rows, self.living, self.above = kernel, rows, living, dict(above)
        self.converter = Converter(kernel.code, kernel.module.language, living, before)

    def play(self, step: Step, where: Where = None, own: Seen | None = None) -> Value | None:
        """Write out a function of the model where something holds; returns what it returns, and where it was asked.

        Where an ancestor is not there, it is not called.
        """
        names: dict[str, Any] = {}
        for argument in step.arguments:
            names[argument.name] = self._given(argument, own)
        if step.rule is not None:
            self.rows.prepare(sorted(column for owner, column in step.rule.facts.writes if owner == step.table))
        return self.converter.convert(step.function, names, where)

    def asked(self, step: Step, where: Where = None) -> Where:
        """Where all ancestors live that a function asks for."""
        for argument in step.of_kind("ancestor"):
            if argument.table in self.kernel.mortal and argument.table not in self.kernel.alive_above:
                where = self.kernel.code.both(where, self.row(argument).read("alive"))
        return where

    def _given(self, argument: Argument, own: Seen | None) -> Any:
        if argument.kind == "row":
            return self.rows
        if argument.kind == "ancestor":
            return self.row(argument)
        if argument.kind == "own":
            return own
        if argument.kind == "members":
            raise RowByRow("rows.members_of_tiles", name=argument.name)
        return self.kernel.bag(argument.kind)

    def row(self, argument: Argument) -> Seen:
        """An ancestor, by the chain of parents."""
        here: Seen = self.rows
        for parent in argument.path:
            if parent not in self.above:
                self.above[parent] = self.kernel.parent_of(here, parent, self.converter.begin)
            here = self.above[parent]
        return here

    def finish(self) -> None:
        """Write the rows back, and end the run where something was divided by nothing."""
        self.rows.write_back(self.living)
        failed = self.converter.has_divided_by_zero()
        if failed is not None:
            self.kernel.module.fail_if(failed, ZeroDivisionError)


class KernelWriter:
    """Writes the kernel of a piece of the week.

    Args:
        model: what it belongs to.
        module: where it is written.
        needs: the place in its context of what it takes, by kind, owner and table.
        layouts: how the rows of each lie.
    """

    def __init__(
        self, model: Model, module: Module, needs: Mapping[tuple[str, str, str], int], layouts: Sequence[Layout]
    ) -> None:
        self.model, self.module, self.code, self._needs, self._layouts = model, module, module.code, needs, layouts
        rules = model.rules.values()
        self.mortal = {one.table for one in rules if "alive" in one.writes} | set(model.newcomers)
        self.alive_above: set[str] = set()
        self._stored: dict[tuple[str, str, str], Stored] = {}
        self._bags: dict[str, Bag] = {}
        self.settings = ""

    def stored(self, kind: str, owner: str = "", table: str = "") -> Stored:
        """What stands in the context."""
        key = (kind, owner, table)
        if key not in self._stored:
            place = self._needs[key]
            self._stored[key] = Stored(self.code, self.module.context, place, self._layouts[place])
        return self._stored[key]

    def bag(self, kind: str) -> Bag:
        """Parameters or settings, or the clock."""
        if kind not in self._bags:
            if kind == "now":
                self._bags[kind] = Clock(self.code, self.stored("clock"))
            else:
                own = ("settings", self.settings) if self.settings else ("parameters", "")
                self._bags[kind] = Bag(self.code, self.stored(*own))
        return self._bags[kind]

    def parent_of(self, row: Seen, parent: str, before: ir.IRBuilder | None) -> Seen:
        """The row of a parent, or one for each lane."""
        stored = self.stored("table", table=parent)
        assert before is not None  # noqa: S101
        if isinstance(row, OneRow):
            before = row.before or before
            return OneRow(self.code, stored, parent, stored.address(before, row.read(parent).at), before)
        found = row.found if isinstance(row, TileRows) else row.read
        return ScatteredRows(self.code, stored, parent, lambda: found(parent), before)

    # --- Loops over tiles ---------------------------------------------------------------------------------------

    def steps(self, table: Stored) -> Any:
        """In how many steps the tiles of a table are worked through."""
        entry, parts = self.code.entry, LANES // self.code.width
        tiles = entry.udiv(entry.add(table.rows, WHOLE(LANES - 1)), WHOLE(LANES))
        return entry.mul(tiles, WHOLE(parts))

    def address(self, stored: Stored, step: Any) -> Any:
        """Where the first row of a step lies."""
        b, parts = self.code.b, LANES // self.code.width
        tile = b.mul(b.udiv(step, WHOLE(parts)), stored.stride)
        return offset(b, stored.first, b.add(tile, b.mul(b.urem(step, WHOLE(parts)), WHOLE(self.code.width * CELL))))

    @contextmanager
    def tiles(
        self, table: str, lanes: Callable[[TileRows], Value], first: Any = None, last: Any = None,
        above: Mapping[str, Seen] | None = None,
    ) -> Iterator[tuple[Pass, Any]]:  # fmt: skip
        """What follows inside is done in each step with a lane that counts.

        Args:
            table: whose tiles.
            lanes: says which count.
            first, last: steps; all if not given.
            above: what is the same for all rows.
        """
        code, stored = self.code, self.stored("table", table=table)
        with code.count(first or WHOLE(0), last or self.steps(stored)) as step:
            row = self.address(stored, step)
            living = lanes(TileRows(code, stored, table, row, code.opening()))
            with code.when(code.any(living)):
                before = code.opening()
                yield Pass(self, TileRows(code, stored, table, row, before), living, before, above or {}), step

    def on(self, which: str) -> Callable[[TileRows], Value]:
        """The lanes in which somebody lives, or nobody does that could."""
        code = self.code

        def vacant(rows: TileRows) -> Value:
            real = code.compare(">=", rows.found("id"), code.constant(0))
            made = code.both(real, code.negate(rows.found("alive")))
            assert made is not None  # noqa: S101
            return made

        return (lambda rows: rows.found("alive")) if which == "living" else vacant

    # --- What the week does -------------------------------------------------------------------------------------

    def plays(self, group: Sequence[Play]) -> None:
        """Rules on the rows of a table, one after the other on each tile."""
        table, parent = group[0].table, parent_of_tiles(self.model, group[0].table)
        asking = [any(parent in a.path for a in one.step.arguments) for one in group]
        if parent is None or not any(asking):
            with self.tiles(table, self.on(group[0].step.on)) as (made, _):
                self.play_all(made, group)
                made.finish()
            return
        with self.crews(table, parent, all(asking)) as (first, last, above):
            with self.tiles(table, self.on(group[0].step.on), first, last, above) as (made, _):
                self.play_all(made, group)
                made.finish()

    @contextmanager
    def crews(self, table: str, parent: str, living: bool) -> Iterator[tuple[Any, Any, dict[str, Seen]]]:
        """What follows inside is done for each row of a parent: the steps of its members, and the row itself."""
        code, stored = self.code, self.stored("table", table=parent)
        firsts, parts = self.stored("firsts", parent, table), LANES // code.width
        with code.count(WHOLE(0), stored.rows) as i:
            row = stored.address(code.b, i)
            lives = stored.load(code, code.b, row, "alive")
            with code.when(lives.at if living else ir.Constant(lives.at.type, 1)):
                self.alive_above = {parent} if living else set()
                before = code.opening()
                first, last = (
                    code.b.mul(firsts.load(code, code.b, firsts.address(code.b, at), "value").at, WHOLE(parts))
                    for at in (i, code.b.add(i, WHOLE(1)))
                )
                yield first, last, {parent: OneRow(code, stored, parent, row, before)}
                self.alive_above = set()

    def play_all(self, made: Pass, group: Sequence[Play]) -> None:
        """Rules on a tile, one after the other."""
        for number, one in enumerate(group):
            where: Where = None
            if any(before.step.may_die for before in group[:number]):
                alive = made.rows.read("alive")
                where = alive if one.step.on == "living" else self.code.negate(alive)
            self._where(made, made.asked(one.step, where), one.step)

    def _where(self, made: Pass, where: Where, step: Step) -> None:
        """A rule where something holds; a condition that is the same for all is a branch."""
        if where is None or where.wide:
            made.play(step, where)
            return
        with self.code.when(where.at):
            made.play(step, None)

    def arrive(self, one: Arrive) -> None:
        """Agents that are due arrive."""
        code = self.code

        def due(rows: TileRows) -> Value:
            made = code.both(code.negate(rows.found("alive")), rows.found("arriving"))
            assert made is not None  # noqa: S101
            return made

        with self.tiles(one.table, due) as (made, _):
            where = made.asked(one.step)
            where = where if where is None or where.wide else code.widen(where)
            rows = made.rows
            rows.write("id", code.add(rows.found("id"), code.constant(GENERATION_STRIDE)), where)
            rows.write("generation", code.add(rows.found("generation"), code.constant(1)), where)
            for name, default in one.defaults:
                rows.write(name, code.constant(default), where)
            rows.write("alive", code.constant(True), where)
            rows.write("arriving", code.constant(False), where)
            made.play(one.step, where)
            made.finish()

    def reset(self, one: Reset) -> None:
        """Channels and books of the living go back; what died is blanked."""
        code = self.code
        with self.tiles(one.table, lambda rows: code.constant(True, wide=True)) as (made, _):
            rows, alive = made.rows, made.rows.found("alive")
            for name, value in one.neutral:
                rows.write(name, self._neutral(rows, value), alive)
            made.finish()
            dead = code.negate(alive)
            with code.when(code.any(dead)):  # few die: most tiles have nothing to blank
                again = TileRows(code, rows.stored, one.table, rows.row, code.opening())
                for name, default in one.blank:
                    again.write(name, code.constant(default), None)
                again.write_back(dead)

    def _neutral(self, rows: TileRows, value: float | str) -> Value:
        return rows.read(value) if isinstance(value, str) else self.code.constant(float(value))

    def bounds(self, group: Sequence[Bound]) -> None:
        """Channels that something moves are held within their bounds."""
        code, moved = self.code, self.stored("moved")
        for one in group:
            flag = moved.load(code, code.b, moved.first, one.channel)
            with code.when(flag.at), self.tiles(one.table, lambda rows: code.constant(True, wide=True)) as (made, _):
                value = made.rows.found(one.channel)
                self._refuse_no_number(made, None, value)
                for held, limit in ((arithmetic.held_above, one.low), (arithmetic.held_below, one.high)):
                    if limit is not None:
                        value = self._plain(made, held, value, code.constant(limit))
                made.rows.write(one.channel, value, None)
                made.finish()

    def _plain(self, made: Pass, function: Callable[..., Any], *given: Value) -> Value:
        """The arithmetic around rules, which is written in their language."""
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        found = made.converter.convert(function, dict(zip(names, given, strict=True)))
        assert found is not None  # noqa: S101
        return found

    def _refuse_no_number(self, made: Pass, where: Where, *values: Value) -> None:
        """End the run where a value is none, or has no end."""
        code = self.code
        for value in values:
            found = code.both(made.converter.guard(where), self._plain(made, arithmetic.is_no_number, value))
            assert found is not None  # noqa: S101
            self.module.fail_if(code.any(found), FloatingPointError)

    def book(self, one: Book) -> None:
        """Entries of mechanisms are booked."""
        code = self.code
        with self.tiles(one.table, self.on("living")) as (made, _):
            rows = made.rows
            for source, moves in one.entries:
                for cell, taken in moves:
                    change = code.subtract if taken else code.add
                    rows.write(cell, change(rows.read(cell), rows.read(source)), None)
            if one.booked:
                total = rows.read(one.booked[0])
                for cell in one.booked[1:]:
                    total = code.add(total, rows.read(cell))
                rows.write(BOOKED, total, None)
            made.finish()

    def act(self, one: Act) -> None:
        """An instrument acts on the living rows that it reaches."""
        code, name = self.code, one.instrument.name
        self.settings = name
        full = self._full_strength(name)
        scope = self.stored("scope", name, one.table)
        with code.when(code.compare(">", full, code.constant(0.0)).at):
            strengths: list[Value] = []

            def reached(rows: TileRows) -> Value:
                strengths.append(code.multiply(full, self._share(scope, rows)))
                made = code.both(code.compare(">", strengths[0], code.constant(0.0)), rows.found("alive"))
                assert made is not None  # noqa: S101
                return made

            with self.tiles(one.table, reached) as (made, step):
                self._use_all(made, one, strengths[0], step)
                made.finish()

    def _full_strength(self, name: str) -> Value:
        code, timing = self.code, self.stored("timing", name)
        given = [timing.load(code, code.b, timing.first, column) for column in ("start", "phase_in", "end")]
        alone = Converter(code, self.module.language)
        code.wide = False
        names = dict(zip(("week", "start", "phase_in", "end"), [self.bag("now").read("week"), *given], strict=True))
        made = alone.convert(arithmetic.strength_in, names)
        code.wide = True
        assert made is not None  # noqa: S101
        return made

    def _share(self, scope: Stored, rows: TileRows) -> Value:
        """The scope of the rows of a tile; it is an array in the order of places."""
        code, b = self.code, self.code.b
        distance = b.sub(b.ptrtoint(rows.row, WHOLE), b.ptrtoint(rows.stored.first, WHOLE))
        tile, lane = b.udiv(distance, rows.stored.stride), b.urem(distance, rows.stored.stride)
        cell = offset(b, scope.first, b.add(b.mul(tile, WHOLE(LANES * CELL)), lane))
        return Value(b.load(cell, typ=code.type_of("f", True), align=CELL), "f", True)

    def _use_all(self, made: Pass, one: Act, strength: Value, step: Any) -> None:
        own: TileRows | None = None
        if one.takes_over or any(use.step.of_kind("own") for use in one.uses):
            stored = self.stored("memory", one.instrument.name)
            begin = made.converter.begin
            assert begin is not None  # noqa: S101
            own = TileRows(self.code, stored, "own", self._same_place(stored, step, begin), begin)
            self._take_over(made, one, own)
        for use in one.uses:
            where = made.asked(use.step)
            if where is not None and not where.wide:
                where = self.code.widen(where)
            if own is not None:
                own.prepare(sorted(c for o, c in self._writes(use.step) if o == "own"))
            value = made.play(use.step, where, own)
            self._use(made, use, where, strength, value)
        if own is not None:
            own.write_back(made.living)

    def _same_place(self, stored: Stored, step: Any, begin: ir.IRBuilder) -> Any:
        here, self.code.b = self.code.b, begin
        found = self.address(stored, step)
        self.code.b = here
        return found

    def _writes(self, step: Step) -> Iterator[tuple[str, str]]:
        yield from facts_of(step.function).writes

    def _take_over(self, made: Pass, one: Act, own: TileRows) -> None:
        code, who = self.code, made.rows.found("id")
        if one.takes_over:
            other = code.compare("!=", own.found(HOLDER), who)
            own.write(HOLDER, who, other)
            for column, default in one.takes_over:
                own.write(column, code.constant(default), other)

    def _use(
        self, made: Pass, use: Remember | Effect | Charge, where: Where, strength: Value, value: Value | None
    ) -> None:
        code, rows = self.code, made.rows
        if isinstance(use, Remember):
            return
        assert value is not None  # noqa: S101
        if isinstance(use, Charge):
            for column, taken in use.entry.moves:
                share = code.negative(strength) if taken else strength
                rows.write(column, self._plain(made, arithmetic.paid, rows.read(column), share, value), where)
            return
        before, neutral = rows.read(use.channel), self._neutral(rows, use.neutral)
        moved = self._plain(made, arithmetic.COMBINE[use.combine], before, strength, value, neutral)
        rows.write(use.channel, moved, where)
        self._refuse_no_number(made, where, value, rows.read(use.channel))

