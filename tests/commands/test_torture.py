"""Real processes, really killed."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "torture.py"


@pytest.mark.slow
def test_five_kills_leave_the_same_bytes(tmp_path):
    spec = importlib.util.spec_from_file_location("torture", SCRIPT)
    torture = sys.modules["torture"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(torture)
    words = ("compare", "scenarios=[baseline,credit]", "seeds=12", "weeks=52", "population=small")
    made = torture.Torture(tmp_path, words, part=1, figures=False)
    made.run(5)
    print(made.summary())
    assert sum(made.ends.values()) == 5 and made.wholes > 0
