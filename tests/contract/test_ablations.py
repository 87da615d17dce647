"""A mechanism carries its effect: with its rule taken out of the week, what it is there for is gone.

Each test runs the same change with the whole week and with the week without one rule, paired by seed. Where a channel
is read through that rule alone, without it not one bit of any outcome may move.
"""

import numpy as np
import pytest

from govsim.scenario import Population
from govsim.schedule import WEEK
from tests.contract.stage import FATAL, RATES, START, adopt, county, difference, paired, run_to, total

pytestmark = pytest.mark.usefixtures("probes")
TOWN = Population(enterprises=60)


def without(rule):
    """The week without one rule."""
    assert any(rule in rules for _, rules in WEEK)
    return tuple((phase, tuple(name for name in rules if name != rule)) for phase, rules in WEEK)


def town(weeks=104, *, end=10_000_000, parameters=None, **settings):
    """Sixty enterprises for two years, with some channels moved from the eighth week on."""
    return county(adopt("probe", end=end, **settings), weeks=weeks, population=TOWN, parameters=parameters or {})


def same_bits(pair):
    return pair[0].tobytes() == pair[1].tobytes()


# rule: the channel that acts through it alone, a value of it, an outcome that it moves, by at least this share
CARRIED = {
    "impose_penalties": ("enforcement_strictness", 5.0, "sanctions", 1.0),
    "inspect_enterprise": ("announced_share", 0.0, "hazards_found", 0.1),
    "tip_off": ("tip_access", 10.0, "tip_visits", 1.0),
    "notice_and_report": ("report_reward", 0.9, "reports", 1.0),
}


@pytest.mark.parametrize("rule", CARRIED)
def test_without_its_rule_a_channel_moves_nothing(rule, schedule):
    channel, value, outcome, least = CARRIED[rule]
    usual, moved = town(), town(**{channel: value})
    assert difference(paired(usual, moved), outcome) > least
    schedule(without(rule))
    pair = paired(usual, moved)
    if rule == "notice_and_report":  # a reward also makes enterprises find major hazards
        assert difference(pair, "reports") == 0.0 and difference(pair, "silences") == 0.0
    else:
        assert same_bits(pair)


def test_without_perception_a_visit_leaves_no_mark_on_attention_and_hardly_any_on_effort(schedule):
    usual, visited = town(60), town(60, end=START + 1, forced_visit=1.0)
    pair = paired(usual, visited)
    attention, effort = (difference(pair, outcome, by="enterprises") for outcome in ("attention", "effort"))
    assert attention > 0.1 and effort > 0.01
    schedule(without("perceive_enforcement"))
    pair = paired(usual, visited)
    assert difference(pair, "attention", by="enterprises") == pytest.approx(0.0, abs=1e-12)
    assert abs(difference(pair, "effort", by="enterprises")) < 0.1 * effort, (
        "a penalty's small mark on commitment is all that is left"
    )


def test_fines_without_inspectors_do_little_because_belief_fades(schedule):
    """Enterprises that go on believing in detection would go on minding fines after the inspectors have left."""
    late = slice(180, None)
    usual, fined = town(208, inspector_posts=-100.0), town(208, inspector_posts=-100.0, sanction_scale=3.0)
    faded = difference(paired(usual, fined), "effort", late)
    schedule(without("perceive_enforcement"))
    believed = difference(paired(usual, fined), "effort", late)
    assert believed > 0.02
    assert 0.0 <= faded < 0.25 * believed


def test_without_the_choice_of_effort_tripled_fines_are_only_paid(schedule):
    usual, fined = town(60), town(60, sanction_scale=3.0)
    pair = paired(usual, fined)
    assert difference(pair, "effort") > 0.02
    assert difference(pair, "injuries_expected", slice(40, None)) < 0.0
    schedule(without("choose_effort"))
    pair = paired(usual, fined)
    assert difference(pair, "effort", by="enterprises") == pytest.approx(0.0, abs=1e-12)
    assert difference(pair, "fines_ex_ante") > 1.0


def test_without_learning_from_others_disclosure_alerts_no_peer(schedule):
    usual, public = town(), town(disclosure=1.0, peer_learning=1.0)
    assert difference(paired(usual, public), "vigilance") > 0.05
    schedule(without("learn_from_others"))
    assert difference(paired(usual, public), "vigilance") <= 0.001


def test_without_learning_drill_costs_hours_and_changes_no_skill(schedule):
    usual, drilled = town(), town(training_hours=1.0, drilled_hours=1.0)
    late = slice(52, None)
    pair = paired(usual, drilled)
    assert difference(pair, "skill", late) > 0.1
    assert difference(pair, "injuries_expected", late) < -0.05
    schedule(without("gain_skill"))
    pair = paired(usual, drilled)
    for outcome in ("skill", "violations", "injuries_expected", "deaths_expected"):
        assert difference(pair, outcome) == 0.0, outcome
    assert difference(pair, "trained_workers") > 0.0


def test_without_the_credit_record_penalties_list_nobody(schedule):
    listing = town(record_visibility=1.0, listing_threshold=0.7)
    listed, _ = paired(listing, listing)
    assert total(listed, "listed") > 0
    schedule(without("keep_credit_record"))
    pair = paired(town(), listing)
    assert same_bits(pair) and total(pair[1], "listed") == 0


def test_without_rating_a_bad_record_costs_no_more_than_a_good_one(schedule):
    def mods():
        run = run_to(town(), 104)
        rows = run.world.tables["enterprise"]
        rows = rows[rows["alive"] & (rows["generation"] == 0)]
        return rows["premium_mod"], rows["claims"] / np.maximum(rows["claims_expected"], 1e-9)

    premium, claims = mods()
    worse = claims > np.median(claims)
    assert premium[worse].mean() > premium[~worse].mean() + 0.05
    schedule(without("rate_premium"))
    premium, _ = mods()
    assert (premium == 1.0).all()


def test_without_public_attention_deaths_start_no_campaign(schedule):
    made = county(adopt("probe"), weeks=104, population=TOWN, parameters=RATES, industry=FATAL)
    assert total(paired(made, made)[0], "campaign_weeks") > 0
    schedule(without("pay_attention"))
    quiet, _ = paired(made, made)
    assert total(quiet, "deaths_recorded") > 0
    assert total(quiet, "campaign_weeks") == 0


def test_without_attitude_a_reward_for_behaviour_leaves_no_habit_when_it_ends(schedule):
    usual, rewarded = town(104), town(104, end=60, behaviour_reward=0.9)
    during, after = slice(START, 60), slice(61, None)
    pair = paired(usual, rewarded)
    assert difference(pair, "violations", during) < -0.1
    habit = difference(pair, "violations", after, by="workers")
    assert habit < -0.005
    schedule(without("update_attitude"))
    pair = paired(usual, rewarded)
    assert difference(pair, "violations", during) < -0.1, "the prize of the week still acts"
    # fewer accidents meanwhile have left enterprises less alert, so violations may even have risen
    assert difference(pair, "violations", after, by="workers") > 0.1 * habit
