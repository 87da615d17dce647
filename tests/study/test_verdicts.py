"""What a comparison comes to: prices with the interval of a ratio, chances, sentences, draws, and enough seeds."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtr

import govsim
from govsim.study.analysis import stopping
from govsim.study.analysis.joint import joint_given, joint_of, rank
from govsim.study.analysis.sentences import Wider, _widened, chance_said, price_said, sentence
from govsim.study.analysis.stopping import FIRST, precision_given, seeds_wanted
from govsim.study.analysis.verdict import Price, chance_below, pair_chances, verdicts
from govsim.study.runs.student import below, student
from govsim.study.speak.words import speaking

SHORT = ["weeks=60", "window=[10,60]", "population=small"]
TITLES = {"base": "today", "a": "plan A"}


def runs(injuries, deaths, cost, seeds=12, noise=1.0):
    """A reference and a scenario that differ by these, with luck that both share and some that they do not."""
    luck, rows = np.random.default_rng(1), []
    for seed in range(seeds):
        shared = luck.normal(0, 10)
        for name, share in (("base", 0.0), ("a", 1.0)):
            own = luck.normal(0, noise, 3)
            died = 20 + 0.1 * shared + share * deaths + 0.1 * own[1]
            rows.append((name, seed, 200 + shared + share * injuries + own[0], died, 1e6 + share * cost + 1e3 * own[2]))
    return pd.DataFrame(rows, columns=["scenario", "seed", "injuries_true", "deaths_expected", "cost_resource"])


def test_a_chance_is_that_of_student_s_t():
    for freedom in (1, 4, 49, 300):
        for value in (-30.0, -2.0, -0.01, 0.0, 0.7, 5.0):
            assert below(value, freedom) == pytest.approx(float(stdtr(freedom, value)), abs=1e-10)
        assert below(student(freedom), freedom) == pytest.approx(0.975, abs=1e-9)
    assert chance_below(np.array([-1.0, -1.0, -1.0])) == 1.0 and chance_below(np.zeros(4)) == 0.5
    assert math.isnan(chance_below(np.array([1.0])))


KINDS = {
    "price": (-20, -2, 2e5), "saves": (-20, -2, -2e5), "dominated": (20, 2, 2e5), "no_difference": (0, 0, 0),
    "unsure": (0, 0, 2e5), "fewer_costs": (20, 2, -2e5), "price_unsure": (-20, -2, 0),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_price_has_an_interval_or_words(kind):
    (found,) = verdicts(runs(*KINDS[kind]), "base")
    assert found.per_death.kind == kind
    if kind == "price":
        assert found.per_death.low < 1e5 < found.per_death.high and found.per_injury.value == pytest.approx(
            1e4, rel=0.1
        )
    for lang in ("en", "zh"):
        with speaking(lang):
            said = sentence(found, TITLES, "base", "5")
        assert "plan A" in said and "{" not in said and "nan" not in said


def test_the_interval_of_a_price_holds_the_truth_as_often_as_it_says():
    luck, held = np.random.default_rng(5), 0
    for _ in range(120):
        made = runs(-20, -2, 2e5, seeds=8)
        other = made["scenario"] == "a"
        made.loc[other, "cost_resource"] += luck.normal(0, 8e4, 8)
        made.loc[other, "deaths_expected"] += luck.normal(0, 0.8, 8)
        (found,) = verdicts(made, "base")
        held += found.per_death.kind.startswith("price") and found.per_death.low <= 1e5 <= found.per_death.high
    assert 0.90 <= held / 120 <= 0.99


def test_a_sentence_reaches_over_both_intervals():
    (found,) = verdicts(runs(-20, -2, 2e5), "base")
    narrow = sentence(found, TITLES, "base", "5")
    assert (
        "lowers" in narrow
        and narrow == sentence(found, TITLES, "base", "5", Wider((-10.1, -9.9), 24)).partition(" Its intervals")[0]
    )
    wide = sentence(found, TITLES, "base", "5", Wider((-30.0, 4.0), 24, (-5.0, 1.0), (1e5, 3e5)))
    assert "no price" in wide and "[-5" in wide
    assert "may be nothing" in wide and "[-30.0, 4.0]" in wide and "24 draws" in wide
    shifted = Wider((-30.0, -21.0), 24, (-5.0, -3.0), (3e5, 9e5))  # all draws beyond the value, and wider
    both = _widened(found, shifted)
    for one in (both.injuries, both.deaths, both.cost):
        assert one.low <= one.mean <= one.high
    assert (both.cost.low, both.cost.high) == (found.cost.low, 9e5)
    with speaking("zh"):
        assert "假设" in sentence(found, TITLES, "base", "5", Wider((-30.0, -1.0), 24))


def test_words_in_place_of_a_price_name_what_is_averted():
    for kind in ("unsure", "fewer_costs"):
        assert "deaths" in price_said(Price(kind)) and "injuries" in price_said(Price(kind), "injuries")
        with speaking("zh"):
            assert "死亡" in price_said(Price(kind)) and "伤害" in price_said(Price(kind), "injuries")


def test_chances_of_pairs_add_up_and_follow_the_order():
    made = pd.concat([runs(-3, -1, 1e4), runs(-20, -2, 2e5).query("scenario == 'a'").assign(scenario="b")])
    table = pair_chances(made)
    assert table.loc["b", "base"] > 0.99 and table.loc["b", "a"] > 0.99
    assert table.loc["a", "base"] + table.loc["base", "a"] == pytest.approx(1.0)
    assert chance_said(0.99999) == "over 99.9 %" and chance_said(0.5) == "50 %"


def test_enough_seeds_are_taken_and_intervals_still_hold_the_truth():
    """Over many comparisons of normal and of skewed luck: as narrow as asked in most, and right 19 times in 20."""
    luck = np.random.default_rng(2)
    for draw in (lambda count: luck.normal(0, 12, count), lambda count: luck.exponential(12, count) - 12):
        held, narrow, counts, tries = 0, 0, [], 1500
        for _ in range(tries):
            count = seeds_wanted(draw(FIRST), np.full(FIRST, 200.0), 0.02)
            taken = -10 + draw(count)
            half = student(count - 1) * taken.std(ddof=1) / math.sqrt(count)
            held += abs(taken.mean() + 10) <= half
            narrow += half <= 0.02 * 200
            counts.append(count)
        assert held / tries >= 0.925 and narrow / tries >= 0.65
        assert np.median(counts) == pytest.approx(stopping.RESERVE * (2.0 * 12 / 4) ** 2, rel=0.25)


def test_a_precision_goes_with_seeds_that_are_sought():
    assert precision_given(50, None) is None and precision_given("auto", None) == 0.02
    for seeds, precision, populations in ((50, 0.1, 1), ("auto", 0.0, 1), ("auto", "much", 1), ("auto", None, 2)):
        with pytest.raises(govsim.InputError, match=r"precision|populations"):
            precision_given(seeds, precision, populations)


def test_seeds_are_found_by_the_comparison(cli, engine, monkeypatch):
    monkeypatch.setattr(stopping, "MOST", 60)
    found = govsim.compare(["baseline", "safety_points"], "auto", SHORT, precision=0.5)
    assert len(found.results.seeds) == FIRST
    done = cli("compare", "scenarios=[baseline,safety_points]", *SHORT, "seeds=auto", "precision=0.5")
    assert done.status == 0 and "20 seeds" in done.err and "In short" in done.out
    assert "at most" in done.err


def test_another_scenario_may_be_the_reference(cli, engine):
    found = govsim.compare(["baseline", "safety_points", "fines"], 4, SHORT, against="fines")
    turned = govsim.compare(["baseline", "safety_points", "fines"], 4, SHORT).against("fines")
    assert found.reference == "fines" and found.effects.equals(turned.effects)
    assert set(found.verdicts["scenario"]) == {"baseline", "safety_points"} == set(found.sentences("zh"))
    words = ("compare", "scenarios=[baseline,fines]", *SHORT, "seeds=3")
    usual, other = cli(*words), cli(*words, "against=fines")
    assert usual.status == other.status == 0 and "against fines" in other.out
    assert len(list((other.folder / "results" / "compare").iterdir())) == 2


def test_ends_of_draws_are_ranks():
    assert [rank(count) for count in (5, 24, 39, 79, 119)] == [1, 1, 1, 2, 3]


def test_draws_move_assumed_numbers_alone_and_each_has_its_seeds(engine):
    scenarios = [govsim.load_scenario(one, SHORT) for one in ("baseline", "safety_points")]
    joint = joint_of("assumed:5", scenarios, range(4), "baseline")
    assert joint.draws == 5 and len(joint.seeds) == 10 and min(joint.seeds) == 4
    assert joint.chance == pytest.approx(4 / 6) and joint.points.arms == ["baseline", "safety_points"]
    first = joint.points.scenarios[:2]
    assert first[0].parameters == first[1].parameters and len(first[0].parameters) > 100
    strict = govsim.load_scenario("x=baseline+safety_points(behaviour_reward=0.7)", SHORT)
    keys = joint_given("assumed:5", [strict]).keys
    assert (
        "instrument.safety_points.behaviour_reward" not in keys
        and "instrument.safety_points.behaviour_reward" in joint.points.design.keys
    )


def test_a_comparison_with_draws_has_both_intervals(engine):
    found = govsim.compare(["baseline", "safety_points"], 6, SHORT, parameters="assumed:6")
    row = found.draws.set_index("outcome").loc["injuries_true"]
    assert row["draws"] == 6 and row["relative_low"] <= row["relative"] <= row["relative_high"] < 0.0
    assert "plan" not in found.sentences()["safety_points"] and len(found.sentences("zh")) == 1


@pytest.mark.slow
def test_the_command_keeps_draws_and_says_the_wider(cli, engine):
    words = ("compare", "scenarios=[baseline,safety_points]", *SHORT, "seeds=6", "parameters=assumed:6")
    done = cli(*words)
    assert done.status == 0 and "luck and assum" in done.out, done.err
    (folder,) = (done.folder / "results" / "compare").iterdir()
    assert {"design.csv", "joint.csv", "runs.parquet"} <= {one.name for one in (folder / "draws").iterdir()}
    assert len(pd.read_parquet(folder / "draws" / "runs.parquet")) == 24
    assert cli("reproduce", str(folder / "draws")).status == 0
    again = cli("compare", "scenarios=[baseline,safety_points]", *SHORT, "seeds=6",
                f"parameters={folder / 'draws' / 'design.csv'}")  # fmt: skip
    assert again.status == 0, again.err


BAD = [
    (["against=credit"], "credit"),
    (["parameters=assumed:2"], "assumed:N"),
    (["parameters=all"], "assumed:N"),
    (["parameters=assumed:8", "populations=2", "seeds=4"], "populations"),
    (["precision=0.02"], "seeds=auto"),
    (["seeds=auto", "precision=7"], "precision"),
    (["seeds=auto", "populations=2"], "populations"),
    (["parameters=none.csv"], "none.csv"),
    (["against=safety_points", "budget=5e6"], "budget"),
    (["parameters=assumed:8", "seeds=[2147483646]"], "2147483647"),
]


def test_a_wrong_precision_is_one_mistake(cli, engine):
    done = cli("compare", "scenarios=[baseline,safety_points]", *SHORT, "seeds=auto", "precision=0")
    assert done.status == 2 and "precision = 0" in done.err and "'auto'" not in done.err


@pytest.mark.parametrize(("words", "said"), BAD)
def test_a_mistake_is_one_line_and_nothing_is_written(cli, engine, words, said):
    done = cli("compare", "scenarios=[baseline,safety_points]", *SHORT, *words)
    assert done.status == 2 and said in done.err and "Traceback" not in done.err, done.err
    assert list(done.folder.iterdir()) == []


def test_a_notebook_shows_a_verdict_as_one_row_of_text():
    table = runs(-30, -2, 4e5).replace({"scenario": {"a": "<b>a & b</b>"}})
    (one,) = verdicts(table, "base")
    html = one._repr_html_()
    assert "&lt;b&gt;a &amp; b" in html and "<b>" not in html and html.count("<tr>") == 2 and len(html) < 3000
    with speaking("zh"):
        assert "避免的死亡" in one._repr_html_()
