"""What one part has of another: the index in credit, premiums, offices and audits; records of chains; territorial duty.

Each acts through a channel, so that without an instrument nothing of it is there, and sees what was written down.
"""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.instruments.government.joint_responsibility import hold_the_head_elsewhere, joint_responsibility
from govsim.model import model_of, shipped
from govsim.parts.chains.chain_heads import look_down
from govsim.parts.chains.chain_records import gather_records, see_the_siblings
from govsim.parts.evaluation.evaluation_audits import keep_the_first_audits, third_party_of_the_market
from govsim.parts.evaluation.evaluation_indicators import accident_score
from govsim.parts.evaluation.evaluation_uses import (
    appraise_by_the_index,
    credit_the_index,
    mind_the_line_less,
    rate_by_the_index,
    value_the_rating,
)
from govsim.parts.services.service_audits import HALF_YEAR, be_audited
from govsim.scenario import Adoption, Chains, Population, Region, Scenario

MODEL = model_of(shipped())
P = SimpleNamespace(**{name: one.default for name, one in MODEL.parameters.items()})
EVALUATED, YEAR_ENDS, QUIET = (SimpleNamespace(week=week, key=0, run_key=0) for week in (25, 51, 30))


def a_row(table, **values):
    usual = {name: one.default for name, one in MODEL.columns_of(table).items()}
    neutral = {name: one.neutral for name, one in MODEL.channels.items() if one.level == table}
    return SimpleNamespace(**usual | neutral | {"id": 7} | values)


# --- The index -------------------------------------------------------------------------------------------------------


def credited(index, now=EVALUATED, **values):
    enterprise = a_row("enterprise", credit_score=0.7, colour=2, eval_index=index, index_credit=0.3, **values)
    credit_the_index(enterprise, a_row("industry", index_mean=0.5), P, now)
    return enterprise.credit_score


def test_an_evaluation_enters_the_credit_record_by_how_it_stands_in_its_industry():
    assert credited(0.6) == pytest.approx(0.73) and credited(0.4) == pytest.approx(0.67)
    assert credited(0.6, now=QUIET) == credited(0.5) == 0.7
    enterprise = a_row("enterprise", credit_score=0.7, colour=2, eval_index=0.9)
    credit_the_index(enterprise, a_row("industry"), P, EVALUATED)
    assert enterprise.credit_score == 0.7, "no instrument links them"


def test_who_hides_its_injuries_has_the_better_index_credit_and_premium():
    told, hidden = (accident_score(a_row("enterprise", claims=claims, claims_expected=2.0), P) for claims in (4.0, 1.0))
    assert hidden > told and credited(hidden) > credited(told)
    assert rated(hidden) < rated(told)


def rated(index, follows=1.0, now=YEAR_ENDS, mod=1.1):
    enterprise = a_row("enterprise", premium_mod=mod, colour=2, eval_index=index, index_premium=follows)
    rate_by_the_index(enterprise, a_row("industry", index_mean=0.5), P, now)
    return enterprise.premium_mod


def test_premiums_follow_the_index_once_a_year_within_the_limits_where_that_is_set():
    assert rated(0.6) == pytest.approx(0.99) and rated(0.4) == pytest.approx(1.21)
    assert rated(0.6, follows=0.0) == rated(0.6, now=EVALUATED) == 1.1
    assert rated(0.9, follows=3.0) == P.premium_least and rated(0.1, follows=3.0) == P.premium_most
    enterprise = a_row("enterprise", premium=600.0, index_premium=1.0, premium_slope=5.0)
    value_the_rating(enterprise, P, QUIET)
    assert enterprise.premium_slope == pytest.approx(5.0 + 600.0 * P.index_slope)
    usual = MODEL.instruments["evaluation_system"].settings
    assert usual["premium_follows"].default == usual["premium_follows"].neutral == 0.0, "no text states it"


def test_half_of_a_leaders_score_is_the_index_and_a_death_beyond_the_line_costs_half():
    leader = a_row("leader", index_word=0.5, safety=0.9, appraisal=0.6, appraisal_key=-0.6, safety_weight=0.2, line=0.8)
    region = a_row("region", index=0.5)
    appraise_by_the_index(leader, region, P, EVALUATED)
    assert leader.safety == 0.9
    appraise_by_the_index(leader, region, P, YEAR_ENDS)
    assert leader.safety == pytest.approx(0.7) and leader.appraisal == pytest.approx(0.6 - 0.2 * 0.2)
    assert leader.appraisal_key == pytest.approx(-leader.appraisal)
    whole = P.line_hides * 0.8 * 0.2 / P.usual_safety_weight
    enterprise = a_row("enterprise", concealment_stake=whole)
    mind_the_line_less(enterprise, leader, P, QUIET)
    assert enterprise.concealment_stake == pytest.approx(0.5 * whole)


# --- Audits as the third party's word --------------------------------------------------------------------------------


def several(scores):
    return [a_row("enterprise", audit_ever=True, audit_hours=8.0, audit_score=one, third_score=0.9) for one in scores]


def test_audits_are_put_on_the_scale_of_the_index_by_the_first_of_their_industry():
    """An audit of a site and a score of the index are different numbers: the mean of the one is the .5 of the other."""
    industry, audited = a_row("industry"), several((0.5, 0.6, 0.7, 0.8))
    keep_the_first_audits(industry, [*audited, a_row("enterprise", audit_score=0.0)], P, EVALUATED)
    assert industry.audits_known and industry.audit_mean == pytest.approx(0.65)
    for one in audited:
        third_party_of_the_market(one, industry, P, EVALUATED)
    scores = np.array([one.third_score for one in audited])
    assert scores.mean() == pytest.approx(0.5) and scores.std() == pytest.approx(P.score_step)
    better = several((0.7, 0.8, 0.9, 1.0))
    keep_the_first_audits(industry, better, P, EVALUATED)
    assert industry.audit_mean == pytest.approx(0.65), "later audits are held against the first"
    third_party_of_the_market(better[0], industry, P, EVALUATED)
    assert better[0].third_score == pytest.approx(scores[2])


def test_who_has_no_audit_keeps_the_third_partys_own_look():
    industry = a_row("industry", audits_known=True)
    for values in ({"audit_hours": 0.0, "audit_ever": True}, {"audit_hours": 8.0}):
        enterprise = a_row("enterprise", third_score=0.4, audit_score=0.9, **values)
        third_party_of_the_market(enterprise, industry, P, EVALUATED)
        assert enterprise.third_score == 0.4


def test_audits_are_made_out_before_the_evaluation_and_the_index_rests_on_them():
    """The order of the week: what auditors wrote is on the table when the index is made, and not half a year old."""
    enterprise = a_row("enterprise", audit_hours=16.0, audit_served=8.0)
    be_audited(enterprise, a_row("service"), P, SimpleNamespace(week=HALF_YEAR - 2, draw=lambda *key: 0.5))
    assert enterprise.audited
    order = [rule.name for _, rules in MODEL.week for rule in rules]
    looked, market, made = map(order.index, ("third_party_looks", "third_party_of_the_market", "make_the_index"))
    assert looked < market < made


# --- Chains ----------------------------------------------------------------------------------------------------------


def seen_of(reach, information=0.0, key=3.0, others=9.0):
    chain = a_row("chain", kind=1)
    rows = [a_row("enterprise", claims=one, claims_expected=2.0, headcount=20) for one in (2.0, others)]
    gather_records(chain, rows, P, QUIET)
    one = a_row("enterprise", **vars(rows[0]) | {"record_reach": reach, "risk_information": information,
                                                 "risk_score": 0.5, "visit_key": key})  # fmt: skip
    see_the_siblings(one, chain, P, QUIET)
    return one


def test_the_record_of_siblings_counts_as_far_as_it_is_shared_and_records_are_used():
    assert seen_of(0.0).siblings_seen == 0.0 and seen_of(0.0).risk_score == 0.5
    whole = seen_of(1.0)
    assert whole.siblings_seen == pytest.approx(P.risk_siblings * (10.0 / 3.0 - 1.0))
    assert whole.risk_score == pytest.approx(0.5 + whole.siblings_seen) and whole.visit_key == 3.0
    told = seen_of(1.0, information=1.0)
    assert told.visit_key == pytest.approx(3.0 / (told.risk_score / 0.5) ** P.risk_power), "an exponential race"
    assert seen_of(1.0, information=1.0, key=-3.5).visit_key == -3.5, "a duty keeps its place"
    assert seen_of(1.0, others=0.0).siblings_seen == 0.0, "a good record of others spares nobody"
    assert seen_of(1.0, others=1e6).siblings_seen == pytest.approx(P.risk_siblings * (P.risk_claims_most - 1.0))


def test_the_head_of_a_group_answers_for_branches_on_the_territory():
    p = SimpleNamespace(**{name: one.default for name, one in joint_responsibility.settings.items()})
    of = lambda kind, depth: hold_the_head_elsewhere(a_row("enterprise", chain_kind=kind, depth=depth), p, QUIET)  # noqa: E731
    assert of(1, 1) == p.territorial and of(1, 0) == of(2, 1) == of(3, 1) == of(0, 0) == 0.0
    answers = []
    for answer in (0.0, p.territorial):
        chain = a_row("chain", kind=1, answer_law=0.3)
        look_down(chain, [a_row("enterprise", crew=20, head_answer=answer)], P, QUIET)
        answers.append(chain.answer)
    assert answers == [pytest.approx(0.3), pytest.approx(0.3 + 0.7 * p.territorial)]


# --- Together --------------------------------------------------------------------------------------------------------

BOTH = ("evaluation_system", "third_party_assessment", "credit_scoring", "credit_penalties", "credit_sharing",
        "joint_responsibility", "risk_graded_inspection", "automation")  # fmt: skip
HEADS = Population(regions=(Region("east", 12), Region("west", 12)), chains=(Chains("group", count=2),))

MANY = Population(regions=(Region("east", 60), Region("west", 60)), chains=(Chains("group", count=6, length=12),))


def together(weeks=40, **settings):
    made = []
    for name in BOTH:
        usual = {key: float(one.default) for key, one in MODEL.instruments[name].settings.items()}
        made.append(Adoption(name, usual | settings.get(name, {}), 4, 1))
    return Scenario("together", HEADS, weeks, 4, (4, weeks), tuple(made), settle=5, parts=tuple(shipped()))


def test_both_engines_agree_where_parts_meet_and_books_balance():
    made = together(evaluation_system={"premium_follows": 1.0})
    run, agents = core.Run(MODEL, made, 5), GovernanceModel(made, 5, model=MODEL, typed=True)
    run.play_to(27)
    weekly = []
    for _ in range(27):
        agents.step()
        weekly.append(list(agents.outcomes.values()))
    assert np.array(weekly, float).tobytes() == run.weekly[:27].tobytes()
    rows = run.world.tables["enterprise"]
    rows = rows[rows["alive"]]
    assert (
        rows["siblings_seen"].any()
        and (rows["risk_information"] > 0.0).all()
        and rows["head_answer"].any()
        and rows["audit_ever"].any()
    )
    names = core.weekly_names(MODEL)
    costs = sum(run.weekly[:27, names.index(f"cost_{one}")] for one in sorted(MODEL.payers))
    assert costs == pytest.approx(run.weekly[:27, names.index("cost_resource")], rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(("graded", "moves"), [("risk_graded_inspection", True), ("big_data_targeting", False)])
def test_a_shared_record_moves_visits_where_they_follow_records(graded, moves):
    """big_data_targeting predicts from each enterprise's own data and asks no risk score."""
    made = replace(together(weeks=130), population=MANY)
    usual = {key: float(one.default) for key, one in MODEL.instruments[graded].settings.items()}
    sharing = next(one for one in made.adoptions if one.instrument == "credit_sharing")
    arms = [replace(made, adoptions=(*some, Adoption(graded, usual, 4, 1))) for some in ((sharing,), ())]
    found, effort = core.run_many(MODEL, [(arm, 5) for arm in arms]), core.weekly_names(MODEL).index("effort")
    shared, alone = (one.weekly[:, effort].tobytes() for one in found)
    assert (shared != alone) is moves


def test_the_third_partys_score_follows_the_audit_where_both_parts_are_there():
    """The better an audit says that a site is, the better the score; where audits are bought, nobody else looks."""
    run = core.Run(MODEL, together(weeks=60), 5)
    run.play_to(52)
    rows = run.world.tables["enterprise"]
    rows = rows[rows["alive"] & rows["audit_ever"]]
    trade = run.world.tables["industry"][rows["industry"]]
    known = trade["audits_known"].astype(bool)
    wanted = 0.5 + P.score_step * (rows["audit_score"] - trade["audit_mean"]) / trade["audit_spread"]
    assert known.any()
    np.testing.assert_allclose(rows["third_score"][known], np.clip(wanted, 0.0, 1.0)[known], atol=1e-12)
