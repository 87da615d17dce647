"""Numbers in machine code that is being written: one, or as many as a vector holds, and what may be done with them.

Every operation is the one of IEEE 754 or of 64-bit whole numbers that Python and numba do, in the same order, so the
bits are theirs. What stands in a lane that is not asked for may be anything, and is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from llvmlite import ir

REAL, WHOLE, FLAG, BYTE, SMALL = ir.DoubleType(), ir.IntType(64), ir.IntType(1), ir.IntType(8), ir.IntType(32)
POINTER = ir.PointerType()
ELEMENT = {"f": REAL, "i": WHOLE, "b": FLAG}
COMPARE = ("<", "<=", ">", ">=", "==", "!=")


@dataclass(frozen=True)
class Value:
    """A number of kind f (float), i (whole) or b (flag), one for all lanes or, if wide, one for each.

    Attributes:
        at: what LLVM knows it as.
        real: the same number as a float, where that is at hand.
    """

    at: Any
    kind: str
    wide: bool = False
    real: Any = None


class Code:
    """Writes into one function of a module.

    Args:
        builder: where.
        width: lanes of a vector: 2, 4 or 8.
        entry: writes into the block that runs once, at the beginning.
        wide: whether what is named is kept for each lane.
    """

    def __init__(self, builder: ir.IRBuilder, width: int, entry: ir.IRBuilder, wide: bool) -> None:
        self.b, self.width, self.entry, self.wide = builder, width, entry, wide

    # --- Types and constants ------------------------------------------------------------------------------------

    def type_of(self, kind: str, wide: bool) -> ir.Type:
        """How LLVM keeps a number."""
        return ir.VectorType(ELEMENT[kind], self.width) if wide else ELEMENT[kind]

    def constant(self, number: bool | int | float, wide: bool = False) -> Value:
        """A number that stands in the text."""
        kind = "b" if isinstance(number, bool) else "i" if isinstance(number, int) else "f"
        if not wide:
            return Value(ir.Constant(ELEMENT[kind], int(number) if kind != "f" else number), kind)
        one = [ir.Constant(ELEMENT[kind], int(number) if kind != "f" else number)] * self.width
        return Value(ir.Constant(self.type_of(kind, True), one), kind, True)

    def widen(self, value: Value) -> Value:
        """The same number in every lane."""
        if value.wide:
            return value
        real = None if value.real is None else self._splat(value.real)
        return Value(self._splat(value.at), value.kind, True, real)

    def _splat(self, at: Any) -> Any:
        vector = ir.VectorType(at.type, self.width)
        if isinstance(at, ir.Constant):
            return ir.Constant(vector, [at] * self.width)
        first = self.b.insert_element(ir.Constant(vector, ir.Undefined), at, SMALL(0))
        none = ir.Constant(ir.VectorType(SMALL, self.width), [0] * self.width)
        return self.b.shuffle_vector(first, ir.Constant(vector, ir.Undefined), none)

    def alike(self, *values: Value) -> tuple[Value, ...]:
        """Values, all of them wide if any is."""
        return tuple(map(self.widen, values)) if any(value.wide for value in values) else values

    def cast(self, value: Value, kind: str) -> Value:
        """The number as another kind; a number is true unless it is zero."""
        if value.kind == kind:
            return value
        to, at = self.type_of(kind, value.wide), value.at
        if kind == "f":
            if value.real is not None:
                return Value(value.real, "f", value.wide)
            made = self.b.sitofp(at, to) if value.kind == "i" else self.b.uitofp(at, to)
        elif kind == "i":
            made = self.b.zext(at, to) if value.kind == "b" else self.b.fptosi(at, to)
        else:
            zero = self.zero(value.kind, value.wide)
            made = self.b.fcmp_unordered("!=", at, zero) if value.kind == "f" else self.b.icmp_signed("!=", at, zero)
        return Value(made, kind, value.wide)

    def zero(self, kind: str, wide: bool) -> ir.Constant:
        """Nothing, in every lane."""
        return ir.Constant(self.type_of(kind, wide), None)

    def _one_kind(self, *values: Value) -> tuple[Value, ...]:
        kinds = {value.kind for value in values}
        kind = "f" if "f" in kinds else "i" if "i" in kinds else "b"
        return self.alike(*(self.cast(value, kind) for value in values))

    def _numbers(self, *values: Value) -> tuple[Value, ...]:
        """Values of one kind with which one may count: flags are 0 and 1."""
        return self._one_kind(*(self.cast(value, "i") if value.kind == "b" else value for value in values))

    # --- Arithmetic ---------------------------------------------------------------------------------------------

    def add(self, a: Value, b: Value) -> Value:
        """A + b."""
        a, b = self._numbers(a, b)
        return Value((self.b.fadd if a.kind == "f" else self.b.add)(a.at, b.at), a.kind, a.wide)

    def subtract(self, a: Value, b: Value) -> Value:
        """A - b."""
        a, b = self._numbers(a, b)
        return Value((self.b.fsub if a.kind == "f" else self.b.sub)(a.at, b.at), a.kind, a.wide)

    def multiply(self, a: Value, b: Value) -> Value:
        """A * b."""
        a, b = self._numbers(a, b)
        return Value((self.b.fmul if a.kind == "f" else self.b.mul)(a.at, b.at), a.kind, a.wide)

    def divide(self, a: Value, b: Value) -> Value:
        """A / b, whatever b is: whoever divides sees to zero."""
        a, b = self.alike(self.cast(a, "f"), self.cast(b, "f"))
        return Value(self.b.fdiv(a.at, b.at), "f", a.wide)

    def floor_divide(self, a: Value, b: Value) -> tuple[Value, Value]:
        """Whole a // b and a % b as Python has them, for b that is not zero.

        The processor ends the process where the least number is divided by -1, so nothing is divided by that.
        """
        a, b = self._numbers(a, b)
        turns = self.compare("==", b, self.constant(-1))
        a, b = self.select(turns, self.negative(a), a), self.select(turns, self.constant(1), b)
        quotient, rest = self.b.sdiv(a.at, b.at), self.b.srem(a.at, b.at)
        zero = self.zero("i", a.wide)
        signs = self.b.icmp_signed("<", self.b.xor(rest, b.at), zero)
        off = self.b.and_(self.b.icmp_signed("!=", rest, zero), signs)
        less = self.b.sub(quotient, self.b.zext(off, quotient.type))
        more = self.b.add(rest, self.b.select(off, b.at, zero))
        return Value(less, "i", a.wide), Value(more, "i", a.wide)

    def negative(self, a: Value) -> Value:
        """- a."""
        a = self.cast(a, "i") if a.kind == "b" else a
        return Value(self.b.fneg(a.at) if a.kind == "f" else self.b.neg(a.at), a.kind, a.wide)

    def absolute(self, a: Value) -> Value:
        """The size of a."""
        if a.kind == "f":
            return Value(self.call("llvm.fabs", a.at), "f", a.wide)
        a = self.cast(a, "i")
        return self.select(self.compare("<", a, self.constant(0)), self.negative(a), a)

    def smallest(self, a: Value, b: Value) -> Value:
        """Python's min: b where it is below a."""
        return self.select(self.compare("<", b, a), b, a)

    def largest(self, a: Value, b: Value) -> Value:
        """Python's max: b where it is above a."""
        return self.select(self.compare(">", b, a), b, a)

    def root(self, a: Value) -> Value:
        """The square root of a float."""
        return Value(self.call("llvm.sqrt", a.at), "f", a.wide)

    def floor(self, a: Value) -> Value:
        """`math.floor` of a float: a whole number, of which the float is kept; -0.0 has gone."""
        down = self.b.fadd(self.call("llvm.floor", a.at), self.zero("f", a.wide))
        return Value(self.b.fptosi(down, self.type_of("i", a.wide)), "i", a.wide, down)

    def call(self, name: str, *given: Any) -> Any:
        """An operation that LLVM has by name, for numbers of one type."""
        kind = given[0].type
        text = f"v{self.width}f64" if isinstance(kind, ir.VectorType) else "f64"
        called = self.function(f"{name}.{text}", kind, *(one.type for one in given))
        return self.b.call(called, given)

    def function(self, name: str, result: ir.Type, *given: ir.Type) -> Any:
        """A function that LLVM has."""
        known = self.b.module.globals
        return known[name] if name in known else ir.Function(self.b.module, ir.FunctionType(result, given), name)

    # --- Comparing and choosing ---------------------------------------------------------------------------------

    def compare(self, how: str, a: Value, b: Value) -> Value:
        """A compared with b; nothing compares with what is no number, and so it differs from all."""
        a, b = self._numbers(a, b)
        if a.kind != "f":
            made = self.b.icmp_signed(how, a.at, b.at)
        else:
            made = (self.b.fcmp_unordered if how == "!=" else self.b.fcmp_ordered)(how, a.at, b.at)
        return Value(made, "b", a.wide)

    def both(self, where: Value | None, also: Value) -> Value:
        """Where both hold; None holds everywhere. Where the first does not, the second is not looked at."""
        also = self.cast(also, "b")
        if where is None:
            return also
        where, also = self.alike(where, also)
        return Value(self.b.select(where.at, also.at, self.zero("b", where.wide)), "b", where.wide)

    def narrowed(self, where: Value | None, also: Value | None) -> Value | None:
        """Where both hold, of which each may hold everywhere."""
        return where if also is None else self.both(where, also)

    def either(self, a: Value, b: Value) -> Value:
        """Where one of them holds; where the first does, the second is not looked at."""
        a, b = self.alike(self.cast(a, "b"), self.cast(b, "b"))
        return Value(self.b.select(a.at, self.constant(True, a.wide).at, b.at), "b", a.wide)

    def negate(self, a: Value) -> Value:
        """Where it does not hold."""
        a = self.cast(a, "b")
        return Value(self.b.not_(a.at), "b", a.wide)

    def select(self, where: Value, a: Value, b: Value) -> Value:
        """A where something holds, b elsewhere."""
        a, b = self._one_kind(a, b)
        where, a, b = self.alike(self.cast(where, "b"), a, b)
        return Value(self.b.select(where.at, a.at, b.at), a.kind, a.wide)

    def any(self, where: Value) -> Any:
        """Whether it holds in any lane, as one flag of LLVM."""
        if not where.wide:
            return where.at
        bits = ir.IntType(self.width)
        return self.b.icmp_unsigned("!=", self.b.bitcast(where.at, bits), bits(0))

    def lanes(self, where: Value) -> Value:
        """In how many lanes it holds."""
        bits = ir.IntType(self.width)
        counted = self.b.call(self.function(f"llvm.ctpop.i{self.width}", bits, bits), [self.b.bitcast(where.at, bits)])
        return Value(self.b.zext(counted, WHOLE), "i")

    # --- What is named ------------------------------------------------------------------------------------------

    def room(self, kind: str, wide: bool, begin: ir.IRBuilder | None = None, name: str = "") -> Any:
        """Room for a number, nothing at first, written where it begins: LLVM keeps it in a register."""
        made = self.entry.alloca(self.type_of(kind, wide), name=name)
        (begin or self.entry).store(self.zero(kind, wide), made)
        return made

    def load(self, room: Any, kind: str, wide: bool) -> Value:
        """What stands in some room."""
        return Value(self.b.load(room, typ=self.type_of(kind, wide)), kind, wide)

    def store(self, value: Value, room: Any, wide: bool) -> None:
        """Put a number into room of its kind."""
        self.b.store((self.widen(value) if wide else value).at, room)

    # --- Ways through the text ----------------------------------------------------------------------------------

    def opening(self) -> ir.IRBuilder:
        """A block of its own for what has to stand before all that follows, though it is known later."""
        before, after = self.b.append_basic_block("opening"), self.b.append_basic_block("inside")
        self.b.branch(before)
        self.b.position_at_end(after)
        made = ir.IRBuilder(before)
        made.branch(after)
        made.position_before(before.terminator)
        return made

    @contextmanager
    def when(self, flag: Any) -> Iterator[None]:
        """What follows inside is done if one flag of LLVM holds."""
        with self.b.if_then(flag):
            yield

    @contextmanager
    def count(self, first: Any, last: Any, step: Any = None) -> Iterator[Any]:
        """What follows inside is done for each whole number from first up to, not including, last."""
        begin, head, body = self.b.block, *(self.b.append_basic_block(name) for name in ("head", "body"))
        onward = self.b.append_basic_block("onward")
        self.b.branch(head)
        self.b.position_at_end(head)
        at = self.b.phi(WHOLE)
        at.add_incoming(first, begin)
        self.b.cbranch(self.b.icmp_signed("<", at, last), body, onward)
        self.b.position_at_end(body)
        yield at
        at.add_incoming(self.b.add(at, WHOLE(1) if step is None else step), self.b.block)
        self.b.branch(head)
        self.b.position_at_end(onward)
