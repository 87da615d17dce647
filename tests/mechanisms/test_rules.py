"""What must be true of single rules, called as plain functions."""

from math import exp

import pytest

from govsim.mechanisms import (
    climate,
    credit_record,
    detection,
    effort,
    entry_exit,
    hazards,
    injuries,
    inspection_capacity,
    insurance,
    leadership,
    major_accidents,
    money,
    penalties,
    perception,
    recording,
    reporting,
    skill,
    tip_offs,
    violations,
    visit_choice,
)
from tests.mechanisms.conftest import Clock, an_enterprise, parameters, row

P, NOW = parameters(), Clock()
INDUSTRY = row("industry", injury_base=0.05, fatal_share=0.001, premium_rate=0.01, wage=75_000.0, hazard_rate=1.0)
REGULATOR = row("regulator", inspectors=8, safety_pressure=0.1)


def test_more_effort_means_fewer_violations():
    def violation(done):
        enterprise, worker = an_enterprise(effort=done), row("worker")
        climate.brief_climate(enterprise, P, NOW)
        violations.brief_violations(enterprise, P, NOW)
        violations.comply_or_violate(worker, enterprise, P, NOW)
        return worker.violation

    assert violation(0.8) < violation(0.4) < violation(0.1)


def test_no_inspectors_make_no_visits():
    regulator = row("regulator", inspectors=0)
    enterprises = [an_enterprise(id=k, visit_key=float(k)) for k in range(5)]
    inspection_capacity.plan_capacity(regulator, row("leader"), enterprises, P, NOW)
    visit_choice.make_visits(regulator, enterprises, P, NOW)
    assert regulator.capacity == 0.0
    assert not any(e.visited or e.followup for e in enterprises)


def test_duties_come_before_planned_visits_and_the_rest_of_the_tips_wait():
    regulator = row("regulator", capacity=1.5)
    overdue = an_enterprise(visit_key=-3.8)
    tipped = [an_enterprise(visit_key=-1.9, tip_waiting=True) for _ in range(3)]
    planned = [an_enterprise(visit_key=0.5) for _ in range(3)]
    visit_choice.make_visits(regulator, [overdue, *tipped, *planned], P, NOW)
    assert overdue.followup and not overdue.visited
    assert [t.tip_visit for t in tipped] == [True, True, False]
    assert tipped[2].tip_waiting and regulator.workload == 1
    assert [e.visited for e in planned] == [False, False, False]


def test_a_visit_that_does_not_fit_is_made_and_its_rest_is_owed():
    regulator = row("regulator", inspectors=1, capacity=0.6)
    large = an_enterprise(visit_key=0.1, size_visit=2.0)
    small = an_enterprise(visit_key=0.2)
    visit_choice.make_visits(regulator, [large, small], P, NOW)
    assert large.visited and not small.visited, "the walk ends at whoever uses up the week"
    assert regulator.capacity_left == pytest.approx(-1.4) and regulator.visit_days_used == 2.0
    inspection_capacity.plan_capacity(regulator, row("leader", safety_pressure=P.usual_safety_weight), [], P, NOW)
    assert regulator.capacity == pytest.approx(P.days_per_inspector - 1.4)


def test_posts_added_for_some_visit_them_and_the_others_keep_the_common_days():
    mine = [an_enterprise(id=k, visit_key=2.0 + k, inspector_posts=0.5) for k in range(2)]
    others = [an_enterprise(id=9 + k, visit_key=float(k)) for k in range(3)]
    regulator = row("regulator", inspectors=2)
    leader = row("leader", safety_pressure=P.usual_safety_weight)
    inspection_capacity.plan_capacity(regulator, leader, [*others, *mine], P, NOW)
    assert regulator.posts == 3.0
    assert regulator.reserved == pytest.approx(P.days_per_inspector)
    visit_choice.make_visits(regulator, [*others, *mine], P, NOW)
    assert sum(e.visited for e in others) == 3, "2 x .52 days and a debt make three visits of half a day"
    assert all(e.visited for e in mine), "theirs are kept for them, though they come last"
    assert regulator.capacity_left < 0.0


def test_the_largest_take_longer_and_are_seen_less():
    days = [inspection_capacity.days_of_a_visit(n, P) for n in (2.0, 25.0, 250.0, 1000.0)]
    assert days[0] == P.visit_days_least and days[1] == P.visit_days
    assert days[2] == pytest.approx(0.5 * 10**0.4, rel=1e-9) and days[3] > days[2]


def test_orders_last_as_far_as_effort_and_ability_reach():
    def left(effort):
        enterprise = an_enterprise(hazards_ordered=1000, effort=effort, capability=1.0)
        hazards.hazards_are_fixed(enterprise, P, NOW)
        assert enterprise.hazards_returned + (1000 - enterprise.hazards_ordered) - enterprise.ordered_fixed == (
            enterprise.hazards_latent
        )
        return enterprise.hazards_returned / enterprise.ordered_fixed

    assert left(1.0) == 0.0
    assert left(0.2) == pytest.approx(1.0 - 0.2 * P.fix_lasting, abs=0.06)


def test_what_kills_hangs_on_equipment_and_planning_not_on_skill():
    def rates(**changes):
        enterprise = an_enterprise(safety_capital=P.capital_mean, effort=0.4, capability=0.4, exposure=1.0, **changes)
        injuries.brief_injuries(enterprise, INDUSTRY, P, NOW)
        return enterprise.injury_base_rate, enterprise.energy_rate

    usual, killed = rates(hazards_latent=10)
    enterprise = an_enterprise(safety_capital=P.capital_mean - 0.2, effort=0.4, capability=0.4, hazards_latent=10)
    injuries.brief_injuries(enterprise, INDUSTRY, P, NOW)
    assert enterprise.injury_base_rate == usual
    assert enterprise.energy_rate == pytest.approx(killed * exp(0.2 * P.energy_capital))


def test_a_planned_draw_with_equal_weights_ignores_size_and_record():
    small, large = an_enterprise(size_scale=0.2, claims=0.0), an_enterprise(size_scale=20.0, claims=50.0)
    for enterprise in (small, large):
        visit_choice.prepare_visits(enterprise, INDUSTRY, P, NOW)
    assert small.visit_key == large.visit_key
    assert large.risk_score > small.risk_score


def test_window_dressing_hides_hazards_only_when_announced():
    def found(**changes):
        enterprise = an_enterprise(visited=True, hazards_latent=400, commitment=0.2, **changes)
        detection.inspect_enterprise(enterprise, P, NOW)
        return enterprise.found

    assert found(announced_share=1.0) < found(announced_share=0.0)
    assert found(announced_share=1.0, tip_visit=True) == found(announced_share=0.0)


def test_where_dressing_ends_decides_for_the_committed_only():
    def found(commitment, ends):
        enterprise = an_enterprise(visited=True, hazards_latent=1_000, commitment=commitment, announced_share=1.0)
        detection.inspect_enterprise(enterprise, parameters(dressing_ends=ends), NOW)
        return enterprise.found

    assert found(0.2, 1.0) == found(0.2, 2.0)  # the commitment at which window_dressing holds
    assert found(0.9, 1.0) > found(0.9, 2.0)


def test_what_is_found_is_ordered_and_nothing_vanishes():
    enterprise = an_enterprise(visited=True, hazards_latent=30, hazards_open=10, major_latent=3)
    detection.inspect_enterprise(enterprise, P, NOW)
    assert enterprise.hazards_latent + enterprise.hazards_open + enterprise.hazards_ordered == 40
    assert enterprise.hazards_ordered == enterprise.found > 0
    assert enterprise.major_latent + enterprise.major_open == 3


def test_no_penalty_without_a_finding_and_none_where_penalties_are_not_kept():
    for changes in ({"found": 0}, {"found": 50, "penalty_kept": 0.0}):
        enterprise = an_enterprise(visited=True, **changes)
        penalties.impose_penalties(enterprise, REGULATOR, P, NOW)
        assert not enterprise.penalised and enterprise.fine_ex_ante == 0.0


@pytest.mark.parametrize("majors", [0, 1])
def test_the_third_penalty_within_half_a_year_closes_where_a_major_hazard_is_open(majors):
    strict = {"visited": True, "found": 500, "enforcement_strictness": 20.0, "major_open": majors}
    enterprise = an_enterprise(**strict)
    ordered = []
    for _ in range(3):
        penalties.impose_penalties(enterprise, REGULATOR, P, NOW)
        ordered.append(enterprise.closure_ordered)
    assert ordered == [False, False, majors == 1]


def test_a_visit_and_more_so_a_penalty_is_remembered_and_fades():
    def belief(**changes):
        enterprise = an_enterprise(**changes)
        perception.perceive_enforcement(enterprise, row("public"), P, NOW)
        return enterprise.perceived_detection

    assert belief() < belief(visited=True) < 0.35 < belief(visited=True, penalised=True)


def test_a_larger_fine_moves_nobody_who_does_not_expect_to_be_caught():
    def value(**changes):
        return effort.value_of_enforcement(an_enterprise(**changes), P)

    assert value(perceived_detection=0.0, fine_due=1e9) == 0.0
    assert value(perceived_detection=0.3, fine_due=75_000.0) > value(perceived_detection=0.3)


def test_effort_rises_with_its_value_and_falls_with_its_cost():
    def chosen(**changes):
        enterprise = an_enterprise(**changes)
        for _ in range(200):
            effort.choose_effort(enterprise, INDUSTRY, row("public"), P, NOW)
        return enterprise.effort

    assert chosen(effort_cost=2.0) < chosen() < chosen(standing_stake=500.0)
    assert chosen(cost_cover=0.9) < chosen()
    assert chosen(effort_floor=0.9) == 0.9


def test_ordered_hazards_are_fixed_faster_than_known_ones():
    enterprise = an_enterprise(hazards_open=400, hazards_ordered=400)
    hazards.hazards_are_fixed(enterprise, P, NOW)
    assert enterprise.ordered_fixed > enterprise.open_fixed > 0


def test_an_order_nobody_checks_is_closed_on_paper_only():
    enterprise = an_enterprise(hazards_ordered=5, cohort_found=5, cohort_left=5, cohort_age=8, order_weeks=1)
    hazards.orders_run_down(enterprise, P, NOW)
    assert (enterprise.due_found, enterprise.due_fixed, enterprise.due_closed) == (5, 0, 5)
    assert enterprise.order_weeks == 0 and not enterprise.order_done


def test_practice_teaches_more_than_lectures_of_the_same_length():
    def gained(drilled):
        enterprise, worker = an_enterprise(training_hours=1.0, drilled_hours=drilled), row("worker")
        skill.brief_skill(enterprise, P, NOW)
        skill.gain_skill(worker, enterprise, P, NOW)
        return worker.skill

    assert gained(1.0) > gained(0.3) > gained(0.0)


def test_fear_silences_and_rewards_open_mouths():
    def willing(**changes):
        enterprise = an_enterprise(hazards_latent=10, **changes)
        reporting.brief_reporting(enterprise, P, NOW)
        return enterprise.report_base

    assert willing(fear=0.8) < willing(fear=0.2) < willing(fear=0.2, report_reward=1.0)


def test_nobody_tips_off_about_an_enterprise_without_hazards():
    enterprise = an_enterprise(tip_access=1e6)
    tip_offs.tip_off(enterprise, row("public"), P, NOW)
    assert enterprise.tips == 0 and not enterprise.tip_waiting


def test_hazards_violations_and_clumsiness_hurt():
    def chance(hazard_count=10, **changes):
        enterprise, worker = an_enterprise(hazards_latent=hazard_count), row("worker", id=3, **changes)
        injuries.brief_injuries(enterprise, INDUSTRY, P, NOW)
        injuries.be_injured(worker, enterprise, INDUSTRY, P, NOW)
        return worker.injury_chance

    assert chance(hazard_count=0) < chance() < chance(hazard_count=60)
    assert chance(violation=0.1) < chance(violation=0.6)
    assert chance(skill=0.9) < chance(skill=0.1)


@pytest.mark.parametrize(
    ("deaths", "serious", "loss", "accident_class"),
    [
        (0, 0, 0.0, 0), (1, 0, 0.0, 1), (2, 9, 9.9e6, 1), (3, 0, 0.0, 2), (0, 10, 0.0, 2), (0, 0, 10e6, 2),
        (9, 49, 49e6, 2), (10, 0, 0.0, 3), (0, 50, 0.0, 3), (0, 0, 50e6, 3), (29, 99, 99e6, 3), (30, 0, 0.0, 4),
        (0, 100, 0.0, 4), (0, 0, 100e6, 4),
    ],
)  # fmt: skip
def test_any_one_criterion_decides_the_class_of_an_accident(deaths, serious, loss, accident_class):
    assert major_accidents.class_of(deaths, serious, loss) == accident_class


def test_late_rescue_costs_lives_and_skill_saves_them():
    def stands(delay=1.0, **changes):
        return major_accidents.chance_beyond_rescue(an_enterprise(**changes), row("public", rescue_delay=delay), 0.0, P)

    assert stands() == pytest.approx(0.85)
    assert stands(delay=0.5) < stands() < stands(delay=3.0)
    assert stands(rescue_skill=1.0) == 0.0


def test_as_many_are_struck_as_died():
    workers = [row("worker", id=k, injury=4 if k == 2 else 0) for k in range(20)]
    enterprise = an_enterprise(deaths_major=6, leavers=0)
    major_accidents.pick_victims(enterprise, workers, P, NOW)
    lots = [NOW.draw(w.id, major_accidents.VICTIM) for w in workers if w.injury < 4]
    assert sum(lot <= enterprise.strike_below for lot in lots) == 6


def test_concealment_lowers_the_recorded_book_and_leaves_the_true_one():
    def books(stake):
        enterprise = an_enterprise(deaths_single=40, deaths_true=40, injuries_true=40, concealment_stake=stake)
        recording.record_deaths(enterprise, REGULATOR, P, NOW)
        assert enterprise.deaths_told + enterprise.deaths_hidden == enterprise.deaths_true == 40
        assert enterprise.concealed_deaths == enterprise.deaths_hidden
        return enterprise.deaths_recorded

    assert books(4.0) < books(0.0) <= 40


def test_no_more_is_recorded_than_happened():
    enterprise = an_enterprise(injuries_true=50, lost_time_true=20, serious_true=5, deaths_true=1, official_serious=3)
    recording.record_injuries(enterprise, P, NOW)
    assert 0 < enterprise.injuries_recorded <= 49
    assert enterprise.lost_time_recorded <= 19 and enterprise.serious_recorded <= 5
    assert enterprise.accidents_recorded <= 3


def test_hidden_deaths_surface_and_cost_more_than_told_ones():
    enterprise = an_enterprise(concealed_deaths=100, exposure_chance=10.0)
    recording.record_deaths(enterprise, REGULATOR, P, NOW)
    assert enterprise.deaths_exposed > 0
    assert enterprise.concealed_deaths == 100 - enterprise.deaths_exposed
    assert enterprise.fine_accident / enterprise.deaths_exposed > recording.accident_fine(1, P)


def test_a_stake_on_outcomes_silences_the_record():
    usual, paid = an_enterprise(), an_enterprise(outcome_stake=1.0)
    assert recording.recorded_share(paid, P) < recording.recorded_share(usual, P)


def test_the_premium_changes_once_a_year_and_within_its_range():
    bad = an_enterprise(claims=1000.0, headcount=500)
    insurance.rate_premium(bad, INDUSTRY, P, Clock(week=50))
    assert bad.premium_mod == 1.0
    insurance.rate_premium(bad, INDUSTRY, P, Clock(week=51))
    assert bad.premium_mod == 1.5


def test_nobody_is_listed_without_a_threshold_and_repair_shortens_the_list():
    def weeks_listed(**changes):
        enterprise = an_enterprise(credit_score=0.3, record_visibility=1.0, listing_term=156.0, **changes)
        count = 0
        for _ in range(200):
            credit_record.keep_credit_record(enterprise, INDUSTRY, P, NOW)
            count += enterprise.listed
        return count

    still = {"repair_after": 1000.0, "repair_score": 1.0}
    assert weeks_listed(listing_threshold=0.0, **still) == 0
    assert weeks_listed(listing_threshold=0.4, **still) == 156
    assert weeks_listed(listing_threshold=0.4, repair_after=26.0, repair_score=0.5) < 70


def test_an_unseen_record_reads_as_the_usual_one():
    enterprise = an_enterprise(credit_score=0.1, record_visibility=0.0)
    credit_record.keep_credit_record(enterprise, INDUSTRY, P, NOW)
    assert enterprise.public_score == pytest.approx(P.score_home)


def test_losses_lead_to_distress_and_distress_to_exit():
    enterprise = an_enterprise(booked=60_000.0, reserve=0.0)
    for _ in range(40):
        money.settle_accounts(enterprise, P, NOW)
    assert enterprise.distressed and enterprise.reserve < 0.0

    def closures(**changes):
        count = 0
        for week in range(4000):
            firm = an_enterprise(**changes)
            entry_exit.decide_exit(firm, P, Clock(week=week))
            count += firm.closing
        return count

    assert closures(distressed=True) > 3 * closures()


def test_campaigns_start_with_attention_and_pause_after():
    leader, public = row("leader"), row("public", attention=0.5)
    weeks = []
    for _ in range(100):
        leadership.lead(leader, [public], P, NOW)
        weeks.append(leader.in_campaign)
    assert sum(weeks[:12]) == 12.0 and sum(weeks[12:64]) == 0.0 and weeks[66] == 1.0
