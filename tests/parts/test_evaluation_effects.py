"""What evaluation does to a county: directions, gaming, hiding, weights, pilots that overstate, cycles that adapt."""

from functools import cache

import numpy as np
import pytest

from govsim.engines.core import Run, run_many, weekly_names
from govsim.model import model_of
from govsim.scenario import Adoption, Population, Region, Scenario
from govsim.study.analysis.pilots import pilot_report

pytestmark = pytest.mark.slow
PARTS = ("assets", "evaluation")
MODEL = model_of(PARTS)
SEEDS, START, WEEKS = range(1, 31), 104, 416
LATE = (156, WEEKS)
PEOPLE = ("injuries_expected", "deaths_expected")
MENU = sorted(name for name, one in MODEL.instruments.items() if "evaluation" in one.needs)


def adopt(name, **settings):
    usual = {key: float(one.default) for key, one in MODEL.instruments[name].settings.items()}
    return Adoption(name, usual | settings, START, 1)


def play(*adoptions, population=None, model=MODEL, weeks=WEEKS, **parameters):
    """Weekly outcomes (seed, week, outcome) of a county."""
    made = Scenario("evaluated", population or Population(), weeks, START, (START, weeks), adoptions, parameters,
                    parts=PARTS)  # fmt: skip
    results = run_many(model, [(made, seed) for seed in SEEDS])
    assert {one.error for one in results} == {None}
    return np.array([one.weekly for one in results])


@cache
def usual(*names):
    return play(*map(adopt, names))


def counted(table, outcome, weeks=LATE):
    """An outcome of each run over some weeks: a ratio of sums where it is one."""
    made, place = MODEL.outcomes[outcome], weekly_names(MODEL).index
    first, last = weeks
    if not made.is_ratio:
        return table[:, first:last, place(outcome)].sum(axis=1)
    over, by = (table[:, first:last, place(one)].sum(axis=1) for one in (made.over, made.by))
    return made.scale * over / np.maximum(by, 1e-12)


def effect(after, before, outcome, weeks=LATE):
    """Paired difference as a share of the mean before, and half its interval; absolute where that is nothing."""
    base = counted(before, outcome, weeks)
    paired = counted(after, outcome, weeks) - base
    scale = abs(base.mean()) or 1.0
    return paired.mean() / scale, 2.05 * paired.std(ddof=1) / np.sqrt(len(paired)) / scale


def company(name):
    return tuple(MODEL.instruments[name].beside)


@pytest.mark.parametrize("name", MENU)
def test_its_own_outcome_goes_where_it_is_said_to_go(name):
    made = MODEL.instruments[name]
    before = usual(*company(name))
    weeks = (START, START + 52) if name == "policy_pilots" else LATE
    change, half = effect(play(*map(adopt, (*company(name), name))), before, made.shows, weeks)
    assert (change if made.direction == "up" else -change) > half, f"{made.shows}: {change:.4f} +- {half:.4f}"


@pytest.mark.parametrize(
    ("name", "outcome", "sign"),
    [
        ("colour_warning", "output_lost", 1),
        ("colour_warning", "mean_self_score", 1),
        ("colour_warning", "red_share", -1),
        ("evaluation_platform", "self_gap", -1),
        ("evaluation_platform", "mean_self_score", -1),
        ("evaluation_preference", "mean_self_score", 1),
        ("evaluation_preference", "gamed", 1),
        ("benchmarking", "injuries_expected", -1),
        ("evaluation_system", "injuries_expected", -1),
        ("evaluation_system", "inspector_hours", 1),
    ],
)
def test_what_else_is_expected_of_it(name, outcome, sign):
    change, half = effect(play(adopt(name)), usual(), outcome)
    assert sign * change > half, f"{change:.4f} +- {half:.4f}"


def test_a_platform_claims_nothing_for_people():
    change, half = effect(play(adopt("evaluation_platform")), usual(), "injuries_expected")
    assert abs(change) < 0.01 + half


def test_what_hides_accidents_lifts_the_index_and_not_the_truth():
    """The base period is that of the declared numbers, so that both counties are held against the same."""
    plain = play(base_weeks=0.0)
    hiding = play(base_weeks=0.0, record_base=-0.55, conceal_base=-1.8)
    hidden, spread = effect(hiding, plain, "deaths_hidden_expected")
    assert hidden - spread > 0.7 and hidden + spread < 1.4, "about doubled"
    for outcome in ("mean_index", "mean_government_score", "mean_self_score"):
        change, half = effect(hiding, plain, outcome)
        assert change > half, outcome
    for outcome in ("mean_true_score", "mean_third_score"):
        change, half = effect(hiding, plain, outcome)
        assert abs(change) < 0.001 + half, outcome


def corr(enterprises, one, other):
    return float(np.corrcoef(enterprises[one], enterprises[other])[0, 1])


def ends(weeks=261, **parameters):
    """The enterprises of some runs in the week after an evaluation."""
    made = Scenario("ends", Population(), weeks, START, (START, weeks), (), parameters, parts=PARTS)
    for seed in range(8):
        run = Run(MODEL, made, seed)
        run.play_to(weeks)
        rows = run.world.tables["enterprise"]
        yield rows[rows["alive"]]


def test_three_years_of_accidents_know_the_truth_better_than_half_a_year():
    known = {short: np.mean([corr(rows, "base_score", "true_score") for rows in ends(short_memory=short)])
             for short in (0.0, 1.0)}  # fmt: skip
    assert known[0.0] > known[1.0] + 0.1


def test_weights_by_industry_matter_less_than_what_is_measured():
    """The programme names no weights: leaning twice as far, or not at all, moves who is told apart by little."""
    known = {}
    for lean in (0.0, 2.0):
        sweep = {"lean_accident": 0.12 * lean, "lean_social": 0.15 * lean}
        known[lean] = np.mean([corr(rows, "base_score", "true_score") for rows in ends(**sweep)])
    assert abs(known[0.0] - known[2.0]) < 0.1


def test_the_index_of_three_tells_the_truth_better_than_any_of_them():
    rows = list(ends())
    known = {name: np.mean([corr(one, name, "true_score") for one in rows])
             for name in ("eval_index", "gov_score", "self_score", "third_score")}  # fmt: skip
    assert known["eval_index"] > max(known["gov_score"], known["self_score"])


def test_where_no_index_is_below_the_line_colours_stop_nobody_and_nobody_games():
    """The way of a stop is the colour alone, and that of gaming what hangs on it."""
    lost = counted(play(adopt("colour_warning", red_stop=0.0)), "output_lost")
    gamed = counted(play(adopt("colour_warning", stake=0.0)), "gamed")
    assert lost.max() == 0.0 == gamed.max()
    usual_way = play(adopt("colour_warning"))
    assert counted(usual_way, "output_lost").min() > 0.0 and counted(usual_way, "gamed").min() > 0.0


# --- Planners --------------------------------------------------------------------------------------------------------


def pilots(**settings):
    tried = Scenario("tried", Population(), START + 60, START, (START, START + 60),
                     (adopt("safety_training"), adopt("policy_pilots", **settings)), parts=PARTS)  # fmt: skip
    return pilot_report(tried, 60).figures


def test_pilots_that_are_looked_after_overstate_what_a_roll_out_brings():
    found = pilots()
    assert found["corrected"].high < found["true_scale"].low, "the same places and luck, with and without"
    assert found["true_pilots"].high < found["true_unattended"].low < 0.0


def test_pilots_drawn_by_lot_and_left_alone_say_what_is_so():
    found = pilots(quality=0.0, boost=0.0)
    assert found["corrected"].low < found["true_scale"].mean < found["corrected"].high
    assert abs(found["true_pilots"].mean - found["true_scale"].mean) < 1.0


def test_a_measure_that_does_nothing_is_rolled_out_where_luck_was_with_it():
    nothing = {key: float(one.neutral) for key, one in MODEL.instruments["administrative_fines"].settings.items()}
    tried = Scenario("tried", Population(), START + 60, START, (START, START + 60),
                     (adopt("administrative_fines", **nothing), adopt("policy_pilots", boost=0.0)),
                     parts=PARTS)  # fmt: skip
    found = pilot_report(tried, 60).figures
    assert found["true_scale"].mean == 0.0 and 20.0 < found["rolled_out"].mean < 80.0


def test_cycles_keep_the_budget_in_money_when_told_what_links_cost():
    """With the costs of the ledger, what is spent on what is under the planner stays within a twentieth."""
    under = company("pdca")
    bare = usual()
    costs = {}
    for name in under:
        spent = counted(play(adopt(name)), "cost_resource") - counted(bare, "cost_resource")
        per_year = spent.mean() / 216.0 / ((LATE[1] - LATE[0]) / 52.0)
        costs[f"cost_{MODEL.instruments[name].link}"] = float(np.clip(per_year, 100.0, 20_000.0))
    told = adopt("pdca", plan_days=0.0, own_hours=0.0, **costs)
    before, after = usual(*under), play(*map(adopt, under), told)
    more = counted(after, "cost_resource").mean() - counted(before, "cost_resource").mean()
    budget = counted(before, "cost_resource").mean() - counted(bare, "cost_resource").mean()
    assert abs(more) < 0.15 * abs(budget)


def test_benchmarked_regions_come_nearer_each_other():
    two = Population(regions=(Region("strict", 108, 8, (), 2.0), Region("lax", 108, 2, (), 0.5)))

    def apart(*adoptions):
        made = Scenario("two", two, WEEKS, START, (START, WEEKS), adoptions, parts=PARTS)
        found = []
        for seed in range(1, 13):
            run = Run(MODEL, made, seed)
            run.play_to(WEEKS)
            found.append(float(np.ptp(run.world.tables["region"]["index"])))
        return np.array(found)

    assert (apart(adopt("benchmarking", region_gain=3.0)) - apart()).mean() < 0.0
