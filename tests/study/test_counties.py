"""Several drawn counties: which seed is played in which, and intervals that hold both lucks."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import govsim
from govsim.engines.records import YEAR_LAYERS, year_type
from govsim.figures.results import figure_facts
from govsim.figures.tables import Comparison
from govsim.figures.wording import Words
from govsim.model import model_of
from govsim.scenario import Population, Scenario
from govsim.study.analysis.shown import shown_of
from govsim.study.runs import simulate as simulating
from govsim.study.runs.counties import COUNTY_SEED, check_counties, jobs_of, with_counties
from govsim.study.runs.plan import Plan
from govsim.study.runs.statistics import means, paired_effects, ratio, summary
from govsim.study.speak.errors import InputError

SHORT = ("population=small", "weeks=20", "settle=0", "start=2", "window=[4,20]")


def scenario(name="a", **about):
    return Scenario(name, Population(**about), weeks=20, settle=0, start=2, window=(4, 20))


# --- Which seed is played in which county ---------------------------------------------------------------------------


@given(st.integers(1, 12), st.lists(st.integers(0, 999), min_size=12, max_size=40, unique=True), st.integers(0, 99))
def test_seeds_are_spread_evenly_and_alike_for_every_scenario(populations, seeds, first):
    names = {name: scenario(name, seed=first) for name in ("a", "b")}
    jobs = jobs_of(names.values(), seeds, populations)
    assert [(one.name, seed) for one, seed in jobs] == [(name, seed) for name in names for seed in seeds]
    county = {(one.name, seed): one.population.seed for one, seed in jobs}
    assert all(county["a", seed] == county["b", seed] for seed in seeds)
    sizes = np.bincount([county["a", seed] - first for seed in seeds])
    assert len(sizes) == populations and sizes.max() - sizes.min() <= 1
    assert len({id(one) for one, _ in jobs}) == 2 * populations, "a county is one object: engines lay it out once"


def test_one_county_is_the_scenario_itself_and_leaves_no_column():
    one = scenario()
    assert all(made is one for made, _ in jobs_of([one], range(3), 1))
    table = pd.DataFrame({"scenario": ["a"], "seed": [0]})
    assert list(with_counties(table, {"a": one}, (0,), 1)) == ["scenario", "seed"]


def test_the_column_stands_beside_the_seed():
    table = pd.DataFrame({"scenario": ["a", "b", "a"], "seed": [7, 9, 9], "x": 0.0})
    made = with_counties(table, {"a": scenario("a", seed=5), "b": scenario("b", seed=1)}, (7, 9), 2)
    assert list(made) == ["scenario", "seed", COUNTY_SEED, "x"]
    assert made[COUNTY_SEED].tolist() == [5, 2, 6]


@pytest.mark.parametrize(
    ("populations", "seeds", "about", "varied", "said"),
    [(8, 5, {}, {}, "seeds=8 or more"), (2, 5, {"kind": "register", "path": "x"}, {}, "one real county"),
     (2, 5, {}, {"a": {"population.seed": 1}}, "vary one of them"), (0, 5, {}, {}, "populations"),
     (1.5, 5, {}, {}, "populations"), (3, 5, {"seed": 2**31 - 2}, {}, "beyond")],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_line(populations, seeds, about, varied, said):
    with pytest.raises(InputError, match=said) as refused:
        check_counties(populations, [scenario(**about)], range(seeds), varied)
    assert "\n" not in str(refused.value)
    check_counties(1, [scenario(**about)], range(seeds), varied) if populations > 1 else None


def test_the_number_of_counties_is_part_of_a_results_name():
    plans = [Plan("run", {"a": scenario()}, tuple(range(6)), {}, populations=count) for count in (1, 2, 3)]
    assert len({plan.id for plan in plans}) == 3


# --- Intervals ------------------------------------------------------------------------------------------------------


@given(st.integers(2, 9), st.integers(1, 6), st.integers(0, 1000))
def test_the_interval_of_a_mean_is_students_t_over_the_means_of_counties(counties, seeds, luck):
    values = np.random.default_rng(luck).normal(3.0, 1.0, (counties * seeds, 1))
    place = np.arange(len(values)) % counties
    mean, half, count = means(values, place)
    each = np.array([values[place == one].mean() for one in range(counties)])
    expected = stats.ttest_1samp(each, 0.0).confidence_interval(0.95)
    assert (mean[0] - half[0], mean[0] + half[0]) == pytest.approx((expected.low, expected.high))
    assert count[0] == counties * seeds, "the number of runs is told, not that of counties"


def test_a_county_counts_once_however_many_of_its_seeds_are_left():
    values = np.array([[1.0], [1.0], [1.0], [3.0], [np.nan]])
    mean, half, count = means(values, np.array([0, 0, 0, 1, 1]))
    assert mean[0] == 2.0 and count[0] == 4 and np.isfinite(half[0])
    _, alone, _ = means(values[:3], np.zeros(3))
    assert np.isnan(alone[0]), "one county says nothing of others"
    found, low, high = ratio(values[:, 0], np.full(5, 2.0), np.array([0, 0, 0, 1, 1]))
    assert found == 1.0 and low < 1.0 < high


def test_effects_and_summaries_go_by_the_column():
    runs = pd.DataFrame({
        "scenario": ["a"] * 4 + ["b"] * 4, "seed": [0, 1, 2, 3] * 2, COUNTY_SEED: [1, 2] * 4,
        "x": [10.0, 20.0, 12.0, 22.0, 9.0, 22.0, 11.0, 24.0],
    })  # fmt: skip
    row = paired_effects(runs, "a", ["x"]).iloc[0]
    expected = stats.ttest_1samp([-1.0, 2.0], 0.0).confidence_interval(0.95)
    assert (row["ci_low"], row["ci_high"], row["runs"]) == (
        pytest.approx(expected.low), pytest.approx(expected.high), 4)  # fmt: skip
    row = summary(runs, ["x"]).iloc[0]
    expected = stats.ttest_1samp([11.0, 21.0], 0.0).confidence_interval(0.95)
    assert (row["ci_low"], row["runs"]) == (pytest.approx(expected.low), 4)


BETWEEN, WITHIN, EFFECT, LEVEL = 6.0, 8.0, -10.0, 100.0  # of effects, in units of the level


def stand_in(model, jobs, *, on_done=None, **_):
    """Runs whose every outcome has a level and an effect of its county, and luck of its seed."""
    names = [one.name for one in model.weekly_outcomes]
    made = []
    for one, seed in jobs:
        county = np.random.default_rng([1, one.population.seed])
        luck = np.random.default_rng([2, seed, one.population.seed])
        level = LEVEL + county.normal(0.0, 10.0, len(names)) + luck.normal(0.0, 5.0, len(names))
        effect = EFFECT + county.normal(0.0, BETWEEN, len(names)) + luck.normal(0.0, WITHIN, len(names))
        weekly = np.zeros((one.weeks, len(names)))
        weekly[one.window[0]] = level + (effect if one.adoptions else 0.0)
        yearly = np.zeros((YEAR_LAYERS, 20), year_type(model))
        made.append(SimpleNamespace(scenario=one, seed=seed, error=None, weekly=weekly, yearly=yearly))
        if on_done is not None:
            on_done(made[-1])
    return made


@pytest.fixture
def flows(monkeypatch):
    """The stand-in engine, and outcomes that are what it drew."""
    monkeypatch.setattr(simulating, "engine_named", lambda name: stand_in)
    return [one.name for one in model_of().outcomes.values() if one.kind == "flow"]


def coverage(found, flows, low, high, truth):
    rows = found.effects[found.effects["outcome"].isin(flows)]
    return ((rows[low] <= truth) & (truth <= rows[high])).tolist()


def test_an_interval_over_counties_covers_the_truth_and_one_within_a_county_does_not(flows):
    """Every outcome is a study of its own: some thousand studies in which counties differ in what policy does."""
    absolute, relative, narrow = [], [], []
    for first in range(0, 240, 20):
        texts = [*SHORT, f"population.seed={first}"]
        about = {"seeds": range(first, first + 24), "overrides": texts}
        found = govsim.compare(["baseline", "fines"], populations=8, **about)
        absolute += coverage(found, flows, "ci_low", "ci_high", EFFECT)
        relative += coverage(found, flows, "relative_low", "relative_high", EFFECT / LEVEL)
        narrow += coverage(govsim.compare(["baseline", "fines"], **about), flows, "ci_low", "ci_high", EFFECT)
    assert len(absolute) > 800
    assert np.mean(absolute) == pytest.approx(0.95, abs=0.02)
    assert np.mean(relative) == pytest.approx(0.95, abs=0.02)
    assert np.mean(narrow) < 0.6, "seeds of one county say nothing of other counties"


# --- The whole way --------------------------------------------------------------------------------------------------


def test_every_table_says_which_county(flows):
    found = govsim.compare(["baseline", "fines"], seeds=5, populations=2, overrides=SHORT)
    assert list(found.runs)[:3] == ["scenario", "seed", COUNTY_SEED]
    assert found.runs.groupby("scenario")[COUNTY_SEED].apply(list).tolist() == [[1, 2, 1, 2, 1]] * 2
    assert found.weekly.groupby("seed")[COUNTY_SEED].first().tolist() == [1, 2, 1, 2, 1]
    assert "5 seeds in 2 counties" in repr(found)
    swept = govsim.sweep("fines", {"parameter.mu": [0.001, 0.002]}, seeds=4, populations=2, overrides=SHORT)
    assert list(swept.runs)[:4] == ["scenario", "seed", COUNTY_SEED, "parameter.mu"]


def test_runs_are_those_of_each_county_alone():
    both = govsim.simulate("baseline", seeds=4, populations=2, overrides=SHORT, by="size", yearly=True, threads=1)
    for county, seeds in ((1, [0, 2]), (2, [1, 3])):
        alone = govsim.simulate("baseline", seeds=seeds, overrides=[*SHORT, f"population.seed={county}"], by="size",
                                yearly=True, threads=1)  # fmt: skip
        for table in ("runs", "weekly", "groups", "enterprises"):
            mine = getattr(both, table)
            mine = mine[mine[COUNTY_SEED] == county].drop(columns=COUNTY_SEED).reset_index(drop=True)
            pd.testing.assert_frame_equal(mine, getattr(alone, table))


def test_the_command_keeps_resumes_shows_exports_and_reproduces(cli):
    words = ("compare", "scenarios=[baseline,fines]", *SHORT, "seeds=5", "populations=2", "by=size", "tables=groups",
             "figures=false", "threads=1", "out=kept")  # fmt: skip
    done = cli(*words)
    assert done.status == 0, done.err
    assert "5 seeds in 2 counties, 2 or 3 each" in done.out and "2 counties only" in done.err
    folder = done.folder / "kept"
    runs = pd.read_parquet(folder / "runs.parquet")
    assert list(runs)[:3] == ["scenario", "seed", COUNTY_SEED]
    for name in ("weekly", "groups", "groups_weekly"):
        assert COUNTY_SEED in pd.read_parquet(folder / f"{name}.parquet")
    assert "already" in cli(*words).err
    assert "5 seeds in 2 counties" in cli("results", "show", "kept").out
    again = cli("reproduce", "kept", "threads=1")
    assert again.status == 0, again.err + again.out
    assert cli("results", "export", "kept", "to=csv").status == 0
    book = pd.read_csv(done.folder / "csv" / "codebook.csv")
    assert set(book[book["column"] == COUNTY_SEED]["table"]) == {"runs", "weekly", "groups"}
    assert cli("results", "export", "kept", "format=xlsx", "to=book", "lang=zh").status == 0


def test_figures_say_how_many_counties_and_show_the_enterprises_of_one(flows):
    for lang, several, one in (
        ("en", "6 seeds in 2 counties", "3 seeds of the first of 2 counties"),
        ("zh", "2 个县共 6 个种子", "2 个县中第一个县的 3 个种子"),
    ):
        words = Words({"populations": 2}, lang)
        assert (words.seeds(6), words.first_county(3)) == (several, one)
        assert Words({}, lang).seeds(6) == Words({}, lang).first_county(6)
    found = govsim.compare(["baseline", "fines"], seeds=6, populations=2, overrides=SHORT)
    shown = figure_facts(shown_of(found.results, found.effects, "baseline"), {})
    data = Comparison(found.runs, found.weekly, found.effects, shown, Words(shown, "en"))
    assert data.counties([0, 3, 4]).tolist() == [1, 2, 1] and shown["populations"] == 2
    mine = data.paired_seeds("fines", ["injuries_true"])
    mean, half, _ = means(mine.to_numpy()[:, None], data.counties(mine.index))
    row = found.effects.set_index(["scenario", "outcome"]).loc["fines", "injuries_true"]
    assert (mean[0], half[0]) == pytest.approx((row["difference"], row["ci_high"] - row["difference"]))
    assert data.grid.seeds("fines").tolist() == list(range(6))


def test_a_register_is_refused(cli):
    done = cli("population", "template", "firms.csv")
    assert done.status == 0, done.err
    done = cli("run", "population=register", "population.path=firms.csv", "weeks=20", "seeds=4", "populations=2")
    assert done.status == 2 and "one real county" in done.err and not (done.folder / "results").exists()
    assert "Traceback" not in done.err


def test_commands_without_seeds_have_no_use_for_counties(cli):
    for words in (("explain", "enterprise=3", "week=4"), ("baseline",), ("population", "describe")):
        done = cli(*words, "populations=2")
        assert done.status == 2 and "populations" in done.err
