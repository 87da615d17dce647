"""What the measures of enterprises say, row by row: formulas, bounds, memory and side effects."""

from types import SimpleNamespace as Row

import pytest

from govsim.instruments.enterprise import chief_safety_officer as officer
from govsim.instruments.enterprise import family_engagement as family
from govsim.instruments.enterprise import management_report as report
from govsim.instruments.enterprise import safety_department as department
from govsim.instruments.enterprise import safety_expense as expense
from govsim.instruments.enterprise import safety_pay as pay
from govsim.instruments.enterprise import self_inspection_reporting as inspection
from govsim.instruments.enterprise import suggestion_rewards as suggestions
from govsim.instruments.enterprise import wearables as worn
from govsim.instruments.insurance import safety_subsidies as subsidies
from govsim.instruments.source import safety_commitment as promise

WAGE = Row(wage=80_000.0)
MARKET = Row(price_level=1.0, people_supply=1.0)
ONE = {
    "headcount": 50, "penalised": False, "profit": 100.0, "reserve": 10_000.0, "pressure": 0.0, "major_open": 0,
    "distressed": False, "revenue": 300_000.0, "effort": 0.4, "effort_spent": 1_500.0 * 50 / 52,
    "effort_price": 3_500.0, "safety_capital": 0.6, "size_grasp": 0.5, "size_scale": 1.0, "injuries_recorded": 0,
    "deaths_recorded": 0, "reports": 0, "reports_verified": 0, "temporary_workers": 0.0, "fear": 0.4,
    "commitment": 0.5, "self_found": 0,
}  # fmt: skip


def settings(module, **changed):
    """Its settings at their defaults, but for what is given."""
    made = getattr(module, module.__name__.rpartition(".")[2])
    return Row(**{name: float(one.default) for name, one in made.settings.items()} | changed)


def memory(module, **changed):
    """Its memory as a newcomer starts, but for what is given."""
    made = getattr(module, module.__name__.rpartition(".")[2])
    return Row(**{name: one.default for name, one in made.remembers.items()} | changed)


def one(**changed):
    return Row(**ONE | changed)


def week(number):
    return Row(week=number)


# --- A promise ----------------------------------------------------------------------------------------------------


def test_a_penalty_breaks_a_promise_until_it_is_renewed():
    p, own = settings(promise), memory(promise)
    assert promise.have_a_name_to_lose(one(), own, p, week(1)) == pytest.approx(1250.0 * 0.4)
    promise.keep_or_break(one(penalised=True), own, p, week(1))
    assert promise.have_a_name_to_lose(one(), own, p, week(1)) == 0.0
    promise.keep_or_break(one(), own, p, week(52))
    assert promise.have_a_name_to_lose(one(), own, p, week(52)) == pytest.approx(1250.0 * 0.4 * (1.0 - 0.3 * 0.99))


def test_a_broken_promise_costs_orders_once_and_only_where_penalties_are_published():
    p, own = settings(promise), memory(promise)
    silent, loud = (Row(publicity=x, attention=1.0) for x in (0.0, 1.0))
    promise.keep_or_break(one(penalised=True), own, p, week(1))
    assert promise.lose_orders(one(), silent, own, p, week(1)) == 0.0
    assert promise.lose_orders(one(), loud, own, p, week(1)) == pytest.approx(1250.0 * 50)
    assert promise.lose_orders(one(), Row(publicity=1.0, attention=0.0), own, p, week(1)) == pytest.approx(312.5 * 50)
    promise.keep_or_break(one(penalised=True), own, p, week(2))
    assert promise.lose_orders(one(), loud, own, p, week(2)) == 0.0


# --- Officers ------------------------------------------------------------------------------------------------------


def in_office(years=4, **changed):
    """An officer's memory after years in an enterprise like this."""
    own = memory(officer)
    for now in range(52 * years):
        officer.gain_a_hearing(one(headcount=400, **changed), own, settings(officer), week(now))
    return own


def test_an_officer_is_listened_to_after_months_and_overruled_at_a_loss():
    p = settings(officer)
    assert in_office().authority == pytest.approx(1.0, abs=1e-3)
    assert in_office(profit=-1.0).authority == pytest.approx(0.5, abs=1e-3)
    small = memory(officer)
    officer.gain_a_hearing(one(), small, p, week(1))
    assert small.authority == 0.0 and officer.pay_the_officer(one(), MARKET, p, week(1)) == 0.0


def test_an_officer_halts_for_a_known_major_hazard_under_pressure_only():
    p, own = settings(officer), Row(authority=1.0)
    for majors, pressure, output in ((0, 1.0, 1.0), (1, 0.2, 1.0), (1, 1.0, 0.7)):
        assert officer.halt_production(one(major_open=majors, pressure=pressure), own, p, week(1)) == output
    assert officer.plan_with_care(one(), own, p, week(1)) == -0.004
    assert officer.decline_orders(one(), own, p, week(1)) == pytest.approx(0.025 * 0.004 / 0.03 * 300_000 * 50 / 52)


def test_officers_are_hired_slowly_sent_to_production_and_let_go_in_distress():
    p, own = settings(department), memory(department)
    for now in range(200):
        department.fill_the_posts(one(), MARKET, own, p, week(now))
    assert own.filled == pytest.approx(1.0, abs=1e-3)
    calm, busy = (department.walk_the_plant(one(pressure=x), own, p, week(0)) for x in (-0.5, 1.0))
    assert calm == pytest.approx(0.02955, abs=1e-4) and busy == pytest.approx(calm / 2.0, rel=0.02)
    assert department.pay_officers(one(), MARKET, own, p, week(0)) == pytest.approx(0.5 * 127_000 / 52, rel=1e-3)
    before = own.filled
    department.fill_the_posts(one(distressed=True), MARKET, own, p, week(201))
    assert own.filled < before
    small = memory(department)
    department.fill_the_posts(one(headcount=10), MARKET, small, p, week(0))
    assert small.filled == 0.0


def test_officers_are_found_sooner_where_there_are_many_and_dearer_where_experts_are():
    p = settings(department)
    filled = []
    for supply in (0.5, 1.0, 2.0, 5.0):
        own = memory(department)
        department.fill_the_posts(one(), Row(people_supply=supply), own, p, week(0))
        filled.append(own.filled)
    assert filled == pytest.approx([0.02, 0.04, 0.08, 0.08])
    own, dear = Row(filled=1.0), Row(price_level=1.3)
    assert department.pay_officers(one(), dear, own, p, week(0)) == pytest.approx(1.3 * 0.5 * 127_000 / 52)
    big = one(headcount=400)
    paid = [officer.pay_the_officer(big, market, settings(officer), week(0)) for market in (MARKET, dear)]
    assert paid[1] == pytest.approx(1.3 * paid[0])


# --- Money ---------------------------------------------------------------------------------------------------------


def diverted(**changed):
    """Share diverted in the long run."""
    own, row = memory(expense), {k: changed.pop(k) for k in list(changed) if k in ONE}
    for now in range(300):
        expense.dress_the_books(one(**row), own, settings(expense, **changed), week(now))
    return own.diverted


def test_money_is_diverted_where_it_is_short_and_nobody_audits():
    assert diverted(audited=1.0) < diverted() < diverted(audited=0.0) < diverted(audited=0.0, reserve=-1.0)
    assert diverted(size_grasp=0.9) < diverted(size_grasp=0.1)


def test_set_aside_money_buys_what_is_booked_and_only_beyond_what_is_spent_anyway():
    p, own = settings(expense), Row(diverted=0.0)
    share = expense.buy_equipment(one(), own, p, week(0))
    spent = expense.pay_for_equipment(one(), own, p, week(0))
    assert share * 0.5 * 12_000.0 == pytest.approx(0.5 * (4_500.0 - 1_500.0))
    assert spent == pytest.approx(0.5 * 3_000.0 * 50 / 52)
    assert expense.buy_equipment(one(effort_spent=1e6), own, p, week(0)) == 0.0
    assert expense.pay_for_equipment(one(safety_capital=1.15), own, p, week(0)) == 0.0
    assert expense.fund_management(one(), own, p, week(0)) == pytest.approx(0.5 * 4_500.0 / 3_500.0)
    assert expense.fund_management(one(effort_price=1.0), own, p, week(0)) == 1.0
    assert expense.fund_management(one(), Row(diverted=1.0), p, week(0)) == 0.0


def test_grants_end_at_the_limit_and_the_careful_claim_what_they_buy_anyway():
    p, own = settings(subsidies), memory(subsidies)
    years = 0
    while own.granted < p.grant_limit and years < 10_000:
        subsidies.count_grants(one(), own, p, week(0))
        years += 1
    assert own.granted >= p.grant_limit and own.eligible == 0.0
    assert subsidies.buy_with_help(one(), own, p, week(0)) == subsidies.pay_grants(one(), own, p, week(0)) == 0.0
    new = memory(subsidies, eligible=1.0)
    lazy, careful = (subsidies.pay_grants(one(effort=e), new, p, week(0)) for e in (0.0, 1.0))
    bought = [subsidies.buy_with_help(one(effort=e), new, p, week(0)) for e in (0.0, 1.0)]
    assert careful > 4.0 * lazy > 0.0 and bought[0] == bought[1] == pytest.approx(0.12)


def test_the_poor_buy_less_unless_the_share_is_high_and_may_be_served_alone():
    new, poor = memory(subsidies, eligible=1.0), one(reserve=0.0)
    for share in (0.2, 0.8):
        p = settings(subsidies, share=share)
        held = subsidies.buy_with_help(poor, new, p, week(0)) / subsidies.buy_with_help(one(), new, p, week(0))
        assert held == pytest.approx(share)
    p = settings(subsidies, poor_only=1.0)
    for row, eligible in ((poor, 1.0), (one(), 0.0)):
        own = memory(subsidies)
        subsidies.count_grants(row, own, p, week(0))
        assert own.eligible == eligible


# --- Devices, pay and rewards ---------------------------------------------------------------------------------------


def test_a_signal_wears_off_and_coaching_does_not():
    p, own = settings(worn), memory(worn)
    first = worn.heed_the_signal(one(), own, p, week(0))
    for now in range(300):
        worn.get_used_to_it(one(), own, p, week(now))
    last = worn.heed_the_signal(one(), own, p, week(0))
    assert first == pytest.approx(0.8 * (0.7 * 0.24 + 0.3 * 1.05)) and last == pytest.approx(first - 0.8 * 0.7 * 0.144)
    assert worn.resent_being_watched(one(), settings(worn, coached=1.0), week(0)) == 0.0
    assert worn.resent_being_watched(one(), p, week(0)) < 0.0


def test_a_bonus_is_paid_for_a_clean_quarter_and_lost_with_the_record():
    p, own, paid = settings(pay), memory(pay), []
    for now in range(26):
        hurt = one(headcount=100, injuries_recorded=1 if now == 3 else 0)
        pay.count_the_quarter(hurt, own, p, week(now))
        paid.append(pay.pay_bonuses(hurt, own, p, week(now)))
        stake = pay.hang_pay_on_the_record(hurt, own, p, week(now))
        assert stake == (0.0 if 3 <= now < 12 else 0.5)
    weekly = 600.0 * 100 * 0.5 / 52
    assert paid[12] == pytest.approx(weekly) and paid[25] == pytest.approx(weekly + 600.0 * 100 * 0.5 / 4)


def test_a_large_crew_may_have_some_injuries_and_a_small_bonus_is_felt_less():
    p = settings(pay)
    assert pay.still_clean(one(headcount=400), 2, p) and not pay.still_clean(one(headcount=400), 3, p)
    assert not pay.still_clean(one(), 1, p)
    assert pay.hang_pay_on_the_record(one(), memory(pay), settings(pay, bonus=150.0), week(0)) == 0.125


def test_interest_falls_to_what_is_taken_up():
    for taken_up, left in ((0.35, 0.4375), (0.9, 1.0)):
        p, own = settings(suggestions, taken_up=taken_up), memory(suggestions)
        for now in range(300):
            suggestions.lose_interest(one(), own, p, week(now))
        assert own.interest == pytest.approx(left, abs=1e-3)
        assert suggestions.reward_suggestions(one(), own, p, week(0)) == pytest.approx(0.2 * left, abs=1e-3)
    quiet, busy = (suggestions.give_suggestion_prizes(one(reports_verified=n), p, week(0)) for n in (0, 2))
    assert busy - quiet == pytest.approx(508.0)


# --- Impressions ---------------------------------------------------------------------------------------------------


def test_families_are_heard_four_times_a_year_by_those_who_live_with_them():
    p, own = settings(family), memory(family)
    held, level = 0, []
    for now in range(52):
        held += family.hold_events(one(), p, week(now)) > 0.0
        family.be_moved(one(), own, p, week(now))
        level.append(own.level)
    assert held == 4 and level[12] < level[0] < 1.0 and own.fresh < 1.0
    near, far = (family.think_of_those_at_home(one(temporary_workers=n), own, p, week(0)) for n in (0.0, 50.0))
    assert far == pytest.approx(0.2 * near) and 0.0 < near < 0.002


def test_a_report_is_prepared_given_and_forgotten():
    p, own = settings(report), memory(report)
    level, paid = [], []
    for now in range(1, 53):
        report.prepare_the_report(one(), own, p, week(now))
        level.append(own.level)
        paid.append(report.write_and_give_the_report(one(), WAGE, p, week(now)))
    assert [now for now, cost in enumerate(paid, 1) if cost] == [26, 52] and paid[25] == pytest.approx(640.0)
    assert level[16] == 0.0 and level[24] > 0.5 and level[38] < 0.2 * level[24]
    assert max(level[26:]) < level[24], "the second is less fresh"
    bold, afraid = (report.have_something_to_show(one(fear=x), own, p, week(0)) for x in (0.0, 1.0))
    assert afraid == pytest.approx(0.5 * bold)


# --- Telling on oneself ---------------------------------------------------------------------------------------------


def test_a_penalty_teaches_silence_and_checks_teach_honesty():
    p, own = settings(inspection), memory(inspection)
    inspection.learn_to_tell(one(), own, p, week(0))
    honest = own.honesty
    inspection.learn_to_tell(one(penalised=True), own, p, week(1))
    assert own.honesty == pytest.approx(0.7 * honest, rel=0.01)
    unchecked, checked = memory(inspection), memory(inspection)
    for now in range(500):
        inspection.learn_to_tell(one(), unchecked, settings(inspection, checked=0.0), week(now))
        inspection.learn_to_tell(one(), checked, settings(inspection, checked=0.5), week(now))
    assert unchecked.honesty == pytest.approx(0.7, abs=1e-3) and checked.honesty == pytest.approx(0.85, abs=1e-3)


def test_inspectors_turn_to_the_silent_and_a_little_to_those_who_tell_much():
    p = settings(inspection)
    silent, some, much = (inspection.turn_to_the_silent(one(), Row(told=x), p, week(0)) for x in (0.0, 0.2, 9.0))
    assert silent == 1.5 and some == pytest.approx(1.04) and much == pytest.approx(1.4)
    assert inspection.turn_to_the_silent(one(size_scale=10.0), Row(told=0.2), p, week(0)) == 1.5
    assert inspection.make_the_round(one(), Row(honesty=0.5), p, week(0)) == 0.01


def test_the_app_is_paid_for_by_the_hundred_enterprises():
    year = 52.0 * 216 * inspection.run_the_app(one(), settings(inspection), week(0))
    assert year == pytest.approx(200_016.0)
