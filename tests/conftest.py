"""What tests declare for themselves is gone after each of them."""

import pytest

import govsim.instruments
import govsim.outcomes
import govsim.schedule  # noqa: F401 - with it, everything is declared before a test declares more
from govsim.language.book import REGISTRIES


@pytest.fixture(autouse=True)
def registries():
    """What a test declares is forgotten after it, while lists of the process are still there."""
    before = {kind: dict(known) for kind, known in REGISTRIES.items()}
    yield
    for kind, known in before.items():
        REGISTRIES[kind].clear()
        REGISTRIES[kind].update(known)
