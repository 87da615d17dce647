"""Regions: nobody is made or lost on the way, who moves is who it was, methods spread after they were tried."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from govsim.engines import core
from govsim.engines.mesa import GovernanceModel
from govsim.model import model_of
from govsim.parts.regions.methods import ease_diligence, enforce_as_here
from govsim.parts.regions.moving import arrive_from_elsewhere, think_of_moving
from govsim.scenario import Adoption, Population, Region, Scenario, Scope

MODEL = model_of(["regions"])
NAMES = core.weekly_names(MODEL)
P = SimpleNamespace(**{name: one.default for name, one in MODEL.parameters.items()})
RESTLESS = {"relocation_answer": 0.0002, "listed_burden": 6_000.0, "mover_patience": 4.0}
LISTED = (("credit_scoring", {}), ("credit_penalties", {"listing_threshold": 0.68}))


def province(*instruments, regions=3, enterprises=24, weeks=80, start=8, window=None, **changes):
    """A few small regions with some instruments, each with settings of its own and, where given, a scope."""
    places = tuple(Region(f"r{one}", enterprises, 2) for one in range(regions))
    made = tuple(adopted(name, start, **dict(about)) for name, about in instruments)
    changes = {"parts": ("regions",), "settle": 5} | changes
    return Scenario("p", Population(regions=places), weeks, start, window or (start, weeks), made, **changes)


def adopted(name, start, scope=Scope(), **settings):  # noqa: B008 - frozen
    usual = {key: float(one.default) for key, one in MODEL.instruments[name].settings.items()}
    return Adoption(name, {**usual, **settings}, start, 1, scope=scope)


def weekly(made, name, seeds=(3,)):
    """An outcome week by week: a row a seed."""
    found = core.run_many(MODEL, [(made, seed) for seed in seeds])
    assert {one.error for one in found} == {None}
    return np.array([one.weekly[:, NAMES.index(name)] for one in found])


# --- Moves -----------------------------------------------------------------------------------------------------------


def test_every_mover_waits_settles_or_gives_up():
    made = province(*LISTED, weeks=156, parameters=RESTLESS)
    moves, arrivals, gone, waiting = (weekly(made, name)[0] for name in ("moves", "arrivals", "movers_gone", "movers"))
    assert moves.sum() > 30 and arrivals.sum() > 10 and gone.sum() > 1
    before = np.concatenate([[waiting[0] - moves[0] + arrivals[0] + gone[0]], waiting[:-1]])
    np.testing.assert_array_equal(waiting, before + moves - arrivals - gone)
    assert (waiting >= 0).all()
    assert (moves <= weekly(made, "exits")[0]).all()


def test_with_one_region_nobody_has_anywhere_to_go():
    made = province(*LISTED, regions=1, enterprises=72, parameters=RESTLESS)
    assert weekly(made, "listed").sum() > 0
    assert weekly(made, "moves").sum() == 0 and weekly(made, "arrivals").sum() == 0


def thinking(listed, reach=0.0, bite=300.0, lowest=100.0, regions=2):
    enterprise = SimpleNamespace(here_cost=200.0, listed=listed, record_reach=reach, size_exit=0.5, relocation_gain=0.0)
    province = SimpleNamespace(regions_count=regions, lowest_bite=lowest)
    think_of_moving(enterprise, SimpleNamespace(bite=bite), province, P, None)
    return enterprise.relocation_gain


def test_a_record_that_travels_takes_the_listed_part_of_the_gain_and_no_more():
    assert thinking(False) == pytest.approx(0.5 * 200.0 * (2.0 / 3.0))
    assert thinking(True) == pytest.approx(thinking(False) + 0.5 * P.listed_burden)
    assert thinking(True, reach=1.0) == thinking(False)
    assert thinking(False, bite=100.0) == 0.0 and thinking(True, regions=1) == 0.0


def test_who_moves_in_is_who_it_was_and_its_record_comes_along_as_far_as_it_is_seen():
    mover = SimpleNamespace(
        mover_risk=3.0, mover_commitment=0.2, mover_capability=0.3, mover_capital=0.4, mover_score=0.22
    )

    def arrived(moved_in, reach):
        usual = {name: one.default for name, one in MODEL.columns_of("enterprise").items()}
        enterprise = SimpleNamespace(**usual | {"headcount": 25, "moved_in": moved_in, "record_reach": reach})
        arrive_from_elsewhere(enterprise, mover, P, None)
        return enterprise

    stays = arrived(False, 1.0)
    assert (
        stays.arrivals == 0
        and stays.move_spent == 0.0
        and stays.credit_score == MODEL.columns_of("enterprise")["credit_score"].default
    )
    unknown, known = arrived(True, 0.0), arrived(True, 1.0)
    assert (unknown.risk_fixed, unknown.commitment_home, unknown.safety_capital) == (3.0, 0.2, 0.4)
    assert unknown.hazard_intensity > 0.0 and unknown.move_spent == P.move_cost * 25
    assert unknown.credit_score == P.score_home and known.credit_score == pytest.approx(0.22)


def test_an_agency_is_as_strict_as_its_region():
    enterprise = SimpleNamespace(enforcement_strictness=1.5)
    enforce_as_here(enterprise, SimpleNamespace(strictness=2.0), P, None)
    assert enterprise.enforcement_strictness == 3.0
    places = (Region("mild", 60, 4), Region("strict", 60, 4, strictness=5.0))
    made = replace(province(weeks=104), population=Population(regions=places))
    run = core.Run(MODEL, made, 2)
    found = np.zeros(2)
    for week in range(1, 105):
        run.play_to(week)
        rows = run.world.tables["enterprise"]
        found += np.bincount(rows["region"], rows["sanctions"] * rows["alive"], 2)
    assert found[1] > 2.0 * found[0] > 0.0


# --- Methods ---------------------------------------------------------------------------------------------------------


def test_ideas_come_first_and_copies_after_and_most_ideas_fail():
    made = province(("innovation_award", {"ideas": 10.0}), weeks=260, parameters={"copy_rate": 2.0})
    seeds = range(4)
    tried, failed, copied, best = (
        weekly(made, name, seeds) for name in ("ideas_tried", "ideas_failed", "methods_copied", "best_methods")
    )
    assert tried.sum() > 100 and 0.7 < failed.sum() / tried.sum() < 0.98
    assert copied.sum() > 0
    for run in range(len(seeds)):
        worked = (tried[run] - failed[run]).cumsum() > 0
        assert not copied[run][~worked].any(), "somebody copied what nobody had"
    assert best.max() > 1.1


def test_without_ideas_nothing_is_copied_and_tolerance_alone_tries_what_was_held_back():
    assert weekly(province(), "methods_copied").sum() == 0
    forgiving = province(("error_tolerance", {"tolerance": 1.0}), weeks=260, parameters={"ideas_held_back": 4.0})
    assert weekly(forgiving, "ideas_tried").sum() > 10
    afraid = province(
        ("error_tolerance", {"tolerance": 0.5}), ("accountability", {"fear": 1.0}), weeks=260,
        parameters={"ideas_held_back": 4.0},
    )  # fmt: skip
    assert weekly(afraid, "ideas_tried").sum() < 0.5 * weekly(forgiving, "ideas_tried").sum()


def test_forgiving_takes_away_diligence_only_where_officers_are_afraid():
    def left(blame, tolerance):
        enterprise = SimpleNamespace(inspector_competence=0.3)
        ease_diligence(enterprise, SimpleNamespace(blame=blame), SimpleNamespace(tolerance=tolerance), P, None)
        return enterprise.inspector_competence

    assert left(0.0, 1.0) == left(1.0, 0.0) == 0.3
    assert left(0.4, 0.5) == pytest.approx(0.3 - 0.2 * P.eased_diligence)


# --- The part --------------------------------------------------------------------------------------------------------

MINE = [name for name in MODEL.parameters if MODEL.part_of("parameter", name) == "regions"]
EVERYTHING = (
    *LISTED, ("innovation_award", {"ideas": 10.0}), ("error_tolerance", {"tolerance": 0.4}), ("accountability", {}),
)  # fmt: skip


@pytest.mark.parametrize("name", MINE)
def test_every_number_of_the_part_moves_something(name):
    lively = RESTLESS | {"copy_rate": 2.0, "idea_works": 0.3, "copy_from": 0.005}
    made, about = province(*EVERYTHING, regions=6, enterprises=12, weeks=156), MODEL.parameters[name]
    low, high = (replace(made, parameters=lively | {name: end}) for end in (about.low, about.high))
    first, second = core.run_many(MODEL, [(low, 3), (high, 3)])
    assert first.error is None and first.weekly.tobytes() != second.weekly.tobytes()


def test_both_engines_play_regions_alike():
    made = province(*EVERYTHING, regions=2, enterprises=12, weeks=40, start=2, parameters=RESTLESS)
    run, agents = core.Run(MODEL, made, 5), GovernanceModel(made, 5, model=MODEL, typed=True)
    run.play_to(40)
    for _ in range(40):
        agents.step()
    for table, rows in agents.arrays().items():
        for column in rows.dtype.names:
            assert rows[column].tobytes() == run.world.tables[table][column].tobytes(), f"{table}.{column}"


# --- What it must show -----------------------------------------------------------------------------------------------

SEEDS = range(30)


def change(before, after, name, region=None):
    """Mean paired change of an outcome over the window and its interval."""
    first, second = (weekly(made, name, SEEDS)[:, slice(*made.window)].sum(1) for made in (before, after))
    gap = second - first
    half = stats.t.ppf(0.975, len(gap) - 1) * gap.std(ddof=1) / np.sqrt(len(gap))
    return gap.mean(), gap.mean() - half, gap.mean() + half


def wide(*instruments, **changes):
    """Four regions over six years."""
    usual = {"regions": 4, "enterprises": 54, "weeks": 312, "start": 26, "window": (52, 312), "settle": 26}
    return province(*instruments, **usual | changes)


@pytest.mark.slow
def test_enterprises_leave_where_enforcement_bites_and_go_where_it_does_not():
    """E659: new polluters moved to lax provinces."""
    strict = ("administrative_fines", {"sanction_scale": 10.0, "scope": Scope(regions=("r0",))})
    _, low, _ = change(wide(), wide(strict), "moves")
    assert low > 0.0
    left, came = np.zeros(4), np.zeros(4)
    for seed in range(8):
        run = core.Run(MODEL, wide(strict), seed)
        for week in range(1, 313):
            run.play_to(week)
            rows = run.world.tables["enterprise"]
            left += np.bincount(rows["region"], rows["moves"], 4)
            came += np.bincount(rows["region"], rows["arrivals"] * rows["alive"], 4)
    assert left[0] > 5.0 * left[1:].max()
    assert came[1:].min() > 0.0 and came[0] / left[0] < 0.6


@pytest.mark.slow
def test_shared_records_stop_the_moves_of_the_listed_and_no_others():
    before, after = wide(*LISTED), wide(*LISTED, ("credit_sharing", {"reach": 1.0}))
    _, _, high = change(before, after, "moves_listed")
    assert high < 0.0
    strict = ("administrative_fines", {"sanction_scale": 10.0, "scope": Scope(regions=("r0",))})
    mean, low, high = change(wide(strict), wide(strict, ("credit_sharing", {"reach": 1.0})), "moves")
    assert mean == low == high == 0.0


@pytest.mark.slow
@pytest.mark.parametrize("name, shown", [("innovation_award", "methods"), ("error_tolerance", "methods_copied")])
def test_awards_and_tolerance_show_where_they_say(name, shown):
    assert change(wide(), wide((name, {})), shown)[1] > 0.0


@pytest.mark.slow
def test_question_25_tolerance_raises_adoption_and_error_both():
    before, after = wide(("innovation_award", {})), wide(("innovation_award", {}), ("error_tolerance", {}))
    assert change(before, after, "methods_copied")[1] > 0.0
    assert change(before, after, "ideas_failed")[1] > 0.0
