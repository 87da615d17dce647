"""Rules of a row over its members where these lie in tiles of their own: what a crew adds up to.

What stands before and behind the loop over members is done on the one row; the loop, eight members at a time. Sums are
added in the order of rows. Rules on the members that come just before join the same pass.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from govsim.engines.vectors.code import Value
from govsim.engines.vectors.expressions import Where
from govsim.engines.vectors.frames import Converter, Frame
from govsim.engines.vectors.passes import KernelWriter, Pass
from govsim.engines.vectors.reasons import at
from govsim.engines.vectors.rows import OneRow, Seen
from govsim.engines.vectors.sums import Sums, added_lanes
from govsim.engines.week import Play
from govsim.language import Facts


def play_crews(kernel: KernelWriter, group: Sequence[Play], one: Play) -> None:
    """A rule over members, and the rules on these that come just before it, in one pass.

    Args:
        kernel: writes.
        group: rules on the members; none where the rule stands alone.
        one: the rule over members.
    """
    (members,) = one.step.of_kind("members")
    with kernel.crews(members.table, one.table, living=True) as (first, last, above):
        Crews(kernel, group, one, first, last, above).play()


class Crews:
    """One rule over members, on one row."""

    def __init__(
        self, kernel: KernelWriter, group: Sequence[Play], one: Play, first: Any, last: Any, above: dict[str, Seen]
    ) -> None:
        self.kernel, self.code, self.group, self.one = kernel, kernel.code, list(group), one
        self.first, self.last, self.above = first, last, above
        (self.members,) = one.step.of_kind("members")
        self._whole: dict[str, Any] = {}
        self._singles: dict[str, Any] = {}
        self._parts: dict[str, tuple[Any, str]] = {}
        self._adding: set[str] = set()
        self._frame: Frame | None = None

    def play(self) -> None:
        """Write the rule."""
        code, kernel, mine = self.code, self.kernel, self.above[self.one.table]
        assert isinstance(mine, OneRow)
        code.wide = False
        converter = Converter(code, kernel.module.language, None, code.opening(), self)
        row = OneRow(code, mine.stored, mine.name, mine.row, None, changes=True)
        names: dict[str, Any] = {}
        there = code.constant(True)
        for argument in self.one.step.arguments:
            here: Seen = mine
            for parent in argument.path if argument.kind == "ancestor" else ():
                here = kernel.parent_of(here, parent, mine.before)
                if parent == argument.table and parent in kernel.mortal:
                    there = code.both(there, here.read("alive"))
            ancestor = {"row": row, "ancestor": here, "members": None}
            names[argument.name] = ancestor[argument.kind] if argument.kind in ancestor else kernel.bag(argument.kind)
        with code.when(there.at):
            converter.convert(self.one.step.function, names)
        failed = converter.has_divided_by_zero()
        if failed is not None:
            kernel.module.fail_if(failed, ZeroDivisionError)
        code.wide = True

    @property
    def is_adding(self) -> bool:
        """Whether a loop over members is being written, where most branches have nothing to add."""
        return bool(self._adding)

    def adds_up(self, frame: Frame, name: str) -> bool:
        """Whether a name of a function is one of the sums of the loop that is being written."""
        return frame is self._frame and name in self._adding

    def add(self, name: str, value: Value, where: Where) -> None:
        """Take down what the lanes add to a sum."""
        code, (room, kind) = self.code, self._parts[name]
        value, counts = code.cast(value, kind), code.narrowed(self._living, where) or self._living
        if kind == "f":
            code.store(code.select(counts, value, code.load(room, kind, True)), room, True)
        elif value.wide:
            more = code.select(counts, value, code.constant(0))
            code.store(code.add(code.load(room, kind, True), more), room, True)
        else:
            single = self._singles[name]
            code.store(code.add(code.load(single, "i", False), code.multiply(value, code.lanes(counts))), single, False)

    def walk(self, frame: Frame, node: ast.For) -> None:
        """Write a loop over the members."""
        code, names = self.code, _sums_of(frame.facts, node, self.members.name)
        self._parts = {}
        rooms = {name: frame.room_of(name, node) for name in names}
        floats = Sums(code, {name: room for name, (room, kind) in rooms.items() if kind == "f"})
        self._whole = {name: code.room("i", True, frame.begin) for name, (_, kind) in rooms.items() if kind == "i"}
        self._singles = {name: room for name, (room, _) in rooms.items()}
        for room in self._whole.values():
            code.store(code.constant(0), room, True)
        floats.open()
        code.wide, group, self.group = True, self.group, []
        living = self.kernel.on("living")
        with self.kernel.tiles(self.members.table, living, self.first, self.last, self.above) as (made, _):
            self.kernel.play_all(made, group)
            self._body(frame, node, made, {name: kind for name, (_, kind) in rooms.items()})
            floats.add({name: code.load(room, "f", True) for name, (room, kind) in self._parts.items() if kind == "f"})
            made.finish()
        code.wide = False
        floats.close()
        for name, room in self._whole.items():
            total = code.add(code.load(rooms[name][0], "i", False), added_lanes(code, code.load(room, "i", True)))
            code.store(total, rooms[name][0], False)

    def _body(self, frame: Frame, node: ast.For, made: Pass, kinds: Mapping[str, str]) -> None:
        code, begin = self.code, made.before
        assert isinstance(node.target, ast.Name)
        for name, kind in kinds.items():
            if kind == "f":
                self._parts[name] = (code.room(kind, True, begin, name), kind)
                begin.store(code.constant(-0.0, wide=True).at, self._parts[name][0])
            else:
                self._parts[name] = (self._whole[name], kind)
        self._living = made.rows.read("alive")
        frame.converter.living, self._adding, self._frame = self._living, set(kinds), frame
        frame.names[node.target.id] = made.rows
        frame.body(node.body, None)
        frame.converter.living, self._adding = None, set()


def _sums_of(facts: Facts, node: ast.For, members: str) -> list[str]:
    """What a loop over members adds up, each in one place and read nowhere in it.

    Raises:
        RowByRow: when it does more than that.
    """
    if not (isinstance(node.iter, ast.Name) and node.iter.id == members):
        raise at(facts, node, "members")
    inside = [one for statement in node.body for one in ast.walk(statement)]
    before = _stored_before(facts, node)
    added = [one for one in inside if isinstance(one, ast.AugAssign) and isinstance(one.target, ast.Name)]
    sums = {id(one.target): one for one in added if isinstance(one.target, ast.Name) and one.target.id in before}
    names = [ast.unparse(one.target) for one in sums.values()]
    for one in inside:
        if isinstance(one, (ast.For, ast.Break, ast.Continue, ast.Return)):
            raise at(facts, one, "members_loop")
        carried = isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store)
        if isinstance(one, ast.Name) and id(one) not in sums:
            carried = one.id in (before if isinstance(one.ctx, ast.Store) else names)
        elif isinstance(one, ast.Name):
            carried = names.count(one.id) > 1 or not isinstance(sums[id(one)].op, (ast.Add, ast.Sub))
        if carried:
            raise at(facts, one, "carried")
    return names


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _stored_before(facts: Facts, node: ast.For) -> set[str]:
    """Names that are set outside of a loop."""
    inside = {id(one) for one in ast.walk(node)}
    every = (one for one in ast.walk(facts.tree) if isinstance(one, ast.Name) and _is_store(one))
    return {one.id for one in every if id(one) not in inside}
