"""What a planner may be given to steer: what there is, what it can reach, and no planner."""

import pytest

from govsim.study.ask.config import load_scenario
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import speaking

PLANNERS = """
from govsim.language import Instrument, setting

of_enterprises = Instrument("of_enterprises", zh="企业规划", en="plan of enterprises", meaning="m", settings=dict(
    times=setting(0.5, low=0.0, high=2.0, neutral=1.0, unit="1", zh="倍", source="assumed: a test")))


@of_enterprises.steer
def hold(enterprise, p, now):
    return p.times


of_the_agency = Instrument("of_the_agency", zh="监管规划", en="plan of the agency", meaning="m", settings=dict(
    times=setting(0.5, low=0.0, high=2.0, neutral=1.0, unit="1", zh="倍", source="assumed: a test")))


@of_the_agency.steer
def hold_all(regulator, p, now):
    return p.times
"""


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "planners.py"
    file.write_text(PLANNERS, encoding="utf-8")
    return f"plugins=[{file}]"


def asked(planner, steers, *more):
    adopted = f"instrument=[{planner},safety_training,inspector_training]"
    return load_scenario("baseline", [adopted, f"instrument.{planner}.steers={steers}", *more])


def test_nothing_said_means_all_and_names_mean_those():
    plan = ["instrument=[phased_plan,safety_training]"]
    (first, _) = load_scenario("baseline", plan).adoptions
    assert first.steers == ()
    (first, _) = load_scenario("baseline", [*plan, "instrument.phased_plan.steers=[safety_training]"]).adoptions
    assert first.steers == ("safety_training",)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("steers", "said"),
    [("[]", "phased_plan.steers"), ("[phased_plan]", "phased_plan"), ("[safety_trainin]", "safety_training")],
)
def test_what_cannot_be_steered_is_refused_in_a_line(steers, said, lang):
    with speaking(lang), pytest.raises(InputError) as caught:
        asked("phased_plan", steers)
    assert said in str(caught.value) and len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_planner_of_enterprises_cannot_steer_what_acts_on_the_agency(own, lang):
    assert asked("of_enterprises", "[safety_training]", own)
    with speaking(lang), pytest.raises(InputError, match="inspector_training"):
        asked("of_enterprises", "[inspector_training]", own)


def test_a_scenario_keeps_what_is_steered_when_it_is_written_and_read_again():
    made = asked("phased_plan", "[safety_training]")
    again = type(made).from_canonical(made.canonical())
    assert again == made and again.digest() == made.digest()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("scope", ["industries=[mining]", "headcount=[1,50]", "share=0.5", "order=by_lot"])
@pytest.mark.parametrize("planner", ["phased_plan", "of_the_agency"])
def test_a_planner_of_the_region_is_no_plan_for_some_and_what_it_steers_is_named(own, planner, scope, lang):
    """What looks at the agency has no memory or cost that would show it, and would steer everybody in silence."""
    key = f"instrument.{planner}.scope.{scope}"
    with speaking(lang), pytest.raises(InputError) as caught:
        asked(planner, "[safety_training]", own, key)
    line, instead = str(caught.value), f"instrument.safety_training.scope.{scope.partition('=')[0]}"
    assert key.partition("=")[0] in line and instead in line and len(line.splitlines()) == 1
    assert asked(planner, "[safety_training]", own, f"instrument.safety_training.scope.{scope}")


def test_a_planner_of_enterprises_may_be_kept_to_some(own):
    assert asked("of_enterprises", "[safety_training]", own, "instrument.of_enterprises.scope.industries=[mining]")
