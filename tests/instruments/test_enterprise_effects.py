"""What the measures of enterprises do to the usual county: directions, twins, pairs, ablations, what is left."""

import numpy as np
import pytest
from tests.paired import County, half_width, is_above, is_below, weekly

from govsim.engines.core import weekly_names
from govsim.model import model_of
from govsim.year import USUAL_START, USUAL_WEEKS, USUAL_WINDOW

pytestmark = pytest.mark.slow

MODEL = model_of(("services",))
COUNTY = County(MODEL, range(1, 31), parts=("services",))
value = COUNTY.value
END = 312  # three years in force, four years to watch
EARLY, LATE = (USUAL_START, USUAL_START + 26), (USUAL_START + 104, USUAL_START + 156)
WHILE, YEAR_AFTER = (USUAL_START, END), (END + 52, END + 104)
MINE = (
    "safety_commitment", "chief_safety_officer", "safety_expense", "wearables", "safety_pay", "suggestion_rewards",
    "family_engagement", "management_report", "self_inspection_reporting", "safety_subsidies", "safety_department",
)  # fmt: skip
OTHERS = {"safety_commitment": "information_disclosure"}  # without it the promise does nothing


def effect(arm, outcome, window=USUAL_WINDOW, base="", **how):
    """Change of an outcome against an arm without it, by seed."""
    return COUNTY.effect(outcome, arm, window, base, **how)


# --- Directions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MINE)
def test_injuries_fall(name):
    base = OTHERS.get(name, "")
    assert is_below(effect(f"{base}+{name}" if base else name, "injuries_expected", base=base))


# --- Twins: what tells them apart -----------------------------------------------------------------------------------


def test_pay_by_the_record_silences_and_rewards_for_reports_do_not():
    assert is_below(effect("safety_pay", "reported_share"))
    recorded, true = (effect("safety_pay", f"injuries_{book}") for book in ("recorded", "true"))
    level = value("injuries_recorded").mean() / value("injuries_true").mean()
    assert is_below(recorded - level * true), "the record falls more than the truth"
    for other in ("safety_points", "suggestion_rewards"):
        assert not is_below(effect(other, "reported_share"))


def test_points_change_behaviour_and_suggestions_change_reports():
    share = [effect(name, "mean_violation") for name in ("safety_points", "suggestion_rewards")]
    reports = [effect(name, "report_rate") for name in ("safety_points", "suggestion_rewards")]
    assert all(is_above(one) for one in reports)
    assert is_below(share[0] / reports[0].mean() - share[1] / reports[1].mean()), "violations averted a report"
    assert not is_above(effect("safety_pay", "report_rate"))


def test_suggestions_move_the_norm_later_than_points_move_behaviour():
    points, suggestions = (
        [effect(name, "mean_violation", window) for window in (EARLY, LATE)]
        for name in ("safety_points", "suggestion_rewards")
    )
    assert is_below(suggestions[1])
    assert is_above(suggestions[0] - suggestions[1] * points[0].mean() / points[1].mean())


def test_a_department_finds_and_an_officer_lowers_pressure():
    assert is_above(effect("safety_department", "hazards_self_found"))
    assert not is_above(effect("chief_safety_officer", "hazards_self_found"))
    assert is_below(effect("chief_safety_officer", "production_pressure"))
    assert not is_below(effect("safety_department", "production_pressure"))
    assert is_above(effect("safety_department", "mean_capability"))
    assert not is_above(effect("chief_safety_officer", "mean_capability"))


def test_expense_is_paid_by_enterprises_and_subsidies_by_government():
    expense, subsidies = (
        {who: effect(name, f"cost_{who}") for who in ("enterprise", "government")}
        for name in ("safety_expense", "safety_subsidies")
    )
    assert is_above(expense["enterprise"]) and is_below(subsidies["enterprise"])
    assert is_above(subsidies["government"] - expense["government"])
    assert is_above(effect("safety_expense", "mean_effort")) and not is_above(effect("safety_subsidies", "mean_effort"))


# --- Pairs: what differs from the sum, and in which direction --------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "outcome", "sign"),
    [
        ("information_disclosure", "safety_commitment", "mean_effort", 1),
        ("information_disclosure", "safety_commitment", "injuries_expected", -1),
        ("safety_subsidies", "safety_expense", "mean_safety_capital", -1),
        ("safety_training", "safety_points", "report_rate", 1),
        ("safety_training", "safety_points", "mean_violation", 1),
    ],
)
def test_a_pair_differs_from_its_sum(one, other, outcome, sign):
    both = effect(f"{one}+{other}", outcome)
    gap = sign * (both - effect(one, outcome) - effect(other, outcome))
    assert is_above(gap), f"{sign * gap.mean():+.3g} +-{half_width(gap):.2g}"


# --- Ablations: with its part off the effect is gone -----------------------------------------------------------------


def test_a_promise_does_nothing_to_anybody_where_nothing_is_published():
    names = weekly_names(MODEL)
    promised, plain = (weekly(COUNTY, MODEL, arm) for arm in ("safety_commitment(promise_hours=0)", ""))
    assert promised.tobytes() == plain.tobytes()
    for outcome in ("injuries_true", "deaths_true", "visits", "exits"):
        place = names.index(outcome)
        assert abs(effect("safety_commitment", outcome).mean()) <= 1e-3 * abs(plain[:, :, place].mean())


def test_nothing_is_hidden_where_a_stake_on_the_record_silences_nobody():
    mute = (("tell_stake", MODEL.parameters["tell_stake"].low), ("record_outcome", 0.2))
    plain, muted = (effect("safety_pay", "reported_share", parameters=how) for how in ((), mute))
    assert is_above(muted - plain)
    assert not is_below(effect("safety_pay(outcome_share=0)", "reported_share"))


def test_audits_decide_how_much_becomes_equipment():
    never, always = (effect(f"safety_expense(audited={x})", "mean_safety_capital") for x in (0, 1))
    assert is_above(never) and is_above(always - never)


def test_signals_wear_off_and_coaching_does_not():
    alone, coached = (
        effect(f"wearables(coached={share})", "mean_violation", EARLY)
        - effect(f"wearables(coached={share})", "mean_violation", LATE)
        for share in (0, 1)
    )
    assert is_below(alone), "violations are lowest at first"
    assert not is_below(coached)
    lasting = effect("wearables(coached=0,signal_left=1)", "mean_violation", EARLY)
    assert not is_below(lasting - effect("wearables(coached=0,signal_left=1)", "mean_violation", LATE))


def test_suggestions_fade_where_they_are_not_taken_up():
    kept, lost = (effect(f"suggestion_rewards(taken_up={x})", "report_rate", LATE) for x in (0.9, 0.05))
    assert is_above(kept - lost)


def test_attention_is_rehearsed_for_the_date_of_the_report():
    weeks = range(USUAL_START + 52, USUAL_WEEKS - 26, 26)
    before = np.mean([effect("management_report", "mean_effort", (week - 2, week + 1)) for week in weeks], 0)
    between = np.mean([effect("management_report", "mean_effort", (week + 13, week + 16)) for week in weeks], 0)
    assert is_above(before - between) and is_above(before, 2.0 * between.mean())


def test_subsidies_for_the_poor_alone_cost_less_and_reach_less():
    few, all_of_them = ("safety_subsidies(poor_only=1)", "safety_subsidies")
    assert is_below(effect(few, "cost_government") - effect(all_of_them, "cost_government"))
    assert is_below(effect(few, "mean_safety_capital") - effect(all_of_them, "mean_safety_capital"))


def test_self_inspection_without_a_search_finds_nothing_more():
    assert not is_above(effect("self_inspection_reporting(search=0)", "hazards_self_found"))
    assert is_above(effect("self_inspection_reporting", "majors_self_found"))


# --- What is left after the end ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "outcome", "least", "most"),
    [  # share of the effect in force that is left in the second year after
        ("wearables", "mean_violation", -0.1, 0.3),
        ("safety_pay", "reported_share", -0.3, 0.3),
        ("suggestion_rewards", "report_rate", -0.3, 0.3),
        ("management_report", "mean_effort", -0.3, 0.3),
        ("self_inspection_reporting", "hazards_latent", -0.1, 0.3),
        ("safety_department", "hazards_latent", -0.1, 0.3),
        ("safety_expense", "mean_safety_capital", 0.5, 1.5),
        ("safety_subsidies", "mean_safety_capital", 0.5, 1.5),
    ],
)
def test_what_is_bought_stays_and_what_is_stirred_up_fades(name, outcome, least, most):
    during, after = (effect(name, outcome, window, end=END) for window in (WHILE, YEAR_AFTER))
    left, doubt = after.mean() / during.mean(), half_width(after) / abs(during.mean())
    assert left + doubt > least and left - doubt < most, f"{left:.2f} +-{doubt:.2f}"
