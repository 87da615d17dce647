"""How long the status quo is played before week 0: longer where its numbers were moved, alike in what is compared."""

import pytest

import govsim
from govsim.study.analysis.compare import build_several
from govsim.study.analysis.sweep import build_points
from govsim.study.speak.errors import InputError
from govsim.year import MOST_SETTLE, MOVED_SETTLE, USUAL_SETTLE

MOVED, AS_DECLARED = "parameter.wear=0.06", "parameter.wear=0.12"
HEAD = "# @package _global_\n"  # of a scenario's file


@pytest.mark.parametrize(
    "overrides, weeks",
    [
        ([], USUAL_SETTLE),
        ([AS_DECLARED], USUAL_SETTLE),
        ([MOVED], MOVED_SETTLE),
        (["industry.mining.injury_base=0.04"], MOVED_SETTLE),
        (["population.inspectors=8"], USUAL_SETTLE),
        (["population.inspectors=4"], MOVED_SETTLE),
        (["population.enterprises=60"], USUAL_SETTLE),
        (["instrument=[hazard_hotline]"], USUAL_SETTLE),
        ([MOVED, "settle=0"], 0),
        ([MOVED, f"settle={MOST_SETTLE}"], MOST_SETTLE),
        ([MOVED, "settle=null"], MOVED_SETTLE),
    ],
)
def test_numbers_that_were_moved_take_longer(overrides, weeks):
    assert govsim.load_scenario("baseline", overrides=overrides).settle == weeks


def test_more_than_twenty_years_are_refused():
    with pytest.raises(InputError, match="settle"):
        govsim.load_scenario("baseline", overrides=[f"settle={MOST_SETTLE + 1}"])


@pytest.mark.parametrize(
    "overrides, weeks",
    [
        (["parameter.wear=0.06,0.12"], [MOVED_SETTLE, MOVED_SETTLE]),
        (["population.inspectors=8,16"], [MOVED_SETTLE, MOVED_SETTLE]),
        (["weeks=260,520"], [USUAL_SETTLE, USUAL_SETTLE]),
        (["parameter.wear=0.06,0.12", "settle=52"], [52, 52]),
        (["settle=52,104"], [52, 104]),
    ],
)
def test_points_of_a_sweep_are_played_equally_long_before_week_0(overrides, weeks):
    assert [point.scenario.settle for point in build_points(["scenario=baseline", *overrides])] == weeks


def test_so_are_scenarios_that_are_compared_by_name(tmp_path):
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "worn.yaml").write_text(f"{HEAD}name: worn\nparameter: {{wear: 0.2}}\n")
    (tmp_path / "scenario" / "short.yaml").write_text(f"{HEAD}name: short\nsettle: 10\n")
    built = build_several(["baseline", "worn", "short"], config_dir=tmp_path)
    assert [one.scenario.settle for one in built] == [MOVED_SETTLE, MOVED_SETTLE, 10]
    assert [one.scenario.settle for one in build_several(["baseline", "credit"])] == [USUAL_SETTLE] * 2


@pytest.mark.parametrize("chosen, weeks", [([], MOVED_SETTLE), (["settle=52"], 52)])
def test_and_scenarios_made_in_code(chosen, weeks):
    short = ["population=small", "weeks=4", "start=1", "window=[2,4]"]
    usual = govsim.load_scenario("baseline", overrides=[*short, *chosen])
    moved = govsim.load_scenario("moved=baseline", overrides=[*short, MOVED])
    found = govsim.compare([usual, moved], seeds=2)
    assert {name: one.settle for name, one in found.results.scenarios.items()} == {
        "baseline": weeks, "moved": MOVED_SETTLE
    }  # fmt: skip
