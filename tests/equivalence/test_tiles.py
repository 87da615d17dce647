"""Rows lie in tiles of eight, and are given back as they were given."""

import copy
import pickle

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.tiles import CELL, FLAGS, LANES, NOBODY, Tiles, cells_of
from tests.equivalence.conftest import MODEL, scenario

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


@pytest.mark.parametrize("rows", [1, 8, 9])
def test_what_is_read_is_a_copy_whatever_the_number_of_rows(rows):
    made = Tiles.of(records(rows))
    before = made["x"]
    made["x"] = 5.0
    assert (before == records(rows)["x"]).all() and (made["x"] == 5.0).all()


def test_a_column_is_written_by_its_name_only():
    """What is written into a copy would be lost, so copies refuse it."""
    made = Tiles.of(records(9))
    with pytest.raises(ValueError, match="read-only"):
        made["x"][2] = 1.0
    with pytest.raises(TypeError, match="by its name"):
        made[2] = 1.0
    for some in (made[:3], made[made["on"]], made[2], *made):
        with pytest.raises(ValueError, match="read-only"):
            some["x"] = 1.0


@pytest.mark.parametrize("other", [Tiles.of(records(3)), Tiles.of(records(9), np.arange(9)[::-1], 2)])
def test_rows_are_taken_over_from_tiles_that_lie_alike_only(other):
    made = Tiles.of(records(9))
    with pytest.raises(ValueError, match="lie alike"):
        made[...] = other


def test_a_column_is_lowered_where_it_is_above_a_number():
    records = np.zeros(11, [("id", "i8"), ("generation", "i8")])
    records["generation"] = np.arange(11) - 3
    made = Tiles.of(records)
    made.hold_below("generation", 0)
    assert made["generation"].tolist() == [-3, -2, -1, *[0] * 8]


def test_flags_share_a_cell_and_none_touches_another():
    names = [f"on_{number}" for number in range(FLAGS + 3)]
    flags = np.dtype([("id", "i8"), *((name, "?") for name in names), ("x", "f8")])
    rng, given = np.random.default_rng(5), np.zeros(11, flags)
    for name in names:
        given[name] = rng.random(11) < 0.5
    made = Tiles.of(given)
    assert made.cells.shape[1] == 4 and made.nbytes == 2 * 4 * LANES * CELL, "id, two cells of flags, x"
    assert made.some(np.array([10, 2])).tobytes() == given[[10, 2]].tobytes()
    for name in names:
        made[name] = given[name] = ~given[name]
        assert made.records().tobytes() == given.tobytes()


def test_a_column_behind_the_others_leaves_them_where_they_are():
    fewer, more = (cells_of(np.dtype([*ROW.descr, *added]))[0] for added in ([], [("off", "?"), ("y", "f8")]))
    assert {name: more[name] for name in fewer} == fewer and more["off"][0] == more["on"][0]
