"""Several regions, places and chains: what settings make of them, and whom scopes then reach."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contract.stage import adopt

from govsim.engines import core, mesa
from govsim.engines.reached import who_is_in, within
from govsim.model import model_of
from govsim.populations.structure import structure_of
from govsim.scenario import Chains, Place, Population, Region, Scenario, Scope
from govsim.study.ask.config import load_scenario
from govsim.study.ask.enterprises import readable_structure
from govsim.study.ask.scopes import check_scopes
from govsim.study.speak.errors import InputError

TWO = Population(
    regions=(Region("north", 24), Region("south", 16, inspectors=3, strictness=2.0)),
    places=(Place("park", "south", enterprises=4),),
    chains=(Chains("contracts", length=3, count=2), Chains("group", length=4, count=1)),
)
SHORT = Scenario("short", weeks=8, window=(0, 8), start=1, settle=4)


def rows_of(population, *adoptions, model=None):
    model = model or model_of()
    run = core.Run(model, replace(SHORT, population=population, adoptions=adoptions), 3)
    run.play_to(SHORT.weeks)
    return run.world.tables


@given(st.lists(st.integers(1, 40), min_size=1, max_size=4), st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_the_first_region_is_the_county_that_it_would_be_alone(sizes, seed):
    several = structure_of(
        Population(seed=seed, regions=tuple(Region(f"r{at}", size) for at, size in enumerate(sizes)))
    )
    alone = structure_of(Population(seed=seed, enterprises=sizes[0]))
    for column in ("industry", "headcount", "insurer"):
        assert (getattr(several, column)[: sizes[0]] == getattr(alone, column)).all()
    assert np.bincount(several.region_of).tolist() == sizes
    assert several.regions[0].inspectors == alone.inspectors


def test_one_region_is_the_county_to_the_bit():
    one, usual = (rows_of(Population(enterprises=24, regions=regions)) for regions in ((Region("north", 24),), ()))
    for table in one:
        for column in model_of().columns_of(table):
            assert np.array_equal(one[table][column], usual[table][column]), (table, column)


def test_regions_do_not_touch_each_other_but_for_what_all_share():
    strict = replace(TWO, regions=(TWO.regions[0], replace(TWO.regions[1], inspectors=9)))
    one, other = rows_of(TWO), rows_of(strict)
    north = np.flatnonzero(one["enterprise"]["region"] == 0)
    for column in ("visits", "hazards_latent", "perceived_detection"):
        assert np.array_equal(one["enterprise"][column][north], other["enterprise"][column][north]), column
    assert one["regulator"]["inspectors"].tolist() == [1, 3]
    assert (one["regulator"]["capacity"] != other["regulator"]["capacity"]).tolist() == [False, True]


def test_both_engines_play_several_regions_alike():
    job = replace(
        SHORT, population=TWO, adoptions=(adopt("administrative_fines", start=1, scope=Scope(regions=("south",))),)
    )
    one, other = (engine.run_many(model_of(), [(job, 5)])[0] for engine in (core, mesa))
    assert np.array_equal(one.weekly, other.weekly)


@pytest.mark.parametrize(
    ("scope", "who"),
    [
        (Scope(regions=("south",)), lambda it: it.region_of == 1),
        (Scope(places=("park",)), lambda it: it.place == 1),
        (Scope(chains=("group",)), lambda it: it.chain == 3),
        (Scope(depth=(1, 4)), lambda it: it.depth >= 1),
        (Scope(regions=("north",), depth=(0, 1)), lambda it: (it.region_of == 0) & (it.chain > 0) & (it.depth <= 1)),
    ],
)
def test_a_scope_reaches_those_it_names_and_nobody_else(scope, who):
    structure = structure_of(TWO)
    reached = within(scope, who_is_in(structure))
    assert reached.any() and not reached.all() and np.array_equal(reached, who(structure))
    rows = rows_of(TWO, adopt("administrative_fines", start=1, scope=scope))["enterprise"]
    usual = rows_of(TWO)["enterprise"]
    assert np.array_equal(rows["sanction_scale"] != usual["sanction_scale"], reached)


def test_chains_have_each_level_once_and_nobody_has_two_heads():
    structure = structure_of(TWO)
    for chain in (1, 2):
        assert sorted(structure.depth[structure.chain == chain]) == [0, 1, 2]
    assert sorted(structure.depth[structure.chain == 3]) == [0, 1, 1, 2]
    for chain in (1, 2, 3):
        mine = structure.chain == chain
        assert structure.headcount[mine & (structure.depth == 0)].min() >= structure.headcount[mine].max()


def test_what_an_agency_does_for_its_region_can_be_kept_to_regions_and_not_to_places():
    model = model_of()
    check_scopes(model, [adopt("grassroots_inspectors", scope=Scope(regions=("south",)))], TWO)
    with pytest.raises(InputError, match=r"instrument\.phased_plan\.scope\.places"):
        check_scopes(model, [adopt("phased_plan", scope=Scope(places=("park",)))], TWO)


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("population.regions=0", ("population.regions = 0", "[1, 1000] regions")),
        ("population.regions=[{enterprises: 3}]", ("population.regions[0].name is missing",)),
        ("population.regions=[{name: a, enterprise: 3}]", ("population.regions[0].enterprise", "enterprises?")),
        ("population.regions=[{name: a},{name: a}]", ("population.regions", "two are called 'a'")),
        ("population.regions=[{name: county}]", ("population.regions[0].name", "another name")),
        ("population.regions=[{name: a, enterprises: 216},{name: b}]", ("leaves 0 enterprises for 1 regions",)),
        ("population.regions=[{name: a, strictness: 20}]", ("strictness = 20", "[0.2, 5] multiple")),
        ("population.places=[{name: p, region: b}]", ("population.places[0].region", "'b'", "county")),
        ("population.places=[{name: p, enterprises: 900}]", ("asks for 900 enterprises", "216")),
        ("population.chains=[{kind: contract}]", ("population.chains[0].kind", "contracts?")),
        ("population.chains=[{kind: contracts, count: 100}]", ("asks for 500 enterprises", "216")),
        ("instrument=[administrative_fines]", ()),
    ],
)
def test_rows_that_cannot_be_are_answered_in_one_line(override, said):
    if not said:
        load_scenario("baseline", [override])
        return
    with pytest.raises(InputError) as caught:
        readable_structure(load_scenario("baseline", [override]).population)
    assert all(part in str(caught.value) for part in said) and "\n" not in str(caught.value)


def test_regions_come_as_their_number_or_share_what_is_left():
    four = load_scenario("baseline", ["population.regions=4", "population.enterprises=10"]).population
    assert [one.enterprises for one in four.regions] == [3, 3, 2, 2] and four.enterprises == 10
    rows = "population.regions=[{name: a, enterprises: 100},{name: b},{name: c}]"
    assert [one.enterprises for one in load_scenario("baseline", [rows]).population.regions] == [100, 58, 58]


def test_a_scenario_with_rows_comes_back_from_its_canonical_form():
    made = Scenario("x", population=TWO, adoptions=(adopt("administrative_fines", scope=Scope(depth=(1, 2))),))
    assert Scenario.from_canonical(made.canonical()) == made


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (["population.regions=2", "population.inspectors=9"], "give each region its own inspectors"),
        (["population.chains=[{kind: contracts, length: 9}]"], "length"),
        (["instrument=[administrative_fines]", "instrument.administrative_fines.scope.depth=[3,1]"], "depth = [3, 1]"),
    ],
)
def test_what_does_not_go_together_is_refused(overrides, said):
    with pytest.raises(InputError, match=re.escape(said)):
        readable_structure(load_scenario("baseline", overrides).population)
