"""Rules on eight rows at a time give each row what Python gives it, to the bit, and fail where Python fails."""

import copy
import dataclasses
import os
import pickle
import re
import subprocess
import sys
import textwrap
from types import SimpleNamespace

import numpy as np
import pytest
from llvmlite import ir
from numba import types
from numba.core import callconv
from numba.core.registry import cpu_target

from govsim.commands.common.listing import Known, list_all
from govsim.engines import core, kernels, machine, mesa
from govsim.engines.kernel_text import layouts_of
from govsim.engines.pieces import how_played, kernel_of, pieces_of, reasons_of
from govsim.engines.plan import step_of
from govsim.engines.tiles import LANES, NOBODY, Tiles, parent_of_tiles
from govsim.engines.vectors import machines
from govsim.engines.vectors.modules import RECORD, object_code
from govsim.engines.vectors.write import llvm_text
from govsim.engines.week import Play, Stage, week_of
from govsim.language import draw
from govsim.model import model_of
from tests.equivalence.conftest import MODEL, SMALL, scenario
from tests.equivalence.test_engines import assert_equal

# --- One rule against Python -------------------------------------------------------------------------------------

HEAD = """
from govsim.language import (
    binomial, clip, column, columns, exp, floor, helper, log, logistic, normal, parameter, poisson, power, purpose,
    rule, sqrt, toward, trait, uniform,
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


@rule(writes=("a", "b", "c", "d", "i", "j", "k", "f", "g"), phase="parties")
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


# --- Crews of any size, rows in any order ------------------------------------------------------------------------

STALLS = """
from govsim.language import Rows, Table, column, columns, outcome, purpose, rule, trait, uniform

LUCK, STAYS = purpose("stall_luck"), purpose("stall_stays")
ORDER = {order}


def stalls(structure):
    return Rows(len(ORDER), {{"enterprise": ORDER}})


Table("stall", code=97, zh="摊", plural="stalls", parents=("enterprise",), rows=stalls, columns={{
    "worth": column(0.1, unit="1", zh="值", meaning="worth", source="computed"),
    "sold": column(0, unit="1", zh="售", meaning="sold", source="computed"),
    "key": column(0.0, unit="1", zh="序", meaning="by which they come", source="computed"),
    "asked": column(0, unit="1", zh="问", meaning="how often asked", source="computed"),
}})
Table("owner", code=96, zh="主", plural="owners", rows=lambda structure: Rows(3), columns={{
    "open": column(True, unit="", zh="开", meaning="whether open", source="computed")}})
columns("enterprise", **{{
    name: column(0.0, unit="1", zh="值", meaning="a sum", source="computed") for name in ("worth", "best", "early")}})
columns("enterprise", stalls_open=column(0, unit="1", zh="摊", meaning="stalls", source="computed"),
        sold=column(0, unit="1", zh="售", meaning="sold", source="computed"))
columns("public", stall_worth=column(0.0, unit="1", zh="值", meaning="a sum", source="computed"))
outcome("stall_worth", total="stall.worth", kind="stock", unit="1", zh="摊值", meaning="worth of stalls")
outcome("stalls_sold", total=("stall.sold", "stall.asked"), unit="1", zh="售出", meaning="sold and asked")


@rule(writes=("worth", "sold", "key"), phase="parties")
def trade(stall, enterprise, industry, p, now):
    lot = uniform(now, stall, LUCK)
    stall.worth = 0.9 * stall.worth + lot * (0.3 + enterprise.effort) + industry.injury_base
    stall.sold = 2 if lot < 0.1 else (1 if lot < 0.4 else 0)
    stall.key = float(int(4.0 * lot))


@rule(writes=("worth", "best", "early", "stalls_open", "sold"), after="trade")
def gather_stalls(enterprise, stalls, p, now):
    total = 0.0
    early = enterprise.early
    count = 0
    sold = 0
    for stall in stalls:
        count += 1
        total += stall.worth
        if stall.sold > 0:
            sold += stall.sold
            early -= stall.worth / (1.0 + stall.worth)
    enterprise.worth = total
    enterprise.early = early
    enterprise.stalls_open = count
    enterprise.sold = sold
    enterprise.best = total / float(count) if count > 0 else -1.0


@rule(writes=("early",), after="gather_stalls")
def gather_again(enterprise, stalls, owner, industry, p, now):
    sold = 0
    more = 0.0
    if owner.open:
        for stall in stalls:
            sold += 1
            more += stall.worth * industry.injury_base
        for stall in stalls:
            more += 0.1 * float(stall.sold)
    enterprise.early = enterprise.early + more / float(sold + 1)


@rule(writes=("alive", "open"), after="gather_again")
def owner_rests(owner, p, now):
    owner.open = uniform(now, owner, LUCK) < 0.7
    if uniform(now, owner, STAYS) < 0.05:
        owner.alive = False


@rule(writes=("best",), after="gather_again")
def take_best(enterprise, stalls, p, now):
    for stall in stalls:
        enterprise.best = max(enterprise.best, stall.worth)


@rule(writes=("effort",), order="key", member_writes=("asked",), after="take_best")
def ask_in_order(enterprise, stalls, p, now):
    met = 0
    for stall in stalls:
        met += 1
        if met > 2:
            break
        stall.asked = met


@rule(writes=("stall_worth",), after="ask_in_order")
def see_stalls(public, stalls, p, now):
    total = 0.0
    for stall in stalls:
        total = 0.5 * total + stall.worth
    public.stall_worth = total


@rule(writes=("alive", "sold"), after="see_stalls")
def close_stall(stall, enterprise, p, now):
    if uniform(now, stall, STAYS) < 0.05:
        stall.alive = False
        stall.sold = 5


@rule(writes=("arriving",), on="vacant", after="close_stall")
def await_stall(stall, enterprise, p, now):
    stall.arriving = uniform(now, stall, STAYS, 1) < 0.3


@rule(newcomer=True, after="await_stall")
def open_stall(stall, enterprise, industry, p, now):
    stall.worth = trait(now, stall, LUCK) + industry.fatal_share
"""
MEMBERS = """
from govsim.language import membership
membership("stall", "public", of=lambda structure: 0)
membership("enterprise", "owner", of=lambda structure: [k % 3 for k in range(len(structure))])
"""


def stalls_model(folder, order, name="stalls"):
    file = folder / f"{name}.py"
    text = STALLS.format(order=order).replace('@rule(writes=("effort",), order', "@rule(order") + MEMBERS
    file.write_text(text, encoding="utf-8")
    return model_of(plugins=[file])


CREWS = [crew for crew in range(20) for _ in range(crew + 1)]


@pytest.mark.parametrize("order", ["crew by crew", "shuffled", "one", "none"])
def test_crews_of_any_size_in_any_order_give_the_same_bits_in_both_engines(order, tmp_path):
    rows = {"one": [7], "none": [], "crew by crew": CREWS}.get(order)
    if rows is None:
        rows = [int(one) for one in np.random.default_rng(1).permutation(CREWS)]
    model = stalls_model(tmp_path, rows)
    played = {one.name: one.reason and one.reason.key for one in how_played(model, ())}
    assert parent_of_tiles(model, "stall") == "enterprise"
    assert not any(played[name] for name in ("trade", "gather_stalls", "gather_again", "open_stall", "owner_rests"))
    assert played["take_best"] == "rows.carried"
    assert played["ask_in_order"] == played["see_stalls"] == "rows.members_apart"
    made = scenario("credit_scoring", weeks=30, model=model)
    assert_equal(made, 4, model)


def test_rules_on_members_and_what_they_add_up_to_are_one_pass(tmp_path):
    model = stalls_model(tmp_path, CREWS)
    pieces = [piece for stage in week_of(model).stages if stage.name == "parties" for piece in pieces_of(model, stage)]
    names = [tuple(one.step.name for one in piece.steps) for piece in pieces]
    assert ("trade", "gather_stalls") in names and ("await_stall", "open_stall") in names


# --- Several regions, and further parents ------------------------------------------------------------------------

REGIONS = """
from govsim.language import (
    Instrument, Rows, Table, column, columns, further_rows, membership, purpose, rule, setting, uniform,
)

LUCK = purpose("chain_luck")
further_rows("region", of=lambda structure: Rows(2))
further_rows("public", of=lambda structure: Rows(2, {"leader": 0, "region": [1, 2]}))
membership("enterprise", "region", of=lambda structure: [k % 3 for k in range(len(structure))])
membership("enterprise", "public", of=lambda structure: [k % 3 for k in range(len(structure))])
Table("chain", code=71, zh="链", plural="chains", rows=lambda structure: Rows(5),
      columns={"tone": column(0.2, unit="1", zh="调", meaning="tone", source="computed")})
Table("service", code=72, zh="服务", plural="services", parents=("chain",),
      rows=lambda structure: Rows(4, {"chain": [3, 1, 0, 4]}), columns={
               "zeal": column(0.4, unit="1", zh="劲", meaning="zeal", source="computed"),
               "served": column(0.0, unit="1", zh="数", meaning="served", source="computed")})
membership("enterprise", "chain", of=lambda structure: [(7 * k) % 5 for k in range(len(structure))])
membership("enterprise", "service", of=lambda structure: [(3 * k) % 4 for k in range(len(structure))])
columns("worker", mood=column(0.0, unit="1", zh="情", meaning="mood", source="computed"))
columns("enterprise", spirit=column(0.0, unit="1", zh="神", meaning="spirit", source="computed"))


@rule(writes=("tone",), phase="parties")
def set_tone(chain, enterprises, p, now):
    heard = 0.0
    for enterprise in enterprises:
        heard += enterprise.spirit
    chain.tone = 0.5 * chain.tone + 0.1 * uniform(now, chain, LUCK) + 0.001 * heard


@rule(writes=("zeal",), after="set_tone")
def stir(service, p, now):
    service.zeal = 0.8 * service.zeal + 0.2 * uniform(now, service, LUCK)


@rule(writes=("spirit",), after="stir")
def feel(enterprise, chain, service, public, region, p, now):
    enterprise.spirit = chain.tone + service.zeal * public.attention + float(region.id % 7)


@rule(writes=("mood",), after="feel")
def catch(worker, enterprise, chain, service, public, p, now):
    worker.mood = 0.7 * worker.mood + chain.tone * uniform(now, worker, LUCK) + service.zeal + public.attention


@rule(writes=("served",), after="catch")
def serve(service, enterprises, p, now):
    total = 0.0
    for enterprise in enterprises:
        total += enterprise.spirit
    service.served = total


visits = Instrument("chain_visits", zh="链", settings=dict(
    reach=setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="share", zh="一", source="assumed: a test")),
    remembers=dict(weeks=column(0, unit="weeks", zh="周", meaning="weeks", source="computed")))


@visits.remember
def count(enterprise, own, chain, p, now):
    own.weeks += 1 if chain.tone > 0.1 else 0


@visits.effect("management_attention")
def attend(enterprise, own, chain, service, p, now):
    return p.reach * chain.tone * service.zeal / float(1 + own.weeks)


@visits.spends("government", "chain visits")
def pay(enterprise, service, p, now):
    return 10.0 * service.zeal
"""


def test_three_regions_and_two_further_parents_give_the_same_bits_in_both_engines(tmp_path):
    file = tmp_path / "chains.py"
    file.write_text(REGIONS, encoding="utf-8")
    model = model_of(plugins=[file])
    played = {one.name: one.reason for one in how_played(model, ["chain_visits"])}
    assert not any(played[name] for name in ("stir", "feel", "catch", "chain_visits"))
    made = scenario("chain_visits", weeks=30, model=model)
    assert_equal(made, 2, model)
    run = core.Run(model, made, 2)
    run.play_to(30)
    enterprises = run.world.tables["enterprise"]
    assert len(set(enterprises["public"])) == len(set(enterprises["region"])) == 3
    assert len({round(float(one), 6) for one in run.world.tables["worker"]["mood"]}) > 20
    assert run.world.memory["chain_visits"]["weeks"].any()


# --- The core, and what its code hangs on ------------------------------------------------------------------------

ONE_BY_ONE = {"plan_capacity", "make_visits", "settle_claims", "balance_insurer", "read_the_news", "watch_enforcement",
              "watch_the_industry", "lead", "update_pool", "pick_victims", "found_enterprise"}  # fmt: skip


def test_all_rules_of_the_core_but_those_few_that_walk_over_others_take_eight_rows_at_a_time():
    slow = {one.name for one in how_played(MODEL, MODEL.instruments) if one.reason}
    assert slow == ONE_BY_ONE


def test_the_list_of_rules_says_how_each_is_played_and_where_it_could_not_be_otherwise():
    rows = {row["rule"]: row for row in list_all("rules", Known(MODEL))}
    assert rows["comply_or_violate"]["played"] == "eight rows at a time" and not rows["comply_or_violate"]["reason"]
    assert rows["credit_scoring"]["table"] == "enterprise"
    assert rows["pick_victims"]["played"] == "row by row"
    assert re.search(
        r"carried from one member to the next.*\(major_accidents\.py:\d+\)", rows["pick_victims"]["reason"]
    )


def pieces_of_week():
    stages = [stage for stage in week_of(MODEL, MODEL.instruments).stages if stage.steps]
    return [piece for stage in stages for piece in pieces_of(MODEL, stage) if piece.vectors]


SCRIPT = """
import hashlib
from tests.equivalence.test_vectors import MODEL, kernel_of, layouts_of, llvm_text, pieces_of_week

made = hashlib.sha256()
for piece in pieces_of_week():
    kernel = kernel_of(MODEL, piece)
    made.update(llvm_text(MODEL, piece, kernel, layouts_of(MODEL, kernel)).encode())
print(made.hexdigest())
"""


def test_the_text_of_kernels_hangs_on_no_hash_seed():
    digests = set()
    for seed in ("0", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path])}
        done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        digests.add(done.stdout)
    assert len(digests) == 1


TARGETS = {  # triple, model, features: where vectors are of 2, 4 and 8 lanes
    "AVX-512": ("x86_64-unknown-linux-gnu", "znver4", ""),
    "AVX2": ("x86_64-unknown-linux-gnu", "haswell", ""),
    "SSE2": ("x86_64-unknown-linux-gnu", "x86-64", ""),
}


@pytest.mark.parametrize("vectors", TARGETS)
def test_a_processor_is_known_by_the_vectors_that_it_has(vectors, monkeypatch):
    triple, name, _ = TARGETS[vectors]
    monkeypatch.setenv("NUMBA_CPU_NAME", name)
    machines.target.cache_clear()
    try:
        made = machines.target()
    finally:
        monkeypatch.undo()
        machines.target.cache_clear()
    if made.triple.startswith("x86_64"):
        assert (made.vectors, made.width) == (vectors, 8 if vectors == "AVX-512" else 4)
        kernel = kernel_of(MODEL, pieces_of_week()[0])
        text = llvm_text(MODEL, pieces_of_week()[0], kernel, layouts_of(MODEL, kernel), made)
        assert f"<{made.width} x double>" in text and object_code(text, made)


DIGEST = """
import hashlib
from govsim.engines import core
from tests.equivalence.conftest import MODEL, scenario

run = core.Run(MODEL, scenario(*MODEL.instruments, weeks=60), 2, yearly=True)
run.play_to(60)
made = hashlib.sha256(run.weekly.tobytes() + run.yearly.tobytes())
for rows in run.world.tables.values():
    made.update(rows.cells.tobytes())
print(made.hexdigest())
"""


@pytest.mark.slow
def test_each_kind_of_processor_gives_the_same_bits():
    """Code for processors without the widest vectors runs on those that have them."""
    digests = {}
    for name in (None, "haswell", "x86-64"):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path])}
        environment |= {"NUMBA_CPU_NAME": name, "NUMBA_CPU_FEATURES": ""} if name else {}
        done = subprocess.run([sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        digests[name] = done.stdout
    assert len(set(digests.values())) == 1


# --- Tiles --------------------------------------------------------------------------------------------------------

ROW = np.dtype([("id", "i8"), ("x", "f8"), ("n", "i8"), ("on", "?")])


def records(rows):
    rng, made = np.random.default_rng(rows), np.zeros(rows, ROW)
    made["id"], made["x"] = np.arange(rows), rng.normal(size=rows)
    made["n"], made["on"] = rng.integers(-9, 9, rows), rng.random(rows) < 0.5
    return made


@pytest.mark.parametrize("rows", [0, 1, 7, 8, 9, 40])
@pytest.mark.parametrize("apart", [False, True], ids=["side by side", "apart"])
def test_tiles_give_rows_back_as_they_were_given(rows, apart):
    given = records(rows)
    places = np.random.default_rng(3).permutation(3 * LANES * 2)[:rows] if apart else None
    made = Tiles.of(given, places, 6 if apart else None)
    assert len(made) == rows and made.records().tobytes() == given.tobytes()
    assert made.tolist() == given.tolist() and made[::2].tobytes() == given[::2].tobytes()
    assert not rows or made.cells.ctypes.data % (LANES * 8) == 0
    held = made.cells[:, 0, :].view(np.int64)
    assert (held == NOBODY).sum() == held.size - rows, "padding is told by its id"
    other = made.copy()
    other["x"] = 5.0
    assert (other["x"] == 5.0).all() and made.records().tobytes() == given.tobytes()
    made.put("on", slice(None), True)
    assert made["on"].all() and (made["id"] == given["id"]).all()
    made[...] = other
    assert made.records().tobytes() == other.records().tobytes()


def test_a_copy_of_a_run_goes_on_as_the_run_does():
    """Whoever copies or pickles one: rows must lie where whole columns can be loaded."""
    run = core.Run(MODEL, scenario("credit_scoring", weeks=12), 1)
    run.play_to(4)
    copies = [copy.deepcopy(run), pickle.loads(pickle.dumps(run.world.tables["worker"]))]
    assert all(rows.cells.ctypes.data % (8 * LANES) == 0 for rows in (*copies[0].world.tables.values(), copies[1]))
    assert copies[1].records().tobytes() == run.world.tables["worker"].records().tobytes()
    for one in (run, copies[0]):
        one.play_to(12)
    assert copies[0].weekly.tobytes() == run.weekly.tobytes()


def test_a_column_is_written_by_its_name_only():
    made = Tiles.of(records(9))
    with pytest.raises(ValueError, match="read-only"):
        made["x"][2] = 1.0
    with pytest.raises(TypeError, match="by its name"):
        made[2] = 1.0
