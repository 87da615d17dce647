"""What enforcement's instruments do to one enterprise: formulas, bounds and side effects, row by row."""

from types import SimpleNamespace as Row

import pytest

from govsim.instruments.capacity import legal_counsel as counsel
from govsim.instruments.government import accident_investigation as investigation
from govsim.instruments.government import (
    accountability,
    big_data_targeting,
    criminal_liability,
    listed_supervision,
    production_suspension,
    regulatory_interview,
    responsibility_cards,
)
from govsim.instruments.government import inspector_training as training
from govsim.model import model_of
from govsim.parts import expertise

INSTRUMENTS = model_of(("expertise", "services")).instruments
MARKET = Row(price_level=1.0, people_supply=1.0, competence=0.5)
QUIET = dict(
    headcount=25, crew=25, visits=0, found_major=0, major_open=0, hazards_ordered=0, order_weeks=0, followup=False,
    penalised=False, weeks_since_penalty_before=520, weeks_since_visit=20, fatal_recorded=0, recorded_larger=0,
    recorded_major=0, recorded_extreme=0, injuries_recorded=0, tip_verified=False, pressure=0.0,
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_luck(monkeypatch):
    """Every lot falls on the middle; a chance above one half hits."""
    for file in (listed_supervision, production_suspension, criminal_liability):
        monkeypatch.setattr(file, "uniform", lambda *_: 0.5)
    monkeypatch.setattr(big_data_targeting, "trait", lambda *_: 0.5)


def settings(name, **changes):
    return Row(**{key: float(made.default) for key, made in INSTRUMENTS[name].settings.items()} | changes)


def memory(name):
    return Row(**{key: made.default for key, made in INSTRUMENTS[name].remembers.items()})


def enterprise(**changes):
    return Row(**QUIET | changes)


def play(file, name, weeks, p=None, **ancestors):
    """The memory after some weeks, each given by what differs from a quiet one."""
    own, rule = memory(name), INSTRUMENTS[name].update
    for week in weeks:
        rule(enterprise(**week), **ancestors, own=own, p=p or settings(name), now=None)
    return own


def test_a_listed_case_is_followed_up_until_nothing_is_open():
    name, p = "listed_supervision", settings("listed_supervision", paper_share=0.0)
    found = {"found_major": 1, "major_open": 1}
    own = play(listed_supervision, name, [found], p)
    assert own.on_list and listed_supervision.handle_listed_cases(enterprise(), own, p, None) == p.case_hours
    own = play(listed_supervision, name, [found] + [{"major_open": 1}] * 10, p)
    assert own.on_list and listed_supervision.come_back(enterprise(), own, p, None) == p.pursuit
    assert listed_supervision.be_strict_past_the_term(enterprise(), own, p, None) == p.overdue_strictness
    own = play(listed_supervision, name, [found, {"major_open": 1}, {}], p)
    assert not own.on_list and listed_supervision.have_the_head_report(enterprise(), own, p, None) == 0.0


def test_when_the_term_ends_a_case_may_be_closed_on_paper():
    name = "listed_supervision"
    weeks = [{"found_major": 1, "major_open": 1}] + [{"major_open": 1}] * 9
    assert not play(listed_supervision, name, weeks, settings(name, paper_share=0.6)).on_list
    assert play(listed_supervision, name, weeks[:-1], settings(name, paper_share=0.6)).on_list
    assert play(listed_supervision, name, weeks, settings(name, paper_share=0.4)).on_list


def test_work_stops_for_a_major_hazard_and_no_longer_than_the_term():
    name, p = "production_suspension", settings("production_suspension", suspension_chance=0.6)
    found, still = {"found_major": 1, "major_open": 1}, {"major_open": 1}
    own = play(production_suspension, name, [found, still], p)
    assert production_suspension.stop_production(enterprise(), own, p, None) == 1.0 - p.share_stopped
    wages = production_suspension.stop_allowances(enterprise(), Row(wage=52_000.0), own, p, None)
    assert wages == pytest.approx(0.2 * 1_000.0 * 25)
    for weeks in ([found, {}], [found] + [still] * 8):
        own = play(production_suspension, name, weeks, p)
        assert production_suspension.stop_production(enterprise(), own, p, None) == 1.0
    assert not play(production_suspension, name, [found], settings(name, suspension_chance=0.4)).stopped


def test_a_card_gets_worse_with_each_failure_and_goes_when_the_duty_is_met():
    name, p = "responsibility_cards", settings("responsibility_cards")
    failed, owing = {"followup": True, "order_weeks": 4}, {"order_weeks": 4, "hazards_ordered": 2}

    def felt(weeks):
        return responsibility_cards.be_watched(enterprise(), play(responsibility_cards, name, weeks), p, None)

    assert felt([failed]) == felt([failed] + [{}] * 12) == p.yellow_attention
    assert felt([failed, failed]) == felt([failed, {"penalised": True}, failed]) == p.red_attention
    assert felt([failed] + [{}] * 13) == felt([{"found_major": 3}]) == 0.0
    assert felt([failed] + [owing] * 30) == p.yellow_attention, "the card went although the duty was not met"
    assert responsibility_cards.write_papers(enterprise(), play(responsibility_cards, name, [failed]), p, None) > 0.0


def test_an_interview_fades_by_half_in_a_quarter_and_tires():
    name, p = "regulatory_interview", settings("regulatory_interview")
    failing = {"penalised": True, "weeks_since_penalty_before": 30}

    def felt(weeks):
        own = play(regulatory_interview, name, weeks)
        return regulatory_interview.attend_after_the_interview(enterprise(), own, p, None)

    once = felt([failing])
    assert once == pytest.approx(p.jump)
    assert felt([failing] + [{}] * 13) == pytest.approx(0.5 * once, rel=0.01)
    assert felt([failing] + [{}] * 100 + [failing]) > felt([failing, *[{}] * 20] * 4 + [failing])
    assert felt([{"penalised": True}]) == 0.0, "one penalty is not failing"
    assert felt([{"fatal_recorded": 1}]) == pytest.approx(once)


def test_a_trial_takes_from_the_person_what_everybody_reckons_with():
    name = "criminal_liability"
    p = settings(name, breach_trial=0.6, death_trial=0.6)
    grave = {"penalised": True, "found_major": 1}
    own = play(criminal_liability, name, [grave], p)
    assert criminal_liability.lose_income(enterprise(), own, p, None) == p.personal_loss
    per_penalty = criminal_liability.reckon_with_a_trial(enterprise(), p, None)
    assert per_penalty == pytest.approx(p.grave_share * p.breach_trial * p.personal_loss)
    assert criminal_liability.reckon_with_a_death(enterprise(), p, None) == pytest.approx(0.6 * p.personal_loss)
    assert play(criminal_liability, name, [grave, {}], p).tried == 0
    assert criminal_liability.live_with_a_trial(enterprise(), own, p, None) == p.shock
    for week in ({"penalised": True}, {"found_major": 1}):
        assert play(criminal_liability, name, [week], p).tried == 0


def test_measures_are_carried_out_after_the_report_and_for_half_a_year():
    name, p, quiet = "accident_investigation", settings("accident_investigation"), Row(fatal_cases_heard=0.0)
    for weeks, support in ((8, 0.0), (9, p.own_lessons), (34, p.own_lessons), (35, 0.0)):
        own = play(investigation, name, [{"fatal_recorded": 1}] + [{}] * weeks, public=quiet)
        assert investigation.carry_out_measures(enterprise(), own, p, None) == support, weeks
    assert play(investigation, name, [{}] * 5, public=quiet).lesson == 0.0


def test_peers_hear_of_a_case_when_the_report_is_out_and_forget():
    name, p = "accident_investigation", settings("accident_investigation")
    own, rule, told = memory(name), INSTRUMENTS[name].update, []
    for week in range(120):
        rule(enterprise(), Row(fatal_cases_heard=1.0 if week == 0 else 0.0), own, p, None)
        told.append(investigation.tell_peers(enterprise(), own, p, None))
    assert told[0] == 0.0 and max(told) < p.lessons
    assert 8 < told.index(max(told)) < 30 and told[-1] < 0.2 * max(told)
    dead = enterprise(fatal_recorded=1)
    assert investigation.fine_persons(dead, p, None) == investigation.reckon_with_the_fine(enterprise(), p, None)
    larger = enterprise(fatal_recorded=1, recorded_larger=1)
    assert investigation.send_a_team(larger, p, None) == 2.0 * investigation.send_a_team(dead, p, None)


def test_officers_are_diligent_after_a_case_and_cover_up_where_they_have_been():
    name, p = "accountability", settings("accountability")

    def after(weeks):
        own = memory(name)
        for case in weeks:
            INSTRUMENTS[name].update(enterprise(), Row(fatal_cases_heard=case), own, p, None)
        return accountability.look_closer(enterprise(), own, p, None)

    assert after([0.0]) == pytest.approx(p.standing * p.diligence)
    assert after([1.0]) == pytest.approx(p.diligence)
    assert after([1.0] + [0.0] * 26) == pytest.approx((p.standing + 0.5 * (1.0 - p.standing)) * p.diligence, rel=0.01)
    assert accountability.cover_up(enterprise(weeks_since_visit=52), p, None) == p.hide
    assert accountability.cover_up(enterprise(weeks_since_visit=53), p, None) == 0.0


def test_the_platform_follows_the_record_and_forgets_it():
    name, p, trade = "big_data_targeting", settings("big_data_targeting"), Row(injury_base=0.055)

    def weight(weeks, p=p, **now):
        own = play(big_data_targeting, name, weeks, p, industry=trade)
        return big_data_targeting.visit_where_it_is_predicted(enterprise(**now), trade, own, p, None)

    quiet, hurt = [{}] * 52, [{}] * 51 + [{"injuries_recorded": 3}]
    assert weight([{}] * 0) == pytest.approx(1.0)
    assert weight(quiet) < 1.0 < weight(hurt)
    assert weight(hurt + quiet) < weight(hurt)
    assert weight([{}] * 51 + [{"tip_verified": True}]) == pytest.approx(weight(hurt))
    assert weight(quiet, pressure=1.0) > weight(quiet)
    assert weight(hurt, settings(name, information=0.0)) == 1.0


def test_a_blurred_register_is_cleared_by_accuracy(monkeypatch):
    monkeypatch.setattr(big_data_targeting, "trait", lambda *_: 0.9)
    name, trade = "big_data_targeting", Row(injury_base=0.055)
    blurred, clear = (
        big_data_targeting.visit_where_it_is_predicted(
            enterprise(), trade, memory(name), settings(name, accuracy=accuracy), None
        )
        for accuracy in (0.0, 1.0)
    )
    assert blurred > 2.0 and clear == pytest.approx(1.0)


def test_counsel_is_heard_where_it_is_retained_and_defends_the_large():
    p = settings("legal_counsel")
    small, middle, large = (enterprise(headcount=n) for n in (20, 100, 500))
    assert counsel.know_what_is_owed(small, p, None) == counsel.pay_retainers(small, MARKET, p, None) == 0.0
    assert (
        counsel.know_what_is_owed(middle, p, None) == p.clarity and counsel.pay_retainers(middle, MARKET, p, None) > 0.0
    )
    dear = Row(price_level=1.5)
    for pay in (counsel.pay_retainers, counsel.pay_agency_counsel):
        assert pay(middle, dear, p, None) == pytest.approx(1.5 * pay(middle, MARKET, p, None))
    kept = [counsel.keep_sanctions_sound(one, p, None) for one in (small, middle, large)]
    assert kept == pytest.approx([p.upheld, p.upheld, p.upheld * p.defence])


def test_expertise_is_learned_in_courses_and_lost_without_them():
    parameters = {name: made.default for name, made in model_of(("expertise",)).parameters.items()}
    p, agency = Row(**parameters), Row(expertise=0.0, officer_training=5.0)
    for _ in range(520):
        expertise.train_officers(agency, p, None)
    assert agency.expertise == pytest.approx(0.5, abs=0.01)  # 5 days x .05 against .25 a year
    agency.officer_training = 0.0
    for _ in range(52):
        expertise.train_officers(agency, p, None)
    assert agency.expertise == pytest.approx(0.5 * 0.78, abs=0.01)
    visited = Row(inspector_competence=0.25)
    expertise.see_with_expertise(visited, agency, p, None)
    assert visited.inspector_competence == pytest.approx(0.25 + 1.2 * agency.expertise)


def test_days_in_a_course_are_paid_and_missing():
    p, agency = settings("inspector_training"), Row(posts=8.0)
    assert training.leave_visits_undone(agency, p, None) == pytest.approx(1.0 - 5.0 / 248.0)
    assert 52.0 * training.pay_courses(agency, MARKET, p, None) == pytest.approx(8 * 5 * 600.0)
    dear = Row(price_level=1.5, competence=0.3)
    assert 52.0 * training.pay_courses(agency, dear, p, None) == pytest.approx(1.5 * 8 * 5 * 600.0)
    assert training.send_officers(agency, MARKET, p, None) == 5.0 > training.send_officers(agency, dear, p, None)
    assert 52.0 * training.sit_in_courses(agency, p, None) == pytest.approx(8 * 5 * 8.0)
