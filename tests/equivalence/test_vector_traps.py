"""Where rules on eight rows at a time could go wrong without a word: ways out of loops, names, crews, kept code."""

import dataclasses

import numpy as np
import pytest

from govsim.engines import core, kernels
from govsim.engines.pieces import pieces_of, reasons_of
from govsim.engines.plan import step_of
from govsim.engines.week import Arrive, Play, Stage
from govsim.model import model_of
from tests.equivalence.conftest import SMALL, scenario
from tests.equivalence.test_vectors import HEAD, declared, in_python, only, random_rows

HELPERS = """
COUNT = 3


@helper
def first_above(x, edge):
    made = x
    for _round in range(5):
        made = made + 0.5
        if made > edge:
            return made
    return -1.0


@helper
def counted(x, n):
    made = 0.0
    for n in range(3):
        made += x * float(n)
    return made + float(n)


@rule("""
ALIKE = {
    "a helper returns out of a loop": "enterprise.c = first_above(enterprise.a, p.edge)",
    "a rule returns out of a loop": """
        for n in range(4):
            enterprise.c = enterprise.c + 1.0
            if enterprise.f:
                return
            for m in range(3):
                enterprise.k += m
                if enterprise.g:
                    return
        enterprise.d = 1.0
        """,
    "a loop counts again what another in it counts": """
        for n in range(3):
            for n in range(2):
                enterprise.c = enterprise.c + 1.0
            enterprise.k = enterprise.k + n
        """,
    "a counter is read behind its loop": """
        n = 0
        for n in range(3):
            enterprise.c = enterprise.c + float(n)
        enterprise.k = n
        """,
    "an argument counts a loop": "enterprise.c = counted(enterprise.a, 5)",
    "two loops count by one name": """
        for n in range(3):
            enterprise.k += n
        for n in range(1, 4):
            enterprise.k += n
        """,
    "a local has a number's name": """
        COUNT = 1
        if enterprise.f:
            COUNT = 2
        enterprise.k = 7 // COUNT
        """,
}


def with_helpers(folder, body, monkeypatch):
    made = HEAD.replace("\n@rule(", HELPERS)
    monkeypatch.setattr("tests.equivalence.test_vectors.HEAD", made)
    return declared(folder, body)


def small_run(model, seed):
    return core.Run(model, dataclasses.replace(scenario(weeks=4), population=SMALL), seed)


@pytest.mark.parametrize("body", ALIKE.values(), ids=ALIKE)
def test_ways_out_and_names_are_those_of_python(body, tmp_path, monkeypatch):
    model = with_helpers(tmp_path, body, monkeypatch)
    for seed in range(2):
        run = small_run(model, seed)
        random_rows(run, seed)
        run.week = 1
        wanted = in_python(model, run, model.rules["work"].function)
        run.play(2, kernels.program_of(model, [only(model, "work")]))
        rows = run.world.tables["enterprise"]
        for name in rows.dtype.names:
            made = np.array([getattr(row, name) for row in wanted], rows.dtype[name])
            assert made.tobytes() == rows[name].tobytes(), name


@pytest.mark.parametrize(
    "body",
    [
        "power = 1.0\nif enterprise.f:\n    power = 0.0\nenterprise.c = 1.0 / power",
        "COUNT = 1\nif enterprise.f:\n    COUNT = 0\nenterprise.k = 7 // COUNT",
    ],
    ids=["of a function", "of a number"],
)
def test_a_local_with_a_name_of_the_module_may_be_zero(body, tmp_path, monkeypatch):
    model = with_helpers(tmp_path, body, monkeypatch)
    stage = only(model, "work")
    assert reasons_of(model, stage) == (None,)
    run = small_run(model, 1)
    random_rows(run, 1)
    run.week = 1
    with pytest.raises(ZeroDivisionError):
        run.play(2, kernels.program_of(model, [stage]))


def test_the_least_whole_number_may_be_divided_by_minus_one(tmp_path):
    model = declared(tmp_path, "enterprise.k = enterprise.i % enterprise.j")
    stage = only(model, "work")
    assert reasons_of(model, stage) == (None,)
    run = small_run(model, 1)
    rows = run.world.tables["enterprise"]
    rows["i"], rows["j"], rows["k"], rows["alive"] = -(2**63), -1, 5, True
    run.week = 1
    run.play(2, kernels.program_of(model, [stage]))
    assert (rows["k"] == 0).all()


# --- Crews ----------------------------------------------------------------------------------------------------------

STALLS = """
from govsim.language import Rows, Table, column, columns, rule


def stalls(structure):
    return Rows(60, {"enterprise": [k // 3 for k in range(60)]})


def number(meaning):
    return column(0.0, unit="1", zh="值", meaning=meaning, source="computed")


Table("stall", code=97, zh="摊", plural="stalls", parents=("enterprise",), rows=stalls,
      columns={"worth": number("worth"), "sold": number("what is sold")})
columns("enterprise", takings=number("a sum"))


@rule(writes=("worth",), phase="parties")
def trade(stall, industry, p, now):
    stall.worth = stall.worth + 1.0


@rule(writes=("sold",), after="trade")
def sell(stall, enterprise, p, now):
    stall.sold = stall.sold + 1.0


@rule(writes=("takings",), after="sell")
def gather(enterprise, stalls, p, now):
    if enterprise.takings < 0.0:
        return
    total = 0.0
    for stall in stalls:
        total += stall.sold
    enterprise.takings = total


@rule(writes=("takings",), after="gather")
def count_up(enterprise, stalls, p, now):
    total = 0.0
    for _round in range(3):
        total += 1.0
    enterprise.takings = total


@rule(writes=("arriving",), on="vacant", after="count_up")
def await_stall(stall, p, now):
    stall.arriving = True


@rule(newcomer=True, after="await_stall")
def open_stall(stall, industry, p, now):
    stall.worth = 7.0
"""
FREE, OWES = slice(2, 5), 7  # enterprises that are gone, and one that leaves its rule early
STALLS_OF = np.arange(60) // 3


@pytest.fixture
def market(tmp_path):
    file = tmp_path / "market.py"
    file.write_text(STALLS, encoding="utf-8")
    return model_of(plugins=[file])


def played(market, *names, open_=True):
    """The stalls after some rules have been played in one stage."""
    steps = [step_of(market, market.rules[name]) for name in names]
    doing = tuple(Arrive(one, ()) if one.newcomer else Play(one) for one in steps)
    stage = Stage("phase", "alone", doing)
    assert reasons_of(market, stage) == (None,) * len(doing)
    run = small_run(market, 1)
    rows, stalls = run.world.tables["enterprise"], run.world.tables["stall"]
    lives = np.ones(len(rows), bool)
    lives[FREE] = False
    takings = np.zeros(len(rows))
    takings[OWES] = -1.0
    rows["alive"], rows["takings"], stalls["alive"] = lives, takings, open_
    run.week = 1
    run.play(2, kernels.program_of(market, [stage]))
    return run.world.tables["stall"], lives[STALLS_OF], stage


def test_a_rule_is_played_where_a_parent_that_it_does_not_ask_for_is_gone(market):
    stalls, _, _ = played(market, "trade")
    assert (stalls["worth"] == 1.0).all()
    stalls, lives, _ = played(market, "trade", "sell")
    assert (stalls["worth"] == 1.0).all() and (stalls["sold"] == lives).all()


def test_an_agent_arrives_where_a_parent_that_its_rule_does_not_ask_for_is_gone(market):
    stalls, _, _ = played(market, "await_stall", "open_stall", open_=False)
    assert stalls["alive"].all() and (stalls["worth"] == 7.0).all()


@pytest.mark.parametrize("over", ["gather", "count_up"])
def test_rules_on_members_are_played_whether_or_not_they_are_walked(market, over):
    stalls, lives, stage = played(market, "sell", over)
    assert (stalls["sold"] == lives).all()
    assert [len(piece.steps) for piece in pieces_of(market, stage)] == [1, 1]


# --- What is kept ---------------------------------------------------------------------------------------------------


def test_the_name_of_kept_code_says_whose_rows_come_and_go(tmp_path, market):
    file = tmp_path / "closing.py"
    file.write_text(
        "from govsim.language import rule\n\n\n"
        '@rule(writes=("alive",), phase="parties")\n'
        "def shut(industry, p, now):\n    industry.alive = industry.injury_base < 2.0\n",
        encoding="utf-8",
    )
    other = model_of(plugins=[tmp_path / "market.py", file])
    names = [kernels.name_of(one, only(one, "trade")) for one in (market, other)]
    assert len(set(names)) == 2
