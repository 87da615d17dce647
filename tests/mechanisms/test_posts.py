"""Posts: who may fill them, and who holds none."""

import pytest

from govsim.engines.core import Run
from govsim.model import model_of
from govsim.scenario import Population, Scenario

WEEKS = 120


@pytest.fixture
def run():
    """A county of forty enterprises of which half close in a year."""
    scenario = Scenario("posts", Population(enterprises=40), WEEKS, 0, (0, WEEKS), parameters={"exit_base": 0.5})
    return Run(model_of(), scenario, 5)


def test_an_enterprise_that_closed_has_no_workers(run):
    gone_once = False
    for week in range(WEEKS + 1):
        run.play_to(week)
        tables = run.world.tables
        gone = ~tables["enterprise"]["alive"][tables["worker"]["enterprise"]]
        gone_once = gone_once or gone.any()
        assert not (tables["worker"]["alive"] & gone).any()
    assert gone_once


def test_only_real_posts_are_filled_again(run):
    workers = run.world.tables["worker"]
    workers.put("post", slice(None, None, 3), False)
    run.play_to(WEEKS)
    assert (workers["generation"][::3] <= 0).all()
    assert (workers["generation"] > 0).any()
