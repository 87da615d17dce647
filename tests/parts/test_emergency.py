"""Emergency: who stands where, what sets off what, who goes out when, and that absent it changes no bit."""

from dataclasses import replace
from types import SimpleNamespace as Row

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.engines import core, mesa
from govsim.model import model_of
from govsim.parts.emergency.emergency_knock_on import knock_on_at
from govsim.parts.emergency.emergency_teams import dispatch, lost_to_waiting
from govsim.populations.structure import structure_of
from govsim.scenario import Adoption, Place, Population, Region, Scenario

MODEL = model_of(["emergency"])
P = Row(**{name: one.default for name, one in MODEL.parameters.items()})
PARK = Population(
    regions=(Region("north", 20), Region("south", 30)),
    places=(Place("park", "south", enterprises=12, separation=100.0, people_near=4.0, town_growth=0.1),),
)
BUSY = Scenario(
    "busy", population=PARK, weeks=40, window=(5, 40), start=5, settle=4, parts=("emergency",),
    parameters={"mu": MODEL.parameters["mu"].high, "major_inflow_scale": MODEL.parameters["major_inflow_scale"].high,
                "knock_chance": 0.3, "usual_teams": 1.0},
    industry={name: {"trapped_share": 0.5, "major_inflow": 9.0} for name in ("mining", "chemicals", "construction")},
)  # fmt: skip


def plant(**values):
    return Row(**{"major_latent": 1, "major_open": 0, "rescue_skill": 0.0} | values)


def place(**values):
    return Row(**{"plants": 30, "separation": 300.0, "spacing": 1.0, "rescue_delay": 1.0, "teams": 4.0} | values)


def test_a_place_is_a_public_of_its_region_and_its_plants_belong_to_it():
    run = core.Run(MODEL, BUSY, 1)
    run.play_to(2)
    tables, structure = run.world.tables, structure_of(PARK)
    assert len(tables["public"]) == 3 and tables["public"]["region"].tolist() == [0, 1, 1]
    assert (tables["enterprise"]["public"] == np.where(structure.place > 0, 2, structure.region_of)).all()
    assert tables["public"]["separation"].tolist() == [0.0, 0.0, 100.0]
    assert tables["public"]["nearby_people"][2] > 4.0 and (tables["public"]["nearby_people"][:2] == 1.0).all()


def test_both_engines_play_a_busy_park_alike_and_no_more_teams_go_out_than_there_are():
    one, other = (engine.run_many(MODEL, [(BUSY, seed) for seed in (0, 1)]) for engine in (core, mesa))
    names = [outcome.name for outcome in MODEL.weekly_outcomes]
    for mine, theirs in zip(one, other, strict=True):
        assert mine.error is None and np.array_equal(mine.weekly, theirs.weekly)
    sums = dict(zip(names, sum(run.weekly.sum(axis=0) for run in one), strict=True))
    assert sums["first_accidents"] > 3 and sums["knock_ons_expected"] > 0.0
    assert sums["teams_local"] + sums["teams_lent"] <= sums["teams_wanted"] + 1e-9


@given(st.lists(st.tuples(st.floats(0.0, 168.0), st.floats(1.0, 12.0)), min_size=1, max_size=8), st.floats(0.0, 10.0))
@settings(max_examples=80, deadline=None)
def test_teams_are_sent_in_the_order_of_alarms_and_never_more_than_are_free(calls, teams):
    rows = [Row(alarm_key=at, teams_wanted=wanted, teams_local=0.0, local_share=1.0) for at, wanted in sorted(calls)]
    public = place(teams=teams)
    dispatch(public, rows, P, None)
    busy, last = 0.0, 0.0
    for row in rows:
        busy *= np.exp(-(row.alarm_key - last) / P.work_hours)
        last = row.alarm_key
        assert 0.0 <= row.teams_local <= row.teams_wanted
        assert busy + row.teams_local <= teams + 1e-9
        assert row.teams_local == pytest.approx(min(row.teams_wanted, max(teams - busy, 0.0)))
        busy += row.teams_local
    assert public.teams_sent == pytest.approx(sum(row.teams_local for row in rows))


def test_a_step_follows_less_the_further_plants_stand_apart_and_the_emptier_they_are():
    near, far, wider = (knock_on_at(plant(), place(separation=metres, spacing=spacing), P)
                        for metres, spacing in ((100.0, 1.0), (300.0, 1.0), (300.0, 2.0)))  # fmt: skip
    assert near > far > wider > 0.0
    assert far / near == pytest.approx(np.exp(-200.0 / P.knock_metres))
    assert knock_on_at(plant(major_latent=0), place(), P) < far
    assert knock_on_at(plant(), place(plants=5), P) > far  # everybody is a neighbour in a small park


def test_the_trapped_are_lost_to_hours_and_teams_that_are_missing():
    all_there, half, skilled = (
        lost_to_waiting(plant(rescue_skill=skill), place(), present, P)
        for present, skill in ((1.0, 0.0), (0.5, 0.0), (1.0, 0.6))
    )
    assert 0.0 < skilled < all_there < half < 1.0


def test_where_nobody_is_trapped_and_plants_stand_apart_minutes_alone_save_next_to_nobody():
    """E204: odds of death 1.03 for ten minutes."""
    plain = replace(BUSY, population=Population(enterprises=60), industry={}, parameters={}, weeks=30, window=(5, 30))
    sooner = replace(plain, name="sooner", adoptions=(Adoption("emergency_linkage", {
        **{name: float(one.default) for name, one in MODEL.instruments["emergency_linkage"].settings.items()},
        "first_responder": 0.0, "command": 0.0, "delay": 0.5,
    }, start=5),))  # fmt: skip
    names = [outcome.name for outcome in MODEL.weekly_outcomes]
    at = names.index("deaths_in_majors_expected")
    usual, fast = (np.mean([run.weekly[6:, at].sum() for run in core.run_many(MODEL, [(one, 0), (one, 1)])])
                   for one in (plain, sooner))  # fmt: skip
    assert usual * 0.98 < fast < usual
