"""The arithmetic of the joint draws, without a run."""

import runpy
import sys
from pathlib import Path

import numpy as np
import pytest

import govsim

FOLDER = Path(__file__).resolve().parents[2] / "experiments" / "joint_draws"


@pytest.fixture(scope="module")
def joint():
    before = list(sys.path)
    yield runpy.run_path(str(FOLDER / "screening.py"), run_name="screened") | runpy.run_path(
        str(FOLDER / "joint_draws.py"), run_name="joint_draws"
    )
    sys.path[:] = before
    sys.modules.pop("screening", None)


def test_a_walk_moves_each_coordinate_once_by_two_thirds_within_the_cube(joint):
    walks = joint["trajectories"](3, 7)
    steps = np.abs(np.diff(walks, axis=1))
    assert walks.shape == (3, 8, 7) and walks.min() >= 0.0 and walks.max() <= 1.0 + 1e-12
    assert np.allclose(steps.sum(1), 2.0 / 3.0) and np.allclose(steps.max(2), 2.0 / 3.0)


def test_elementary_effects_of_a_plane_are_its_slopes(joint):
    walks = joint["trajectories"](4, 5)
    slopes = np.array([[3.0, 0.0], [-1.0, 1.0], [0.0, 0.0], [2.0, -4.0], [0.5, 7.0]])
    found = joint["elementary_effects"](walks, walks @ slopes)
    assert np.allclose(found, slopes)


def test_every_number_that_moves_lies_within_its_bounds_and_takes_effect(joint):
    scenarios = [govsim.load_scenario(name) for name in joint["SCENARIOS"]]
    numbers = joint["factors"](scenarios)
    names = {one.name for one in numbers}
    assert len(numbers) == len(names) > 250
    assert {"hazard_birth", "effort_speed", "credit_penalties.loan_spread"} <= names
    assert "near_miss_ratio" not in names, "published"
    highest = {one.name: one.at(1.0) for one in numbers}
    credit = joint["moved"](scenarios[1], highest)
    assert credit.parameters["effort_speed"] == highest["effort_speed"]
    spread = {one.instrument: one.settings for one in credit.adoptions}["credit_penalties"]["loan_spread"]
    assert spread == highest["credit_penalties.loan_spread"]
    assert "loan_spread" not in credit.parameters


def test_effects_are_of_sums_over_seeds(joint):
    injuries = np.array([[100.0, 300.0], [50.0, 250.0], [100.0, 340.0]])
    assert np.allclose(joint["effects_of"](injuries), [-25.0, 10.0])


def test_pairs_that_keep_their_order_and_those_that_surely_turn_are_counted(joint):
    usual = np.array([[100.0, 102.0], [90.0, 91.0], [80.0, 82.0], [97.0, 99.0], [95.0, 97.0], [50.0, 51.0]])
    turned = usual[[0, 2, 1, 3, 4, 5]]  # credit and safety points change places
    rows = {(row[0], row[1]): row for row in joint["compared"](usual, [usual, turned, usual])}
    assert len(rows) == 15
    assert rows["credit", "baseline"][-3:] == [3, 0, 3]
    assert rows["credit", "safety_points"][-3:] == [2, 1, 3]


def test_main_effects_are_slopes_with_their_errors(joint):
    luck = np.random.default_rng(1)
    points = joint["cube"](400, 6)
    slopes = np.array([5.0, 0.0, 0.0, -3.0, 0.0, 0.0])
    found, errors = joint["main_effects"](points, (points @ slopes + luck.normal(0.0, 2.0, 400))[:, None])
    assert np.all(np.abs(found[:, 0] - slopes) < 3.5 * errors[:, 0])
    assert errors[:, 0] == pytest.approx(2.0 / np.sqrt(400.0 / 12.0), rel=0.1)


def test_rows_of_the_same_numbers_are_read_and_of_others_left_out(joint, tmp_path):
    numbers = [joint["Factor"]("one", 1.0, 0.0, 2.0)]
    mark = joint["Kept"](tmp_path / "none.csv", numbers).mark
    file = tmp_path / "rows.csv"
    file.write_text(f"{mark},0,1.0,2.0\nother,1,3.0,4.0\n", encoding="utf-8")
    assert joint["Kept"](file, numbers).rows == {0: [1.0, 2.0]}
    assert joint["Kept"](file, numbers, "further").rows == {}
