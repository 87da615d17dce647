"""A rule that gives no number makes its run fail, in both engines; the others go on."""

import subprocess
import sys
import textwrap

import numpy as np
import pytest

from govsim.engines import core, mesa
from govsim.model import model_for
from govsim.scenario import Adoption, Population, Scenario
from govsim.study.runs.simulate import failure
from govsim.study.speak.words import speaking

RULES = """
    from govsim.language import Instrument, setting

    broken = Instrument("broken_{kind}", zh="坏", settings=dict(
        reach=setting(1.0, low=0.0, high=1.0, neutral=0.0, unit="share", zh="一", source="assumed: a test")))


    @broken.spends("government", "what breaks")
    def pay(enterprise, p, now):
        big = p.reach * 1e308 * 10.0
        return {value}
    """


@pytest.fixture(
    params=[("nan", "big - big"), ("inf", "big"), ("zero", "1.0 / (p.reach - 1.0)")], ids=lambda one: one[0]
)
def scenario(request, tmp_path):
    kind, value = request.param
    file = tmp_path / f"broken_{kind}_file.py"
    file.write_text(textwrap.dedent(RULES.format(kind=kind, value=value)), encoding="utf-8")
    adopted = (Adoption(f"broken_{kind}", {"reach": 1.0}, 2),)
    return Scenario("s", Population(enterprises=20), 6, 2, (2, 6), adopted, plugins=(str(file),), settle=0)


PLACES = {
    "nan": "ArithmeticError: enterprise.cost_government is nan in week 2: rule pay, broken_nan_file.py:8",
    "inf": "ArithmeticError: enterprise.cost_government is inf in week 2: rule pay, broken_inf_file.py:8",
    "zero": "ZeroDivisionError: division by zero in week 2: rule pay, broken_zero_file.py:11",
}


@pytest.mark.parametrize("engine", [core, mesa], ids=["core", "mesa"])
def test_the_run_fails_and_names_week_rule_file_and_line(scenario, engine):
    whole = Scenario("t", Population(enterprises=20), 6, 2, (2, 6), settle=0)
    broken, sound = engine.run_many(model_for(scenario), [(scenario, 1), (whole, 1)])
    assert sound.error is None and np.isfinite(sound.weekly).all()
    assert broken.error == PLACES[scenario.adoptions[0].instrument.removeprefix("broken_")]


LATE = """
    from govsim.language import columns, column, helper, phase, rule

    columns("region", share=column(1.0, unit="share", zh="份额", meaning="a share", source="computed"))


    @helper
    def part_of(whole, week):
        return whole / (3.0 - week)


    phase("works", before="parties", en="works", zh="算")  # of its own: what is compiled for it is small


    @rule(writes=("share",), phase="works")
    def work_out(region, p, now):
        region.share = part_of(region.share, float(now.week))
    """


def test_what_fails_late_in_a_helper_is_found_in_both_engines(tmp_path):
    """The helper divides by nothing in the fourth week."""
    file = tmp_path / "late.py"
    text = textwrap.dedent(LATE)
    file.write_text(text, encoding="utf-8")
    made = Scenario("s", Population(enterprises=20), 6, 2, (2, 6), plugins=(str(file),), settle=0)
    line = next(number for number, words in enumerate(text.splitlines(), 1) if "return whole" in words)
    errors = [engine.run_many(model_for(made), [(made, 1)])[0].error for engine in (core, mesa)]
    assert errors == [f"ZeroDivisionError: division by zero in week 3: rule work_out, late.py:{line}"] * 2


def test_it_is_said_in_both_languages():
    row = {"scenario": "s", "seed": 1, "error": PLACES["nan"]}
    assert failure(row).endswith("enterprise.cost_government is nan in week 2: rule pay, broken_nan_file.py:8")
    with speaking("zh"):
        assert "第 2 周，规则 pay，broken_nan_file.py:8" in failure(row)
        assert "除数为零" in failure(row | {"error": PLACES["zero"]})


def test_a_command_whose_plugin_fails_keeps_its_other_runs(tmp_path):
    """In a process of its own, which has imported nothing before."""
    file = tmp_path / "broken_zero_file.py"
    file.write_text(textwrap.dedent(RULES.format(kind="zero", value="1.0 / (p.reach - 1.0)")), encoding="utf-8")
    words = ["run", "scenario=baseline", "instrument=[broken_zero]", f"plugins=[{file}]", "population=small", "weeks=6",
             "seeds=2", "out=here", "figures=false"]  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "govsim", *words], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1 and "rule pay, broken_zero_file.py:11" in done.stderr, done.stderr


MOVES = """
    from govsim.language import Instrument, setting

    moving = Instrument("moving_{kind}", zh="动", settings=dict(
        reach=setting(1.0, low=0.0, high=1.0, neutral=0.0, unit="share", zh="一", source="assumed: a test")))


    @moving.effect("{channel}")
    def push(enterprise, p, now):
        big = p.reach * 1e308 * 10.0
        return {value} if now.week == 3 else 0.5
    """
CHANNELS = {  # what would hide such a value: an upper and a lower bound, and a comparison with what others made of it
    "upper": ("management_attention", "big", "inf"),
    "lower": ("management_attention", "-big", "-inf"),
    "nan": ("management_attention", "big - big", "nan"),
    "hidden_by_max": ("effort_floor", "big - big", "nan"),
    "hidden_by_min": ("allowed_production", "big", "inf"),
    "hidden_by_any": ("peer_learning", "-big", "-inf"),
}


@pytest.mark.parametrize("kind", CHANNELS)
def test_an_effect_without_end_ends_the_run_whatever_would_hide_it(kind, tmp_path):
    """A bound, or another instrument's value, hides infinity and what is no number."""
    channel, value, said = CHANNELS[kind]
    file = tmp_path / f"moving_{kind}_file.py"
    file.write_text(textwrap.dedent(MOVES.format(kind=kind, channel=channel, value=value)), encoding="utf-8")
    adopted = (Adoption(f"moving_{kind}", {"reach": 1.0}, 2),)
    made = Scenario("s", Population(enterprises=20), 6, 2, (2, 6), adopted, plugins=(str(file),), settle=0)
    errors = [engine.run_many(model_for(made), [(made, 1)])[0].error for engine in (core, mesa)]
    place = f"in week 3: rule push, {file.name}:8"
    assert errors == [f"ArithmeticError: moving_{kind} makes enterprise.{channel} {said} {place}"] * 2
    row = {"scenario": "s", "seed": 1, "error": errors[0]}
    assert f"moving_{kind} makes enterprise.{channel} {said}, which is no finite number in week 3" in failure(row)
    with speaking("zh"):
        assert f"moving_{kind} 使 enterprise.{channel} 的值变为 {said}，不是有限的数" in failure(row)


RULE_MOVES = """
    from govsim.language import channel, phase, rule

    channel("zeal", level="enterprise", unit="share", neutral=0.0, combine="add", low=0.0, high=1.0, zh="劲",
            meaning="a test")


    phase("pushes", before="enterprises", en="pushes", zh="推")  # of its own: what is compiled for it is small


    @rule(writes=("zeal",), phase="pushes")
    def push_on(enterprise, p, now):
        enterprise.zeal = 1e308 * (10.0 if now.week == 3 else 0.0)
    """


def test_a_rule_that_moves_a_channel_without_end_ends_the_run(tmp_path):
    file = tmp_path / "zealous_file.py"
    file.write_text(textwrap.dedent(RULE_MOVES), encoding="utf-8")
    made = Scenario("s", Population(enterprises=20), 6, 2, (2, 6), plugins=(str(file),), settle=0)
    errors = [engine.run_many(model_for(made), [(made, 1)])[0].error for engine in (core, mesa)]
    assert errors == ["ArithmeticError: enterprise.zeal is inf in week 3: rule push_on, zealous_file.py:13"] * 2
