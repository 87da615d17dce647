"""Leaders with careers: the line in the record, the year's appraisal, who comes next, ties, ranks and honours."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.language import Model
from govsim.model import core as core_part
from govsim.model import model_of, shipped_part
from govsim.parts.careers.honours import measure_the_gap
from govsim.parts.careers.line import lean_on_the_agency, watch_the_line
from govsim.parts.careers.office import appraise, be_summoned, feel_the_career
from govsim.populations.industry import INDUSTRIES
from govsim.scenario import Adoption, Population, Region, Scenario

MODEL = model_of(["careers"])
NAMES = core.weekly_names(MODEL)
P = SimpleNamespace(**{name: one.default for name, one in MODEL.parameters.items()})
DEADLY = {name: {"fatal_share": 0.08} for name in INDUSTRIES}  # so that there are deaths to hide


def a_leader(**values):
    usual = {name: one.default for name, one in MODEL.columns_of("leader").items()}
    return SimpleNamespace(**usual | {"veto_class": 5.0} | values)


def week(number):
    return SimpleNamespace(week=number)


def province(*instruments, regions=3, enterprises=40, weeks=160, start=26, window=None, **changes):
    places = tuple(Region(f"r{one}", enterprises, 2) for one in range(regions))
    made = tuple(
        Adoption(
            name,
            {key: float(one.default) for key, one in MODEL.instruments[name].settings.items()} | dict(settings),
            start,
            1,
        )
        for name, settings in instruments
    )
    changes = {"parts": ("careers",), "settle": 5} | changes
    return Scenario("p", Population(regions=places), weeks, start, window or (start, weeks), made, **changes)


def sums(made, names, seeds, model=MODEL):
    """Outcomes over the window: a row a seed."""
    found = core.run_many(model, [(made, seed) for seed in seeds])
    assert {one.error for one in found} == {None}
    order = core.weekly_names(model)
    return np.array([[one.weekly[slice(*made.window), order.index(name)].sum() for name in names] for one in found])


# --- The line ---------------------------------------------------------------------------------------------------------


def watched(**values):
    leader = a_leader(**values)
    watch_the_line(leader, P, week(30))
    return leader


def test_the_wish_grows_towards_the_line_and_falls_beyond_it():
    wishes = [watched(ceiling=3.0, deaths_year=deaths).line for deaths in range(6)]
    assert wishes[0] < wishes[1] < wishes[2] < wishes[3] == pytest.approx(1.0 - P.line_usual)
    assert wishes[4] == wishes[5] == pytest.approx(P.line_beyond - P.line_usual)
    near = [watched(ceiling=3.0, deaths_year=deaths).near_line for deaths in range(6)]
    assert near == [False, False, False, True, False, False]
    assert watched(ceiling=3.4, deaths_year=3).near_line and not watched(ceiling=3.4, deaths_year=2).near_line


def test_at_the_turn_of_the_year_the_count_starts_anew():
    leader = a_leader(ceiling=3.0, deaths_year=3, severe_year=3, veto_class=3.0)
    watch_the_line(leader, P, week(52))
    assert not leader.near_line and leader.veto_wish > 0.0


def test_a_veto_is_a_step_and_gone_once_incurred():
    assert watched().veto_wish == 0.0
    assert watched(veto_class=2.0).veto_wish == P.veto_hides
    assert watched(veto_class=3.0).veto_wish == pytest.approx(P.veto_hides * P.veto_severe)
    assert watched(veto_class=3.0, severe_year=3).veto_wish == 0.0
    assert watched(veto_class=3.0, severe_year=2).veto_wish > 0.0


def test_ambition_the_end_of_a_term_and_blame_move_the_wish():
    usual = watched(deaths_year=1).line + P.line_usual
    assert watched(deaths_year=1, ambition=1.0).line + P.line_usual == pytest.approx(2.0 * usual)
    assert watched(deaths_year=1, term_left=0.5).line + P.line_usual == pytest.approx(0.5 * usual)
    assert watched(deaths_year=1, leader_blame=0.3).line + P.line_usual == pytest.approx(1.3 * usual)


def test_only_who_is_tied_is_sheltered_and_only_as_far_as_the_leader_is_bound(monkeypatch):
    def leaned(lot, **leader):
        enterprise = SimpleNamespace(concealment_stake=0.0, penalty_kept=1.0, targeting_weight=1.0)
        monkeypatch.setitem(lean_on_the_agency.__globals__, "trait", lambda *key: lot)
        lean_on_the_agency(enterprise, a_leader(**leader), P, None)
        return enterprise

    apart, tied, native = leaned(0.5, tie=1.0), leaned(0.01, tie=1.0), leaned(0.01, tie=1.0, native=1.0)
    assert (apart.penalty_kept, apart.targeting_weight, apart.shield) == (1.0, 1.0, 0.0)
    assert tied.penalty_kept == pytest.approx(1.0 - P.tie_keeps) and tied.targeting_weight == pytest.approx(
        P.tie_visits
    )
    assert native.penalty_kept == pytest.approx(1.0 - P.tie_keeps * P.native_keeps)
    assert leaned(0.01, tie=0.0).penalty_kept == 1.0
    doubled = leaned(0.5, line=0.5, safety_weight=0.2)
    assert doubled.concealment_stake == pytest.approx(2.0 * P.line_hides * 0.5)


# --- Office -----------------------------------------------------------------------------------------------------------


def appraised(**values):
    leader = a_leader(id=7, **values)
    appraise.__globals__["uniform"], kept = (lambda *key: 0.5), appraise.__globals__["uniform"]
    appraise(leader, P, week(51))
    appraise.__globals__["uniform"] = kept
    return leader


def test_the_ceiling_follows_what_was_recorded_and_falls_a_little():
    assert appraised(ceiling=4.0, deaths_year=6).ceiling == pytest.approx(0.95 * 5.0)
    assert appraised(ceiling=1.0, deaths_year=0).ceiling == 1.0
    made = appraised(ceiling=4.0, deaths_year=6)
    assert made.above_line == 2.0 and made.years_passed == 1 and made.safety == pytest.approx(0.25)
    assert made.appraisal == pytest.approx(0.1 * 0.25 + 0.9 * 0.5)


def test_a_veto_puts_behind_all_others():
    best, stopped = appraised(deaths_year=0), appraised(deaths_year=0, severe_year=3, veto_class=3.0)
    assert stopped.vetoed == 1 and best.vetoed == 0
    assert stopped.appraisal_key > 0.0 > best.appraisal_key


def test_an_interview_is_felt_fades_and_tires():
    leader = a_leader(passed_line=True)
    be_summoned(leader, P, week(20))
    assert leader.summoned == 1.0 and leader.failed_before
    for one in range(21, 52):
        be_summoned(leader, P, week(one))
    assert leader.summoned == pytest.approx(P.summons_keep**31)
    be_summoned(leader, P, week(52))
    again = P.summons_keep**32 + (1.0 - P.summons_keep**31) * leader_fresh(31)
    assert leader.summoned == pytest.approx(again, abs=1e-6)


def leader_fresh(weeks):
    """Freshness some weeks after the first interview."""
    fresh = 1.0 - P.summons_tire
    for _ in range(weeks):
        fresh += P.summons_rest * (1.0 - fresh)
    return fresh


def pressed(mean_safety=0.5, mean_summoned=0.0, **values):
    leader = a_leader(pressure_asked=0.0, **values)
    above = SimpleNamespace(mean_safety=mean_safety, mean_summoned=mean_summoned)
    feel_the_career(leader, above, P, None)
    return leader.pressure_asked


def test_rivals_deputies_and_interviews_press():
    assert pressed() == 0.0 and pressed(leader_weight=0.1) == 0.0
    assert pressed(mean_safety=0.9) == pytest.approx(0.4 * P.race)
    keen = pressed(leader_weight=0.1, drive=1.5)
    assert keen == pytest.approx(P.leader_answer * 0.1 * 0.5)
    assert pressed(leader_weight=0.1, drive=1.5, delegation=0.5) < keen
    assert pressed(leader_summons=0.2, summoned=0.5) == pytest.approx(0.1)
    assert pressed(leader_summons=0.2, mean_summoned=0.5) == pytest.approx(0.1 * P.summons_seen)


def test_places_are_kept_and_offices_change_hands():
    made = province(regions=10, enterprises=12, weeks=520, start=0, parameters={"promotion_share": 0.3})
    found = sums(made, ["promotions", "leaders_replaced", "leader_years", "leaders"], [1])[0]
    assert found[0] == 3 * 10 and found[2] == 10 * 10 and found[3] == 520 * 10
    assert found[0] <= found[1] < found[2]


# --- Ranks ------------------------------------------------------------------------------------------------------------


def test_only_near_the_cut_off_is_there_something_to_win():
    def near(score, ranked=True, line=0.7):
        enterprise = SimpleNamespace(ranked=ranked, public_score=score, effort=0.4)
        measure_the_gap(enterprise, SimpleNamespace(honour_line=line), P, None)
        return enterprise.honour_near

    assert near(0.7) == 1.0 and near(0.725) == pytest.approx(0.5) == near(0.675)
    assert near(0.76) == near(0.64) == near(0.7, ranked=False) == near(0.7, line=-1.0) == 0.0


def test_honours_are_as_many_as_places_and_none_without_a_public_score():
    names = ["honours", "near_cut"]
    without = sums(province(("recognition_awards", {}), weeks=200), names, [1])[0]
    assert without.tolist() == [0.0, 0.0]
    made = province(("credit_scoring", {}), ("recognition_awards", {}), weeks=208)
    honours, near = sums(made, names, [1])[0]
    assert 0.5 < honours / (0.05 * 120 * 3) < 1.6 and near > 0.0


def test_without_a_rank_awards_change_no_bit_but_nothing():
    bare, awarded = province(weeks=130), province(("recognition_awards", {}), weeks=130)
    first, second = core.run_many(MODEL, [(bare, 3), (awarded, 3)])
    assert first.weekly.tobytes() == second.weekly.tobytes()


# --- The part ---------------------------------------------------------------------------------------------------------

MINE = [name for name in MODEL.parameters if MODEL.part_of("parameter", name) == "careers"]
EVERYTHING = (
    ("joint_responsibility", {}), ("performance_veto", {"veto_class": 3.0}), ("credit_scoring", {}),
    ("recognition_awards", {}), ("regulatory_interview", {"leader_pressure": 0.5}), ("accountability", {}),
)  # fmt: skip


@pytest.mark.parametrize("name", MINE)
def test_every_number_of_the_part_moves_something(name):
    lively = {"tie_share": 0.2, "penalty_ordinary": 0.06, "tenure_weeks": 260.0, "native_share": 0.5}
    made, about = province(*EVERYTHING, regions=5, enterprises=24, weeks=300, industry=DEADLY), MODEL.parameters[name]
    low, high = (replace(made, parameters=lively | {name: end}) for end in (about.low, about.high))
    first, second = core.run_many(MODEL, [(low, 3), (high, 3)])
    assert first.error is None and first.weekly.tobytes() != second.weekly.tobytes()


def test_both_engines_play_careers_alike():
    made = province(*EVERYTHING, regions=2, enterprises=10, weeks=60, start=2, industry=DEADLY)
    run, agents = core.Run(MODEL, made, 5), GovernanceModel(made, 5, model=MODEL, typed=True)
    run.play_to(60)
    for _ in range(60):
        agents.step()
    for table, rows in agents.arrays().items():
        for column in rows.dtype.names:
            assert rows[column].tobytes() == run.world.tables[table][column].tobytes(), f"{table}.{column}"


def test_without_its_rule_the_veto_hides_nothing():
    gone = Model([core_part(), shipped_part("careers").without("rule", ["lean_on_the_agency"])])
    names = ["deaths_hidden_expected"]
    veto = ("performance_veto", {"veto_class": 1.0, "weight": 0.0})
    bare, vetoed = (province(*with_it, weeks=104) for with_it in ((), (veto,)))
    assert sums(vetoed, names, [3])[0] > 1.2 * sums(bare, names, [3])[0]
    assert (sums(vetoed, names, [3], gone) == sums(bare, names, [3], gone)).all()


# --- What it must show ------------------------------------------------------------------------------------------------

SEEDS = range(30)
LINE = ["hidden_near_line", "deaths_near_line", "deaths_hidden_expected", "deaths_expected", "effort_near_line",
        "weeks_near_line", "effort", "enterprises"]  # fmt: skip


def wide(*instruments, **changes):
    """Six counties over seven years."""
    usual = {"regions": 6, "enterprises": 108, "weeks": 364, "start": 52, "window": (104, 364), "settle": 104}
    return province(*instruments, **usual | changes)


def interval(values):
    half = stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return values.mean() - half, values.mean() + half


def hidden(found):
    """Hidden shares near the line and elsewhere, and effort in both, by seed."""
    near, near_all, everything, deaths, strong, weeks, effort, all_weeks = found.T
    elsewhere = (everything - near) / (deaths - near_all)
    return near / near_all, elsewhere, strong / weeks, (effort - strong) / (all_weeks - weeks), everything / deaths


@pytest.mark.slow
def test_deaths_disappear_at_the_line_and_not_elsewhere_without_more_safety():
    """E036, E633: reported deaths pile up below the ceiling, and nothing that makes work safer bends there."""
    near, elsewhere, effort_near, effort_elsewhere, _ = hidden(sums(wide(), LINE, SEEDS))
    assert interval(near - 2.0 * elsewhere)[0] > 0.0
    low, high = interval(effort_near - effort_elsewhere)
    assert low > -0.01 and high < 0.01
    level, flat, *_ = hidden(sums(wide(parameters={"line_hides": 0.0}), LINE, SEEDS))
    assert abs((level - flat).mean()) < 0.01


@pytest.mark.slow
def test_a_heavier_weight_hides_more_at_the_line_and_less_elsewhere():
    weighty = ("joint_responsibility", {"weight_added": 0.1, "shield_removed": 0.0, "posts_share": 0.0})
    (near, elsewhere, *_), (more, less, *_) = (hidden(sums(wide(*one), LINE, SEEDS)) for one in ((), (weighty,)))
    assert interval(more - near)[0] > 0.0 > interval(less - elsewhere)[1]


@pytest.mark.slow
def test_a_veto_raises_hiding_unless_deaths_come_to_light():
    veto, light = ("performance_veto", {"veto_class": 2.0}), ("information_disclosure", {})
    usual, vetoed, both = (hidden(sums(wide(*one), LINE, SEEDS))[-1] for one in ((), (veto,), (veto, light)))
    assert interval(vetoed - usual)[0] > 0.0
    assert interval(both - usual)[1] < 0.02, "with disclosure hiding stays about what it was without the veto"
    assert interval(vetoed - both)[0] > 0.0


@pytest.mark.slow
def test_honours_bend_effort_at_the_cut_off_and_nowhere_else():
    names = ["effort_near_cut", "near_cut", "effort", "enterprises"]
    before, after = (
        sums(wide(("credit_scoring", {}), *one), names, SEEDS) for one in ((), (("recognition_awards", {}),))
    )

    def effort(found):
        return found[:, 0] / found[:, 1], (found[:, 2] - found[:, 0]) / (found[:, 3] - found[:, 1])

    (near, far), (near_after, far_after) = effort(before), effort(after)
    assert interval(near_after - near)[0] > 0.01
    assert interval((near_after - near) - 5.0 * (far_after - far))[0] > 0.0


@pytest.mark.slow
def test_joint_responsibility_brings_penalties_to_the_tied_and_visits_to_all():
    names = ["tied_penalties", "tied_visits", "visits", "injuries_expected"]
    many = {"tie_share": 0.2}  # so that there are penalties to count
    before, after = (sums(wide(*one, parameters=many), names, SEEDS) for one in ((), (("joint_responsibility", {}),)))
    assert interval(after[:, 0] / after[:, 1] - before[:, 0] / before[:, 1])[0] > 0.0
    assert interval(after[:, 2] - before[:, 2])[0] > 0.0 > interval(after[:, 3] - before[:, 3])[1]


@pytest.mark.slow
def test_weight_and_veto_are_no_twins():
    """Only the veto hides deaths away from the line; the weight takes them from there."""
    weight = ("joint_responsibility", {})
    veto = ("performance_veto", {"veto_class": 2.0, "weight": 0.0})
    usual, weighted, vetoed = (hidden(sums(wide(*one), LINE, SEEDS))[1] for one in ((), (weight,), (veto,)))
    assert interval(vetoed - usual)[0] > 0.0 > interval(weighted - usual)[1]
