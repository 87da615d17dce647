"""The probes, put on the menu for as long as a file of tests needs them."""

import sys

import pytest

from govsim.engines import core
from govsim.language import HELPERS, INSTRUMENTS, RULES
from tests.contract.stage import PROBES, probe_text, write_module


@pytest.fixture(scope="session")
def probe_instruments(tmp_path_factory):
    """Two instruments that can move every channel; written and imported once for all files of tests."""
    folder = tmp_path_factory.mktemp("probes")
    made = {}
    for name in PROBES:
        write_module(folder, f"contract_{name}", probe_text(name))
        made[name] = INSTRUMENTS.pop(name)
    return made


@pytest.fixture(scope="module")
def probes(probe_instruments):
    """The probes on the menu; taken off again, so that no other test finds an instrument that nobody declared."""
    INSTRUMENTS.update(probe_instruments)
    yield probe_instruments
    for name in PROBES:
        del INSTRUMENTS[name]


def forget_plans():
    """The week was changed under the engines: plans and programs are worked out anew. Compiled kernels stay."""
    core.plan_for.cache_clear()
    core.program_for.cache_clear()


@pytest.fixture
def schedule():
    """Play another week than the model's in both engines, for one test."""
    usual = core.WEEK

    def use(week):
        core.WEEK = week
        forget_plans()

    yield use
    core.WEEK = usual
    forget_plans()


@pytest.fixture
def declare(tmp_path):
    """Declare rules or instruments in a file of the test's own; all are forgotten afterwards."""
    registries = [(kept, dict(kept)) for kept in (RULES, HELPERS, INSTRUMENTS)]
    modules = []

    def make(name, text):
        modules.append(name)
        return write_module(tmp_path, name, text)

    yield make
    for registry, before in registries:
        registry.clear()
        registry.update(before)
    for name in modules:
        sys.modules.pop(name, None)
    forget_plans()
