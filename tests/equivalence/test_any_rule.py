"""Rules that nobody wrote: any program of the language gives each row what Python gives it, on eight rows at a time."""

import random

import numpy as np
import pytest

from govsim.engines import core, kernels
from govsim.engines.pieces import reasons_of
from tests.equivalence.conftest import scenario
from tests.equivalence.test_vectors import declared, in_python, only, random_rows

REALS, WHOLES, FLAGS = "abcd", "ijk", "fg"


class Author:
    """Writes programs at random, in which nothing is divided by zero and no loop is long."""

    def __init__(self, seed):
        self.dice, self.locals, self.names = random.Random(seed), {"real": [], "whole": []}, 0

    def real(self, depth=3):
        leaf = [f"enterprise.{self.dice.choice(REALS)}", "p.edge", repr(round(self.dice.uniform(-2, 2), 2)),
                "industry.injury_base", "HALF", *self.locals["real"]]  # fmt: skip
        if depth == 0 or self.dice.random() < 0.2:
            return self.dice.choice(leaf)
        a, b, c = (self.real(depth - 1) for _ in range(3))
        return self.dice.choice([
            f"({a} + {b})", f"({a} - {b})", f"({a} * {b})", f"-{a}", f"{a} / ({b} * {b} + 0.5)",
            f"min({a}, {b})", f"max({a}, {b}, {c})", f"clip({a}, -1.0, {b})", f"abs({a})", f"floor({a})",
            f"exp(clip({a}, -3.0, 3.0))", f"log(abs({a}))", f"logistic({a})", f"sqrt({a})", f"toward({a}, {b}, 0.3)",
            f"({a} if {self.flag(depth - 1)} else {b})", f"float({self.whole(depth - 1)})", f"power(abs({a}), 0.7)",
            "uniform(now, enterprise, LUCK)", f"uniform(now, enterprise, LUCK, {self.whole(depth - 1)})",
            "trait(now, industry, LUCK)", f"of_row(enterprise, p) * {a}", "normal(uniform(now, enterprise, LUCK, 3))",
        ])  # fmt: skip

    def whole(self, depth=3):
        leaf = [f"enterprise.{self.dice.choice(WHOLES)}", str(self.dice.randint(-3, 5)), *self.locals["whole"]]
        if depth == 0 or self.dice.random() < 0.2:
            return self.dice.choice(leaf)
        a, b = (self.whole(depth - 1) for _ in range(2))
        return self.dice.choice([
            f"({a} + {b})", f"({a} - {b})", f"min({a}, {b})", f"max({a}, {b})", f"abs({a})",
            f"({a} // {self.dice.choice([-3, 2, 7])})", f"({a} % {self.dice.choice([-4, 3, 5])})",
            f"({a} if {self.flag(depth - 1)} else {b})", f"int(clip({self.real(depth - 1)}, -50.0, 50.0))",
            f"in_steps({self.real(depth - 1)}, 0.4)",
            f"poisson(uniform(now, enterprise, LUCK), {self.real(depth - 1)})",
            f"binomial(uniform(now, enterprise, LUCK), min(abs({a}), 30), abs({self.real(depth - 1)}))",
        ])  # fmt: skip

    def flag(self, depth=2):
        if depth <= 0 or self.dice.random() < 0.2:
            return self.dice.choice([f"enterprise.{self.dice.choice(FLAGS)}", "now.week > 1"])
        a, b = self.real(depth - 1), self.real(depth - 1)
        sign = self.dice.choice(["<", "<=", ">", ">=", "==", "!="])
        return self.dice.choice([
            f"{a} {sign} {b}", f"{a} {sign} {b} < {self.real(depth - 1)}", f"not {self.flag(depth - 1)}",
            f"({self.flag(depth - 1)} and {self.flag(depth - 1)})",
            f"({self.flag(depth - 1)} or {self.flag(depth - 1)})",
            f"{self.whole(depth - 1)} {sign} {self.whole(depth - 1)}",
        ])  # fmt: skip

    def statement(self, depth, in_loop):
        kind = self.dice.random()
        if depth and kind < 0.3:
            made = [f"if {self.flag()}:", *self.block(depth - 1, in_loop)]
            if self.dice.random() < 0.4:
                made += [f"elif {self.flag()}:", *self.block(depth - 1, in_loop)]
            return made + (["else:", *self.block(depth - 1, in_loop)] if self.dice.random() < 0.5 else [])
        if depth and kind < 0.4:
            self.names += 1
            until = self.dice.choice(["3", "1, 4", "int(p.edge * 10.0)"])
            return [f"for _step{self.names} in range({until}):", *self.block(depth - 1, True)]
        if in_loop and kind < 0.5:
            return [f"if {self.flag()}:", "    " + self.dice.choice(["break", "continue", "return"])]
        if not in_loop and kind < 0.45:
            return [f"if {self.flag()}:", "    return"]
        what = self.dice.choice(("real", "whole", "flag"))
        if what == "flag":
            return [f"enterprise.{self.dice.choice(FLAGS)} = {self.flag()}"]
        made = self.real() if what == "real" else self.whole()
        if depth == 3 and self.dice.random() < 0.3:
            self.names += 1
            self.locals[what].append(f"{what}{self.names}")
            return [f"{what}{self.names} = {made}"]
        column = self.dice.choice(REALS if what == "real" else WHOLES)
        return [f"enterprise.{column} {self.dice.choice(['=', '+=', '-='])} {made}"]

    def block(self, depth, in_loop=False):
        lines = [line for _ in range(self.dice.randint(1, 3)) for line in self.statement(depth, in_loop)]
        return ["    " + line for line in lines]

    def program(self):
        lines = [line for _ in range(self.dice.randint(3, 7)) for line in self.statement(3, False)]
        held = [f"enterprise.{name} = clip(enterprise.{name}, -1e3, 1e3)" for name in REALS]
        return "\n".join([*lines, *held, *(f"enterprise.{n} = enterprise.{n} % 1000" for n in WHOLES)])


@pytest.mark.parametrize("seed", [*range(12), *(pytest.param(one, marks=pytest.mark.slow) for one in range(12, 200))])
def test_any_rule_gives_each_row_what_python_gives_it(seed, tmp_path):
    body = Author(seed).program()
    model = declared(tmp_path, body, f"any_rule_{seed}")
    stage = only(model, "work")
    assert reasons_of(model, stage) == (None,)
    run = core.Run(model, scenario(weeks=4), seed)
    random_rows(run, seed)
    run.week = seed % 4
    wanted = in_python(model, run, model.rules["work"].function)
    run.play(run.week + 1, kernels.program_of(model, [stage]))
    rows = run.world.tables["enterprise"]
    for name in (*REALS, *WHOLES, *FLAGS):
        made = np.array([getattr(row, name) for row in wanted], rows.dtype[name])
        assert made.tobytes() == rows[name].tobytes(), f"{name}\n{body}"
