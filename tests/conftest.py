"""What tests declare for themselves is gone after each of them."""

import pytest

import govsim.instruments
import govsim.outcomes
import govsim.schedule  # noqa: F401 - with it, everything is declared before a test declares more
from govsim.language import PURPOSES


@pytest.fixture(autouse=True)
def own_purposes_are_forgotten():
    known = dict(PURPOSES)
    yield
    PURPOSES.clear()
    PURPOSES.update(known)
