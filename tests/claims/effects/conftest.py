"""Runs that several tests of effects share: fewer seeds than the page, and shorter."""

from dataclasses import replace

import pytest

from govsim.claims.effects.cases import all_cases
from govsim.model import model_of
from govsim.study.analysis.arms import Sums, run_arms

QUICK = (8, 364)  # seeds and weeks


@pytest.fixture(scope="session")
def sums():
    """A function that runs cases once a session, under the same seeds for all, and gives their yearly sums."""
    kept = {}

    def of(*names, size=QUICK):
        seeds, weeks = size
        missing = [name for name in names if (name, size) not in kept]
        if missing:
            scenarios = {name: replace(all_cases((name,))[name].scenario, weeks=weeks) for name in missing}
            found = run_arms(scenarios, range(seeds))
            kept.update({(name, size): values for name, values in found.arms.items()})
        return Sums.yearly(model_of(), range(seeds), {name: kept[name, size] for name in names})

    return of
