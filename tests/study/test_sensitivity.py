"""Sensitivity: known answers through our own pipeline, inputs of a few values, groups, and what must be refused."""

import numpy as np
import pandas as pd
import pytest
from tests.command_line import fake_run_many

import govsim
from govsim.study.analysis.sensitivity import method as shared
from govsim.study.analysis.sensitivity import pawn, sobol
from govsim.study.analysis.sensitivity.inputs import assumed_factors, inputs_of, is_assumed, owner_of
from govsim.study.analysis.sensitivity.method import Inputs, analysed, sampled
from govsim.study.analysis.sensitivity.morris import Morris
from govsim.study.analysis.sensitivity.pawn import Pawn
from govsim.study.analysis.sensitivity.sobol import Sobol
from govsim.study.ask.declarations import model_of_names
from govsim.study.ask.ranges import Factor

MODEL = model_of_names()
START, FIX = "instrument.safety_points.start", "parameter.fix_ordered"
SHORT = ["weeks=60", "window=[10,60]", "population=small"]
ISHIGAMI = Inputs.alone([Factor(name, -np.pi, np.pi) for name in "abc"])
MIXED = Inputs.alone([
    Factor("kind", choices=("x", "y", "z")), Factor("flag", choices=(False, True)), Factor("share", 0.0, 1.0),
    Factor("idle", 0.0, 1.0), Factor("count", 1, 4, is_whole=True),
])  # fmt: skip
SIZES = {"morris": (Morris(), 60), "sobol": (Sobol(), 256), "pawn": (Pawn(), 256)}


@pytest.fixture(autouse=True)
def fewer_samples(monkeypatch):
    """A hundred samples drawn again say as much here as five hundred."""
    for module, name in ((shared, "RESAMPLES"), (sobol, "RESAMPLES"), (pawn, "CHANCES")):
        monkeypatch.setattr(module, name, 100 if name == "RESAMPLES" else 40)


def ishigami(point):
    """Ishigami and Homma (1990), with 7 and 0.1."""
    return np.sin(point["a"]) + 7 * np.sin(point["b"]) ** 2 + 0.1 * point["c"] ** 4 * np.sin(point["a"])


def mixed(point):
    """Variances 2 of kind, 1.25 of count, 5/48 of the flag with the share, of which 1/16 and 1/48 are theirs alone."""
    return 3.0 * (point["kind"] == "z") + point["flag"] * point["share"] + point["count"]


def found(method, size, inputs, function):
    sample = sampled(method, inputs, size)
    made = analysed(sample, np.array([function(point) for point in sample.design.points]))
    return made, made.table.set_index("factor")


def test_sobol_knows_ishigami():
    made, table = found(Sobol(second=True), 1024, ISHIGAMI, ishigami)
    for column, truth in (("first", (0.3139, 0.4424, 0.0)), ("total", (0.5576, 0.4424, 0.2437))):
        for name, share in zip("abc", truth, strict=True):
            row = table.loc[name]
            assert row[column] == pytest.approx(share, abs=0.03)
            assert row[f"{column}_low"] - 0.02 < share < row[f"{column}_high"] + 0.02
    pairs = made.pairs.set_index(["first", "second"])
    assert pairs.loc[("a", "c"), "index"] == pytest.approx(0.2437, abs=0.04)
    assert pairs["index"].drop(("a", "c")).abs().max() < 0.03


def test_sobol_knows_inputs_of_a_few_values():
    _, table = found(Sobol(), 512, MIXED, mixed)
    whole = 2.0 + 1.25 + 5 / 48
    first = {"kind": 2.0, "count": 1.25, "flag": 1 / 16, "share": 1 / 48, "idle": 0.0}
    for name, variance in first.items():
        assert table.loc[name, "first"] == pytest.approx(variance / whole, abs=0.03)
    assert table.loc["idle", "total"] == 0.0


@pytest.mark.parametrize("name", SIZES)
def test_what_does_nothing_comes_last_and_ranks_say_so(name):
    method, size = SIZES[name]
    made, table = found(method, size, MIXED, mixed)
    assert list(made.table["factor"])[-1] == "idle" and set(list(made.table["factor"])[:2]) == {"kind", "count"}
    assert table.loc["idle", "rank_high"] == 5 and table.loc["count", "rank_high"] <= 2
    first = made.convergence[made.convergence["factor"] == "count"]
    assert list(first["units"]) == [size // 4, size // 2, size]
    widths = first["high"] - first["low"]
    assert widths.iloc[-1] <= widths.iloc[0]


def test_an_elementary_effect_is_that_over_the_whole_range():
    _, table = found(Morris(), 20, Inputs.alone([Factor("a", 2.0, 5.0), Factor("b", choices=(0, 10))]),
                     lambda point: 4.0 * point["a"] - point["b"])  # fmt: skip
    assert table.loc["a", ["mu_star", "mu", "sigma"]].tolist() == pytest.approx([12.0, 12.0, 0.0])
    assert table.loc["b", "mu_star"] == pytest.approx(10.0)


@pytest.mark.parametrize("method", [Morris(), Sobol()])
def test_members_of_a_group_move_together(method):
    factors = tuple(Factor(name, 0.0, 1.0) for name in "abcd")
    inputs = Inputs(factors, {"one": (0, 2), "other": (1,), "idle": (3,)})
    sample = sampled(method, inputs, 8)
    assert len(sample.design.points) == 8 * (4 if method.name == "morris" else 5)
    _, table = found(method, 64, inputs, lambda point: point["a"] + point["c"] + 0.5 * point["b"])
    assert list(table.index) == ["one", "other", "idle"]
    if method.name == "sobol":
        assert table.loc["one", "total"] == pytest.approx(2 / 2.25, abs=0.04)


def test_the_floor_of_pawn_is_what_an_idle_input_stays_below():
    idle = Inputs.alone([Factor(name, 0.0, 1.0) for name in "abcdefgh"])
    sample = sampled(Pawn(), idle, 128)
    table = analysed(sample, np.random.default_rng(3).exponential(size=128)).table
    assert (table["median"] < table["floor"]).mean() >= 0.75


def test_no_index_is_made_of_a_missing_or_constant_value():
    sample = sampled(Morris(), ISHIGAMI, 4)
    values = np.arange(16.0)
    with pytest.raises(govsim.RunError, match="no value at 1 points.*: 3"):
        analysed(sample, np.where(values == 2, np.nan, values), "injuries_true")
    with pytest.raises(govsim.RunError, match="nothing that is varied"):
        analysed(sample, np.full(16, 7.0), "injuries_true")


def test_the_start_moves_an_effect_and_a_number_that_nobody_reads_does_not(engine):
    study = govsim.sensitivity(["baseline", "safety_points"], "injuries_true", {START: "10..40", FIX: "0.2..0.6"},
                               size=6, seeds=3, overrides=SHORT)  # fmt: skip
    table = study.table.set_index("factor")
    assert list(table.index) == [START, FIX] and table.loc[FIX, "mu_star"] == 0.0
    assert table.loc[START, "mu"] > 0.0 and set(study.table["scenario"]) == {"safety_points"}
    assert 0.0 <= study.answers[0].luck <= 1.0 and "18 points" in repr(study)


def test_a_tornado_pairs_its_ends_by_seed(engine):
    key = "instrument.safety_points.behaviour_reward"
    study = govsim.sensitivity("safety_points", "injuries_true", {START: "10..40", key: ".."}, "tornado", 4, SHORT)
    table = study.table.set_index("factor")
    assert table.loc[START, "low"] > 0.0 and table.loc[key, "swing"] == 0.0
    assert (table.loc[START, "low_end"], table.loc[START, "high_end"]) == ("10", "40")


def test_a_notebook_shows_a_study_as_a_small_table(engine):
    vary = {"instrument.credit_penalties.loan_spread": "0..0.1"}
    short = ["weeks=60", "population=small"]
    found = govsim.sensitivity(["baseline", "credit"], vary=vary, method="tornado", seeds=2, overrides=short)
    html = found._repr_html_()
    assert html.count("<tr>") == 2 and "loan spread" in html and "[" in html and "<img" not in html


def test_a_failed_run_is_named_and_no_index_made(engine):
    engine.run_many = lambda *given, **named: fake_run_many(*given, **{**named, "failing": (1,)})
    with pytest.raises(govsim.RunError, match="safety_points: 1, .*no workers"):
        govsim.sensitivity(
            "safety_points", "injuries_true", {START: "10..40", FIX: ".."}, seeds=3, overrides=SHORT, size=2
        )


def test_assumed_numbers_have_owners_and_ranges():
    scenarios = [govsim.load_scenario("credit", ["weeks=60"])]
    factors = assumed_factors(MODEL, scenarios)
    keys = [one.key for one in factors]
    assert f"{FIX}" in keys and any(key.startswith("instrument.credit_penalties.") for key in keys)
    assert all(one.low < one.high for one in factors) and len(set(keys)) == len(keys)
    assert not any(key.startswith("instrument.safety_points") for key in keys)
    inputs = inputs_of(MODEL, factors, grouped=True)
    assert sorted(place for places in inputs.groups.values() for place in places) == list(range(len(factors)))
    assert owner_of(MODEL, "instrument.credit_penalties.loan_spread") == "credit_penalties"
    assert is_assumed("E12, assumed: x") and not is_assumed("E12, table 3: unset")


@pytest.mark.slow
def test_the_command_keeps_indices_and_draws_nothing_twice(cli, engine):
    words = ("sensitivity", "scenarios=[baseline,safety_points]", *SHORT, f"{START}=10..40", f"{FIX}=..", "seeds=2",
             "size=4", "outcome=injuries_true")  # fmt: skip
    done = cli(*words)
    assert done.status == 0, done.err
    (folder,) = (done.folder / "results" / "sensitivity").iterdir()
    kept = pd.read_csv(folder / "indices.csv")
    assert list(kept["factor"]) == [START, FIX] and (folder / "convergence.csv").is_file()
    assert "points" in done.out and "rank" in done.out and "Unit: injuries" in done.out
    assert "already" in cli(*words).err and cli("reproduce", str(folder)).status == 0


BAD = [
    (["scenarios=[baseline]", f"{FIX}=.."], "one input"),
    (["scenarios=[baseline]"], "inputs=assumed"),
    (["scenarios=[baseline]", "inputs=[effrt]"], "effort"),
    (["scenarios=[baseline]", "inputs=[credit_penalties]"], "baseline+credit_penalties"),
    (["scenarios=[baseline]", f"{FIX}=..", "weeks=60,70", "method=moris"], "morris"),
    (["scenarios=[baseline]", f"{FIX}=..", f"{START}=.."], "safety_points"),
    (["scenarios=[baseline]", f"{FIX}=..", "parameter.mu=..", "outcome=injuries_tru"], "injuries_true"),
    (["scenarios=[baseline]", f"{FIX}=..", "parameter.mu=..", "measure=percent"], "two scenarios"),
    (["scenarios=[baseline]", f"{FIX}=..", "parameter.mu=..", "method=sobol", "size=6"], "power"),
    (["scenarios=[baseline]", f"{FIX}=..", "parameter.mu=..", "method=pawn", "size=6"], "64"),
    (["scenario=baseline", f"{FIX}=.."], "scenarios="),
    (["scenarios=[baseline]", "inputs=[effort]", "grouped=true", f"{FIX}=..", "method=pawn"], "grouped"),
    (["scenarios=[baseline]", "weeks=60..70", f"{FIX}=..", "method=tornado"], "usual"),
    (["scenarios=[baseline]", f"{FIX}=..", "parameter.mu=..", "by=industry"], "by"),
]


@pytest.mark.parametrize(("words", "said"), BAD)
def test_a_mistake_is_one_line_and_nothing_is_written(cli, engine, words, said):
    done = cli("sensitivity", *words)
    assert done.status == 2 and said in done.err and "Traceback" not in done.err, done.err
    assert list(done.folder.iterdir()) == []
