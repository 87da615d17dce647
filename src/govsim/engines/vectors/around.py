"""Writes what the week does around rules: channels go back, are moved, steered and bounded, entries are booked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir

from govsim.engines import arithmetic
from govsim.engines.layout import VALUE
from govsim.engines.steering import Steer
from govsim.engines.tiles import CELL, LANES
from govsim.engines.vectors.code import WHOLE, Value
from govsim.engines.vectors.frames import Converter
from govsim.engines.vectors.passes import KernelWriter, Pass, Where
from govsim.engines.vectors.rows import Stored, TileRows, offset
from govsim.engines.week import Act, Book, Bound, Charge, Effect, Remember, Reset
from govsim.language import BOOKED, HOLDER, facts_of


def reset(kernel: KernelWriter, one: Reset) -> None:
    """Channels and books of the living go back; what died is blanked."""
    code = kernel.code
    with kernel.tiles(one.table, lambda rows: code.constant(True, wide=True)) as (made, _):
        rows, alive = made.rows, made.rows.found("alive")
        for name, value in one.neutral:
            if name not in kernel.model.channels:
                rows.write(name, _neutral(kernel, rows, value), alive)
        made.finish()
        for name, value in one.neutral:
            if name in kernel.model.channels:
                with code.when(kernel.bag("moved").read(name).at):
                    moved = TileRows(code, rows.stored, one.table, rows.row, code.opening())
                    moved.write(name, _neutral(kernel, rows, value), None)
                    moved.write_back(alive)
        dead = code.negate(alive)
        with code.when(code.any(dead)):  # few die: most tiles have nothing to blank
            again = TileRows(code, rows.stored, one.table, rows.row, code.opening())
            for name, default in one.blank:
                again.write(name, code.constant(default), None)
            again.write_back(dead)


def _neutral(kernel: KernelWriter, rows: TileRows, value: float | str) -> Value:
    return rows.read(value) if isinstance(value, str) else kernel.code.constant(float(value))


def bound(kernel: KernelWriter, one: Bound) -> None:
    """A channel that something moves is held within its bounds."""
    code, moved = kernel.code, kernel.stored("moved")
    flag = moved.load(code, code.b, moved.first, one.channel)
    with code.when(flag.at), kernel.tiles(one.table, lambda rows: code.constant(True, wide=True)) as (made, _):
        value = made.rows.found(one.channel)
        _refuse_no_number(kernel, made, None, value)
        for held, limit in ((arithmetic.held_above, one.low), (arithmetic.held_below, one.high)):
            if limit is not None:
                value = _plain(made, held, value, code.constant(limit))
        made.rows.write(one.channel, value, None)
        made.finish()


def _plain(made: Pass, function: Callable[..., Any], *given: Value) -> Value:
    """The arithmetic around rules, which is written in their language."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    return made.converter.answer(function, dict(zip(names, given, strict=True)))


def _refuse_no_number(kernel: KernelWriter, made: Pass, where: Where, *values: Value) -> None:
    """End the run where a value is none, or has no end."""
    code = kernel.code
    for value in values:
        found = code.both(code.narrowed(made.living, where), _plain(made, arithmetic.is_no_number, value))
        kernel.module.fail_if(code.any(found), FloatingPointError)


def book(kernel: KernelWriter, one: Book) -> None:
    """Entries of mechanisms are booked."""
    code = kernel.code
    with kernel.tiles(one.table, kernel.on("living")) as (made, _):
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


def act(kernel: KernelWriter, one: Act) -> None:
    """An instrument acts on the living rows that it reaches."""
    code, name = kernel.code, one.instrument.name
    kernel.settings = name
    full = _full_strength(kernel, name)
    scope = kernel.stored("scope", name, one.table)
    with code.when(code.compare(">", full, code.constant(0.0)).at):
        strengths: list[Value] = []

        def reached(rows: TileRows) -> Value:
            strengths.append(code.multiply(full, _share(kernel, scope, rows)))
            return code.both(code.compare(">", strengths[0], code.constant(0.0)), rows.found("alive"))

        with kernel.tiles(one.table, reached) as (made, step):
            _use_all(kernel, made, one, strengths[0], step)
            made.finish()


def steer(kernel: KernelWriter, one: Steer) -> None:
    """What a planner says of the rows goes into the strength of an instrument, all in the order of places."""
    code, aim = kernel.code, kernel.stored("aim", one.planner, one.steered)
    scope, before = (kernel.stored(kind, one.steered, one.table) for kind in ("scope", one.before))
    multiple = kernel.stored("multiple", one.key, one.table)
    aimed = code.compare(">", aim.load(code, code.b, aim.first, VALUE), code.constant(0.0))
    with code.count(WHOLE(0), code.entry.udiv(scope.rows, WHOLE(code.width))) as step:
        distance = code.b.mul(step, WHOLE(code.width * CELL))

        def values(stored: Stored) -> Value:
            cell = offset(code.b, stored.first, distance)
            return Value(code.b.load(cell, typ=code.type_of("f", True), align=CELL), "f", True)

        factor = code.select(aimed, values(multiple), code.constant(1.0))
        made = code.multiply(values(before), factor)
        code.b.store(made.at, offset(code.b, scope.first, distance), align=CELL)


def _full_strength(kernel: KernelWriter, name: str) -> Value:
    code, timing = kernel.code, kernel.stored("timing", name)
    given = [timing.load(code, code.b, timing.first, column) for column in ("start", "phase_in", "end")]
    alone = Converter(code, kernel.module.language)
    code.wide = False
    names = dict(zip(("week", "start", "phase_in", "end"), [kernel.bag("now").read("week"), *given], strict=True))
    made = alone.answer(arithmetic.strength_in, names)
    code.wide = True
    return made


def _share(kernel: KernelWriter, scope: Stored, rows: TileRows) -> Value:
    """The scope of the rows of a tile; it is an array in the order of places."""
    code, b = kernel.code, kernel.code.b
    distance = b.sub(b.ptrtoint(rows.row, WHOLE), b.ptrtoint(rows.stored.first, WHOLE))
    tile, lane = b.udiv(distance, rows.stored.stride), b.urem(distance, rows.stored.stride)
    cell = offset(b, scope.first, b.add(b.mul(tile, WHOLE(LANES * CELL)), lane))
    return Value(b.load(cell, typ=code.type_of("f", True), align=CELL), "f", True)


def _use_all(kernel: KernelWriter, made: Pass, one: Act, strength: Value, step: Any) -> None:
    own: TileRows | None = None
    if one.takes_over or any(use.step.of_kind("own") for use in one.uses):
        stored = kernel.stored("memory", one.instrument.name)
        own = TileRows(kernel.code, stored, "own", _same_place(kernel, stored, step, made.before), made.before)
        _take_over(kernel, made, one, own)
    for use in one.uses:
        where = made.asked(use.step)
        if where is not None and not where.wide:
            where = kernel.code.widen(where)
        if own is not None:
            own.prepare(sorted(column for owner, column in facts_of(use.step.function).writes if owner == "own"))
        value = made.play(use.step, where, own)
        _use(kernel, made, use, where, strength, value)
    if own is not None:
        own.write_back(made.living)


def _same_place(kernel: KernelWriter, stored: Stored, step: Any, begin: ir.IRBuilder) -> Any:
    here, kernel.code.b = kernel.code.b, begin
    found = kernel.address(stored, step)
    kernel.code.b = here
    return found


def _take_over(kernel: KernelWriter, made: Pass, one: Act, own: TileRows) -> None:
    code, who = kernel.code, made.rows.found("id")
    if one.takes_over:
        other = code.compare("!=", own.found(HOLDER), who)
        own.write(HOLDER, who, other)
        for column, default in one.takes_over:
            own.write(column, code.constant(default), other)


def _use(
    kernel: KernelWriter,
    made: Pass,
    use: Remember | Effect | Charge,
    where: Where,
    strength: Value,
    value: Value | None,
) -> None:
    code, rows = kernel.code, made.rows
    if isinstance(use, Remember):
        return
    assert value is not None
    if isinstance(use, Charge):
        for column, taken in use.entry.moves:
            share = code.negative(strength) if taken else strength
            rows.write(column, _plain(made, arithmetic.paid, rows.read(column), share, value), where)
        return
    before, neutral = rows.read(use.channel), _neutral(kernel, rows, use.neutral)
    moved = _plain(made, arithmetic.COMBINE[use.combine], before, strength, value, neutral)
    rows.write(use.channel, moved, where)
    _refuse_no_number(kernel, made, where, value, rows.read(use.channel))
