"""Scenario files name instruments and settings that exist, and keep to their bounds."""

from pathlib import Path

import pytest
import yaml

from govsim.model import model_of, shipped

INSTRUMENTS = model_of(shipped()).instruments
FOLDER = Path(__file__).parents[2] / "configs" / "scenario"
NEEDS = {
    "credit_penalties": "credit_scoring",
    "credit_incentives": "credit_scoring",
    "credit_repair": "credit_penalties",
}


def policy_of(tree):
    """The instruments that a scenario file selects."""
    chosen = [d["/policy"] for d in tree.get("defaults", []) if isinstance(d, dict) and "/policy" in d]
    return [name for names in chosen for name in names]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda f: f.stem)
def test_a_scenario_file_fits_the_menu(file):
    text = file.read_text(encoding="utf-8")
    tree = yaml.safe_load(text)
    assert text.startswith("# @package _global_")
    assert tree["name"] == file.stem
    assert set(tree["title"]) == {"en", "zh"}
    chosen = policy_of(tree)
    assert set(chosen) <= set(INSTRUMENTS)
    assert all(NEEDS[name] in chosen for name in chosen if name in NEEDS), "an instrument lacks its company"
    for name, deltas in tree.get("instrument", {}).items():
        assert name in chosen
        for key, value in deltas.items():
            about = INSTRUMENTS[name].settings[key]
            assert about.low <= value <= about.high
            assert value != about.default, f"{name}.{key} repeats its default"
