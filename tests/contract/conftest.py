"""Files of a test's own as parts of a model."""

import textwrap

import pytest

from govsim.model import model_of


@pytest.fixture
def declare(tmp_path):
    """Write files of the test's own; returns the model with the last text of each."""
    files = {}

    def make(name, text):
        files[name] = tmp_path / f"{name}.py"
        files[name].write_text(textwrap.dedent(text), encoding="utf-8")
        return model_of(plugins=files.values())

    return make
