"""Nothing appears from nowhere: hazards, workers, the pool of leavers; and every column stays within its bounds."""

import numpy as np
import pytest

from govsim.engines.core import Run, run_many, weekly_names
from govsim.language import TABLES
from govsim.populations.industry import INDUSTRIES
from govsim.scenario import Population, Scenario

WEEKS = 120


@pytest.fixture(scope="module")
def deadly():
    """A county of forty enterprises with many exits, deaths and major accidents."""
    return Scenario(
        name="deadly",
        population=Population(enterprises=40),
        weeks=WEEKS,
        start=0,
        window=(0, WEEKS),
        parameters={"exit_base": 0.5, "mu": 0.005},
        industry={name: {"fatal_share": 0.05, "major_inflow": 3.0} for name in INDUSTRIES},
    )


@pytest.fixture(scope="module")
def played(deadly):
    """The run week by week: the worker and public tables after each week."""
    run = Run(deadly, 5, ())
    run.play_to(0)
    seen = []
    for week in range(1, WEEKS + 1):
        run.play_to(week)
        seen.append({name: run.world.tables[name].copy() for name in ("worker", "public", "enterprise")})
    return run, seen


def test_hazards_are_born_fixed_or_lost_with_their_enterprise(deadly):
    table = run_many([(deadly, 5)])[0].weekly
    by = dict(zip(weekly_names(), table.T, strict=True))
    change = np.diff(by["hazards_present"])
    flows = (by["hazards_born"] - by["hazards_fixed"] - by["hazards_lost"])[1:]
    assert by["exits"].sum() > 0 and by["entries"].sum() > 0
    assert np.array_equal(change, flows)


def test_workers_are_hired_leave_or_die(played):
    _, seen = played
    for before, after in zip(seen, seen[1:], strict=False):
        hired = (after["worker"]["generation"] - before["worker"]["generation"]).sum()
        left = after["public"]["pool_in"].sum()
        died = after["enterprise"]["deaths_true"].sum()
        assert after["worker"]["alive"].sum() == before["worker"]["alive"].sum() + hired - left - died
    assert sum(tables["enterprise"]["deaths_major"].sum() for tables in seen) > 0


def test_the_pool_holds_whom_it_took_in_and_has_not_given_out(played):
    _, seen = played
    for before, after in zip(seen, seen[1:], strict=False):
        flows = after["public"]["pool_in"] - after["public"]["pool_out"] - after["public"]["pool_drift"]
        assert np.allclose(after["public"]["pool_count"], before["public"]["pool_count"] + flows, atol=1e-9)
    assert sum(tables["public"]["pool_out"].sum() for tables in seen) > 0


def test_an_enterprise_that_closed_has_no_workers(played):
    _, seen = played
    for tables in seen:
        gone = ~tables["enterprise"]["alive"][tables["worker"]["enterprise"]]
        assert not (tables["worker"]["alive"] & gone).any()


def test_every_column_stays_within_its_bounds(played):
    run, _ = played
    for name, table in TABLES.items():
        rows = run.world.tables[name]
        rows = rows[rows["alive"]]
        for column, about in table.columns.items():
            values = rows[column].astype(float)
            assert np.isfinite(values).all(), (name, column)
            assert (values >= about.low).all() and (values <= about.high).all(), (name, column)


def test_only_real_posts_are_filled(deadly):
    run = Run(deadly, 5, ())
    run.world.tables["worker"]["post"][::3] = False
    run.play_to(WEEKS)
    assert (run.world.tables["worker"]["generation"][::3] <= 0).all()
    assert (run.world.tables["worker"]["generation"] > 0).any()
