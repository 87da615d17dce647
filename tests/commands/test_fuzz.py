"""Any settings and any register give results, or one clear line."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "fuzz.py"


@pytest.fixture
def fuzz():
    spec = importlib.util.spec_from_file_location("fuzz", SCRIPT)
    module = sys.modules["fuzz"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.quick() as place:
        yield module.Fuzz(place)


def hold(fuzz, cases, seed):
    fuzz.run(cases, seed)
    print(fuzz.summary())
    assert not fuzz.failures, fuzz.failures[0]
    assert sum(fuzz.ends.values()) >= cases


def test_a_hundred_cases(fuzz):
    """On the engine that compiles nothing; the two thousand of the slow tests are played by the compiled one."""
    fuzz.engine = "mesa"
    hold(fuzz, 100, 1)


@pytest.mark.slow
def test_two_thousand_cases(fuzz):
    hold(fuzz, 2000, 2)
