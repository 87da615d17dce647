"""A scope is applied or refused: no instrument acts on anyone outside it in silence."""

from dataclasses import replace

import numpy as np
import pytest
from tests.contract.stage import PROBED, adopt, write_module

import govsim
from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.language import Model, part_of
from govsim.model import core as core_part
from govsim.model import model_of
from govsim.populations.industry_values import industry_names
from govsim.scenario import ANY_HEADCOUNT, Population, Scenario, Scope
from govsim.study.ask.config import load_scenario
from govsim.study.ask.resolve import build_scenario
from govsim.study.ask.scopes import acts_above, check_scopes, narrowing
from govsim.study.ask.warnings import oddities
from govsim.study.speak.errors import InputError
from govsim.study.speak.words import speaking

NARROW = {
    "industries": Scope(industries=("construction",)),
    "headcount": Scope(headcount=(1, 50)),
    "share": Scope(share=0.5),
    "enterprises": Scope(enterprises=(3,)),
}
WHOLE = (Scope(), Scope(regions=("county",)), Scope(industries=tuple(industry_names())), Scope(headcount=ANY_HEADCOUNT))


# a plan counts the weeks of its county, and pupils grow up in it
OF_THE_REGION = {"phased_plan", "school_safety_education"}
KEPT_TO_SOME = sorted(set(model_of().instruments) - OF_THE_REGION)


@pytest.mark.parametrize("key", NARROW)
@pytest.mark.parametrize("name", KEPT_TO_SOME)
def test_every_instrument_of_the_menu_can_be_kept_to_some_enterprises(name, key):
    check_scopes(model_of(), [adopt(name, model=model_of(), scope=NARROW[key])])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("key", NARROW)
def test_what_serves_a_whole_region_is_not_kept_to_some_enterprises(key, lang):
    with speaking(lang), pytest.raises(InputError) as caught:
        check_scopes(PROBED, [adopt("probe", scope=NARROW[key])])
    line = str(caught.value)
    assert f"instrument.probe.scope.{key}" in line and "leader_weight" in line and "\n" not in line
    assert ("cannot be kept" in line) == (lang == "en") and ("不能" in line) == (lang == "zh")


@pytest.mark.parametrize("scope", WHOLE)
def test_a_scope_that_narrows_nothing_is_taken(scope):
    assert not list(narrowing(scope))
    check_scopes(PROBED, [adopt("probe", scope=scope)])


WATCH = """
from govsim.language import Instrument, setting

district_watch = Instrument(
    "district_watch", zh="片区盯防", en="district watch", meaning="The agency listens more.",
    settings=dict(
        speed=setting(2.0, low=1.0, high=5.0, neutral=1.0, unit="multiple", zh="倍数", source="assumed: a test")
    ),
)


@district_watch.effect("visit_productivity")
def hurry(regulator, p, now):
    return p.speed
"""


def test_it_is_refused_however_it_is_asked_for(tmp_path):
    file = tmp_path / "district_watch_file.py"
    file.write_text(WATCH, encoding="utf-8")
    key, plugins = "instrument.district_watch.scope.share=0.5", f"plugins=[{file}]"
    with pytest.raises(InputError, match="visit_productivity"):
        load_scenario("baseline", [plugins, "instrument=[district_watch]", key])
    narrow = {"district_watch": {"scope": {"industries": ["mining"]}}}
    with pytest.raises(InputError, match="visit_productivity"):
        build_scenario({"name": "mine", "plugins": [str(file)], "instrument": narrow})
    made = load_scenario("baseline", [plugins, "instrument=[district_watch]", "weeks=20"])
    changed = replace(made, adoptions=(replace(made.adoptions[0], scope=NARROW["enterprises"]),))
    with pytest.raises(InputError, match="visit_productivity"):
        govsim.simulate(changed, seeds=1)


def test_every_channel_above_the_enterprise_is_named():
    above = {one.name for one in PROBED.channels.values() if one.level != "enterprise"}
    said = " ".join(acts_above(PROBED, "probe"))
    assert above and all(name in said for name in above)
    assert not any(one.name in said for one in PROBED.channels.values() if one.level == "enterprise")


OTHERS = """
from govsim.language import Instrument, channel, column, setting

channel("kindness", level="worker", unit="1", neutral=0.0, combine="add", low=0.0, high=1.0, zh="关怀", meaning="m")


def made(name, **about):
    size = setting(0.5, low=0.0, high=1.0, neutral=0.0, unit="1", zh="大小", source="assumed: a test")
    return Instrument(name, zh="试", en=name, meaning="m", settings=dict(size=size), **about)


paid_by_the_agency, mindful = made("paid_by_the_agency"), made(
    "mindful", remembers_on="regulator",
    remembers=dict(seen=column(0.0, unit="1", zh="见", meaning="m", source="computed")))
kind = made("kind")


@paid_by_the_agency.spends("government", "a watch", zh="盯防")
def pay(regulator, p, now):
    return p.size


@mindful.remember
def watch(regulator, own, p, now):
    own.seen += p.size


@kind.effect("kindness")
def be_kind(worker, p, now):
    return p.size
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    module = write_module(tmp_path_factory.mktemp("scopes"), "scopes_of_others", OTHERS)
    return Model([core_part(), part_of("others", [module])])


@pytest.mark.parametrize("name, english, chinese", [
    ("paid_by_the_agency", "books for a watch", "盯防"), ("mindful", "remembers at the regulator", "记忆"),
])  # fmt: skip
def test_a_cost_or_a_memory_above_the_enterprise_is_refused_too(model, name, english, chinese):
    for lang, words in (("en", english), ("zh", chinese)):
        with speaking(lang), pytest.raises(InputError, match=words):
            check_scopes(model, [adopt(name, model=model, scope=NARROW["share"])])


@pytest.mark.parametrize("scope", [
    Scope(share=0.0), Scope(headcount=(900_000, 900_001)), Scope(industries=("mining",), headcount=(1, 1)),
], ids=["share", "headcount", "both"])  # fmt: skip
def test_a_scope_that_reaches_nobody_is_warned_of_and_changes_no_bit(scope):
    """All instruments at once: if one of them changed a bit, so would they together."""
    names = KEPT_TO_SOME
    about = {"population": Population(enterprises=20), "weeks": 30, "start": 3, "window": (3, 30)}
    adoptions = tuple(adopt(name, model=model_of(), start=3, scope=scope) for name in names)
    asked = Scenario("asked", adoptions=adoptions, **about)
    said = [line for line in oddities(asked) if "reaches nobody" in line]
    assert all(any(name in line for line in said) for name in names)
    run, none = (core.Run(model_of(), one, 1) for one in (asked, Scenario("none", **about)))
    for one in (run, none):
        one.play_to(30)
    assert run.weekly.tobytes() == none.weekly.tobytes()


def test_a_small_share_by_lot_that_falls_on_nobody_is_warned_of():
    population = Population(enterprises=3)
    found = []
    for share in (0.001, 0.5, 0.999):
        adoption = adopt("safety_points", model=model_of(), scope=Scope(share=share))
        one = Scenario("s", population, weeks=30, start=3, window=(3, 30), adoptions=(adoption,))
        run = core.Run(model_of(), one, 1)
        reached = run.world.scope["safety_points", "enterprise"].any()
        assert any("reaches nobody" in line for line in oddities(one)) == (not reached)
        found.append(bool(reached))
    assert found[0] is False and found[-1] is True


def test_workers_are_reached_through_their_enterprise(model):
    adoption = adopt("kind", model=model, start=3, scope=Scope(industries=("construction", "mining")))
    one = Scenario("s", Population(enterprises=20), weeks=6, start=3, window=(3, 6), adoptions=(adoption,))
    check_scopes(model, [adoption])
    run, agents = core.Run(model, one, 1), GovernanceModel(one, 1, model=model)
    run.play_to(6)
    for _ in range(6):
        agents.step()
    workers, firms = run.world.tables["worker"], run.world.tables["enterprise"]
    inside = np.isin(firms["industry"][workers["enterprise"]], [0, industry_names().index("construction")])
    alive = workers["alive"]
    assert (alive & inside).any() and (alive & ~inside).any()
    felt = workers["kindness"] == 0.5
    assert felt[alive & inside].mean() > 0.9, "all but those who came this week"
    assert not workers["kindness"][alive & ~inside].any()
    assert np.array([[*agents.outcomes.values()]]).tobytes() == run.weekly[-1:].tobytes()
