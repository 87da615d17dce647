"""Joint enforcement, lists of duties, standards, reviews, litigation and promises: formulas, then directions."""

from types import SimpleNamespace as Row

import pytest
from tests.paired import County, is_above, is_below

from govsim.instruments.government import cross_department_coordination as joint
from govsim.instruments.government import policy_review as review
from govsim.instruments.government import public_interest_litigation as litigation
from govsim.instruments.government import responsibility_lists as lists
from govsim.instruments.source import notification_commitment as promises
from govsim.instruments.source import standards_coverage as standards
from govsim.model import model_of


def settings(made, **changes):
    """An instrument's settings at their defaults, but for some."""
    return Row(**{name: one.default for name, one in made.settings.items()} | changes)


def memory(made):
    return Row(**{name: one.default for name, one in made.remembers.items()})


# --- Formulas ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("interval", [4.0, 13.0, 52.0])
def test_a_plan_of_joint_visits_grows_at_meetings_and_slips_between_them(interval):
    p, own = (
        settings(joint.cross_department_coordination, interval=interval),
        memory(joint.cross_department_coordination),
    )
    seen, met = [], 0.0
    for _ in range(520):
        joint.meet(None, own, p, None)
        seen.append(joint.visit_together(None, own, p, None))
        met += joint.sit_together(None, own, p, None)
    first = int(interval) - 1
    assert seen[first - 1] == 0.0 < seen[first] == pytest.approx(0.5 * p.merged)
    assert seen[first + 1] < seen[first], "it slips until the next meeting"
    assert max(seen) < p.merged
    assert met == pytest.approx(520 // int(interval) * p.meeting_hours / 100.0)
    assert joint.lend_staff(None, settings(joint.cross_department_coordination, lent_staff=0.0), None) == 1.0


def test_rarer_meetings_hold_less_together():
    def held(interval):
        p, own = (
            settings(joint.cross_department_coordination, interval=interval),
            memory(joint.cross_department_coordination),
        )
        total = 0.0
        for _ in range(520):
            joint.meet(None, own, p, None)
            total += own.agreed
        return total

    assert held(4.0) > held(13.0) > held(52.0)


def test_a_list_that_is_kept_up_stays_and_one_that_is_not_gets_worse_than_none_where_it_is_old():
    made = lists.responsibility_lists
    left = {}
    for upkeep in (0.0, 1.0):
        p, own = settings(made, upkeep=upkeep, fading=0.5), memory(made)
        hours = 0.0
        for _ in range(1040):
            lists.keep_the_list(None, own, p, None)
            hours += lists.draft_and_mend(None, own, p, None)
        left[upkeep] = lists.settle_duties(None, own, p, None), lists.refuse_what_is_not_listed(None, own, p, None)
        assert hours == pytest.approx(p.drafting_hours + 20 * upkeep * p.upkeep_hours)
    assert left[1.0] == (0.7, 1.0)
    assert left[0.0][0] < 0.001 and left[0.0][1] == pytest.approx(1.0 - 0.2 * 0.7, abs=0.001)


def test_a_new_rule_reaches_an_enterprise_as_it_learns_it_and_the_small_learn_late():
    made = standards.standards_coverage
    p = settings(made)
    firms = [Row(size_grasp=one, headcount=10) for one in (0.1, 1.0)]
    owns = [memory(made) for _ in firms]
    industry = Row(standard_fit=0.2, wage=80_000.0)
    for firm, own in zip(firms, owns, strict=True):
        standards.learn_the_rules(firm, industry, own, p, None)
        assert standards.keep_what_is_known(firm, industry, own, p, None) == 1.0, "nothing has been gained yet"
    industry.standard_fit = 0.8
    paid = 0.0
    for week in range(52):
        for firm, own in zip(firms, owns, strict=True):
            standards.learn_the_rules(firm, industry, own, p, None)
            paid += standards.train(firm, industry, own, p, None)
        if week == 0:
            assert standards.keep_what_is_known(firms[0], industry, owns[0], p, None) < 0.55
    small, large = (standards.keep_what_is_known(f, industry, own, p, None) for f, own in zip(firms, owns, strict=True))
    assert 0.2 / 0.8 < small < large < 1.0
    learnt = sum(own.knows - p.known for own in owns)
    assert paid == pytest.approx(learnt * 2.0 * 80_000.0 / 2000.0 * 10)
    assert standards.keep_what_is_known(firms[0], industry, owns[0], settings(made, renewal=0.0), None) == 1.0


def test_a_review_comes_back_after_its_interval_and_revises_only_where_there_are_rules():
    made = review.policy_review
    p, own = settings(made), memory(made)
    asked, hours = [], 0.0
    for _ in range(208):
        review.count_weeks(None, own, p, None)
        asked.append(review.revise(None, Row(standard_fit=0.9), own, p, None))
        assert (review.learn_anew(None, own, p, None) < 0.0) is (asked[-1] > 0.0)
        hours += review.review(None, own, p, None)
    assert [bool(one) for one in asked] == 2 * ([True] * 26 + [False] * 78)
    assert sum(asked) / 52.0 == pytest.approx(2 * 0.5 * 0.9)
    assert hours == pytest.approx(2 * p.review_hours / 100.0)
    own.weeks = 1
    assert review.revise(None, Row(standard_fit=0.0), own, p, None) == 0.0


class Luck:
    """The same lot for everybody."""

    def __init__(self, lot):
        self.lot = lot

    def draw(self, *_):
        return self.lot

    def trait(self, *_):
        return self.lot


def test_cases_go_by_what_is_on_record_and_no_more_are_expected_than_the_budget_allows():
    made = litigation.public_interest_litigation
    p = settings(made, cases=2.0)
    public = Row(grievances=10.0, firms=200.0)
    chances = []
    for grievance in (0.0, 1.0, 3.0, 6.0):
        own, firm = memory(made), Row(id=1, grievance=grievance)
        litigation.take_up_a_case(firm, public, own, p, Luck(0.999999))
        chances.append(own.likely)
        assert not own.taken
    assert chances == [0.0, pytest.approx(0.4), 1.0, 1.0]
    own = memory(made)
    litigation.take_up_a_case(Row(id=1, grievance=1.0), public, own, p, Luck(0.4 / 52.0 - 1e-9))
    assert own.taken and own.open_weeks == 52 and litigation.work_on_cases(None, own, p, None) == p.case_hours
    assert litigation.pay_for_harm(None, own, p, None) == p.answer
    assert litigation.fear_damages(None, own, p, None) == p.damages
    assert litigation.pay_damages(Row(penalised=True), own, p, None) == p.damages
    assert litigation.pay_damages(Row(penalised=False), own, p, None) == 0.0
    for _ in range(52):
        litigation.take_up_a_case(Row(id=1, grievance=0.0), public, own, p, Luck(0.0))
    assert own.open_weeks == 0 and litigation.pay_for_harm(None, own, p, None) == 0.0


def test_a_promise_is_checked_once_and_a_broken_one_costs_and_is_made_good():
    made = promises.notification_commitment
    p, own = settings(made), memory(made)
    firm = Row(id=1, admissions=1, penalised=False, safety_capital=0.45, headcount=20)
    checked, paid = 0, 0.0
    for week in range(80):
        promises.hold_to_the_promise(firm, own, p, Luck(0.4))
        firm.admissions = 0
        checked += own.checked
        paid += promises.pay_for_a_broken_promise(firm, own, p, None)
        if week == 0:
            assert promises.mind_the_promise(firm, own, p, None) == p.broken
    assert checked == 1 and paid == p.broken and own.broken
    assert promises.mind_the_promise(firm, own, p, None) == 0.0, "it cannot be broken twice"
    assert promises.bring_it_to_the_standard(firm, own, p, None) > 0.0
    assert promises.buy_what_is_missing(firm, own, p, None) == pytest.approx(4.0 * 0.65 * 5500.0 / 52.0 * 20)
    firm.safety_capital = 0.5
    assert (
        promises.bring_it_to_the_standard(firm, own, p, None) == promises.buy_what_is_missing(firm, own, p, None) == 0.0
    )
    assert promises.save_paper(firm, own, p, None) == -p.paper_saved


def test_who_draws_no_check_is_never_found_short_and_who_never_promised_owes_nothing():
    made = promises.notification_commitment
    p = settings(made)
    for admissions, lot in ((1, 0.9), (0, 0.1)):
        own = memory(made)
        firm = Row(id=1, admissions=admissions, penalised=False, safety_capital=0.3, headcount=20)
        for _ in range(80):
            promises.hold_to_the_promise(firm, own, p, Luck(lot))
            firm.admissions = 0
            assert not own.checked and not own.broken
        assert bool(own.promised) is bool(admissions)


# --- Directions, twins, ablations: thirty seeds -----------------------------------------------------------------

COLD = {"transport_logistics": {"others_rate": 0.05, "standard_fit": 0.2}}
PARTS = ("departments", "outside")
USUAL, BLIND = (County(model_of(PARTS), range(1, 31), parts=PARTS, industry=one) for one in ({}, COLD))
JOINT, LISTS = "cross_department_coordination", "responsibility_lists"


def effects(outcome, *arms, by="", weeks=None, cold=False):
    """The paired difference of an outcome, or of one over another, in each arm, by seed."""
    county = BLIND if cold else USUAL
    return [county.effect(outcome, arm, weeks, by=by) for arm in arms]


def means(outcome, *arms, **how):
    """The means of the same."""
    return [gap.mean() for gap in effects(outcome, *arms, **how)]


BOTH = (JOINT, LISTS, f"{JOINT}+{LISTS}")


@pytest.mark.slow
@pytest.mark.parametrize("outcome", ["orphaned_duties", "other_visits", "hours_visited"])
def test_joint_visits_and_lists_do_less_together_than_apart_and_more_than_either(outcome):
    joint_alone, lists_alone, both = effects(outcome, *BOTH)
    assert is_below(joint_alone) and is_below(lists_alone) and is_below(both)
    assert is_above(both - joint_alone - lists_alone)
    assert both.mean() < min(joint_alone.mean(), lists_alone.mean())


@pytest.mark.slow
def test_lists_settle_duties_and_joint_visits_save_hours():
    """Near twins: each is the better at what it is for."""
    joint_hours, lists_hours = effects("hours_visited", JOINT, LISTS)
    joint_duties, lists_duties = effects("orphaned_duties", JOINT, LISTS)
    assert is_below(joint_hours - lists_hours) and is_below(lists_duties - joint_duties)


@pytest.mark.slow
@pytest.mark.parametrize(("arm", "outcome"), [(LISTS, "majors_latent"), (LISTS, "hazards_latent"),
                                              (LISTS, "injuries_expected"), (JOINT, "hazards_latent")])  # fmt: skip
def test_hazards_that_nobody_supervised_are_found(arm, outcome):
    assert is_below(*effects(outcome, arm))


STANDARD, REVIEW, SUED = "standards_coverage", "policy_review", "public_interest_litigation"
COLD_ARMS = (STANDARD, REVIEW, SUED, "administrative_fines", f"{STANDARD}+administrative_fines")


@pytest.mark.slow
def test_in_a_blind_spot_a_standard_does_most_and_fines_hardly_anything():
    standard, reviewed, sued, fined, both = effects("others_harmed_expected", *COLD_ARMS, cold=True)
    assert is_below(reviewed) and is_below(sued) and is_below(standard - reviewed) and is_below(standard - sued)
    assert abs(fined.mean()) < 0.05 * abs(standard.mean()) and both.mean() < standard.mean()


@pytest.mark.slow
def test_a_standard_makes_harm_fall_and_its_record_rise():
    """What is linked to a rule is written down: who judges by the record sees the opposite."""
    assert is_below(*effects("others_harmed", STANDARD, cold=True))
    assert is_above(*effects("others_recorded", STANDARD, cold=True))


@pytest.mark.slow
def test_a_review_holds_the_fit_of_rules_and_leaves_the_blind_spot():
    """Near twins: a standard is written where there is none, a review revises what there is."""
    standard, reviewed = effects("standard_fit", STANDARD, REVIEW, cold=True)
    assert is_above(standard) and is_above(reviewed) and standard.mean() > 2.0 * reviewed.mean()
    assert is_above(*effects("standard_fit", REVIEW))


PROMISE = "notification_commitment"
PROMISES = (PROMISE, f"{PROMISE}(after_check=0,broken=0,watched=1)")


@pytest.mark.slow
def test_without_checks_afterwards_entrants_stay_below_the_standard():
    checked, unchecked = effects("safety_capital", *PROMISES, by="enterprises")
    assert is_below(unchecked) and is_above(checked - unchecked)


@pytest.mark.slow
@pytest.mark.parametrize("arm", PROMISES)
def test_entry_is_easier(arm):
    assert is_above(*effects("enterprises", arm))


@pytest.mark.slow
def test_lists_that_nobody_keeps_up_lose_what_they_gave():
    kept, left = (f"{LISTS}(fading=0.5,upkeep={upkeep})" for upkeep in (1, 0))
    with_upkeep, without_it = means("orphaned_duties", kept, left, weeks=(468, 520))
    assert with_upkeep < 2.0 * without_it < 0.0
