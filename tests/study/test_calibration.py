"""Calibration: targets read or refused, what each says of a level, a planted truth, and draws that comparisons take."""

import math
import re

import numpy as np
import pandas as pd
import pytest
import yaml

import govsim
from govsim.scenario import Scenario
from govsim.study.analysis.calibration.baseline import baseline_targets
from govsim.study.analysis.calibration.emulator import emulated, logs
from govsim.study.analysis.calibration.numbers import LEVELS, USUAL, Numbers, numbers_of
from govsim.study.analysis.calibration.posterior import likelihood
from govsim.study.analysis.calibration.study import Settings, calibrated, luck_of, predicted, values_of
from govsim.study.analysis.calibration.targets import Asked, Target, targets_of, template
from govsim.study.analysis.designs.points import points_over
from govsim.study.ask.declarations import model_of_names
from govsim.study.ask.ranges import Factor

MODEL = model_of_names()
RECORD = {"outcome": "injuries_recorded", "count": 420, "years": 3}
STAND_IN = Numbers(
    (*(Factor(name, 0.25, 4.0, "log") for name in "abc"), Factor("idle", 0.0, 1.0)), {},
    dict.fromkeys([*"abc", "idle"], 1.0), {name: {"en": name, "zh": name} for name in [*"abc", "idle"]},
)  # fmt: skip


def rates(values):
    """A county of three outcomes: a alone, a times b, and c; the last number does nothing."""
    a, b, c, _ = values.T
    return np.array([30.0 * a, 10.0 * a * b, 5.0 * c])


def county(seed):
    """A stand-in for the model: ten years a run, whose cases are Poisson."""
    generator = np.random.default_rng(seed)

    def play(shares, name):
        rate = 10.0 * rates(STAND_IN.values(shares))
        return generator.poisson(rate[:, :, None], (*rate.shape, 4)) / 10.0

    return play


def planted(seed):
    """A county of known numbers, three years of its record, and what a calibration makes of them."""
    generator = np.random.default_rng(seed)
    truth = STAND_IN.values(generator.uniform(0.1, 0.9, 4))[0]
    counts = generator.poisson(3.0 * rates(truth[None])[:, 0])
    targets = tuple(Target(name, float(count), 3.0) for name, count in zip("xyz", counts, strict=True))
    return truth, calibrated(Asked(targets, discrepancy=0.0), STAND_IN, Settings(40, 2, 24), county(seed), 10.0)


@pytest.mark.parametrize("change, said", [
    ({"outcome": "injuries_recordid"}, r"targets\[1\]\.outcome: .*injuries_recorded"),
    ({"yeers": 3}, r"targets\[1\]: .*yeers.*years"),
    ({"count": -1}, r"targets\[1\]\.count = -1.*injuries"),
    ({"years": None}, "years it was counted in"),
    ({"years": 0}, "years it was counted in"),
    ({"outcome": "exit_rate"}, "no number of cases"),
    ({"count": None}, "value with low and high"),
    ({"count": None, "low": 5, "high": 3}, "0 < low < high"),
    ({"count": "many"}, r"count = 'many'.*injuries"),
])  # fmt: skip
def test_a_target_that_cannot_be_is_named_with_its_place(change, said):
    one = {key: value for key, value in {**RECORD, **change}.items() if value is not None}
    with pytest.raises(govsim.InputError, match=said) as found:
        targets_of({"targets": [one]}, MODEL)
    assert "\n" not in str(found.value)


def test_a_file_says_what_is_wrong_in_it_and_a_template_is_sound(tmp_path):
    assert len(targets_of(yaml.safe_load(template()), MODEL).targets) == 5
    for tree, said in (({}, "no targets"), ({"targets": [RECORD, RECORD]}, "twice"),
                       ({"targets": [RECORD], "discrepency": 0.1}, "discrepancy")):  # fmt: skip
        with pytest.raises(govsim.InputError, match=said):
            targets_of(tree, MODEL)
    file = tmp_path / "none.yaml"
    with pytest.raises(govsim.InputError, match=re.escape(str(file))):
        govsim.calibrate(file)


@pytest.mark.parametrize("vary, said", [
    (["hazard_brith"], "hazard_birth"), (["injury_base"], None), ({"injury_base": "0.001..3"}, "multiples"),
    ({"hazard_birth": "0.1..0.9"}, "hazard_birth.*0.15"), (["population.enterprises"], "no number on a scale"),
    ({"mu": "0.0005..0.001..0.002"}, "low..high"),
])  # fmt: skip
def test_numbers_to_move_are_held_to_their_bounds(vary, said):
    given = dict.fromkeys(vary, "") if isinstance(vary, list) else vary
    given = {key: ("1..9" if key.startswith("population") else value) for key, value in given.items()}
    if said is None:
        assert numbers_of(MODEL, Scenario("x"), given).names == vary
        return
    with pytest.raises(govsim.InputError, match=said):
        numbers_of(MODEL, Scenario("x"), given)


def test_the_usual_numbers_are_there_and_a_level_keeps_to_the_bounds_of_each_industry():
    numbers = numbers_of(MODEL, Scenario("x"), {})
    assert tuple(numbers.names) == USUAL and set(LEVELS) == set(numbers.cells)
    point = numbers.design(np.ones((1, len(USUAL))), "top").points[0]
    for level in LEVELS:
        for industry, cell in numbers.cells[level].items():
            assert cell.low <= point[f"industry.{industry}.{level}"] <= cell.high
    same = numbers.design(np.array([[numbers.share_of(one, numbers.usual[one]) for one in numbers.names]]), "same")
    cells = numbers.cells["injury_base"]
    assert same.points[0]["industry.mining.injury_base"] == pytest.approx(cells["mining"].value, rel=1e-6)
    assert len(points_over(same, [Scenario("x")]).scenarios) == 1  # a design that settings take


def test_a_record_speaks_for_what_would_have_given_it():
    levels, known = np.log(np.array([50.0, 100.0, 200.0])), np.full(3, 0.02)
    for target in (Target("x", 300.0, 3.0), Target("x", value=100.0, low=80.0, high=125.0)):
        found = likelihood(target, levels, known)
        assert found.argmax() == 1 and np.isfinite(found).all()
    inside = likelihood(
        Target("x", low=60.0, high=150.0), np.log(np.array([70.0, 100.0, 140.0, 400.0])), np.full(4, 0.02)
    )
    assert inside[:3] == pytest.approx(np.zeros(3), abs=1e-3) and inside[3] < -100.0  # alike within, and finite beyond
    sharp = likelihood(Target("x", 300.0, 3.0), levels, np.full(3, 1e-6))
    exact = 300.0 * np.log(3 * np.exp(levels)) - 3 * np.exp(levels) - math.lgamma(301.0)
    assert sharp == pytest.approx(exact, rel=1e-4)


def test_luck_beyond_poisson_is_what_is_left_of_a_count():
    draws = np.random.default_rng(1).poisson(200.0, (50, 8)) / 10.0  # ten years of 20 cases each
    assert luck_of(Target("injuries_recorded", 60.0, 3.0), draws, 10.0) < 0.02
    assert luck_of(Target("injuries_recorded", value=20.0, low=15.0, high=25.0, years=3.0), draws, 10.0) > 0.012
    assert luck_of(Target("exit_rate", low=1.0, high=2.0), draws, 10.0) == 0.0
    seen = predicted(Target("x", 60.0, 3.0), np.full(20, 20.0), 0.0, 0.0)
    assert seen.is_inside and abs(seen.apart) < 0.1 and seen.low < 20.0 < seen.high


def test_a_value_that_is_missing_is_no_zero():
    runs = pd.DataFrame({"scenario": "county: 1", "seed": [0, 1], "injuries_recorded": [5.0, 7.0]})
    targets = [Target("injuries_recorded", 420.0, 3.0)]
    assert values_of(MODEL, runs, "county", 1, targets, 52).tolist() == [[[5.0, 7.0]]]
    with pytest.raises(govsim.RunError, match="injuries_recorded has no value at 1 points"):
        values_of(MODEL, runs.assign(injuries_recorded=[5.0, np.nan]), "county", 1, targets, 52)


def test_an_emulator_knows_a_surface_and_how_little_it_knows_away_from_it():
    generator = np.random.default_rng(2)
    points = generator.random((40, 2))
    values = np.exp(1.0 + points[:, 0] + np.sin(3 * points[:, 1]))[:, None] * generator.normal(1.0, 0.02, (40, 4))
    means, noise, _ = logs(values)
    made = emulated(points, means, noise)
    tried = generator.uniform(0.1, 0.9, (30, 2))
    guess, doubt = made.at(tried)
    truth = 1.0 + tried[:, 0] + np.sin(3 * tried[:, 1])
    assert np.abs(guess - truth).max() < 0.05 and made.told > 0.98
    assert made.at(np.array([[3.0, 3.0]]))[1][0] > 2 * doubt.mean()


def test_the_baselines_targets_are_rows_with_sound_ranges():
    asked = baseline_targets()
    assert len(asked.targets) >= 15 and {one.outcome for one in asked.targets} <= set(MODEL.outcomes)
    assert all(0 < one.low < one.high for one in asked.targets)


@pytest.mark.slow
def test_intervals_hold_planted_numbers_as_often_as_they_say():
    inside, moved = [], []
    for seed in range(12):
        truth, found = planted(seed)
        table = found.parameters
        inside.append((table["low"] <= truth) & (truth <= table["high"]))
        moved.append(list(table["moved"]))
    held = np.mean(inside)  # of 48 intervals of 95 %: fewer than 41 would be a chance of 1 in 100
    assert held >= 41 / 48
    assert np.mean(moved, axis=0)[[0, 1, 2]].min() > 0.9 and np.mean(moved, axis=0)[3] < 0.2


@pytest.mark.slow
def test_a_county_of_known_numbers_is_found_again_by_its_record():
    truth = ["parameter.fine=32000", "parameter.hazard_birth=0.3", "weeks=208", "settle=104"]
    runs = govsim.simulate("baseline", [901], overrides=truth).runs.iloc[0]
    years = 3.0  # the window of 208 weeks
    record = {"targets": [
        {"outcome": "mean_fine", "value": float(runs["mean_fine"]), "low": 0.93 * float(runs["mean_fine"]),
         "high": 1.07 * float(runs["mean_fine"])},
        {"outcome": "hazards_found", "count": float(runs["hazards_found"]), "years": years},
        {"outcome": "visits", "count": float(runs["visits"]), "years": years},
    ]}  # fmt: skip
    vary = ["fine", "hazard_birth", "detect_ordinary"]
    found = govsim.calibrate(record, overrides=truth[2:], vary=vary, size=30, draws=24, seeds=2)
    table = found.parameters.set_index("number")
    for name, value in (("fine", 32000.0), ("hazard_birth", 0.3), ("detect_ordinary", 0.42)):
        row = table.loc[f"parameter.{name}"]
        assert row["low"] <= value <= row["high"], name
    assert table.loc["parameter.fine", "moved"]
