"""Rules on eight rows at a time give each row what Python gives it, to the bit, and fail where Python fails."""

import dataclasses
import re
import textwrap
from types import SimpleNamespace

import numpy as np
import pytest
from llvmlite import ir
from numba import types
from numba.core import callconv
from numba.core.registry import cpu_target

from govsim.engines import core, kernels, machine, mesa
from govsim.engines.pieces import how_played, pieces_of, reasons_of
from govsim.engines.plan import step_of
from govsim.engines.vectors import write
from govsim.engines.vectors.modules import RECORD
from govsim.engines.vectors.reasons import RowByRow
from govsim.engines.week import Play, Stage, week_of
from govsim.language import draw
from govsim.model import model_of
from tests.equivalence.conftest import SMALL, scenario
from tests.equivalence.test_engines import assert_equal

HEAD = """
from govsim.language import (
    binomial, clip, column, columns, exp, floor, helper, log, logistic, normal, parameter, phase, poisson, power,
    purpose, rule, sqrt, toward, trait, uniform,
)

LUCK = purpose("vector_luck")
HALF = 0.5
columns(
    "enterprise",
    **{name: column(0.0, unit="1", zh="数", meaning="a number", source="computed") for name in ("a", "b", "c", "d")},
    **{name: column(0, unit="1", zh="数", meaning="a number", source="computed") for name in ("i", "j", "k")},
    **{name: column(False, unit="", zh="数", meaning="a flag", source="computed") for name in ("f", "g")},
)
parameter("edge", 0.3, low=0.0, high=1.0, unit="1", zh="界", meaning="an edge", source="assumed: a test")


@helper
def in_steps(x, edge):
    if x < -edge:
        return 1
    if x < edge:
        if x > 0.0:
            return 2
        return 3
    return 4 if x < 2.0 * edge else 5


@helper
def of_row(enterprise, p):
    made = enterprise.a
    if enterprise.f:
        made = made * p.edge
    elif enterprise.g:
        return enterprise.b
    return made + HALF


phase("works", before="parties", en="works", zh="算")  # of its own: what is compiled for it is small


@rule(writes=("a", "b", "c", "d", "i", "j", "k", "f", "g"), phase="works")
def work(enterprise, industry, public, p, now):
"""
BODIES = {
    "arithmetic": """
        enterprise.c = (enterprise.a - enterprise.b) * 1.5 + enterprise.a * -enterprise.b
        enterprise.d = enterprise.a / (enterprise.b * enterprise.b + 1.0) + float(enterprise.i) / 7.0
        enterprise.k = enterprise.i * 3 - enterprise.j + 2
        """,
    "whole numbers": """
        enterprise.i = enterprise.i // 3 + enterprise.j % 5
        enterprise.j = enterprise.j % -7 - enterprise.j // -2
        enterprise.k = int(enterprise.a * 10.0) + int(enterprise.f) + int(now.week) // 2
        enterprise.c = floor(enterprise.a * 4.0) + float(abs(enterprise.i)) + abs(enterprise.b)
        """,
    "smallest and largest": """
        enterprise.c = min(enterprise.a, enterprise.b, 0.0) + max(enterprise.a, -enterprise.a, p.edge)
        enterprise.i = min(max(enterprise.i, 2), enterprise.j)
        enterprise.d = clip(enterprise.a, -0.0, 0.0)
        """,
    "conditions": """
        enterprise.f = enterprise.a < enterprise.b <= p.edge or not enterprise.g and enterprise.i != enterprise.j
        enterprise.g = bool(enterprise.i) and not enterprise.a > 0.0
        enterprise.c = enterprise.a if enterprise.f else (enterprise.b if enterprise.g else 0.25)
        enterprise.k = 1 if enterprise.f and enterprise.g else 0
        """,
    "branches": """
        made = 0.0
        if enterprise.a > 0.5:
            made = 1.0
            if enterprise.b > 0.0:
                made += enterprise.b
                enterprise.k = 3
            else:
                made -= p.edge
        elif enterprise.f:
            made = exp(enterprise.b)
            enterprise.d = uniform(now, enterprise, LUCK)
        else:
            other = enterprise.b * 2.0
            made = other + log(1.0 + abs(other))
        enterprise.c = made
        """,
    "branches that are alike for all": """
        enterprise.c = 1.0
        if now.week > 1:
            enterprise.c = 2.0
            if p.edge > 0.2:
                enterprise.d = uniform(now, enterprise, LUCK, 2) + trait(now, enterprise, LUCK)
        if p.edge > 0.9:
            enterprise.d = 5.0
        """,
    "helpers that return early": """
        enterprise.k = in_steps(enterprise.a, p.edge) + in_steps(enterprise.b, 0.1) + in_steps(p.edge, 0.2)
        enterprise.c = of_row(enterprise, p)
        """,
    "a rule that returns early": """
        enterprise.c = 1.0
        if enterprise.f:
            return
        enterprise.c = 2.0
        if enterprise.a > 0.0 and enterprise.g:
            enterprise.d = normal(uniform(now, enterprise, LUCK))
            return
        enterprise.c = 3.0
        """,
    "loops that are alike for all": """
        made = enterprise.a
        count = 0
        for step in range(1, 6):
            if made > 2.0:
                break
            if step % 2 == 0 and enterprise.f:
                continue
            made = made * 1.5 + float(step)
            count += step
        enterprise.c = made
        enterprise.k = count
        """,
    "functions": """
        enterprise.a = exp(enterprise.a * 30.0) + logistic(enterprise.b * 8.0)
        enterprise.b = log(abs(enterprise.b) * 1e-5) + sqrt(enterprise.b)
        enterprise.c = power(enterprise.a, enterprise.b) + toward(enterprise.a, enterprise.c, p.edge)
        enterprise.d = normal(uniform(now, enterprise, LUCK)) + normal(1e-9 * trait(now, enterprise, LUCK))
        """,
    "quantiles": """
        lot = uniform(now, enterprise, LUCK, enterprise.i)
        enterprise.i = poisson(lot, abs(enterprise.a) * 9.0)
        enterprise.j = binomial(lot, enterprise.j * 2, enterprise.b)
        enterprise.k = binomial(uniform(now, enterprise, LUCK), enterprise.k * 900, abs(enterprise.b) * 0.5)
        """,
    "those above": """
        told = industry.injury_base * public.residents + float(industry.id - enterprise.id)
        enterprise.c = told + uniform(now, industry, LUCK)
        enterprise.d = uniform(now, public, LUCK) * industry.fatal_share
        """,
    "a division that only some come to": """
        if enterprise.i != 0:
            enterprise.c = enterprise.a / float(enterprise.i)
        enterprise.d = enterprise.b / enterprise.a if enterprise.a != 0.0 else 0.0
        enterprise.f = enterprise.j != 0 and enterprise.b / float(enterprise.j) > 0.1
        enterprise.k = 100 // enterprise.j if enterprise.j != 0 else 100 % (enterprise.i * enterprise.i + 1)
        """,
    "what was written": """
        enterprise.a = enterprise.a + 1.0
        enterprise.b = enterprise.a * 2.0
        enterprise.a -= enterprise.b
        for _step in range(3):
            enterprise.c += enterprise.a
            enterprise.a = enterprise.c * 0.5
        """,
}
VALUES = [0.0, -0.0, 0.5, -0.5, 1.0, 1e-8, -3.25, 0.3, 700.0, -700.0, 0.2999999, 2.0]


def declared(folder, body, name="vector_rule"):
    file = folder / f"{name}.py"
    written = set(re.findall(r"^\s*enterprise\.(\w) [+-]?= ", body, re.MULTILINE))
    writes = "".join(f'"{one}", ' for one in sorted(written))
    head = HEAD.replace('"a", "b", "c", "d", "i", "j", "k", "f", "g"), phase', f"{writes}), phase")
    file.write_text(head + textwrap.indent(textwrap.dedent(body), "    "), encoding="utf-8")
    return model_of(plugins=[file])


def random_rows(run, seed):
    """Fill what rules read with numbers of all sorts."""
    rng, rows = np.random.default_rng(seed), run.world.tables["enterprise"]
    for name in ("a", "b", "c", "d"):
        odd = rng.choice(VALUES, len(rows))
        rows[name] = np.where(rng.random(len(rows)) < 0.4, odd, rng.normal(size=len(rows)))
    for name in ("i", "j", "k"):
        rows[name] = rng.integers(-4, 9, len(rows))
    for name in ("f", "g", "alive"):
        rows[name] = rng.random(len(rows)) < 0.7
    run.world.tables["industry"]["injury_base"] = rng.random(len(run.world.tables["industry"]))


def in_python(model, run, function):
    """The rows after a rule has been played on them in plain Python."""
    now = SimpleNamespace(week=run.week)
    key, run_key = int(run.keys[run.week - run.first]), int(run.clock["run_key"][0])
    now.draw = lambda agent, purpose, k=0: draw(key, agent, purpose, k)
    now.trait = lambda agent, purpose, k=0: draw(run_key, agent, purpose, k)
    p = SimpleNamespace(**dict(zip(run.world.parameters.dtype.names, run.world.parameters[0].item(), strict=True)))
    tables = {
        name: [SimpleNamespace(**dict(zip(rows.dtype.names, one, strict=True))) for one in rows.tolist()]
        for name, rows in run.world.tables.items()
    }
    for row in tables["enterprise"]:
        if row.alive:
            function(row, tables["industry"][row.industry], tables["public"][row.public], p, now)
    return tables["enterprise"]


def only(model, rule):
    return Stage("phase", "alone", (Play(step_of(model, model.rules[rule])),))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_rule_gives_each_row_what_python_gives_it(body, tmp_path):
    model = declared(tmp_path, body)
    stage = only(model, "work")
    assert reasons_of(model, stage) == (None,)
    for seed in range(4):
        run = core.Run(model, dataclasses.replace(scenario(weeks=4), population=SMALL), seed)
        random_rows(run, seed)
        run.week = seed
        wanted = in_python(model, run, model.rules["work"].function)
        run.play(seed + 1, kernels.program_of(model, [stage]))
        rows = run.world.tables["enterprise"]
        for name in rows.dtype.names:
            made = np.array([getattr(row, name) for row in wanted], rows.dtype[name])
            assert made.tobytes() == rows[name].tobytes(), name


FALLS_BACK = {
    "a range over a number of the row": ("rows.range", "for _step in range(enterprise.i):\n    enterprise.c += 0.1"),
    "a remainder of floats": ("rows.remainder", "enterprise.c = enterprise.a % 0.3"),
    "a quotient of floats": ("rows.remainder", "enterprise.c = enterprise.a // 0.3"),
}


@pytest.mark.parametrize(("key", "body"), FALLS_BACK.values(), ids=FALLS_BACK)
def test_what_cannot_be_converted_is_played_row_by_row_and_says_why(key, body, tmp_path):
    model = declared(tmp_path, body)
    (reason,) = reasons_of(model, only(model, "work"))
    assert reason.key == key and reason.place.startswith("vector_rule.py:")
    assert {one.name: one.reason.key for one in how_played(model, ()) if one.name == "work"} == {"work": key}
    assert_equal(scenario(weeks=8, model=model), 1, model)


def test_rules_that_cannot_be_converted_together_are_played_row_by_row(tmp_path, monkeypatch):
    file = tmp_path / "two_rules.py"
    more = (
        "@rule(writes=('d',), phase='works')\ndef more(enterprise, p, now):\n    enterprise.d = enterprise.c + 0.125\n"
    )
    head = HEAD.replace('"a", "b", "c", "d", "i", "j", "k", "f", "g"), phase', '"c",), phase')
    file.write_text(f"{head}    enterprise.c = enterprise.a * 1.75\n\n\n{more}", encoding="utf-8")
    model = model_of(plugins=[file])
    (stage,) = (one for one in week_of(model).stages if one.name == "works")
    (piece,) = pieces_of(model, stage)
    asked = []

    def refuse(*_):
        asked.append(1)
        raise RowByRow("rows.carried")

    monkeypatch.setattr(write, "llvm_text", refuse)
    monkeypatch.setattr(kernels, "_LOADED", {})
    monkeypatch.setattr(kernels.kept, "code_in", lambda path: None)
    run = core.Run(model, scenario(weeks=3), 1)
    random_rows(run, 3)
    run.week = 0
    before = run.world.tables["enterprise"].copy()
    run.play(1, kernels.program_of(model, [piece]))
    rows = run.world.tables["enterprise"]
    assert asked and piece.vectors and len(piece.steps) == 2
    for name, wanted in (("c", before["a"] * 1.75), ("d", before["c"] + 0.125)):  # rules go by their names
        assert np.array_equal(rows[name], np.where(before["alive"], wanted, before[name]))


ZERO = {
    "in one lane": "enterprise.c = 1.0 / (float(enterprise.id % 256) - 13.0)",
    "a whole quotient": "enterprise.k = 7 // (enterprise.id % 256 - 13)",
    "a remainder": "enterprise.k = 7 % (enterprise.id % 256 - 13)",
    "the same for all": "enterprise.c = 1.0 / (p.edge - 0.3)",
}


@pytest.mark.parametrize("body", ZERO.values(), ids=ZERO)
def test_a_division_by_zero_in_one_lane_ends_the_run_with_file_and_line(body, tmp_path):
    model = declared(tmp_path, body)
    assert reasons_of(model, only(model, "work")) == (None,)
    made = scenario(weeks=4, settle=0)
    errors = [engine.run_many(model, [(made, 1)])[0].error for engine in (core, mesa)]
    line = (tmp_path / "vector_rule.py").read_text(encoding="utf-8").count("\n") + 1
    kind = "division by zero in week 0"
    assert errors == [f"ZeroDivisionError: {kind}: rule work, vector_rule.py:{line}"] * 2


def test_nobody_divides_by_zero_where_nobody_lives(tmp_path):
    model = declared(tmp_path, ZERO["in one lane"])
    run = core.Run(model, scenario(weeks=3), 1)
    lives = np.ones(len(run.world.tables["enterprise"]), bool)
    lives[13] = False
    run.world.tables["enterprise"]["alive"] = lives
    run.week = 0
    run.play(1, kernels.program_of(model, [only(model, "work")]))
    assert np.isfinite(run.world.tables["enterprise"]["c"]).all()


def test_the_convention_of_calls_is_that_of_numba():
    """It stands in `machine` and `vectors.modules`, and is all that vectors lean on of numba's inside."""
    assert (callconv.RETCODE_OK.constant, callconv.RETCODE_NONE.constant) == machine.FINE
    assert callconv.RETCODE_USEREXC.constant == machine.FAILED
    ours, theirs = ([isinstance(one, ir.IntType) for one in made.elements] for made in (RECORD, callconv.excinfo_t))
    assert ours == theirs
    made = types.void(types.int64)
    arguments = callconv.CPUCallConv(cpu_target.target_context).get_function_type(made.return_type, made.args).args
    assert len(arguments) == 3, "where the value goes, where the error goes, the argument"
