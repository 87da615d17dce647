"""Writes how the outcomes of a week are counted: columns added up over the rows of each table, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govsim.engines.tiles import parent_of_tiles
from govsim.engines.vectors.code import SMALL, WHOLE, Value
from govsim.engines.vectors.passes import KernelWriter
from govsim.engines.vectors.rows import TileRows
from govsim.engines.vectors.sums import Sums
from govsim.engines.week import Count


def outcomes(kernel: KernelWriter, counts: Sequence[Count]) -> None:
    """All outcomes of a week, written into its row."""
    code = kernel.code
    rooms = {one.name: code.room("f", False, None, one.name) for one in kernel.model.weekly_outcomes}
    for one in counts:
        if parent_of_tiles(kernel.model, one.table) is None:
            _count_tiles(kernel, one, rooms)
        else:
            _count_rows(kernel, one, rooms)
    totals = kernel.stored("totals")
    row = totals.address(code.b, kernel.bag("now").read("week").at)
    for name, room in rooms.items():
        totals.store(code, row, name, code.load(room, "f", False))


def _count_tiles(kernel: KernelWriter, one: Count, rooms: dict[str, Any]) -> None:
    code = kernel.code
    names = [name for name, _ in (*one.flows, *one.stocks)]
    single = {name: rooms[name] for name in names if names.count(name) == 1}
    sums = Sums(code, single)
    sums.open()
    stored = kernel.stored("table", table=one.table)
    with code.count(WHOLE(0), kernel.steps(stored)) as step:
        rows = TileRows(code, stored, one.table, kernel.address(stored, step), code.opening())
        real = code.compare(">=", rows.found("id"), code.constant(0))
        given = [(name, _of(kernel, rows, column, real)) for name, column in one.flows]
        given += [(name, _of(kernel, rows, column, rows.found("alive"))) for name, column in one.stocks]
        sums.add({name: value for name, value in given if name in single})
        for lane in range(code.width):
            for name, value in given:
                if name not in single:
                    more = Value(code.b.extract_element(value.at, SMALL(lane)), "f")
                    code.store(code.add(code.load(rooms[name], "f", False), more), rooms[name], False)
    sums.close()


def _of(kernel: KernelWriter, rows: TileRows, column: str, where: Value) -> Value:
    """What each lane adds; -0.0 where it does not count."""
    code = kernel.code
    return code.select(where, code.cast(rows.found(column), "f"), code.constant(-0.0))


def _count_rows(kernel: KernelWriter, one: Count, rooms: dict[str, Any]) -> None:
    """Rows whose order is not that of their places, one by one."""
    code = kernel.code
    stored, places = kernel.stored("table", table=one.table), kernel.stored("places", table=one.table)
    with code.count(WHOLE(0), places.rows) as i:
        row = stored.address(code.b, places.load(code, code.b, places.address(code.b, i), "value").at)
        for name, column in one.flows:
            _add(kernel, rooms[name], stored.load(code, code.b, row, column))
        with code.when(stored.load(code, code.b, row, "alive").at):
            for name, column in one.stocks:
                _add(kernel, rooms[name], stored.load(code, code.b, row, column))


def _add(kernel: KernelWriter, room: Any, value: Value) -> None:
    code = kernel.code
    code.store(code.add(code.load(room, "f", False), code.cast(value, "f")), room, False)
