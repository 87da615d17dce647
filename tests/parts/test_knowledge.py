"""Knowledge: laggards copy what they know of, leaders gain next to nothing, and research is everybody's."""

from dataclasses import replace
from types import SimpleNamespace as Row

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.engines import core
from govsim.model import model_of
from govsim.parts.assets.asset_research import research_goes_on, work_with_methods
from govsim.parts.knowledge import follow_models, show_models
from govsim.scenario import Population, Scenario
from tests.contract.stage import adopt

MODEL = model_of(["knowledge", "assets"])
P = Row(**{name: one.default for name, one in MODEL.parameters.items()})
SHORT = Scenario("short", population=Population(enterprises=24), weeks=60, window=(10, 60), start=4, settle=8,
                 parts=("assets", "knowledge"))  # fmt: skip


def an_industry(capabilities, visible=None):
    rows = [Row(capability=one, model_visibility=seen)
            for one, seen in zip(capabilities, visible or [0.0] * len(capabilities), strict=True)]  # fmt: skip
    industry = Row(capability_mean=0.5, capability_spread=0.0, models=0.0, model_capability=0.5)
    show_models(industry, rows, P, None)
    return industry


def a_follower(industry, capability, spread):
    enterprise = Row(capability=capability, practice_spread=spread, capability_support=0.0)
    follow_models(enterprise, industry, P, None)
    return enterprise


@given(st.lists(st.floats(0.01, 0.99), min_size=2, max_size=30), st.floats(0.0, 1.0))
@settings(max_examples=60, deadline=None)
def test_who_knows_practice_moves_towards_it_and_never_beyond(capabilities, spread):
    industry = an_industry(capabilities)
    assert industry.capability_mean == pytest.approx(np.mean(capabilities))
    assert industry.capability_spread == pytest.approx(np.std(capabilities), abs=1e-7)
    for own in capabilities:
        enterprise = a_follower(industry, own, spread)
        gained = enterprise.capability_support * (1.0 - own)
        assert gained == pytest.approx(enterprise.capability_copied, abs=1e-12)
        assert 0.0 <= gained <= max(industry.model_capability - own, 0.0) + 1e-12
        if spread == 0.0 or own >= industry.model_capability:
            assert enterprise.capability_support == 0.0


def test_a_visible_model_is_copied_where_it_is_better_than_the_better_third():
    usual = an_industry([0.3, 0.4, 0.5])
    best = an_industry([0.3, 0.4, 0.9], [0.0, 0.0, 1.0])
    poor = an_industry([0.3, 0.4, 0.5], [1.0, 0.0, 0.0])
    assert best.model_capability == pytest.approx(0.9)
    assert poor.model_capability == pytest.approx(usual.model_capability)
    assert (usual.models, best.models) == (0.0, 1.0)


def test_laggards_gain_more_than_leaders():
    industry = an_industry([0.2, 0.4, 0.5, 0.8])
    low, high = (a_follower(industry, own, 0.5).capability_copied for own in (0.2, 0.5))
    assert low > high > 0.0 and a_follower(industry, 0.8, 0.5).leads


def test_research_finds_ages_and_makes_effort_cheaper_for_all():
    province = Row(technique=0.0, research_effort=1.0)
    for _ in range(520):
        research_goes_on(province, P, None)
    found = province.technique
    rest = P.technique_found / (P.technique_found + P.technique_ages)
    assert 0.0 < found < rest
    enterprise = Row(effort_cost=1.0)
    work_with_methods(enterprise, province, P, None)
    assert enterprise.effort_cost == pytest.approx(1.0 - P.technique_saves * found)
    province.research_effort = 0.0
    for _ in range(520):
        research_goes_on(province, P, None)
    assert province.technique == pytest.approx(found * np.exp(-10 * P.technique_ages), rel=0.01)


def test_a_site_is_a_model_of_its_industry_only_while_the_measure_is_in_force():
    sites = adopt("demonstration_sites", model=MODEL, start=4, end=40, share=0.3)
    run = core.Run(MODEL, replace(SHORT, adoptions=(sites,)), 3)
    run.play_to(39)
    assert run.world.tables["industry"]["models"].sum() > 0.0
    run.play_to(60)
    assert run.world.tables["industry"]["models"].sum() == 0.0
