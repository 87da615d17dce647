"""The order of parts, tables, mechanisms, instruments, columns and files decides no bit."""

import random
from dataclasses import replace

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.language import Model
from govsim.model import core as core_part
from govsim.model import part_of_file
from tests.equivalence.conftest import scenario

KINDS = ("table", "column", "membership", "channel", "parameter", "rule", "instrument", "outcome", "purpose", "payer")
FIRST = """
from govsim.language import Table, column, columns, membership, outcome, phase, purpose, rule, uniform

LUCK = purpose("first_luck")
Table("first", code={code}, zh="首", plural="firsts", columns=dict(
    mood=column(0.5, unit="share", low=0.0, high=1.0, zh="气氛", meaning="mood", source="assumed: a test")))
membership("enterprise", "first", of=lambda structure: [0] * len(structure))
outcome("first_mood", total="first.mood", kind="stock", unit="share", zh="气氛")


@rule(writes=("mood",), phase="parties")
def feel_first(first, enterprises, p, now):
    first.mood = uniform(now, first, LUCK)
"""


def shuffled(part, kinds, seed):
    """The part with declarations of some kinds in another order."""
    mine = [entry for entry in part.entries if entry.kind in kinds]
    random.Random(seed).shuffle(mine)
    waiting = iter(mine)
    entries = tuple(next(waiting) if entry.kind in kinds else entry for entry in part.entries)
    return replace(part, entries=entries)


def bits(model, names=(), weeks=60):
    """Every weekly outcome by name, of two seeds."""
    made = scenario(*names, weeks=weeks, model=model)
    results = core.run_many(model, [(made, 1), (made, 2)])
    assert [one.error for one in results] == [None, None]
    weekly = np.array([one.weekly for one in results])
    return {name: weekly[:, :, at].tobytes() for at, name in enumerate(core.weekly_names(model))}


@pytest.fixture(scope="module")
def usual():
    model = Model([core_part()])
    return bits(model, model.instruments)


MOVING = ("column", "channel", "parameter", "everything")  # these move columns: most kernels are compiled anew


@pytest.mark.parametrize(
    "kind", [pytest.param(one, marks=pytest.mark.slow if one in MOVING else ()) for one in (*KINDS, "everything")]
)
def test_the_order_of_declarations_decides_no_bit(usual, kind):
    kinds = KINDS if kind == "everything" else (kind,)
    model = Model([shuffled(core_part(), kinds, 5)])
    if kind in ("column", "everything"):
        assert list(model.declared_columns("enterprise")) != list(Model([core_part()]).declared_columns("enterprise"))
    assert bits(model, reversed(list(model.instruments))) == usual


@pytest.mark.slow
@pytest.mark.parametrize("code", [99, 12])
def test_a_table_more_moves_nobodys_luck(usual, tmp_path, code):
    """Wherever it stands: a table once shifted the ids of all that came after it, and with them every draw."""
    path = tmp_path / "first_of_all.py"
    path.write_text(FIRST.format(code=code), encoding="utf-8")
    model = Model([part_of_file(path), core_part()])
    found = bits(model, model.instruments)
    assert {name: found[name] for name in usual} == usual and set(found) - set(usual) == {"first_mood"}


def test_the_open_engine_follows_no_order_either():
    parts = [core_part(), shuffled(core_part(), KINDS, 7)]
    made = []
    for part in parts:
        model = Model([part])
        mesa = GovernanceModel(scenario(*model.instruments, weeks=12, model=model), 3, model=model)
        for _ in range(12):
            mesa.step()
        made.append(mesa.outcomes)
    assert made[0] == made[1]
