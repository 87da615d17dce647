"""The baseline: every published row is computed, its interval is right, and the fit is what it says."""

import csv
import json
import runpy
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from govsim.claims.baseline import main as baseline
from govsim.claims.baseline.data import Pooled, binomial_share, pool, ratio_of_sums
from govsim.claims.baseline.rows import compute, known_quantities, persistent_variance, share_without_case
from govsim.claims.baseline.targets import Target, aims, fitted_rows, targets
from govsim.claims.baseline.tolls import share_in_larger
from govsim.claims.chinese import in_chinese
from govsim.model import model_of
from govsim.populations.industry import INDUSTRIES
from govsim.populations.industry_values import industry_table
from govsim.scenario import Scenario
from govsim.study.ask.resolve import Options
from govsim.study.runs.statistics import Estimate

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["quantity", "industry", "simulated", "low", "high", "published_low", "published_high", "unit", "source",
        "inside", "fitted"]  # fmt: skip


def pooled_years(**columns):
    """Runs that left these enterprise years and nothing else."""
    made = {"weeks": 52, "generation": 0, "deaths_recorded": 0, "industry": 0} | columns
    rows = len(made["seed"])
    years = np.zeros(rows, [(name, "f8" if name == "climate" else "i8") for name in made])
    for name, value in made.items():
        years[name] = value
    return Pooled({"workers": np.ones(int(max(made["seed"])) + 1)}, years, 260)


def test_every_published_row_has_a_rule_and_a_name_of_its_own():
    assert len({target.key for target in targets()}) == len(targets())
    assert {target.quantity for target in targets()} == known_quantities()
    assert all(target.low < target.high and target.unit and target.source for target in targets())


def test_aims_lie_within_the_published_range_they_name():
    keys = {target.key: target for target in targets()}
    assert fitted_rows() <= set(keys)
    for aim in aims():
        if not aim.row:
            continue
        target = keys.get((aim.row, aim.industry)) or keys[aim.row, "all"]
        assert aim.source
        if aim.row != "recordable rate, recorded":  # its aims are of single industries
            assert target.low <= aim.aim <= target.high, aim.row


def test_the_mix_of_injury_aims_is_within_the_published_range():
    from govsim.populations.synthesis import build_county

    county = build_county(216, None, 1)
    workers = np.bincount(county.industry, weights=county.headcount)
    wanted = {aim.industry: aim.aim for aim in aims() if aim.name == "injury_base"}
    rate = sum(wanted[name] * count for name, count in zip(INDUSTRIES, workers, strict=True)) / workers.sum()
    assert 0.38 <= rate <= 2.8


def test_exact_intervals_are_those_of_the_textbook():
    one = binomial_share(1, 20, 100.0)
    assert (one.low, one.high) == (pytest.approx(0.1265, abs=1e-3), pytest.approx(24.873, abs=1e-2))


def test_resampling_covers_the_spread_of_seeds_and_is_the_same_every_time():
    over = np.random.default_rng(3).normal(10.0, 2.0, 40)
    made = ratio_of_sums(over, np.ones(40))
    assert made == ratio_of_sums(over, np.ones(40))
    half = 1.96 * over.std() / 40**0.5
    assert made.mean == pytest.approx(over.mean())
    assert made.high - made.low == pytest.approx(2 * half, rel=0.1)
    assert np.isnan(ratio_of_sums(over[:1], np.ones(1)).low)


DEATHS = ("deaths_true", "deaths_recorded", "deaths_in_larger_recorded")  # counts of what is rare


@pytest.mark.parametrize("quantity", [
    "fatality rate", "fatality rate, national industry mix", "reported share, deaths", "recorded injuries per death",
    "share of deaths in larger accidents",
])  # fmt: skip
def test_deaths_are_taken_from_their_chances_and_not_from_counts(quantity):
    """Counts as luck would have them move nothing; the chances do."""
    rows = len(INDUSTRIES)
    known = {"seed": np.arange(rows) % 3, "worker_weeks": np.full(rows, 5200), "industry": np.arange(rows),
             "headcount": np.full(rows, 100)}  # fmt: skip

    def value(counted, expected):
        years = np.zeros(rows, [(name, "f8") if "expected" in name else (name, "i8") for name in (
            *known, *DEATHS, "deaths_expected", "deaths_major_expected")])  # fmt: skip
        for name, values in known.items():
            years[name] = values
        years["deaths_expected"], years["deaths_major_expected"] = expected, 0.2
        sums = {name: np.full(3, float(counted)) for name in DEATHS}
        sums |= {"deaths_expected": np.full(3, expected), "deaths_hidden_expected": np.full(3, 0.1),
                 "injuries_recorded": np.full(3, 500.0)}  # fmt: skip
        for name in DEATHS:
            years[name] = counted
        target = next(one for one in targets() if one.quantity == quantity)
        return compute(target, Pooled(sums, years, 260)).mean

    assert value(0, 1.0) == value(7, 1.0) != value(7, 2.0)


@pytest.mark.parametrize(
    ("made", "inside"),
    [((3.0, 2.5, 3.5), True), ((9.0, 8.0, 9.9), False), ((3.0, 0.0, 4.0), True), ((3.0, 0.0, 4.1), None),
     ((9.0, 6.0, 12.0), None), ((3.0, np.nan, np.nan), True), ((9.0, np.nan, np.nan), False), ((np.nan,) * 3, None)],
)  # fmt: skip
def test_no_row_is_inside_on_width_alone(made, inside):
    """The published range is 2 to 4: an interval wider than 4 says nothing, on whichever side of the range it lies."""
    target = Target("x", "all", 2.0, 4.0, "", "", "", "", "")
    assert baseline.verdict(target, Estimate(*made)) is inside


def test_a_row_too_rare_to_tell_says_so_in_both_languages(monkeypatch):
    from govsim.study.speak.words import speaking

    with speaking("en"):
        assert baseline._said(None) == "too rare to tell"
    with speaking("zh"):
        assert baseline._said(None) == "次数太少，无法判断"
    page = runpy.run_path(str(ROOT / "experiments" / "baseline_fit" / "page.py"), run_name="page")
    row = {"quantity": "fatality rate", "industry": "all", "simulated": 1.0, "low": 0.0, "high": 9.0, "source": "-",
           "published_low": 1.0, "published_high": 2.0, "unit": "percent", "fitted": False}  # fmt: skip
    made = page["page"](baseline.Report([row | {"inside": one} for one in (True, False, None)], []))
    assert "**1 of 3 rows are inside, 1 are too rare to tell.**" in made
    said = in_chinese(made.partition("\n## ")[0], ROOT / "docs")
    assert "| 次数太少，无法判断 |" in said and "**3 行中有 1 行相符，1 行次数太少、无法判断。**" in said


def test_share_without_a_case_counts_whole_years_of_the_band():
    pooled = pooled_years(
        seed=[0, 0, 0, 1, 1], weeks=[52, 52, 20, 52, 52], worker_weeks=[520, 520, 400, 520, 52 * 30],
        injuries_recorded=[0, 1, 0, 0, 0], deaths_recorded=[0, 0, 0, 1, 0],
    )  # fmt: skip
    assert share_without_case(pooled, "FTE 2-19").mean == pytest.approx(1 / 3)
    assert share_without_case(pooled, "FTE 20-49").mean == 1.0


def test_persistent_variance_finds_what_lasts_and_not_luck():
    draw = np.random.default_rng(5)
    enterprises, years = 3000, 3
    rate = np.repeat(draw.gamma(2.0, 0.5, enterprises), years)  # mean 1, variance .5
    pooled = pooled_years(
        seed=np.zeros(enterprises * years), slot=np.repeat(np.arange(enterprises), years),
        year=np.tile(np.arange(years), enterprises), worker_weeks=np.full(enterprises * years, 150 * 52),
        injuries_recorded=draw.poisson(4.0 * rate),
    )  # fmt: skip
    made = persistent_variance(pooled, "FTE 100-249")
    assert made.low < 0.5 < made.high and made.high - made.low < 0.15


def test_persistent_variance_does_not_join_an_enterprise_to_its_successor():
    pooled = pooled_years(
        seed=[0, 0], slot=[4, 4], generation=[0, 1], year=[5, 6], worker_weeks=[7800, 7800], injuries_recorded=[9, 1]
    )
    assert np.isnan(persistent_variance(pooled, "").mean)


def test_seeds_of_the_report_are_fresh():
    assert baseline.report_seeds(Options(tuple(range(20))), given=False) == tuple(range(1000, 1050))
    assert baseline.report_seeds(Options((0, 1, 2)), given=True) == (1000, 1001, 1002)
    assert baseline.report_seeds(Options((7, 9)), given=True) == (7, 9)


def test_committed_values_are_read_and_within_bounds():
    text = files("govsim").joinpath("calibrated.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    cells = {(cell.industry, cell.column): cell for cell in industry_table()}
    named = {(row["owner"], row["name"]) for row in rows}
    assert {(aim.owner, aim.name) for aim in aims()} <= named
    assert {name for name, one in model_of().parameters.items() if one.calibrated} == {
        n for o, n in named if o == "parameter"
    }
    for row in rows:
        value = float(row["value"])
        about = model_of().parameters[row["name"]] if row["owner"] == "parameter" else cells[row["owner"], row["name"]]
        used = about.default if row["owner"] == "parameter" else INDUSTRIES[row["owner"]][row["name"]]
        assert used == value and about.low <= value <= about.high, row


def test_the_command_prints_every_row(cli):
    """A small county for four years: the numbers mean little, the table is whole."""
    words = ("baseline", "population=small", "weeks=208", "window=[52,208]", "seeds=2", "out=kept")
    done = cli(*words, "--json")
    assert done.status == 0, done.err
    rows = json.loads(done.out)
    assert len(rows) == len(targets()) and all(list(row) == KEYS for row in rows)
    assert all(row["inside"] in (True, False, None) and isinstance(row["fitted"], bool) for row in rows)
    visits = next(row for row in rows if row["quantity"] == "inspections per enterprise-year")
    assert visits["low"] <= visits["simulated"] <= visits["high"]
    kept = (done.folder / "kept" / "baseline.csv").read_text(encoding="utf-8").splitlines()
    assert len(kept) == 1 + len(targets()) and kept[0] == ",".join(KEYS)
    table = cli(*words).out
    assert "2 seeds from 1000" in table and f"of {len(targets())} rows inside" in table


def test_a_window_without_a_whole_year_is_refused(cli):
    done = cli("baseline", "population=small", "weeks=60", "window=[10,60]", "seeds=2")
    assert done.status == 2 and "no whole year" in done.err


@pytest.fixture(scope="module")
def fit():
    return runpy.run_path(str(ROOT / "experiments" / "baseline_fit" / "fit.py"), run_name="fit")


def test_expected_share_of_larger_accidents_matches_drawn_tolls():
    draw = np.random.default_rng(1)
    p = {name: model_of().parameters[name].default for name in ("crew_at_risk", "death_tail", "rescue_saves")}
    struck = np.minimum(np.floor(draw.random(400_000) ** (-1.0 / p["death_tail"])), np.floor(p["crew_at_risk"] * 60))
    dead = 1 + draw.binomial(struck.astype(int) - 1, 1.0 - p["rescue_saves"])
    assert share_in_larger(60) == pytest.approx(dead[dead >= 3].sum() / dead.sum(), abs=0.005)
    assert share_in_larger(6) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.slow
def test_committed_values_meet_their_aims_on_the_seeds_of_the_fit(fit):
    values = {(aim.owner, aim.name): _used(aim) for aim in aims()}
    made = fit["Expected"].of(fit["simulate"](fit["scenario_of"](values), fit["SEEDS"], None))
    for aim in aims():
        if aim.name != "intensity_variance":  # its run on a register takes longer than all others
            assert fit["simulated"](aim, made, values) == pytest.approx(aim.aim, rel=0.05), aim


def _used(aim):
    return model_of().parameters[aim.name].default if aim.owner == "parameter" else INDUSTRIES[aim.owner][aim.name]


@pytest.mark.slow
def test_most_rows_are_inside_on_fresh_seeds():
    from govsim.engines.core import run_many

    runs = run_many(model_of(), [(Scenario("baseline"), seed) for seed in range(2000, 2020)], yearly=True)
    pooled = pool(model_of(), runs, (260, 520))
    out = {target.key for target in targets() if baseline.verdict(target, compute(target, pooled)) is False}
    known = {"share of fine money after accidents", "tip-offs per million population-year",
             "deaths per accident",  # in mining: major accidents of a county's mines are too rare
             "reported share, injuries: poor climate",
             "share of establishments with no recorded case in a year"}  # fmt: skip
    assert {quantity for quantity, _ in out} <= known
