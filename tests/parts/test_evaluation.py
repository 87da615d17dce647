"""Indicators, three scores, a survey with error, an index and colours; pilots, and a budget that planners keep."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.__main__ import main
from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.instruments.government.pdca import plan_again
from govsim.language import LINKS
from govsim.model import model_of
from govsim.parts.evaluation.evaluation_indicators import accident_score
from govsim.parts.evaluation.evaluation_pilots import compare_the_pilots
from govsim.parts.evaluation.evaluation_regions import find_the_gaps
from govsim.parts.evaluation.evaluation_scores import (
    enterprises_assess_themselves,
    evaluation_hours,
    government_evaluates,
    make_the_index,
    third_party_looks,
    weigh_indicators,
)
from govsim.scenario import Adoption, Population, Region, Scenario
from govsim.study.analysis.pilots import pilot_report
from govsim.study.analysis.scorecard import INDICATORS, scorecard
from govsim.study.speak.errors import InputError

PARTS = ("assets", "evaluation")
MODEL = model_of(PARTS)
P = SimpleNamespace(**{name: one.default for name, one in MODEL.parameters.items()})
EVALUATION = SimpleNamespace(week=25, key=0, run_key=0)  # the week of a half-year in which one falls
TWO = (Region("east", 12), Region("west", 12))
MENU = ("evaluation_system", "colour_warning", "evaluation_platform", "evaluation_preference", "benchmarking",
        "policy_pilots", "pdca")  # fmt: skip


def an_enterprise(**values):
    usual = {name: one.default for name, one in MODEL.columns_of("enterprise").items()}
    return SimpleNamespace(**usual | {"headcount": 25, "commitment": 0.5, "id": 7} | values)


def adopt(name, start=8, **values):
    usual = {key: float(one.default) for key, one in MODEL.instruments[name].settings.items()}
    return Adoption(name, usual | values, start, 1)


def county(*adoptions, weeks=60, population=None):
    population = population or Population(enterprises=24)
    return Scenario("evaluated", population, weeks, 8, (8, weeks), adoptions, settle=5, parts=PARTS)


def rows_after(scenario, weeks, seed=5):
    run = core.Run(MODEL, scenario, seed)
    run.play_to(weeks)
    tables = {name: run.world.tables[name] for name in ("enterprise", "region", "province", "public", "industry")}
    return run, {name: rows[rows["alive"]] for name, rows in tables.items()}


# --- Formulas --------------------------------------------------------------------------------------------------------


def test_who_has_the_harm_that_the_tariff_expects_stands_in_the_middle():
    assert accident_score(an_enterprise(claims=3.0, claims_expected=3.0), P) == pytest.approx(0.5)
    clean, bad = (accident_score(an_enterprise(claims=c, claims_expected=3.0), P) for c in (0.0, 12.0))
    assert bad < 0.3 < 0.7 < clean
    short = SimpleNamespace(**vars(P) | {"short_memory": 1.0})
    assert accident_score(an_enterprise(claims=12.0, claims_expected=3.0, ev_recent=0.9), short) == pytest.approx(0.9)


def test_hazardous_industries_lean_to_accidents_and_services_to_the_public():
    def weights(inflow):
        industry = SimpleNamespace(major_inflow=inflow)
        weigh_indicators(industry, P, None)
        return industry.weight_accident, industry.weight_social

    (mine, quiet), (usual, middling), (shop, feeling) = map(weights, (0.31, P.middling_majors, 0.03))
    assert mine > usual > shop and quiet < middling < feeling
    assert (usual, middling) == pytest.approx((P.weight_accident_usual, P.weight_social_usual))


def test_two_thirds_of_the_indicators_measured_give_six_tenths_more_evaluations():
    by_hand, measured = an_enterprise(), an_enterprise(sensor_share=0.65, report_share=0.325)
    assert evaluation_hours(by_hand, P) == P.hours_an_evaluation
    assert evaluation_hours(by_hand, P) / evaluation_hours(measured, P) == pytest.approx(1.64, abs=0.005)


def test_a_self_assessment_is_bettered_by_who_is_not_committed_and_just_below_a_line_that_matters():
    def own(**values):
        words = {"government_word": 1.0, "self_word": 1.0, "third_word": 1.0}
        enterprise = an_enterprise(base_score=0.5, **words | values)
        enterprises_assess_themselves(enterprise, P, EVALUATION)
        return enterprise.self_score

    assert own(commitment=1.0) == 0.5 and own(commitment=0.0) == pytest.approx(0.5 + P.self_bias)
    assert own(commitment=0.0, sensor_share=1.0) == 0.5, "what is measured is not bettered"

    def others(index):
        return dict.fromkeys(("gov_score", "third_score"), (3.0 * index - 0.5) / 2.0)

    near = others(P.green_above - 0.01)
    assert own(commitment=1.0, **near, evaluation_stake=1.0) == pytest.approx(0.5 + P.line_gaming)
    assert own(commitment=1.0, **near) == 0.5, "a line on which nothing hangs"
    assert own(commitment=1.0, **others(P.green_above - 2.0 * P.near_threshold), evaluation_stake=1.0) == 0.5


def test_the_index_is_the_mean_of_three_scores_by_whose_word_counts():
    def index(**values):
        scores = {"gov_score": 0.3, "self_score": 0.9, "third_score": 0.6}
        words = {"government_word": 1.0, "self_word": 1.0, "third_word": 1.0}
        enterprise = an_enterprise(**scores | words | values)
        make_the_index(enterprise, P, EVALUATION)
        return enterprise.eval_index, enterprise.colour

    assert index() == (pytest.approx(0.6), 2)
    assert index(self_word=0.0, third_word=0.0) == (pytest.approx(0.3), 3)
    assert index(government_word=0.0, third_word=0.0) == (pytest.approx(0.9), 1)
    assert index(government_word=0.0, self_word=0.0, third_word=0.0)[0] == 0.5, "nobody's word: the indicators alone"


def test_gaps_are_what_the_record_lacks_of_a_target():
    region = SimpleNamespace(year_self=10.0, year_found=30.0, year_majors=4.0, open_majors=4.0, year_visited=0.45,
                             year_fatal=2.0, year_deaths=4.0, year_injuries=140.0, year_tariff=100.0,
                             year_workers=1e4)  # fmt: skip
    find_the_gaps(region, P, None)
    assert region.gap_identify == pytest.approx((0.8 - 0.25) / 0.8)
    assert region.gap_control == pytest.approx((0.95 - 0.5) / 0.95)
    assert region.gap_detect == pytest.approx(0.5)
    assert region.gap_respond == pytest.approx((0.95 - 0.5) / 0.95)
    assert region.gap_behave == 1.0
    assert region.stage == pytest.approx(P.stage_deaths / (P.stage_deaths + 40.0))


def test_pilots_are_held_against_their_own_past_and_against_those_who_were_there():
    def enterprise(**values):
        return an_enterprise(commitment_home=0.5, capability_home=0.5, there_before=True, **values)

    before, halved = 20.0, 10.0
    several = [
        enterprise(pilot=True, record_before=before, record_since=halved),
        enterprise(record_before=before, record_since=before),
        an_enterprise(commitment_home=0.5, capability_home=0.5, record_since=99.0),  # a newcomer
    ]
    region = SimpleNamespace(**{name: one.default for name, one in MODEL.columns_of("region").items()})
    region.pilot_weeks = 51
    compare_the_pilots(region, several, P, None)
    assert region.pilot_estimate == pytest.approx(-0.5) and region.pilot_gap == pytest.approx(0.5)
    assert region.pilot_weeks == 52 and not region.rolled_out
    for one in several:  # after the review the others have it too, and the comparison stands
        one.pilot_over, one.record_since = 1.0, 3.0 * one.record_since
    compare_the_pilots(region, several, P, None)
    assert region.pilot_estimate == pytest.approx(-0.5) and region.pilot_weeks == 53


# --- Conservation ----------------------------------------------------------------------------------------------------

shares = st.floats(0.0, 1.0)
five = st.tuples(shares, shares, shares, shares, shares)


@settings(max_examples=60, deadline=None)
@given(
    gaps=st.lists(five, min_size=1, max_size=4),
    under=st.tuples(*[st.integers(0, 3)] * 5).filter(any),
    costs=st.tuples(*[st.floats(100.0, 20_000.0)] * 5),
    gain=st.floats(0.1, 3.0),
)
def test_multiples_times_costs_are_the_budget_in_every_cycle(gaps, under, costs, gain):
    about = MODEL.instruments["pdca"]
    p = SimpleNamespace(**{name: one.default for name, one in about.settings.items()})
    p.gain = gain
    for link, cost in zip(LINKS, costs, strict=True):
        setattr(p, f"cost_{link}", cost)
    many = SimpleNamespace(**{link: float(n) for link, n in zip(LINKS, under, strict=True)})
    own = SimpleNamespace(**{name: one.default for name, one in about.remembers.items()})
    for cycle in gaps:
        own.weeks = 0
        plan_again(SimpleNamespace(**{f"gap_{link}": g for link, g in zip(LINKS, cycle, strict=True)}), own, many, p, 0)
        strength = [getattr(own, f"m_{link}") for link in LINKS]
        assert all(p.floor <= one <= p.ceiling for one in strength)
        spent = sum(n * c * m for n, c, m in zip(under, costs, strength, strict=True))
        assert spent == pytest.approx(sum(n * c for n, c in zip(under, costs, strict=True)), rel=1e-9)


def test_without_a_gain_no_multiple_moves():
    about = MODEL.instruments["pdca"]
    p = SimpleNamespace(**{name: one.default for name, one in about.settings.items()} | {"gain": 0.0})
    own = SimpleNamespace(**{name: one.default for name, one in about.remembers.items()})
    plan_again(SimpleNamespace(**{f"gap_{link}": 1.0 for link in LINKS}), own, SimpleNamespace(), p, 0)
    assert {getattr(own, f"m_{link}") for link in LINKS} == {1.0}


@pytest.fixture(scope="module")
def governed():
    """Two regions with the whole menu of evaluation, and a word of each link under its planners."""
    steered = ("safety_training", "safety_subsidies", "grassroots_inspectors", "emergency_plans", "safety_points")
    made = county(*map(adopt, (*MENU, *steered)), weeks=86, population=Population(regions=TWO))
    run, rows = rows_after(made, 86)
    return made, run, rows


def test_the_menu_gives_the_same_bits_in_both_engines(governed):
    made, run, _ = governed
    agents = GovernanceModel(made, 5, model=MODEL, typed=True)
    weekly = []
    for _ in range(40):
        agents.step()
        weekly.append(list(agents.outcomes.values()))
    assert np.array(weekly, float).tobytes() == run.weekly[:40].tobytes()


def test_scores_add_up_and_stay_what_they_can_be(governed):
    _, run, rows = governed
    enterprises, regions = rows["enterprise"], rows["region"]
    for name in ("base_score", "gov_score", "self_score", "third_score", "eval_index", "true_score"):
        assert (enterprises[name] >= 0.0).all() and (enterprises[name] <= 1.0).all(), name
    assert set(np.unique(enterprises["colour"])) <= {0, 1, 2, 3}
    settled = enterprises[enterprises["generation"] == 0]
    for at in range(2):
        mine = settled[settled["region"] == at]
        assert regions["index"][at] == pytest.approx(mine["eval_index"].mean(), abs=0.05)
    assert rows["province"]["best_index"][0] == pytest.approx(regions["index"].max())
    assert run.world.under["pdca"][0].item() == (1.0, 1.0, 1.0, 1.0, 1.0)


def test_pilots_are_a_share_of_the_well_reputed_and_are_marked_once(governed):
    _, run, _ = governed
    memory, rows = run.world.memory["policy_pilots"], run.world.tables["enterprise"]
    mine = rows["alive"] & (rows["generation"] == 0)
    looks = 0.5 * (rows["commitment_home"] + rows["capability_home"])
    pilot = memory["pilot"].astype(bool)
    assert 0 < pilot[mine].sum() < 0.5 * mine.sum()
    assert looks[mine & pilot].min() > np.median(looks[mine])
    assert (rows["pilot"].astype(bool)[mine] == pilot[mine]).all()


def test_red_stops_work_and_without_the_warning_a_colour_does_nothing():
    red = {"parameters": {"red_below": 0.5, "green_above": 0.85}}
    plain, warned = (Scenario(**vars(county(*one, weeks=34)) | red) for one in ((), (adopt("colour_warning"),)))
    (without, _), (_, rows) = rows_after(plain, 27), rows_after(warned, 27)
    stopped = rows["enterprise"]["allowed_production"] == 0.0
    assert stopped.any() and (stopped == (rows["enterprise"]["colour"] == 3)).all()
    assert (without.world.tables["enterprise"]["allowed_production"] == 1.0).all()
    _, later = rows_after(warned, 32)
    assert (later["enterprise"]["allowed_production"] == 1.0).all(), "a month later it has been evaluated again"


def test_a_survey_misses_by_as_much_as_some_hundred_answers_do():
    made = county(weeks=53)
    errors = [float(rows_after(made, 53, seed)[1]["public"]["survey_error"][0]) for seed in range(24)]
    expected = np.sqrt(0.8 * 0.2 / 400.0) * np.sqrt(2.0 / np.pi)
    assert 0.5 * expected < np.mean(errors) < 1.7 * expected


def test_the_third_party_looks_and_the_government_draws_when_evaluations_fall():
    quiet = SimpleNamespace(week=30, key=0, run_key=0)
    for rule, column in ((third_party_looks, "third_score"), (make_the_index, "eval_index")):
        enterprise = an_enterprise()
        before = getattr(enterprise, column)
        rule(enterprise, P, quiet)
        assert getattr(enterprise, column) == before
    enterprise = an_enterprise(evaluation_sample=1.0)
    government_evaluates(enterprise, P, quiet)
    assert enterprise.evaluated == 0 and enterprise.eval_hours == 0.0


# --- Reports ---------------------------------------------------------------------------------------------------------


def test_a_scorecard_puts_the_truth_beside_each_of_the_eight():
    card = scorecard(county(weeks=60), 3)
    assert list(card.indicators["indicator"]) == list(INDICATORS) and len(INDICATORS) == 8
    assert (card.indicators["record_ci_low"] <= card.indicators["record_mean"]).all()
    by = card.scores.set_index(["by", "group", "outcome"])["mean"]
    industries = card.scores[(card.scores["by"] == "industry") & (card.scores["outcome"] == "enterprises")]
    assert industries["mean"].sum() == pytest.approx(by["", "all", "enterprises"], rel=0.02)


def test_a_pilot_needs_something_to_try_and_time_for_its_review():
    with pytest.raises(InputError, match="instrument to try"):
        pilot_report(county(), 2)
    with pytest.raises(InputError, match="reviewed in week 60"):
        pilot_report(county(adopt("safety_training"), weeks=40), 2)


def test_both_commands_answer_in_json_and_keep_tables(capsys, tmp_path):
    quick = ("population=small", "seeds=2", "weeks=64", "start=8", "--json", "figures=false")
    card, pilots = tmp_path / "card", tmp_path / "pilots"
    assert main(["evaluate", *quick, "by=[industry]", f"out={card}"]) == 0
    tables = {row["table"] for row in json.loads(capsys.readouterr().out)}
    assert tables == {"indicators", "scores", "ranking"}
    kept = {name: pd.read_csv(card / f"{name}.csv") for name in ("indicators", "scores", "ranking")}
    assert list(kept["indicators"]["indicator"]) == list(INDICATORS)
    assert set(kept["scores"]["by"].fillna("")) == {"", "industry"}, "only the groups asked for"
    assert main(["pilot", "instrument=[safety_training]", *quick, f"out={pilots}"]) == 0
    quantities = {row["quantity"] for row in json.loads(capsys.readouterr().out)}
    assert quantities >= {"raw_gap", "estimate", "true_pilots", "true_scale", "overstated"}
    assert set(pd.read_csv(pilots / "pilots.csv")["quantity"]) == quantities
