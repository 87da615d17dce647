"""A mechanism carries its effect: with its rule taken out of the week, what it is there for is gone.

Each test runs the same change with the whole week and with the week without one rule, paired by seed. Where a channel
is read through that rule alone, without it not one bit of any outcome may move.
"""

import numpy as np
import pytest

from govsim.scenario import Population
from tests.contract.stage import FATAL, RATES, START, adopt, county, difference, paired, run_to, total, without

TOWN = Population(enterprises=60)


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
def test_without_its_rule_a_channel_moves_nothing(rule):
    channel, value, outcome, least = CARRIED[rule]
    usual, moved = town(), town(**{channel: value})
    assert difference(paired(usual, moved), outcome) > least
    pair = paired(usual, moved, model=without(rule))
    if rule == "notice_and_report":  # a reward also makes enterprises find major hazards
        assert difference(pair, "reports") == 0.0 and difference(pair, "silences") == 0.0
    else:
        assert same_bits(pair)


def test_without_perception_a_visit_leaves_no_mark_on_attention_and_hardly_any_on_effort():
    usual, visited = town(60), town(60, end=START + 1, forced_visit=1.0)
    pair = paired(usual, visited)
    attention, effort = (difference(pair, outcome, by="enterprises") for outcome in ("attention", "effort"))
    assert attention > 0.1 and effort > 0.01
    pair = paired(usual, visited, model=without("perceive_enforcement"))
    assert difference(pair, "attention", by="enterprises") == pytest.approx(0.0, abs=1e-12)
    assert abs(difference(pair, "effort", by="enterprises")) < 0.1 * effort, (
        "a penalty's small mark on commitment is all that is left"
    )


def test_fines_without_inspectors_do_little_because_belief_fades():
    """Enterprises that go on believing in detection would go on minding fines after the inspectors have left."""
    late = slice(180, None)
    usual, fined = town(208, visit_productivity=0.0), town(208, visit_productivity=0.0, sanction_scale=3.0)
    faded = difference(paired(usual, fined), "effort", late)
    believed = difference(paired(usual, fined, model=without("perceive_enforcement")), "effort", late)
    assert believed > 0.02
    assert 0.0 <= faded < 0.25 * believed


def test_without_the_choice_of_effort_tripled_fines_are_only_paid():
    usual, fined = town(60), town(60, sanction_scale=3.0)
    pair = paired(usual, fined)
    assert difference(pair, "effort") > 0.02
    assert difference(pair, "injuries_expected", slice(40, None)) < 0.0
    pair = paired(usual, fined, model=without("choose_effort"))
    assert difference(pair, "effort", by="enterprises") == pytest.approx(0.0, abs=1e-12)
    assert difference(pair, "fines_ex_ante") > 1.0


def test_without_learning_from_others_disclosure_alerts_no_peer():
    usual, public = town(), town(disclosure=1.0, peer_learning=1.0)
    assert difference(paired(usual, public), "vigilance") > 0.05
    assert difference(paired(usual, public, model=without("learn_from_others")), "vigilance") <= 0.001


def test_without_learning_drill_costs_hours_and_changes_no_skill():
    usual, drilled = town(), town(training_hours=1.0, drilled_hours=1.0)
    late = slice(52, None)
    pair = paired(usual, drilled)
    assert difference(pair, "skill", late) > 0.1
    assert difference(pair, "injuries_expected", late) < -0.05
    pair = paired(usual, drilled, model=without("gain_skill"))
    for outcome in ("skill", "violations", "injuries_expected", "deaths_expected"):
        assert difference(pair, outcome) == 0.0, outcome
    assert difference(pair, "trained_workers") > 0.0


def test_without_the_credit_record_penalties_list_nobody():
    listing = town(record_visibility=1.0, listing_threshold=0.7)
    listed, _ = paired(listing, listing)
    assert total(listed, "listed") > 0
    pair = paired(town(), listing, model=without("keep_credit_record"))
    assert same_bits(pair) and total(pair[1], "listed") == 0


def test_without_rating_a_bad_record_costs_no_more_than_a_good_one():
    def mods(model=None):
        run = run_to(town(), 104, model=model)
        rows = run.world.tables["enterprise"]
        rows = rows[rows["alive"] & (rows["generation"] == 0)]
        return rows["premium_mod"], rows["claims"] / np.maximum(rows["claims_expected"], 1e-9)

    premium, claims = mods()
    worse = claims > np.median(claims)
    assert premium[worse].mean() > premium[~worse].mean() + 0.05
    premium, _ = mods(without("rate_premium"))
    assert (premium == 1.0).all()


def test_without_public_attention_deaths_start_no_campaign():
    made = county(adopt("probe"), weeks=104, population=TOWN, parameters=RATES, industry=FATAL)
    assert total(paired(made, made)[0], "campaign_weeks") > 0
    quiet, _ = paired(made, made, model=without("pay_attention"))
    assert total(quiet, "deaths_recorded") > 0
    assert total(quiet, "campaign_weeks") == 0


def test_without_attitude_a_reward_for_behaviour_leaves_no_habit_when_it_ends():
    usual, rewarded = town(104), town(104, end=60, behaviour_reward=0.9)
    during, after = slice(START, 60), slice(61, None)
    pair = paired(usual, rewarded)
    assert difference(pair, "violations", during) < -0.1
    habit = difference(pair, "violations", after, by="workers")
    assert habit < -0.005
    pair = paired(usual, rewarded, model=without("update_attitude"))
    assert difference(pair, "violations", during) < -0.1, "the prize of the week still acts"
    # fewer accidents meanwhile have left enterprises less alert, so violations may even have risen
    assert difference(pair, "violations", after, by="workers") > 0.1 * habit
