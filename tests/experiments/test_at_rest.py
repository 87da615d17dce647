"""The arithmetic of thirty years at rest, without a run."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from govsim.model import model_of

FILE = Path(__file__).resolve().parents[2] / "experiments" / "at_rest" / "at_rest.py"


@pytest.fixture(scope="module")
def rest():
    return runpy.run_path(str(FILE), run_name="at_rest")


def paths(slope, noise, seeds=40):
    luck = np.random.default_rng(1).normal(0.0, noise, (seeds, 30))
    return 5.0 * (1.0 + slope * np.linspace(-1.0, 0.0, 30) + luck)


@pytest.mark.parametrize(
    ("slope", "noise", "said"), [(0.0, 0.01, "at rest"), (0.1, 0.01, "drifts"), (0.0, 0.15, "within luck")]
)
def test_verdicts(rest, slope, noise, said):
    assert rest["verdict"](rest["distances"](paths(slope, noise))) == said


def test_distances_are_per_cent_of_the_last_twenty_years(rest):
    values = np.full((3, 30), 10.0)
    values[:, 0] = 11.0
    found = rest["distances"](values)
    assert found[0].mean == pytest.approx(10.0) and found[1].mean == pytest.approx(0.0)


def test_years_are_means_of_52_weeks(rest):
    weekly = np.arange(104.0).reshape(1, 104)
    assert rest["yearly"](weekly).tolist() == [[25.5, 77.5]]


def test_each_case_moves_one_number_of_the_model_to_its_end(rest):
    moved = [case for case in rest["CASES"].values() if isinstance(case, tuple)]
    assert len(moved) == len({name for name, _ in moved}) == 6
    for name, end in moved:
        declared = model_of().parameters[name]
        assert getattr(declared, end) != declared.default
