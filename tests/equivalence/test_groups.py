"""Outcomes by groups of enterprises: the same bits from both engines, and sums that add up to the outcome."""

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines import mesa as mesa_engine
from govsim.engines.groups import Division, Key, divided_outcomes
from govsim.language import COUNTY
from tests.equivalence.conftest import MODEL, scenario

DECLARED = tuple(
    Key(name, tuple(group.name for group in one.groups), one.of, one.column)
    for name, one in MODEL.groupings.items()
    if not one.named
)
ALL = Key("all", ("everyone",), lambda rows: np.zeros(len(rows), int))
CHANGING = Key("generation", ("founders", "followers"), column="generation")
NAMES = [one.name for one in MODEL.weekly_outcomes]
ENTERPRISES, COUNTYS = divided_outcomes(MODEL)


def divided(made, keys, weekly=False, engine=core, seed=3):
    """The run, and its sums by group as blocks, rows and outcomes."""
    found = engine.run_many(MODEL, [(made, seed)], divisions={made.name: Division(keys, weekly)})[0]
    assert found.error is None
    return found


def rows_of(found, by):
    return [at for at, (key, _) in enumerate(found.division.rows) if key == by]


@pytest.fixture(scope="module")
def whole(everything):
    return divided(everything, (*DECLARED, CHANGING, ALL), weekly=True)


def test_both_engines_give_groups_the_same_bits(everything, whole):
    other = divided(everything, (*DECLARED, CHANGING, ALL), weekly=True, engine=mesa_engine)
    assert whole.groups.tobytes() == other.groups.tobytes()


def test_groups_and_what_is_the_countys_add_up_to_the_outcome(everything, whole):
    total = whole.weekly[slice(*everything.window)].sum(axis=0)
    for by in ("industry", "size", "generation", "all"):
        parts = whole.groups[0][rows_of(whole, by)].sum(axis=0) + whole.groups[0][-1]
        np.testing.assert_allclose(parts, total, rtol=1e-9, err_msg=by)


def test_one_group_of_all_enterprises_is_the_outcome_to_the_bit(everything, whole):
    everyone, total = rows_of(whole, "all")[0], whole.weekly[slice(*everything.window)].sum(axis=0)
    for at, name in enumerate(NAMES):
        if name in ENTERPRISES - COUNTYS:
            assert np.array_equal(whole.groups[1:, everyone, at], whole.weekly[:, at]), name
            assert whole.groups[0, everyone, at] == total[at], name


def test_what_no_enterprise_has_is_in_the_countys_row_only(whole):
    for at, name in enumerate(NAMES):
        mine = whole.groups[:, :-1, at]
        assert name in ENTERPRISES or not mine.any()
        assert name in COUNTYS or not whole.groups[:, -1, at].any()
    assert whole.division.rows[-1] == ("", COUNTY)
    assert {"inspectors", "public_attention", "premium_income"} <= COUNTYS - ENTERPRISES


def test_keeping_every_week_changes_no_sum_and_dividing_changes_no_outcome(everything, whole):
    short, plain = divided(everything, DECLARED), core.run_many(MODEL, [(everything, 3)])[0]
    assert short.groups.shape[0] == 1
    firsts = [at for by in ("industry", "size") for at in rows_of(whole, by)]
    assert np.array_equal(short.groups[0, :-1], whole.groups[0, firsts])
    assert plain.weekly.tobytes() == short.weekly.tobytes() == whole.weekly.tobytes()


def test_a_number_that_is_no_groups_counts_as_beyond():
    made = scenario(weeks=40)
    far = Key("far", ("a",), lambda rows: np.where(np.arange(len(rows)) < 5, 7, 0))
    found = divided(made, (far, Key("changing", ("founders",), column="generation")))
    alive = found.groups[0, :, NAMES.index("enterprises")]
    rows = dict(zip(found.division.rows, alive, strict=True))
    assert rows["far", "beyond"] > 0 and rows["far", "a"] > rows["far", "beyond"]
    assert rows["changing", "founders"] + rows["changing", "beyond"] == sum(rows["far", one] for one in ("a", "beyond"))
