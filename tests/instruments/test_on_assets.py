"""Formulas of instruments that build assets, called as plain functions."""

from types import SimpleNamespace as Row

import pytest

from govsim.instruments.emergency import emergency_plans
from govsim.instruments.enterprise import automation, dual_prevention, hazard_monitoring, safety_culture, vr_training
from govsim.instruments.government import digital_supervision
from govsim.instruments.source import standardisation_grading, worker_certification

MINE, SHOP = Row(major_inflow=0.3, wage=75_000.0), Row(major_inflow=0.03, wage=75_000.0)
REGION = Row(price_tools=1.0)


def settings(module, **values):
    made = getattr(module, module.__name__.rpartition(".")[2])
    assert set(values) <= set(made.settings)
    return Row(**{name: one.default for name, one in made.settings.items()} | values)


def memory(module, **values):
    made = getattr(module, module.__name__.rpartition(".")[2])
    return Row(**{name: one.default for name, one in made.remembers.items()} | values)


def an_enterprise(**values):
    usual = dict(
        id=7, headcount=50, effort=0.4, capability=0.4, safety_capital=0.6, watched=0.0, certified=0.8, visited=False,
        distressed=False, legal_training=8.0 / 24.0, automation_spent=0.0,
    )  # fmt: skip
    return Row(**usual | values)


class Luck:
    """A week in which every draw is the same."""

    week = 10

    def __init__(self, lot):
        self.lot = lot

    def draw(self, *_):
        return self.lot

    trait = draw


# --- Monitoring ------------------------------------------------------------------------------------------------------


def test_sensors_are_fitted_where_major_hazards_are_common_and_for_the_hours_that_are_watched():
    day, night = settings(hazard_monitoring, hours=8.0), settings(hazard_monitoring)
    fit = hazard_monitoring.fit_sensors
    assert fit(an_enterprise(), MINE, night, None) == pytest.approx(0.05)
    assert fit(an_enterprise(), MINE, day, None) == pytest.approx(0.05 * 0.45)
    assert fit(an_enterprise(), SHOP, night, None) == 0.0
    assert fit(an_enterprise(watched=0.45), MINE, day, None) == 0.0
    assert fit(an_enterprise(watched=1.0), MINE, night, None) == 0.0
    assert fit(an_enterprise(watched=0.5), MINE, night, None) == pytest.approx(0.05)


def test_watching_costs_by_hours_and_by_what_is_fitted():
    watch = hazard_monitoring.watch_sensors
    costs = [watch(an_enterprise(watched=0.5), MINE, settings(hazard_monitoring, hours=h), None) for h in (8.0, 24.0)]
    assert costs[1] == pytest.approx(3.0 * costs[0]) == pytest.approx(12_000.0 / 52.0)
    assert watch(an_enterprise(watched=0.5), SHOP, settings(hazard_monitoring), None) == 0.0


def test_a_platform_joins_plants_and_costs_officers_time():
    p = settings(digital_supervision)
    assert digital_supervision.join_plants(an_enterprise(), SHOP, p, None) == 0.0
    assert digital_supervision.join_plants(an_enterprise(), MINE, p, None) == p.joined
    assert digital_supervision.enter_data(an_enterprise(visited=True), p, None) == pytest.approx(0.3)
    assert digital_supervision.enter_data(an_enterprise(), p, None) == 0.0
    assert digital_supervision.equip_officers(Row(inspectors=8), p, None) == pytest.approx(8 * 6_000 / 52)


def test_a_ledger_is_paper_where_nobody_knows_how_and_costs_the_same():
    p, own = settings(dual_prevention), memory(dual_prevention)
    for _ in range(52):
        dual_prevention.grade_risks(an_enterprise(), own, p, None)
    assert own.graded == pytest.approx(1.0 - 0.97**52)
    able, unable = an_enterprise(capability=1.0), an_enterprise(capability=0.0)
    assert dual_prevention.search_for_hazards(able, own, p, None) == pytest.approx(0.02 * own.graded)
    for effect in (
        dual_prevention.search_for_hazards,
        dual_prevention.check_red_risks,
        dual_prevention.fit_monitors,
    ):
        assert effect(unable, own, p, None) == 0.0 < effect(able, own, p, None)
    assert dual_prevention.keep_the_schedule(unable, own, p, None) == pytest.approx(0.25 * own.graded)
    assert dual_prevention.keep_ledgers(unable, p, None) == dual_prevention.keep_ledgers(able, p, None) > 0.0


# --- Machines --------------------------------------------------------------------------------------------------------


def chance(headcount=25, price=1.0, **values):
    enterprise, region = an_enterprise(headcount=headcount), Row(price_tools=price)
    return automation.is_tempted(enterprise, MINE, region, settings(automation, **values))


def test_a_conversion_is_likelier_where_it_pays_is_pushed_and_for_the_large():
    usual = chance()
    even = chance(subsidy=0.0, saving=0.4)  # five years of .4 x 75,000 are the 150,000 of a post
    assert even == pytest.approx(0.1192, abs=1e-4)  # L(-3 + 1)
    assert chance(subsidy=0.5) > usual > chance(price=2.0)
    assert chance(push=3.0) > usual > chance(push=-1.0)
    assert chance(headcount=500) > usual > chance(headcount=3)


def converted(lot, weeks, **values):
    own, p = memory(automation), settings(automation)
    for _ in range(weeks):
        automation.start_one_day(an_enterprise(**values), MINE, REGION, own, p, Luck(lot))
    return own, p


def test_a_conversion_starts_once_by_lot_and_takes_a_year():
    assert converted(0.999, 1)[0].weeks == 1
    assert converted(0.0, 500)[0].weeks == 0
    assert converted(0.999, 500, distressed=True)[0].weeks == 0
    own, p = converted(0.999, 52)
    assert automation.convert(None, own, p, None) == p.pace
    own, p = converted(0.999, 53)
    assert automation.convert(None, own, p, None) == 0.0
    paid = automation.subsidise_machines(an_enterprise(automation_spent=1_000.0), own, p, None)
    assert paid == pytest.approx(200.0)
    assert automation.subsidise_machines(an_enterprise(automation_spent=9.0), memory(automation), p, None) == 0.0


# --- People ----------------------------------------------------------------------------------------------------------


def test_culture_grows_as_far_as_management_means_it():
    p = settings(safety_culture)
    assert safety_culture.build_culture(an_enterprise(effort=0.0), p, None) == 0.0
    assert safety_culture.build_culture(an_enterprise(effort=0.5), p, None) == pytest.approx(0.005)


def test_certificates_are_bought_where_management_makes_no_effort():
    p = settings(worker_certification)
    careless, careful = an_enterprise(effort=0.0), an_enterprise(effort=1.0)
    assert worker_certification.certify(careful, p, None) == pytest.approx(0.05)
    assert worker_certification.certify(careless, p, None) == pytest.approx(0.025)
    assert worker_certification.buy_certificates(careful, p, None) == 0.0
    assert worker_certification.buy_certificates(careless, p, None) == pytest.approx(1_500 * 0.025 * 0.2 * 5.0)
    assert worker_certification.train_holders(careless, p, None) == pytest.approx(0.6 / 24.0)
    assert worker_certification.drill_holders(careless, p, None) == pytest.approx(0.3 / 24.0)


def test_only_the_newly_certified_are_paid_more():
    p, own = settings(worker_certification), memory(worker_certification)
    pay = worker_certification.pay_the_certified
    assert pay(an_enterprise(certified=0.9), MINE, own, p, None) == 0.0
    worker_certification.look_at_the_start(an_enterprise(certified=0.8), own, p, None)
    worker_certification.look_at_the_start(an_enterprise(certified=0.9), own, p, None)
    assert own.before == 0.8
    assert pay(an_enterprise(certified=0.9), MINE, own, p, None) == pytest.approx(0.07 * 75_000 * 0.1 * 5.0 / 52)
    assert pay(an_enterprise(certified=0.7), MINE, own, p, None) == 0.0


def test_headsets_drill_less_as_novelty_wears_off_and_slow_forgetting_by_their_share():
    p, own = settings(vr_training), memory(vr_training)
    assert vr_training.almost_drill(None, own, p, None) == pytest.approx(8.0 / 24.0 * 0.8)
    for _ in range(2_000):
        vr_training.get_used_to_it(None, own, p, None)
    assert vr_training.almost_drill(None, own, p, None) == pytest.approx(8.0 / 24.0 * 0.64)
    assert vr_training.keep_skill(an_enterprise(), p, None) == pytest.approx(0.8)  # half of all training is immersive
    assert vr_training.keep_skill(an_enterprise(), settings(vr_training, hours=0.0), None) == 1.0


@pytest.mark.parametrize(("workers", "sets"), [(1, 1), (200, 1), (201, 2)])
def test_a_set_is_bought_for_each_begun_group(workers, sets):
    paid = vr_training.pay_for_sets(an_enterprise(headcount=workers), Row(price_tools=0.5), settings(vr_training), None)
    assert paid == pytest.approx(sets * 4_000.0 / 52.0)


# --- Plans and grades ------------------------------------------------------------------------------------------------


def test_drills_for_show_and_long_plans_give_less():
    ready = emergency_plans.prepare
    show, meant = an_enterprise(effort=0.0), an_enterprise(effort=1.0)
    p = settings(emergency_plans, plan=0.0, simple=1.0)
    assert ready(meant, p, None) == pytest.approx(2.0 / 52.0 * 0.35)
    assert ready(show, p, None) == pytest.approx(0.3 * ready(meant, p, None))
    paper = settings(emergency_plans, drills=0.0, simple=0.0)
    assert ready(meant, paper, None) == ready(show, paper, None) == pytest.approx(0.001)
    assert emergency_plans.hold_drills(meant, paper, None) == emergency_plans.stop_work(meant, MINE, paper, None) == 0.0


def graded(weeks=1, lot=0.5, own=None, error=0.0, kindness=0.0, assigned=0.0, competence=0.5, **values):
    own = own or memory(standardisation_grading, left=0)
    for _ in range(weeks):
        standardisation_grading.apply_and_be_graded(
            an_enterprise(**values),
            Row(competence=competence),
            own,
            settings(standardisation_grading, error=error, kindness=kindness, assigned=assigned),
            Luck(lot),
        )
    return own


@pytest.mark.parametrize(("ability", "grade"), [(0.3, 0), (0.45, 1), (0.6, 2), (0.75, 3), (1.0, 3)])
def test_a_grade_follows_papers_and_plant(ability, grade):
    own = graded(capability=ability, safety_capital=0.7)  # .6 ability + .28, against lines at .5, .6 and .7
    assert own.grade == grade and own.part == (grade > 0) == own.assessed
    assert own.left == (156 if own.part else 52)


def test_an_assessor_whom_the_applicant_pays_is_kind_and_an_able_one_errs_less():
    short = {"capability": 0.3, "safety_capital": 0.65, "error": 0.1}  # .44: within an error of the lowest line at .5
    assert graded(lot=0.4, **short).grade == 0
    assert graded(lot=0.4, kindness=0.9, **short).grade == 1
    assert graded(lot=0.4, kindness=0.9, assigned=1.0, **short).grade == 0
    lucky = {"lot": 0.85, "capability": 0.35, "safety_capital": 0.65, "error": 0.1}  # .47, and an error of .07
    assert graded(**lucky).grade == 1 and graded(competence=0.9, **lucky).grade == 1
    assert graded(competence=0.9, **lucky | {"lot": 0.7}).grade == 0 < graded(**lucky | {"lot": 0.7}).grade


def test_the_assessor_errs_and_comes_again_after_three_years():
    unlucky, lucky = (graded(lot=lot, error=0.1, capability=0.4, safety_capital=0.6) for lot in (0.0, 0.999))
    assert unlucky.part and lucky.part and unlucky.grade == 0 < lucky.grade
    own = graded(capability=0.9)
    assert not graded(own=own, weeks=156, capability=0.9).assessed and own.left == 0
    assert graded(own=own, capability=0.1).grade == 0 and not own.part
    fresh = graded(own=memory(standardisation_grading), lot=0.5, capability=0.9)
    assert fresh.left == 26 and not fresh.part


def test_what_a_grade_pays_is_what_is_at_stake():
    p, own = settings(standardisation_grading), memory(standardisation_grading, part=True, grade=2, assessed=True)
    fees = [
        standardisation_grading.pay_the_assessor(an_enterprise(headcount=50), Row(price_level=one), own, p, None)
        for one in (1.0, 1.5)
    ]
    assert fees == pytest.approx([p.fee, 1.5 * p.fee])
    paid = standardisation_grading.open_doors(an_enterprise(), own, p, None) * 52.0 / 50.0
    assert paid == pytest.approx(2 * p.benefit)
    assert standardisation_grading.put_the_grade_at_stake(None, own, p, None) == pytest.approx(p.slope * p.benefit)
    assert standardisation_grading.visit_the_graded_less(None, own, p, None) == 0.8
    outside = memory(standardisation_grading)
    for effect in (standardisation_grading.put_the_grade_at_stake, standardisation_grading.build_the_system):
        assert effect(an_enterprise(), outside, p, None) == 0.0
    assert standardisation_grading.visit_the_graded_less(None, outside, p, None) == 1.0
