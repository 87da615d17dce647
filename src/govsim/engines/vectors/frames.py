"""Converts the statements of a function of the model: a condition on row values becomes a choice in each lane.

Assignments under a condition choose between the new value and the old. What a branch holds is done for all lanes where
it is cheap, and where it is dear only if any lane asks for it. Who has left a function or a loop is kept in a flag a
lane. A condition that is the same for all lanes stays a branch.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from llvmlite import ir

from govsim.engines.vectors.code import Code, Value
from govsim.engines.vectors.expressions import Expressions, Where
from govsim.engines.vectors.reasons import at
from govsim.engines.vectors.rows import Written
from govsim.language import Facts, draws

if TYPE_CHECKING:
    from govsim.engines.vectors.crews import Crews
    from govsim.engines.vectors.language import Language

CHEAP = {"clip", "toward", "min", "max", "abs", "float", "int", "bool", "floor"}
MAGIC = 6755399441055744.0  # 1.5 x 2^52: added to a small whole number, it leaves it in the last bits
BIAS, MANTISSA = 1023, 52  # of a float of 64 bits


class Converter:
    """Writes functions of the model into a function of a module.

    Args:
        code: what it writes with.
        language: the functions of the language in this module.
        living: the lanes that count; None for all.
        begin: where to set down what is noted: nothing is noted where this is not given.
        crews: takes loops over members, where there are any.
    """

    def __init__(
        self, code: Code, language: Language, living: Where = None, begin: ir.IRBuilder | None = None,
        crews: Crews | None = None,
    ) -> None:  # fmt: skip
        self.code, self.language, self.living, self.begin, self.crews = code, language, living, begin, crews
        self.zeros: dict[bool, Any] = {}

    def convert(self, function: Callable[..., Any], names: Mapping[str, Any], where: Where = None) -> Value | None:
        """Write a function out; returns what it returns.

        Args:
            function: of the model.
            names: what its arguments stand for.
            where: the lanes in which it is called; None for all that count.

        Raises:
            RowByRow: when it cannot be converted.
        """
        return Frame(self, function, names).run(where)

    def answer(self, function: Callable[..., Any], names: Mapping[str, Any], where: Where = None) -> Value:
        """Write out a function that always returns; see `convert`."""
        made = self.convert(function, names, where)
        assert made is not None  # what is always returned, the language sees to
        return made

    def guard(self, where: Where) -> Where:
        """The lanes that count where something holds."""
        return self.code.narrowed(self.living, where)

    def note_zero(self, divisor: Value, where: Where) -> None:
        """Note the lanes in which something is divided by zero; whoever plays the rules looks at that later."""
        if self.begin is None:
            return
        code = self.code
        bad = code.both(self.guard(where), code.compare("==", divisor, code.constant(0)))
        if bad.wide not in self.zeros:
            self.zeros[bad.wide] = code.room("b", bad.wide, self.begin, "zero")
        code.store(code.either(code.load(self.zeros[bad.wide], "b", bad.wide), bad), self.zeros[bad.wide], bad.wide)

    def has_divided_by_zero(self) -> Any:
        """Whether that has happened in any lane, as a flag of LLVM; None where nothing was divided."""
        noted = [self.code.any(self.code.load(room, "b", wide)) for wide, room in sorted(self.zeros.items())]
        return self.code.b.or_(*noted) if len(noted) == 2 else noted[0] if noted else None

    # --- Numbers taken apart ------------------------------------------------------------------------------------

    def draw(self, key: Value, agent: Value, purpose: Value, again: Value) -> Value:
        """`language.draw`."""
        code = self.code
        key, agent, purpose, again = code.alike(key, agent, purpose, code.cast(again, "i"))
        one = code.b

        def whole(number: int) -> Any:
            signed = number - (1 << 64) if number >> 63 else number
            return code.constant(signed, agent.wide).at

        def mix(x: Any) -> Any:
            x = one.mul(one.xor(x, one.lshr(x, whole(30))), whole(0xBF58476D1CE4E5B9))
            x = one.mul(one.xor(x, one.lshr(x, whole(27))), whole(0x94D049BB133111EB))
            return one.xor(x, one.lshr(x, whole(31)))

        x = mix(one.xor(key.at, one.mul(agent.at, whole(draws.AGENT_FACTOR))))
        x = mix(one.add(one.add(x, purpose.at), one.shl(again.at, whole(32))))
        drawn = one.uitofp(one.lshr(x, whole(11)), code.type_of("f", agent.wide))
        return code.multiply(Value(drawn, "f", agent.wide), code.constant(draws.UNIT))

    def power_of_two(self, k: Value) -> Value:
        """`functions.power_of_two`."""
        code, wide = self.code, k.wide
        if k.real is not None:
            magic = code.b.fadd(k.real, code.constant(MAGIC, wide).at)
            bits = code.b.bitcast(magic, code.type_of("i", wide))  # 52 bits further up nothing but k is left of it
        else:
            bits = k.at
        raised = code.b.shl(code.b.add(bits, code.constant(BIAS, wide).at), code.constant(MANTISSA, wide).at)
        return Value(code.b.bitcast(raised, code.type_of("f", wide)), "f", wide)

    def exponent_of(self, x: Value) -> Value:
        """`functions.exponent_of`."""
        code, wide = self.code, x.wide
        bits = code.b.ashr(code.b.bitcast(x.at, code.type_of("i", wide)), code.constant(MANTISSA, wide).at)
        return code.subtract(Value(bits, "i", wide), code.constant(BIAS - 1))


class _Loop:
    """Who has left a loop for good, and who has left this round of it."""

    def __init__(self, code: Code, begin: ir.IRBuilder) -> None:
        self.broken, self.skipped = (code.room("b", code.wide, begin) for _ in range(2))


class Frame(Expressions):
    """One function that is being converted."""

    def run(self, where: Where) -> Value | None:
        """Write it; returns what it returns."""
        statements = self.facts.tree.body
        if isinstance(statements[0], ast.Expr) and isinstance(statements[0].value, ast.Constant):
            statements = statements[1:]
        self._begin = self.code.opening()
        self._once = _assigned_once(statements)
        self._rooms: dict[str, tuple[Any, str, bool]] = {}
        self._result: tuple[Any, str, bool] | None = None
        self._left: Any = None
        self._loops: list[_Loop] = []
        returns = [node for one in statements for node in ast.walk(one) if isinstance(node, ast.Return)]
        self._ends_plainly = len(returns) == 1 and bool(statements) and returns[0] is statements[-1]
        self._plain: Value | None = None
        if any(_leaves_a_loop(one) for one in statements):  # the loop's next round asks who has left
            self._left = self.code.room("b", self.code.wide, self._begin)
        for name, value in list(self.names.items()):
            if name in _stored(statements) - self._once and isinstance(value, Value):  # an argument that is changed
                self.keep(name, value, None, self.facts.tree)
        self.body(statements, where)
        return self.code.load(*self._result) if self._result else self._plain

    def body(self, statements: Sequence[ast.stmt], where: Where) -> bool:
        """Write statements; returns whether some lane may have left before their end."""
        for number, one in enumerate(statements):
            leaves = self._statement(one, where)
            if isinstance(one, (ast.Return, ast.Break, ast.Continue)):
                return True
            rest = statements[number + 1 :]
            if leaves:
                if rest:
                    self.branch(rest, self._going(where))
                return True
        return False

    def branch(self, statements: Sequence[ast.stmt], where: Value) -> bool:
        """Write statements that are done where something holds."""
        if not where.wide:
            with self.code.when(where.at):
                return self.body(statements, None)
        crews = self.converter.crews
        if not is_dear(statements) and not (crews and crews.is_adding):
            return self.body(statements, where)
        with self.code.when(self.code.any(self.code.both(self.converter.living, where))):
            return self.body(statements, where)

    def _going(self, where: Where) -> Value:
        """Where nobody has left."""
        code = self.code
        rooms = [self._left, *(room for loop in self._loops for room in (loop.broken, loop.skipped))]
        made = where or code.constant(True)
        for room in filter(None, rooms):
            made = code.both(made, code.negate(code.load(room, "b", code.wide)))
        return made

    def _statement(self, node: ast.stmt, where: Where) -> bool:
        if isinstance(node, ast.Assign):
            self._assign(node.targets[0], self.value(node.value, where), where, node)
        elif isinstance(node, ast.AugAssign):
            self.change(node, where)
        elif isinstance(node, ast.If):
            return self._if(node, where)
        elif isinstance(node, ast.For):
            return self._for(node, where)
        elif isinstance(node, ast.While):  # in functions of the language only
            return self._repeat(lambda here: self.value(node.test, here), node.body, where)
        elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
            self.value(node.value, where)  # for what it may divide by
        elif isinstance(node, ast.Return):
            self._return(node, where)
        elif isinstance(node, (ast.Break, ast.Continue)):
            loop = self._loops[-1]
            self._mark(loop.broken if isinstance(node, ast.Break) else loop.skipped, where)
        return False

    # --- Assigning ----------------------------------------------------------------------------------------------

    def change(self, node: ast.AugAssign, where: Where) -> None:
        """`x += y` and its like."""
        crews = self.converter.crews
        if crews is not None and isinstance(node.target, ast.Name) and crews.adds_up(self, node.target.id):
            value = self.value(node.value, where)
            crews.add(node.target.id, self.code.negative(value) if isinstance(node.op, ast.Sub) else value, where)
            return
        before = (
            self.named(node.target.id, node) if isinstance(node.target, ast.Name) else self.value(node.target, where)
        )
        made = self.operation(node.op, before, self.value(node.value, where), node, where)
        self._assign(node.target, made, where, node)

    def _assign(self, target: ast.expr, value: Value, where: Where, node: ast.AST) -> None:
        if isinstance(target, ast.Name):
            if target.id in self._once:
                self.names[target.id] = value
            else:
                self.keep(target.id, value, where, node)
            return
        assert isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
        row = self.row(target.value.id, node)
        if not (isinstance(row, Written) and row.changes):
            raise at(self.facts, node, "writes")
        row.write(target.attr, value, where)

    def keep(self, name: str, value: Value, where: Where, node: ast.AST) -> None:
        """Give a name a value where something holds."""
        code = self.code
        if name not in self._rooms:
            self._rooms[name] = (code.room(value.kind, code.wide, self._begin, name), value.kind, code.wide)
        room, kind, wide = self._rooms[name]
        value = code.cast(value, kind)
        if (value.wide or (where is not None and where.wide)) and not wide:
            raise at(self.facts, node, "carried")
        if where is not None:
            value = code.select(where, value, code.load(room, kind, wide))
        code.store(value, room, wide)

    @property
    def begin(self) -> ir.IRBuilder:
        """Where what is written stands before all else of the function."""
        return self._begin

    def room_of(self, name: str, node: ast.AST) -> tuple[Any, str]:
        """Where a name of one number stands, and its kind."""
        if name not in self._rooms or self._rooms[name][2]:
            raise at(self.facts, node, "carried")
        return self._rooms[name][:2]

    def named(self, name: str, node: ast.AST) -> Value:
        """A number by its name."""
        return self.code.load(*self._rooms[name]) if name in self._rooms else super().named(name, node)

    def _return(self, node: ast.Return, where: Where) -> None:
        if node.value is not None:
            value = self.value(node.value, where)
            if self._ends_plainly:
                self._plain = value
                return
            code = self.code
            if self._result is None:
                self._result = (code.room(value.kind, code.wide, self._begin), value.kind, code.wide)
            room, kind, wide = self._result
            value = code.cast(value, kind)
            value = value if where is None else code.select(where, value, code.load(room, kind, wide))
            code.store(value, room, wide)
        if self._left is None:
            self._left = self.code.room("b", self.code.wide, self._begin)
        self._mark(self._left, where)

    def _mark(self, room: Any, where: Where) -> None:
        """Note the lanes that leave."""
        code = self.code
        gone = code.constant(True) if where is None else code.either(code.load(room, "b", code.wide), where)
        code.store(gone, room, code.wide)

    # --- Branches and loops -------------------------------------------------------------------------------------

    def _if(self, node: ast.If, where: Where) -> bool:
        code, test = self.code, self.code.cast(self.value(node.test, where), "b")
        if not test.wide:
            with code.b.if_else(test.at) as (yes, no):
                with yes:
                    leaves = self.body(node.body, where)
                with no:
                    return self.body(node.orelse, where) or leaves
        leaves = self.branch(node.body, code.both(where, test))
        return (self.branch(node.orelse, code.both(where, code.negate(test))) if node.orelse else False) or leaves

    def _for(self, node: ast.For, where: Where) -> bool:
        assert isinstance(node.target, ast.Name)
        if not isinstance(node.iter, ast.Call):
            if self.converter.crews is None or where is not None or node.orelse:
                raise at(self.facts, node, "members")
            self.converter.crews.walk(self, node)
            return False
        given = [self.value(one, where) for one in node.iter.args]
        first, last = (self.code.constant(0), given[0]) if len(given) < 2 else given[:2]
        name, code = node.target.id, self.code
        if node.orelse or len(given) > 2 or first.wide or last.wide or not _counts_only(self.facts, name):
            raise at(self.facts, node, "range")
        counter = code.room("i", False, self._begin, name)
        code.store(code.subtract(first, code.constant(1)), counter, False)
        self._once.discard(name)

        def goes_on(here: Where) -> Value:
            code.store(code.add(code.load(counter, "i", False), code.constant(1)), counter, False)
            self.names[name] = code.load(counter, "i", False)
            return code.compare("<", self.names[name], last)

        return self._repeat(goes_on, node.body, where)

    def _repeat(self, test: Callable[[Where], Value], statements: Sequence[ast.stmt], where: Where) -> bool:
        """Write statements that are done again and again while something holds in any lane that has not left."""
        code, loop = self.code, _Loop(self.code, self._begin)
        code.store(code.constant(False), loop.broken, code.wide)
        head, inside, onward = (code.b.append_basic_block(name) for name in ("head", "round", "onward"))
        code.b.branch(head)
        code.b.position_at_end(head)
        self._loops.append(loop)
        code.store(code.constant(False), loop.skipped, code.wide)
        here = self._going(where)
        here = code.both(here, test(here))
        code.b.cbranch(code.any(code.both(self.converter.living, here)), inside, onward)
        code.b.position_at_end(inside)
        self.body(statements, here if here.wide else None)
        self._loops.pop()
        code.b.branch(head)
        code.b.position_at_end(onward)
        return self._left is not None


def _assigned_once(statements: Sequence[ast.stmt]) -> set[str]:
    """Names that are assigned in one place only, which is no branch and no loop."""
    stores = _stores(statements)
    plain = {
        one.targets[0].id for one in statements if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
    }
    return {name for name in plain if stores.count(name) == 1}


def _stored(statements: Sequence[ast.stmt]) -> set[str]:
    return set(_stores(statements))


def _stores(statements: Sequence[ast.stmt]) -> list[str]:
    nodes = (node for one in statements for node in ast.walk(one))
    return [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]


def _leaves_a_loop(statement: ast.stmt) -> bool:
    """Whether a loop returns from its function."""
    loops = (node for node in ast.walk(statement) if isinstance(node, (ast.For, ast.While)))
    return any(isinstance(node, ast.Return) for loop in loops for node in ast.walk(loop))


def _counts_only(facts: Facts, name: str) -> bool:
    """Whether a name counts the rounds of loops, none of them in another, and means nothing elsewhere."""
    loops = [n for n in ast.walk(facts.tree) if isinstance(n, ast.For) and getattr(n.target, "id", "") == name]
    inside = [id(node) for loop in loops for node in ast.walk(loop) if isinstance(node, ast.Name) and node.id == name]
    every = [id(node) for node in ast.walk(facts.tree) if isinstance(node, ast.Name) and node.id == name]
    stored = [node for node in ast.walk(facts.tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    is_once_inside = len(inside) == len(set(inside)) == len(every)
    return name not in facts.arguments and is_once_inside and sum(n.id == name for n in stored) == len(loops)


def is_dear(statements: Sequence[ast.stmt]) -> bool:
    """Whether statements take long: draws, functions, divisions, loops."""
    for node in (node for one in statements for node in ast.walk(one)):
        if isinstance(node, (ast.For, ast.While)) or isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            return True
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") not in CHEAP:
            return True
    return False
