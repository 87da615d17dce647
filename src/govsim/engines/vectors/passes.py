"""Writes the passes over the tiles of a table, and what the steps of the week do in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from llvmlite import ir

from govsim.engines.layout import Layout
from govsim.engines.plan import Argument, Step
from govsim.engines.records import GENERATION_STRIDE
from govsim.engines.tiles import CELL, LANES, parent_of_tiles
from govsim.engines.vectors.code import WHOLE, Value
from govsim.engines.vectors.frames import Converter
from govsim.engines.vectors.modules import Module
from govsim.engines.vectors.reasons import RowByRow
from govsim.engines.vectors.rows import Bag, OneRow, ScatteredRows, Seen, Stored, TileRows, offset
from govsim.engines.week import Arrive, Play
from govsim.language import Model

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
        self.kernel, self.rows, self.living, self.before, self.above = kernel, rows, living, before, dict(above)
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
            raise RowByRow("rows.members_apart")
        return self.kernel.bag(argument.kind)

    def row(self, argument: Argument) -> Seen:
        """An ancestor, by the chain of parents."""
        here: Seen = self.rows
        for parent in argument.path:
            if parent not in self.above:
                self.above[parent] = self.kernel.parent_of(here, parent, self.before)
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
        self.mortal = model.mortal
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
        """Parameters or settings, the clock, or what is under a planner."""
        if kind not in self._bags:
            if kind in ("now", "moved"):
                self._bags[kind] = Bag(self.code, self.stored("clock" if kind == "now" else kind))
            elif kind == "under":
                self._bags[kind] = Bag(self.code, self.stored("under", self.settings))
            else:
                own = ("settings", self.settings) if self.settings else ("parameters", "")
                self._bags[kind] = Bag(self.code, self.stored(*own))
        return self._bags[kind]

    def parent_of(self, row: Seen, parent: str, before: ir.IRBuilder) -> Seen:
        """The row of a parent, or one for each lane, read where nothing has been done yet."""
        stored = self.stored("table", table=parent)
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
            first: step; the first of all if not given.
            last: the step behind the last.
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
            return code.both(real, code.negate(rows.found("alive")))

        return (lambda rows: rows.found("alive")) if which == "living" else vacant

    # --- What the week does -------------------------------------------------------------------------------------

    def plays(self, group: Sequence[Play], arrival: Arrive | None = None) -> None:
        """Rules on the rows of a table, one after the other on each tile, and agents that arrive by them."""
        steps = [*(one.step for one in group), *([arrival.step] if arrival else [])]
        with self.over(group[0].table, steps, self.on(group[0].step.on)) as made:
            self.play_all(made, group)
            if arrival is not None:
                due = self._due(made.rows.read("alive"), made.rows.read("arriving"))
                with self.code.when(self.code.any(self.code.both(made.living, due))):
                    self._arrive(made, arrival, due)
            made.finish()

    def arrive(self, one: Arrive) -> None:
        """Agents that are due arrive."""
        with self.over(
            one.table, [one.step], lambda rows: self._due(rows.found("alive"), rows.found("arriving"))
        ) as made:
            self._arrive(made, one, None)
            made.finish()

    @contextmanager
    def over(self, table: str, steps: Sequence[Step], lanes: Callable[[TileRows], Value]) -> Iterator[Pass]:
        """What follows inside is done on each tile of a table, by crews where somebody asks for their row."""
        parent = parent_of_tiles(self.model, table)
        asking = [one.asks_for(parent) for one in steps] if parent else []
        if parent is None or not any(asking):
            with self.tiles(table, lanes) as (made, _):
                yield made
            return
        with (
            self.crews(table, parent, all(asking)) as (first, last, above),
            self.tiles(table, lanes, first, last, above) as (made, _),
        ):
            yield made

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

    def _due(self, alive: Value, arriving: Value) -> Value:
        return self.code.both(self.code.negate(alive), arriving)

    def _arrive(self, made: Pass, one: Arrive, due: Where) -> None:
        """Give agents that arrive their columns, then play their rule."""
        code, rows, where = self.code, made.rows, made.asked(one.step, due)
        where = where if where is None else code.widen(where)
        for column, more in (("id", GENERATION_STRIDE), ("generation", 1)):
            rows.write(column, code.add(rows.found(column), code.constant(more)), where)
        for name, default in one.defaults:
            rows.write(name, code.constant(default), where)
        rows.write("alive", code.constant(True), where)
        rows.write("arriving", code.constant(False), where)
        made.play(one.step, where)
