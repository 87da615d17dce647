"""Scenarios that the equality tests share."""

import pytest

from govsim.model import model_of
from govsim.scenario import Adoption, Population, Scenario, Scope
from tests.equivalence.kernel_play import play

__all__ = ["play"]  # a fixture of the tests of kernels

SMALL = Population(enterprises=20)
MODEL = model_of()


def adopt(name, model=MODEL, **kwargs):
    """An instrument at its defaults, in force early and with a phase-in, so that 104 weeks see all of it."""
    settings = {key: float(about.default) for key, about in model.instruments[name].settings.items()}
    return Adoption(name, settings, **{"start": 8, "phase_in": 13, **kwargs})


def scenario(*names, weeks=104, population=SMALL, model=MODEL, settle=5, **kwargs):
    """A scenario with some instruments; scoped to some of the enterprises where there are several."""
    scope = Scope(share=0.7) if len(names) > 1 else Scope()
    adoptions = tuple(adopt(name, model, scope=scope, **kwargs) for name in names)
    return Scenario("+".join(names) or "baseline", population, weeks, 8, (26, weeks), adoptions, settle=settle)


@pytest.fixture(scope="session")
def everything():
    """All instruments at once, with an end before the last week."""
    return scenario(*MODEL.instruments, end=95)
