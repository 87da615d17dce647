"""Formulas of the instruments at the source and of society: what is refused, asked for, remembered and paid."""

from types import SimpleNamespace as Row

import pytest

from govsim.instruments.society import (
    industry_self_regulation,
    public_experience_bases,
    safety_campaigns,
    school_safety_education,
    union_supervision,
    whistleblower_protection,
)
from govsim.instruments.source import access_licensing, equipment_phaseout, project_veto, three_simultaneities
from govsim.mechanisms import entry_exit, experience, schooling

MODULES = (
    industry_self_regulation, public_experience_bases, safety_campaigns, school_safety_education, union_supervision,
    whistleblower_protection, access_licensing, equipment_phaseout, project_veto, three_simultaneities,
)  # fmt: skip


def settings(module, **changed):
    """The settings of the instrument that a file declares, at their defaults but for what is given."""
    made = getattr(module, module.__name__.rsplit(".", 1)[1])
    return Row(**{key: about.default for key, about in made.settings.items()} | changed)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__.rsplit(".", 1)[1])
def test_it_says_who_acts_where_it_shows_and_what_it_is_taken_for(module):
    made = getattr(module, module.__name__.rsplit(".", 1)[1])
    assert made.actors and made.per and made.shows and made.direction and made.related


def test_the_veto_looks_at_dangerous_industries_only():
    p = settings(project_veto)
    chemicals, trade = Row(major_inflow=0.28), Row(major_inflow=0.03)
    assert project_veto.refuse_major_risk(Row(), chemicals, p, None) == p.refused
    assert project_veto.refuse_major_risk(Row(), trade, p, None) == 0.0
    assert project_veto.review_projects(Row(applying=True), chemicals, p, None) == p.review_hours
    assert project_veto.review_projects(Row(applying=True), trade, p, None) == 0.0
    assert project_veto.review_projects(Row(applying=False), chemicals, p, None) == 0.0


def test_a_licence_looks_at_qualification_only():
    p = settings(access_licensing)
    refused = access_licensing.refuse_the_unqualified
    assert refused(Row(capability=p.qualification - 0.01), p, None) == p.refused
    assert refused(Row(capability=p.qualification), p, None) == 0.0


def test_old_plant_is_withdrawn_below_the_line_and_paid_for():
    p = settings(equipment_phaseout)
    old, good = (Row(safety_capital=k, headcount=50) for k in (p.outdated_below - 0.1, p.outdated_below))
    assert equipment_phaseout.withdraw_old_plant(old, p, None) == p.retired
    assert equipment_phaseout.withdraw_old_plant(good, p, None) == 0.0
    assert equipment_phaseout.buy_new_plant(good, p, None) == 0.0
    yearly = 52 * equipment_phaseout.buy_new_plant(old, p, None)
    assert yearly == pytest.approx(p.price * p.retired * (1.0 - old.safety_capital) * 50)


def admitted(standard, **entrant):
    """An entrant after the decision on its licence."""
    row = Row(**(dict(applying=True, risk_fixed=0.1, safety_capital=0.5, headcount=40, entry_barrier=0.0) | entrant))
    row.equipment_owed, row.entrant_standard, row.entry_ease = 0.0, standard, 0.0
    p = Row(intensity_variance=0.5, entry_equipment_cost=12_000.0, entry_equipment_years=5.0, ease_shortfall=0.2)
    entry_exit.admit_entrants(row, p, None)
    return row


def test_equipment_that_entry_asks_for_is_owed_and_paid_off():
    row = admitted(0.9)
    whole = 12_000.0 * 0.4 * 40
    assert row.safety_capital == 0.9 and row.admissions == 1
    assert row.equipment_repaid == pytest.approx(whole / 260)
    assert row.equipment_owed + row.equipment_repaid == pytest.approx(whole)
    assert admitted(0.3).equipment_repaid == 0.0, "a standard below what entrants have costs nothing"
    assert admitted(0.3).safety_capital == 0.5


@pytest.mark.parametrize(("dose", "tired"), [(0.5, True), (0.0, False)])
def test_a_campaign_impresses_in_its_weeks_and_tires(dose, tired):
    p = settings(safety_campaigns, dose=dose, warning_dose=0.0)
    own, calm = Row(level=0.0, fresh=1.0), (Row(fatal_recorded=0), Row(disasters=0))
    for week in range(safety_campaigns.JUNE + int(p.weeks)):
        safety_campaigns.be_impressed(*calm, own, p, Row(week=week))
    assert (own.level > 0.5) == tired and (own.fresh < 0.9) == tired
    height, fresh = own.level, own.fresh
    for week in range(safety_campaigns.JUNE + int(p.weeks), 52):
        safety_campaigns.be_impressed(*calm, own, p, Row(week=week))
    assert own.level <= 0.1 * height and own.fresh >= fresh


def test_a_death_of_ones_own_or_a_grave_accident_near_by_is_a_warning():
    p = settings(safety_campaigns)
    quiet = Row(week=2)
    for dead, disasters in ((1, 0), (0, 1)):
        dose = safety_campaigns.dose_of(Row(fatal_recorded=dead), Row(disasters=disasters), p, quiet)
        assert dose == p.warning_dose
    assert safety_campaigns.dose_of(Row(fatal_recorded=0), Row(disasters=0), p, quiet) == 0.0
    assert safety_campaigns.give_up_drills(Row(), p, None) < 0.0


def test_belief_in_protection_comes_slowly_from_the_law_and_at_once_from_a_case():
    p = settings(whistleblower_protection)
    own = Row(believed=0.0)
    for _ in range(520):
        whistleblower_protection.come_to_believe(Row(tip_verified=False), own, p, None)
    assert own.believed == pytest.approx(p.known, abs=1e-3)
    whistleblower_protection.come_to_believe(Row(tip_verified=True), own, p, None)
    assert own.believed == pytest.approx(p.known + p.case_trust * (1.0 - p.known), abs=1e-3)
    before = own.believed
    whistleblower_protection.come_to_believe(Row(tip_verified=False), own, p, None)
    assert own.believed == before, "what was seen is not unlearnt"
    assert whistleblower_protection.report_from_inside(Row(), Row(believed=0.0), p, None) == 1.0


@pytest.mark.parametrize(("temporary", "fear"), [(0.0, 0.0), (20.0, 0.4), (40.0, 0.0), (0.0, 1.0)])
def test_a_union_is_as_strong_as_permanent_workers_who_are_not_afraid(temporary, fear):
    p = settings(union_supervision)
    own, firm = Row(strength=0.5), Row(temporary_workers=temporary, crew=40, fear=fear)
    for _ in range(1000):
        union_supervision.build_strength(firm, own, p, None)
    assert own.strength == pytest.approx((1.0 - temporary / 40.0) * (1.0 - fear), abs=1e-6)
    assert union_supervision.look_for_hazards(firm, own, p, None) == pytest.approx(p.finding * own.strength)


def test_an_association_takes_those_who_care_and_fades_without_inspectors():
    p = settings(industry_self_regulation)
    own = Row(member=0.0)
    for commitment, member in ((0.45, 0.0), (0.5, 1.0), (0.46, 1.0), (0.44, 0.0)):
        industry_self_regulation.join_or_leave(Row(commitment=commitment), own, p, None)
        assert own.member == member, commitment
    own.member = 1.0
    strength = [
        industry_self_regulation.keep_the_standard(Row(perceived_detection=seen), own, p, None)
        for seen in (0.0, 0.175, 0.35, 0.9)
    ]
    assert strength == pytest.approx([0.0, 0.5 * p.norm, p.norm, 1.5 * p.norm])
    assert industry_self_regulation.close_ranks(Row(perceived_detection=0.0), own, p, None) == p.closing_ranks


def test_those_who_care_go_to_the_base_and_it_costs_the_same_empty():
    p = settings(public_experience_bases)
    middling, careless = (Row(commitment=c, headcount=100) for c in (0.5, 0.0))
    assert 52 * public_experience_bases.go_through_it(middling, p, None) == pytest.approx(0.02)
    assert public_experience_bases.go_through_it(careless, p, None) == 0.0
    fixed = [public_experience_bases.keep_the_base(row, p, None) for row in (middling, careless)]
    assert fixed[0] == fixed[1] > 0.0


def test_an_experience_outlasts_the_visit_and_leaves_with_who_leaves():
    p = Row(experience_keep=0.9933)

    def left(leave_chance):
        row = Row(experienced=0.5, leave_chance=leave_chance, experience_visits=0.0, crew=10)
        for _ in range(104):
            experience.live_through_it(row, p, None)
        return row.experienced

    assert left(0.0) == pytest.approx(0.25, abs=0.01)
    assert left(0.01) < 0.5 * left(0.0)


def test_school_reaches_work_years_later_and_goes_on_after_it_ends():
    p = Row(school_years=4.0, school_to_work=3.0)
    public = Row(schooled_pupils=0.0, schooled_entrants=0.0, safety_schooling=0.1)
    seen = []
    for year in range(20):
        public.safety_schooling = 0.1 if year < 10 else 0.0
        for _ in range(52):
            schooling.teach_and_leave_school(public, p, None)
        seen.append(public.schooled_entrants)
    assert seen[0] < 0.006 < 0.04 < seen[6] < seen[9] < 0.1
    assert seen[10] > 0.9 * seen[9], "nobody forgets when the lessons end"
