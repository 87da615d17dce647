"""Runs that several tests of effects share: fewer seeds than the page, and shorter."""

import sys
from dataclasses import replace

import pytest

from govsim.claims.effects.cases import FORCED_VISIT, all_cases
from govsim.claims.effects.runs import Sums, run_cases
from govsim.language import INSTRUMENTS
from govsim.study.ask.declarations import load_declarations

load_declarations()


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
            found = run_cases(scenarios, range(seeds))
            kept.update({(name, size): values for name, values in found.cases.items()})
        made = Sums(range(seeds))
        made.cases = {name: kept[name, size] for name in names}
        return made

    return of


@pytest.fixture(scope="module")
def without_plugin():
    """Take the experiment's instrument back afterwards: other tests count the instruments."""
    yield
    INSTRUMENTS.pop("forced_visit", None)
    sys.modules.pop(FORCED_VISIT.stem, None)
