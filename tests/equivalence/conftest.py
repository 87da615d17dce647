"""Scenarios that the equality tests share."""

import pytest

from govsim.language import INSTRUMENTS
from govsim.scenario import Adoption, Population, Scenario, Scope

SMALL = Population(enterprises=20)


def adopt(name, **kwargs):
    """An instrument at its defaults, in force early and with a phase-in, so that 104 weeks see all of it."""
    settings = {key: float(about.default) for key, about in INSTRUMENTS[name].settings.items()}
    return Adoption(name, settings, **{"start": 8, "phase_in": 13, **kwargs})


def scenario(*names, weeks=104, population=SMALL, **kwargs):
    """A scenario with some instruments; scoped to half of the enterprises where there are several."""
    scope = Scope(share=0.7) if len(names) > 1 else Scope()
    adoptions = tuple(adopt(name, scope=scope, **kwargs) for name in names)
    return Scenario("+".join(names) or "baseline", population, weeks, 8, (26, weeks), adoptions)


@pytest.fixture(scope="session")
def everything():
    """All instruments at once, with an end before the last week."""
    return scenario(*INSTRUMENTS, end=95)
